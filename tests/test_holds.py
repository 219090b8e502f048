"""A held object is on no list, by no command and in no file that stands somewhere."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chatscrub.cli.main import app
from chatscrub.errors import OutputError, UsageError
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import Scope, add_hold, already_done, already_told, holds, lift_hold, tasks_under
from chatscrub.ledger.todo import claim, current_tasks, notify
from chatscrub.lists import rewrite_lists
from chatscrub.model.task import Action, TaskState
from tests.running import chatscrub
from tests.state_folders import CARD, TOKEN, chat, copied, export, listed, opened, scanned_into, states

MIA, NOAH = "mia@brightwater.test", "noah@brightwater.test"
CHATS = [
    chat("keys", f"my key {TOKEN}"),
    chat("cust", CARD, day=1, shared=True),
    *[chat(f"c{number}", day=2) for number in range(6)],
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two employees, scanned into a folder with all lists and into one with Markdown alone."""
    folder = tmp_path_factory.mktemp("holds")
    export(folder / "in" / "mia.zip", CHATS)
    export(folder / "in" / "noah.zip", [chat("other", CARD)], email=NOAH, user="user-noah")
    scanned_into(folder / "state", folder / "in", out=folder / "out")
    scanned_into(folder / "state", folder / "in", out=folder / "second", formats=("md",))
    scanned_into(folder / "state", folder / "in", out=folder / "out", formats=("jsonl",))
    return folder


@pytest.fixture
def home(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path / "home")


def hold(ledger: Database, **scope: object) -> int:
    made = add_hold(ledger, matter="M-7", scope=Scope(**scope), reason="claim", contact=None, by="counsel")  # type: ignore[arg-type]  # fields by name
    return made.id


def removals(home: Path, employee: str | None = None) -> list[str]:
    """Ids of all tasks that delete or unshare something of an employee."""
    with opened(home / "state") as ledger:
        tasks = current_tasks(ledger, employees=[employee] if employee else None)
    return [each.id for each in tasks if each.action is not Action.ROTATE]


def everywhere(home: Path) -> str:
    return listed(home / "out") + listed(home / "second")


def test_after_a_hold_no_list_in_any_known_folder_asks_for_the_object(home: Path) -> None:
    held = removals(home, MIA)
    before = everywhere(home)
    assert len(held) == 3
    assert all(each in before for each in held)
    arguments = ("--matter", "M-7", "--employee", MIA, "--reason", "claim", "--by", "counsel", "--json")
    done = chatscrub("hold", "add", *arguments, state=home / "state")
    assert json.loads(done.stdout)["held"] == 3
    after = everywhere(home)
    assert not any(each in after for each in held)
    assert "Do NOT delete" in after
    assert all(each in after for each in removals(home, NOAH))


def test_a_held_task_can_be_neither_listed_to_do_nor_done(home: Path) -> None:
    held = removals(home, MIA)
    with opened(home / "state") as ledger:
        hold(ledger, employee=MIA)
    shown = json.loads(chatscrub("todo", "list", "--json", state=home / "state").stdout)
    assert {each["state"] for each in shown if each["id"] in held} == {"held"}
    table = chatscrub("todo", "list", state=home / "state").stdout
    assert not any(each[:8] in table for each in held)
    refused = chatscrub("todo", "done", held[0], state=home / "state", code=2)
    assert "hold 1, matter M-7" in refused.stderr


