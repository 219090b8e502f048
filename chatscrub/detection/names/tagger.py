"""The model: text → spans of names and addresses with the probability of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from chatscrub.detection.crf import WeighingModel
from chatscrub.detection.names import lexicon
from chatscrub.detection.names.features import TOKEN, Features, Token, mail_parts, tokens
from chatscrub.detection.names.model import Mention, joined, trimmed

MODEL = "names.crfsuite"
LEAST = 0.25  # probability of a word below which it ends a mention
OUTSIDE = "O"
_ROUNDED = 1e-6  # more than the probabilities of a word may differ from one together
ENTITIES = {"PER": "PERSON", "ADR": "ADDRESS"}


class Tagger:
    """A model of a folder, ready to tag.

    Raises:
        OSError: the folder holds no model.
        ValueError: the model is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.lexicon = lexicon.load(folder)
        self._model = WeighingModel(folder / MODEL)
        self._features = Features(self.lexicon, self._model.weigh)

    def forget(self) -> None:
        """Drops what is kept of words that were met."""
        self._features.forget()

    def mentions(self, text: str, mail: frozenset[str] | None = None) -> list[Mention]:
        """All names and addresses in a text, by position; `mail` as `features` takes it."""
        said = TOKEN.findall(text)
        if not said:
            return []
        self._model.read_weighed(self._features.of(said, mail_parts(text) if mail is None else mail))
        # All probabilities of a word are one together, so most words need no other asked than that of no name at all.
        outside = self._model.probabilities(OUTSIDE, range(len(said)))
        perhaps = [at for at, probability in enumerate(outside) if 1 - probability > LEAST - _ROUNDED]
        if not perhaps:
            return []
        words = tokens(text)
        found = [each for kind in ENTITIES for each in self._spans(kind, words, text, perhaps)]
        return joined(sorted(found, key=lambda each: (each.start, each.end)), text)

    def _spans(self, kind: str, words: Sequence[Token], text: str, perhaps: Sequence[int]) -> Iterator[Mention]:
        """Runs of words that probably belong to a name, or to an address; none but those at `perhaps` may.

        The probabilities of the single words find more than the best path through all of them.
        """
        begins = [0.0] * len(words)
        inside = [0.0] * len(words)
        marginals = (self._model.probabilities(f"{mark}-{kind}", perhaps) for mark in "BI")
        for at, begin, goes_on in zip(perhaps, *marginals, strict=True):
            begins[at] = begin
            inside[at] = begin + goes_on
        after = 0
        for index in perhaps:
            if index < after or inside[index] < LEAST or not words[index].text[0].isalnum():
                continue
            after = index + 1
            while after < len(words) and inside[after] >= LEAST and begins[after] * 2 <= inside[after]:
                after += 1
            start = words[index].start
            end = trimmed(text, start, words[after - 1].end)
            if end > start:
                yield Mention(ENTITIES[kind], start, end, sum(inside[index:after]) / (after - index))


@cache
def embedded() -> Tagger:
    """The model that comes with the program."""
    return Tagger(Path(__file__).parent)
