"""Patterns in the form that Hyperscan compiles fast: together they take half of the time.

A word is compiled in no time as long as it is a plain row of bytes. Two things stop it from being one:

* Where case does not count, U+017F and U+212A count as an ``s`` and a ``k``, of which nearly every word has one, and take
  more bytes than the letter does. So they are left out here, and `with_folded` tells which texts hold one.
* Words that are the alternatives of one pattern become one automaton. So each is a pattern of its own, also where
  something without end follows them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chatscrub.detection.dialect import alternatives, class_end
from chatscrub.detection.letters import KELVIN, LONG_S
from chatscrub.lazy_patterns import lazy_compile

_FOLDED = (LONG_S.encode(), KELVIN.encode())
_CASELESS = "(?i:"
_PLAIN = "(?:"
_BORDERS = lazy_compile(r"(?:\\b|\^)+")
_REPEATS = ("?", "*", "+", "{")
_UNBOUNDED = lazy_compile(r"[*+]|\{[0-9]+,\}")
_MOST = 80  # words of one group
_LONGEST = 256  # characters of a tail: a longer one takes seconds to compile as often as there are words
_PIECE = lazy_compile(
    r"\\(?:x\{\w+\}|p\{\w+\}|.)"
    r"|\((?:\?(?:P<\w+>|(?P<on>[a-z]*)(?:-(?P<off>[a-z]+))?(?P<end>[:)])))?"
    r"|[kKsS]|[^\\\[()kKsS]+|\)",
    re.DOTALL,
)


def pieces(pattern: str) -> list[str]:
    """Patterns that together match what one for Hyperscan matches, in texts that are not `with_folded`."""
    return [_with_ascii_case(each) for each in _apart(pattern)]


def with_folded(batch: bytes, borders: Sequence[int]) -> Iterator[int]:
    """The passages of a batch that hold one of the two letters; those with both come twice."""
    if batch.isascii():
        return
    for letter in _FOLDED:
        at = batch.find(letter)
        while at >= 0:
            index = bisect_right(borders, at) - 1
            yield index
            at = batch.find(letter, borders[index + 1])


def _apart(pattern: str) -> list[str]:
    """The alternatives of a pattern, also of one that is a group in which case does not count and nothing else."""
    opening = ""
    if pattern.startswith(_CASELESS) and _closes_at_the_end(pattern):
        opening, pattern = _CASELESS, pattern[len(_CASELESS) : -1]
    flags, each = alternatives(pattern)
    if _has_flags(pattern[len(flags) :]):
        each = (pattern[len(flags) :],)  # flags in between hold for all that follows
    apart = dict.fromkeys(piece for one in each for piece in _led_apart(one))
    return [f"{opening}{flags}{one}{')' if opening else ''}" for one in apart]


def _led_apart(pattern: str) -> list[str]:
    """One of the alternatives, with each word of the group that it begins with: ``(?:a|b)c+`` is ``ac+`` and ``bc+``.

    A short word among many long ones keeps the engine from looking for any of them: it runs an automaton over all text,
    which is slow where the automaton does not come to an end soon. Of others the pieces only take longer to compile.
    """
    borders = _BORDERS.match(pattern)
    before = borders[0] if borders else ""
    group = pattern[len(before) :]
    if not group.startswith(_PLAIN) or _has_flags(pattern):
        return [pattern]
    end = _group_end(group)
    rest = group[end:]
    words = alternatives(group[len(_PLAIN) : end - 1])[1]
    if rest.startswith(_REPEATS) or len(words) > _MOST or len(rest) > _LONGEST or (rest and not _is_unbounded(rest)):
        return [pattern]
    # A group that is all of the pattern may hold others, each of which is then at the beginning of one.
    apart = words if before or rest else [piece for one in words for piece in _led_apart(one)]
    return [f"{before}{one}{rest}" for one in apart]


def _is_unbounded(pattern: str) -> bool:
    """Whether something in a pattern may be repeated without end."""
    return any(
        found is not None and not text.startswith("\\") and _UNBOUNDED.search(text) is not None
        for text, found in _read(pattern)
    )


def _has_flags(pattern: str) -> bool:
    """Whether flags stand in a pattern that hold from there on."""
    return any(found is not None and found["end"] == ")" for _, found in _read(pattern))


def _group_end(pattern: str) -> int:
    """The offset behind the group that a pattern begins with."""
    depth = at = 0
    for text, _ in _read(pattern):
        depth += _opens(text) - (text == ")")
        at += len(text)
        if depth == 0:
            break
    return at


def _closes_at_the_end(pattern: str) -> bool:
    """Whether the group that a pattern begins with is the whole of it."""
    return _group_end(pattern) == len(pattern)


def _with_ascii_case(pattern: str) -> str:
    """The pattern with ``s`` and ``k`` that equal the capital letter and nothing else where case does not count."""
    written: list[str] = []
    caseless = [False]  # in each group that is open
    for text, found in _read(pattern):
        if found is not None and text.startswith("("):
            now = "i" in (found["on"] or "") or (caseless[-1] and "i" not in (found["off"] or ""))
            if found["end"] == ")":
                caseless[-1] = now
            else:
                caseless.append(now)
        elif text == ")":
            caseless.pop()
        folded = caseless[-1] and text in "kKsS"
        written.append(f"(?-i:[{text.lower()}{text.upper()}])" if folded else text)
    return "".join(written)


def _opens(text: str) -> bool:
    return text.startswith("(") and not text.endswith(")")


def _read(pattern: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The parts of a pattern, each with how it was read; None for a class."""
    at = 0
    while at < len(pattern):
        found = None if pattern[at] == "[" else _PIECE.match(pattern, at)
        end = class_end(pattern, at) if found is None else found.end()
        yield pattern[at:end], found
        at = end
