"""One watcher at a time for a state folder."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from chatscrub.errors import OutputError, UsageError
from chatscrub.process_lock import HeldError, ProcessLock

FILE = "watch.lock"


class WatchLock:
    """Held from `__enter__` to `__exit__`. The file stays.

    Raises:
        UsageError: another watcher holds it; the text says which.
        OutputError: the file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = ProcessLock(folder / FILE)

    def __enter__(self) -> WatchLock:
        path = self._lock.path
        try:
            self._lock.take()
        except HeldError as held:
            who = f" (process {held.holder})" if held.holder else ""
            raise UsageError(
                f"{path.parent}: another watcher works with this state folder{who}; stop it first, or give another --state"
            ) from None
        except OSError as error:
            raise OutputError(f"{path}: the lock cannot be made ({error.strerror})") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
