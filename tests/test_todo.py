"""``chatscrub todo``: what scripts and people are told, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from chatscrub.ledger.holds import holds
from chatscrub.ledger.state import installation_key
from chatscrub.ledger.suppressions import suppressions
from chatscrub.ledger.todo import waive
from tests.ledgers import Ledger, ledger
from tests.running import chatscrub_here
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import ANNA, BEN, chatgpt, quiet

Todo = Callable[..., tuple[int, str, str]]
KEYS = ["id", "employee", "provider", "action", "object", "object_id", "url", "state", "reason", "since"]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    (state / "key").write_bytes(b"k" * 32)
    (state / "key").chmod(0o600)
    assert installation_key(state) == b"k" * 32
    with ledger(state) as opened:
        opened.scan(
            chatgpt(tmp_path / "a", [REFUND, DEPLOY, *quiet(5)], 10),
            chatgpt(tmp_path / "b", [replace(REFUND, id="bens")], 10, user=BEN),
            out=tmp_path / "out",
        )
        yield opened


@pytest.fixture
def todo(book: Ledger, tmp_path: Path) -> Todo:
    return lambda *words, **more: chatscrub_here("todo", *words, state=tmp_path / "state", **more)


def listed(todo: Todo, *words: str) -> list[dict[str, object]]:
    code, out, _ = todo("list", "--json", *words)
    assert code == 0
    found: list[dict[str, object]] = orjson.loads(out)
    return found


def test_the_json_list_has_every_task_in_every_state_with_the_promised_keys(todo: Todo, book: Ledger) -> None:
    todo("done", book.task("refund").id)
    tasks = listed(todo)
    assert len(tasks) == 4
    assert all(list(task) == KEYS for task in tasks)
    assert {task["state"] for task in tasks} == {"open", "claimed_done"}
    assert {task["action"] for task in tasks} == {"delete", "rotate"}


def test_a_list_for_people_has_only_what_is_to_do_and_fits_80_columns(todo: Todo, book: Ledger) -> None:
    todo("done", book.task("refund").id)
    _, out, _ = todo("list")
    assert book.task("refund").id[:8] not in out
    assert book.task("deploy").id[:8] in out
    assert max(map(len, out.splitlines())) <= 80
    assert book.task("refund").id[:8] in todo("list", "--all")[1]


def test_an_employees_tasks_are_asked_for_in_any_spelling(todo: Todo) -> None:
    for spelling in ("BEN@brightwater-logistics.com", "ben", " Ben "):
        assert {task["employee"] for task in listed(todo, "--employee", spelling)} == {"ben@brightwater-logistics.com"}


@pytest.mark.parametrize(
    "words",
    [
        ("todo", "list", "--employee"),
        ("todo", "show", "--employee"),
        ("todo", "done", "--employee"),
        ("todo", "reopen", "--employee"),
        ("todo", "notified", "anna"),
        ("credentials", "--employee"),
        ("report", "--employee"),
        ("suppress", "add", "--detector", "github.token", "--reason", "test", "--employee"),
        ("hold", "add", "--matter", "M1", "--reason", "claim", "--employee"),
    ],
)
def test_every_command_takes_the_name_that_is_shown_and_refuses_one_that_is_nobodys(
    words: tuple[str, ...], book: Ledger, tmp_path: Path
) -> None:
    def asked(name: str) -> tuple[int, str, str]:
        return chatscrub_here(*words, name, state=tmp_path / "state", cwd=tmp_path)

    code, out, errors = asked("nobody")
    assert (code, out, errors.count("\n")) == (2, "", 1)
    assert "chatscrub todo list --all" in errors
    assert asked("")[0] == 2
    assert not holds(book.database)
    assert not suppressions(book.database)
    assert {task.state.value for task in book.tasks()} == {"open"}
    assert asked("Ben")[0] == 0
    book.database.write("UPDATE account SET employee = 'ben@elsewhere.test' WHERE email = ?", (ANNA["email"],))
    code, out, errors = asked("ben")
    assert (code, out) == (2, "")
    assert "ben@brightwater-logistics.com, ben@elsewhere.test" in errors


def test_an_employee_goes_by_the_name_from_the_operators_table_too(todo: Todo, book: Ledger) -> None:
    book.database.write("UPDATE employee SET name = 'Ben Falk' WHERE employee = ?", (BEN["email"],))
    assert len(listed(todo, "--employee", "ben falk")) == 1
    code, _, errors = todo("list", "--employee", "bne")
    assert (code, "did you mean" in errors) == (2, False)
    assert f"did you mean {BEN['email']}" in todo("list", "--employee", "ben@brightwater-logistic.com")[2]


def test_tasks_in_a_state_are_asked_for_and_an_unknown_state_is_one_sentence(todo: Todo) -> None:
    assert len(listed(todo, "--in", "open")) == 4
    code, _, errors = todo("list", "--in", "lost")
    assert (code, errors.count("\n")) == (2, 1)


def test_all_that_an_employee_has_to_do_is_done_at_once_and_taken_back(todo: Todo) -> None:
    assert todo("done", "--employee", "anna@brightwater-logistics.com", "--by", "anna")[0] == 0
    states = {task["employee"]: task["state"] for task in listed(todo)}
    assert states == {"anna@brightwater-logistics.com": "claimed_done", "ben@brightwater-logistics.com": "open"}
    assert todo("reopen", "--employee", "anna@brightwater-logistics.com", "--why", "not all of it")[0] == 0
    assert {task["state"] for task in listed(todo)} == {"open"}


@pytest.mark.parametrize("words", [("done",), ("show",), ("reopen",), ("done", "--employee", "nobody@example.org")])
def test_what_is_meant_must_be_said(words: tuple[str, ...], todo: Todo) -> None:
    code, out, errors = todo(*words)
    assert (code, out, errors.count("\n")) == (2, "", 1)


def test_an_id_may_be_shortened_as_long_as_it_is_one_tasks(todo: Todo, book: Ledger) -> None:
    whole = book.task("refund").id
    assert whole in todo("show", whole[:8])[1]
    for wrong in ("", "zz", "zzzzzzzz", whole[:2], "' OR 1=1 --"):
        code, _, errors = todo("show", wrong)
        assert code == 2, wrong
        assert "Traceback" not in errors


def test_a_task_tells_its_history_with_who_and_why(todo: Todo, book: Ledger) -> None:
    task = book.task("refund").id
    todo("done", task, "--by", "anna", "--why", "on the phone")
    values = orjson.loads(todo("show", task, "--json")[1])
    assert [(each["actor"], each["after"], each["why"]) for each in values["history"]] == [
        ("chatscrub", "open", "found"),
        ("anna", "claimed_done", "on the phone"),
    ]
    assert "anna: claimed_done (on the phone)" in todo("show", task)[1]


def test_a_day_that_lies_ahead_is_refused(todo: Todo, book: Ledger) -> None:
    code, _, errors = todo("done", book.task("refund").id, "--on", "2199-01-01")
    assert (code, "lies ahead" in errors) == (2, True)


def test_a_waiver_whose_last_day_is_over_is_refused_and_one_of_today_is_not(todo: Todo, book: Ledger) -> None:
    words = ("waive", book.task("refund").id, "--why", "the customer agreed", "--until")
    code, out, errors = todo(*words, "2020-01-01")
    assert (code, out, "2020-01-01 is over" in errors) == (2, "", True)
    assert book.states()["refund"] == "open"
    today = book.clock().date()
    assert waive(book.database, book.task("refund").id, by="it", why="agreed", until=today).state.value == "waived"


def test_the_list_in_the_output_folder_follows_every_decision(todo: Todo, book: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "out" / "checklists" / "ben_at_brightwater-logistics.com.json"
    assert len(orjson.loads(path.read_bytes())["tasks"]) == 1
    todo("done", book.task("bens").id)
    after = orjson.loads(path.read_bytes())
    assert (after["tasks"], after["progress"]["claimed"]) == ([], 1)
    todo("waive", book.task("bens").id, "--why", "the customer agreed", "--until", "2199-01-01")
    assert orjson.loads(path.read_bytes())["progress"]["waived"] == 1


def test_who_was_given_a_list_is_noted(todo: Todo) -> None:
    code, out, _ = todo("notified", "ben")
    assert (code, out) == (0, "1 task notified\n")
    assert {task["state"] for task in listed(todo, "--employee", "ben@brightwater-logistics.com")} == {"notified"}
