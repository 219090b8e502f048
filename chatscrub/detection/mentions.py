"""Whether a few words name somebody."""

from __future__ import annotations

import re

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_CAPITALISED = re.compile(rf"(?<![^\W_])[{_UPPER}][{_LOWER}]{{2,15}}(?![^\W_])")
_INITIAL = re.compile(rf"(?<![^\W_])[{_UPPER}]\. ?[{_UPPER}][{_LOWER}’'-]{{3,20}}(?![^\W_])")


def names_somebody(text: str) -> bool:
    """Whether the text has a given name that is no ordinary word, as ``Mark`` and ``Grace`` are, or a name behind an initial."""
    from chatscrub.detection.names.tagger import embedded

    lexicon = embedded().lexicon
    words = (word.group().lower() for word in _CAPITALISED.finditer(text))
    return _INITIAL.search(text) is not None or any(lexicon.first(word) and not lexicon.common(word) for word in words)
