"""What the stage of names needs of a model, be it the embedded one or one that the operator brings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.lazy_patterns import lazy_compile

GAP = 8  # characters between two pieces of one address
MARK = r"(?:[>#?]{1,3}|//)[ \t]*"
"""What stands in front of every line of a text that is quoted."""
_BETWEEN = lazy_compile(rf"[ \t,]{{0,3}}(?:\r?\n[ \t]{{0,2}}(?:{MARK})?){{0,2}}")
_ENDS = " \t\r\n,.;:-–|\"'`"


class Mention(msgspec.Struct, frozen=True):
    """A name or address; offsets in characters, `sure` is the mean probability of its words, 0 to 1."""

    entity: str
    start: int
    end: int
    sure: float


class NameModel(Protocol):
    """Tells names (PERSON) and postal addresses (ADDRESS) in a text."""

    @property
    def lexicon(self) -> Lexicon:
        """Given names, surnames and common words, for what is decided beside the model."""
        ...

    def mentions(self, text: str) -> list[Mention]:
        """All of them by position; a text may be as long as a message."""
        ...


def trimmed(text: str, start: int, end: int) -> int:
    """Where a mention ends without the white space and punctuation behind it."""
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    return end


def joined(found: Iterable[Mention], text: str) -> list[Mention]:
    """Pieces of one address, with nothing but commas and white space between them, as one."""
    result: list[Mention] = []
    for each in found:
        last = result[-1] if result else None
        if (
            last is not None
            and each.entity == last.entity == "ADDRESS"
            and each.start - last.end <= GAP
            and _BETWEEN.fullmatch(text, last.end, each.start) is not None
        ):
            result[-1] = Mention("ADDRESS", last.start, each.end, max(last.sure, each.sure))
        else:
            result.append(each)
    return result
