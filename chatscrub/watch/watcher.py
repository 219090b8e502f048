"""The loop: look, take what is ready, write what follows, say how it stands, sleep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from chatscrub.archive import Limits
from chatscrub.detection.cascade import Detection
from chatscrub.errors import ChatscrubError, ExitCode, LedgerError, OutputError
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database
from chatscrub.ledger.dropped import DroppedFiles
from chatscrub.ledger.holds import holds
from chatscrub.ledger.legal_hold import is_anything_held
from chatscrub.ledger.network_disk import is_on_network
from chatscrub.lists import rewrite_lists
from chatscrub.order import Order
from chatscrub.reports.interface import Report
from chatscrub.watch.intake import Intake, Ready
from chatscrub.watch.leaving import After, Leaving
from chatscrub.watch.listing import Listing, OfflineError, list_folder
from chatscrub.watch.output import Output
from chatscrub.watch.pulse import Pulse, Sleep, Time, Told
from chatscrub.watch.reading import reading_with
from chatscrub.watch.settling import Settling
from chatscrub.watch.space import NEEDED, free
from chatscrub.watch.taking import BATCH, Taking

_FOR_PARTS = 120.0  # seconds
_REST = 9.0  # times that a look took
_FORGETTING = 24 * 3600.0  # seconds between looks for files that are long gone


class Settings(msgspec.Struct, frozen=True):
    """What the operator asked for. `interval` and `settle` in seconds, `jobs` processes read."""

    drop: Path
    out: Path
    state: Path
    reports: Sequence[Report]
    interval: float = 30.0
    settle: float = 10.0
    after: After = After.KEEP
    jobs: int = 1
    limits: Limits = msgspec.field(default_factory=Limits)


class Watcher:
    """Watches one folder. `order` makes what a pass is asked to do, `make_detection` the detectors, once, when needed.

    `space` gives the free bytes where a folder lies.
    """

    def __init__(  # noqa: PLR0913  # what it works with, each of which a test replaces
        self,
        settings: Settings,
        database: Database,
        order: Callable[[Database], Order],
        make_detection: Callable[[Order], Detection],
        time: Time,
        sleep: Sleep,
        told: Told,
        space: Callable[[Path], int] = free,
    ) -> None:
        self._settings = settings
        self._database = database
        self._order = order
        self._time = time
        self._sleep = sleep
        self._space = space
        drop = settings.drop
        self._files = DroppedFiles(database, drop)
        self.pulse = Pulse(settings.state, drop, settings.out, settings.interval, self._files, time, sleep, told)
        self._intake = Intake(drop, self._files, Settling(settings.settle), self.pulse.failed, limits=settings.limits)
        self._output = Output(database, settings.out, settings.reports)
        self._leaving = Leaving(drop, self._files, settings.after, self.pulse.stays, lambda: is_anything_held(database))
        self._reading = reading_with(settings.jobs, make_detection, self.pulse)
        self._taking = Taking(
            database,
            self._files,
            drop,
            self._reading,
            self.pulse,
            self.pulse.taken,
            lambda: is_on_network(drop),
        )
        self._seen = (0, False)  # device of the folder, and whether something was in it
        self._forgot_at: float | None = None  # None before the first pass
        self.worst = ExitCode.CLEAN
        """The worst of all that was taken: findings, or something that could not be read."""

    def run(self) -> None:
        """Until it is told to stop. A pass that fails is told, and the next one tries again."""
        self._intake.for_parts = _FOR_PARTS
        while not self._sleep.stopping:
            began = self._time.monotonic()
            self.look()
            now = self._time.monotonic()
            soonest = self._intake.settling.soonest(now)
            interval = self._settings.interval
            pause = interval if soonest is None else min(interval, soonest + 0.1)
            # However many events come, e.g. of a slow copy, a tenth of the time is enough for looking.
            self._sleep.sleep(pause, _REST * (now - began))
        self._end()

    def once(self) -> ExitCode:
        """Everything that is there and whole, after the time that it takes to tell; then as a scan ends."""
        settling = self._intake.settling
        patience = 2.5 * self._settings.settle  # what still changes then is left waiting
        end = self._time.monotonic() + patience
        while not self._sleep.stopping:
            took = self.look()
            if self.pulse.beat.offline is not None or self.pulse.beat.problem is not None:
                break
            now = self._time.monotonic()
            end = now + patience if took else end
            soonest = settling.soonest(now)
            if soonest is not None and now < end:
                self._sleep.sleep(soonest + 0.01)
            elif not took and not settling.is_new:
                break
        self._end()
        beat = self.pulse.beat
        if beat.problem is not None:
            return ExitCode.INTERNAL
        if beat.offline is not None or beat.waiting_count or beat.failed_count:
            return ExitCode.INCOMPLETE
        return self.worst

    def _end(self) -> None:
        self._reading.close()
        self.pulse.write(stopped=True)
        if self._sleep.stopping:
            self.pulse.say("stopped", "", "what was read is recorded; started again, it goes on from there")
        self._sleep.deafen()

    def look(self) -> bool:
        """One pass; whether something was taken. No failure comes out: it is told, and is in the heartbeat."""
        took, problem = False, None
        try:
            listing = self._listing()
            if listing is not None:
                took = self._pass(listing)
        except ChatscrubError as error:
            problem = str(error)
            with suppress(LedgerError):  # the next pass fails, too, and says so
                self._files.reload()
        self.pulse.problem(problem)
        self.pulse.note(self._intake.waiting, self._intake.odd)
        self.pulse.write(ended=problem is None)
        return took

    def _listing(self) -> Listing | None:
        """What lies in the folder, None while it is away."""
        try:
            listing = list_folder(self._settings.drop)
        except OfflineError as error:
            self._away(str(error))
            return None
        is_empty = not (listing.files or listing.odd or listing.closed)
        device, had_files = self._seen
        if is_empty and had_files and device != listing.device:
            # An unmounted share leaves an empty folder of another file system behind.
            self._away("is empty and on another disk than before: the share is not mounted")
            return None
        self.pulse.offline(None)
        self._seen = listing.device, had_files or not is_empty
        self._sleep.listen()
        return listing

    def _away(self, reason: str) -> None:
        self._sleep.deafen()
        self.pulse.offline(reason)

    def _pass(self, listing: Listing) -> bool:
        """Raises ChatscrubError."""
        took = False
        if self._forgot_at is None:
            self._output.tidy()
        groups = self._intake.look(listing, self._time.monotonic())
        self.pulse.note(self._intake.waiting, self._intake.odd)
        if groups:
            self._check_space()
        for chunk in self._intake.chunks(groups):
            found = self._intake.open(chunk, listing)
            while found and not self._sleep.stopping:
                # What ended the process before comes alone, so that it takes no other's report with it.
                size = 1 if found[0].tries else BATCH
                batch = [each for each in found[:size] if size == 1 or not each.tries]
                found = found[len(batch) :]
                self._take(batch)
                took = True
                self._follow_up(listing)
            if self._sleep.stopping:
                break
            self.pulse.write()
        self._follow_up(listing)
        now = self._time.monotonic()
        if self._forgot_at is None or now - self._forgot_at > _FORGETTING:
            self._files.forget_absent(listing.files)
            self._forgot_at = now
        return took

    def _check_space(self) -> None:
        """Before anything is claimed. Raises OutputError."""
        for folder in dict.fromkeys((self._settings.out, self._settings.state)):
            left = self._space(folder)
            if left < NEEDED:
                raise OutputError(
                    f"{folder}: the disk is nearly full ({left / 1e6:,.0f} MB free, {NEEDED / 1e6:,.0f} MB are needed); "
                    "nothing is taken until there is room, and the last reports stay as they are"
                )

    def _take(self, batch: list[Ready]) -> None:
        self._check_space()
        began = audit.latest(self._database)
        order = self._order(self._database)
        folder = self._output.folder_of_pass(self._time.now())
        try:
            run = self._taking.take(batch, order, self._settings.reports, self._settings.out, folder)
        finally:
            self._output.tidy()
        if run.skipped:
            self.worst = ExitCode.INCOMPLETE
        elif run.at_threshold:
            self.worst = max(self.worst, ExitCode.FINDINGS)
        # A hold may have come while exports were read, or an export shows that a chat reaches into the days of one.
        if audit.is_decided_since(self._database, began) or holds(self._database):
            rewrite_lists(self._database, apart_from=self._settings.out)

    def _follow_up(self, listing: Listing) -> None:
        """Lists first: only then may an export go."""
        today = self._time.now().date()
        self._output.update(today, *self.pulse.states())
        self._leaving.finish(listing)
        self.pulse.note(self._intake.waiting, self._intake.odd)
        self._output.update(today, *self.pulse.states())
