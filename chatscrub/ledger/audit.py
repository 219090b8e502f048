"""Who decided what, when and why: rows chained by keyed hashes, so that a changed or missing row shows.

Each row's hash is HMAC-SHA-256, under the installation key, of the hash before it and the row's own content. Whoever can
write the file but does not have the key cannot make the chain whole again.
"""

from __future__ import annotations

import getpass
import hmac
from dataclasses import dataclass

import orjson

from chatscrub.ledger.database import Database, Row

SCAN = "chatscrub"
"""The actor of what the program concludes by itself."""
_HEAD = "audit"
_ANCHOR = "audit-anchor"
_ROWS = "SELECT id, at, actor, action, object, before, after, why, run, hash FROM event ORDER BY id"


def operator() -> str:
    """The login name of whoever runs the program, for decisions without ``--by``."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in a container; Windows without the variables
        return "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check: how many rows hold, and in a sentence what is wrong, None where nothing is."""

    rows: int
    fault: str | None


def note(  # noqa: PLR0913  # one for each column
    database: Database,
    action: str,
    object_: str,
    *,
    actor: str,
    before: str | None = None,
    after: str | None = None,
    why: str | None = None,
    run: int | None = None,
) -> None:
    """Adds a row; belongs into the transaction of what it tells about. No argument may hold a raw value."""
    number, last = _head(database)
    row = (number + 1, database.now(), actor, action, object_, before, after, why, run)
    hash_ = _hash(database.key, last, row)
    database.write("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, hash_))
    database.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_HEAD, f"{number + 1} {hash_.hex()}"))


def verify(database: Database) -> Verdict:
    """Recomputes the chain from its first row."""
    count = 0
    number, last = _mark(database, _ANCHOR)
    for row in database.each(_ROWS):
        if row["id"] != number + 1:
            return Verdict(count, f"row {number + 1} is missing")
        if not hmac.compare_digest(_hash(database.key, last, tuple(row)[:-1]), row["hash"]):
            return Verdict(count, f"row {row['id']} of {row['at']} was changed")
        number, last = row["id"], row["hash"]
        count += 1
    if (number, last) != _mark(database, _HEAD):
        return Verdict(count, f"rows after {number} are missing")
    return Verdict(count, None)


def forget_before(database: Database, moment: str) -> int:
    """Removes rows older than a moment; the chain then starts at the hash of the last one removed. How many."""
    last: Row | None = database.row("SELECT id, hash FROM event WHERE at < ? ORDER BY id DESC", (moment,))
    if last is None:
        return 0
    database.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_ANCHOR, f"{last['id']} {last['hash'].hex()}"))
    return database.write("DELETE FROM event WHERE id <= ?", (last["id"],))


def _head(database: Database) -> tuple[int, bytes]:
    return _mark(database, _HEAD)


def _mark(database: Database, name: str) -> tuple[int, bytes]:
    text = database.value("SELECT value FROM meta WHERE name = ?", (name,))
    if text is None:
        return 0, b""
    number, _, digest = text.partition(" ")
    return int(number), bytes.fromhex(digest)


def _hash(key: bytes, last: bytes, row: tuple[object, ...]) -> bytes:
    # Told apart from other uses of the key by its first word.
    return hmac.new(key, b"audit\0" + last + orjson.dumps(row), "sha256").digest()
