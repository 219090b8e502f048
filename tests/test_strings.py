from __future__ import annotations

import string
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chatscrub.model.strings import LONGEST_PLACE, strings

MEGABYTE = 1 << 20

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=25,
)


def planted(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return [text for child in children for text in planted(child)]


def test_places_are_json_paths_in_document_order() -> None:
    value = {"a": {"b": [{"c": "first"}, "second"]}, "d": "third", "e": 4, "f": None}
    assert list(strings(value, "content")) == [
        ("content.a.b[0].c", "first"),
        ("content.a.b[1]", "second"),
        ("content.d", "third"),
    ]


def test_an_empty_path_starts_without_a_dot() -> None:
    assert list(strings({"a": ["text"]}, "")) == [("a[0]", "text")]
    assert list(strings(["text"], "")) == [("[0]", "text")]


def test_a_bare_string_stands_at_the_path_given() -> None:
    assert list(strings("a text", "summary")) == [("summary", "a text")]


def test_short_texts_blanks_and_asset_pointers_are_left_out() -> None:
    value = ["abc", "    ", "file-service://file-AbC123", "sediment://file_00ff?shared_conversation_id=1-2", "text"]
    assert list(strings(value, "p")) == [("p[4]", "text")]


def test_text_behind_a_pointer_is_not_taken_for_one() -> None:
    text = "sediment://file_00ff and a sentence"
    assert list(strings([text], "p")) == [("p[0]", text)]


def test_a_key_that_is_data_is_a_text_and_never_part_of_a_place() -> None:
    address = "jane.roe" + "@" + "example.org"
    assert list(strings({"plain": "text", address: {"plan": "gold"}, "4556 7375 8689": "card"}, "m")) == [
        ("m.plain", "text"),
        ("m.#1~", address),
        ("m.#1.plan", "gold"),
        ("m.#2~", "4556 7375 8689"),
        ("m.#2", "card"),
    ]


def test_a_token_as_a_key_is_data() -> None:
    token = "ghp" + "_" + "a1B2c3D4e5" * 3 + "f6G7h8"
    assert all(token not in place for place, _ in strings({token: "live"}, "keys"))
    assert ("keys.#0~", token) in list(strings({token: "live"}, "keys"))


def test_a_long_embedded_file_is_blanked_and_the_offsets_around_it_stay() -> None:
    text = "before data:image/png;base64," + "A" * (MEGABYTE + 1) + "== after"
    ((_, scanned),) = strings(text, "t")
    assert len(scanned) == len(text)
    assert scanned.startswith("before data:image/png;base64, ")
    assert scanned.endswith(" after")
    assert "AAAA" not in scanned


def test_a_short_embedded_file_and_a_long_plain_text_are_kept() -> None:
    short = "data:image/png;base64," + "A" * 1000
    plain = "word " * (MEGABYTE // 4)
    assert [text for _, text in strings([short, plain], "t")] == [short, plain]


def test_many_openings_of_embedded_files_take_linear_time() -> None:
    text = "data:image/png;base64," * (MEGABYTE // 8)
    assert [found for _, found in strings(text, "t")] == [text]


def test_any_depth_is_walked_and_places_stay_short() -> None:
    value: Any = "at the bottom"
    for _ in range(20_000):
        value = {"key": [value]}
    ((place, text),) = strings(value, "")
    assert text == "at the bottom"
    assert len(place) <= LONGEST_PLACE + 10
    while isinstance(value, dict):  # taken apart level by level: deallocation of the whole would recurse
        (value,) = value["key"]


@given(json_values)
def test_every_text_of_any_value_is_yielded(value: object) -> None:
    expected = [text for text in planted(value) if len(text) >= 4 and not text.isspace()]
    found = [text for place, text in strings(value, "p") if not place.endswith("~")]
    assert found == expected


@given(st.dictionaries(st.text(string.printable, min_size=4), st.just("value"), max_size=6))
def test_no_key_is_lost(value: dict[str, str]) -> None:
    shown = " ".join(place for place, _ in strings(value, "")) + "".join(text for _, text in strings(value, ""))
    assert all(key in shown for key in value if not key.isspace())
