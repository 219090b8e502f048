"""The pattern dialect: what Hyperscan compiles for finding candidates and RE2 captures for verifying them.

Both read multi-line (``^`` and ``$`` are line borders), both work on UTF-8 bytes, and neither can take more than
linear time. A candidate must never be lost, so where the two differ Hyperscan gets a pattern that matches more:

* PCRE's ``\\s`` (Hyperscan) holds the vertical tab, RE2's does not;
* under ``(?i)`` RE2's ``\\w`` also holds U+017F and U+212A, which fold to ``s`` and ``k``, and its ``\\W`` does not;
* their Unicode tables are of different age, so ``\\p{L}`` becomes the ASCII letters and everything beyond ASCII;
* Hyperscan takes seconds to build an automaton that counts to 300, so long repeats lose their upper bound.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from chatscrub.detection.letters import LETTERS
from chatscrub.detection.program import Program
from chatscrub.errors import PackError
from chatscrub.lazy_patterns import lazy_compile

MEMORY = 8 << 20  # bytes a compiled pattern may take; it is a limit, most take some kilobytes
MORE_MEMORY = 4 * MEMORY
"""The same for a large program, whose states are large, and for one that counts and is often asked, which has many: RE2
begins anew or does without where they do not fit, and takes up to ten times as long."""

UNION_MEMORY = 2 * MORE_MEMORY
"""The same for a union: text of many kinds needs thousands of states of it, and RE2 is twenty times as slow without."""

LARGE = 16_384
"""Instructions of a program that gets more memory."""

COSTLY = 6_000
"""Instructions from which on compiling a program takes so long that it is kept when others are dropped to make room."""

LONG = 24_000
"""Characters of a pattern with all its letters written out, from which on it is taken for large without being compiled to see."""

WORD_CHARACTER = r"[\p{L}\p{N}_]"
"""What ``\\w`` means in any language; RE2's own is ASCII."""

_BEYOND_ASCII = r"\x{80}-\x{10ffff}"
_SPACE = r"\t\n\f\r\x20"
_POSITIVE = {  # inside or as a class: at least what RE2 means
    r"\s": _SPACE,
    r"\S": r"\x00-\x08\x0b\x0e-\x1f\x21-\x{10ffff}",
    r"\w": r"\w\x{17f}\x{212a}",
    "L": "A-Za-z" + _BEYOND_ASCII,
    "Lu": "A-Z" + _BEYOND_ASCII,
    "Ll": "a-z" + _BEYOND_ASCII,
    "N": "0-9" + _BEYOND_ASCII,
}
_NEGATED = {  # at most what RE2 means
    r"\s": _SPACE,
    r"\W": r"\x00-/:-@\[-^`{-\x{17e}\x{180}-\x{2129}\x{212b}-\x{10ffff}",
    "L": "A-Za-z",
    "Lu": "A-Z",
    "Ll": "a-z",
    "N": "0-9",
}

_PROPERTY = lazy_compile(r"\\p(?:([LN])|\{(L[ul]|[LN])[a-z]?\})")
COUNTED = 16
"""How far Hyperscan counts: ``{4,300}`` becomes ``{4,}`` and ``{40}`` becomes ``{16,}``; RE2 verifies the rest."""

EXACT = 4
"""How far a union counts a repeat of an exact number."""

_PLAIN = lazy_compile(r"(?:[^\\\[\]{]+|\[\^?[^\\\[\]^]+\])+")  # also classes that nothing is written otherwise in
_PLAIN_IN_CLASS = lazy_compile(r"[^\\\[\]]+")
_REPEAT = lazy_compile(r"\{([0-9]+)(,?)([0-9]*)\}")
_CLASS_OPENING = lazy_compile(r"\[\^?\]?")  # a closing bracket right after the opening is itself
_NAMED_CLASS = lazy_compile(r"\[:\^?[a-z]+:\]")
_FLAGS = lazy_compile(r"\(\?[a-z]+\)")
_LETTER = lazy_compile(r"\\p(?:L|\{L\})")
_CODE = lazy_compile(r"\\x\{[0-9A-Fa-f]+\}")


