"""The first moments of a process of ours, in which Ctrl-C would end it with a traceback: a terminal tells all processes."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

_NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")  # the last one is Windows'


def _numbers(names: Iterable[str] = _NAMES) -> list[signal.Signals]:
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


@contextmanager
def beginning() -> Iterator[None]:
    """Processes that are started within hear of no signal before they call `begun`. Nor does this thread, meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # started later, it would let signals in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _numbers())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begun(*, ignored: Iterable[str] = _NAMES) -> None:
    """This process takes no notice of the signals that are `ignored`, and of the others as programs do."""
    for each in _numbers():
        signal.signal(each, signal.SIG_IGN if each.name in ignored else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _numbers())
