"""Word lists of the model: given names, surnames, common words. Compressed data beside this file, made by the training."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from chatscrub.detection.names.given_names_elsewhere import given_elsewhere, of_these_alphabets
from chatscrub.detection.passwords.ordinary_words import folded

FILE = "lexicon.z"

_FIRST, _LAST, _COMMON, _RARE = 1, 2, 4, 8
_NAMES = frozenset(lists for lists in range(16) if lists & (_FIRST | _LAST) and not lists & _COMMON)
_BETWEEN = "\n\n"


class Lexicon:
    """Which lists a word stands in, by its small letters. One is equal to itself alone, so that caches may hold it."""

    def __init__(self, lists: dict[str, int]) -> None:
        self._lists = lists
        names = [word for word, number in lists.items() if number in _NAMES and len(word) > 2]
        self.capitalised = frozenset(map(str.capitalize, names))
        """The names that are no common words, as they are written."""

    @property
    def given(self) -> Iterator[str]:
        """All given names that are no ordinary words."""
        return (word for word, lists in self._lists.items() if lists & _FIRST and not lists & _COMMON)

    def first(self, word: str) -> bool:
        """Whether it is a given name."""
        lists = self._lists.get(word)
        return bool(lists & _FIRST) if lists is not None else of_these_alphabets(word) and given_elsewhere(word)

    def last(self, word: str) -> bool:
        """Whether it is a surname."""
        return bool(self._lists.get(word, 0) & _LAST)

    def surname(self, word: str) -> bool:
        """Whether it is a surname, be it a rare one, or one written without its accents."""
        listed = self._lists.get(word, 0) & (_LAST | _RARE)
        return bool(listed or (not word.isascii() and self._lists.get(folded(word), 0) & (_LAST | _RARE)))

    def common(self, word: str) -> bool:
        """Whether it is an ordinary word of one of the nine languages, or of computing."""
        return bool(self._lists.get(word, 0) & _COMMON)

    def joined(self, other: Lexicon) -> Lexicon:
        """One with the words of both."""
        words = self._lists | {word: lists | self._lists.get(word, 0) for word, lists in other._lists.items()}
        return Lexicon(words)

    def dump(self) -> bytes:
        """The lists in the form that `parse` reads: for each number of lists the number and the sorted words, a line each."""
        together: dict[int, list[str]] = {}
        for word, lists in sorted(self._lists.items()):
            together.setdefault(lists, []).append(word)
        parts = ("\n".join((str(lists), *words)) for lists, words in sorted(together.items()))
        return zlib.compress(_BETWEEN.join(parts).encode(), 9)


def build(first: Iterable[str], last: Iterable[str], common: Iterable[str], rare: Iterable[str] = ()) -> Lexicon:
    """A lexicon from lists of words in small letters; `rare` are surnames that alone tell nothing of a text."""
    lists: dict[str, int] = {}
    for bit, words in ((_FIRST, first), (_LAST, last), (_COMMON, common), (_RARE, rare)):
        for word in words:
            lists[word] = lists.get(word, 0) | bit
    return Lexicon(lists)


def parse(content: bytes) -> Lexicon:
    """The lexicon that `Lexicon.dump` wrote.

    Raises:
        zlib.error, ValueError: the content is damaged.
    """
    words: list[str] = []
    lists: list[int] = []
    for part in zlib.decompress(content).decode().split(_BETWEEN):
        number, _, listed = part.partition("\n")
        here = listed.split("\n")
        words += here
        lists += [int(number)] * len(here)
    return Lexicon(dict(zip(words, lists, strict=True)))


@cache
def load(folder: Path) -> Lexicon:
    """The lexicon in a folder, read once.

    Raises:
        OSError: it is not there.
    """
    return parse((folder / FILE).read_bytes())
