"""A watcher in a test: real files and a real ledger, with a clock that a test sets and few detectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import orjson

from chatscrub.detection.cascade import Detection
from chatscrub.errors import ExitCode
from chatscrub.ledger.database import Database
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.suppressions import suppressions
from chatscrub.ledger.todo import watched_ids
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import detection_for
from chatscrub.reports import reports_named
from chatscrub.watch import heartbeat
from chatscrub.watch.heartbeat import Heartbeat
from chatscrub.watch.leaving import After
from chatscrub.watch.watcher import Settings, Watcher
from tests.ledgers import KEY, few_detectors

PLENTY = 1 << 40


@dataclass
class FakeTime:
    """Clocks that stand still until a test lets time pass. `sleep` passes it, too, and is the watcher's sleep."""

    at: float = 1000.0
    day: datetime = datetime(2026, 11, 1, 12, tzinfo=UTC)
    stopping: bool = False
    heard: bool = False  # events would be wanted
    slept: list[float] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    @property
    def events(self) -> bool:
        return False

    def monotonic(self) -> float:
        return self.at

    def now(self) -> datetime:
        return self.day + timedelta(seconds=self.at - 1000)

    def pass_(self, seconds: float) -> None:
        self.at += seconds

    def sleep(self, seconds: float, least: float = 0.0) -> None:
        self.slept.append(seconds)
        self.at += seconds
        self.meanwhile()

    def listen(self) -> None:
        self.heard = True

    def deafen(self) -> None:
        self.heard = False


@cache
def _detection() -> Detection:
    return detection_for(Order(paths=(), detectors=few_detectors(), people=load_people(None), key=KEY))


def order_of(drop: Path, database: Database) -> Order:
    """An order with few detectors and what the ledger knows."""
    return Order(
        paths=(drop,),
        detectors=few_detectors(),
        people=load_people(None),
        key=KEY,
        suppressions=tuple(suppressions(database)),
        watched=watched_ids(database),
    )


@dataclass
class Watched:
    """A drop folder with its watcher."""

    drop: Path
    out: Path
    state: Path
    database: Database
    time: FakeTime
    said: list[tuple[str, str, str]]
    watcher: Watcher
    room: list[int]
    loaded: list[bool]

    def look(self, *, after: float = 0.0) -> bool:
        """One pass, `after` so many seconds."""
        self.time.pass_(after)
        return self.watcher.look()

    def settled(self) -> bool:
        """The passes that it takes until what lies there now is taken; whether something was."""
        self.look(after=1)
        return self.look(after=11)

    def events(self, what: str) -> list[tuple[str, str]]:
        """Path and text of the events of a kind."""
        return [(path, text) for kind, path, text in self.said if kind == what]

    @property
    def beat(self) -> Heartbeat:
        """The heartbeat as it stands in its file."""
        found = heartbeat.read(self.state)
        assert found is not None
        return found

    def waiting(self) -> dict[str, str]:
        """What waits for what, as the heartbeat says."""
        return {each.path: each.reason for each in self.beat.waiting}

    def failed(self) -> dict[str, str]:
        """What failed and why, as the heartbeat says."""
        return {each.path: each.reason for each in self.beat.failed}

    def exports(self) -> int:
        """So many exports are recorded."""
        return int(self.database.value("SELECT count(*) FROM archive"))

    def counts(self) -> tuple[int, int, int]:
        """Exports, findings and tasks."""
        return counts(self.database)

    def index(self) -> dict[str, object]:
        """index.json."""
        value: dict[str, object] = orjson.loads((self.out / "index.json").read_bytes())
        return value

    def lists(self) -> set[str]:
        """The employees who have a list in Markdown."""
        return {path.stem for path in (self.out / "checklists").glob("*.md")}


def counts(database: Database) -> tuple[int, int, int]:
    """Exports, findings and tasks in a ledger."""
    row = database.row(
        "SELECT (SELECT count(*) FROM archive), (SELECT count(*) FROM finding), (SELECT count(*) FROM task)"
    )
    assert row is not None
    return row[0], row[1], row[2]


@contextmanager
def watched(folder: Path, after: After = After.KEEP, *, jobs: int = 1, interval: float = 30.0) -> Iterator[Watched]:
    """A watcher of ``folder/drop``; a second one with the same folder goes on where the first ended."""
    drop, out, state = (folder / each for each in ("drop", "out", "state"))
    for each in (drop, state):
        each.mkdir(parents=True, exist_ok=True)
    time = FakeTime()
    said: list[tuple[str, str, str]] = []
    room, loaded = [PLENTY], []

    def make(order: Order) -> Detection:
        loaded.append(True)
        return _detection()

    with open_ledger(state, KEY, time.now) as database:
        watcher = Watcher(
            Settings(drop, out, state, reports_named([]), after=after, jobs=jobs, interval=interval),
            database,
            order=lambda ledger: order_of(drop, ledger),
            make_detection=make,
            time=time,
            sleep=time,
            told=lambda what, path, text: said.append((what, path, text)),
            space=lambda _: room[-1],
        )
        yield Watched(drop, out, state, database, time, said, watcher, room, loaded)


__all__ = ["ExitCode", "FakeTime", "Watched", "counts", "order_of", "watched"]
