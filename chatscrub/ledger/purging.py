"""Removes what is settled and old, and nothing that judging the next export needs.

What may go is gathered in temporary tables: first what stays, then the rest that is old. An export is as old as the run
that first recorded it. The newest export of every account stays with all it showed, and so does its newest whole one
with what was handed in after it, since they prove deletions. What a task that stays is about stays with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import msgspec

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import HoldsInForce
from chatscrub.ledger.todo import current_tasks
from chatscrub.model.identity import CREDENTIAL
from chatscrub.model.task import TaskState

SETTLED = frozenset({TaskState.VERIFIED_GONE, TaskState.WAIVED, TaskState.NOT_VERIFIABLE, TaskState.FALSE_ALARM})
"""States whose tasks may go once they are old."""

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS old (archive INTEGER PRIMARY KEY)",
    # Archives that speak about an account: absence from them, or presence in them, decides about tasks.
    "CREATE TEMP TABLE IF NOT EXISTS speaking (account INTEGER, archive INTEGER, PRIMARY KEY (account, archive))",
    # Accounts under a hold: nothing of theirs goes.
    "CREATE TEMP TABLE IF NOT EXISTS held_account (account INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS held_conversation (conversation INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS settled (task TEXT PRIMARY KEY, fingerprint BLOB)",
    "DELETE FROM temp.old",
    "DELETE FROM temp.speaking",
    "DELETE FROM temp.held_account",
    "DELETE FROM temp.held_conversation",
    "DELETE FROM temp.settled",
)
_OLD = "INSERT INTO temp.old SELECT archive.id FROM archive JOIN run ON run.id = archive.run WHERE run.started < ?"
_SPEAKING = """
    INSERT OR IGNORE INTO temp.speaking
    SELECT coverage.account, coverage.archive FROM coverage
    JOIN archive ON archive.id = coverage.archive JOIN account ON account.id = coverage.account
    WHERE coverage.archive = account.latest OR coalesce(archive.made_at, '') >= (
        SELECT max(whole.made_at) FROM coverage AS proof JOIN archive AS whole ON whole.id = proof.archive
        WHERE proof.account = coverage.account AND proof.gap IS NULL)
"""
# What such an archive shows: the finding itself, for a link or a file its presence.
_STILL_FOUND = """
    FROM finding WHERE (holder, last_archive) IN (SELECT account, archive FROM temp.speaking)
        OR last_archive NOT IN (SELECT archive FROM temp.old)
"""
_SHOWN = f"""
    SELECT id FROM task WHERE object IN (SELECT object {_STILL_FOUND})
    UNION
    SELECT task FROM temp.settled WHERE fingerprint IN (SELECT fingerprint {_STILL_FOUND})
    UNION
    SELECT task.id FROM temp.settled AS settled JOIN task ON task.id = settled.task
    JOIN presence ON presence.object = task.object
    WHERE task.kind IN ('shared_link', 'library')
        AND (presence.account, presence.archive) IN (SELECT account, archive FROM temp.speaking)
"""  # noqa: S608  # constants
_TASKS = f"DELETE FROM task WHERE id IN (SELECT task FROM temp.settled) AND id NOT IN ({_SHOWN})"  # noqa: S608  # constants
# A finding that no newer export shows, and that neither a task nor a breach nor a hold is about.
_FINDINGS = """
    DELETE FROM finding
    WHERE last_archive IN (SELECT archive FROM temp.old)
        AND (holder, last_archive) NOT IN (SELECT account, archive FROM temp.speaking)
        AND (SELECT latest FROM account WHERE account.id = finding.holder) IS NOT NULL
        AND conversation NOT IN (SELECT conversation FROM temp.held_conversation)
        AND conversation NOT IN (SELECT conversation FROM breach)
        AND object NOT IN (SELECT object FROM task)
        AND lower(hex(fingerprint)) NOT IN (SELECT identity FROM task WHERE kind = 'credential')
        AND conversation NOT IN (
            SELECT conversation.id FROM task JOIN conversation ON conversation.object = task.container
            WHERE task.kind IN ('shared_link', 'library'))
"""
_CONVERSATIONS = """
    DELETE FROM conversation
    WHERE last_archive IN (SELECT archive FROM temp.old)
        AND (holder, last_archive) NOT IN (SELECT account, archive FROM temp.speaking)
        AND id NOT IN (SELECT conversation FROM finding)
        AND id NOT IN (SELECT conversation FROM temp.held_conversation)
        AND id NOT IN (SELECT conversation FROM breach)
        AND object NOT IN (SELECT object FROM task)
        AND object NOT IN (SELECT container FROM task WHERE container IS NOT NULL)
"""
_PRESENCE = """
    DELETE FROM presence
    WHERE archive IN (SELECT archive FROM temp.old)
        AND (account, archive) NOT IN (SELECT account, archive FROM temp.speaking)
        AND account NOT IN (SELECT account FROM temp.held_account)
        AND object NOT IN (SELECT object FROM task)
        AND object NOT IN (SELECT container FROM task WHERE container IS NOT NULL)
        AND object NOT IN (SELECT object FROM conversation)
