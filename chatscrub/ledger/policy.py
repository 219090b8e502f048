"""Whether the last scan had a policy to judge by, for commands that read no configuration."""

from __future__ import annotations

from chatscrub.ledger.database import Database

_NAME = "policy"
_RECORDED, _NONE = "recorded", "none"


def is_recorded(database: Database) -> bool:
    """Whether a configuration said which tools and plans are allowed."""
    return bool(database.value("SELECT value FROM meta WHERE name = ?", (_NAME,)) == _RECORDED)


def record_policy(database: Database, *, recorded: bool) -> None:
    """Keeps what the configuration of a scan says. The policy itself is not kept: each scan judges by its own."""
    if recorded != is_recorded(database):
        with database.transaction():
            word = _RECORDED if recorded else _NONE
            database.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_NAME, word))
