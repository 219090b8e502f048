"""Any JSON value → all its texts with their places, so that no key of an export goes unread."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 4  # characters; nothing worth finding is shorter
LONGEST_PLACE = 400  # characters; deeper values share the place of what encloses them

_POINTER = re.compile(r"(?:file-service|sediment)://[\w-]{1,80}(?:[?#][\w=&-]{0,200})?", re.ASCII)
_BEGINS_NO_POINTER = frozenset(string.ascii_letters) - frozenset("fs")  # and no blank; so begin nine texts of ten
_FIELD_NAME = re.compile(r"[A-Za-z_$][A-Za-z_$-]*(?:\d{1,3}[A-Za-z_$-]*)?", re.ASCII)
_LONGEST_FIELD_NAME = 48
_TOOL_NAME = re.compile(r"[a-z][a-z_]{0,40}\d{0,4}(?:[.:/-][a-z][a-z_]{0,40}\d{0,4}[a-z_]{0,40}){0,3}", re.ASCII)
_LONG_RUN = 1 << 20
_EMBEDDED = re.compile(r"data:[\w.+-]{0,80}(?:/[\w.+-]{0,80})?(?:;[\w.=+-]{0,80}){0,4};base64,", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")


def strings(value: object, path: str) -> list[tuple[str, str]]:
    """Every text of a JSON value, in document order, as (place, text).

    `path` is the place of the value itself; places are JSON paths such as ``a.b[0].c``. A key that does not look like
    a field name (an address, an id) is data: it is given as a text of its own at ``a.#3~``, and its value stands at
    ``a.#3``, so that no place repeats content. Texts of less than 4 characters, blanks and bare pointers to assets are
    left out. A base64 run of over 1 MB in a ``data:`` URL is blanked, so that offsets stay. Nothing recurses.
    """
    found: list[tuple[str, str]] = []
    waiting: list[tuple[str, object]] = [(path, value)]  # the last is next
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            if (text := readable(value)) is not None:
                found.append((place, text))
        elif isinstance(value, dict):
            waiting += _in_object(value, place, found)
        elif isinstance(value, list):
            waiting += _in_list(value, place, found)
    return found


def readable(text: str) -> str | None:
    """The text as it is scanned, None where there is nothing in it to scan."""
    if SHORTEST <= len(text) <= _LONG_RUN and text[0] in _BEGINS_NO_POINTER:
        return text
    if len(text) < SHORTEST or text.isspace():
        return None
    if len(text) > _LONG_RUN:
        return _without_embedded_files(text)
    return None if text.startswith(("file-service://", "sediment://")) and _POINTER.fullmatch(text) else text


def is_field_name(key: str) -> bool:
    """Whether a key looks like the name of a field; any other is data."""
    return len(key) <= _LONGEST_FIELD_NAME and _has_form_of_field_name(key)


@lru_cache(maxsize=1 << 12)  # an export has the same few thousand times over
def _has_form_of_field_name(key: str) -> bool:
    return _FIELD_NAME.fullmatch(key) is not None


def tool_name(value: object) -> str | None:
    """The name of a tool, such as ``web.run``; None for any other text, which may be content."""
    return value if isinstance(value, str) and _TOOL_NAME.fullmatch(value) else None


def _in_object(value: dict[object, object], path: str, found: list[tuple[str, str]]) -> Iterable[tuple[str, object]]:
    """Adds the texts that stand before the first inner object or list to `found`; gives what follows, backwards."""
    after: list[tuple[str, object]] = []
    room = len(path) < LONGEST_PLACE
    prefix = f"{path}." if path else ""
    for index, (key, child) in enumerate(value.items()):
        if not isinstance(key, str):
            continue  # not JSON
        if not is_field_name(key):
            after.append((f"{prefix}#{index}~" if room else path, key))
            after.append((f"{prefix}#{index}" if room else path, child))
        elif isinstance(child, str):
            if after:
                after.append((f"{prefix}{key}" if room else path, child))
            elif (text := readable(child)) is not None:
                found.append((f"{prefix}{key}" if room else path, text))
        elif child and isinstance(child, dict | list):
            after.append((f"{prefix}{key}" if room else path, child))
    return reversed(after)


def _in_list(value: list[object], path: str, found: list[tuple[str, str]]) -> Iterable[tuple[str, object]]:
    """The same for a list."""
    after: list[tuple[str, object]] = []
    room = len(path) < LONGEST_PLACE
    for index, child in enumerate(value):
        if isinstance(child, str):
            if after:
                after.append((f"{path}[{index}]" if room else path, child))
            elif (text := readable(child)) is not None:
                found.append((f"{path}[{index}]" if room else path, text))
        elif child and isinstance(child, dict | list):
            after.append((f"{path}[{index}]" if room else path, child))
    return reversed(after)


def _without_embedded_files(text: str) -> str:
    pieces: list[str] = []
    position = 0
    for found in _EMBEDDED.finditer(text):
        if found.start() < position:
            continue
        run = _BASE64.match(text, found.end())
        if run is not None and run.end() - run.start() > _LONG_RUN:
            pieces += (text[position : found.end()], " " * (run.end() - run.start()))
            position = run.end()
    return "".join([*pieces, text[position:]]) if pieces else text
