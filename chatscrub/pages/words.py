"""What a list says in the language of whoever reads it.

Sentences of pages are here in ``languages/``, those that messages share in `chatscrub.notices`. Other parts of the program
say why something is to be done in English; those sentences are recognised by their text, as the phrases of ``en.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import tomli

from chatscrub.escape import plain
from chatscrub.notices.sentences import FALLBACK, Sentences, sentences
from chatscrub.vendors import vendor
from chatscrub.vendors.vendor import ENGLISH, Wording

_GAP = re.compile(r"\{(\w+)\}")
_LONGEST = 600  # characters


class Said(msgspec.Struct, frozen=True):
    """A text; `language` is set where it is another one than that of the page, so that it is read out rightly."""

    text: str
    language: str | None = None


class Words(msgspec.Struct, frozen=True):
    """The sentences of one language, its own and those shared with messages."""

    code: str
    shared: Sentences
    _own: Mapping[str, str]
    _phrases: Mapping[str, str]

    def say(self, key: str, **filled: str | int) -> str:
        """A sentence with its gaps filled. What is filled in must be harmless already."""
        return self._own[key].format(**filled) if key in self._own else self.shared.say(key, **filled)

    def phrase(self, text: str) -> Said:
        """What the program said in English; as it is, and marked as English, where the phrase is not known."""
        text = plain(text, _LONGEST)
        if self.code == FALLBACK:
            return Said(text)
        found = self._translated(text)
        return Said(text, ENGLISH) if found is None else Said(found)

    def steps(self, provider: str, text: str) -> Said:
        """A sentence of a vendor's file; marked where the file has it in English only."""
        text = plain(text, _LONGEST)
        known = self.code == FALLBACK or text not in _english(provider)
        return Said(text) if known else self.phrase(text)

    def english(self, text: str) -> Said:
        """A text that is in English whatever the page is in."""
        return Said(plain(text, _LONGEST), None if self.code == FALLBACK else ENGLISH)

    def _translated(self, text: str) -> str | None:
        for key, pattern in _patterns():
            match = pattern.fullmatch(text)
            if match:
                filled = {name: self._translated(value) or value for name, value in match.groupdict().items()}
                return self._phrases[key].format(**filled)
        return None


def words(language: str) -> Words:
    """The words of a language, such as ``de`` or ``de-AT``; English where there are none."""
    shared = sentences(language)
    own = _load(shared.code)
    return Words(shared.code, shared, own["sentences"], own["phrases"])


@cache
def _load(code: str) -> dict[str, dict[str, str]]:
    return tomli.loads((files("chatscrub.pages") / "languages" / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English phrases with their gaps, those that say most first."""
    phrases = sorted(_load(FALLBACK)["phrases"].items(), key=lambda item: (-len(_GAP.sub("", item[1])), item[0]))
    return tuple((key, _pattern(text)) for key, text in phrases)


def _pattern(text: str) -> re.Pattern[str]:
    parts = _GAP.split(text)
    return re.compile(
        "".join(re.escape(part) if number % 2 == 0 else f"(?P<{part}>.+?)" for number, part in enumerate(parts))
    )


@cache
def _english(provider: str) -> frozenset[str]:
    """All sentences of a vendor's file in English."""
    about = vendor(provider)
    wordings: list[Wording] = [*about.notes, *about.admin_notes, *(window.text for window in about.windows)]
    for each in about.procedures.values():
        wordings += (each.steps, each.archived, each.project, each.external, each.remains)
    return frozenset(plain(text, _LONGEST) for each in wordings for text in each.by_language.get(ENGLISH, ()))
