"""People of other centuries: lines with the years of a life or reign, and chronicles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatscrub.detection.names.features import STREETS
from chatscrub.detection.names.text_lines import Span
from chatscrub.lazy_patterns import lazy_compile

_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OF_HISTORY = 1950  # and so is whom a chronicle names, most of whose lines are older
_YEARS_OF_CHRONICLE = 20
_CHRONICLE = 3  # lines that begin with a year
_BORN_LONG_AGO = lazy_compile(
    r"[ ,(*]{0,3}(?:[^\W\d_]{1,12}\.? ){0,2}(?:\d{1,2}\. ?\d{1,2}\. ?|\d{1,2}\.?(?: de)? [^\W\d_]{3,10}\.?(?: de)? |[^\W\d_]{3,10} \d{1,2}, )1(?:[0-7]\d|8[0-4])\d\b(?!,)"
)
_SPAN_OF_YEARS = lazy_compile(r"(?<![\w.,/-])(1[0-7]\d\d|18[0-4]\d) ?(?:[-–—]|to|bis|,? ?†) ?(1[0-9]\d\d)(?![\w/-])")
_LONGEST_LINE = 200  # characters; of a line about somebody
_YEARS_BEFORE_DEATH = 110
_DATED_LINE = lazy_compile(
    r"(?m)^[ \t]*(?:[-*•][ \t])?(?:\d{1,2}\.? ?(?:\d{1,2}\.|[^\W\d_]{3,10}\.?) ?)?(?P<year>1[2-9]\d\d)\b(?!\.\d|[-/]\d|[ ]?(?:km|kg|m|g)\b)"
)


def born_long_ago(text: str, end: int) -> bool:
    """Whether a date of birth of another century stands behind the name that ends there."""
    return _BORN_LONG_AGO.match(text, end) is not None


def of_history(text: str, personal: Sequence[Span]) -> Iterator[Span]:
    """Short lines with the years of somebody's life or reign, and those of a chronicle of another century."""
    lines = [
        _line_around(text, years.start())
        for years in _SPAN_OF_YEARS.finditer(text)
        if int(years[1]) < int(years[2]) < int(years[1]) + _YEARS_BEFORE_DEATH
    ]
    dated = [(found.start(), int(found["year"])) for found in _DATED_LINE.finditer(text)]
    years_ = [year for _, year in dated]
    old = sum(year < _OF_HISTORY for year in years_)
    # Numbers of customers follow each other more closely.
    if old >= _CHRONICLE and old * 2 > len(dated) and max(years_) - min(years_) >= _YEARS_OF_CHRONICLE:
        lines += [_line_around(text, start) for start, year in dated if year < _OF_HISTORY]
    for start, end in lines:
        told = any(left < end and start < right for left, right in personal)
        if end - start <= _LONGEST_LINE and not told and STREETS.isdisjoint(_WORD.findall(text[start:end].lower())):
            yield start, end


def _line_around(text: str, at: int) -> Span:
    while text[at] == "\n":
        at += 1
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
