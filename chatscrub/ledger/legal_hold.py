"""Whether the company is under a legal hold at all, as the configuration last said; single holds are in `holds`.

The ledger keeps it because lists are also written by commands that read no configuration.
"""

from __future__ import annotations

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import holds
from chatscrub.ledger.notice_settings import notice_settings

ACTIVE, UNKNOWN = "active", "unknown"
_NAME = "legal-hold"
_NOT_RECORDED = (
    "Legal-hold status is not recorded: ask before anything is deleted, then set legal_hold under [policy] in "
    'chatscrub.toml to "none" or "active".'
)
_ASK_FIRST = (
    "Ask {contact} before you delete anything: whether something must be kept for legal reasons is not recorded. "
    "Replacing a credential and revoking a shared link need not wait."
)
_IN_FORCE = (
    "The company is under a legal hold: ask your data-protection contact or counsel before you delete, unshare, rename "
    "or archive anything. Replacing a credential is right in any case."
)


def status(database: Database) -> str:
    """``none``, ``active`` or ``unknown``."""
    return str(database.value("SELECT value FROM meta WHERE name = ?", (_NAME,)) or UNKNOWN)


def is_anything_held(database: Database) -> bool:
    """Whether the company, or something of somebody, is under a hold now."""
    return status(database) == ACTIVE or bool(holds(database))


def record_status(database: Database, word: str, *, by: str) -> None:
    """Keeps what the configuration says; a change is noted."""
    with database.transaction():
        before = status(database)
        if before != word:
            database.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_NAME, word))
            audit.note(database, "legal-hold", "company", actor=by, before=before, after=word)


def remark(database: Database) -> str | None:
    """What whoever hands out the lists must know, None where nothing is open.

    Where holds are recorded one by one their own notes say what is to be kept, and nothing is open.
    """
    word = status(database)
    if word == ACTIVE:
        return _IN_FORCE
    return _NOT_RECORDED if word == UNKNOWN and not holds(database) else None


def list_note(database: Database, *, admin: bool) -> list[str]:
    """What a list says of it. Where nobody knows, only the admin is asked to find out; an employee is to ask first."""
    said = remark(database)
    if said is None:
        return []
    if admin or status(database) == ACTIVE:
        return [said]
    return [_ASK_FIRST.format(contact=notice_settings(database).contact or "IT")]
