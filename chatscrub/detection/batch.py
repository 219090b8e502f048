"""Passages joined into one batch, and what a prefilter answers about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Protocol

SEPARATOR = b"\n\x00\n"
"""Stands between two passages; its line breaks keep ``^``, ``$`` and ``\\b`` true at every border."""
_SEPARATOR_TEXT = SEPARATOR.decode()


Answer = Callable[[], list[tuple[int, int]]]
"""Gives what a prefilter answers about a batch."""


class Prefilter(Protocol):
    """Tells which detectors may fire where."""

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs (passage, detector), both as indexes, sorted, each once.

        `batch` and `borders` are what `join` gives: passage `i` begins at byte ``borders[i]``.
        """
        ...

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        """The same, to be asked for once and in any thread, also while another one asks about another batch."""
        ...

    def forget(self) -> None:
        """Drops what was learned from the texts that were searched, to make room."""
        ...


def join(texts: Iterable[bytes]) -> tuple[bytes, list[int]]:
    """One batch of passages in UTF-8, and the byte at which each begins; the last border is where one more would."""
    borders = [0]
    parts: list[bytes] = []
    for text in texts:
        parts.append(text)
        borders.append(borders[-1] + len(text) + len(SEPARATOR))
    return SEPARATOR.join(parts), borders


def join_texts(texts: Sequence[str]) -> tuple[bytes, list[int]]:
    """What `join` makes of the texts in UTF-8, in which a lone surrogate becomes one "?", so that characters count alike."""
    if not all(map(str.isascii, texts)):
        return join([text.encode("utf-8", "replace") for text in texts])
    borders = accumulate([len(text) + len(SEPARATOR) for text in texts], initial=0)
    return _SEPARATOR_TEXT.join(texts).encode(), list(borders)


def spans(sizes: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Cuts a sequence of texts of these sizes, so that each part has no more than `limit`, or is one text.

    What is less than twice of that stays together, for the rest would hardly be worth a pass of its own.
    """
    first = together = 0
    if sum(sizes) < 2 * limit:
        limit *= 2
    for index, size in enumerate(sizes):
        if together + size > limit and index > first:
            yield first, index
            first, together = index, 0
        together += size
    if first < len(sizes):
        yield first, len(sizes)


def passage(batch: bytes, borders: Sequence[int], index: int) -> bytes:
    """The text of one passage of a batch."""
    return batch[borders[index] : borders[index + 1] - len(SEPARATOR)]
