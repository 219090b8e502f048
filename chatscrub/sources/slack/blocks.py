"""Block Kit and rich text → texts in their places.

Whatever the type of a block or element, its strings are read: new types appear without notice, and text that stands
only in blocks (tables, headers, the posts of apps) must not be lost. The walk uses its own stack, not recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from chatscrub.model.strings import SHORTEST
from chatscrub.sources.slack.mrkdwn import bare_url, decode, link_text
from chatscrub.sources.slack.texts import Text

_LONGEST_PLACE = 300
_FIELD_NAME = re.compile(r"[A-Za-z_-]{1,48}(?:\d{1,3})?", re.ASCII)

_IDENTIFIER_KEYS = """
    type subtype id ts user user_id user_ids usergroup_id channel channel_id team team_id file_id app_id bot_id
    block_id action_id callback_id client_msg_id style emoji unicode skin_tone verbatim border indent offset color
    mrkdwn_in is_animated image_width image_height image_bytes thumb_width thumb_height msg_subtype author_id
    author_subname channel_team response_type dispatch_action_config focus_on_load optional
"""
IDENTIFIERS = frozenset(_IDENTIFIER_KEYS.split())
"""Keys that hold ids, switches and measures, never words of a person."""

_HIDDEN_PREFIXES = ("url_private", "thumb_")


def is_noise(key: str) -> bool:
    """Whether the value of a key is machine data or a file address that carries the export's token."""
    return key in IDENTIFIERS or key.startswith(_HIDDEN_PREFIXES)


def block_texts(value: object, place: str, flags: tuple[str, ...] = ()) -> Iterator[Text]:
    """All texts under a value, in document order."""
    stack: list[tuple[str, object, bool]] = [(place, value, False)]
    while stack:
        here, node, literal = stack.pop()
        if isinstance(node, str):
            text = node if literal else decode(node)
            if len(text) >= SHORTEST:
                yield Text(here, text, flags, (bare_url(text),) if text.startswith("http") else ())
        elif isinstance(node, list):
            stack.extend((_child(here, index), each, literal) for index, each in reversed(list(enumerate(node))))
        elif isinstance(node, dict):
            row = _table(node, here, flags)
            if row is not None:
                yield from row
                continue
            literal = is_rich(node.get("type"))
            elements = node.get("elements")
            if literal and isinstance(elements, list) and any(inline(each) is not None for each in elements):
                yield from _joined(elements, _child(here, "elements"), flags, stack)
                continue
            stack.extend(reversed(list(_values(node, here, literal=literal))))


def _values(node: dict[str, Any], place: str, *, literal: bool) -> Iterator[tuple[str, object, bool]]:
    """The values of an object that may hold text; a key that is no field name is data, and never part of a place."""
    for index, (key, value) in enumerate(node.items()):
        if is_noise(key) or not isinstance(value, str | list | dict):
            continue
        if _FIELD_NAME.fullmatch(key):
            yield _child(place, key), value, literal
        else:
            yield _child(place, f"#{index}~"), key, True
            yield _child(place, f"#{index}"), value, literal


def _child(place: str, key: str | int) -> str:
    if len(place) > _LONGEST_PLACE:
        return place
    if isinstance(key, int):
        return f"{place}[{key}]"
    return f"{place}.{key}" if place else key


def is_rich(kind: object) -> bool:
    """Rich text is stored as typed; all other text objects hold markup."""
    return isinstance(kind, str) and kind.startswith("rich_text")


def inline(element: object) -> tuple[str, str] | None:
    """An inline element as (shown text, text to compare by); None where it is a block of its own or unknown."""
    if not isinstance(element, dict) or "elements" in element:
        return None
    kind = element.get("type")
    text = element.get("text")
    if kind == "text" and isinstance(text, str):
        return text, text
    if kind == "link" and isinstance(element.get("url"), str):
        url = element["url"]
        shown = link_text(url, text if isinstance(text, str) else "")
        return shown, bare_url(shown)
    if kind == "date":
        fallback = element.get("fallback")
        url = element.get("url")
        return " ".join(part for part in (fallback, url) if isinstance(part, str)) or " ", ""
    if kind in ("user", "usergroup", "channel", "broadcast", "team", "emoji", "color", "canvas"):
        return " ", ""
    return None


def _joined(
    elements: list[Any], place: str, flags: tuple[str, ...], stack: list[tuple[str, object, bool]]
) -> Iterator[Text]:
    """Neighbouring inline elements are one text: a change of style must not cut a value in two."""
    shown: list[str] = []
    parts: list[str] = []
    later: list[tuple[str, object, bool]] = []
    for index, element in enumerate(elements):
        one = inline(element)
        if one is None:
            later.append((_child(place, index), element, True))
            shown.append(" ")
        else:
            shown.append(one[0])
            parts.append(one[1])
    text = "".join(shown)
    if len(text.strip()) >= SHORTEST:
        yield Text(place, text, flags, tuple(part for part in parts if part.strip()))
    stack.extend(reversed(later))


def _table(node: dict[str, Any], place: str, flags: tuple[str, ...]) -> Iterator[Text] | None:
    """A table block as lines of tab-separated cells, so that a column keeps its heading; None for other blocks."""
    rows = node.get("rows")
    if node.get("type") != "table" or not isinstance(rows, list):
        return None
    return _table_text(rows, _child(place, "rows"), flags)


def _table_text(rows: list[Any], place: str, flags: tuple[str, ...]) -> Iterator[Text]:
    lines: list[str] = []
    parts: list[str] = []
    for row in rows:
        cells: list[str] = []
        for cell in row if isinstance(row, list) else [row]:
            content = " ".join(_cell_strings(cell))
            cells.append(" ".join(content.split()))
            if cells[-1]:
                parts.append(cells[-1])
        lines.append("\t".join(cells))
    text = "\n".join(lines)
    if parts:
        yield Text(place, text, flags, tuple(parts))


def _cell_strings(cell: object) -> Iterator[str]:
    """All strings of a cell; a table inside a cell is read as plain strings, so depth cannot grow the call stack."""
    stack: list[tuple[object, bool]] = [(cell, False)]
    while stack:
        node, literal = stack.pop()
        if isinstance(node, str):
            yield node if literal else decode(node)
        elif isinstance(node, list):
            stack.extend((each, literal) for each in reversed(node))
        elif isinstance(node, dict):
            one = inline(node)
            if one is not None:
                yield one[0]
                continue
            rich = literal or is_rich(node.get("type"))
            stack.extend((each, rich) for key, each in reversed(node.items()) if not is_noise(key))
