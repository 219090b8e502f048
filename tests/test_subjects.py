"""Who findings are about: one person is one subject, however often and wherever named."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.subjects import joined
from chatscrub.exposure import score
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Kind
from chatscrub.model.finding import Finding
from tests.running import shipped_detectors

ACCOUNT = Account("chatgpt", id="user-1")
CHAT = Conversation("chatgpt", "c-1", ACCOUNT)
FILES = {"pii/names.toml", "pii/fields.toml", "pii/email.toml", "pii/phone.toml", "pii/addresses.toml"}


@pytest.fixture(scope="module")
def detection() -> Detection:
    detectors = [each for each in shipped_detectors() if each.file in FILES and each.kind is Kind.PII]
    return Detection(detectors, b"a key of the installation")


def found(detection: Detection, messages: Sequence[str], conversation: Conversation = CHAT) -> list[Finding]:
    """As a scan does: message by message, and joined when the conversation ends."""
    findings: list[Finding] = []
    for number, text in enumerate(messages):
        passage = Passage(conversation, text, "text", ACCOUNT, message_id=f"m-{number}")
        findings.extend(detection.scan([passage]).findings)
    return joined(findings)


def subjects(findings: Sequence[Finding]) -> set[str]:
    return {finding.subject for finding in findings if finding.subject is not None}


def people(findings: Sequence[Finding]) -> int:
    return score(
        conversation=CHAT, owner=ACCOUNT, employee="e", archive="a.zip", title="t", findings=findings, settings=None
    ).people


def table(rows: int) -> str:
    noise = random.Random(7)
    first, last = ("Mara", "Ines", "Tomas", "Odile", "Hakan"), ("Quillfeather", "Valdoro", "Velker", "Grzelak")
    lines = ["first name,last name,email,date of birth"]
    for number in range(rows):
        born = f"{noise.randint(1, 28):02}/0{noise.randint(1, 9)}/19{noise.randint(40, 99)}"
        lines.append(f"{noise.choice(first)},{noise.choice(last)},box{number}@pratolungo.it,{born}")
    return "\n".join(lines)


def test_four_hundred_rows_are_four_hundred_people(detection: Detection) -> None:
    findings = found(detection, [table(400)])
    assert len(subjects(findings)) == 400
    assert people(findings) == 400


def test_names_alone_tell_the_rows_of_a_table_apart(detection: Detection) -> None:
    text = "first name;last name;id\nMara;Velker;1\nMara;Valdoro;2\nInes;Velker;3\nInes;Valdoro;4"
    assert people(found(detection, [text])) == 4


def test_one_person_in_forty_messages_is_one(detection: Detection) -> None:
    findings = found(detection, [f"Customer: Mara Velker\nE-mail: mara@pratolungo.it\ncall {n}" for n in range(40)])
    assert len(findings) == 80
    assert len(subjects(findings)) == people(findings) == 1


def test_records_are_joined_by_what_they_share_in_any_order(detection: Detection) -> None:
    messages = [
        "Customer: Mara Velker\nE-mail: mara@pratolungo.it",
        "E-mail: mara@pratolungo.it\nPhone: +49 30 48219376",
        "Customer: Ines Valdoro\nE-mail: ines@pratolungo.it",
        "Full name: Velker, Mara\nPhone: +49 30 48219376",
    ]
    one, other = found(detection, messages), found(detection, messages[::-1])
    assert len(subjects(one)) == 2
    assert subjects(one) == subjects(other)


def test_the_strongest_identifier_gives_the_same_pseudonym_in_another_conversation(detection: Detection) -> None:
    elsewhere = Conversation("chatgpt", "c-2", ACCOUNT)
    one = found(detection, ["Customer: Mara Velker\nE-mail: mara@pratolungo.it"])
    other = found(detection, ["Customer: M. Velker\nE-mail: MARA@pratolungo.it"], elsewhere)
    assert subjects(one) == subjects(other)
    (subject,) = subjects(one)
    assert subject.startswith("p-")
    assert len(subject) == 12


def test_another_key_gives_another_pseudonym(detection: Detection) -> None:
    message = "Customer: Mara Velker\nE-mail: mara@pratolungo.it"
    detectors = [each for each in shipped_detectors() if each.file in FILES]
    assert subjects(found(Detection(detectors, b"another key"), [message])) != subjects(found(detection, [message]))


def test_namesakes_with_different_addresses_are_two(detection: Detection) -> None:
    text = "full name;email\nMara Velker;one@pratolungo.it\nMara Velker;two@pratolungo.it"
    assert people(found(detection, [text])) == 2


def test_a_row_given_twice_is_one_person(detection: Detection) -> None:
    text = "full name;email\nMara Velker;one@pratolungo.it\nMara Velker;one@pratolungo.it"
    assert people(found(detection, [text])) == 1


def test_a_family_with_one_telephone_is_as_many_as_its_names(detection: Detection) -> None:
    text = "full name;phone\nMara Velker;+49 30 48219376\nTomas Velker;+49 30 48219376"
    assert people(found(detection, [text])) == 2


def test_a_person_with_two_addresses_in_one_record_is_one(detection: Detection) -> None:
    text = '{"full_name": "Mara Velker", "email": "one@pratolungo.it", "work": {"email": "two@pratolungo.it"}}'
    assert people(found(detection, [text])) == 1


def test_two_addresses_in_prose_are_not_thrown_together(detection: Detection) -> None:
    findings = found(detection, ["write to one@pratolungo.it and to two@pratolungo.it"])
    assert len(subjects(findings)) == 2


def test_sender_and_recipient_of_a_mail_are_two(detection: Detection) -> None:
    text = "From: Mara Velker <mara@pratolungo.it>\nTo: Ines Valdoro <ines@pratolungo.it>\nSubject: x\n\nhi"
    findings = found(detection, [text])
    assert len(findings) == 4
    assert people(findings) == 2


def test_joining_twice_changes_nothing(detection: Detection) -> None:
    findings = found(detection, [table(20), "Customer: Mara Velker\nE-mail: box3@pratolungo.it"])
    assert joined(findings) == findings
