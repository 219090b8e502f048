"""The model: text → spans of names and addresses with the probability of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

from chatscrub.detection.names import lexicon
from chatscrub.detection.names.features import Token, features, mail_parts, tokens

MODEL = "names.crfsuite"
ENTITIES = {"PER": "PERSON", "ADR": "ADDRESS"}
_GAP = frozenset(" \t,\n\r")  # what may stand between two pieces of one address
_ENDS = " \t\r\n,.;:-–|\"'"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or address; offsets in characters, `sure` from 0 to 1: of a name the least
    probability of its words, of an address their mean."""

    entity: str
    start: int
    end: int
    sure: float


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
        found = list(self._spans(words, tags, text))
        return _joined(found, text)

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
                start, end = words[index].start, words[after - 1].end
                while end > start and text[end - 1] in _ENDS:
                    end -= 1
                if end > start:
                    yield Mention(ENTITIES[kind], start, end, sure)
            index = after


def _joined(found: list[Mention], text: str) -> list[Mention]:
    """Pieces of one address, with nothing but commas and white space between them, as one."""
    result: list[Mention] = []
    for each in found:
        last = result[-1] if result else None
        if (
            last is not None
            and each.entity == last.entity == "ADDRESS"
            and each.start - last.end <= 3
            and set(text[last.end : each.start]) <= _GAP
        ):
            result[-1] = Mention("ADDRESS", last.start, each.end, max(last.sure, each.sure))
        else:
            result.append(each)
    return result


@cache
def embedded() -> Tagger:
    """The model that comes with the program."""
    return Tagger(Path(__file__).parent)
