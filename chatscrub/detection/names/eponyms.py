"""Methods, illnesses and effects that bear the surnames of who described them: ``Kruskal–Wallis``, ``Cohen's d``."""

from __future__ import annotations

from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.lazy_patterns import lazy_compile

_WORD = lazy_compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# The dash between two surnames is longer than the hyphen within one.
_DASH_BEFORE = lazy_compile(rf"(?<![^\W_]){_CAPITAL}[^\W\d_]+–\Z")
_DASH_BEHIND = lazy_compile(rf"–{_CAPITAL}[^\W\d_]+(?![^\W_])")
_BEFORE = lazy_compile(rf"(?<![^\W_])({_CAPITAL}[^\W\d_]*\.?) \Z")
# A single letter, which is a measure: ``Cohen's d``, ``Cramér's V``, ``Student's t``. ``Anna's I`` would be none.
_MEASURE = lazy_compile(r"(?:['’]s|(?<=s)['’]) (?:[b-hj-rt-zB-HJ-Zα-ωΑ-Ω]|rho|tau|kappa|alpha|chi)(?![^\W_]|['’.])")
# Behind these stands no possessive: ``Keller's test`` is one that Keller took.
_FIELD_BEHIND = lazy_compile(
    r" (?:reflex|nodes?|fracture|manoeuvre|maneuver|palsy|chorea|ana?emia|virus|cells?|classification|stain(?:ing)?|test|correction|sequence|matrix|integral|Defen[cs]e|Gambit|Opening|Attack|Variation|lymphoma|sarcoma)(?![^\W_])"
)
# What somebody may have as well as bear the name of: of a common surname it tells nothing.
_ILLNESS_BEHIND = lazy_compile(
    r" (?:sjukdom|sjuka|sygdom|sykdom|tauti|nemoc|choroba|betegség|szindróma|kór|hastalığı|sendromu|syndrom|ziekte|syndroom)(?![^\W_])"
)
_FIELD_BEFORE = lazy_compile(
    r"(?<![^\W_])(?:[Mm]orbus|[Mm]orbo di|[Zz]esp[óo]ł\w{0,2}|[Ss]indrome di|[Ss]índrome de|[Ss]yndrome d[e’']|[Νν]όσος|[Σσ]ύνδρομο|[Сс]индром\w{0,2}|متلازمة) ?\Z"
)
_NEAR = 40  # characters


def is_eponym(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the surname at a place is that of an illness, a method or an opening of chess.

    A given name in front makes it somebody's: ``Ana Wallis–Kruger``, ``Ana Bell's``.
    """
    words = _WORD.findall(text, start, end)
    if len(words) == 2 and "–" in text[start:end] and " " not in text[start:end]:
        return True
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    if len(words) != 1 or (before is not None and lexicon.first(before[1].lower().rstrip("."))):
        return False
    if _DASH_BEHIND.match(text, end) or _DASH_BEFORE.search(text, max(0, start - _NEAR), start):
        return True
    if _MEASURE.match(text, end) or _FIELD_BEFORE.search(text, max(0, start - _NEAR), start):
        return True
    bare = words[0].lower()
    if lexicon.first(bare):  # ``Ana cells``
        return False
    if _ILLNESS_BEHIND.match(text, end) is not None:
        return not (lexicon.last(bare) or lexicon.last(bare.removesuffix("s")))
    return _FIELD_BEHIND.match(text, end) is not None
