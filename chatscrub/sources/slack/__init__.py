"""Slack exports: of public channels, of all conversations, of an Enterprise Grid organisation, of a single user.

A Slack zip has tables at the top (users, channels, groups, direct messages) and a folder for each conversation with
one file of messages a day. In an Enterprise Grid export the workspaces stand below ``teams/`` in the same form.
Copies that members made themselves look alike, mostly as one file for each conversation.

What is special here:

- The author of a message must act, so each passage belongs to its author and not to the conversation.
- A message is deleted by itself, and an uploaded file stays when the message that showed it goes.
- The same words stand in a message up to three times (markup, blocks, fallback); each is given once.
- The export carries a download token in every file address. It is cut out of all texts and reported once.
- Files with a public link follow their channel as conversations of their own, read by the public.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from chatscrub.archive import Archive, Member, Piece
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import records
from chatscrub.model.conversation import Account, Conversation, ObjectKind
from chatscrub.model.outcome import Covers, Event, Skipped
from chatscrub.sources.interface import ExportSource, ReadOptions
from chatscrub.sources.slack.assets import asset_events, flag_events, loose_events, published_events
from chatscrub.sources.slack.bodies import Bodies, is_transcript
from chatscrub.sources.slack.channels import Channel, Channels
from chatscrub.sources.slack.coverage import NO_MESSAGES, STRANGE, TRANSCRIPTS, closing_notices, kind_notice
from chatscrub.sources.slack.directory import PROVIDER, Directory
from chatscrub.sources.slack.files import Files
from chatscrub.sources.slack.layout import ASSET_TABLES, Layout, layout_of, unreadable
from chatscrub.sources.slack.messages import Context, MessageReader, channel_passage
from chatscrub.sources.slack.mrkdwn import decode, strip_export_tokens
from chatscrub.sources.slack.permalinks import Permalinks
from chatscrub.sources.slack.recognition import is_slack_export

_MESSAGES = frozenset({"messages"})


class SlackExport:
    """Slack's JSON export and its near relatives."""

    name = "slack"
    provider = PROVIDER
    partial: str | None = None

    def part_of(self, name: str) -> str | None:
        """Slack hands out one zip, and its file names are also other vendors'."""
        return None

    def recognises(self, archive: Archive) -> bool:
        """By day files of messages, or tables of Slack conversations."""
        return is_slack_export(archive)

    def missing(self, archive: Archive) -> Iterator[Skipped]:
        """Nothing: a Slack export has no list of its files."""
        return iter(())

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        """None: a channel goes on from file to file, and what is said at the end counts all of them."""
        return ()

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        """Channel by channel, each with all its days; then what stands beside the channels, and the notices."""
        layout = layout_of(archive)
        directory = Directory()
        yield from directory.load(layout)
        yield directory.staff()
        workspace = directory.workspace(archive.label)
        yield Covers(workspace=workspace)
        channels = Channels(directory)
        yield from channels.load(layout)
        yield kind_notice(layout, channels.kinds())
        bodies = Bodies(layout.loose)
        context = Context(directory, Permalinks(layout, options.slack_domain), Files(directory, bodies))
        groups = _by_channel(layout, channels)
        for channel, members in groups:
            yield from _channel_events(channel, members, context, workspace)
        yield from _beside(layout, context, channels, bodies, workspace)
        context.tally.token_seen = context.tally.token_seen or context.files.token_seen
        yield from closing_notices(context.tally, domain_known=context.permalinks.known, conversations=len(groups))
        if any(is_transcript(member) for member in layout.loose):
            yield Skipped(archive.path, TRANSCRIPTS)
        elif not context.tally.messages:
            yield Skipped(archive.path, NO_MESSAGES)


def _by_channel(layout: Layout, channels: Channels) -> list[tuple[Channel, list[Member]]]:
    """All folders of a conversation together, its files in the order of the days; then conversations without files."""
    found: dict[str, tuple[Channel, list[Member]]] = {}
    for root, folder in sorted(layout.folders):
        channel = channels.of_folder(root, folder)
        found.setdefault(channel.id, (channel, []))[1].extend(layout.folders[root, folder])
    for channel in channels.by_id.values():
        if channel.statements:
            found.setdefault(channel.id, (channel, []))
    return [(channel, sorted(members, key=lambda each: (each.base, each.name))) for channel, members in found.values()]


def _channel_events(channel: Channel, members: list[Member], context: Context, workspace: Account) -> Iterator[Event]:
    directory = context.directory
    conversation = Conversation(
        provider=PROVIDER,
        id=channel.id,
        account=directory.account(channel.creator) if channel.creator else workspace,
        object=ObjectKind.CHANNEL,
        title=channel.title,
        url=context.permalinks.channel(channel.root, channel.id),
        audience=channel.audience,
        members=channel.members,
        archived=channel.archived,
        created_at=channel.created,
    )
    yield conversation
    for statement in channel.statements:
        owner = directory.account(statement.creator) if statement.creator else conversation.account
        text = strip_export_tokens(decode(statement.text))
        passage = replace(channel_passage(conversation, owner), text=text, place=statement.place)
        yield replace(passage, author=statement.creator, sent_at=statement.set_at)
    reader = MessageReader(conversation, channel.root, context)
    for member in members:
        try:
            yield from reader.read_all(records(member, _MESSAGES))
        except ArchiveError as error:
            yield unreadable(member, error)
    yield from published_events(context.files)


def _beside(
    layout: Layout, context: Context, channels: Channels, bodies: Bodies, workspace: Account
) -> Iterator[Event]:
    for _, member in layout.table(*ASSET_TABLES):
        yield from asset_events(member, context.files, channels, workspace)
    for _, member in layout.table("content_flags"):
        yield from flag_events(member, workspace)
    yield from loose_events(bodies, workspace)
    for member in layout.strange:
        yield Skipped(member.name, STRANGE)


SOURCE: ExportSource = SlackExport()
