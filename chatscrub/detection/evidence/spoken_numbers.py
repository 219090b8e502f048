"""Numbers that are spelled out, as in voice messages and transcripts: telephone numbers said digit by digit or in pairs."""

from __future__ import annotations

from itertools import pairwise

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.number_words import BETWEEN, HUNDRED, TIMES, WORD, number_of

_NO = Verdict(State.FAILED, "no spoken number")
SHORTEST, LONGEST = 7, 15  # digits of a telephone number


def spoken_telephone_number(value: str, around: Surroundings) -> Verdict:
    """Seven digits to fifteen in words, said one by one or in pairs; no counting, and not one word over and over."""
    digits = 0
    spelled: list[int] = []
    times = 1
    for word in map(str.lower, WORD.findall(value)):
        if word in TIMES:
            times = TIMES[word]
        elif word in HUNDRED:
            digits += 2
        elif (number := number_of(word)) is not None and word not in ("y", "e", "et"):
            joins = bool(spelled) and spelled[-1] >= 20 and spelled[-1] % 10 == 0 and 0 < number < 20
            digits += 0 if joins else times * (1 if number < 10 else 2)
            spelled.append(number)
            times = 1
        elif word not in BETWEEN:
            return _NO
    steps = {later - earlier for earlier, later in pairwise(spelled)}
    if not SHORTEST <= digits <= LONGEST or len(set(spelled)) < 3 or len(steps) < 3:
        return _NO
    return Verdict(State.NEUTRAL, "a spoken number")
