"""The folder in which the workers of one scan keep their records until these are read, and those that were left behind.

A scan whose processes are all killed at once cannot remove its folder. The next one does, told by the lock in it, which
ends with its process; so it never takes that of a scan which still runs, however old that is.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from chatscrub.errors import OutputError
from chatscrub.process_lock import HeldError, ProcessLock

_BEFORE = "chatscrub-"
_LOCK = "spool.lock"
_RECORDS = re.compile(r"[0-9]+\.jsonl")
_TRIES = 10  # each fails only if another scan looked at the folder between its making and its lock
_BEGINNING = 3600.0  # seconds; a younger folder without a lock may be one that is being made


class SpoolFolder:
    """A folder (0700) below the system's temporary one, made at once. Raises OutputError."""

    def __init__(self) -> None:
        try:
            for stale in _others():
                _clear(stale)
            self.path, self._lock = _made()
        except (OSError, HeldError) as error:
            reason = error.strerror if isinstance(error, OSError) else "others clear it away at once"
            raise OutputError(
                f"no folder for records can be made in the temporary one ({reason}); make room there, or set TMPDIR"
            ) from None

    def remove(self) -> None:
        """With all that is in it."""
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def _made() -> tuple[Path, ProcessLock]:
    tries = _TRIES
    while True:
        path = Path(tempfile.mkdtemp(prefix=_BEFORE))
        lock = ProcessLock(path / _LOCK)
        try:
            lock.take()
        except BaseException as error:
            shutil.rmtree(path, ignore_errors=True)
            tries -= 1
            if not tries or not isinstance(error, FileNotFoundError | HeldError):
                raise
        else:
            return path, lock


def _others() -> Iterator[Path]:
    """The folders of scans of this user; those of others may not be to be removed."""
    for path in Path(tempfile.gettempdir()).glob(f"{_BEFORE}????????"):
        with suppress(OSError):  # it went away
            state = path.lstat()
            if stat.S_ISDIR(state.st_mode) and (not hasattr(os, "getuid") or state.st_uid == os.getuid()):
                yield path


def _clear(path: Path) -> None:
    """Removes a folder if no process has its lock, and nothing is in it that is not ours."""
    lock = ProcessLock(path / _LOCK)
    with suppress(HeldError, OSError):
        if lock.path.exists():
            lock.take()
            try:
                _empty(path)
            finally:
                lock.release(remove=True)
            path.rmdir()
        elif time.time() - path.stat().st_mtime > _BEGINNING:
            _empty(path)  # a worker that outlived its scan may have written while the folder was being cleared
            path.rmdir()


def _empty(path: Path) -> None:
    for each in path.iterdir():
        if _RECORDS.fullmatch(each.name):
            each.unlink(missing_ok=True)
