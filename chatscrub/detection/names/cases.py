"""Endings that cases put on a given name, in the languages whose letters or small words tell them."""

from __future__ import annotations

from chatscrub.lazy_patterns import lazy_compile

Cases = tuple[tuple[str, str], ...]
"""Pairs of an ending and what stands in its place where a name is not inflected."""

_POLISH = lazy_compile(r"[ąęłńśźż]|(?<!\w)(?:się|nie|jest)(?!\w)")
_POLISH_CASES: Cases = (
    *(("y", "a"), ("i", "a"), ("ę", "a"), ("ą", "a"), ("ie", "a"), ("owi", ""), ("em", ""), ("iem", ""), ("a", "")),
    *(("u", ""), ("kiem", "ek"), ("ka", "ek"), ("kowi", "ek")),
)
_CZECH = lazy_compile(r"[ěřůľĺŕ]")
_CZECH_CASES: Cases = (
    *(("y", "a"), ("ě", "a"), ("e", "a"), ("u", "a"), ("ou", "a"), ("i", "a"), ("i", "e"), ("í", "e"), ("ovi", "")),
    *(("ovi", "a"), ("em", ""), ("a", ""), ("e", ""), ("i", ""), ("kovi", "ek"), ("ka", "ek"), ("kem", "ek")),
)
_HUNGARIAN = lazy_compile(r"[őű]|(?<!\w)(?:és|hogy|nem|egy|vagy)(?!\w)")
_AFTER_TEXT = "nak nek tól től ról ről hoz hez val vel ért ig ra re nál nél t"
_AFTER = _AFTER_TEXT.split()
_HUNGARIAN_CASES: Cases = (
    *((ending, "") for ending in (*_AFTER, "ot", "et", "at", "öt")),
    *((f"á{ending}", "a") for ending in _AFTER),
    *((f"é{ending}", "e") for ending in _AFTER),
)
_FINNISH = lazy_compile(r"ää|yö|tä\b|(?<!\w)(?:ja|ei|että|olen|mutta|kun)(?!\w)")
_FINNISH_CASES: Cases = tuple(
    (ending, "") for ending in ("lle", "lla", "llä", "lta", "ltä", "n", "a", "ä", "ssa", "sta", "in", "ille", "ia")
)


def cases_of(text: str) -> Cases:
    """The endings of the languages that a text may be in; none for most."""
    found = _POLISH_CASES if _POLISH.search(text) is not None else ()
    if text.isascii():  # the others are hardly written without accents, and each search costs as much as the first
        return found
    for told, cases in ((_CZECH, _CZECH_CASES), (_HUNGARIAN, _HUNGARIAN_CASES), (_FINNISH, _FINNISH_CASES)):
        found += cases if told.search(text) is not None else ()
    return found
