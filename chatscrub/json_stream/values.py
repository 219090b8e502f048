"""Bytes of one JSON value → a Python value that every writer can encode again."""

from __future__ import annotations

import json
import re

import orjson

DEPTH = 1000
_MARK = b'"'
_ESCAPED_MARK = re.compile(rb"\\u0022")  # finds that there is none in half the time that counting none takes
_SURROGATE = re.compile("[\ud800-\udfff]")
UTF8_MARK = b"\xef\xbb\xbf"
WIDE = "is written in UTF-16 or UTF-32, which is not read; save it as UTF-8"


class ValueUnreadableError(Exception):
    """The bytes are no JSON value; the text is half a sentence without content: ``is not valid JSON``."""


class KeyTwiceError(ValueUnreadableError):
    """An object names a key twice with different values. `value` has the last, as every reader of JSON takes it."""

    def __init__(self, value: object) -> None:
        super().__init__("names a key twice, and only the last value of it was read")
        self.value = value


def parse(raw: bytes | memoryview) -> object:
    """One value. Bytes that are not UTF-8 and lone surrogates become U+FFFD; NUL stays; NaN passes.
    An integer beyond 64 bits may come as a float; no identifier is written that way.

    Raises:
        KeyTwiceError: a value in it was lost; no vendor writes that.
        ValueUnreadableError: not JSON, or nested more than about `DEPTH` levels deep.
    """
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return _parsed(raw)  # that one is stricter than what vendors write
    return value if is_all_of(bytes(raw), value) else _parsed(raw)


def is_all_of(raw: bytes, value: object) -> bool:
    """Whether no key took another's place: then as many quotation marks stand in the value, written anew.

    Only too many in `raw` are possible (an escaped backslash before ``u0022``), so an answer of True is certain.
    """
    try:
        told = orjson.dumps(value)
    except orjson.JSONEncodeError:
        return False  # nested deeper than it writes
    if told == raw:  # as most vendors write, and compared twenty times faster than counted
        return True
    marks = raw.count(_MARK)
    if _ESCAPED_MARK.search(raw) is not None:
        marks += raw.count(b"\\u0022")
    return marks == told.count(_MARK)


def _parsed(raw: bytes | memoryview) -> object:
    lost = False

    def paired(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal lost
        out = dict(pairs)
        if len(out) < len(pairs):
            lost = lost or any(each is not out[key] and each != out[key] for key, each in pairs)
        return out

    try:
        text = bytes(raw).decode("utf-8", "replace")
        value = _mended(json.loads(text, strict=False, parse_int=_integer, object_pairs_hook=paired))
    except RecursionError:
        raise ValueUnreadableError("is nested too deep") from None
    except ValueError:
        raise ValueUnreadableError("is not valid JSON") from None
    if lost:
        raise KeyTwiceError(value)
    return value


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
