"""How an export is read: in this process, or by several that are kept for all passes. Detectors are compiled once each."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec.structs import replace

from chatscrub.archive import Archive
from chatscrub.collector import Collector
from chatscrub.detection.cascade import Detection
from chatscrub.faults import contain, contained
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.pipeline import Progress, detection_for, scan_archive
from chatscrub.private_file import PrivateFile
from chatscrub.workers.beginning import beginning, begun
from chatscrub.workers.spool import Lines, give

_PATIENCE = 0.5  # seconds between signs of life while others read


class StoppedError(BaseException):
    """The watcher was told to end while an export is read; not an Exception, so that no source takes it for its own."""


class ProcessDiedError(Exception):
    """The process that read an export is gone."""


class Reading(Protocol):
    """Reads exports. At most `ahead` may be begun and not finished."""

    ahead: int

    def prepare(self, order: Order) -> None:
        """Once before each pass; what fails here is no export's fault. Raises UsageError."""
        ...

    def begin(self, archive: Archive, order: Order, folder: Path) -> None:
        """An export is next. `folder` takes files that are gone when it is finished."""
        ...

    def finish(self, archive: Archive, order: Order, collector: Collector) -> ArchiveOutcome:
        """Its records go to the collector. What is begun and never finished is forgotten with the next pass.

        Raises:
            StoppedError: it was broken off.
            Exception: it cannot be read; `ChatscrubError` where that is not the export's fault.
        """
        ...

    def close(self) -> None:
        """Nothing more is read, and whatever was begun is broken off."""
        ...


class InThisProcess(msgspec.Struct):
    """One export after the other; `make` makes the detectors, for the first of all passes."""

    make: Callable[[Order], Detection]
    progress: Progress
    ahead: int = 1
    _detection: Detection | None = None

    def prepare(self, order: Order) -> None:
        """See `Reading`."""
        if self._detection is None:
            self._detection = self.make(order)

    def begin(self, archive: Archive, order: Order, folder: Path) -> None:
        """It is read when its turn comes."""

    def finish(self, archive: Archive, order: Order, collector: Collector) -> ArchiveOutcome:
        """See `Reading`."""
        if self._detection is None:
            raise RuntimeError("it was not prepared")
        return scan_archive(archive, order, self._detection, collector, self.progress)

    def close(self) -> None:
        """Nothing was begun."""


class InProcesses(msgspec.Struct):
    """Several exports at once, each in a process that stays. One that dies takes with it what is read at that moment.

    `_begun` is by the id of the archive.
    """

    ahead: int
    progress: Progress
    _pool: ProcessPoolExecutor | None = None
    _stop: Event | None = None
    _begun: dict[int, tuple[Future[ArchiveOutcome | None], Path]] = msgspec.field(default_factory=dict)
    _count: int = 0

    def prepare(self, order: Order) -> None:
        """See `Reading`."""
        self._begun.clear()
        if self._pool is None:
            context = get_context("spawn")
            self._stop = context.Event()
            self._pool = ProcessPoolExecutor(self.ahead, context, _prepare, (order, self._stop))

    def begin(self, archive: Archive, order: Order, folder: Path) -> None:
        """See `Reading`."""
        self._count += 1
        spool = folder / f"{self._count}.partial"  # a name that is cleared away after a crash
        future: Future[ArchiveOutcome | None] = Future()
        try:
            if self._pool is not None:
                # The detectors are there already, and would be most of what is sent.
                with beginning():
                    future = self._pool.submit(_scan, archive, replace(order, detectors=()), spool)
            else:
                future.set_exception(ProcessDiedError())
        except (BrokenProcessPool, OSError, RuntimeError, ValueError):
            # A pool breaks in a thread of its own, which closes its pipes even while another process is started here
            # (Python 3.11; later ones lock). The handle is then closed, or stands twice among those for the process,
            # because a new pipe got its number: "bad value(s) in fds_to_keep".
            future.set_exception(BrokenProcessPool())
        self._begun[id(archive)] = future, spool

    def finish(self, archive: Archive, order: Order, collector: Collector) -> ArchiveOutcome:
        """See `Reading`."""
        future, spool = self._begun.pop(id(archive))
        try:
            outcome = self._outcome(future)
            with spool.open("rb") as lines:
                give(lines, collector)
        except BrokenProcessPool:
            self._give_up()
            raise ProcessDiedError from None
        finally:
            spool.unlink(missing_ok=True)
        return outcome

    def _give_up(self) -> None:
        """A new pool is made for the next pass, and none of this one's processes waits for ever.

        One that was started while the pool broke may have pipes that nobody writes into, and whoever ends waits for it.
        """
        self._pool = None
        for each in active_children():
            each.kill()

    def _outcome(self, future: Future[ArchiveOutcome | None]) -> ArchiveOutcome:
        while True:
            self.progress.advance()
            try:
                outcome = future.result(_PATIENCE)
            except NotYetError:
                if future.done():
                    raise  # the export's own
                continue
            if outcome is None:
                raise StoppedError
            return outcome

    def close(self) -> None:
        """See `Reading`."""
        if self._pool is not None and self._stop is not None:
            self._stop.set()
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


_ready: tuple[Detection, Event] | Exception | None = None


def _prepare(order: Order, stop: Event) -> None:
    global _ready  # noqa: PLW0603  # a pool's processes have no other place to keep what all their tasks share
    begun()  # a terminal, or a service, tells all; the watcher tells these
    contain()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _ready = detection_for(order), stop
    except Exception as error:  # noqa: BLE001  # raised here it would break the pool, and be logged with its text
        _ready = contained(error)


def _end_with_parent() -> None:
    """A watcher that is killed must not leave its processes behind."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _UntilStopped(msgspec.Struct):
    """Progress that only looks whether to go on."""

    stop: Event

    def archive(self, path: str) -> None:
        """An archive is begun."""
        self.advance()

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """Breaks off where the watcher ends."""
        if self.stop.is_set():
            raise StoppedError


class _InFile(Lines):
    """Keeps what an export gives until it is recorded."""

    def __init__(self, file: PrivateFile) -> None:
        self._file = file

    def put(self, line: bytes) -> None:
        """See `Lines`."""
        self._file.write(line)


def _scan(archive: Archive, order: Order, spool: Path) -> ArchiveOutcome | None:
    """One export, what it gives in `spool`; None where it was broken off."""
    if _ready is None:
        raise RuntimeError("the process was not prepared")
    if isinstance(_ready, Exception):
        raise _ready
    detection, stop = _ready
    file = PrivateFile(spool)

    try:
        outcome = scan_archive(archive, order, detection, _InFile(file), _UntilStopped(stop))
        file.commit()
    except StoppedError:
        file.abort()
        return None
    except Exception as error:  # noqa: BLE001  # it goes on, without its text
        file.abort()
        raise contained(error) from None
    except BaseException:
        file.abort()
        raise
    return outcome


def reading_with(jobs: int, make: Callable[[Order], Detection], progress: Progress) -> Reading:
    """In this process for one job, else in so many."""
    return InThisProcess(make, progress) if jobs == 1 else InProcesses(jobs, progress)
