"""Telephone numbers and dates of birth that are spelled out."""

import pytest

from chatscrub.detection.evidence.spoken_numbers import spoken_telephone_number
from chatscrub.detection.evidence.told_births import spoken_day_of_birth
from chatscrub.detection.evidence.verdict import State, Surroundings

NOTHING = Surroundings("", "")


@pytest.mark.parametrize(
    "value",
    [
        "oh seven nine double one four eight two one nine three",
        "zéro six quarante-sept dix-huit vingt-neuf cinquante-trois",
        "null eins sieben eins vier acht zwei neun drei sieben sechs",
        "seis cuarenta y siete veintinueve treinta y uno dieciocho",
    ],
)
def test_a_number_said_digit_by_digit_or_in_pairs(value: str) -> None:
    assert spoken_telephone_number(value, NOTHING).state is State.NEUTRAL


@pytest.mark.parametrize(
    "value",
    [
        "one two three four five six seven eight nine",  # counting
        "ten nine eight seven six five four three two one",
        "one one one one one one one one",
        "four one five",
        "uno dos tres cuatro cinco seis siete ocho",
        "seven nine of the houses and eight two one nine",
    ],
)
def test_no_number_of_a_telephone(value: str) -> None:
    assert spoken_telephone_number(value, NOTHING).state is State.FAILED


@pytest.mark.parametrize(
    "value", ["oh three oh four sixty one", "three four sixty one", "twelve eleven nineteen forty nine"]
)
def test_a_day_said_in_numbers(value: str) -> None:
    assert spoken_day_of_birth(value, NOTHING).state is State.NEUTRAL


@pytest.mark.parametrize("value", ["one two three", "forty fifty sixty", "one of seven"])
def test_no_day(value: str) -> None:
    assert spoken_day_of_birth(value, NOTHING).state is State.FAILED
