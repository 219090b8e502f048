"""Characters of a text ↔ bytes of its UTF-8."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class CharacterOffsets:
    """The offsets of one text in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._at: list[int] | None = None
        if not data.isascii():  # a character begins at each byte that continues none
            self._at = [at for at, byte in enumerate(data) if byte & 0xC0 != 0x80]
            self._at.append(len(data))

    def bytes(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of a span of characters."""
        return (start, end) if self._at is None else (self._at[start], self._at[end])

    def characters_of(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The characters of spans of bytes, in their order."""
        if self._at is None:
            return list(spans)
        return [(bisect_left(self._at, start), bisect_left(self._at, end)) for start, end in spans]

    def characters(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """The characters of spans of bytes, sorted."""
        return sorted(self.characters_of(spans))
