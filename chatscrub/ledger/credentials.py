"""Every credential that was ever found, as one row: how far it spread, and whether it was made worthless since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from chatscrub.errors import UsageError
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row
from chatscrub.ledger.standing import Standings
from chatscrub.ledger.suppressions import Suppression, suppressions, whole_fingerprint
from chatscrub.ledger.todo import claim
from chatscrub.model.detector import Confidence, Kind, Severity
from chatscrub.model.identity import CREDENTIAL
from chatscrub.model.task import TaskState

# Reads all findings in their order, which takes less than a second a million: an index would cost every scan more.
_FOUND = """
    SELECT finding.fingerprint, claim.detector, claim.entity, conversation.employee, conversation.provider,
        conversation.account, finding.holder, finding.last_archive, max(finding.severity) AS severity,
        max(finding.confidence) AS confidence, min(finding.match) AS match, min(finding.sent_at) AS first_at,
        max(finding.sent_at) AS last_at, count(*) FILTER (WHERE finding.sent_at > rotation.rotated_at) AS again,
        rotation.rotated_at, rotation.said_by
    FROM finding CROSS JOIN claim ON claim.id = finding.claim
    JOIN conversation ON conversation.id = finding.conversation
    LEFT JOIN rotation ON rotation.fingerprint = finding.fingerprint
    WHERE claim.kind = ?
    GROUP BY finding.fingerprint, claim.id, finding.conversation, finding.holder, finding.last_archive
    ORDER BY finding.fingerprint
"""


class Credential(msgspec.Struct, frozen=True):
    """One credential. Times are UTC, ISO 8601, and those of the texts it stands in; None where none has a date.

    `exports` counts the accounts and workspaces whose newest export still shows it. `again` counts the texts that are
    later than the rotation, the last of them at `again_at`. `suppressed` says that each of its findings is a false
    alarm by decision.
    """

    fingerprint: str
    entity: str
    match: str
    severity: Severity
    confidence: Confidence
    first_at: str | None
    last_at: str | None
    employees: tuple[str, ...]
    accounts: int
    tools: tuple[str, ...]
    exports: int
    rotated_at: str | None
    rotated_by: str | None
    again: int
    again_at: str | None
    suppressed: bool

    @property
    def open(self) -> bool:
        """Whether somebody must still act on it: it counts, and was not replaced, or was pasted again since."""
        return self.confidence >= Confidence.MEDIUM and not self.suppressed and (not self.rotated_at or self.again > 0)


def credentials(database: Database, *, employee: str | None = None) -> list[Credential]:
    """All credentials, or those that one employee pasted (case ignored); worst first, then the latest pasted."""
    standings, decided = Standings(database), suppressions(database)
    groups: dict[bytes, list[Row]] = {}
    for row in database.each(_FOUND, (Kind.CREDENTIAL.value,)):
        groups.setdefault(row["fingerprint"], []).append(row)
    found = [_credential(rows, standings, decided) for rows in groups.values()]
    if employee is not None:
        wanted = employee.casefold()
        found = [each for each in found if any(one.casefold() == wanted for one in each.employees)]
    found.sort(key=lambda each: each.fingerprint)
    found.sort(key=lambda each: (each.open, each.severity, each.last_at or ""), reverse=True)
    return found


def rotated(database: Database, fingerprint: str, *, on: date, by: str, why: str | None = None) -> Credential:
    """Notes that a credential was made worthless on a day, as `chatscrub todo done` on its tasks does.

    Raises:
        UsageError: no credential's fingerprint begins so, or more than one does; or the day lies ahead.
    """
    whole = whole_fingerprint(database, fingerprint)
    digest = bytes.fromhex(whole)
    if not database.value(
        "SELECT count(*) FROM finding JOIN claim ON claim.id = finding.claim WHERE fingerprint = ? AND kind = ?",
        (digest, Kind.CREDENTIAL.value),
    ):
        raise UsageError(f"{whole[:12]} is personal data, which cannot be rotated; see chatscrub credentials")
    with database.transaction():
        before = database.value("SELECT rotated_at FROM rotation WHERE fingerprint = ?", (digest,))
        task = database.value(
            "SELECT id FROM task WHERE kind = ? AND identity = ? AND state <> ? ORDER BY id",
            (CREDENTIAL, whole, TaskState.WAIVED.value),
        )
        if task is not None:
            claim(database, task, by=by, why=why, on=on)
        else:  # nobody was asked to: it was not sure enough, or may stay
            database.write(
                "INSERT OR REPLACE INTO rotation VALUES (?, ?, ?, ?)",
                (digest, _moment(database, on), by, database.now()),
            )
        after = database.value("SELECT rotated_at FROM rotation WHERE fingerprint = ?", (digest,))
        audit.note(database, "rotation", f"credential {whole[:16]}", actor=by, before=before, after=after, why=why)
    return next(each for each in credentials(database) if each.fingerprint == whole)


def _moment(database: Database, day: date) -> str:
    """The end of a day that is over, as for tasks: what was pasted on it may be older than the rotation."""
    today = database.clock().date()
    if day > today:
        raise UsageError(f"{day.isoformat()} lies ahead; give the day on which it was done")
    return f"{day.isoformat()}T23:59:59Z" if day < today else database.now()


def _credential(rows: list[Row], standings: Standings, decided: list[Suppression]) -> Credential:
    surest = max(rows, key=lambda row: (row["severity"], row["confidence"], row["entity"]))
    fingerprint = surest["fingerprint"].hex()
    again = [row for row in rows if row["again"]]
    return Credential(
        fingerprint=fingerprint,
        entity=surest["entity"],
        match=surest["match"],
        severity=Severity(surest["severity"]),
        confidence=Confidence(max(row["confidence"] for row in rows)),
        first_at=min(_told(row["first_at"] for row in rows), default=None),
        last_at=max(_told(row["last_at"] for row in rows), default=None),
        employees=tuple(sorted({row["employee"] for row in rows})),
        accounts=len({row["account"] for row in rows}),
        tools=tuple(sorted({row["provider"] for row in rows})),
        exports=len({row["holder"] for row in rows if standings.is_there(row["holder"], row["last_archive"])}),
        rotated_at=surest["rotated_at"],
        rotated_by=surest["said_by"],
        again=sum(row["again"] for row in again),
        again_at=max((row["last_at"] for row in again), default=None),
        suppressed=all(
            any(each.covers(fingerprint, row["detector"], row["employee"], row["provider"]) for each in decided)
            for row in rows
        ),
    )


def _told(moments: Iterable[str | None]) -> Iterable[str]:
    return (each for each in moments if each is not None)
