"""Tasks as rows: made when an archive brings them, found again by the object they are about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from sys import intern
from typing import Any, Protocol

import orjson

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row, stamp
from chatscrub.model.conversation import Account
from chatscrub.model.identity import CREDENTIAL, object_key
from chatscrub.model.task import Action, Task, TaskState, TracedTask

_REMOVAL = (Action.DELETE.value, Action.ASK_ADMIN.value)
_DETAILS = ("object", "object_id", "title", "url", "why", "steps", "remains", "found", "purge", "source", "sent_at")
_TOGETHER = 1000  # new tasks that are written at once
_ADD = """
    INSERT INTO task (id, key, account, holder, employee, admin, provider, action, kind, identity, object, container,
        detail, rank, exposure, first_at, last_at, state, since, first_archive, last_archive)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SEEN = """
    UPDATE task SET last_archive = :archive
    WHERE (object IN (SELECT object FROM temp.staged)
           OR (kind IN ('shared_link', 'library') AND object IN (SELECT object FROM temp.present)))
        AND (SELECT coalesce(made_at, '') FROM archive WHERE id = task.last_archive) <= :made
"""


class Recorded(Protocol):
    """The archive that tasks come from; see `chatscrub.ledger.archive_rows.ArchiveRows`."""

    number: int
    made: str

    def account(self, account: Account) -> int:
        """The number of an account."""
        ...

    def holder(self, account: Account) -> int:
        """The number of the account or workspace whose export shows it."""
        ...

    def kept_employee(self, account: Account) -> str | None:
        """Whose the account stays though the archive does not name its owner; else None."""
        ...


def task_object(provider: str, kind: str, identity: str) -> bytes:
    """The key of what a task is about; a credential is the same whatever tool it was pasted into."""
    return object_key("" if kind == CREDENTIAL else provider, kind, identity)


def put(database: Database, tasks: Mapping[str, TracedTask], archive: Recorded, *, run: int) -> None:
    """Makes the tasks that are new, and brings the others to what the archive shows, if it is the newest to show it."""
    added: list[tuple[object, ...]] = []
    now = database.now()
    knows_any = database.value("SELECT 1 FROM task LIMIT 1") is not None  # else none of thousands is looked for
    for id_ in sorted(tasks):
        traced = tasks[id_]
        account, holder = archive.account(traced.account), archive.holder(traced.holder)
        object_ = task_object(traced.task.provider, traced.kind, traced.identity)
        known = _known(database, traced.task, account, object_, tasks) if knows_any else None
        if known is None:
            added.append(_added(traced, (account, holder, object_), archive.number, now))
            if len(added) == _TOGETHER:
                _add(database, added, run)
                added.clear()
        elif archive.made >= known["made"] and archive.kept_employee(traced.account) is None:
            _renew(database, traced, known["id"], archive.number)
    _add(database, added, run)
    database.write(_SEEN, {"archive": archive.number, "made": archive.made})


def refine(database: Database, tasks: Iterable[TracedTask]) -> None:
    """Says of known tasks what only all archives of a run together tell."""
    database.write_many(
        "UPDATE task SET detail = ?, exposure = ?, rank = ? WHERE key = ?",
        ((_detail(each.task), each.task.exposure, each.task.rank, each.task.id) for each in tasks),
    )


def task_of(row: Row) -> Task:
    """The task of a row, in the state that stands there."""
    detail: Mapping[str, Any] = orjson.loads(row["detail"])
    # What thousands of tasks have in common is held once.
    return Task(
        id=row["id"],
        employee=intern(row["employee"]),
        provider=intern(row["provider"]),
        action=Action(row["action"]),
        object=detail["object"],
        object_id=detail["object_id"],
        title=detail["title"],
        url=detail["url"],
        why=tuple(detail["why"]),
        steps=tuple(map(intern, detail["steps"])),
        remains=tuple(map(intern, detail["remains"])),
        # Tasks of older ledgers do not say it.
        found=tuple((intern(entity), count) for entity, count in detail.get("found") or ()),
        purge=detail["purge"],
        as_of=date.fromisoformat(detail["as_of"]) if detail["as_of"] else None,
        source=detail["source"],
        sent_at=detail["sent_at"],
        exposure=row["exposure"],
        admin=bool(row["admin"]),
        rank=row["rank"],
        state=TaskState(row["state"]),
        reason=row["reason"],
        since=row["since"],
    )


def set_state(  # noqa: PLR0913  # what changed, and who says why
    database: Database,
    task: str,
    before: str,
    after: TaskState,
    reason: str | None,
    *,
    actor: str,
    run: int | None = None,
) -> None:
    """Moves a task to a state, and notes who did it and why. The same state with another reason is no event."""
    if before == after.value:
        database.write("UPDATE task SET reason = ? WHERE id = ?", (reason, task))
        return
    database.write(
        "UPDATE task SET state = ?, reason = ?, since = ? WHERE id = ?", (after.value, reason, database.now(), task)
    )
    audit.note(database, "task", task, actor=actor, before=before, after=after.value, why=reason, run=run)


def _known(database: Database, task: Task, account: int, object_: bytes, keys: Container[str]) -> Row | None:
    """The row of a task, also where its employee or who must act has changed since."""
    query = (
        "SELECT task.*, coalesce(archive.made_at, '') AS made FROM task JOIN archive ON archive.id = task.last_archive"
    )
    found = database.row(f"{query} WHERE key = ?", (task.id,))
    if found is not None:
        return found
    for row in database.rows(f"{query} WHERE object = ? AND account = ?", (object_, account)):
        same = row["action"] == task.action.value or (row["action"] in _REMOVAL and task.action.value in _REMOVAL)
        if same and row["key"] not in keys:
            return row
    return None


def _add(database: Database, rows: Sequence[tuple[object, ...]], run: int) -> None:
    database.write_many(_ADD, rows)
    audit.note_new_tasks(database, (str(each[0]) for each in rows), TaskState.OPEN.value, run)


def _added(traced: TracedTask, places: tuple[int, int, bytes], archive: int, now: str) -> tuple[object, ...]:
    """The row of a new task, which begins with its id."""
    task = traced.task
    account, holder, object_ = places
    return (
        task.id, task.id, account, holder, task.employee, task.admin, task.provider, task.action.value,
        traced.kind, traced.identity, object_, traced.container, _detail(task), task.rank, task.exposure,
        _stamp(traced.first_at), _stamp(traced.last_at), TaskState.OPEN.value, now, archive, archive,
    )  # fmt: skip


def _renew(database: Database, traced: TracedTask, id_: str, archive: int) -> None:
    task = traced.task
    database.write(
        "UPDATE task SET key = ?, employee = ?, admin = ?, provider = ?, action = ?, detail = ?, rank = ?, exposure = ?,"
        " container = ?, first_at = ?, last_at = ?, last_archive = ? WHERE id = ?",
        (
            task.id, task.employee, task.admin, task.provider, task.action.value, _detail(task), task.rank,
            task.exposure, traced.container, _stamp(traced.first_at), _stamp(traced.last_at), archive, id_,
        ),
    )  # fmt: skip


def _detail(task: Task) -> str:
    values = {name: getattr(task, name) for name in _DETAILS}
    values["as_of"] = task.as_of.isoformat() if task.as_of else None
    return orjson.dumps(values, default=str).decode()


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
