"""Tables with a header that names its columns: CSV, TSV, semicolons, Markdown, spreadsheet copies, SQL INSERT → fields and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chatscrub.detection.readers.reading import Field, FieldNames, Row, key_of

DELIMITERS = "\t|;,"
COLUMNS = 200  # a wider line is no table of people

_RULE = re.compile(r"[\s|:+=-]+")
_INSERT = re.compile(r"(?i)insert\s+into\s+[\w.`\"\[\]]{1,80}\s*\(([^()]{3,1000})\)\s*values\s*(?=\()")
_TUPLE = re.compile(r"\s*,?\s*\(((?:'(?:[^'\\]|''|\\.)*'|[^()'])*)\)")


@dataclass(slots=True)
class Tables:
    """The cells under known headers, and all rows. Offsets in characters."""

    fields: list[Field] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def tables(text: str, names: FieldNames) -> Tables:
    """All tables of a text whose header holds at least two known names, or one of three columns."""
    found = Tables()
    columns: list[str | None] = []
    delimiter = ""
    for start, end in _lines(text):
        line = text[start:end]
        if columns:
            cells = _cells(text, start, end, delimiter)
            if _RULE.fullmatch(line) and line.strip():
                continue
            if len(cells) == len(columns) and line.strip():
                found.rows.append(Row(start, end))
                found.fields.extend(
                    Field(name, left, right, text[left:right])
                    for name, (left, right) in zip(columns, cells, strict=True)
                    if name is not None and left < right
                )
                continue
            columns = []
        delimiter, columns = _header(text, start, end, names)
    for insert in _INSERT.finditer(text):
        _take_insert(text, insert, names, found)
    found.rows.sort()
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end - (text[start:end].endswith("\r"))
        start = end + 1


def _header(text: str, start: int, end: int, names: FieldNames) -> tuple[str, list[str | None]]:
    line = text[start:end]
    for delimiter in DELIMITERS:
        if line.count(delimiter) < 1 or line.count(delimiter) > COLUMNS:
            continue
        cells = _cells(text, start, end, delimiter)
        if len(cells) < 2:
            continue
        keys = [key_of(text[left:right]) for left, right in cells]
        known = [key if key in names.keys else None for key in keys]
        count = sum(key is not None for key in known)
        if count >= 2 or (count == 1 and len(cells) >= 3 and all(len(key) < 30 for key in keys)):
            return delimiter, known
    return "", []


def _cells(text: str, start: int, end: int, delimiter: str) -> list[tuple[int, int]]:
    """The spans of the cells of one line, without quotes and white space around them."""
    if delimiter == "|":
        while start < end and text[start] in " \t>":
            start += 1
        while end > start and text[end - 1] in " \t":
            end -= 1
        start += text.startswith("|", start)
        end -= end > start and text[end - 1] == "|"
    spans: list[tuple[int, int]] = []
    position = left = start
    quoted = False
    while position <= end:
        if position == end or (text[position] == delimiter and not quoted):
            spans.append(_bare(text, left, position))
            left = position + 1
        elif text[position] == '"':
            quoted = not quoted and not text[left:position].strip()
        position += 1
    return spans


def _bare(text: str, left: int, right: int) -> tuple[int, int]:
    while left < right and text[left] in " \t*_\"'`":
        left += 1
    while right > left and text[right - 1] in " \t*_\"'`":
        right -= 1
    return left, right


def _take_insert(text: str, insert: re.Match[str], names: FieldNames, found: Tables) -> None:
    columns: Sequence[str] = [key_of(each) for each in insert[1].split(",")]
    position = insert.end()
    while (values := _TUPLE.match(text, position)) is not None:
        start, end = values.span(1)
        cells = _sql_cells(text, start, end)
        found.rows.append(Row(*values.span()))
        found.fields.extend(
            Field(name, left, right, text[left:right])
            for name, (left, right) in zip(columns, cells, strict=False)
            if name in names.keys and left < right
        )
        position = values.end()


def _sql_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left, quoted = start, False
    for position in range(start, end + 1):
        if position == end or (text[position] == "," and not quoted):
            spans.append(_bare(text, left, position))
            left = position + 1
        elif text[position] == "'":
            quoted = not quoted
    return spans
