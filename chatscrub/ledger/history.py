"""What the ledger tells a report about the time before the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chatscrub.ledger.breaches import breaches
from chatscrub.ledger.credentials import credentials
from chatscrub.ledger.database import Database, stamp
from chatscrub.ledger.runs import runs
from chatscrub.model.history import DueDate, History, PastScan, WorkDay
from chatscrub.model.run import Run
from chatscrub.model.task import ASIDE, DONE, TaskState

SCANS = 24
DAYS = 90
_TASKS = "SELECT state, count(*) AS number FROM task GROUP BY state"
# A task that was purged is in no count of today, so its steps must not be taken back either.
_STEPS = """
    SELECT substr(at, 1, 10) AS day, before, after, count(*) AS number FROM event
    WHERE action = 'task' AND object IN (SELECT id FROM task) GROUP BY day, before, after ORDER BY day DESC
"""


def history(database: Database, run: Run, number: int) -> History:
    """What a report on `run`, whose number in the ledger is given, tells of the time before it."""
    return History(
        scans=tuple(_scans(database, run, number)),
        days=tuple(_days(database))[:DAYS][::-1],
        due=tuple(_due(database)),
        rotated=tuple(
            (each.fingerprint, each.rotated_at[:10])
            for each in credentials(database)
            if each.rotated_at is not None and not each.again
        ),
    )


def _scans(database: Database, run: Run, number: int) -> Iterator[PastScan]:
    for each in reversed(runs(database, last=SCANS)):
        # The run that is being reported is closed only when its reports are written.
        ours = each.id == number
        yield PastScan(
            at=each.started,
            archives=len(run.archives) if ours else each.archives,
            findings=run.findings if ours else each.findings,
            fresh=each.changes.fresh,
            still=each.changes.still,
            gone=each.changes.gone,
            back=each.changes.back,
        )


def _days(database: Database) -> Iterator[WorkDay]:
    """From today backwards, taking back step by step what happened, since old steps may have been purged."""
    counts: Counter[str] = Counter({row["state"]: row["number"] for row in database.rows(_TASKS)})
    day: str | None = None
    for step in database.rows(_STEPS):
        if step["day"] != day:
            day = step["day"]
            yield _day(step["day"], counts)
        counts[step["after"]] -= step["number"]
        if step["before"] is not None:
            counts[step["before"]] += step["number"]


def _day(day: str, counts: Counter[str]) -> WorkDay:
    proven = counts[TaskState.VERIFIED_GONE.value]
    aside = sum(counts[each.value] for each in ASIDE)
    done = sum(counts[each.value] for each in DONE)
    return WorkDay(day, open=counts.total() - done - aside, claimed=done - proven, proven=proven, aside=aside)


def _due(database: Database) -> Iterator[DueDate]:
    for each in breaches(database):
        known = (each.id, each.employee, each.provider, each.title, each.people)
        for deadline in each.deadlines:
            yield DueDate(*known, law=deadline.law, due=stamp(deadline.due), overdue=deadline.overdue)
        if not each.deadlines:
            yield DueDate(*known)
