"""What was scanned, and what each export changed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from chatscrub.ledger import running
from chatscrub.ledger.database import Database
from chatscrub.model.run import Changes

# Those of a run that ended are what it says of itself; one that did not leaves the archives that it recorded.
_RUNS = """
    SELECT run.*, count(archive.id) AS recorded, coalesce(sum(archive.fresh), 0) AS fresh,
        coalesce(sum(archive.still), 0) AS still, coalesce(sum(archive.gone), 0) AS gone,
        coalesce(sum(archive.back), 0) AS back
    FROM run LEFT JOIN archive ON archive.run = run.id
    GROUP BY run.id ORDER BY run.id DESC LIMIT ?
"""
_ARCHIVES = """
    SELECT archive.*, (
        SELECT group_concat(employee, char(10)) FROM (
            SELECT DISTINCT account.employee FROM coverage JOIN account ON account.id = coverage.account
            WHERE coverage.archive = archive.id ORDER BY account.employee)) AS employees
    FROM archive WHERE run = ? ORDER BY id
"""


class PastRun(msgspec.Struct, frozen=True):
    """One run. Times are UTC, ISO 8601; `finished` is None where it was interrupted, or is `running`.

    `findings` and `skipped` are known of a run that ended. `changes` are those of the exports that were new to the
    ledger then; `archives` counts the others too. `running` says that another process, or another connection, is at it
    now.
    """

    id: int
    started: str
    finished: str | None
    version: str
    detectors: str
    tables: str
    archives: int
    findings: int | None
    skipped: int | None
    changes: Changes
    running: bool = False


class PastArchive(msgspec.Struct, frozen=True):
    """One export. `covers` are the employees, or the workspace, that it is about; `gap` says what is missing of it."""

    run: int
    path: str
    provider: str
    made_at: str | None
    covers: tuple[str, ...]
    findings: int
    changes: Changes
    gap: str | None


def runs(database: Database, *, last: int | None = None) -> list[PastRun]:
    """The last runs, or all, newest first."""
    at_work = running.others(database)
    return [
        PastRun(
            id=row["id"],
            started=row["started"],
            finished=row["finished"],
            version=row["version"],
            detectors=row["detectors"],
            tables=row["tables"],
            archives=row["archives"] if row["finished"] else row["recorded"],
            findings=row["findings"] if row["finished"] else None,
            skipped=row["skipped"] if row["finished"] else None,
            changes=Changes(row["fresh"], row["still"], row["gone"], row["back"]),
            running=row["id"] in at_work,
        )
        for row in database.rows(_RUNS, (-1 if last is None else last,))
    ]


def archives_of(database: Database, of: Sequence[PastRun]) -> list[PastArchive]:
    """The exports that these runs were the first to record, run by run."""
    return [
        PastArchive(
            run=run.id,
            path=row["path"],
            provider=row["provider"],
            made_at=row["made_at"],
            covers=tuple(row["employees"].split("\n")) if row["employees"] else (),
            findings=row["findings"],
            changes=Changes(row["fresh"], row["still"], row["gone"], row["back"]),
            gap=row["gap"],
        )
        for run in of
        for row in database.rows(_ARCHIVES, (run.id,))
    ]
