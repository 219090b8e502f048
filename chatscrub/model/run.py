"""Everything one run learned, for the reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatscrub.model.exposure import Exposure
from chatscrub.model.outcome import Notice, NotScanned, Skipped
from chatscrub.model.task import Checklist


@dataclass(slots=True)
class ArchiveResult:
    """What one archive gave; counts are of the whole archive. `accounts` are account keys."""

    path: str
    provider: str
    conversations: int = 0
    passages: int = 0
    characters: int = 0
    findings: int = 0
    samples: int = 0  # published example values that were left out
    not_scanned: dict[str, NotScanned] = field(default_factory=dict)  # by `what`, counts added up
    notices: list[Notice] = field(default_factory=list)
    accounts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Run:
    """The outcome of a scan. `exposures` are in working order, `skipped` in the order met."""

    version: str
    tables: str  # version and hash of the ranking tables
    detectors: str  # count and hash of the detector set
    archives: list[ArchiveResult] = field(default_factory=list)
    exposures: list[Exposure] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    checklists: list[Checklist] = field(default_factory=list)
    findings: int = 0
    below: int = 0  # findings under the asked confidence: counted, not listed
    repeated: int = 0  # the same message in a second archive: listed once
    at_threshold: int = 0  # findings that make the exit code 1
    by_entity: dict[str, int] = field(default_factory=dict)
    by_confidence: dict[str, int] = field(default_factory=dict)
