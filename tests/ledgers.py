"""A ledger in a test, and scans into it with a few detectors, which take a hundredth of a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from chatscrub.collector import LedgerOfRun
from chatscrub.ledger.database import Database
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.suppressions import suppressions
from chatscrub.ledger.todo import current_tasks, watched_ids
from chatscrub.model.detector import Detector
from chatscrub.model.run import Run
from chatscrub.model.task import Task
from chatscrub.private_file import private_folder
from chatscrub.reports import list_reports
from tests.running import scanned, shipped_detectors

KEY = b"k" * 32


@cache
def few_detectors() -> tuple[Detector, ...]:
    """E-mail addresses, IBANs and GitHub tokens."""
    wanted = {"bank-accounts.iban", "email.address", "github.token"}
    return tuple(each for each in shipped_detectors() if each.id in wanted)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = datetime(2026, 11, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, days: float) -> None:
        """Lets time pass, or goes back."""
        self.now += timedelta(days=days)


@dataclass
class Ledger:
    """A ledger with what a test does to it."""

    database: Database
    clock: Clock = field(default_factory=Clock)

    def scan(self, *paths: Path, out: Path | None = None, **order: object) -> Run:
        """Scans into the ledger, and writes the lists to `out`."""
        asked: dict[str, object] = {
            "detectors": few_detectors(),
            "key": KEY,
            "suppressions": tuple(suppressions(self.database)),
            "watched": watched_ids(self.database),
        }
        run, _ = scanned(*paths, ledger=LedgerOfRun(self.database, out, ("md", "json")), **{**asked, **order})  # type: ignore[arg-type]  # fields of Order by name
        if out is not None:
            private_folder(out)
            for report in list_reports():
                report.open(out).finish(run)
        return run

    def tasks(self) -> list[Task]:
        """All tasks, deletions first, by title and object."""
        return sorted(current_tasks(self.database), key=lambda task: (task.action.value, task.title, task.id))

    def states(self, action: str = "delete") -> dict[str, str]:
        """The state of each task of an action, by the id of its object."""
        return {task.object_id or task.object: task.state.value for task in self.tasks() if task.action.value == action}

    def task(self, object_id: str, action: str = "delete") -> Task:
        """The only task of an action about an object."""
        (found,) = (each for each in self.tasks() if (each.object_id, each.action.value) == (object_id, action))
        return found


@contextmanager
def ledger(folder: Path) -> Iterator[Ledger]:
    """A new or existing ledger in a folder."""
    clock = Clock()
    folder.mkdir(parents=True, exist_ok=True)
    with open_ledger(folder, KEY, clock) as database:
        yield Ledger(database, clock)
