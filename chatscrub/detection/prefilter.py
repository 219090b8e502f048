"""One pass over the bytes of a batch: which detector may fire in which passage.

The answer is a superset of what the detectors' patterns match, never less. A match across a separator of passages is
only a false candidate, and hides nothing, since Hyperscan reports every end of every match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Thread

from chatscrub.detection.batch import Answer, Prefilter, join, passage
from chatscrub.detection.databases import Databases
from chatscrub.detection.gates import GATES, OTHER, Sought, by_gate
from chatscrub.detection.hyperscan_database import HAS_HYPERSCAN, KEPT, GateDatabase, is_kept
from chatscrub.detection.re2_prefilter import Re2Prefilter
from chatscrub.detection.union_prefilter import UnionPrefilter, unions
from chatscrub.errors import UsageError
from chatscrub.model.detector import Detector

ROOM = KEPT
"""Bytes that the cache needs for all compiled databases, and to spare."""
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


def is_prepared(detectors: Sequence[Detector], cache: Path) -> bool:
    """Whether nothing need be compiled for the shipped detectors, as long as the files in the cache are whole."""
    everywhere = by_gate(enumerate(detectors)).get(None, ())
    members = [each for each in everywhere if each.detector.shipped and each.detector.prefilter_union is None]
    return not HAS_HYPERSCAN or not members or is_kept(members, cache)


class HyperscanPrefilter:
    """Detectors without a gate are searched for in the whole batch, those behind one in the passages where it is open."""

    def __init__(self, detectors: Sequence[Detector], cache: Path | None = None) -> None:
        behind = by_gate(enumerate(detectors))
        self._everywhere = _Searches(behind.get(None, ()), cache)
        self._gated = [_Searches(behind.get(gate.name, ()), cache) for gate in GATES]
        # Most texts hold no letters of other alphabets, and compiling those words takes a quarter of what all words take.
        usual = [self._everywhere, *(each for each, gate in zip(self._gated, GATES, strict=True) if gate is not OTHER)]
        for each in usual:
            each.unite()
        self._prepare(usual)
        self._gates = GateDatabase([gate.expressions for gate in GATES], cache)

    def _prepare(self, usual: Sequence[_Searches]) -> None:
        """Makes the database that is searched everywhere; the others are made when a text asks for them.

        Where it is not kept from an earlier run, all are made at once, since nearly every scan asks for all; except for
        what tells words in other alphabets apart, for most have none, and case makes those of some slow to compile.
        """
        if self._everywhere.alone.is_kept():
            self._everywhere.alone.prepare()
        else:
            searches = (self._everywhere, *self._gated)
            _by_two([*(each.alone.prepare for each in searches), *(each.prepare_unions for each in usual)])

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        return self.begin(batch, borders)()

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        """See `Prefilter.begin`.

        Which gates are open is found at once. They match in every third passage, and both engines let go of the
        interpreter while they search: another thread would have to wait for it at each match.
        """
        return partial(self._found, batch, borders, self._gates.opened(batch, borders)) if batch else list

    def forget(self) -> None:
        """See `Prefilter.forget`."""
        for searches in (self._everywhere, *self._gated):
            searches.forget()

    def _found(self, batch: bytes, borders: Sequence[int], opened: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        found = set(self._everywhere.found(batch, borders))
        for searches, indexes in zip(self._gated, opened, strict=True):
            if indexes and searches.members:
                part = join(passage(batch, borders, index) for index in indexes)
                found.update((indexes[each], number) for each, number in searches.found(*part))
        return sorted(found)


def _by_two(works: Sequence[Callable[[], object]]) -> None:
    """Does everything, two at a time, in threads. Whoever waits for them can be interrupted, and they end with the process."""
    waiting = iter(works)  # from which each takes the next
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for each in waiting:
                each()
                if failed:
                    return
        except BaseException as error:  # noqa: BLE001 - raised where they are waited for
            failed.append(error)

    threads = [Thread(target=work, name="patterns", daemon=True) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failed:
        raise failed[0]


class _Searches:
    """What is searched for together on behalf of detectors; its unions are made by `unite`, or else at the first search."""

    def __init__(self, members: Sequence[Sought], cache: Path | None) -> None:
        self.members = members
        self._cache = cache
        self._united: list[UnionPrefilter] | None = None
        # What no union searches for.
        self.alone = Databases([each for each in members if each.detector.prefilter_union is None], cache)

    def unite(self) -> list[UnionPrefilter]:
        """The unions."""
        if self._united is None:
            self._united = unions(self.members, self._cache)
        return self._united

    def prepare_unions(self) -> None:
        """Makes what tells the members of the unions apart, which else is made when one of them is found."""
        for union in self.unite():
            union.prepare()

    def forget(self) -> None:
        """See `Prefilter.forget`."""
        for union in self._united or ():
            union.forget()

    def found(self, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """See `Prefilter.candidates`; in no order."""
        for union in self.unite():
            yield from union.candidates(batch, borders)
        yield from self.alone.candidates(batch, borders)
