"""Forms, notes and dumps in the languages that the models did not learn."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.readers import field_names, read
from chatscrub.detection.readers.reading import key_of
from chatscrub.model.conversation import Account, Conversation, Passage, Role
from chatscrub.model.detector import Confidence
from tests.running import shipped_detectors

_ACCOUNT = Account("chatgpt", id="nobody")
_CHAT = Conversation("chatgpt", "c", _ACCOUNT)


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(shipped_detectors(), b"test key", reveal=True)


def _found(detection: Detection, text: str) -> set[tuple[str, str]]:
    passage = Passage(_CHAT, text, "text", _ACCOUNT, message_id="m", role=Role.USER)
    findings = detection.scan([passage]).findings
    return {(each.entity, text[each.start : each.end]) for each in findings if each.confidence >= Confidence.MEDIUM}


@pytest.mark.parametrize(
    ("form", "name", "born"),
    [
        ("姓名：欧阳明月　性别：女\n出生日期：1971年3月4日", "欧阳明月", "1971年3月4日"),
        ("氏名：水原 千鶴子\n生年月日：昭和46年3月4日", "水原 千鶴子", "昭和46年3月4日"),
        ("성명: 남궁하린\n생년월일: 1971년 3월 4일", "남궁하린", "1971년 3월 4일"),
        ("المريض: ليلى حسن الزهراني\nتاريخ الميلاد: 04/03/1971", "ليلى حسن الزهراني", "04/03/1971"),
        ("शिकायतकर्ता: कमला देवी\nजन्म तिथि: 04-03-1971", "कमला देवी", "04-03-1971"),
        ("Ασθενής: Μάρω Πετρίδου, ημ. γέννησης 04/03/1971", "Μάρω Πετρίδου", "04/03/1971"),
        ("Пацієнтка: Віра Сорока, нар. 04.03.1971", "Віра Сорока", "04.03.1971"),
        ("Beteg: Kovács Ida   szül.: 1971.03.04.", "Kovács Ida", "1971.03.04"),
        ("Hasta: Nurhan Kaya\nDoğum tarihi: 04.03.1971", "Nurhan Kaya", "04.03.1971"),
        ("Pacient: Vilma Dubová\nDatum narození: 4. 3. 1971", "Vilma Dubová", "4. 3. 1971"),
        ("Asiakas: Aino Lehtola\nSyntymäaika: 4.3.1971", "Aino Lehtola", "4.3.1971"),
    ],
)
def test_a_form_tells_name_and_date_of_birth_in_any_of_these_languages(
    detection: Detection, form: str, name: str, born: str
) -> None:
    found = _found(detection, form)
    assert ("PERSON", name) in found
    assert ("DATE_OF_BIRTH", born) in found


def test_what_stands_in_a_form_without_a_label_is_read_too(detection: Detection) -> None:
    text = "Kunde: Tomas Velker\nTelefon: 030 48219376\nBitte Frau Mara Quillfeather anrufen, sie vertritt ihn."
    assert ("PERSON", "Mara Quillfeather") in _found(detection, text)


def test_hindi_labels_that_share_their_consonants_have_keys_of_their_own() -> None:
    assert len({key_of(each) for each in ("पता", "पिता", "पति")}) == 3


def test_a_greek_label_is_known_in_capitals_without_accents() -> None:
    names = field_names(("διεύθυνση",))
    assert [each.value for each in read("ΔΙΕΥΘΥΝΣΗ: Πατησίων 148", names).fields] == ["Πατησίων 148"]


def test_a_dump_names_its_columns_where_it_creates_the_table(detection: Detection) -> None:
    dump = (
        "CREATE TABLE IF NOT EXISTS `people` (`id` int(11) NOT NULL, `full_name` varchar(80), `rate` decimal(5,2),\n"
        "  `dob` date DEFAULT NULL, PRIMARY KEY (`id`), KEY `k` (`full_name`,`dob`)) ENGINE=InnoDB;\n"
        "INSERT INTO `people` VALUES (48219,'Mara Quillfeather',1.50,'1971-03-04'),(48220,'Tomas Velker',2.00,'1982-03-17');"
    )
    found = _found(detection, dump)
    assert {("DATE_OF_BIRTH", "1971-03-04"), ("DATE_OF_BIRTH", "1982-03-17")} <= found
    assert {("PERSON", "Mara Quillfeather"), ("PERSON", "Tomas Velker")} <= found


def test_an_insert_into_a_table_that_is_not_created_there_names_no_columns() -> None:
    names = field_names(("dob",))
    dump = "CREATE TABLE other (dob date);\nINSERT INTO people VALUES ('1971-03-04');"
    assert read(dump, names).fields == ()


@pytest.mark.parametrize(
    "text",
    [
        "كلمة المرور {}",
        "パスワードは {} です",
        "登录密码：{}",
        "비밀번호는 {}",
        "пароль від роутера: {}",
        "heslo na wifi je {}",
        "şifresi {}",
        "jelszó: {}",
        "κωδικός πρόσβασης: {}",
    ],
)
def test_a_password_is_found_behind_its_name_in_other_languages(detection: Detection, text: str) -> None:
    value = "Qur" + "vex!47"
    assert value in {each for _, each in _found(detection, text.format(value))}


@pytest.mark.parametrize(
    "text",
    ["パスワードを忘れた場合は8文字以上", "비밀번호는 8자 이상", "heslo musí mít 8 znaků", "şifre en az 8 karakter"],
)
def test_a_rule_for_passwords_is_none_in_other_languages(detection: Detection, text: str) -> None:
    assert _found(detection, text) == set()


def test_a_diagnosis_of_many_words_is_one(detection: Detection) -> None:
    said = "type 2 diabetes mellitus, arterial hypertension and chronic kidney disease stage 3"
    text = f"Patient: Mara Quillfeather\nDOB: 04/03/1971\nDiagnosis: {said}"
    assert any(
        said.startswith(value) or value in said for entity, value in _found(detection, text) if "HEALTH" in entity
    )


@pytest.mark.parametrize("text", ["製品 仕様", "고객님께 안내드립니다", "尊敬的客户：", "مرحبا بكم"])
def test_a_form_of_address_without_a_name_is_none(detection: Detection, text: str) -> None:
    assert _found(detection, text) == set()
