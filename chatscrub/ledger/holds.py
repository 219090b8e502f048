"""Legal holds: whose objects of which days must not be deleted, since when and until whom lifted it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from chatscrub.errors import UsageError
from chatscrub.ledger import audit, task_rows
from chatscrub.ledger.database import Database, Row
from chatscrub.model.task import DONE, Action, Task, TaskState


class Scope(msgspec.Struct, frozen=True):
    """What a hold is about; None takes in everybody, every tool, all days before or after. Days are inclusive, UTC."""

    employee: str | None = None
    provider: str | None = None
    first_day: date | None = None
    last_day: date | None = None


class Hold(msgspec.Struct, frozen=True):
    """One hold. `contact` is whom to ask, `lifted_at` None while it holds."""

    id: int
    matter: str
    scope: Scope
    reason: str
    contact: str | None
    added_at: str
    added_by: str
    lifted_at: str | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None

    def covers(
        self, employee: str, provider: str, first_at: str | None, last_at: str | None, also: Collection[str] = ()
    ) -> bool:
        """Whether an object is under the hold. `first_at` and `last_at` span its texts; undated ones are held.

        `also` are other names of whoever wrote the texts, such as the address of the account.
        """
        scope = self.scope
        if scope.employee is not None:
            wanted = scope.employee.casefold()
            if wanted != employee.casefold() and all(wanted != each.casefold() for each in also):
                return False
        if scope.provider is not None and scope.provider != provider:
            return False
        start, end = first_at or last_at, last_at or first_at
        if start is None or end is None:
            return True
        too_early = scope.first_day is not None and end[:10] < scope.first_day.isoformat()
        too_late = scope.last_day is not None and start[:10] > scope.last_day.isoformat()
        return not (too_early or too_late)


def holds(database: Database, *, lifted: bool = False) -> list[Hold]:
    """All holds in force, oldest first; with `lifted` those that were lifted too."""
    rows = database.rows("SELECT * FROM hold WHERE lifted_at IS NULL OR ? ORDER BY id", (lifted,))
    return [_hold(row) for row in rows]


def add_hold(  # noqa: PLR0913  # one for each thing that is written down about a hold
    database: Database,
    *,
    matter: str,
    scope: Scope,
    reason: str,
    contact: str | None,
    by: str,
    run: int | None = None,
) -> Hold:
    """Puts objects under a hold; the very same one, in force, is not added twice, e.g. when a command is repeated.

    Raises UsageError where the days are the wrong way round.
    """
    if scope.first_day and scope.last_day and scope.last_day < scope.first_day:
        raise UsageError("--until is before --from; give the first day and the last one")
    with database.transaction():
        for each in holds(database):
            if (each.matter, each.scope, each.reason, each.contact) == (matter, scope, reason, contact):
                return each
        number = database.insert(
            "INSERT INTO hold (matter, employee, provider, first_day, last_day, reason, contact, added_at, added_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                matter,
                scope.employee,
                scope.provider,
                scope.first_day and scope.first_day.isoformat(),
                scope.last_day and scope.last_day.isoformat(),
                reason,
                contact,
                database.now(),
                by,
            ),
        )
        audit.note(database, "hold", f"hold {number}", actor=by, after=f"matter {matter}", why=reason, run=run)
    return _one(database, number)


def lift_hold(database: Database, number: int, *, by: str, why: str) -> Hold:
    """Ends a hold. Raises UsageError where there is none with this number in force."""
    with database.transaction():
        changed = database.write(
            "UPDATE hold SET lifted_at = ?, lifted_by = ?, lifted_why = ? WHERE id = ? AND lifted_at IS NULL",
            (database.now(), by, why, number),
        )
        if not changed:
            raise UsageError(f"there is no hold {number} in force; see chatscrub hold list")
        audit.note(database, "hold", f"hold {number}", actor=by, before="in force", after="lifted", why=why)
    return _one(database, number)


class HoldsInForce:
    """Which hold an object is under.

    A task may stand on the list of an admin, or under another name of the employee than the hold gives: what counts
    is whose account the texts are of.
    """

    def __init__(self, database: Database, active: Sequence[Hold] | None = None) -> None:
        self._database = database
        self.active = holds(database) if active is None else list(active)
        self._names: dict[int, tuple[str, ...]] = {}
        if self.active:
            for row in database.each("SELECT id, employee, email, label, vendor_id FROM account"):
                self._names[row["id"]] = tuple(dict.fromkeys(each for each in tuple(row)[1:] if each))

    def over_task(self, task: Row) -> Hold | None:
        """The first hold that the object of a task is under, None where there is none."""
        if not self.active:
            return None
        first, last = task["first_at"], task["last_at"]
        names, is_undated = [*self._names.get(task["account"], ())], False
        if task["container"] is not None and task["object"] == task["container"]:
            # It goes as a whole, with texts of other days and of other people.
            for row in self._database.rows("SELECT * FROM conversation WHERE object = ?", (task["container"],)):
                names += [row["employee"], *self._names.get(row["account"], ())]
                if row["first_at"] is None and row["last_at"] is None:
                    is_undated = True
                first, last = _earlier(first, row["first_at"]), _later(last, row["last_at"])
        if is_undated:
            first = last = None
        return self._first(task["employee"], task["provider"].split(", "), first, last, names)

    def over_account(self, account: Row) -> Hold | None:
        """The first hold that something of an account may be under, of whatever day; None where there is none."""
        return self._first(account["employee"], [account["provider"]], None, None, self._names[account["id"]])

    def over_conversation(self, conversation: Row) -> Hold | None:
        """The first hold that a conversation is under, None where there is none."""
        names = self._names.get(conversation["account"], ())
        first, last = conversation["first_at"], conversation["last_at"]
        return self._first(conversation["employee"], [conversation["provider"]], first, last, names)

    def _first(
        self, employee: str, providers: Sequence[str], first: str | None, last: str | None, also: Collection[str]
    ) -> Hold | None:
        return next(
            (
                each
                for each in self.active
                if any(each.covers(employee, provider, first, last, also) for provider in providers)
            ),
            None,
        )


def tasks_under(database: Database, hold: Hold) -> list[Task]:
    """The tasks about objects in the scope of a hold, as the exports and people left them; rotations are none."""
    scope = HoldsInForce(database, [hold])
    rows = database.each("SELECT * FROM task WHERE action <> ? ORDER BY employee, id", (Action.ROTATE.value,))
    return [task_rows.task_of(row) for row in rows if scope.over_task(row)]


def already_done(tasks: Collection[Task]) -> list[Task]:
    """Those that a hold comes too late for, or may come too late for: gone, said to be gone, or not provable."""
    return [each for each in tasks if each.state in DONE]


def already_told(tasks: Collection[Task]) -> list[str]:
    """The employees who were handed a list that asks for what is under the hold now."""
    return sorted({each.employee for each in tasks if each.state is TaskState.NOTIFIED})


def follow(database: Database, before: str, after: str, *, run: int | None) -> None:
    """An account went to another employee: the holds on the first one are put on the second one, too."""
    active = holds(database)
    for each in active:
        if each.scope.employee is None or each.scope.employee.casefold() != before.casefold():
            continue
        scope = Scope(after, each.scope.provider, each.scope.first_day, each.scope.last_day)
        if any(other.matter == each.matter and other.scope == scope for other in active):
            continue
        why = f"follows hold {each.id}: an account of {before} now belongs to {after}"
        add_hold(database, matter=each.matter, scope=scope, reason=why, contact=each.contact, by=audit.SCAN, run=run)


def _earlier(one: str | None, other: str | None) -> str | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _later(one: str | None, other: str | None) -> str | None:
    return max((each for each in (one, other) if each is not None), default=None)


def _one(database: Database, number: int) -> Hold:
    row = database.row("SELECT * FROM hold WHERE id = ?", (number,))
    if row is None:
        raise UsageError(f"there is no hold {number}; see chatscrub hold list")
    return _hold(row)


def _hold(row: Row) -> Hold:
    days = (date.fromisoformat(each) if each else None for each in (row["first_day"], row["last_day"]))
    return Hold(
        id=row["id"],
        matter=row["matter"],
        scope=Scope(row["employee"], row["provider"], *days),
        reason=row["reason"],
        contact=row["contact"],
        added_at=row["added_at"],
        added_by=row["added_by"],
        lifted_at=row["lifted_at"],
        lifted_by=row["lifted_by"],
        lifted_why=row["lifted_why"],
    )
