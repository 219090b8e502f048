"""What lies beside the conversations: canvases, lists, huddle transcripts, flagged messages, downloaded files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from chatscrub.archive import Member
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import records
from chatscrub.model.conversation import Account, Audience, Conversation, ObjectKind, Passage, SharedLink
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event, NotScanned, Skipped
from chatscrub.model.strings import strings
from chatscrub.sources.slack.blocks import is_noise
from chatscrub.sources.slack.bodies import Bodies, is_transcript
from chatscrub.sources.slack.channels import Channels
from chatscrub.sources.slack.directory import PROVIDER
from chatscrub.sources.slack.files import Files, masked_name, object_kind
from chatscrub.sources.slack.layout import unreadable
from chatscrub.sources.slack.messages import channel_passage
from chatscrub.sources.slack.mrkdwn import decode, strip_export_tokens
from chatscrub.sources.slack.permalinks import file_permalink
from chatscrub.sources.slack.texts import Kept

_WIDTH = (Audience.UNKNOWN, Audience.PRIVATE, Audience.CLOSED, Audience.COMPANY, Audience.EXTERNAL, Audience.PUBLIC)


def asset_events(member: Member, files: Files, channels: Channels, workspace: Account) -> Iterator[Event]:
    """Each canvas, list or transcript of a table as a conversation of its own; one without text only as not scanned."""
    try:
        for record in records(member):
            if isinstance(record, Skipped):
                yield record
            elif isinstance(record, dict) and isinstance(record.get("id"), str):
                yield from _asset(record, files, channels, workspace)
    except ArchiveError as error:
        yield unreadable(member, error)


def published_events(files: Files) -> Iterator[Event]:
    """The files with a public link that were met since the last call.

    Such a link is set on the file, not on the channel, and anybody can open it. So the file becomes a conversation
    that the public reads, and its own texts follow once more with that audience.
    """
    while files.published:
        file = files.published.pop(0)
        conversation = Conversation(
            provider=PROVIDER,
            id=file.id,
            account=file.owner,
            object=ObjectKind.FILE,
            title=file.name,
            url=file.page,
            audience=Audience.PUBLIC,
            shared_links=(SharedLink(file.id, file.link),),
        )
        yield conversation
        for passage in file.texts:
            yield replace(passage, conversation=conversation)


def flag_events(member: Member, workspace: Account) -> Iterator[Event]:
    """Messages that colleagues reported. The form of this table is not documented, so every text of it is taken."""
    conversation = Conversation(
        PROVIDER, "content_flags", workspace, ObjectKind.FEEDBACK, "Flagged messages", audience=Audience.CLOSED
    )
    begun = False
    try:
        for index, record in enumerate(records(member)):
            if isinstance(record, Skipped):
                yield record
                continue
            kept = Kept()
            for place, text in strings(record, f"[{index}]"):
                content = strip_export_tokens(decode(text))
                if is_noise(place.rpartition(".")[2].partition("[")[0]) or not kept.add(content):
                    continue
                if not begun:
                    yield conversation
                    begun = True
                yield replace(channel_passage(conversation, workspace), text=content, place=place)
    except ArchiveError as error:
        yield unreadable(member, error)


def loose_events(bodies: Bodies, workspace: Account) -> Iterator[Event]:
    """Downloaded files that no record of a file claimed: text is read, anything else is named."""
    for file_id, member in bodies.rest():
        if is_transcript(member):
            continue
        try:
            text = bodies.text(member)
        except ArchiveError as error:
            yield unreadable(member, error)
            continue
        if text is None:
            yield NotScanned("downloaded files without text", mask_file_name(member.base))
        elif text.strip():
            conversation = Conversation(
                PROVIDER,
                file_id,
                workspace,
                ObjectKind.FILE,
                mask_file_name(member.base),
                audience=Audience.UNKNOWN,
            )
            yield conversation
            yield replace(channel_passage(conversation, workspace), text=strip_export_tokens(text), place="body")


def _asset(record: dict[str, Any], files: Files, channels: Channels, workspace: Account) -> Iterator[Event]:
    owner = files.owner(record, workspace)
    conversation = Conversation(
        provider=PROVIDER,
        id=record["id"],
        account=owner,
        object=object_kind(record),
        title=masked_name(record),
        url=file_permalink(record),
        audience=_audience(record, channels),
        created_at=moment(record.get("created")),
    )
    events = list(files.events(record, "", channel_passage(conversation, owner), Kept()))
    if any(isinstance(event, Passage) for event in events):
        yield conversation
    yield from events
    yield from published_events(files)


def _audience(record: dict[str, Any], channels: Channels) -> Audience:
    """The widest audience of the conversations that a file was shared in; unknown where none is known."""
    known = [channels.by_id[each].audience for each in _shared_in(record) if each in channels.by_id]
    return max(known, key=_WIDTH.index, default=Audience.UNKNOWN)


def _shared_in(record: dict[str, Any]) -> Iterator[str]:
    for key in ("channels", "groups", "ims"):
        listed = record.get(key)
        if isinstance(listed, list):
            yield from (each for each in listed if isinstance(each, str))
    shares = record.get("shares")
    if isinstance(shares, list):
        for share in shares:
            if isinstance(share, dict) and isinstance(share.get("channel"), str):
                yield share["channel"]
    elif isinstance(shares, dict):
        for group in shares.values():
            yield from group if isinstance(group, dict) else ()
