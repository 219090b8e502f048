"""Whether what the model calls a name can be one, and which part of it."""

from __future__ import annotations

import re

from chatscrub.detection.names.features import CUES, STREETS, TITLES
from chatscrub.detection.names.forms import BORDER, CAPITAL, bare_of_possessive
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.given_names_elsewhere import of_these_alphabets
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.model import Mention
from chatscrub.detection.names.other_names import ALSO_WORDS, MORE_PLACES, NO_NAMES, PLACES
from chatscrub.lazy_patterns import lazy_compile

SURE = 0.45  # the least probability beside other personal data or a cue
SURER = 0.5  # and without
SURE_OF_ONE_WORD = 0.5
SURE_IF_SMALL = 0.65
SURE_OF_FULL_NAME = 0.3  # a given name that is nothing else, and a surname behind it
SURE_OF_SPEAKER = 0.3  # ``says Lépicier``
SURE_AT_THE_START = 0.6  # of a sentence, where any word has a capital
CERTAIN = 1.0  # told by its place alone
NEVER = 1.01
LONGEST_NAME = 60
_NICKNAMED = 3  # words of a name that has another one in quotation marks

_HOUSEHOLDS_TEXT = """
sirs madams gentlemen ladies dña kollege kollegin confrère consœur colega collega familie famille familia famiglia família familjen rodzina rodziny rodzinie państwo mecenas mecenasa salarié salariée captain capt huisarts hausarzt hausärztin bearbeiter bearbeiterin sachbearbeiter sachbearbeiterin behandelaar kasjer kasjerka handläggare médecin technicien technicienne commandant comandante capitán capitano kapitan kapitein kapten hälsar asystentka asystent
"""
_HOUSEHOLDS = frozenset(_HOUSEHOLDS_TEXT.split())
_OF = frozenset(("da", "do", "de", "van", "von", "di", "af", "av"))
# What notes and requests begin with; in the lists of the model they would change what it learned.
_NOBODY_TEXT = """
rédige rédigez résume résumez reformule reformulez traduis traduisez corrige corrigez complète réponds prépare propose ojo nota aviso recuerda ramadan ramadán ramazan eid diwali hanukkah pessach noël navidad weihnachten
redacta resume traduce corrige escribe riassumi traduci correggi scrivi resuma traduza corrija escreva
"""
_NOBODY = frozenset(_NOBODY_TEXT.split())
_WORD = lazy_compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_NUMBERED = lazy_compile(r"[ ]?\d")
_ATTACHED_AFTER = lazy_compile(
    r"(?!\\+(?:[\"'’]|[nrt](?![a-z]))|\*{1,2}(?:[\s:.,;)]|\Z))[\d#*@_$%^&+=~\\/]|\.\w|-\d|!\w"
)
_ATTACHED_BEFORE = lazy_compile(r"[\w@#$%^&+=~\\_.-]\Z|\w/\Z")
_NEAR = 30  # characters
_PARTNER_AFTER = lazy_compile(rf" & ({CAPITAL}[^\W\d_]++)(?! {CAPITAL})")
_PARTNER_BEFORE = lazy_compile(rf"(?<![^\W_])(?<![^\W_] )({CAPITAL}[^\W\d_]+)\.? & \Z")
_MORE_OF_SURNAME = lazy_compile(rf" (?:ten|ter|bin|ibn|van de[nr]?|von der) {CAPITAL}[^\W\d_]{{1,20}}(?![\w@-])")
_STREETS_BEHIND = frozenset(
    ["street", "road", "avenue", "boulevard", "highway", "parkway", "crescent", "terrace", "straße", "strasse"]
)
_STREETS_BEFORE = frozenset(
    [
        "rue",
        "rua",
        "via",
        "calle",
        "avenida",
        "avenue",
        "ulica",
        "strada",
        "piazza",
        "plaza",
        "viale",
        "λεωφόρος",
        "paseo",
        "chemin",
        "impasse",
    ]
)
_QUOTES = frozenset('"„“”«»')
_NOUN = lazy_compile(
    r".{3,}(?:ung|heit|keit|schaft|tion|netz|länge|wart|kanzlei|tritt|stelle|dienst|ursache|plan|liste|nummer|gerät|schein|fehler|zugang|kasse|raum)(?:en|s|n)?"
)  # what German writes with a capital, too
_SPEAKS_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:says|said|adds|added|writes|wrote|asked|according to|told|explained|replied) \Z"
)
_ACRONYM = 5  # letters
_GLOSS = lazy_compile(r" [-–—] ")  # between a word and what it means
_SENTENCE = lazy_compile(r"(?:^|[.!?:;>*\n\"“„«(–—•|-]\s*)\Z")


