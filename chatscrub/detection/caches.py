"""Caches of functions, emptied to make room. Those with a bound hold what texts have taught, those without what was loaded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import _lru_cache_wrapper


def clear_bounded(things: Iterable[object]) -> None:
    """Empties those of the things that are functions with a bounded cache.

    What holds caches stays and is not made anew: it is often in a cycle, and Python looks for these seldom.
    """
    for thing in [*things]:
        # Asked for its type alone: a pattern that is compiled when it is needed would be by any other question.
        if isinstance(thing, _lru_cache_wrapper) and thing.cache_parameters()["maxsize"] is not None:
            thing.cache_clear()
