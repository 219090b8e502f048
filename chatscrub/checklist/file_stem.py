"""A file name for an employee's list that every operating system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256

MAX_STEM = 80
_HASH_LENGTH = 8
_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


def file_stem(employee: str, taken: Collection[str] = ()) -> str:
    """Lower-case letters, digits, dot, dash and underscore, with ``_at_`` for ``@``; 1 to 80 characters.

    Different employees get different stems, also where a file system ignores case: whatever the simple form loses
    (capitals, accents, other signs, length, a name that Windows reserves, a stem that is `taken`) is made up for by
    eight digits of a hash.
    """
    folded = unicodedata.normalize("NFKD", employee).encode("ascii", "ignore").decode().lower().replace("@", "_at_")
    stem = _UNSAFE.sub("_", folded).strip(".-_ ")
    is_plain = stem.replace("_at_", "@", 1) == employee or (stem == employee and "_at_" not in employee)
    is_usable = 0 < len(stem) <= MAX_STEM and not _RESERVED.match(stem) and not _looks_hashed(stem)
    if is_plain and is_usable and stem not in taken:
        return stem
    digest = sha256(employee.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    kept = stem[: MAX_STEM - _HASH_LENGTH - 1].rstrip(".-_ ")
    if _RESERVED.match(kept):
        kept = "x_" + kept
    return f"{kept}-{digest}" if kept else f"employee-{digest}"


def _looks_hashed(stem: str) -> bool:
    """Whether a plain stem ends like one that got a hash: it gets one too, so that the two never meet."""
    return re.search(rf"-[0-9a-f]{{{_HASH_LENGTH}}}$", stem) is not None
