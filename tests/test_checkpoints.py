"""kill -9 at the writes of every command: what stands is whole, and the command once more ends as if nothing had been."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
from pathlib import Path

import pytest

from chatscrub.ledger.database import FILE
from tests.crashing import Command, Target, files_of, ledger_of, load_what_commands_need, passing
from tests.ledgers import few_detectors
from tests.shared_work import chats
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import BEN, Chat, chatgpt, chatgpt_files, day, quiet, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
FORMATS = "md,json,html,eml,ics,jsonl,csv,sarif,ocsf,tickets"
BENS = Chat("bens", ("Please refund to me", *REFUND.said))
WHO = str(BEN["email"])
FOUND = frozenset({0, 1})
SHARE = 4  # of the checkpoints of each command; benchmarks/killing.py takes all
SCAN = ("scan", "{0}/first", "{0}/second", "--out", "{0}/out", "-q", "-f", FORMATS, "--jobs")
_IN_STRIPES = {
    "chatscrub.workers.WORTH_A_PROCESS": 0,
    "chatscrub.workers.planning.LARGE": 1,
    "chatscrub.workers.planning._SMALLEST": 1,
    "chatscrub.workers.planning._GOOD": 0.0,
    "chatscrub.workers.spool.IN_MEMORY": 0,
}
FIRST = Command(("scan", "{0}/first", "--out", "{0}/out", "-q", "-f", FORMATS, "--jobs", "1"), day(50), FOUND)
COMMANDS = {
    "scan": Command((*SCAN, "1"), day(50), FOUND),
    "scan --jobs 2": Command((*SCAN, "2"), day(50), FOUND, _IN_STRIPES),
    "watch": Command(
        ("watch", "{0}/drop", "--out", "{0}/out", "--once", "--settle", "0", "--after", "move", "-q", "-f", FORMATS),
        day(50),
        frozenset({3}),  # one of the files is no export
    ),
    "report": Command(("report", "--out", "{0}/more", "--format", FORMATS), day(60)),
    "todo done": Command(("todo", "done", "--employee", WHO, "--by", "ben"), day(60)),
    "hold": Command(
        ("hold", "add", "--matter", "K-7", "--reason", "a lawsuit", "--employee", WHO, "--by", "it"), day(60)
    ),
    "purge": Command(("purge", "--older-than", "2027-06-01", "--yes", "--by", "it"), day(800)),
}


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return beginnings(tmp_path_factory.mktemp("bases"))


def beginnings(folder: Path) -> dict[str, Path]:
    """What each command begins with: nothing but exports, or a ledger that scans have filled."""
    few_detectors()
    new, old = folder / "new", folder / "old"
    chatgpt(new / "first" / "a", [REFUND, DEPLOY, *quiet(5), *chats(6, "a")], 10)
    chatgpt(new / "first" / "b", [BENS, DEPLOY], 10, user=BEN)
    chatgpt(new / "second" / "c", [DEPLOY, *quiet(6), *chats(6, "a")], 40)
    write(new / "drop" / "anna" / "a.zip", chatgpt_files([REFUND, *quiet(3)]))
    write(new / "drop" / "ben.zip", chatgpt_files([BENS, DEPLOY], BEN))
    (new / "drop" / "page.zip").write_bytes(b"<html>")
    shutil.copytree(new, old)
    shutil.copytree(new, folder / "undisturbed")
    load_what_commands_need(COMMANDS.values(), folder / "undisturbed")
    for command in (FIRST, COMMANDS["scan"]):
        assert command.run(old) == 1
    return {name: new if name in ("scan", "scan --jobs 2", "watch") else old for name in COMMANDS}


def copied(base: Path, target: Path) -> Path:
    """A copy whose ledger knows its own folders."""
    shutil.copytree(base, target)
    if (target / "state" / FILE).exists():
        with sqlite3.connect(target / "state" / FILE) as connection:
            connection.execute("UPDATE run SET out = replace(out, ?, ?)", (str(base), str(target)))
        connection.close()
    return target


def is_whole(name: str, data: bytes) -> bool:
    """Whether a list or an index is there to its end."""
    if name.endswith(".json"):
        return isinstance(json.loads(data), dict)
    endings = {"html": b"</html>", "ics": b"END:VCALENDAR", "md": b"", "csv": b"", "eml": b""}
    return data.endswith((endings[name.rpartition(".")[2]] + b"\n", endings[name.rpartition(".")[2]] + b"\r\n"))


def killed(command: Command, target: Target, base: Path, folder: Path, expected: Path) -> None:
    """Kills a command at a checkpoint and looks at what stands, then runs it once more and looks at what that ends in."""
    code = command.run(copied(base, folder), target)
    ledger_of(folder / "state")
    before, after = files_of(base), files_of(expected)
    if code in command.codes:  # processes that share the work do not come to the same number of writes each time
        assert "2" in command.words, f"it never came to {target}"
        assert files_of(folder) == after, f"another without {target}"
        return
    assert code == -signal.SIGKILL, f"ended with {code} at {target}"
    for name, data in files_of(folder).items():
        if not name.endswith(".partial") and not name.startswith("temporary"):
            # Between its first look and its last one a watcher writes lists of what it has taken by then.
            is_known = data in (before.get(name), after.get(name))
            assert is_known or ("--once" in command.words and is_whole(name, data)), f"{name} is half at {target}"
    # Behind its last write all is done: once more would tell that nothing is new.
    ended = ledger_of(folder / "state") == ledger_of(expected / "state") and files_of(folder) == after
    if not ended or passing(folder):
        assert command.run(folder) in command.codes, f"not done after it was killed at {target}"
    assert files_of(folder) == after, f"killed at {target}"
    assert ledger_of(folder / "state") == ledger_of(expected / "state"), f"killed at {target}"
    assert passing(folder) == [], f"killed at {target}"


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_a_write_a_command_that_is_run_again_ends_as_an_undisturbed_one(
    name: str, bases: dict[str, Path], tmp_path: Path
) -> None:
    base, command = bases[name], COMMANDS[name]
    points = command.checkpoints(copied(base, tmp_path / "expected"), tmp_path / "log")
    assert len(points) > SHARE
    for number, target in enumerate(points[len(points) // SHARE // 2 :: len(points) // SHARE][:SHARE]):
        killed(command, target, base, tmp_path / f"killed{number:02}", tmp_path / "expected")
