"""Evidence in secrets whose place is certain: a plain word counts there, what manuals write does not."""

from __future__ import annotations

import pytest

from chatscrub.detection.evidence import placed_secrets as placed
from chatscrub.detection.evidence.passwords import not_sample_password
from chatscrub.detection.evidence.verdict import State, Surroundings

NOTHING = Surroundings("", "")


@pytest.mark.parametrize("value", ["greenhouse", "Walnut.Tree", "marmot-rw", "underTheOldOak", "slow purple stone"])
def test_plain_words_count_where_the_place_is_certain(value: str) -> None:
    assert placed.placed_secret(value, NOTHING).state is State.NEUTRAL


@pytest.mark.parametrize(
    "value",
    ["public", "password", "<secret>", "${PW}", "db_password", "your-secret-here", "vendor/bundle", "wrongpass"],
)
def test_what_manuals_write_there_does_not(value: str) -> None:
    assert placed.placed_secret(value, NOTHING).state is State.FAILED


def test_brackets_inside_a_password_are_no_call() -> None:
    assert not_sample_password("Tea(Pot)9xk", NOTHING).state is State.NEUTRAL
    assert not_sample_password("getPassword(user)", NOTHING).state is State.FAILED


def test_a_password_that_is_the_name_of_its_user_is_none() -> None:
    around = Surroundings("{'user': 'anna7', 'password': '", "'}")
    assert placed.not_the_user("anna7", around).state is State.FAILED
    assert placed.not_the_user("greenhouse", around).state is State.NEUTRAL


def test_rows_of_digits_are_examples() -> None:
    assert placed.no_row_of_digits("4071", NOTHING).state is State.NEUTRAL
    assert placed.no_row_of_digits("1234", NOTHING).state is State.FAILED
