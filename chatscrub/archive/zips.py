"""A zip → its members, and a zip inside a zip → bytes with random access, both without a copy on disk."""

from __future__ import annotations

import io
import stat
from collections import OrderedDict
from collections.abc import Generator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import msgspec

from chatscrub.archive import directory, labels, names
from chatscrub.archive.files import FileSource, LooseFile, Source, reason_of
from chatscrub.archive.inflate import ZipMember
from chatscrub.archive.limits import Limits, Tally, shown_size
from chatscrub.archive.record import Archive, Member
from chatscrub.errors import ArchiveError, DiskError
from chatscrub.model.outcome import Skipped


class Contents(msgspec.Struct, frozen=True):
    """What a zip holds. Names are as in the zip (repaired), with any wrapper folder."""

    members: tuple[Member, ...]
    skipped: tuple[Skipped, ...]
    encrypted: int = 0  # members that need a password


class SliceSource(msgspec.Struct, frozen=True):
    """A zip that lies uncompressed in another one."""

    outer: Source
    start: int
    length: int

    def open(self) -> BinaryIO:
        """See `Source`."""
        return io.BufferedReader(_Slice(self.outer.open(), self.start, self.length))


class _Slice(io.RawIOBase):
    """A stretch of a handle as a file of its own."""

    def __init__(self, handle: BinaryIO, start: int, length: int) -> None:
        self._handle = handle
        self._start = start
        self._length = length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub asks for any buffer; BufferedReader hands in a memoryview
        count = min(len(buffer), max(0, self._length - self._at))
        self._handle.seek(self._start + self._at)
        data = self._handle.read(count)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._handle.close()
        super().close()


class Memory(msgspec.Struct):
    """Inflated inner zips, at most `limit` bytes together; the one unused for longest goes first and is read again."""

    limit: int
    _held: OrderedDict[str, bytes] = msgspec.field(default_factory=OrderedDict)

    def get(self, member: Member, shown: str) -> bytes:
        """The whole member. Raises ArchiveError, also where it is larger than the limit."""
        if shown in self._held:
            self._held.move_to_end(shown)
            return self._held[shown]
        buffer = io.BytesIO()  # its value is handed out without a second copy
        size = 0
        with closing(_pieces(member)) as chunks:
            for chunk in chunks:
                size += len(chunk)
                if size > self.limit:
                    raise ArchiveError(
                        f"{shown}: is a compressed zip in a zip and larger than {shown_size(self.limit)}; "
                        "unzip the outer file and hand in the folder (limit nested_bytes)"
                    )
                while self._held and size + sum(map(len, self._held.values())) > self.limit:
                    self._held.popitem(last=False)
                buffer.write(chunk)
        self._held[shown] = buffer.getvalue()
        return self._held[shown]


def _pieces(member: Member) -> Generator[bytes, None, None]:
    yield from member.chunks()


class MemorySource(msgspec.Struct, frozen=True):
    """A zip that is compressed once more in another one."""

    member: Member
    shown: str
    memory: Memory

    def open(self) -> BinaryIO:
        """See `Source`."""
        return io.BytesIO(self.memory.get(self.member, self.shown))


def nested(member: Member, shown: str, memory: Memory) -> Source:
    """A zip member as a source. Raises ArchiveError."""
    if isinstance(member.opener, ZipMember) and (extent := member.opener.stored_extent()) is not None:
        return SliceSource(member.opener.source, *extent)
    return MemorySource(member, shown, memory)


def files_of(archive: Archive) -> tuple[Path, ...]:
    """The files on disk that an archive is read from, by path."""
    return tuple(sorted({path for member in archive.members if (path := _file_of(member)) is not None}))


def _file_of(member: Member) -> Path | None:
    opener: object = member.opener
    while not isinstance(opener, LooseFile | FileSource):
        match opener:
            case ZipMember():
                opener = opener.source
            case SliceSource():
                opener = opener.outer
            case MemorySource():
                opener = opener.member.opener
            case _:
                return None
    return opener.path


def contents(source: Source, shown: str, tally: Tally) -> Contents:
    """All members of a zip; `shown` is its path in messages. Raises ArchiveError when the zip as a whole is unreadable."""
    found: list[directory.Entry] = []
    skipped: list[Skipped] = []
    start = 0
    with source.open() as handle:
        try:
            start = directory.find(handle).start
            for entry in directory.entries(handle, tally.limits.members):
                found.append(entry)  # noqa: PERF402 - what came before damage is kept
        except ArchiveError as error:
            if not found:
                raise ArchiveError(f"{shown}: {error}") from None
            skipped.append(Skipped("(directory of the zip)", str(error)))
        except OSError as error:
            raise DiskError(f"{shown}: {reason_of(error)}") from None
    members: list[Member] = []
    encrypted = 0
    ends = _ends(found, start)
    for entry, end in zip(found, ends, strict=True):
        raw = names.repaired(entry.raw_name, utf8=entry.utf8)
        name = names.normalised(raw)
        if raw.endswith(("/", "\\")) or names.is_litter(name):
            continue
        reason = names.refusal(name)
        if reason is None and stat.S_ISLNK(entry.mode):
            reason = "the member is a link, which is never followed; it was not read"
        if reason is not None:
            skipped.append(Skipped(names.printable(name), reason))
            continue
        encrypted += entry.encrypted
        opener = ZipMember(source, f"{shown}:{names.printable(name)}", entry, end, tally)
        members.append(Member(name, entry.size, opener, entry.modified))
    return Contents(tuple(members), tuple(skipped), encrypted)


def _ends(entries: list[directory.Entry], directory_start: int) -> list[int]:
    """For each entry where the next one, in the order of the file, or the directory begins."""
    order = sorted(range(len(entries)), key=lambda index: entries[index].offset)
    ends = [directory_start] * len(entries)
    for before, after in pairwise(order):
        ends[before] = min(directory_start, entries[after].offset)
    return ends


def open_zip(path: Path, limits: Limits = Limits()) -> Archive:  # noqa: B008 - Limits is frozen
    """One zip on disk as an archive, whatever it holds; zips in it stay members. Raises ArchiveError."""
    shown = names.file_name(str(path))
    inside = contents(FileSource(path, shown), shown, Tally(limits))
    base = names.file_name(path.name)
    return Archive(shown, names.unwrapped(inside.members), labels.of_file(base), (base,), inside.skipped)
