"""Commands that are killed at their writes, or whose writes fail, each write by its name.

The names come from the interpreter itself: an audit hook (`sys.addaudithook`) sees every file that is opened for writing,
made, renamed, linked or removed. So a write that somebody adds to the program has its checkpoint at once, and the program
has none in its code. Statements of SQLite are heard by a connection of its own class, and what `os.fsync` ends is named,
which is where a file is whole and not yet renamed. A checkpoint is before its write; what is after it is before
the next one, and a COMMIT has one of its own after it.

A hook stays for the life of a process, so all of this happens in forked ones.
"""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from chatscrub.ledger.database import FILE
from chatscrub.ledger.opening import open_ledger
from tests.ledgers import few_detectors
from tests.running import chatscrub_here

Target = tuple[str, int]
"""The name of a checkpoint, and which of those with this name."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.rename": 1, "os.remove": 0, "os.mkdir": 0, "os.rmdir": 0, "os.link": 1, "os.chmod": 0}
_DURABLE = ("COMMIT", "VACUUM", "PRAGMA wal_checkpoint", "PRAGMA journal_mode")
_IN_SQLITE = {
    errno.ENOSPC: "SQLITE_FULL", errno.EROFS: "SQLITE_READONLY", errno.EIO: "SQLITE_IOERR_WRITE",
    errno.EACCES: "SQLITE_CANTOPEN",
}  # fmt: skip
_VARYING = re.compile(r"\d{8}T\d{6}Z|[0-9a-f]{16,}|(?<=[.-])\d+(?=\.)|\d+(?=\.jsonl)|(?<=chatscrub-)\w+")
_TIMES = re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?|20\d{6}T\d{6}Z|\d\d:\d\d:\d\d|(?<=SEQUENCE:)\d+")
_SCANS = re.compile(rb"<details><summary>The last \d+ scans.*?</details>\n?", re.DOTALL)  # the one that was killed, too
PASSING = (".partial", ".part", ".tmp", "-journal")
"""Endings of files that are not there once a command has ended."""


@dataclass(frozen=True)
class Fault:
    """What the system answers to a write, and to all that follow where it does not pass."""

    code: int
    passes: bool = False

    def error(self, name: str) -> Exception:
        """The answer, as Python or SQLite tell it."""
        if not name.removeprefix("after ").split(maxsplit=1)[0].isupper():
            return OSError(self.code, os.strerror(self.code))
        told = sqlite3.OperationalError("as a disk answers")
        told.sqlite_errorname = _IN_SQLITE[self.code]
        return told

    def stays(self, name: str) -> bool:
        """Whether this write fails, too: a full disk lets files go."""
        return not self.passes and not (self.code == errno.ENOSPC and name.startswith(("remove", "rmdir", "PRAGMA")))


@dataclass
class Checkpoints:
    """Hears of every write below a folder, and kills the process that began it at one of them, or lets it fail."""

    folder: Path
    log: Path | None = None
    target: Target | None = None
    fault: Fault | None = None
    process: int = 0
    _count: Counter[str] = field(default_factory=Counter)
    _is_after: bool = False
    _is_busy: bool = False
    _is_reached: bool = False

    def listen(self) -> None:
        """For the rest of the life of this process."""
        real = os.fsync

        def fsync(fd: Any) -> None:
            self.reach("fsync")
            real(fd)

        connect = sqlite3.connect

        class Heard(sqlite3.Connection):
            def execute(connection, sql: str, values: Any = ()) -> sqlite3.Cursor:  # noqa: N805  # self is the checkpoints
                self._statement(sql)
                return super().execute(sql, values)

        def heard(*given: Any, **more: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*given, **more, factory=Heard)
            return connection

        os.fsync = fsync
        sqlite3.connect = heard  # type: ignore[assignment]  # as the program calls it
        sys.addaudithook(self._hear)

    def _hear(self, event: str, given: tuple[object, ...]) -> None:
        if self._is_busy:
            return
        if event == "open":
            path, _, flags = given
            if isinstance(flags, int) and flags & _WRITES:
                self._path("open", path)
        elif event in _CHANGES and self._changes(event, given[0]):
            self._path(event.removeprefix("os."), given[_CHANGES[event]])

    @staticmethod
    def _changes(event: str, path: object) -> bool:
        """Not where a folder is there already, or a file is not."""
        return isinstance(path, str | os.PathLike) and os.path.lexists(path) == (event != "os.mkdir")

    def _path(self, what: str, path: object) -> None:
        if isinstance(path, str | os.PathLike) and Path(path).is_relative_to(self.folder):
            self.reach(f"{what} {_VARYING.sub('*', Path(path).relative_to(self.folder).as_posix())}")

    def _statement(self, statement: str) -> None:
        if self._is_after:
            self._is_after = False
            self.reach("after COMMIT")
        if statement.startswith(_DURABLE):
            self.reach(" ".join(statement.split()[:2]))
            self._is_after = statement == "COMMIT"

    def reach(self, name: str) -> None:
        """A checkpoint."""
        self._is_busy = True
        try:
            if self.log is not None:
                with self.log.open("a") as log:
                    log.write(f"{name}\n")
            self._count[name] += 1
            if self.target == (name, self._count[name]):
                if self.fault is None:
                    os.kill(self.process, signal.SIGKILL)
                else:
                    self._is_reached = True
                    raise self.fault.error(name)
            elif self._is_reached and self.fault is not None and self.fault.stays(name):
                raise self.fault.error(name)
        finally:
            self._is_busy = False


def in_child(work: Callable[[], object]) -> int:
    """Runs in a process of its own: its exit code, or the number of the signal that ended it as a negative one."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except SystemExit as end:
            os._exit(int(end.code or 0))
        except BaseException as error:  # noqa: BLE001  # the parent sees to it
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(70)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass(frozen=True)
class Command:
    """A command line with ``{0}`` for its folder. `codes` are those that it may end with, `now` is the time."""

    words: tuple[str, ...]
    now: datetime
    codes: frozenset[int] = frozenset({0})
    patches: Mapping[str, object] = field(default_factory=dict)

    def run(
        self, folder: Path, target: Target | None = None, *, fault: Fault | None = None, log: Path | None = None
    ) -> int:
        """Runs it in a process of its own, which is killed or fails at a checkpoint if that is asked for: see `in_child`."""
        return in_child(lambda: self.here(Checkpoints(folder, log, target, fault)))

    def here(self, points: Checkpoints) -> None:
        """Runs it in this process, which then has no further use, with ``said`` beside the folder for its errors.

        Raises SystemExit.
        """
        from chatscrub.cli.main import run

        folder = points.folder
        points.process = os.getpid()
        os.environ["CHATSCRUB_STATE"] = str(folder / "state")
        temporary = folder / "temporary"
        temporary.mkdir(exist_ok=True)
        patch = pytest.MonkeyPatch()
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setattr("chatscrub.detection.packs.load_packs", lambda *_: few_detectors())
        patch.setattr(open_ledger, "__defaults__", (lambda: self.now,))
        patch.setattr("secrets.token_bytes", bytes)
        patch.setattr(sys, "argv", ["chatscrub", *(each.format(folder) for each in self.words)])
        for name, value in self.patches.items():
            patch.setattr(name, value)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(said_beside(folder), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
        sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(each, "w"), write_through=True) for each in (1, 2))
        points.listen()
        run()

    def checkpoints(self, folder: Path, log: Path) -> list[Target]:
        """Runs it undisturbed and gives what could be killed, in the order in which it comes."""
        log.touch()
        code = self.run(folder, log=log)
        assert code in self.codes, f"exit code {code}"
        count: Counter[str] = Counter()
        found = []
        for name in log.read_text().splitlines():
            count[name] += 1
            found.append((name, count[name]))
        return found


