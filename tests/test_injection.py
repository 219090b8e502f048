"""Text of an export stays text in every format: each report is made of hostile strings alone and read by a real parser."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from chatscrub.model.notices import NoticeSettings
from chatscrub.model.record import Record
from chatscrub.model.sighting import Change, Sighting, Suppressed
from chatscrub.model.task import Checklist
from chatscrub.reports import all_reports
from chatscrub.reports.interface import Writers
from tests.canaries import few_detectors
from tests.running import chatscrub_here
from tests.test_html_reports import ATTRIBUTES, ELEMENTS, Page, exposure, run_of
from tests.vendor_exports import Chat, chatgpt

STRINGS = {
    "markup": '"></title></script><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>\'{{ 7*7 }}',
    "Markdown": "](javascript:alert(1)) [a](http://evil.test) ![b](http://evil.test/b.png) <b>x</b> `|`\n# c\n- [ ] d | e |\n> f",
    "link": "http://evil.test/login www.evil.test mailto:a@evil.test <http://evil.test>",
    "formula": '=HYPERLINK("http://evil.test","x")',
    "command": "@SUM(1+9)*cmd|' /C calc'!A0",
    "plus": "+1+1", "minus": "-2+3+cmd|' /C calc'!A0", "tab": "\t=1+1", "break": "\r=1+1", "wide": "＝1+1", "pipe": "|cmd",
    "header": "x\r\nBcc: all@evil.test\r\nContent-Type: text/html\r\n\r\n<b>mail</b>",
    "encoded header": "=?utf-8?q?x=0D=0ABcc:_all=40evil.test?=",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://evil.test/x\r\nSUMMARY;X=\"a\":y\\, z; w",
    "terminal": "\x1b]8;;http://evil.test\x07x\x1b]52;c;eA==\x07\x1b[2J\x1b[31m\x9b31m\x08\x7f",
    "bidi": "\u202egnp.exe\u2066\u200b\u2028\u2029\ufeff",
    "path": "../../../etc/passwd\0C:\\con\\..\\nul:<>|?*",
    "address": "file:///etc/passwd?a=b#c %0d%0a%00 \\\\host\\share",
    "JSON": '"}],"x":"\\u0000\\","__proto__":{}',
}  # fmt: skip
MARKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+")  # RFC 3986: a relative path


def record_of(text: str) -> Record:
    """A finding whose every free text is the given one."""
    return {
        "schema": "chatscrub.finding/1", "archive": text, "provider": text, "employee": text, "conversation_id": text,
        "conversation_title": text, "conversation_url": text, "object": text, "message_id": text, "author": text,
        "role": text, "sent_at": "2026-03-01T09:00:00Z", "place": text, "also_at": [], "branch": "current", "start": 1,
        "end": 2, "kind": "credential", "detector": text, "entity": text, "confidence": "high", "severity": "high",
        "exposure": 50, "vector": text, "whose": text, "subject": text, "flags": [text], "match": text,
        "fingerprint": "ab" * 32, "reasons": [text],
    }  # fmt: skip


def _as_from_a_ledger(each: Checklist) -> Checklist:
    """A list whose ids, addresses and links are such as the ledger gives: made by us, or judged before."""
    link = "https://chatgpt.com/c/1"
    tasks = tuple(
        replace(task, id=f"{number:016x}", url=link, source=link, sent_at="2026-03-01T09:00:00Z")
        for number, task in enumerate(each.tasks)
    )
    return replace(each, tasks=tasks, proven=tasks[:3], email="mia@brightwater-logistics.com")


@pytest.fixture(params=STRINGS)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, dict[str, bytes]]:
    """A string, and all files of all formats whose every field is that string."""
    text = STRINGS[request.param]
    writers = Writers([report.open(tmp_path) for report in all_reports()])
    suppressed = Suppressed(text, text, "2026-03-01")
    for sighting in (Sighting("cd" * 16, Change.NEW, None, None, listed=True),
                     Sighting("ce" * 16, Change.STILL, datetime(2026, 3, 1, tzinfo=UTC), suppressed, listed=False)):  # fmt: skip
        writers.told(record_of(text), sighting)
    exposures = [exposure(text, number) for number in range(3)]
    exposures.append(replace(exposures[0], conversation=replace(exposures[0].conversation, url=text, provider=text)))
    run = run_of(text, exposures)
    run.notices = NoticeSettings(sender="it@brightwater-logistics.com", titles=True)
    run.checklists = [_as_from_a_ledger(each) for each in run.checklists]
    writers.finish(run)
    files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len({Path(name).suffix for name in files}) == len(READERS)
    return text, files


def test_every_format_reads_back_as_what_it_is(written: tuple[str, dict[str, bytes]]) -> None:
    text, files = written
    for name, data in files.items():
        assert re.fullmatch(r"(?:checklists/)?[\w.-]+", name), name
        READERS[Path(name).suffix](data, text)


def _page(data: bytes, text: str) -> None:
    page = Page(data)
    assert {tag for tag, _ in page.elements} <= set(ELEMENTS.split())
    for tag, attributes in page.elements:
        assert set(attributes) <= set(ATTRIBUTES.split()), (tag, attributes)
    assert all(each["href"].startswith(("#", "https://chatgpt.com/")) for each in page.all("a"))
    assert not MARKS.search("".join(page.texts))


def _markdown(data: bytes, text: str) -> None:
    said = data.decode()
    assert not MARKS.search(said)
    for token in MarkdownIt("js-default", {"html": True, "linkify": False}).parse(said):
        for each in (token, *(token.children or ())):
            assert each.type not in {"html_block", "html_inline", "image", "fence", "code_block"}, each
            assert each.type != "link_open" or str(each.attrs["href"]).startswith(
                ("#", "checklists/", "https://chatgpt.com/")
            ), each
    # Renderers make links of bare addresses too.
    assert not re.search(r"(?<!\w)(?:https?://|www\.)evil", said)


def _csv(data: bytes, text: str) -> None:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip().startswith(tuple("=+-@|%\t\r＝＋－＠")), cell
        assert not MARKS.search(cell)


def _json(data: bytes, text: str) -> None:
    _check(json.loads(data), text)


def _lines(data: bytes, text: str) -> None:
    for line in data.splitlines():
        _check(json.loads(line), text)


def _check(value: Any, text: str) -> None:
    """Strings stay what they are; only addresses have a grammar of their own."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in ("uri", "helpUri", "informationUri") and "chatscrub" not in str(each):
                assert URI.fullmatch(each), each
                assert not each.startswith("/")
                assert ".." not in each.split("/")
            _check(each, text)
    elif isinstance(value, list):
        for each in value:
            _check(each, text)


