"""What a report tells of the time before its run is what the ledger holds, also where old steps were purged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chatscrub.detection.samples import fill
from chatscrub.exposure import RankingSettings
from chatscrub.ledger import breaches
from chatscrub.ledger.audit import forget_before
from chatscrub.ledger.history import history
from chatscrub.ledger.todo import claim
from chatscrub.model.history import History, WorkDay
from chatscrub.model.run import Run
from chatscrub.vendors.policy import Policy
from tests.ledgers import Ledger, ledger
from tests.vendor_exports import Chat, chatgpt, quiet

IBAN = fill("{{iban:DE}}", "history")
TOKEN = fill("{{github:ghp_}}", "history")
REFUND, DEPLOY = Chat("refund", (f"Please refund to {IBAN}",)), Chat("deploy", (f"the deploy token is {TOKEN}",))
FORBIDDEN = RankingSettings(policy=Policy(allowed=frozenset()))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def told(book: Ledger, run: Run) -> History:
    return history(book.database, run, book.database.value("SELECT max(id) FROM run"))


def test_the_work_is_told_day_by_day_also_when_its_first_steps_were_purged(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(40)], 10))
    rotation = next(task for task in book.tasks() if task.action.value == "rotate")
    book.clock.pass_(1)
    claim(book.database, rotation.id, by="anna")
    book.clock.pass_(18)
    run = book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(40)], 75))
    days = told(book, run).days
    assert days == (
        WorkDay("2026-11-01", open=3),
        WorkDay("2026-11-02", open=2, claimed=1),
        WorkDay("2026-11-20", open=1, claimed=1, proven=1),
    )
    assert told(book, run).rotated == ((rotation.object_id, "2026-11-02"),)
    forget_before(book.database, "2026-11-10")
    assert told(book, run).days == days[2:]


def test_scans_are_told_oldest_first_with_the_figures_of_the_one_that_is_being_reported(
    book: Ledger, tmp_path: Path
) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(40)], 10))
    book.clock.pass_(19)
    run = book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(40)], 75))
    assert run.history is not None
    first, second = run.history.scans
    assert (first.at[:10], first.archives, first.findings, first.fresh) == ("2026-11-01", 1, 2, 2)
    assert (second.at[:10], second.findings, second.still, second.gone) == ("2026-11-20", 1, 1, 1)
    assert told(book, run).scans == run.history.scans
    assert told(book, Run("1", "1", "1")).scans[1].findings == 0


def test_what_may_be_a_breach_is_told_with_and_without_an_awareness_time(book: Ledger, tmp_path: Path) -> None:
    run = book.scan(chatgpt(tmp_path, [REFUND, *quiet(3)], 10), ranking=FORBIDDEN)
    assert run.history is not None
    (unset,) = run.history.due
    assert (unset.title, unset.law, unset.due, unset.overdue) == ("Notes", None, None, False)
    breaches.set_aware(book.database, unset.candidate, at=datetime(2026, 11, 1, 10, tzinfo=UTC), by="carol")
    book.clock.pass_(4)
    (late,) = told(book, run).due
    assert (late.law, late.due, late.overdue) == ("GDPR Art. 33", "2026-11-04T10:00:00Z", True)
