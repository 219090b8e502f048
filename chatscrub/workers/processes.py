"""Worker processes of this machine. Each has one task at a time, so that it is known what one dies of."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

import msgspec

from chatscrub.detection.cascade import Detection
from chatscrub.faults import contain, contained
from chatscrub.order import Order
from chatscrub.pipeline import detection_for
from chatscrub.workers.beginning import beginning, begun
from chatscrub.workers.spool_folder import SpoolFolder, clear
from chatscrub.workers.task import Advance, Answer, Died, Failed, Task, carry_out

_DIED = "the process that read it died; scan it alone with --jobs 1, and look at the memory limit"
_PATIENCE = 5.0  # seconds for a process to end by itself
_NOW_AND_THEN = 0.5  # seconds between two words of a worker about how far it is
_HEARD = "heard"  # what the parent says to such a word


class _Worker(msgspec.Struct):
    process: BaseProcess
    connection: Connection
    doing: int | None = None


class Processes:
    """Up to `order.jobs` processes, each started when there is a task for it.

    On Linux they are forked, with the detectors ready in them, as long as this process has a single thread; else they
    are started anew and make the detectors themselves.
    """

    def __init__(self, order: Order) -> None:
        self.jobs = order.jobs
        self._order = order
        self._workers: list[_Worker] = []
        self._folder = SpoolFolder()
        self._detection: Detection | None = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            self._end(worker, at_once=kind is not None)
        self._workers.clear()
        self._detection = None
        self._folder.remove()

    def room(self) -> bool:
        """See `Pool`."""
        return len(self._workers) < self.jobs or any(worker.doing is None for worker in self._workers)

    def give(self, number: int, task: Task) -> None:
        """See `Pool`."""
        worker = next((each for each in self._workers if each.doing is None), None) or self._started()
        worker.doing = number
        with suppress(OSError):  # it died while it waited, which shows with the next answers
            worker.connection.send((number, task))

    def answers(self, seconds: float) -> list[tuple[int, Answer | Advance]]:
        """See `Pool`."""
        busy = [worker for worker in self._workers if worker.doing is not None]
        ready = set(wait([each for worker in busy for each in (worker.connection, worker.process.sentinel)], seconds))
        found: list[tuple[int, Answer | Advance]] = []
        for worker in busy:
            if worker.connection in ready or worker.process.sentinel in ready:
                answer = self._answer(worker)
                if answer is not None:
                    found.append(answer)
        return found

    def _answer(self, worker: _Worker) -> tuple[int, Answer | Advance] | None:
        number = worker.doing
        with suppress(EOFError, OSError, pickle.UnpicklingError):  # it died, perhaps in the middle of its answer
            if worker.connection.poll():
                told: tuple[int, Answer | Advance] = worker.connection.recv()
                if isinstance(told[1], Advance):
                    with suppress(OSError):  # it died meanwhile, which shows with the next answers
                        worker.connection.send(_HEARD)
                else:
                    worker.doing = None
                return told
        if number is None:
            return None
        self._workers.remove(worker)
        self._end(worker, at_once=True)
        self._spool(number).unlink(missing_ok=True)
        return number, Died(_DIED, again=True)

    def _spool(self, number: int) -> Path:
        return self._folder.path / f"{number}.jsonl"

    def _started(self) -> _Worker:
        context: BaseContext
        if sys.platform == "linux" and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1:
            if self._detection is None:
                self._detection = detection_for(self._order)
                gc.freeze()  # the children need not walk over what is here, nor copy it
            context, detection = get_context("fork"), self._detection
        else:
            context, detection = get_context("spawn"), None
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, self._order, detection, self._folder.path),
            name="chatscrub-worker",
            daemon=True,
        )
        with beginning():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker, *, at_once: bool) -> None:
        if not at_once:
            with suppress(OSError):  # it is gone
                worker.connection.send(None)
            worker.process.join(_PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
        worker.process.join()
        worker.connection.close()
        worker.process.close()


class _Line:
    """A worker's end of the connection: gives the tasks, and tells as a task's progress how far it is.

    The next word is said once the last one was heard, so that no worker waits for a parent that is recording.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._number = 0
        self._advance = Advance()
        self._next = 0.0
        self._is_heard = True
        self._is_over = False

    def tasks(self) -> Iterator[tuple[int, Task]]:
        """Each task when it is given, with its number, until there is none."""
        while not self._is_over and (given := self._connection.recv()) is not None:
            if given == _HEARD:
                self._is_heard = True
                continue
            self._number, self._advance = given[0], Advance()
            self._next = time.monotonic() + _NOW_AND_THEN
            yield given

    def answer(self, answer: Answer) -> None:
        """What became of the task."""
        self._connection.send((self._number, answer))

    def archive(self, path: str) -> None:
        """The parent knows which one it gave."""

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """Tells the parent where it is time to."""
        told = self._advance
        self._advance = Advance(told.read + read, told.conversations + conversations, told.findings + findings)
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _NOW_AND_THEN
        if not self._is_heard and self._connection.poll():
            self._is_heard = self._connection.recv() == _HEARD
            self._is_over = not self._is_heard  # the scan ends before a task that is void does
        if self._is_heard:
            self._connection.send((self._number, self._advance))
            self._is_heard = False


def _serve(connection: Connection, order: Order, detection: Detection | None, folder: Path) -> None:
    """The life of a worker."""
    contain()
    begun(ignored=["SIGINT", "SIGBREAK"])  # a terminal tells all; the parent ends this one
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    line = _Line(connection)
    for number, task in line.tasks():
        answer: Answer
        try:
            detection = detection or detection_for(order)
            answer = carry_out(task, order, detection, folder / f"{number}.jsonl", line)
        except Exception as error:  # noqa: BLE001  # the parent raises it
            answer = Failed(contained(error))
        line.answer(answer)


def _end_with_parent(folder: Path) -> None:
    """A scan that is killed must leave neither its processes behind nor their records."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        with suppress(OSError):  # another worker, or the next scan, does it
            clear(folder)
        os._exit(1)
