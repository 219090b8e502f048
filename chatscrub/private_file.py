"""Files that only their owner can read, and that are either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from chatscrub.errors import OutputError

BUFFER = 1 << 20


def private_folder(path: Path) -> Path:
    """Makes the folder (0700 where it is new). Raises OutputError."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: the folder cannot be made ({error.strerror}); choose another with --out") from None
    return path


class PrivateFile:
    """Bytes go to ``<name>.partial``; `commit` makes them durable under the final name in one step.

    All methods raise OutputError with one sentence, e.g. when the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._partial = path.with_name(path.name + ".partial")
        try:
            self._partial.unlink(missing_ok=True)
            handle = os.open(self._partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise self._error(error) from None
        self._file = os.fdopen(handle, "wb", buffering=BUFFER)

    def _error(self, error: OSError) -> OutputError:
        return OutputError(
            f"{self._path}: cannot be written ({error.strerror}); the earlier file, if any, is untouched"
        )

    def write(self, data: bytes) -> None:
        """Appends."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._error(error) from None

    def commit(self) -> None:
        """Flushes to the disk and renames over the earlier file."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._partial.replace(self._path)
        except OSError as error:
            raise self._error(error) from None

    def abort(self) -> None:
        """Leaves the earlier file as it was; where the disk takes no change at all, the partial one stays, too."""
        with suppress(OSError):  # the disk is full: what could not be flushed is thrown away with the file
            self._file.close()
        with suppress(OSError):
            self._partial.unlink()


def write_private_set(folder: Path, ending: str, files: Mapping[str, bytes], is_ours: Callable[[bytes], bool]) -> None:
    """Writes the files (stem → content) and removes what an earlier run left beside them.

    A file that has this content already is not touched, so that its time tells when it was last changed. Only files
    with the same ending that `is_ours` knows by their content are removed. Raises OutputError.
    """
    for stem, data in files.items():
        write_changed(folder / f"{stem}{ending}", data)
    for earlier in folder.glob(f"*{ending}"):
        if earlier.stem not in files:
            try:
                if is_ours(earlier.read_bytes()):
                    earlier.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(
                    f"{earlier}: is out of date and cannot be removed ({error.strerror}); remove it by hand"
                ) from None
    for rest in folder.glob(f"*{ending}.partial"):  # of a command that was killed, where its file did not change again
        with suppress(OSError):
            rest.unlink()


def write_changed(path: Path, data: bytes) -> bool:
    """As `write_private`, but a file that has this content already is not touched; whether it was. Raises OutputError."""
    try:
        if not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError:
        pass  # not there, or not to be read: then it is written anew
    write_private(path, data)
    return True


def write_private(path: Path, data: bytes) -> None:
    """A whole file at once. Raises OutputError."""
    file = PrivateFile(path)
    try:
        file.write(data)
        file.commit()
    except OutputError:
        file.abort()
        raise


def read_if_any(path: Path) -> bytes | None:
    """What an earlier run wrote; None where there is nothing, or nothing that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
