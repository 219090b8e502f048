"""What stands in lists of goods, in manuals and on the doors of offices is found of nobody; beside it a person's is."""

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


def found(detection: Detection, text: str, entity: str) -> list[str]:
    """The values of an entity that are found with medium confidence or more."""
    passage = Passage(Conversation("test", "1", NOBODY), text, "text", NOBODY, message_id="1")
    return [
        text[each.start : each.end]
        for each in detection.scan([passage]).findings
        if each.entity == entity and each.confidence >= Confidence.MEDIUM
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bestellnr.;Artikel;Menge;Preis\nOV-48213;Sessel Greta Nordlicht;2;129,00\nOV-48215;Tisch Anna Eiche;4;349,00",
        "| SKU | Product | Stock |\n|---|---|---|\n| KL-2292 | Kleid Anna Maria | 3 |",
        "| Composer | Years | Works |\n|---|---|---|\n| Clara Schumann | 1819-1896 | 66 |",
        "| Round | Player | Sets |\n|---|---|---|\n| Final | Anna Blinkova | 112-98 |",
        "objednávka;zboží;cena\nCZ48213;Křeslo Anna Dub;4290",
        "注文番号\t品名\nJP-48213\tAnna Sofa",
        "Release notes\nVR-2291 Maria Lopez: fix crash on start",
        "Zamówienie nr ZK-48213: Fotel Anna Dąb, dostawa 12.03",
    ],
)
def test_a_number_of_goods_or_works_is_no_customer_number(detection: Detection, text: str) -> None:
    assert not found(detection, text, "CUSTOMER_NUMBER")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nr;Name;Status\nK-4471;Tomas Velker;aktiv", "K-4471"),
        ("| Box | Naam |\n|---|---|\n| AD-2291 | Joris Achterberg |", "AD-2291"),
        ("Betreff: AD-22914 – Frau Velker, Rückfrage", "AD-22914"),
        ("P-3381: Joris Achterberg", "P-3381"),
    ],
)
def test_a_number_beside_a_name_in_a_list_of_people_is_found(detection: Detection, text: str, number: str) -> None:
    assert found(detection, text, "CUSTOMER_NUMBER") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Hotline: 0800 330 1000 (kostenlos), aus dem Ausland +49 30 340 603 00",
        "Crisis line: 1-800-273-8255. Poison control (800) 222-1222",
        "Customer support is open from 9 to 5: call +61 2 9374 4000",
        "Musée des Beaux-Arts, 20 place des Terreaux, Lyon. Tél. 04 72 10 17 40.",
        "Guardia medica 010 354 022",
        "국립현대미술관 서울관 대표전화 02-3701-9500",
        "Impressum\nStadtwerke Nordhafen GmbH, Hafenstr. 4, 24103 Kiel\nTel. 0431 594 0, Fax 0431 594 2180",
    ],
)
def test_the_number_of_an_office_or_a_hotline_is_nobodys(detection: Detection, text: str) -> None:
    assert not found(detection, text, "PHONE_NUMBER")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Support: Frau Velker, 030 48219376", "030 48219376"),
        ("The hotline is closed, call my mobile +49 171 4829376", "+49 171 4829376"),
        ("Referenz: Meister Velker, erreichbar unter 0341-2217 884", "0341-2217 884"),
    ],
)
def test_a_number_of_somebody_at_an_office_is_found(detection: Detection, text: str, number: str) -> None:
    assert found(detection, text, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Asthma is a chronic disease. A patient may have wheezing.",
        "Do not take it if you have asthma or kidney failure.",
        "In 2019 about 17.8 % of adults had diabetes.",
        "Depressionen gehören zu den häufigsten Krankheiten. Ihre Behandlung ist möglich.",
        "La diabetes tipo 2 es una enfermedad frecuente. Su tratamiento incluye dieta.",
        "Il diabete colpisce il 6 % della popolazione; la mia regola è la dieta.",
    ],
)
def test_what_is_told_of_an_illness_is_about_nobody(detection: Detection, text: str) -> None:
    assert not found(detection, text, "HEALTH_CONDITION")


@pytest.mark.parametrize(
    "text",
    [
        "The diagnosis takes time. Crohn's disease, Graves's disease and lupus may look alike at first.",
        "Diagnosen dauern lange. Bekannt ist: Epilepsie beginnt meist im Kindesalter.",
        "Le diagnostic est long. L'asthme peut commencer tôt.",
        "Diagnosen tar tid. Astma börjar ofta tidigt.",
        "He said that Peter Parkinson won the race.",
    ],
)
def test_what_mostly_holds_of_an_illness_is_said_of_nobody(detection: Detection, text: str) -> None:
    assert not found(detection, text, "HEALTH_CONDITION")


@pytest.mark.parametrize(
    "text",
    [
        "Mein Mann ist krank. Die Epilepsie kommt meist nachts.",
        "A colleague is off sick. The asthma usually gets worse in spring.",
        "She was diagnosed late. Crohn's disease may be the reason.",
        "Min son har diagnosen. Astman blir ofta värre.",
    ],
)
def test_what_mostly_happens_to_somebody_is_found(detection: Detection, text: str) -> None:
    assert found(detection, text, "HEALTH_CONDITION")


