"""Verbs, languages, peers and people of sums and tests look like names and are nobody; others are found."""

from __future__ import annotations

import pytest

from chatscrub.detection.names.exercises import is_made_up
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.names.wording import is_worded_otherwise

SUM = "Word problem: Rosa has 14 pears, Otto takes 5. How many are left?"
STEPS = 'Given a client "Rosa Winter"\nWhen "Otto" logs in\nThen all is well'


def worded(text: str, name: str) -> bool:
    start = text.index(name)
    return is_worded_otherwise(text, start, start + len(name), embedded().lexicon)


def made_up(text: str, name: str, *, beside: bool = False) -> bool:
    start = text.index(name)
    return is_made_up(text, start, start + len(name), [(0, 4)] if beside else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grant all rights to the role", "Grant"),
        ("a function written in Ruby", "Ruby"),
        ("the garden of the Earl of Winter", "Winter"),
        ("change at Queen's Cross", "Queen's Cross"),
    ],
)
def test_verbs_languages_peers_and_places_are_no_names(text: str, name: str) -> None:
    assert worded(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grant called", "Grant"),
        ("I trust in Ruby", "Ruby"),
        ("a function that Ruby wrote", "Ruby"),
        ("the garden of Rosa of Winter", "Winter"),
        ("give it to Rosa's Anna", "Rosa's Anna"),
    ],
)
def test_the_same_words_as_names_stay(text: str, name: str) -> None:
    assert not worded(text, name)


def test_who_counts_pears_or_stands_in_a_step_is_made_up() -> None:
    assert made_up(SUM, "Rosa")
    assert made_up(STEPS, "Rosa Winter")
    assert made_up(STEPS, "Otto")


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (SUM, True),
        (SUM.replace("Word problem: ", ""), False),
        (SUM.replace("How many", "Pears"), False),
        (STEPS.replace('"', ""), False),
        (STEPS.replace("When", "and").replace("Then", "so"), False),
    ],
)
def test_who_has_days_off_or_is_named_beside_data_is_found(text: str, *, beside: bool) -> None:
    assert not made_up(text, "Rosa", beside=beside)