class _Escaped(Protocol):
    def __call__(self, pattern: str, position: int, *, in_class: bool, negated: bool) -> tuple[str, str]: ...


_COSTLY: dict[tuple[str, int | None], Program] = {}  # by pattern and memory; as many as detectors and rules have


@lru_cache(maxsize=8192)
def compiled(pattern: str, memory: int | None = None) -> Program:
    """A pattern made ready; it searches UTF-8 bytes (spans in bytes) or str (spans in characters).

    `memory` is how many bytes it may take; without it, as many as programs of its size mostly need.

    Raises:
        PackError: RE2 refuses the pattern; the text holds its reason but not the file, which the caller knows.
    """
    program = _COSTLY.get((pattern, memory))
    if program is None:
        program = _of_its_size(pattern) if memory is None else made(pattern, memory)
        if program.programsize > COSTLY:
            _COSTLY[pattern, memory] = program
    return program


def _of_its_size(pattern: str) -> Program:
    if len(lettered(pattern)) > LONG:
        return made(pattern, MORE_MEMORY)
    try:
        program = made(pattern, MEMORY)
    except PackError:
        return made(pattern, MORE_MEMORY)
    return program if program.programsize <= LARGE else made(pattern, MORE_MEMORY)


@lru_cache(maxsize=8192)
def capturing(pattern: str) -> tuple[Program, int]:
    """A program and the number of its group ``value``; RE2 takes longer to look that up than to search a short text.

    Raises:
        PackError: RE2 refuses the pattern.
    """
    program = compiled(pattern)
    return program, program.groupindex["value"]


def forget(*, costly: bool = True) -> None:
    """Drops all programs that nobody else holds; without `costly` the large ones are kept, which take long to compile."""
    compiled.cache_clear()
    capturing.cache_clear()
    if costly:
        _COSTLY.clear()


def made(pattern: str, memory: int) -> Program:
    """`compiled` anew, for whoever does not keep the program as long as the process runs."""
    return Program("(?m)" + lettered(pattern), memory)


def lettered(pattern: str) -> str:
    """The pattern with `LETTERS` in place of ``\\p{L}``."""
    return _rewritten(pattern, None, _letters) if r"\p" in pattern else pattern


def stands_in(pattern: str, data: bytes) -> bool:
    """Whether a pattern matches somewhere in a text in UTF-8. Its alternatives are tried one after the other.

    One that counts makes a new state of RE2's automaton for each count, and this costs a hundred times what searching
    for plain words costs; so these stand first in a pattern that is searched for often.

    Raises:
        PackError: RE2 refuses the pattern.
    """
    flags, pieces = alternatives(pattern)
    return any(compiled(flags + each, MORE_MEMORY).search(data) is not None for each in pieces)


@lru_cache(maxsize=1024)
def alternatives(pattern: str) -> tuple[str, tuple[str, ...]]:
    """The flags that a pattern begins with, and the alternatives at its top without them."""
    flags = found[0] if (found := _FLAGS.match(pattern)) else ""
    pieces, begin, depth, at = [], len(flags), 0, len(flags)
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 2
            continue
        if pattern[at] == "[":
            at = class_end(pattern, at)
            continue
        depth += {"(": 1, ")": -1}.get(pattern[at], 0)
        if pattern[at] == "|" and depth == 0:
            pieces.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return flags, (*pieces, pattern[begin:])


def class_end(pattern: str, at: int) -> int:
    """The offset behind the class that begins with the bracket at `at`."""
    opening = _CLASS_OPENING.match(pattern, at)
    at = opening.end() if opening else at + 1
    while at < len(pattern) and pattern[at] != "]":
        named = _NAMED_CLASS.match(pattern, at)
        at = named.end() if named else at + (2 if pattern[at] == "\\" else 1)
    return at + 1


