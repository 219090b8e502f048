"""The model: text → how probably each stretch of it is a password, a PIN or the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from chatscrub.detection.crf import WeighingModel
from chatscrub.detection.names import lexicon
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.passwords.features import Features
from chatscrub.detection.passwords.page import Known
from chatscrub.detection.passwords.tokens import Token, tokens

MODEL = Path(__file__).with_name("passwords.crfsuite")
LEAST = 0.25  # probability of a token below which it ends a value


class Reading(msgspec.Struct, frozen=True):
    """A text as the model sees it: `inside` is how probably each token belongs to a value, `begins` begins one."""

    words: Sequence[Token]
    inside: Sequence[float]
    begins: Sequence[float]

    def spans(self) -> Iterator[tuple[int, int]]:
        """First token and end of each stretch that probably is a value."""
        at = 0
        while at < len(self.words):
            if self.inside[at] < LEAST or self.words[at].text[0] == "\n":
                at += 1
                continue
            end = at + 1
            while (
                end < len(self.words)
                and self.inside[end] >= LEAST
                and self.begins[end] * 2 <= self.inside[end]
                and self.words[end].text[0] != "\n"
            ):
                end += 1
            yield at, end
            at = end

    def sure(self, first: int, end: int) -> float:
        """The mean probability of some tokens."""
        return sum(self.inside[first:end]) / (end - first)

    def at_most(self, start: int, end: int) -> float:
        """The highest probability of a token within a span of characters; 1 where there is none."""
        within = (self.inside[at] for at, word in enumerate(self.words) if start < word.end and word.start < end)
        return max(within, default=1.0)


class Tagger:
    """A model, ready to read.

    Raises:
        OSError: there is no such file.
    """

    def __init__(self, model: Path, words: Lexicon) -> None:
        self._model = WeighingModel(model)
        self._features = Features(words, self._model.weigh)

    def forget(self) -> None:
        """Drops what is kept of words that were met."""
        self._features.forget()

    def read(self, text: str, known: Sequence[Known] = ()) -> Reading:
        """The probabilities of all tokens; `known` is what other detectors claim of the text."""
        words = tokens(text)
        if words:
            self._model.read_weighed(self._features.of(words, known))
        begins, go_on = (self._model.probabilities(mark, range(len(words))) for mark in "BI")
        inside = [begin + goes_on for begin, goes_on in zip(begins, go_on, strict=True)]
        return Reading(words, inside, begins)


@cache
def embedded() -> Tagger:
    """The model that comes with the program; it shares the word lists of the model of names."""
    return Tagger(MODEL, lexicon.load(Path(lexicon.__file__).parent))
