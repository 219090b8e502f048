"""Regular expressions of Python that are compiled when they are first used.

There are hundreds, a scan of one small archive uses a third of them, and compiling the others would take it a sixth longer.
"""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast


class _LazyPattern(Generic[AnyStr]):
    """Has the attributes of an `re.Pattern`, each of its own, so that once it is compiled using it costs nothing."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        pattern = re.compile(*self._given)
        known = {each: getattr(pattern, each) for each in dir(pattern) if not each.startswith("_")}
        vars(self).update(known)
        try:
            return known[name]
        except KeyError:
            raise AttributeError(name) from None


def lazy_compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, but compiled at its first use; a wrong pattern is an error only then."""
    return cast("re.Pattern[AnyStr]", _LazyPattern(pattern, flags))
