"""Names that their place tells: in rows without a header, at the beginning of the lines of a list, behind a title."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.names.rows import names_in_rows
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.names.titled import titled_names
from chatscrub.model.conversation import Account, Conversation, Passage, Role
from tests.running import shipped_detectors

ACCOUNT = Account("chatgpt", id="nobody")
CHAT = Conversation("chatgpt", "c", ACCOUNT)
MAIL = "@kastanienhof-versand.de"


@pytest.fixture(scope="module")
def detection() -> Detection:
    return Detection(shipped_detectors(), b"key")


def people(detection: Detection, text: str) -> list[str]:
    passage = Passage(CHAT, text, "text", ACCOUNT, message_id="m", role=Role.USER)
    found = [each for each in detection.scan([passage]).findings if each.entity == "PERSON" and each.confidence > 1]
    spans = {(each.start, each.end) for each in found} | {
        (one.start, one.end) for each in found for one in each.also_at
    }
    return [text[start:end] for start, end in sorted(spans)]


@pytest.mark.parametrize("delimiter", ["\t", ";", " | "])
def test_names_are_found_in_rows_that_were_copied_without_their_header(delimiter: str, detection: Detection) -> None:
    rows = [
        ("Quillfeather, Marta", "Tulpenallee 41", f"mq{MAIL}"),
        ("zu Velkerstein, T. B.", "Lerchenstr. 7", f"tv{MAIL}"),
        ("Bui Duc Minh", "Prager Allee 30", f"bdm{MAIL}"),
    ]
    text = "bitte sortieren:\n\n" + "\n".join(delimiter.join(row) for row in rows)
    assert people(detection, text) == [row[0] for row in rows]


def test_given_name_and_surname_are_found_in_columns_of_their_own_and_in_sql_without_columns(
    detection: Detection,
) -> None:
    rows = [("Marta", "Quillfeather-Sato", f"mq{MAIL}"), ("Tomas", "Velker", f"tv{MAIL}")]
    names = [name for row in rows for name in row[:2]]
    assert people(detection, "\n".join("\t".join((*row, "vip")) for row in rows)) == names
    values = ",".join(str((number, *row)) for number, row in enumerate(rows))
    assert people(detection, f"INSERT INTO `contacts` VALUES {values};") == names


def test_a_list_is_read_by_what_its_lines_begin_with(detection: Detection) -> None:
    text = (
        "can you turn this into a table\n"
        f"- Quillfeather, Marta B. write to mq{MAIL}\n"
        f"- Wellington dos Velkeiros - tv{MAIL}\n"
        f"- Tomas Velker / boss: tomas{MAIL}\n"
    )
    assert people(detection, text) == ["Quillfeather, Marta B.", "Wellington dos Velkeiros", "Tomas Velker"]


@pytest.mark.parametrize(
    "text",
    [
        f"Anton Chair\t3 pcs\tshop{MAIL}\nBodil Table\t2 pcs\torders{MAIL}",  # what is sold has names of people too
        f"Support Desk;open;help{MAIL}\nBilling Team;open;pay{MAIL}",
        "Marta Quillfeather\tpaid\nTomas Velker\tdue",  # nothing personal beside them: the model alone decides
    ],
)
def test_a_row_with_nothing_personal_or_with_ordinary_words_gives_no_name(text: str) -> None:
    evidence = [(at, at + len(MAIL)) for at in range(len(text)) if text.startswith(MAIL, at)]
    assert list(names_in_rows(text, evidence, embedded().lexicon)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Miss Quillfeather (head of year) spoke with both boys.", "Quillfeather"),
        ("Mrs Velker-Sato: I lost my key", "Velker-Sato"),
        (f"surtout M. Marchenoir chez nous, odile{MAIL}", "Marchenoir"),
        ("anwesend: Bastian, später Fr. von der Quill", "von der Quill"),
        ("her mother (née Achterbergh) called", "Achterbergh"),
        ("mw Lie-A-Velk wil een afspraak", "Lie-A-Velk"),
    ],
)
def test_a_surname_in_no_list_is_known_by_its_title(text: str, name: str, detection: Detection) -> None:
    assert name in people(detection, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kinderen Fenna en Douwe komen ook", ["Fenna", "Douwe"]),
        ("her children Keisha and Tomas moved", ["Keisha", "Tomas"]),
        ("Weronika moved bank in May.", ["Weronika"]),
        ("Witness Bjarte saw it.", ["Bjarte"]),
    ],
)
def test_given_names_are_told_by_a_word_before_them_or_by_what_they_do(
    text: str, names: list[str], detection: Detection
) -> None:
    assert people(detection, f"{text} write to office{MAIL}") == names


@pytest.mark.parametrize(
    "text",
    [
        "Herr Verwalter, bitte melden",
        "Mr President, Mr Speaker and Madame la Directrice",
        "James M. Cain wrote it",  # an initial, whose name is longer
        "Frau Kollegin, danke",
        "Mr 2019",
    ],
)
def test_an_office_an_initial_and_a_colleague_are_no_surname(text: str) -> None:
    assert list(titled_names(text, embedded().lexicon)) == []


def test_a_firm_of_two_surnames_is_no_person_and_two_people_are(detection: Detection) -> None:
    tail = f" wrote from mq{MAIL} about the lease."
    assert people(detection, f"Hollis & Wray{tail}") == []
    assert people(detection, f"Marta Quillfeather & Tomas Velker{tail}") == ["Marta Quillfeather", "Tomas Velker"]
