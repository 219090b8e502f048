"""Reports for other programs hold what their formats ask for, whatever stands in an export."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chatscrub.collector import LedgerOfRun
from chatscrub.detection.samples import fill
from chatscrub.ledger import todo
from chatscrub.ledger.suppressions import add_suppression, suppressions
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.sighting import Sighting
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import scan
from chatscrub.private_file import private_folder
from chatscrub.reports import all_reports
from chatscrub.reports.interface import HistoryWriter
from tests.ledgers import KEY, Ledger, few_detectors, ledger
from tests.running import Silent, chatscrub_here
from tests.vendor_exports import ANNA, Chat, Message, chatgpt, claude, quiet, slack

MAIL = "ida.holm@kunde-online.de"
IBAN = fill("{{iban:DE}}", "machine")
TOKEN = fill("{{github:ghp_}}", "machine")
# Messages and reminders carry the time at which they were written; tests/test_notices.py is about them.
EVERY = sorted({report.name for report in all_reports()} - {"eml", "ics"})
HOSTILE = (
    "=cmd|'/c calc'!A0</script><script>alert(1)</script>{{7*7}}{% raw %}[x](javascript:alert(1))\x1b]8;;https://e.example\x07"
    "\x1b[31m\u202egnp\u2066\r\n@SUM(1)|`*_~\x00\x9b31m\ud800Ж文م" + "long" * 200
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def written(book: Ledger, out: Path, *paths: Path, formats: list[str] = EVERY, **order: Any) -> Run:
    """Scans into the ledger and writes these reports."""
    private_folder(out)
    asked = Order(
        paths=paths,
        detectors=few_detectors(),
        people=load_people(None),
        key=KEY,
        suppressions=tuple(suppressions(book.database)),
        today=book.clock().date(),
        **order,
    )
    writers = [report.open(out) for report in all_reports() if report.name in formats]
    return scan(asked, writers, Silent(), ledger=LedgerOfRun(book.database, out, tuple(formats)))


def sarif(out: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((out / "findings.sarif").read_text(encoding="utf-8"))
    return document


def events(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "findings.ocsf.jsonl").read_text(encoding="utf-8").splitlines()]


def tickets(out: Path) -> list[dict[str, str]]:
    text = (out / "tickets.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


CHATS = [Chat("pasted", (f"write to {MAIL}, IBAN {IBAN}", f"GITHUB_TOKEN={TOKEN}"), title="Offers"), *quiet(3)]


# --- SARIF ---------------------------------------------------------------------------------------------------------------

# From sarif-schema-2.1.0.json (OASIS), whose terms do not let it be shipped here: which properties each object may have,
# and which it must have.
SARIF: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"$schema", "version", "runs", "inlineExternalProperties", "properties"}, {"version", "runs"}),
    "run": ({"results", "tool", "originalUriBaseIds", "invocations", "automationDetails", "properties"}, {"tool"}),
    "driver": ({"name", "version", "semanticVersion", "rules", "properties"}, {"name"}),
    "rule": ({"id", "name", "shortDescription", "defaultConfiguration", "properties"}, {"id"}),
    "result": (
        {
            "ruleId", "ruleIndex", "kind", "level", "rank", "message", "locations", "partialFingerprints", "suppressions",
            "properties", "baselineState",
        },
        {"message"},
    ),
    "location": ({"physicalLocation", "logicalLocations"}, set()),
    "logical": ({"name", "fullyQualifiedName", "kind"}, set()),
    "suppression": ({"kind", "status", "justification", "properties"}, {"kind"}),
    "invocation": ({"executionSuccessful", "toolExecutionNotifications"}, {"executionSuccessful"}),
}  # fmt: skip


def has(what: str, found: dict[str, Any]) -> None:
    may, must = SARIF[what]
    assert must <= set(found) <= may, (what, set(found) - may, must - set(found))


def check_sarif(document: dict[str, Any]) -> list[dict[str, Any]]:
    has("log", document)
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    has("run", run)
    has("driver", run["tool"]["driver"])
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        has("rule", rule)
        assert rule["defaultConfiguration"]["level"] in {"note", "warning", "error"}
    for invocation in run["invocations"]:
        has("invocation", invocation)
    for result in run["results"]:
        has("result", result)
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["kind"] in {"fail", "review"}
        assert (result["level"] == "none") == (result["kind"] != "fail")
        assert result["level"] in {"none", "note", "warning", "error"}
        assert 0 <= result["rank"] <= 100
        assert set(result["message"]) == {"text"}
        assert all(isinstance(each, str) for each in result["partialFingerprints"].values())
        assert result.get("baselineState", "new") in {"new", "unchanged", "updated", "absent"}
        for location in result["locations"]:
            has("location", location)
            place = location["physicalLocation"]["artifactLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~%-]+/[A-Za-z0-9._~%-]+", place["uri"])
            assert place["uriBaseId"] in run["originalUriBaseIds"]
            for logical in location["logicalLocations"]:
                has("logical", logical)
        for suppression in result["suppressions"]:
            has("suppression", suppression)
            assert suppression["kind"] in {"inSource", "external"}
            assert suppression["status"] in {"accepted", "underReview", "rejected"}
    found: list[dict[str, Any]] = run["results"]
    return found


def test_sarif_has_the_form_of_its_schema_and_names_no_file_of_the_machine(book: Ledger, tmp_path: Path) -> None:
    written(book, tmp_path / "out", chatgpt(tmp_path / "in", CHATS, 10))
    results = check_sarif(sarif(tmp_path / "out"))
    assert {(each["ruleId"], each["level"]) for each in results} == {
        ("bank-accounts.iban", "warning"),
        ("email.address", "note"),
        ("github.token", "error"),
    }
    text = (tmp_path / "out" / "findings.sarif").read_text(encoding="utf-8")
    for hidden in (str(tmp_path), ".zip", MAIL, IBAN, TOKEN, "Offers", "snippet"):
        assert hidden not in text


def test_what_the_ledger_knows_stands_in_sarif(book: Ledger, tmp_path: Path) -> None:
    def states(out: str) -> dict[str, str]:
        return {each["ruleId"]: each["baselineState"] for each in check_sarif(sarif(tmp_path / out))}

    written(book, tmp_path / "one", chatgpt(tmp_path, CHATS, 10))
    assert set(states("one").values()) == {"new"}
    book.clock.pass_(1)
    more = [*CHATS, Chat("again", (f"also {MAIL}",), 11)]
    written(book, tmp_path / "two", chatgpt(tmp_path, more, 12))
    assert states("two")["github.token"] == "unchanged"
    fingerprints = [
        {each["partialFingerprints"]["chatscrubPlace/v1"] for each in check_sarif(sarif(tmp_path / out))}
        for out in ("one", "two")
    ]
    assert fingerprints[0] < fingerprints[1]


def test_a_suppressed_finding_is_in_sarif_and_ocsf_with_its_reason_and_in_no_other_report(
    book: Ledger, tmp_path: Path
) -> None:
    export = chatgpt(tmp_path / "in", CHATS, 10)
    written(book, tmp_path / "one", export)
    (before,) = (each for each in check_sarif(sarif(tmp_path / "one")) if each["ruleId"] == "email.address")
    assert before["suppressions"] == []
    add_suppression(
        book.database,
        fingerprint=before["partialFingerprints"]["chatscrubValue/v1"],
        detector=None,
        employee=None,
        provider=None,
        reason="our own test account",
        author="kim",
        expires=None,
    )
    run = written(book, tmp_path / "two", export)
    (after,) = (each for each in check_sarif(sarif(tmp_path / "two")) if each["ruleId"] == "email.address")
    (suppression,) = after["suppressions"]
    assert (suppression["status"], suppression["justification"]) == ("accepted", "our own test account")
    assert suppression["properties"] == {"decidedOn": "2026-11-01", "decidedBy": "kim"}
    (event,) = (each for each in events(tmp_path / "two") if each["metadata"]["event_code"] == "email.address")
    assert (event["status_id"], event["status_detail"], event["is_alert"]) == (3, "our own test account", False)
    listed = (tmp_path / "two" / "findings.jsonl").read_text(encoding="utf-8")
    assert "EMAIL_ADDRESS" not in listed
    assert (run.findings, run.suppressed) == (2, 1)


# --- OCSF ----------------------------------------------------------------------------------------------------------------

# From ocsf-schema 1.9.0-dev (2026-07): for each object the attributes that it must have, and of which it must have one.
OCSF: dict[str, tuple[set[str], set[str]]] = {
    "": (
        {"activity_id", "category_uid", "class_uid", "finding_info", "metadata", "severity_id", "time", "type_uid"},
        set(),
    ),
    "metadata": ({"product", "version"}, set()),
    "metadata.product": (set(), {"name", "uid"}),
    "finding_info": ({"uid"}, set()),
    "finding_info.analytic": ({"type_id"}, {"name", "uid"}),
    "data_security": (set(), {"data_lifecycle_state_id", "detection_pattern", "detection_system_id", "policy"}),
    "data_security.classifier_details": ({"type"}, set()),
    "actor": (set(), {"process", "user", "iam_role", "invoked_by", "session", "app_name", "app_uid"}),
    "actor.user": (set(), {"account", "name", "uid"}),
    "resources.0": (set(), {"name", "uid"}),
    "resources.0.owner": (set(), {"account", "name", "uid"}),
}
NUMBERS = {
    "activity_id": {1, 2, 3},
    "status_id": {1, 2, 3, 4, 5, 6},
    "severity_id": {1, 2, 3, 4, 5, 6},
    "confidence_id": {1, 2, 3},
    "risk_level_id": {0, 1, 2, 3, 4},
    "data_security.category_id": {1, 2, 3, 4, 5, 6},
    "data_security.data_lifecycle_state_id": {1},
    "data_security.detection_system_id": {4},
    "category_uid": {2},
    "class_uid": {2006},
}


def at(event: Any, path: str) -> Any:
    for name in filter(None, path.split(".")):
        event = event[int(name)] if name.isdigit() else event[name]
    return event


def check_event(event: dict[str, Any]) -> None:
    for path, (required, one_of) in OCSF.items():
        found = set(at(event, path))
        assert required <= found, (path, required - found)
        assert not one_of or one_of & found, path
    for path, allowed in NUMBERS.items():
        assert at(event, path) in allowed, path
    assert event["type_uid"] == event["class_uid"] * 100 + event["activity_id"]
    for moment in (event["time"], event["finding_info"]["created_time"]):
        assert isinstance(moment, int)
        assert moment > 1_700_000_000_000
    assert "pattern_match" not in event["data_security"]
    assert None not in event.values()


def test_events_follow_a_finding_through_the_exports(book: Ledger, tmp_path: Path) -> None:
    def told(out: str) -> dict[str, tuple[int, int]]:
        found = events(tmp_path / out)
        for event in found:
            check_event(event)
        uids.append({event["finding_info"]["uid"] for event in found})
        return {each["metadata"]["event_code"]: (each["activity_id"], each["status_id"]) for each in found}

    uids: list[set[str]] = []
    written(book, tmp_path / "one", chatgpt(tmp_path, CHATS, 10))
    assert set(told("one").values()) == {(1, 1)}
    book.clock.pass_(2)
    written(book, tmp_path / "two", chatgpt(tmp_path, CHATS, 12))
    assert set(told("two").values()) == {(2, 2)}
    book.clock.pass_(2)
    written(book, tmp_path / "three", chatgpt(tmp_path, CHATS[1:], 14))
    assert set(told("three").values()) == {(3, 4)}
    assert uids[0] == uids[1] == uids[2]
    book.clock.pass_(2)
    written(book, tmp_path / "four", chatgpt(tmp_path, CHATS[1:], 16))
    assert told("four") == {}


def test_events_say_of_what_category_the_data_is_and_hold_none_of_it(book: Ledger, tmp_path: Path) -> None:
    written(book, tmp_path / "out", chatgpt(tmp_path, CHATS, 10), reveal=True)
    found = {each["metadata"]["event_code"]: each for each in events(tmp_path / "out")}
    categories = {code: each["data_security"]["category_id"] for code, each in found.items()}
    assert categories == {"email.address": 1, "bank-accounts.iban": 3, "github.token": 6}
    assert found["github.token"]["actor"]["user"]["email_addr"] == ANNA["email"]
    text = (tmp_path / "out" / "findings.ocsf.jsonl").read_text(encoding="utf-8")
    for hidden in (MAIL, IBAN, TOKEN, "Offers"):
        assert hidden not in text


# --- tickets -------------------------------------------------------------------------------------------------------------


def test_a_second_import_of_tickets_updates_the_first(book: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(book, out, chatgpt(tmp_path, CHATS, 10))
    first = {each["External id"]: each for each in tickets(out)}
    assert {each["Status"] for each in first.values()} == {"To Do"}
    assert {each["Assignee"] for each in first.values()} == {ANNA["email"]}
    assert all(re.fullmatch(r"chatscrub-[0-9a-f]{16}", each) for each in first)
    assert all(re.fullmatch(r"2026-1[12]-\d\d", each["Due date"]) for each in first.values())
    (deletion,) = (each for each in first.values() if each["Summary"].startswith("Delete"))
    todo.claim(book.database, deletion["External id"].removeprefix("chatscrub-"), by="anna")
    book.clock.pass_(4)
    written(book, out, chatgpt(tmp_path, CHATS[1:], 14))
    second = {each["External id"]: each for each in tickets(out)}
    assert set(second) == set(first)
    assert second[deletion["External id"]]["Status"] == "Done"
    text = (out / "tickets.csv").read_bytes().decode()
    assert text.startswith("\ufeffExternal id,Summary,Description,Assignee,Priority,Labels,Due date,Status\r\n")
    for hidden in (MAIL, IBAN, TOKEN, "Offers"):
        assert hidden not in text


@pytest.mark.parametrize("content", [b'"' + b"a" * 200_000, b"\xff\xfe", b'\0,"\n'])
def test_a_file_of_somebody_else_by_the_name_of_the_tickets_stops_no_scan(
    content: bytes, book: Ledger, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    (out / "tickets.csv").write_bytes(content)
    written(book, out, chatgpt(tmp_path, CHATS, 10))
    assert tickets(out)


def test_a_hold_takes_a_deletion_out_of_tickets_that_were_written_before(book: Ledger, tmp_path: Path) -> None:
    from chatscrub.ledger.holds import Scope, add_hold
    from chatscrub.lists import rewrite_lists

    out = tmp_path / "out"
    written(book, out, chatgpt(tmp_path, CHATS, 10), formats=["tickets"])
    add_hold(book.database, matter="2026-07", scope=Scope(provider="chatgpt"), reason="a claim", contact=None, by="kim")
    assert rewrite_lists(book.database) == [out]
    told = [each for each in tickets(out) if "delete" in each["Labels"]]
    assert told
    assert all(each["Summary"].startswith("On hold, do not delete") and each["Status"] == "On Hold" for each in told)
    assert not any("1. " in each["Description"] for each in told)


# --- hostile text ----------------------------------------------------------------------------------------------------------


def hostile_exports(folder: Path) -> tuple[Path, ...]:
    """The same hostile text in every field of three exports that text can stand in."""
    said = f"{HOSTILE} write to {MAIL} {HOSTILE}\nTOKEN={TOKEN}\n{HOSTILE}"
    chats = [Chat(f"{HOSTILE}-{number}", (said,), title=HOSTILE, edited=(said,)) for number in range(2)]
    user = {"id": HOSTILE, "email": f"{HOSTILE}@x.org", "name": HOSTILE, "chatgpt_plus_user": True}
    links, library = {HOSTILE: f"{HOSTILE}-0"}, {HOSTILE: f"{HOSTILE}-0"}
    named = folder / "=cmd()<b>&'\u202e"
    message = Message(1, said)
    return (
        chatgpt(named, [*chats, *quiet(3)], 10, user=user, links=links, library=library),
        claude(named, chats, 10, memory=said),
        slack(named, [message], 0, 10),
    )


def every_cell(path: Path) -> Iterator[str]:
    for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True):
        for cell in row:
            yield from cell.split("\n")


def check_reports(out: Path) -> None:
    """Each file is read by its format's own parser, and nothing in it has a meaning that chatscrub did not give it."""
    check_sarif(sarif(out))
    for event in events(out):
        check_event(event)
    for name in ("findings.csv", "tickets.csv"):
        for cell in every_cell(out / name):
            assert cell[:1] not in set("=+-@\t\r|%＝＋－＠"), cell[:40]
            assert cell.isprintable() or cell == ""
    for path in sorted(out.rglob("*")):
        if path.is_dir():
            continue
        text = path.read_bytes().decode("utf-8")
        assert MAIL not in text
        assert TOKEN not in text
        if path.suffix == ".json":
            json.loads(text)
        if path.suffix == ".jsonl":
            assert all(json.loads(line) for line in text.splitlines())
        if path.suffix == ".md":
            assert "<script" not in text
            assert not re.search(r"(?<!\\)\]\(javascript", text)
            assert not any(each in text for each in ("\x1b", "\u202e", "\x00", "\x9b", "\r"))


