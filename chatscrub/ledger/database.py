"""The ledger's SQLite file: opened safely, written in whole transactions, its failures told in a sentence.

Nothing in it is a raw value: what was found is kept as keyed fingerprint and mask, titles are masked.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from chatscrub.errors import LedgerError, UsageError
from chatscrub.ledger import key_check, schema
from chatscrub.ledger.failures import told
from chatscrub.ledger.network_disk import is_on_network
from chatscrub.ledger.state import LEDGER_FILE
from chatscrub.process_lock import ProcessLock

FILE = LEDGER_FILE
CACHE = 16 << 10  # kB of pages held in memory; with four times as many nothing is faster
LOG = 16_000  # pages of a write-ahead log before it is folded back: many archives touch the same pages
PATIENCE = 30.0  # seconds to wait for another process that writes
_MOMENT = 0.01  # seconds between two tries
_SETTLED, _UNSETTLED = "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"

Row = sqlite3.Row
Values = Sequence[object] | Mapping[str, object]


def utc_now() -> datetime:
    """The time of the machine's clock."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as it is kept: ISO 8601 in UTC with ``Z``, to the second, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


class Database:
    """One open ledger. Failures of SQLite come out as LedgerError with one sentence that names the file."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, key: bytes, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.path = path
        self.key = key
        self.clock = clock
        self.running: ProcessLock | None = None
        """That of the run which is being made, see `chatscrub.ledger.running`."""
        self._connection = connection

    def now(self) -> str:
        """The time, as `stamp` writes it."""
        return stamp(self.clock())

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with told(self.path):
            return self._execute(sql, values).fetchall()

    def each(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query one by one, for what is too long to hold."""
        with told(self.path):
            yield from self._execute(sql, values)

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, None where there is none."""
        with told(self.path):
            found: Row | None = self._execute(sql, values).fetchone()
            return found

    def value(self, sql: str, values: Values = ()) -> Any:  # noqa: ANN401  # a column has the type that its statement gives it
        """The first column of the first row, None where there is none."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    def write(self, sql: str, values: Values = ()) -> int:
        """Executes a statement and returns how many rows it changed; belongs into a `transaction`."""
        with told(self.path):
            return self._execute(sql, values).rowcount

    def insert(self, sql: str, values: Values = ()) -> int:
        """Inserts one row and returns its number."""
        with told(self.path):
            return int(self._execute(sql, values).lastrowid or 0)

    def write_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Executes a statement for each row of values, all or none of them.

        Outside of a `transaction` only what the statement touches is locked: for temporary tables, nothing of the file.
        """
        given = list(rows)
        with told(self.path):
            self._connection.execute("SAVEPOINT many")
            try:
                try:
                    self._connection.executemany(sql, given)
                except UnicodeEncodeError:
                    self._connection.execute("ROLLBACK TO many")
                    self._connection.executemany(sql, map(_storable, given))
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK TO many")
                raise
            finally:
                with suppress(sqlite3.Error):
                    self._connection.execute("RELEASE many")

    def _execute(self, sql: str, values: Values) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:
            return self._connection.execute(sql, _storable(values))

    @contextmanager
    def transaction(self, *, settled: bool = True) -> Iterator[None]:
        """All or nothing, on the disk when it ends. A transaction inside another one is part of it.

        One that is not `settled` does not wait for the disk: it outlives this process, but a power cut may take it back
        until the next one that is settled. Where there is no write-ahead log, all are.
        """
        if self._connection.in_transaction:
            yield
            return
        with told(self.path):
            self._connection.execute(_SETTLED if settled or not self._has_log else _UNSETTLED)
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with told(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # SQLite has rolled back already where it had to, e.g. on a full disk
                self._connection.execute("ROLLBACK")
            raise

    @cached_property
    def _has_log(self) -> bool:
        return str(self._connection.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"

    def compact(self) -> None:
        """Leaves nothing of removed rows behind: not in free pages, not in the write-ahead log.

        Raises:
            LedgerError: another process reads or writes, or the disk has no room for a second copy of the ledger.
        """
        with told(self.path):
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                self._connection.execute(statement).fetchall()

    def close(self) -> None:
        """Closes the file; a write-ahead log is folded back into it. A run that did not end counts as interrupted."""
        if self.running is not None:
            self.running.release(remove=True)
            self.running = None
        with suppress(sqlite3.Error):
            self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


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
            key_check.check(database)
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
    connection.execute(_SETTLED)
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


def _storable(values: Values) -> Values:
    """Text from an export may hold half a surrogate pair, which SQLite refuses."""
    if isinstance(values, Mapping):
        return {name: storable(each) if isinstance(each, str) else each for name, each in values.items()}
    return [storable(each) if isinstance(each, str) else each for each in values]


def storable(text: str) -> str:
    """Text with a question mark for each half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
