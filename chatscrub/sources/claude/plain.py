"""The plain message, as most are: one block of text, no files, and nothing else to read.

Whatever differs in any way is left to the thorough reading of `messages`, which gives the same for a plain message.
"""

from __future__ import annotations

from functools import lru_cache

from chatscrub.model.strings import readable
from chatscrub.sources.claude.blocks import LONGEST_ID

PLACE = "content[0].text"
_STRUCTURE = ("uuid", "sender", "created_at", "updated_at")
_MESSAGE = frozenset({*_STRUCTURE, "text", "content", "attachments", "files", "parent_message_uuid"})
_BLOCK = frozenset({"type", "text", "citations", "flags", "start_timestamp", "stop_timestamp"})


@lru_cache(maxsize=1 << 10)  # keys come in a few orders only
def _is_message(keys: tuple[str, ...]) -> bool:
    return _MESSAGE.issuperset(keys) and "content" in keys and "uuid" in keys


@lru_cache(maxsize=1 << 10)
def _is_block(keys: tuple[str, ...]) -> bool:
    return _BLOCK.issuperset(keys) and "text" in keys


def plain_text(message: dict[str, object]) -> str | None:
    """The only text of a message without files, None for any other message."""
    if not _is_message(tuple(message)) or message.get("attachments") or message.get("files"):
        return None
    content = message["content"]
    if type(content) is not list or len(content) != 1:
        return None
    block = content[0]
    if (
        type(block) is not dict
        or not _is_block(tuple(block))
        or block.get("type") != "text"
        or type(block["text"]) is not str
    ):
        return None
    if block.get("citations") or block.get("flags") or not all(map(_is_short, map(message.get, _STRUCTURE))):
        return None
    if not _is_short(block.get("start_timestamp")) or not _is_short(block.get("stop_timestamp")):
        return None
    return readable(block["text"])


def _is_short(value: object) -> bool:
    return value is None or (type(value) is str and len(value) <= LONGEST_ID)
