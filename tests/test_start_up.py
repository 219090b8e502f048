"""Heavy libraries are imported when something needs them, so that small scans and the help are quick."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import orjson

from chatscrub.detection.samples import fill
from tests.running import ROOT

_RUN = """
import sys
sys.argv = ["chatscrub", *sys.argv[1:]]
from chatscrub.cli.main import run
try:
    run()
except SystemExit as ended:
    code = ended.code
print(code, *sys.modules, file=sys.stderr)
"""
ENGINES = {
    "presidio_analyzer",
    "spacy",
    "detect_secrets",
    "phonenumbers",
    "publicsuffixlist",
    "tldextract",
    "pycrfsuite",
    "mnemonic",
}
WRITERS = {"icalendar", "jinja2", "rich", "pydantic", "platformdirs"}
TOKEN = fill("{{github:ghp_}}", "start-up")
SCANNERS = {"hyperscan", "re2", "msgspec", "orjson", "isal", "tomli", "sqlite3", "chatscrub.detection.cascade"}


def imported(*arguments: str) -> set[str]:
    """The modules that a program of its own has imported when it ends well."""
    command = [sys.executable, "-c", _RUN, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    code, *modules = done.stderr.rpartition("\n")[0].rpartition("\n")[2].split()
    assert code == "0", done.stderr
    return set(modules)


def test_the_help_imports_nothing_that_only_a_scan_needs() -> None:
    assert imported("--help").isdisjoint(ENGINES | WRITERS | SCANNERS)


def scan_of_a_chat(folder: Path, told: str) -> tuple[str, ...]:
    """What makes a scan of one chat with one message, whatever it finds."""
    message = {
        "id": "m1",
        "author": {"role": "user"},
        "create_time": 1_700_000_000.0,
        "content": {"content_type": "text", "parts": [told]},
    }
    chat = {
        "title": "Drafts",
        "create_time": 1_700_000_000.0,
        "conversation_id": "c1",
        "current_node": "m1",
        "mapping": {"m1": {"id": "m1", "message": message, "parent": None, "children": []}},
    }
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("conversations.json", orjson.dumps([chat]))
    return "scan", str(folder / "export.zip"), "--out", str(folder / "out"), "--state", str(folder / "state")


def test_a_scan_without_a_candidate_imports_no_engine_of_others(tmp_path: Path) -> None:
    told = "the retention of drafts was discussed, and nobody objected to the summary"
    modules = imported(*scan_of_a_chat(tmp_path, told))
    assert "chatscrub.detection.cascade" in modules  # it was scanned indeed
    assert modules.isdisjoint(ENGINES | {"icalendar", "pydantic"})
    assert not {each for each in modules if each.startswith("chatscrub.detection.passwords.features")}


def test_only_a_configuration_file_imports_what_reads_one(tmp_path: Path) -> None:
    scan = scan_of_a_chat(tmp_path, f"why is {TOKEN} refused?")
    assert "pydantic" not in imported(*scan, "--fail-on", "never")
    assert "github" in (tmp_path / "out" / "findings.jsonl").read_text("utf-8")
    (tmp_path / "chatscrub.toml").write_text('fail_on = "never"\n', "utf-8")
    assert "pydantic" in imported(*scan, "--config", str(tmp_path / "chatscrub.toml"))


_LEAVE = """
import gc, sys
sys.argv = ["chatscrub", "--help"]
from chatscrub.__main__ import run
try:
    run()
except SystemExit:
    print(gc.get_freeze_count() > 10_000, file=sys.stderr)
"""


def test_what_is_held_at_the_end_is_not_looked_through_once_more() -> None:
    done = subprocess.run([sys.executable, "-c", _LEAVE], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stderr.strip() == "True"
