"""Words that look like names where their place makes them a verb, a language, a title or a place."""

from __future__ import annotations

import re

from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.lazy_patterns import lazy_compile

_NEAR = 40  # characters
# Given names that are verbs of English too, at the start of what somebody asks.
_VERBS = frozenset(("chase", "drew", "edit", "grant", "mark", "pierce", "rob", "skip", "sue", "trace", "wade", "will"))
_ASKS = lazy_compile(
    r" (?:for|the|this|that|these|those|it|my|our|each|every|all|out|as|a|an|your|any|both|down)(?![^\W_])"
)
_LANGUAGES = frozenset(
    ("ada", "crystal", "dart", "elm", "julia", "kotlin", "nim", "pascal", "perl", "ruby", "rust", "scala", "swift")
)
_IN = lazy_compile(
    r"(?i)(?<![^\W_])(?:in|en|im|em|w|v|på|i|în|на|в|у|σε|με|auf|mit|avec|con|com|med|with|from|to|using|und|and|et|or|oder|ou)[ ]\Z"
)
_OF_CODE = lazy_compile(
    r"(?<![^\W_])(?:code[rs]?|codes?|script\w*|function\w*|funktion\w*|fonction\w*|función|funzione|função|program\w*|regex\w*|compiler?\w*|librar(?:y|ies)|bibliothe\w+|loop|schleife|boucle|array|json|yaml|api|framework|gem|parse\w*|snippet|classe?s?|módulo|module?s?|config\w*|variable\w*|string\w*|unit tests?|github|python|java|код\w*|функци\w+|функці\w+|скрипт\w*|kod\w*|funkcj\w+|funkc[ei]\w*|コード|関数|代码|函数|코드|함수)(?![^\W_])",
    re.IGNORECASE,
)
_PLACES = frozenset(
    ("bay", "bridge", "church", "cross", "gate", "green", "head", "hill", "market", "park", "point", "wood")
)
_PEER = lazy_compile(
    r"(?i)(?<![^\W_])(?:dukes?|earls?|counts?|princ(?:e|ess)(?:es)?|marquess|baron(?:ess)?|king|queen|duchess|countess|bishop|herzog(?:in)?|graf|gräfin|fürst(?:in)?|könig(?:in)?|duc|duchesse|comte|comtesse|marquis|duques?a?|condes?a?|marqués|duca|conte|contessa|marchese|hertog|graaf|rey|reina|roi|reine|re|regina)(?: of| von| de| d['’]| di| van) \Z"
)
# English sets no article before somebody's name, save where a noun follows: ``the Ann Wood, the Cutty Sark and …``.
_ARTICLE_BEFORE = lazy_compile(r"(?<![^\W_])(?<!\bare you )(?<!\bis that )[Tt]he \Z")
_NOTHING_BEHIND = lazy_compile(
    r"(?: \d)?(?:[,;](?! (?:who|whose|the (?:customer|patient|tenant)))| and the |[.:!?)](?:\s|\Z)|\Z)"
)


def is_worded_otherwise(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word or two at a place are no name there: ``Edit this``, ``written in Ruby``, ``Dukes of Bedford``."""
    value = text[start:end]
    lower = value.lower()
    if lower in _VERBS:
        return not text[:start].strip() and _ASKS.match(text, end) is not None
    before = text[max(0, start - _NEAR) : start]
    if lower in _LANGUAGES:
        return _IN.search(before) is not None and _OF_CODE.search(text) is not None
    if " " not in value:
        return _PEER.search(before) is not None
    if (
        len(value.split()[-1]) > 1
        and _ARTICLE_BEFORE.search(before) is not None
        and _NOTHING_BEHIND.match(text, end) is not None
    ):
        return True
    owner, _, thing = lower.partition(" ")
    if not owner.endswith(("'s", "’s")) or thing in RELATIONS:
        return False
    return thing in _PLACES or (lexicon.common(thing) and not lexicon.first(thing))  # ``Land's End``
