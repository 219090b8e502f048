"""A folder on disk as a tree of names and kinds. Links, pipes and devices are named and never opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from chatscrub.archive import directory, names
from chatscrub.archive.files import (
    SNIFF,
    FileSource,
    Identity,
    Kind,
    LooseFile,
    kind_of,
    odd_file,
    open_regular,
    reason_of,
)
from chatscrub.archive.limits import Tally
from chatscrub.archive.record import Member
from chatscrub.errors import ArchiveError
from chatscrub.model.outcome import Skipped

_DEPTH = 64
_STUB_NAMES = (".zip", ".dms", ".exe")  # where a zip may stand behind other bytes


class Leaf(msgspec.Struct, frozen=True):
    """A file. `shown` is its path in reports; `member` is named by its base name; `reason` why it cannot be opened."""

    name: str
    shown: str
    kind: Kind
    member: Member
    reason: str | None = None

    @property
    def head(self) -> bytes:
        """The first bytes, read again: few files are asked for them, and there may be very many."""
        return self.member.head(SNIFF)

    @property
    def source(self) -> FileSource:
        """The file with random access."""
        opener = self.member.opener
        if not isinstance(opener, LooseFile):
            raise TypeError("a leaf is a loose file")
        return FileSource(opener.path, self.shown, opener.identity)


class Folder(msgspec.Struct):
    """A folder with what is in it, by name. `skipped` are links, devices and what the system does not let us list."""

    name: str
    shown: str
    files: list[Leaf] = msgspec.field(default_factory=list)
    folders: list[Folder] = msgspec.field(default_factory=list)
    skipped: list[Skipped] = msgspec.field(default_factory=list)

    def members(self, prefix: str = "", *, keep: Callable[[Leaf], bool] = lambda _: True) -> Iterator[Member]:
        """All files below that `keep` wants, named by their way from here; `prefix` is put before."""
        for leaf in self.files:
            if keep(leaf):
                yield replace(leaf.member, name=prefix + leaf.name)
        for folder in self.folders:
            yield from folder.members(f"{prefix}{folder.name}/", keep=keep)

    def all_files(self) -> Iterator[Leaf]:
        """Every file below."""
        yield from self.files
        for folder in self.folders:
            yield from folder.all_files()

    def all_skipped(self) -> Iterator[Skipped]:
        """Everything below that was not opened."""
        yield from self.skipped
        for folder in self.folders:
            yield from folder.all_skipped()


def leaf_of(
    path: Path, shown: str, tally: Tally, identity: Identity | None = None, *, folder: Path | None = None
) -> Leaf:
    """A regular file, told apart by its first bytes and, by the name of a zip, its end.

    `folder` is the one that it lies in where many files are to share it: absolute, because a file may be opened by a
    process with another working folder.
    """
    name = names.file_name(path.name)
    size, kind, reason = 0, Kind.OTHER, None
    try:
        with open_regular(path, shown, identity) as handle:
            size = os.fstat(handle.fileno()).st_size
            kind = kind_of(handle.read(SNIFF))
            if kind is Kind.OTHER and name.lower().endswith(_STUB_NAMES) and directory.has_end_record(handle):
                kind = Kind.ZIP
    except ArchiveError as error:
        reason = str(error).removeprefix(f"{shown}: ")
    except OSError as error:
        reason = reason_of(error)
    opener = LooseFile(folder or path.parent.absolute(), path.name, shown, tally, identity)
    return Leaf(name, shown, kind, Member(name, size, opener), reason)


def tree_of(root: Path, files: Iterable[tuple[tuple[str, ...], Identity]], tally: Tally) -> Folder:
    """The tree of a folder with nothing in it but these files, each given by its steps below the root."""
    top = Folder(names.file_name(root.name), names.file_name(root.as_posix()))
    known: dict[tuple[str, ...], Folder] = {(): top}
    for steps, identity in sorted(files, key=lambda each: each[0]):
        folder = top
        for depth, step in enumerate(steps[:-1], 1):
            below = known.get(steps[:depth])
            if below is None:
                name = names.file_name(step)
                below = known[steps[:depth]] = Folder(name, f"{folder.shown}/{name}")
                folder.folders.append(below)
            folder = below
        shown = f"{folder.shown}/{names.file_name(steps[-1])}"
        folder.files.append(leaf_of(root.joinpath(*steps), shown, tally, identity))
    return top


class Walk:
    """Lists a folder and everything below it, at most `tally.limits.members` entries."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._left = tally.limits.members

    def folder(self, path: Path, shown: str, depth: int = 0) -> Folder:
        """The tree. What cannot be listed is in `Folder.skipped`."""
        out = Folder(names.file_name(path.name), shown)
        if depth > _DEPTH:
            out.skipped.append(Skipped(shown, f"lies more than {_DEPTH} folders deep; hand in a folder further down"))
            return out
        try:
            with os.scandir(path) as listing:
                found = sorted(entry.name for entry in listing if not names.is_folder_litter(entry.name))
        except OSError as error:
            out.skipped.append(Skipped(shown, reason_of(error)))
            return out
        folder = path.absolute()
        for name in found:
            self._left -= 1
            if self._left < 0:
                out.skipped.append(
                    Skipped(
                        shown,
                        f"holds more than {self._tally.limits.members:,} files; hand in its folders one by one "
                        "(limit members)",
                    )
                )
                return out
            self._add(out, folder / name, depth, folder)
        return out

    def _add(self, out: Folder, path: Path, depth: int, folder: Path) -> None:
        shown = f"{out.shown}/{names.file_name(path.name)}"
        try:
            entry = path.lstat()
        except OSError as error:
            out.skipped.append(Skipped(shown, reason_of(error)))
            return
        if (reason := odd_file(entry)) is not None:
            out.skipped.append(Skipped(shown, reason))
        elif stat.S_ISDIR(entry.st_mode):
            out.folders.append(self.folder(path, shown, depth + 1))
        else:
            out.files.append(leaf_of(path, shown, self._tally, folder=folder))
