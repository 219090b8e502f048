"""Whoever asks for a person finds every conversation about them, whatever the spelling, and leaves no trace of the value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatscrub.detection.samples import fill
from chatscrub.detection.spellings import identifying, wanted
from chatscrub.ledger.standing import Standing
from chatscrub.ledger.subject import By, Concerned, concerned, entities
from tests.ledgers import KEY, Ledger, ledger
from tests.running import chatscrub, chatscrub_here, shipped_detectors
from tests.vendor_exports import Chat, Message, chatgpt, claude, quiet, slack

IBAN = fill("{{iban:DE}}", "subject")
MAIL = "ida.holm@kunde-online.de"
ALL = shipped_detectors()
CHATS = [
    Chat("mail", (f"customer: Ida Holm\ne-mail: {MAIL}\nphone: +49 30 39247723\nIBAN: {IBAN}",), on=1, title="mail"),
    Chat("titled", (f"Write to {MAIL}",), on=2, title=f"Answer for {MAIL}"),
    Chat("iban", (f"Please refund to {IBAN} by Friday",), on=2, title="iban"),
    Chat("call", ("Her phone: 030 / 39247723, call her back",), on=3, title="call"),
    Chat("turned", ("customer: Holm, Ida\nphone: +46 8 555 301 20",), on=4, title="turned"),
    Chat("umlaut", ("customer: Jürgen Weiß\nemail: j.weiss@anders-post.de",), on=5, title="umlaut"),
    Chat("number", ("customer number: KD-4711-88, e-mail: karl.ottosen@anders-post.de",), on=6, title="number"),
    Chat("american", ("phone: (212) 736-5000, email: dana.wright@anders-post.com",), on=6, title="american"),
    Chat(
        "columns",
        ("first name;last name;phone\nEva;Lind;+46 8 555 301 22\nEva;Almgren;+46 8 555 301 23",),
        on=6,
        title="columns",
    ),
    Chat("family", ("name;email\nOla Vik;vik@familie-vik.no\nTuva Vik;vik@familie-vik.no",), on=7, title="family"),
    Chat("ola", ("customer: Ola Vik\nemail: ola.vik@kunde-online.no",), on=8, title="ola"),
]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("subject")
    (folder / "state").mkdir()
    (folder / "state" / "key").write_bytes(KEY)
    with ledger(folder / "state") as book:
        book.scan(chatgpt(folder, [*CHATS, *quiet(5)], 20), claude(folder, [Chat("c", (f"Mail to {MAIL.upper()}",), title="c")], 20),
                  detectors=ALL)  # fmt: skip
    return folder / "state"


@pytest.fixture
def book(state: Path) -> Iterator[Ledger]:
    with ledger(state) as opened:
        yield opened


def asked(book: Ledger, value: str) -> list[Concerned]:
    database = book.database
    return concerned(database, wanted(KEY, value, entities(database)), joining=identifying(ALL), by="carol")


def places(found: list[Concerned], *by: By) -> set[str]:
    return {each.title for each in found if each.by in (by or tuple(By))}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (MAIL, "mail"),
        (MAIL.upper(), "mail"),
        (f"Ida Holm <{MAIL}>", "mail"),
        (f"mailto:{MAIL}", "mail"),
        (MAIL, "c"),
        (f" {IBAN[:4]} {IBAN[4:8]} {IBAN[8:12]} {IBAN[12:].lower()} ", "iban"),
        ("+49 30 39247723", "mail"),
        ("+49 (0)30 / 392 477 23", "mail"),
        ("0049 30 39247723", "mail"),
        ("011 49 30 39247723", "mail"),
        ("030 39247723", "mail"),
        ("+49 30 39247723", "call"),
        ("tel:+493039247723", "call"),
        ("+1 212 736 5000", "american"),
        ("1-212-736-5000", "american"),
        ("2127365000", "american"),
        ("Ida Holm", "mail"),
        ("Frau Ida Holm", "mail"),
        ("Holm, Ida", "mail"),
        ("HOLM Ida", "turned"),
        ("Juergen Weiss", "umlaut"),
        ("Lind, Eva", "columns"),
        ("kd 4711/88", "number"),
    ],
)
def test_a_value_is_found_in_every_spelling(book: Ledger, value: str, place: str) -> None:
    assert place in places(asked(book, value), By.VALUE, By.SPELLING)


def test_the_other_conversations_about_the_same_person_are_found_too(book: Ledger) -> None:
    found = asked(book, "Ida Holm")
    assert {"mail", "turned"} <= places(found, By.VALUE, By.SPELLING)
    assert {"iban", "c"} <= places(found, By.PERSON)
    assert not places(found) & {"umlaut", "number", "american", "family", "ola"}


def test_an_address_that_a_family_shares_does_not_join_its_members(book: Ledger) -> None:
    assert places(asked(book, "ola.vik@kunde-online.no")) >= {"ola"}
    tuva = asked(book, "Tuva Vik")
    assert "family" in places(tuva)
    assert "ola" not in places(tuva)


def test_a_pseudonym_of_the_findings_file_is_a_value(book: Ledger) -> None:
    (mail,) = (each for each in asked(book, MAIL) if each.title == "mail")
    assert "mail" in places(asked(book, mail.subjects[0].upper()), By.VALUE)


def test_kinds_of_data_days_and_tool_are_told(book: Ledger) -> None:
    (found,) = (each for each in asked(book, IBAN) if each.title == "iban")
    assert (found.employee, found.provider, found.kind) == ("anna@brightwater-logistics.com", "chatgpt", "conversation")
    assert (found.entities, (found.first_at or "")[:10]) == ((("IBAN_CODE", 1),), "2026-09-03")
    assert found.standing is Standing.THERE


def test_two_people_in_columns_are_not_taken_for_one(book: Ledger) -> None:
    for name in ("Eva Almgren", "Lind, Eva"):
        (found,) = asked(book, name)
        assert dict(found.entities)["PHONE_NUMBER"] == 1


@pytest.mark.parametrize(
    "value",
    [
        "nobody@nowhere-at-all.com",
        "+49 30 0000001",
        "Nils Nobody",
        "x" * 300,
        "😀😀😀😀",
        "\ud800\ud800\ud800",
        "\0\0\0",
    ],
)
def test_who_is_not_there_is_not_found(book: Ledger, value: str) -> None:
    assert asked(book, value) == []


def test_what_a_newer_export_proves_is_told(tmp_path: Path) -> None:
    with ledger(tmp_path / "state") as book:
        gone = Chat("gone", (f"write to {MAIL}",), on=1, title="gone")
        edited = Chat("edited", (f"Refund {MAIL}", "thanks"), on=2, title="edited")
        kept = [Chat("kept", (f"again {MAIL}",), on=1, title="kept"), *quiet(6)]
        book.scan(chatgpt(tmp_path, [gone, edited, *kept], 10))
        book.scan(chatgpt(tmp_path, [Chat("edited", ("thanks",), on=2, title="edited"), *kept], 20))
        found = {each.title: each.standing for each in asked(book, MAIL)}
    assert found == {"kept": Standing.THERE, "edited": Standing.TEXT_GONE, "gone": Standing.GONE}


def test_an_export_of_other_days_proves_nothing(tmp_path: Path) -> None:
    with ledger(tmp_path / "state") as book:
        book.scan(slack(tmp_path, [Message(1, f"write to {MAIL}", on=1), Message(2, "ok", on=1)], 0, 3))
        book.scan(slack(tmp_path, [Message(3, "hello", on=8)], 7, 9))
        (found,) = asked(book, MAIL)
        assert found.standing is Standing.UNCLEAR
        book.scan(slack(tmp_path, [Message(2, "ok", on=1), Message(5, "hello", on=3)], 0, 5))
        (found,) = asked(book, MAIL)
        assert found.standing is Standing.TEXT_GONE


def test_an_export_without_the_channel_proves_nothing(tmp_path: Path) -> None:
    with ledger(tmp_path / "state") as book:
        book.scan(slack(tmp_path, [Message(1, f"write to {MAIL}", on=1)], 0, 3))
        book.scan(slack(tmp_path, [Message(4, "hello", on=1)], 0, 12, channels=("C07OTHER003",)))
        (found,) = asked(book, MAIL)
        assert found.standing is Standing.UNCLEAR


@pytest.mark.parametrize("canary", ["Canary.Person@Geheim-Kunde.example", MAIL, f"  {MAIL.upper()}"])
def test_the_value_stands_in_no_output_and_no_row(state: Path, canary: str) -> None:
    words = [word for each in (canary, canary.lower(), canary.upper()) for word in each.strip().split("@")]
    outputs: list[str] = []
    for arguments, given in (
        (["-"], canary), ([], canary), ([canary], ""), (["-", "--json"], canary), ([canary, "--nonsense"], ""),
        ([f"--{canary}"], ""), ([canary, "--state", str(state / "none")], ""), ([f"-{canary}"], ""),
        (["-", "--why", f"asked by {canary}"], canary), (["-", "--by", canary], canary),
    ):  # fmt: skip
        outputs.extend(str(each) for each in chatscrub_here("subject", *arguments, state=state, given=given)[1:])
    assert not [output for output in outputs if any(word in output for word in words)]
    kept = b"".join(path.read_bytes() for path in state.glob("ledger.sqlite3*"))
    assert b"search for a person" in kept
    assert not [word for word in words if word.encode() in kept]


def test_that_somebody_searched_is_noted_with_how_much_was_found(book: Ledger) -> None:
    count = len(asked(book, MAIL))
    row = book.database.row("SELECT * FROM event ORDER BY id DESC")
    assert row is not None
    assert (row["action"], row["actor"], row["after"]) == ("subject", "carol", f"{count} conversations")


def test_the_command_reads_standard_input_and_several_words(state: Path) -> None:
    table = chatscrub("subject", "Ida", "Holm", "--by", "carol", state=state).stdout
    assert all(len(line) <= 80 for line in table.splitlines())
    assert "https://claude.ai/chat/c" in table
    code, document, _ = chatscrub_here("subject", "--json", state=state, given="Ida Holm\n")
    found = json.loads(document)
    assert (code, {each["found_by"] for each in found} >= {"value", "same person"}) == (0, True)
    assert MAIL not in document
    assert "history" in chatscrub_here("subject", "--help", state=state)[1]
    assert chatscrub_here("subject", "x", state=state)[0] == 2
