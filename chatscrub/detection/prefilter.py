"""One pass over the bytes of a batch: which detector may fire in which passage.

The answer is a superset of what the detectors' patterns match, never less. A match across a separator of passages is
only a false candidate, and hides nothing, since Hyperscan reports every end of every match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from threading import Thread

import platformdirs

from chatscrub.detection.batch import Answer, Prefilter, join, passage
from chatscrub.detection.gates import GATES, Sought, by_gate
from chatscrub.detection.hyperscan_database import HAS_HYPERSCAN, GateDatabase, HyperscanDatabase, is_kept
from chatscrub.detection.re2_prefilter import Re2Prefilter
from chatscrub.detection.union_prefilter import unions
from chatscrub.errors import UsageError
from chatscrub.model.detector import Detector

ENGINES = ("auto", "hyperscan", "re2")


def prefilter_for(detectors: Sequence[Detector], engine: str = "auto", cache: Path | None = None) -> Prefilter:
    """The prefilter of a detector set; `engine` is one of `ENGINES`, `cache` a folder for compiled databases.

    Raises:
        UsageError: the engine is unknown or not installed.
        PackError: the engine refuses a detector's pattern.
    """
    if engine not in ENGINES:
        raise UsageError(f"unknown prefilter engine: choose one of {', '.join(ENGINES)}")
    if engine == "hyperscan" and not HAS_HYPERSCAN:
        raise UsageError("Hyperscan is not installed here: install it, or choose the re2 engine")
    if engine == "re2" or not HAS_HYPERSCAN:
        return Re2Prefilter(detectors)
    return HyperscanPrefilter(detectors, cache)


def default_cache() -> Path:
    """Where compiled databases are kept on this machine. They hold patterns only, nothing of an export."""
    return Path(platformdirs.user_cache_dir("chatscrub"))


class HyperscanPrefilter:
    """Detectors without a gate are searched for in the whole batch, those behind one in the passages where it is open."""

    def __init__(self, detectors: Sequence[Detector], cache: Path | None = None) -> None:
        behind = by_gate(enumerate(detectors))
        self._everywhere = _Searches(behind.get(None, ()), cache)
        self._gated = [_Searches(behind.get(gate.name, ()), cache) for gate in GATES]
        self._prepare()
        self._gates = GateDatabase([gate.expressions for gate in GATES])

    def _prepare(self) -> None:
        """Makes the database that is searched everywhere; the others are made when a text asks for them.

        Where it is not kept from an earlier run, all are made at once, by two threads: nearly every scan asks for all.
        """
        if self._everywhere.is_kept():
            self._everywhere.prepare()
        else:
            _at_once(self._everywhere.prepare, self._prepare_others)

    def _prepare_others(self) -> None:
        for each in (self._everywhere, *self._gated):
            each.prepare_unions()
        for each in self._gated:
            each.prepare()

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        return self.begin(batch, borders)()

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        """See `Prefilter.begin`.

        Which gates are open is found at once. They match in every third passage, and both engines let go of the
        interpreter while they search: another thread would have to wait for it at each match.
        """
        return partial(self._found, batch, borders, self._gates.opened(batch, borders)) if batch else list

    def _found(self, batch: bytes, borders: Sequence[int], opened: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        found = [*self._everywhere.united(batch, borders), *self._everywhere.scanned(batch, borders)]
        for searches, indexes in zip(self._gated, opened, strict=True):
            if indexes and searches.members:
                part = join(passage(batch, borders, index) for index in indexes)
                here = [*searches.united(*part), *searches.scanned(*part)]
                found += [(indexes[each], number) for each, number in here]
        return sorted(set(found))


def _at_once(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Does both in threads of their own. Whoever waits for them can be interrupted, and they end with the process."""
    failed: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised where they are waited for
            failed.append(error)

    threads = [Thread(target=run, args=(work,), name="patterns", daemon=True) for work in (first, second)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failed:
        raise failed[0]


class _Searches:
    """What is searched for together on behalf of detectors.

    The shipped detectors are one database and the operator's own another: compiling takes many times longer than
    scanning, and a new detector of the operator's must not cost the compilation of all.
    """

    def __init__(self, members: Sequence[Sought], cache: Path | None) -> None:
        self.members = members
        self._cache = cache
        self._unions = unions(members, cache)
        own = [each for each in self._alone() if not each.detector.shipped]
        self._own = [HyperscanDatabase.of_detectors(own, cache)] if own else []

    def is_kept(self) -> bool:
        """Whether nothing need be compiled for the shipped detectors, as long as the cache's file is whole."""
        shipped = [each for each in self._alone() if each.detector.shipped]
        return not shipped or self._cache is None or is_kept(shipped, self._cache)

    def prepare(self) -> None:
        """Makes the database of the shipped detectors, which else is made when a text opens the gate: few may do so."""
        _ = self._shipped

    def prepare_unions(self) -> None:
        """Makes what tells the members of the unions apart, which else is made when one of them is found."""
        for union in self._unions:
            union.prepare()

    @cached_property
    def _shipped(self) -> list[HyperscanDatabase]:
        shipped = [each for each in self._alone() if each.detector.shipped]
        return [HyperscanDatabase.of_detectors(shipped, self._cache)] if shipped else []

    def _alone(self) -> Iterator[Sought]:
        """What no union searches for."""
        return (each for each in self.members if each.detector.prefilter_union is None)

    def united(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """Candidates of the unions."""
        return [each for union in self._unions for each in union.candidates(batch, borders)]

    def scanned(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """Candidates of all others, in no order."""
        return [each for one in (*self._shipped, *self._own) for each in one.candidates(batch, borders)]
