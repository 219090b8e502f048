"""Escapes of JSON, URLs and HTML → the stretches that hold them, decoded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import unescape
from itertools import chain

import msgspec

from chatscrub.detection.dialect import compiled
from chatscrub.lazy_patterns import lazy_compile

_REACH = 512  # bytes of the line that are decoded on each side of an escape
_BETWEEN_WORDS = b" \t\n,;&"
_LABEL = r"[A-Za-z_][0-9A-Za-z_.-]{1,30}"
_OCTET = "%(?:[2-9A-Fa-f][0-9A-Fa-f]|0[9AaDd])"
_JSON_ESCAPE = lazy_compile(
    rb"\\(?:[\"'\\/nrt]|u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})"
)
_JSON_LETTERS = {b"\\n": b"\n", b"\\r": b"\r", b"\\t": b"\t"}
_URL_ESCAPE = lazy_compile(rf"(?:{_OCTET})+|(?<=[0-9A-Za-z=])\+(?=[0-9A-Za-z%])".encode())
_HTML_ESCAPE = lazy_compile(rb"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});")
_QUOTE = lazy_compile(rb"\\.|(?P<quote>\")", re.DOTALL)

Said = list[tuple[bytes, int]]
"""What an escape says, and from how many bytes; by letter where several are written as one run."""


def _from_json(data: bytes, start: int, end: int) -> Said:
    escape = data[start:end]
    if escape[1:2] != b"u":
        return [(_JSON_LETTERS.get(escape, escape[1:]), 2)]
    units = b"".join(int(part, 16).to_bytes(2, "big") for part in escape[2:].split(b"\\u"))
    return [(units.decode("utf-16-be", "replace").encode(), len(escape))]


def _from_url(data: bytes, start: int, end: int) -> Said:
    escape = data[start:end]
    if escape == b"+":
        return [(b" ", 1)] if _in_form(data[max(0, start - _REACH // 2) : start]) else []
    raw = bytes.fromhex(escape.replace(b"%", b"").decode())
    try:
        return [(letter.encode(), 3 * len(letter.encode())) for letter in raw.decode()]
    except UnicodeDecodeError:
        return [(letter.encode(), 3) for letter in raw.decode("latin-1")]  # of old forms


def _in_form(before: bytes) -> bool:
    """Whether the word before holds a ``=``: only there a plus is a blank."""
    word = max(before.rfind(mark) for mark in (b" ", b"\t", b"\n", b'"', b"'"))
    return before.find(b"=", word + 1) >= 0


def _from_html(data: bytes, start: int, end: int) -> Said:
    escape = data[start:end]
    said = unescape(escape.decode()).encode("utf-8", "replace")
    return [(said, len(escape))] if said and said != escape else []


class Encoding(msgspec.Struct, frozen=True):
    """One way of escaping. `trigger` is in the detectors' dialect and matches where it is worth decoding a stretch."""

    name: str
    trigger: str
    escape: re.Pattern[bytes]
    said: Callable[[bytes, int, int], Said]
    in_strings: bool = False


ENCODINGS = (
    # Quotes that belong to an assignment, a URL's slashes, a letter by its number, and lines of settings: a lone \n
    # or \" stands in every second piece of code.
    Encoding(
        "json",
        r"""\\["'][ \t]{0,2}[:=]|[:=][ \t]{0,2}\\["']|:\\/\\/|\\u[0-9A-Fa-f]{4}"""
        rf"""|\\n[ -]{{0,12}}{_LABEL}(?:=|:[^\n"]{{0,80}}\\n[ -]{{0,12}}{_LABEL}:)""",
        _JSON_ESCAPE,
        _from_json,
        in_strings=True,
    ),
    # Two in one run and the second no blank, or the address sign before a domain: a lone %3d is a format.
    Encoding(
        "url",
        rf"""{_OCTET}[^\s%"'<>`]{{0,64}}%(?:[3-9A-Fa-f][0-9A-Fa-f]|2[1-9A-Fa-f]|0[9AaDd])"""
        r"|%40[0-9A-Za-z-]{1,40}\.[A-Za-z]{2}",
        _URL_ESCAPE,
        _from_url,
    ),
    # What can hide a value: quotes, letters by number, accents, and the parts of a query. Not the angles of a page.
    Encoding(
        "html",
        r"&(?:quot|apos|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5}|[AOUaou]uml|szlig|[A-Za-z](?:acute|grave|circ|tilde|cedil));"
        r"|&amp;[0-9A-Za-z_-]{1,30}=",
        _HTML_ESCAPE,
        _from_html,
    ),
)


