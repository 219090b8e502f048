"""The plain message, as nine of ten are: one text that a person or the model wrote, and nothing else to read.

What such a message looks like is decided by converting its node to a type that holds nothing else; whatever differs in any
way is left to the thorough reading of `nodes`, which gives the same for a plain message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec
from msgspec import ValidationError, convert

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.strings import SHORTEST, is_field_name, readable, strings
from chatscrub.sources.chatgpt.texts import bookkeeping_form, is_bookkeeping, plain

PLACE = "content.parts[0]"

_HIDING = frozenset({"is_visually_hidden_from_conversation", "is_user_system_message"})
_MOST_KEYS = 1 << 10
_MOST_VALUES = 64


class _Author(Discreet, msgspec.Struct, gc=False):
    role: Literal["user", "assistant", "tool", "other"]  # what "system" says is hidden
    name: Hidden[str | None] = None
    metadata: Hidden[object] = None


class _Content(Discreet, msgspec.Struct, forbid_unknown_fields=True, gc=False):
    content_type: Literal["text"]
    parts: Hidden[tuple[str]]


class PlainMessage(Discreet, msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """Has the keys of `texts.MESSAGE_KEYS`; what stands under those of type `object` is not judged yet."""

    author: _Author
    content: _Content
    metadata: Hidden[object]
    recipient: Literal["all"]
    weight: object
    id: object = None
    create_time: object = None
    update_time: object = None
    status: object = None
    end_turn: object = None
    channel: object = None


class _Node(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    message: PlainMessage
    id: object = None
    parent: object = None
    children: object = None


def plain_message(node: object) -> tuple[PlainMessage, str] | None:
    """The message of a node, where it hides from nobody and names no file and no author of a group, and its only text;
    None for any other.
    """
    try:
        message = convert(node, _Node).message
    except ValidationError:
        return None
    if message.weight != 1 or message.author.metadata or not _says_nothing(message.metadata):
        return None
    text = readable(message.content.parts[0])
    if text is None:
        return None
    return message, text if text.isascii() else plain(text)


def _says_nothing(metadata: object) -> bool:
    """Whether metadata are an object no value of which is a text, a file, or a mark that hides the message."""
    if type(metadata) is not dict:
        return False
    for key, value in metadata.items():
        if type(value) is str:
            known = _KNOWN[key]
            if value not in known:
                form = _FORMS[key]
                if form is None or (form(value) is None and len(value) >= SHORTEST):
                    return False
                if len(known) < _MOST_VALUES:
                    known.add(value)
        elif not _holds_no_text(key, value):
            return False
    return True


def _holds_no_text(key: str, value: object) -> bool:
    """Whether a value of the metadata that is no string holds none, hides nothing and names no file."""
    if not is_field_name(key) or (value is True and key in _HIDING):
        return False
    return not (value and isinstance(value, dict | list)) or (
        key != "attachments" and all(is_bookkeeping(place, text) for place, text in strings(value, f"metadata.{key}"))
    )


class _Known(dict[str, set[str]]):
    """By key of the metadata, the first values that were seen not to be a text: most keys have no others."""

    def __missing__(self, key: str) -> set[str]:
        known: set[str] = set()
        if len(self) < _MOST_KEYS:
            self[key] = known
        return known


class _Forms(dict[str, Callable[[str], object] | None]):
    """By key of the metadata, what tells whether a string under it is bookkeeping; None where no string is."""

    def __missing__(self, key: str) -> Callable[[str], object] | None:
        form = bookkeeping_form(f"metadata.{key}") if key != "sender_user_id" and is_field_name(key) else None
        found = form.fullmatch if form is not None else None
        if len(self) < _MOST_KEYS:
            self[key] = found
        return found


_KNOWN = _Known()
_FORMS = _Forms()
