"""Many patterns as one: RE2 looks for it everywhere, and where it matches Hyperscan tells whose match it is.

RE2 takes as long for a thousand words as for one, as long as the states of its automaton fit into its memory, but can't
tell which of them it found. Hyperscan can, but it looks closer wherever a few letters of a word stand, and of a thousand
words they stand everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from chatscrub.detection.batch import join, passage
from chatscrub.detection.databases import Databases
from chatscrub.detection.dialect import UNION_MEMORY, Program, compiled, for_union, made
from chatscrub.detection.gates import Sought
from chatscrub.detection.re2_prefilter import Re2Sets
from chatscrub.errors import PackError

_KNOWN = 256  # passages after which it is known which member of a union is met most


class UnionPrefilter:
    """One RE2 pattern for many detectors, searched in the whole batch; in the passages that have it they are told apart.

    `cache` is a folder for the databases that tell them apart.

    Raises:
        PackError: an engine refuses a detector's pattern.
    """

    def __init__(self, members: Iterable[Sought], cache: Path | None = None) -> None:
        self._sharing: dict[str, list[Sought]] = {}  # by expression, which several may share
        for each in members:
            self._sharing.setdefault(_loosened(each), []).append(each)
        self._databases = Databases(list(self._members()), cache) if len(self._sharing) > 1 else None
        self._found: Counter[str] = Counter()
        # Which one is met most, and the others united; both at once, for threads ask here. Until it is known it is taken
        # to be one that wakes a model, which asks for little.
        often = next((each for each, (one, *_) in self._sharing.items() if one.detector.model is not None), None)
        self._searched = self._without(often)

    def _members(self) -> Iterator[Sought]:
        return (each for sharing in self._sharing.values() for each in sharing)

    def _without(self, often: str | None) -> tuple[str | None, Program]:
        """An expression, and the others united; all where there is but one."""
        others = [each for each in self._sharing if each != often]
        return (often, self._united(others)) if others else (None, self._united(list(self._sharing)))

    def _united(self, expressions: Sequence[str]) -> Program:
        try:
            # A union of several is replaced when it knows its commonest member, and its states take some MB.
            if len(expressions) == 1:
                return compiled(expressions[0], UNION_MEMORY)
            return made("|".join(expressions), UNION_MEMORY)
        except PackError:
            Re2Sets(list(self._members()))  # names the detector that is to blame
            raise

    def prepare(self) -> None:
        """Makes the database of the shipped detectors, which else is made when there is something to tell apart."""
        if self._databases is not None:
            self._databases.prepare()

    @cached_property
    def _expressions(self) -> dict[int, str]:
        return {each.number: expression for expression, sharing in self._sharing.items() for each in sharing}

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        return sorted(self._woken(batch, borders))

    def _woken(self, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Passages and the members that wake in them.

        The member that is met most would hand nearly every passage to all of them, so it is searched for apart.
        """
        often, united = self._searched
        if len(self._sharing) == 1:
            yield from ((index, each.number) for index in woken(united, batch, borders) for each in self._members())
            return
        known = self._found.total() >= _KNOWN
        if often is not None:
            for index in woken(compiled(often), batch, borders):
                self._found[often] += 1
                yield from ((index, each.number) for each in self._sharing[often])
        for index, number in self._told_apart(list(woken(united, batch, borders)), batch, borders):
            expression = self._expressions[number]
            if expression != often:
                self._found[expression] += 1
                yield index, number
        if not known and self._found.total() >= _KNOWN:
            most = self._found.most_common(1)[0][0]
            if most != often:
                self._searched = self._without(most)

    def _told_apart(self, indexes: Sequence[int], batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Some passages and the members that match in them."""
        if indexes and self._databases is not None:
            part = join(passage(batch, borders, index) for index in indexes)
            yield from ((indexes[each], number) for each, number in self._databases.candidates(*part))


def unions(sought: Iterable[Sought], cache: Path | None) -> list[UnionPrefilter]:
    """A prefilter for each union that one of the detectors names; `cache` is a folder for compiled databases."""
    members: dict[str, list[Sought]] = {}
    for each in sought:
        if each.detector.prefilter_union is not None:
            members.setdefault(each.detector.prefilter_union, []).append(each)
    return [UnionPrefilter(each, cache) for each in members.values()]


def woken(program: Program, batch: bytes, borders: Sequence[int]) -> Iterator[int]:
    """The passages of a batch in which a pattern may match, in order, each once.

    A match may run over a border and then hides one that begins inside it, so every passage that it touches counts.
    """
    start, last = 0, len(borders) - 1
    while start < len(batch) and (found := program.search(batch, start)) is not None:
        left, right = found.span()
        first = bisect_right(borders, left) - 1
        after = min(max(first + 1, bisect_left(borders, right)), last)
        yield from range(first, after)
        start = borders[after]


def _loosened(sought: Sought) -> str:
    try:
        return for_union(sought.expression)
    except PackError as error:
        raise PackError(f"{sought.detector.file}: detector {sought.detector.id}: {error}") from error
