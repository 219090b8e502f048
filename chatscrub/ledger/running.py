"""Which runs are being made at this moment: each holds a lock beside the ledger, which ends with its process.

Without it a scan that still reads could not be told from one that was killed, whose exports are new to the next run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from chatscrub.errors import LedgerError
from chatscrub.ledger.database import Database
from chatscrub.process_lock import HeldError, ProcessLock, is_held

_BEFORE, _ENDING = "run-", ".lock"


def begin(database: Database, run: int) -> None:
    """From now on the run is being made, until `end`, the next `begin`, or the end of the process or the connection.

    Belongs into the transaction that records the run, so that nobody sees it without its lock. Locks of runs that were
    killed are cleared away.

    Raises:
        LedgerError: the lock cannot be made.
    """
    end(database)
    for path, _ in _locks(database):
        if not is_held(path):
            with suppress(OSError):
                path.unlink()
    lock = ProcessLock(database.path.with_name(f"{_BEFORE}{run}{_ENDING}"))
    try:
        lock.take()
    except (OSError, HeldError) as error:
        reason = error.strerror if isinstance(error, OSError) else "another process has it"
        raise LedgerError(f"{lock.path}: the lock of this run cannot be made ({reason}); nothing was scanned") from None
    database.running = lock


def end(database: Database) -> None:
    """The run is not being made any more."""
    if database.running is not None:
        database.running.release(remove=True)
        database.running = None


def others(database: Database) -> frozenset[int]:
    """The runs that other processes, or other connections, are making."""
    own = None if database.running is None else database.running.path
    return frozenset(run for path, run in _locks(database) if path != own and is_held(path))


def _locks(database: Database) -> Iterator[tuple[Path, int]]:
    for path in sorted(database.path.parent.glob(f"{_BEFORE}*{_ENDING}")):
        number = path.name.removeprefix(_BEFORE).removesuffix(_ENDING)
        if number.isdecimal() and number.isascii():
            yield path, int(number)
