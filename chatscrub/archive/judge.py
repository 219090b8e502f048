"""Asks the sources about members, and tells the exports of several people in one place apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto

import msgspec
from msgspec.structs import replace

from chatscrub.archive import labels, names
from chatscrub.archive.record import Archive, Member
from chatscrub.errors import ArchiveError


class Verdict(Enum):
    """What the sources say about an archive. MIXED: more than one format at once."""

    NO = auto()
    YES = auto()
    MIXED = auto()


class Judge(msgspec.Struct, frozen=True):
    """The two questions that discovery asks the sources.

    `part_of` gives the key of a vendor's file name or None; `recognised` looks into an archive and raises ArchiveError
    where several formats claim it.
    """

    part_of: Callable[[str], str | None]
    recognised: Callable[[Archive], bool]

    def verdict(self, archive: Archive) -> Verdict:
        """Whether an archive is an export."""
        if not archive.members:
            return Verdict.NO
        try:
            return Verdict.YES if self.recognised(archive) else Verdict.NO
        except ArchiveError:
            return Verdict.MIXED

    def accepts(self, members: Iterable[Member], path: str) -> bool:
        """Whether the members together are one export of one format. `path` is for the archive's record only."""
        return self.verdict(Archive(path, tuple(members))) is Verdict.YES

    def separate(self, members: Sequence[Member], path: str) -> dict[str, tuple[Member, ...]]:
        """Top folders that are exports of their own, with their members named from there.

        Such a folder directly holds a file with a vendor's name that also stands directly at the top or in another
        top folder (alice/conversations.json, bob/conversations.json), and is recognised alone.
        """
        tops: dict[str, list[Member]] = {}
        counts: Counter[str] = Counter()
        for member in members:
            folder, slash, rest = member.name.partition("/")
            if not slash:
                counts[folder] += 1
            elif not names.is_own_folder(folder):
                tops.setdefault(folder, []).append(replace(member, name=rest))
        inside = {folder: names.unwrapped(below) for folder, below in tops.items()}
        direct = {folder: {each.name for each in below if "/" not in each.name} for folder, below in inside.items()}
        for bases in direct.values():
            counts.update(bases)
        twice = {base for base, count in counts.items() if count > 1 and self.part_of(base) is not None}
        return {
            folder: below
            for folder, below in inside.items()
            if not twice.isdisjoint(direct[folder]) and self.accepts(below, f"{path}/{folder}")
        }

    def by_folder(self, members: Sequence[Member], path: str) -> dict[str, tuple[Member, ...]]:
        """Top folders that are recognised alone, if that explains every member; else nothing."""
        tops: dict[str, list[Member]] = {}
        for member in members:
            folder, slash, rest = member.name.partition("/")
            if not slash:
                return {}
            tops.setdefault(folder, []).append(replace(member, name=rest))
        inside = {folder: names.unwrapped(below) for folder, below in tops.items()}
        found = {folder: below for folder, below in inside.items() if self.accepts(below, f"{path}/{folder}")}
        return found if len(found) == len(inside) else {}

    def is_personal(self, name: str) -> bool:
        """Whether a file name is neither a vendor's nor generic nor a UUID, as in alice.json."""
        return self.part_of(name) is None and not names.is_uuid_named(name) and labels.of_file(name) is not None

    def bare(self, members: Sequence[Member], path: str) -> dict[str, tuple[Member, ...]]:
        """Loose JSON files of several people (alice.json, bob.json), each recognised alone; else nothing."""
        if len(members) < 2 or any("/" in member.name or not self.is_personal(member.name) for member in members):
            return {}
        found: dict[str, tuple[Member, ...]] = {
            member.name: (member,) for member in members if self.accepts((member,), path)
        }
        return found if len(found) == len(members) else {}
