"""Models that are handed what features weigh: the same answers as from the features themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatscrub.detection.crf import Model, WeighingModel
from chatscrub.detection.crf_weights import state_weights
from chatscrub.detection.names import features as names
from chatscrub.detection.names import lexicon
from chatscrub.detection.names.tagger import MODEL as NAMES
from chatscrub.detection.passwords.features import Features
from chatscrub.detection.passwords.tagger import MODEL
from chatscrub.detection.passwords.tokens import tokens

TEXTS = (
    "Hi Ines,\n\nthe password for the wifi is  bluebird77 and the door code 4471#.\nregards\n",
    "user | password\nanna | Winter!2024\n- 10:42 Tom: what is the PIN?\n8834\n",
    "e.g. never use 'letmein' as a password … Passwort: Sommer-Haus_9",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("label", ["R=passwords", "W=told", "D=PERSON"])
def test_a_model_that_weighs_is_as_sure_as_one_that_reads_the_features(text: str, label: str) -> None:
    words = tokens(text)
    known = [(words[4].start, words[5].end, label)]
    words_of_lists = lexicon.load(Path(lexicon.__file__).parent)
    plain, weighing = Model(MODEL), WeighingModel(MODEL)
    rows = Features[tuple[str, ...]](words_of_lists, tuple).of(words, known)
    plain.read(rows)
    weighing.read_weighed(Features(words_of_lists, weighing.weigh).of(words, known))
    places = range(len(words))
    for mark in "BI":
        assert weighing.probabilities(mark, places) == pytest.approx(plain.probabilities(mark, places), abs=1e-12)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("mail", [frozenset[str](), frozenset(("ines", "tom"))])
def test_so_is_the_model_of_names(text: str, mail: frozenset[str]) -> None:
    words = names.tokens(text)
    words_of_lists = lexicon.load(Path(lexicon.__file__).parent)
    path = Path(lexicon.__file__).with_name(NAMES)
    plain, weighing = Model(path), WeighingModel(path)
    plain.read(names.features(words, words_of_lists, mail))
    weighing.read_weighed(names.Features(words_of_lists, weighing.weigh).of([word.text for word in words], mail))
    places = range(len(words))
    for label in ("O", "B-PER", "I-PER", "B-ADR", "I-ADR"):
        assert weighing.probabilities(label, places) == pytest.approx(plain.probabilities(label, places), abs=1e-12)


def test_what_no_model_knows_weighs_nothing() -> None:
    model = WeighingModel(MODEL)
    assert not model.weigh(("no such feature", "nor this"))
    assert model.weigh(("v=w", "no such feature")) == model.weigh(("v=w",))


@pytest.mark.parametrize("size", [0, 20, 60, 5000])
def test_a_damaged_model_is_told(size: int) -> None:
    with pytest.raises(ValueError, match=r"damaged|no model"):
        state_weights(MODEL.read_bytes()[:size])
    with pytest.raises(ValueError, match="no model"):
        state_weights(b"x" * 5000)
