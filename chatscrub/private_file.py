"""Files that only their owner can read, and that are either whole or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from chatscrub.errors import OutputError, UsageError

BUFFER = 1 << 20
FIRST = 1 << 12
"""So many bytes of a file tell whether it is ours."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a disk says that is full or fails, whichever path somebody chose."""

Content = bytes | Iterable[bytes]
"""Of a file, at once or in pieces, each of which is made when those before it are written."""


def private_folder(path: Path) -> Path:
    """Makes the folder (0700 where it is new). Raises OutputError."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: the folder cannot be made ({error.strerror}); choose another with --out") from None
    return path


def named_folder(path: Path, option: str = "--out") -> Path:
    """The folder that an option names, as `private_folder` makes it.

    Raises:
        UsageError: it cannot be made, or nothing can be written there.
        OutputError: the disk is full, or fails.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        told = f"{option} {path}: the folder cannot be made ({error.strerror}); "
        if error.errno in NO_ROOM:
            raise OutputError(f"{told}make room there") from None
        raise UsageError(f"{told}name another") from None
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise UsageError(f"{option} {path}: you may not write into this folder; name another")
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


def write_private_set(
    folder: Path, ending: str, files: Iterable[tuple[str, Content]], is_ours: Callable[[bytes], bool]
) -> None:
    """Writes the files (stem and content) one by one and removes what an earlier run left beside them.

    A file that has this content already is not touched, so that its time tells when it was last changed. Only files
    with the same ending that `is_ours` knows by their first bytes are removed. Raises OutputError.
    """
    written: set[str] = set()
    for stem, data in files:
        write_changed(folder / f"{stem}{ending}", data)
        written.add(stem)
    for earlier in folder.glob(f"*{ending}"):
        if earlier.stem not in written:
            try:
                with earlier.open("rb") as file:
                    first = file.read(FIRST)
                if is_ours(first):
                    earlier.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(
                    f"{earlier}: is out of date and cannot be removed ({error.strerror}); remove it by hand"
                ) from None
    for rest in folder.glob(f"*{ending}.partial"):  # of a command that was killed, where its file did not change again
        with suppress(OSError):
            rest.unlink()


def write_changed(path: Path, data: Content) -> bool:
    """As `write_private`, but a file that has this content already is not touched; whether it was. Raises OutputError."""
    pieces = _pieces(data)
    earlier = _opened(path)
    same = 0  # bytes
    try:
        for piece in pieces:
            if earlier is None or earlier.read(len(piece)) != piece:
                pieces = chain((piece,), pieces)
                break
            same += len(piece)
        else:
            if earlier is not None and not earlier.read(1):
                return False
        write_private(path, chain(_first(earlier, same), pieces))
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror}); remove it by hand") from None
    finally:
        if earlier is not None:
            earlier.close()
    return True


def write_private(path: Path, data: Content) -> None:
    """A whole file; nothing half written stays behind. Raises OutputError."""
    file = PrivateFile(path)
    try:
        for piece in _pieces(data):
            file.write(piece)
        file.commit()
    except BaseException:
        file.abort()
        raise


def in_lines(lines: Iterable[str]) -> Iterator[bytes]:
    """The content of a file of lines, in UTF-8, a question mark for what that cannot write."""
    for line in lines:
        yield f"{line}\n".encode("utf-8", "replace")


def _pieces(data: Content) -> Iterator[bytes]:
    return iter((data,)) if isinstance(data, bytes) else iter(data)


def _opened(path: Path) -> BinaryIO | None:
    """An earlier file; None where there is none, or none that can be read."""
    try:
        return None if path.is_symlink() else path.open("rb")
    except OSError:
        return None


def _first(earlier: BinaryIO | None, length: int) -> Iterator[bytes]:
    """So many bytes of an earlier file, which is closed then: Windows replaces no file that is open."""
    if earlier is None:
        return
    earlier.seek(0)
    while length:
        part = earlier.read(min(BUFFER, length))
        if not part:
            raise OSError(errno.EIO, os.strerror(errno.EIO))  # somebody cut it off meanwhile
        yield part
        length -= len(part)
    earlier.close()


def read_if_any(path: Path) -> bytes | None:
    """What an earlier run wrote; None where there is nothing, or nothing that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None
