"""What the tagger sees of each token: its shape, and what its line, its column and the lines around speak of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chatscrub.detection.dialect import WORD_CHARACTER, compiled
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.passwords import layout
from chatscrub.detection.passwords.layout import PASSWORDS, STOPS, STRONG, WEIGHED
from chatscrub.detection.passwords.neighbours import LONGEST, both, nearest, neighbours
from chatscrub.detection.passwords.ordinary_words import folded
from chatscrub.detection.passwords.shapes import is_ordinary
from chatscrub.detection.passwords.tokens import Token, kind_of_value, own_kinds

_SIGN = re.compile(r"[!@#$%&*+?^~§€£=<>]")
_YEAR = re.compile(r"(?:19[3-9]\d|20[0-4]\d)\D{0,2}$")
_RUN = re.compile(r"(.)\1+")
_CODE = (
    rf"[;{{]\s*$|{WORD_CHARACTER}\(|=>|</?{WORD_CHARACTER}+[ >]|^\s*(?:def|class|import|from\s+[\p{{L}}\p{{N}}_.]+\s+import|const|let|var|function|return|export|public|private"
    rf"|if\s*\(|for\s*\(|#include|\$ |sudo |>>> |@{WORD_CHARACTER}+$|//|/\*|\*/|\d{{4}}-\d\d-\d\d[T ]\d\d:)|{WORD_CHARACTER}::{WORD_CHARACTER}|{WORD_CHARACTER}\[{WORD_CHARACTER}*\]|{WORD_CHARACTER}\.{WORD_CHARACTER}+\.{WORD_CHARACTER}|{WORD_CHARACTER}_{WORD_CHARACTER}+_{WORD_CHARACTER}"
    rf"|{WORD_CHARACTER}=\S|^\s*[\"'][\p{{L}}\p{{N}}_-]+[\"']\s*:|^\s*[\p{{L}}\p{{N}}_-]+:\s*$"
)
_SUBJECTS = STRONG - {"OPEN", "ASK", "DIAL"} | {"USER", "NUMB", "ERROR", "QUIZ"}
_SHAPED = STRONG | {"EXAMPLE", "QUIZ"}
_BEFORE = frozenset(("USER", "NUMB", "POLICY", "NEW", "EXAMPLE", "QUIZ", "ORDER"))
_REPLY = 8  # tokens
_VALUES = frozenset(("MIXED", "STRONG", "NUMBERED", "JOINED", "CODE", "dA", "d-d", "d4", "d5", "d6", "d4#"))
_NEAR = 3  # lines
_OPENERS, _CLOSERS = "\"“„«`'‘*([", "\"”“»`'’*)]"


def _fine(word: str) -> str:
    signs = "".join(
        "x" if each.islower() else "X" if each.isupper() else "d" if each.isdigit() else each for each in word
    )
    return _RUN.sub(r"\1", signs)[:14]


@lru_cache(maxsize=8192)
def _own(word: str, lexicon: Lexicon) -> Sequence[str]:
    if word[0] == "\n":
        return ["v=NL2" if len(word) > 1 else "v=NL"]
    kind = kind_of_value(word)
    lower = word.lower()
    row = [f"v={kind}", f"f={_fine(word)}", f"n={min(len(word), 20) // 2 * 2}"]
    if not any(map(str.isalnum, word)):
        return row
    plain = word.isalpha()
    if plain and len(lower) <= LONGEST:
        row.append(f"t={lower}")
    letters = "".join(each for each in lower if each.isalpha())
    lists = (
        ("C" if lexicon.common(letters) else "")
        + ("F" if lexicon.first(letters) else "")
        + ("L" if lexicon.last(letters) else "")
    )
    ordinary = plain and is_ordinary(word, "")
    row.append(f"l={lists}{'O' if ordinary else ''}|{kind}")
    if _YEAR.search(word):
        row += ["year", f"year|{kind}"]
    if _SIGN.search(word):
        row.append("sign")
    if plain and len(letters) > 3:
        row.append(f"e={folded(letters)[-3:]}")
    row += [f"c={each}" for each in own_kinds(word)]
    return row


class _Page(NamedTuple):
    """What is known of a text before its tokens are looked at one by one."""

    words: Sequence[Token]
    own: Sequence[Sequence[str]]
    told: Sequence[tuple[str, ...]]
    shapes: Sequence[str]
    claimed: dict[int, str]
    lines: Sequence[tuple[int, int]]
    about: Sequence[Sequence[str]]
    code: Sequence[bool]
    columns: dict[int, tuple[str, ...]]
    headings: Sequence[tuple[str, ...]]
    leads: Sequence[tuple[str, ...]]
    near: Sequence[int]
    full: str


def features(words: Sequence[Token], lexicon: Lexicon, known: Sequence[Known] = ()) -> list[list[str]]:
    """The features of each token, in its line and among the lines around it; `known` is what others claim."""
    claimed = _claimed(words, known)
    told = [own_kinds(word.text) for word in words]
    shapes = [kind_of_value(word.text) if word.text[0] != "\n" else "NL" for word in words]
    lines = layout.lines_of(words)
    about = [sorted({kind for at in range(*line) for kind in told[at]}) for line in lines]
    page = _Page(
        words=words,
        own=[_own(word.text, lexicon) for word in words],
        told=told,
        shapes=shapes,
        claimed=claimed,
        lines=lines,
        about=about,
        code=[_is_code(words[first:end]) for first, end in lines],
        columns=layout.columns(words, lines, told),
        headings=layout.headings(words, lines, about),
        leads=layout.leads(words, lines, about),
        near=layout.lines_with_rules(lines, claimed),
        full=f"W{_lines_with_values(shapes, lines, about)}",
    )
    result: list[list[str]] = []
    for number, (_, end) in enumerate(lines):
        result += _of_line(page, number)
        if end < len(words):
            result.append(["b", *page.own[end]])
    return result


def _is_code(line: Sequence[Token]) -> bool:
    return compiled(_CODE).search(" ".join([word.text for word in line])) is not None


def _of_line(page: _Page, number: int) -> Iterator[list[str]]:
    """The features of the tokens of one line."""
    words, told, shapes = page.words, page.told, page.shapes
    first, end = page.lines[number]
    if first == end:
        return
    line = _Line(page, number)
    speaking = [at for at in range(first, end) if told[at]]
    subjects = _subjects(words, told, first, end)
    examples = _beside_examples(words, told, (first, end)) if "EXAMPLE" in page.about[number] else ()
    for at in range(first, end):
        shape = shapes[at]
        row = [
            *line.features,
            *page.own[at],
            *line.of_shape(shape),
            *_PLACES[max(min(at - line.spoken, 4), -1), min(end - at - 1, 4)],
            *both(subjects[at - first], shape),
        ]
        row += neighbours(words, told, shapes, at, (first, end))
        if speaking:
            row += nearest(told, speaking, shape, at)
        for feature in _seldom(page, line, at):
            row += both(feature, shape)
        if at in examples:
            row += both("S", shape)
        if line.rules and at not in page.claimed:
            row += line.rules
        if at in page.columns:
            row += [f"H={kind}|{shape}" for kind in page.columns[at]]
        yield row


def _seldom(page: _Page, line: _Line, at: int) -> Iterator[str]:
    """What few tokens of a line have."""
    words, first, end = page.words, line.first, line.end
    if at == line.spoken:
        yield line.asked
        if line.size == 1:
            yield "alone"
    elif line.spoken < at < end - 1 and words[at - 1].text in _OPENERS and words[at + 1].text in _CLOSERS:
        yield "quoted"
    if at > first and layout.is_gap(words, at):
        yield "gap"
    if page.claimed.get(at, WEIGHED)[:2] != WEIGHED:
        yield page.claimed[at]


class _Line:
    """What the tokens of one line have in common: `features` all of them, those of a shape what `of_shape` tells.

    `rules` is told to those that no other detector claims.
    """

    def __init__(self, page: _Page, number: int) -> None:
        words, told = page.words, page.told
        self.first, self.end = first, end = page.lines[number]
        self.spoken = layout.speaker(words, first, end)
        self.size = end - self.spoken
        self.asked = _asked(page, number)
        around = _around(page.about, page.code, number, len(page.lines))
        label = layout.label(words, told, self.spoken, end)
        elsewhere = _elsewhere(page.near, number)
        self.features = ["b", *around, page.full, elsewhere, *(f"B={kind}" for kind in label)]
        self._weighed = [
            *(page.full, elsewhere),
            *(f"G={kind}" for kind in page.headings[number]),
            *(f"I={kind}" for kind in page.leads[number]),
            *(f"L={kind}" for kind in page.about[number] if kind in _SHAPED),
            *(f"B={kind}" for kind in label),
            *(each for each in around if each[:2] in ("P=", "K=", "U=")),
        ]
        if self.spoken > first:
            self.features.append("said")
            self._weighed.append(f"said|{min(self.size, 4)}")
            if self.asked == "^?" and self.size <= _REPLY:
                self._weighed.append("replied")
        self._of_shape: dict[str, list[str]] = {}
        rules = {page.claimed[at] for at in range(first, end) if at in page.claimed} if page.claimed else ()
        self.rules = [f"beside {each}" for each in sorted(rules) if each[:2] in PASSWORDS]

    def of_shape(self, shape: str) -> Sequence[str]:
        """What it tells of a token of a shape."""
        known = self._of_shape.get(shape)
        if known is None:
            known = self._of_shape[shape] = [f"{each}|{shape}" for each in self._weighed]
        return known


_PLACES = {(place, left): (f"p{place}", f"q{left}") for place in range(-1, 5) for left in range(5)}


def _asked(page: _Page, number: int) -> str:
    """How the line before ends, where that tells of an answer."""
    first, end = page.lines[number - 1] if number else (0, 0)
    last = page.words[end - 1].text if end > first else ""
    return f"^{last}" if last in ("?", ":", ",", "…") else "^"


def _subjects(words: Sequence[Token], told: Sequence[tuple[str, ...]], first: int, end: int) -> list[str]:
    """By token of a line, the last thing before it in its sentence that has a value, and what stands just before."""
    row: list[str] = []
    subject = before = "^"
    for at in range(first, end):
        row.append(f"N={subject}>{before}")
        text, kinds = words[at].text, told[at]
        before = kinds[0] if kinds else text if not text[0].isalnum() and len(text) == 1 else "w"
        spoken = [kind for kind in kinds if kind in _SUBJECTS]
        if spoken:
            subject = spoken[0] + "#" * ("NUMB" in spoken[1:])
        elif text in STOPS:
            subject = "."
    return row


def _beside_examples(words: Sequence[Token], told: Sequence[tuple[str, ...]], line: tuple[int, int]) -> set[int]:
    """The tokens of a line whose sentence speaks of examples or of what is forbidden."""
    result: set[int] = set()
    for at in range(*line):
        if "EXAMPLE" in told[at] and at not in result:
            result.update(range(*layout.sentence(words, at, line)))
    return result


def _elsewhere(near: Sequence[int], number: int) -> str:
    """How many other lines close by hold a password that others claim, up to two, and whether there are more."""
    itself = bisect_left(near, number + 1) - bisect_left(near, number)
    close = bisect_left(near, number + _NEAR + 1) - bisect_left(near, number - _NEAR) - itself
    others = min(close, 2)
    return f"R{others}{len(near) - itself > others:d}"


def _lines_with_values(shapes: Sequence[str], lines: Sequence[tuple[int, int]], about: Sequence[Sequence[str]]) -> int:
    """How many lines speak of something that is locked and have what may open it; 4 stands for more."""
    found = 0
    for line, kinds in zip(lines, about, strict=True):
        found += not STRONG.isdisjoint(kinds) and any(shapes[at] in _VALUES for at in range(*line))
    return min(found, 4)


Known = tuple[int, int, str]
"""A span of characters that another detector claims, and what it is: ``R=`` a password, ``W=`` one that the model weighs
and of which only its neighbours are told, ``D=`` other data."""


def _claimed(words: Sequence[Token], known: Sequence[Known]) -> dict[int, str]:
    """By token, what another detector says of it."""
    result: dict[int, str] = {}
    for start, end, label in known:
        at = bisect_left(words, start, key=lambda word: word.end - 1)
        while at < len(words) and words[at].start < end:
            result[at] = label
            at += 1
    return result


def _around(about: Sequence[Sequence[str]], code: Sequence[bool], number: int, count: int) -> list[str]:
    """What the line itself, those before and those behind speak of."""
    row = [f"L={kind}" for kind in about[number]] or ["L="]
    if number:
        row += [f"P={kind}" for kind in about[number - 1] if kind in STRONG or kind in _BEFORE]
    if number + 1 < count:
        row += [
            f"K={kind}" for kind in about[number + 1] if kind in ("PASS", "PIN", "LOGIN", "SPELL", "NEW", "TYPE", "ASK")
        ]
    wide = {kind for other in range(max(0, number - 4), min(count, number + 3)) for kind in about[other]}
    row += [
        f"U={kind}"
        for kind in ("PASS", "PIN", "CODE", "LOGIN", "WIFI", "PLACE", "NUMB", "POLICY", "ERROR", "ORDER")
        if kind in wide
    ]
    if not wide & STRONG:
        row.append("U=")
    codes = sum(code[max(0, number - 4) : number + 5])
    row += [f"code{code[number]:d}", f"codes{min(codes, 5) // 2}"]
    return row
