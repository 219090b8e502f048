"""Phone numbers, codes and numbers of files in languages that have other words for them, and what only looks like them."""

from __future__ import annotations

import pytest

from chatscrub.detection.evidence.passwords_elsewhere import code_of_a_thing
from chatscrub.detection.evidence.phone import phone_greek, phone_nordic
from chatscrub.detection.evidence.record_numbers import long_number_of_a_file
from chatscrub.detection.evidence.verdict import State, Surroundings


@pytest.mark.parametrize("before", ["ring til min søn på ", "mor Gudrun ", "send sms til "])
def test_pairs_of_digits_behind_a_danish_word_for_calling_are_a_phone_number(before: str) -> None:
    assert phone_nordic("40 83 19 52", Surroundings(before, ".")).state is not State.FAILED


@pytest.mark.parametrize(("before", "after"), [("på lager: ", ""), ("ring: 22 24 ", ""), ("ring om ", " 44")])
def test_a_row_of_sizes_is_no_phone_number(before: str, after: str) -> None:
    assert phone_nordic("40 83 19 52", Surroundings(before, after)).state is State.FAILED


def test_a_greek_phone_number_needs_greek_letters_near() -> None:
    assert phone_greek("2310 774 059", Surroundings("ο λογιστής, ", "")).state is not State.FAILED
    assert phone_greek("2310 774 059", Surroundings("reference ", "")).state is State.FAILED


def test_digits_behind_a_safe_are_its_code_only_where_codes_are_told() -> None:
    told = Surroundings("Kennwort steht am Gerät. Tresor ", ".")
    assert code_of_a_thing("6194", told).state is not State.FAILED
    assert code_of_a_thing("6194", Surroundings("Wir verkaufen den Tresor ", ".")).state is State.FAILED


def test_a_number_right_behind_policy_or_claim_needs_as_many_digits_as_these_have() -> None:
    assert long_number_of_a_file("PL-2031/44-2291", Surroundings("Szkoda ", ",")).state is not State.FAILED
    assert long_number_of_a_file("2031", Surroundings("policy ", "")).state is State.FAILED
