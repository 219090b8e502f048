"""What the readers find, and the names they look for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import msgspec

from chatscrub.detection.letters import OTHER_LETTERS
from chatscrub.discreet import Discreet, Hidden
from chatscrub.lazy_patterns import lazy_compile

_SEPARATORS = r"[ _.°º-]{0,3}"
# The vowel signs of Devanagari and Thai are no letters to Python, and without them many words are one.
_BETWEEN = r"[^\w\u0900-\u0963\u0e31-\u0e4e]+|_+"
_NO_LETTER = lazy_compile(_BETWEEN)
_NO_KEY = lazy_compile(rf"{_BETWEEN}|\d+$")
_PLAIN = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "’": "'", "º": "", "ª": ""})

IN_RECORD = " in record"
"""Ends the name of a field that counts only in a record with another telling value: ``name in record``."""

_NOWHERE = "[^\\x00-\\x{10ffff}]"
_LONGEST_TITLE = 500  # characters; what is longer is no title, and its brackets would take long to find
_SHORT = 4  # letters of a name that is only looked for where a word begins
_SUFFIX = 5  # letters a name must have to be known as the end of a longer column title: `kundentelefon`
_ASIDE = lazy_compile(r"\s*[(\[][^()\[\]]*[)\]]|[*?:#]+$")
_MORE = lazy_compile(r"(?:number|numero|nummer|num|no|nr|privat|private|mobil|1)$")


@lru_cache(maxsize=1 << 14)
def key_of(name: str) -> str:
    """The form in which two spellings of a name are equal: small letters without accents, separators and numbers at the end."""
    folded = _without_accents(name)
    return folded if folded.isalpha() else _NO_KEY.sub("", folded)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join([each for each in folded if not unicodedata.combining(each)])


def _folded(text: str) -> str:
    """A text in which the key of a name stands wherever the text holds a spelling of the name."""
    return _NO_LETTER.sub("", _without_accents(text))


@lru_cache(maxsize=4096)
def keys_of(names: tuple[str, ...]) -> frozenset[str]:
    """`key_of` all names of a detector."""
    return frozenset(map(key_of, names))


class Field(Discreet, msgspec.Struct, frozen=True):
    """A value that stands under a known name. Offsets in characters; `name` is what `key_of` gives."""

    name: str
    start: int
    end: int
    value: Hidden[str]


class Row(msgspec.Struct, frozen=True, order=True):
    """What is said about one person or thing: a row, an object, a block of labels. Offsets in characters."""

    start: int
    end: int


class Reading(msgspec.Struct, frozen=True):
    """The fields and records of one text, by position; no two records overlap.

    `laid_out` are the records that no prose stands in: rows of tables, containers, heads of mails.
    """

    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    laid_out: tuple[Row, ...] = ()


class FieldNames:
    """The names of all fields that some detector wants. Most of what follows from them is made when a text needs it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._given = frozenset(names)
        self._everywhere = frozenset(each for each in self._given if not each.endswith(IN_RECORD))
        self._columns: dict[str, str | None] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names, sorted."""
        return tuple(sorted({each.removesuffix(IN_RECORD) for each in self._given}))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Of those that count anywhere."""
        return frozenset(map(key_of, self._everywhere))

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Of all."""
        return frozenset(map(key_of, self.names))

    @cached_property
    def in_record(self) -> dict[str, str]:
        """Of those that count only in a record, by the key of the bare name."""
        return {key_of(each.removesuffix(IN_RECORD)): key_of(each) for each in self._given - self._everywhere}

    @cached_property
    def latin(self) -> str:
        """A pattern for any of those in Latin letters."""
        return either(map(expression_of, self._in_latin)) or _NOWHERE

    @cached_property
    def other(self) -> str:
        """A pattern for any of those in letters of other alphabets."""
        return either(map(expression_of, self._in_others)) or _NOWHERE

    @property
    def loose(self) -> str | None:
        """A short pattern for any of those in Latin letters; None where there is none."""
        return _loose(self._in_latin)

    @property
    def loose_other(self) -> str | None:
        """The same for those in letters of other alphabets."""
        return _loose(self._in_others)

    @cached_property
    def _in_latin(self) -> tuple[str, ...]:
        return tuple(each for each in self.names if not OTHER_LETTERS.search(each))

    @cached_property
    def _in_others(self) -> tuple[str, ...]:
        return tuple(each for each in self.names if OTHER_LETTERS.search(each))

    def that_may_stand_in(self, text: str) -> tuple[str, ...]:
        """The names in Latin letters, and after them the others, without those that stand nowhere in a text."""
        folded = _folded(text)
        return tuple(name for key, name in self._by_key if key in folded)

    @cached_property
    def _by_key(self) -> tuple[tuple[str, str], ...]:
        return tuple((key_of(name), name) for name in (*self._in_latin, *self._in_others))

    @cached_property
    def camel(self) -> str:
        """A pattern for those inside a word, as in `firstName` and `customerAddress`: a capital begins each."""
        return either({_camel(each) for each in self._everywhere if each.isascii() and len(each) >= 4})

    def column(self, title: str) -> str | None:
        """The key that the title of a column stands for; None where no detector knows it.

        A unit or remark in brackets is left out, as is a word for number at the end; a longer title may end in a name.
        """
        if len(title) > _LONGEST_TITLE:
            return None
        if title not in self._columns:
            if len(self._columns) > 4096:  # a hostile text has as many titles as it likes
                self._columns.clear()
            self._columns[title] = self._guessed(key_of(_ASIDE.sub("", title.strip())))
        return self._columns[title]

    def _guessed(self, key: str) -> str | None:
        if key in self.all_keys:
            return key
        if not key or len(key) > 40:
            return None
        short = _MORE.sub("", key)
        if short in self.all_keys:
            return short
        ends = (key[start:] for start in range(1, len(key) - _SUFFIX + 1))
        return next((end for end in ends if end in self.keys), None)


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, which are patterns themselves; of several that begin alike the longest is taken.

    Those that begin alike stand together, and RE2 looks at their beginning once: in any other order the states of its
    automaton hold thousands of words and take five times as long to make.
    """
    return "|".join(sorted(words, reverse=True))


