"""Regular files, opened so that no link, pipe or device is ever followed, and told apart by their first bytes."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from chatscrub.archive.limits import Tally
from chatscrub.archive.record import CHUNK, HEAD
from chatscrub.errors import ArchiveError, DiskError

SNIFF = 4096
CHANGED = "was changed or replaced since it was listed"
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)  # POSIX
    | getattr(os, "O_NONBLOCK", 0)  # POSIX: opening a pipe must not wait for a writer
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)  # Windows
)
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_JSON_START = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*(?:[\[{\"\]\d-]|true|false|null|NaN))")
_JSON_CUT = re.compile(rb"\s*[\[{]\s*\Z")
_MARKS = (
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file"),
    (b"Rar!", "a RAR file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"BZh", "a bzip2 file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"PK\x07\x08", "one volume of a split zip"),
)


class Source(Protocol):
    """Bytes with random access that can be opened again at any time."""

    def open(self) -> BinaryIO:
        """A seekable handle that the caller closes. Raises ArchiveError."""
        ...


class Identity(msgspec.Struct, frozen=True):
    """What tells one state of a file from another: size in bytes, change of its content in ns since 1970, inode.

    `device` and `inode` are 0 where a system does not tell them; then they are not compared.
    """

    size: int
    modified: int
    inode: int = 0
    device: int = 0

    @classmethod
    def of(cls, entry: os.stat_result) -> Identity:
        """The identity of a file as the system describes it."""
        return cls(entry.st_size, entry.st_mtime_ns, entry.st_ino, entry.st_dev)

    def fits(self, other: Identity) -> bool:
        """Whether both are of one file in one state."""
        pairs = ((self.inode, other.inode), (self.device, other.device))
        return (self.size, self.modified) == (other.size, other.modified) and all(
            mine == theirs or not (mine and theirs) for mine, theirs in pairs
        )


class FileSource(msgspec.Struct, frozen=True):
    """A file on disk. `shown` is the path in messages; with an `identity` no other file or state is opened."""

    path: Path
    shown: str
    identity: Identity | None = None

    def open(self) -> BinaryIO:
        """See `Source`."""
        return open_regular(self.path, self.shown, self.identity)


class LooseFile(msgspec.Struct, frozen=True):
    """The opener of a member that is a file of its own; `identity` as in `FileSource`."""

    folder: Path  # which many files share
    name: str
    shown: str
    tally: Tally
    identity: Identity | None = None

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / self.name

    def __call__(self) -> Iterator[bytes]:
        """The bytes. Raises ArchiveError."""
        count, wanted = 0, HEAD
        with open_regular(self.path, self.shown, self.identity) as handle:
            while chunk := _read(handle, wanted, self.shown):
                count += len(chunk)
                self.tally.count(self.shown, hash(self.shown), count, None)
                yield chunk
                wanted = CHUNK


class Kind(Enum):
    """What the first bytes of a file say."""

    ZIP = auto()
    JSON = auto()
    EMPTY = auto()
    OTHER = auto()


def open_regular(path: Path, shown: str, identity: Identity | None = None) -> BinaryIO:
    """Opens a regular file, never a link, pipe, socket or device, and only in the state that was listed, if given.

    Raises:
        ArchiveError: it is something else, cannot be opened, or has changed.
    """
    try:
        if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():  # Windows
            raise ArchiveError(f"{shown}: is a link; hand in the file itself")
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise DiskError(f"{shown}: {reason_of(error)}") from None
    entry = os.fstat(descriptor)
    if not stat.S_ISREG(entry.st_mode):
        os.close(descriptor)
        raise ArchiveError(f"{shown}: is not a regular file; hand in the file itself")
    # A folder above it may have become a link meanwhile; then the file behind the same path is another one.
    if identity is not None and not identity.fits(Identity.of(entry)):
        os.close(descriptor)
        raise ArchiveError(f"{shown}: {CHANGED}")
    return io.BufferedReader(io.FileIO(descriptor, "rb"))


def reason_of(error: OSError) -> str:
    """What the operating system said, as a sentence without a path."""
    if isinstance(error, PermissionError):
        return "cannot be opened: permission denied; give the account that runs the scan the right to read it"
    if isinstance(error, FileNotFoundError):
        return "is no longer there; hand it in again"
    return f"cannot be read ({error.strerror or 'input/output error'})"


def odd_file(entry: os.stat_result) -> str | None:
    """Why something on disk is never opened, as a sentence; None for regular files and folders."""
    reparse = getattr(entry, "st_reparse_tag", 0)
    windows_link = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    if stat.S_ISLNK(entry.st_mode) or (reparse and reparse == windows_link):
        return "is a link, which is never followed; hand in what it points to"
    if stat.S_ISREG(entry.st_mode) or stat.S_ISDIR(entry.st_mode):
        return None
    return "is a pipe, socket or device, which is never opened; hand in a file"


def kind_of(head: bytes) -> Kind:
    """Zip, JSON, empty or something else, from the first bytes (`SNIFF`) alone."""
    if not head:
        return Kind.EMPTY
    if head.startswith(ZIP_MAGIC):
        return Kind.ZIP
    text = text_of(head)
    return Kind.JSON if _JSON_START.match(text) or _JSON_CUT.match(text) else Kind.OTHER


def text_of(head: bytes) -> bytes:
    """The bytes without a UTF-8 mark; UTF-16 and UTF-32 as bytes of one-byte characters, to be looked at only."""
    if is_wide(head):
        return head.lstrip(b"\xff\xfe\x00").replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def is_wide(head: bytes) -> bool:
    """Whether the first bytes are a mark of UTF-16 or UTF-32."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def looks_like_a_page(head: bytes) -> bool:
    """Whether the bytes begin like HTML."""
    start = text_of(head).lstrip()[:512].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head")) or b"<html" in start


def unreadable_reason(head: bytes, name: str) -> str:
    """One sentence on a file that is neither zip nor JSON nor anything a source knows."""
    if looks_like_a_page(head):
        return "looks like a web page: the download was not signed in; download it again in the browser"
    for mark, what in _MARKS:
        if head.startswith(mark):
            return f"is {what}, not a chat export; unpack it if it holds one and hand in the folder"
    if name.lower().endswith((".zip", ".dms")):
        return "has the name of a zip but is none; download it again"
    return "is not a chat export (neither a zip nor JSON); hand in the file as the vendor sent it"


def _read(handle: BinaryIO, count: int, shown: str) -> bytes:
    try:
        return handle.read(count)
    except OSError as error:
        raise DiskError(f"{shown}: {reason_of(error)}") from None