@pytest.mark.parametrize(
    "text",
    ["I have asthma, which is a chronic disease", "Frau Velker hat Asthma, eine häufige Erkrankung der Lunge"],
)
def test_an_illness_that_somebody_has_is_found_where_it_is_explained_too(detection: Detection, text: str) -> None:
    assert len(found(detection, text, "HEALTH_CONDITION")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Password spraying: the list contains letmein99, Dragon77! and Monkey12.",
        "Das Kennwort darf nicht aus Name und Geburtsjahr bestehen, also kein Lukas1998 oder Bella2015!",
        "Lösenordet får inte vara Sommar2023! eller Hejsan123.",
        "sasl.mechanism=SCRAM-SHA-512\nsasl.username=reader\nmax.poll.records=500\npassword=${KAFKA_PASSWORD}",
    ],
)
def test_what_nobody_may_choose_and_settings_are_no_passwords(detection: Detection, text: str) -> None:
    assert not found(detection, text, "PASSWORD")


def test_a_password_after_what_is_forbidden_is_found(detection: Detection) -> None:
    text = "Never use the old password, but log in with Treppe!4821x instead"
    assert found(detection, text, "PASSWORD") == ["Treppe!4821x"]


def test_an_article_number_is_no_card_unless_a_card_is_spoken_of(detection: Detection) -> None:
    number = "4001937675183"  # a valid EAN and Luhn number of a Visa card's old length
    assert not found(detection, f"Esstisch;7189-456;{number};440,00", "CREDIT_CARD")
    assert found(detection, f"my old visa card {number}", "CREDIT_CARD") == [number]


@pytest.mark.parametrize("user", ["svc_backup", "sql-agent_svc", "sa_report", "atlas_admin"])
def test_the_account_of_a_service_is_nobodys_user_name(detection: Detection, user: str) -> None:
    assert not found(detection, f"RDP login as CORP\\{user} fails", "USERNAME")
    assert found(detection, "RDP login as CORP\\mquillfeather fails", "USERNAME") == ["mquillfeather"]


@pytest.mark.parametrize("domain", ["example.gr", "example.com.br", "example.co.jp", "mail.example.hu"])
def test_the_word_for_example_is_a_sample_domain_under_any_ending(detection: Detection, domain: str) -> None:
    assert not found(detection, f"write to mara.quillfeather@{domain}", "EMAIL_ADDRESS")
    assert found(detection, "write to mara@myexample.gr, not example.gr", "EMAIL_ADDRESS") == ["mara@myexample.gr"]


def test_a_company_number_beside_its_company_is_nobodys(detection: Detection) -> None:
    number = "75.127.031/0001-07"
    assert not found(detection, f"Padaria Velker Ltda, CNPJ {number}", "BR_CNPJ")
    assert found(detection, f"Tomas Velker, MEI, CNPJ {number}", "BR_CNPJ") == [number]


def test_a_share_of_many_is_no_disability_and_a_code_of_a_manual_no_diagnosis(detection: Detection) -> None:
    assert not found(detection, "Disability: 17.8 % of residents", "DISABILITY")
    assert found(detection, "GdB: 50", "DISABILITY") == ["50"]
    assert not found(detection, "Codes start with a letter, for example diagnosis: F32.1", "ICD10_CODE")
    assert found(detection, "Diagnose: M54.5", "ICD10_CODE") == ["M54.5"]


@pytest.mark.parametrize(
    "text",
    [
        "Teilenummer 036 115 348 fehlt",
        "díl 036 115 348 nedorazil",
        "numer części: 036 115 348",
        "part no. 0341-2217 884 is missing",
        "品番0341-2217-884",
        "артикул 0341-2217 884",
    ],
)
def test_the_number_of_a_part_is_no_telephone(detection: Detection, text: str) -> None:
    assert not found(detection, text, "PHONE_NUMBER")


@pytest.mark.parametrize(
    "text", ["Bestellung unter 0341-2217 884", "for my part 0341-2217 884 is fine", "Teilen: 0341-2217 884"]
)
def test_a_telephone_beside_such_a_word_is_one(detection: Detection, text: str) -> None:
    assert found(detection, text, "PHONE_NUMBER") == ["0341-2217 884"]


def test_the_vat_number_of_a_czech_company_and_of_an_imprint_is_nobodys(detection: Detection) -> None:
    company = "CZ" + "46505091"
    assert not found(detection, f"DIČ: {company}", "EU_VAT")
    assert not found(detection, "USt-IdNr.: DE" + "895258544", "NATIONAL_ID")
    assert found(detection, "National ID: CA4821937", "NATIONAL_ID")


def test_a_train_and_a_norm_are_no_plate(detection: Detection) -> None:
    assert not found(detection, "der Wagen im ICE 573 nach Hof, Norm ISO 26262 gilt für das Auto", "LICENSE_PLATE")
    assert found(detection, "der Wagen steht dort, VKM 57K", "LICENSE_PLATE")
