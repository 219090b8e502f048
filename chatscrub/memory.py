"""Memory that nobody uses any more, given back to the system.

glibc keeps freed memory wherever something behind it is still in use. In a scan, which makes and drops lists by the million
beside what it keeps, a third of the process comes to be such gaps. Other C libraries give them back by themselves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Gives free pages back. Takes some milliseconds, for they are looked for in all that was ever allocated."""
    if trim := _malloc_trim():
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    """See malloc_trim(3); None where the C library has none."""
    if sys.platform != "linux":
        return None
    import ctypes  # takes as long as everything else that a small scan imports here

    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
