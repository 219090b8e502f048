"""The central directory of a zip, entry by entry.

The standard library reads the same bytes, but refuses the whole archive for one bad name, extra field or version, cuts
names at a NUL, and holds a record for every claimed entry before anything can be counted. Layout: PKWARE APPNOTE 6.3,
sections 4.3.7 to 4.3.16 and 4.5.3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

import msgspec

from chatscrub.errors import ArchiveError

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_TAIL = _END.size + 0xFFFF
_ZIP64_EXTRA = 0x0001
_UNICODE_PATH = 0x7075
_UTF8 = 0x800
_MASK32 = 0xFFFFFFFF
_UNIX = 3
_FIRST_YEAR = 2000
CUT = "the zip has no end record: the download was cut; download it again"
_DAMAGED = "the directory of the zip is damaged; download it again"


class Entry(msgspec.Struct, frozen=True):
    """One line of the directory. `offset` is that of the local header in the file as it lies there."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int  # file type and rights under Unix, 0 where another system wrote the entry
    modified: datetime | None = None  # by the clock of whoever packed it, taken for UTC

    @property
    def utf8(self) -> bool:
        """Whether the writer says that the name is UTF-8."""
        return bool(self.flags & _UTF8)

    @property
    def encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & 0x41) or self.method == 99


class Extent(msgspec.Struct, frozen=True):
    """Where the directory lies, and how many bytes stand before the zip proper (a self-extracting stub)."""

    start: int
    end: int
    shift: int


def has_end_record(handle: BinaryIO) -> bool:
    """Whether the file ends like a zip, whatever it begins with."""
    try:
        extent = find(handle)
    except ArchiveError:
        return False
    return extent.end > extent.start


def find(handle: BinaryIO) -> Extent:
    """The extent of the directory. Raises ArchiveError (a reason without the file's name)."""
    length = handle.seek(0, 2)
    base = max(0, length - _TAIL)
    handle.seek(base)
    tail = handle.read(_TAIL)
    position = tail.rfind(b"PK\x05\x06")
    # The four bytes may also stand in the comment, so a candidate has to fit; a few tries are plenty. A record of an
    # empty zip fits anywhere, so another one goes before it.
    empty: Extent | None = None
    for _ in range(8):
        if position < 0:
            break
        record = tail[position : position + _END.size]
        if len(record) == _END.size and (extent := _extent(handle, base + position, record)) is not None:
            if extent.end > extent.start:
                return extent
            empty = empty or extent
        position = tail.rfind(b"PK\x05\x06", 0, position)
    if empty is not None:
        return empty
    raise ArchiveError(CUT)


def _extent(handle: BinaryIO, position: int, record: bytes) -> Extent | None:
    _, disk, _, _, _, size, offset, _ = _END.unpack(record)
    end = position
    if (wide := _zip64(handle, position)) is not None:
        end, disk, size, offset = wide
    if disk not in (0, 0xFFFF):
        raise ArchiveError("is one volume of a split zip; join the volumes and hand in the whole")
    start = end - size
    if size == 0:
        return Extent(end, end, 0)
    if start < offset:
        return None
    handle.seek(0)
    if start > offset and handle.read(4) == b"PK\x03\x04":
        return None  # the file begins as a zip and was cut: this is the end of a zip stored inside it
    handle.seek(start)
    return Extent(start, end, start - offset) if handle.read(4) == b"PK\x01\x02" else None


def _zip64(handle: BinaryIO, position: int) -> tuple[int, int, int, int] | None:
    """Position of the zip64 end record, disk number, size and offset of the directory."""
    if position < _LOCATOR64.size:
        return None
    handle.seek(position - _LOCATOR64.size)
    magic, _, claimed, _ = _LOCATOR64.unpack(handle.read(_LOCATOR64.size))
    if magic != b"PK\x06\x07":
        return None
    # What the locator claims does not count bytes put before the zip; then the record stands right before the locator.
    for start in (claimed, position - _LOCATOR64.size - _END64.size):
        if not 0 <= start <= position - _LOCATOR64.size - _END64.size:
            continue
        handle.seek(start)
        fields = _END64.unpack(handle.read(_END64.size))
        if fields[0] == b"PK\x06\x06":
            return start, fields[4], fields[8], fields[9]
    return None


def entries(handle: BinaryIO, limit: int) -> Iterator[Entry]:
    """Every entry in the order of the directory, the same name twice if it stands there twice.

    Raises:
        ArchiveError: after the entries before it, when the directory is damaged or has more than `limit` entries;
            a reason without the file's name.
    """
    extent = find(handle)
    position = extent.start
    handle.seek(position)
    count = 0
    while position < extent.end:
        fixed = handle.read(_ENTRY.size)
        if len(fixed) < _ENTRY.size or not fixed.startswith(b"PK\x01\x02"):
            # Writers may put a digital signature after the entries; it is 6 bytes and more, and no entry.
            if fixed.startswith(b"PK\x05\x05"):
                return
            raise ArchiveError(_DAMAGED)
        count += 1
        if count > limit:
            raise ArchiveError(f"the zip has more than {limit:,} members; the rest was not read (limit members)")
        (_, made_by, _, flags, method, time, day, crc, packed, size, name, extra, comment, _, _, attributes, offset) = (
            _ENTRY.unpack(fixed)
        )
        variable = handle.read(name + extra + comment)
        if len(variable) < name + extra + comment:
            raise ArchiveError(_DAMAGED)
        position += _ENTRY.size + len(variable)
        fields = dict(_fields(variable[name : name + extra]))
        size, packed, offset = _wide(fields.get(_ZIP64_EXTRA, b""), size, packed, offset)
        raw_name = variable[:name]
        if (told := _unicode_path(fields.get(_UNICODE_PATH, b""), raw_name)) is not None:
            raw_name, flags = told, flags | _UTF8
        mode = attributes >> 16 if made_by >> 8 == _UNIX else 0
        yield Entry(raw_name, flags, method, crc, packed, size, offset + extent.shift, mode, _modified(day, time))


def _modified(day: int, time: int) -> datetime | None:
    """An MS-DOS date and time (APPNOTE 4.4.6); None where it is none, or the date that writers put for "not known"."""
    year = 1980 + (day >> 9)
    if year < _FIRST_YEAR:
        return None
    try:
        return datetime(year, day >> 5 & 15, day & 31, time >> 11, time >> 5 & 63, min((time & 31) * 2, 59), tzinfo=UTC)
    except ValueError:
        return None


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The extra fields, by kind; the first of a kind comes last, so that it is the one that counts in a dict."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        found.append((kind, extra[at + 4 : at + 4 + length]))
        at += 4 + length
    return reversed(found)


def _wide(field: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """The three numbers with those that did not fit into 32 bits taken from the zip64 field."""
    values = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
    size, packed, offset = (next(values, value) if value == _MASK32 else value for value in (size, packed, offset))
    return size, packed, offset


def _unicode_path(field: bytes, raw_name: bytes) -> bytes | None:
    """The name in UTF-8 that stands beside the one in an unknown encoding (APPNOTE 4.6.9), if it is about that one."""
    if len(field) < 6 or field[0] != 1 or int.from_bytes(field[1:5], "little") != zlib.crc32(raw_name):
        return None
    return field[5:]
