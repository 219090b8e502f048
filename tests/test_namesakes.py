"""What bears the name of a person and is none stays quiet, and people in the same places are found."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.names.model import Mention
from chatscrub.detection.names.namesakes import Namesakes
from chatscrub.detection.names.plausible_address import address
from chatscrub.detection.names.tagger import embedded
from chatscrub.model.conversation import Account, Conversation, Passage, Role
from tests.running import shipped_detectors

ACCOUNT = Account("chatgpt", id="nobody")
CHAT = Conversation("chatgpt", "c", ACCOUNT)


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(shipped_detectors(), b"key")


def found(detection: Detection, text: str, entity: str = "PERSON") -> list[str]:
    passage = Passage(CHAT, text, "text", ACCOUNT, message_id="m", role=Role.USER)
    return [
        text[each.start : each.end]
        for each in detection.scan([passage]).findings
        if each.entity == entity and each.confidence > 1
    ]


def is_one(text: str, name: str, personal: list[tuple[int, int]] | None = None) -> bool:
    start = text.index(name)
    return Namesakes(text, embedded().lexicon, personal or []).is_one(start, start + len(name))


@pytest.mark.parametrize(
    "text",
    [
        "sku;name;price\n17;Marlene Klein;19,90\n18;Peter Schmidt;29,90\n19;Sabine Roth;9,90",
        "Bitte als Tabelle\n\nSerie;Artikel;EAN;VK\nSabine;Sessel;4000000000013;9,90\nGustav;Regal;4000000000020;8,90\n",
        "| Product | Size | Stock |\n|---|---|---|\n| Jonas Miller | XL | 4 |\n| Laura Bennett | M | 7 |\n",
        'Sort this\n[{"sku": "A1", "name": "Laura Bennett", "price": 12.5}, {"sku": "A2", "name": "Peter Schmidt", "price": 9.5}]',
        "INSERT INTO products (sku, name, price) VALUES (1, 'Laura Bennett', 9), (2, 'Peter Schmidt', 8);",
    ],
)
def test_a_table_of_articles_holds_no_people(text: str, detection: Detection) -> None:
    assert not found(detection, text)


def test_the_customers_in_a_table_of_articles_are_found(detection: Detection) -> None:
    text = "article;customer;price\nLaura Bennett;Marlene Klein;19,90\nPeter Schmidt;Sabine Roth;29,90"
    assert all(is_one(text, name) for name in ("Laura Bennett", "Peter Schmidt"))
    assert not any(is_one(text, name) for name in ("Marlene Klein", "Sabine Roth"))


@pytest.mark.parametrize(
    "text",
    [
        "Which of these songs is the saddest?\n1. Marlene\n2. Peter\n3. Laura\n4. Sabine\n5. Olaf",
        "Most popular names: Laura, Peter, Marlene, Olaf, Sabine",
        "Put these in order\n\nCakes: Marlene, Laura, black Peter, Olaf",
        "Say it again: Albert, Bruno, Clara, Dieter, Emma, Felix, Gustav, Helga, Ingrid",
        "Painters: Marlene Klein, Laura Bennett, Peter Schmidt",
    ],
)
def test_a_list_of_songs_or_of_the_alphabet_holds_no_people(text: str, detection: Detection) -> None:
    assert not found(detection, text)


@pytest.mark.parametrize(
    "text",
    [
        "Guests at our table:\nMarlene\nPeter\nLaura\nSabine\nOlaf\nThomas\nEmma\nHelga\nBruno",
        "Attendees: Albert, Bruno, Clara, Dieter, Emma, Felix, Gustav, Helga, Ingrid",
    ],
)
def test_a_list_of_guests_holds_people(text: str) -> None:
    assert not is_one(text, "Emma")
    assert is_one(text.split(":")[1].strip(), "Emma")


def test_a_name_beside_personal_data_is_no_song() -> None:
    text = "Marlene, Peter, Laura, Sabine, Olaf, Thomas, Emma, Helga, call 555"
    assert not is_one(text, "Emma", [(text.index("555"), len(text))])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hey Alexa, dim the lights", "Alexa"),
        ("Compare Watson with Siri and Cortana", "Watson"),
        ("Compare Watson with Siri and Cortana", "Siri"),
        ("Frank Corp. pays", "Frank"),
        ("Bennett & Sons\nKlein AG\nRoth plc\nMarlene Schmidt", "Marlene Schmidt"),
        ("a coat by Hugo Boss", "Hugo Boss"),
        ("we flew to Marlene Klein Airport", "Marlene Klein"),
        ("Musée Marlene Klein, closed on Monday", "Marlene Klein"),
        ("the Bennett-Klein equation", "Bennett-Klein"),
        ("Bennett's syndrome is rare", "Bennett"),
        ("Albert-Klein-Straße", "Albert-Klein"),
        ('the song "Marlene" is sad', "Marlene"),
        ("Series: Marlene", "Marlene"),
        ("Marlene Klein, 1641-1702, a painter", "Marlene Klein"),
        ("Marlene Klein was born 9.4.1802 in a village", "Marlene Klein"),
        ("1612 Marlene Klein sails\n1630 war\n1648 Peter Roth signs the peace", "Peter Roth"),
        ("D wie Dora, E wie Emma, F wie Felix", "Emma"),
        ("Speisekarte\nTarte Melba 4,50\nPizza Marlene 8,90\nSalat Peter 7,20", "Marlene"),
        ("our dog Luna barks", "Luna"),
        ("la ley de Bennett", "Bennett"),
        ("a force of 20 Newton", "Newton"),
        ("Namenstage\n3.2. Marlene\n5.2. Peter", "Peter"),
        ("1. Marlene ____ (go)\n2. Peter ____ home.\n3. We ____ it.\n4. They ____ (be) late.", "Peter"),
    ],
)
def test_what_is_called_after_somebody_and_who_died_long_ago_is_no_person(text: str, name: str) -> None:
    assert is_one(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alexa has an appointment tomorrow", "Alexa"),
        ("Mr Watson called", "Watson"),
        ("in the hospital Marlene said no", "Marlene"),
        ("Marlene Klein, 1941-2012", "Marlene Klein"),
        ("Marlene Klein was born 9.4.1982", "Marlene Klein"),
        ("1201 Marlene Klein active\n1202 Peter Roth left\n1204 Olaf Bennett active", "Peter Roth"),
        ("1412 Oak Lane, Marlene Klein\n1630 Elm Street, Peter Roth\n1511 Pine Road, Olaf Bennett", "Peter Roth"),
        ("dinner in Rome\nMarlene 14,50\nPeter 12,90\nLaura 11,00", "Peter"),
        ("Birthdays\n3.2. Marlene\n5.2. Peter", "Peter"),
        ("Kat Bennett has a cat", "Bennett"),
        ("between Marlene Klein, born ____ in ____, and ____, of ____", "Marlene Klein"),
    ],
)
def test_people_in_such_places_are_found(text: str, name: str) -> None:
    assert not is_one(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "Zutaten\n200 g Mehl Typ 405\n5 km bis Marburg, 30 min",
        "Zone 1\tAustria, Belgium, Netherlands, Luxembourg\t9.90\nZone 2\tIreland, Portugal, Finland, Greece\t15.90",
        "12 Mai 1619 Jan Klein sticht in zee\n1625 Hugo Roth schrijft een boek\n1642 Pieter Klein",
        "Emergency: fire 112, police 110, poison line 114",
        "Elbe 1094 km, Weser 744 km, Lahn 245.6 km, Murg 80 km",
        "Timeline: Vasile Lupescu 3 mai 1834, Radu Popescu 1866, Ion la Viena 1871",
        "In 1980 Marlene Klein beat Laura Bennett at r.winter77@gmail.com",
    ],
)
def test_amounts_years_and_lists_of_countries_are_no_address(text: str, detection: Detection) -> None:
    assert not found(detection, text, "ADDRESS")


@pytest.mark.parametrize(
    ("before", "place", "private"),
    [
        ("Marlene Klein, ", "Lindenstr. 14, 35037 Marburg", True),
        ("Naturkundemuseum, ", "Lindenstr. 14, 35037 Marburg", False),
        ("Impressum\nVelker Ventile GmbH, ", "Lindenstr. 14, 35037 Marburg", False),
        ("Velker Ventile GmbH, ", "Lindenstr. 14, 35037 Marburg", True),
        ("Impressum\nMarlene Klein, Velker Ventile GmbH, ", "Lindenstr. 14, 35037 Marburg", True),
        ("Registered office: ", "12 Linden Road, Bristol BS1 4ND", False),
        ("lives at ", "12 Linden Road, Bristol BS1 4ND", True),
        ("Marlene Klein, ", "12 Example Street, Bristol BS1 4ND", False),
    ],
)
def test_the_address_of_a_museum_a_firm_or_an_example_is_nobodys(before: str, place: str, private: bool) -> None:
    mention = Mention("ADDRESS", len(before), len(before + place), 1.0)
    span = address(before + place, mention, embedded().lexicon, evidence=True)
    assert (span is not None) == private


def test_a_house_that_is_a_museum_today_is_nobodys() -> None:
    text = "at 12 Linden Road, which she left; 14 Linden Road is a museum"
    judged = [
        address(text, Mention("ADDRESS", start, start + 14, 1.0), embedded().lexicon, evidence=True)
        for start in (text.index("12"), text.index("14"))
    ]
    assert judged[0] is not None
    assert judged[1] is None
