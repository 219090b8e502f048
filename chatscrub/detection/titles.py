"""Values that a conversation's title repeats: vendors make titles from the first message."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST = 4  # characters: a shorter value is found in titles by accident


def spans(title: str, values: Iterable[str]) -> set[tuple[int, int]]:
    """Where the title holds one of the values, without regard to case; offsets in characters."""
    found: set[tuple[int, int]] = set()
    folded = title.casefold()
    for value in values:
        if SHORTEST <= len(value) <= len(title) and value.casefold() in folded:
            found.update(match.span() for match in re.finditer(re.escape(value), title, re.IGNORECASE))
    return found
