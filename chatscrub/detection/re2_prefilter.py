"""What RE2 answers as a prefilter: all detectors where Hyperscan is missing, else those that Hyperscan is slow at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

import re2

from chatscrub.detection.batch import Answer, passage
from chatscrub.detection.dialect import UNION_MEMORY, Program, compiled, for_union, lettered, made
from chatscrub.detection.gates import Sought
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector

SET_SIZE = 16  # patterns in one RE2 set: small enough that no set runs short of memory
SET_MEMORY = 64 << 20
_KNOWN = 256  # matches after which it is known which member of a union is met most


class Re2Prefilter:
    """Sets of patterns, matched passage by passage."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._sets = _in_sets([Sought(number, one, one.searched) for number, one in enumerate(detectors)])

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        hits: list[tuple[int, int]] = []
        for index in range(len(borders) - 1):
            text = passage(batch, borders, index)
            for patterns in self._sets:
                hits.extend((index, member) for member in patterns.matching(text))
        return sorted(set(hits))

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        """See `Prefilter.begin`."""
        return partial(self.candidates, batch, borders)


class UnionPrefilter:
    """One RE2 pattern for many detectors, searched in the whole batch; a passage that has it is asked whose it is.

    The answer uses the numbers of the detectors.
    """

    def __init__(self, members: Iterable[Sought]) -> None:
        self._numbers: dict[str, list[int]] = {}
        self._firsts: list[Sought] = []  # one for each expression, which several may share
        for each in members:
            expression = loosened(each)
            if expression not in self._numbers:
                self._firsts.append(each._replace(expression=expression))
            self._numbers.setdefault(expression, []).append(each.number)
        self._found: Counter[int] = Counter()
        # Which member is met most, and the others united; both at once, for threads ask here. Until it is known it is
        # taken to be one that wakes a model, which asks for little.
        often = next((number for number, one, _ in self._firsts if one.model is not None), None)
        self._searched = self._without(often)

    def _without(self, often: int | None) -> tuple[int | None, Program]:
        """A member, and the others united; all where there is but one."""
        others = [each for each in self._firsts if each[0] != often]
        return (often, _united(others)) if others else (None, _united(self._firsts))

    @cached_property
    def _programs(self) -> dict[int, Program]:
        return {first: compiled(expression) for first, _, expression in self._firsts}

    @cached_property
    def _sharing(self) -> dict[int, list[int]]:
        return {first: self._numbers[expression] for first, _, expression in self._firsts}

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        return sorted(
            (index, number) for index, first in self._woken(batch, borders) for number in self._sharing[first]
        )

    def _woken(self, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Passages and the members that wake in them, each as the first of those that share an expression.

        The members are asked one by one, for an RE2 set takes ten times as long: it follows all its patterns to the end
        of the text. The one that is met most would hand nearly every passage to all of them, so it is searched for apart.
        """
        often, united = self._searched
        if len(self._firsts) == 1:
            yield from ((index, self._firsts[0][0]) for index in woken(united, batch, borders))
            return
        known = self._found.total() >= _KNOWN
        if often is not None:
            for index in woken(self._programs[often], batch, borders):
                self._found[often] += 1
                yield index, often
        for index in woken(united, batch, borders):
            text = passage(batch, borders, index)
            for first, program in self._programs.items():
                if first != often and program.search(text) is not None:
                    self._found[first] += 1
                    yield index, first
        if not known and self._found.total() >= _KNOWN:
            most = self._found.most_common(1)[0][0]
            if most != often:
                self._searched = self._without(most)


def unions(sought: Iterable[Sought]) -> list[UnionPrefilter]:
    """A prefilter for each union that one of the detectors names."""
    members: dict[str, list[Sought]] = {}
    for each in sought:
        if each.detector.prefilter_union is not None:
            members.setdefault(each.detector.prefilter_union, []).append(each)
    return [UnionPrefilter(each) for each in members.values()]


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


def _in_sets(members: Sequence[Sought]) -> list[_Set]:
    return [_Set(members[first : first + SET_SIZE]) for first in range(0, len(members), SET_SIZE)]


def _united(members: Sequence[Sought]) -> Program:
    pattern = "|".join(expression for _, _, expression in members)
    try:
        # A union of several is replaced when it knows its commonest member, and its states take some MB.
        return made(pattern, UNION_MEMORY) if len(members) > 1 else compiled(pattern, UNION_MEMORY)
    except PackError:
        _in_sets(members)  # names the detector that is to blame
        raise


def loosened(sought: Sought) -> str:
    """What a union searches for in place of an expression.

    Raises:
        PackError: the expression uses what the dialect does not know.
    """
    try:
        return for_union(sought.expression)
    except PackError as error:
        raise PackError(f"{sought.detector.file}: detector {sought.detector.id}: {error}") from error


class _Set:
    """An RE2 set of patterns."""

    def __init__(self, members: Sequence[Sought]) -> None:
        self._numbers = [number for number, _, _ in members]
        options = re2.Options()
        options.max_mem = SET_MEMORY
        options.log_errors = False
        patterns = re2.Set.SearchSet(options)
        for _, one, expression in members:
            try:
                compiled(expression)
                patterns.Add("(?m)" + lettered(expression))
            except (PackError, re2.error) as error:
                raise PackError(f"{one.file}: detector {one.id}: RE2 refuses the pattern ({error})") from None
        # Matches always. A set that fails says "nothing found", and this tells the two apart.
        patterns.Add("(?:)")
        self._patterns: re2.Set | None = patterns
        try:
            patterns.Compile()
        except re2.error:  # more memory than a set may take
            self._patterns = None

    def matching(self, text: bytes) -> list[int]:
        """The detectors that may fire: all of them where the set is short of memory."""
        found = self._patterns.Match(text) if self._patterns is not None else ()
        if len(self._numbers) not in found:
            return self._numbers
        return [self._numbers[index] for index in found if index < len(self._numbers)]
