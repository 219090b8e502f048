"""Whether a ledger was made with the installation key at hand: with another one nothing in it would be recognised."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from chatscrub.errors import UsageError

if TYPE_CHECKING:
    from chatscrub.ledger.database import Database


def belongs_to(database: Database) -> bool:
    """Whether the ledger was made with the key that it was opened with."""
    known = database.value("SELECT value FROM meta WHERE name = 'key'")
    return known is None or hmac.compare_digest(str(known), _key_mark(database.key))


def _key_mark(key: bytes) -> str:
    return hmac.new(key, b"chatscrub ledger", "sha256").hexdigest()[:16]


def check(database: Database) -> None:
    """Marks a new ledger with the key that it was opened with. Raises UsageError where it has the mark of another."""
    if database.value("SELECT value FROM meta WHERE name = 'key'") is None:
        with database.transaction():
            database.write("INSERT OR IGNORE INTO meta (name, value) VALUES ('key', ?)", (_key_mark(database.key),))
    if not belongs_to(database):
        raise UsageError(
            f"{database.path}: the ledger was made with another installation key, so nothing in it would be "
            "recognised; put the key back that belongs to it, or give another --state"
        )
