"""How a text is laid out: its lines, who says them, what stands before a colon, above a column and at the head of a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from chatscrub.detection.passwords.tokens import Token, own_kinds
from chatscrub.lazy_patterns import lazy_compile

STRONG = frozenset(("PASS", "PIN", "CODE", "KEY", "LOGIN", "WIFI", "PLACE", "DEVICE", "SYSTEM", "OPEN", "ASK", "DIAL"))
"""What a value may belong to."""
TAKEN, WEIGHED = "R=", "W="
"""How the label of a password begins that another detector claims: for sure, or to be weighed."""
PASSWORDS = frozenset((TAKEN, WEIGHED))
_MARKS = frozenset((*"->•*–—[]()#▸·", "\u25e6"))
_TIME = lazy_compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\d{1,2}[-./]\d{1,2}(?:[-./]\d{2,4})?|\d{4}-\d\d-\d\d")
_SEPARATORS = frozenset((":", "=", "–", "-", "—", "|", "→", "->", "=>", "\t"))
LEADING = STRONG | {"ORDER", "QUIZ", "EXAMPLE", "NUMB"}
_HEADING = 5  # tokens
_LED = 7  # tokens of a line in a list
_TITLE = 4  # tokens of a title of a column
STOPS = frozenset(".!?;…")
_DOTS = frozenset(("...", "___", "···"))


def lines_of(words: Sequence[Token]) -> list[tuple[int, int]]:
    """First token and end of each line; the break itself is in none."""
    lines, first = [], 0
    for at, word in enumerate(words):
        if word.text[0] == "\n":
            lines.append((first, at))
            first = at + 1
    lines.append((first, len(words)))
    return lines


def speaker(words: Sequence[Token], first: int, end: int) -> int:
    """Where the line begins behind the mark of a list, the time and the name of who says it."""
    at = first
    while at < end and (words[at].text in _MARKS or _is_time(words[at].text)):
        at += 1
    begin = at
    while at < end and at - begin < 4:
        text = words[at].text
        if text == ":":
            named = at > begin and not any(own_kinds(word.text) for word in words[begin:at])
            if named:
                at += 1
                while at < end and words[at].text in "*_":
                    at += 1
                return at
            break
        if not (text[0].isupper() or text in "*_.-" or (begin == at and text[0] == "@")):
            break
        at += 1
    return begin


def _is_time(text: str) -> bool:
    return text[0].isdigit() and _TIME.fullmatch(text) is not None


def label(
    words: Sequence[Token], told: Sequence[tuple[str, ...]], first: int, end: int, gaps: frozenset[int]
) -> tuple[str, ...]:
    """What the words before the first colon, dash or bar of a line speak of."""
    for at in range(first, min(end, first + 9)):
        if at > first and (words[at].text in _SEPARATORS or at in gaps):
            return tuple(sorted({kind for each in range(first, at) for kind in told[each]})) or ("none",)
    return ()


def gaps(words: Sequence[Token]) -> frozenset[int]:
    """The tokens that several blanks or a line of dots set off from the one before."""
    wide = (at for at, (one, other) in enumerate(pairwise(words), 1) if other.start - one.end > 1)
    dotted = (at for at, word in enumerate(words, 1) if word.text[:3] in _DOTS)
    return frozenset((*wide, *dotted))


def headings(
    words: Sequence[Token], lines: Sequence[tuple[int, int]], about: Sequence[Sequence[str]]
) -> list[tuple[str, ...]]:
    """By line, what the short line at the head of its paragraph speaks of, where the line before is not it."""
    result: list[tuple[str, ...]] = []
    head = -1
    for number, (first, end) in enumerate(lines):
        if not number or len(words[first - 1].text) > 1:
            head = number if 0 < end - first <= _HEADING else -1
        known = head >= 0 and number > head + 1
        result.append(tuple(kind for kind in about[head] if kind in STRONG) if known else ())
    return result


def leads(
    words: Sequence[Token], lines: Sequence[tuple[int, int]], about: Sequence[Sequence[str]]
) -> list[tuple[str, ...]]:
    """By line, what the last line that ends in a colon speaks of, if only short ones stand between."""
    result: list[tuple[str, ...]] = []
    lead: tuple[str, ...] = ()
    for number, (first, end) in enumerate(lines):
        result.append(lead if end - first <= _LED else ())
        if end > first and words[end - 1].text == ":":
            lead = tuple(kind for kind in about[number] if kind in LEADING)
        elif end - first > _LED:
            lead = ()
    return result


def sentence(words: Sequence[Token], at: int, line: tuple[int, int]) -> tuple[int, int]:
    """First token and end of the sentence, within its line, in which a token stands."""
    first, end = at, at
    while first > line[0] and words[first - 1].text not in STOPS:
        first -= 1
    while end < line[1] and words[end].text not in STOPS:
        end += 1
    return first, end


def columns(
    words: Sequence[Token],
    lines: Sequence[tuple[int, int]],
    told: Sequence[tuple[str, ...]],
    gaps: frozenset[int],
) -> dict[int, tuple[str, ...]]:
    """By token, what the head of its column speaks of, also with where in its cell the token stands."""
    result: dict[int, tuple[str, ...]] = {}
    heads: list[tuple[str, ...]] = []
    mark = ""
    for first, end in lines:
        marks = {words[at].text for at in range(first, end)}
        here = next((each for each in ("|", "\t", ";", ",") if each in marks), "")
        if not here and gaps and not gaps.isdisjoint(range(first + 1, end)):
            here = " "
        if here != mark or (first and len(words[first - 1].text) > 1):
            heads, mark = [], ""
        if not here:
            continue
        cells = _cells(words, (first, end), here, gaps)
        if not mark:
            if max(map(len, cells)) > _TITLE:
                continue
            heads = _heads(cells, told)
            mark = here
        elif len(cells) <= len(heads) + 1:
            for cell, head in zip(cells, heads, strict=False):
                for at in cell:
                    place = "=" if len(cell) == 1 else "<" if at == cell[0] else ">" if at == cell[-1] else "-"
                    result[at] = (*head, *(f"{kind}@{place}" for kind in head))
    return result


def _cells(words: Sequence[Token], line: tuple[int, int], mark: str, gaps: frozenset[int]) -> list[list[int]]:
    """The tokens of a line by cell."""
    cells: list[list[int]] = [[]]
    for at in range(*line):
        if words[at].text == mark or (mark == " " and at in gaps and at > line[0]):
            cells.append([])
        if words[at].text != mark:
            cells[-1].append(at)
    return cells


def _heads(cells: Sequence[Sequence[int]], told: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """What the titles of columns speak of; ``beside`` for each other where one names a password."""
    heads = [tuple(sorted({kind for at in cell for kind in told[at]})) or ("none",) for cell in cells]
    if not any("PASS" in head for head in heads):
        return heads
    return [head if "PASS" in head else (*head, "beside") for head in heads]


def lines_with_rules(lines: Sequence[tuple[int, int]], claimed: dict[int, str]) -> list[int]:
    """The lines in which others claim a password."""
    told = sorted(at for at, label in claimed.items() if label[:2] in PASSWORDS)
    return [number for number, (first, end) in enumerate(lines) if bisect_left(told, first) < bisect_left(told, end)]
