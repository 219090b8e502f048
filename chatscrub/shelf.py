"""Records that lie on the disk and are read again when they are asked for: what grows with the exports is not held.

The file is in the system's temporary folder, without a name where the system can do that, else with one that only its
owner can open; it is gone with the process, however that ends. Nothing may be put here that a report may not show.
"""

from __future__ import annotations

import os
import sys
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Generic, TypeVar, overload

from chatscrub.errors import OutputError
from chatscrub.packing import Packing

_IN_MEMORY = 1 << 18
"""Bytes of the newest records that are still in memory; a scan in which little is found needs no file."""
_AT_HAND = 1 << 23
"""Bytes of packed records that are held as they are too once they were read, which takes some twice as many: tasks, rows and
reports go through the same records two dozen times, and of most scans these are all. While texts are scanned, which takes
most of the memory, few are read."""

T = TypeVar("T")


class Chosen(Sequence[T]):
    """Some of the records of a sequence, by their numbers in it and in that order, each read when it is asked for."""

    def __init__(self, records: Sequence[T], numbers: Sequence[int]) -> None:
        self._records = records
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Chosen[T]: ...
    def __getitem__(self, index: int | slice) -> T | Chosen[T]:
        if isinstance(index, slice):
            return Chosen(self._records, self._numbers[index])
        return self._records[self._numbers[index]]

    def __iter__(self) -> Iterator[T]:
        records = self._records
        for number in self._numbers:
            yield records[number]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of every sequence that changes


class Shelf(Sequence[T], Generic[T]):
    """Records of one type in the order in which they were put; some dozen bytes of each are held.

    `kind` is what `Packing` takes. Nobody may change a record that was put or read: it may be given to whoever asks next.
    All methods raise OutputError, e.g. when the disk is full.
    """

    def __init__(self, kind: type[T]) -> None:
        self._packing: Packing[T] = Packing(kind)
        self._file: IO[bytes] | None = None
        self._new = bytearray()  # what follows the end of the file
        self._end = 0
        self._places = array("Q")
        self._lengths = array("L")
        self._at_hand: dict[int, T] = {}  # by number
        self._left = _AT_HAND

    @classmethod
    def of(cls, kind: type[T], records: Iterable[T]) -> Shelf[T]:
        """A shelf with these on it."""
        shelf = cls(kind)
        for each in records:
            shelf.append(each)
        return shelf

    def append(self, record: T) -> None:
        """Puts one more."""
        self._places.append(0)
        self._lengths.append(0)
        self.replace(len(self._places) - 1, record)

    def replace(self, number: int, record: T) -> None:
        """Puts a record in the place of another one, whose room is lost."""
        data = self._packing.pack(record)
        number = range(len(self))[number]
        if self._at_hand.pop(number, None) is not None:
            self._left += self._lengths[number]
        self._places[number] = self._end + len(self._new)
        self._lengths[number] = len(data)
        self._new += data
        if len(self._new) > _IN_MEMORY:
            self._write()

    def keep(self, numbers: Iterable[int], *, first: int = 0) -> None:
        """Lets go of all from `first` on but those with these numbers, which get the order that is given here."""
        kept = list(numbers)
        self._at_hand.clear()
        self._left = _AT_HAND
        for column in (self._places, self._lengths):
            column[first:] = array(column.typecode, [column[number] for number in kept])

    def since(self, first: int) -> Chosen[T]:
        """Those that were put from number `first` on until now."""
        return Chosen(self, range(first, len(self)))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Chosen[T]: ...
    def __getitem__(self, index: int | slice) -> T | Chosen[T]:
        if isinstance(index, slice):
            return Chosen(self, range(*index.indices(len(self))))
        record = self._at_hand.get(index)
        return self._unpack(index) if record is None else record

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self)):
            yield self[number]

    def __eq__(self, other: object) -> bool:
        return Chosen(self, range(len(self))) == other

    __hash__ = None  # type: ignore[assignment]  # as of every sequence that changes

    def _unpack(self, number: int) -> T:
        length = self._lengths[number]
        record = self._packing.unpack(self._read(self._places[number], length))
        if number >= 0 and length <= self._left:
            self._at_hand[number] = record
            self._left -= length
        return record

    def _read(self, place: int, length: int) -> bytes:
        if place >= self._end or self._file is None:
            return bytes(self._new[place - self._end : place - self._end + length])
        try:
            if sys.platform != "win32":
                return os.pread(self._file.fileno(), length, place)  # one call of the system instead of two
            self._file.seek(place)
            return self._file.read(length)
        except OSError as error:
            raise _failed(error) from None

    def _write(self) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # it is closed with the shelf
                weakref.finalize(self, self._file.close)
            self._file.seek(self._end)
            left = memoryview(self._new)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            raise _failed(error) from None
        self._end += len(self._new)
        self._new = bytearray()


def _failed(error: OSError) -> OutputError:
    return OutputError(
        f"what was found cannot be kept in the temporary folder ({error.strerror}); make room there, or set TMPDIR"
    )
