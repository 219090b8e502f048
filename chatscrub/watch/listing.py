"""What lies in the drop folder now: one walk, without opening a file and without following a link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from chatscrub.archive import Identity, odd_file
from chatscrub.archive.names import is_folder_litter
from chatscrub.errors import ChatscrubError

OWN = frozenset({"done", "failed"})
"""Folders at the top that are the watcher's own."""
READY = ".ready"
_DEPTH = 64
_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)
# Said of a folder below, these mean that the whole share is away.
_AWAY = {
    getattr(errno, name)
    for name in ("ESTALE", "EIO", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT", "ENODEV", "ENXIO", "ENETDOWN")
    if hasattr(errno, name)
}


class OfflineError(ChatscrubError):
    """The drop folder cannot be listed; nothing is known about what is in it. The text is the reason."""


class Listing(msgspec.Struct):
    """The files by their path in the folder, with forward slashes.

    `ready` are paths of files, or of folders (ending with a slash, the folder itself is ``/``), that were declared whole.
    `odd` are links and devices, which are never read, `closed` folders that cannot be listed, each with the reason.
    `device` is the root's.
    """

    files: dict[str, Identity] = msgspec.field(default_factory=dict)
    ready: set[str] = msgspec.field(default_factory=set)
    odd: dict[str, str] = msgspec.field(default_factory=dict)
    closed: dict[str, str] = msgspec.field(default_factory=dict)
    device: int = 0

    def is_ready(self, path: str) -> bool:
        """Whether a file, or a folder that it lies in, was declared whole."""
        if not self.ready:
            return False
        steps = path.split("/")
        folders = ("/".join(steps[:depth]) + "/" for depth in range(len(steps)))
        return path in self.ready or any(each in self.ready for each in folders)


def list_folder(root: Path) -> Listing:
    """The folder as it is now.

    Raises:
        OfflineError: the folder is not there, or the share that it lies on is away.
    """
    listing = Listing()
    try:
        entry = root.stat()
        listing.device = entry.st_dev
        if not stat.S_ISDIR(entry.st_mode):
            raise OfflineError("is not a folder")
        _walk(root, "", listing)
    except OSError as error:
        raise OfflineError(_reason(error)) from None
    return listing


def _walk(folder: Path, prefix: str, listing: Listing) -> None:
    """Raises OSError where the folder at the top cannot be listed, or everything is away."""
    waiting: list[tuple[str, str]] = [(os.fspath(folder), prefix)]
    while waiting:
        path, prefix = waiting.pop()
        try:
            with os.scandir(path) as found:
                waiting.extend(_entries(found, prefix, listing))
        except FileNotFoundError:
            if not prefix:
                raise  # else it was removed meanwhile
        except OSError as error:
            if not prefix or error.errno in _AWAY:
                raise
            listing.closed[prefix] = f"the folder cannot be listed ({error.strerror or 'input/output error'})"


def _entries(found: Iterator[os.DirEntry[str]], prefix: str, listing: Listing) -> Iterator[tuple[str, str]]:
    """Adds the files of one folder, and gives the folders in it."""
    for each in found:
        name = each.name
        if name.endswith(READY):
            listing.ready.add(prefix + name.removesuffix(READY) if name != READY else prefix or "/")
            continue
        if name.startswith(".") or is_folder_litter(name) or (not prefix and name.lower() in OWN):
            continue
        try:
            entry = each.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if _HIDDEN and getattr(entry, "st_file_attributes", 0) & _HIDDEN:
            continue
        shown = prefix + name
        if (reason := odd_file(entry)) is not None:
            listing.odd[shown] = reason
        elif not stat.S_ISDIR(entry.st_mode):
            listing.files[shown] = Identity.of(entry)
        elif shown.count("/") >= _DEPTH:
            listing.odd[shown] = f"lies more than {_DEPTH} folders deep and is not read"
        else:
            yield each.path, f"{shown}/"


def fits(path: Path, identity: Identity) -> bool:
    """Whether a file is still the one that was listed, in the same state."""
    try:
        return identity.fits(Identity.of(path.lstat()))
    except OSError:
        return False


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "is not there"
    return f"cannot be listed ({error.strerror or 'input/output error'})"
