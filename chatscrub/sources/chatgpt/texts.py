"""A message → its texts with their places.

Everything under ``content`` and ``metadata`` is read, whatever the content type: most texts of tools stand beside
``parts``, and OpenAI adds types without notice. Only what is known to be no text is left out: enumerations, ids, the
bookkeeping of the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.strings import readable, strings
from chatscrub.sources.chatgpt.metadata import told
from chatscrub.sources.chatgpt.structure import is_structural

_MARKERS = re.compile("[\ue200-\ue2ff]")  # private-use characters around citations in answers
_LEAD = b"\xee"  # with which they begin in UTF-8; looked for there in a third of the time that the pattern takes
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

_WRAPPING, _LONGEST_WRAPPING = 8, 10_000
"""Texts of a content, and their characters, that custom instructions are looked for in: there are two of 3,000 at most."""
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


def texts(message: dict[str, object], metadata: dict[str, object]) -> Iterator[Text]:
    """Every text of the message, each once: what the metadata repeat word by word is left out.

    `metadata` is the message's, or empty where they are no object.
    """
    content = message.get("content")
    seen: dict[str, None] = {}  # in their order
    home = _home(message, content, metadata)
    for place, text in _content(content):
        if (key := text.strip()) not in seen:
            seen[key] = None
            where = Home.MEMORY if home is Home.CHAT and _is_memory(content, place) else home
            yield Text(place, plain(text), where)
    wrapping = [each for each in islice(seen, _WRAPPING) if len(each) <= _LONGEST_WRAPPING]
    for place, text in told(message.get("metadata")):
        if (key := text.strip()) in seen:
            continue
        if place.startswith(_INSTRUCTION_DATA):
            if not any(key in other for other in wrapping):  # the content wraps it in a sentence of its own
                yield Text(place, plain(text), Home.INSTRUCTIONS)
        else:
            yield Text(place, plain(text), Home.CHAT_AND_MEMORY if _PENDING_MEMORY in place else Home.CHAT)
        seen[key] = None
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
