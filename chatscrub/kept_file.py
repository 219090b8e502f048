"""Files in the user's cache folder: whole or not there, and of their owner's alone."""

from __future__ import annotations

import contextlib
import os
import shutil
from hashlib import sha256
from pathlib import Path

import platformdirs

from chatscrub.lazy_patterns import lazy_compile
from chatscrub.process_lock import process_start

_HALF = lazy_compile(r".+-([0-9]+)\.part")
_CHECKSUM = 32  # bytes of SHA-256 in front of the content


def default_cache() -> Path:
    """The folder on this machine. Nothing in it is of an export: what is made of detectors and of pages' templates."""
    return Path(platformdirs.user_cache_dir("chatscrub"))


def has_room(folder: Path, size: int) -> bool:
    """Whether so many bytes can be kept in a folder, which need not be there yet, as far as the system tells."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), None)
    if there is None or not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return False
    try:
        return shutil.disk_usage(there).free >= size
    except OSError:
        return False


def sealed(body: bytes) -> bytes:
    """What a file holds for a content: a checksum stands in front of it."""
    return sha256(body).digest() + body


def whole(path: Path) -> bytes | None:
    """The content of a file; None where there is none or it is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body = content[_CHECKSUM:]
    return body if sha256(body).digest() == content[:_CHECKSUM] else None


def kept(path: Path) -> bytes | None:
    """As `whole`, of a file that is used: those used last stay longest."""
    body = whole(path)
    if body is not None:
        with contextlib.suppress(OSError):
            os.utime(path)
    return body


def keep(path: Path, body: bytes, most: int) -> None:
    """Writes a file so that nobody ever reads half of it. Of those that are called alike up to the first ``-`` and end
    alike, so many stay, the ones used last. A folder that cannot be written is no failure.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = path.name.partition("-")[0]
        _clear(path.parent, kind)
        partial = path.with_name(f"{path.stem}-{os.getpid()}.part")
        partial.unlink(missing_ok=True)
        try:
            with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(sealed(body))
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        older = sorted(path.parent.glob(f"{kind}-*{path.suffix}"), key=lambda each: each.stat().st_mtime)
        for each in older[:-most]:
            each.unlink(missing_ok=True)


def _clear(folder: Path, kind: str) -> None:
    """Removes what processes left half written that are gone."""
    for each in folder.glob(f"{kind}-*.part"):
        half = _HALF.fullmatch(each.name)
        if half is not None and process_start(int(half[1])) is None:
            each.unlink(missing_ok=True)
