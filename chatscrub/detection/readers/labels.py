"""``Label: value``, ``"key": "value"``, ``key = value``, ``<tag>value</tag>``, ``| Label | value |`` → fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chatscrub.detection.dialect import UNION_MEMORY, compiled
from chatscrub.detection.letters import OTHER_LETTERS
from chatscrub.detection.program import Program
from chatscrub.detection.readers.reading import Field, FieldNames, Row, key_of
from chatscrub.lazy_patterns import lazy_compile

LONGEST = 240  # characters of a value on one line
LINES = 4  # of a value that begins below its label
MORE = 3  # lines that may follow a value without a label of their own, such as an address below a name
WIDE = 80  # characters of such a line

_QUOTED = lazy_compile(rf"\s{{0,3}}\\?([\"'])((?:\\.|(?!\1)[^\\\n]){{0,{LONGEST}}})")
_BARE = lazy_compile(rf"[ \t\xa0*_`]{{0,6}}([^\s|{{\[][^\n\t|]{{0,{LONGEST - 1}}})")
_CELL = lazy_compile(rf"[ \t*_`]{{0,6}}([^\n|\t]{{1,{LONGEST}}})")
_TAGGED = lazy_compile(rf"\s{{0,99}}(?:<!\[CDATA\[)?([^<]{{1,{LONGEST}}})")
_BELOW = lazy_compile(rf"[ \t*_]{{0,9}}\r?\n((?:[ \t>]{{0,40}}[^\n]{{1,100}}(?:\n|$)){{1,{LINES}}})")
_LABEL_LINE = lazy_compile(r"^[ \t>*-]*[^\W\d_][^\n:]{0,30}:", re.MULTILINE)
_ARRAY = lazy_compile(r"\s{0,3}\[[^\[\]{}]{1,2000}\]")
_STRING = lazy_compile(rf"\"((?:\\.|[^\"\\\n]){{1,{LONGEST}}})\"")
_OPENING = lazy_compile(r"(?:^|[\n{,;|(<\[])[ \t>*_\"'`\\•–-]{0,12}$")

_NUMBER = r"(?:[ _.°º-]{0,2}(?i:no|nr|num|nummer|number|numero|número)\b\.?)?"
_REMARK = r"(?:[ \t]?\([^()\n]{1,30}\))?"
_ATTRIBUTES = 60  # characters in a tag behind its name
_LINE = 2000  # characters; up to there a line may be searched without counting them
_COUNTED = rf"\s[^<>\n]{{0,{_ATTRIBUTES}}}"
_UNCOUNTED = r"(?P<attributes>\s[^<>\n]*)"


@lru_cache(maxsize=64)
def _program(names: FieldNames, attributes: str, *, latin: bool) -> tuple[Program, list[int]]:
    """The search for labels in Latin letters or in others, and the numbers of the groups that hold a name."""
    # With less memory it takes five times as long.
    program = compiled(label_pattern(names, attributes, latin=latin), UNION_MEMORY)
    return program, [program.groupindex[each] for each in ("name", "camel") if each in program.groupindex]


def forget() -> None:
    """Drops the searches for labels, which are made anew."""
    _program.cache_clear()


def label_pattern(names: FieldNames, attributes: str = _COUNTED, *, latin: bool = True) -> str:
    """A pattern in the detectors' dialect for one of the names with what divides it from its value."""
    expression = names.latin if latin else names.other
    camel = f"|[a-z](?P<camel>{names.camel})" if names.camel and latin else ""
    divider = rf"(?::|=>|:=|=|：)|(?:\||\t)|(?:{attributes})?>|\.{{3,}}|[ ]{{2}}"
    after = rf"""\.?{_NUMBER}[ _]?[0-9]{{0,2}}{_REMARK}\\?["'*_`\]]{{0,4}}[ \t\x{{a0}}\x{{202f}}]{{0,3}}(?:{divider})"""
    return rf"(?:(?:^|[^\p{{L}}\p{{N}}])(?P<name>(?i:{expression})){camel}){after}"


def _labels(text: str, names: FieldNames) -> Iterator[tuple[int, int, int]]:
    """Where the labels of a text begin and end, and where what divides each from its value ends.

    A pattern that counts the characters of a tag makes RE2 six times as slow. One that does not count them finds the
    same as long as it finds no longer tag; on a line without end it would look ahead too far, again and again.
    """
    short = max(map(len, text.split("\n"))) <= _LINE
    for latin in (True, False) if OTHER_LETTERS.search(text) else (True,):
        found = _found(text, names, _UNCOUNTED, latin=latin) if short else None
        if found is None or any(attributes > _ATTRIBUTES + 1 for _, _, _, attributes in found):
            found = _found(text, names, _COUNTED, latin=latin)
        for begin, end, after, _ in found:
            yield begin, end, after


