"""The flow of the whole program: paths → archives → findings → exposures → checklists → reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import chatscrub
from chatscrub.archive import Archive, discover
from chatscrub.checklist import checklists
from chatscrub.detection.cascade import Detection
from chatscrub.detection.names.other_models.folder import ModelFolder
from chatscrub.detection.packs import digest
from chatscrub.errors import ArchiveError
from chatscrub.exposure import RankingSettings, join, rank, score, tables_version
from chatscrub.model.conversation import Account
from chatscrub.model.detector import Confidence, Detector, Severity
from chatscrub.model.exposure import Exposure
from chatscrub.model.finding import Finding
from chatscrub.model.outcome import Skipped
from chatscrub.model.record import Record, record
from chatscrub.model.run import ArchiveResult, Run
from chatscrub.people import People
from chatscrub.reports.interface import ReportWriter
from chatscrub.scanning import ArchiveScan, ScannedConversation
from chatscrub.sources import part_of, source_of
from chatscrub.sources.interface import ReadOptions


@dataclass(frozen=True, slots=True)
class Order:
    """What the operator asked for. `key` is the installation key; `fail_on` None never fails for findings."""

    paths: tuple[Path, ...]
    detectors: tuple[Detector, ...]
    people: People
    key: bytes = field(repr=False)
    min_confidence: Confidence = Confidence.MEDIUM
    fail_on: Severity | None = Severity.LOW
    reveal: bool = False
    company_domains: frozenset[str] = frozenset()
    slack_domain: str | None = None
    ranking: RankingSettings = field(default_factory=RankingSettings)
    names_model: ModelFolder | None = None
    jobs: int = 1
    today: date = field(default_factory=date.today)


class Progress(Protocol):
    """Who wants to know how far the run is."""

    def archive(self, path: str) -> None:
        """An archive is begun."""
        ...

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """So many more bytes inflated, conversations finished, findings made."""
        ...


@dataclass(slots=True)
class ArchiveOutcome:
    """What one archive gave, apart from its records; `below` counts findings under the asked confidence."""

    result: ArchiveResult
    skipped: list[Skipped]
    exposures: list[Exposure] = field(default_factory=list)
    below: int = 0


def archives(paths: Sequence[Path]) -> Iterator[Archive | Skipped]:
    """Every export at or under the paths, and what should be one and cannot be read."""
    return discover(paths, part_of, lambda archive: source_of(archive) is not None)


def scan_archive(
    archive: Archive, order: Order, detection: Detection, emit: Callable[[Record], None], progress: Progress
) -> ArchiveOutcome:
    """Scans one archive and emits its records, conversation by conversation."""
    progress.archive(archive.path)
    try:
        source = source_of(archive)
    except ArchiveError as error:
        return ArchiveOutcome(ArchiveResult(archive.path, "unknown"), [Skipped(archive.path, str(error))])
    if source is None:
        reason = "not an export that chatscrub knows; hand in a ChatGPT, Claude or Slack export"
        return ArchiveOutcome(ArchiveResult(archive.path, "unknown"), [Skipped(archive.path, reason)])
    scan = ArchiveScan(
        archive, source, detection, ReadOptions(slack_domain=order.slack_domain), lambda n: progress.advance(read=n)
    )
    outcome = ArchiveOutcome(scan.result, scan.skipped)
    for scanned in scan:
        progress.advance(conversations=1, findings=len(scanned.findings))
        for owner, findings in _by_owner(scanned):
            exposure = score(
                conversation=scanned.conversation,
                owner=owner,
                employee=order.people.employee(owner),
                archive=archive.path,
                title=scanned.title,
                findings=findings,
                settings=order.ranking,
            )
            outcome.exposures.append(exposure)
            for finding in findings:
                if finding.confidence >= order.min_confidence:
                    emit(record(finding, exposure))
                else:
                    outcome.below += 1
    return outcome


def _by_owner(scanned: ScannedConversation) -> list[tuple[Account, list[Finding]]]:
    """A Slack channel has many authors, and each gets a list of their own."""
    groups: dict[Account, list[Finding]] = {}
    for finding in scanned.findings:
        groups.setdefault(finding.passage.owner, []).append(finding)
    return list(groups.items())


class Collector:
    """Takes archives in their order, writes what is new, and ends in a `Run`."""

    def __init__(self, order: Order, writers: Sequence[ReportWriter]) -> None:
        self._order = order
        self._writers = writers
        self._seen: set[bytes] = set()
        self._exposures: dict[tuple[str, ...], Exposure] = {}
        names = f"; {order.names_model}" if order.names_model else ""
        self.run = Run(
            version=chatscrub.__version__,
            tables=tables_version(),
            detectors=f"{len(order.detectors)} detectors, {digest(order.detectors)[:12]}{names}",
        )

    def emit(self, each: Record) -> None:
        """Writes a record, unless an earlier archive held the very same message with it."""
        if each["conversation_id"] is not None:
            place = (
                each[key]
                for key in ("provider", "conversation_id", "object", "message_id", "place", "start", "detector")
            )
            identity = blake2b(
                "\0".join(map(str, (*place, each["fingerprint"]))).encode("utf-8", "replace"), digest_size=12
            )
            if identity.digest() in self._seen:
                self.run.repeated += 1
                return
            self._seen.add(identity.digest())
        for writer in self._writers:
            writer.finding(each)
        run = self.run
        run.findings += 1
        run.by_entity[each["entity"]] = run.by_entity.get(each["entity"], 0) + 1
        run.by_confidence[each["confidence"]] = run.by_confidence.get(each["confidence"], 0) + 1
        threshold = self._order.fail_on
        if threshold is not None and Severity[each["severity"].upper()] >= threshold:
            run.at_threshold += 1

    def take(self, outcome: ArchiveOutcome) -> None:
        """Adds an archive's outcome; its records were emitted before."""
        self.run.archives.append(outcome.result)
        self.run.skipped.extend(outcome.skipped)
        self.run.below += outcome.below
        for exposure in outcome.exposures:
            conversation = exposure.conversation
            key = (
                conversation.provider,
                conversation.object.value,
                conversation.id or f"{exposure.archive}\0{len(self._exposures)}",
                exposure.employee,
            )
            known = self._exposures.get(key)
            self._exposures[key] = exposure if known is None else join(known, exposure)

    def finish(self) -> Run:
        """Ranks, writes the checklists and closes the reports."""
        run = self.run
        run.exposures = rank(list(self._exposures.values()))
        run.checklists = checklists(
            run.exposures, self._order.people, {each.id: each for each in self._order.detectors}, self._order.today
        )
        for writer in self._writers:
            writer.finish(run)
        return run


