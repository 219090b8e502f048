"""No raw value leaves the process, whatever the operator asks for and whatever goes wrong.

A raw value is what a detector finds, and the text of messages. The product shows, and says that it shows: masks of values,
accounts (address and name), the vendors' ids, titles of conversations with every value in them masked, and paths as they
were handed in. Everything else in an export must not be found in any byte of any output, encoded or not.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from chatscrub.archive import shown_member
from chatscrub.detection import judge
from chatscrub.detection.samples import fill
from chatscrub.ledger.audit import operator
from chatscrub.ledger.recording import Recorder
from chatscrub.model.detector import Kind
from chatscrub.model.finding import mask
from tests.canaries import Canaries, everything_logged, few_detectors, files, numbers_in
from tests.canary_exports import EXPORTS
from tests.running import chatscrub_here, shipped_detectors
from tests.vendor_exports import Chat, chatgpt

FORMATS = "html,md,csv,json,jsonl,sarif,ocsf,tickets,eml,ics"
SHORTEST = 6  # characters of a value that no report holds by accident


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The raw values that detectors find while a test runs: each of them is masked once."""
    values: set[str] = set()

    def spy(value: str, kind: Kind) -> str:
        values.add(value)
        return mask(value, kind)

    monkeypatch.setattr(judge, "mask", spy)
    return values


def hidden(canaries: Canaries, values: set[str]) -> set[str]:
    """Values that must not be shown: not those that hold the address of an account, or a title's word."""
    return {
        each for each in values if len(each) >= SHORTEST and not canaries.shown.intersection(numbers_in(each.lower()))
    }


def examples(part: int, parts: int) -> list[str]:
    """One example of each detector, in so many parts."""
    return [
        fill(template, f"canary {one.id}") for one in shipped_detectors()[part::parts] for template in one.match[:1]
    ]


