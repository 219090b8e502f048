"""Pay, beliefs, unions, orientation and convictions: told of somebody they are claimed, told in general they are not."""

from __future__ import annotations

import pytest

from chatscrub.detection.evidence import evidence_function
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.somebody import is_done_by_a_name, names_a_person, sentence_before


def _holds(name: str, text: str, value: str) -> bool:
    before, _, after = text.partition(value)
    return evidence_function(name)(value, Surroundings(before, after)).state is not State.FAILED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mirko told me he's gay", "gay"),
        ("M. Valdoro est musulman pratiquant", "musulman pratiquant"),
        ("Ines Valdoro pide el viernes. Es evangélica, ya lo sabes", "evangélica"),
        ("Mrs Quillfeather, Hindu vegetarian, room 4", "Hindu"),
        ("shes a quaker so no oath", "quaker"),
        ("My client Tomas Velker (b. 12 Sept 1990) is a Baptist who fled", "Baptist"),
    ],
)
def test_said_of_somebody(text: str, value: str) -> None:
    assert _holds("said_to_be", text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bavaria is Catholic", "Catholic"),
        ("If Mara is Muslim, offer her a room", "Muslim"),
        ("Angela Merkel ist evangelisch", "evangelisch"),
        ("His name is Christian", "Christian"),
        ("Ann Christian called", "Christian"),
        ("Mara sat in the gay bar", "gay"),
        ("Mara is Christian's sister", "Christian"),
        ("a novel in which the protagonist is gay", "gay"),
    ],
)
def test_said_in_general(text: str, value: str) -> None:
    assert not _holds("said_to_be", text, value)


def test_a_firm_has_no_criminal_record_of_a_person() -> None:
    assert _holds("offence_of_somebody", "Tomas was convicted of fraud", "convicted of fraud")
    assert not _holds("offence_of_somebody", "The company was convicted of fraud, says Mara", "convicted of fraud")


def test_nobody_is_in_the_union_hall() -> None:
    assert _holds("done_by_somebody", "Mara is in the union, ask her", "in the union")
    assert not _holds("done_by_somebody", "Mara sits in the union hall", "in the union")
    assert not _holds("done_by_somebody", "Mara is not in the union", "in the union")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("pay_of_somebody", "Herr Velker verdient 4.150 €", "4.150 €"),
        ("pay_asked_or_got", "Candidate Ines Valdoro wants 70-75k", "70-75k"),
        ("pay_asked_or_got", "Put Mara on £13.40/hr", "£13.40/hr"),
        ("pay_on_a_slip", "Basic 2,140.00, net 1,702.15, NI number, Mara Quillfeather", "2,140.00"),
        ("pay_that_changes", "Promote Tomas Velker: 46,200 -> 50,500", "46,200 -> 50,500"),
        ("pay_beside_a_name", "Name;Role;Salary\nMara Quillfeather;clerk;28900", "28900"),
    ],
)
def test_pay_of_a_person(name: str, text: str, value: str) -> None:
    assert _holds(name, text, value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("pay_of_somebody", "The average nurse earns £35,400, says Mara", "£35,400"),
        ("pay_of_somebody", "Income tax on £50,270, asks Mara", "£50,270"),
        ("pay_of_somebody", "Mara earns 4,500 points", "4,500"),
        ("pay_asked_or_got", "Mrs Velker wants £34,000 for the car", "£34,000"),
        ("pay_on_a_slip", "Rechnung an Herrn Velker: Netto 1.200,00 EUR, MwSt", "1.200,00 EUR"),
        ("pay_that_changes", "Mara moved pages 1,200 to 1,400", "1,200 to 1,400"),
        ("pay_beside_a_name", "role;salary\nclerk;28900", "28900"),
    ],
)
def test_no_pay_of_a_person(name: str, text: str, value: str) -> None:
    assert not _holds(name, text, value)


def test_an_illness_that_a_note_tells_by_itself() -> None:
    assert _holds("illness_of_a_person", "Review of Mara Quillfeather: good. Asthma - do not mention", "Asthma")
    assert _holds("illness_of_a_person", "Room booked by Annegret Voss. Cancelled because of bronchitis", "bronchitis")
    assert not _holds("illness_of_a_person", "Cancelled because of bronchitis", "bronchitis")


def test_who_is_named() -> None:
    assert names_a_person("huurder Velker")
    assert is_done_by_a_name("Zanib is ")
    assert not is_done_by_a_name("Germany is ")
    assert sentence_before("It rains. M. Valdoro est ") == " M. Valdoro est "
