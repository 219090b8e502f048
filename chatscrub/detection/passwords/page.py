"""What is known of a text before its tokens are looked at one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from chatscrub.detection.dialect import WORD_CHARACTER, compiled
from chatscrub.detection.passwords import layout
from chatscrub.detection.passwords.layout import STRONG
from chatscrub.detection.passwords.tokens import Look, Token

_CODE = (
    rf"[;{{]\s*$|{WORD_CHARACTER}\(|=>|</?{WORD_CHARACTER}+[ >]|^\s*(?:def|class|import|from\s+[\p{{L}}\p{{N}}_.]+\s+import|const|let|var|function|return|export|public|private"
    rf"|if\s*\(|for\s*\(|#include|\$ |sudo |>>> |@{WORD_CHARACTER}+$|//|/\*|\*/|\d{{4}}-\d\d-\d\d[T ]\d\d:)|{WORD_CHARACTER}::{WORD_CHARACTER}|{WORD_CHARACTER}\[{WORD_CHARACTER}*\]|{WORD_CHARACTER}\.{WORD_CHARACTER}+\.{WORD_CHARACTER}|{WORD_CHARACTER}_{WORD_CHARACTER}+_{WORD_CHARACTER}"
    rf"|{WORD_CHARACTER}=\S|^\s*[\"'][\p{{L}}\p{{N}}_-]+[\"']\s*:|^\s*[\p{{L}}\p{{N}}_-]+:\s*$"
)
_VALUES = frozenset(("MIXED", "STRONG", "NUMBERED", "JOINED", "CODE", "dA", "d-d", "d4", "d5", "d6", "d4#"))

Known = tuple[int, int, str]
"""A span of characters that another detector claims, and what it is: ``R=`` a password, ``W=`` one that the model weighs
and of which only its neighbours are told, ``D=`` other data."""


class Page(NamedTuple):
    """The tokens of a text and its lines.

    By token: `told` is what it tells of a value near it, `shapes` what it looks like, `claimed` what another detector
    says of it, `columns` what the head of its column speaks of, `gaps` are those set off from the one before. By line: `about` is what it speaks of, `code` whether it
    is code. `near` are the lines that hold a password that others claim, `full` tells how many may hold one at all.
    """

    words: Sequence[Token]
    told: Sequence[tuple[str, ...]]
    shapes: Sequence[str]
    claimed: dict[int, str]
    lines: Sequence[tuple[int, int]]
    about: Sequence[Sequence[str]]
    code: Sequence[bool]
    gaps: frozenset[int]
    columns: dict[int, tuple[str, ...]]
    headings: Sequence[tuple[str, ...]]
    leads: Sequence[tuple[str, ...]]
    near: Sequence[int]
    full: str


def page_of(words: Sequence[Token], looks: Sequence[Look], known: Sequence[Known]) -> Page:
    """The page that tokens make; `looks` is how they look, `known` what others claim."""
    claimed = _claimed(words, known)
    told = [each.kinds for each in looks]
    shapes = [each.shape for each in looks]
    gaps = layout.gaps(words)
    lines = layout.lines_of(words)
    about = [sorted({kind for kinds in told[first:end] for kind in kinds}) for first, end in lines]
    return Page(
        words=words,
        told=told,
        shapes=shapes,
        claimed=claimed,
        lines=lines,
        about=about,
        code=[_is_code(words[first:end]) for first, end in lines],
        gaps=gaps,
        columns=layout.columns(words, lines, told, gaps),
        headings=layout.headings(words, lines, about),
        leads=layout.leads(words, lines, about),
        near=layout.lines_with_rules(lines, claimed),
        full=f"W{_lines_with_values(shapes, lines, about)}",
    )


def _is_code(line: Sequence[Token]) -> bool:
    return compiled(_CODE).search(" ".join([word.text for word in line])) is not None


def _lines_with_values(shapes: Sequence[str], lines: Sequence[tuple[int, int]], about: Sequence[Sequence[str]]) -> int:
    """How many lines speak of something that is locked and have what may open it; 4 stands for more."""
    found = 0
    for line, kinds in zip(lines, about, strict=True):
        found += not STRONG.isdisjoint(kinds) and any(shapes[at] in _VALUES for at in range(*line))
    return min(found, 4)


def _claimed(words: Sequence[Token], known: Sequence[Known]) -> dict[int, str]:
    """By token, what another detector says of it."""
    result: dict[int, str] = {}
    for start, end, label in known:
        at = bisect_left(words, start, key=lambda word: word.end - 1)
        while at < len(words) and words[at].start < end:
            result[at] = label
            at += 1
    return result
