"""The state folder and the installation key in it."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

import platformdirs

from chatscrub.errors import UsageError

KEY_BYTES = 32
KEY_FILE = "key"
LEDGER_FILE = "ledger.sqlite3"
_PARTIAL = ".partial"
_MOMENT = 1.0  # seconds that another process may need to write the key that it has just begun


def state_folder(given: Path | None) -> Path:
    """Where this installation keeps its state: `given`, else ``CHATSCRUB_STATE``, else the platform's place."""
    if given is not None:
        return given
    named = os.environ.get("CHATSCRUB_STATE")
    return Path(named) if named else Path(platformdirs.user_state_dir("chatscrub", appauthor=False))


def installation_key(folder: Path) -> bytes:
    """The 32 bytes under which fingerprints are keyed, made on first use and readable by their owner alone.

    Without it a fingerprint of a short value (a phone number, an SSN) could be reversed by trying all values.

    Raises:
        UsageError: the folder or the key cannot be written or read, the key is damaged, or it is gone from a ledger.
    """
    path = folder / KEY_FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists() and (folder / LEDGER_FILE).exists():
            # A new one would recognise nothing, and would lie where the old one must be put back.
            raise UsageError(
                f"{path}: the installation key is gone, and without it nothing in the ledger would be recognised; put it "
                "back from a backup, or give another --state to start anew"
            )
        for earlier in folder.glob(f"{KEY_FILE}.*{_PARTIAL}"):  # of a process that was killed, or is slower
            with suppress(OSError):
                earlier.unlink()
        if not path.exists():
            _make_key(path)
        key = _written_key(path)
    except OSError as error:
        raise UsageError(
            f"{path}: the installation key cannot be kept there ({error.strerror}); "
            "choose a writable folder with --state or CHATSCRUB_STATE"
        ) from None
    if len(key) != KEY_BYTES:
        raise UsageError(
            f"{path}: the installation key is damaged; restore it from a backup, or delete it to start anew "
            "(earlier fingerprints will then not be recognised)"
        )
    return key


def _make_key(path: Path) -> None:
    """Makes the key, unless another process does. It has its name only when it is whole, so that a kill leaves no half of it.

    Raises OSError.
    """
    partial = path.with_name(f"{KEY_FILE}.{os.getpid()}{_PARTIAL}")
    key = secrets.token_bytes(KEY_BYTES)
    try:
        _write_key(partial, key)
        with suppress(FileExistsError):  # the other process was quicker
            try:
                path.hardlink_to(partial)
            except FileExistsError:
                raise
            except OSError:
                _write_key(path, key)  # the file system has no hard links: written at once is the next best
    finally:
        for _ in range(2):  # a disk may fail for a moment; what stays for longer goes with the next command
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def _write_key(path: Path, key: bytes) -> None:
    """Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())  # a ledger that outlives its key in a power cut is lost
    except OSError:
        path.unlink(missing_ok=True)  # half a key, on a full disk, would be taken for a damaged one
        raise


def _written_key(path: Path) -> bytes:
    """The key, also where another process makes it at this moment."""
    end = time.monotonic() + _MOMENT
    while not (key := path.read_bytes()) and time.monotonic() < end:
        time.sleep(0.02)
    return key
