"""Conversations that may be a personal-data breach, when somebody became aware of each, and what was decided.

A candidate comes from a scan; whether it is a breach is decided by people. The periods run from awareness: 72 hours for
the notice to the authority (GDPR Art. 33(1)), and 30 calendar days for the notice to people in California (Cal. Civ. Code
1798.82 as amended by SB 446, in force since 2026-01-01), which runs from discovery.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec
import orjson

from chatscrub.errors import UsageError
from chatscrub.ledger.breach_candidates import Why, note, undecide
from chatscrub.ledger.database import Database, Row, stamp

SHORTEST = 4  # digits of an id that are taken for the whole
_PERIODS = (("GDPR Art. 33", timedelta(hours=72), None), ("Cal. 1798.82", timedelta(days=30), Why.CALIFORNIA))
_ROWS = """
    SELECT breach.*, conversation.employee, conversation.provider, conversation.title, conversation.url,
        conversation.band, conversation.score
    FROM breach JOIN conversation ON conversation.id = breach.conversation
"""


class Decision(StrEnum):
    """How a candidate is closed."""

    NOTIFIED = "notified"  # the authority, or the people, were told
    NO_RISK = "no-risk"  # a breach that is unlikely to result in a risk: documented, GDPR Art. 33(5)
    NOT_A_BREACH = "not-a-breach"


class Deadline(msgspec.Struct, frozen=True):
    """The end of one period. `left` is negative once it is over."""

    law: str
    due: datetime
    left: timedelta

    @property
    def overdue(self) -> bool:
        """Whether the period is over."""
        return self.left < timedelta(0)


class Breach(msgspec.Struct, frozen=True):
    """One candidate. Times are UTC, ISO 8601. `deadlines` are empty while nobody is said to be aware, and when closed."""

    id: str
    employee: str
    provider: str
    title: str
    url: str | None
    people: int
    band: str
    score: int
    why: tuple[Why, ...]
    found_at: str
    aware_at: str | None
    aware_by: str | None
    decision: Decision | None
    decided_at: str | None
    decided_by: str | None
    decided_why: str | None
    deadlines: tuple[Deadline, ...]


def breaches(database: Database, *, closed: bool = False) -> list[Breach]:
    """The open candidates, with `closed` all: first those with the nearest deadline, then the most people."""
    rows = database.rows(f"{_ROWS} WHERE breach.decision IS NULL OR ? ORDER BY breach.id", (closed,))
    found = [_breach(row, database.clock()) for row in rows]
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(
        found,
        key=lambda each: (
            each.decision is not None,
            min((deadline.due for deadline in each.deadlines), default=far),
            -each.people,
            -each.score,
        ),
    )


def set_aware(database: Database, id_: str, *, at: datetime, by: str, why: str | None = None) -> Breach:
    """Notes when the company became aware of a candidate. The same time again changes nothing.

    Raises:
        UsageError: there is no such candidate, the time lies ahead, or another one is known and no reason is given.
    """
    if at > database.clock():
        raise UsageError(f"--at {stamp(at)} lies ahead; give the time at which somebody became aware of it")
    with database.transaction():
        row = _row(database, id_)
        before, after = row["aware_at"], stamp(at)
        if before is not None and before != after and not why:
            raise UsageError(
                f"{row['id']} has the awareness time {before}, set by {row['aware_by']}; to correct it, say why with --why"
            )
        if before != after:
            database.write("UPDATE breach SET aware_at = ?, aware_by = ? WHERE id = ?", (after, by, row["id"]))
            told = before and f"aware {before}"
            note(database, row["id"], by, told, f"aware {after}", why)
    return breach_with(database, row["id"])


def first_sent(database: Database, id_: str) -> datetime | None:
    """When the first message of a candidate was sent in which something was found; None where none has a date.

    Raises UsageError where there is no such candidate.
    """
    conversation = _row(database, id_)["conversation"]
    sent = database.value("SELECT min(sent_at) FROM finding WHERE conversation = ?", (conversation,))
    return None if sent is None else datetime.fromisoformat(sent)


def close(database: Database, id_: str, *, decision: Decision, why: str, by: str) -> Breach:
    """Decides about a candidate. Raises UsageError where there is none, or it is closed already."""
    with database.transaction():
        row = _row(database, id_)
        if row["decision"] is not None:
            raise UsageError(
                f"{row['id']} was closed as {row['decision']} by {row['decided_by']} at {row['decided_at']}; "
                "reopen it to decide anew"
            )
        database.write(
            "UPDATE breach SET decision = ?, decided_at = ?, decided_by = ?, decided_why = ? WHERE id = ?",
            (decision.value, database.now(), by, why, row["id"]),
        )
        note(database, row["id"], by, "open", decision.value, why)
    return breach_with(database, row["id"])


def reopen(database: Database, id_: str, *, why: str, by: str) -> Breach:
    """Takes a decision back; the awareness time stays. Raises UsageError where none was made."""
    with database.transaction():
        row = _row(database, id_)
        if row["decision"] is None:
            raise UsageError(f"{row['id']} is open; see chatscrub breach list")
        undecide(database, row, by, why)
    return breach_with(database, row["id"])


def breach_with(database: Database, id_: str) -> Breach:
    """The candidate whose id begins so. Raises UsageError where that is none, or more than one."""
    whole = _row(database, id_)["id"]
    return next(_breach(row, database.clock()) for row in database.rows(f"{_ROWS} WHERE breach.id = ?", (whole,)))


def _breach(row: Row, now: datetime) -> Breach:
    why = tuple(Why(each) for each in orjson.loads(row["why"]))
    deadlines: tuple[Deadline, ...] = ()
    if row["aware_at"] is not None and row["decision"] is None:
        aware = datetime.fromisoformat(row["aware_at"])
        deadlines = tuple(
            Deadline(law, aware + period, aware + period - now)
            for law, period, flag in _PERIODS
            if flag is None or flag in why
        )
    return Breach(
        id=row["id"],
        employee=row["employee"],
        provider=row["provider"],
        title=row["title"],
        url=row["url"],
        people=row["people"],
        band=row["band"],
        score=row["score"],
        why=why,
        found_at=row["found_at"],
        aware_at=row["aware_at"],
        aware_by=row["aware_by"],
        decision=None if row["decision"] is None else Decision(row["decision"]),
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
        decided_why=row["decided_why"],
        deadlines=deadlines,
    )


def _row(database: Database, id_: str) -> Row:
    start = id_.strip().lower()
    found = database.rows("SELECT * FROM breach WHERE id = ?", (start,))
    if not found and len(start) >= SHORTEST and start.isalnum():
        found = database.rows("SELECT * FROM breach WHERE id >= ? AND id < ? LIMIT 2", (start, start + "g"))
    if len(found) != 1:
        many = "more than one candidate has an id that begins" if found else "there is no candidate whose id begins"
        raise UsageError(f"{many} so; see chatscrub breach list --all")
    return found[0]
