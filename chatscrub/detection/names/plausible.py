"""Whether what the model calls a name or an address can be one, and which part of it."""

from __future__ import annotations

import re

from chatscrub.detection.names.features import CUES, STREETS, TITLES
from chatscrub.detection.names.model import Mention

SURE = 0.5  # the least probability beside other personal data or a cue
SURER = 0.5  # and without
SURE_OF_ONE_WORD = 0.65
LONGEST_NAME = 60
ADDRESS_LENGTHS = (8, 200)

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_ATTACHED_AFTER = re.compile(r"[\d#*@_$%^&+=~\\/]|\.\w|-\d|!\w")
_ATTACHED_BEFORE = re.compile(r"[\w@#$%^&*+=~\\/_.-]\Z")
_NO_NAMES_TEXT = """
easter christmas monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche
slack github google microsoft amazon azure windows linux python java docker jira excel outlook teams zoom chatgpt claude copilot gemini ollama axios sqlalchemy
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())


def person(text: str, mention: Mention, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the name without titles around it; None where it is none."""
    words = list(_WORD.finditer(text, mention.start, mention.end))
    while words and _bare(words[0]) in TITLES | CUES:
        words.pop(0)
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    value = text[start:end].rstrip(".") if len(words[-1].group().rstrip(".")) > 1 else text[start:end]
    end = start + len(value)
    if not 2 <= len(value) <= LONGEST_NAME or any(letter.isdigit() or letter in "@_/\\<>{}" for letter in value):
        return None
    if _ATTACHED_AFTER.match(text, end) or _ATTACHED_BEFORE.search(text[max(0, start - 1) : start]):
        return None
    if any(_bare(word) in _NO_NAMES for word in words):
        return None
    least = SURE if evidence else SURER
    if len(words) == 1 and not evidence:
        least = SURE_OF_ONE_WORD
    if value.islower():
        least = max(least, 0.75)
    return (start, end) if mention.sure >= least else None


def address(text: str, mention: Mention, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the address; None where nothing in it is a number, or where it is a hash or a serial number."""
    start, end = mention.start, mention.end
    value = text[start:end]
    if not ADDRESS_LENGTHS[0] <= len(value) <= ADDRESS_LENGTHS[1] or not any(map(str.isdigit, value)):
        return None
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", value)]
    if not any(len(word) > 2 for word in words) or re.search(r"[A-Za-z0-9]{20}|[=<>{}@_]", value):
        return None
    known = any(word in STREETS for word in words)
    least = SURE if evidence or known else 0.7
    return (start, end) if mention.sure >= least else None


def _bare(word: re.Match[str]) -> str:
    return word.group().lower().rstrip(".")
