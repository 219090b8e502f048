"""Character statistics: how much a string reads like words and names rather than like a random draw.

A table of letter trigrams, trained by ``benchmarks/training/randomness.py`` on the Python standard library, says how
probable each character is after the two before it in text and identifiers. The score is the mean, over the characters,
of log2(probability in text / probability in a random draw): above zero for names, below zero for random strings.
"""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from functools import cache
from pathlib import Path

from chatscrub.lazy_patterns import lazy_compile

ALPHABET = string.ascii_lowercase + "0_"
"""Letters without case, one digit for all digits, and ``_`` for whatever parts words."""
TABLE = Path(__file__).parent / "evidence" / "letter_trigrams.txt"

_LEVELS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"  # quarter bits, from 0 to 15.75
_STEP = 0.25
_CAMEL = lazy_compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])")
_APART = lazy_compile(r"[^a-z0]+")
_HEX = lazy_compile(r"[0-9a-f-]+|[0-9A-F-]+")


def folded(value: str) -> str:
    """The string in `ALPHABET`; ``aB`` begins a new word."""
    lower = re.sub(r"\d", "0", _CAMEL.sub("_", value).lower())
    return _APART.sub("_", lower)


def quantised(bits: float) -> str:
    """The character that stands for a number of bits in the table."""
    return _LEVELS[max(0, min(len(_LEVELS) - 1, round(bits / _STEP)))]


@cache
def probabilities() -> dict[str, float]:
    """log2 of the probability of each trigram's last character after the first two."""
    lines = TABLE.read_text("utf-8").split()
    pairs = [left + right for left in ALPHABET for right in ALPHABET]
    chances = {level: -_STEP * number for number, level in enumerate(_LEVELS)}  # twenty thousand trigrams share them
    return {
        pair + third: chances[level]
        for pair, line in zip(pairs, lines, strict=True)
        for third, level in zip(ALPHABET, line, strict=True)
    }


def bits_per_character(value: str) -> float:
    """The score of the module's docstring; 0.0 where there is nothing to judge."""
    table = probabilities()
    text = f"__{folded(value)}"
    if len(text) < 4:
        return 0.0
    letter, digit = _chances(value)
    total = 0.0
    for first in range(len(text) - 2):
        last = text[first + 2]
        # What parts words is as likely either way: keys have dashes and underscores of their own.
        if last != "_":
            total += table[text[first : first + 3]] - (digit if last == "0" else letter)
    return total / sum(character != "_" for character in text[2:]) if set(text) != {"_"} else 0.0


def entropy(value: str) -> float:
    """Shannon entropy in bits per character."""
    size = len(value) or 1
    return -sum(count / size * math.log2(count / size) for count in Counter(value).values())


def _chances(value: str) -> tuple[float, float]:
    """log2 of the chance of one letter without case, and of a digit, in a random draw of the value's kind."""
    if _HEX.fullmatch(value):
        return math.log2(1 / 16), math.log2(10 / 16)
    if value.islower() or value.isupper():
        return math.log2(1 / 36), math.log2(10 / 36)
    return math.log2(2 / 62), math.log2(10 / 62)
