"""What the ledger knows beyond one run: earlier scans, how the work went, and what is due."""

from __future__ import annotations

import msgspec


class PastScan(msgspec.Struct, frozen=True):
    """One scan. `at` is when it began, UTC, ISO 8601; `findings` is None where it was interrupted.

    The other figures compare its exports with those before them.
    """

    at: str
    archives: int
    findings: int | None
    fresh: int = 0
    still: int = 0
    gone: int = 0
    back: int = 0


class WorkDay(msgspec.Struct, frozen=True):
    """Numbers of tasks at the end of a day (UTC, ISO 8601) on which some changed.

    `claimed` waits for an export, or no export can prove it; `aside` may stay by a decision that was recorded.
    """

    day: str
    open: int = 0
    claimed: int = 0
    proven: int = 0
    aside: int = 0


class DueDate(msgspec.Struct, frozen=True):
    """An open candidate for a breach, with one period that runs. `law` and `due` are None while nobody is said to be aware.

    `title` is masked. `due` is UTC, ISO 8601.
    """

    candidate: str
    employee: str
    provider: str
    title: str
    people: int
    law: str | None = None
    due: str | None = None
    overdue: bool = False


class History(msgspec.Struct, frozen=True):
    """Scans and days are oldest first, the nearest due dates come first.

    `rotated` are fingerprints and days of credentials that somebody made worthless and that were not pasted since.
    """

    scans: tuple[PastScan, ...] = ()
    days: tuple[WorkDay, ...] = ()
    due: tuple[DueDate, ...] = ()
    rotated: tuple[tuple[str, str], ...] = ()
