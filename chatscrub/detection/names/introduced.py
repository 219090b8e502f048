"""Names that the words around them tell: of who introduces themselves (``my name is Tempeste``), and several in a row.

The model knows names by their neighbours; of a bare one in such a place it is seldom sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from chatscrub.detection.names.features import STREETS, TITLES
from chatscrub.detection.names.forms import CAPITAL, PARTICLES
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.names.other_names import NO_NAMES, PLACES
from chatscrub.detection.passwords.ordinary_words import ORDINARY, folded
from chatscrub.lazy_patterns import lazy_compile

_PART = rf"{CAPITAL}(?:[^\W\d_]|['’-](?=[^\W\d_]))*[^\W\d_](?<!['’]s)"
_NAME = rf"{_PART}(?: (?:{CAPITAL}\. )?{PARTICLES}{_PART}){{0,3}}"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-Þ]{3,15}(?: [^\W\d_A-ZÀ-ÖØ-Þ]{2,15})?"
_INTRODUCED = lazy_compile(
    r"(?<!\w)(?i:(?:my|his|her|their|our \w{3,12}['’]s) (?:full )?name(?:['’]s| is| was)|(?:i am|i['’]m|he is|she is|people) call(?:ed)? (?:me )?|(?:call|calls) me"
    r"|mein name (?:ist|lautet)|ich hei(?:ß|ss)e|je m['’ ]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|mijn naam is|ik heet|chamo-me|me chamo|(?:o )?meu nome é"
    r"|nazywam się|mam na imię|jag heter|mitt namn är|jeg hedder|mit navn er|jeg heter|navnet mitt er|jmenuji se|volám sa|nimeni on|a nevem|mă numesc|numele meu (?:e|este)|benim adım|zovem se|ime mi je|moje ime je|eg heiter)[ ]"
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Frau|Herr|Mme|M)\b\.? )?(?:(?P<name>{_NAME})|(?P<small>{_SMALL}))(?![\w@])"
)
_AND = "(?:and|und|et|y|e|en|i|och|og|or|oder|&)"
_ITEM = rf"{_PART}(?: (?:{CAPITAL}\. )?{PARTICLES}{_PART}){{0,2}}"
_LIST = lazy_compile(
    rf"(?<![\w@/.&-])(?<!{CAPITAL}\w )(?P<names>{_ITEM}(?:, {_ITEM})+(?:,? {_AND} {_ITEM})?)(?![\w@/])"
)
_SMALL_ITEM = r"[^\W\d_]{3,15}"
_SMALL_LIST = lazy_compile(
    rf"(?<![\w@/.&'’-])(?P<names>{_SMALL_ITEM}(?:, {_SMALL_ITEM})+,? {_AND} {_SMALL_ITEM})(?![\w@/])"
)
_SMALL_ITEMS = lazy_compile(rf"(?!{_AND}\b){_SMALL_ITEM}")
_ITEMS = lazy_compile(_ITEM)
_WORD = lazy_compile(r"[^\W\d_]+")
_FEWEST = 3  # names in a row


def introduced(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of names that somebody tells of themselves or another."""
    for found in _INTRODUCED.finditer(text):
        kind = "name" if found["name"] else "small"
        words = [word.lower() for word in _WORD.findall(found[kind])]
        if kind == "name":
            if not any(map(_is_other, words)) and not all(map(_is_ordinary, words, repeat(lexicon))):
                yield found.span(kind)
            continue
        strange = [not _is_ordinary(word, lexicon) and not _is_other(word) for word in words]
        if strange[0]:
            yield found.start(kind), found.end() if all(strange) else found.start(kind) + len(words[0])


def listed(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of names that stand in a row with others: ``Layla, Harry and Michele``. Most must be known, and none a place."""
    if "," not in text:
        return
    small = text.islower()
    for found in (_SMALL_LIST if small else _LIST).finditer(text):
        spans = [item.span() for item in (_SMALL_ITEMS if small else _ITEMS).finditer(text, *found.span("names"))]
        if len(spans) < _FEWEST:
            continue
        known = 0
        for start, end in spans:
            words = [word.lower() for word in _WORD.findall(text[start:end])]
            other = any((_is_other(word) and not lexicon.first(word)) or word in PLACES for word in words)
            if other or all(map(lexicon.common, words)):
                known -= len(spans)
            known += lexicon.first(words[0]) and not lexicon.common(words[0])
        if 2 * known > len(spans):
            yield from spans


def _is_ordinary(word: str, lexicon: Lexicon) -> bool:
    return lexicon.common(word) or folded(word) in ORDINARY


def _is_other(word: str) -> bool:
    return word in NO_NAMES or word in TITLES or word in STREETS
