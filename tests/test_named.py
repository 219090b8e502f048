"""What stands beside a value, or how it looks, says that it is no secret; whose number it is."""

from __future__ import annotations

import pytest

from chatscrub.detection.evidence.record_numbers import numbers_somebody
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.passwords.named import names_something_else


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("the patch ", "KB5031499", " is missing"),
        ("reported as ", "INC-20-7714", ""),
        ("requestId: ", "req_4Kq9ZtLm20", ""),
        ("je reçois encore les SMS, ", "préviens-moi", ""),
        ("AWS_REGION: ", "eu-north-1", ""),
        ("placed in ", "europe-west4-b", ""),
        ("she works here since ", "2014", ""),
        ("anställd sedan ", "2011", ""),
        ("la tarjeta que termina en ", "4471", ""),
        ("apiVersion: charts.example.org/", "v1beta2", ""),
        ('snapshot_identifier = "', "ledger-nightly", '"'),
        ("password: {{ .Values.mail.", "password", " | quote }}"),
        ("password: ENC[AES256_GCM,data:", "mBq7Zt2LkP", ",iv:aaaa,tag:bbbb,type:str]"),
        ("Branch\tUser\tPassword\t", "Responsible", "\tRemarks"),
        ("o ip é 192.168.1.108 e a porta é ", "37777", ""),
        ('vier Wörter, nicht "', "Sommer2025!", '"'),
        ("Bitte keine Passwörter wie ", "Hammer6699", " oder den Namen des Vereins"),
        ("stoppa vanliga lösenord, t.ex. Snö62 och ", "yxcv42", ""),
        ("em 2022 a senha mais usada foi ", "Praia2022!", ""),
        ("s WLAN im Container heißt ", "TP-Link_22A4", ""),
        ("publishable: ", "pk_live_51abcDEF", ""),
        ("Anleitung für neue ", "Bachelorand*innen", ""),
        ('"password: ', "lattice42", '" # example, do not use'),
    ],
)
def test_what_is_named_as_something_else_is_no_secret(before: str, value: str, after: str) -> None:
    text = before + value + after
    assert names_something_else(text, len(before), len(before) + len(value))


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("the code is ", "2014", ""),
        ("the password is the same as last year, ", "Hammer6699", ""),
        ("o código da porta é ", "37777", ""),
        ("User\tPassword\nanna\t", "Nordlicht", "\t"),
        ("it opens with ", "lagoon-eu-9", ""),
        ("password {{ or what was it }} ", "Kestrel99", " }}"),
    ],
)
def test_a_secret_is_not_taken_for_something_else(before: str, value: str, after: str) -> None:
    text = before + value + after
    assert not names_something_else(text, len(before), len(before) + len(value))


@pytest.mark.parametrize(
    ("before", "is_somebody"),
    [
        ("Mrs Holt, policy ", True),
        ("Mr Velker, member no. ", True),
        ("Frau Ost, Vertrag ", True),
        ("Frau Ost, Aktenzeichen ", False),
        ("Mme Morel, dossier ", False),
        ("dhr. Wiersma, zaaknummer ", False),
        ("the claim of customer no. ", True),
    ],
)
def test_the_number_of_a_matter_tells_less_than_that_of_a_person(before: str, *, is_somebody: bool) -> None:
    state = numbers_somebody("20-48213", Surroundings(before, "")).state
    assert (state is not State.FAILED) is is_somebody
