"""ChatGPT's data export of one person: the classic zip, the one in shards, and the parts of the privacy portal.

OpenAI publishes no schema: shapes are as seen in exports of 2023 to 2026, and whatever is unknown in them is read as
text rather than left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.archive import Archive, Piece
from chatscrub.model.outcome import Event, Skipped
from chatscrub.sources.chatgpt import names, recognition
from chatscrub.sources.chatgpt.accounts import PROVIDER
from chatscrub.sources.chatgpt.export import ExportReader
from chatscrub.sources.interface import ExportSource, ReadOptions


class ChatGptExport:
    """The source for the exports that ChatGPT's users ask for in their settings."""

    name = "chatgpt"
    provider = PROVIDER
    partial: str | None = None

    def part_of(self, name: str) -> str | None:
        """The key that loose siblings of one export share, see `chatscrub.sources.chatgpt.names`."""
        return names.part_of(name)

    def recognises(self, archive: Archive) -> bool:
        """Whether the heads of the members show ChatGPT's conversations, or files that only its exports have."""
        return recognition.recognises(archive)

    def missing(self, archive: Archive) -> Iterator[Skipped]:
        """What its manifests list and it lacks."""
        return ExportReader(archive).missing()

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        """The files of conversations; other JSON, whose elements may belong together, whole between them."""
        return ExportReader(archive).pieces()

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        """Everything in the export, conversation by conversation."""
        return ExportReader(archive).read()


SOURCE: ExportSource = ChatGptExport()