def test_no_explanation_of_a_finding_says_to_delete_what_is_held(home: Path) -> None:
    found = scanned_into(home / "state", home / "in", out=home / "third", formats=("jsonl",)).exposures
    assert found
    lines = (home / "third" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    records = [
        each for each in map(json.loads, lines) if each["conversation_id"] == "keys" or each["entity"] == "PERSON"
    ]
    fingerprints = {each["kind"]: each["fingerprint"] for each in records}
    for kind, advice in (("pii", "What to do"), ("credential", "What to do")):
        arguments = ("explain", fingerprints[kind], "--findings", str(home / "third"))
        assert advice in chatscrub(*arguments, state=home / "state").stdout
    with opened(home / "state") as ledger:
        hold(ledger)
    for kind, advises in (("pii", False), ("credential", True)):
        shown = chatscrub("explain", fingerprints[kind], "--findings", str(home / "third"), state=home / "state").stdout
        assert "Do NOT delete it: hold 1, matter M-7" in shown
        assert ("What to do" in shown) == advises  # a key must be replaced even so


def test_no_rescan_lists_it_either(home: Path) -> None:
    held = removals(home, MIA)
    with opened(home / "state") as ledger:
        hold(ledger, employee=MIA)
    run = scanned_into(home / "state", home / "in", out=home / "third")
    asked = [task.id for each in run.checklists for task in each.tasks]
    assert asked
    assert not set(held) & set(asked)
    assert not any(each in listed(home / "third") for each in held)


def test_lifting_brings_back_what_was_there(home: Path) -> None:
    with opened(home / "state") as ledger:
        rewrite_lists(ledger)
        before, stood = everywhere(home), states(home / "state")
        number = hold(ledger, employee=MIA)
        rewrite_lists(ledger)
        assert everywhere(home) != before
        lift_hold(ledger, number, by="counsel", why="settled")
        rewrite_lists(ledger)
    assert everywhere(home) == before
    assert states(home / "state") == stood


def test_a_hold_comes_first_and_the_scan_later(tmp_path: Path) -> None:
    arguments = ("--matter", "M", "--everything", "--reason", "claim")
    chatscrub("hold", "add", *arguments, state=tmp_path / "state")
    run = scanned_into(tmp_path / "state", export(tmp_path / "a.zip", CHATS), out=tmp_path / "out")
    assert {task.action for each in run.checklists for task in each.tasks} == {Action.ROTATE}


def test_what_was_done_or_handed_out_before_is_told(home: Path) -> None:
    one, two, three = removals(home, MIA)
    with opened(home / "state") as ledger:
        claim(ledger, one, by="mia")
        notify(ledger, [MIA], by="it")
        number = hold(ledger, provider="chatgpt")
        (made,) = holds(ledger)
        assert made.id == number
        tasks = tasks_under(ledger, made)
        assert [each.id for each in already_done(tasks)] == [one]
        assert already_told(tasks) == [MIA]
        assert {two, three} <= {each.id for each in tasks}
    shown = chatscrub("hold", "add", "--matter", "N", "--tool", "chatgpt", "--reason", "r", state=home / "state").stdout
    assert one[:8] in shown
    assert f"tell {MIA}" in shown
    assert max(map(len, shown.splitlines()[1:])) <= 80


def test_a_chat_that_goes_as_a_whole_is_held_for_all_its_days(home: Path) -> None:
    with opened(home / "state") as ledger:
        # The finding is of one day, the chat went on for a month.
        ledger.write("UPDATE conversation SET last_at = '2026-04-02T09:00:00Z' WHERE vendor_id = 'keys'")
        hold(ledger, first_day=date(2026, 4, 1), last_day=date(2026, 4, 30))
        held = {each.title for each in current_tasks(ledger) if each.state is TaskState.HELD}
    assert held == {"Chat keys"}


def test_a_chat_that_later_reaches_into_the_days_of_a_hold_leaves_every_list(home: Path) -> None:
    with opened(home / "state") as ledger:
        hold(ledger, first_day=date(2026, 4, 1))
        (task,) = (each.id for each in current_tasks(ledger) if each.title == "Chat keys")
        rewrite_lists(ledger)
    assert task in listed(home / "out")
    assert task in listed(home / "second")
    longer = {**CHATS[0], "update_time": CHATS[2]["create_time"]}
    longer["update_time"] = float(str(longer["update_time"])) + 60 * 86_400
    newer = export(home / "newer.zip", [longer, *CHATS[1:]], made=90)
    arguments = ("scan", str(newer), "--out", str(home / "third"), "-q")
    done = chatscrub(*arguments, state=home / "state", code=1)
    assert done.stdout + done.stderr == ""
    assert task not in listed(home / "third") + everywhere(home)


def test_an_object_without_dates_is_held(home: Path) -> None:
    with opened(home / "state") as ledger:
        ledger.write("UPDATE conversation SET first_at = NULL, last_at = NULL WHERE vendor_id = 'keys'")
        hold(ledger, last_day=date(2020, 1, 1))
        assert {each.title for each in current_tasks(ledger) if each.state is TaskState.HELD} == {"Chat keys"}


def test_what_an_admin_must_delete_for_somebody_who_left_is_held(home: Path) -> None:
    with opened(home / "state") as ledger:
        ledger.write("UPDATE task SET employee = 'admin', admin = 1 WHERE employee = ?", (MIA,))
        hold(ledger, employee=MIA.upper())
        assert {each.state for each in current_tasks(ledger) if each.admin and each.action is not Action.ROTATE} == {
            TaskState.HELD
        }
        rewrite_lists(ledger)
    assert f"in an account of {MIA.upper()}" in chatscrub_list(ledger_home=home)


def chatscrub_list(ledger_home: Path) -> str:
    """The admin's list, freshly scanned."""
    with opened(ledger_home / "state") as ledger:
        (ledger_home / "out" / "checklists" / "admin.md").write_text("", encoding="utf-8")
        rewrite_lists(ledger)
    return (ledger_home / "out" / "checklists" / "admin.md").read_text(encoding="utf-8")


def test_a_hold_follows_an_employee_who_goes_by_another_name_later(home: Path) -> None:
    held = removals(home, MIA)
    with opened(home / "state") as ledger:
        hold(ledger, employee=MIA)
    (home / "people.csv").write_text(f"account,employee\n{MIA},e-017\n", encoding="utf-8")
    for _ in range(2):
        scanned_into(home / "state", home / "in", out=home / "third", people=home / "people.csv")
    with opened(home / "state") as ledger:
        tasks = {each.id: each for each in current_tasks(ledger)}
        assert {tasks[each].state for each in held} == {TaskState.HELD}
        assert {tasks[each].employee for each in held} == {"e-017"}
        assert [each.scope.employee for each in holds(ledger)] == [MIA, "e-017"]
        # Also where the account has lost the address that the first hold gives.
        ledger.write("UPDATE account SET email = NULL")
        assert {each.state for each in current_tasks(ledger) if each.id in held} == {TaskState.HELD}


def test_a_list_under_an_earlier_name_does_not_stay(home: Path) -> None:
    held = removals(home, MIA)
    shutil.rmtree(home / "second")
    (home / "out" / "checklists" / "mine.md").write_text("# mine", encoding="utf-8")
    for path in (home / "out" / "checklists").glob("noah*"):
        path.unlink()
    (home / "people.csv").write_text(f"account,employee\n{MIA},e-017\n", encoding="utf-8")
    scanned_into(home / "state", home / "in", out=home / "third", people=home / "people.csv")
    with opened(home / "state") as ledger:
        hold(ledger, employee="e-017")
        rewrite_lists(ledger)
    assert not any(each in listed(home / "out") + listed(home / "third") for each in held)
    assert [each.name for each in (home / "out" / "checklists").iterdir()] == ["mine.md"]


def test_a_folder_that_cannot_be_written_keeps_no_other_from_being_brought_up_to_date(home: Path) -> None:
    held = removals(home, MIA)
    (home / "out" / "checklists" / "mia_at_brightwater.test.md.partial").mkdir()
    with opened(home / "state") as ledger:
        hold(ledger, employee=MIA)
        with pytest.raises(OutputError, match="cannot be written"):
            rewrite_lists(ledger)
    assert not any(each in listed(home / "second") for each in held)
    arguments = ("--matter", "N", "--employee", MIA, "--reason", "r", "--json")
    told = chatscrub("hold", "add", *arguments, state=home / "state", code=4)
    assert json.loads(told.stdout)["held"] == 3
    assert "it is decided and recorded, but a list is out of date" in told.stderr
    with opened(home / "state") as ledger:
        assert [each.matter for each in holds(ledger)] == ["M-7", "N"]


def test_a_hold_that_comes_while_a_scan_makes_its_lists_is_in_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from chatscrub import collector, lists

    def late(*arguments: object) -> object:
        made = lists.lists_for(*arguments)  # type: ignore[arg-type]  # as they came
        with opened(home / "state") as other:
            hold(other, employee=MIA)
        return made

    monkeypatch.setattr(collector, "lists_for", late)
    held = removals(home, MIA)
    arguments = ["scan", str(home / "in"), "--out", str(home / "out"), "--state", str(home / "state"), "-q"]
    assert CliRunner().invoke(app, arguments).exit_code == 1
    assert not any(each in listed(home / "out") for each in held)


def test_a_hold_that_is_cut_short_leaves_no_list_that_asks_for_the_object(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(ledger: Database) -> None:
        rewrite_lists(ledger)
        raise KeyboardInterrupt

    held = removals(home, MIA)
    monkeypatch.setattr("chatscrub.cli.hold.rewritten", killed)
    start = ["hold", "add", "--matter", "M", "--reason", "r", "--everything", "--state", str(home / "state")]
    CliRunner().invoke(app, start)
    assert not any(each in everywhere(home) for each in held)


def test_lists_of_a_slower_decision_do_not_lie_over_those_of_a_hold(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chatscrub import lists

    made, held = lists.all_lists, removals(home, MIA)

    def slowly(*arguments: object) -> object:
        found = made(*arguments)  # type: ignore[arg-type]  # as they came
        monkeypatch.setattr(lists, "all_lists", made)
        with opened(home / "state") as other:
            hold(other, employee=MIA)
            rewrite_lists(other)
        return found

    monkeypatch.setattr(lists, "all_lists", slowly)
    with opened(home / "state") as ledger:
        rewrite_lists(ledger)
    assert not any(each in everywhere(home) for each in held)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--everything"),
        (("--everything", "--tool", "slack"), "--everything"),
        (("--tool", "teams"), "chatgpt, claude, slack"),
        (("--from", "yesterday"), "2026-11-28"),
        (("--from", "2026-02-02", "--until", "2026-02-01"), "--until is before --from"),
    ],
)
def test_a_scope_that_means_nothing_is_refused(arguments: tuple[str, ...], says: str, home: Path) -> None:
    done = CliRunner().invoke(
        app, ["hold", "add", "--matter", "M", "--reason", "r", "--state", str(home / "state"), *arguments]
    )
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)
    with opened(home / "state") as ledger:
        assert not holds(ledger)