def decoded(data: bytes) -> Iterator[tuple[bytes, str, Callable[[int, int], tuple[int, int]]]]:
    """Each stretch of a text in UTF-8 that says something else once decoded: what, how, and the way back."""
    for encoding in ENCODINGS:
        places = [found.span() for found in compiled(encoding.trigger).finditer(data)]
        stretches = _stretches(data, places)
        for start, end in _in_strings(data, places, stretches) if encoding.in_strings else stretches:
            text = _Text(start)
            for found in encoding.escape.finditer(data, start, end):
                said = encoding.said(data, *found.span())
                if said:
                    text.verbatim(data, found.start())
                for letter, length in said:
                    text.said(letter, length)
            if text.changed:
                text.verbatim(data, end)
                yield b"".join(text.parts), encoding.name, text.origin


class _Text:
    """A decoded stretch under construction, and the way back."""

    def __init__(self, start: int) -> None:
        self.parts: list[bytes] = []
        self.changed = False
        self._size, self._read = 0, start
        self._begins: list[int] = []  # where each part begins here
        self._spans: list[tuple[int, int, bool]] = []  # where it stood, and whether byte for byte

    def verbatim(self, data: bytes, end: int) -> None:
        """Takes what stands before `end` as it is."""
        if self._read < end:
            self._take(data[self._read : end], end, same=True)

    def said(self, text: bytes, length: int) -> None:
        """Takes what the next `length` bytes say."""
        self.changed = True
        self._take(text, self._read + length, same=False)

    def _take(self, part: bytes, end: int, *, same: bool) -> None:
        self.parts.append(part)
        self._begins.append(self._size)
        self._spans.append((self._read, end, same))
        self._size += len(part)
        self._read = end

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a span that is not empty stood; an escape is never cut."""
        first, last = bisect_right(self._begins, start) - 1, bisect_right(self._begins, end - 1) - 1
        left, _, same = self._spans[first]
        if same:
            left += start - self._begins[first]
        begin, right, same = self._spans[last]
        return left, begin + end - self._begins[last] if same else right


def _stretches(data: bytes, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, or the parts of long lines, around the places; what touches is one stretch."""
    left, right, done = 0, -1, 0
    for start, end in places:
        begin = data.rfind(b"\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
        if right >= 0 and begin > right + 1:
            stop = _cut(data, right, 1)
            yield max(done, _cut(data, left, -1)), stop
            left, right, done = begin, -1, stop
        elif right < 0:
            left = begin
        line = data.find(b"\n", end, end + _REACH)
        right = max(right, line if line >= 0 else min(len(data), end + _REACH))
    if right >= 0:
        yield max(done, _cut(data, left, -1)), _cut(data, right, 1)


def _cut(data: bytes, at: int, step: int) -> int:
    """A place to cut a line, moved outward to the end of the word, so that no half token is read for a whole one."""
    for _ in range(_REACH):
        if at in (0, len(data)) or data[at - 1] in _BETWEEN_WORDS or data[at] in _BETWEEN_WORDS:
            return at
        at += step
    while 0 < at < len(data) and data[at] & 0xC0 == 0x80:  # never inside a character
        at += step
    return at


def _in_strings(
    data: bytes, places: list[tuple[int, int]], stretches: Iterator[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The parts of the stretches that hold a place and no quote but escaped ones: mostly the inside of a string."""
    waiting = iter(places)
    place = next(waiting, None)
    for begin, end in stretches:
        start = begin
        quotes = (found.start() for found in _QUOTE.finditer(data, begin, end) if found["quote"])
        for edge in chain(quotes, (end,)):
            holds = False
            while place is not None and place[0] < edge:
                holds = True
                place = next(waiting, None)
            if holds:
                yield start, edge
            start = edge + 1
