"""Legal holds: whose objects of which days must not be deleted, since when and until whom lifted it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chatscrub.errors import UsageError
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row


@dataclass(frozen=True, slots=True)
class Scope:
    """What a hold is about; None takes in everybody, every tool, all days before or after. Days are inclusive, UTC."""

    employee: str | None = None
    provider: str | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Hold:
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

    def covers(self, employee: str, provider: str, first_at: str | None, last_at: str | None) -> bool:
        """Whether an object is under the hold. `first_at` and `last_at` span its texts; undated ones are held."""
        scope = self.scope
        if scope.employee is not None and scope.employee.casefold() != employee.casefold():
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
    database: Database, *, matter: str, scope: Scope, reason: str, contact: str | None, by: str
) -> Hold:
    """Puts objects under a hold. Raises UsageError where the days are the wrong way round."""
    if scope.first_day and scope.last_day and scope.last_day < scope.first_day:
        raise UsageError("--until is before --from; give the first day and the last one")
    with database.transaction():
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
        audit.note(database, "hold", f"hold {number}", actor=by, after=f"matter {matter}", why=reason)
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


def holding(
    active: Sequence[Hold], employee: str, provider: str, first_at: str | None, last_at: str | None
) -> Hold | None:
    """The first hold that an object is under, None where there is none."""
    return next((each for each in active if each.covers(employee, provider, first_at, last_at)), None)


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
