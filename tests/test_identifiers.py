"""Numbers, names of users, dates of birth and health in running text: what counts, and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.detection.evidence import (
    birth_dates,
    contact,
    documents,
    evidence_functions,
    health,
    payment,
    phone,
    record_numbers,
    user_names,
)
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mailboxes import is_consumer, is_mailing_list, is_role, is_service

ALONE = Surroundings("", "")
MODULES = {"birth_dates", "documents", "health", "record_numbers", "user_names"}
OURS = {
    name: function
    for name, function in evidence_functions().items()
    if function.__module__.rpartition(".")[2] in MODULES
}


@settings(max_examples=60, deadline=None)
@given(value=st.text(max_size=40), before=st.text(max_size=30), after=st.text(max_size=30))
def test_no_text_breaks_a_check(value: str, before: str, after: str) -> None:
    for function in OURS.values():
        assert function(value, Surroundings(before, after)).state in State


@pytest.mark.parametrize(
    ("check", "value", "digit"),
    [
        (documents.de_insurance_number, "15100267F165", 11),
        (documents.es_nss, "28/33079054/54", 13),
        (documents.es_nss, "084950084464", 11),
        (payment.polish_account, "73 1050 0190 4302 3721 6902 6635", 31),
    ],
)
def test_each_other_check_digit_fails(check: Callable[[str, Surroundings], Verdict], value: str, digit: int) -> None:
    assert check(value, ALONE).state is State.PROVEN
    others = [value[:digit] + other + value[digit + 1 :] for other in "0123456789" if other != value[digit]]
    assert {check(other, ALONE).state for other in others} == {State.FAILED}


def test_a_british_driver_number_holds_a_date_that_exists() -> None:
    assert documents.uk_driver_number("LACEY 802145 S99KD", ALONE).state is State.NEUTRAL
    assert documents.uk_driver_number("LACEY 832145 S99KD", ALONE).state is State.FAILED
    assert documents.uk_driver_number("LACEY 802315 S99KD", ALONE).state is State.NEUTRAL
    assert documents.uk_driver_number("LACEY 802395 S99KD", ALONE).state is State.FAILED


@pytest.mark.parametrize(
    ("value", "state"), [("BLM 4X72", State.NEUTRAL), ("FORM", State.FAILED), ("7315 EUR", State.FAILED)]
)
def test_a_plate_has_letters_and_digits_and_is_no_price(value: str, state: State) -> None:
    assert documents.plate(value, ALONE).state is state


@pytest.mark.parametrize(
    ("value", "after", "state"),
    [
        ("TH-009144", "", State.NEUTRAL),
        ("411-DUPRAZ", "", State.NEUTRAL),
        ("12", "", State.FAILED),
        ("2024", "", State.FAILED),
        ("17.05.2024", "", State.FAILED),
        ("4500", " EUR", State.FAILED),
        ("1111", "", State.FAILED),
    ],
)
def test_the_number_of_a_record_is_no_count_year_or_price(value: str, after: str, state: State) -> None:
    assert record_numbers.number_of_a_record(value, Surroundings("", after)).state is state


@pytest.mark.parametrize(
    ("before", "value", "after", "state"),
    [
        ("user ", "k.velker", " has left", State.NEUTRAL),
        ("user ", "experience", " matters", State.FAILED),
        ("user ", "base", ", *mostly*", State.FAILED),
        ("username = ", "request.user", "", State.FAILED),
        ("user: ", "admin", "", State.FAILED),
        ("username: '", "velker", "',", State.FAILED),
        ("Benutzername: ", "fvelker", "\n", State.NEUTRAL),
        ("Benutzer ", "schulung", ", Kennwort steht am Brett", State.NEUTRAL),
        ("login: ", "your_name", "", State.FAILED),
    ],
)
def test_a_user_name_is_told_from_words_of_manuals_and_programs(
    before: str, value: str, after: str, state: State
) -> None:
    assert user_names.user_name(value, Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (" / Wren-Gate-41b", State.NEUTRAL),
        (", mot de passe au dos", State.NEUTRAL),
        (" et Lagune%Ebrie7", State.NEUTRAL),
        (" and leave the room", State.FAILED),
        (" / https://a.example", State.FAILED),
        (" or ask", State.FAILED),
    ],
)
def test_a_plain_user_name_needs_a_password_beside_it(after: str, state: State) -> None:
    assert user_names.user_of_a_login("velker", Surroundings("log in as ", after)).state is state


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("Adobe – ", " – 2ndClassStamp", State.NEUTRAL),
        ("Adobe – ", " → 2ndClassStamp", State.FAILED),
        ("Leeds – ", " – Harrogate", State.FAILED),
        ("str | ", " | dict[str, int]", State.FAILED),
    ],
)
def test_a_list_of_logins_has_one_separator_and_a_password_last(before: str, after: str, state: State) -> None:
    assert user_names.listed_login("velker", Surroundings(before, after)).state is state


def test_a_user_in_settings_or_an_address_counts_with_a_real_password_only() -> None:
    assert (
        user_names.user_of_a_setting("klusapp", Surroundings("", "\nDB_PASSWORD=Z4gen+Boren9")).state is State.NEUTRAL
    )
    assert user_names.user_of_a_setting("klusapp", Surroundings("", "\nDB_PASSWORD=wordpress")).state is State.FAILED
    assert user_names.user_of_an_address("boka", Surroundings("", ":Wy0z5WRg_Usku@db2")).state is State.NEUTRAL
    assert user_names.user_of_an_address("boka", Surroundings("", ":password@db2")).state is State.FAILED
    assert user_names.user_of_an_address("boka", Surroundings("", ":Wy0z5WRg_Usku@db2/boka")).state is State.FAILED


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("Mr Aldous, known ", "", State.NEUTRAL),
        ("Frau Velker leidet an ", "", State.NEUTRAL),
        ("Pacjent, w wywiadzie ", "", State.NEUTRAL),
        ("", ", since when she is at home", State.NEUTRAL),
        ("What are the symptoms of ", "?", State.FAILED),
        ("Mr Aldous wrote on patients with ", "", State.FAILED),
        ("her donation to ", " research", State.FAILED),
        ("Mr Aldous is well.\n\nA word about ", "", State.FAILED),
        ("the weather and ", "", State.FAILED),
    ],
)
def test_an_illness_counts_where_somebody_has_it(before: str, after: str, state: State) -> None:
    assert health.illness_of_a_person("epilepsy", Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("value", "before", "after", "state"),
    [
        ("ramipril 5 mg", "", "", State.NEUTRAL),
        ("ramipril", "", " 5 mg 1-0-0", State.NEUTRAL),
        ("sertraline", "she takes ", "", State.NEUTRAL),
        ("sertraline", "the market for ", " grows", State.FAILED),
    ],
)
def test_a_medicine_counts_with_a_dose_or_where_somebody_takes_it(
    value: str, before: str, after: str, state: State
) -> None:
    assert health.medicine_in_use(value, Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("applicant, born ", ", living in Leeds", State.NEUTRAL),
        ("Ada Lovelace (born ", ")", State.FAILED),
        ("born ", " – 27 November 1852", State.FAILED),
        ("born ", ", was an English mathematician", State.FAILED),
    ],
)
def test_a_biography_is_no_leak(before: str, after: str, state: State) -> None:
    assert birth_dates.no_biography("10 December 1815", Surroundings(before, after)).state is state


@pytest.mark.parametrize(
    ("value", "after", "state"),
    [
        ("605 318 942", "", State.PROVEN),
        ("347 618 2295", "", State.PROVEN),
        ("111 111 111", "", State.FAILED),
        ("605 318 942", " 1172 3381", State.FAILED),
    ],
)
def test_a_number_without_trunk_prefix_is_one_of_a_plan_and_no_part_of_an_account(
    value: str, after: str, state: State
) -> None:
    assert phone.phone_by_plan(value, Surroundings("", after)).state is state


def test_a_short_number_is_never_proven_by_some_plan() -> None:
    assert phone.phone_in_plan("03-232323", ALONE).state is State.NEUTRAL


@pytest.mark.parametrize(
    ("value", "before"),
    [("chat.tools@chat.tools", "/plugin install "), ("pass@complex.engines.org", "http://user:pass ")],
)
def test_a_package_and_a_password_with_a_blank_are_no_address(value: str, before: str) -> None:
    assert contact.email_address(value, Surroundings(before, "")).state is State.FAILED


def test_mailboxes_are_told_by_role_list_service_and_provider() -> None:
    assert is_role("Büro")
    assert is_role("suporte+1")
    assert not is_role("ada")
    assert is_mailing_list("python-dev", "python.org")
    assert is_mailing_list("ada", "lists.engines.org")
    assert not is_mailing_list("ada", "engines.org")
    assert is_service("users.noreply.github.com")
    assert is_consumer("web.de")
    assert not is_consumer("engines.org")
