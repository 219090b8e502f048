"""Names in the languages that the model did not learn: told by kinship, role, title, patronymic or the end of a case."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.names.cases import cases_of
from chatscrub.detection.names.given_names import given_names
from chatscrub.detection.names.given_names_elsewhere import given_elsewhere, perhaps_a_name
from chatscrub.detection.names.named_after import named_after
from chatscrub.detection.names.tagger import embedded
from chatscrub.model.conversation import Account, Conversation, Passage, Role
from chatscrub.model.detector import Confidence
from tests.running import shipped_detectors

_ACCOUNT = Account("chatgpt", id="nobody")
_CHAT = Conversation("chatgpt", "c", _ACCOUNT)


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(shipped_detectors(), b"test key", reveal=True)


def _names(detection: Detection, text: str) -> set[str]:
    passage = Passage(_CHAT, text, "text", _ACCOUNT, message_id="m", role=Role.USER)
    findings = detection.scan([passage]).findings
    sure = (each for each in findings if each.entity == "PERSON" and each.confidence >= Confidence.MEDIUM)
    return {text[each.start : each.end] for each in sure}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Napiš to manželce Drahoslavě Hrubešové, tel. +420 604 118 273, a pozdravuj.", "Drahoslavě Hrubešové"),
        ("Skriv til min kone Gudveig, hun træffes på +45 40 83 19 22, om mødet.", "Gudveig"),
        ("Kirjoita vuokralaiselle. Vaimoni Tyyneliisa vastaa numerossa +358 40 718 2256.", "Tyyneliisa"),
        ("Írd meg a nővérem Hajnalkának, telefonja +36 30 418 7720, hogy sürgős.", "Hajnalkának"),
        ("Scrie-i colegei Domnica Vrabie la domnica.vrabie@posta.example despre contract.", "Domnica Vrabie"),
        ("Komşum Nurettin kapıyı açar, telefonu 0532 418 77 20, haber ver.", "Nurettin"),
        ("Kovács néni lakása, telefonja +36 30 418 7720, kérem hívja fel.", "Kovács"),
        ("Напиши от имени клиентки Зульфии Ахметзяновой, тел. +7 917 204-11-83.", "Зульфии Ахметзяновой"),
        ("Підготуй лист для нашого орендаря Гната Перебийноса, +380 67 418 22 90.", "Гната Перебийноса"),
        ("Позвонить: Стратоник Порфирьевич, +7 917 204-11-83, насчёт полива.", "Стратоник Порфирьевич"),
        ("Ο ενοικιαστής Στέργιος Καραμπάσης δεν πλήρωσε, τηλ. 6974 118 220.", "Στέργιος Καραμπάσης"),
    ],
)
def test_a_word_for_kin_role_or_title_tells_a_name_in_languages_that_the_model_did_not_learn(
    detection: Detection, text: str, name: str
) -> None:
    assert name in _names(detection, text)


@pytest.mark.parametrize(
    "text",
    [
        "Движение по улице Юрия Гагарина закрыто, справки +7 495 204-11-83.",
        "Η οδός Ελευθερίου Βενιζέλου κλείνει, πληροφορίες 210 418 7720.",
        "Наш клиент Сбербанка ждёт, тел. +7 495 204-11-83.",
    ],
)
def test_a_street_or_firm_behind_such_a_word_is_nobody(detection: Detection, text: str) -> None:
    assert not _names(detection, text)


def test_capitals_that_are_such_a_word_in_small_letters_are_a_firm() -> None:
    lexicon = embedded().lexicon
    assert not list(given_names("konto u ING Grupszyld i tyle", lexicon))
    assert list(given_names("volal ing. Grupšyld a tak", lexicon))


def test_speakers_of_a_talk_are_named_whatever_stands_between_name_and_clock(detection: Detection) -> None:
    greek = "Ρένα, 19:20: πήρες το γάλα;\nΣτράτος, 19:21: ναι\nΡένα, 19:22: ωραία"
    assert {"Ρένα", "Στράτος"} <= _names(detection, greek)
    korean = "[은가람] [오후 9:11] 왔어?\n[도하늘] [오후 9:13] 응\n[은가람] [오후 9:14] 010-4182-7720"
    assert {"은가람", "도하늘"} <= _names(detection, korean)


def test_given_names_are_known_in_every_case_they_stand_in() -> None:
    assert all(map(given_elsewhere, ("оксани", "тарасові", "региной", "αναστασίου", "καλλιόπης", "νίκο")))
    assert not any(map(given_elsewhere, ("город", "вера", "νίκη", "πόλη")))
    assert perhaps_a_name("вера")
    assert not perhaps_a_name("сбербанка")


def test_endings_of_cases_are_tried_only_where_letters_or_words_tell_the_language() -> None:
    assert ("lle", "") in cases_of("soita äidille ja kerro")
    assert ("ovi", "") in cases_of("předej to")
    assert ("nak", "") in cases_of("ez nem jó")
    assert cases_of("call Nils and tell him") == ()


def test_what_is_named_after_somebody_is_told_from_the_word_in_front() -> None:
    text = "вулиця Тараса Шевченка, а Тарас чекає"
    assert named_after(text, 7, 22)
    assert not named_after(text, 26, 31)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("明日は峰岸さんに電話する予定です。", "峰岸"),
        ("夫の晃が平日の夕方に受け取ります。", "晃"),
        ("주문은 남궁하린 대리(내선 204)에게 물어봐 줘", "남궁하린"),
        ("보호자 채은별, 연락처는 나중에", "채은별"),
        ("两周后到尉迟医生门诊复查", "尉迟"),
        ("家属沈佳宁，电话稍后补上", "沈佳宁"),
        ("أرسلها للمحامية ميسون العامري اليوم", "ميسون العامري"),
        ("मेरी पत्नी सुलोचना देशपांडे को लिखो", "सुलोचना देशपांडे"),
    ],
)
def test_a_name_in_a_sentence_is_told_without_capitals_too(detection: Detection, text: str, name: str) -> None:
    assert name in _names(detection, text)


@pytest.mark.parametrize(
    "text",
    [
        "担当者さんに聞いてから、娘の学校へ行く",
        "고객 정보를 지우고 친구 이야기를 했다",
        "患者高血压，客户方面没有问题，老师安排好了",
        "المدير الجديد في شارع خالد الوليد",
        "ग्राहक सेवा से पूछो, पति और पत्नी",
    ],
)
def test_ordinary_words_behind_such_words_are_nobody(detection: Detection, text: str) -> None:
    assert not _names(detection, text)
