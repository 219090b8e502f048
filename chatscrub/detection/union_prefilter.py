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
from chatscrub.detection.dialect import UNION_MEMORY, compiled, for_union, made
from chatscrub.detection.gates import Sought
from chatscrub.detection.program import Program
from chatscrub.detection.re2_prefilter import Re2Sets
from chatscrub.errors import PackError

_TRIAL = 64  # passages that tell how often the members of a union are met, before the states for a whole batch are made
_OFTEN = 8  # where one passage of so many has a member, telling it apart costs what a search of all for that one does


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
        # A member that is searched for apart, if any, and the others united; both at once, for threads ask here.
        self._searched: tuple[str | None, Program | None] = self._divided(None)
        self._tried = len(self._sharing) == 1

    def _members(self) -> Iterator[Sought]:
        return (each for sharing in self._sharing.values() for each in sharing)

    def _divided(self, often: str | None) -> tuple[str | None, Program]:
        return often, self._united([each for each in self._sharing if each != often])

    def _united(self, expressions: Sequence[str]) -> Program:
        try:
            # A union of several is replaced when a member is met often, and its states take some MB.
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

    def forget(self) -> None:
        """See `Prefilter.forget`: the automaton has a state for each combination of members that a text began."""
        self._searched = self._searched[0], None

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        count = len(borders) - 1
        if self._tried or count <= _TRIAL:
            return sorted(self._woken(batch, borders))
        self._tried = True
        cut = borders[_TRIAL]
        first = self._woken(batch[:cut], borders[: _TRIAL + 1])
        rest = self._woken(batch[cut:], [each - cut for each in borders[_TRIAL:]])
        return sorted([*first, *((_TRIAL + index, number) for index, number in rest)])

    def _woken(self, batch: bytes, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Passages and the members that wake in them.

        One that is met often would hand most passages to all of them, so from then on it is searched for apart. Most
        texts hold none such, and a search of its own would cost as much as that for all.
        """
        often, united = self._searched
        if united is None:
            often, united = self._searched = self._divided(often)
        if len(self._sharing) == 1:
            yield from ((index, each.number) for index in woken(united, batch, borders) for each in self._members())
            return
        if often is not None:
            for index in woken(compiled(often), batch, borders):
                yield from ((index, each.number) for each in self._sharing[often])
        found: Counter[str] = Counter()
        for index, number in self._told_apart(list(woken(united, batch, borders)), batch, borders):
            expression = self._expressions[number]
            if expression != often:
                found[expression] += 1
                yield index, number
        if often is None and found:
            self._take_apart(*found.most_common(1)[0], len(borders) - 1)

    def _take_apart(self, member: str, met: int, passages: int) -> None:
        """Has a member searched for apart that was met in so many passages, if it is worth it."""
        if met * _OFTEN > max(passages, _TRIAL) * len(self._sharing[member]):
            self._searched = self._divided(member)

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
