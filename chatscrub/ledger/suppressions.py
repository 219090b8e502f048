"""False alarms that somebody decided about: by value or by detector, within a scope, with reason and end."""

from __future__ import annotations

from datetime import date

import msgspec

from chatscrub.errors import UsageError
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row

_COVERED = """
    SELECT finding.conversation, finding.fingerprint, claim.detector, conversation.employee, conversation.provider,
        count(*) AS findings
    FROM finding JOIN claim ON claim.id = finding.claim JOIN conversation ON conversation.id = finding.conversation
    WHERE {what} GROUP BY finding.conversation, finding.fingerprint, claim.detector
"""


class Suppression(msgspec.Struct, frozen=True):
    """One decision. Exactly one of `fingerprint` (hexadecimal) and `detector` is set; a None scope takes in all."""

    id: int
    fingerprint: str | None
    detector: str | None
    employee: str | None
    provider: str | None
    reason: str
    author: str
    added_at: str
    expires: date | None
    removed_at: str | None = None
    removed_by: str | None = None

    def covers(self, fingerprint: str, detector: str, employee: str, provider: str) -> bool:
        """Whether a finding is a false alarm by this decision."""
        return (
            self.fingerprint in (None, fingerprint)
            and self.detector in (None, detector)
            and (self.employee is None or self.employee.casefold() == employee.casefold())
            and self.provider in (None, provider)
        )

    def ended_on(self, today: str) -> str | None:
        """How it ended, in words with the day; None while it is in force. `today` is a day, ISO 8601."""
        if self.removed_at is not None:
            return f"removed {self.removed_at[:10]}"
        if self.expires is not None and self.expires.isoformat() < today:
            return f"expired {self.expires.isoformat()}"
        return None


class Covered(msgspec.Struct, frozen=True):
    """How much of what is recorded a decision is about."""

    findings: int
    conversations: int


def suppressions(database: Database, *, ended: bool = False) -> list[Suppression]:
    """All decisions in force today, oldest first; with `ended` those that expired or were removed too."""
    today = database.clock().date().isoformat()
    rows = database.rows(
        "SELECT * FROM suppression WHERE ? OR (removed_at IS NULL AND (expires IS NULL OR expires >= ?)) ORDER BY id",
        (ended, today),
    )
    return [_suppression(row) for row in rows]


def covered(database: Database, decision: Suppression) -> Covered:
    """How many recorded findings, in how many conversations, are in the scope of a decision, ended or not."""
    findings, conversations = 0, set()
    what, value = (
        ("finding.fingerprint = ?", bytes.fromhex(decision.fingerprint))
        if decision.fingerprint is not None
        else ("claim.detector = ?", decision.detector)
    )
    for row in database.each(_COVERED.format(what=what), (value,)):
        if decision.covers(row["fingerprint"].hex(), row["detector"], row["employee"], row["provider"]):
            findings += row["findings"]
            conversations.add(row["conversation"])
    return Covered(findings, len(conversations))


def recorded_detectors(database: Database) -> set[str]:
    """The detectors that ever found something, also those of the operator's own packs."""
    return {row["detector"] for row in database.rows("SELECT DISTINCT detector FROM claim")}


def add_suppression(  # noqa: PLR0913  # one for each thing that is written down about a decision
    database: Database,
    *,
    fingerprint: str | None,
    detector: str | None,
    employee: str | None,
    provider: str | None,
    reason: str,
    author: str,
    expires: date | None,
) -> Suppression:
    """Decides that something is a false alarm. Raises UsageError unless one of `fingerprint`, `detector` is given.

    A fingerprint may be shortened to what is unambiguous among the findings recorded.
    """
    if (fingerprint is None) == (detector is None):
        raise UsageError("give either a fingerprint or --detector: what is suppressed")
    if fingerprint is not None:
        fingerprint = whole_fingerprint(database, fingerprint)
    with database.transaction():
        number = database.insert(
            "INSERT INTO suppression (fingerprint, detector, employee, provider, reason, author, added_at, expires)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                bytes.fromhex(fingerprint) if fingerprint else None,
                detector,
                employee,
                provider,
                reason,
                author,
                database.now(),
                expires and expires.isoformat(),
            ),
        )
        what = f"fingerprint {fingerprint[:16]}" if fingerprint else f"detector {detector}"
        audit.note(database, "suppress", f"suppression {number}", actor=author, after=what, why=reason)
    return _one(database, number)


def remove_suppression(database: Database, number: int, *, by: str, why: str | None = None) -> Suppression:
    """Takes a decision back. Raises UsageError where there is none with this number in force."""
    with database.transaction():
        changed = database.write(
            "UPDATE suppression SET removed_at = ?, removed_by = ? WHERE id = ? AND removed_at IS NULL",
            (database.now(), by, number),
        )
        if not changed:
            raise UsageError(f"there is no suppression {number} in force; see chatscrub suppress list")
        audit.note(database, "suppress", f"suppression {number}", actor=by, before="in force", after="removed", why=why)
    return _one(database, number)


def whole_fingerprint(database: Database, start: str) -> str:
    """The one recorded fingerprint that begins with `start` (hexadecimal, at least 6 digits).

    Raises:
        UsageError: there is none, or more than one. It does not quote `start`, which may be the value by mistake.
    """
    digits = start.strip().lower().rstrip("…")
    if len(digits) < 6 or any(each not in "0123456789abcdef" for each in digits):
        raise UsageError("that is no fingerprint: give at least its first 6 hexadecimal digits")
    even = digits[: len(digits) // 2 * 2]
    low = bytes.fromhex(even).ljust(32, b"\0")
    high = bytes.fromhex(even).ljust(32, b"\xff")
    found: set[str] = {
        row["fingerprint"].hex()
        for row in database.rows(
            "SELECT DISTINCT fingerprint FROM finding WHERE fingerprint BETWEEN ? AND ?", (low, high)
        )
    }
    matching = sorted(each for each in found if each.startswith(digits))
    if len(matching) != 1:
        many = f"{len(matching)} values have" if matching else "no recorded value has"
        raise UsageError(f"{many} a fingerprint that begins so; see findings.jsonl")
    return matching[0]


def _one(database: Database, number: int) -> Suppression:
    row = database.row("SELECT * FROM suppression WHERE id = ?", (number,))
    if row is None:
        raise UsageError(f"there is no suppression {number}; see chatscrub suppress list")
    return _suppression(row)


def _suppression(row: Row) -> Suppression:
    return Suppression(
        id=row["id"],
        fingerprint=row["fingerprint"].hex() if row["fingerprint"] else None,
        detector=row["detector"],
        employee=row["employee"],
        provider=row["provider"],
        reason=row["reason"],
        author=row["author"],
        added_at=row["added_at"],
        expires=date.fromisoformat(row["expires"]) if row["expires"] else None,
        removed_at=row["removed_at"],
        removed_by=row["removed_by"],
    )
