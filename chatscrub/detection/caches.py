"""Caches of functions, emptied to make room. Those with a bound hold what texts have taught, those without what was loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import _lru_cache_wrapper


def clear_bounded(things: Iterable[object]) -> None:
    """Empties those of the things that are functions with a bounded cache."""
    for thing in [*things]:
        if isinstance(thing, _lru_cache_wrapper) and thing.cache_parameters()["maxsize"] is not None:
            thing.cache_clear()
