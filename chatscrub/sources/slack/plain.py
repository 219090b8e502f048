"""The plain message, as most are: what somebody typed, its blocks say the same in the same words, and nothing else.

Whatever differs in any way is left to the thorough reading of `messages`, which gives the same for a plain message.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from chatscrub.model.strings import SHORTEST
from chatscrub.sources.slack.blocks import inline, is_rich
from chatscrub.sources.slack.mrkdwn import decode, strip_export_tokens

_BEGIN = 16  # characters
_BLOCK = frozenset({"type", "block_id", "elements"})


_MOST_ORDERS = 1 << 10
_orders: defaultdict[frozenset[str], set[tuple[str, ...]]] = defaultdict(set)  # in which known keys came: a few only


def has_only(keys: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether there is no other key than the known ones."""
    orders = _orders[known]
    if keys in orders:
        return True
    if not known.issuperset(keys):
        return False
    if len(orders) < _MOST_ORDERS:
        orders.add(keys)
    return True


def plain_text(message: dict[str, Any]) -> str | None:
    """The text of a message whose blocks add nothing to it; None where that takes a closer look."""
    text = message.get("text")
    if type(text) is not str or not text.isascii():
        return None
    text = decode(text)
    if len("".join(text[:_BEGIN].split())) < SHORTEST or strip_export_tokens(text) is not text:
        return None  # it may be too short to be read
    blocks = message.get("blocks")
    if blocks and not (type(blocks) is list and all(_repeats(block, text) for block in blocks)):
        return None
    return text


def _repeats(block: object, text: str) -> bool:
    """Whether a block is rich text, every part of which stands in the text word by word."""
    if type(block) is not dict or not has_only(tuple(block), _BLOCK) or not is_rich(block.get("type")):
        return False
    parts = block.get("elements")
    if type(parts) is not list:
        return False
    for part in parts:
        if type(part) is not dict or not is_rich(part.get("type")):
            return False
        elements = part.get("elements")
        if type(elements) is not list:
            return False
        shown: list[str] = []
        for element in elements:
            one = inline(element)
            if one is None:
                return False
            shown.append(one[0])
        part_text = "".join(shown)
        if part_text != text and part_text not in text:  # mostly it is all of it, which is compared five times as fast
            return False
    return bool(parts)
