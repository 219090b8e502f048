"""A lock that the system lets go of when the process that took it ends, however it ends.

Where a file system has no locks, the process id and start time in the file decide: a process that is gone, or one that
got the same id later, holds nothing.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from weakref import WeakSet

import orjson

_FAR = 1 << 30  # Windows keeps a locked stretch from being read, so one behind the content is locked
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK}
_TRIES = 10  # each fails only if somebody removed the file in that very moment, or looks whether it is held
_LOOK = 0.005  # seconds, far more than a look takes
_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class HeldError(Exception):
    """Another process has the lock; `holder` is its id, None where that cannot be told."""

    def __init__(self, holder: int | None) -> None:
        super().__init__(holder)
        self.holder = holder


class ProcessLock:
    """The lock on a file (0600, made where it is not there). It is this process's: a forked child has no part in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = -1

    def take(self) -> None:
        """At once, or not at all.

        Raises:
            HeldError: another process has it.
            OSError: the file cannot be made.
        """
        for left in reversed(range(_TRIES)):
            handle = os.open(self.path, _FLAGS | os.O_CREAT, 0o600)
            try:
                self._lock(handle)
                if not _is_at(handle, self.path):
                    os.close(handle)
                    continue
            except HeldError as error:
                os.close(handle)
                if error.holder is not None or not left:
                    raise
                time.sleep(_LOOK)
                continue
            except BaseException:
                os.close(handle)
                raise
            self._handle = handle
            _taken.add(self)
            return
        raise HeldError(None)

    def release(self, *, remove: bool = False) -> None:
        """Lets go; with `remove` the file goes, too. Without a lock it does nothing."""
        if self._handle == -1:
            return
        handle = self._forgotten()
        with suppress(OSError):  # a full disk: that this process is gone tells the same
            os.ftruncate(handle, 0)
        with suppress(OSError):
            if remove and sys.platform != "win32":
                self.path.unlink()  # while it is held: whoever takes it then sees that it is gone
        os.close(handle)
        with suppress(OSError):
            if remove and sys.platform == "win32":
                self.path.unlink()

    def _forgotten(self) -> int:
        handle, self._handle = self._handle, -1
        _taken.discard(self)
        return handle

    @staticmethod
    def _lock(handle: int) -> None:
        holder = _holder(handle)
        try:
            _exclusively(handle)
        except OSError as error:
            is_running = holder is not None and _is_running(*holder)
            if error.errno in _HELD or is_running:
                named = holder[0] if holder and (is_running or holder[0] == os.getpid()) else None
                raise HeldError(named) from None
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, orjson.dumps({"pid": os.getpid(), "started": process_start(os.getpid())}))


def is_held(path: Path) -> bool:
    """Whether a process has the lock on a file. What is not there, or is no file of ours to open, nobody has."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return False
    try:
        _for_a_look(handle)
    except OSError as error:
        holder = _holder(handle)
        return error.errno in _HELD or (holder is not None and _is_running(*holder))
    finally:
        os.close(handle)
    return False


_taken: WeakSet[ProcessLock] = WeakSet()


def _let_go() -> None:
    """In a forked child, which must not keep a lock of a process that is gone."""
    for each in list(_taken):
        os.close(each._forgotten())  # noqa: SLF001  # of this module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _is_at(handle: int, path: Path) -> bool:
    """Whether it is still this file that has the name."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path, follow_symlinks=False))  # noqa: PTH116  # as fstat
    except OSError:
        return False


def _holder(handle: int) -> tuple[int, str | None] | None:
    """Process id and start time of who took the lock last, None where that cannot be told."""
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

    def _exclusively(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    _for_a_look = _exclusively  # there is no shared lock; closing the file lets go of it

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

    def _exclusively(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _for_a_look(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)  # two that look do not take each other for a holder

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
