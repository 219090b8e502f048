"""What the Compliance API of ChatGPT Enterprise and Edu gives: whole conversations, or a log of their messages.

Both hold many people. Conversations come as JSON arrays or as pages ``{"object": "list", "data": […]}``; logs as JSON
lines, one event each. Logs cannot be changed, so deleted and temporary chats are in them for a while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.archive import Archive, Member, Piece
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import records
from chatscrub.model.conversation import Conversation
from chatscrub.model.outcome import Event, Notice, NotScanned, Skipped
from chatscrub.sources.chatgpt_compliance.reader import PROVIDER, ComplianceReader
from chatscrub.sources.interface import ExportSource, ReadOptions

COVERAGE = (
    "The Compliance API names uploaded files, but their bytes are not in what was handed in.",
    "The Compliance API gives no shared links: ask an admin of the workspace for them.",
)
NO_JSON = "files beside the API's answers"

_MOST_HEADS = 50  # members that are looked into before an export counts as another vendor's
_ENDINGS = frozenset({"json", "jsonl", "ndjson", "log", "txt", ""})
_PAGED = frozenset({"data"})
# A quote inside a JSON string is escaped, so none of these can match in the text of a message.
_OBJECT = re.compile(rb'"object"\s*:\s*"compliance\.workspace\.')
_EVENT = (re.compile(rb'"event_id"\s*:'), re.compile(rb'"principal"\s*:'))
_LOG = re.compile(rb'"(?:CHATGPT_WORKSPACE|CONVERSATION_MESSAGE|CODEX_LOG|AUTH_LOG)"')


class ChatGptComplianceExport:
    """The source for what was downloaded from the Compliance API."""

    name = "chatgpt-compliance"
    provider = PROVIDER
    partial: str | None = "the Compliance API is asked page by page, so it cannot be told whether all pages are there"

    def part_of(self, name: str) -> str | None:
        """None: who downloads chooses the names."""
        return None

    def recognises(self, archive: Archive) -> bool:
        """Whether the head of some member shows an object of the API or an event of its log."""
        candidates = sorted((m for m in archive.members if _ending(m) in _ENDINGS), key=lambda m: m.name.count("/"))
        return any(_is_compliance(_head(member)) for member in candidates[:_MOST_HEADS])

    def missing(self, archive: Archive) -> Iterator[Skipped]:
        """Nothing: API answers have no list of what belongs to them."""
        return iter(())

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        """None: what follows of one chat in a log stays together, across elements."""
        return ()

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        """Everything in the export; the events of one chat in a log that follow each other stay together."""
        yield from (Notice(text) for text in COVERAGE)
        reader = ComplianceReader(archive.label)
        found = incomplete = False
        others = 0
        for member in sorted(archive.members, key=lambda each: each.name):
            if _head(member)[:1] not in (b"[", b"{"):
                others += not member.base.startswith((".", "_"))
                continue
            for event in _member(member, reader):
                found = found or isinstance(event, Conversation)
                incomplete = incomplete or isinstance(event, Skipped)
                yield event
        if others:
            yield NotScanned(NO_JSON, count=others)
        if not found and not incomplete:
            yield Notice("The API's answers are complete and hold no conversation with text.", warning=True)


def _member(member: Member, reader: ComplianceReader) -> Iterator[Event]:
    try:
        for index, element in enumerate(records(member, _PAGED)):
            if isinstance(element, Skipped):
                yield element
            else:
                yield from reader.read(element, member.name, index)
    except ArchiveError as error:
        yield Skipped(member.name, str(error).removeprefix(f"{member.name}: "))
    yield from reader.finish()


def _ending(member: Member) -> str:
    return member.base.rpartition(".")[2].lower() if "." in member.base else ""


def _head(member: Member) -> bytes:
    try:
        return member.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    except (ArchiveError, OSError):
        return b""


def _is_compliance(head: bytes) -> bool:
    if head[:1] not in (b"[", b"{"):
        return False
    return bool(_OBJECT.search(head)) or (all(each.search(head) for each in _EVENT) and bool(_LOG.search(head)))


SOURCE: ExportSource = ChatGptComplianceExport()