def person(text: str, mention: Mention, lexicon: Lexicon, *, evidence: bool) -> tuple[int, int] | None:
    """The span of the name without titles around it; None where it is none."""
    border = BORDER.search(text, mention.start, mention.end)
    words = list(_WORD.finditer(text, mention.start, border.start() if border is not None else mention.end))
    certain = len(words) == 1 and mention.sure >= CERTAIN and _is_plain_name(words[0], lexicon)
    words = words if certain else _without_others(words, lexicon, told=mention.sure >= CERTAIN)
    if not words:
        return None
    start, end = words[0].start(), words[-1].end()
    value = text[start:end].rstrip(".") if len(words[-1].group().rstrip(".")) > 1 else text[start:end]
    value = bare_of_possessive(value)
    end = start + len(value)
    if len(_GLOSS.findall(value)) > 1:
        return None
    if not 2 <= len(value) <= LONGEST_NAME or any(letter.isdigit() or letter in "@_/\\<>{}" for letter in value):
        return None
    if of_these_alphabets(value) and not evidence:
        return None
    if len(words) > 1 and (_bare(words[-1]) in _STREETS_BEHIND or _bare(words[0]) in _STREETS_BEFORE):
        return None
    if _bare(words[-1]) in STREETS and _NUMBERED.match(text, end):
        return None
    if _ATTACHED_AFTER.match(text, end) or _ATTACHED_BEFORE.search(text[max(0, start - 1) : start]):
        return None
    more = _MORE_OF_SURNAME.match(text, end) if len(words) == 1 and lexicon.first(_bare(words[0])) else None
    end = more.end() if more is not None else end
    if mention.sure < CERTAIN and value.lower() in MORE_PLACES:
        return None
    if len(words) == 1 and _in_a_firm(text, start, end, lexicon):
        return None
    if len(words) == 1 and _bare(words[0]) in _NOBODY:
        return None
    if any(_bare(word) in NO_NAMES for word in words) or (len(words) < _NICKNAMED and not _QUOTES.isdisjoint(value)):
        return None
    return (start, end) if certain or mention.sure >= _least(text, words, lexicon, evidence=evidence) else None


def _in_a_firm(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether one word and another stand around an ``&``, not both given names: ``Hollis & Wray``, ``Rüegg & Cie``."""
    partners = (_PARTNER_AFTER.match(text, end), _PARTNER_BEFORE.search(text, max(0, start - _NEAR), start))
    others = [each[1].lower() for each in partners if each is not None]
    given = lexicon.first(text[start:end].lower())
    return any(not (given and lexicon.first(each)) and each not in TITLES | RELATIONS for each in others)


def _without_others(words: list[re.Match[str]], lexicon: Lexicon, *, told: bool) -> list[re.Match[str]]:
    """The words of the name alone: no title, no ``Enkelin`` or ``computador da`` in front, no verb behind.

    Where its place has `told` that it is one, ``von`` in front belongs to it.
    """
    others = TITLES | RELATIONS | _HOUSEHOLDS if told else TITLES | CUES | RELATIONS | _HOUSEHOLDS
    while words and _bare(words[0]) in others:
        words = words[1:]
    while (
        len(words) > 1
        and words[-1].group().islower()
        and not words[0].group().islower()
        and not _may_be_name(words[-1], lexicon)
    ):
        words = words[:-1]
    if told:
        return words
    at = next((place for place, word in enumerate(words[1:-1], 1) if word.group() in _OF), 0)
    if at == 1 and _is_common(words[0], lexicon) and not _is_common(words[2], lexicon):
        words = words[2:]
    return words


def _is_plain_name(word: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a word is a given name, though it may greet (``Ola``) or be a town (``Milan``) elsewhere."""
    bare = _bare(word)
    known = lexicon.first(bare) and not lexicon.common(bare)
    return known and word.group()[0].isupper() and bare not in TITLES and bare not in RELATIONS


def _may_be_name(word: re.Match[str], lexicon: Lexicon) -> bool:
    bare = _bare(word)
    return lexicon.first(bare) or lexicon.surname(bare)


def _is_common(word: re.Match[str], lexicon: Lexicon) -> bool:
    bare = _bare(word)
    return not _may_be_name(word, lexicon) and (lexicon.common(bare) or word.group()[0].islower() or len(bare) > 5)


def _least(text: str, words: list[re.Match[str]], lexicon: Lexicon, *, evidence: bool) -> float:
    """The least probability for words in their place to be taken for a name."""
    bare = [_bare(word) for word in words]
    listed = [lexicon.first(word) or lexicon.surname(word) for word in bare]
    common = [lexicon.common(word) for word in bare]
    if all(common) and not any(listed):
        return NEVER
    full = len(words) == 2 and lexicon.first(bare[0]) and not any(common) and bare[0] not in ALSO_WORDS
    if full and (listed[1] or words[1].group()[0].isupper()) and not (bare[0] in PLACES or bare[1] in PLACES):
        return SURE_OF_FULL_NAME
    if text[words[0].start() : words[-1].end()].islower():
        names = (word for word, each, other in zip(bare, listed, common, strict=True) if _known(each, other))
        return SURE_IF_SMALL if any(word not in ALSO_WORDS for word in names) else NEVER
    if len(words) == 1:
        untitled = TITLES.isdisjoint(
            text[max(0, words[0].start() - 12) : words[0].start()].lower().replace(".", "").split()
        )
        if bare[0] in PLACES and untitled:
            return NEVER
        speaks = _SPEAKS_BEFORE.search(text, max(0, words[0].start() - 16), words[0].start()) is not None
        if speaks and not common[0]:
            return SURE_OF_SPEAKER
        if listed[0] and not common[0]:
            return SURE if evidence else SURE_OF_ONE_WORD
        word = words[0].group()
        labels = untitled and text.startswith(":", words[0].end())
        if not listed[0] and (labels or _NOUN.fullmatch(bare[0]) or (word.isupper() and len(word) <= _ACRONYM)):
            return NEVER
        begins = _SENTENCE.search(text, max(0, words[0].start() - 4), words[0].start()) is not None
        return SURE_AT_THE_START if begins or not evidence else SURE_OF_ONE_WORD
    if not any(listed) and any(common):
        return SURE_IF_SMALL
    return SURE if evidence else SURER


def _known(listed: bool, common: bool) -> bool:  # noqa: FBT001 - both are of one word
    return listed and not common


def _bare(word: re.Match[str]) -> str:
    return bare_of_possessive(word.group().lower().rstrip("."))
