"""False alarms are counted, and neither scored nor listed, as long as the decision holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chatscrub.cli.main import app
from chatscrub.errors import UsageError
from chatscrub.ledger.database import Database
from chatscrub.ledger.suppressions import (
    add_suppression,
    covered,
    remove_suppression,
    suppressions,
    whole_fingerprint,
)
from chatscrub.ledger.todo import current_tasks
from chatscrub.lists import rewrite_lists
from chatscrub.model.task import TaskState
from tests.running import chatscrub
from tests.state_folders import CARD, TOKEN, chat, copied, export, listed, opened, scanned_into, states

MIA, NOAH = "mia@brightwater.test", "noah@brightwater.test"
KEYS = "stripe.live-key"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mia shared a chat with a key; Noah pasted the same key, and customer data in another chat."""
    folder = tmp_path_factory.mktemp("suppressions")
    export(folder / "in" / "mia.zip", [chat("keys", f"my key {TOKEN}", shared=True), chat("plain")])
    noah = [chat("again", f"her key {TOKEN}"), chat("cust", CARD)]
    export(folder / "in" / "noah.zip", noah, email=NOAH, user="user-noah")
    scanned_into(folder / "state", folder / "in", out=folder / "out")
    return folder


@pytest.fixture
def home(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path / "home")


def decide(ledger: Database, **fields: object) -> int:
    values = {"fingerprint": None, "detector": None, "employee": None, "provider": None, "expires": None, **fields}
    return add_suppression(ledger, reason="a test account", author="it", **values).id  # type: ignore[arg-type]  # fields by name


def false_alarms(home: Path, now: str = "2026-11-28T12:00:00+00:00") -> set[tuple[str, str]]:
    return {
        (action, title) for action, title, state, _ in states(home / "state", now).values() if state == "false_alarm"
    }


def test_all_tasks_of_a_suppressed_value_are_false_alarms_until_the_decision_ends(home: Path) -> None:
    with opened(home / "state") as ledger:
        stood = states(home / "state")
        decide(ledger, detector=KEYS, expires=date(2026, 12, 24))
    alarms = false_alarms(home)
    assert {action for action, _ in alarms} == {"rotate", "unshare", "delete"}
    assert {title for action, title in alarms if action != "rotate"} == {"Chat keys", "Chat again"}
    assert false_alarms(home, "2026-12-24T23:00:00+00:00") == alarms
    assert not false_alarms(home, "2026-12-25T00:00:00+00:00")
    assert states(home / "state", "2026-12-25T00:00:00+00:00") == stood


def test_removing_the_decision_brings_the_tasks_back(home: Path) -> None:
    stood = states(home / "state")
    with opened(home / "state") as ledger:
        number = decide(ledger, detector=KEYS)
        rewrite_lists(ledger)
        assert "Stripe" not in listed(home / "out")
        remove_suppression(ledger, number, by="it", why="it was real")
        rewrite_lists(ledger)
        assert not suppressions(ledger)
        with pytest.raises(UsageError, match="no suppression"):
            remove_suppression(ledger, number, by="it")
    assert "Stripe" in listed(home / "out")
    assert states(home / "state") == stood


def test_a_decision_about_one_employee_leaves_the_same_value_of_another_one_alone(home: Path) -> None:
    with opened(home / "state") as ledger:
        decide(ledger, detector=KEYS, employee=MIA.upper())
        alarms = {(each.employee, each.action.value) for each in current_tasks(ledger) if each.state == "false_alarm"}
        assert {employee for employee, _ in alarms} == {MIA}
        assert ("rotate") in {action for _, action in alarms}


def test_an_object_with_anything_else_in_it_stays_on_the_list(home: Path) -> None:
    with opened(home / "state") as ledger:
        decide(ledger, detector="email.address")
        assert not [each for each in current_tasks(ledger) if each.state is TaskState.FALSE_ALARM]


def test_a_scan_counts_what_is_suppressed_and_neither_lists_nor_scores_it(home: Path) -> None:
    with opened(home / "state") as ledger:
        decide(ledger, detector=KEYS)
    arguments = ("scan", str(home / "in"), "--out", "again", "--format", "md,json,jsonl")
    done = chatscrub(*arguments, state=home / "state", code=1, cwd=home)
    assert "2 more suppressed as false alarms" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    summary = json.loads((home / "again" / "summary.json").read_bytes())
    assert summary["suppressed"] == 2
    assert [each["title"] for each in summary["conversations"] if each["exposure"]] == ["Chat cust"]
    assert "STRIPE" not in (home / "again" / "findings.jsonl").read_text(encoding="utf-8")
    assert "2 findings are suppressed" in (home / "again" / "report.md").read_text(encoding="utf-8")
    assert {action for action, _ in false_alarms(home)} == {"rotate", "unshare", "delete"}


