"""Opens the ledger: makes it where there is none, brings it to the current version, and sees whose it is."""

from __future__ import annotations

import hmac
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from chatscrub.errors import LedgerError, UsageError
from chatscrub.ledger import schema
from chatscrub.ledger.database import FILE, SETTLED, Database, utc_now
from chatscrub.ledger.failures import told
from chatscrub.ledger.network_disk import is_on_network

CACHE = 16 << 10  # kB of pages held in memory; with four times as many nothing is faster
LOG = 16_000  # pages of a write-ahead log before it is folded back: many archives touch the same pages
PATIENCE = 30.0  # seconds to wait for another process that writes
_MOMENT = 0.01  # seconds between two tries


def open_ledger(
    folder: Path, key: bytes, clock: Callable[[], datetime] = utc_now, *, patience: float = PATIENCE
) -> Database:
    """The ledger in a state folder; made, or brought to the current version with a copy kept, where needed.

    `patience` is how many seconds to wait for another process that writes.

    Raises:
        LedgerError: it is locked, damaged, or cannot be reached or written.
        UsageError: a newer chatscrub made it, or it belongs to another installation key.
    """
    path = folder / FILE
    with told(path):
        is_new = _prepared(path)
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        connection.row_factory = sqlite3.Row
        database = Database(path, connection, key, clock)
        try:
            version = _version(connection, path)
            _set_up(connection, path, is_new=is_new or version == 0, patience=patience)
            if version < schema.VERSION:
                _migrate(database, connection, version)
            _check_key(database)
        except BaseException:
            database.close()
            raise
    return database


def _prepared(path: Path) -> bool:
    """Makes sure that the file is readable by its owner alone before SQLite writes into it; whether it is new."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        if path.is_symlink():
            raise LedgerError(f"{path}: is a link, which is not followed; put the ledger itself there") from None
        with suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)
        return False
    except OSError as error:
        raise LedgerError(
            f"{path}: the ledger cannot be made ({error.strerror}); choose a writable folder with --state"
        ) from None
    return True


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > schema.VERSION:
        raise UsageError(
            f"{path}: a newer chatscrub made this ledger (version {version}, known here: {schema.VERSION}); "
            "update chatscrub, or give another --state"
        )
    return version


def _set_up(connection: sqlite3.Connection, path: Path, *, is_new: bool, patience: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(SETTLED)
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp.secure_delete = OFF")  # its file goes away with the connection
    connection.execute(f"PRAGMA cache_size = {-CACHE}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
    on_network = is_on_network(path)
    mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    refused = is_new and not on_network and mode != "wal" and not _takes_wal(connection, patience)
    if refused or (on_network and mode == "wal"):
        # Alone with the file, SQLite needs no shared memory to leave the write-ahead log.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # lets go of the lock


def _takes_wal(connection: sqlite3.Connection, patience: float) -> bool:
    """Whether a write-ahead log works here: some file systems promise it, and fail at the first write."""
    end = time.monotonic() + patience
    while True:
        try:
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                return False
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA application_id = 1668506482")  # "chsr" in ASCII; a write like any other
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            # SQLite does not wait by itself for another process that changes the mode at the same moment.
            if error.sqlite_errorname.startswith("SQLITE_BUSY") and time.monotonic() < end:
                time.sleep(_MOMENT)
                continue
            if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_FULL")):
                raise
            return False
        return True


def _migrate(database: Database, connection: sqlite3.Connection, version: int) -> None:
    """Forward, step by step; an existing ledger is copied first."""
    with database.transaction():
        # Another process may have done it while this one waited for the lock.
        version = _version(connection, database.path)
        if 0 < version < schema.VERSION:
            _copy(database.path)
        for step in schema.MIGRATIONS[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def _copy(path: Path) -> None:
    """What is committed, beside the ledger. It has its name only when it is whole."""
    copy = path.with_name(f"ledger-before-v{schema.VERSION}.sqlite3")
    partial = copy.with_name(copy.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        _prepared(partial)
        # A connection of its own reads past the one that holds the lock for writing.
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
            source.backup(target)
        partial.replace(copy)
    except OSError as error:
        raise LedgerError(
            f"{copy}: the copy that is kept before an update cannot be made ({error.strerror}); make room or make the "
            "folder writable, then run this again"
        ) from None


def belongs_to(database: Database) -> bool:
    """Whether the ledger was made with the key that it was opened with."""
    known = database.value("SELECT value FROM meta WHERE name = 'key'")
    return known is None or hmac.compare_digest(str(known), _key_mark(database.key))


def _key_mark(key: bytes) -> str:
    return hmac.new(key, b"chatscrub ledger", "sha256").hexdigest()[:16]


def _check_key(database: Database) -> None:
    """Marks a new ledger with the key that it was opened with. Raises UsageError where it has the mark of another."""
    if database.value("SELECT value FROM meta WHERE name = 'key'") is None:
        with database.transaction():
            database.write("INSERT OR IGNORE INTO meta (name, value) VALUES ('key', ?)", (_key_mark(database.key),))
    if not belongs_to(database):
        raise UsageError(
            f"{database.path}: the ledger was made with another installation key, so nothing in it would be "
            "recognised; put the key back that belongs to it, or give another --state"
        )
