"""Archives in their order → records, ledger, and at the end the outcome of the run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import msgspec

import chatscrub
from chatscrub.checklist import TaskSet, checklists, tasks_of
from chatscrub.detection.packs import digest
from chatscrub.escape import plain
from chatscrub.exposure import Exposures, rank, tables_version
from chatscrub.ledger.archive_rows import Contents
from chatscrub.ledger.database import Database
from chatscrub.ledger.history import history
from chatscrub.ledger.notice_settings import notice_settings
from chatscrub.ledger.past_findings import PastFindings
from chatscrub.ledger.recording import Recorder, RunFacts
from chatscrub.ledger.suppressions import Suppression
from chatscrub.ledger.todo import gone_conversations
from chatscrub.lists import hold_remark, lists_for
from chatscrub.model.detector import Confidence, Severity
from chatscrub.model.exposure import Exposure
from chatscrub.model.outcome import Present, Skipped
from chatscrub.model.record import Record, Trace
from chatscrub.model.run import ArchiveResult, Changes, Run
from chatscrub.model.sighting import Change, Sighting, Suppressed
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.people import People
from chatscrub.reports.interface import ReportWriter, Writers
from chatscrub.shelf import Shelf
from chatscrub.vendors.in_use import contracts_of


class LedgerOfRun(msgspec.Struct, frozen=True):
    """The ledger that a run is recorded in. `out` is where its lists go, `formats` the words of their formats."""

    database: Database
    out: Path | None = None
    formats: tuple[str, ...] = ()

    def recorder(self, run: Run, people: People) -> Recorder:
        """Begins the record of a run."""
        facts = RunFacts(
            run.version, run.detectors, run.tables, str(self.out.absolute()) if self.out else None, self.formats
        )
        return Recorder(self.database, facts, people)


class Collector:
    """Takes archives in their order, records and writes what is new, and ends in a `Run`."""

    def __init__(self, order: Order, writers: Sequence[ReportWriter], ledger: LedgerOfRun | None) -> None:
        self._order = order
        self._writers = Writers(writers)
        self._ledger = ledger
        self._detectors = {each.id: each for each in order.detectors}
        self.characters = 0
        """How much text was read, whatever became of it."""
        self._seen: set[bytes] = set()
        self._archives = Shelf(ArchiveResult)
        self._exposures = Exposures()
        names = f"; {order.names_model}" if order.names_model else ""
        self.run = Run(
            version=chatscrub.__version__,
            tables=tables_version(),
            detectors=f"{len(order.detectors)} detectors, {digest(order.detectors)[:12]}{names}",
            today=order.today,
            archives=self._archives,
        )
        self._recorder = ledger.recorder(self.run, order.people) if ledger else None
        self._made: tuple[int, TaskSet] = 0, TaskSet()  # of the last archive with exposures, and how many these are
        self._is_decided = False  # whether what the recorder holds may be told
        if ledger:
            self.run.changes = Changes()

    def emit(self, each: Record, where: Trace) -> None:
        """Records a finding, and writes it if it is listed and no earlier archive held the very same message with it."""
        if self._is_decided:
            self._tell()
        if self._recorder is not None:
            self._recorder.stage(each, where)
        decided = None if where.listed else self._decided(each)
        if not where.listed and decided is None:
            return
        if each["conversation_id"] is not None:
            place = (
                each[key]
                for key in ("provider", "conversation_id", "object", "message_id", "place", "start", "detector")
            )
            identity = blake2b(
                "\0".join(map(str, (*place, each["fingerprint"]))).encode("utf-8", "replace"), digest_size=12
            )
            if identity.digest() in self._seen:
                self.run.repeated += decided is None
                return
            self._seen.add(identity.digest())
        if self._writers.asks and self._recorder is not None:
            self._recorder.hold(each, where)
        elif self._writers.asks:
            self._writers.told(each, self._sighting(where, decided, None))
        elif decided is None:
            self._writers.finding(each)
        if decided is not None:
            return
        run = self.run
        run.findings += 1
        run.by_entity[each["entity"]] = run.by_entity.get(each["entity"], 0) + 1
        run.by_confidence[each["confidence"]] = run.by_confidence.get(each["confidence"], 0) + 1
        threshold = self._order.fail_on
        if threshold is not None and Severity[each["severity"].upper()] >= threshold:
            run.at_threshold += 1

    def expose(self, exposure: Exposure) -> None:
        """Takes the exposure of a conversation of the archive that is being read."""
        self._exposures.add(exposure)

    def show(self, present: Present) -> None:
        """Takes objects that are in the archive that is being read."""
        if self._recorder is not None:
            self._recorder.show(present)

    def _decided(self, each: Record) -> Suppression | None:
        """The decision that a finding which is not listed is a false alarm, where a report has a place for it."""
        if not self._writers.asks or Confidence[each["confidence"].upper()] < self._order.min_confidence:
            return None
        what = (each["fingerprint"], each["detector"], each["employee"], each["provider"])
        return next((one for one in self._order.suppressions if one.covers(*what)), None)

    def _tell(self) -> None:
        """Writes what waited for its archive to be recorded, or to be given up: only that tells whether it is new."""
        self._is_decided = False
        if self._recorder is not None and self._writers.asks:
            for each, where, seen in self._recorder.held():
                decided = None if where.listed else self._decided(each)
                self._writers.told(each, self._sighting(where, decided, seen))

    def _sighting(self, where: Trace, decided: Suppression | None, seen: datetime | None) -> Sighting:
        change = None
        if self._recorder is not None:
            change = Change.STILL if seen else Change.NEW
        return Sighting(
            where.key.hex(),
            change,
            seen or (self._recorder.began if self._recorder else None),
            Suppressed(decided.reason, decided.author, decided.added_at[:10]) if decided else None,
            listed=decided is None,
        )

    def discard(self, why: Skipped | None = None) -> None:
        """An archive was not read to its end: nothing of it is recorded. With `why` the run is incomplete."""
        self._exposures.discard()
        if self._recorder is not None:
            self._recorder.discard()
            self._is_decided = True
        if why is not None:
            self.run.skipped.append(why)

    def take(self, outcome: ArchiveOutcome) -> None:
        """Adds an archive's outcome; what is in it was taken before."""
        self._archives.append(outcome.result)
        self.characters += outcome.result.characters
        self.run.skipped.extend(outcome.skipped)
        self.run.below += outcome.below
        self.run.suppressed += outcome.suppressed
        if self._recorder is not None and outcome.result.digest:
            self._record(self._recorder, outcome)
        elif self._recorder is not None:
            self._recorder.discard()
        self._is_decided = True
        self._exposures.take()

    def _record(self, recorder: Recorder, outcome: ArchiveOutcome) -> None:
        """One transaction: whatever happens later, this archive is in the ledger with all that follows from it."""
        skipped = outcome.skipped.first
        exposures = self._exposures.new
        made = tasks_of(exposures, self._order.people, self._detectors, self._order.today)
        if exposures:
            self._made = len(exposures), made
        changes = recorder.commit(
            Contents(
                outcome.result,
                exposures,
                made.tasks,
                gap=_told(skipped, outcome.result.path) if skipped else None,
            )
        )
        if changes is None:
            self.run.seen_before += 1
        elif self.run.changes is not None:
            self.run.changes.add(changes)

    def _all_tasks(self) -> TaskSet:
        """The tasks for all exposures. Of a run with one archive they were made already."""
        (count, made), exposures = self._made, self._exposures
        self._made = 0, TaskSet()
        if count == len(exposures.all) and not exposures.is_joined:
            return made
        return tasks_of(exposures.all, self._order.people, self._detectors, self._order.today)

    def _tell_gone(self, database: Database, run: int) -> None:
        """Gives what the exports of this run proved gone to the reports that have a place for it."""
        if self._writers.asks:
            for each, sighting in PastFindings(database, least=self._order.min_confidence).gone_by(run):
                self._writers.told(each, sighting)

    def finish(self) -> Run:
        """Ranks, writes the checklists and closes the reports."""
        run = self.run
        self._tell()
        made = self._all_tasks()
        if self._recorder is None or self._ledger is None:
            tasks = [each.task for each in made.tasks.values()]
            run.checklists = checklists(tasks, self._order.people, to_review=made.to_review)
        else:
            self._recorder.refine(made.tasks.values())
            made = TaskSet(to_review=made.to_review)  # the lists have the tasks from the ledger
            self._exposures.mark_gone(gone_conversations(self._ledger.database))
            run.notices = notice_settings(self._ledger.database)
            run.checklists = lists_for(
                self._ledger.database, self._recorder.employees, self._ledger.out, made.to_review
            )
            run.hold_remark = hold_remark(self._ledger.database, run.checklists)
        run.exposures = rank(self._exposures.all)
        if self._recorder is not None and self._ledger is not None:
            run.history = history(self._ledger.database, run, self._recorder.run)
            self._tell_gone(self._ledger.database, self._recorder.run)
        run.contracts = contracts_of(run, self._order.ranking.register, self._order.ranking.policy, self._order.today)
        self._writers.finish(run)
        if self._recorder is not None:
            self._recorder.finish(run)  # last, so that a run whose reports could not be written counts as interrupted
        return run


def _told(skipped: Skipped, archive: str) -> str:
    """What could not be read, without the way to the archive."""
    return f"{plain(skipped.path.removeprefix(archive).lstrip(':') or 'the export', 100)}: {skipped.reason}"
