"""Tables with a header that names its columns: CSV, TSV, semicolons, Markdown, aligned columns → fields and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from chatscrub.detection.dialect import MEMORY, made
from chatscrub.detection.program import Program
from chatscrub.detection.readers.reading import Field, FieldNames, Row, either, expression_of
from chatscrub.lazy_patterns import lazy_compile

DELIMITERS = ("\t", "|", ";", ",", "  ")
"""What divides cells; the last stands for two spaces and more."""

COLUMNS = 200  # a wider line is no table of people
LINE = 20_000  # characters; a longer line is no row of one
TITLE = 40  # characters of a column's title

_NEVER = "!?{}<>@"  # in no title
_EDGE = " \t*_\"'`"
_MAY_BE_HEADER = rf"[{_EDGE}>]*+(?:[^\n\t|;, {_NEVER}]| (?! )){{0,{TITLE}}}+(?:[*_\"'`]| (?! ))*+(?:[\t|;,]|  )[^\n{_NEVER}]*+(?=\n|\Z)"
# From the beginning of a line on. A header has a delimiter behind its first title.
_HEADER = lazy_compile(rf"(?:(?!{_MAY_BE_HEADER})[^\n]*+\n)*+({_MAY_BE_HEADER})")
_RULE = lazy_compile(r"[\s|:+=-]+")
_GAP = lazy_compile(r"[ \t]{2,}")
_NO_TITLE = lazy_compile(rf"[;{_NEVER}]|\.\s[A-Z]|\.\.|^\d+$|\w\s+\w+\s+\w+\s+\w+\s+\w")
_CLOSED = lazy_compile(r'"(?:[^"]|"")*+"\s*')


class Tables(msgspec.Struct):
    """The cells under known titles, all rows, and the headers. Offsets in characters."""

    fields: list[Field] = msgspec.field(default_factory=list)
    rows: list[Row] = msgspec.field(default_factory=list)
    headers: list[Row] = msgspec.field(default_factory=list)


class _Header(msgspec.Struct, frozen=True):
    delimiter: str
    columns: list[str | None]
    titles: list[tuple[int, int]]


def column_pattern(expression: str) -> str:
    """A pattern in the detectors' dialect for a line in which one of the names may be the title of a column."""
    edge = r"(?:[\t|;,]|[ ]{2})"
    title = rf"[ \t\"'`*_\[>]*[\p{{L}}_ -]*(?i:{expression})[^\n\t|;,]*"
    return rf"{edge}{title}(?:{edge}|\r?$)|^{title}{edge}"


def tables(text: str, names: FieldNames) -> Tables:
    """All tables of a text whose header holds at least two known names, or one among three columns."""
    found = Tables()
    after = 0
    while (line := _HEADER.match(text, after)) is not None:
        begin, end = line.span(1)
        after = end + 1
        if end - begin > LINE or not _may_go_on(text, begin, end):
            continue
        header = _header(text, begin, end, names)
        # The titles are also looked for as a whole, which is slow and refutes what only looks like a known one.
        if header is not None and _below(text, after, header, 1).rows and _has_title(text[begin:end], names):
            table = _below(text, after, header)
            found.fields += table.fields
            found.rows += table.rows
            found.headers.append(Row(begin, end))
            after = table.rows[-1].end + 1
    return found


def _may_go_on(text: str, begin: int, end: int) -> bool:
    """Whether a delimiter of the line stands in one of the next three, as below every header; one may be a ruler."""
    below = end
    for _ in range(3):
        below = _line_end(text, below + 1)
    line, following = text[begin:end], text[end + 1 : below]
    return any(each in line and each in following for each in DELIMITERS)


@lru_cache(maxsize=8)  # a hostile text has as many headers as it likes, each with all the names there are
def _titles(names: tuple[str, ...]) -> Program:
    return made(column_pattern(either(map(expression_of, names))), MEMORY)


def _has_title(line: str, names: FieldNames) -> bool:
    # Few of the thousands of names stand in a line, and the search for all takes longer to make than a scan of a small export.
    some = names.that_may_stand_in(line)
    return bool(some) and _titles(some).search(line) is not None


