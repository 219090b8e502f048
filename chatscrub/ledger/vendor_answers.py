"""The operator's answers to the contract questions, and the tools and plans that the exports have shown."""

from __future__ import annotations

from collections import Counter
from datetime import date

from chatscrub.errors import UsageError
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row
from chatscrub.vendors import vendor
from chatscrub.vendors.questions import Question
from chatscrub.vendors.register import ALL_PLANS, OperatorAnswer, Register, a_year_after, plan_name

_ACTION = "vendor"
_IN_USE = """
    SELECT account.provider, coalesce(conversation.plan, account.plan) AS plan, count(conversation.id) AS found
    FROM account LEFT JOIN conversation ON conversation.account = account.id GROUP BY 1, 2
"""
_PLANS_OF_VALUE = """
    SELECT DISTINCT conversation.provider, coalesce(conversation.plan, account.plan) AS plan
    FROM finding JOIN conversation ON conversation.id = finding.conversation
    JOIN account ON account.id = conversation.account WHERE finding.fingerprint = ?
"""
_WHERE = "WHERE provider = ? AND plan = ? AND question = ?"


def register(database: Database) -> Register:
    """All answers of the operator."""
    rows = database.rows("SELECT * FROM vendor_answer ORDER BY provider, plan, question")
    return Register(tuple(_answer(row) for row in rows))


def plans_in_use(database: Database) -> dict[tuple[str, str | None], int]:
    """Every tool and plan that an export has shown, with the number of conversations in which something was found.

    The plan is None for accounts whose exports do not tell it.
    """
    counts: Counter[tuple[str, str | None]] = Counter()
    for row in database.rows(_IN_USE):
        counts[_plan(row)] += row["found"]
    return {key: counts[key] for key in sorted(counts, key=_by_name)}


def plans_of(database: Database, fingerprint: str) -> list[tuple[str, str | None]]:
    """The tools and plans in whose conversations a value was found; `fingerprint` is hexadecimal, else there are none."""
    try:
        value = bytes.fromhex(fingerprint)
    except ValueError:  # an edited findings.jsonl
        return []
    rows = database.rows(_PLANS_OF_VALUE, (value,))
    return sorted({_plan(row) for row in rows}, key=_by_name)


def set_answer(database: Database, given: OperatorAnswer) -> None:
    """Keeps an answer in place of an earlier one.

    Raises:
        UsageError: the day of the answer lies ahead, or the review is to be before it or more than a year after it.
    """
    if given.on > database.clock().date():
        raise UsageError(f"{given.on.isoformat()} lies ahead; give the day on which it was answered")
    if not given.on <= given.review <= a_year_after(given.on):
        raise UsageError(f"the review on {given.review.isoformat()} is not within a year after the answer")
    with database.transaction():
        before = _known(database, given.provider, given.plan, given.question)
        database.write(
            "INSERT OR REPLACE INTO vendor_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                given.provider,
                given.plan,
                given.question.value,
                given.answer,
                given.text,
                given.source,
                given.on.isoformat(),
                given.review.isoformat(),
                given.by,
                database.now(),
            ),
        )
        audit.note(
            database,
            _ACTION,
            _object(given.provider, given.plan, given.question),
            actor=given.by,
            before=_told(before) if before else None,
            after=_told(given),
            why=given.text,
        )


def forget_answer(database: Database, provider: str, plan: str, question: Question, *, by: str) -> None:
    """Takes an answer back; what is shipped counts again. Raises UsageError where there is none."""
    with database.transaction():
        before = _known(database, provider, plan, question)
        if before is None:
            raise UsageError(f"{provider}{plan and ':' + plan}: no answer of yours to {question.value}")
        database.write(f"DELETE FROM vendor_answer {_WHERE}", (provider, plan, question.value))  # noqa: S608  # a constant
        audit.note(database, _ACTION, _object(provider, plan, question), actor=by, before=_told(before))


def _known(database: Database, provider: str, plan: str, question: Question) -> OperatorAnswer | None:
    row = database.row(f"SELECT * FROM vendor_answer {_WHERE}", (provider, plan, question.value))  # noqa: S608  # a constant
    return None if row is None else _answer(row)


def _answer(row: Row) -> OperatorAnswer:
    return OperatorAnswer(
        provider=row["provider"],
        plan=row["plan"],
        question=Question(row["question"]),
        answer=row["answer"],
        text=row["text"],
        source=row["source"],
        on=date.fromisoformat(row["answered_on"]),
        review=date.fromisoformat(row["review_on"]),
        by=row["said_by"],
    )


def _plan(row: Row) -> tuple[str, str | None]:
    return row["provider"], plan_name(vendor(row["provider"]), row["plan"])


def _by_name(key: tuple[str, str | None]) -> tuple[str, str]:
    return key[0], key[1] or ""


def _object(provider: str, plan: str, question: Question) -> str:
    return f"{provider}{':' + plan if plan != ALL_PLANS else ''} {question.value}"


def _told(given: OperatorAnswer) -> str:
    return f"{given.answer}, answered {given.on.isoformat()}, review {given.review.isoformat()}" + (
        f", source {given.source}" if given.source else ""
    )
