from __future__ import annotations

import pytest
from msgspec.structs import replace

from chatscrub.detection.cascade import Detection
from chatscrub.detection.colleagues import colleagues
from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.pack_file import load_pack, shipped
from chatscrub.detection.whose import COLLEAGUE, CUSTOMER, PUBLIC, SELF, UNKNOWN, in_records, whose
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Kind, Severity
from chatscrub.model.finding import Finding

ACCOUNT = Account("slack", email="Ada@Lovelace-Works.de", phone="+49 30 9018 2000")
OWNER = Account("slack", email="grace@lovelace-works.de")
PASSAGE = Passage(Conversation("slack", "c", ACCOUNT), "text", "text", OWNER)
COMPANY = colleagues({"lovelace-works.de"}, ())
NO_COMPANY = colleagues((), ())
ALONE = Surroundings("", "")


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
        ("informant@somewhere.fr", (UNKNOWN, None)),
    ],
)
def test_an_address_tells_whose_it_is(value: str, expected: tuple[str, str | None]) -> None:
    found = whose("EMAIL_ADDRESS", value, PASSAGE, COMPANY, ALONE)
    assert (found.whose, found.reason) == expected


def test_a_role_account_keeps_its_confidence_and_loses_its_severity() -> None:
    found = whose("EMAIL_ADDRESS", "buchhaltung@somewhere.de", PASSAGE, COMPANY, ALONE)
    assert (found.whose, found.confidence, found.severity) == (PUBLIC, Confidence.HIGH, Severity.LOW)


def test_without_company_domains_the_domain_of_the_account_is_the_company() -> None:
    assert whose("EMAIL_ADDRESS", "charles@eu.lovelace-works.de", PASSAGE, NO_COMPANY, ALONE).whose == COLLEAGUE
    private = replace(PASSAGE, owner=Account("chatgpt", email="ada@gmail.com"))
    private = replace(private, conversation=Conversation("chatgpt", "c", private.owner))
    assert whose("EMAIL_ADDRESS", "charles@gmail.com", private, NO_COMPANY, ALONE).whose == UNKNOWN


@pytest.mark.parametrize(
    "before",
    [
        "Author: Charles <",
        "Signed-off-by: Charles Babbage <",
        "# Copyright (c) 1837 Charles Babbage <",
        " * @author Charles Babbage <",
        'authors = [{name = "Charles Babbage", email = "',
        '  "author": {\n    "name": "Charles Babbage",\n    "email": "',
        "Author: Ada Byron <ada@byron.org>,\n        Charles Babbage <",
        "commit 1837\nAuthor: Charles Babbage <",
        "Discussions-To: ",
    ],
)
def test_who_signs_a_work_is_public_and_hardly_worth_a_word(before: str) -> None:
    found = whose("EMAIL_ADDRESS", "charles@engines.org", PASSAGE, COMPANY, Surroundings(before, ">"))
    assert (found.whose, found.reason, found.confidence) == (PUBLIC, "author line", Confidence.LOW)


@pytest.mark.parametrize(
    "before",
    [
        "From: Charles Babbage <",
        "Contact: ",
        "the author was ill. Write to ",
        "Author: Ada\n\nDear all,\nwrite to Charles, ",
        "Kunde: Charles Babbage, ",
    ],
)
def test_other_lines_make_nobody_public(before: str) -> None:
    assert whose("EMAIL_ADDRESS", "charles@engines.org", PASSAGE, COMPANY, Surroundings(before, "")).whose == UNKNOWN


@pytest.mark.parametrize("address", ["engine-dev@engines.org", "python-list@python.org", "ada@lists.engines.org"])
def test_a_mailing_list_is_a_published_contact(address: str) -> None:
    found = whose("EMAIL_ADDRESS", address, PASSAGE, COMPANY, ALONE)
    assert (found.whose, found.reason) == (PUBLIC, "published contact")


def test_the_name_of_the_account_is_the_users_own() -> None:
    passage = replace(PASSAGE, owner=Account("slack", name="Ada Lovelace"))
    assert whose("PERSON", "lovelace, ada", passage, COMPANY, ALONE).whose == SELF
    assert whose("PERSON", "ada", passage, COMPANY, ALONE).whose == UNKNOWN


def test_a_toll_free_number_is_public() -> None:
    found = whose("PHONE_NUMBER", "498003301000", PASSAGE, COMPANY, ALONE, ("toll-free",))
    assert (found.whose, found.reason, found.severity) == (PUBLIC, "toll-free", Severity.LOW)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("493090182000", SELF), ("03090182000", SELF), ("493090182001", UNKNOWN), ("2000", UNKNOWN)],
)
def test_the_users_own_telephone_number_is_known_in_both_spellings(value: str, expected: str) -> None:
    assert whose("PHONE_NUMBER", value, PASSAGE, COMPANY, ALONE).whose == expected


def test_an_account_without_a_telephone_number_owns_none() -> None:
    passage = replace(PASSAGE, conversation=Conversation("slack", "c", OWNER))
    assert whose("PHONE_NUMBER", "493090182000", passage, COMPANY, ALONE).whose == UNKNOWN


STAFF = (
    Account("slack", email="ada@lovelace-works.de", name="Ada Lovelace", phone="+49 30 9018 2000"),
    Account("slack", email="charles@eu.lovelace-works.de", name="Charles Babbage"),
    Account("slack", email="mary@gmail.com", name="Mary Somerville"),
    Account("slack", email="luigi@menabrea-partner.it", name="Luigi Menabrea"),
    Account("slack", name="Ada"),
)


