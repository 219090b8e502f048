"""``Label: value``, ``"key": "value"``, ``key = value``, ``<tag>value</tag>``, ``| Label | value |`` → fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chatscrub.detection.dialect import Program, compiled
from chatscrub.detection.readers.reading import Field, FieldNames, key_of

LONGEST = 240  # characters of a value
LINES = 4  # of a value that begins below its label

_QUOTED = re.compile(rf"\s{{0,3}}\\?([\"'])((?:\\.|(?!\1)[^\\\n]){{0,{LONGEST}}})")
_BARE = re.compile(rf"[ \t*_`]{{0,6}}([^\n\t|]{{1,{LONGEST}}})")
_CELL = re.compile(rf"[ \t*_`]{{0,6}}([^\n|\t]{{1,{LONGEST}}})")
_TAGGED = re.compile(rf"\s*(?:<!\[CDATA\[)?([^<]{{1,{LONGEST}}})")
_BELOW = re.compile(rf"[ \t*_]*\r?\n((?:[ \t>]*[^\n]{{1,100}}(?:\n|$)){{1,{LINES}}})")
_LABEL_LINE = re.compile(r"^[ \t>*-]*[^\W\d_][^\n:]{0,30}:", re.MULTILINE)
_ARRAY = re.compile(r"\s{0,3}\[[^\[\]{}]{1,2000}\]")
_STRING = re.compile(rf"\"((?:\\.|[^\"\\\n]){{1,{LONGEST}}})\"")

AFTER = r"""[ _]?[0-9]{0,2}(?:[ \t]?\([^()\n]{1,30}\))?\\?["'*_`\]]{0,4}[ \t]{0,3}(?:(?::|=>|:=|=|：)|(?:\||\t)|(?:\s[^<>\n]{0,60})?>)"""
"""What stands between a name and its value."""


@lru_cache(maxsize=64)
def _program(names: FieldNames) -> Program:
    return compiled(label_pattern(names))


def label_pattern(names: FieldNames) -> str:
    """A pattern in the detectors' dialect for one of the names with what divides it from its value."""
    camel = f"|[a-z](?P<camel>{names.camel})" if names.camel else ""
    return rf"(?:(?:^|[^\p{{L}}\p{{N}}])(?P<name>(?i:{names.expression})){camel}){AFTER}"


def bare_label_pattern(names: FieldNames) -> str:
    """`label_pattern` without its named groups."""
    return label_pattern(names).replace("(?P<name>", "(?:").replace("(?P<camel>", "(?:")


def labelled(text: str, names: FieldNames, taken: Sequence[tuple[int, int]]) -> Iterator[Field]:
    """The values behind labels, save inside the spans `taken`, which are sorted and do not overlap."""
    program = _program(names)
    starts = [start for start, _ in taken]
    groups = [program.groupindex[each] for each in ("name", "camel") if each in program.groupindex]
    for found in program.finditer(text):
        begin, end = next(span for span in map(found.span, groups) if span[0] >= 0)
        row = bisect_right(starts, begin) - 1
        if row >= 0 and begin < taken[row][1]:
            continue
        key = key_of(text[begin:end])
        for start, stop in _values(text, begin, found.span()[1]):
            if start < stop:
                yield Field(key, start, stop, text[start:stop])


def _values(text: str, label: int, after: int) -> Iterator[tuple[int, int]]:
    mark = text[after - 1]
    if mark == ">" and not text.startswith("=>", after - 2):
        if text[:label].endswith(("<", ":", "_", "-")) or text[label - 1].isalpha():
            yield from _trimmed(text, _TAGGED.match(text, after))
        return
    if mark in "|\t":
        yield from _trimmed(text, _CELL.match(text, after))
        return
    quoted = _QUOTED.match(text, after)
    if quoted is not None:
        yield quoted.span(2)
        return
    array = _ARRAY.match(text, after)
    if array is not None:
        yield from (each.span(1) for each in _STRING.finditer(text, array.start(), array.end()))
        return
    bare = _BARE.match(text, after)
    if bare is not None and bare[1].strip(" \t\r*_"):
        yield from _trimmed(text, bare)
        return
    below = _BELOW.match(text, after)
    if below is not None:
        block = below[1]
        stop = _LABEL_LINE.search(block)
        start, end = below.start(1), below.start(1) + (stop.start() if stop else len(block))
        yield start, start + len(text[start:end].rstrip())


def _trimmed(text: str, found: re.Match[str] | None) -> Iterator[tuple[int, int]]:
    if found is not None:
        start, end = found.span(1)
        value = text[start:end]
        yield start + len(value) - len(value.lstrip()), start + len(value.rstrip())
