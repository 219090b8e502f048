"""The tokens of a text in which values stay in one piece, and what each looks like by itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from chatscrub.detection.passwords.cue_words import NUMERALS, kinds
from chatscrub.detection.passwords.shapes import shape_of
from chatscrub.lazy_patterns import lazy_compile

_PIECE = lazy_compile(r"\n+|\t|(?<!\S)[.·_]{3,}(?!\S)|→|->|=>|[^\s\"“”„«»<>|,;()\[\]{}`→]+|[^\s]")
_LEFT, _RIGHT = "'‘’*_~¿¡—–", ".:;!?'’‘*_~…"
_WHOLE = lazy_compile(
    r"^(?:\w[\w+.-]*://|www\.|[\w.+-]+@[\w-]+\.[\w.-]+|\.{0,2}/[\w.-]|~/|\\\\|[A-Za-z]:\\)|^\d{1,4}(?:[:/.-]\d{1,4}){1,3}(?:[T-]\S*)?$|^(?:[0-9A-Fa-f]{2}:){3,}"
)
_SPLIT = lazy_compile(r"(?<=[\w)])([:=/])(?=\S)")


class Token(NamedTuple):
    """A word, value, mark or line break; offsets in characters."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text: a value stays in one piece as far as white space and brackets tell."""
    result: list[Token] = []
    for found in _PIECE.finditer(text):
        piece, start = found.group(), found.start()
        if piece.isalnum() or len(piece) == 1 or piece[0] == "\n":
            result.append(Token(piece, start, found.end()))
        else:
            result += [Token(each, start + first, start + end) for each, first, end in _parts(piece)]
    return result


@lru_cache(maxsize=4096)
def _parts(piece: str) -> list[Token]:
    """The tokens of what stands between white space and brackets."""
    left = len(piece) - len(piece.lstrip(_LEFT))
    if left == len(piece) or not piece.strip(".·_"):
        return [Token(piece, 0, len(piece))]
    bare = piece.rstrip(_RIGHT)
    # An exclamation mark behind digits belongs to the password far more often than to the sentence.
    if bare and bare[-1].isdigit() and piece[len(bare) : len(bare) + 1] == "!":
        bare = piece[: len(bare) + 1]
    right = max(left, len(bare))  # marks alone may be of both kinds
    result = [Token(each, at, at + 1) for at, each in enumerate(piece[:left])]
    position = left
    if not _WHOLE.search(piece[left:right]):
        for mark in _SPLIT.finditer(piece, left, right):
            if mark.start() > position:
                result.append(Token(piece[position : mark.start()], position, mark.start()))
            result.append(Token(mark[1], mark.start(), mark.end()))
            position = mark.end()
    if position < right:
        result.append(Token(piece[position:right], position, right))
    result.extend(Token(each, right + at, right + at + 1) for at, each in enumerate(piece[right:]))
    return result


class Look(msgspec.Struct, frozen=True, eq=False):
    """The shape of a word, and what it tells of a value near it. One is equal to itself alone, so that it hashes fast."""

    shape: str
    kinds: tuple[str, ...]


def look_of(word: str) -> Look:
    """How a word or a line break looks."""
    return _look("NL" if word[0] == "\n" else kind_of_value(word), own_kinds(word))


@lru_cache(maxsize=2048)
def _look(shape: str, kinds: tuple[str, ...]) -> Look:
    return Look(shape, kinds)


@lru_cache(maxsize=8192)
def own_kinds(word: str) -> tuple[str, ...]:
    """What a token itself tells of a value near it."""
    return kinds(word.lower())


@lru_cache(maxsize=8192)
def kind_of_value(word: str) -> str:
    """The coarse shape of a token, on which most weights stand."""
    if not any(map(str.isalnum, word)):
        return word if len(word) == 1 else "~"
    if word.isdigit():
        return f"d{min(len(word), 9)}"
    bare = word.strip("#*")
    if bare.isdigit() and bare != word:
        return f"d{min(len(bare), 9)}#"
    digits = sum(map(str.isdigit, word))
    if digits and not any(map(str.isalpha, word)):
        if re.fullmatch(r"\d{1,4}(?:[-. ]\d{1,4}){2,}|\d(?:-\d){3,}", word):
            return "d.d" if "." in word else "d-d"
        return "n" if shape_of(word).name == "NONE" else "nSTRONG"
    if digits and re.fullmatch(r"\d{1,6}[A-Z]\d{0,5}|[A-Z]\d{3,6}[A-Z]?", bare):
        return "dA"
    shape = shape_of(word).name
    if shape != "WORD":
        return shape
    if own_kinds(word):
        return "cue"
    if word.lower() in NUMERALS:
        return "numeral"
    return (
        "w" if word.islower() else "W" if word[0].isupper() and word[1:].islower() else "WW" if word.isupper() else "wW"
    )
