"""What ends the watcher's sleep: time, a signal to stop, or the system telling that something happened in the folder.

The only module that imports watchdog. Events are a courtesy: what they miss, the next listing finds.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

GATHER = 0.5
"""Seconds that are slept at least, so that many events together are one."""
_SLICE = 1.0  # seconds: so soon it is seen that a signal came, also where a signal ends no waiting


class Waking:
    """Sleeps, and is woken. `poll` leaves the events of the system out."""

    def __init__(self, folder: Path, *, poll: bool) -> None:
        self._folder = folder
        self._poll = poll
        self._observer: BaseObserver | None = None
        self._event = threading.Event()
        self.stopping = False

    @property
    def events(self) -> bool:
        """Whether events of the system wake it."""
        return self._observer is not None and self._observer.is_alive()

    def stop(self) -> None:
        """Ends the sleep for good, within a second."""
        # No lock is taken here: a signal handler runs in the middle of whatever holds one.
        self.stopping = True

    def sleep(self, seconds: float, least: float = 0.0) -> None:
        """Until the time is over or it is to stop, or, after `least` seconds, something happened."""
        now = time.monotonic()
        end, first = now + seconds, now + min(seconds, max(least, GATHER))
        while not self.stopping and (now := time.monotonic()) < end:
            if now < first:
                time.sleep(min(first - now, _SLICE))
            elif self._event.wait(min(end - now, _SLICE)):
                break
        self._event.clear()

    def listen(self) -> None:
        """Asks the system for events if it does not send them yet; where it refuses, nothing changes."""
        if self._poll or self.events:
            return
        self.deafen()
        self._observer = _observer(self._folder, self._event.set)

    def deafen(self) -> None:
        """Wants no more events: the folder is away, or the watcher ends."""
        observer, self._observer = self._observer, None
        if observer is not None and observer.is_alive():
            observer.stop()
            observer.join(5)


def _observer(folder: Path, wake: Callable[[], None]) -> BaseObserver | None:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    # Its messages would be lines of their own among ours, with file names as they are.
    logging.getLogger("watchdog").setLevel(logging.CRITICAL + 1)

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            # Our own reading opens and closes files; that is nothing to look for.
            if event.event_type not in ("opened", "closed_no_write"):
                wake()

    try:
        observer = Observer()
        observer.daemon = True
        observer.schedule(Handler(), str(folder), recursive=True)
        observer.start()
    except (OSError, RuntimeError, ImportError):
        # ENOSPC and EMFILE are inotify's limits, others come from shares; threads can run out, too.
        return None
    return observer
