"""The content blocks of a message → their texts.

A block is ``{"type": …}`` with its text under keys that differ by type: ``text``, ``thinking`` and ``summaries``, the free-form
``input`` of a tool call, the ``content`` and ``structured_content`` of a tool's answer, ``prompt`` of a block that Claude
itself put in. The types grow with each release. So nothing is picked by type: every string is a text except under
the few keys that hold ids, times and file types by the format's definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.errors import JsonError
from chatscrub.json_stream import load
from chatscrub.model.conversation import Branch, Role
from chatscrub.model.strings import strings

INJECTED = "injected"  # flag of text that the platform put into a message

LONGEST_ID = 80  # characters; a longer value under such a key is not an id
_STRUCTURE = frozenset(
    [
        "type",
        "id",
        "uuid",
        "start_timestamp",
        "stop_timestamp",
        "created_at",
        "updated_at",
        "tool_use_id",
        "doc_uuid",
        "file_uuid",
        "server_uuid",
        "version_id",
        "mime_type",
        "media_type",
        "file_type",
        "file_kind",
        "resource_type",
        "icon_name",
        "icon_url",
        "favicon_url",
        "integration_icon_url",
        "integration_name",
        "approval_key",
        "display_mode",
        "language",
        "ingestion_date",
        "sender",
        "role",
        "stop_reason",
        "input_mode",
        "created_time",
        "modified_time",
        "last_modified_time",
        "tool_name",
    ]
)
_TOOLS = ("tool_use", "tool_result")  # their `name` is the tool's; elsewhere it is a file's or a person's
_TOOL_NAME = frozenset({"name"})
# Containers whose keys the format defines too; all others (input, structured_content, meta) are free-form.
_DEFINED = frozenset(
    [
        "content",
        "citations",
        "details",
        "summaries",
        "metadata",
        "extras",
        "prompt_context_metadata",
        "context",
        "tools",
        "display_content",
        "link",
        "source",
    ]
)
_LEVELS = 4  # how deep the defined containers stand in each other
_LONG_NUMBER = re.compile(r"[:\[,]\s*-?\d{7}")


class Text(Discreet, msgspec.Struct, frozen=True):
    """One text of a message; `role` and `branch` are None where they are the message's own."""

    place: str
    text: Hidden[str]
    role: Role | None = None
    branch: Branch | None = None
    flags: tuple[str, ...] = ()


def content_texts(content: object, place: str) -> Iterator[Text]:
    """All texts of a message's content: a list of blocks, one block, plain text, or such a list as a JSON string."""
    if isinstance(content, str):
        content = _decoded(content)
    if isinstance(content, dict):
        yield from block_texts(content, place)
    elif isinstance(content, list):
        for index, block in enumerate(content):
            if isinstance(block, dict):
                yield from block_texts(block, f"{place}[{index}]")
            else:
                yield from (Text(where, text) for where, text in strings(block, f"{place}[{index}]"))
    else:
        yield from (Text(where, text) for where, text in strings(content, place))


def block_texts(block: dict[str, object], place: str) -> Iterator[Text]:
    """All texts of one block. What Claude's pages show of it (``display_content``) comes last: mostly it is a copy."""
    kind = block.get("type")
    role: Role | None = None
    flags: tuple[str, ...] = ()
    if kind == "tool_result":
        role = Role.TOOL
    elif kind == "injected_prompt_block":
        role, flags = Role.SYSTEM, (INJECTED,)
    texts = without_structure(block)
    if kind in _TOOLS and is_structure("name", texts.get("name"), _TOOL_NAME):
        del texts["name"]
    display = texts.pop("display_content", None)
    seen: set[str] = set()
    for where, text in strings(texts, place):
        seen.add(text)
        yield Text(where, text, role, flags=flags)
    for where, text in strings(display, f"{place}.display_content"):
        if not repeats(text, seen):
            yield Text(where, text, role, flags=flags)


def without_structure(block: dict[str, object], levels: int = _LEVELS) -> dict[str, object]:
    """The block without ids, times and types, here and in the containers whose keys the format defines."""
    return {
        key: _inner(value, levels - 1) if levels and key in _DEFINED else value
        for key, value in block.items()
        if not is_structure(key, value)
    }


def _inner(value: object, levels: int) -> object:
    if isinstance(value, dict):
        return without_structure(value, levels)
    if isinstance(value, list):
        return [without_structure(each, levels) if isinstance(each, dict) else each for each in value]
    return value


def is_structure(key: str, value: object, keys: frozenset[str] = _STRUCTURE) -> bool:
    """Whether a value is one of the format's own ids, times and types. A long string under such a key is a text."""
    if key == "signature":  # the model's own seal on its thinking, long and random
        return isinstance(value, str)
    return key in keys and isinstance(value, str) and len(value) <= LONGEST_ID


def _decoded(content: str) -> object:
    """Content that was encoded twice, once decoded; any other text as it is, also where a user pasted JSON."""
    if not content.lstrip().startswith(("[", "{")):
        return content
    value = _json(content)
    blocks = value if isinstance(value, list) else [value]
    if blocks and all(isinstance(block, dict) and isinstance(block.get("type"), str) for block in blocks):
        return value
    return content


def repeats(text: str, seen: set[str], levels: int = 2) -> bool:
    """Whether a JSON text, which may hold another one, says nothing but what was seen.

    Display blocks of tools are the tool's input or answer once more, as JSON in a string. They may be cut at 64 KB, and
    then they are no JSON: a text as any other. A long number counts as new, for it is not a string elsewhere either.
    """
    if text in seen:
        return True
    if not levels or not text.lstrip().startswith(("{", "[")) or _LONG_NUMBER.search(text):
        return False
    value = _json(text)
    if not isinstance(value, dict | list):
        return False
    if isinstance(value, dict):
        value = without_structure(value)
    return all(repeats(inner, seen, levels - 1) for _, inner in strings(value, ""))


def _json(text: str) -> object:
    try:
        return load(text.encode("utf-8", "replace"), "a text of the export")
    except JsonError:
        return None
