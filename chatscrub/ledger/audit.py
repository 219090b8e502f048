"""Who decided what, when and why: rows chained by keyed hashes, so that a changed or missing row shows.

Each row's hash is HMAC-SHA-256, under the installation key, of the hash before it and the row's own content. Where the
chain begins and ends is marked under the same key. Whoever can write the file but does not have the key cannot make the
chain whole again; who puts back an older file as a whole can.
"""

from __future__ import annotations

import getpass
import hmac
from collections.abc import Iterable, Sequence

import msgspec
import orjson

from chatscrub.ledger.database import Database, Row, storable

SCAN = "chatscrub"
"""The actor of what the program concludes by itself."""
_HEAD = "audit"
_ANCHOR = "audit-anchor"
_ANY = "SELECT 1 FROM (SELECT 1 FROM task UNION ALL SELECT 1 FROM hold UNION ALL SELECT 1 FROM event) LIMIT 1"
_ROWS = "SELECT id, at, actor, action, object, before, after, why, run, hash FROM event ORDER BY id"


def operator() -> str:
    """The login name of whoever runs the program, for decisions without ``--by``."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in a container; Windows without the variables
        return "unknown"


class Verdict(msgspec.Struct, frozen=True):
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
    _put(database, [(actor, action, object_, before, after, why)], run)


def note_new_tasks(database: Database, tasks: Iterable[str], state: str, run: int) -> None:
    """Adds a row, as `note` does, for each of many tasks that a run made, by their ids."""
    _put(database, ((SCAN, "task", each, None, state, "found") for each in tasks), run)


def _put(database: Database, told: Iterable[Sequence[str | None]], run: int | None) -> None:
    """Adds rows, of which `told` is what stands between time and run."""
    (number, last), now = _head(database), database.now()
    rows: list[tuple[object, ...]] = []
    for values in told:
        number += 1
        # Cleaned before the hash is made, which must be that of what is stored.
        said = (None if each is None else storable(each) for each in values)
        row = (number, now, *said, run)
        last = _hash(database.key, last, row)
        rows.append((*row, last))
    if rows:
        database.write_many("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        _put_mark(database, _HEAD, number, last)


def verify(database: Database) -> Verdict:
    """Recomputes the chain from its first row."""
    count = 0
    for name in (_ANCHOR, _HEAD):
        if not _is_ours(database, name):
            return Verdict(0, f"the mark of where the record {'begins' if name == _ANCHOR else 'ends'} was changed")
    if _text(database, _HEAD) is None and database.row(_ANY) is not None:
        return Verdict(0, "the record was removed")
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
    # A clock that went back put earlier times after later ones: only what lies before the first kept row goes.
    last: Row | None = database.row(
        "SELECT id, hash FROM event WHERE id < coalesce((SELECT min(id) FROM event WHERE at >= ?), 1 << 62)"
        " ORDER BY id DESC LIMIT 1",
        (moment,),
    )
    if last is None:
        return 0
    _put_mark(database, _ANCHOR, last["id"], last["hash"])
    return database.write("DELETE FROM event WHERE id <= ?", (last["id"],))


def events(database: Database, last: int | None = None) -> list[Row]:
    """The rows, oldest first; with `last` only so many of the newest."""
    rows = database.rows("SELECT * FROM event ORDER BY id DESC LIMIT ?", (-1 if last is None else last,))
    return rows[::-1]


def latest(database: Database) -> int:
    """The number of the newest row, 0 where there is none."""
    return _head(database)[0]


def is_decided_since(database: Database, number: int) -> bool:
    """Whether something was decided after the row with this number: by a person, or a hold that follows an account."""
    found = database.row("SELECT 1 FROM event WHERE id > ? AND (actor <> ? OR action = 'hold') LIMIT 1", (number, SCAN))
    return found is not None


def _head(database: Database) -> tuple[int, bytes]:
    return _mark(database, _HEAD)


def _mark(database: Database, name: str) -> tuple[int, bytes]:
    text = _text(database, name)
    if text is None:
        return 0, b""
    number, digest, _ = text.split(" ")
    return int(number), bytes.fromhex(digest)


def _text(database: Database, name: str) -> str | None:
    text: str | None = database.value("SELECT value FROM meta WHERE name = ?", (name,))
    return text


def _put_mark(database: Database, name: str, number: int, hash_: bytes) -> None:
    start = f"{number} {hash_.hex()}"
    database.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, f"{start} {_sealed(database, name, start)}"))


def _is_ours(database: Database, name: str) -> bool:
    """Whether a mark is one that was made with the key; where there is none, nothing was marked yet."""
    text = _text(database, name)
    if text is None:
        return True
    start, _, seal = text.rpartition(" ")
    return hmac.compare_digest(seal.encode(), _sealed(database, name, start).encode())


def _sealed(database: Database, name: str, start: str) -> str:
    return hmac.new(database.key, f"audit mark\0{name}\0{start}".encode(), "sha256").hexdigest()


def _hash(key: bytes, last: bytes, row: tuple[object, ...]) -> bytes:
    # Told apart from other uses of the key by its first word.
    return hmac.new(key, b"audit\0" + last + orjson.dumps(row), "sha256").digest()
