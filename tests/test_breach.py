"""What may be a breach is found by scans and decided by people, and no deadline is lost on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chatscrub.detection.samples import fill
from chatscrub.errors import UsageError
from chatscrub.exposure import RankingSettings
from chatscrub.ledger import audit, breaches
from chatscrub.ledger.breach_candidates import Why
from chatscrub.ledger.breaches import Breach, Decision
from chatscrub.ledger.database import stamp
from chatscrub.ledger.policy import record_policy
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import ALL_PLANS
from tests.ledgers import KEY, Ledger, few_detectors, ledger
from tests.running import chatscrub, chatscrub_here, shipped_detectors
from tests.vendor_exports import Chat, chatgpt, quiet

MAIL = "ida.holm@kunde-online.de"
TOKEN = fill("{{github:ghp_}}", "breach")
SHARE, OTHER = "6a000000-0000-4000-8000-000000000001", "6a000000-0000-4000-8000-000000000002"
LIST = Chat("list", (f"write to {MAIL} and karl.ottosen@anders-post.de",), title="Offers")
FORBIDDEN = RankingSettings(policy=Policy(allowed=frozenset({("slack", ALL_PLANS)})))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def only(book: Ledger, *, closed: bool = False) -> Breach:
    (found,) = breaches.breaches(book.database, closed=closed)
    return found


def test_customer_data_in_a_forbidden_tool_is_a_candidate(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10), ranking=FORBIDDEN)
    found = only(book)
    assert (found.why, found.people, found.provider, found.title) == ((Why.POLICY,), 2, "chatgpt", "Offers")
    assert re.fullmatch("[0-9a-f]{12}", found.id)
    assert (found.found_at, found.aware_at, found.deadlines) == (book.database.now(), None, ())


def test_where_the_tool_is_allowed_and_nothing_is_shared_there_is_none(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10))
    assert breaches.breaches(book.database) == []


def test_a_public_link_to_personal_data_is_a_candidate_and_to_a_credential_alone_is_not(
    book: Ledger, tmp_path: Path
) -> None:
    chats = [LIST, Chat("token", (f"the token is {TOKEN}",)), *quiet(3)]
    book.scan(chatgpt(tmp_path, chats, 10, links={SHARE: "list", OTHER: "token"}))
    assert (only(book).title, only(book).why) == ("Offers", (Why.PUBLIC_LINK,))


def test_the_same_export_again_and_a_newer_one_make_no_second_candidate(book: Ledger, tmp_path: Path) -> None:
    export = chatgpt(tmp_path, [LIST, *quiet(3)], 10)
    book.scan(export, ranking=FORBIDDEN)
    before = only(book)
    events = book.database.value("SELECT count(*) FROM event WHERE action = 'breach'")
    book.clock.pass_(3)
    book.scan(export, ranking=FORBIDDEN)
    book.scan(chatgpt(tmp_path, [LIST, *quiet(4)], 20), ranking=FORBIDDEN)
    assert only(book) == before
    assert book.database.value("SELECT count(*) FROM event WHERE action = 'breach'") == events == 1


def test_a_policy_that_comes_later_makes_candidates_of_exports_that_are_known(book: Ledger, tmp_path: Path) -> None:
    export = chatgpt(tmp_path, [LIST, *quiet(3)], 10)
    book.scan(export)
    book.scan(export, ranking=FORBIDDEN)
    assert only(book).why == (Why.POLICY,)


def test_reasons_and_people_are_not_undone_by_what_is_deleted_later(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10, links={SHARE: "list"}))
    book.scan(
        chatgpt(tmp_path, [Chat("list", (f"write to {MAIL}",), title="Offers"), *quiet(3)], 20), ranking=FORBIDDEN
    )
    assert (only(book).why, only(book).people) == ((Why.PUBLIC_LINK, Why.POLICY), 2)


def test_a_new_reason_opens_a_closed_candidate_again(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10), ranking=FORBIDDEN)
    breaches.close(book.database, only(book).id, decision=Decision.NO_RISK, why="encrypted", by="carol")
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 20), ranking=FORBIDDEN)
    assert breaches.breaches(book.database) == []
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 30, links={SHARE: "list"}), ranking=FORBIDDEN)
    assert only(book).decision is None
    row = book.database.row("SELECT * FROM event WHERE action = 'breach' ORDER BY id DESC")
    assert row is not None
    assert (row["before"], row["after"], row["actor"]) == ("no-risk", "open", audit.SCAN)
    assert "public link" in row["why"]


def test_72_hours_run_from_awareness_to_the_minute(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10), ranking=FORBIDDEN)
    aware = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # clocks in Europe go back in the night after
    breaches.set_aware(book.database, only(book).id[:6], at=aware, by="carol")
    book.clock.now = aware + timedelta(hours=71, minutes=59)
    (deadline,) = only(book).deadlines
    assert (deadline.law, deadline.due) == ("GDPR Art. 33", datetime(2026, 10, 27, 22, 30, tzinfo=UTC))
    assert (deadline.left, deadline.overdue) == (timedelta(minutes=1), False)
    book.clock.now = aware + timedelta(hours=72, seconds=1)
    assert only(book).deadlines[0].overdue


def test_30_days_run_for_data_of_the_californian_list_alone(book: Ledger, tmp_path: Path) -> None:
    names = [
        each for each in shipped_detectors() if each.id in ("united-states.ssn", "names.full-name", "names.role-field")
    ]
    rows = Chat("payroll", ("customer: Dana Wright\nSSN: 517-42-8836",), title="Payroll")
    aware = datetime(2026, 10, 20, 12, tzinfo=UTC)

    book.scan(chatgpt(tmp_path, [rows, LIST, *quiet(3)], 10), ranking=FORBIDDEN, detectors=(*few_detectors(), *names))
    for each in breaches.breaches(book.database):
        breaches.set_aware(book.database, each.id, at=aware, by="carol")
    found = {each.title: [deadline.law for deadline in each.deadlines] for each in breaches.breaches(book.database)}
    assert found == {"Offers": ["GDPR Art. 33"], "Payroll": ["GDPR Art. 33", "Cal. 1798.82"]}
    (payroll,) = (each for each in breaches.breaches(book.database) if each.title == "Payroll")
    assert payroll.deadlines[1].due == aware + timedelta(days=30)


def test_an_awareness_time_ahead_is_refused_and_one_that_is_set_is_not_overwritten_silently(
    book: Ledger, tmp_path: Path
) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10), ranking=FORBIDDEN)
    id_, now = only(book).id, book.clock.now
    with pytest.raises(UsageError, match="lies ahead"):
        breaches.set_aware(book.database, id_, at=now + timedelta(minutes=1), by="carol")
    breaches.set_aware(book.database, id_, at=now - timedelta(hours=5), by="carol")
    breaches.set_aware(book.database, id_, at=now - timedelta(hours=5), by="dave")
    assert only(book).aware_by == "carol"
    with pytest.raises(UsageError, match="set by carol; to correct it"):
        breaches.set_aware(book.database, id_, at=now, by="dave")
    breaches.set_aware(book.database, id_, at=now, by="dave", why="the first mail was about something else")
    events = book.database.rows("SELECT before, after, actor, why FROM event WHERE action = 'breach' ORDER BY id")
    assert [tuple(each) for each in events[1:]] == [
        (None, f"aware {stamp(now - timedelta(hours=5))}", "carol", None),
        (f"aware {stamp(now - timedelta(hours=5))}", f"aware {stamp(now)}", "dave", "the first mail was about something else"),
    ]  # fmt: skip
    assert audit.verify(book.database).fault is None


def test_a_decision_stops_the_clock_and_can_be_taken_back(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10), ranking=FORBIDDEN)
    id_ = only(book).id
    breaches.set_aware(book.database, id_, at=book.clock.now - timedelta(days=9), by="carol")
    closed = breaches.close(book.database, id_, decision=Decision.NOTIFIED, why="told on time", by="carol")
    assert (closed.deadlines, closed.decision, closed.decided_by) == ((), Decision.NOTIFIED, "carol")
    assert (breaches.breaches(book.database), only(book, closed=True)) == ([], closed)
    with pytest.raises(UsageError, match="closed as notified by carol"):
        breaches.close(book.database, id_, decision=Decision.NO_RISK, why="no", by="dave")
    opened = breaches.reopen(book.database, id_, why="the answer asks for more", by="carol")
    assert opened.deadlines[0].overdue
    with pytest.raises(UsageError, match="is open"):
        breaches.reopen(book.database, id_, why="again", by="carol")


@pytest.mark.parametrize("id_", ["", "ff", "zzzz", "%", "ffffffffffff"])
def test_an_id_that_names_no_candidate_is_said(book: Ledger, id_: str) -> None:
    with pytest.raises(UsageError, match="see chatscrub breach list"):
        breaches.close(book.database, id_, decision=Decision.NO_RISK, why="x", by="carol")


def test_the_list_says_whether_a_policy_was_there_to_judge_by(tmp_path: Path) -> None:
    export = str(chatgpt(tmp_path, [LIST, *quiet(3)], 10))
    state = tmp_path / "state"
    config = tmp_path / "chatscrub.toml"
    config.write_text('[policy]\nallowed = ["chatgpt"]\n')

    def told(*options: str) -> tuple[str, object]:
        chatscrub_here("scan", export, "--quiet", "--out", str(tmp_path / "out"), *options, state=state)
        listed = " ".join(chatscrub("breach", "list", state=state).stdout.split())
        return listed, json.loads(chatscrub("breach", "list", "--json", state=state).stdout)

    listed, values = told()
    assert listed.startswith("No candidate for a breach is open. No policy is recorded")
    assert values == []
    assert told("--config", str(config)) == ("No candidate for a breach is open.", [])
    assert told() == ("No candidate for a breach is open.", [])
    config.write_text("")
    assert "No policy is recorded" in told("--config", str(config))[0]


def test_the_help_shows_a_whole_sentence_for_each_command(tmp_path: Path) -> None:
    told = chatscrub("breach", "--help", state=tmp_path).stdout
    assert all(line.endswith(".") for line in told.partition("Commands:")[2].split("\n") if line.strip())


def test_the_list_says_what_to_do_and_its_exit_code_tells_of_an_overdue_deadline(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "key").write_bytes(KEY)
    with ledger(state) as book:
        book.scan(chatgpt(tmp_path, [LIST, *quiet(3)], 10), ranking=FORBIDDEN)
        record_policy(book.database, recorded=True)
        id_ = only(book).id
    listed = chatscrub("breach", "list", state=state).stdout
    assert f"chatscrub breach aware {id_} --at" in listed
    assert all(len(line) <= 80 for line in listed.splitlines())

    def command(*arguments: str) -> tuple[int, str]:
        code, out, errors = chatscrub_here("breach", *arguments, state=state)
        return code, " ".join((out + errors).split())

    now = datetime.now(UTC)
    recent, old = (f"{now - timedelta(hours=each):%Y-%m-%dT%H:%M:%SZ}" for each in (1, 96))
    code, told = command("aware", id_, "--at", "2020-01-01T08:00:00Z", "--by", "carol")
    assert (code, "before its first message with a finding, of 2026-09" in told) == (0, True)
    code, told = command("aware", id_, "--at", recent, "--why", "a slip", "--by", "carol")
    assert "first message" not in told
    assert (code, "2 d 22 h left" in told, "UTC" in told) == (0, True, True)
    assert command("list")[0] == 0
    assert command("aware", id_, "--at", old)[0] == 2
    assert command("aware", id_, "--at", old, "--why", "mail of Monday", "--by", "carol")[0] == 0
    code, told = command("list")
    assert (code, "overdue by 1 d 0 h" in told) == (1, True)
    code, told = command("list", "--json")
    (found,) = json.loads(told)
    assert (code, found["id"], found["deadlines"][0]["overdue"], found["why"]) == (1, id_, True, ["policy"])
    assert command("close", id_, "--decision", "no-risk", "--why", "encrypted")[0] == 0
    assert command("list") == (0, "No candidate for a breach is open.")
    assert "reasonable degree of certainty" in command("aware", "--help")[1]
