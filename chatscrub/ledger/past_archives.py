"""The exports that reports from the ledger stand on, and the run that read the last of them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from chatscrub.ledger.database import Database
from chatscrub.ledger.details import put_archive
from chatscrub.model.conversation import Account
from chatscrub.model.outcome import Skipped
from chatscrub.model.run import ArchiveResult, Changes

_COVERED = """
    SELECT coverage.archive, account.* FROM coverage JOIN account ON account.id = coverage.account
    ORDER BY coverage.archive, account.id
"""


class Versions(msgspec.Struct, frozen=True):
    """What the last run was made with."""

    version: str
    detectors: str
    tables: str


class PastArchives(msgspec.Struct):
    """Exports in the order in which they were handed in, what of them could not be read, and what they changed."""

    archives: list[ArchiveResult]
    unread: list[Skipped]
    changes: Changes


def last_versions(database: Database) -> Versions | None:
    """Of the last run; None where nothing was scanned yet."""
    row = database.row("SELECT version, detectors, tables FROM run ORDER BY id DESC LIMIT 1")
    return None if row is None else Versions(row["version"], row["detectors"], row["tables"])


def past_archives(database: Database, *, employee: str | None = None, every: bool = False) -> PastArchives:
    """The newest export of each account, or of one employee's accounts (case ignored); with `every` the older ones too."""
    wanted = employee and employee.casefold()
    covered: dict[int, list[Account]] = {}
    newest: set[int] = set()
    for row in database.each(_COVERED):
        if wanted not in (None, row["employee"].casefold()):
            continue
        account = Account(row["provider"], row["vendor_id"], row["email"], label=row["label"], plan=row["plan"])
        covered.setdefault(row["archive"], []).append(account)
        if row["latest"] == row["archive"]:
            newest.add(row["archive"])
    found = PastArchives([], [], Changes())
    for row in database.each("SELECT * FROM archive ORDER BY id"):
        if row["id"] not in (covered if every else newest):
            continue
        accounts = covered[row["id"]]
        result = ArchiveResult(
            row["path"],
            row["provider"],
            conversations=row["conversations"],
            findings=row["findings"],
            accounts={each.key for each in accounts},
            digest=row["digest"],
            made_at=_moment(row["made_at"]),
            first_at=_moment(row["first_at"]),
            last_at=_moment(row["last_at"]),
            covers=set(accounts),
        )
        unread = put_archive(row["detail"], result)
        if unread is not None:
            found.unread.append(Skipped(row["path"], unread))
        found.archives.append(result)
        found.changes.add(Changes(row["fresh"], row["still"], row["gone"], row["back"]))
    return found


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
