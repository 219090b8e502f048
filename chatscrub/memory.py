"""Memory that nobody uses any more: collected seldom, and given back to the system.

glibc keeps freed memory wherever something behind it is still in use. In a scan, which makes and drops lists by the million
beside what it keeps, a third of the process comes to be such gaps. Other C libraries give them back by themselves.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import cache

_NEW_OBJECTS = 1 << 18  # more than a small scan makes and keeps
_YOUNGER, _YOUNG = 2, 2  # collections of new objects for one of those that outlived one; and of these for one of all


def collect_seldom() -> None:
    """From now on Python collects cyclic garbage after a quarter of a million new objects, and looks at all after two million.

    To load the program makes objects by the hundred thousand and a scan lists by the million, which are in no cycle: with 700,
    Python's own number, looking through them took 5 % of a small scan and 3 % of a long one, and with 20,000 as much of a
    small one.
    """
    gc.set_threshold(_NEW_OBJECTS, _YOUNGER, _YOUNG)


def collect_no_more() -> None:
    """To be called when the program ends: what is in cycles is left to the system.

    Python looks through all that it holds several times before it ends, which took an eighth of a small scan.
    """
    gc.freeze()


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