"""
_UNUSED = """
    SELECT archive FROM temp.old WHERE archive NOT IN (
        SELECT archive FROM temp.speaking UNION SELECT latest FROM account WHERE latest IS NOT NULL
        UNION SELECT first_archive FROM finding UNION SELECT last_archive FROM finding
        UNION SELECT first_archive FROM conversation UNION SELECT last_archive FROM conversation
        UNION SELECT first_archive FROM task UNION SELECT last_archive FROM task
        UNION SELECT archive FROM presence
        UNION SELECT archive FROM coverage WHERE account IN (SELECT account FROM temp.held_account))
"""
_ARCHIVES = (
    f"DELETE FROM coverage WHERE archive IN ({_UNUSED})",  # noqa: S608  # constants
    f"DELETE FROM archive WHERE id IN ({_UNUSED})",  # noqa: S608  # constants
)
# A folder that lists were written into must stay known, or a hold could not take them back there.
_RUNS = """
    DELETE FROM run
    WHERE started < :before AND id NOT IN (SELECT run FROM archive)
        AND (out IS NULL OR EXISTS (
            SELECT 1 FROM run AS later WHERE later.out = run.out AND later.formats = run.formats AND later.id > run.id))
"""
_SUPPRESSIONS = "DELETE FROM suppression WHERE removed_at < :before OR expires < substr(:before, 1, 10)"
_HOLDS = "DELETE FROM hold WHERE lifted_at < :before"
_ROTATIONS = """
    DELETE FROM rotation
    WHERE said_at < :before AND fingerprint NOT IN (SELECT fingerprint FROM finding)
        AND lower(hex(fingerprint)) NOT IN (SELECT identity FROM task WHERE kind = 'credential')
"""
_EMPLOYEES = """
    DELETE FROM employee
    WHERE employee NOT IN (SELECT employee FROM task UNION SELECT employee FROM conversation
        UNION SELECT employee FROM account)
"""


class Purged(msgspec.Struct, frozen=True):
    """How many rows of each kind went."""

    tasks: int = 0
    findings: int = 0
    conversations: int = 0
    objects: int = 0
    archives: int = 0
    runs: int = 0
    suppressions: int = 0
    holds: int = 0
    audit_rows: int = 0

    @property
    def counts(self) -> Mapping[str, int]:
        """Plural noun → count, in the order in which they are shown."""
        return {name.replace("_", " "): getattr(self, name) for name in self.__struct_fields__}

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.counts.values())


class _Undo(Exception):  # noqa: N818  # no failure
    """Takes everything back."""


def preview(database: Database, before: date, *, with_audit: bool = False) -> Purged:
    """What a purge would remove, by doing it and taking it back."""
    found = Purged()
    with suppress(_Undo), database.transaction():
        found = _purged(database, _midnight(before), with_audit=with_audit)
        raise _Undo
    return found


def purge(database: Database, before: date, *, by: str, with_audit: bool = False) -> Purged:
    """Removes what is settled and was settled before a day (UTC), in one transaction; then compacts the file.

    Raises:
        LedgerError: nothing was removed; or it was, and the file could not be compacted, which the next purge does.
    """
    moment = _midnight(before)
    with database.transaction():
        found = _purged(database, moment, with_audit=with_audit)
        told = ", ".join(f"{name}: {count}" for name, count in found.counts.items() if count) or "nothing"
        audit.note(database, "purge", "ledger", actor=by, after=told, why=f"settled before {before.isoformat()}")
    database.compact()
    return found


def _purged(database: Database, before: str, *, with_audit: bool) -> Purged:
    for statement in _TABLES:
        database.write(statement)
    database.write(_OLD, (before,))
    database.write(_SPEAKING)
    _mark_held(database)
    _mark_settled(database, before)
    tasks, findings, conversations, objects = (
        database.write(statement) for statement in (_TASKS, _FINDINGS, _CONVERSATIONS, _PRESENCE)
    )
    _, archives = (database.write(statement) for statement in _ARCHIVES)
    runs, suppressions, holds, _ = (
        database.write(statement, {"before": before}) for statement in (_RUNS, _SUPPRESSIONS, _HOLDS, _ROTATIONS)
    )
    database.write(_EMPLOYEES)
    rows = audit.forget_before(database, before) if with_audit else 0
    return Purged(tasks, findings, conversations, objects, archives, runs, suppressions, holds, rows)


def _mark_held(database: Database) -> None:
    holds = HoldsInForce(database)
    if not holds.active:
        return
    conversations = database.rows("SELECT * FROM conversation")
    held = [row for row in conversations if holds.over_conversation(row)]
    database.write_many("INSERT INTO temp.held_conversation VALUES (?)", ((row["id"],) for row in held))
    accounts = {number for row in held for number in (row["account"], row["holder"])}
    accounts |= {row["id"] for row in database.rows("SELECT * FROM account") if holds.over_account(row)}
    database.write_many("INSERT INTO temp.held_account VALUES (?)", ((number,) for number in accounts))


def _mark_settled(database: Database, before: str) -> None:
    holds = HoldsInForce(database)
    rows = {row["id"]: row for row in database.each("SELECT * FROM task")}
    settled = (
        (task.id, bytes.fromhex(rows[task.id]["identity"]) if task.object == CREDENTIAL else None)
        for task in current_tasks(database)
        if task.state in SETTLED
        and (task.since or "") < before
        and (rows[task.id]["claimed_at"] or "") < before
        and holds.over_task(rows[task.id]) is None
    )
    database.write_many("INSERT INTO temp.settled VALUES (?, ?)", settled)


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
