"""The flow of the whole program: paths → archives → findings → exposures → ledger → checklists → reports."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from chatscrub.archive import Archive, Limits, Share, Stopwatch, Stripe, discover, unnamed
from chatscrub.collector import Collector, LedgerOfRun
from chatscrub.detection.cascade import Detection
from chatscrub.detection.forgetting import forget
from chatscrub.detection.prefilter import ROOM, is_prepared, prefilter_for
from chatscrub.detection.re2_prefilter import Re2Prefilter
from chatscrub.detection.wakers import DECODER, reader_of
from chatscrub.errors import ArchiveError, UsageError
from chatscrub.exposure import score
from chatscrub.kept_file import default_cache, has_room
from chatscrub.memory import collect_seldom, give_back
from chatscrub.model.conversation import Account
from chatscrub.model.finding import Finding
from chatscrub.model.outcome import Skipped
from chatscrub.model.record import record, trace
from chatscrub.model.run import ArchiveResult, Run
from chatscrub.model.skips import Skips
from chatscrub.order import ArchiveOutcome, Order, Sink
from chatscrub.reports.interface import ReportWriter
from chatscrub.scanning import ArchiveScan, ScannedConversation
from chatscrub.sources import part_of, source_of
from chatscrub.sources.interface import ReadOptions

_SWITCH = 0.0002
"""Seconds after which Python lets another thread go on. With 5 ms, its own number, the prefilter waits for most of the time
in which it could search."""

_NAMED = 3  # paths without an export that are named; the rest is counted
_MUCH = 1 << 28
"""Characters of text. What is recorded and reported grows with what was read: after so much it gets the room of what detects."""


class Progress(Protocol):
    """Who wants to know how far the run is."""

    def archive(self, path: str) -> None:
        """An archive is begun."""
        ...

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """So many more bytes inflated, conversations finished, findings made; fewer where what was told came to nothing."""
        ...


def archives(paths: Sequence[Path], limits: Limits) -> Iterator[Archive | Skipped]:
    """Every export at or under the paths, and what should be one and cannot be read.

    Raises:
        UsageError: at once, when a path does not exist, or nothing at all is found: an empty result would read as clean.
    """
    found = discover(paths, part_of, lambda archive: source_of(archive) is not None, limits)
    first = next(found, None)
    if first is None:
        more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
        where = f"{', '.join(map(str, paths[:_NAMED]))}{more}"
        raise UsageError(f"no export found in {where}: hand in the zip that ChatGPT, Claude or Slack sent")
    return chain((first,), found)


def scan_archive(  # noqa: PLR0913  # what of, by what order, and who is told
    archive: Archive, order: Order, detection: Detection, sink: Sink, progress: Progress, stripe: Stripe | None = None
) -> ArchiveOutcome:
    """Scans one archive, or one task's part of it, and gives what is in it to `sink`, conversation by conversation.

    Raises:
        NotDivisibleError: the archive gives something else in parts than as a whole.
    """
    progress.archive(archive.path)
    try:
        source = source_of(archive)
    except ArchiveError as error:
        return ArchiveOutcome(
            ArchiveResult(archive.path, "unknown"), Skips([Skipped(archive.path, unnamed(str(error), archive))])
        )
    if source is None:
        reason = "not an export that chatscrub knows; hand in a ChatGPT, Claude or Slack export"
        return ArchiveOutcome(ArchiveResult(archive.path, "unknown"), Skips([Skipped(archive.path, reason)]))
    share = None if stripe is None else Share(archive, source.pieces(archive), stripe)
    scan = ArchiveScan(
        archive,
        source,
        detection,
        ReadOptions(slack_domain=order.slack_domain),
        lambda n: progress.advance(read=n),
        order.watched,
        Stopwatch(order.limits),
        share,
        sink.show,
    )
    outcome = ArchiveOutcome(scan.result, scan.skipped, contents=scan.contents, told=share.told if share else [])
    for scanned in scan:
        progress.advance(conversations=1, findings=len(scanned.findings))
        for owner, findings in _by_owner(scanned):
            _take(scanned, owner, findings, archive.path, order, sink, outcome)
    return outcome


def _take(  # noqa: PLR0913  # whose findings, where, by what order, and where they go
    scanned: ScannedConversation,
    owner: Account,
    findings: list[Finding],
    path: str,
    order: Order,
    sink: Sink,
    outcome: ArchiveOutcome,
) -> None:
    """Scores what one person must see to in one conversation, and gives it on."""
    employee, provider = order.people.employee(owner), scanned.conversation.provider
    suppressed = {
        id(each)
        for each in findings
        if any(one.covers(each.fingerprint, each.detector, employee, provider) for one in order.suppressions)
    }
    exposure = score(
        conversation=replace(scanned.conversation, title=""),  # which is not masked, and may come to lie on the disk
        owner=owner,
        employee=employee,
        archive=path,
        title=scanned.title,
        findings=[each for each in findings if id(each) not in suppressed] if suppressed else findings,
        settings=order.ranking,
    )
    for finding in findings:
        listed = finding.confidence >= order.min_confidence and id(finding) not in suppressed
        sink.emit(record(finding, exposure), trace(finding, scanned.title, listed=listed))
        if id(finding) in suppressed:
            outcome.suppressed += 1
        elif not listed:
            outcome.below += 1
    sink.expose(exposure)


def _by_owner(scanned: ScannedConversation) -> list[tuple[Account, list[Finding]]]:
    """A Slack channel has many authors, and each gets a list of their own."""
    groups: dict[Account, list[Finding]] = {}
    for finding in scanned.findings:
        groups.setdefault(finding.passage.owner, []).append(finding)
    return list(groups.items())


def in_this_process(
    order: Order,
    collector: Collector,
    progress: Progress,
    given: Iterable[Archive | Skipped],
    *,
    at_once: bool = False,
) -> None:
    """Scans archive after archive. For `at_once` see `detection_for`."""
    detection = detection_for(order, ahead=processors() > 1, at_once=at_once)
    for found in given:
        if isinstance(found, Skipped):
            collector.run.skipped.append(found)
        else:
            outcome = scan_archive(found, order, detection, collector, progress)
            if outcome.result.characters >= _MUCH:  # recording it takes more room than scanning the next one
                forget()
                give_back()
            collector.take(outcome)


Worker = Callable[[Order, Collector, Progress, Iterator[Archive | Skipped]], None]


def scan(  # noqa: PLR0913  # what of, by whom, and who is told
    order: Order,
    writers: Sequence[ReportWriter],
    progress: Progress,
    work: Worker = in_this_process,
    ledger: LedgerOfRun | None = None,
    given: Iterator[Archive | Skipped] | None = None,
) -> Run:
    """The whole job, of the archives that are given, or else found. What cannot be read is in `Run.skipped`; the rest goes on.

    Raises:
        UsageError: a path does not exist, or there is nothing to scan; nothing is recorded then.
        LedgerError: an archive cannot be recorded; those before it are.
        OutputError: a report cannot be written; nothing half written stays behind.
    """
    try:
        found = archives(order.paths, order.limits) if given is None else given
        collector = Collector(order, writers, ledger)
        work(order, collector, progress, found)
        if collector.characters >= _MUCH:
            forget()
            gc.collect()  # what detects is held in cycles
            give_back()
        return collector.finish()
    except BaseException:
        for writer in writers:
            writer.abort()
        raise


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def detection_for(order: Order, *, ahead: bool = False, at_once: bool = False) -> Detection:
    """The compiled detectors; costs some tenths of a second, and what the names model costs, once a process.

    From then on the process collects garbage less often. With `ahead` the prefilter runs beside everything else, which
    needs a processor that no other process keeps busy. With `at_once` RE2 searches where Hyperscan's databases are not kept:
    it is ready after seconds and not after half a minute, and slower at each text. `prepare` makes them. An operator's own
    detectors are always compiled first, for Hyperscan may refuse one.

    Raises:
        UsageError: the names model cannot be loaded.
    """
    collect_seldom()
    if ahead:
        sys.setswitchinterval(_SWITCH)
    names_model = None
    if order.names_model is not None:
        from chatscrub.detection.names.other_models.loading import load

        names_model = load(order.names_model)
    return Detection(
        order.detectors,
        order.key,
        reveal=order.reveal,
        company_domains=order.company_domains,
        prefilter=Re2Prefilter if at_once and _may_wait(order) else None,
        names_model=names_model,
        ahead=ahead,
    )


def _may_wait(order: Order) -> bool:
    return all(each.shipped for each in order.detectors) and not is_prepared(order.detectors, default_cache())


def is_compiled(order: Order) -> bool:
    """Whether there is nothing to `prepare`, or it cannot be kept."""
    cache = default_cache()
    return is_prepared(order.detectors, cache) or not has_room(cache, ROOM)


def prepare(order: Order) -> None:
    """Compiles what a scan `at_once` did without, for the next one.

    Raises:
        PackError: the engine refuses a detector's pattern.
    """
    forget()
    gc.collect()  # what detects is held in cycles
    give_back()
    prefilter_for((*order.detectors, DECODER, reader_of(order.detectors)), cache=default_cache())
