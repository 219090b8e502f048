"""Whether others can read what is handed in, or a service copies it away: exports hold everything that was ever pasted."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from chatscrub.ledger.synchronised import synchronised_by

LOOKED_AT = 10_000
"""Entries of a folder that are looked at; which one it is matters less than that there is one."""


def remarks(path: Path) -> Iterator[str]:
    """What should be done about an export or a folder of them, as sentences with the path; nothing is changed."""
    service = synchronised_by(path)
    if service is not None:
        yield f"{path}: is synchronised by {service}, so copies leave this machine; move it to a folder that is not"
    found = None if sys.platform == "win32" else _readable(path)
    if found is not None:
        where, mode = found
        inside = "" if where == path else f", e.g. {where}"
        right = "700" if where.is_dir() else "600"
        yield f"{path}: can be read by every user of this machine ({mode:04o}{inside}); run chmod {right} on it"


def _readable(path: Path) -> tuple[Path, int] | None:
    """What others can read, the path itself or something in it, and its mode; None where they cannot come near."""
    folders = path.absolute().parents
    if any(not _allows(each, stat.S_IXOTH) for each in folders):
        return None
    for where, mode in _modes(path):
        # A folder that can be listed tells names, and one that can be entered gives what in it can be read.
        if mode & stat.S_IROTH:
            return where, stat.S_IMODE(mode)
    return None


def _modes(path: Path) -> Iterator[tuple[Path, int]]:
    """The path, and what is in it as far as others can enter."""
    waiting, left = [path], LOOKED_AT
    while waiting and left > 0:
        where = waiting.pop()
        left -= 1
        try:
            mode = where.lstat().st_mode
            if stat.S_ISLNK(mode):
                continue
            yield where, mode
            if stat.S_ISDIR(mode) and mode & stat.S_IXOTH:
                waiting.extend(where / name for name in sorted(os.listdir(where)))  # noqa: PTH208  # names are enough
        except OSError:
            continue


def _allows(folder: Path, right: int) -> bool:
    try:
        return bool(folder.stat().st_mode & right)
    except OSError:
        return False
