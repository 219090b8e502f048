"""How names are written, as parts of regular expressions."""

from __future__ import annotations

from chatscrub.lazy_patterns import lazy_compile

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
PARTICLES = (
    r"(?:(?:(?:van|von|vom|der|den|de|del|della|dei|di|da|dos|das|do|du|la|le|bin|al|el|zu|zur|ter|ten|af|av|y|e) |d['’]))"
    r"{0,3}"
)
"""Small words in front of a surname, each with the blank behind it; there may be none."""
BORDER = lazy_compile(r"[\t|;]")
"""Stands between two cells of a row."""
_POSSESSIVE = ("'s", "’s", "'S", "’S")


def bare_of_possessive(word: str) -> str:
    """A word without the ``'s`` of whom something belongs to: ``Viktor's`` → ``Viktor``."""
    return word[:-2] if word.endswith(_POSSESSIVE) and len(word) > len("'s") + 1 else word
