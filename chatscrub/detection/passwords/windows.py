"""The stretches of a text that the model of passwords reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatscrub.detection.claimed import Spans
from chatscrub.detection.long_lines import left_end, right_end
from chatscrub.detection.names.cues import technical
from chatscrub.detection.program import Program
from chatscrub.lazy_patterns import lazy_compile

MESSAGE = 2500  # characters; as long a text is read whole
BEFORE, AFTER = 5, 10  # lines
AROUND = 500  # characters
_VALUE = lazy_compile(
    r"\d{3}|[^\W\d_]\d|\d[^\W\d_]|\d[- ]\d[- ]\d|[^\W\d_][!#$%&*+?^~§@._/-]+[^\W\d_]|[^\W\d_][!#$%*^~§]|[a-zà-ÿ][A-Z]|[:=–—→>(|\t\"„“«'`] ?[^\W\d_]{4}"
)


def has_other_values(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether something outside of the spans could be a value."""
    known = Spans(spans)
    return any(not known.touch(*found.span()) for found in _VALUE.finditer(text))


def windows(text: str, words: Program) -> Iterator[tuple[int, int]]:
    """Lines around what `words` matches, whole if they are no longer than lines are, disjoint and by position; none in
    documentation and code.
    """
    if technical(text):
        return
    if len(text) <= MESSAGE:
        yield 0, len(text)
        return
    last: tuple[int, int] | None = None
    for found in words.finditer(text):
        start, end = found.span()
        if last is not None and end <= last[1] - AROUND:
            continue
        left, right = _lines_back(text, start), _lines_on(text, end)
        if last is not None and left <= last[1]:
            last = (last[0], max(last[1], right))
            continue
        if last is not None:
            yield last
        last = (left, right)
    if last is not None:
        yield last


def _lines_back(text: str, start: int) -> int:
    at = start
    for _ in range(BEFORE):
        at = text.rfind("\n", 0, max(0, at - 1)) + 1
        if not at or start - at > AROUND:
            break
    return left_end(text, at, start)


def _lines_on(text: str, end: int) -> int:
    at = end
    for _ in range(AFTER):
        following = text.find("\n", at + 1)
        at = following if following >= 0 else len(text)
        if following < 0 or at - end > AROUND:
            break
    return right_end(text, end, at)
