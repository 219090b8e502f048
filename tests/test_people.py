"""Accounts to employees."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from chatscrub.errors import UsageError
from chatscrub.model.conversation import Account
from chatscrub.people import People, load_people


def table(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_an_account_is_found_by_mail_id_label_or_provider_and_id_whatever_its_case(tmp_path: Path) -> None:
    people = load_people(
        table(
            tmp_path,
            "account,employee,name,language\n"
            "Anna.Private@Mail.test,anna@acme.test,Anna Berg,DE\n"
            "slack:U0AB,ben@acme.test,Ben,\n"
            "U0AB,other@acme.test,,\n"
            "laptop-of-cora,cora@acme.test,,\n",
        )
    )
    assert people.employee(Account("chatgpt", id="x", email="anna.private@mail.test")) == "anna@acme.test"
    assert people.employee(Account("slack", id="u0ab")) == "ben@acme.test"
    assert people.employee(Account("claude", id="U0AB")) == "other@acme.test"
    assert people.employee(Account("claude", label="Laptop-of-Cora")) == "cora@acme.test"
    assert (people.name("ANNA@acme.test"), people.language("anna@acme.test")) == ("Anna Berg", "de")
    assert people.language("ben@acme.test") == "en"
    assert people.name("cora@acme.test") is None


def test_an_account_that_the_table_does_not_tell_stands_for_itself() -> None:
    people = load_people(None)
    assert people.employee(Account("slack", id="U1", email="ben@acme.test")) == "ben@acme.test"
    assert people.employee(Account("slack")) == "unknown"
    assert not people.knows(Account("slack", id="U1"))


def test_two_accounts_of_one_employee_are_one_person_whatever_the_spelling(tmp_path: Path) -> None:
    people = load_people(table(tmp_path, "account,employee\na@mail.test,Anna@acme.test\nb@mail.test,anna@ACME.test\n"))
    first = people.employee(Account("chatgpt", email="a@mail.test"))
    assert first == people.employee(Account("claude", email="b@mail.test")) == "Anna@acme.test"


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, '\ufeffAccount;Employee;Name\r\n"a@mail.test";anna;"Berg; Anna"\r\n;;\r\n')
    people = load_people(path)
    assert people.employee(Account("chatgpt", email="a@mail.test")) == "anna"
    assert people.name("anna") == "Berg; Anna"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("account,employee,badge\n", "column 3 is unknown"),
        ("account,name\n", "the column employee is missing"),
        ("account,employee,account\n", "stands in it twice"),
        ("account,employee\na@mail.test,anna\nA@mail.test,ben\n", "line 3: this account stands further up"),
        ("account,employee\na@mail.test,\n", "line 2: the employee is empty"),
        ("account,employee\na@mail.test\n", "line 2: the employee is empty"),
        ("account,employee\na@mail.test,anna,x\n", "line 2: more cells than columns"),
        ('account,employee\n"a@mail.test,anna\n', "not valid CSV"),
    ],
)
def test_a_wrong_table_is_refused_with_the_place_and_without_its_content(tmp_path: Path, text: str, said: str) -> None:
    path = table(tmp_path, text)
    with pytest.raises(UsageError, match=said) as caught:
        load_people(path)
    message = str(caught.value)
    assert str(path) in message
    assert "mail.test" not in message


def test_a_missing_or_wrongly_encoded_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_people(tmp_path / "absent.csv")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_people(table(tmp_path, "account,employee\nmüller@mail.test,x\n", "latin-1"))


def test_people_travel_between_processes_and_show_nobody() -> None:
    people = People({"a@mail.test": "anna"}, {"anna": "Anna Berg"}, {})
    assert pickle.loads(pickle.dumps(people)) == people
    assert "anna" not in repr(people).lower()
