"""Untrusted containers → archives: zip, zip of zips, folder, parts of one export, bare JSON. Nothing is extracted."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 1 << 20
HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an export. `name` uses forward slashes, is repaired (cp437 → UTF-8) and has no wrapper folder."""

    name: str
    size: int
    opener: Callable[[], Iterator[bytes]] = field(repr=False)

    @property
    def base(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]

    def chunks(self) -> Iterator[bytes]:
        """The content in pieces of about 1 MB; bytes, ratio and checksum are watched. Raises ArchiveError."""
        return self.opener()

    def head(self, limit: int = HEAD) -> bytes:
        """The first bytes, at most `limit`; empty where the member cannot be read."""
        out = b""
        for chunk in self.chunks():
            out += chunk
            if len(out) >= limit:
                break
        return out[:limit]


@dataclass(frozen=True, slots=True)
class Archive:
    """One export as handed in.

    `path` is what reports print. `label` is what folder or file name suggest as the employee, None where nothing does.
    """

    path: str
    members: tuple[Member, ...]
    label: str | None = None

    def named(self, base: str) -> Member | None:
        """The member with this last name part nearest to the top, None where there is none."""
        found = [member for member in self.members if member.base == base]
        return min(found, key=lambda member: member.name.count("/")) if found else None


def open_zip(path: Path) -> Archive:
    """A zip on disk (placeholder until discovery is written)."""
    def reader(info: zipfile.ZipInfo) -> Callable[[], Iterator[bytes]]:
        def read() -> Iterator[bytes]:
            with zipfile.ZipFile(path) as archive, archive.open(info) as handle:
                while chunk := handle.read(CHUNK):
                    yield chunk
        return read
    with zipfile.ZipFile(path) as archive:
        members = tuple(Member(i.filename, i.file_size, reader(i)) for i in archive.infolist() if not i.is_dir())
    return Archive(str(path), members, path.stem)
