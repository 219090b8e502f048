"""Reports come from the ledger alone, and name nobody where that is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chatscrub.collector import LedgerOfRun
from chatscrub.detection.samples import fill
from chatscrub.errors import UsageError
from chatscrub.ledger.suppressions import add_suppression
from chatscrub.lists import rewrite_lists
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.sighting import Sighting
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import scan
from chatscrub.private_file import private_folder
from chatscrub.pseudonyms import Names, Pseudonymous, claim_folder, without_lists
from chatscrub.pseudonyms.groups import FEWEST, OTHER, merged
from chatscrub.reporting import Asked, note_folder, report
from chatscrub.reports import all_reports, reports_named
from tests.ledgers import KEY, Ledger, few_detectors, ledger
from tests.running import Silent, chatscrub, chatscrub_here
from tests.test_machine_formats import CHATS, EVERY, written
from tests.vendor_exports import ANNA, AUTHOR, BEN, Chat, Message, chatgpt, claude, quiet, slack

MAIL = "karl.ottosen@anders-post.de"
TOKEN = fill("{{github:ghp_}}", "report")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def again(book: Ledger, out: Path, *formats: str, **asked: Any) -> Run:
    private_folder(out)
    return report(book.database, [each.open(out) for each in reports_named(formats or EVERY)], Asked(**asked))


def content(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def records(out: Path) -> list[Record]:
    return [json.loads(line) for line in (out / "findings.jsonl").read_text(encoding="utf-8").splitlines()]


# --- from the ledger -----------------------------------------------------------------------------------------------------


def test_what_a_scan_wrote_comes_again_without_the_exports(book: Ledger, tmp_path: Path) -> None:
    paths = (
        chatgpt(tmp_path / "in", CHATS, 10, links={"6a000000-0000-4000-8000-000000000001": "pasted"}),
        claude(tmp_path / "in", [Chat("c1", (f"ask {MAIL}",)), *quiet(3)], 10),
        slack(tmp_path / "in", [Message(1, f"token {TOKEN}")], 0, 10),
    )
    written(book, tmp_path / "scan", *paths)
    for path in paths:
        path.unlink()
    again(book, tmp_path / "again")
    scanned, made = content(tmp_path / "scan"), content(tmp_path / "again")
    assert set(made) == set(scanned)
    # Only these hold places and offsets of single texts.
    apart = {"findings.jsonl", "findings.csv", "findings.sarif", "findings.ocsf.jsonl"}
    assert {name for name in made if made[name] != scanned[name]} <= apart

    unknown = {"message_id", "author", "place", "also_at", "start", "end"}
    was = sorted(json.dumps({**each, **dict.fromkeys(unknown)}, sort_keys=True) for each in records(tmp_path / "scan"))
    assert sorted(json.dumps(each, sort_keys=True) for each in records(tmp_path / "again")) == was
    assert all(each[key] is None for each in records(tmp_path / "again") for key in unknown)


def test_the_same_ledger_gives_the_same_bytes_and_is_not_changed(book: Ledger, tmp_path: Path) -> None:
    written(book, tmp_path / "scan", chatgpt(tmp_path, CHATS, 10))
    counted = [book.database.value(f"SELECT count(*) FROM {table}") for table in ("run", "event", "finding", "task")]
    again(book, tmp_path / "one")
    again(book, tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert counted == [
        book.database.value(f"SELECT count(*) FROM {table}") for table in ("run", "event", "finding", "task")
    ]


def test_only_what_still_lies_there_is_listed_unless_all_is_asked_for(book: Ledger, tmp_path: Path) -> None:
    written(book, tmp_path / "scan", chatgpt(tmp_path, [*CHATS, Chat("kept", (f"ask {MAIL}",))], 10))
    book.clock.pass_(2)
    written(book, tmp_path / "scan", chatgpt(tmp_path, [*CHATS[1:], Chat("kept", (f"ask {MAIL}",))], 12))
    run = again(book, tmp_path / "there")
    assert {each["conversation_id"] for each in records(tmp_path / "there")} == {"kept"}
    assert [each.conversation.id for each in run.exposures] == ["kept"]
    run = again(book, tmp_path / "all", gone=True)
    flags = {(each["conversation_id"], "gone" in each["flags"]) for each in records(tmp_path / "all")}
    assert flags == {("kept", False), ("pasted", True)}
    assert {(each.conversation.id, each.gone) for each in run.exposures} == {("kept", False), ("pasted", True)}


def test_a_deleted_message_of_a_channel_that_is_still_there_is_gone(book: Ledger, tmp_path: Path) -> None:
    said = [Message(2, f"token {TOKEN}"), Message(1, "good morning"), Message(3, "good night")]
    written(book, tmp_path / "scan", slack(tmp_path / "a", said, 0, 10))
    assert again(book, tmp_path / "one").findings == 1
    book.clock.pass_(2)
    written(book, tmp_path / "scan", slack(tmp_path / "b", said[1:], 0, 12))
    assert again(book, tmp_path / "two").findings == 0
    assert again(book, tmp_path / "all", gone=True).findings == 1


def test_one_employee_gets_nothing_of_another(book: Ledger, tmp_path: Path) -> None:
    anna = chatgpt(tmp_path / "a", CHATS, 10)
    ben = chatgpt(tmp_path / "b", [Chat("bens", (f"ask {MAIL}",)), *quiet(3)], 10, user=BEN)
    written(book, tmp_path / "scan", anna, ben)
    again(book, tmp_path / "out", employee=str(BEN["email"]).upper())
    everything = b"".join(content(tmp_path / "out").values())
    assert str(BEN["email"]).encode() in everything
    assert str(ANNA["email"]).encode() not in everything
    assert b"Offers" not in everything


def test_what_was_suppressed_since_is_left_out_of_the_reports(book: Ledger, tmp_path: Path) -> None:
    written(book, tmp_path / "scan", chatgpt(tmp_path, CHATS, 10))
    add_suppression(
        book.database, fingerprint=None, detector="github.token", employee=None, provider=None, reason="ours",
        author="kim", expires=None,
    )  # fmt: skip
    run = again(book, tmp_path / "out")
    assert {each["detector"] for each in records(tmp_path / "out")} == {"bank-accounts.iban", "email.address"}
    assert (run.findings, run.suppressed) == (2, 1)
    assert "our" in (tmp_path / "out" / "findings.sarif").read_text(encoding="utf-8")


def test_lists_made_from_the_ledger_follow_a_later_hold(book: Ledger, tmp_path: Path) -> None:
    from chatscrub.ledger.holds import Scope, add_hold

    written(book, tmp_path / "scan", chatgpt(tmp_path, CHATS, 10), formats=["jsonl"])
    again(book, tmp_path / "out", "md", "tickets")
    note_folder(book.database, tmp_path / "out", ["md", "tickets"])
    add_hold(book.database, matter="7", scope=Scope(provider="chatgpt"), reason="a claim", contact=None, by="kim")
    assert rewrite_lists(book.database) == [tmp_path / "out"]
    (made,) = (tmp_path / "out" / "checklists").glob("anna*.md")
    assert "## 3. Delete" not in made.read_text(encoding="utf-8")


def test_the_command_writes_the_formats_asked_for(book: Ledger, tmp_path: Path) -> None:
    written(book, tmp_path / "scan", chatgpt(tmp_path, CHATS, 10))
    (tmp_path / "state" / "key").write_bytes(KEY)
    asked = ("report", "--format", "sarif,ocsf,tickets", "--out", str(tmp_path / "out"))
    code, out, errors = chatscrub_here(*asked, state=tmp_path / "state")
    assert (code, errors) == (0, "")
    assert "3 findings in 1 conversation," in out
    assert set(content(tmp_path / "out")) == {"findings.sarif", "findings.ocsf.jsonl", "tickets.csv"}
    code, _, errors = chatscrub_here("report", "--format", "pdf", state=tmp_path / "state")
    assert code == 2
    assert "--format pdf: unknown" in errors


# --- pseudonyms ----------------------------------------------------------------------------------------------------------


def exports(folder: Path) -> tuple[tuple[Path, ...], set[str]]:
    """Exports of several people and tools, and every word that names one of them or what they wrote about."""
    chats = [Chat("chat-of-anna", (f"write to {MAIL}", f"TOKEN={TOKEN}"), title="Frau Petersen Vertrag"), *quiet(3)]
    paths = (
        chatgpt(folder / "anna.lindgren", chats, 10),
        chatgpt(folder / "ben", [Chat("chat-of-ben", (f"my own address is {BEN['email']}",)), *quiet(3)], 10, user=BEN),
        claude(folder / "mia", [Chat("claude-chat", (f"ask {MAIL}",), title="Herr Olsen")], 10),
        slack(folder / "team", [Message(1, f"token {TOKEN}")], 0, 10),
    )
    words = {
        str(each).casefold()
        for each in (ANNA["id"], ANNA["email"], BEN["id"], BEN["email"], AUTHOR, MAIL, TOKEN, "Petersen", "Olsen", "lindgren",
                     "brightwater-logistics.com", "chat-of-anna", "chat-of-ben", "claude-chat", "anna", "chatgpt.com",
                     "claude.ai", "slack.com", folder)
    }  # fmt: skip
    return paths, words


def none_of(words: set[str], files: dict[str, bytes]) -> None:
    for name, data in files.items():
        text = (name + "\n" + data.decode("utf-8")).casefold()
        assert [word for word in words if word in text] == [], name


def nameless_reports() -> list[Any]:
    return [each for each in all_reports() if not each.is_list]


def test_no_report_from_the_ledger_names_an_employee(book: Ledger, tmp_path: Path) -> None:
    paths, words = exports(tmp_path / "in")
    written(book, tmp_path / "scan", *paths)
    out = private_folder(tmp_path / "out")
    for gone in (False, True):
        nameless = Pseudonymous([each.open(out) for each in nameless_reports()], KEY)
        report(book.database, [nameless], Asked(gone=gone))
        none_of(words, content(out))
    made = content(out)
    assert set(made) >= {"findings.sarif", "findings.ocsf.jsonl", "findings.csv", "findings.jsonl", "report.md"}
    anna = Names(KEY).employee(str(ANNA["email"]))
    assert all(anna.encode() in made[name] for name in made)


def test_no_report_of_a_scan_names_an_employee(book: Ledger, tmp_path: Path) -> None:
    paths, words = exports(tmp_path / "in")
    out = private_folder(tmp_path / "out")
    nameless = Pseudonymous([each.open(out) for each in nameless_reports()], KEY)
    order = Order(paths=paths, detectors=few_detectors(), people=load_people(None), key=KEY)
    scan(order, [nameless], Silent(), ledger=LedgerOfRun(book.database))
    none_of(words, content(out))
    assert nameless.shown is not None
    none_of(words - {"anna"}, {"shown": repr(nameless.shown).encode()})


def test_a_key_that_is_new_in_a_record_is_left_out(tmp_path: Path) -> None:
    told: list[Record] = []

    class Kept:
        def finding(self, record: Record) -> None:
            told.append(record)

        def finish(self, run: Run) -> None: ...

        def abort(self) -> None: ...

    nameless = Pseudonymous([Kept()], KEY)
    record: Record = dict.fromkeys(
        ("schema", "conversation_title", "match", "brand_new_key", "conversation_id"), "Anna"
    ) | {"provider": "claude", "employee": "anna", "sent_at": "2026-09-01T10:11:12Z", "vector": "n=1", "object": "message"}  # fmt: skip
    nameless.told(record, Sighting("00"))
    nameless.finish(Run(version="", tables="", detectors=""))
    (made,) = told
    assert (made["brand_new_key"], made["conversation_title"], made["match"]) == (None, None, None)
    assert made["sent_at"] == "2026-09-01T00:00:00Z"
    assert made["employee"].startswith("e-")


def test_a_pseudonym_is_the_same_for_one_key_and_another_for_another() -> None:
    assert Names(KEY).employee("Anna@x.org") == Names(KEY).employee("anna@X.org ")
    assert Names(KEY).employee("anna@x.org") != Names(b"x" * 32).employee("anna@x.org")
    assert Names(KEY).employee("admin") == "admin"


def people(*counts: int) -> dict[str, set[str]]:
    return {f"tool{n}": {f"{n}-{each}" for each in range(count)} for n, count in enumerate(counts)}


@pytest.mark.parametrize(
    ("counts", "other"),
    [
        ((9, 8), set()),
        ((9, 3, 2), {"tool1", "tool2"}),
        ((9, 6, 2), {"tool1", "tool2"}),  # two alone would stand there, so the next group goes in too
        ((3,), {"tool0"}),
        ((2, 1), {"tool0", "tool1"}),
    ],
)
def test_groups_of_fewer_than_five_people_are_merged(counts: tuple[int, ...], other: set[str]) -> None:
    groups = people(*counts)
    shown = merged(groups)
    assert {name for name, as_ in shown.items() if as_ == OTHER} == other
    behind = {person for name in other for person in groups[name]}
    assert not other or len(behind) >= FEWEST or len(other) == len(groups)


def test_a_tool_that_few_use_is_told_in_no_report(book: Ledger, tmp_path: Path) -> None:
    paths = []
    for number in range(FEWEST):
        user = {"id": f"user-{number}", "email": f"p{number}@brightwater-logistics.com", "chatgpt_plus_user": True}
        chat = Chat(f"chat-{number}", (f"ask {MAIL}",))
        paths.append(chatgpt(tmp_path / str(number), [chat, *quiet(3)], 10, user=user))
    paths.append(claude(tmp_path / "few", [Chat("c1", (f"TOKEN={TOKEN}",))], 10))
    written(book, tmp_path / "scan", *paths)
    out = private_folder(tmp_path / "out")
    report(book.database, [Pseudonymous([each.open(out) for each in nameless_reports()], KEY)], Asked())
    # One person alone uses the second tool: both are told as one.
    none_of({"claude", "chatgpt"}, {name: data.replace(b"chatscrub", b"") for name, data in content(out).items()})


def test_a_folder_holds_reports_with_names_or_without(tmp_path: Path) -> None:
    (tmp_path / "named").mkdir()
    (tmp_path / "named" / "report.md").write_text("# with names", encoding="utf-8")
    with pytest.raises(UsageError, match="reports with names may lie there"):
        claim_folder(tmp_path / "named", pseudonymous=True)
    claim_folder(tmp_path / "none", pseudonymous=True)
    claim_folder(tmp_path / "none", pseudonymous=True)
    with pytest.raises(UsageError, match="holds reports without names"):
        claim_folder(tmp_path / "none", pseudonymous=False)
    claim_folder(tmp_path / "named", pseudonymous=False)


def test_there_are_no_lists_without_names() -> None:
    assert not any(each.is_list for each in without_lists(reports_named([])))
    with pytest.raises(UsageError, match="ask a person by name"):
        without_lists(reports_named(["tickets"]))


def test_raw_values_and_pseudonyms_do_not_go_together(tmp_path: Path) -> None:
    code, _, errors = chatscrub_here("scan", str(tmp_path), "--pseudonyms", "--reveal", state=tmp_path / "state")
    assert code == 2
    assert "leave one of them out" in errors


def test_the_commands_name_nobody_in_files_or_in_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    _, words = exports(home / "in")
    words -= {str(home / "in").casefold()}
    asked = ("--pseudonyms", "--format", "jsonl,csv,md,json,sarif,ocsf")
    done = chatscrub("scan", "in", *asked, "--out", "out", state=home / "state", code=1, cwd=home)
    none_of(words, {"terminal": (done.stdout + done.stderr).encode(), **content(home / "out")})
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert not (home / "out" / "checklists").exists()
    done = chatscrub("report", *asked, "--out", "again", state=home / "state", cwd=home)
    none_of(words, {"terminal": (done.stdout + done.stderr).encode(), **content(home / "again")})
    done = chatscrub("scan", "in", "--out", "out", state=home / "state", code=2, cwd=home)
    assert "holds reports without names" in done.stderr
