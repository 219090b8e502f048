"""The plain message, as nine of ten are: one text that a person or the model wrote, and nothing else to read.

What such a message looks like is decided by converting its node to a type that holds nothing else; whatever differs in any
way is left to the thorough reading of `nodes`, which gives the same for a plain message.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import ValidationError, convert

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.strings import readable
from chatscrub.sources.chatgpt.metadata import says_nothing
from chatscrub.sources.chatgpt.texts import plain

PLACE = "content.parts[0]"


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
    if message.weight != 1 or message.author.metadata or not says_nothing(message.metadata):
        return None
    text = readable(message.content.parts[0])
    if text is None:
        return None
    return message, text if text.isascii() else plain(text)
