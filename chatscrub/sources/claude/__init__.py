"""Claude's data export: of one person, or of a whole Team or Enterprise organisation.

Both generations are read, the single zip (or its batches) and the manifest with one zip a category, and chats as the
Compliance API returns them. Claude publishes no schema: shapes are as seen in exports of 2024 to 2026, and whatever is
unknown in them is read as text rather than left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.archive import Archive, Member, NotDivisibleError, Piece
from chatscrub.model.conversation import Conversation
from chatscrub.model.outcome import Covers, Event, Notice, Skipped
from chatscrub.sources.claude import parts
from chatscrub.sources.claude.accounts import PROVIDER, Directory
from chatscrub.sources.claude.artifacts import artifact_events, by_artifact
from chatscrub.sources.claude.conversations import conversation_events
from chatscrub.sources.claude.design_chats import design_chat_events
from chatscrub.sources.claude.documents import binary_events, document_events, reflection_events
from chatscrub.sources.claude.manifest import alone, missing_parts
from chatscrub.sources.claude.memories import memory_events
from chatscrub.sources.claude.projects import project_events
from chatscrub.sources.claude.records import objects
from chatscrub.sources.claude.shapes import Shape, ending, head_of, is_artifact_file, shape_of, shape_of_head
from chatscrub.sources.interface import ExportSource, ReadOptions

_READERS = (
    (Shape.CONVERSATIONS, conversation_events),
    (Shape.PROJECTS, project_events),
    (Shape.MEMORIES, memory_events),
    (Shape.DESIGN_CHATS, design_chat_events),
    (Shape.REFLECTIONS, reflection_events),
)
_DIVISIBLE = (Shape.CONVERSATIONS, Shape.PROJECTS)  # the first that are read
_READ_SOME = "read some"
_MOST_HEADS = 40  # members whose head is looked at before an export counts as another vendor's
COVERAGE = (
    "A Claude export does not list shared links: look under Settings > Privacy > Shared links, and unshare there.",
    "Incognito chats and chats deleted before the export was asked for are not in it.",
    "A Claude export holds the text that was extracted from documents, but not the bytes of images, PDFs and other uploads.",
)
NO_MANIFEST = (
    "Parts of an export were handed in without its manifest, so it cannot be told whether a part is missing: hand in the "
    "manifest file too."
)


class ClaudeExport:
    """The source for Claude's exports."""

    name = "claude"
    provider = PROVIDER
    partial: str | None = None

    def part_of(self, name: str) -> str | None:
        """The key that loose siblings of one export share, see `chatscrub.sources.claude.parts`."""
        return parts.key_of(name)

    def recognises(self, archive: Archive) -> bool:
        """Whether any member has one of the shapes; every part of an export alone is recognised."""
        if any(is_artifact_file(member) for member in archive.members):
            return True
        candidates = sorted(
            (member for member in archive.members if ending(member) in ("json", "jsonl", "ndjson", "")),
            key=lambda member: (member.name.count("/"), "conversations" not in member.base),
        )
        return any(shape_of_head(head_of(member)) is not None for member in candidates[:_MOST_HEADS])

    def missing(self, archive: Archive) -> Iterator[Skipped]:
        """Parts that the manifest lists or whose number shows that they exist, and an export without conversations."""
        return (each for each in _missing(archive, _by_shape(archive)) if isinstance(each, Skipped))

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        """The chats and projects, each of which stands for itself."""
        members = _by_shape(archive)
        return tuple(Piece(each) for shape in _DIVISIBLE for each in members.get(shape, []))

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        """Everything in the export, conversation by conversation; accounts are known before the first."""
        members = _by_shape(archive)
        directory = Directory(archive, members.get(Shape.USERS, []))
        yield from (Notice(text) for text in COVERAGE)
        yield from directory.skipped
        yield directory.staff()
        yield Covers(directory.all())
        incomplete = False
        for event in _missing(archive, members):
            incomplete = incomplete or isinstance(event, Skipped)
            yield event
        objects_read = 0
        for event in _content(archive, members, directory):
            incomplete = incomplete or isinstance(event, Skipped)
            if isinstance(event, Conversation):
                if archive.share is not None and not objects_read:
                    archive.share.tell(_READ_SOME)
                objects_read += 1
            yield event
        if archive.share is not None and (not archive.share.is_last or (_READ_SOME,) in archive.share.heard):
            return
        if not objects_read and not incomplete:
            if archive.share is not None:
                raise NotDivisibleError  # another part may be the incomplete one
            yield Notice("This export holds no chats, projects or memories: its lists are empty.")


def _by_shape(archive: Archive) -> dict[Shape, list[Member]]:
    found: dict[Shape, list[Member]] = {}
    for member in archive.members:
        found.setdefault(shape_of(member), []).append(member)
    return found


def _missing(archive: Archive, members: dict[Shape, list[Member]]) -> Iterator[Event]:
    """What shows that the export is not whole. Only a whole one can prove that something was deleted."""
    manifests = members.get(Shape.MANIFEST, [])
    for manifest in manifests:
        yield from missing_parts(archive, manifest, members.keys())
    if manifests:
        yield from alone(members.keys())
        return
    yield from parts.gaps(archive)
    if parts.is_in_categories(archive):
        yield Notice(NO_MANIFEST, warning=True)
    if Shape.CONVERSATIONS not in members:
        reason = "the export's conversations are not among the files; hand in all parts of the export together"
        yield Skipped(archive.path, reason)


def _content(archive: Archive, members: dict[Shape, list[Member]], directory: Directory) -> Iterator[Event]:
    for shape, events in _READERS:
        for member in members.get(shape, []):
            for record in objects(archive, member):
                if isinstance(record, Skipped):
                    yield record
                else:
                    yield from events(record, directory)
    for identity, files in by_artifact(members.get(Shape.ARTIFACTS, [])):
        yield from artifact_events(archive, identity, files, directory)
    for member in members.get(Shape.DOCUMENT, []):
        yield from document_events(archive, member, directory)
    for member in members.get(Shape.BINARY, []):
        yield from binary_events(archive, member)


SOURCE: ExportSource = ClaudeExport()
