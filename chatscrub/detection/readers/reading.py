"""What the readers find, and the names they look for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

_SEPARATORS = r"[ _.-]{0,2}"
_PLAIN = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "’": "'"})


def key_of(name: str) -> str:
    """The form in which two spellings of a name are equal: small letters without accents, separators and numbers at the end."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    return re.sub(r"[\W_]+|\d+$", "", "".join(each for each in folded if not unicodedata.combining(each)))


@dataclass(frozen=True, slots=True)
class Field:
    """A value that stands under a known name. Offsets in characters; `name` is what `key_of` gives."""

    name: str
    start: int
    end: int
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """What is said about one person or thing: a row, an object, a block of labels. Offsets in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields and records of one text, by position."""

    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()


class FieldNames:
    """The names of all fields that some detector wants."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted({*names}, key=lambda each: (-len(each), each)))
        self.keys = frozenset(map(key_of, self.names))
        self.expression = "|".join(map(expression_of, self.names)) or "[^\\x00-\\x{10ffff}]"
        # `firstName`, `customerAddress`: a capital begins the name inside a word.
        self.camel = "|".join(sorted({_camel(each) for each in self.names if each.isascii()}, key=len, reverse=True))


def expression_of(name: str) -> str:
    """A pattern for one name: separators between its words may be missing, accents may be left out."""
    words = (re.escape(word) for word in name.split())
    return _SEPARATORS.join("".join(map(_letter, word)) for word in words)


def _letter(letter: str) -> str:
    bare = key_of(letter)
    return f"(?:{letter}|{bare})" if not letter.isascii() and bare and bare.isascii() else letter


def _camel(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[a-z0-9]+", name))