@pytest.mark.parametrize(
    ("entity", "value", "expected"),
    [
        ("EMAIL_ADDRESS", "mary@gmail.com", (COLLEAGUE, "in the company's directory")),
        ("EMAIL_ADDRESS", "grace@lovelace-works.de", (COLLEAGUE, "company-domain")),
        ("EMAIL_ADDRESS", "john@gmail.com", (UNKNOWN, None)),
        ("EMAIL_ADDRESS", "anna@menabrea-partner.it", (UNKNOWN, None)),
        ("PERSON", "babbage, charles", (COLLEAGUE, "in the company's directory")),
        ("PERSON", "charles darwin", (UNKNOWN, None)),
        ("PERSON", "ada", (UNKNOWN, None)),
        ("PHONE_NUMBER", "493090182000", (COLLEAGUE, "in the company's directory")),
    ],
)
def test_the_directory_of_an_export_tells_who_is_a_colleague(
    entity: str, value: str, expected: tuple[str, str | None]
) -> None:
    stranger = replace(PASSAGE, owner=Account("slack"), conversation=Conversation("slack", "c", Account("slack")))
    found = whose(entity, value, stranger, colleagues((), STAFF), ALONE)
    assert (found.whose, found.reason) == expected


def test_domains_that_the_operator_gives_win_over_the_majority() -> None:
    assert colleagues({"engines.example"}, STAFF).domains == {"engines.example"}


def test_without_a_majority_no_domain_is_the_companys() -> None:
    pair = (
        Account("slack", email="a@one.de"),
        Account("slack", email="b@two.de"),
        Account("slack", email="c@gmail.com"),
    )
    assert colleagues((), pair).domains == set()


def finding(record: int, identifier: str | None, owner: str | None = UNKNOWN, entity: str = "ENTITY") -> Finding:
    return Finding(
        passage=PASSAGE,
        kind=Kind.PII if owner else Kind.CREDENTIAL,
        detector="family.what",
        entity=entity,
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


def owners(*found: Finding, text: str = "") -> list[str | None]:
    return [owner for owner, _ in in_records([(each, "value") for each in found], text)]


def test_two_identifiers_in_one_record_make_a_customer() -> None:
    found = finding(3, "email"), finding(3, "phone_or_address"), finding(5, "email")
    assert owners(*found) == [CUSTOMER, CUSTOMER, UNKNOWN]


def test_the_same_identifier_twice_or_none_makes_no_customer() -> None:
    assert owners(finding(3, "email"), finding(3, "email"), finding(3, "none")) == [UNKNOWN] * 3


def test_what_is_a_colleagues_neither_counts_nor_changes() -> None:
    assert owners(finding(3, "email", COLLEAGUE), finding(3, "phone_or_address")) == [COLLEAGUE, UNKNOWN]


def test_a_credential_is_nobodys() -> None:
    assert owners(finding(3, None, None), finding(3, "email"), finding(3, "name")) == [None, CUSTOMER, CUSTOMER]


def test_three_rows_make_a_table_of_people_and_two_do_not() -> None:
    assert owners(finding(2, "email"), finding(4, "email"), finding(6, "email")) == [CUSTOMER] * 3
    assert owners(finding(2, "email"), finding(4, "email")) == [UNKNOWN] * 2


def test_a_word_for_a_customer_nearby_makes_one() -> None:
    one = replace(finding(1, "email"), start=7, end=8)
    assert in_records([(one, "x")], "Kunde: x") == [(CUSTOMER, "role:kunde")]
    assert owners(one, text="Kummer x") == [UNKNOWN]


def test_a_name_alone_in_prose_is_public_and_beside_something_else_it_is_not() -> None:
    name = finding(3, "name", entity="PERSON")
    assert in_records([(name, "Ada Lovelace")], "") == [(PUBLIC, "name alone")]
    assert owners(name, finding(3, "none")) == [UNKNOWN, UNKNOWN]
    assert owners(finding(2, "name", entity="PERSON")) == [UNKNOWN]  # a row of a table


def test_a_name_in_a_colleagues_address_is_that_colleague() -> None:
    name, address = finding(3, "name", entity="PERSON"), finding(5, "email", COLLEAGUE)
    pairs = [(name, "Charles Babbage"), (address, "c.babbage@lovelace-works.de")]
    assert [owner for owner, _ in in_records(pairs, "")] == [COLLEAGUE, COLLEAGUE]


def scanned(text: str) -> tuple[list[Finding], int]:
    detectors = [*load_pack(shipped() / "pii/email.toml", Kind.PII), *load_pack(shipped() / "pii/phone.toml", Kind.PII)]
    scan = Detection(detectors, b"key").scan([replace(PASSAGE, text=text, message_id="m")])
    return scan.findings, scan.samples


def test_what_a_text_calls_sample_data_is_left_out_and_counted() -> None:
    assert scanned("Use this dummy data: charles@engines.org") == ([], 1)
    assert scanned("Jane Doe's mail is charles@engines.org") == ([], 1)
    assert len(scanned("His mail is charles@engines.org")[0]) == 1


def test_in_a_code_fence_of_samples_everything_is_one() -> None:
    fenced = "```\nada@example.com\ncharles@engines.org\n```\n"
    assert scanned(fenced) == ([], 2)
    findings, samples = scanned(fenced + "\nwrite to mary@somerville.org")
    assert ([each.match for each in findings], samples) == (["m…@s….org"], 2)
    assert len(scanned("```\nada@example.com\ncharles@engines.org\nmary@somerville.org\n```")[0]) == 2


def test_an_author_is_found_at_low_confidence_with_the_reason() -> None:
    (one,), _ = scanned("PEP: 1\nAuthor: Charles Babbage <charles@engines.org>\n")
    assert (one.whose, one.confidence, one.severity) == (PUBLIC, Confidence.LOW, Severity.LOW)
    assert "author line" in one.reasons
