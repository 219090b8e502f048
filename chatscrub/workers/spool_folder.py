"""The folder in which the workers of one scan keep their records until these are read, and those that were left behind.

A scan whose processes are all killed at once cannot remove its folder. The next one does, told by the lock in it, which
ends with its process; so it never takes that of a scan which still runs, however old that is.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
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
                _clear_if_over(stale)
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


def _clear_if_over(path: Path) -> None:
    """Removes a folder whose lock no process has; one without a lock when it is old enough."""
    lock = ProcessLock(path / _LOCK)
    with suppress(HeldError, OSError):
        if lock.path.exists():
            lock.take()
            try:
                if sys.platform == "win32":
                    lock.release()  # an open file keeps its folder there
                clear(path)
            finally:
                lock.release()
        elif time.time() - path.stat().st_mtime > _BEGINNING:
            clear(path)


def clear(path: Path) -> None:
    """Removes the folder of a scan that has ended, though a worker that outlived it may be about to write there.

    So it gets another name first, where no worker looks for it. Where the system renames no folder whose files are open
    (Windows), what is written in that moment stays for an hour. A folder in which something else lies is left alone.

    Raises:
        OSError: somebody else clears it.
    """
    if any(each.name != _LOCK and not _RECORDS.fullmatch(each.name) for each in path.iterdir()):
        return
    gone = path.with_name(_BEFORE + os.urandom(4).hex())
    try:
        path.rename(gone)
    except OSError:
        gone = path
    for each in sorted(gone.iterdir(), key=lambda each: each.name == _LOCK):  # without it, nobody knows that it is over
        each.unlink(missing_ok=True)
    gone.rmdir()
