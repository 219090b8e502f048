"""Characters of a text ↔ bytes of its UTF-8."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_LONGER = re.compile(rb"[\xc2-\xf4]")  # begins a character of two bytes or more


class CharacterOffsets:
    """The offsets of one text in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._starts: list[int] = []  # the byte and the character at which each longer character begins,
        self._places: list[int] = []
        self._ends: list[int] = []  # and the byte behind it
        if data.isascii():
            return
        extra = 0  # bytes that continue a character, so far
        for found in _LONGER.finditer(data):
            start = found.start()
            more = 1 if data[start] < 0xE0 else 2 if data[start] < 0xF0 else 3
            self._starts.append(start)
            self._places.append(start - extra)
            self._ends.append(start + 1 + more)
            extra += more

    def bytes(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of a span of characters."""
        return self._byte(start), self._byte(end)

    def characters_of(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The characters of spans of bytes, in their order."""
        if not self._starts:
            return list(spans)
        return [(self._character(start), self._character(end)) for start, end in spans]

    def characters(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The characters of spans of bytes, sorted."""
        return sorted(self.characters_of(spans))

    def _byte(self, character: int) -> int:
        last = bisect_left(self._places, character) - 1
        return character if last < 0 else self._ends[last] + character - self._places[last] - 1

    def _character(self, byte: int) -> int:
        """The first character that begins at a byte or behind it."""
        last = bisect_right(self._starts, byte - 1) - 1
        return byte if last < 0 else self._places[last] + 1 + max(0, byte - self._ends[last])
