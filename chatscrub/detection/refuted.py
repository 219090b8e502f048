"""Expressions of Python that RE2 refutes first.

Where a list of words stands in a few texts only, Python tries each of the words at each place of every text; RE2 tries
all at once. It knows no look-around, so that it finds more, and a few letters beyond ASCII otherwise, so that it is
asked of texts in ASCII only.
"""

from __future__ import annotations

import re

import msgspec

from chatscrub.detection.dialect import compiled
from chatscrub.lazy_patterns import lazy_compile


class Refuted(msgspec.Struct, frozen=True):
    """`expression` is searched for where `words`, in the dialect of the detectors, stand too.

    In a text in ASCII they must match wherever the expression does.
    """

    expression: re.Pattern[str]
    words: str

    def stands_in(self, text: str) -> bool:
        """Whether the expression matches somewhere in a text."""
        if text.isascii() and compiled(self.words).search(text) is None:
            return False
        return self.expression.search(text) is not None


def refuted(words: str, *, before: str = "", after: str = "", flags: str = "") -> Refuted:
    """Words that both read alike, between what only Python reads. `flags` such as ``(?i)`` are for both."""
    return Refuted(lazy_compile(f"{flags}{before}(?:{words}){after}"), flags + words)
