"""The plain message, as nine of ten are: one text that a person or the model wrote, and nothing else to read.

What such a message looks like is decided by a few look-ups; whatever differs in any way is left to the thorough reading
of `nodes`, which gives the same for a plain message. Keys come in a few orders only, so each order is judged once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from chatscrub.model.strings import SHORTEST, is_field_name, readable, strings
from chatscrub.sources.chatgpt.texts import MESSAGE_KEYS, bookkeeping_form, is_bookkeeping, plain

PLACE = "content.parts[0]"

NODE_KEYS = frozenset({"id", "message", "parent", "children"})
_NEEDED = frozenset({"author", "content", "metadata", "recipient", "weight"})
_CONTENT = ("content_type", "parts")
_HIDING = frozenset({"is_visually_hidden_from_conversation", "is_user_system_message"})


@lru_cache(maxsize=1 << 10)
def is_node(keys: tuple[str, ...]) -> bool:
    """Whether a node with these keys holds a message and nothing beside it."""
    return NODE_KEYS.issuperset(keys) and "message" in keys


@lru_cache(maxsize=1 << 10)
def _is_message(keys: tuple[str, ...]) -> bool:
    return MESSAGE_KEYS.issuperset(keys) and _NEEDED.issubset(keys)


def plain_text(message: dict[str, object]) -> str | None:
    """The only text of a message that hides from nobody, names no file and no author of a group; None for any other."""
    if not _is_message(tuple(message)):
        return None
    content, metadata, author = message["content"], message["metadata"], message["author"]
    if (
        type(content) is not dict
        or type(metadata) is not dict
        or type(author) is not dict
        or len(content) != len(_CONTENT)
        or content.get("content_type") != "text"
        or message["recipient"] != "all"
        or message["weight"] != 1
        or author.get("metadata")
    ):
        return None
    parts = content.get("parts")
    if type(parts) is not list or len(parts) != 1 or type(parts[0]) is not str:
        return None
    text = readable(parts[0])
    if text is None or not _says_nothing(metadata):
        return None
    return text if text.isascii() else plain(text)


def _says_nothing(metadata: dict[str, object]) -> bool:
    """Whether no value of the metadata is a text, a file, or a mark that hides the message."""
    for key, value in metadata.items():
        if type(value) is str:
            form = _form_of(key)
            if form is None or (len(value) >= SHORTEST and form(value) is None):
                return False
        elif not is_field_name(key) or (value is True and key in _HIDING):
            return False
        elif value and isinstance(value, dict | list):
            if key == "attachments":
                return False
            for place, text in strings(value, f"metadata.{key}"):
                if not is_bookkeeping(place, text):
                    return False
    return True


@lru_cache(maxsize=1 << 10)
def _form_of(key: str) -> Callable[[str], object] | None:
    """Tells whether a string under this key is bookkeeping; None where no string is."""
    if key == "sender_user_id" or not is_field_name(key):
        return None
    form = bookkeeping_form(f"metadata.{key}")
    return form.fullmatch if form is not None else None
