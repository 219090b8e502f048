"""An export as the sources see it: named members that give bytes. Where they lie is hidden behind the opener."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.errors import ArchiveError
from chatscrub.model.outcome import Skipped

if TYPE_CHECKING:
    from chatscrub.archive.share import MemberShare, Share

CHUNK = 1 << 18
"""Bytes that are read at once: few enough that they are still in the cache of a processor when they are checked, hashed and parsed."""
HEAD = 1 << 16


class Member(Discreet, msgspec.Struct, frozen=True):
    """One file of an export.

    `name` uses forward slashes, is repaired (cp437 → UTF-8) and has no wrapper folder. `size` in bytes is what the
    container says and may be a lie. `opener` starts from the first byte at each call. `modified` is the stamp in a
    zip, by a clock of unknown zone taken for UTC; None for loose files, whose times change with every copy. `share` is
    set while a task reads only some of its elements.
    """

    name: str
    size: int
    opener: Hidden[Callable[[], Iterator[bytes]]]
    modified: datetime | None = None
    share: Hidden[MemberShare | None] = None

    @property
    def base(self) -> str:
        """The last part of the name."""
        return self.name.rpartition("/")[2]

    def chunks(self) -> Iterator[bytes]:
        """The content in pieces of about 1 MB; bytes, ratio and checksum are watched. Raises ArchiveError."""
        return self.opener()

    def head(self, limit: int = HEAD) -> bytes:
        """The first bytes, at most `limit`; of a damaged member what comes before the damage, perhaps nothing."""
        out = bytearray()
        chunks = self.chunks()
        try:
            for chunk in chunks:
                out += chunk
                if len(out) >= limit:
                    break
        except ArchiveError:
            pass  # whoever reads the member whole reports it
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        return bytes(out[:limit])


class Archive(Discreet, msgspec.Struct, frozen=True):
    """One export as handed in.

    `path` is what reports print: as the operator gave it, or the folder he gave and the way below it, with
    ``outer.zip!/inner.zip`` for what lies in a zip. `label` is what folder or file name suggest as the employee, None
    where nothing does. `parts` are the base names of the zips, files or folders that make up the export, for
    comparison with a manifest. `skipped` are members that are never opened; their `path` is the member's name alone.
    `share` is set while a task reads only a part.
    """

    path: str
    members: tuple[Member, ...]
    label: str | None = None
    parts: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    share: Hidden[Share | None] = None

    @property
    def stamps(self) -> Iterator[datetime]:
        """When its members were changed, for those that tell."""
        return (member.modified for member in self.members if member.modified is not None)

    def named(self, base: str) -> Member | None:
        """The member with this last name part nearest to the top, None where there is none."""
        found = [member for member in self.members if member.base == base]
        return min(found, key=lambda member: member.name.count("/")) if found else None
