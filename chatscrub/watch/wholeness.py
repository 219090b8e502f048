"""Whether a file has its end, as far as its format tells: a look at its first and last bytes."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from chatscrub.archive import Identity, directory
from chatscrub.archive.files import CHANGED, SNIFF, Kind, is_wide, kind_of, open_regular, reason_of, text_of
from chatscrub.errors import ArchiveError

_TAIL = 4096
_NAMED = (".zip", ".dms", ".json", ".jsonl", ".ndjson")


def unfinished(path: Path, identity: Identity) -> str | None:
    """Why a file is to be waited for, as a sentence; None where nothing speaks against reading it.

    A file that is not what its name says is not waited for: it will not become it.
    """
    try:
        with open_regular(path, "it", identity) as handle:
            return _unfinished(handle, path.name)
    except ArchiveError as error:
        reason = str(error).removeprefix("it: ")
        return "still changes" if reason == CHANGED else reason
    except OSError as error:
        return reason_of(error)


def _unfinished(handle: BinaryIO, name: str) -> str | None:
    head = handle.read(SNIFF)
    if not head:
        return "is empty so far" if name.lower().endswith(_NAMED) else None
    if not head.strip(b"\0"):
        return "is not written yet"  # space was set aside before the content comes
    match kind_of(head):
        case Kind.ZIP:
            return _no_end(handle)
        case Kind.JSON if not is_wide(head):
            return _no_last_bracket(handle, text_of(head))
        case _:
            return None


def _no_end(handle: BinaryIO) -> str | None:
    try:
        directory.find(handle)
    except ArchiveError as error:
        if str(error) == directory.CUT:
            return "is a zip whose end is not there yet"
    return None


def _no_last_bracket(handle: BinaryIO, head: bytes) -> str | None:
    first = head.lstrip()[:1]
    handle.seek(max(0, handle.seek(0, 2) - _TAIL))
    last = handle.read(_TAIL).rstrip(b" \t\r\n\0")[-1:]
    return None if last == {b"[": b"]", b"{": b"}"}.get(first, last) else "is JSON whose end is not there yet"
