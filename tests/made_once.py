"""What a scan makes of detectors before it reads anything, made once a process for all scans that run in it.

A program makes it once and scans, which takes a tenth of a second; tests make thousands of scans in one process, most
of which take less. What is shared only ever answers: it says of a text what it says however often it was asked before.
Whoever gives another folder for compiled patterns, or puts something of its own in the place of one of these, gets
that, made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import pytest

from chatscrub import collector
from chatscrub.detection import cascade, pack_cache, pack_file, packs
from chatscrub.detection import prefilter as prefilters
from chatscrub.detection.batch import Prefilter
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.hyperscan_database import GateDatabase
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.wakers import reader_of
from chatscrub.kept_file import default_cache
from chatscrub.model.detector import Detector


class _Same:
    """Detectors as a key: the very same ones, which is told at once, where to compare a thousand takes long."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self.detectors = tuple(detectors)
        self._hash = hash(tuple(map(id, self.detectors)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and len(self.detectors) == len(other.detectors)
            and all(one is another for one, another in zip(self.detectors, other.detectors, strict=True))
        )


def share(patch: pytest.MonkeyPatch) -> None:
    """From now on scans in this process share what they make of detectors."""
    kept_in = default_cache()
    read = pack_cache.detectors_in

    @lru_cache(maxsize=16)
    def prefilter(same: _Same) -> Prefilter:
        return prefilter_for(same.detectors, cache=kept_in)

    @lru_cache(maxsize=16)
    def reader(same: _Same) -> Detector:
        return reader_of(same.detectors)

    @lru_cache(maxsize=16)
    def digest(same: _Same) -> str:
        return packs.digest(same.detectors)

    @cache
    def shipped(folder: Path) -> tuple[Detector, ...]:
        return tuple(read(folder, kept_in))

    def shared_prefilter(detectors: Sequence[Detector], cache: Path | None = None) -> Prefilter:
        return prefilter(_Same(detectors)) if cache == kept_in else prefilter_for(detectors, cache=cache)

    def detectors_in(folder: Path, cache: Path) -> Sequence[Detector]:
        is_shared = folder == pack_file.shipped() and cache == kept_in
        return shipped(folder) if is_shared else read(folder, cache)

    patch.setattr(cascade, "prefilter_for", shared_prefilter)
    patch.setattr(cascade, "reader_of", lambda detectors: reader(_Same(detectors)))
    patch.setattr(collector, "digest", lambda detectors: digest(_Same(detectors)))
    patch.setattr(cascade, "Dummies", cache(Dummies))
    patch.setattr(pack_cache, "detectors_in", detectors_in)
    patch.setattr(prefilters, "GateDatabase", lambda gates, _cache=None: _gates(tuple(map(tuple, gates))))


@cache
def _gates(gates: tuple[tuple[str, ...], ...]) -> GateDatabase:
    return GateDatabase(gates)
