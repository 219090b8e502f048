"""Which archives are cut into stripes, so that all workers end at about the same time."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from chatscrub.archive import Archive, divided_size
from chatscrub.archive.share import bounds
from chatscrub.errors import ArchiveError
from chatscrub.model.outcome import Skipped
from chatscrub.sources import source_of

LARGE = 64 << 20
"""Bytes of conversations; a smaller archive is never cut."""
_SMALLEST = 16 << 20  # bytes of a stripe
_GOOD = 1.05  # times the time that workers without a moment of rest would need
_JSON = ("json", "jsonl", "ndjson")


def weight(found: Archive | Skipped) -> int:
    """The bytes of an archive that take time: those of its JSON, whatever pictures lie beside it."""
    if isinstance(found, Skipped):
        return 0
    return sum(each.size for each in found.members if each.base.rpartition(".")[2].lower() in _JSON)


def divisible(archive: Archive) -> int:
    """The bytes of an archive that can be divided among tasks, 0 where that is not worth it or not sound."""
    if weight(archive) < LARGE:
        return 0
    try:
        source = source_of(archive)
    except ArchiveError:
        return 0
    pieces = source.pieces(archive) if source is not None else ()
    size = divided_size(pieces)
    return size if size >= LARGE else 0


def stripes(weights: Sequence[int], divisible: Sequence[int], workers: int) -> list[int]:
    """The number of stripes of each archive, 1 for an archive that stays whole.

    Reading an archive in stripes costs a little more than as a whole, so the largest are cut first, and only as long
    as some worker would wait for the others at the end.
    """
    counts = [1] * len(weights)
    least = sum(weights) / workers
    for number in sorted(range(len(weights)), key=lambda each: (-divisible[each], each)):
        if not divisible[number] or _time(weights, counts, workers) <= _GOOD * least:
            break
        counts[number] = max(1, min(workers, divisible[number] // _SMALLEST))
    return counts


def _time(weights: Sequence[int], counts: Sequence[int], workers: int) -> float:
    """When the last worker ends if each takes the largest task that is left. In the time for one byte."""
    tasks = sorted((size_of(size, count) for size, count in zip(weights, counts, strict=True) for _ in range(count)))
    loads = [0.0] * workers
    for size in reversed(tasks):
        heapq.heapreplace(loads, loads[0] + size)
    return max(loads)


def size_of(size: int, count: int) -> float:
    """What one of so many stripes costs, in bytes of an archive that stays whole."""
    return size if count == 1 else float(bounds(size, count)[1])
