"""Design chats: chats of Claude's design tool. A message's content is an object with blocks of its own kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chatscrub.model.conversation import Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event, NotScanned
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import PROVIDER, Directory, account_uuid, identifier
from chatscrub.sources.claude.blocks import Text, content_texts, is_structure, without_structure
from chatscrub.sources.claude.conversations import own_passage
from chatscrub.sources.claude.messages import message_id, role_of

_READ = frozenset({"title", "messages", "project", "account", "creator"})
_CONTENT_READ = frozenset({"contentBlocks", "attachments"})
_LABELS = frozenset({"authorAccountUuid", "authorName", "timestamp", "kind"})
_CALL_LABELS = frozenset({"id", "name"})
_BYTES = ("data:image/", "data:audio/", "data:video/", "data:font/", "data:application/pdf")


def design_chat_events(record: dict[str, object], directory: Directory) -> Iterator[Event]:
    """A design chat and its passages. It has no page of its own that could be linked to."""
    listed = record.get("messages")
    messages: list[object] = listed if isinstance(listed, list) else []
    title = record.get("title") or record.get("name")
    chat = Conversation(
        provider=PROVIDER,
        id=identifier(record.get("uuid")),
        account=directory.account(owner_of(messages) or account_uuid(record.get("creator"))),
        object=ObjectKind.DESIGN_CHAT,
        title=title if isinstance(title, str) else "",
        created_at=moment(record.get("created_at")),
        updated_at=moment(record.get("updated_at")),
    )
    yield chat
    for place, text in strings(record.get("title"), "title"):
        yield own_passage(chat, place, text)
    rest = without_structure({key: value for key, value in record.items() if key not in _READ})
    project = record.get("project")
    rest["project"] = without_structure(project) if isinstance(project, dict) else project
    if messages is not listed:
        rest["messages"] = listed
    for place, text in strings(rest, ""):
        yield own_passage(chat, place, text, branch=Branch.HIDDEN)
    rows = _Rows(chat, directory)
    for index, message in enumerate(messages):
        yield from rows.passages(message, index)
    yield from rows.unread


def owner_of(messages: list[object]) -> str | None:
    """The account that wrote most of the user's messages; of several the one that wrote first."""
    authors = Counter(
        author
        for message in messages
        if isinstance(message, dict) and role_of(message) is Role.USER and (author := _author(message)) is not None
    )
    return authors.most_common(1)[0][0] if authors else None


def _author(message: dict[str, object]) -> str | None:
    content = message.get("content")
    return identifier(content.get("authorAccountUuid")) if isinstance(content, dict) else None


class _Rows:
    """The rows of one chat; `unread` collects the attachments without text."""

    def __init__(self, chat: Conversation, directory: Directory) -> None:
        self._chat = chat
        self._directory = directory
        self._told: dict[str, set[str]] = {}  # by content id
        self.unread: list[NotScanned] = []

    def passages(self, message: object, index: int) -> Iterator[Passage]:
        """One row's passages. A user's row can be stored twice under one content id: the second says only what is new."""
        row: dict[str, object] = message if isinstance(message, dict) else {"content": message}
        content, chat = row.get("content"), self._chat
        content_id = identifier(content.get("id")) if isinstance(content, dict) else None
        seen = self._told.setdefault(content_id, set()) if content_id else set()
        author = self._directory.account(uuid) if (uuid := _author(row)) else chat.account
        identity, role = message_id(row), role_of(row)
        prefix = "" if identity else f"messages[{index}]."
        for each in self._texts(row):
            if each.text in seen:
                continue
            seen.add(each.text)
            said_by = each.role or role
            yield Passage(
                conversation=chat,
                text=each.text,
                place=prefix + each.place,
                owner=chat.account,
                message_id=identity,
                author=author.key if said_by is Role.USER else None,
                role=said_by,
                sent_at=moment(row.get("created_at")),
                branch=each.branch or Branch.CURRENT,
                object=chat.object,
                object_id=chat.id,
                url=chat.url,
            )

    def _texts(self, row: dict[str, object]) -> Iterator[Text]:
        content = row.get("content")
        if isinstance(content, dict):
            rest = {
                key: value
                for key, value in content.items()
                if key not in _CONTENT_READ and not is_structure(key, value, _LABELS)
            }
            yield from _plain_texts(rest, "content")
            yield from self._attachment_texts(content.get("attachments"))
            yield from _block_texts(content.get("contentBlocks"))
        else:
            yield from content_texts(content, "content")
        unknown = without_structure({key: value for key, value in row.items() if key != "content"})
        yield from (Text(place, text, branch=Branch.HIDDEN) for place, text in strings(unknown, ""))

    def _attachment_texts(self, listed: object) -> Iterator[Text]:
        for index, attachment in enumerate(listed if isinstance(listed, list) else [listed]):
            place = f"content.attachments[{index}]"
            if not isinstance(attachment, dict):
                yield from (Text(where, text) for where, text in strings(attachment, place))
                continue
            fields = without_structure(attachment)
            if isinstance(body := attachment.get("content"), str) and body.startswith(_BYTES):
                del fields["content"]
            if not fields.get("content"):
                name = attachment.get("name")
                masked = mask_file_name(name) if isinstance(name, str) and name else None
                self.unread.append(NotScanned("design attachments", masked, self._chat.id))
            branch = Branch.HIDDEN if attachment.get("hidden") is True else None
            yield from (Text(where, text, branch=branch) for where, text in strings(fields, place))


def _block_texts(blocks: object) -> Iterator[Text]:
    """Blocks ``{type, text | thinking | toolCall{id, name, input, output} | message}``."""
    if not isinstance(blocks, list):
        yield from content_texts(blocks, "content.contentBlocks")
        return
    for index, block in enumerate(blocks):
        place = f"content.contentBlocks[{index}]"
        if not isinstance(block, dict):
            yield from (Text(where, text) for where, text in strings(block, place))
            continue
        call = block.get("toolCall")
        if not isinstance(call, dict):
            yield from _plain_texts(block, place)
            continue
        yield from _plain_texts({key: value for key, value in block.items() if key != "toolCall"}, place)
        place += ".toolCall"
        asked = {
            key: value for key, value in call.items() if key != "output" and not is_structure(key, value, _CALL_LABELS)
        }
        yield from (Text(where, text) for where, text in strings(asked, place))
        answered = strings(call.get("output"), f"{place}.output")
        yield from (Text(where, text, Role.TOOL) for where, text in answered)


def _plain_texts(fields: dict[str, object], place: str) -> Iterator[Text]:
    """All texts of an object whose keys the format defines."""
    yield from (Text(where, text) for where, text in strings(without_structure(fields), place))
