"""Archives over several processes or machines, with the result of one process, in the order of the archives.

A task is an archive, or one stripe of a large one (`chatscrub.archive.share`). Paths and ranges of bytes travel to the
workers, never content; masked records and counts travel back. Nothing of an archive reaches the collector before all
of it is there, so a worker that dies loses nothing and doubles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from chatscrub.archive import Archive
from chatscrub.collector import Collector
from chatscrub.model.outcome import Skipped
from chatscrub.order import Order
from chatscrub.pipeline import Progress, in_this_process, processors
from chatscrub.workers.planning import weight
from chatscrub.workers.processes import Processes
from chatscrub.workers.schedule import AHEAD, Schedule

WORTH_A_PROCESS = 32 << 20
"""Bytes to be read; less is read in this process before another has begun."""
WORTH_COMPILING = 1 << 20
"""Bytes to be read; of less the patterns of the first scan are compiled when its outcome is shown."""
_MACHINE, _GROUP = Path("/proc/meminfo"), Path("/sys/fs/cgroup/memory.max")
_MEMORY = 300 << 20  # of a process at its largest; most of it holds conversations of some MB and the detectors


def in_processes(order: Order, collector: Collector, progress: Progress, found: Iterator[Archive | Skipped]) -> None:
    """Scans with up to `order.jobs` processes. What one of them dies of, twice, is Skipped.

    What is not worth another process, or may have none, is scanned in this one.
    """
    first = list(islice(found, AHEAD))
    size = sum(map(weight, first)) if len(first) < AHEAD else None  # bytes; None where there may be more
    # A list that is given up bit by bit: an archive's members are not kept until the end of the run.
    first.reverse()
    given = chain((first.pop() for _ in range(len(first))), found)
    if order.jobs == 1 or (size is not None and size < WORTH_A_PROCESS):
        at_once = size is not None and size < WORTH_COMPILING
        in_this_process(order, collector, progress, given, at_once=at_once)
        return
    with Processes(order) as pool:
        Schedule(order, given, pool, collector, progress).run()


def processes_by_default() -> int:
    """One for each processor that this process may use, fewer where memory is scarce."""
    return max(1, min([processors(), *(free // _MEMORY for free in _free_memory())]))


def _free_memory() -> Iterator[int]:
    """Bytes, of the machine and of the control group, as far as the system tells. What caches hold counts as free."""
    for path, form in ((_MACHINE, rb"MemAvailable:\s+(\d+) kB"), (_GROUP, rb"(\d+)\s")):
        try:
            found = re.search(form, path.read_bytes())
        except OSError:
            continue
        if found is not None:
            yield int(found[1]) * (1024 if path == _MACHINE else 1)
