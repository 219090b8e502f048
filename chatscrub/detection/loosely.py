"""Whether a detector's pattern may match a text at all, told by a simpler one that neither counts nor captures.

What wakes a detector, a word or somebody who is named, mostly stands in a text in which the pattern matches nothing.
A pattern that counts the characters of a gap takes long to compile, and RE2 makes a state for each count at each
beginning: to find nothing with the simpler one takes half of the time.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from chatscrub.detection.dialect import compiled, for_union
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector

_FEW = 4


class _Answers(msgspec.Struct):
    """How often the simpler pattern was asked, how often it told that the detector's own may match, and whether there is
    none: then it was refused.
    """

    asked: int = 0
    open: int = 0
    refused: bool = False

    @property
    def are_worth_it(self) -> bool:
        return not self.refused and self.open <= _FEW + self.asked // 2


@lru_cache(maxsize=8192)
def _answers(pattern: str) -> _Answers:
    return _Answers()


def may_match(detector: Detector, data: bytes) -> bool:
    """False only where the pattern of a detector matches nothing in a text in UTF-8.

    Where the prefilter looked for that very pattern, or mostly both match, the simpler one is not asked.
    """
    pattern = detector.pattern
    if detector.searched == pattern:
        return True
    answers = _answers(pattern)
    if not answers.are_worth_it:
        return True
    try:
        found = compiled(for_union(pattern)).search(data) is not None
    except PackError:  # a property of characters that only the pattern itself may use, or a pattern that gets too large
        answers.refused = True
        return True
    answers.asked += 1
    answers.open += found
    return found
