"""Many elements of a list read at once, where they are small: finding the end of each costs half of what reading it does.

Where the elements that are held end is guessed. The guess is proven by reading: what stands between two brackets is a
JSON list only if it begins and ends between elements.
"""

from __future__ import annotations

import re

import msgspec
import orjson

from chatscrub.json_stream.values import is_all_of
from chatscrub.json_stream.window import Window

TOGETHER = 1 << 17
"""Bytes that are read at once at most."""

# The first key of an object, and the second where a short string stands under the first.
_OPENING = re.compile(
    rb'(\{[ \t\r\n]*"[^"\\]{0,64}")(?:[ \t\r\n]*:[ \t\r\n]*"[^"\\]{0,512}"[ \t\r\n]*,[ \t\r\n]*("[^"\\]{0,64}"))?'
)
_TRIES = 256
_COMMA = ord(",")
_PARTED = msgspec.json.Decoder(list[msgspec.Raw])
_SPACE = b" \t\r\n"
_TAIL = 16


def border(data: bytes, at: int, limit: int = TOGETHER) -> int | None:
    """Where the elements from byte `at` on may end: at the bracket that ends the data, else at the comma before the last
    element that begins as the one at `at` does. None where there is no such place within `limit` bytes.
    """
    tail = data[-_TAIL:]
    ending = tail.rstrip(_SPACE)
    if ending.endswith(b"]") and len(data) - at <= limit:
        return len(data) - len(tail) + len(ending) - 1
    opening = _OPENING.match(data, at)
    if opening is None:
        return None
    last = at + limit
    for _ in range(_TRIES):
        if (last := data.rfind(opening[1], at + 1, last)) < 0:
            return None
        # What is inside of an element may begin with the same key, but hardly goes on with the same second one.
        found = _OPENING.match(data, last)
        if opening[2] is None or (found is not None and found[2] == opening[2]):
            break
    else:
        return None
    comma = data.rfind(b",", at, last)
    return comma if comma > 0 and not data[comma + 1 : last].strip(_SPACE) else None


def elements(data: bytes, at: int, end: int) -> list[object] | None:
    """The elements between two bytes of the data; None where these are no borders, or an element is not plain JSON."""
    raw = _as_list(data, at, end)
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, list) and is_all_of(raw, found) else None


def count(data: bytes, at: int, end: int) -> int | None:
    """How many elements stand between two bytes of the data, at a third of the cost of reading them; None where these
    are no borders, or an element is not JSON.
    """
    try:
        return len(_PARTED.decode(_as_list(data, at, end)))
    except (msgspec.DecodeError, RecursionError):
        return None


class Extents:
    """Where elements that were read at once lie in the member, found when somebody asks.

    They are those between two bytes of the data, of which the first is the byte `offset` of the member.
    """

    def __init__(self, data: bytes, at: int, end: int, offset: int) -> None:
        self._window = Window(iter((data[at:end],)), end - at)
        self._offset = offset
        self._known: list[tuple[int, int]] = []

    def of(self, index: int) -> tuple[int, int]:
        """First byte and end of an element, which are those of a JSON value."""
        window = self._window
        while len(self._known) <= index:
            if window.peek() == _COMMA:
                window.at += 1
                window.peek()
            start = window.offset
            window.inner_value()
            self._known.append((self._offset + start, self._offset + window.offset))
        return self._known[index]


def _as_list(data: bytes, at: int, end: int) -> bytes:
    return b"".join((b"[", memoryview(data)[at:end], b"]"))
