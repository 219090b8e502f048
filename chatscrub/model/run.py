"""Everything one run learned, for the reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from chatscrub.model.contract import Contract
from chatscrub.model.conversation import Account
from chatscrub.model.exposure import Exposure
from chatscrub.model.history import History
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.outcome import Notice, NotScanned, Skipped
from chatscrub.model.task import Checklist


class ArchiveResult(msgspec.Struct):
    """What one archive gave; counts are of the whole archive. `accounts` are account keys."""

    path: str
    provider: str
    conversations: int = 0
    passages: int = 0
    characters: int = 0
    findings: int = 0
    samples: int = 0  # published example values that were left out
    not_scanned: dict[str, NotScanned] = msgspec.field(default_factory=dict)  # by `what`, counts added up
    notices: list[Notice] = msgspec.field(default_factory=list)
    accounts: set[str] = msgspec.field(default_factory=set)
    digest: bytes = b""  # SHA-256 of names and content; the same for the zip and for the folder it unpacks to
    made_at: datetime | None = None  # when the export was made, as far as it shows
    first_at: datetime | None = None  # its oldest and its newest text
    last_at: datetime | None = None
    partial: str | None = None  # why such an export never shows all there is, None where a whole one does
    covers: set[Account] = msgspec.field(default_factory=set)  # with those of whom nothing is in it
    workspace: Account | None = None


class Changes(msgspec.Struct):
    """How many findings of an export are new, still there, gone and there again, against the exports before it.

    `gone` is what a newer and whole export does not show; `absent` what an export does not show that proves nothing. The
    latter is the run's alone: what is left of it afterwards are tasks that are not proven.
    """

    fresh: int = 0
    still: int = 0
    gone: int = 0
    back: int = 0
    absent: int = 0

    def add(self, other: Changes) -> None:
        """Adds another export's."""
        self.fresh += other.fresh
        self.still += other.still
        self.gone += other.gone
        self.back += other.back
        self.absent += other.absent


class Run(msgspec.Struct):
    """The outcome of a scan. `exposures` are in working order, `skipped` in the order met.

    Of archives and exposures there may be so many that each is read from the disk when it is asked for: go through them once
    for a figure, and keep what is needed of them instead of themselves.
    """

    version: str
    tables: str  # version and hash of the ranking tables
    detectors: str  # count and hash of the detector set
    archives: Sequence[ArchiveResult] = msgspec.field(default_factory=list)
    exposures: Sequence[Exposure] = msgspec.field(default_factory=list)
    skipped: list[Skipped] = msgspec.field(default_factory=list)
    checklists: list[Checklist] = msgspec.field(default_factory=list)
    findings: int = 0
    below: int = 0  # findings under the asked confidence: counted, not listed
    repeated: int = 0  # the same message in a second archive: listed once
    suppressed: int = 0  # false alarms that somebody decided about: counted, not listed
    changes: Changes | None = None  # against the exports before; None where no ledger is kept
    seen_before: int = 0  # archives that were handed in before, with the same content
    at_threshold: int = 0  # findings that make the exit code 1
    notices: NoticeSettings = msgspec.field(default_factory=NoticeSettings)
    hold_remark: str | None = None  # on legal holds, before anything is removed; None where nothing is open
    contracts: list[Contract] = msgspec.field(default_factory=list)  # one for each tool and plan that was read
    today: date | None = None  # the day that ages are counted to
    history: History | None = None  # None where no ledger is kept
    by_entity: dict[str, int] = msgspec.field(default_factory=dict)
    by_confidence: dict[str, int] = msgspec.field(default_factory=dict)

    @property
    def unread(self) -> int:
        """How many things could not be read."""
        return sum(each.count for each in self.skipped)
