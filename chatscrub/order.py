"""What a run was asked to do, and what one archive of it gave."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from chatscrub.archive import Limits, Note
from chatscrub.detection.names.other_models.folder import ModelFolder
from chatscrub.discreet import Discreet, Hidden
from chatscrub.exposure import RankingSettings
from chatscrub.ledger.suppressions import Suppression
from chatscrub.model.detector import Confidence, Detector, Severity
from chatscrub.model.exposure import Exposure
from chatscrub.model.outcome import Present
from chatscrub.model.record import Record, Trace
from chatscrub.model.run import ArchiveResult
from chatscrub.model.skips import Skips
from chatscrub.people import People


class Order(Discreet, msgspec.Struct, frozen=True):
    """What the operator asked for. `key` is the installation key; `fail_on` None never fails for findings."""

    paths: tuple[Path, ...]
    detectors: tuple[Detector, ...]
    people: People
    key: Hidden[bytes]
    min_confidence: Confidence = Confidence.MEDIUM
    fail_on: Severity | None = Severity.LOW
    reveal: bool = False
    company_domains: frozenset[str] = frozenset()
    slack_domain: str | None = None
    ranking: RankingSettings = msgspec.field(default_factory=RankingSettings)
    suppressions: tuple[Suppression, ...] = ()
    watched: frozenset[str] = frozenset()  # ids of smaller objects whose presence the ledger asks for
    names_model: ModelFolder | None = None
    jobs: int = 1
    limits: Limits = msgspec.field(default_factory=Limits)
    today: date = msgspec.field(default_factory=date.today)


class ArchiveOutcome(msgspec.Struct):
    """What one archive gave, apart from what went to the `Sink` while it was read.

    `below` counts findings under the asked confidence, `suppressed` those that somebody decided are false alarms.
    Where it is of a part of the archive, `contents` has the SHA-256 of the members that were read to their end, by
    number, and `told` is for whoever reads the last part.
    """

    result: ArchiveResult
    skipped: Skips
    contents: dict[int, bytes] = msgspec.field(default_factory=dict)
    told: list[Note] = msgspec.field(default_factory=list)
    below: int = 0
    suppressed: int = 0


class Sink(Protocol):
    """Where everything goes of which an archive may hold very much, in the order in which it is read."""

    def emit(self, each: Record, where: Trace) -> None:
        """Takes a finding, with its place in the vendor's own ids."""
        ...

    def expose(self, exposure: Exposure) -> None:
        """Takes what the findings of a conversation add up to for one person, after these."""
        ...

    def show(self, present: Present) -> None:
        """Takes objects that are in the archive."""
        ...
