"""``INSERT INTO t (columns) VALUES (…), (…)`` → fields and rows; a dump names the columns in ``CREATE TABLE t (…)``."""

from __future__ import annotations

import re

from chatscrub.detection.readers.reading import Field, FieldNames, Row
from chatscrub.detection.readers.tables import Tables
from chatscrub.lazy_patterns import lazy_compile

_NAME = r"(?:[\w.$]|`[^`\n]{1,60}`|\"[^\"\n]{1,60}\"|\[[^\]\n]{1,60}\])"
_INSERT = lazy_compile(
    rf"(?i)\b(?:insert|replace)\s{{1,9}}(?:ignore\s{{1,9}})?into\s{{1,9}}({_NAME}{{1,90}})\s{{0,9}}(?:\(([^()]{{3,2000}})\)\s{{0,99}})?values?\s{{0,99}}(?=\()"
)
_CREATE = lazy_compile(
    rf"(?i)\bcreate\s{{1,9}}table\s{{1,9}}(?:if\s{{1,9}}not\s{{1,9}}exists\s{{1,9}})?({_NAME}{{1,90}})\s{{0,9}}\(((?:[^()]++|\([^()]*+\)){{1,200}})"
)
_COLUMN = lazy_compile(rf"\s*({_NAME}{{1,64}})\s")
_NO_COLUMN = frozenset(("primary", "unique", "key", "index", "constraint", "foreign", "check", "fulltext", "spatial"))
_BRACKETS = lazy_compile(r"\([^()]*\)")
# A quoted text, or whatever is neither a quote nor a bracket; the last alternative takes one call such as `NOW()`.
_TUPLE = lazy_compile(r"[\s,]{0,99}\(((?:[^()']++|'(?:[^'\\]++|''|\\.)*+'|\([^()']*+\))*+)\)", re.DOTALL)
_CELL = lazy_compile(r"(?:[^,'(]++|'(?:[^'\\]++|''|\\.)*+'?|\([^()']*+\)?)*+", re.DOTALL)
LONGEST = 20_000  # characters of one row


def inserted(text: str, names: FieldNames, found: Tables) -> None:
    """Adds the rows of all INSERT statements, and their values under known columns."""
    if not any(word in text for word in ("INSERT", "insert", "Insert", "REPLACE", "replace")):
        return
    created: dict[str, list[str]] | None = None
    for insert in _INSERT.finditer(text):
        if insert[2] is None:
            created = _created(text) if created is None else created
            titles = created.get(_bare(insert[1]), [])
            if not titles:
                continue
        else:
            titles = [_bare(each) for each in insert[2].split(",")]
        columns = [names.column(each) for each in titles]
        found.headers.append(Row(*insert.span()))
        position = insert.end()
        while (values := _TUPLE.match(text, position, position + LONGEST)) is not None:
            cells = _cells(text, *values.span(1))
            found.rows.append(Row(values.start(1) - 1, values.end()))
            found.fields.extend(
                Field(name, left, right, text[left:right])
                for name, (left, right) in zip(columns, cells, strict=False)
                if name is not None and left < right
            )
            position = values.end()


def _created(text: str) -> dict[str, list[str]]:
    """The columns of the tables that a text creates."""
    tables: dict[str, list[str]] = {}
    for create in _CREATE.finditer(text):
        found = (_COLUMN.match(each) for each in _BRACKETS.sub("", create[2]).split(","))
        columns = [_bare(each[1]) for each in found if each is not None]
        tables[_bare(create[1])] = [each for each in columns if each.lower() not in _NO_COLUMN]
    return tables


def _bare(name: str) -> str:
    return name.strip("`\"'[] \t\r\n")


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    while start <= end:
        cell = _CELL.match(text, start, end)
        stop = cell.end() if cell is not None else end
        left, right = start, stop
        while left < right and text[left] in " \t\r\n'":
            left += 1
        while right > left and text[right - 1] in " \t\r\n'":
            right -= 1
        spans.append((left, right))
        start = stop + 1
    return spans
