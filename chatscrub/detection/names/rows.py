"""Names in rows without a header, as they are copied out of a table or typed as a list.

Such a row is known by other personal data in it: an address, an account, a telephone number. The model knows names in
sentences, and of a cell ``Velker, Tomas`` it is seldom sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from chatscrub.detection.names.forms import CAPITAL, PARTICLES
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.lazy_patterns import lazy_compile

LINE = 2000  # characters; a longer line is no row about one person
_CELLS = 60  # a wider row is none either
_DELIMITERS = ("\t", ";", "|")
_TUPLES = "("
_PART = rf"{CAPITAL}(?:[^\W\d_]|['’.-](?=[^\W\d_])){{1,24}}"
_INITIAL = rf"{CAPITAL}\.?"
_ONE = lazy_compile(_PART)
_FULL = lazy_compile(
    rf"{PARTICLES}{_PART}(?: {_PART})?, {PARTICLES}(?:{_PART}|{_INITIAL})(?: (?:{_PART}|{_INITIAL}))?(?![^\W_])"  # Velker, Tomas B.
    rf"|{PARTICLES}(?:{_PART}|{_INITIAL})(?: (?:{_INITIAL} )?{PARTICLES}{_PART}){{1,4}}(?![^\W_])"
)
_WORD = lazy_compile(r"[^\W\d_]+")
_BULLET = lazy_compile(r"[ \t>]*(?:[-*•–—]|\(?\d{1,3}[.)])?[ \t]*")
# What stands behind a name that begins a line of a list, in front of what is told about it.
_BEHIND = lazy_compile(r"[ \t]{1,3}(?:[-–—:|/(]|[^\W_A-ZÀ-ÖØ-Þ])|[,;:] ?|[ \t]{2,}|\t")
_TUPLE = lazy_compile(r"\(((?:[^()'\n]++|'(?:[^'\\\n]++|''|\\.)*+')++)\)")
_VALUE = lazy_compile(r"'((?:[^'\\\n]++|''|\\.)*+)'|[^,']++")

Span = tuple[int, int]


class _Row(msgspec.Struct, frozen=True):
    """The cells of a line or of a tuple of SQL, and where the row's own personal data stands. Offsets in characters."""

    cells: Sequence[Span]
    known: Sequence[Span]

    def is_known(self, cell: Span) -> bool:
        return any(start < cell[1] and cell[0] < end for start, end in self.known)


def names_in_rows(text: str, evidence: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    """Spans of names that stand in a row with some of the `evidence`, spans of personal data that is no name."""
    for block in _blocks(text, evidence):
        listed: list[_Row] = []
        tables: dict[tuple[str, int], list[_Row]] = {}
        for start, end, known in block:
            for each in _tuples(text, start, end) if text.find("'", start, end) > 0 else ():
                inside = [span for span in known if each[0][0] <= span[0] < each[-1][1]]
                if inside:
                    tables.setdefault((_TUPLES, len(each)), []).append(_Row(each, inside))
            delimiter = next((each for each in _DELIMITERS if each in text[start:end]), None)
            if delimiter is None:
                listed.append(_Row([(start, end)], known))
                continue
            cells = list(_cells(text, start, end, delimiter))
            if len(cells) <= _CELLS:
                tables.setdefault((delimiter, len(cells)), []).append(_Row(cells, known))
        for rows in tables.values():
            yield from _of_table(text, rows, lexicon)
        if len(listed) > 1:
            yield from _at_the_beginning(text, listed, lexicon)


def _blocks(text: str, evidence: Sequence[Span]) -> Iterator[list[tuple[int, int, list[Span]]]]:
    """Lines with evidence, each with what of it stands there; those that follow each other together."""
    block: list[tuple[int, int, list[Span]]] = []
    for span in sorted(evidence):
        if block and span[0] < block[-1][1]:
            block[-1][2].append(span)
            continue
        start = text.rfind("\n", 0, span[0]) + 1
        end = text.find("\n", span[0])
        end = len(text) if end < 0 else end
        if end - start > LINE:
            continue
        if block and text.count("\n", block[-1][1], start) > 2:
            yield block
            block = []
        block.append((start, end, [span]))
    if block:
        yield block


def _of_table(text: str, rows: Sequence[_Row], lexicon: Lexicon) -> Iterator[Span]:
    """Columns that hold names: some are known, and whatever else stands there has the form of one."""
    columns = [[row.cells[number] for row in rows] for number in range(len(rows[0].cells))]
    single: dict[int, list[Span]] = {}
    for number, column in enumerate(columns):
        cells = [cell for cell, row in zip(column, rows, strict=True) if cell[0] < cell[1] and not row.is_known(cell)]
        full = [cell for cell in cells if _FULL.fullmatch(text, *cell) is not None and not _is_other(text, cell)]
        if full and 2 * len(full) >= len(cells) and any(_is_name(text, cell, lexicon) for cell in full):
            yield from full
            continue
        ones = [cell for cell in cells if _ONE.fullmatch(text, *cell) is not None and not _is_other(text, cell)]
        if ones and len(ones) == len(cells):
            single[number] = ones
    # Given name and surname, each in its own column.
    for left, right in pairwise(sorted(single)):
        if right == left + 1 and any(_is_given(text, cell, lexicon) for cell in (*single[left], *single[right])):
            yield from (*single[left], *single[right])


def _at_the_beginning(text: str, rows: Sequence[_Row], lexicon: Lexicon) -> Iterator[Span]:
    """Names that the lines of a list begin with."""
    found: list[Span] = []
    for row in rows:
        bullet = _BULLET.match(text, *row.cells[0])
        name = _FULL.match(text, bullet.end() if bullet is not None else row.cells[0][0], row.cells[0][1])
        if name is None or row.is_known(name.span()) or _is_other(text, name.span()):
            continue
        if _BEHIND.match(text, name.end()) is not None:
            found.append(name.span())
    if 2 * len(found) > len(rows) and any(_is_name(text, each, lexicon) for each in found):
        yield from found


def _cells(text: str, start: int, end: int, delimiter: str) -> Iterator[Span]:
    while start <= end:
        stop = text.find(delimiter, start, end)
        stop = end if stop < 0 else stop
        left, right = start, stop
        while left < right and text[left] in " \t\r\"'*_":
            left += 1
        while right > left and text[right - 1] in " \t\r\"'*_":
            right -= 1
        yield left, right
        start = stop + 1


def _tuples(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """The values of each tuple of an INSERT that does not name its columns."""
    for found in _TUPLE.finditer(text, start, end):
        cells = [
            value.span(1) if value[1] is not None else value.span()
            for value in _VALUE.finditer(text, *found.span(1))
            if not value[0].isspace()
        ]
        if 2 <= len(cells) <= _CELLS:
            yield cells


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text, *span) if len(word) > 1]


def _is_name(text: str, span: Span, lexicon: Lexicon) -> bool:
    """Whether a given name is in it, and beside it no ordinary word that is no name."""
    words = _words(text, span)
    listed = [lexicon.first(word) or lexicon.last(word) for word in words]
    given = any(lexicon.first(word) and not lexicon.common(word) for word in words)
    return given and all(known or not lexicon.common(word) for known, word in zip(listed, words, strict=True))


def _is_given(text: str, span: Span, lexicon: Lexicon) -> bool:
    return any(lexicon.first(word) and not lexicon.common(word) for word in _words(text, span))


def _is_other(text: str, span: Span) -> bool:
    """Whether it is the name of a firm or a place."""
    words = _words(text, span)
    return not NO_NAMES.isdisjoint(words) or (len(words) == 1 and words[0] in PLACES)
