"""What the tokens around one on its line tell of it, as features of the tagger.

There are few shapes, kinds and distances, and the same words come again and again, so each answer is worked out once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from chatscrub.detection.passwords.tokens import Token, kind_of_value, own_kinds

LONGEST = 14
"""Letters; a longer word is no feature of its own."""
_FAR = 14  # tokens of the line in which a cue is looked for


@lru_cache(maxsize=8192)
def both(feature: str, shape: str) -> tuple[str, str]:
    """A feature by itself and together with the shape of the token."""
    return feature, f"{feature}|{shape}"


@lru_cache(maxsize=1024)
def _nobody(offset: int, shape: str) -> tuple[str, ...]:
    """What a token is told that has nobody so many places away on its line."""
    return both(f"{offset}END", shape) if abs(offset) == 1 else (f"{offset}END",)


def neighbours(
    words: Sequence[Token], told: Sequence[tuple[str, ...]], shapes: Sequence[str], at: int, line: tuple[int, int]
) -> list[str]:
    """What three tokens before one and two behind it tell; `line` is the first token of its line and the end of that.

    `told` is what each token tells of a value near it, `shapes` what each looks like.
    """
    shape = shapes[at]
    row: list[str] = []
    for offset in (-3, -2, -1, 1, 2):
        other = at + offset
        if line[0] <= other < line[1]:
            row += _neighbour(words[other].text, offset)
            row += _neighbour_of(shapes[other], told[other], offset, shape)
        else:
            row += _nobody(offset, shape)
    if at > line[0] and (word := _spoken(words[at - 1].text)) and word != shapes[at - 1]:
        row.append(f"-1t={word}|{shape}")
    return row


@lru_cache(maxsize=16384)
def _neighbour(word: str, offset: int) -> tuple[str, ...]:
    """What a token tells of one so many places away on the same line."""
    said = _spoken(word)
    row = [f"{offset}s={kind_of_value(word)}", *(f"{offset}c={kind}" for kind in own_kinds(word))]
    return (*row, f"{offset}t={said}") if said else tuple(row)


@lru_cache(maxsize=16384)
def _neighbour_of(its_shape: str, told: tuple[str, ...], offset: int, shape: str) -> tuple[str, ...]:
    """What a token of a shape and of some kinds tells of one of another shape."""
    if abs(offset) > 2:
        return ()
    return (*(f"{offset}c={kind}|{shape}" for kind in told), f"{offset}s={its_shape}|{shape}")


@lru_cache(maxsize=8192)
def _spoken(word: str) -> str:
    """The word that a neighbour is told, in lower case; empty where it is too long or has a digit."""
    text = word.lower()
    return text if len(text) <= LONGEST and not any(map(str.isdigit, text)) else ""


def nearest(told: Sequence[tuple[str, ...]], speaking: Sequence[int], shape: str, at: int) -> list[str]:
    """The nearest words on each side that a value may belong to, by kind and distance; `speaking` are those of the line."""
    row: list[str] = []
    seen: set[str] = set()
    here = bisect_left(speaking, at)
    for other in reversed(speaking[bisect_left(speaking, at - _FAR) : here]):
        for kind in told[other]:
            if kind not in seen:
                seen.add(kind)
                row += _away("<", kind, at - other, shape)
    seen.clear()
    for other in speaking[bisect_right(speaking, at) : bisect_left(speaking, at + _FAR)]:
        for kind in told[other]:
            if kind not in seen:
                seen.add(kind)
                row += _away(">", kind, other - at, shape)
    return row


@lru_cache(maxsize=16384)
def _away(side: str, kind: str, distance: int, shape: str) -> tuple[str, str]:
    """What a word of a kind tells of a token so many places away on that side."""
    gap = distance if distance <= 2 else 3 if distance <= 4 else 5 if distance <= 7 else 8
    return both(f"{side}{kind}{gap}", shape)
