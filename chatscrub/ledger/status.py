"""What the ledger holds today, and what in it needs somebody's attention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from chatscrub.ledger import legal_hold
from chatscrub.ledger.breaches import Breach, breaches
from chatscrub.ledger.credentials import credentials
from chatscrub.ledger.database import Database, stamp
from chatscrub.ledger.holds import holds
from chatscrub.ledger.runs import PastRun, runs
from chatscrub.ledger.suppressions import Suppression, suppressions
from chatscrub.ledger.todo import current_tasks
from chatscrub.model.task import TaskState

_MEMBERS = """
    SELECT DISTINCT account.employee AS workspace, account.provider, conversation.employee
    FROM conversation JOIN account ON account.id = conversation.holder
    WHERE conversation.holder <> conversation.account ORDER BY conversation.employee
"""
OLD = 35
"""Days after which an export is old: one a month, and some days for the vendor to make it."""
SOON = 14
"""Days before a suppression ends from which on it is named."""


class NewestExport(msgspec.Struct, frozen=True):
    """The newest export of one account or workspace. `age` in days, None where nothing tells when it was made.

    `gap` says why something absent from it is not proven to be gone; `incomplete` is False where the gap lies in the
    kind of export, or in its missing date, and not in what was handed in.
    """

    employee: str
    provider: str
    path: str
    made_at: str | None
    age: int | None
    gap: str | None
    incomplete: bool

    @property
    def old(self) -> bool:
        """Whether a newer one should be asked for."""
        return self.age is not None and self.age > OLD


class Status(msgspec.Struct, frozen=True):
    """Everything that ``chatscrub status`` shows. `size` in bytes, write-ahead log included.

    `legal_hold` is a word of `chatscrub.ledger.legal_hold`, `hold_remark` what to know about it, None where nothing is open.
    `last_event` is set where the audit log has an entry later than now: the clock went back.
    """

    path: str
    size: int
    now: str
    last_run: PastRun | None
    exports: tuple[NewestExport, ...]
    tasks: dict[TaskState, int]
    open_credentials: int
    holds: int
    legal_hold: str
    hold_remark: str | None
    breaches: tuple[Breach, ...]
    ending_suppressions: tuple[Suppression, ...]
    last_event: str | None


def status(database: Database, *, by_nature: Collection[str] = ()) -> Status:
    """The state of the ledger. `by_nature` are the gaps of formats that never show all there is."""
    now = database.clock()
    limit = (now + timedelta(days=SOON)).date()
    last = runs(database, last=1)
    latest = database.value("SELECT max(at) FROM event")
    return Status(
        path=str(database.path),
        size=_size(database),
        now=stamp(now),
        last_run=last[0] if last else None,
        exports=newest_exports(database, now, by_nature),
        tasks=dict(Counter(task.state for task in current_tasks(database))),
        open_credentials=sum(each.open for each in credentials(database)),
        holds=len(holds(database)),
        legal_hold=legal_hold.status(database),
        hold_remark=legal_hold.remark(database),
        breaches=tuple(breaches(database)),
        ending_suppressions=tuple(
            each for each in suppressions(database) if each.expires is not None and each.expires <= limit
        ),
        last_event=latest if latest is not None and latest > stamp(now) else None,
    )


def _size(database: Database) -> int:
    files = (database.path.with_name(f"{database.path.name}{ending}") for ending in ("", "-wal"))
    return sum(each.stat().st_size for each in files if each.exists())


def newest_exports(database: Database, now: datetime, by_nature: Collection[str] = ()) -> tuple[NewestExport, ...]:
    """The newest export of each account; `by_nature` as for `status`."""
    rows = database.rows(
        "SELECT account.employee, account.provider, archive.path, archive.made_at, archive.gap AS missing, coverage.gap"
        " FROM account JOIN archive ON archive.id = account.latest"
        " LEFT JOIN coverage ON coverage.account = account.id AND coverage.archive = archive.id"
        " ORDER BY account.provider, archive.made_at, account.employee"
    )
    return tuple(
        NewestExport(
            employee=row["employee"],
            provider=row["provider"],
            path=row["path"],
            made_at=row["made_at"],
            age=(now - datetime.fromisoformat(row["made_at"])).days if row["made_at"] else None,
            gap=row["gap"] or row["missing"],
            incomplete=bool(row["missing"] and row["missing"] not in by_nature)
            or bool(row["gap"] and not row["missing"] and row["made_at"]),
        )
        for row in rows
    )


def newest_exports_by_person(database: Database, now: datetime) -> tuple[NewestExport, ...]:
    """As `newest_exports`, but that of a workspace is of everybody in whose messages in it something was found."""
    members: dict[tuple[str, str], list[str]] = {}
    for row in database.rows(_MEMBERS):
        members.setdefault((row["workspace"], row["provider"]), []).append(row["employee"])
    return tuple(
        replace(export, employee=employee)
        for export in newest_exports(database, now)
        for employee in members.get((export.employee, export.provider), [export.employee])
    )
