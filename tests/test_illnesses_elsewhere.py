"""Illnesses told in languages that the other lists do not have, of somebody and in general."""

from __future__ import annotations

import pytest

from chatscrub.detection.evidence.health_elsewhere import illness_told_elsewhere
from chatscrub.detection.evidence.verdict import State, Surroundings


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("Můj syn má ", "dyslexii", " a potřebuje čas."),
        ("Min kone har ", "bugspytkirtelkræft", "."),
        ("Komşumuz Nurettin'de ", "kaburga kırığı", " var"),
        ("У Тимура ", "эпилепсия", ", справку приложу"),
        ("Ο πατέρας μου έχει ", "άνοια", ""),
        ("夫は", "糖尿病", "です"),
        ("2016/09/12, ", "ربو", ""),
        ("मेरी माँ को ", "मधुमेह", " है"),
    ],
)
def test_an_illness_near_somebody_is_somebodys(before: str, value: str, after: str) -> None:
    assert illness_told_elsewhere(value, Surroundings(before, after)).state is not State.FAILED


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("", "Dyslexie", ": příznaky a příčiny"),
        ("Kampagnen samler ind til ", "brystkræft", ""),
        ("Что такое ", "гипертония", " и как с ней живут"),
        ("Τι είναι το ", "άσθμα", ";"),
        ("", "糖尿病", "とは何か、図で説明して"),
        ("ما هو ", "الربو", "؟"),
        ("", "मधुमेह", " क्या है"),
        ("", "Hipertansiyon", " nedir, kısaca anlat"),
    ],
)
def test_an_illness_that_is_explained_is_nobodys(before: str, value: str, after: str) -> None:
    assert illness_told_elsewhere(value, Surroundings(before, after)).state is State.FAILED
