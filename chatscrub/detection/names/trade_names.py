"""Parts of names of brands, and names in a text that speaks of many brands: ``only Hilfiger``, ``Bloody Mary``."""

from __future__ import annotations

from functools import cache

from chatscrub.detection.names.brands import BRANDS, KINDS, SIGNS
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.lazy_patterns import lazy_compile

_MANY = 4  # brands, beside which whoever is named is most likely one as well
_FEW = 3  # of one kind
_OF_TRADE = 2  # of the kinds
_NAMES = lazy_compile(r"[^\W\d_]+(?:[&'’][^\W\d_]+)*")
_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEAR = 40  # characters
_SOMEBODY = lazy_compile(
    r"(?i)(?<![^\W_])(?:contact|manager|director|ceo|cfo|founder|colleague|customer|client|buyer|agent|analyst|employee|ansprechpartner\w*|chef\w*|geschäftsführer\w*|kolleg\w+|kund\w+|gründer\w*|directeur|directrice|collègue|client\w*|director\w*|jefe|gerente|responsabile|direttore|collega|mr|mrs|ms|herrn?|frau|mme|sra?)\.?,? \Z"
)


def is_part_of_a_brand(text: str, start: int, end: int, *, anywhere: bool) -> bool:
    """Whether a single word is one of a brand of several words: of the one around it, or the last of one `anywhere`.

    Of words with commas between them each has to be.
    """
    words = text[start:end].split(", ")
    for word in words:
        if not _is_of_a_brand(text, start, word, anywhere=anywhere):
            return False
        start += len(word) + 2
    return True


def _is_of_a_brand(text: str, start: int, word: str, *, anywhere: bool) -> bool:
    lower = word.lower()
    for brand in _by_word().get(lower, ()) if " " not in word else ():
        near = _bare(text[max(0, start - len(brand) - 2) : start + len(word) + len(brand)])
        if brand in near or (anywhere and brand.endswith(f" {lower}") and brand in _bare(text)):
            return True
    return False


def _bare(text: str) -> str:
    return text.lower().replace(". ", " ").replace("’", "'")


def is_one_of_its_kind(text: str, value: str) -> bool:
    """Whether the words of a name are brands, typefaces, gods or people of tales, and the text names others of the kind."""
    words = value.lower().replace("’", "'").split(", ")
    for number, kind in enumerate(KINDS):
        if not all(word in kind or f"{word}'s" in kind for word in words):
            continue
        named = kind.intersection(_capitals(text))
        if len(named) >= _FEW and (number < _OF_TRADE or not named.isdisjoint(SIGNS)):
            return True
    return False


def _capitals(text: str) -> set[str]:
    return {word.lower().replace("’", "'") for word in _NAMES.findall(text) if word[0].isupper()}


def many_brands(text: str) -> bool:
    """Whether a text speaks of so many brands that it compares them."""
    lower = _bare(text)
    return sum(brand in lower for brand in BRANDS if " " in brand) >= _MANY


def is_among_brands(text: str, start: int) -> bool:
    """Whether no word in front makes a name in such a text somebody's: ``our contact Rosa Winter``."""
    before = text[max(0, start - _NEAR) : start]
    words = _WORD.findall(before)
    return _SOMEBODY.search(before) is None and not (words and words[-1].lower() in RELATIONS)


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    """Brands of two words and more by their words; short ones and those of one word tell nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for brand in BRANDS:
        words = brand.split()
        for word in words if len(words) > 1 else ():
            found[word] = (*found.get(word, ()), brand)
    return found
