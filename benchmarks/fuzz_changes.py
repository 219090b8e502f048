"""JSON and TOML in which something was changed, so that it still is such, or nearly: what byte by byte is hardly ever hit upon."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import tomli

from benchmarks.fuzz_seeds import BORDER

Json = Any
"""What `json.loads` gives."""
RAW = {
    "deep list": b"[" * 1500 + b"]" * 1500,
    "deep object": b'{"a":' * 1500 + b"1" + b"}" * 1500,
    "levels": b"[" * 300 + b"]" * 300,
    "many digits": b"9" * 5000,
    "large exponent": b"1e999",
    "small exponent": b"-1e-999",
    "no number": b"NaN",
    "a key twice": b'{"id": "a", "id": "b", "text": 1, "text": []}',
    "half a pair": b'"\\ud83d"',
    "pairs the wrong way": b'"a\\ude00\\ud83db"',
    "no UTF-8": b'"\xff\xfe\x80"',
    "a huge text": b'"' + b"Ab 1,;|\\n" * 40_000 + b'"',
    "a wide list": b"[" + b'{"text": "a", "id": 1},' * 3000 + b"0]",
    "cut": b'"',
    "nothing": b"",
}  # fmt: skip
"""What stands in place of a value, as it is written."""
TEARING = ("cut", "nothing")
"""Those behind which nobody can tell where a value ends."""
MARK = "\u0001written as it is: "

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**63, -(2**200), 1e308, -0.0, 1e18, -62135596801, 253402300800, 8.64e15),
    *("", " ", "\0", "abc", "text", "user", "all", "null", "0", "1e400", "9" * 400, "1790000000.000100", "inf", "nan"),
    *("0000-00-00T00:00:00Z", "9999-12-31T23:59:59.999999-14:00", "0001-01-01T00:00:00+14:00", "2026-02-30", "T"),
    *("../../etc/passwd", "C:\\con", "=cmd()", "<script>x</script>", "[a](javascript:x)", "\x1b[31m", "\u202e\u2066", "\ufeff"),
    *("a\r\nBcc: x@y.example", "a@" * 50, "x@[127.0.0.1]", "👩‍👩‍👧‍👦" * 30, "e" + "\u0301" * 500, "ﷺ" * 50, "\ud800", "https://[", "//", "%00"),
    *([], {}, [[]], [None], [{}], {"": ""}, {"text": {"text": ["x"]}}, ["words", 3, None, {"text": "x"}], {"type": []}),
    *(MARK + name for name in RAW),
)  # fmt: skip
"""What stands in place of a value: other types, bounds of numbers and dates, text that is code to somebody, odd shapes."""


def dumped(value: Json) -> bytes:
    """JSON, with what is to be written as it is."""
    data = json.dumps(value).encode()
    for name, raw in RAW.items():
        data = data.replace(json.dumps(MARK + name).encode(), raw)
    return data


def _places(value: Json) -> Iterator[tuple[Json, Any]]:
    """Everything that holds something, with the key of each thing that it holds."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def changed_value(chance: Random, value: Json, *, inside: bool = False) -> Json:
    """The value with one to four things in it, at any depth, dropped, doubled, wrapped, renamed or replaced.

    `inside` leaves its first thing, such as an id, as it is.
    """
    for _ in range(chance.randint(1, 4)):
        places = list(_places(value))[1 if inside else 0 :]
        if not places:
            return copy.deepcopy(chance.choice(ODD))
        holder, key = chance.choice(places)
        how = chance.choice(("drop", "odd", "odd", "odd", "wrap", "copy", "rename", "double"))
        if how == "drop":
            del holder[key]
        elif how == "odd":
            holder[key] = copy.deepcopy(chance.choice(ODD))
        elif how == "wrap":
            holder[key] = chance.choice(([holder[key]], {"x": holder[key]}, {"text": [holder[key]]}))
        elif how == "copy":
            other, place = chance.choice(places)
            holder[key] = copy.deepcopy(other[place])
        elif how == "rename" and isinstance(holder, dict):
            holder[str(chance.choice(ODD))[:300]] = holder.pop(key)
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
    return value


def changed_input(data: bytes, chance: Random) -> bytes | None:
    """An input with one of its files changed as JSON; None where that one is none, or too deep for this program."""
    blocks = data.split(BORDER)
    at = chance.randrange(len(blocks))
    name, line, content = blocks[at].partition(b"\n")
    try:
        blocks[at] = name + line + dumped(changed_value(chance, json.loads(content)))
    except (ValueError, RecursionError):
        return None
    return BORDER.join(blocks)


def changed_toml(data: bytes, chance: Random) -> bytes | None:
    """A file of TOML with something in it changed; None where it is none."""
    try:
        value = changed_value(chance, tomli.loads(data.decode()))
        items = value.items() if isinstance(value, dict) else ()
        return "".join(f"{_quoted(str(key))} = {_toml(each)}\n" for key, each in items).encode()
    except (ValueError, RecursionError):
        return None


def _toml(value: Json) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool) or value is None:
        return str(value is True).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_quoted(str(key))} = {_toml(each)}' for key, each in value.items())}}}"
    return str(value)  # numbers and dates


def _quoted(text: str) -> str:
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
