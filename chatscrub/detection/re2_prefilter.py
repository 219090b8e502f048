"""What RE2 answers as a prefilter where Hyperscan is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import re2

from chatscrub.detection.batch import Answer, passage
from chatscrub.detection.dialect import compiled, lettered
from chatscrub.detection.gates import Sought
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector

SET_SIZE = 16  # patterns in one RE2 set: small enough that no set runs short of memory
SET_MEMORY = 64 << 20


class Re2Prefilter:
    """Every detector's expression, searched for passage by passage.

    Raises:
        PackError: RE2 refuses a detector's pattern.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._sets = Re2Sets([Sought(number, one, one.searched) for number, one in enumerate(detectors)])

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        return sorted(set(self._sets.candidates(batch, borders)))

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        """See `Prefilter.begin`."""
        return partial(self.candidates, batch, borders)

    def forget(self) -> None:
        """See `Prefilter.forget`; there is no more of it than `SET_MEMORY` for each set."""


class Re2Sets:
    """Sets of expressions.

    Raises:
        PackError: RE2 refuses a detector's pattern.
    """

    def __init__(self, members: Sequence[Sought]) -> None:
        self._sets = [_Set(members[first : first + SET_SIZE]) for first in range(0, len(members), SET_SIZE)]

    def candidates(self, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """See `Prefilter.candidates`; in no order."""
        for index in range(len(borders) - 1):
            text = passage(batch, borders, index)
            for patterns in self._sets:
                yield from ((index, member) for member in patterns.matching(text))


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
                if (
                    not one.shipped
                ):  # of the shipped ones the tests know that they can be compiled, which takes a second
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
