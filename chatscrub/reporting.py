"""Reports made again from the ledger, without the exports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

import chatscrub
from chatscrub.exposure import rank, tables_version
from chatscrub.ledger.database import Database
from chatscrub.ledger.history import history
from chatscrub.ledger.notice_settings import notice_settings
from chatscrub.ledger.past_archives import last_versions, past_archives
from chatscrub.ledger.past_findings import PastFindings
from chatscrub.ledger.vendor_answers import register
from chatscrub.lists import all_lists, hold_remark
from chatscrub.model.detector import Confidence
from chatscrub.model.exposure import Exposure
from chatscrub.model.history import History
from chatscrub.model.run import Changes, Run
from chatscrub.model.task import Checklist
from chatscrub.reports.interface import ReportWriter, Writers
from chatscrub.shelf import Shelf
from chatscrub.vendors.in_use import contracts_of
from chatscrub.vendors.policy import Policy

NO_RUN = 0  # runs are counted from 1


class Asked(msgspec.Struct, frozen=True):
    """What a report from the ledger is about: one employee (case ignored) or all, and whether what is gone is listed too."""

    least: Confidence = Confidence.MEDIUM
    employee: str | None = None
    gone: bool = False
    policy: Policy = msgspec.field(default_factory=Policy)


def report(database: Database, writers: Iterable[ReportWriter], asked: Asked) -> Run:
    """Writes what the ledger knows today. The same ledger gives the same bytes until a hold, waiver or decision ends.

    Raises:
        LedgerError: the ledger cannot be read.
        OutputError: a report cannot be written; nothing half written stays behind.
    """
    every = Writers(writers)
    try:
        run = _run(database)
        exposures = _told(database, every, asked, run)
        run.exposures = rank(exposures)
        past = past_archives(database, employee=asked.employee, every=asked.gone)
        run.archives, run.skipped, run.changes = past.archives, past.unread, past.changes
        run.notices, run.today = notice_settings(database), database.clock().date()
        run.history = _history(database, run, asked.employee)
        run.checklists = _lists(database, exposures, asked)
        run.hold_remark = hold_remark(database, run.checklists)
        run.contracts = contracts_of(run, register(database), asked.policy, database.clock().date())
        every.finish(run)
    except BaseException:
        every.abort()
        raise
    return run


def note_folder(database: Database, folder: Path, formats: Iterable[str]) -> None:
    """Keeps that lists were written into a folder, so that they follow what is decided later."""
    with database.transaction():
        database.write(
            "INSERT OR IGNORE INTO list_folder VALUES (?, ?)", (str(folder.absolute()), ",".join(sorted(set(formats))))
        )


def _run(database: Database) -> Run:
    made = last_versions(database)
    if made is None:
        return Run(version=chatscrub.__version__, tables=tables_version(), detectors="nothing was scanned yet")
    return Run(version=made.version, tables=made.tables, detectors=made.detectors, changes=Changes())


def _told(database: Database, writers: Writers, asked: Asked, run: Run) -> Sequence[Exposure]:
    entities: Counter[str] = Counter()
    confidences: Counter[str] = Counter()
    exposures = Shelf(Exposure)
    for past in PastFindings(database, least=asked.least, employee=asked.employee, gone=asked.gone):
        if past.exposure is not None:
            exposures.append(past.exposure)
        for record, sighting in past.found:
            writers.told(record, sighting)
            if sighting.listed:
                run.findings += 1
                entities[record["entity"]] += 1
                confidences[record["confidence"]] += 1
        run.below += past.below
        run.suppressed += past.suppressed
    run.by_entity, run.by_confidence = dict(entities), dict(confidences)
    return exposures


def _history(database: Database, run: Run, employee: str | None) -> History:
    """What was before; of one employee only what is due, since the other figures are everybody's."""
    told = history(database, run, NO_RUN)
    if employee is None:
        return told
    return History(due=tuple(each for each in told.due if each.employee.casefold() == employee.casefold()))


def _lists(database: Database, exposures: Iterable[Exposure], asked: Asked) -> list[Checklist]:
    reviews = Counter(
        (False, each.employee) for each in exposures if each.findings and each.findings == each.review and not each.gone
    )
    lists = all_lists(database)
    known = {(each.admin, each.employee) for each in lists}
    lists = all_lists(database, {key: count for key, count in reviews.items() if key in known}) if reviews else lists
    wanted = asked.employee and asked.employee.casefold()
    return [each for each in lists if wanted is None or (not each.admin and each.employee.casefold() == wanted)]