def forget() -> None:
    """Drops the searches for titles, which are made anew."""
    _titles.cache_clear()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _header(text: str, start: int, end: int, names: FieldNames) -> _Header | None:
    line = text[start:end].removesuffix("\r")
    for delimiter in DELIMITERS:
        if not 1 <= line.count(delimiter) <= COLUMNS:
            continue
        if delimiter == "  " or '"' in line:
            titles = [text[left:right] for left, right in _cells(text, start, end, delimiter)]
        else:  # as the spans of the cells would be, but faster
            titles = [each.strip(_EDGE) for each in line.lstrip(" \t>" * (delimiter == "|")).split(delimiter)]
        if _are_known(titles, names):
            cells = _cells(text, start, end, delimiter)
            return _Header(delimiter, [names.column(text[left:right]) for left, right in cells], cells)
    return None


def _are_known(titles: Sequence[str], names: FieldNames) -> bool:
    """Whether enough titles of a header are known, and all of them may be titles."""
    if max(map(len, titles), default=0) > TITLE or any(map(_NO_TITLE.search, titles)):
        return False
    count = len({key for key in map(names.column, titles) if key is not None})
    return count >= 2 or (count == 1 and sum(map(bool, titles)) >= 3)


def _below(text: str, start: int, header: _Header, most: int | None = None) -> Tables:
    """The rows below a header, or the first of them."""
    delimiter, columns = header.delimiter, header.columns
    found = Tables()
    while start < len(text) and len(found.rows) != most:
        end = _line_end(text, start)
        line = text[start:end]
        bare = line.strip(" \t\r>")
        if bare and _RULE.fullmatch(bare):
            start = end + 1
            continue
        if not bare or len(line) > LINE or delimiter not in line:
            break
        cells = _cells(text, start, end, delimiter)
        if delimiter == "  " and len(cells) != len(columns):
            cells = _beneath(text, cells, header.titles)
        if not _fits(delimiter, len(cells), len(columns)):
            break
        found.rows.append(Row(start, end))
        found.fields.extend(
            Field(name, left, right, text[left:right])
            for name, (left, right) in zip(columns, cells, strict=False)
            if name is not None and left < right
        )
        start = end + 1
    return found


def _fits(delimiter: str, cells: int, columns: int) -> bool:
    if delimiter == ",":  # prose has commas too; a number or an address without quotes adds one
        return columns <= cells <= columns + 2
    return max(2, columns - 2) <= cells <= columns + 2


def _beneath(text: str, cells: Sequence[tuple[int, int]], titles: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Aligned cells under the titles where they stand, if some cells are empty."""
    origin = text.rfind("\n", 0, titles[0][0]) + 1
    here = text.rfind("\n", 0, cells[0][0]) + 1 if cells else 0
    placed = [(left, left) for left, _ in titles]
    for left, right in cells:
        place = left - here
        column = max((number for number, (title, _) in enumerate(titles) if title - origin <= place + 1), default=0)
        placed[column] = (left, right)
    return placed


def _cells(text: str, start: int, end: int, delimiter: str) -> list[tuple[int, int]]:
    """The spans of the cells of one line, without quotes and white space around them."""
    if end > start and text[end - 1] == "\r":
        end -= 1
    if delimiter == "  ":
        return list(_aligned(text, start, end))
    if delimiter == "|":
        while start < end and text[start] in " \t>":
            start += 1
        while end > start and text[end - 1] in " \t":
            end -= 1
        start += text.startswith("|", start)
        end -= end > start and text[end - 1] == "|"
    spans: list[tuple[int, int]] = []
    while True:
        opening = start
        while opening < end and text[opening] == " ":
            opening += 1
        closed = _CLOSED.match(text, opening, end) if text.startswith('"', opening) else None
        stop = closed.end() if closed and (closed.end() == end or text[closed.end()] == delimiter) else -1
        if stop < 0:
            stop = text.find(delimiter, start, end)
            stop = end if stop < 0 else stop
        spans.append(_bare(text, start, stop))
        if stop >= end:
            return spans
        start = stop + 1


def _aligned(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in " \t>":
        start += 1
    for gap in _GAP.finditer(text, start, end):
        yield _bare(text, start, gap.start())
        start = gap.end()
    if start < end:
        yield _bare(text, start, end)


def _bare(text: str, left: int, right: int) -> tuple[int, int]:
    while left < right and text[left] in _EDGE:
        left += 1
    while right > left and text[right - 1] in _EDGE:
        right -= 1
    return left, right
