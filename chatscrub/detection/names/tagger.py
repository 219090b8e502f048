"""The model: text → spans of names and addresses with the probability of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pycrfsuite

from chatscrub.detection.names import lexicon
from chatscrub.detection.names.features import Token, features, mail_parts, tokens
from chatscrub.detection.names.model import Mention, joined, trimmed

MODEL = "names.crfsuite"
ENTITIES = {"PER": "PERSON", "ADR": "ADDRESS"}


class Tagger:
    """A model of a folder, ready to tag.

    Raises:
        OSError: the folder holds no model.
    """

    def __init__(self, folder: Path) -> None:
        self.lexicon = lexicon.load(folder)
        self._model = pycrfsuite.Tagger()
        self._model.open(str(folder / MODEL))

    def mentions(self, text: str, mail: frozenset[str] | None = None) -> list[Mention]:
        """All names and addresses in a text, by position; `mail` as `features` takes it."""
        words = tokens(text)
        if not words:
            return []
        self._model.set(features(words, self.lexicon, mail_parts(text) if mail is None else mail))
        tags: Sequence[str] = self._model.tag()
        return joined(self._spans(words, tags, text), text)

    def _spans(self, words: Sequence[Token], tags: Sequence[str], text: str) -> Iterator[Mention]:
        index = 0
        while index < len(tags):
            kind = tags[index][2:]
            after = index + 1
            if kind in ENTITIES:
                while after < len(tags) and tags[after] == f"I-{kind}":
                    after += 1
                each = [self._model.marginal(tags[at], at) for at in range(index, after)]
                # An address is long, and one odd word in it says little.
                sure = min(each) if kind == "PER" else sum(each) / len(each)
                start = words[index].start
                end = trimmed(text, start, words[after - 1].end)
                if end > start:
                    yield Mention(ENTITIES[kind], start, end, sure)
            index = after


@cache
def embedded() -> Tagger:
    """The model that comes with the program."""
    return Tagger(Path(__file__).parent)
