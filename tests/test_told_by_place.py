"""What its label or its place beside a name tells: numbers with a wrong check digit, plates, dates, addresses, names."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence
from tests.running import shipped_detectors

NOBODY = Account("test", id="nobody")


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(shipped_detectors(), b"test")


def found(detection: Detection, text: str) -> list[str]:
    """All personal values that are found with medium confidence or more."""
    passage = Passage(Conversation("test", "1", NOBODY), text, "text", NOBODY, message_id="1")
    return [
        text[each.start : each.end]
        for each in detection.scan([passage]).findings
        if each.confidence >= Confidence.MEDIUM
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Verzekerde Joris Velker, BSN 482193762", "482193762"),
        ("Ayşe Kaya, TC 48219376041", "48219376041"),
        ("Subject Velker, Tomas, A# A 048-219-376", "048-219-376"),
        ("Jana Dvořáčková, peníze na účet 19-2004821937/0800", "19-2004821937/0800"),
        ("Mrs Holt, council account 70048219", "70048219"),
        ("Řidičský průkaz EL 482193 zadržen", "EL 482193"),
        ("Reg.nr.: DK 48 217", "DK 48 217"),
        ("conduzia o veículo 48-TX-21 na A8", "48-TX-21"),
        ("Telefon? 0 1 7 1 4 8 2 1 9 3 7", "0 1 7 1 4 8 2 1 9 3 7"),
        ("b) Mara P Vale, 21/7/65, 07123 482193", "21/7/65"),
        ("Mme Merlin Bertille née 14 mars 61", "14 mars 61"),
        ("addr 2 quarry row, thirby yo7 1ld", "2 quarry row, thirby yo7 1ld"),
        ("Flat 402, Lotus Heights, Baner Road, Pune 411045", "Flat 402, Lotus Heights, Baner Road, Pune 411045"),
        ("user ID IVALDORO, Ines Valdoro, locked out", "IVALDORO"),
    ],
)
def test_a_label_or_a_name_beside_it_tells_what_a_value_is(detection: Detection, text: str, value: str) -> None:
    assert value in found(detection, text)


@pytest.mark.parametrize(
    "text",
    [
        "BSN 482193762 fails the check",
        "the car A5 2024 seats five",
        "grid 6 4 8 2 1 9 3 7 0",
        "login auth.service failed",
        "March 12, 2024 Meeting of the board",
    ],
)
def test_without_them_it_is_left_alone(detection: Detection, text: str) -> None:
    assert not found(detection, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "00:16 CLERK: address please\n00:19 VELQUIST: it's on file\n00:24 CLERK: thanks\n00:30 VELQUIST: bye",
            "VELQUIST",
        ),
        ("#N/A for Mrs Velquist\nB: VELQUIST, MAEVE | DE LA TORRE, TOMAS\nE: sort by surname", "VELQUIST, MAEVE"),
        ("c) Velquist, S., 14 Rowan Road, 0171 4829376", "Velquist, S."),
        ("Mutter mit Leyla (9) u. Can (4) im Haus, Tel. 0171 4829376", "Can"),
        ("my husband kyle has moved, call 0171 4829376", "kyle"),
        ("will of the late Archibald Velquist Moss, 0171 4829376", "Archibald Velquist Moss"),
        ("PC Velquist rang Mrs Holt", "Velquist"),
        ("договор, Сорока В.И., тел. 8 916 482-19-37", "Сорока В.И"),
    ],
)
def test_a_name_that_no_list_has_is_told_by_its_place(detection: Detection, text: str, name: str) -> None:
    assert name in found(detection, text)


@pytest.mark.parametrize(
    "text",
    [
        "Le lycée Anne-Marchenoir et le collège Louis-Valdor seront fermés le 8 mai.",
        "El huracán Bruno llegó a la costa de noche.",
        "Our product names are Clara, Hugo, Oskar and Greta. Write a slogan.",
        "Write me a scene: detective Marlowe Quist (I invented him for my novel) meets Ophelia.",
        "Cast list: Hamlet – to be confirmed; Ophelia – Anna",
        "Our meeting rooms are Ada, Alan and Linus. Book Ada for Tuesday.",
        "Names for a baby girl: Emma, Olivia, Mia, Sofia - meanings",
        "Ve škole Jana Amose Komenského se koná bazar",
        "Premier League: Arsenal 2–1 Chelsea (Saka 12', Rice 78'). Write a match report.",
        "SNCF : Paris Montparnasse 09 h 12",
        "la maladie de Charcot et le signe de Babinski",
        "Planning: Nelson Terrace/Wellington Road junction, Queen Victoria Gardens",
    ],
)
def test_texts_that_mean_nobody_name_nobody(detection: Detection, text: str) -> None:
    assert not found(detection, text)


@pytest.mark.parametrize(
    "text",
    [
        "Orario segreteria: lun-ven 8.30-12.30, tel. 051 4192177",
        "sekretariat czynny 7:30–15:00, tel. 77 544 21 19",
        "Ring til rekruttering på 48 21 93 76",
        "VAT GB 796 2214 08, sales@hollowaypine.co.uk",
        "La bibliothèque Anne-Marchenoir, 12 place des Lilas, ouvre à 10 h",
    ],
)
def test_a_desk_or_a_house_open_to_all_is_nobody(detection: Detection, text: str) -> None:
    assert not found(detection, text)


def test_parts_of_an_address_are_no_names(detection: Detection) -> None:
    values = found(detection, "voisine du premier (Mme Delorge, 8 av. Hoche, Lille, 1er ét.) – sa fille")
    assert "Delorge" in values
    assert any(value.startswith("8 av. Hoche") for value in values)
    assert "Hoche, Lille" not in values


def test_a_name_told_of_oneself_may_be_a_famous_one(detection: Detection) -> None:
    assert "Mette-Marie Velquist" in found(detection, "Jeg hedder Mette-Marie Velquist, tlf. 48 21 93 76")
