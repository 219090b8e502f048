"""What stands around the findings: deadlines, earlier scans, vendors, coverage and method."""

from __future__ import annotations

import msgspec

from chatscrub.escape import plain
from chatscrub.model.contract import Contract, ContractAnswer
from chatscrub.model.history import DueDate, PastScan
from chatscrub.model.run import ArchiveResult, Run
from chatscrub.pages.wording import count, cut, tool

MOST = 300


class Deadline(msgspec.Struct, frozen=True):
    """A candidate for a breach with what is due, both in words."""

    candidate: str
    title: str
    employee: str
    tool: str
    people: int
    law: str | None
    due: str | None
    overdue: bool


class Answer(msgspec.Struct, frozen=True):
    """One question to a contract; `open` where nobody has answered it, or the answer is overdue."""

    label: str
    answer: str
    meaning: str
    said: str
    review: str
    open: bool


class Card(msgspec.Struct, frozen=True):
    """A tool on one plan."""

    name: str
    plan: str
    key: str
    found: str
    policy: str
    mfa: str
    forbidden: bool
    answers: tuple[Answer, ...]
    silent: tuple[str, ...]
    open: int


class Export(msgspec.Struct, frozen=True):
    """What was read of one export."""

    path: str
    tool: str
    conversations: int
    texts: int
    days: str | None
    partial: str | None
    not_scanned: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]


class Scan(msgspec.Struct, frozen=True):
    """An earlier scan, or this one."""

    day: str
    archives: int
    findings: int | None
    fresh: int
    still: int
    gone: int
    back: int


class Unread(msgspec.Struct, frozen=True):
    """What should have been read and was not."""

    path: str
    reason: str


def deadlines(due: tuple[DueDate, ...]) -> tuple[tuple[Deadline, ...], str | None]:
    """The candidates, the nearest deadline first, and what is said below where they were cut."""
    rows = tuple(
        Deadline(
            plain(each.candidate, 20),
            plain(each.title, 120) or "(no title)",
            plain(each.employee, 80),
            tool(each.provider),
            each.people,
            each.law and plain(each.law, 40),
            each.due and plain(each.due, 20).replace("T", " ").replace("Z", " UTC"),
            each.overdue,
        )
        for each in due[:MOST]
    )
    return rows, cut(len(due), MOST, "chatscrub breach list")


def scans(past: tuple[PastScan, ...]) -> tuple[Scan, ...]:
    """Newest first."""
    return tuple(
        Scan(plain(each.at[:10], 10), each.archives, each.findings, each.fresh, each.still, each.gone, each.back)
        for each in reversed(past)
    )


def card(contract: Contract) -> Card:
    """A contract as its card."""
    answers = tuple(_answer(each) for each in contract.answers if each.origin != "nobody")
    silent = [each for each in contract.answers if each.origin == "nobody"]
    return Card(
        name=plain(contract.name, 60),
        plan=plain(contract.plan, 40) if contract.plan else "not known",
        key=plain(contract.key, 80),
        found=(
            f"{count(contract.conversations, 'conversation')}, data of at most "
            f"{count(contract.people, 'person', 'people')}, {count(contract.credentials, 'credential')}"
            if contract.conversations
            else "nothing found"
        ),
        policy={None: "no policy is recorded", True: "allowed by the policy", False: "forbidden by the policy"}[
            contract.allowed
        ],
        mfa={None: "not recorded", True: "required", False: "not required"}[contract.mfa],
        forbidden=contract.allowed is False,
        answers=answers,
        silent=tuple(plain(each.label, 80) for each in silent),
        open=len(silent) + sum(each.open for each in answers),
    )


def _answer(each: ContractAnswer) -> Answer:
    said = " ".join(filter(None, [each.by or each.origin, each.certainty and f"({each.certainty})"]))
    said = ", ".join(filter(None, [said, each.on.isoformat() if each.on else None, each.source]))
    review = each.review.isoformat() if each.review else "never asked"
    return Answer(
        label=plain(each.label, 80),
        answer=plain(each.answer + (f": {each.text}" if each.text else ""), 400),
        meaning=plain(each.meaning, 300),
        said=plain(said, 300),
        review=f"overdue since {review}" if each.overdue else review,
        open=each.overdue or each.answer == "unknown",
    )


def export(archive: ArchiveResult) -> Export:
    """An archive as a row of the coverage."""
    days = [moment.date().isoformat() for moment in (archive.first_at, archive.last_at) if moment]
    return Export(
        path=plain(archive.path, 160),
        tool=tool(archive.provider),
        conversations=archive.conversations,
        texts=archive.passages,
        days=" to ".join(dict.fromkeys(days)) or None,
        partial=archive.partial and plain(archive.partial, 300),
        not_scanned=tuple((plain(what, 80), each.count) for what, each in sorted(archive.not_scanned.items())),
        warnings=tuple(plain(each.text, 400) for each in archive.notices if each.warning),
        notes=tuple(plain(each.text, 400) for each in archive.notices if not each.warning),
    )


def unread(run: Run) -> tuple[tuple[Unread, ...], str | None]:
    """What could not be read, and what is said below where the list was cut."""
    rows = tuple(Unread(plain(each.path, 200), plain(each.reason, 400)) for each in run.skipped[:MOST])
    return rows, cut(len(run.skipped), MOST, "summary.json")
