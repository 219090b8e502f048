"""The surname that an illness or a method bears is nobody's, and whose test it was is told."""

from __future__ import annotations

import pytest

from chatscrub.detection.names.eponyms import is_eponym
from chatscrub.detection.names.tagger import embedded


def eponym(text: str, name: str) -> bool:
    start = text.index(name)
    return is_eponym(text, start, start + len(name), embedded().lexicon)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Kolmogorov–Smirnov test says", "Smirnov"),
        ("the Kolmogorov–Smirnov test says", "Kolmogorov"),
        ("report Glass's g as well", "Glass"),
        ("Cramér's V was small", "Cramér"),
        ("ein Morbus Winter liegt nahe", "Winter"),
        ("Wexelbaum staining shows it", "Wexelbaum"),
        ("Wexelbaums sjukdom är ovanlig", "Wexelbaums"),
        ("try the Sokolsky Opening", "Sokolsky"),
    ],
)
def test_methods_and_illnesses_bear_the_names_of_nobody(text: str, name: str) -> None:
    assert eponym(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Winter's test came back positive", "Winter"),
        ("Anna cells were taken", "Anna"),
        ("Wexelbaum tests positive", "Wexelbaum"),
        ("Karlssons sjukdom har blivit värre", "Karlssons"),
        ("Winter's A levels", "Winter"),
        ("Winter' s house", "Winter"),
        ("Winter-Sommer called", "Winter-Sommer"),
        ("Rosa Winter–Sommer called", "Winter"),
        ("Winter called – Sommer did not", "Winter"),
    ],
)
def test_whose_test_or_illness_it_is_is_found(text: str, name: str) -> None:
    assert not eponym(text, name)
