"""What an archive gives on its way from a worker: lines in memory, in a private file where they are many."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from chatscrub.errors import OutputError
from chatscrub.model.conversation import Account
from chatscrub.model.exposure import Exposure
from chatscrub.model.outcome import Present
from chatscrub.model.record import Record, Trace, spooled, unspooled
from chatscrub.order import Sink
from chatscrub.packing import Packing

IN_MEMORY = 1 << 20
"""Bytes of lines that are sent as they are; more go into a file."""


_EXPOSURE, _PRESENT = b"E", b"P"  # first letters of lines; that of a finding begins a list
_exposures: Packing[Exposure] = Packing(Exposure)
_presents: Packing[list[tuple[Account, list[tuple[bytes, bool]]]]] = Packing(
    list[tuple[Account, list[tuple[bytes, bool]]]]
)


class Lines(Protocol):
    """A `Sink` that makes a line of each thing that it is given."""

    def put(self, line: bytes) -> None:
        """Takes a line with its end."""
        ...

    def emit(self, each: Record, where: Trace) -> None:
        """See `Sink`."""
        self.put(spooled(each, where))

    def expose(self, exposure: Exposure) -> None:
        """See `Sink`."""
        self.put(_EXPOSURE + _exposures.pack(exposure) + b"\n")

    def show(self, present: Present) -> None:
        """See `Sink`."""
        told = [(account, list(objects.items())) for account, objects in present.items()]
        self.put(_PRESENT + _presents.pack(told) + b"\n")


def give(lines: Iterable[bytes], sink: Sink) -> None:
    """Gives on what lines were made of."""
    for line in lines:
        match line[:1]:
            case b"E":
                sink.expose(_exposures.unpack(memoryview(line)[1:]))
            case b"P":
                sink.show({account: dict(objects) for account, objects in _presents.unpack(memoryview(line)[1:])})
            case _:
                sink.emit(*unspooled(line))


class Spool(Lines):
    """Takes lines. `path` is the file for many of them (0600, made when it is needed); None keeps all in memory."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines: list[bytes] = []
        self._held = 0
        self._file: BinaryIO | None = None

    def put(self, line: bytes) -> None:
        """Takes one. Raises OutputError, e.g. when the disk is full."""
        self._lines.append(line)
        self._held += len(line)
        if self._path is not None and self._held > IN_MEMORY:
            self._write(self._path)

    def close(self) -> bytes | Path:
        """The lines, or where they are. Raises OutputError."""
        if self._file is None or self._path is None:
            return b"".join(self._lines)
        self._write(self._path)
        self._file.close()
        return self._path

    def abort(self) -> None:
        """Leaves nothing behind."""
        if self._file is not None and self._path is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)

    def _write(self, path: Path) -> None:
        try:
            if self._file is None:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                self._file = os.fdopen(os.open(path, flags, 0o600), "wb", buffering=0)
            self._file.write(b"".join(self._lines))
        except OSError as error:
            reason = (
                f"records cannot be kept in the temporary folder ({error.strerror}); make room there, or set TMPDIR"
            )
            raise OutputError(reason) from None
        self._lines = []
        self._held = 0


def replay(kept: bytes | Path, sink: Sink) -> None:
    """Gives on what a `Spool` took. The file is gone afterwards. Raises OutputError."""
    if isinstance(kept, bytes):
        give(kept.splitlines(), sink)
        return
    try:
        with kept.open("rb") as file:
            give(file, sink)
    except OSError as error:
        reason = f"records cannot be read again from the temporary folder ({error.strerror}); check it, or set TMPDIR"
        raise OutputError(reason) from None
    finally:
        drop(kept)


def size_of(kept: bytes | Path) -> int:
    """Bytes that the lines take."""
    return len(kept) if isinstance(kept, bytes) else kept.stat().st_size


def drop(kept: bytes | Path) -> None:
    """Nobody wants them any more. What cannot be removed goes with the folder at the end."""
    if isinstance(kept, Path):
        with suppress(OSError):
            kept.unlink()
