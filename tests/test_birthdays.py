"""Dates right behind a name: in a list of birthdays or behind kin and patients they are of birth, in letters and biographies not."""

from __future__ import annotations

import pytest

from chatscrub.detection.evidence.birth_dates import no_biography
from chatscrub.detection.evidence.birthdays import date_behind_somebody
from chatscrub.detection.evidence.verdict import State, Surroundings


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("A line for each birthday: Miriam (", "14 March 1961", ", loves dogs)"),
        ("voor mijn moeder, Monique Veldhuis (", "8-10-1937", ")"),
        ("Tarjeta de cumpleaños: Lucía Ferrer, ", "9 de abril de 1971", ""),
        ("Нотатка психіатра. Оксана Сорока, ", "1971-02-27", ", звернулася"),
    ],
)
def test_a_date_behind_a_name_is_of_birth_where_birthdays_kin_or_patients_are_told(
    before: str, value: str, after: str
) -> None:
    assert date_behind_somebody(value, Surroundings(before, after)).state is not State.FAILED


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("Agreed with Miriam Velker, ", "12 March 1975"),
        ("London, ", "12 March 1975"),
        ("my mother Miriam, ", "12 March 2099"),
        ("Interview with Miriam Velker, ", "12 March 1975"),
    ],
)
def test_a_date_of_a_letter_or_meeting_is_none(before: str, value: str) -> None:
    assert date_behind_somebody(value, Surroundings(before, "")).state is State.FAILED


def test_a_school_class_in_brackets_is_no_biography() -> None:
    assert no_biography("16. 2. 2017", Surroundings("syn Vilém (4. A, nar. ", ")")).state is not State.FAILED
    assert no_biography("14 March 1879", Surroundings("Someone (born ", ")")).state is State.FAILED
