"""Bytes of one JSON value → a Python value that every writer can encode again."""

from __future__ import annotations

import json
import re

import orjson

DEPTH = 1000
_SURROGATE = re.compile("[\ud800-\udfff]")
UTF8_MARK = b"\xef\xbb\xbf"
WIDE = "is written in UTF-16 or UTF-32, which is not read; save it as UTF-8"


class ValueUnreadableError(Exception):
    """The bytes are no JSON value; the text is half a sentence without content: ``is not valid JSON``."""


def parse(raw: bytes | memoryview) -> object:
    """One value. Bytes that are not UTF-8 and lone surrogates become U+FFFD; NUL stays; NaN passes.
    An integer beyond 64 bits may come as a float; no identifier is written that way.

    Raises:
        ValueUnreadableError: not JSON, or nested more than about `DEPTH` levels deep.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        pass  # stricter than what vendors write
    try:
        value = json.loads(bytes(raw).decode("utf-8", "replace"), strict=False, parse_int=_integer)
    except RecursionError:
        raise ValueUnreadableError("is nested too deep") from None
    except ValueError:
        raise ValueUnreadableError("is not valid JSON") from None
    return _mended(value)


def _integer(digits: str) -> int | str:
    """Python refuses to convert more than some thousand digits; then they stay text, so that nothing is lost."""
    try:
        return int(digits)
    except ValueError:
        return digits


def _mended(value: object) -> object:
    """The value with lone surrogates replaced, in keys too. Walks level by level, so depth costs no stack."""
    root = [value]
    level: list[list[object] | dict[str, object]] = [root]
    for _ in range(DEPTH + 2):
        below: list[list[object] | dict[str, object]] = []
        for holder in level:
            if isinstance(holder, dict):
                mended = [(_text(key), _leaf(each)) for key, each in holder.items()]
                holder.clear()
                holder.update(mended)
                below.extend(each for _, each in mended if isinstance(each, (list, dict)))
            else:
                holder[:] = [_leaf(each) for each in holder]
                below.extend(each for each in holder if isinstance(each, (list, dict)))
        if not below:
            return root[0]
        level = below
    raise ValueUnreadableError("is nested too deep")


def _text(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _leaf(value: object) -> object:
    return _text(value) if isinstance(value, str) else value
