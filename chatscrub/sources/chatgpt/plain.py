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
_LONGEST_KNOWN = 256  # bytes
_WITHOUT_TEXT = frozenset({bool, int, float})


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
        field = _FIELDS[key]
        if type(value) is str:
            if value not in field.known and not field.takes(value):
                return False
        elif value and type(value) not in _WITHOUT_TEXT:
            if not field.holds_no_text(value):
                return False
        elif not field.says_nothing and (value is True or not is_field_name(key)):
            return False
    return True


class _Field(Discreet, msgspec.Struct):
    """What is known of a key of the metadata."""

    key: Hidden[str]
    form: Callable[[str], object] | None
    """Tells whether a string under it is bookkeeping; None where no string is."""
    says_nothing: bool
    """Whether it is no text itself, and no mark that hides the message."""
    known: Hidden[set[str | bytes]] = msgspec.field(default_factory=set)
    """The first values that were seen not to hold a text, objects and lists as JSON: most keys have no others."""

    def takes(self, value: str) -> bool:
        """Whether a string under it is no text."""
        form = self.form
        if form is None or (form(value) is None and len(value) >= SHORTEST):
            return False
        if len(self.known) < _MOST_VALUES:
            self.known.add(value)
        return True

    def holds_no_text(self, value: object) -> bool:
        """Whether an object or list under it, which is not empty, holds no text and names no file."""
        if self.key == "attachments" or not is_field_name(self.key):
            return False
        written = _written(value)
        if written in self.known:
            return True
        if not all(is_bookkeeping(place, text) for place, text in strings(value, f"metadata.{self.key}")):
            return False
        if written and len(written) < _LONGEST_KNOWN and len(self.known) < _MOST_VALUES:
            self.known.add(written)
        return True


def _written(value: object) -> bytes:
    """A value as JSON; nothing where it is nested too deep to be written."""
    try:
        return msgspec.json.encode(value)
    except (RecursionError, UnicodeEncodeError):
        return b""


class _Fields(dict[str, _Field]):
    def __missing__(self, key: str) -> _Field:
        is_name = is_field_name(key)
        form = bookkeeping_form(f"metadata.{key}") if is_name and key != "sender_user_id" else None
        field = _Field(key, form and form.fullmatch, is_name and key not in _HIDING)
        if len(self) < _MOST_KEYS:
            self[key] = field
        return field


_FIELDS = _Fields()
