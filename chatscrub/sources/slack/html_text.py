"""HTML of canvases and previews → its text. Linear on any input, and never an error: the input may be anything."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,63})([^<>]{0,65536})>")
_ADDRESS = re.compile(r"""\b(?:href|src|alt|title)\s{0,8}=\s{0,8}(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_INLINE_TAGS = "a abbr b bdi cite code del em font i ins kbd mark q s samp small span strong sub sup u var wbr"
_INLINE = frozenset(_INLINE_TAGS.split())
_BLANK_LINES = re.compile(r"\n\s*\n")


def html_text(source: str) -> str:
    """The text with block tags as line ends; addresses of links stay, behind what precedes them."""
    if "<" not in source:
        return unescape(source)
    return _BLANK_LINES.sub("\n", unescape(_TAG.sub(_replacement, source))).strip()


def _replacement(tag: re.Match[str]) -> str:
    closing, name, attributes = tag.groups()
    name = name.lower()
    between = "" if name in _INLINE else "\t" if name in ("td", "th") else "\n"
    if closing or not attributes:
        return between
    addresses = [first or second for first, second in _ADDRESS.findall(attributes)]
    shown = " ".join(address for address in addresses if address)
    return f"{between} {shown} " if shown else between
