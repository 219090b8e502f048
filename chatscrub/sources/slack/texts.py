"""The texts of one message in their places, and which of them only repeat what is there already."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from chatscrub.model.strings import SHORTEST

_GAP = 96  # characters between two parts that a mention, emoji or mark may fill
_TRIES = 16
_COMPARED = 64
_SEARCHED = (
    1 << 26
)  # characters of one message, counted as often as they are looked through; beyond that only equals count
_MESSAGE_ID = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)


class Text(NamedTuple):
    """One string and its JSON path. `parts` are the pieces that it was joined from, if it was."""

    place: str
    text: str
    flags: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def canonical(text: str) -> str:
    """The form in which two copies of a text are compared: NFC, runs of white space as one space."""
    return " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())


class Kept:
    """What was kept of a message so far; says whether one more text adds anything.

    Slack stores most messages twice, as markup and as blocks, and bots add a third copy as fallback.
    """

    __slots__ = ("_exact", "_left", "_length", "_texts")

    def __init__(self) -> None:
        self._exact: set[str] = set()
        self._texts: list[str] = []
        self._length = 0
        self._left = _SEARCHED

    def add(self, text: str, parts: tuple[str, ...] = ()) -> bool:
        """True and kept, where the text is not contained in one kept before; a joined text also not part by part."""
        form = canonical(text)
        if len(form) < SHORTEST or form in self._exact:
            return False
        if self._is_contained(form, parts):
            return False
        self._exact.add(form)
        if len(self._texts) < _COMPARED:
            self._texts.append(form)
            self._length += len(form)
        return True

    def _is_contained(self, form: str, parts: tuple[str, ...]) -> bool:
        self._left -= self._length + _TRIES * len(parts) * len(self._texts)
        if self._left < 0:
            return False
        if any(form in kept for kept in self._texts):
            return True
        forms = [part for part in map(canonical, parts) if part]
        return bool(forms) and any(_in_order(forms, kept) for kept in self._texts)


def _in_order(parts: list[str], text: str) -> bool:
    """Whether all parts stand in the text, one after the other, with little between them."""
    anchor = max(range(len(parts)), key=lambda index: len(parts[index]))
    at = text.find(parts[anchor])
    for _ in range(_TRIES):
        if at < 0:
            return False
        if _follow(parts[anchor + 1 :], text, at + len(parts[anchor])) and _precede(parts[:anchor], text, at):
            return True
        at = text.find(parts[anchor], at + 1)
    return False


def _follow(parts: list[str], text: str, position: int) -> bool:
    for part in parts:
        found = text.find(part, position, position + _GAP + len(part))
        if found < 0:
            return False
        position = found + len(part)
    return True


def _precede(parts: list[str], text: str, position: int) -> bool:
    for part in reversed(parts):
        position = text.rfind(part, max(0, position - _GAP - len(part)), position)
        if position < 0:
            return False
    return True


def message_id(value: object) -> str | None:
    """The id of a message, which is its time as a string; None where the value is none.

    Other writers store numbers. Six decimals of a double of this size are exact, so they give the same id.
    """
    if isinstance(value, float):
        value = f"{value:.6f}"
    elif isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
        value = str(value)
    return value if isinstance(value, str) and _MESSAGE_ID.fullmatch(value) else None
