"""The plain message, as most are: one block of text, no files, and nothing else to read.

Whatever differs in any way is left to the thorough reading of `messages`, which gives the same for a plain message.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, ValidationError, convert

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.strings import readable
from chatscrub.sources.claude.blocks import LONGEST_ID

PLACE = "content[0].text"
_Structure = Annotated[str, Meta(max_length=LONGEST_ID)] | None


class _Block(Discreet, Struct, forbid_unknown_fields=True, gc=False):
    type: Literal["text"]
    text: Hidden[str]
    citations: Hidden[object] = None
    flags: Hidden[object] = None
    start_timestamp: Hidden[_Structure] = None
    stop_timestamp: Hidden[_Structure] = None


class _Message(Discreet, Struct, forbid_unknown_fields=True, gc=False):
    uuid: Hidden[_Structure]
    content: tuple[_Block]
    sender: Hidden[_Structure] = None
    created_at: Hidden[_Structure] = None
    updated_at: Hidden[_Structure] = None
    parent_message_uuid: Hidden[object] = None
    text: Hidden[object] = None
    attachments: Hidden[object] = None
    files: Hidden[object] = None


def plain_text(message: object) -> str | None:
    """The only text of a message without files, None for any other message."""
    try:
        found = convert(message, _Message)
    except ValidationError:
        return None
    block = found.content[0]
    if found.attachments or found.files or block.citations or block.flags:
        return None
    return readable(block.text)
