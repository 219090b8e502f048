"""What was scanned and what stands today, also after a run that never ended or a clock that went back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from chatscrub.detection.samples import fill
from chatscrub.exposure import RankingSettings
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import Scope, add_hold
from chatscrub.ledger.legal_hold import record_status
from chatscrub.ledger.recording import Recorder, RunFacts
from chatscrub.ledger.runs import archives_of, runs
from chatscrub.ledger.status import status
from chatscrub.ledger.suppressions import add_suppression
from chatscrub.ledger.todo import claim
from chatscrub.model.run import Changes
from chatscrub.model.task import TaskState
from chatscrub.people import load_people
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import ALL_PLANS
from tests.ledgers import KEY, Ledger, ledger
from tests.running import chatscrub, chatscrub_here
from tests.vendor_exports import (
    ANNA,
    BEN,
    Chat,
    Message,
    chatgpt,
    chatgpt_files,
    chatgpt_name,
    day,
    quiet,
    slack,
    write,
)

IBAN = fill("{{iban:DE}}", "runs")
TOKEN = fill("{{github:ghp_}}", "runs")
REFUND, DEPLOY = Chat("refund", (f"Please refund to {IBAN}",)), Chat("deploy", (f"the deploy token is {TOKEN}",))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def truncated(folder: Path) -> Path:
    """An export of Ben's with a member that cannot be read."""
    path = folder / chatgpt_name(10, "c")
    write(path, {**chatgpt_files([REFUND, *quiet(3)], BEN), "conversations-001.json": b'[{"id": "x", "mapping": {'})
    return path


def interrupted(database: Database) -> None:
    """A run that was killed before its first export."""
    Recorder(database, RunFacts("0.1.0", "3 detectors, abc", "tables"), load_people(None))


def test_each_run_tells_what_its_exports_changed(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10))
    book.clock.pass_(1)
    book.scan(chatgpt(tmp_path, [DEPLOY, Chat("new", (f"pay {IBAN}",)), *quiet(5)], 20))
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(6)], 30))
    found = runs(book.database)
    assert [each.id for each in found] == [3, 2, 1]
    assert [each.changes for each in reversed(found)] == [
        Changes(fresh=2), Changes(fresh=1, still=1, gone=1), Changes(still=1, gone=1, back=1),
    ]  # fmt: skip
    assert [(each.archives, each.findings, each.skipped) for each in found] == [(1, 2, 0)] * 3
    assert runs(book.database, last=1) == found[:1]


def test_an_export_that_was_handed_in_before_is_counted_and_changes_nothing(book: Ledger, tmp_path: Path) -> None:
    export = chatgpt(tmp_path, [REFUND, *quiet(3)], 10)
    book.scan(export)
    book.scan(export)
    assert (runs(book.database)[0].archives, runs(book.database)[0].changes) == (1, Changes())
    assert archives_of(book.database, runs(book.database, last=1)) == []


def test_the_exports_of_a_run_tell_whom_they_cover_and_what_is_missing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(3)], 10), truncated(tmp_path))
    whole, broken = sorted(archives_of(book.database, runs(book.database)), key=lambda each: each.gap or "")
    assert (whole.covers, (whole.made_at or "")[:10], whole.gap) == ((ANNA["email"],), f"{day(10):%Y-%m-%d}", None)
    assert whole.changes == Changes(fresh=1)
    assert broken.covers == (BEN["email"],)
    assert "conversations-001.json" in (broken.gap or "")


def test_a_run_that_did_not_end_is_called_interrupted_with_what_it_recorded(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(3)], 10))
    book.database.write("UPDATE run SET finished = NULL, archives = 0, findings = 0")
    (found,) = runs(book.database)
    assert (found.finished, found.archives, found.findings, found.changes) == (None, 1, None, Changes(fresh=1))
    assert status(book.database).last_run == found


def test_the_status_counts_what_somebody_must_see_to(book: Ledger, tmp_path: Path) -> None:
    book.clock.now = day(50)
    book.scan(
        chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10),
        slack(tmp_path, [Message(1, f"pay {IBAN}", on=45)], 44, 46),
        ranking=RankingSettings(policy=Policy(allowed=frozenset({("slack", ALL_PLANS)}))),
    )
    claim(book.database, book.task("refund").id, by="anna")
    add_hold(book.database, matter="M1", scope=Scope("nobody@x.de"), reason="suit", contact=None, by="carol")
    add_suppression(
        book.database, fingerprint=None, detector="email.address", employee=None, provider=None, reason="signatures",
        author="carol", expires=date(2026, 10, 30),
    )  # fmt: skip
    found = status(book.database)
    assert found.tasks[TaskState.CLAIMED_DONE] == 1
    assert (found.open_credentials, found.holds, len(found.breaches), found.last_event) == (1, 1, 1, None)
    assert [each.detector for each in found.ending_suppressions] == ["email.address"]
    assert {(each.provider, each.age, each.old, each.incomplete) for each in found.exports} == {
        ("chatgpt", 40, True, False), ("slack", 3, False, False),
    }  # fmt: skip


