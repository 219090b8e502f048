"""Which task is given next, and what becomes of the answers: archives reach the collector whole and in their order."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from itertools import count

import msgspec

from chatscrub.archive import Archive, Stripe
from chatscrub.collector import Collector
from chatscrub.model.outcome import Skipped
from chatscrub.model.run import ArchiveResult
from chatscrub.model.skips import Skips
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.pipeline import Progress
from chatscrub.workers import planning
from chatscrub.workers.joining import joined
from chatscrub.workers.spool import drop, replay, size_of
from chatscrub.workers.task import Advance, Answer, Died, Done, Failed, Indivisible, Pool, Task

AHEAD = 256
"""Archives that are known and not yet collected. The largest of them is read first."""
SPOOLED = 1 << 30
"""Bytes of records that may wait for an archive before theirs; then that archive is read first."""
_AT_ONCE = 8  # archives that are looked for between two answers
_MOMENT = 0.2  # seconds between signs of life
_DEATHS = 2  # of workers that read the same task; then it is given up


class _Entry(msgspec.Struct):
    """An archive on its way. `parts` are the answers by stripe, the last one being that of the end of the export.

    `told` is what progress heard of it, None before it is begun; `advances` how far each stripe is.
    """

    number: int
    found: Archive | Skipped
    stripes: int = 1
    parts: dict[int, Done] = msgspec.field(default_factory=dict)
    expected: int = 1
    failed: Skipped | None = None
    told: Advance | None = None
    advances: dict[int, Advance] = msgspec.field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return isinstance(self.found, Skipped) or self.failed is not None or len(self.parts) == self.expected


class _Given(msgspec.Struct):
    """A task of an archive. It is `void` when the archive is read anew, or given up."""

    entry: _Entry
    task: Task
    size: float
    deaths: int = 0
    void: bool = False

    @property
    def part(self) -> int:
        """The number of its stripe, 0 where there is one task."""
        return self.task.stripe.number if self.task.stripe is not None else 0


class Schedule:
    """One run."""

    def __init__(
        self, order: Order, found: Iterator[Archive | Skipped], pool: Pool, collector: Collector, progress: Progress
    ) -> None:
        self._found = found
        self._pool = pool
        self._collector = collector
        self._progress = progress
        self._entries: deque[_Entry] = deque()
        self._ready: list[tuple[float, int, _Given]] = []  # a heap, the largest first
        self._alone: deque[_Given] = deque()
        self._under_way: dict[int, _Given] = {}
        self._numbers = count()
        self._known = 0
        self._spooled = 0
        self._is_all_known = False

    def run(self) -> None:
        """Reads everything. Raises ChatscrubError where a worker did, or none is left."""
        self._know_more()
        while self._entries:
            self._give()
            if self._under_way:
                for number, answer in self._pool.answers(_MOMENT):
                    if isinstance(answer, Advance):
                        self._hear(self._under_way[number], answer)
                    else:
                        self._take(self._under_way.pop(number), answer)
                self._progress.advance()
            while self._entries and self._entries[0].is_complete:
                self._collect(self._entries.popleft())
            self._know_more()

    def _know_more(self) -> None:
        new: list[_Entry] = []
        while len(self._entries) < AHEAD and not self._is_all_known:
            found = next(self._found, None)
            if found is None:
                self._is_all_known = True
                break
            entry = _Entry(self._known, found)
            self._known += 1
            self._entries.append(entry)
            new.append(entry)
            if self._under_way and len(new) >= _AT_ONCE and len(self._ready) + len(new) > self._pool.jobs:
                break  # the workers wait for no task, but perhaps with an answer
        if new:
            self._plan(new)

    def _plan(self, new: list[_Entry]) -> None:
        """Cuts what is large among the new ones, in view of all that waits."""
        waiting = [entry for entry in self._entries if not entry.is_complete]
        is_new = {id(entry) for entry in new}
        divisible = [
            planning.divisible(each.found) if id(each) in is_new and isinstance(each.found, Archive) else 0
            for each in waiting
        ]
        weights = [planning.weight(entry.found) for entry in waiting]
        for entry, size, stripes in zip(
            waiting, weights, planning.stripes(weights, divisible, self._pool.jobs), strict=True
        ):
            if id(entry) in is_new:
                self._prepare(entry, stripes, size)

    def _prepare(self, entry: _Entry, stripes: int, size: int) -> None:
        if isinstance(entry.found, Skipped):
            return
        entry.stripes = stripes
        entry.expected = stripes + 1 if stripes > 1 else 1
        if stripes == 1:
            self._make_ready(entry, Task(entry.found), size)
            return
        for number in range(stripes):
            self._make_ready(entry, Task(entry.found, Stripe(number, stripes)), planning.size_of(size, stripes))

    def _make_ready(self, entry: _Entry, task: Task, size: float) -> None:
        given = _Given(entry, task, size)
        heapq.heappush(self._ready, (-size, next(self._numbers), given))

    def _give(self) -> None:
        """Gives what there is room for. What a worker died of is tried again while nothing else is read."""
        if self._alone:
            if not self._under_way:
                self._give_one(self._alone.popleft())
            return
        if any(given.deaths for given in self._under_way.values()):
            return
        while self._pool.room() and (given := self._next()) is not None:
            self._give_one(given)

    def _give_one(self, given: _Given) -> None:
        number = next(self._numbers)
        self._under_way[number] = given
        if given.entry.told is None:
            self._progress.archive(given.entry.found.path)
            given.entry.told = Advance()
        self._pool.give(number, given.task)

    def _next(self) -> _Given | None:
        if self._spooled > SPOOLED and self._ready:
            chosen = min(self._ready, key=lambda each: (each[2].entry.number, each[1]))
            if self._under_way and chosen[2].entry is not self._entries[0]:
                return None
            self._ready.remove(chosen)
            heapq.heapify(self._ready)
            return chosen[2]
        return heapq.heappop(self._ready)[2] if self._ready else None

    def _hear(self, given: _Given, advance: Advance) -> None:
        """Tells how far an archive is. A task that is done anew counts for more only once it is farther than before."""
        if given.void:
            return
        entry = given.entry
        entry.advances[given.part] = advance
        told, parts = entry.told or Advance(), entry.advances.values()
        read = min(sum(each.read for each in parts), planning.weight(entry.found))
        self._tell(
            entry,
            Advance(
                max(told.read, read),
                max(told.conversations, sum(each.conversations for each in parts)),
                max(told.findings, sum(each.findings for each in parts)),
            ),
        )

    def _tell(self, entry: _Entry, now: Advance) -> None:
        told = entry.told or Advance()
        entry.told = now
        self._progress.advance(
            read=now.read - told.read,
            conversations=now.conversations - told.conversations,
            findings=now.findings - told.findings,
        )

    def _take(self, given: _Given, answer: Answer) -> None:
        if given.void:
            if isinstance(answer, Done):
                drop(answer.kept)
            return
        match answer:
            case Done():
                self._take_part(given, answer)
            case Indivisible():
                self._void(given.entry)
                self._prepare(given.entry, 1, planning.weight(given.entry.found))
            case Failed():
                raise answer.error
            case Died():
                given.deaths += 1
                if answer.again and given.deaths < _DEATHS:
                    self._alone.append(given)
                else:
                    self._give_up(given.entry, answer.reason)

    def _take_part(self, given: _Given, answer: Done) -> None:
        entry = given.entry
        entry.parts[given.part] = answer
        self._spooled += size_of(answer.kept)
        if entry.stripes > 1 and len(entry.parts) == entry.stripes and isinstance(entry.found, Archive):
            heard = tuple(note for number in range(entry.stripes) for note in entry.parts[number].outcome.told)
            last = Task(entry.found, Stripe(entry.stripes, entry.stripes, heard))
            self._make_ready(entry, last, float("inf"))  # others wait for it

    def _void(self, entry: _Entry) -> None:
        """Forgets what there is of an archive."""
        for part in entry.parts.values():
            self._spooled -= size_of(part.kept)
            drop(part.kept)
        entry.parts.clear()
        entry.advances.clear()
        for given in (*self._under_way.values(), *self._alone, *(each for _, _, each in self._ready)):
            if given.entry is entry:
                given.void = True
        self._alone = deque(each for each in self._alone if not each.void)
        self._ready = [each for each in self._ready if not each[2].void]
        heapq.heapify(self._ready)

    def _give_up(self, entry: _Entry, reason: str) -> None:
        self._void(entry)
        entry.failed = Skipped(entry.found.path, reason)

    def _collect(self, entry: _Entry) -> None:
        if isinstance(entry.found, Skipped):
            self._collector.run.skipped.append(entry.found)
            return
        parts = [entry.parts[number] for number in sorted(entry.parts)]
        for part in parts:
            self._spooled -= size_of(part.kept)
            replay(part.kept, self._collector)
        if entry.failed is not None:
            outcome = ArchiveOutcome(ArchiveResult(entry.found.path, "unknown"), Skips([entry.failed]))
        elif entry.stripes > 1 and len(parts) > 1:
            outcome = joined(entry.found, [part.outcome for part in parts])
        else:
            outcome = parts[0].outcome
        self._collector.take(outcome)
        result = outcome.result
        self._tell(entry, Advance(planning.weight(entry.found), result.conversations, result.findings))
