"""Whether state folder, key and ledger are in order. Changes nothing, and goes on where something fails."""

from __future__ import annotations

import getpass
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec.structs import replace

from chatscrub.errors import ChatscrubError
from chatscrub.ledger import audit, running, schema
from chatscrub.ledger.database import FILE, Database, stamp, utc_now
from chatscrub.ledger.failures import reason_of
from chatscrub.ledger.network_disk import is_on_network
from chatscrub.ledger.opening import belongs_to
from chatscrub.ledger.state import KEY_BYTES, KEY_FILE
from chatscrub.ledger.synchronised import synchronised_by

SCARCE = 500 << 20  # bytes of free disk under which there is a warning
TOO_FEW = 20 << 20  # bytes under which a ledger cannot be relied on
PATIENCE = 2.0  # seconds to wait for another process
FAULTS = 3  # shown of what SQLite says is wrong


class Level(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at: how it is, and where it is not in order, what to do."""

    name: str
    level: Level
    text: str


def examine(folder: Path, clock: Callable[[], datetime] = utc_now) -> Iterator[Check]:
    """All checks of a state folder, in the order in which they are best read."""
    if not folder.is_dir():
        yield _warning("state folder", f"{folder} is not there; it is made by the first scan, or name it with --state")
        return
    yield from _folder(folder)
    yield _disk(folder)
    key = _key(folder)
    yield from key.checks
    path = folder / FILE
    if not path.exists():
        yield _warning("ledger", f"{path} is not there; it is made by the first scan")
        return
    yield _mode(path, "ledger file", 0o600)
    yield from _ledger(path, key.key, clock)


def _ok(name: str, text: str) -> Check:
    return Check(name, Level.OK, text)


def _warning(name: str, text: str) -> Check:
    return Check(name, Level.WARNING, text)


def _failed(name: str, text: str) -> Check:
    return Check(name, Level.FAILED, text)


def _folder(folder: Path) -> Iterator[Check]:
    mode = _mode(folder, "state folder", 0o700)
    # The files in it are closed to others all the same, and are looked at themselves.
    yield mode if mode.level is Level.OK else replace(mode, level=Level.WARNING)
    yield _owner(folder)
    place = "place of the folder"
    service = synchronised_by(folder)
    if is_on_network(folder):
        yield _warning(place, f"{folder} is on a network drive: slower, and no help against cuts; use a local disk")
    elif service is not None:
        yield _warning(place, f"{folder} is synchronised by {service}: copies leave this machine; move it elsewhere")
    else:
        yield _ok(place, "a local disk, not synchronised as far as its name tells")


def _mode(path: Path, name: str, wanted: int) -> Check:
    if sys.platform == "win32":
        return _ok(name, f"{path}; Windows has no file modes, its rights are those of the folder above")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return _failed(name, f"{path} is open to others ({mode:04o}); run chmod {wanted:o} on it")
    return _ok(name, f"{path}, {mode:04o}")


def _owner(folder: Path) -> Check:
    if sys.platform == "win32":
        return _ok("owner", getpass.getuser())
    owner, mine = folder.stat().st_uid, os.geteuid()
    if owner != mine:
        return _warning("owner", f"the folder belongs to user {owner}, this is user {mine}; run it as its owner")
    return _ok("owner", f"user {owner}, who runs this")


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    text = f"{free / 1e9:,.1f} GB free" if free >= 1e9 else f"{free / 1e6:,.0f} MB free"
    if free < TOO_FEW:
        return _failed("disk", f"{text}: make room before the next scan")
    return _warning("disk", f"{text}: make room soon") if free < SCARCE else _ok("disk", text)


class _Key(msgspec.Struct, frozen=True):
    checks: tuple[Check, ...]
    key: bytes | None = None


def _key(folder: Path) -> _Key:
    path = folder / KEY_FILE
    try:
        key = path.read_bytes()
        mode = _mode(path, "key file", 0o600)
    except FileNotFoundError:
        if (folder / FILE).exists():
            return _Key(
                (_failed("key file", f"{path} is gone: put it back from a backup, nothing is recognised else"),)
            )
        return _Key((_warning("key file", f"{path} is not there; it is made by the first scan"),))
    except OSError as error:
        return _Key((_failed("key file", f"{path} cannot be read ({error.strerror}); run this as its owner"),))
    if len(key) != KEY_BYTES:
        return _Key((mode, _failed("key", f"{path} is damaged; put it back from a backup")))
    return _Key((mode,), key)


def _ledger(path: Path, key: bytes | None, clock: Callable[[], datetime]) -> Iterator[Check]:
    try:
        with _opened(path) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            yield _schema(version)
            yield from _journal(connection, path)
            yield from _integrity(connection)
            if version == schema.VERSION:
                yield from _content(Database(path, connection, key or b"", clock), has_key=key is not None)
    except (sqlite3.Error, ChatscrubError) as error:
        told = reason_of(error) if isinstance(error, sqlite3.Error) else str(error)
        yield _failed("ledger", told or f"SQLite fails with {type(error).__name__}; put back a backup")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Read only; where a folder cannot be written, without the files that SQLite would put beside the ledger."""
    try:
        connection = _connected(path, "?mode=ro")
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
            raise
        connection = _connected(path, "?mode=ro&immutable=1")
    with closing(connection):
        yield connection


def _connected(path: Path, way: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path.absolute().as_uri() + way, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _schema(version: int) -> Check:
    name = "ledger version"
    if version > schema.VERSION:
        return _failed(name, f"{version}, made by a newer chatscrub (known here: {schema.VERSION}); update chatscrub")
    if version == 0:
        return _failed(name, "the file is empty; put back a backup, or scan again to begin a new ledger")
    if version < schema.VERSION:
        return _ok(name, f"{version}; the next scan brings it to {schema.VERSION} and keeps a copy")
    return _ok(name, str(version))


def _journal(connection: sqlite3.Connection, path: Path) -> Iterator[Check]:
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    if mode == "wal" and is_on_network(path):
        yield _warning("journal", "wal, on a network drive; the next scan changes that")
    else:
        yield _ok("journal", mode)
    yield _lock(path)


def _lock(path: Path) -> Check:
    """Whether the ledger could be written now; nothing is."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)) as connection:
        connection.isolation_level = None
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                return _warning(
                    "lock", "another chatscrub is writing; if none runs, end the program that holds the file"
                )
            return _failed("lock", reason_of(error) or "the ledger cannot be written; check disk and rights")
    return _ok("lock", "free")


def _integrity(connection: sqlite3.Connection) -> Iterator[Check]:
    try:
        faults = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({FAULTS})")]
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        yield _failed("integrity", reason_of(error) or f"the check fails with {type(error).__name__}")
        return
    if faults != ["ok"]:
        said = " ".join("; ".join(faults).split())[:200]
        yield _failed("integrity", f"damaged ({said}); put back a backup, or move it away to begin a new one")
    elif strays:
        yield _failed("integrity", f"{len(strays)} rows refer to nothing (first in {strays[0][0]}); put back a backup")
    else:
        yield _ok("integrity", "whole")


def _content(database: Database, *, has_key: bool) -> Iterator[Check]:
    if has_key:
        if belongs_to(database):
            yield _ok("key", "the ledger's own")
            verdict = audit.verify(database)
            if verdict.fault is None:
                yield _ok("audit", f"{verdict.rows:,} rows, none changed")
            else:
                yield _failed("audit", f"{verdict.fault}: compare with a backup, and ask who wrote to the file")
        else:
            yield _failed("key", "the ledger was made with another key; put that one back, or give another --state")
    yield _runs(database)
    yield _clock(database)
    yield from _outputs(database)


def _runs(database: Database) -> Check:
    at_work = running.others(database)
    unfinished = database.rows(
        "SELECT id, started FROM run WHERE finished IS NULL"
        " AND id > coalesce((SELECT max(id) FROM run WHERE finished IS NOT NULL), 0) ORDER BY id"
    )
    cut = [each for each in unfinished if each["id"] not in at_work]
    count = int(database.value("SELECT count(*) FROM run"))
    if cut:
        text = f"run {cut[-1]['id']} of {cut[-1]['started']} did not end: scan the same exports again"
        return _warning("runs", text)
    return _ok("runs", f"{count:,}, the last one {'is being made' if unfinished else 'ended'}")


def _clock(database: Database) -> Check:
    last = database.value("SELECT max(at) FROM (SELECT max(at) AS at FROM event UNION SELECT max(started) FROM run)")
    now = stamp(database.clock())
    if last is not None and last > now:
        return _warning("clock", f"it is {now}, but something was noted at {last} already; set the machine's clock")
    return _ok("clock", now)


def _outputs(database: Database) -> Iterator[Check]:
    for row in database.rows("SELECT DISTINCT out FROM run WHERE out IS NOT NULL ORDER BY out"):
        folder = Path(row["out"])
        if not folder.is_dir():
            continue
        service = synchronised_by(folder)
        if sys.platform != "win32" and folder.stat().st_mode & 0o077:
            yield _warning("output folder", f"{folder} is open to others; run chmod 700 on it")
        elif service is not None:
            yield _warning("output folder", f"{folder} is synchronised by {service}; write reports elsewhere")
        else:
            yield _ok("output folder", str(folder))
