"""Compiled patterns: RE2 asked directly.

The package's own objects work out offsets in characters for every search in a str and wrap each in a generator, which
takes longer than the search of a short text. Here a str in ASCII, as most are, is searched as the bytes that it is, and
in others offsets are worked out where they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import re2
from re2 import _re2

from chatscrub.errors import PackError

_ANYWHERE = _re2.RE2.Anchor.UNANCHORED
_Spans = list[tuple[int, int]]


class Match(Protocol):
    """What a search found."""

    def span(self, group: int = 0) -> tuple[int, int]:
        """Where a group stands; (-1, -1) where it took no part."""
        ...


class Program:
    """A pattern compiled by RE2, which may take `memory` bytes; it searches UTF-8 bytes (spans in bytes) or str (spans in
    characters). `programsize` counts its instructions, and `groupindex` has the number of each group with a name.

    Raises:
        PackError: RE2 refuses the pattern; the text holds its reason but not the file, which the caller knows.
    """

    __slots__ = ("_match", "groupindex", "programsize")

    def __init__(self, pattern: str, memory: int) -> None:
        options = re2.Options()
        options.max_mem = memory
        options.log_errors = False
        program = _re2.RE2(pattern.encode(), options)
        if not program.ok():
            reason = program.error()
            text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
            raise PackError(f"RE2 refuses the pattern: {text}")
        self._match = program.Match
        self.programsize: int = program.ProgramSize()
        self.groupindex: Mapping[str, int] = {name.decode(): number for name, number in program.NamedCapturingGroups()}

    def search(self, text: str | bytes, pos: int = 0, endpos: int | None = None) -> Match | None:
        """The first match that begins at `pos` or later and ends at `endpos` or before it."""
        if isinstance(text, str):
            if not text.isascii():
                return next(self._in_text(text, pos, endpos), None)
            text = text.encode()
        size = len(text)
        end = size if endpos is None else max(0, min(endpos, size))
        pos = max(0, min(pos, size))
        if pos > end:
            return None
        spans = self._match(_ANYWHERE, text, pos, end)
        return None if spans[0][0] < 0 else _Found(spans)

    def finditer(self, text: str | bytes) -> Iterator[Match]:
        """All matches, none overlapping another."""
        if isinstance(text, str):
            if not text.isascii():
                yield from self._in_text(text, 0, None)
                return
            text = text.encode()
        yield from map(_Found, self._all(text, 0, len(text)))

    def _in_text(self, text: str, pos: int, endpos: int | None) -> Iterator[Match]:
        """`finditer` in a text that is not of ASCII alone, from one place to another."""
        size = len(text)
        pos = max(0, min(pos, size))
        endpos = size if endpos is None else max(0, min(endpos, size))
        data = text.encode()
        begin = len(text[:pos].encode())
        end = len(data) if endpos == size else len(text[:endpos].encode())
        known, characters = begin, pos
        for spans in self._all(data, begin, end, in_text=True):
            at = spans[0][0]
            characters += len(data[known:at].decode())
            known = at
            yield _FoundInText(spans, data, characters)

    def _all(self, data: bytes, pos: int, end: int, *, in_text: bool = False) -> Iterator[_Spans]:
        """The spans of the groups of each match, in bytes."""
        match = self._match
        while pos <= end:
            spans: _Spans = match(_ANYWHERE, data, pos, end)
            if spans[0][0] < 0:
                return
            yield spans
            if spans[0][1] > pos:
                pos = spans[0][1]
                continue
            pos += 1  # nothing was found where the search began; a text goes on with the next character
            while in_text and pos < end and data[pos] & 0xC0 == 0x80:
                pos += 1


class _Found:
    __slots__ = ("_spans",)

    def __init__(self, spans: _Spans) -> None:
        self._spans = spans

    def span(self, group: int = 0) -> tuple[int, int]:
        return self._spans[group]


class _FoundInText:
    """A match in a str; `characters` stand before it in `data`, the text in UTF-8."""

    __slots__ = ("_characters", "_data", "_spans")

    def __init__(self, spans: _Spans, data: bytes, characters: int) -> None:
        self._spans = spans
        self._data = data
        self._characters = characters

    def span(self, group: int = 0) -> tuple[int, int]:
        start, end = self._spans[group]
        if start < 0:
            return start, end
        first = self._characters + len(self._data[self._spans[0][0] : start].decode())
        return first, first + len(self._data[start:end].decode())
