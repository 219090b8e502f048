"""The ledger's SQLite file: written in whole transactions, its failures told in a sentence.

Nothing in it is a raw value: what was found is kept as keyed fingerprint and mask, titles are masked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from chatscrub.ledger.failures import told
from chatscrub.ledger.state import LEDGER_FILE
from chatscrub.process_lock import ProcessLock

FILE = LEDGER_FILE
_ROWS = 1000  # that are held to be written at once
SETTLED, _UNSETTLED = "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"

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
        left = iter(rows)
        with told(self.path):
            self._connection.execute("SAVEPOINT many")
            try:
                while part := list(islice(left, _ROWS)):
                    self._write_part(sql, part)
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK TO many")
                raise
            finally:
                with suppress(sqlite3.Error):
                    self._connection.execute("RELEASE many")

    def _write_part(self, sql: str, rows: list[Sequence[object]]) -> None:
        self._connection.execute("SAVEPOINT part")
        try:
            self._connection.executemany(sql, rows)
        except UnicodeEncodeError:
            self._connection.execute("ROLLBACK TO part")
            self._connection.executemany(sql, map(_storable, rows))
        self._connection.execute("RELEASE part")

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
            self._connection.execute(SETTLED if settled or not self._has_log else _UNSETTLED)
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


def _storable(values: Values) -> Values:
    """Text from an export may hold half a surrogate pair, which SQLite refuses."""
    if isinstance(values, Mapping):
        return {name: storable(each) if isinstance(each, str) else each for name, each in values.items()}
    return [storable(each) if isinstance(each, str) else each for each in values]


def storable(text: str) -> str:
    """Text with a question mark for each half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