def load_what_commands_need(commands: Iterable[Command], folder: Path) -> None:
    """Runs them undisturbed in this process, so that its forked ones, of which there are hundreds, need not import it all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chatscrub.detection.packs.load_packs", lambda *_: few_detectors())
        for command in commands:
            chatscrub_here(*(each.format(folder) for each in command.words), state=folder / "state")


def said_beside(folder: Path) -> Path:
    """The errors of the last command that ran in a folder."""
    return folder.with_name(f"{folder.name}.said")


def ledger_of(state: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a ledger that must not depend on where the work was interrupted. Asserts that it is whole."""
    if not (state / FILE).exists() or not (state / FILE).stat().st_size:
        return {}
    with sqlite3.connect(state / FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return {}
        queries = {
            "archives": "SELECT hex(digest), gap FROM archive ORDER BY 1",
            "half": "SELECT id FROM archive WHERE id NOT IN (SELECT archive FROM coverage)",
            "tasks": "SELECT id, state, employee FROM task ORDER BY id",
            "findings": "SELECT hex(key), count(*) FROM finding GROUP BY key ORDER BY 1",
            "conversations": "SELECT hex(object), employee, title FROM conversation ORDER BY 1, 2",
            "holds": "SELECT matter, employee, reason FROM hold ORDER BY id",
            "files": "SELECT path, state FROM dropped ORDER BY path",
            "unproven": "SELECT task.id FROM task JOIN account ON account.id = task.holder"
            " WHERE state = 'verified_gone' AND last_archive = latest",
            "free": "PRAGMA freelist_count",
        }
        found = {name: connection.execute(query).fetchall() for name, query in queries.items()}
    connection.close()
    assert found["half"] == found["unproven"] == []
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    """What a command leaves besides the ledger, by path, without the times, and without reports of a watcher's passes."""
    found = {}
    for top in ("out", "more", "drop", "temporary"):
        for path in sorted(each for each in (folder / top).rglob("*") if each.is_file()):
            name = path.relative_to(folder).as_posix()
            if name.startswith("out/runs/"):
                continue
            data = path.read_bytes()
            for shown in (str(folder), str(folder).replace("_", r"\_")):  # as it stands, and as Markdown has it
                data = data.replace(shown.encode(), b"/folder")
            found[name] = b"" if path.suffix == ".zip" else _TIMES.sub(b"T", _SCANS.sub(b"", data))
    return found


def passing(folder: Path) -> list[str]:
    """Files of a command that has not ended."""
    return sorted(each.name for each in folder.rglob("*") if each.name.endswith(PASSING))


def group(number: int) -> list[str]:
    """The processes of a group that run."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = each.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == number and state != "Z":
            found.append(each.parent.name)
    return found
