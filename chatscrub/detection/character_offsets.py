"""Characters of a text ↔ bytes of its UTF-8."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

_CONTINUING = bytes(range(0x80, 0xC0))  # bytes that begin no character
_BLOCK = 1 << 12  # bytes


class CharacterOffsets:
    """The offsets of one text in UTF-8. Nothing is counted before it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._is_ascii = data.isascii()

    def bytes(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of a span of characters."""
        return self._byte(start), self._byte(end)

    def characters_of(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The characters of spans of bytes, in their order."""
        if self._is_ascii:
            return list(spans)
        return [(self._character(start), self._character(end)) for start, end in spans]

    def characters(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The characters of spans of bytes, sorted."""
        return sorted(self.characters_of(spans))

    @cached_property
    def _before(self) -> list[int]:
        """How many characters begin before each block of bytes."""
        blocks = (self._data[start : start + _BLOCK] for start in range(0, len(self._data), _BLOCK))
        return list(accumulate(map(_begun, blocks), initial=0))

    def _character(self, byte: int) -> int:
        """The first character that begins at a byte or behind it."""
        block = min(byte, len(self._data)) // _BLOCK
        return self._before[block] + _begun(self._data[block * _BLOCK : byte])

    def _byte(self, character: int) -> int:
        if self._is_ascii:
            return character
        block = bisect_right(self._before, character, hi=len(self._before) - 1) - 1
        start = block * _BLOCK
        part = self._data[start : start + _BLOCK + 3]  # the last character may end in the next block
        start += len(part) - len(part := part.lstrip(_CONTINUING))
        left = character - self._before[block]
        return start + len(part.decode("utf-8", "ignore")[:left].encode())


def _begun(data: bytes) -> int:
    return len(data.translate(None, _CONTINUING))
