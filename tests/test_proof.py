"""What the next export proves: gone, still there, back again, or nothing."""

from __future__ import annotations

import itertools
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chatscrub.cli.screen import _summary
from chatscrub.detection.samples import fill
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import Scope, add_hold
from chatscrub.ledger.todo import claim, reopen
from chatscrub.lists import all_lists
from chatscrub.model.detector import Confidence
from chatscrub.model.run import Changes
from chatscrub.model.task import Task
from chatscrub.pages.words import words
from chatscrub.people import People
from tests.ledgers import Ledger, few_detectors, ledger
from tests.vendor_exports import (
    ANNA,
    BEN,
    CHANNEL,
    Chat,
    Message,
    chatgpt,
    chatgpt_files,
    chatgpt_name,
    claude,
    day,
    quiet,
    slack,
    write,
)

IBAN = fill("{{iban:DE}}", "proof")
TOKEN = fill("{{github:ghp_}}", "proof")
REFUND = Chat("refund", (f"Please refund to {IBAN}",))
DEPLOY = Chat("deploy", (f"the deploy token is {TOKEN}",))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the ledger but the list of runs and the log."""
    tables = ("archive", "account", "coverage", "presence", "conversation", "finding", "task")
    return {table: [tuple(row) for row in database.rows(f"SELECT * FROM {table}")] for table in tables}


def test_the_same_export_again_changes_nothing(book: Ledger, tmp_path: Path) -> None:
    export = chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10)
    first = book.scan(export)
    before, events = rows(book.database), book.database.value("SELECT count(*) FROM event")
    book.clock.pass_(30)
    again = book.scan(export)
    assert rows(book.database) == before
    assert book.database.value("SELECT count(*) FROM event") == events
    assert (first.changes.fresh if first.changes else 0, again.changes and again.changes.fresh) == (2, 0)
    assert again.seen_before == 1
    assert [task.id for each in again.checklists for task in each.tasks] == [
        task.id for each in first.checklists for task in each.tasks
    ]


def test_an_export_is_known_by_its_content_whatever_its_name_and_packing(book: Ledger, tmp_path: Path) -> None:
    export = chatgpt(tmp_path, [REFUND, *quiet(5)], 10)
    book.scan(export)
    with zipfile.ZipFile(export) as archive:
        archive.extractall(tmp_path / "unpacked" / "jane")
    renamed = write(tmp_path / "other" / "jane (2).zip", chatgpt_files([REFUND, *quiet(5)]))
    for path in (tmp_path / "unpacked", renamed):
        assert book.scan(path).seen_before == 1


def test_what_a_newer_whole_export_does_not_show_is_proven_gone(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10))
    claim(book.database, book.task("refund").id, by="anna")
    run = book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(6)], 40))
    assert book.states() == {"refund": "verified_gone", "deploy": "open"}
    assert book.task("refund").reason == "absent from the whole export of 2026-10-11"
    assert run.changes is not None
    assert (run.changes.fresh, run.changes.still, run.changes.gone, run.changes.back) == (0, 1, 1, 0)


@pytest.mark.parametrize(
    ("later", "made"),
    [
        pytest.param([DEPLOY, *quiet(5)], 10, id="no-later-date"),
        pytest.param([DEPLOY], 40, id="most-others-are-missing"),
    ],
)
def test_what_is_absent_from_an_export_that_proves_nothing_is_not_counted_as_gone(
    later: list[Chat], made: int, book: Ledger, tmp_path: Path
) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10))
    run = book.scan(chatgpt(tmp_path / "later", later, made))
    assert book.states()["refund"] == "inconclusive"
    assert run.changes == Changes(still=1, absent=1)
    assert "Since the exports before: 0 new, 1 still there, 0 gone, 0 came back, 1 absent, not proven" in _summary(run)


def test_a_message_of_other_days_than_the_newer_export_is_not_counted_as_gone(book: Ledger, tmp_path: Path) -> None:
    said = [Message(1, f"Please refund to {IBAN}", 1), Message(20, f"the deploy token is {TOKEN}", 20)]
    book.scan(slack(tmp_path / "a", said, 0, 21))
    run = book.scan(slack(tmp_path / "b", [Message(21, "Good morning", 21)], 19, 30))
    assert run.changes == Changes(gone=1, absent=1)


def test_what_nobody_claimed_is_proven_gone_too(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, quiet(5), 40))
    assert book.states() == {"refund": "verified_gone"}


def test_a_claim_that_a_later_export_contradicts_is_still_present(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.clock.now = day(20)
    claim(book.database, book.task("refund").id, by="anna")
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(6)], 40))
    assert book.task("refund").state.value == "still_present"
    assert "said to be done on 2026-09-21" in (book.task("refund").reason or "")


def test_an_export_of_an_account_in_which_nothing_happened_contradicts_a_claim_too(
    book: Ledger, tmp_path: Path
) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.clock.now = day(20)
    claim(book.database, book.task("refund").id, by="anna")
    same_again = chatgpt(tmp_path, [REFUND, *quiet(5)], 40)
    assert book.scan(same_again).seen_before == 1
    assert book.states() == {"refund": "still_present"}
    before = rows(book.database)
    book.scan(same_again)
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    assert rows(book.database) == before


def test_what_was_gone_and_is_there_again_as_it_was_has_reappeared(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, quiet(6), 40))
    assert book.states() == {"refund": "verified_gone"}
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 70))
    assert book.states() == {"refund": "reappeared"}


def test_an_export_made_before_the_claim_says_nothing_about_it(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.clock.now = day(50)
    claim(book.database, book.task("refund").id, by="anna")
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(6)], 40))
    assert book.task("refund").state.value == "claimed_done"


def test_what_comes_back_has_reappeared_and_can_be_proven_gone_again(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, quiet(5), 40))
    run = book.scan(chatgpt(tmp_path, [REFUND, *quiet(6)], 70))
    assert book.states() == {"refund": "reappeared"}
    assert run.changes is not None
    assert run.changes.back == 1
    book.scan(chatgpt(tmp_path, quiet(7), 75))
    assert book.states() == {"refund": "verified_gone"}


def test_a_missing_shard_closes_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10))
    files = chatgpt_files([DEPLOY, *quiet(5)])
    shards = {"conversations-000.json": files.pop("conversations.json")}
    manifest = {
        "version": 1, "manifest_file": "export_manifest.json",
        "export_files": [{"path": name} for name in (*shards, "conversations-001.json", "user.json")],
        "logical_files": {"conversations.json": {"files": [*shards, "conversations-001.json"], "sharded": True}},
    }  # fmt: skip
    files |= {**shards, "export_manifest.json": json.dumps(manifest).encode()}
    run = book.scan(write(tmp_path / chatgpt_name(40), files))
    assert run.skipped
    task = book.task("refund")
    assert task.state.value == "inconclusive"
    assert "conversations-001.json: it is listed in the manifest but missing" in (task.reason or "")
    assert book.task("deploy").state.value == "open"
    assert {task.object_id for each in run.checklists for task in each.tasks} >= {"refund", "deploy"}


def test_a_truncated_export_closes_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    files = chatgpt_files([*quiet(5), REFUND])
    files["conversations.json"] = files["conversations.json"][:-900]
    book.scan(write(tmp_path / chatgpt_name(40), files))
    assert book.states() == {"refund": "inconclusive"}


def test_an_export_that_lost_most_other_conversations_closes_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(40)], 10))
    book.scan(chatgpt(tmp_path, quiet(30), 40))
    assert book.states() == {"refund": "inconclusive"}
    assert "only 30 of 40 other conversations" in (book.task("refund").reason or "")


def test_the_export_of_somebody_else_says_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path / "ben", [Chat("bens", ("How long is a lorry?",))], 40, user=BEN))
    assert book.states() == {"refund": "open"}


def test_an_older_export_handed_in_late_changes_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 40))
    book.scan(chatgpt(tmp_path, quiet(5), 10))
    assert book.states() == {"refund": "open"}


def test_an_account_whose_every_other_chat_stayed_may_have_a_few_deleted(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, quiet(3), 40))
    assert book.states() == {"refund": "verified_gone"}


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_the_order_in_which_exports_are_handed_in_does_not_matter(
    order: tuple[int, ...], book: Ledger, tmp_path: Path
) -> None:
    exports = (
        chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10),
        chatgpt(tmp_path, [DEPLOY, *quiet(5)], 20),
        chatgpt(tmp_path, [DEPLOY, replace(REFUND, id="second"), *quiet(5)], 30),
        chatgpt(tmp_path, [replace(REFUND, id="second"), *quiet(5)], 40),
    )
    for number in order:
        book.scan(exports[number])
    # The second export proves that the refund is gone; that its value is in another chat later is that chat's matter.
    assert book.states() == {"refund": "verified_gone", "deploy": "verified_gone", "second": "open"}


def test_the_same_value_in_another_chat_is_told(book: Ledger, tmp_path: Path) -> None:
    copy = replace(REFUND, id="copy")
    book.scan(chatgpt(tmp_path, [REFUND, copy, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, [copy, *quiet(5)], 40))
    task = book.task("refund")
    assert task.state.value == "inconclusive"
    assert "the same value is still in 1 other conversation" in (task.reason or "")
    book.scan(chatgpt(tmp_path, quiet(5), 70))
    assert book.states() == {"refund": "verified_gone", "copy": "verified_gone"}


def test_a_renamed_chat_is_the_same_task(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    before = book.task("refund")
    book.scan(chatgpt(tmp_path, [replace(REFUND, title="Nothing to see"), *quiet(5)], 40))
    after = book.task("refund")
    assert (before.id, before.state, before.title, after.title) == (after.id, after.state, "Notes", "Nothing to see")


def test_what_was_edited_away_and_is_still_stored_is_still_there(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    claim(book.database, book.task("refund").id, by="anna", on=day(15).date())
    edited = replace(REFUND, said=("Please refund to the account you know",), edited=REFUND.said)
    book.scan(chatgpt(tmp_path, [edited, *quiet(5)], 40))
    assert book.states() == {"refund": "still_present"}


def test_a_chat_that_stands_without_what_was_found_is_not_called_gone(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, [replace(REFUND, said=("Nothing here",)), *quiet(5)], 40))
    assert book.states() == {"refund": "open"}
    assert "still there" in (book.task("refund").reason or "")


def test_an_account_that_changed_its_address_keeps_its_tasks(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 10))
    ids = {task.id for task in book.tasks()}
    married = {**ANNA, "email": "anna.smith@brightwater-logistics.com"}
    run = book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 40, user=married))
    assert {task.id for task in book.tasks()} == ids
    assert {task.employee for task in book.tasks()} == {"anna.smith@brightwater-logistics.com"}
    assert book.states() == {"refund": "open", "deploy": "verified_gone"}
    assert [each.employee for each in run.checklists] == ["anna.smith@brightwater-logistics.com"]


def test_a_person_who_is_put_into_the_table_of_people_keeps_the_tasks(book: Ledger, tmp_path: Path) -> None:
    export = chatgpt(tmp_path, [REFUND, *quiet(5)], 10)
    book.scan(export)
    ids = {task.id for task in book.tasks()}
    people = People(accounts={"anna@brightwater-logistics.com": "e-017"}, names={"e-017": "Anna"})
    (checklist,) = book.scan(export, people=people).checklists
    assert (checklist.employee, checklist.name) == ("e-017", "Anna")
    assert {task.id for task in book.tasks()} == ids


def test_an_export_without_a_name_is_known_by_its_chats(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path / "anna", [REFUND, *quiet(5)], 10, user=None))
    book.scan(chatgpt(tmp_path / "elsewhere", quiet(5), 40, user=None))
    assert book.states() == {"refund": "verified_gone"}
    assert book.database.value("SELECT count(*) FROM account") == 1


def test_two_people_without_names_are_not_taken_for_one(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10, user=None))
    other = [Chat(f"other-{number}", ("How long is a lorry?",)) for number in range(5)]
    book.scan(chatgpt(tmp_path, other, 40, user=None))
    assert book.states() == {"refund": "open"}
    assert book.database.value("SELECT count(*) FROM account") == 2


@pytest.mark.parametrize("are_together", [True, False])
def test_custom_instructions_which_stand_at_one_address_for_all_do_not_make_two_people_one(
    book: Ledger, tmp_path: Path, *, are_together: bool
) -> None:
    anna = chatgpt(tmp_path / "anna", [replace(REFUND, instructions="Answer in German."), *quiet(30)], 10)
    bare = chatgpt(tmp_path / "ben", [replace(DEPLOY, instructions="Be short.")], 11, user=None)
    unknown = chatgpt(tmp_path / "cem", [replace(REFUND, id="other", instructions="Be kind.")], 12, user=None)
    for exports in [(anna, bare, unknown)] if are_together else [(each,) for each in (anna, bare, unknown)]:
        book.scan(*exports)
    assert len(book.database.rows("SELECT * FROM account")) == 3
    assert book.task("refund").employee == ANNA["email"]
    assert len({book.task(each).employee for each in ("refund", "deploy", "other")}) == 3
    assert set(book.states().values()) == {"open"}


def test_an_export_that_is_not_shown_to_be_newer_proves_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path / "a", [REFUND, *quiet(5)], None))
    book.scan(chatgpt(tmp_path / "b", quiet(5), None))
    task = book.task("refund")
    assert task.state.value == "inconclusive"
    assert "not shown to be newer" in (task.reason or "")


def test_newer_chats_show_that_an_export_is_newer(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path / "a", [REFUND, *quiet(5)], None))
    book.scan(chatgpt(tmp_path / "b", [*quiet(5), Chat("later", ("And lorries?",), on=3)], None))
    assert book.states() == {"refund": "verified_gone"}


def test_a_message_from_the_future_does_not_make_an_export_new(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path / "a", [REFUND, *quiet(5)], None))
    book.scan(chatgpt(tmp_path / "b", [*quiet(5), Chat("trick", ("Hello there",), on=365_000)], None))
    assert book.states() == {"refund": "inconclusive"}


def test_a_revoked_link_is_proven_gone_while_its_chat_stays(book: Ledger, tmp_path: Path) -> None:
    share = "share-0001"
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10, links={share: "refund"}))
    assert book.states("unshare") == {share: "open"}
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 40, links={}))
    assert (book.states("unshare"), book.states()) == ({share: "verified_gone"}, {"refund": "open"})


def test_a_link_that_outlives_its_chat_is_still_there(book: Ledger, tmp_path: Path) -> None:
    share = "share-0001"
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10, links={share: "refund"}))
    book.scan(chatgpt(tmp_path, quiet(5), 40, links={share: "refund"}))
    assert (book.states("unshare"), book.states()) == ({share: "open"}, {"refund": "verified_gone"})


def test_library_files_outlive_their_chat(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10, library={"file_1": "refund"}))
    book.scan(chatgpt(tmp_path, quiet(5), 40, library={"file_1": "refund"}))
    states = {task.object: task.state.value for task in book.tasks() if task.action.value == "delete"}
    assert states == {"conversation": "verified_gone", "file": "open"}
    book.scan(chatgpt(tmp_path, quiet(5), 70, library={}))
    states = {task.object: task.state.value for task in book.tasks() if task.action.value == "delete"}
    assert states == {"conversation": "verified_gone", "file": "verified_gone"}


def test_no_export_proves_a_rotation_and_deleting_the_chat_does_not_end_it(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, quiet(5), 40))
    assert list(book.states("rotate").values()) == ["open"]
    (task,) = (each for each in book.tasks() if each.action.value == "rotate")
    claim(book.database, task.id, by="anna")
    book.scan(chatgpt(tmp_path, quiet(6), 70))
    assert list(book.states("rotate").values()) == ["claimed_done"]


def rotation(book: Ledger) -> Task:
    """The only open rotation, as the lists tell it."""
    (task,) = (task for each in all_lists(book.database) for task in each.tasks if task.action.value == "rotate")
    return task


def test_a_rotation_names_the_chats_that_the_credential_lies_in_and_no_held_one(book: Ledger, tmp_path: Path) -> None:
    chats = [replace(DEPLOY, id=f"deploy{number}", title=f"Deploy {number}") for number in range(5)]
    book.scan(chatgpt(tmp_path, [*chats, *quiet(5)], 10))
    task = rotation(book)
    assert [each.title for each in task.places] == ["Deploy 0", "Deploy 1", "Deploy 2"]
    assert task.more_places == 2
    add_hold(book.database, matter="M-7", scope=Scope(), reason="claim", contact=None, by="counsel")
    task = rotation(book)
    assert (task.places, task.more_places) == ((), 0)
    assert "found in 5 conversations of yours" in task.why


def test_a_rotation_does_not_ask_for_what_is_proven_gone_and_stays_open(book: Ledger, tmp_path: Path) -> None:
    share = "share-0001"
    book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(5)], 10, links={share: "deploy"}))
    assert {"found in 1 conversation of yours", "anyone with the link can read it"} < set(rotation(book).why)
    book.scan(chatgpt(tmp_path, quiet(5), 40, links={}))
    task = rotation(book)
    assert task.places == ()
    assert "where it was pasted is proven gone: it still works until it is replaced" in task.why
    assert not any("found in" in each or "can read it" in each for each in task.why)
    assert words("de").phrase(task.why[-1]).language is None


def test_a_credential_that_is_pasted_after_its_rotation_reappears(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(5)], 10))
    (task,) = (each for each in book.tasks() if each.action.value == "rotate")
    book.clock.now = day(20)
    claim(book.database, task.id, by="anna")
    book.scan(chatgpt(tmp_path, [DEPLOY, replace(DEPLOY, id="again", on=30), *quiet(5)], 40))
    assert list(book.states("rotate").values()) == ["reappeared"]


def test_a_credential_that_one_person_replaced_is_replaced_for_all(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path / "anna", [DEPLOY, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path / "ben", [replace(DEPLOY, id="bens")], 10, user=BEN))
    rotations = [each for each in book.tasks() if each.action.value == "rotate"]
    assert len(rotations) == 2
    claim(book.database, rotations[0].id, by="anna")
    assert {each.state.value for each in book.tasks() if each.action.value == "rotate"} == {"claimed_done"}


def test_what_is_reopened_is_judged_anew(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    claim(book.database, book.task("refund").id, by="anna")
    reopen(book.database, book.task("refund").id, by="it", why="it was the wrong chat")
    assert book.states() == {"refund": "open"}
    book.scan(chatgpt(tmp_path, quiet(5), 40))
    assert book.states() == {"refund": "verified_gone"}


def test_the_asked_confidence_does_not_decide_what_is_gone(book: Ledger, tmp_path: Path) -> None:
    copy = replace(REFUND, id="copy")
    book.scan(chatgpt(tmp_path, [REFUND, copy, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, [copy, *quiet(5)], 40), min_confidence=Confidence.HIGH)
    assert book.states() == {"refund": "inconclusive", "copy": "open"}


def test_a_deleted_slack_message_is_proven_gone(book: Ledger, tmp_path: Path) -> None:
    said = [Message(1, f"refund to {IBAN}", on=3), Message(2, "thanks", on=3), Message(3, "hello", on=1)]
    book.scan(slack(tmp_path, said, 0, 10))
    assert list(book.states().values()) == ["open"]
    book.scan(slack(tmp_path, said[1:], 0, 40))
    assert list(book.states().values()) == ["verified_gone"]


def test_a_slack_export_of_other_days_proves_nothing(book: Ledger, tmp_path: Path) -> None:
    said = [Message(1, f"refund to {IBAN}", on=3), Message(2, "hello", on=1)]
    book.scan(slack(tmp_path, said, 0, 10))
    book.scan(slack(tmp_path, [Message(3, "later", on=25)], 20, 40))
    (task,) = (each for each in book.tasks() if each.action.value == "delete")
    assert task.state.value == "inconclusive"
    assert "of other days" in (task.reason or "")


def test_a_slack_export_without_the_channel_proves_nothing(book: Ledger, tmp_path: Path) -> None:
    said = [Message(1, f"refund to {IBAN}", on=3), Message(2, "hello", on=1)]
    book.scan(slack(tmp_path, said, 0, 10, channels=(CHANNEL, "C07SECOND02", "C07THIRD003", "C07FOURTH04")))
    others = ("C07SECOND02", "C07THIRD003", "C07FOURTH04")
    book.scan(slack(tmp_path, [Message(2, "hello", on=1), Message(4, "later", on=30)], 0, 40, channels=others))
    (task,) = (each for each in book.tasks() if each.action.value == "delete")
    assert task.state.value == "inconclusive"


def test_slack_text_that_the_workspace_keeps_is_said_to_survive(book: Ledger, tmp_path: Path) -> None:
    said = [Message(1, f"refund to {IBAN}", on=3), Message(2, "hello", on=1)]
    book.scan(slack(tmp_path, said, 0, 10))
    book.scan(slack(tmp_path, [replace(said[0], kind="deleted"), said[1]], 0, 40))
    states = {task.action.value: task for task in book.tasks()}
    assert states["delete"].state.value == "not_verifiable"
    assert "the text survives" in (states["delete"].reason or "")
    assert states["ask_admin"].state.value == "open"


def test_a_memory_without_the_text_is_proven_clean_by_the_same_detectors_only(book: Ledger, tmp_path: Path) -> None:
    memory = f"Anna refunds customers to {IBAN}."
    book.scan(claude(tmp_path, quiet(5), 10, memory=memory))
    assert list(book.states().values()) == ["open"]
    book.scan(claude(tmp_path, quiet(5), 40, memory="Anna refunds customers."), detectors=few_detectors()[1:])
    assert list(book.states().values()) == ["inconclusive"]
    book.scan(claude(tmp_path, quiet(5), 70, memory="Anna refunds customers often."))
    (task,) = (each for each in book.tasks() if each.action.value == "delete")
    assert task.state.value == "verified_gone"
    assert "no longer in it" in (task.reason or "")


def test_an_empty_but_whole_export_of_an_account_with_other_chats_proves_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    book.scan(chatgpt(tmp_path, [], 40))
    assert book.states() == {"refund": "inconclusive"}


def test_an_account_that_had_nothing_else_is_proven_empty(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND], 10))
    book.scan(chatgpt(tmp_path, [], 40))
    assert book.states() == {"refund": "verified_gone"}


def test_a_clock_that_goes_back_closes_nothing_and_loses_nothing(book: Ledger, tmp_path: Path) -> None:
    book.scan(chatgpt(tmp_path, [REFUND, *quiet(5)], 10))
    claim(book.database, book.task("refund").id, by="anna")
    book.clock.pass_(-365)
    book.scan(chatgpt(tmp_path, [REFUND, DEPLOY, *quiet(5)], 40))
    assert book.states()["deploy"] == "open"
    assert book.states()["refund"] in ("claimed_done", "still_present")
    book.scan(chatgpt(tmp_path, [DEPLOY, *quiet(5)], 70))
    assert book.states() == {"refund": "verified_gone", "deploy": "open"}
