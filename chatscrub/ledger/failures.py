"""Failures of SQLite, in a sentence that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chatscrub.errors import LedgerError

_RETRY = "another chatscrub is writing to the ledger; wait until it has ended, then run this again: nothing is lost"
_DAMAGED = (
    "the ledger is damaged; put back a backup (copies made before an update lie beside it as ledger-before-v*.sqlite3), "
    "or move it away to begin a new one"
)
_STRANGE = (
    "the ledger is not laid out as this version of chatscrub needs it, though it bears its number; use the version that "
    "made it, or put back a backup, and please report it"
)
_REASONS = {
    "SQLITE_BUSY": _RETRY,
    "SQLITE_LOCKED": _RETRY,
    "SQLITE_FULL": "the disk is full; make room, then run this again: what was recorded before is whole",
    "SQLITE_READONLY": "the ledger cannot be written; make the folder and the file writable, or give another --state",
    "SQLITE_CANTOPEN": "the ledger cannot be opened; check the folder's rights, or give another --state",
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_ERROR": _STRANGE,  # a table or column that is not there: whatever is read, it is not its fault
    "SQLITE_IOERR": "the disk fails to read or write the ledger; check its room, the disk and the network drive, then run this again",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Failures of SQLite within come out as LedgerError with one sentence that names the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        reason = reason_of(error)
        if reason is None:
            raise
        raise LedgerError(f"{path}: {reason}") from None


def reason_of(error: sqlite3.Error) -> str | None:
    """A failure of SQLite in a sentence that says what to do; None for one that is a mistake of ours."""
    # Primary code: SQLITE_IOERR_WRITE and its like begin with it.
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((text for code, text in _REASONS.items() if name.startswith(code)), None)
