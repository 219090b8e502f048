"""A name that a street, a building or a statue bears is nobody's, and who is met in one is found."""

from __future__ import annotations

import pytest

from chatscrub.detection.names.honoured import is_honoured
from chatscrub.detection.names.tagger import embedded


def honoured(text: str, name: str) -> bool:
    start = text.index(name)
    return is_honoured(text, start, start + len(name), embedded().lexicon)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pe strada Ion Popescu nu se parchează", "Ion Popescu"),
        ("Colegiul Național Radu Popescu se mută", "Radu Popescu"),
        ("na ulicy Piotra Zielińskiego jest remont", "Piotra Zielińskiego"),
        ("ve škole „Jana Nováka“ začíná rok", "Jana Nováka"),
        ("στην οδό Νίκου Παππά", "Νίκου Παππά"),
        ("по улице Ивана Смирнова нет проезда", "Ивана Смирнова"),
        ("театр имени Ивана Смирнова закрыт", "Ивана Смирнова"),
        ("на вулиці Олени Коваль ремонт", "Олени Коваль"),
        ("the hall is named after Rosa Winter", "Rosa Winter"),
        ("die Halle wurde benannt nach Rosa Winter", "Rosa Winter"),
        ("a statue of Sir Harold Winter stands there", "Harold Winter"),
        ("a Kovács Péter utcában", "Kovács Péter"),
        ("Ayşe Kaya Caddesi kapandı", "Ayşe Kaya"),
        ("Mehmet Kaya Köprüsü'nden geçilir", "Mehmet Kaya Köprüsü'nden"),
        ("Ali Demir heykeli önünde", "Ali Demir"),
        ("Kong Peders gate er stengt", "Kong Peders"),
        ("mennään Matti Laineen kadulle", "Matti Laineen"),
        ("Treffpunkt ist das Paul-Winter-Institut", "Paul-Winter-Institut"),
        ("we meet in Rosa Lindqvist Hall", "Rosa Lindqvist Hall"),
        ("Die neuen Besprechungsräume heißen Rosa Winter und Paul Sommer", "Paul Sommer"),
        ("Nasze ulice noszą imiona Piotra Zielińskiego i Anny Lis", "Anny Lis"),
    ],
)
def test_what_is_called_after_somebody_is_no_person(text: str, name: str) -> None:
    assert honoured(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I got it via Anna Winter", "Anna Winter"),
        ("in colegiul vechi Radu Popescu plângea", "Radu Popescu"),
        ("w szkole Piotr Zieliński płakał", "Piotr Zieliński"),
        ("Ali okulu bitirdi", "Ali"),
        ("Ayşe müzeye gitti", "Ayşe"),
        ("Kovács Péter tér vissza holnap", "Kovács Péter"),
        ("Anna kadulla näki", "Anna"),
        ("Virtanen kadulla näki", "Virtanen"),
        ("we met Sarah Hall yesterday", "Sarah Hall"),
        ("Die Kinder heißen Rosa Winter und Paul Sommer", "Paul Sommer"),
        ("Dzieci noszą imiona Piotr i Anna", "Anna"),
        ("elle porte le nom de Rosa Winter", "Rosa Winter"),
        ("Rosa Winter lives in Oak Street", "Rosa Winter"),
        ("жалоба от имени клиентки Анны Смирновой", "Анны Смирновой"),
        ("лист від імені Олени Шевчук", "Олени Шевчук"),
    ],
)
def test_who_is_met_in_such_a_place_is_found(text: str, name: str) -> None:
    assert not honoured(text, name)
