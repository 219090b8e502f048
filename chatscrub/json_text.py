"""JSON documents that are written piece by piece, because a list in them may be longer than memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import orjson
from msgspec.structs import asdict


def document(values: Mapping[str, object], long: Mapping[str, Iterable[object]]) -> Iterator[bytes]:
    """An object as orjson writes it with two spaces of indent and a line's end, in pieces.

    `long` gives, by their keys, the items of lists that are made while they are written; `values` has each key, in order.
    """
    before = b"{\n  "
    for key, value in values.items():
        yield before + orjson.dumps(key) + b": "
        before = b",\n  "
        if key in long:
            yield from _list(long[key])
        else:
            yield _indented(value, b"\n  ")
    yield b"\n}\n" if values else b"{}\n"


def _list(items: Iterable[object]) -> Iterator[bytes]:
    before = b"[\n    "
    for item in items:
        yield before + _indented(item, b"\n    ")
        before = b",\n    "
    yield b"[]" if before.startswith(b"[") else b"\n  ]"


def _indented(value: object, line: bytes) -> bytes:
    # No text in JSON holds a line's end.
    return orjson.dumps(value, default=asdict, option=orjson.OPT_INDENT_2).replace(b"\n", line)
