"""What a text denies is not told of anybody."""

from __future__ import annotations

import pytest

from chatscrub.detection.denials import is_denied


@pytest.mark.parametrize(
    "before",
    [
        "Mr Orme has no history of ",
        "Mrs Orme denies panic attacks, ",
        "Mrs Orme: no known ",
        "Frau Velker hat kein ",
        "Frau Velker: keine Hinweise auf ",
        "ohne bekannte ",
        "Mme Valdoro n'a pas d'",
        "sin antecedentes de ",
        "La paciente niega ",
        "Il signor Velker, senza ",
        "Mevrouw Velker heeft geen ",
        "Pani Halina: brak ",
        "Hanne Thorlund har ikke ",
        "Hon har inga tecken på ",
    ],
)
def test_what_is_denied_in_front(before: str) -> None:
    assert is_denied(before, "")


@pytest.mark.parametrize("after", [": no", ": nein, sonst gesund", " ausgeschlossen.", " ruled out", ": negativ"])
def test_what_is_denied_behind(after: str) -> None:
    assert is_denied("Patient: ", after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("she has not recovered from her ", ""),
        ("Bett no 4: ", ""),
        ("she denies the fraud but has ", ""),
        ("kein Wunder bei ", ""),
        ("hon tar tabletter för sin ", ""),
        ("keine Allergien\nDiagnose: ", ""),
        ("Diagnosis: ", ": no sugar"),
        ("Diagnosis: ", " no. 4"),
    ],
)
def test_other_words_of_denial_deny_something_else(before: str, after: str) -> None:
    assert not is_denied(before, after)
