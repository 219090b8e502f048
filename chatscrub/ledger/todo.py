"""The tasks as they stand today, and what people say about them.

What an export concluded stands in the rows. A hold, a waiver and a false alarm lie over it as long as they last, so
that lifting one brings back what was there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
import orjson
from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.ledger import task_rows
from chatscrub.ledger.database import Database, Row
from chatscrub.ledger.holds import Hold, HoldsInForce
from chatscrub.ledger.suppressions import Suppression, suppressions
from chatscrub.model.detector import Confidence
from chatscrub.model.identity import CREDENTIAL
from chatscrub.model.task import DONE, Action, Task, TaskState

SHORTEST = 4  # digits of an id that are taken for the whole
# Conversations are always looked for; the others are told by what is listed, or by the findings themselves.
_FOUND_OTHERWISE = frozenset({"conversation", "channel", CREDENTIAL, "shared_link", "library", "retained"})
_FOUND_BY_VALUE = """
    SELECT DISTINCT finding.fingerprint, claim.detector, conversation.employee, conversation.provider
    FROM finding JOIN claim ON claim.id = finding.claim JOIN conversation ON conversation.id = finding.conversation
    WHERE finding.fingerprint = ? AND finding.confidence >= ?
"""
_FOUND_IN_OBJECT = _FOUND_BY_VALUE.replace(
    "finding.fingerprint = ?",
    "finding.conversation IN (SELECT id FROM conversation WHERE object = ?) AND finding.object = ?",
)
_FOUND_IN_CHAT = _FOUND_BY_VALUE.replace("finding.fingerprint = ?", "conversation.object = ?")


class Event(msgspec.Struct, frozen=True):
    """One step in the history of a task."""

    at: str
    actor: str
    before: str | None
    after: str | None
    why: str | None


def current_tasks(database: Database, *, employees: Sequence[str] | None = None) -> list[Task]:
    """All tasks, or those of some employees (case ignored), in the state that holds today; by id."""
    return list(each_task(database, employees=employees))


def each_task(database: Database, *, employees: Sequence[str] | None = None) -> Iterator[Task]:
    """As `current_tasks`, one by one."""
    overlay = _Overlay(database)
    wanted = None if employees is None else {each.casefold() for each in employees}
    for row in database.each("SELECT * FROM task ORDER BY id"):
        if wanted is None or row["employee"].casefold() in wanted:
            yield overlay.task(row)


def task_with(database: Database, id_: str) -> Task:
    """The task whose id begins with `id_`. Raises UsageError where that is none, or more than one."""
    return _Overlay(database).task(_row(database, id_))


def history(database: Database, id_: str) -> list[Event]:
    """What happened to a task, oldest first."""
    rows = database.rows("SELECT * FROM event WHERE action = 'task' AND object = ? ORDER BY id", (id_,))
    return [Event(row["at"], row["actor"], row["before"], row["after"], row["why"]) for row in rows]


def claim(database: Database, id_: str, *, by: str, why: str | None = None, on: date | None = None) -> Task:
    """Somebody says that a task is done, today or `on` a day before; the next export will tell.

    Raises:
        UsageError: there is no such task, a hold forbids it, or the day lies ahead.
    """
    today = database.clock().date()
    if on is not None and on > today:
        raise UsageError(f"{on.isoformat()} lies ahead; give the day on which it was done")
    with database.transaction():
        row = _row(database, id_)
        task = _Overlay(database).task(row)
        if task.state is TaskState.HELD:
            raise UsageError(f"task {task.id} is under a hold and must not be done: {task.reason}")
        # A day is over when it ends: an export made on it may be older than the deed.
        at = f"{on.isoformat()}T23:59:59Z" if on is not None and on < today else database.now()
        database.write("UPDATE task SET claimed_at = ?, claimed_by = ? WHERE id = ?", (at, by, row["id"]))
        reason = why or "waits for the next export"
        if task.action is Action.ROTATE:
            reason = why or "no export can prove it"
            database.write(
                "INSERT OR REPLACE INTO rotation VALUES (?, ?, ?, ?)",
                (bytes.fromhex(row["identity"]), at, by, database.now()),
            )
            _claim_for_others(database, row, at, by)
        task_rows.set_state(database, row["id"], row["state"], TaskState.CLAIMED_DONE, reason, actor=by)
    return task_with(database, row["id"])


def _claim_for_others(database: Database, row: Row, at: str, by: str) -> None:
    """A credential that one person replaced is replaced for all who pasted it."""
    for other in database.rows(
        "SELECT * FROM task WHERE kind = ? AND identity = ? AND id <> ?", (CREDENTIAL, row["identity"], row["id"])
    ):
        if TaskState(other["state"]) in DONE or other["state"] == TaskState.WAIVED.value:
            continue
        database.write("UPDATE task SET claimed_at = ?, claimed_by = ? WHERE id = ?", (at, by, other["id"]))
        task_rows.set_state(
            database, other["id"], other["state"], TaskState.CLAIMED_DONE, "replaced by somebody else", actor=by
        )


def reopen(database: Database, id_: str, *, by: str, why: str | None = None) -> Task:
    """Takes back what was said or concluded about a task. Raises UsageError where there is no such task."""
    with database.transaction():
        row = _row(database, id_)
        database.write(
            "UPDATE task SET claimed_at = NULL, claimed_by = NULL, waived_until = NULL WHERE id = ?", (row["id"],)
        )
        if row["kind"] == CREDENTIAL:
            database.write("DELETE FROM rotation WHERE fingerprint = ?", (bytes.fromhex(row["identity"]),))
        task_rows.set_state(database, row["id"], row["state"], TaskState.OPEN, why or "reopened", actor=by)
    return task_with(database, row["id"])


def waive(database: Database, id_: str, *, by: str, why: str, until: date | None = None) -> Task:
    """Somebody decides that an object may stay, for good or until a day, which is the last one.

    Raises:
        UsageError: there is no such task, or the day is over.
    """
    if until is not None and until < database.clock().date():
        raise UsageError(f"{until.isoformat()} is over; give the last day of the waiver, or none if it is for good")
    with database.transaction():
        row = _row(database, id_)
        database.write("UPDATE task SET waived_until = ? WHERE id = ?", (until and until.isoformat(), row["id"]))
        task_rows.set_state(database, row["id"], row["state"], TaskState.WAIVED, why, actor=by)
    return task_with(database, row["id"])


def notify(database: Database, employees: Sequence[str], *, by: str) -> int:
    """Notes that employees were given their lists: their open tasks become notified. How many."""
    count = 0
    with database.transaction():
        for task in current_tasks(database, employees=employees):
            if task.state is TaskState.OPEN:
                task_rows.set_state(
                    database, task.id, task.state.value, TaskState.NOTIFIED, "the list was handed over", actor=by
                )
                count += 1
    return count


def gone_conversations(database: Database) -> frozenset[bytes]:
    """The keys of conversations in which everything that was to be removed is proven gone."""
    rows = database.rows(
        "SELECT container FROM task WHERE container IS NOT NULL GROUP BY container HAVING min(state = ?) = 1",
        (TaskState.VERIFIED_GONE.value,),
    )
    return frozenset(row["container"] for row in rows)


def watched_ids(database: Database) -> frozenset[str]:
    """Ids of messages, files and other parts of conversations that tasks are about: the next scan looks for them."""
    marks = ", ".join(f"'{each}'" for each in sorted(_FOUND_OTHERWISE))
    rows = database.each(f"SELECT detail FROM task WHERE kind NOT IN ({marks})")  # noqa: S608  # words of this module
    ids = (orjson.loads(row["detail"])["object_id"] for row in rows)
    return frozenset(each for each in ids if each is not None)


class _Overlay:
    """What lies over the rows: holds, waivers that ran out, and false alarms."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holds = HoldsInForce(database)
        self._suppressions: list[Suppression] = suppressions(database)
        self._today = database.clock().date().isoformat()

    def task(self, row: Row) -> Task:
        task = task_rows.task_of(row)
        if task.state is TaskState.WAIVED and row["waived_until"] is not None and row["waived_until"] < self._today:
            task = replace(task, state=TaskState.OPEN, reason=f"the waiver ended on {row['waived_until']}")
        if task.state in DONE:
            return task
        if task.action is not Action.ROTATE:
            hold = self._holds.over_task(row)
            if hold is not None:
                return replace(task, state=TaskState.HELD, reason=told(hold), since=hold.added_at)
        decided = self._suppressed_at(row) if self._suppressions else None
        if decided is not None:
            reason = "everything found in it is suppressed"
            return replace(task, state=TaskState.FALSE_ALARM, reason=reason, since=max(decided, task.since or ""))
        return task

    def _suppressed_at(self, row: Row) -> str | None:
        """When the last finding of a task was suppressed; None where one of them is not, or there is none."""
        decisions = []
        for one in self._found(row):
            decision = next(
                (
                    each
                    for each in self._suppressions
                    if each.covers(one["fingerprint"].hex(), one["detector"], one["employee"], one["provider"])
                ),
                None,
            )
            if decision is None:
                return None
            decisions.append(decision.added_at)
        return max(decisions, default=None)

    def _found(self, row: Row) -> list[Row]:
        """What was found in the object of a task, or for a link and a file beside a chat: in that chat."""
        least = int(Confidence.MEDIUM)
        if row["kind"] == CREDENTIAL:
            found = self._database.rows(_FOUND_BY_VALUE, (bytes.fromhex(row["identity"]), least))
            own = [each for each in found if each["employee"].casefold() == row["employee"].casefold()]
            return own or found  # an admin's task is about what others pasted
        found = self._database.rows(_FOUND_IN_OBJECT, (row["container"], row["object"], least))
        return found or self._database.rows(_FOUND_IN_CHAT, (row["container"], least))


def told(hold: Hold) -> str:
    """The reason that a task is held, as it stands beside the task."""
    return f"hold {hold.id}, matter {hold.matter}" + (f": ask {hold.contact}" if hold.contact else "")


def _row(database: Database, id_: str) -> Row:
    start = id_.strip().lower()
    found = database.rows("SELECT * FROM task WHERE id = ?", (start,))
    if not found and len(start) >= SHORTEST and start.isalnum():
        found = database.rows("SELECT * FROM task WHERE id >= ? AND id < ? LIMIT 2", (start, start + "g"))
    if len(found) != 1:
        many = "more than one task has an id that begins" if found else "there is no task whose id begins"
        raise UsageError(f"{many} so; see chatscrub todo list")
    return found[0]
