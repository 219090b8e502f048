"""Readers of pasted shapes: what stands under which name, and what is one record."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.detection.dialect import UNION_MEMORY, compiled
from chatscrub.detection.readers import field_names, labels, read, read_bytes, trigger
from chatscrub.detection.readers.reading import Row, disjoint, key_of
from chatscrub.detection.readers.tables import _has_title, column_pattern
from tests.running import shipped_detectors

NAMES = (
    *(
        "full name",
        "first name",
        "last name",
        "surname",
        "vorname",
        "nachname",
        "kunde",
        "customer",
        "cliente",
        "contact",
    ),
    *("phone", "telefon", "email", "e mail", "dob", "geburtsdatum", "address", "anschrift", "iban", "n de cliente"),
    *("name in record", "nome in record", "first in record", "last in record", "city in record", "mail header"),
)
KNOWN = field_names(NAMES)


def values(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.value) for each in read(text, KNOWN).fields]


def records(text: str) -> list[str]:
    return [text[row.start : row.end] for row in read(text, KNOWN).rows]


def test_cells_in_quotes_keep_their_commas() -> None:
    text = 'surname,first name,address,phone\nQuill,Mara,"9 Lark Lane, Thornbury",030 48219'
    assert values(text) == [
        ("surname", "Quill"),
        ("firstname", "Mara"),
        ("address", "9 Lark Lane, Thornbury"),
        ("phone", "030 48219"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "phone,full name\n030 48219,Mara Quill",
        "phone, full name\n030 48219, Mara Quill",
        "phone;full name\n030 48219;Mara Quill",
        "phone\tfull name\n030 48219\tMara Quill",
        "| PHONE | Full Name |\n|---|---|\n| 030 48219 | Mara Quill |",
        "phone | full_name\n--- | ---\n030 48219 | Mara Quill",
        "> | Phone (privat) | **Full name** |\n> |---|---|\n> | 030 48219 | Mara Quill |",
        "PHONE        FULL NAME\n030 48219    Mara Quill",
        "INSERT INTO t (`phone`, \"full_name\") VALUES ('030 48219', 'Mara Quill');",
        "<table><tr><th>Phone</th><th>Full name</th></tr><tr><td>030 48219</td><td>Mara Quill</td></tr></table>",
        "<TR><TD><b>phone</b><TD class='x'> full&nbsp;name\n<TR><TD>030 48219&nbsp;<TD><p>\n Mara Quill<br></p></TABLE>",
        "<tr><th>phone</th><td>030 48219</td></tr><tr><th>full name</th><td><span>Mara Quill</span></td></tr>",
        "insert into a.b ([phone], [full_name]) values ('030 48219', 'Mara Quill')",
    ],
)
def test_one_table_in_many_shapes_reads_the_same(text: str) -> None:
    assert values(text) == [("phone", "030 48219"), ("fullname", "Mara Quill")]
    assert len(records(text)) == 1


def test_a_header_with_one_known_name_needs_three_columns() -> None:
    assert values("id,phone,note\n1,030 48219,x") == [("phone", "030 48219")]
    assert records("note,phone\nx,030 48219") == []


def test_the_titles_of_columns_are_no_values() -> None:
    assert values("phone | email | city\nx | y | z") == [("phone", "x"), ("email", "y")]


def test_empty_cells_move_no_value_into_another_column() -> None:
    assert values("full name\tphone\temail\nMara Quill\t\tm@q.it\n\t030 48219\t") == [
        ("fullname", "Mara Quill"),
        ("email", "m@q.it"),
        ("phone", "030 48219"),
    ]
    aligned = "Full name     Phone        Email\nMara Quill                 m@q.it"
    assert values(aligned) == [("fullname", "Mara Quill"), ("email", "m@q.it")]


def test_a_longer_title_may_end_in_a_name_of_five_letters_and_more() -> None:
    assert values("id;kundentelefon;rest\n1;030 48219;x") == [("telefon", "030 48219")]


def test_a_table_ends_where_the_shape_does() -> None:
    text = "phone;email\n030 48219;m@q.it\nThat was it, thanks.\n1;2"
    assert len(records(text)) == 1


def test_a_table_in_a_cell_of_html_is_one_of_its_own() -> None:
    inner = "<table><tr><th>phone</th><th>email</th></tr><tr><td>030 48219</td><td>m@q.it</td></tr></table>"
    text = f"<table><tr><td>left</td><td>{inner}</td></tr><tr><td>x</td><td>y</td></tr></table>"
    assert values(text) == [("phone", "030 48219"), ("email", "m@q.it")]
    assert len(records(text)) == 1


def test_html_without_known_titles_says_nothing() -> None:
    assert values("<table><tr><th>sku</th><th>size</th></tr><tr><td>1</td><td>2</td></tr></table>") == []


def test_several_inserts_are_read_with_quotes_and_calls_inside() -> None:
    text = (
        "INSERT INTO a (id, full_name, email) VALUES (1, 'Brendan O''Shea', 'b@q.ie'), (NOW(), 'X (Y)', 'x@q.ie');\n"
        "INSERT INTO b (email) VALUES ('z@q.ie');"
    )
    assert [value for _, value in values(text)] == ["Brendan O''Shea", "b@q.ie", "X (Y)", "x@q.ie", "z@q.ie"]
    assert len(records(text)) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vorname: Mara", "Mara"),
        ("**Vorname:** Mara", "Mara"),
        ("- Vorname : Mara", "Mara"),
        ("Vorname = Mara", "Mara"),
        ('"vorname": "Mara"', "Mara"),
        ('{\\"vorname\\": \\"Mara\\"}', 'Mara\\"}'),
        ("| Vorname | Mara |", "Mara"),
        ("Vorname\tMara", "Mara"),
        ("Vorname ........ Mara", "Mara"),
        ("Vorname       Mara", "Mara"),
        ("<crm:vorname>Mara</crm:vorname>", "Mara"),
        ('<Vorname lang="de">Mara</Vorname>', "Mara"),
        ("Vorname:\nMara", "Mara"),
        ("Kunde seit gestern, Vorname: Mara", "Mara"),
    ],
)
def test_a_label_is_read_in_many_shapes(text: str, value: str) -> None:
    assert ("vorname", value) in values(text)


def test_a_number_sign_in_a_label_may_be_written_in_any_way() -> None:
    for label in ("N.º de cliente", "Nº de cliente", "N° de cliente"):
        assert values(f"{label}: 4821") == [("ndecliente", "4821")]


def test_what_follows_below_a_value_without_a_label_belongs_to_it() -> None:
    text = "Kunde: Mara Quill\nLerchenweg 9\n48231 Nordhafen\nTelefon: 030 48219\n\nand more"
    assert ("kunde", "Mara Quill\nLerchenweg 9\n48231 Nordhafen") in values(text)


@pytest.mark.parametrize("text", ["file name: x", "user[phone]: x", "hostname: x", "the 'phone:030' link", "email: {"])
def test_parts_of_other_words_and_expressions_are_no_labels(text: str) -> None:
    assert values(text) == []


def test_a_weak_name_counts_beside_a_telling_value_only() -> None:
    assert values("name: Mara Quill") == []
    assert values("name: Mara Quill\nphone: see below") == [("phone", "see below")]
    assert ("nameinrecord", "Mara Quill") in values("name: Mara Quill\nphone: 030 48219")


def test_a_password_beside_a_name_tells_nothing_about_a_person() -> None:
    names = field_names(("name in record", "phone", "password"))
    beside = {other: read(f"name;{other};x\nCanva Pro;030 48219;y", names).fields for other in ("phone", "password")}
    assert "nameinrecord" in {each.name for each in beside["phone"]}
    assert "nameinrecord" not in {each.name for each in beside["password"]}


def test_a_customer_with_a_contact_person_is_a_company() -> None:
    assert [name for name, _ in values("customer;contact;phone\nLark Foods;Mara Quill;030 48219")] == [
        "contact",
        "phone",
    ]
    assert [name for name, _ in values("customer;phone\nMara Quill;030 48219")] == ["customer", "phone"]


def test_the_record_of_nested_json_is_one_element_of_the_array_of_people() -> None:
    people = [
        '{"name": "A", "email": "a@q.it", "home": {"city": "X", "address": "x 1"}}',
        '{"name": "B", "email": "b@q.it", "phones": [{"phone": "03048"}, {"phone": "03049"}]}',
    ]
    assert records('{"total": 2, "data": {"people": [' + ", ".join(people) + "]}}") == people


def test_one_object_around_nested_ones_is_one_record() -> None:
    text = '{"employee": {"name": {"first": "Mara", "last": "Quill"}, "dob": "1984-12-19"}}'
    assert records(text) == [text]
    assert [value for _, value in values(text)] == ["Mara", "Quill", "1984-12-19"]


def test_elements_of_xml_beside_each_other_are_records_with_their_attributes() -> None:
    one = '<patient id="1"><vorname>Mara</vorname><telefon>030 48219</telefon></patient>'
    other = one.replace("Mara", "Ines")
    assert records(f"<list>{one}{other}</list>") == [one, other]


def test_items_of_a_yaml_list_are_records() -> None:
    text = "people:\n  - name: A\n    email: a@q.it\n  - name: B\n    email: b@q.it\nother: 1\n"
    assert [each.strip() for each in records(text)] == ["- name: A\n    email: a@q.it", "- name: B\n    email: b@q.it"]


def test_a_form_is_one_record_and_a_second_one_begins_with_the_same_label() -> None:
    one = "Vorname: Mara\nAnschrift: Lark, Lane, 9, Thorn\nTelefon: 030 48219"
    assert records(f"{one}\n\nprose; more") == [one]
    assert [each.strip() for each in records(f"{one}\n{one}")] == [one, one]


def test_people_in_the_head_of_a_mail_are_records_of_their_own() -> None:
    text = "Von: Tomas Velker <t@q.de>\nAn: Petra Vogel; Hans Lark\nBetreff: AW: x\n\nHallo"
    assert [value for name, value in values(text) if name == "mailheader"] == [
        "Tomas Velker",
        "Petra Vogel",
        "Hans Lark",
    ]
    assert records(text) == ["Von: Tomas Velker <t@q.de>", "An: Petra Vogel; Hans Lark"]


def test_offsets_in_bytes_point_at_the_same_text() -> None:
    text = "Kundin ä;full name;telefon\nß;Zoë Über;030 48219"
    data = text.encode()
    reading = read_bytes(data, KNOWN)
    assert [data[start:end].decode() for start, end in reading.under(("full name", "telefon"))] == [
        "Zoë Über",
        "030 48219",
    ]
    assert reading.row(data.index("Zoë".encode())) == 0
    assert reading.row(0) is None


@pytest.mark.parametrize(
    "text", ["phone: 1", "Phone\t1", "id,phone,x\n1,2,3", "<phone>1</phone>", '"homePhone": 1', "phone (privat): 1"]
)
def test_the_trigger_fires_where_a_value_is_read(text: str) -> None:
    assert values(text)
    assert compiled(trigger(["phone"])).search(text) is not None


def test_the_trigger_is_quiet_in_prose() -> None:
    for text in ("the phone rang.", "my phone, which is new, rang", "call the telephone company"):
        assert compiled(trigger(["phone"])).search(text) is None


_PIECES = st.sampled_from(
    [
        *"|;,\t\n\"'{}[]<>():=-",
        *("\n\n", "  ", "\\", "name", "phone", "email", "030 48219", "a@q.it", "<a>", "</a>", "- ", "ß", "from: "),
        *("insert into t (phone) values ", "(", "'x'", "subject: x\n", "phone;email\n", '{"phone": "1"}'),
    ]
)


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_records_never_overlap_and_fields_lie_where_they_say(text: str) -> None:
    reading = read(text, KNOWN)
    assert list(reading.rows) == sorted(reading.rows)
    assert all(one.end <= other.start for one, other in pairwise(reading.rows))
    for each in reading.fields:
        assert text[each.start : each.end] == each.value
        assert each.value


@settings(max_examples=100)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Row(*pair)), max_size=8), max_size=4
    )
)
def test_disjoint_rows_are_sorted_and_the_first_group_stays(groups: list[list[Row]]) -> None:
    kept = disjoint(groups)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    alone = disjoint(groups[:1])
    assert set(alone) <= set(kept)


@pytest.mark.parametrize(
    "piece",
    [
        "|",
        '"',
        "{",
        "}",
        "{}",
        "[",
        "'",
        "<",
        "<a>",
        '\\"',
        "\n",
        " ",
        ",",
        "(",
        "- a:\n",
        "name ",
        "insert into t (phone) values ('",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = '{"phone": "1"}\n' + piece * (size // len(piece))
        began = time.process_time()
        read(text, KNOWN)
        return time.process_time() - began

    seconds(1000)
    small, big = min(seconds(50_000) for _ in range(2)), seconds(500_000)
    assert big < max(40 * small, 2)  # linear is ten times as long, quadratic a hundred


PIECES = (
    "name",
    "customer name",
    "firstName",
    "<",
    ">",
    " ",
    "  ",
    "\n",
    ":",
    "\t",
    "(",
    ")",
    "...",
    "no. ",
    "x",
    "é" * 59,
    "x" * 60,
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example(f"name{' x' * 30}> name{' x' * 31}>")
@example(f"name  {'x ' * 1100}>")
def test_labels_are_the_same_whether_the_characters_of_a_tag_are_counted_while_searching(text: str) -> None:
    names = field_names(("name", "customer name", "first name"))
    counted = [(begin, end, after) for begin, end, after, _ in labels._found(text, names, labels._COUNTED)]
    assert list(labels._labels(text, names)) == counted


ALL_NAMES = field_names(tuple(sorted({name for one in shipped_detectors() for name in one.fields})))


def _strange(text: str) -> str:
    return text.replace("s", "ſ").replace("k", "\u212a")


_WAYS: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.title, key_of, _strange)
_SPELLINGS = st.builds(
    lambda name, between, way: way(between.join(name.split())),
    st.sampled_from(ALL_NAMES.names),
    st.sampled_from(["", " ", "_", "-", ".", "n.º ", "  ", "x"]),
    st.sampled_from(_WAYS),
)


@given(
    st.lists(st.one_of(_SPELLINGS, st.text(max_size=8)), max_size=6),
    st.sampled_from([",", "|", "\t", "  ", ";", " ", ", "]),
)
def test_a_title_is_found_as_the_search_for_all_names_finds_it(cells: list[str], between: str) -> None:
    line = between.join(cells).replace("\n", " ")
    whole = [compiled(column_pattern(each), UNION_MEMORY) for each in (ALL_NAMES.latin, ALL_NAMES.other)]
    assert _has_title(line, ALL_NAMES) == any(each.search(line) is not None for each in whole)
