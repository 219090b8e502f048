"""Archives over several processes, with the result in the order of the archives.

Each process finds the archives for itself and is told a number; data never travels. A process writes the records of
its archive to a private spool file beside the reports, which the parent then reads in order.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import orjson

from chatscrub.archive import Archive
from chatscrub.collector import Collector
from chatscrub.detection.cascade import Detection
from chatscrub.errors import ChatscrubError
from chatscrub.faults import FaultError, contain, fault
from chatscrub.model.outcome import Skipped
from chatscrub.model.record import Record, Trace
from chatscrub.model.run import ArchiveResult
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.pipeline import Progress, archives, detection_for, scan_archive
from chatscrub.private_file import PrivateFile


class _Silent:
    def archive(self, path: str) -> None:
        """Progress is told by the parent."""

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """Progress is told by the parent."""


_state: tuple[Order, Detection, list[Archive | Skipped]] | Exception | None = None


def _prepare(order: Order) -> None:
    global _state  # noqa: PLW0603  # a pool's processes have no other place to keep what all their tasks share
    contain()
    try:
        _state = order, detection_for(order), list(archives(order.paths, order.limits))
    except Exception as error:  # noqa: BLE001
        # Raised here it would break the pool, and be logged with its text: it is told with the first archive.
        _state = contained(error)


def _scan_number(number: int, spool: Path) -> ArchiveOutcome:
    if _state is None:
        raise RuntimeError("the process was not prepared")
    if isinstance(_state, Exception):
        raise _state
    order, detection, found = _state
    archive = found[number]
    if isinstance(archive, Skipped):
        return ArchiveOutcome(ArchiveResult(archive.path, "unknown"), [archive])
    file = PrivateFile(spool)
    try:
        outcome = scan_archive(
            archive,
            order,
            detection,
            lambda each, where: file.write(spooled(each, where)),
            _Silent(),
        )
        file.commit()
    except Exception as error:  # noqa: BLE001  # it goes on, without its text
        file.abort()
        raise contained(error) from None
    except BaseException:
        file.abort()
        raise
    return outcome


def contained(error: Exception) -> Exception:
    """An exception that may travel to the parent: an unforeseen one loses its text, which may quote an export."""
    return error if isinstance(error, ChatscrubError) else FaultError(fault(error))


def spooled(each: Record, where: Trace) -> bytes:
    """A record with its place as one line of a spool file."""
    place = [where.key.hex(), where.object.hex(), where.conversation.hex(), where.owner, where.match, where.listed]
    return orjson.dumps([each, place], option=orjson.OPT_APPEND_NEWLINE)


def unspooled(line: bytes) -> tuple[Record, Trace]:
    """What `spooled` made a line of."""
    each, (key, object_, conversation, owner, match, listed) = orjson.loads(line)
    place = Trace(bytes.fromhex(key), bytes.fromhex(object_), bytes.fromhex(conversation), owner, match, listed)
    return each, place


def in_processes(order: Order, collector: Collector, progress: Progress) -> None:
    """Scans with `order.jobs` processes. A process that dies takes one archive with it, which becomes Skipped."""
    found = list(archives(order.paths, order.limits))
    with tempfile.TemporaryDirectory(prefix="chatscrub-") as folder:
        spools = [Path(folder) / f"{number}.jsonl" for number in range(len(found))]
        for number, outcome in enumerate(_outcomes(order, found, spools)):
            archive = found[number]
            if isinstance(archive, Skipped):
                collector.run.skipped.append(archive)
                continue
            progress.archive(archive.path)
            if spools[number].exists():
                with spools[number].open("rb") as lines:
                    for line in lines:
                        collector.emit(*unspooled(line))
                spools[number].unlink()
            collector.take(outcome)
            read = sum(member.size for member in archive.members)
            progress.advance(read=read, conversations=outcome.result.conversations, findings=outcome.result.findings)


def _outcomes(order: Order, found: list[Archive | Skipped], spools: list[Path]) -> Iterator[ArchiveOutcome]:
    context = get_context("spawn")
    with ProcessPoolExecutor(order.jobs, context, _prepare, (order,)) as pool:
        futures: list[Future[ArchiveOutcome]] = [
            pool.submit(_scan_number, number, spools[number]) for number in range(len(found))
        ]
        for number, future in enumerate(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(order, found[number], number, spools[number])


def _alone(order: Order, archive: Archive | Skipped, number: int, spool: Path) -> ArchiveOutcome:
    """The pool broke, perhaps for another archive's sake: each one left gets a process of its own."""
    try:
        with ProcessPoolExecutor(1, get_context("spawn"), _prepare, (order,)) as pool:
            return pool.submit(_scan_number, number, spool).result()
    except BrokenProcessPool:
        reason = "the process that read it died; scan it alone with --jobs 1, and look at the memory limit"
        return ArchiveOutcome(ArchiveResult(archive.path, "unknown"), [Skipped(archive.path, reason)])