def _mail(data: bytes, text: str) -> None:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert not [part.defects for part in message.walk() if part.defects]
    assert {key.lower() for key in message} <= {
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "x-unsent", "auto-submitted",
        "content-transfer-encoding", "content-language", "x-auto-response-suppress", "x-chatscrub-notice", "reply-to",
    }  # fmt: skip
    assert "evil" not in str(message["to"]) + str(message["from"])
    assert len(message.get_all("to") or ()) <= 1
    assert all(not part.get_filename() for part in message.walk())
    for part in message.walk():
        if part.get_content_type() == "text/html":
            _page(part.get_content().replace("\r\n", "\n").encode(), text)
        elif part.get_content_type() == "text/plain":
            assert not re.search(r"(?<!\w)(?:https?://|www\.)evil", part.get_content())


def _calendar(data: bytes, text: str) -> None:
    calendar = icalendar.Calendar.from_ical(data)
    kinds = {component.name for component in calendar.walk()}
    assert kinds <= {"VCALENDAR", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VTODO"}
    assert not any("ATTACH" in component or "ATTENDEE" in component for component in calendar.walk())
    assert all(not component.errors for component in calendar.walk())
    assert max(map(len, data.split(b"\r\n"))) <= 75


READERS = {
    ".html": _page, ".md": _markdown, ".csv": _csv, ".json": _json, ".jsonl": _lines, ".sarif": _json, ".eml": _mail,
    ".ics": _calendar,
}  # fmt: skip


def test_no_command_lets_text_of_an_export_reach_the_terminal_as_more_than_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_detectors(monkeypatch)
    state, drop = tmp_path / "state", tmp_path / "in"
    said = "write to mia@kunde-nord.de, " + "iban DE75512108001245126199"
    halves = "\ud800\ud83d x"  # which the readers of exports replace
    for number, text in enumerate([*STRINGS.values(), halves]):
        chats = [Chat(f"chat-{number}", (said,), title=text), Chat(text, (said,), title="Notes")]
        user = {"id": f"user-{text}", "email": f"{text}@kunde.test", "name": text, "chatgpt_plus_user": True}
        chatgpt(drop / str(number), chats, number, user=user, links={text: f"chat-{number}"}, library={text: text})
    out = tmp_path / "out"
    printed = [chatscrub_here("scan", str(drop), "--out", str(out), state=state)]
    first = json.loads((out / "findings.jsonl").read_bytes().splitlines()[0])["fingerprint"]
    commands = (
        "todo list", "todo list --all", "credentials --all", "status", "runs --archives", "breach list", "audit list",
        "vendors show", "subject -", f"explain {first} --findings {out}",
    )  # fmt: skip
    printed += [chatscrub_here(*each.split(), state=state, given="mia@kunde-nord.de") for each in commands]
    assert sum(len(said) for _, said, _ in printed) > 20_000
    for _, said, errors in printed:
        assert not MARKS.search(said + errors)
        assert not re.search(r"(?m)^(?:Bcc|END:VEVENT)", said)