def test_a_scan_without_decisions_speaks_of_none(home: Path) -> None:
    run = scanned_into(home / "state", home / "in", out=home / "again")
    assert run.suppressed == 0
    assert "suppressed" not in (home / "again" / "report.md").read_text(encoding="utf-8")


def test_suppressed_findings_stay_countable(home: Path) -> None:
    with opened(home / "state") as ledger:
        decide(ledger, detector=KEYS)
    scanned_into(home / "state", home / "in")
    with opened(home / "state") as ledger:
        decide(ledger, detector=KEYS, employee=NOAH)
        fingerprint = ledger.value("SELECT lower(hex(fingerprint)) FROM finding JOIN claim ON claim.id = claim"
                                   " WHERE detector = ?", (KEYS,))  # fmt: skip
        decide(ledger, fingerprint=fingerprint[:8], provider="chatgpt")
        decide(ledger, detector=KEYS, provider="slack")
        counts = [
            (each.findings, each.conversations) for each in (covered(ledger, one) for one in suppressions(ledger))
        ]
    assert counts == [(2, 2), (1, 1), (2, 2), (0, 0)]


def test_the_list_fits_a_terminal_and_marks_what_has_ended(home: Path) -> None:
    arguments = ("suppress", "add", "--detector", KEYS, "--reason", "the shop's own test account, see ticket 4711")
    chatscrub(*arguments, "--expires", "2099-12-24", "--by", "it", state=home / "state")
    with opened(home / "state") as ledger:
        decide(ledger, detector=KEYS, expires=date(2026, 1, 1))
        remove_suppression(ledger, decide(ledger, detector=KEYS), by="it")
    shown = chatscrub("suppress", "list", "--all", state=home / "state").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "expired 2026-01-01" in shown
    assert "removed 2026-11-28" in shown
    assert "2099-12-24" in shown
    assert "expired" not in chatscrub("suppress", "list", state=home / "state").stdout
    values = json.loads(chatscrub("suppress", "list", "--all", "--json", state=home / "state").stdout)
    assert [each["in_force"] for each in values] == [True, False, False]
    assert {each["findings"] for each in values} == {2}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--detector", "stripe.live-kez"), f"did you mean {KEYS}"),
        (("--detector", "zzzzzz"), "detectors list"),
        (("abc",), "first 6 hexadecimal digits"),
        (("abcdef",), "no recorded value"),
        ((), "either a fingerprint or --detector"),
        (("abcdef", "--detector", KEYS), "either a fingerprint or --detector"),
        (("--detector", KEYS, "--expires", "2020-01-01"), "is over"),
        (("--detector", KEYS, "--tool", "teams"), "--tool teams"),
    ],
)
def test_a_decision_about_nothing_is_refused(arguments: tuple[str, ...], says: str, home: Path) -> None:
    done = CliRunner().invoke(app, ["suppress", "add", "--reason", "r", "--state", str(home / "state"), *arguments])
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)


def test_a_detector_of_the_operators_own_can_be_suppressed_once_it_found_something(home: Path) -> None:
    with opened(home / "state") as ledger:
        ledger.write("UPDATE claim SET detector = 'loft.ring' WHERE detector = ?", (KEYS,))
    done = CliRunner().invoke(
        app, ["suppress", "add", "--detector", "loft.ring", "--reason", "r", "--state", str(home / "state")]
    )
    assert done.exit_code == 0


def test_a_fingerprint_shared_by_two_values_is_not_guessed(home: Path) -> None:
    with opened(home / "state") as ledger:
        first, second = (bytes.fromhex("abcdef" + digit * 58) for digit in "12")
        numbers = [row["id"] for row in ledger.rows("SELECT id FROM finding ORDER BY id LIMIT 2")]
        for number, value in zip(numbers, (first, second), strict=True):
            ledger.write("UPDATE finding SET fingerprint = ? WHERE id = ?", (value, number))
        with pytest.raises(UsageError, match="2 values"):
            whole_fingerprint(ledger, "abcdef")
        assert whole_fingerprint(ledger, "ABCDEF1") == first.hex()
