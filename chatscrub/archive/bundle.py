"""Zips and what lies in them: one export, the exports of several people, or the parts of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from chatscrub.archive import labels, names
from chatscrub.archive.files import SNIFF, ZIP_MAGIC, Kind, Source, kind_of, unreadable_reason
from chatscrub.archive.judge import Judge, Verdict
from chatscrub.archive.limits import Limits, Stopwatch, Tally
from chatscrub.archive.record import Archive, Member
from chatscrub.archive.zips import Contents, Memory, contents, nested
from chatscrub.errors import ArchiveError
from chatscrub.model.outcome import Skipped

_ZIP_NAMES = (".zip", ".dms")
_NO_ZIP_NAMES = (".json", ".jsonl", ".ndjson", ".html", ".txt", ".csv", ".md", ".png", ".jpg", ".jpeg", ".webp", ".wav")
# Found in every Office Open XML, OpenDocument and EPUB file, and in every Java archive.
_OFFICE = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}
_ENCRYPTED = "is encrypted; unpack it with its password and hand in the folder"
_NO_EXPORT = "holds no chat export that is known; hand in the file as the vendor sent it"


class Place(msgspec.Struct, frozen=True):
    """Where a zip or file lies: its path in reports, its name, and the folders and zips around it, from the root."""

    shown: str
    base: str
    folders: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()  # base names of the zips around it, the nearest first

    def inner(self, name: str) -> Place:
        """The place of a zip member."""
        *folders, base = name.split("/")
        return Place(f"{self.shown}!/{name}", base, (*self.folders, *folders), (self.base, *self.outer))

    def label(self, *, own: bool = True) -> str | None:
        """Which employee the place suggests; `own` False leaves its own name out, as that of a vendor."""
        return labels.label(self.folders, (self.base, *self.outer) if own else self.outer)


class Outcome(msgspec.Struct):
    """What looking into something gave.

    `unknown` is set where it can be read and is no export; `office` says that it plainly is something else then, a
    document or program that happens to be a zip.
    """

    archives: list[Archive] = msgspec.field(default_factory=list)
    skipped: list[Skipped] = msgspec.field(default_factory=list)
    unknown: Skipped | None = None
    office: bool = False


class Part(msgspec.Struct, frozen=True):
    """One of several zips that make up an export."""

    place: Place
    source: Source


class Bundles:
    """Looks into zips. The memory for compressed inner zips is shared by all of them."""

    def __init__(self, judge: Judge, limits: Limits) -> None:
        self._judge = judge
        self._limits = limits
        self._memory = Memory(limits.nested_bytes)
        self._stopwatch = Stopwatch(limits)

    def zip_file(self, place: Place, source: Source, depth: int = 1) -> Outcome:
        """A zip on disk (`depth` 1) or in another one."""
        if depth == 1:
            self._stopwatch = Stopwatch(self._limits)
        try:
            inside = contents(source, place.shown, Tally(self._limits))
        except ArchiveError as error:
            return Outcome(skipped=[Skipped(place.shown, bare_reason(error, place.shown))])
        if not inside.members:
            lost = [Skipped(f"{place.shown}:{each.path}", each.reason) for each in inside.skipped]
            return Outcome(skipped=[Skipped(place.shown, "is an empty zip; download it again"), *lost])
        if inside.encrypted == len(inside.members):
            return Outcome(skipped=[Skipped(place.shown, _ENCRYPTED)])
        members = names.unwrapped(inside.members)
        loose = tuple(member for member in members if not _named_as_zip(member))
        label = place.label(own=self._judge.part_of(place.base) is None)
        whole = Archive(place.shown, loose, label, (place.base,), inside.skipped)
        verdict = self._judge.verdict(whole)
        people = self._people(whole, place, mixed=verdict is Verdict.MIXED)
        is_export = verdict is not Verdict.NO or bool(people)
        zipped = [m for m in members if _named_as_zip(m) or (not is_export and _is_zip(m))]
        within, taken = self._within(zipped, place, depth, inside_export=is_export)
        if is_export:
            # A zip that is no export was uploaded into a chat: it is a member like every other attachment.
            assets = tuple(member for member in zipped if id(member.opener) not in taken)
            own = people or [replace(whole, members=whole.members + assets)]
            return Outcome([*own, *within.archives], within.skipped)
        return within if within.archives or within.skipped else self._unknown(place, inside)

    def joined(self, parts: Sequence[Part], extra: Sequence[Member], place: Place) -> Outcome:
        """Several zips, and the members of loose files and folders, as one export.

        Where the whole is no export, `archives` is empty and the caller looks at each part alone.
        """
        members: list[Member] = list(extra)
        lost: list[Skipped] = []
        out = Outcome()
        for part in parts:
            try:
                inside = contents(part.source, part.place.shown, Tally(self._limits))
            except ArchiveError as error:
                out.skipped.append(Skipped(part.place.shown, bare_reason(error, part.place.shown)))
                continue
            members.extend(inside.members)
            lost.extend(Skipped(f"{part.place.base}:{each.path}", each.reason) for each in inside.skipped)
        bases = tuple(part.place.base for part in parts)
        archive = Archive(place.shown, tuple(members), place.label(own=False), bases, tuple(lost))
        if self._judge.verdict(archive) is Verdict.YES:
            out.archives.append(archive)
        return out

    def _within(
        self, zipped: Sequence[Member], place: Place, depth: int, *, inside_export: bool
    ) -> tuple[Outcome, set[int]]:
        """The zips in a zip, and which of them are exports (by the id of the opener).

        In an export a zip may as well be what somebody uploaded into a chat; then nothing is said about it.
        """
        out = Outcome()
        taken: set[int] = set()
        unknown: list[Skipped] = []
        for group in self._groups(zipped):
            if self._stopwatch.is_over():
                out.skipped.append(Skipped(place.shown, self._stopwatch.reason))
                break
            is_part = self._judge.part_of(group[0].base) is not None
            if depth >= self._limits.nested_depth:
                if not inside_export:
                    reason = (
                        "lies too deep, a zip in a zip in a zip; unzip the outer file and hand in what is in it "
                        "(limit nested_depth)"
                    )
                    out.skipped.extend(Skipped(place.inner(member.name).shown, reason) for member in group)
                continue
            for found in self._group(group, place, depth):
                out.archives.extend(found.archives)
                if found.archives:
                    taken.update(id(member.opener) for member in group)
                if not inside_export or is_part:
                    out.skipped.extend(found.skipped)
                if found.unknown is not None and not inside_export:
                    unknown.append(found.unknown)
        # Where an outer zip holds nothing known at all, it is named once instead of each zip in it.
        if out.archives:
            out.skipped.extend(unknown)
        return out, taken

    def _group(self, group: Sequence[Member], place: Place, depth: int) -> list[Outcome]:
        parts: list[Part] = []
        out: list[Outcome] = []
        for member in group:
            inner = place.inner(member.name)
            try:
                if (reason := _no_zip(member)) is not None:
                    out.append(Outcome(skipped=[Skipped(inner.shown, reason)]))
                else:
                    parts.append(Part(inner, nested(member, inner.shown, self._memory)))
            except ArchiveError as error:
                shown = f"{place.shown}:{names.printable(member.name)}"
                out.append(Outcome(skipped=[Skipped(inner.shown, bare_reason(error, shown))]))
        if len(parts) > 1:
            whole = self.joined(parts, (), parts[0].place)
            if whole.archives:
                return [*out, whole]
        return [*out, *(self.zip_file(part.place, part.source, depth + 1) for part in parts)]

    def _groups(self, members: Iterable[Member]) -> list[list[Member]]:
        """Members by folder and key; one without a key stands alone."""
        groups: dict[object, list[Member]] = {}
        for index, member in enumerate(members):
            key = self._judge.part_of(member.base)
            groups.setdefault(index if key is None else (member.name.rpartition("/")[0], key), []).append(member)
        return list(groups.values())

    def _people(self, whole: Archive, place: Place, *, mixed: bool) -> list[Archive]:
        """The exports of several people that somebody unzipped and zipped together, else nothing."""
        found = self._judge.separate(whole.members, whole.path)
        if not found and mixed:
            found = self._judge.by_folder(whole.members, whole.path)
        if not found:
            found = self._judge.bare(whole.members, whole.path)
        if not found:
            return []
        rest = tuple(
            member
            for member in whole.members
            if member.name not in found and member.name.partition("/")[0] not in found
        )
        people = []
        for name, members in found.items():
            inner = place.inner(name)
            label = (
                inner.label() if inner.base == members[0].name else labels.label((*inner.folders, name), inner.outer)
            )
            people.append(Archive(inner.shown, members, label, (place.base,)))
        if self._judge.accepts(rest, whole.path):
            people.insert(0, replace(whole, members=rest))
        elif len(people) > 1:
            people[0] = replace(people[0], skipped=whole.skipped)
        return people if len(people) > 1 else []

    def _unknown(self, place: Place, inside: Contents) -> Outcome:
        bases = {member.name for member in inside.members}
        if inside.encrypted:
            return Outcome(skipped=[Skipped(place.shown, _ENCRYPTED)])
        lost = [Skipped(f"{place.shown}:{each.path}", each.reason) for each in inside.skipped]
        if lost:
            return Outcome(skipped=[Skipped(place.shown, _NO_EXPORT), *lost])
        return Outcome(unknown=Skipped(place.shown, _NO_EXPORT), office=not _OFFICE.isdisjoint(bases))


def bare_reason(error: ArchiveError, shown: str) -> str:
    """The sentence of an error without the path before it, for a record that has the path already."""
    return str(error).removeprefix(f"{shown}: ")


def _named_as_zip(member: Member) -> bool:
    return member.name.lower().endswith(_ZIP_NAMES)


def _is_zip(member: Member) -> bool:
    return not member.name.lower().endswith(_NO_ZIP_NAMES) and member.head(4) in ZIP_MAGIC


def _no_zip(member: Member) -> str | None:
    """Why a member that has the name of a zip is none, None where it is one. Raises ArchiveError."""
    head = member.head(SNIFF)
    if not head:
        for _ in member.chunks():  # an unreadable member says why
            break
        return "is empty; download it again"
    return None if kind_of(head) is Kind.ZIP else unreadable_reason(head, member.name)
