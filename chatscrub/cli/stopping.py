"""Ctrl-C and SIGTERM: the work is broken off where it is, and what is half written goes away."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_CLEARING = 3.0  # seconds in which what is half written is removed, and a second Ctrl-C must not keep it from that


class StoppedError(BaseException):
    """The operator, or the system, ends the program; not an Exception, so that nobody takes it for a failure of theirs.

    Nor is it a KeyboardInterrupt, which typer answers by itself, without a word.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number
        """As shells tell of a program that ended by a signal."""


@contextmanager
def stoppable() -> Iterator[None]:
    """While this lasts, SIGINT and SIGTERM raise StoppedError in the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = float("-inf")

    def stop(number: int, _: object) -> None:
        nonlocal heard
        now = time.monotonic()
        if now - heard > _CLEARING:
            heard = now
            raise StoppedError(number)

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
