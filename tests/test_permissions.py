"""What is written is its owner's alone whatever the umask, open places are warned of, and no link leads out."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest

from chatscrub.detection.samples import fill
from chatscrub.ledger.handed_in import remarks
from chatscrub.reports import list_reports
from tests.ledgers import few_detectors
from tests.running import chatscrub_here, scanned
from tests.state_folders import chat, export

PASTED = fill("IBAN of the customer: {{iban:DE}}", "permissions")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


@contextmanager
def umask(value: int) -> Iterator[None]:
    before = os.umask(value)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatscrub.detection.packs.load_packs", lambda *_: few_detectors())


def modes(*folders: Path) -> dict[str, int]:
    """The mode of everything that others or the group could do anything with, or the owner could not."""
    out = {}
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode != (0o700 if path.is_dir() else 0o600):
                out[str(path.relative_to(folder.parent))] = mode
    return out


COMMANDS = (
    "scan a.zip --out OUT",
    "scan a.zip --out OUT --reveal --format jsonl,csv",
    "scan a.zip --out below/several/folders --pseudonyms",
    "hold add --matter m --reason r --by me --tool slack",
    "report --format FORMATS --out again",
    "watch drop --out watched --once --settle 0",
    "todo list --json",
    "breach list",
    "status",
    "audit verify",
    "purge --older-than 400d --yes",
    "doctor",
)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("value", [0, 0o022, 0o077, 0o777], ids=oct)
def test_state_and_outputs_are_their_owners_alone_whatever_the_umask(value: int, tmp_path: Path) -> None:
    export(tmp_path / "a.zip", [chat("one", PASTED), chat("two", PASTED, shared=True)])
    export(tmp_path / "drop" / "b.zip", [chat("three", PASTED)], user="user-ben", email="ben@brightwater.test")
    formats = ",".join(report.name for report in list_reports())
    for command in COMMANDS:
        words = command.replace("OUT", "out").replace("FORMATS", formats).split()
        with umask(value):
            code, _, errors = chatscrub_here(*words, state=tmp_path / "deep" / "state", cwd=tmp_path)
        assert code in (0, 1), (command, errors)
    made = [tmp_path / each for each in ("deep", "out", "below", "again", "watched")]
    assert sum(path.is_file() for each in made for path in each.rglob("*")) > 20
    assert modes(*made) == {}


@pytest.mark.usefixtures("few")
def test_an_older_file_that_is_open_is_closed_when_it_is_written_anew(tmp_path: Path) -> None:
    export(tmp_path / "a.zip", [chat("one", PASTED)])
    asked = ("scan", "a.zip", "--out", "out", "--format", "jsonl")
    assert chatscrub_here(*asked, state=tmp_path / "state", cwd=tmp_path)[0] == 1
    for path in (tmp_path / "out" / "findings.jsonl", *(tmp_path / "state").glob("ledger*")):
        path.chmod(0o666)
    assert chatscrub_here(*asked, state=tmp_path / "state", cwd=tmp_path)[0] == 1
    assert modes(tmp_path / "out", tmp_path / "state") == {}


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("command", ["scan", "watch"])
def test_an_export_that_others_can_read_or_a_service_copies_is_warned_of(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatscrub.ledger.handed_in._allows", lambda *_: True)  # no folder above is closed
    drop = tmp_path / "Dropbox" / "drop"
    export(drop / "a.zip", [chat("one")])
    for mode, says in ((0o755, "drop: can be read by every user"), (0o711, "a.zip); run chmod 600"), (0o700, "")):
        drop.chmod(mode)
        (drop / "a.zip").chmod(0o644)
        rest = ("--once", "--settle", "0") if command == "watch" else ()
        code, _, errors = chatscrub_here(command, str(drop), "--out", "out", *rest, state=tmp_path / "st", cwd=tmp_path)
        assert code == 0
        assert "is synchronised by Dropbox" in errors
        assert says in errors
        assert ("every user" in errors) is bool(says)
        quiet = chatscrub_here(command, str(drop), "--out", "out", "-q", *rest, state=tmp_path / "st", cwd=tmp_path)
        assert quiet[2] == ""


def test_what_lies_in_a_closed_folder_is_read_by_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "closed" / "drop").mkdir(parents=True)
    (tmp_path / "closed" / "drop" / "a.zip").write_bytes(b"")
    for each in (tmp_path / "closed" / "drop", tmp_path / "closed" / "drop" / "a.zip"):
        each.chmod(0o777)
    (tmp_path / "closed").chmod(0o700)
    assert list(remarks(tmp_path / "closed" / "drop")) == []


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("kind", ["file", "folder", "loop", "pipe", "hidden in a set"])
def test_no_link_out_of_the_folder_is_followed(kind: str, tmp_path: Path) -> None:
    outside = export(tmp_path / "outside" / "a.zip", [chat("secret", PASTED)])
    drop = tmp_path / "drop"
    export(drop / "good.zip", [chat("good", PASTED)])
    link = drop / ("x-001.zip" if kind == "hidden in a set" else "x.zip")
    if kind == "pipe":
        os.mkfifo(link)
    else:
        link.symlink_to({"folder": outside.parent, "loop": drop}.get(kind, outside))
    run, records = scanned(drop, detectors=few_detectors())
    assert {record["conversation_id"] for record in records} == {"good"}
    assert [
        (Path(each.path).name, "is never" in each.reason or "never followed" in each.reason) for each in run.skipped
    ] == [(link.name, True)]
    state = tmp_path / "state"
    code, _, _ = chatscrub_here(
        "watch", str(drop), "--out", str(tmp_path / "out"), "--once", "--settle", "0", state=state
    )
    lists = orjson.loads((tmp_path / "out" / "index.json").read_bytes())
    assert code in (0, 1, 3)
    assert "secret" not in str(lists)
