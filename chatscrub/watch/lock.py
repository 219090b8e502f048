"""One watcher at a time for a state folder: a lock that the system lets go of when its process ends, however it ends.

Where a file system has no locks, the process id and start time in the file decide: a process that is gone, or one that
got the same id later, holds nothing.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

import orjson

from chatscrub.errors import OutputError, UsageError

FILE = "watch.lock"
_FAR = 1 << 30  # Windows keeps a locked stretch from being read, so one behind the content is locked
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}


class WatchLock:
    """Held from `__enter__` to `__exit__`.

    Raises:
        UsageError: another watcher holds it; the text says which.
        OutputError: the file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._handle = -1

    def __enter__(self) -> WatchLock:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            self._handle = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise OutputError(f"{self._path}: the lock cannot be made ({error.strerror})") from None
        try:
            self._take()
        except BaseException:
            os.close(self._handle)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.ftruncate(self._handle, 0)
        os.close(self._handle)  # the file stays: who removes a lock may remove that of somebody who just took it

    def _take(self) -> None:
        holder = _holder(self._handle)
        try:
            _lock(self._handle)
        except OSError as error:
            is_held = error.errno in _HELD
            if is_held or (holder is not None and _is_running(*holder)):
                who = f" (process {holder[0]})" if holder else ""
                raise UsageError(
                    f"{self._path.parent}: another watcher works with this state folder{who}; stop it first, or give "
                    "another --state"
                ) from None
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, orjson.dumps({"pid": os.getpid(), "started": process_start(os.getpid())}))


def _holder(handle: int) -> tuple[int, str | None] | None:
    """Process id and start time of who held the lock last, None where that cannot be told."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        value = orjson.loads(os.read(handle, 4096))
        pid, started = value["pid"], value["started"]
    except (OSError, orjson.JSONDecodeError, TypeError, KeyError):
        return None
    return (pid, started if isinstance(started, str) else None) if isinstance(pid, int) else None


def _is_running(pid: int, started: str | None) -> bool:
    now = process_start(pid)
    return now is not None and started in (None, now) and pid != os.getpid()


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def process_start(pid: int) -> str | None:
        """When a process began, in the system's own words, None where there is none of this id."""
        kernel = ctypes.windll.kernel32
        kernel.OpenProcess.restype = ctypes.c_void_p
        process = kernel.OpenProcess(0x1000, 0, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not process:
            return None
        times = (ctypes.c_ulonglong * 4)()
        ends = [ctypes.byref(times, 8 * number) for number in range(4)]
        told = kernel.GetProcessTimes(ctypes.c_void_p(process), *ends)
        kernel.CloseHandle(ctypes.c_void_p(process))
        return str(times[0]) if told and not times[1] else None

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def process_start(pid: int) -> str | None:
        """When a process began, in the system's own words, None where there is none of this id."""
        if sys.platform == "linux":
            try:
                # The name of the program, in brackets, may hold spaces and brackets itself (proc(5)).
                fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
                boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
            except OSError:
                return None
            return None if fields[0] == b"Z" else f"{boot} {fields[19].decode()}"
        told = subprocess.run(  # noqa: S603  # no text of anybody's in it
            ["/bin/ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return told.stdout.strip() or None
