"""How messages to employees are to be, as the configuration last said.

The ledger keeps it because lists are also written by commands that read no configuration.
"""

from __future__ import annotations

import orjson
from msgspec.structs import asdict

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database
from chatscrub.model.notices import NoticeSettings

_NAME = "notices"


def notice_settings(database: Database) -> NoticeSettings:
    """What was recorded last; the defaults where nothing was."""
    said = database.value("SELECT value FROM meta WHERE name = ?", (_NAME,))
    return NoticeSettings(**orjson.loads(said)) if said else NoticeSettings()


def record_notice_settings(database: Database, settings: NoticeSettings, *, by: str) -> bool:
    """Keeps what the configuration says; whether it is a change, which is noted."""
    with database.transaction():
        before = notice_settings(database)
        if before == settings:
            return False
        database.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_NAME, orjson.dumps(asdict(settings)).decode()))
        audit.note(database, "notices", "settings", actor=by, before=_told(before), after=_told(settings))
    return True


def _told(settings: NoticeSettings) -> str:
    """What an auditor asks about; addresses can change and the log cannot."""
    return f"{'with' if settings.titles else 'without'} titles, {settings.due_days} days"
