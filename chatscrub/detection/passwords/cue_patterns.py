"""Patterns of words, laid out over several lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatscrub.detection.dialect import compiled
from chatscrub.detection.program import Match
from chatscrub.lazy_patterns import lazy_compile

_LAYOUT = lazy_compile(r"\[ |\s+")


class Phrase(msgspec.Struct, frozen=True):
    """A pattern in the detectors' dialect that is made ready when it is first asked: a scan needs few of them."""

    pattern: str

    def search(self, text: str | bytes, pos: int = 0) -> Match | None:
        """The first match that begins at `pos` or later."""
        return compiled(self.pattern).search(text, pos)

    def finditer(self, text: str | bytes) -> Iterator[Match]:
        """All matches, none overlapping another."""
        return compiled(self.pattern).finditer(text)


def flat(pattern: str) -> str:
    """A pattern without the white space that lays it out; a space that opens a class stays, as in ``[ ]``."""
    return _LAYOUT.sub(lambda found: "[ " if found[0] == "[ " else "", pattern)


def phrase(pattern: str) -> Phrase:
    """A pattern in any case, without the white space that lays it out."""
    return Phrase("(?i)" + flat(pattern))
