"""What could not be read of an archive, in bounded memory: of a damaged export every element may be such a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chatscrub.model.outcome import Skipped

TOLD = 100
"""So many of one path are told each by itself; how many others there are is told in one sentence."""


class Skips:
    """`Skipped` in the order met. Those of two parts of an archive, joined, are those of the whole."""

    def __init__(self, found: Iterable[Skipped] = ()) -> None:
        self._told: list[Skipped] = []
        self._counts: dict[str, int] = {}
        for each in found:
            self.add(each)

    def add(self, found: Skipped) -> None:
        """Takes one more."""
        count = self._counts.get(found.path, 0)
        if count < TOLD:
            self._told.append(found)
        self._counts[found.path] = count + 1

    def join(self, later: Skips) -> None:
        """Takes those of the part that follows."""
        told = {path: min(count, TOLD) for path, count in later._counts.items()}
        for each in later._told:
            self.add(each)
        for path, count in later._counts.items():
            self._counts[path] += count - told[path]

    @property
    def first(self) -> Skipped | None:
        """What was met first; None where all was read."""
        return self._told[0] if self._told else None

    def __iter__(self) -> Iterator[Skipped]:
        yield from self._told
        for path, count in self._counts.items():
            if count > TOLD:
                parts = "part" if count == TOLD + 1 else "parts"
                reason = f"{count - TOLD:,} more {parts} of it could not be read; download the export again"
                yield Skipped(path, reason, count - TOLD)

    def __bool__(self) -> bool:
        return bool(self._told)
