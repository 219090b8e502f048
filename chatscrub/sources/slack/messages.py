"""Messages → passages: who said it, when, where to delete it, and each of its texts once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from chatscrub.errors import ArchiveError
from chatscrub.model.conversation import Account, AccountKind, Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.moment import moment
from chatscrub.model.outcome import NotScanned, Skipped
from chatscrub.sources.slack.directory import Directory
from chatscrub.sources.slack.files import Files, is_file
from chatscrub.sources.slack.mrkdwn import strip_export_tokens
from chatscrub.sources.slack.permalinks import TIMESTAMP, Permalinks
from chatscrub.sources.slack.plain import has_only, plain_text
from chatscrub.sources.slack.record_texts import MACHINE, message_files, message_texts, strings_of, versions
from chatscrub.sources.slack.texts import Kept, Text, message_id

EDITED = "edited-away"
DELETED = "deleted-but-retained"

_NOISE_SUBTYPES = """
    channel_join channel_leave group_join group_leave pinned_item unpinned_item app_conversation_join
    app_conversation_leave joiner_notification
"""
_NOISE = frozenset(_NOISE_SUBTYPES.split())

_USER, _CURRENT, _MESSAGE = Role.USER, Branch.CURRENT, ObjectKind.MESSAGE
_PLAIN = MACHINE - {"subtype", "attachments", "slackdump_thread_replies"}
_TOGETHER = 256  # passages that are given as one list

Event = Passage | NotScanned | Skipped


class Tally(msgspec.Struct):
    """What was met in the whole export."""

    messages: int = 0
    first: datetime | None = None
    last: datetime | None = None
    retained: bool = False  # edits or deletions are logged
    token_seen: bool = False

    def count(self, sent_at: datetime | None) -> None:
        """One more message."""
        self.messages += 1
        if sent_at is not None:
            if self.first is None or sent_at < self.first:
                self.first = sent_at
            if self.last is None or sent_at > self.last:
                self.last = sent_at


class Context(msgspec.Struct):
    """What all conversations of an export share."""

    directory: Directory
    permalinks: Permalinks
    files: Files
    tally: Tally = msgspec.field(default_factory=Tally)


class MessageReader:
    """Reads the records of one conversation, from as many files as it has.

    The same message can stand in several files (a Grid export, two exports put together, the log of edits), so each
    text of a message is given once.
    """

    def __init__(self, conversation: Conversation, root: str, context: Context) -> None:
        self._conversation = conversation
        self._root = root
        self._context = context
        self._live: set[str] = set()
        self._given: set[int] = set()
        self._url = context.permalinks.channel(root, conversation.id)

    def read_all(self, records: Iterable[object]) -> Iterator[list[Passage] | NotScanned | Skipped]:
        """The passages of a day file; what could not be read of it is among its elements."""
        found: list[Passage] = []
        try:
            for record in records:
                if self._plain(record, found):
                    continue
                for event in [record] if isinstance(record, Skipped) else self.read(record):
                    if isinstance(event, Passage):
                        found.append(event)
                        continue
                    yield found
                    found = []
                    yield event
                if len(found) >= _TOGETHER:
                    yield found
                    found = []
        except ArchiveError:  # what came before it stays
            yield found
            raise
        yield found

    def _plain(self, record: object, found: list[Passage]) -> bool:
        """Adds the passage of a plain message of a known person, if it is new; False for any other record."""
        if type(record) is not dict or not has_only(tuple(record), _PLAIN):
            return False
        ts, user = record.get("ts"), record.get("user")
        if type(ts) is not str or type(user) is not str or not TIMESTAMP.fullmatch(ts):
            return False
        owner, sent_at = self._context.directory.person(user), moment(float(ts))
        if owner is None or sent_at is None or (content := plain_text(record)) is None:
            return False
        if ts not in self._live:
            self._context.tally.count(sent_at)
            self._live.add(ts)
        thread_ts, url = record.get("thread_ts"), self._url
        if thread_ts is not None and url is not None:
            url = self._context.permalinks.message(self._root, self._conversation.id, ts, message_id(thread_ts))
        elif url is not None:
            url = f"{url}/p{ts.replace('.', '')}"
        object_id = f"{self._conversation.id}:{ts}"
        passage = Passage(
            self._conversation,
            content,
            "text",
            owner,
            ts,
            user,
            _USER,
            sent_at,
            _CURRENT,
            _MESSAGE,
            object_id,
            url,
        )
        if self._is_new(passage):
            found.append(passage)
        return True

    def read(self, record: object) -> Iterator[Event]:
        """The passages of one element of a day file, whatever it is."""
        pending = [record]
        while pending:
            each = pending.pop()
            if not isinstance(each, dict):
                yield from self._given_once(self._unsent(), strings_of(each), Kept())
                continue
            ts = message_id(each.get("ts"))
            if ts is None and is_file(each):
                yield from self._context.files.events(each, "", self._unsent(), Kept())
            elif ts is None and not versions(each):
                yield from self._version(each, self._unsent(), Kept())
            else:
                yield from self._message(each, ts or "")
            replies = each.get("slackdump_thread_replies")
            if isinstance(replies, list):
                pending.extend(reversed(replies))

    def _message(self, record: dict[str, Any], ts: str) -> Iterator[Event]:
        deleted = record.get("subtype") == "message_deleted"
        if deleted or record.get("subtype") == "message_changed" or versions(record):
            yield from self._log(record, ts, deleted=deleted)
            return
        if ts not in self._live:
            self._context.tally.count(moment(ts))
        self._live.add(ts)
        subtype = record.get("subtype")
        says_nothing = isinstance(subtype, str) and subtype in _NOISE
        if says_nothing and not any(record.get(key) for key in ("blocks", "attachments", "files")):
            return
        yield from self._version(record, self._sent(record, record, ts), Kept())

    def _log(self, record: dict[str, Any], ts: str, *, deleted: bool) -> Iterator[Event]:
        """An entry of the log of edits and deletions: the text now, if there is one, and the text before."""
        tally = self._context.tally
        tally.retained = True
        inner = versions(record)
        target = next(
            (found for each in inner.values() if (found := message_id(each.get("ts")))),
            message_id(record.get("original_ts")) or message_id(record.get("deleted_ts")) or ts,
        )
        if target not in self._live:
            tally.count(moment(target))
        speaker = next((each for each in inner.values() if each.get("user") or each.get("bot_id")), record)
        base = self._sent(speaker, next(iter(inner.values()), record), target)
        kept = Kept()
        former = replace(base, branch=Branch.HIDDEN, flags=(DELETED if deleted else EDITED,))
        # What the log calls the new text is shown only as long as no later edit replaced it.
        now = former if deleted or target in self._live else base
        yield from self._version(record, now, kept, skip=tuple(inner))
        for key, version in inner.items():
            yield from self._version(version, now if key == "message" else former, kept, f"{key}.")

    def _version(
        self, message: dict[str, Any], base: Passage, kept: Kept, prefix: str = "", skip: tuple[str, ...] = ()
    ) -> Iterator[Event]:
        yield from self._given_once(base, message_texts(message, prefix, skip), kept)
        for place, file in message_files(message, prefix):
            for event in self._context.files.events(file, place, base, kept):
                if not isinstance(event, Passage) or self._is_new(event):
                    yield event

    def _given_once(self, base: Passage, texts: Iterator[Text], kept: Kept) -> Iterator[Passage]:
        for text in texts:
            content = strip_export_tokens(text.text)
            if content is not text.text and content != text.text:
                self._context.tally.token_seen = True
            if not kept.add(content, text.parts):
                continue
            passage = Passage(
                conversation=base.conversation,
                text=content,
                place=text.place,
                owner=base.owner,
                message_id=base.message_id,
                author=base.author,
                role=base.role,
                sent_at=base.sent_at,
                branch=base.branch,
                object=base.object,
                object_id=base.object_id,
                url=base.url,
                flags=(*base.flags, *text.flags) if text.flags else base.flags,
            )
            if self._is_new(passage):
                yield passage

    def _is_new(self, passage: Passage) -> bool:
        """Whether this text of this message (or file) was not given before; a shown text also covers its hidden copy."""
        identity = (passage.message_id, passage.object_id, passage.text)
        shown = hash((*identity, True))
        key = shown if passage.branch is Branch.CURRENT else hash((*identity, False))
        if key in self._given or shown in self._given:
            return False
        self._given.add(key)
        return True

    def _sent(self, speaker: dict[str, Any], message: dict[str, Any], ts: str) -> Passage:
        """A passage without text, for the message with this id."""
        account, author = self._context.directory.sender(speaker)
        thread_ts = message_id(message.get("thread_ts"))
        channel_id = self._conversation.id
        return Passage(
            conversation=self._conversation,
            text="",
            place="",
            owner=account,
            message_id=ts or None,
            author=author,
            role=Role.TOOL if account.kind is AccountKind.BOT else Role.USER,
            sent_at=moment(ts),
            object=ObjectKind.MESSAGE,
            object_id=f"{channel_id}:{ts}" if ts else None,
            url=self._context.permalinks.message(self._root, channel_id, ts, thread_ts),
        )

    def _unsent(self) -> Passage:
        """A passage without text, for a record that is no message."""
        return channel_passage(self._conversation, self._conversation.account)


def channel_passage(conversation: Conversation, owner: Account) -> Passage:
    """A passage without text, for something that belongs to the conversation as a whole."""
    return Passage(
        conversation=conversation,
        text="",
        place="",
        owner=owner,
        object=conversation.object,
        object_id=conversation.id,
        url=conversation.url,
    )
