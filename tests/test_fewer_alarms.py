"""Names of things, works and public people stay quiet where the words beside them tell, and people in the same places are found."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.generalities import for_anybody, is_a_practice
from chatscrub.detection.names.honoured import is_honoured
from chatscrub.detection.names.public_life import is_public
from chatscrub.detection.names.rows_of_things import rows_of_things
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.names.tasks import asks_for_a_judgement, asks_in_general, is_a_game
from chatscrub.detection.names.trade_names import is_one_of_its_kind
from chatscrub.detection.packs import load_packs
from chatscrub.detection.premises import behind_its_form, in_an_imprint, is_invented, is_open_to_all
from chatscrub.model.conversation import Account, Conversation, Passage, Role
from chatscrub.model.detector import Confidence

ACCOUNT = Account("chatgpt", id="nobody")


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(load_packs(), b"key")


def found(detection: Detection, text: str) -> list[str]:
    conversation = Conversation("chatgpt", "c", ACCOUNT)
    passage = Passage(conversation, text, "text", ACCOUNT, message_id="m", role=Role.USER)
    findings = detection.scan([passage]).findings
    return [text[each.start : each.end] for each in findings if each.confidence >= Confidence.MEDIUM]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the shades Hazel, Ruby and Amber sell well", "Hazel, Ruby and Amber"),
        ("Los tonos Alba, Lila y Gema gustan", "Alba, Lila y Gema"),
        ("die Boote heißen Anna, Lotte und Emma; Schiffe: Anna, Lotte und Emma", "Anna, Lotte und Emma"),
        ("our boats are named Lola, Daisy May and Lady Blue", "Lola, Daisy May and Lady Blue"),
        ("Die Farben Rosa, Viola und Erika sind neu", "Rosa, Viola und Erika"),
        ("chords for 'Lola', 'Cecilia' and 'Ruby Day' please", "Lola"),
        ("« Rose », « Lise » et « Alba » sont nos teintes", "Rose"),
        ("Otto Lamm, Ida Ross, Kit Moor: which brands pay late?", "Otto Lamm, Ida Ross, Kit Moor"),
        ("Acer rubrum, Rosa canina and Viola odorata need shade", "Acer rubrum, Rosa canina and Viola odorata"),
        ("Explain the Mohs, Richter and Beaufort scales", "Mohs, Richter and Beaufort"),
    ],
)
def test_names_in_a_row_beside_a_word_for_things_are_things(text: str, first: str) -> None:
    assert first in [text[start:end] for start, end in rows_of_things(text, [])]


@pytest.mark.parametrize(
    "text",
    [
        "Anna, Ben and Carla: who is off on Friday?",
        'names = ["Anna", "Ben", "Carla"]  # the songs of them',
        '{"first": "Anna", "second": "Ben", "third": "Carla"}',
        "Anna, Ben and Tom love these songs",
        "Rosa cocina, Ana lava y Eva duerme",
        "Otto, Ida, Kit: pick three films",
    ],
)
def test_people_in_a_row_stay_people(text: str) -> None:
    assert not list(rows_of_things(text, []))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Prime Minister, Ada Quill, resigned", "Ada Quill"),
        ("Finanzminister Otto Brandner sagte ab", "Otto Brandner"),
        ("il ministro dell'Interno Ugo Valtieri", "Ugo Valtieri"),
        ("Tore: Holm (2), Brandner; Endstand 2:1", "Brandner"),
        ("Final: Ada Quill beat Ida Marsh 6-4, 3-6, 7-5", "Ada Quill"),
        ("Final: Ada Quill beat Ida Marsh 6-4, 3-6, 7-5", "Ida Marsh"),
        ("see Brandner, C-123/45", "Brandner"),
        ("Quill v Marsh [1999] AC 12", "Quill"),
        ("Explain Quill v. Marsh to students", "Quill"),
        ("“Low Tide” is a novel by Ada Quill", "Ada Quill"),
        ("“Low Tide” (1981), directed by Ada Quill and starring Ida Marsh", "Ida Marsh"),
        ("Quill et al. found none", "Quill"),
        ("as Quill and Marsh (2019) say", "Marsh"),
        ("Nobel Prize in Physics: Ada Quill, for what?", "Ada Quill"),
    ],
)
def test_the_words_beside_it_make_a_name_public(text: str, name: str) -> None:
    start = text.index(name)
    assert is_public(text, start, start + len(name), alone=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my solicitor says Quill v Marsh settles in May", "Quill"),
        ("the meeting was directed by Ada Quill", "Ada Quill"),
        ("for her farewell a song by Ada Quill", "Ada Quill"),
        ("President of the club Ada Quill", "Ada Quill"),
        ("Goals: Ada Quill wants fewer tickets", "Ada Quill"),
        ("Ada Quill beat Ida Marsh to the desk", "Ada Quill"),
        ("Ada Quill (2019 to 2021 in payroll)", "Ada Quill"),
    ],
)
def test_who_is_met_at_work_is_not_public(text: str, name: str) -> None:
    start = text.index(name)
    assert not is_public(text, start, start + len(name), alone=True)


@pytest.mark.parametrize(
    ("text", "name", "honoured"),
    [
        ("in Quillfeather Hall", "Quillfeather Hall", True),
        ("the Marsh Library", "Marsh Library", True),
        ("Ada Quill Drive is closed", "Ada Quill Drive", True),
        ("ask Anna Hall", "Anna Hall", False),
        ("the Gospel of Anna", "Anna", True),
        ("la via Brandini, piazza Rossini", "Brandini", True),
        ("via Brandini mi scrive", "Brandini", False),
        ("улица Анны Петровой", "Анны Петровой", True),
        ("Θα βρεθούμε στην οδός Μαρίας", "Μαρίας", True),
    ],
)
def test_streets_halls_and_gospels_bear_names(text: str, name: str, honoured: bool) -> None:
    start = text.index(name)
    assert is_honoured(text, start, start + len(name), embedded().lexicon) is honoured


def test_brands_gods_and_heroes_are_told_by_others_of_their_kind() -> None:
    assert is_one_of_its_kind("Henkel, Miele and Siemens pay late", "Henkel")
    assert not is_one_of_its_kind("Henkel and Otto pay late", "Henkel")
    assert is_one_of_its_kind("Zeus, Diana and Apollo", "Diana")
    assert not is_one_of_its_kind("Diana, Daniel and Ruth", "Diana")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Footer: Quill Tools Ltd, 4 Mill Lane, Leeds, Company No. 07654321, tel. ", "", True),
        ("Ferretería Roble S. L., Calle Sur 9, 46013 Valencia, CIF B12345674, tel. ", "", True),
        ("Officina Ponte S.r.l., via Lama 8, 16149 Genova, P. IVA ", ", numero verde", True),
        ("Stichting Zeeduin, Havenweg 3, 8011 AA Zwolle, KvK 41122904, tel. ", "", True),
        ("Quill Tools Ltd, Company No. 07654321, ask for Anna Brandner, tel. ", "", False),
        ("Quill Tools Ltd is late; the mobile of the tenant is ", "", False),
        ("Jan Brandner, NIP ", "", False),
    ],
)
def test_the_numbers_of_a_registered_firm_that_names_nobody_are_its_own(before: str, after: str, told: bool) -> None:
    assert in_an_imprint(before, after) is told


def test_the_seat_of_a_firm_may_be_read_with_its_name_and_form() -> None:
    place = "SARL Martin Frères, 3 rue des Lilas, 69003 Lyon"
    assert place[behind_its_form(place) :] == "3 rue des Lilas, 69003 Lyon"
    assert is_open_to_all("SARL Martin Frères, ", ", RCS Lyon 812 345 678", "3 rue des Lilas, 69003 Lyon")
    assert not is_open_to_all("Anna Martin, ", ", RCS Lyon 812 345 678", "3 rue des Lilas, 69003 Lyon")
    assert behind_its_form("3 rue des Lilas, 69003 Lyon") == 0


def test_places_of_games_examples_and_famous_houses_are_nobodys() -> None:
    assert is_invented("My rogue needs a skill check at ", "9 Lantern Row", "")
    assert is_invented("", "calle Ejemplo 1, 00000 Ciudad", "")
    assert is_invented("", "10 Downing Street", "")
    assert not is_invented("He bought a video game at ", "9 Lantern Row", "")
    assert is_a_game("three dialogue choices for the NPCs")
    assert not is_a_game("the RPG program of the mainframe")


def test_leaflets_and_stocks_tell_of_nobody() -> None:
    assert for_anybody("", ": nicht länger als vier Tage anwenden.")
    assert for_anybody("Reorder: ", " x 40, two boxes")
    assert not for_anybody("My father: ", ": do not exceed the dose")
    assert is_a_practice("surgery", " tel 01632 960001")
    assert not is_a_practice("surgery", " on Monday")


def test_tasks_about_what_everybody_knows() -> None:
    assert asks_for_a_judgement("Compare Quill and Marsh in a table")
    assert asks_for_a_judgement("Quill meets Marsh. Write a neutral headline.")
    assert not asks_for_a_judgement("Compare our customers Quill and Marsh")
    assert asks_in_general("Who was Ada Quill?")
    assert not asks_in_general("Is my colleague Ada Quill in?")


@pytest.mark.parametrize(
    "text",
    [
        "The Queen Bee, the Anna Caird, the Ida Gray and the Otto Lamm: repaint which first?",
        "Vergleiche Goethe und Schiller in zwei Sätzen.",
        "Menu: ensalada César, tarta Ana. ¿Alérgenos?",
        "Cut this: Quill Tools Ltd, Unit 4, Mill Lane, Leeds LS1 4AB. Company no. 07654321.",
    ],
)
def test_such_texts_are_quiet(text: str, detection: Detection) -> None:
    assert not found(detection, text)


def test_people_beside_are_found(detection: Detection) -> None:
    assert "Anna Brandner" in found(detection, "Please tell Anna Brandner that the boats Lola, Ida and Emma are late.")
    assert found(detection, "She says the surgery did not help; Mrs Brandner takes sertraline 50 mg, reorder it.")


def test_a_cut_word_behind_an_illness_is_no_name() -> None:
    from chatscrub.detection.evidence.health import illness_of_a_person
    from chatscrub.detection.evidence.verdict import State

    after = ", Crohn's disease, Hodgkin lymphoma, Down syndrome and Asperger syndrome. Two lines each."
    assert (
        illness_of_a_person("Parkinson's disease", Surroundings("Write a glossary for ", after)).state is State.FAILED
    )
