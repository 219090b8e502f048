"""A message → its texts with their places.

Everything under ``content`` and ``metadata`` is read, whatever the content type: most texts of tools stand beside
``parts``, and OpenAI adds types without notice. Only what is known to be no text is left out: enumerations, ids, the
bookkeeping of the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.strings import SHORTEST, is_field_name, readable, strings

_MARKERS = re.compile("[\ue200-\ue2ff]")  # private-use characters around citations in answers
_LEAD = b"\xee"  # with which they begin in UTF-8; looked for there in a third of the time that the pattern takes
_ENUMERATIONS = re.compile(
    r"content_type|language|response_format_name|direction|format|type|status|role|source|mime_type"
    r"|mimeType|textdoc_type|gizmo_type|connector_source|memory_scope"
)
_ENUMERATOR = re.compile(r"[a-z][a-z0-9_./+-]{0,39}")
_ID_NAME = re.compile(r"(?:[A-Za-z_]*_)?(?:id|ids|uuid)")
_ID = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|file[-_][0-9A-Za-z]{10,64}|user-[0-9A-Za-z]{16,40}|g-(?:p-)?[0-9A-Za-z]{8,40}|msg_[0-9a-f]{16,80}"
)
_LONGEST_STRUCTURAL = 84  # characters of the longest id
_BOOKKEEPING = re.compile(
    r"request_id|turn_exchange_id|parent_id|message_id|message_type|timestamp_|model_slug"
    r"|default_model_slug|requested_model_slug|resolved_model_slug|gizmo_id|thinking_effort"
    r"|reasoning_status|finish_details|conversation_id|shared_conversation_id|sender_user_id"
    r"|selected_github_repos"
)
_BOOKKEEPING_VALUE = re.compile(r"[0-9A-Za-z_.:/+-]{0,100}")  # takes every enumerator and id
MESSAGE_KEYS = frozenset(
    {
        "id",
        "author",
        "create_time",
        "update_time",
        "content",
        "status",
        "end_turn",
        "weight",
        "metadata",
        "recipient",
        "channel",
    }
)
_SIMPLE = {"content_type", "parts"}

_INSTRUCTION_DATA = "metadata.user_context_message_data"
_MEMORY_PLACES = ("content.model_set_context", "content.structured_context")
_PENDING_MEMORY = "pending_memory_content"


class Home(Enum):
    """What must be deleted for the text to be gone."""

    CHAT = auto()
    INSTRUCTIONS = auto()  # repeated in every chat, and deleted in the settings
    MEMORY = auto()
    CHAT_AND_MEMORY = auto()  # the chat wrote it into the memory


class Text(Discreet, msgspec.Struct, frozen=True):
    """A text, its JSON path inside the message, and where it lives."""

    place: str
    text: Hidden[str]
    home: Home = Home.CHAT


def plain(text: str) -> str:
    """The text with the marks around citations blanked; offsets stay."""
    if text.isascii() or _LEAD not in text.encode("utf-8", "surrogatepass"):
        return text
    return _MARKERS.sub(" ", text)


def is_structural(place: str, text: str) -> bool:
    """Whether a value is an enumerator or an id by its key and its form, and no text that somebody wrote."""
    if len(text) > _LONGEST_STRUCTURAL:
        return False
    form = _form(place)
    return form is not None and form.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)  # every message has the same few places
def _form(place: str) -> re.Pattern[str] | None:
    """The form of a value that is no text, where the name of the key allows for one."""
    name = place.rstrip("[0123456789]").rpartition(".")[2]
    if _ENUMERATIONS.fullmatch(name):
        return _ENUMERATOR
    return _ID if _ID_NAME.fullmatch(name) else None


def texts(message: dict[str, object], metadata: dict[str, object]) -> Iterator[Text]:
    """Every text of the message, each once: what the metadata repeat word by word is left out.

    `metadata` is the message's, or empty where they are no object.
    """
    content = message.get("content")
    seen: set[str] = set()
    home = _home(message, content, metadata)
    for place, text in _content(content):
        if (key := text.strip()) not in seen:
            seen.add(key)
            where = Home.MEMORY if home is Home.CHAT and _is_memory(content, place) else home
            yield Text(place, plain(text), where)
    beside = message.get("metadata")
    only_bookkeeping = beside is metadata and _all_bookkeeping(metadata)
    for place, text in () if only_bookkeeping else strings(beside, "metadata"):
        if (key := text.strip()) in seen or is_bookkeeping(place, text):
            continue
        if place.startswith(_INSTRUCTION_DATA):
            if not any(key in other for other in seen):  # the content wraps it in a sentence of its own
                yield Text(place, plain(text), Home.INSTRUCTIONS)
        else:
            yield Text(place, plain(text), Home.CHAT_AND_MEMORY if _PENDING_MEMORY in place else Home.CHAT)
        seen.add(key)
    if message.keys() <= MESSAGE_KEYS:
        return
    unknown = {key: value for key, value in message.items() if key not in MESSAGE_KEYS}
    yield from (Text(place, plain(text)) for place, text in strings(unknown, "") if not is_structural(place, text))


def plain_parts(content: dict[str, object]) -> list[str] | None:
    """The parts of a message that holds text and nothing else, as nine of ten do."""
    if content.get("content_type") != "text" or not content.keys() <= _SIMPLE:
        return None
    parts = content.get("parts")
    return parts if isinstance(parts, list) and all(isinstance(part, str) for part in parts) else None


def _content(content: object) -> Iterator[tuple[str, str]]:
    if isinstance(content, dict) and (parts := plain_parts(content)) is not None:
        for index, part in enumerate(parts):
            if (text := readable(part)) is not None:
                yield f"content.parts[{index}]", text
        return
    for place, text in strings(content, "content"):
        if not is_structural(place, text):
            yield place, text


def _home(message: dict[str, object], content: object, metadata: dict[str, object]) -> Home:
    if message.get("recipient") == "bio":
        return Home.CHAT_AND_MEMORY
    if metadata.get("is_user_system_message") is True:
        return Home.INSTRUCTIONS
    if isinstance(content, dict) and content.get("content_type") == "user_editable_context":
        return Home.INSTRUCTIONS
    return Home.CHAT


def _is_memory(content: object, place: str) -> bool:
    return (
        place.startswith(_MEMORY_PLACES)
        and isinstance(content, dict)
        and content.get("content_type") == "model_editable_context"
    )


def _all_bookkeeping(metadata: dict[str, object]) -> bool:
    """Whether no value of the metadata is a text, as in most messages; the rest is for the thorough look."""
    for key, value in metadata.items():
        if isinstance(value, str):
            if len(value) >= SHORTEST and not is_bookkeeping(f"metadata.{key}", value):
                return False
        elif isinstance(value, dict | list) and value:
            return False
        if not is_field_name(key):
            return False
    return True


def is_bookkeeping(place: str, text: str) -> bool:
    """Whether a value of the metadata is no text that somebody wrote."""
    form = bookkeeping_form(place)
    return form is not None and form.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)
def bookkeeping_form(place: str) -> re.Pattern[str] | None:
    """The form of a value of the metadata that is no text, where its key allows for one."""
    if _BOOKKEEPING.fullmatch(place.removeprefix("metadata.")) is None:
        return _form(place)
    return _BOOKKEEPING_VALUE
