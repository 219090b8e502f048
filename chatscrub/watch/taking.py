"""Exports that are ready → ledger and reports of one pass, export by export."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from chatscrub.archive import Archive
from chatscrub.collector import Collector, LedgerOfRun
from chatscrub.errors import ChatscrubError
from chatscrub.faults import fault
from chatscrub.ledger.database import Database
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.model.outcome import Skipped
from chatscrub.model.run import Run
from chatscrub.model.skips import Skips
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.pipeline import Progress, scan
from chatscrub.reports.interface import Report, ReportWriter
from chatscrub.watch.intake import Files, Ready
from chatscrub.watch.listing import fits
from chatscrub.watch.reading import Reading, StoppedError

TRIES = 3
"""So often reading an export is begun before it is given up."""
BATCH = 25
"""Exports of one pass, since its reports are made in memory."""
_GIVEN_UP = "reading it was begun three times and never ended; hand it in again, or scan it alone to see why"
_NO_EXPORT = "it could not be read as an export"


class Taken(msgspec.Struct, frozen=True):
    """What a pass made of one export. `reason` says what of it could not be read, None where nothing is missing."""

    ready: Ready
    state: DropState
    reason: str | None
    findings: int = 0
    fresh: int = 0


class Taking(msgspec.Struct, frozen=True):
    """Reads exports into the ledger. `told` hears of each that is begun (None) and of what became of it.

    `twice` says whether what cannot be read whole is read once more, later: a share may have failed in the middle of it.
    """

    database: Database
    files: DroppedFiles
    root: Path
    reading: Reading
    progress: Progress
    told: Callable[[Ready, Taken | None], None]
    twice: Callable[[], bool] = lambda: False

    def take(self, batch: Sequence[Ready], order: Order, reports: Sequence[Report], out: Path, folder: Path) -> Run:
        """One pass. Reports go to `folder`; the lists, which are written later, belong to `out`.

        Raises:
            LedgerError, OutputError: what was recorded before stays; no try is counted for the export in work.
            UsageError: the names model cannot be loaded.
        """
        self.reading.prepare(order)  # before anything is counted: loading detectors is not the export's fault
        lists = tuple(dict.fromkeys(each.name for each in reports if each.is_list))
        writers = _opened([each for each in reports if not each.is_list], folder)

        def work(order: Order, collector: Collector, _: Progress, __: Iterator[Archive | Skipped]) -> None:
            self._all(batch, order, collector, folder)  # by file, and not by archive

        given = (archive for ready in batch for archive in ready.archives)
        return scan(order, writers, self.progress, work, LedgerOfRun(self.database, out, lists), given)

    def _all(self, batch: Sequence[Ready], order: Order, collector: Collector, folder: Path) -> None:
        rest = deque(batch)
        begun: deque[tuple[Ready, int]] = deque()
        try:
            while rest or begun:
                if rest and len(begun) < self.reading.ahead:
                    ready = rest.popleft()
                    if ready.tries >= TRIES:
                        self._give_up(ready, collector, _GIVEN_UP)
                    else:
                        self.told(ready, None)
                        begun.append((ready, self.files.begin(ready.files)))
                        self.reading.begin(ready.archives[0], order, folder)
                elif not self._one(*begun.popleft(), order, collector, folder):
                    break
        finally:
            self.files.take_back(one for ready, _ in begun for one in ready.files)

    def _one(self, ready: Ready, tries: int, order: Order, collector: Collector, folder: Path) -> bool:
        """What was begun, for the n-th time; whether to go on."""
        try:
            taken = Taken(ready, DropState.RECORDED, None)
            for archive in ready.archives:
                if archive is not ready.archives[0]:
                    self.reading.begin(archive, order, folder)
                outcome = self.reading.finish(archive, order, collector)
                of_files = Skips(ready.skipped)
                of_files.join(outcome.skipped)
                outcome.skipped = of_files
                if self._has_changed(ready.files):
                    collector.discard()
                    self.files.forget(path for path, _ in ready.files)
                    return True
                lost = outcome.skipped.first
                if lost is not None and tries == 1 and self.twice():
                    self._try_again(ready, collector, f"not all could be read, it is read again: {lost.reason}")
                    return True
                if not outcome.result.digest:
                    self._give_up(ready, collector, lost.reason if lost is not None else _NO_EXPORT)
                    return True
                taken = self._record(taken, outcome, collector, is_last=archive is ready.archives[-1])
            self.told(ready, taken)
        except StoppedError:
            collector.discard()
            self.files.take_back(ready.files)
            return False
        except ChatscrubError:
            self.files.take_back(ready.files)
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, it must not stop the exports after it
            what = f"reading it fails ({fault(error)})"
            if tries >= TRIES:
                self._give_up(ready, collector, f"{what} and was tried {TRIES} times; please report it")
            else:
                self._try_again(ready, collector, f"{what}; it is tried again")
        return True

    def _try_again(self, ready: Ready, collector: Collector, reason: str) -> None:
        # The report of this pass holds what was found before, so it must say that this is not all.
        collector.discard(Skipped(ready.archives[0].path, reason))
        self.told(ready, Taken(ready, DropState.TRIED, reason))

    def _record(self, taken: Taken, outcome: ArchiveOutcome, collector: Collector, *, is_last: bool) -> Taken:
        """What the export brought and, after the last of its files, that these are done with, in one transaction."""
        changes = collector.run.changes
        before = changes.fresh if changes else 0
        lost = outcome.skipped.first
        reason = taken.reason or (lost.reason if lost is not None else None)
        with self.database.transaction():
            collector.take(outcome)
            if is_last:
                self.files.put(taken.ready.files, DropState.RECORDED, reason)
        fresh = (changes.fresh if changes else 0) - before
        found = outcome.result.findings
        return replace(taken, reason=reason, findings=taken.findings + found, fresh=taken.fresh + fresh)

    def _give_up(self, ready: Ready, collector: Collector, reason: str) -> None:
        collector.discard(Skipped(ready.archives[0].path, reason))
        self.files.put(ready.files, DropState.FAILING, reason)
        self.told(ready, Taken(ready, DropState.FAILING, reason))

    def _has_changed(self, files: Files) -> bool:
        """Whether a file was written to while it was read: then it is another export, to be waited for anew."""
        return not all(fits(self.root / path, identity) for path, identity in files)


def _opened(reports: Sequence[Report], folder: Path) -> list[ReportWriter]:
    """All of them, or none and nothing left behind. Raises OutputError."""
    writers: list[ReportWriter] = []
    try:
        for each in reports:
            writers.append(each.open(folder))  # noqa: PERF401  # those before the one that fails are needed
    except BaseException:
        for writer in writers:
            writer.abort()
        raise
    return writers
