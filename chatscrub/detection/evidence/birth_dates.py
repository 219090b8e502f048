"""Dates of birth in sentences: of somebody the text is about, or of a person of public life in a biography."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict

_IN_BRACKETS = re.compile(r"\([^()\n]{0,40}\Z")
_LIFE = re.compile(
    r"\s?[–—-]\s?(?:\d|\w+ \d{1,4}|died|†)|,? (?:was|is) an? (?:\w+ ){0,3}\w+(?:er|or|ist|ian|ress|an|ian)\b"
)


def no_biography(value: str, around: Surroundings) -> Verdict:
    """Fails for a date in brackets behind a name, or one with a death behind it, as encyclopedias write it."""
    if _IN_BRACKETS.search(around.before) or _LIFE.match(around.after):
        return Verdict(State.FAILED, "biography")
    return Verdict(State.NEUTRAL)
