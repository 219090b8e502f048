"""Tables in HTML, as mails and web pages are pasted: titles above their columns, or beside their values → fields and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

import msgspec

from chatscrub.detection.readers.reading import Field, FieldNames, Row
from chatscrub.detection.readers.tables import COLUMNS, TITLE, Tables
from chatscrub.lazy_patterns import lazy_compile

_TAG = lazy_compile(r"<(/?)(table|tr|t[hd])\b[^<>]{0,400}>", re.IGNORECASE)
_BEFORE = lazy_compile(r"(?:\s|&nbsp;|<[^<>]{0,300}>)+")
_LONGEST_TAG = 300

Span = tuple[int, int]


class _HtmlRow(msgspec.Struct):
    start: int
    end: int = 0
    cells: list[Span] = msgspec.field(default_factory=list)


def html_tables(text: str, names: FieldNames, found: Tables) -> None:
    """Adds what all HTML tables of a text say under known titles, by the rule for other tables."""
    if "<tr" not in text and "<TR" not in text:
        return
    for rows in _tables(text):
        first = rows[0]
        known = [_column(text, cell, names) for cell in first.cells]
        if len(rows) > 1 and _is_header(known, first.cells):
            found.headers.append(Row(first.start, first.end))
            for row in rows[1:]:
                found.rows.append(Row(row.start, row.end))
                found.fields.extend(_fields(text, zip(known, row.cells, strict=False)))
        else:
            beside = [(_column(text, row.cells[0], names), row.cells[1]) for row in rows if len(row.cells) == 2]
            told = [pair for pair in beside if pair[0] is not None]
            if len(told) > 1:
                found.rows.append(Row(first.start, rows[-1].end))
                found.fields.extend(_fields(text, told))


def _is_header(known: Sequence[str | None], cells: Sequence[Span]) -> bool:
    count = len({key for key in known if key is not None})
    return count >= 2 or (count == 1 and sum(left < right for left, right in cells) >= 3)


def _column(text: str, cell: Span, names: FieldNames) -> str | None:
    left, right = cell
    return names.column(unescape(text[left:right])) if left < right <= left + TITLE else None


def _fields(text: str, pairs: Iterable[tuple[str | None, Span]]) -> Iterator[Field]:
    for name, (left, right) in pairs:
        if name is not None and left < right:
            yield Field(name, left, right, text[left:right])


def _tables(text: str) -> Iterator[list[_HtmlRow]]:
    """The rows of each table that have two cells and more; a table in a cell is one of its own."""
    rows: list[_HtmlRow] = []
    row: _HtmlRow | None = None
    opened = -1  # where the content of the open cell begins
    for tag in _TAG.finditer(text):
        closes, name = bool(tag[1]), tag[2].lower()
        if row is not None:
            if opened >= 0 and len(row.cells) < COLUMNS:
                row.cells.append(_bare(text, opened, tag.start()))
            opened = -1
            if name in ("tr", "table"):
                row.end = tag.end() if closes else tag.start()
                if len(row.cells) > 1:
                    rows.append(row)
                row = None
        if name == "table" and rows:
            yield rows
            rows = []
        elif name == "tr" and not closes:
            row = _HtmlRow(tag.start())
        elif name in ("td", "th") and not closes and row is not None:
            opened = tag.end()
    if rows:
        yield rows


def _bare(text: str, left: int, right: int) -> Span:
    """The span of a cell without the tags and white space around its content."""
    inside = _BEFORE.match(text, left, right)
    left = inside.end() if inside else left
    while left < right:
        if text[right - 1].isspace():
            right -= 1
        elif text[right - 1] == ">" and (begin := text.rfind("<", max(left, right - _LONGEST_TAG), right)) >= 0:
            right = begin
        elif text.endswith("&nbsp;", left, right):
            right -= len("&nbsp;")
        else:
            break
    return left, right
