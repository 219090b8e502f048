"""Dates and numbers in lists without titles, and whose a numbered matter is."""

from chatscrub.detection.evidence.record_numbers import numbers_somebody
from chatscrub.detection.evidence.rows_of_people import date_in_a_row_of_a_person, nhs_number_in_a_row
from chatscrub.detection.evidence.verdict import State, Surroundings

CREW = Surroundings("CREW LIST\n3 Cook VELKER Tomas ", " PP EH4820193\n")


def test_a_date_beside_a_name_and_a_passport_is_that_of_birth() -> None:
    assert date_in_a_row_of_a_person("1961-03-14", CREW).state is State.NEUTRAL


def test_a_recent_date_in_such_a_row_is_none() -> None:
    assert date_in_a_row_of_a_person("2026-03-14", CREW).state is State.FAILED


def test_a_date_beside_a_name_alone_is_none() -> None:
    assert date_in_a_row_of_a_person("1961-03-14", Surroundings("Tomas Velker ", " report")).state is State.FAILED


def test_an_nhs_number_needs_its_check_digit_and_a_date_beside_it() -> None:
    row = Surroundings("QUILLFEATHER, Ines 14/03/61 ", " review")
    assert nhs_number_in_a_row("975 706 1212", row).state is State.PROVEN
    assert nhs_number_in_a_row("975 706 1213", row).state is State.FAILED
    assert nhs_number_in_a_row("975 706 1212", Surroundings("QUILLFEATHER, Ines ", " ")).state is State.FAILED


def test_a_numbered_claim_is_of_somebody_where_the_insured_stands_beside_it() -> None:
    assert numbers_somebody("CLM-48219", Surroundings("Claim ", "\nInsured: Mr Tomas Velker")).state is State.NEUTRAL
    assert numbers_somebody("CLM-48219", Surroundings("Claim ", " was closed by the robot")).state is State.FAILED
