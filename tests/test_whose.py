from __future__ import annotations

from dataclasses import replace

import pytest

from chatscrub.detection.whose import COLLEAGUE, CUSTOMER, PUBLIC, SELF, UNKNOWN, in_records, whose
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Kind, Severity
from chatscrub.model.finding import Finding

ACCOUNT = Account("slack", email="Ada@Lovelace-Works.de", phone="+49 30 9018 2000")
OWNER = Account("slack", email="grace@lovelace-works.de")
PASSAGE = Passage(Conversation("slack", "c", ACCOUNT), "text", "text", OWNER)
DOMAINS = frozenset({"lovelace-works.de"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ada@lovelace-works.de", (SELF, "account-email")),
        ("grace@lovelace-works.de", (SELF, "account-email")),
        ("charles@lovelace-works.de", (COLLEAGUE, "company-domain")),
        ("charles@eu.lovelace-works.de", (COLLEAGUE, "company-domain")),
        ("charles@notlovelace-works.de", (UNKNOWN, None)),
        ("charles@lovelace-works.de.evil.io", (UNKNOWN, None)),
        ("info@somewhere.fr", (PUBLIC, "role-account")),
        ("support+4711@somewhere.fr", (PUBLIC, "role-account")),
        ("12345+ada@users.noreply.github.com", (PUBLIC, "role-account")),
        ("information@somewhere.fr", (UNKNOWN, None)),
    ],
)
def test_an_address_tells_whose_it_is(value: str, expected: tuple[str, str | None]) -> None:
    assert whose("EMAIL_ADDRESS", value, PASSAGE, DOMAINS) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("493090182000", SELF), ("03090182000", SELF), ("493090182001", UNKNOWN), ("2000", UNKNOWN)],
)
def test_the_users_own_telephone_number_is_known_in_both_spellings(value: str, expected: str) -> None:
    assert whose("PHONE_NUMBER", value, PASSAGE, DOMAINS)[0] == expected


def test_an_account_without_a_telephone_number_owns_none() -> None:
    passage = replace(PASSAGE, conversation=Conversation("slack", "c", OWNER))
    assert whose("PHONE_NUMBER", "493090182000", passage, DOMAINS) == (UNKNOWN, None)


def finding(record: int, identifier: str | None, owner: str | None = UNKNOWN) -> Finding:
    return Finding(
        passage=PASSAGE,
        kind=Kind.PII if owner else Kind.CREDENTIAL,
        detector="family.what",
        entity="ENTITY",
        confidence=Confidence.HIGH,
        severity=Severity.HIGH,
        start=0,
        end=1,
        match="…",
        fingerprint="f",
        record=record,
        identifier=identifier,
        whose=owner,
    )


def test_two_identifiers_in_one_record_make_a_customer() -> None:
    assert in_records([finding(2, "email"), finding(2, "phone_or_address"), finding(4, "email")]) == [
        CUSTOMER,
        CUSTOMER,
        UNKNOWN,
    ]


def test_the_same_identifier_twice_or_none_makes_no_customer() -> None:
    assert in_records([finding(2, "email"), finding(2, "email"), finding(2, "none")]) == [UNKNOWN] * 3


def test_what_is_a_colleagues_neither_counts_nor_changes() -> None:
    assert in_records([finding(2, "email", COLLEAGUE), finding(2, "phone_or_address")]) == [COLLEAGUE, UNKNOWN]


def test_a_credential_is_nobodys() -> None:
    assert in_records([finding(2, None, None), finding(2, "email"), finding(2, "name")]) == [None, CUSTOMER, CUSTOMER]
