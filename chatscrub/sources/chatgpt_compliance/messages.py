"""One message of the Compliance API → its passages. Both shapes differ only in small things."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from chatscrub.model.conversation import Branch, Conversation, Passage, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import NotScanned
from chatscrub.model.strings import strings, tool_name

UPLOADED = "uploaded files"
DELETED = "deleted-but-retained"
TEMPORARY = "temporary"

_ROLES = {role.value: role for role in Role}
_KNOWN = frozenset(
    {"id", "parent_id", "created_at", "updated_at", "author", "gpt_id", "project_id", "deleted_at", "object"}
)
_INSTRUCTIONS = frozenset({"user_instructions", "user_editable_context"})
_MARKERS = re.compile("[\ue200-\ue2ff]")  # private-use characters around citations in answers
_ENUMERATOR = re.compile(r"[a-z][a-z0-9_./+-]{0,39}")
_ID = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?:file|user|msg|g|org|ws)[-_][0-9A-Za-z-]{6,64}"
)


class Standing(msgspec.Struct, frozen=True):
    """What holds for all texts of a message."""

    branch: Branch = Branch.CURRENT
    flags: tuple[str, ...] = ()


def text_of(value: object) -> str | None:
    """A string with something in it, else None."""
    return value if isinstance(value, str) and value.strip() else None


def listed(value: object) -> list[object]:
    """The elements of an array, or of the page ``{"data": […]}`` that wraps one."""
    if isinstance(value, dict):
        value = value.get("data")
    return value if isinstance(value, list) else []


def flags_of(*objects: object) -> tuple[str, ...]:
    """What is told about a chat or message being gone for its owner."""
    found = set()
    for each in objects:
        if isinstance(each, dict):
            if each.get("deleted_at") or each.get("is_deleted") is True or each.get("status") == "deleted":
                found.add(DELETED)
            if each.get("is_temporary_chat") is True or each.get("is_temporary") is True:
                found.add(TEMPORARY)
    return tuple(sorted(found))


def worth_reading(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text of a value with its place; no ids, no enumerators, and never an address to download a file from."""
    for place, text in strings(value, path):
        name = place.rstrip("[0123456789]").rpartition(".")[2]
        if name == "download_url":
            continue
        if name in ("type", "object", "content_type", "language", "role", "mime_type") and _ENUMERATOR.fullmatch(text):
            continue
        if (name == "id" or name.endswith("_id")) and _ID.fullmatch(text):
            continue
        yield place, text if text.isascii() else _MARKERS.sub(" ", text)


def is_instructions(message: dict[str, object]) -> bool:
    """Whether the message is the copy of the custom instructions that each chat gets."""
    content = message.get("content")
    kind = content.get("type") if isinstance(content, dict) else None
    return isinstance(kind, str) and kind in _INSTRUCTIONS


def passages(message: dict[str, object], conversation: Conversation, standing: Standing) -> Iterator[Passage]:
    """Every text of a message: its content, the names of its files, and keys that are new."""
    author = message.get("author")
    author = author if isinstance(author, dict) else {}
    word = author.get("role") or author.get("type")
    role = _ROLES.get(word, Role.OTHER) if isinstance(word, str) else Role.OTHER
    name = tool_name(author.get("tool_name")) or tool_name(author.get("name"))
    owner = conversation.account
    hidden = role is Role.SYSTEM or is_instructions(message)
    values = {key: value for key, value in message.items() if key not in _KNOWN}
    for place, text in worth_reading(values, ""):
        yield Passage(
            conversation,
            text,
            place,
            owner,
            text_of(message.get("id")),
            (owner.email or owner.id) if role is Role.USER else name,
            role,
            moment(message.get("created_at")),
            Branch.HIDDEN if hidden else standing.branch,
            object_id=conversation.id,
            url=conversation.url,
            flags=standing.flags,
        )


def files(message: dict[str, object], conversation_id: str | None) -> Iterator[NotScanned]:
    """The files of a message, by their masked names."""
    for entry in listed(message.get("files")):
        if isinstance(entry, dict):
            name = text_of(entry.get("name"))
            yield NotScanned(UPLOADED, mask_file_name(name) if name else None, conversation_id)


def current_messages(messages: list[dict[str, object]]) -> set[int]:
    """The positions of messages that stand on the shown way through the tree.

    The newest message is the end of that way. Only what visibly forks off is not on it, because an answer of the API
    may begin in the middle of a chat.
    """
    position = {each["id"]: index for index, each in enumerate(messages) if isinstance(each.get("id"), str)}
    on_the_way: set[int] = set()
    index: int | None = len(messages) - 1 if messages else None
    while index is not None and index not in on_the_way:
        on_the_way.add(index)
        parent = messages[index].get("parent_id")
        index = position.get(parent) if isinstance(parent, str) else None
    forked: set[int] = set()
    for index, message in enumerate(messages):
        parent = message.get("parent_id")
        above = position.get(parent) if isinstance(parent, str) else None
        if index not in on_the_way and (above in on_the_way or above in forked):
            forked.add(index)
    return set(range(len(messages))) - forked