def test_an_employee_may_be_named_by_any_address_and_a_slip_is_told(home: Path) -> None:
    with opened(home / "state") as ledger:
        ledger.write("UPDATE account SET employee = 'e-017' WHERE email = ?", (MIA,))
        ledger.write("UPDATE task SET employee = 'e-017' WHERE employee = ?", (MIA,))
    start = ["hold", "add", "--matter", "M", "--reason", "r", "--state", str(home / "state"), "--employee"]
    assert CliRunner().invoke(app, [*start, MIA]).exit_code == 0
    slip = CliRunner().invoke(app, [*start, "noa@brightwater.test"])
    assert f"did you mean {NOAH}" in slip.output
    nobody = CliRunner().invoke(app, [*start, "noa"])
    assert isinstance(nobody.exception, UsageError)
    assert CliRunner().invoke(app, [*start, "Noah"]).exit_code == 0
    with opened(home / "state") as ledger:
        assert [each.scope.employee for each in holds(ledger)] == ["e-017", "noa@brightwater.test", NOAH]


def test_a_folder_out_of_reach_is_named(home: Path) -> None:
    shutil.rmtree(home / "second")
    start = ["hold", "add", "--matter", "M", "--reason", "r", "--everything", "--state", str(home / "state")]
    assert str(home / "second").replace("/", "")[-20:] in CliRunner().invoke(app, start).output.replace("/", "")


def test_the_lists_of_holds_fit_a_terminal(home: Path) -> None:
    with opened(home / "state") as ledger:
        first = hold(ledger, employee=MIA, provider="chatgpt", first_day=date(2026, 1, 1), last_day=date(2026, 9, 30))
        hold(ledger)
        lift_hold(ledger, first, by="counsel", why="settled")
    shown = chatscrub("hold", "list", "--all", state=home / "state").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert "lifted" in shown
    values = json.loads(chatscrub("hold", "list", "--json", state=home / "state").stdout)
    assert [(each["id"], each["held"]) for each in values] == [(2, 4)]
    again = chatscrub("hold", "lift", "1", "--why", "x", state=home / "state", code=2)
    assert "no hold 1 in force" in again.stderr
