"""Who decided what, when and why: any change of a row shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database
from chatscrub.ledger.opening import open_ledger
from tests.running import chatscrub

KEY = b"k" * 32


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Database:
    """Ten rows, of ten days."""
    days = iter(range(1, 30))
    database = open_ledger(tmp_path, KEY, lambda: at(next(days)))
    with database.transaction():
        for number in range(1, 11):
            audit.note(database, "hold", f"hold {number}", actor="it", after="matter M", why="claim")
    return database


def test_an_untouched_record_is_whole(ledger: Database) -> None:
    assert audit.verify(ledger) == audit.Verdict(10, None)


def test_many_rows_at_once_hold_as_each_alone_does(ledger: Database) -> None:
    with ledger.transaction():
        audit.note_new_tasks(ledger, ["task 11", "half a pair \ud83d", "task 13"], "open", 1)
        audit.note_new_tasks(ledger, [], "open", 1)
    audit.note(ledger, "hold", "hold 14", actor="it")
    assert audit.verify(ledger) == audit.Verdict(14, None)
    ledger.write("DELETE FROM event WHERE id = 12")
    assert audit.verify(ledger) == audit.Verdict(11, "row 12 is missing")


def _copy_head(ledger: Database) -> None:
    """Cuts the end off and marks an earlier row as the last one, as far as the file tells how."""
    row = ledger.row("SELECT id, hash FROM event WHERE id = 7")
    assert row is not None
    seal = ledger.value("SELECT value FROM meta WHERE name = 'audit'").split(" ")[2]
    ledger.write("UPDATE meta SET value = ? WHERE name = 'audit'", (f"{row['id']} {row['hash'].hex()} {seal}",))
    ledger.write("DELETE FROM event WHERE id > 7")


def _remove_all(ledger: Database) -> None:
    ledger.write("DELETE FROM event")
    ledger.write("DELETE FROM meta WHERE name = 'audit'")
    ledger.write(
        "INSERT INTO hold (matter, reason, added_at, added_by) VALUES ('M', 'claim', '2026-11-01T00:00:00Z', 'it')"
    )


def _copy_row(ledger: Database) -> None:
    ledger.write(
        "INSERT INTO event SELECT 11, at, actor, action, object, before, after, why, run, hash FROM event WHERE id = 10"
    )


TAMPERING: dict[str, tuple[Callable[[Database], object], str]] = {
    "why": (lambda ledger: ledger.write("UPDATE event SET why = 'x' WHERE id = 4"), "row 4 of 2026-11-04T12:00:00Z was changed"),
    "who": (lambda ledger: ledger.write("UPDATE event SET actor = 'other' WHERE id = 10"), "row 10 of"),
    "when": (lambda ledger: ledger.write("UPDATE event SET at = '2020-01-01T00:00:00Z' WHERE id = 1"), "row 1 of"),
    "a row in the middle": (lambda ledger: ledger.write("DELETE FROM event WHERE id = 5"), "row 5 is missing"),
    "the first row": (lambda ledger: ledger.write("DELETE FROM event WHERE id = 1"), "row 1 is missing"),
    "the last row": (lambda ledger: ledger.write("DELETE FROM event WHERE id = 10"), "rows after 9 are missing"),
    "all rows": (lambda ledger: ledger.write("DELETE FROM event"), "rows after 0 are missing"),
    "the record itself": (_remove_all, "the record was removed"),
    "the end, with an earlier row for the last": (_copy_head, "where the record ends"),
    "a row that was put in": (_copy_row, "row 11 of"),
    "the order": (lambda ledger: ledger.write("UPDATE event SET id = 20 - id WHERE id > 8 AND id <> 10"), "row 9 is missing"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERING)
def test_a_changed_removed_or_inserted_row_is_found(what: str, ledger: Database) -> None:
    tamper, says = TAMPERING[what]
    tamper(ledger)
    verdict = audit.verify(ledger)
    assert verdict.fault is not None
    assert says in verdict.fault


def test_another_key_makes_no_whole_chain(ledger: Database) -> None:
    other = Database(ledger.path, ledger._connection, b"x" * 32)
    assert audit.verify(other).fault is not None


def test_what_is_forgotten_leaves_a_chain_that_holds(ledger: Database) -> None:
    with ledger.transaction():
        assert audit.forget_before(ledger, "2026-11-04T00:00:00Z") == 3
        audit.note(ledger, "purge", "ledger", actor="it")
    assert audit.verify(ledger) == audit.Verdict(8, None)
    ledger.write("DELETE FROM event WHERE id = 4")
    assert audit.verify(ledger).fault == "row 4 is missing"


def test_all_can_be_forgotten_but_not_the_chain(ledger: Database) -> None:
    with ledger.transaction():
        assert audit.forget_before(ledger, "2027-01-01T00:00:00Z") == 10
    assert audit.verify(ledger) == audit.Verdict(0, None)
    with ledger.transaction():
        audit.note(ledger, "purge", "ledger", actor="it")
    assert audit.verify(ledger) == audit.Verdict(1, None)
    assert [row["id"] for row in audit.events(ledger)] == [11]


def test_a_clock_that_went_back_forgets_no_newer_row(tmp_path: Path) -> None:
    days = iter((20, 21, 3, 22))
    with open_ledger(tmp_path, KEY, lambda: at(next(days))) as ledger:
        with ledger.transaction():
            for number in range(4):
                audit.note(ledger, "hold", f"hold {number}", actor="it")
            assert audit.forget_before(ledger, "2026-11-10T00:00:00Z") == 0
        assert audit.verify(ledger) == audit.Verdict(4, None)


def test_text_that_no_database_takes_is_noted_all_the_same(ledger: Database) -> None:
    with ledger.transaction():
        audit.note(ledger, "hold", "hold 1\udcff", actor="\ud83d it", why="half a pair \ude00")
    assert audit.verify(ledger).fault is None
    assert audit.events(ledger, 1)[0]["why"] == "half a pair ?"


def test_decisions_of_people_are_told_from_conclusions(ledger: Database) -> None:
    before = audit.latest(ledger)
    with ledger.transaction():
        audit.note(ledger, "task", "0" * 16, actor=audit.SCAN)
    assert not audit.is_decided_since(ledger, before)
    with ledger.transaction():
        audit.note(ledger, "hold", "hold 1", actor="it")
    assert audit.is_decided_since(ledger, before)


def test_the_commands_show_the_record_and_end_with_1_where_it_was_changed(tmp_path: Path) -> None:
    state = tmp_path / "state"
    for number in range(3):
        arguments = ("--everything", "--matter", f"M-{number}", "--reason", "a claim\x1b[31m of long standing " * 3)
        chatscrub("hold", "add", *arguments, "--by", "counsel", state=state)
    assert "3 rows" in chatscrub("audit", "verify", state=state).stdout
    shown = chatscrub("audit", "list", "--last", "2", state=state).stdout
    assert "M-0" not in shown
    assert "M-2" in shown
    assert "counsel" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "…" not in shown
    rows = json.loads(chatscrub("audit", "list", "--json", state=state).stdout)
    assert [(each["actor"], each["action"], each["after"]) for each in rows[:1]] == [("counsel", "hold", "matter M-0")]
    with open_ledger(state, (state / "key").read_bytes()) as ledger:
        ledger.write("UPDATE event SET actor = 'nobody' WHERE id = 2")
    assert "row 2 of" in chatscrub("audit", "verify", state=state, code=1).stdout
    assert json.loads(chatscrub("audit", "verify", "--json", state=state, code=1).stdout)["rows"] == 1
