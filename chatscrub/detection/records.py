"""Which findings of a passage stand together: on one line of a table, else in one paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.detection.readers import ByteReading
from chatscrub.lazy_patterns import lazy_compile

_BLANK_LINE = lazy_compile(rb"\n[ \t\r]*(?=\n)")
_COMMAS = 3  # from this number on a line with commas is taken for a row of a table


class Positions:
    """Byte offsets of one passage → characters and records, for offsets asked in ascending order.

    A record is a number that only its equals share. On a line with a delimiter (tab, ``;``, ``|``, or three commas)
    it is twice the number of the line; elsewhere twice the number of the paragraph, which a blank line ends, plus one.
    What a reader recognised as a row or an object is a record of its own, with a negative number.
    Ascending order lets a passage of any length be read once.
    """

    def __init__(self, data: bytes, reading: ByteReading | None = None) -> None:
        self._data = data
        self._reading = reading
        self._ascii = data.isascii()
        self._byte = self._character = 0
        self._seen = self._line = 0
        self._row = self._is_row(0)
        self._paragraph = 0
        self._breaks: Iterator[int] = (found.end() for found in _BLANK_LINE.finditer(data))
        self._next_break = next(self._breaks, len(data) + 1)

    def character(self, offset: int) -> int:
        """The character at a byte offset, which is not before the offset asked last."""
        if self._ascii:
            return offset
        self._character += len(self._data[self._byte : offset].decode())
        self._byte = offset
        return self._character

    def record(self, offset: int) -> int:
        """The record at a byte offset, which is not before the offset asked last."""
        last = self._data.rfind(b"\n", self._seen, offset)
        if last >= 0:
            self._line += self._data.count(b"\n", self._seen, offset)
            self._row = self._is_row(last + 1)
        self._seen = offset
        while self._next_break <= offset:
            self._paragraph += 1
            self._next_break = next(self._breaks, len(self._data) + 1)
        row = self._reading.row(offset) if self._reading is not None else None
        if row is not None:
            return -1 - row
        return 2 * self._line if self._row else 2 * self._paragraph + 1

    def _is_row(self, start: int) -> bool:
        end = self._data.find(b"\n", start)
        line = self._data[start : end if end >= 0 else len(self._data)]
        return any(mark in line for mark in (b"\t", b";", b"|")) or line.count(b",") >= _COMMAS
