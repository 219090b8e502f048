"""Files of an export that this version does not know, and reflections: every text in them is read all the same."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.archive import Archive, Member
from chatscrub.errors import ArchiveError
from chatscrub.model.conversation import Conversation, ObjectKind
from chatscrub.model.finding import mask_file_name
from chatscrub.model.outcome import Event, NotScanned, Skipped
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import PROVIDER, Directory, identifier
from chatscrub.sources.claude.blocks import without_structure
from chatscrub.sources.claude.conversations import own_passage
from chatscrub.sources.claude.records import path_of, values
from chatscrub.sources.claude.shapes import TEXT, ending

LARGEST_TEXT = 16 << 20  # bytes


def text_of(archive: Archive, member: Member) -> Iterator[str | Skipped]:
    """The text of a member, at most `LARGEST_TEXT` bytes of it; a `Skipped` says that there is more or none."""
    limit = LARGEST_TEXT
    data = bytearray()
    try:
        for chunk in member.chunks():
            data += chunk
            if len(data) > limit:
                break
    except ArchiveError as error:
        yield Skipped(path_of(archive, member), str(error))
    if data:
        yield data[:limit].decode("utf-8-sig", "replace")
    if len(data) > limit:
        reason = f"only the first {limit >> 20} MB of this text were read; look at the rest by hand"
        yield Skipped(path_of(archive, member), reason)


def reflection_events(record: dict[str, object], directory: Directory) -> Iterator[Event]:
    """``{account_uuid, feedback, reflections}``: what Claude wrote about a person's use of it."""
    identity = identifier(record.get("account_uuid"))
    reflections = Conversation(
        PROVIDER, identity, directory.account(identity), ObjectKind.FEEDBACK, title="Claude reflections"
    )
    yield reflections
    fields = without_structure({key: value for key, value in record.items() if key != "account_uuid"})
    for place, text in strings(fields, ""):
        yield own_passage(reflections, place, text)


def document_events(archive: Archive, member: Member, directory: Directory) -> Iterator[Event]:
    """All texts of a file of unknown meaning, under the account of the whole export; nothing where it has no text."""
    document = Conversation(PROVIDER, None, directory.account(None), ObjectKind.FILE, title=mask_file_name(member.base))
    is_text = ending(member) in TEXT
    found: Iterator[object] = text_of(archive, member) if is_text else values(archive, member)
    failed: list[Skipped] = []
    begun = False
    for index, value in enumerate(found):
        if isinstance(value, Skipped):
            failed.append(value)
            continue
        for place, text in strings(value, "text" if is_text else f"[{index}]"):
            if not begun:
                yield document
                begun = True
            yield own_passage(document, place, text)
    yield from failed


def binary_events(archive: Archive, member: Member) -> Iterator[Event]:
    """A file that is neither JSON nor text."""
    if ending(member) in ("zip", "dms"):
        yield Skipped(path_of(archive, member), "a zip inside the export was not opened; hand it in by itself")
    else:
        yield NotScanned("other files", mask_file_name(member.base))
