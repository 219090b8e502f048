"""The Hyperscan databases of some expressions: one of the shipped detectors' and one of the operator's own.

Compiling takes many times longer than scanning, and a new detector of the operator's must not cost the compilation of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

from chatscrub.detection.gates import Sought
from chatscrub.detection.hyperscan_database import HyperscanDatabase, is_kept


class Databases:
    """What is searched for on behalf of detectors; `cache` is a folder for compiled databases.

    The shipped detectors' database is made by `prepare`, or else when a text is searched.

    Raises:
        PackError: the engine refuses a detector's pattern.
    """

    def __init__(self, members: Sequence[Sought], cache: Path | None) -> None:
        self._cache = cache
        self._members = [each for each in members if each.detector.shipped]
        own = [each for each in members if not each.detector.shipped]
        self._own = [HyperscanDatabase.of_detectors(own, cache)] if own else []
        self._shipped: list[HyperscanDatabase] | None = None if self._members else []
        self._making = Lock()  # of this one alone: others are made at the same time

    def is_kept(self) -> bool:
        """Whether nothing need be compiled for the shipped detectors, as long as the cache's file is whole."""
        return not self._members or self._cache is None or is_kept(self._members, self._cache)

    def prepare(self) -> None:
        """Makes the database of the shipped detectors."""
        self._all()

    def candidates(self, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """See `Prefilter.candidates`; in no order."""
        for database in self._all():
            yield from database.candidates(batch, borders)

    def _all(self) -> list[HyperscanDatabase]:
        with self._making:
            if self._shipped is None:
                self._shipped = [HyperscanDatabase.of_detectors(self._members, self._cache)]
        return [*self._shipped, *self._own]
