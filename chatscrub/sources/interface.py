"""What every source offers. A source is one file (or package) here, ending in the constant ``SOURCE``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from chatscrub.archive import Archive, Piece
from chatscrub.model.outcome import Event, Skipped


class ReadOptions(msgspec.Struct, frozen=True):
    """What the operator knows and the export does not. `slack_domain` is ``acme`` of acme.slack.com."""

    slack_domain: str | None = None


class ExportSource(Protocol):
    """One export format of one vendor.

    `name` is the format, `provider` the vendor's tool (several formats may share it). `partial` says why absence from
    such an export never shows a deletion; None where a whole export holds all there is.
    """

    name: str
    provider: str
    partial: str | None

    def part_of(self, name: str) -> str | None:
        """A key that sibling files or folders of one export share, from the name the vendor gives them.

        It only groups loose siblings into one export (shards, batches, one zip a category); what they are is
        decided by content. None where the name is not the vendor's.
        """
        ...

    def recognises(self, archive: Archive) -> bool:
        """Whether the content has this format. Reads heads of members only, and raises nothing on hostile input."""
        ...

    def missing(self, archive: Archive) -> Iterator[Skipped]:
        """What shows, from names, sizes and the export's own manifest alone, that parts of it were not handed in.

        Also comes from `read`. Nothing where a format does not tell.
        """
        ...

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        """The members that several tasks can read at the same time, in the order in which `read` reads them.

        `read` must then use `records` for each of them, once; heed `PassedOver`; and where a part would read otherwise
        than the whole, tell the last task by `Archive.share`, or raise `NotDivisibleError`. None where the export must be
        read as a whole.
        """
        ...

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        """Everything in the export, conversation by conversation, in bounded memory.

        Passages come one by one or many as one list (no more than one conversation's), see `Event`.
        What cannot be read comes as `Skipped`; the rest goes on.

        Raises:
            ArchiveError: nothing at all can be read.
        """
        ...
