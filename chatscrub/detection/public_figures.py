"""People whom everybody may talk about: their bare names are no pasted personal data.

They are data, not code: ``public-figures.toml`` beside the detector files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import tomli

from chatscrub.detection.pack_file import shipped
from chatscrub.errors import PackError
from chatscrub.lazy_patterns import lazy_compile

FILE = "public-figures.toml"
SHORTEST_SURNAME = 4
_SUFFIX = lazy_compile(r"['’]\w{1,4}\Z")  # of a possessive, or of a case in Turkish
_WORD = lazy_compile(r"[^\s,;:!?()\[\]{}|/\"„“”«»*_-]+")
_MARKS = ".'’"


class Figure(NamedTuple):
    """Where a text names one of them in full, in characters; `story` tells that it is somebody of a tale."""

    start: int
    end: int
    name: str
    certain: bool
    story: bool


class PublicFigures:
    """The names of one file; without a path, of the one that comes with the program.

    Raises:
        PackError: the file cannot be read or breaks its schema.
    """

    def __init__(self, path: Path | None = None) -> None:
        path = path or shipped() / FILE
        try:
            document = tomli.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            raise PackError(f"{path}: cannot be read as TOML ({type(error).__name__})") from error
        names: list[str] = []
        others: list[str] = []
        story: list[str] = []
        entries = document.get("people")
        if not isinstance(entries, list) or not entries:
            raise PackError(f"{path}: people must be [[people]] tables with a list of names")
        for entry in entries:
            listed = entry.get("names", []) if isinstance(entry, dict) else None
            full = entry.get("full_names", "") if isinstance(entry, dict) else None
            if not isinstance(listed, list) or not isinstance(full, str) or not (listed or full):
                raise PackError(f"{path}: people must be [[people]] tables with a list of names")
            names += [name for name in listed if isinstance(name, str)]
            (story if entry.get("story") is True else others).extend(full.split(";"))
        self._stories = set(map(_folded, story))
        self._names = {_folded(name) for name in names}
        self._full_names = {*map(_folded, others), *self._stories}
        self._by_last_word: dict[str, list[tuple[str, list[str]]]] = {}
        for name in sorted(self._names | self._full_names):
            parts = [part.strip(_MARKS) for part in name.split()]
            if len(parts) > 1:
                self._by_last_word.setdefault(parts[-1], []).append((name, parts))
        self.surnames = {_folded(name).split()[-1] for name in names}

    def is_one(self, name: str, *, surname_is_common: bool) -> bool:
        """Whether a name is one of theirs; a surname alone only where it is no ordinary surname."""
        folded = _folded(name)
        if folded in self._names:
            return True
        return len(folded) >= SHORTEST_SURNAME and folded in self.surnames and not surname_is_common

    def named_in(self, text: str) -> Iterator[Figure]:
        """Their full names of two words and more in a text, by position of the last word."""
        words = list(_WORD.finditer(text))
        folded = [_folded(word[0]).strip(_MARKS) for word in words]
        for last, word in enumerate(words):
            for spelling, bare in _spellings(word[0]):
                for name, parts in self._by_last_word.get(bare, ()):
                    first = last - len(parts) + 1
                    if first >= 0 and folded[first:last] == parts[:-1]:
                        start, end = words[first].start(), word.start() + len(spelling)
                        yield Figure(start, end, name, name in self._names, name in self._stories)

    def surnames_in(self, text: str, given: Callable[[str], bool]) -> set[str]:
        """The surnames of those of whom everybody talks, with a capital in front; `given` tells names that others bear."""
        found: set[str] = set()
        before = ""
        for word in _WORD.finditer(text):
            bare = _folded(_SUFFIX.sub("", word[0]))
            if word[0][0].isupper() and bare in self.surnames and not (given(bare) or given(before)):
                found.add(bare)
            before = bare
        return found


@cache
def public_figures() -> PublicFigures:
    """Those that come with the program."""
    return PublicFigures()


@lru_cache(maxsize=4096)
def _spellings(word: str) -> tuple[tuple[str, str], ...]:
    """A word without marks behind it, and if it has one, without the ending of a case, each also folded."""
    spellings = (word.rstrip(_MARKS), _SUFFIX.sub("", word).rstrip(_MARKS))
    return tuple((each, _folded(each)) for each in dict.fromkeys(spellings))


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    if name.isascii():
        return " ".join(name.lower().replace("-", " ").split())
    bare = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o").replace("-", " "))
    return " ".join("".join(each for each in bare if not unicodedata.combining(each)).split())