def _found(text: str, names: FieldNames, attributes: str, *, latin: bool = True) -> list[tuple[int, int, int, int]]:
    """`_labels` as a pattern finds them, each with the length of a tag's attributes where these are not counted."""
    program, groups = _program(names, attributes, latin=latin)
    among = program.groupindex.get("attributes", 0)
    result: list[tuple[int, int, int, int]] = []
    for found in program.finditer(text):
        begin, end = next(span for span in map(found.span, groups) if span[0] >= 0)
        first, last = found.span(among) if among else (0, 0)
        result.append((begin, end, found.span()[1], last - first))
    return result


def wake_patterns(names: FieldNames) -> tuple[str | None, str | None]:
    """Short patterns for the names in Latin letters, and for those in others; None where there is none.

    One matches where a name may stand before its value or over its column; RE2 and readers see more.
    """
    return _wake_pattern(names.loose), _wake_pattern(names.loose_other)


def _wake_pattern(names: str | None) -> str | None:
    if names is None:
        return None
    number = r"\.?(?:[ _.-]*(?i:no|nr|num|nummer|number|numero|número)\.?)?"
    gap = r"""[ _]?[0-9]*(?:[ \t]?\([^()\n]+\))?\\?["'*_`\]]*(?:[ \t]|\x{a0}|\x{202f})*"""
    label = rf"""{names}{number}{gap}(?:[:=：|\t>]|\.\.\.|[ ]{{2}}|[a-z:]+=["'])"""
    remark = r"(?:[ _.]?[0-9A-Za-z]+\.?|[ ]?\([^()\n]*\))?"
    column = rf"""(?:^|[\t|;,(>][ ]?|[ ]{{2}})["'`*_\[>]*{names}{remark}["'`*_\]]*[ ]?(?:[\t|;,)<]|[ ]{{2}}|\r?$)"""
    return f"(?:{label})|(?:{column})"


def labelled(text: str, names: FieldNames, taken: Sequence[Row]) -> Iterator[Field]:
    """The values behind labels, save inside the rows `taken`, which are sorted and do not overlap."""
    starts = [row.start for row in taken]
    for begin, end, after in _labels(text, names):
        row = bisect_right(starts, begin) - 1
        if row >= 0 and begin < taken[row].end:
            continue
        key = key_of(text[begin:end])
        opens = _OPENING.search(text, max(0, begin - 13), begin) is not None
        # Several labels on a line, wide apart; with spaces behind them, too, they would be titles or words.
        opens = opens or (text[after - 1] in ":：=" and text[max(0, begin - 3) : begin].isspace() and begin >= 3)
        if not opens and (key not in names.keys or text[after - 1] == " "):
            continue  # `file name: …` is the name of a file
        if begin and _is_part(text, begin, end, after):
            continue
        for start, stop in _values(text, begin, after, opens=opens):
            if start < stop:
                yield Field(key, start, stop, text[start:stop])


def _is_part(text: str, begin: int, end: int, after: int) -> bool:
    """Whether a name is part of an expression: ``user[name]``, ``'tel:030…'``."""
    before = text[begin - 1]
    if before == "[":
        return True
    return before in "\"'" and text[end] == ":" and after < len(text) and not text[after].isspace()


def _values(text: str, label: int, after: int, *, opens: bool) -> Iterator[tuple[int, int]]:
    mark = text[after - 1]
    if mark == ">" and not text.startswith("=>", after - 2):
        if label and (text[label - 1] in "<:_-" or text[label - 1].isalpha()):
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
        for start, end in _trimmed(text, bare):
            yield start, _continued(text, bare.end()) if opens and text.startswith("\n", bare.end()) else end
        return
    below = _BELOW.match(text, after)
    if below is not None:
        block = below[1].partition("\n\n")[0]
        stop = _LABEL_LINE.search(block)
        start, end = below.start(1), below.start(1) + (stop.start() if stop else len(block))
        yield start, start + len(text[start:end].rstrip())


def _continued(text: str, end: int) -> int:
    """Where a value ends that goes on below, on lines without labels."""
    for _ in range(MORE):
        start = end + 1
        stop = text.find("\n", start, start + WIDE + 1)
        stop = stop if stop >= 0 else len(text)
        line = text[start : min(stop, start + WIDE + 1)]
        if not line.strip() or len(line) > WIDE or _LABEL_LINE.match(line):
            break
        end = stop
    return end


def _trimmed(text: str, found: re.Match[str] | None) -> Iterator[tuple[int, int]]:
    if found is not None:
        start, end = found.span(1)
        value = text[start:end]
        yield start + len(value) - len(value.lstrip()), start + len(value.rstrip())
