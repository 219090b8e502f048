"""The bytes of one zip member, counted and checked while they come out."""

from __future__ import annotations

import bz2
import errno
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import BinaryIO, Protocol

import msgspec

from chatscrub.archive.directory import Entry
from chatscrub.archive.files import Source, reason_of
from chatscrub.archive.limits import Tally, shown_size
from chatscrub.archive.record import CHUNK, HEAD
from chatscrub.errors import ArchiveError, DiskError

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
_BLOCK = 1 << 18
_LOCAL = struct.Struct("<4s5H3L2H")
_LZMA_DICTIONARY = 256 << 20  # bytes; what no usual writer asks for must not reserve the memory of the machine

try:
    engine: ModuleType = import_module("isal.isal_zlib")
except ImportError:  # pragma: no cover - no wheel for this machine; zlib reads the same bytes at half the speed
    engine = zlib

_DATA_ERRORS: tuple[type[Exception], ...] = (engine.error, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
_Block = Callable[[], bytes]


class _Inflater(Protocol):
    """What zlib and isal share."""

    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Decompressor(Protocol):
    """What bz2 and lzma share."""

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _CutError(Exception):
    """The packed bytes end before the member does."""


class ZipMember(msgspec.Struct, frozen=True):
    """The opener of a member of a zip.

    `shown` is its path in messages. `end` is where the next member or the directory begins: what reaches beyond it
    overlaps with something else, as only a bomb does.
    """

    source: Source
    shown: str
    entry: Entry
    end: int
    tally: Tally

    def __call__(self) -> Iterator[bytes]:
        """The inflated bytes. Raises ArchiveError, where the checksum is wrong after the last byte."""
        crc32 = engine.crc32
        count = crc = 0
        with self.source.open() as handle:
            start = self._data_start(handle)
            pieces = self._pieces(handle, start)
            while piece := self._next(pieces):
                count += len(piece)
                crc = crc32(piece, crc)
                self.tally.count(self.shown, hash((self.shown, self.entry.offset)), count, self.entry.packed)
                yield piece
        if crc != self.entry.crc:
            raise ArchiveError(f"{self.shown}: the checksum is wrong, so the file is damaged; download it again")

    def stored_extent(self) -> tuple[int, int] | None:
        """Start and length of the data where it lies uncompressed, else None. Raises ArchiveError."""
        if self.entry.method != STORED or self.entry.encrypted:
            return None
        with self.source.open() as handle:
            return self._data_start(handle), self.entry.packed

    def _data_start(self, handle: BinaryIO) -> int:
        entry = self.entry
        if entry.encrypted:
            raise ArchiveError(f"{self.shown}: is encrypted; unpack it with its password and hand in the folder")
        try:
            handle.seek(entry.offset)
            header = handle.read(_LOCAL.size)
        except OSError as error:
            if error.errno != errno.EINVAL:  # else the place is one that no file can have
                raise DiskError(f"{self.shown}: {reason_of(error)}") from None
            header = b""
        except (ValueError, OverflowError):
            header = b""
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise ArchiveError(f"{self.shown}: is not where the directory of the zip says; download it again")
        *_, name, extra = _LOCAL.unpack(header)
        start: int = entry.offset + _LOCAL.size + name + extra
        if start + entry.packed > self.end:
            raise ArchiveError(
                f"{self.shown}: overlaps with another member, as in no zip of a vendor; download it again"
            )
        handle.seek(start)
        return start

    def _next(self, pieces: Iterator[bytes]) -> bytes:
        try:
            return next(pieces, b"")
        except _CutError:
            raise ArchiveError(f"{self.shown}: is cut off; download it again") from None
        except _DATA_ERRORS:
            raise ArchiveError(f"{self.shown}: the compressed data is damaged; download it again") from None

    def _pieces(self, handle: BinaryIO, start: int) -> Iterator[bytes]:
        left = self.entry.packed

        def block() -> bytes:
            nonlocal left
            try:
                data = handle.read(min(_BLOCK, left))
            except OSError as error:
                raise DiskError(f"{self.shown}: {reason_of(error)}") from None
            if left and not data:
                raise _CutError
            left -= len(data)
            return data

        method = self.entry.method
        if method == STORED:
            return iter(block, b"")
        if method == DEFLATED:
            return _inflated(engine.decompressobj(-15), block)
        if method == BZIP2:
            return _decompressed(bz2.BZ2Decompressor(), block, None)
        if method == LZMA:
            return _decompressed(_lzma_decoder(block, self.shown), block, self.entry.size)
        raise ArchiveError(
            f"{self.shown}: is compressed with method {method}, which is not read; unpack the zip and hand in the folder"
        )


def _inflated(decoder: _Inflater, block: _Block) -> Iterator[bytes]:
    wanted = HEAD  # whoever only looks at the head should not wait for a megabyte
    while not decoder.eof:
        data = decoder.unconsumed_tail or block()
        piece = decoder.decompress(data, wanted)
        if piece:
            yield piece
            wanted = CHUNK
        elif not data:
            raise _CutError


def _decompressed(decoder: _Decompressor, block: _Block, size: int | None) -> Iterator[bytes]:
    """`size` in bytes ends a stream that need not carry an end mark (LZMA in zip)."""
    left = size
    while not decoder.eof and left != 0:
        data = block() if decoder.needs_input else b""
        piece = decoder.decompress(data, CHUNK if left is None else min(CHUNK, left))
        if piece:
            yield piece
            if left is not None:
                left -= len(piece)
        elif decoder.needs_input and not data:
            raise _CutError


def _lzma_decoder(block: _Block, shown: str) -> lzma.LZMADecompressor:
    """A decoder that has seen the first block. Header: version (2 bytes), size of properties (2), properties (5)."""
    first = block()
    if len(first) < 9 or first[2:4] != b"\x05\x00":
        raise _CutError
    properties, dictionary = struct.unpack_from("<BL", first, 4)
    if dictionary > _LZMA_DICTIONARY:
        raise ArchiveError(f"{shown}: asks for more than {shown_size(_LZMA_DICTIONARY)} of memory; it was not read")
    position, rest = divmod(properties, 45)
    low, context = divmod(rest, 9)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": max(dictionary, 4096), "lc": context, "lp": low, "pb": position}]
    decoder = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    decoder.decompress(first[9:], 0)
    return decoder