@lru_cache(maxsize=8192)
def for_hyperscan(pattern: str) -> str:
    """A pattern that Hyperscan matches wherever RE2 matches the one given.

    Raises:
        PackError: a Unicode property other than letters and numbers.
    """
    return _rewritten(pattern, _counted, _loosened)


@lru_cache(maxsize=8192)
def for_union(pattern: str) -> str:
    """A pattern that matches at least where the given one does and captures nothing, fit to be one of many in a union.

    RE2 makes one automaton of the union, whose states are the combinations of the members' own. Counted repeats would
    multiply these beyond any memory, so nearly all counting is left to whoever looks at the match.

    Raises:
        PackError: a Unicode property other than letters and numbers.
    """
    return f"(?:{_rewritten(pattern, _uncounted, _loosened).replace('(?P<value>', '(?:')})"


def _rewritten(pattern: str, repeated: Callable[[int, int | None], str] | None, escaped: _Escaped) -> str:
    """The pattern with other repeats and escapes; `repeated` is None where its repeats stay."""
    pieces: list[str] = []
    position, closing, negated = 0, False, False  # `closing`: inside a class, which a bracket closes
    while position < len(pattern):
        if plain := (_PLAIN_IN_CLASS if closing else _PLAIN).match(pattern, position):
            pieces.append(plain[0])
            position = plain.end()
            continue
        piece = text = pattern[position]
        if piece == "\\":
            piece, text = escaped(pattern, position, in_class=closing, negated=negated)
        elif closing and piece == "[":
            named = _NAMED_CLASS.match(pattern, position)
            piece = named.group() if named else piece
            text = piece if named else "\\["  # a bracket inside a class is itself
        elif piece == "[":
            opening = _CLASS_OPENING.match(pattern, position)
            piece = text = opening.group() if opening else piece
            closing, negated = True, piece.startswith("[^")
        elif piece == "]":
            closing = False
        elif piece == "{" and not closing and (repeat := _REPEAT.match(pattern, position)):
            piece = text = repeat.group()
            if repeated is not None:
                text = repeated(int(repeat[1]), None if repeat[2] and not repeat[3] else int(repeat[3] or repeat[1]))
        pieces.append(text)
        position += len(piece)
    return "".join(pieces)


def _counted(least: int, most: int | None) -> str:
    """A repeat with its bounds loosened; `most` is None where the pattern gives none."""
    if most is None or least > COUNTED or most - least >= COUNTED:
        return f"{{{min(least, COUNTED)},}}"
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _uncounted(least: int, most: int | None) -> str:
    """A repeat that counts to two, or to four where the pattern says exactly how many."""
    if least == most:
        return f"{{{least}}}" if least <= EXACT else f"{{{EXACT},}}"
    return f"{{{min(least, 2)},}}"


def _letters(pattern: str, position: int, *, in_class: bool, negated: bool) -> tuple[str, str]:
    """The escape at a position, and the ranges of letters in its place where it stands for them."""
    if found := _LETTER.match(pattern, position):
        return found[0], LETTERS if in_class else f"[{LETTERS}]"
    piece = pattern[position : position + 2]
    return piece, piece


def _loosened(pattern: str, position: int, *, in_class: bool, negated: bool) -> tuple[str, str]:
    """The escape at a position, and what Hyperscan gets in its place."""
    piece = key = pattern[position : position + 2]
    if key in (r"\w", r"\W") and "(?i" not in pattern:
        return piece, piece
    if piece in (r"\p", r"\P"):
        found = _PROPERTY.match(pattern, position)
        if found is None:
            raise PackError(r"of the Unicode properties only \p{L…} and \p{N…} may be used")
        piece, key = found.group(), found[1] or found[2]
    if code := _CODE.match(pattern, position):
        return code[0], code[0]
    if not in_class:
        return piece, f"[{_POSITIVE[key]}]" if key in _POSITIVE else piece
    return piece, (_NEGATED if negated else _POSITIVE).get(key, piece)
