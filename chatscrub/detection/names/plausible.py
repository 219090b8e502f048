"""Whether what the model calls a name or an address can be one, and which part of it."""

from __future__ import annotations

import re

from chatscrub.detection.names.features import CUES, STREETS, TITLES
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import Mention
from chatscrub.detection.names.other_names import NO_NAMES, PLACES

SURE = 0.4  # the least probability beside other personal data or a cue
SURER = 0.45  # and without
SURE_OF_ONE_WORD = 0.5
SURE_IF_SMALL = 0.65
SURE_AT_THE_START = 0.7  # of a sentence, where any word has a capital
SURE_OF_NO_STREET = 0.6
NEVER = 1.01
LONGEST_NAME = 60
ADDRESS_LENGTHS = (8, 200)

_OF = frozenset(("da", "do", "de", "van", "von", "di", "af", "av"))
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_ATTACHED_AFTER = re.compile(r"(?!\*{1,2}(?:[\s:.,;)]|\Z))[\d#*@_$%^&+=~\\/]|\.\w|-\d|!\w")
_ATTACHED_BEFORE = re.compile(r"[\w@#$%^&+=~\\_.-]\Z|\w/\Z")
_POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\d{4} ?[A-Z]{2}\b"
)  # British, Dutch; the model may cut them
_SENTENCE = re.compile(r"(?:^|[.!?:;>*\n\"“„«(–—•|-]\s*)\Z")


def person(text: str, mention: Mention, lexicon: Lexicon, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the name without titles around it; None where it is none."""
    words = list(_WORD.finditer(text, mention.start, mention.end))
    words = _without_others(words, lexicon)
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    value = text[start:end].rstrip(".") if len(words[-1].group().rstrip(".")) > 1 else text[start:end]
    end = start + len(value)
    if not 2 <= len(value) <= LONGEST_NAME or any(letter.isdigit() or letter in "@_/\\<>{}" for letter in value):
        return None
    if _ATTACHED_AFTER.match(text, end) or _ATTACHED_BEFORE.search(text[max(0, start - 1) : start]):
        return None
    if any(_bare(word) in NO_NAMES for word in words):
        return None
    return (start, end) if mention.sure >= _least(text, words, lexicon, evidence=evidence) else None


def _without_others(words: list[re.Match[str]], lexicon: Lexicon) -> list[re.Match[str]]:
    """The words of the name alone: no title, no ``Enkelin`` or ``computador da`` in front, no verb behind."""
    while words and _bare(words[0]) in TITLES | CUES | RELATIONS:
        words = words[1:]
    while len(words) > 1 and words[-1].group().islower() and not words[0].group().islower():
        words = words[:-1]
    at = next((place for place, word in enumerate(words[1:-1], 1) if word.group() in _OF), 0)
    if at == 1 and _is_common(words[0], lexicon) and not _is_common(words[2], lexicon):
        words = words[2:]
    return words


def _is_common(word: re.Match[str], lexicon: Lexicon) -> bool:
    bare = _bare(word)
    return not (lexicon.first(bare) or lexicon.last(bare)) and (lexicon.common(bare) or word.group()[0].islower() or len(bare) > 5)


def _least(text: str, words: list[re.Match[str]], lexicon: Lexicon, *, evidence: bool) -> float:
    """The least probability for words in their place to be taken for a name."""
    bare = [_bare(word) for word in words]
    listed = [lexicon.first(word) or lexicon.last(word) for word in bare]
    common = [lexicon.common(word) for word in bare]
    if all(common) and not any(listed):
        return NEVER
    if text[words[0].start() : words[-1].end()].islower():
        return SURE_IF_SMALL if any(map(_known, listed, common)) else NEVER
    if len(words) == 1:
        untitled = TITLES.isdisjoint(
            text[max(0, words[0].start() - 12) : words[0].start()].lower().replace(".", "").split()
        )
        if bare[0] in PLACES and untitled:
            return NEVER
        if listed[0] and not common[0]:
            return SURE if evidence else SURE_OF_ONE_WORD
        begins = _SENTENCE.search(text, max(0, words[0].start() - 4), words[0].start()) is not None
        return SURE_AT_THE_START if begins or not evidence else SURE_OF_ONE_WORD
    if not any(listed) and any(common):
        return SURE_IF_SMALL
    return SURE if evidence else SURER


def _known(listed: bool, common: bool) -> bool:  # noqa: FBT001 - both are of one word
    return listed and not common


def address(text: str, mention: Mention, lexicon: Lexicon, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the address; None where nothing in it is a number, or where it is a hash or a serial number."""
    start, end = mention.start, mention.end
    postcode = _POSTCODE.match(text, text.rfind(" ", start, end) + 1) if " " in text[start:end] else None
    end = max(end, postcode.end() if postcode else end)
    value = text[start:end]
    if not ADDRESS_LENGTHS[0] <= len(value) <= ADDRESS_LENGTHS[1] or not any(map(str.isdigit, value)):
        return None
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", value)]
    if not any(len(word) > 2 for word in words) or re.search(r"[A-Za-z0-9]{20}|[=<>{}@_]", value):
        return None
    known = any(word in STREETS for word in words)
    least = SURE if evidence or known else SURE_OF_NO_STREET
    return (start, end) if mention.sure >= least else None


def _bare(word: re.Match[str]) -> str:
    return word.group().lower().rstrip(".")
