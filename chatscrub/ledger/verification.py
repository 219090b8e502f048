"""What the exports of an account say about its tasks: proof that something is gone, or why there is none.

An object counts as gone when a newer and whole export of the same account does not show it, and nothing that was found
in it is anywhere else in that export. Exports are compared by when they were made, as their own content shows, never
by when they were handed in, so the order in which they come does not matter.
"""

from __future__ import annotations

import msgspec

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row
from chatscrub.ledger.task_rows import set_state, task_object
from chatscrub.model.conversation import ObjectKind
from chatscrub.model.identity import RETAINED
from chatscrub.model.task import Action, TaskState

# Objects that are emptied rather than deleted: that they are still there says nothing.
_EDITABLE = frozenset(
    each.value
    for each in (
        ObjectKind.MEMORY,
        ObjectKind.CUSTOM_INSTRUCTIONS,
        ObjectKind.PROJECT,
        ObjectKind.CANVAS,
        ObjectKind.ARTIFACT,
        ObjectKind.MESSAGE,
    )
)
_SETTLED = frozenset({TaskState.VERIFIED_GONE.value, TaskState.WAIVED.value, TaskState.NOT_VERIFIABLE.value})
_TASKS = """
    SELECT task.*, seen.made_at AS seen_made, seen.detectors AS seen_detectors,
        latest.id AS latest, latest.made_at AS latest_made, latest.gap AS latest_gap
    FROM task
    JOIN account ON account.id = task.holder
    JOIN archive AS seen ON seen.id = task.last_archive
    LEFT JOIN archive AS latest ON latest.id = account.latest
    WHERE task.holder = ?
"""
_PROOF = """
    SELECT archive.* FROM coverage JOIN archive ON archive.id = coverage.archive
    WHERE coverage.account = ? AND coverage.gap IS NULL AND archive.made_at > ?
    ORDER BY archive.made_at, archive.id
"""
_ELSEWHERE = """
    SELECT count(DISTINCT other.conversation) AS conversations,
        count(*) FILTER (WHERE other.object = :retained) AS retained
    FROM finding AS own
    JOIN finding AS other ON other.fingerprint = own.fingerprint AND other.holder = :holder AND other.object <> :object
    JOIN archive AS first ON first.id = other.first_archive AND first.made_at <= :made
    JOIN archive AS last ON last.id = other.last_archive AND last.made_at >= :made
    WHERE own.conversation IN (SELECT id FROM conversation WHERE object = :container) AND own.object = :object
"""


class Conclusion(msgspec.Struct, frozen=True):
    """The state that follows, with its reason in a sentence."""

    state: TaskState
    reason: str | None


def verify(database: Database, account: int, *, run: int) -> None:
    """Brings all tasks that the account's or workspace's exports can speak about to the state that follows."""
    moved: list[tuple[str, str, Conclusion]] = []
    for task in database.each(_TASKS, (account,)):
        found = conclude(database, task)
        if found is not None and (found.state.value, found.reason) != (task["state"], task["reason"]):
            moved.append((task["id"], task["state"], found))
    # Not while the rows are read that it changes; no conclusion asks for the state of another task.
    for id_, before, found in moved:
        set_state(database, id_, before, found.state, found.reason, actor=audit.SCAN, run=run)


def conclude(database: Database, task: Row) -> Conclusion | None:
    """What follows for a task; None where nothing does."""
    if task["action"] == Action.ROTATE.value:
        return _rotated(database, task)
    if task["state"] == TaskState.WAIVED.value:
        return None
    latest = task["latest"]
    if latest is None or task["last_archive"] == latest or (task["seen_made"] or "") > (task["latest_made"] or ""):
        return _there(task)
    return None if task["state"] in _SETTLED else _absent(database, task)


def _there(task: Row) -> Conclusion | None:
    """The newest export shows it."""
    state, made = TaskState(task["state"]), task["seen_made"] or ""
    day = _day(made)
    if state is TaskState.VERIFIED_GONE:
        return Conclusion(TaskState.REAPPEARED, f"it was gone, and is there again in the export {day}")
    if state is TaskState.NOT_VERIFIABLE:
        return Conclusion(TaskState.STILL_PRESENT, f"it is there in the export {day}")
    if task["claimed_at"] is not None and state in (TaskState.CLAIMED_DONE, TaskState.INCONCLUSIVE):
        if made > task["claimed_at"]:
            return Conclusion(
                TaskState.STILL_PRESENT,
                f"said to be done on {task['claimed_at'][:10]}, and still there in the export {day}",
            )
        return Conclusion(TaskState.CLAIMED_DONE, "waits for an export made after it was done")
    if state is TaskState.INCONCLUSIVE:
        return Conclusion(TaskState.OPEN, f"there in the export {day}")
    return None