def test_the_status_says_that_nobody_recorded_whether_there_is_a_legal_hold(book: Ledger) -> None:
    assert status(book.database).legal_hold == "unknown"
    assert "ask before anything is deleted" in (status(book.database).hold_remark or "")
    record_status(book.database, "none", by="carol")
    assert (status(book.database).legal_hold, status(book.database).hold_remark) == ("none", None)


def test_a_suppression_is_named_in_its_last_fortnight_alone(book: Ledger) -> None:
    for days in (14, 15):
        add_suppression(
            book.database, fingerprint=None, detector=f"in-{days}", employee=None, provider=None, reason="x",
            author="carol", expires=date.fromordinal(book.clock.now.toordinal() + days),
        )  # fmt: skip
    assert [each.detector for each in status(book.database).ending_suppressions] == ["in-14"]


def test_an_incomplete_newest_export_is_told_until_a_whole_one_follows(book: Ledger, tmp_path: Path) -> None:
    book.scan(truncated(tmp_path))
    (found,) = status(book.database).exports
    assert (found.employee, found.incomplete) == (BEN["email"], True)
    book.scan(write(tmp_path / chatgpt_name(20, "c"), chatgpt_files([REFUND, *quiet(3)], BEN)))
    (found,) = status(book.database).exports
    assert not found.incomplete


def test_what_a_format_never_shows_is_a_gap_and_no_failure(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(3)], 10))
    book.database.write("UPDATE archive SET gap = 'asked page by page'")
    book.database.write("UPDATE coverage SET gap = 'asked page by page'")
    (found,) = status(book.database, by_nature={"asked page by page"}).exports
    assert (found.gap, found.incomplete) == ("asked page by page", False)


def test_a_clock_that_went_back_is_told(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(3)], 10))
    assert status(book.database).last_event is None
    written = book.database.now()
    book.clock.pass_(-2)
    assert status(book.database).last_event == written


def test_an_empty_ledger_has_a_status(book: Ledger) -> None:
    found = status(book.database)
    assert (found.last_run, found.exports, found.tasks, found.breaches) == (None, (), {}, ())
    assert found.size > 0


def test_the_commands_fit_80_columns_and_their_exit_codes_tell(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "key").write_bytes(KEY)
    with ledger(state) as book:
        book.scan(truncated(tmp_path), slack(tmp_path, [Message(1, f"pay {IBAN}", on=45)], 44, 46))
        book.clock.now = datetime.fromisoformat("2999-01-01T00:00:00Z")
        interrupted(book.database)
        add_hold(book.database, matter="M1", scope=Scope("nobody@x.de"), reason="suit", contact=None, by="carol")
    table = chatscrub("runs", state=state).stdout
    assert "interrupted" in table
    assert "also the less sure and the suppressed" in table  # else more are new than were found
    for arguments, code in ((("runs",), 0), (("runs", "--archives"), 0), (("status",), 3)):
        ended, out, errors = chatscrub_here(*arguments, state=state)
        assert (ended, errors) == (code, "")
        paths = [line for line in out.splitlines() if line.endswith(".zip")]  # whole, so that they can be copied
        assert all(len(line) <= 80 for line in out.splitlines() if line not in paths)
    out = " ".join(chatscrub_here("status", state=state)[1].split())
    assert "scan again" in out
    assert "set the clock" in out
    assert "Incomplete ben@" in out
    listed = json.loads(chatscrub_here("runs", "--archives", "--last", "2", "--json", state=state)[1])
    assert [(each["finished"] is None, len(each["exports"])) for each in listed] == [(True, 0), (False, 2)]
    document = json.loads(chatscrub_here("status", "--json", state=state)[1])
    assert (document["last_run"]["finished"], document["last_event_ahead"]) == (None, "2999-01-01T00:00:00Z")


def test_the_status_and_a_scan_say_how_to_see_what_is_still_there(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "key").write_bytes(KEY)
    with ledger(state) as book:
        book.scan(chatgpt(tmp_path / "a", [REFUND, DEPLOY, *quiet(5)], 10))
        book.clock.now = day(11)
        claim(book.database, book.task("refund").id, by="anna")
    how = "chatscrub todo list --in still_present"
    assert how not in chatscrub_here("status", state=state)[1]
    later = chatgpt(tmp_path / "b", [REFUND, DEPLOY, *quiet(5)], 20)
    assert how in chatscrub("scan", str(later), "--out", "out", state=state, code=1, cwd=tmp_path).stdout
    assert how in chatscrub("status", state=state).stdout