def expression_of(name: str) -> str:
    """A pattern for one name: separators between its words may be missing, accents may be left out."""
    words = (re.escape(word) for word in name.split())
    return _SEPARATORS.join(map(_lettered, words))


def _loose(names: Sequence[str]) -> str | None:
    """A short pattern for any of the names; a short one must begin a word."""
    forms: dict[str, bool] = {}
    for name in names:
        words = name.split()
        if words[0] == "n" and len(words[-1]) > 1:  # `n.º de cliente`: its dots and rings may be written in any way
            words = words[1:]
        form = "[ _.-]*".join(map(_lettered, words))
        # What is a border of a word knows ASCII alone.
        forms[form] = sum(map(len, words)) <= _SHORT and words[0][0].isascii()
    short = either(form for form, is_short in forms.items() if is_short)
    long = either(form for form, is_short in forms.items() if not is_short)
    pattern = "|".join(filter(None, (rf"(?:\b|_)(?:{short})" if short else "", long)))
    return f"(?i:{pattern})" if pattern else None


def _lettered(word: str) -> str:
    return word if word.isascii() and "'" not in word else "".join(map(_letter, word))


@lru_cache(maxsize=1024)
def _letter(letter: str) -> str:
    bare = key_of(letter)
    if letter in "'’":
        return "['’]"
    plain = bare.isascii() or "α" <= bare <= "ω" or letter == "ё"  # Greek capitals have no accents
    return f"(?:{letter}|{bare})" if not letter.isascii() and bare and bare != letter and plain else letter


def _camel(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[a-z0-9]+", name))


def disjoint(groups: Iterable[Iterable[Row]]) -> list[Row]:
    """The rows of all groups by position, without those that overlap one of an earlier group or one before them."""
    kept: list[Row] = []
    for group in groups:
        merged: list[Row] = []
        older = iter(kept)
        old = next(older, None)
        for row in sorted(group):
            while old is not None and old.end <= row.start:
                merged.append(old)
                old = next(older, None)
            free = old is None or old.start >= row.end
            if free and row.start < row.end and (not merged or merged[-1].end <= row.start):
                merged.append(row)
        if old is not None:
            merged.append(old)
        kept = [*merged, *older]
    return kept