def in_this_process(order: Order, collector: Collector, progress: Progress) -> None:
    """Scans archive after archive."""
    detection = detection_for(order)
    for found in archives(order.paths):
        if isinstance(found, Skipped):
            collector.run.skipped.append(found)
        else:
            collector.take(scan_archive(found, order, detection, collector.emit, progress))


Worker = Callable[[Order, Collector, Progress], None]


def scan(order: Order, writers: Sequence[ReportWriter], progress: Progress, work: Worker = in_this_process) -> Run:
    """The whole job. What cannot be read is in `Run.skipped`; the rest goes on.

    Raises:
        UsageError: a path does not exist.
        OutputError: a report cannot be written; nothing half written stays behind.
    """
    collector = Collector(order, writers)
    try:
        work(order, collector, progress)
        return collector.finish()
    except BaseException:
        for writer in writers:
            writer.abort()
        raise


def detection_for(order: Order) -> Detection:
    """The compiled detectors; costs some tenths of a second, and what the names model costs, once a process.

    Raises:
        UsageError: the names model cannot be loaded.
    """
    names_model = None
    if order.names_model is not None:
        from chatscrub.detection.names.other_models.loading import load

        names_model = load(order.names_model)
    return Detection(
        order.detectors,
        order.key,
        reveal=order.reveal,
        company_domains=order.company_domains,
        names_model=names_model,
    )