def test_hostile_text_in_every_field_of_an_export_stays_text_in_every_report(book: Ledger, tmp_path: Path) -> None:
    paths = hostile_exports(tmp_path / "in")
    run = written(book, tmp_path / "one", *paths)
    assert run.findings
    assert not run.skipped
    check_reports(tmp_path / "one")


def test_hostile_text_stays_text_when_reports_come_from_the_ledger(book: Ledger, tmp_path: Path) -> None:
    from chatscrub.pseudonyms import Pseudonymous
    from chatscrub.reporting import Asked, report

    written(book, tmp_path / "scan", *hostile_exports(tmp_path / "in"))
    for name in ("one", "two", "nameless"):
        out = private_folder(tmp_path / name)
        nameless = name == "nameless"
        opened = [each.open(out) for each in all_reports() if each.name in EVERY and not (nameless and each.is_list)]
        report(book.database, [Pseudonymous(opened, KEY)] if nameless else opened, Asked())
        if not nameless:
            check_reports(out)
    first, second = (
        {
            str(path.relative_to(tmp_path / name)): path.read_bytes()
            for path in (tmp_path / name).rglob("*.*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert first == second
    for path in (tmp_path / "nameless").iterdir():
        assert b"script" not in path.read_bytes().replace(b"description", b"").replace(b"Description", b"")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    paths = hostile_exports(tmp_path / "in")
    made = []
    for name in ("one", "two"):
        with ledger(tmp_path / name / "state") as opened:
            written(opened, tmp_path / name / "out", *paths)
        files = sorted((tmp_path / name / "out").rglob("*.*"))
        made.append({path.name: path.read_bytes() for path in files if path.is_file()})
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("setting", "encoding"),
    [
        ({}, "utf-8"),
        ({"NO_COLOR": "1"}, "utf-8"),
        ({}, "cp1252"),
        ({"TERM": "dumb"}, "utf-8"),
    ],
)
def test_a_terminal_gets_80_columns_of_plain_text(tmp_path: Path, setting: dict[str, str], encoding: str) -> None:
    hostile_exports(tmp_path / "in")
    for asked in (
        ("scan", "in", "--out", "out"),
        ("report", "--out", "again", "--format", "md,sarif,tickets"),
        ("todo", "list"),
        ("todo", "show", "--employee", str(ANNA["email"])),
        ("breach", "list"),
        ("runs",),
        ("credentials",),
    ):
        code, out, errors = chatscrub_here(
            *asked, state=tmp_path / "state", cwd=tmp_path, encoding=encoding, environment=setting
        )
        assert "UnicodeEncodeError" not in errors
        assert "internal failure" not in errors, errors
        assert code == (1 if asked[0] == "scan" else 0), errors
        assert all(each.isprintable() or each == "\n" for each in out.replace("\r\n", "\n"))
        assert max((len(line) for line in out.splitlines() if not line.startswith("https://")), default=0) <= 80


@pytest.mark.parametrize("name", ["sarif", "ocsf"])
def test_memory_does_not_grow_with_findings(tmp_path: Path, name: str) -> None:
    (report,) = (each for each in all_reports() if each.name == name)
    record: Record = {
        "schema": "", "archive": "a.zip", "provider": "claude", "employee": "anna", "conversation_id": "c", "kind": "pii",
        "conversation_title": "", "conversation_url": None, "object": "message", "message_id": "m", "sent_at": None,
        "place": "text", "detector": "email.address", "entity": "EMAIL_ADDRESS", "confidence": "high", "severity": "low",
        "exposure": 17, "vector": "DPC1", "whose": None, "flags": [], "fingerprint": "00",
    }  # fmt: skip

    def peak(count: int) -> int:
        writer = report.open(tmp_path)
        assert isinstance(writer, HistoryWriter)
        tracemalloc.start()
        for number in range(count):
            writer.told(record, Sighting(f"{number:032x}"))
        writer.finish(Run(version="0", tables="", detectors=""))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(4000) < peak(400) + 100_000
