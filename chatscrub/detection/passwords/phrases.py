"""The line before a value, what ends in it, in which language it is, and whether it is code."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.cue_patterns import Phrase
from chatscrub.lazy_patterns import lazy_compile

_CODE_LINE = lazy_compile(
    r"""
      [;{]\s*$ | [^"'\]]\s?\}\s*$ | \w\( | => | </?\w+[ >]
    | ^\s*(?:(?:def|class)\s+\w+\s*[(:] | import\s+[\w{*]+(?:\s*$|\s+from) | from\s+[\w.]+\s+import | (?:const|let|var)\s+\w+\s*= | function\s+\w*\( | (?:public|private|protected)\s+\w+\s+\w+ | \#include | for\s+\w+\s+in\s.*: | if\s*\( | \$\s+\w)
    """,
    re.MULTILINE | re.VERBOSE,
)
_ENTRY = lazy_compile(r"^\s*[\"']?\w+[\"']?: [\"'][^\"'\n]*[\"'],?$|^\s*\},?$|^\s*\w+: \{$", re.MULTILINE)
_DEMO = lazy_compile(
    r"(?i)\bdemo(?:nstration)?[ .-](?:instance|site|server|account|portal|\w+\.\w)|//demo\.|j(?:ane|ohn)[ ._]?doe"
)
COMMON = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the is and with to of it for in my on you that what can this not was",
        "de": "der die das und ist mit nicht ich im den ein für auf wie zu noch wir es",
        "fr": "le les est et avec pour de du pas je dans un une il sur que ça la",
        "es": "el los es y con para de la no en que me una mi por del lo",
        "it": "il è e con per di la non che un una si mi del alla ho sono",
        "nl": "het de en is met voor van niet een ik op dat je er nog wat",
        "pt": "o é e com para de não um uma do da que no na os eu está",
        "pl": "jest i z do nie na się to w że jak od po ale co dla",
        "sv": "och är med att det inte en på till som jag för den har vi men",
    }.items()
}
"""By language (ISO 639-1): its commonest words."""
_BEGINNING = 4000  # characters of a text in which sentences show
_CERTAIN = 3  # of the commonest words of a language
_OBJECT = 200  # characters on each side in which the rest of an object stands
_OPENING, _CLOSING = tuple("\"'`„“«‘*"), tuple("\"'`“”»’*")
_SMALL = frozenset().union(*COMMON.values())
_SENTENCES = 4  # of the commonest words
_WORDS = lazy_compile(r"[^\W\d_]+")
_ASKED = 16  # values of one text of which several checks ask the same


def is_talk(text: str) -> bool:
    """Whether a text holds sentences, as settings and listings do not."""
    small = (word for word in _WORDS.finditer(text, 0, _BEGINNING) if word[0].lower() in _SMALL)
    return next(islice(small, _SENTENCES - 1, None), None) is not None


CONTINUES = lazy_compile(r"[\"'`]{0,1}[:=]\s?[^\s)]|[\"'`]\s{0,2}:|\.[a-z]\w|[(\[{/\\@<>&$]|\s?=[^\s]|\s?[-=]>")
"""The value is a name, a key or part of something longer."""


@lru_cache(maxsize=_ASKED)
def line_before(around: Surroundings) -> str:
    """What stands before the value in its line; a reply is read together with the line that it answers."""
    own = around.before.rpartition("\n")[2]
    reply = cues.REPLY.search(around.before[-80:])
    if reply is None or any(cue.search(own) for cue in (cues.PASSWORD, cues.LOGIN, code_cues.CODE, code_cues.PLACE)):
        return own
    start = max(0, len(around.before) - 80) + reply.span()[0]
    above = around.before[:start].rstrip().rpartition("\n")[2]
    answers = own.strip("\"'`„“«*( ") or above.endswith((":", "?"))
    return f"{above[-150:]} → " if above and answers else own


@lru_cache(maxsize=_ASKED)
def in_code(line: str, around: Surroundings) -> bool:
    """Whether the line is code; a sentence inside a string is none."""
    left, right = line, around.after.partition("\n")[0]
    string = left.rpartition('"')[2] + right.partition('"')[0]
    if string.count(" ") >= 2:  # a sentence inside a string is no code
        return _CODE_LINE.search(string.removesuffix("}")) is not None
    return _CODE_LINE.search(left + right) is not None


def last_end(pattern: Phrase, text: str) -> int | None:
    """Where the last match ends."""
    end = None
    for found in pattern.finditer(text):
        end = found.span()[1]
    return end


@lru_cache(maxsize=_ASKED)
def language_of(around: Surroundings) -> str | None:
    """The language of the password's name before the value (ISO 639-1); None without one."""
    before = around.before[-80:]
    named = next((language for language, names in cues.LANGUAGE.items() if names.search(before)), None)
    if named not in (None, "en"):
        return named
    words = set(re.findall(r"[^\W\d_]+", f"{around.before[-160:]} {around.after[:80]}".lower()))
    counts = {language: len(words & common) for language, common in COMMON.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _CERTAIN and list(counts.values()).count(counts[best]) == 1 else named


def lines_of_code(text: str) -> int:
    """How many lines look like code."""
    return len(_CODE_LINE.findall(text))


def is_quoted(around: Surroundings) -> bool:
    """Whether quotation marks or stars stand on both sides."""
    return around.before[-1:] in _OPENING and around.after[:1] in _CLOSING


@lru_cache(maxsize=_ASKED)
def in_a_manual(value: str, around: Surroundings) -> bool:
    """Small letters in an object of a program, or the password of a demonstration that everybody may try."""
    if _DEMO.search(around.before[-_OBJECT:]):
        return True
    entries = len(_ENTRY.findall(around.before[-_OBJECT:] + "\n" + around.after[:_OBJECT]))
    return value.islower() and entries >= 2 and around.before[-1:] in ("'", '"') and around.after[1:2] in (",", "\n")
