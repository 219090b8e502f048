"""What messages say, in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec
import tomli

from chatscrub.escape import mail
from chatscrub.model.entity_words import entity_words

FALLBACK = "en"
LANGUAGES = ("de", "en", "es", "fr", "it", "nl")


class Sentences(msgspec.Struct, frozen=True):
    """The sentences of one language. `code` is the language's."""

    code: str
    _sentences: Mapping[str, str]
    _objects: Mapping[str, str]
    _entities: Mapping[str, str]

    def say(self, key: str, **filled: str | int) -> str:
        """A sentence with its gaps filled. What is filled in must be harmless already."""
        return self._sentences[key].format(**filled)

    def object(self, word: str) -> str:
        """Objects of a kind, such as chats."""
        return self._objects.get(word) or mail(word.replace("_", " "), 40)

    def entity(self, entity: str) -> str:
        """What was found; in English where the language has no word for it."""
        if entity in self._entities:
            return self._entities[entity]
        return mail(entity_words(entity) if entity.isupper() else entity, 80)


def sentences(language: str) -> Sentences:
    """The sentences of a language, such as ``de`` or ``de-AT``; English where there are none."""
    code = language.lower().replace("_", "-").partition("-")[0]
    return _load(code if code in LANGUAGES else FALLBACK)


@cache
def _load(code: str) -> Sentences:
    values = tomli.loads((files("chatscrub.notices") / f"{code}.toml").read_text(encoding="utf-8"))
    return Sentences(code, values["sentences"], values["objects"], values["entities"])