@pytest.mark.parametrize("provider", EXPORTS)
def test_no_raw_value_stands_in_any_report_ledger_log_or_output(
    provider: str, tmp_path: Path, found: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("scanning", "detection.candidates"):  # borders of batches fall between and inside messages
        monkeypatch.setattr(import_module(f"chatscrub.{module}"), "BATCH", 3000)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    canaries = Canaries(provider)
    texts = [
        *examples(list(EXPORTS).index(provider), len(EXPORTS)),
        *(f"{canaries.value()} {'word ' * length}{canaries.value()}" for length in range(500, 800, 60)),
    ]
    export = EXPORTS[provider](tmp_path / "in", canaries, texts)
    outputs: dict[str, bytes] = {}
    out, state = tmp_path / "out", tmp_path / "state"

    def while_open(recorder: Recorder, *given: Any, **named: Any) -> Any:
        outputs.update({f"open {name}": data for name, data in files(state, temporary).items()})
        return finish(recorder, *given, **named)

    finish = Recorder.finish
    monkeypatch.setattr(Recorder, "finish", while_open)
    with everything_logged() as said:
        code, printed, errors = chatscrub_here(
            "scan", str(export), "--out", str(out), "--format", FORMATS, "--min-confidence", "low", state=state
        )
    assert code == 3, errors  # some members are broken on purpose
    assert "open state/ledger.sqlite3-wal" in outputs
    outputs |= files(out, state, temporary)
    outputs |= {"printed": printed.encode(), "errors": errors.encode(), "log": said.getvalue().encode()}
    values = hidden(canaries, found)
    assert len(values) > len(texts) // 2
    leaks = canaries.leaks(outputs, values)
    assert not leaks, f"{len(leaks)} of {len(canaries) + len(values)} canaries in {len(outputs)} outputs: {leaks[:20]}"


def test_the_search_finds_a_canary_in_every_encoding() -> None:
    canaries = Canaries("search")
    word = canaries.marker()
    raw = word.encode()
    forms = {
        "plain": raw, "upper case": raw.upper(), "hex": raw.hex().encode(), "UTF-16": word.encode("utf-16"),
        "JSON": "".join(f"\\u{ord(each):04x}" for each in word).encode(),
        "HTML": "".join(f"&#{ord(each)};" for each in word).encode(),
        "HTML hex": "".join(f"&#x{ord(each):x};" for each in word).encode(),
        "URL": "".join(f"%{ord(each):02X}" for each in word).encode(),
        **{f"base64 {start}": base64.b64encode(b"-" * start + raw + b"!" * 5) for start in range(4)},
        "base64 for URLs": base64.urlsafe_b64encode(b"\xff\xfe" + raw),
        "folded": raw[:5] + b"\r\n " + raw[5:], "quoted-printable": raw[:3] + b"=\r\n" + raw[3:],
        "not linked": raw[:4] + "\u2060".encode() + raw[4:],
    }  # fmt: skip
    assert canaries.leaks(forms) == [f"{name}: marker 1" for name in forms]
    assert canaries.leaks({"another": canaries.marker(shown=True).encode(), "none": raw[:-2]}) == []


# --- every command ----------------------------------------------------------------------------------------------------


def test_no_command_prints_or_keeps_a_raw_value(
    tmp_path: Path, found: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few_detectors(monkeypatch)
    canaries = Canaries("commands")
    state, out, drop = tmp_path / "state", tmp_path / "out", tmp_path / "drop"
    EXPORTS["claude"](drop, canaries)
    told: dict[str, bytes] = {}

    def run(*words: str, given: str = "") -> str:
        code, printed, errors = chatscrub_here(*words, state=state, given=given, cwd=tmp_path)
        told[f"{' '.join(words)} ({code})"] = (printed + errors).encode()
        return printed

    run("watch", "drop", "--out", "out", "--once", "--settle", "0", "--format", FORMATS, "--after", "move")
    run("scan", "drop", "--out", "scanned", "--json")
    task = json.loads(run("todo", "list", "--json"))[0]["id"]
    credential = json.loads(run("credentials", "--json"))[0]["fingerprint"]
    breach = json.loads(run("breach", "list", "--json"))[0]["id"]
    account, mail, token = "qz", canaries.mail(), canaries.token()
    commands = """
        report --out again --all --format {formats}; report --json --out again --pseudonyms; todo list; todo show {task}
        todo show {task} --json; todo notified {account} --by it; todo done {task} --by it; todo reopen {task} --why x
        todo waive {task} --why x --until 2099-01-01; hold add --matter 1 --tool claude --reason x --contact y
        hold list; hold list --json; hold lift 1 --why x; suppress add {credential} --reason x --expires 2099-01-01
        suppress list; suppress list --json; suppress remove 1; credentials; credentials --all
        credentials rotated {credential} --on 2026-11-20; breach list; breach list --all --json
        breach aware {breach} --at 2026-11-20T10:00; breach record {breach}; breach record {breach} --json
        breach record {breach} --out breach.md; breach close {breach} --decision documented --why x; breach reopen {breach} --why x
        vendors show claude; vendors show --json; vendors set claude dpa yes --source x; vendors forget claude dpa
        runs; runs --archives; runs --json; status; status --json; audit list; audit list --json; audit verify; doctor
        doctor --json; explain {credential} --findings scanned; detectors list; detectors explain github.token
        service print systemd --drop /srv/drop --out /srv/out --state /srv/state; purge --older-than 400d --yes
        subject {mail}; subject {mail} --nonsense; explain {token}; suppress add {token} --reason x --expires 2099-01-01
        suppress add {card} --reason x --expires 2099-01-01; credentials rotated {token} --on 2026-11-20; todo show {token}
        breach record {card}; explain {credential} --findings none; report --format nonsense; scan nowhere --out again
        scan out --out again; watch drop --out drop/out --once; breach aware {breach} --at never; purge --older-than x
    """
    values = {
        "task": task, "credential": credential, "breach": breach, "account": account, "mail": mail, "token": token,
        "formats": FORMATS, "card": canaries.card(),
    }  # fmt: skip
    for line in re.split(r"[;\n]", commands):
        words = [word.format(**values) for word in line.split()]
        if words:
            run(*words)
    for given in (mail, token, canaries.card()):
        run("subject", "-", "--json", given=given)
        run("subject", given=given)
    told = {name.replace(token, "TOKEN").replace(mail, "MAIL"): data for name, data in told.items()}
    outputs = told | files(state, out, tmp_path / "scanned", tmp_path / "again", tmp_path / "breach.md")
    assert not [name for name in told if name.endswith("(4)")]
    leaks = canaries.leaks(outputs, hidden(canaries, found))
    assert not leaks, f"{len(leaks)} of {len(canaries)} canaries in {len(outputs)} outputs: {leaks[:20]}"


# --- raw values on request --------------------------------------------------------------------------------------------


def test_reveal_writes_only_private_findings_files_warns_and_is_noted_in_the_audit_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_detectors(monkeypatch)
    canaries = Canaries("revealed")
    token = canaries.token()
    export = chatgpt(tmp_path / "in", [Chat("chat-1", (f"use {token} now",), title=f"use {token}")], 3)
    state, out = tmp_path / "state", tmp_path / "out"
    code, printed, errors = chatscrub_here(
        "scan", str(export), "--out", str(out), "--format", FORMATS, "--reveal", "--jobs", "2", state=state
    )
    assert code == 1
    assert "audit log" in errors
    holding = {name for name, data in files(out).items() if token.encode() in data}
    assert holding == {"out/findings.csv", "out/findings.jsonl"}
    if sys.platform != "win32":
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in out.glob("findings.*"))
    elsewhere = {name: data for name, data in files(out, state).items() if name not in holding}
    fingerprint = json.loads((out / "findings.jsonl").read_bytes().splitlines()[0])["fingerprint"]
    told = chatscrub_here("explain", fingerprint, "--findings", str(out), state=state)
    assert told[0] == 0
    assert canaries.leaks({"printed": (printed + errors).encode(), "explain": str(told).encode(), **elsewhere}) == []
    (noted,) = (each for each in json.loads(chatscrub_here("audit", "list", "--json", state=state)[1])
                if each["action"] == "reveal")  # fmt: skip
    assert (noted["object"], noted["actor"], bool(noted["at"])) == (str(out), operator(), True)
    watched = chatscrub_here("watch", str(tmp_path / "in"), "--out", str(out), "--once", "--reveal", state=state)
    assert watched[0] == 2


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("conversations-003.json", None),
        ("export/group_chats (1).json", None),
        ("projects/b801e178-0516-40af-975f-1ef4803879ac.json", None),
        ("ops-alerts/2026-11-04.json", None),
        ("D07DIRECT03/2026-11-04.json", None),
        ("file-AbCdEfGh1234567.dat", None),
        ("parts-000.zip!/conversations.json", None),
        ("Kündigung Frau Muster.json", "K…(21).json"),
        ("files/4929723232194248.json", "files/4…(16).json"),
        ("ann@kunde.example/2026-11-04.json", "a…(17)/2026-11-04.json"),
        ("acme-4929723232194248/2026-11-04.json", "a…(21)/2026-11-04.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_the_vendors_name_and_masked_by_a_persons(
    name: str, shown: str | None
) -> None:
    assert shown_member(name) == (shown or name)
