"""Passages joined into one batch, and what a prefilter answers about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

SEPARATOR = b"\n\x00\n"
"""Stands between two passages; its line breaks keep ``^``, ``$`` and ``\\b`` true at every border."""


class Prefilter(Protocol):
    """Tells which detectors may fire where."""

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs (passage, detector), both as indexes, sorted, each once.

        `batch` and `borders` are what `join` gives: passage `i` begins at byte ``borders[i]``.
        """
        ...


def join(texts: Iterable[bytes]) -> tuple[bytes, list[int]]:
    """One batch of passages in UTF-8, and the byte at which each begins; the last border is where one more would."""
    borders = [0]
    parts: list[bytes] = []
    for text in texts:
        parts.append(text)
        borders.append(borders[-1] + len(text) + len(SEPARATOR))
    return SEPARATOR.join(parts), borders


def passage(batch: bytes, borders: Sequence[int], index: int) -> bytes:
    """The text of one passage of a batch."""
    return batch[borders[index] : borders[index + 1] - len(SEPARATOR)]
