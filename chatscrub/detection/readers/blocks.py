"""Forms, tickets and notes with labels → records: the lines of one paragraph that say who and what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatscrub.detection.readers.reading import Field, Row
from chatscrub.lazy_patterns import lazy_compile

ENOUGH = 2  # different labels at the beginning of lines
LONGEST = 4_000  # characters of a record

_BLANK = lazy_compile(r"\n[ \t\r>]*\n")


def blocks(text: str, fields: Sequence[Field]) -> list[Row]:
    """Paragraphs with several labels at the beginning of lines; one that begins again with its first label is divided.

    Paragraphs of one labelled line each are one record together. `fields` are sorted by position.
    """
    rows: list[Row] = []
    lines = list(_labels(text, fields))
    number = 0
    while number < len(lines):
        start, first = lines[number]
        seen = {first}
        last = number
        while last + 1 < len(lines) and lines[last + 1][1] != first and _together(text, lines, last):
            last += 1
            seen.add(lines[last][1])
        end = _end(text, lines[last][0])
        if last + 1 < len(lines):
            end = min(end, lines[last + 1][0])
        if len(seen) >= ENOUGH and end - start <= LONGEST:
            rows.append(Row(start, end))
        number = last + 1
    return rows


def _labels(text: str, fields: Sequence[Field]) -> Iterator[tuple[int, str]]:
    """The first known label of each line: where the line begins, and the key."""
    before = -1
    for each in fields:
        start = text.rfind("\n", max(0, each.start - LONGEST), each.start) + 1
        if start > 1 and not text[start : each.start].strip(" \t>*_\"'`"):  # the value begins below its label
            start = text.rfind("\n", max(0, start - LONGEST), start - 1) + 1
        if start != before and each.start - start < LONGEST:
            before = start
            yield start, each.name


def _together(text: str, lines: Sequence[tuple[int, str]], number: int) -> bool:
    start, following = lines[number][0], lines[number + 1][0]
    if following - start > LONGEST:
        return False
    between = text[start:following]
    blank = _BLANK.search(between)
    return blank is None or (between.count("\n") <= ENOUGH and blank.end() == len(between))


def _end(text: str, start: int) -> int:
    blank = _BLANK.search(text, start, start + LONGEST)
    return blank.start() if blank else min(len(text), start + LONGEST)