def _absent(database: Database, task: Row) -> Conclusion:
    """A newer export does not show it: gone, if one of the newer ones proves it."""
    if task["seen_made"] is None:
        return _unclear("the export that it was found in does not tell when it was made")
    found: Conclusion | None = None
    for proof in database.rows(_PROOF, (task["holder"], task["seen_made"])):
        found = _by(database, task, proof)
        if found.state in (TaskState.VERIFIED_GONE, TaskState.NOT_VERIFIABLE):
            break  # what happens to the same value later is another task's matter
    return found or _unclear(_why_no_proof(database, task))


def _by(database: Database, task: Row, proof: Row) -> Conclusion:
    """What one whole export says that is newer than the last one to show the object."""
    day = _day(proof["made_at"])
    shown = _shown(database, task["holder"], task["object"], proof["made_at"])
    if shown and task["kind"] not in _EDITABLE:
        if task["claimed_at"] is not None and proof["made_at"] <= task["claimed_at"]:
            return Conclusion(TaskState.CLAIMED_DONE, "waits for an export made after it was done")
        state = TaskState.OPEN if task["claimed_at"] is None else TaskState.STILL_PRESENT
        return Conclusion(state, f"it is still there in the export {day}, though what was found is not found in it now")
    if shown and proof["detectors"] != task["seen_detectors"]:
        return _unclear(f"the text is not found in the export {day}, but the detectors have changed since it was")
    if task["kind"] in (ObjectKind.MESSAGE.value, RETAINED) and (reason := _outside(database, task, proof)):
        return _unclear(reason)
    return _elsewhere(database, task, proof["made_at"]) or Conclusion(
        TaskState.VERIFIED_GONE,
        f"the text is no longer in it: whole export {day}" if shown else f"absent from the whole export {day}",
    )


def _elsewhere(database: Database, task: Row, made: str) -> Conclusion | None:
    """The same value somewhere else in that export."""
    retained = task_object(task["provider"], RETAINED, task["identity"])
    row = database.row(
        _ELSEWHERE,
        {
            "object": task["object"],
            "container": task["container"],
            "holder": task["holder"],
            "retained": retained,
            "made": made,
        },
    )
    if row is None or not row["conversations"]:
        return None
    if row["retained"]:
        return Conclusion(
            TaskState.NOT_VERIFIABLE,
            "deleted for users, but the workspace keeps deleted messages: the text survives in its records",
        )
    count = row["conversations"]
    return _unclear(
        f"deleted by {made[:10]}, but the same value is still in {count} other conversation{'' if count == 1 else 's'}"
    )


def _outside(database: Database, task: Row, proof: Row) -> str | None:
    """Why the export cannot speak about a message: it is of other days, or does not have the channel."""
    if not _shown(database, task["holder"], task["container"], proof["made_at"]):
        return "the newer export does not hold the conversation that the message was in"
    sent = task["first_at"]
    if sent is not None and not ((proof["first_at"] or "~") <= sent <= (proof["last_at"] or "")):
        return f"the newer export is of other days: {(proof['first_at'] or '')[:10]} to {(proof['last_at'] or '')[:10]}"
    return None


def _why_no_proof(database: Database, task: Row) -> str:
    gap = database.value("SELECT gap FROM coverage WHERE account = ? AND archive = ?", (task["holder"], task["latest"]))
    if gap is not None:
        return f"absent from the export {_day(task['latest_made'] or '')}, which proves nothing: {gap}"
    return (
        "absent from an export that is not shown to be newer than the one before; hand it in as the vendor named it, "
        "or write one message in the account and export again"
    )


def _shown(database: Database, holder: int, object_: bytes, made: str) -> bool:
    """Whether an export made then or later shows the object."""
    return (
        database.row(
            "SELECT 1 FROM presence JOIN archive ON archive.id = presence.archive"
            " WHERE presence.account = ? AND presence.object = ? AND archive.made_at >= ?",
            (holder, object_, made),
        )
        is not None
    )


def _rotated(database: Database, task: Row) -> Conclusion | None:
    """No export proves a rotation; that the credential was pasted after it shows that it was not enough."""
    if task["claimed_at"] is None or task["state"] in (TaskState.WAIVED.value, TaskState.REAPPEARED.value):
        return None
    again = database.value(
        "SELECT max(sent_at) FROM finding WHERE fingerprint = ? AND sent_at > coalesce("
        "(SELECT rotated_at FROM rotation WHERE fingerprint = ?), ?)",
        (bytes.fromhex(task["identity"]), bytes.fromhex(task["identity"]), task["claimed_at"]),
    )
    if again is None:
        return None
    return Conclusion(TaskState.REAPPEARED, f"pasted again on {again[:10]}, after it was said to be replaced")


def _unclear(reason: str) -> Conclusion:
    return Conclusion(TaskState.INCONCLUSIVE, reason)


def _day(made: str) -> str:
    return f"of {made[:10]}" if made else "without a date"
