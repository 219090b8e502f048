"""Whether a few words name somebody."""

from __future__ import annotations

from chatscrub.lazy_patterns import lazy_compile

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_CAPITALISED = lazy_compile(rf"(?<![^\W_])[{_UPPER}][{_LOWER}]{{2,15}}(?![^\W_])")
_CAPITALISED_ELSEWHERE = lazy_compile(r"(?<![^\W_])[Α-ΩΆΈ-ΏА-ЯЁЄІЇҐ][α-ώа-яёєіїґ’']{2,15}(?![^\W_])")
_INITIAL = lazy_compile(rf"(?<![^\W_])[{_UPPER}]\. ?[{_UPPER}][{_LOWER}’'-]{{3,20}}(?![^\W_])")
_GIVEN = lazy_compile(rf"(?<![^\W_])([{_UPPER}][{_LOWER}]{{2,15}}) \Z")
_WORD = lazy_compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_TITLE = lazy_compile(
    r"\s*(?:Mrs?|Ms|Miss|Herrn?|Frau|Mme|M\.|Sra?|D\.|Sig|Dhr|Mevr|mevrouw|heer|Mw|Dona|Pani?|Pana)\b"
)


def names_somebody(text: str) -> bool:
    """Whether the text has a given name that is no ordinary word, as ``Mark`` and ``Grace`` are, or a name behind an initial."""
    from chatscrub.detection.names.tagger import embedded

    lexicon = embedded().lexicon
    words = (word.group().lower() for word in _CAPITALISED.finditer(text))
    if _INITIAL.search(text) is not None or any(lexicon.first(word) and not lexicon.common(word) for word in words):
        return True
    others = () if text.isascii() else _CAPITALISED_ELSEWHERE.finditer(text)
    return any(lexicon.first(word.group().lower()) for word in others)


def is_full_name(text: str) -> bool:
    """Whether a few words are a full name or stand behind a title: one of them is a given name, or an initial."""
    from chatscrub.detection.names.tagger import embedded

    lexicon = embedded().lexicon
    words = [word.group() for word in _WORD.finditer(text)]
    if not 2 <= len(words) <= 5 or not all(word[0].isupper() or len(word) <= 4 for word in words):
        return False
    if _TITLE.match(text):
        return True
    bare = [word.rstrip(".").lower() for word in words]
    known = any(lexicon.first(word) and not lexicon.common(word) for word in bare)
    return known or (any(len(word) == 1 for word in bare) and any(lexicon.last(word) or len(word) > 6 for word in bare))


def starts_a_name(text: str) -> bool:
    """Whether the first of a few words is one of a name: a title, an initial, a given name or a surname."""
    from chatscrub.detection.names.tagger import embedded

    lexicon = embedded().lexicon
    word = _WORD.search(text)
    if word is None or _TITLE.match(text):
        return word is not None
    bare = word[0].rstrip(".").lower()
    return len(bare) == 1 or (lexicon.first(bare) and not lexicon.common(bare)) or lexicon.last(bare)


def is_surname(word: str, before: str) -> bool:
    """Whether a word that is also something else is a surname behind a given name: ``Parkinson`` in ``Ann Parkinson``."""
    from chatscrub.detection.names.tagger import embedded

    given = _GIVEN.search(before)
    if given is None or not word.istitle() or not word.isalpha():
        return False
    lexicon = embedded().lexicon
    bare = given[1].lower()
    return lexicon.last(word.lower()) and lexicon.first(bare) and not lexicon.common(bare)
