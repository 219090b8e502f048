"""Names in a row or in quotation marks beside a word that tells what bears them: ``the shades Rose, Violet and Sage``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chatscrub.detection.names.articles import is_dish_first
from chatscrub.detection.names.listed_things import THINGS
from chatscrub.detection.names.text_lines import Span
from chatscrub.lazy_patterns import lazy_compile

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_CAPITAL}[^\W\d_]*(?:['’&.-]{{1,2}}[^\W\d_]+)*\.?(?: (?:of|de|di|von|van|do|da|dos|af|av|et|and|y|e|und|{_CAPITAL}[^\W\d_]*(?:['’.-][^\W\d_]+)*)){{0,3}}(?: \d{{1,2}})?"
_AND = r"(?:and|und|et|y|e|en|i|och|og|or|oder|ou|o|of|lub|eller|&)"
_SEPARATOR = rf"(?:,(?: {_AND})?|;| {_AND}) "
# ``Gospels of Luke, Mark and John``, ``tonos Rosa, Celeste y Alba``, ``ships: …``; two names may be who brought the ship.
_ROW = lazy_compile(
    rf"(?<![^\W_])(?i:{THINGS})(?: ?:| (?:are|is|were|will be) (?:called|named)| (?:heißen|s['’]appellent|se llaman|si chiamano|heten|nazywają się|chamam-se|se chamam|heter)|,? (?:like|such as|called|named|wie|namens|comme|comme par exemple|appelées?|como|llamad[oa]s|chamad[oa]s|come|chiamat[ei]|zoals|genaamd|jak|takie jak|som|såsom)|(?: d?['’]?(?:of|according to|nach|selon|según|secondo|volgens|według|segundo|enligt)))? "
    rf"(?P<row>{_NAME}(?:{_SEPARATOR}(?:the |la |le |el |il |die |der |das |de |het )?{_NAME}){{2,40}})"
)
_SEVERAL = lazy_compile(
    rf"(?<= ){_NAME}(?:{_SEPARATOR}(?:the |la |le |el |il |die |der |das |de |het )?{_NAME}){{2}}"
)  # found much faster than what stands in front
_THING = lazy_compile(rf"(?<![^\W_])(?i:{THINGS})(?![^\W_])")
_QUOTED = lazy_compile(
    r"[\"“„«][ \u00a0\u202f]?([^\W\d_][^\"“”„«»\n]{1,40}?)[ \u00a0\u202f]?[\"”“»](?!\w)|(?<![^\s(])['‘]([^\W\d_][^'‘’\n]{1,40}?(?:['’](?:s|t|m|re|ve|ll|d) [^'‘’\n]{1,30})?)['’](?![^\s,.;:!?)])"
)
_QUOTATIONS = 3  # in a sentence: what somebody says, or who is called so, stands alone
_CODE = lazy_compile(r"[\[({=]\s*[\"'“„«‘]|[\"'][,:;][\"']|[\"'] ?:")
_PROSE = lazy_compile(r"(?<![^\W_])[^\W\d_A-ZÀ-ÞĄ-Ž]{2,}(?![^\W_])")
_FEWEST_WORDS = 2  # in small letters, of a sentence with titles in it
_APART = lazy_compile(rf"[ ]?(?:,|;| {_AND})(?: {_AND})? ")
_SENTENCE = lazy_compile(r"[^\n]*?(?:[.!?](?=\s|\Z)|\n|\Z)")
# A row in front of what is asked about it: ``Ann Lee, Jo Ray, Kit Low: which bands …``.
_ASKED = lazy_compile(
    rf"(?m)^[ \t]*(?P<row>(?:the |die |les |los |i |de )?{_NAME}(?: \([^()\n]{{2,25}}\))?(?:{_SEPARATOR}(?:the |The |la |le |el |il |die |der |das |de |het )?{_NAME}(?: \([^()\n]{{2,25}}\))?){{2,30}})[ \u00a0\u202f]?[:–—-][ \u00a0\u202f](?P<asked>[^\n]{{3,200}})"
)
# What is asked of things alone.
_OF_THINGS = lazy_compile(
    r"(?<![^\W_])(?:named (?:after|for)|founder['’]?s? names?|benannt nach|nach wem|portent le nom|nom (?:du|de leur|des) fondateurs?|llevan el nombre|nombre del fundador|portano il nome|nome del fondatore|vernoemd|nazwan\w+ (?:od|na cześć)|nome do fundador|uppkallad\w*"
    r"|(?:origin|origine|origen|herkunft|ursprung|oorsprong|pochodzenie|origem|ursprung) (?:of|de|du|des|der|di|del|della|von|van|do|da|av)? ?(?:the |each |their |chaque |le |les |cada |jede[rsn]? |ogni )?(?:names?|noms?|nombres?|nomi|nomes?|namens?|nazw\w*|namn)"
    r"|on the stock exchange|börsennotiert|quotat[ei]|cotées?|cotizan|beursgenoteerd|serifs?|still be visited)(?![^\W_])",
    re.IGNORECASE,
)
_WHICH_THINGS = lazy_compile(
    rf"(?i)(?<![^\W_])(?:which|what|welche[rs]?|quel(?:le)?s?|lesquel(?:le)?s|cuál(?:es)?|qué|qual[ei]?|welk[e]?|które?|quais|vilk[ea]t?)(?: (?:of (?:these|the)|dieser|de ces|de estas?|di queste|van deze|z tych|av dessa))? (?:{THINGS}|models?|methods?|modell|methode|modèle|méthode|modelo|método|modello|metodo|model|metoda|metod|theory|framework|tool)(?![^\W_])"
)
# Names of species, whose second word is Latin and small.
_SPECIES = lazy_compile(
    r"(?<![^\W_])(?:[A-Z][a-z]{2,}(?: x)? [a-z]{3,}(?:a|us|um|is|e|ii|ae|ens|or|ix|er|as)(?: (?:L|Mill|DC)\.)?(?:, (?:and |und |et |y |e |en |i |och )?| (?:and|und|et|y|e|en|i|och) )?){3,}(?![^\W_])"
)
_LATIN = lazy_compile(r" [a-z]+(?:us|um|is|ii|ae|ens|ur|ix|oides)(?![a-z])")
_OF_SCIENCE = lazy_compile(
    rf"(?<![^\W_])(?P<row>{_NAME}(?:{_SEPARATOR}{_NAME}){{1,8}}) (?:scales|laws|effects|theorems|models|tests|principles|equations|numbers|methods|classifications|syndromes|diseases|awards|prizes|medals|Foundations?|lines|stations|buildings|wards|wings|rooms)(?![^\W_])"
)


def rows_of_things(text: str, personal: Sequence[Span]) -> Iterator[Span]:
    """Spans that hold names of things alone; `personal` are spans of personal data other than names."""
    if "," not in text and text.count('"') < _QUOTATIONS:
        return
    if _SEVERAL.search(text) is not None:
        for found in _ROW.finditer(text):
            yield found.span("row")
    yield from (found.span("row") for found in _OF_SCIENCE.finditer(text))
    yield from (found.span() for found in _SPECIES.finditer(text) if _LATIN.search(found[0]))
    if personal:
        return
    for found in _ASKED.finditer(text):
        asked = found["asked"]
        if (
            _OF_THINGS.search(asked)
            or _WHICH_THINGS.search(asked)
            or _THING.search(found["row"])
            or is_dish_first(found["row"])
        ):
            yield found.span("row")
    yield from _titles(text)


def _titles(text: str) -> Iterator[Span]:
    """Three titles and more in quotation marks, one behind the other or in a sentence that speaks of songs, shades and the like."""
    for sentence in _SENTENCE.finditer(text):
        quoted = list(_QUOTED.finditer(text, sentence.start(), sentence.end()))
        if len(quoted) < _QUOTATIONS or _CODE.search(sentence[0]):
            continue
        in_a_row = sum(_APART.fullmatch(text, one.end(), other.start()) is not None for one, other in pairwise(quoted))
        rest = _QUOTED.sub("", sentence[0])
        told = in_a_row >= _QUOTATIONS - 1 and len(_PROSE.findall(rest)) >= _FEWEST_WORDS
        if told or _THING.search(sentence[0]) is not None:
            yield from (each.span(each.lastindex or 1) for each in quoted)
