"""What makers gave the name of a person is nobody, and whose table it is is told."""

from __future__ import annotations

import pytest

from chatscrub.detection.names.articles import is_article, of_books
from chatscrub.detection.names.tagger import embedded


def article(text: str, name: str) -> bool:
    start = text.index(name)
    return is_article(text, start, start + len(name), embedded().lexicon)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("an Opel Adam or a Renault Megane", "Opel Adam"),
        ("Renault Clio, Toyota Aurora", "Renault Clio"),
        ("a used Opel Rosa", "Rosa"),
        ("lobster Thermidor for two", "Thermidor"),
        ("Sessel Martha und Regal Otto, Art.-Nr. 4711", "Sessel Martha"),
        ("Sessel Martha und Regal Otto, Art.-Nr. 4711", "Otto"),
        ("lampen Frida og stolen Otto, 40 x 60", "Frida"),
    ],
)
def test_cars_dishes_and_furniture_are_nobody(text: str, name: str) -> None:
    assert article(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tisch Martha, 4 Personen", "Martha"),
        ("Schreibtisch Martha, Stuhl Otto", "Otto"),
        ("Sessel Martha und Regal Otto, Art.-Nr. 4711, Kunde Emil", "Emil"),
        ("Honda Keisuke called", "Honda Keisuke"),
        ("salad Martha, cake Otto", "Otto"),
        ("Suzette called", "Suzette"),
    ],
)
def test_people_beside_tables_and_cars_are_found(text: str, name: str) -> None:
    assert not article(text, name)


def test_the_lines_of_a_bibliography_name_who_wrote_them() -> None:
    text = "Rosa Winter, The Tides, ISBN 9780000000002\nOtto Sommer, Ebb, ISBN 9780000000019 for Emil\n"
    spans = list(of_books(text, []))
    assert [text[start:end] for start, end in spans] == ["Rosa Winter, The Tides, ", "Otto Sommer, Ebb, "]
    assert not list(of_books(text, [(0, 4)]))
    assert not list(of_books(text.partition("\n")[0], []))
