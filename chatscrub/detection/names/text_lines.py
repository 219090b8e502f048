"""The lines of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Span = tuple[int, int]
"""Offsets in characters."""


class Line(NamedTuple):
    """Without what ends it."""

    start: int
    end: int


def lines(text: str) -> Iterator[Line]:
    """All lines, also the empty one at the end."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Line(start, end)
        start = end + 1
