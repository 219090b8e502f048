"""Streaming of hostile JSON: both ways of finding the end of an element, and everything that can be wrong."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub import json_stream
from chatscrub.archive import Member
from chatscrub.errors import ArchiveError, JsonError
from chatscrub.json_stream import load, load_member, records, window
from chatscrub.json_stream.together import elements
from chatscrub.model.outcome import Skipped


def member(data: bytes, step: int = 1 << 20, failure: str | None = None) -> Member:
    def opener() -> Iterator[bytes]:
        for start in range(0, len(data), step):
            yield data[start : start + step]
        if failure is not None:
            raise ArchiveError(failure)

    return Member("conversations.json", len(data), opener)


def read(data: bytes, *inside: str, step: int = 1 << 20, limit: int = 512 << 20) -> list[object]:
    return list(records(member(data, step), frozenset(inside), limit))


def values(found: list[object]) -> list[object]:
    return [each for each in found if not isinstance(each, Skipped)]


def reasons(found: list[object]) -> list[str]:
    return [each.reason for each in found if isinstance(each, Skipped)]


@pytest.fixture(params=["msgspec", "brackets"])
def both(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Runs a test once with each way of finding the end of an element."""
    if request.param == "brackets":
        monkeypatch.setattr(window, "skipper_is_known", lambda: False)
    return str(request.param)


TRICKY = st.text(alphabet='ab"\\[]{},: \n\t\u00e9\U0001f511\u2028', max_size=8)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TRICKY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TRICKY, inner, max_size=4),
    max_leaves=12,
)


@given(
    st.lists(JSON, max_size=6),
    st.integers(1, 40),
    st.sampled_from([None, 1, "\t"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_both_ways_give_every_element_whatever_the_chunk_borders(
    elements: list[object], step: int, indent: int | str | None, mark: bytes
) -> None:
    text = json.dumps(elements, indent=indent, ensure_ascii=bool(mark))
    data = mark + b" \n" + text.encode() + b"\r\n "
    known = window.skipper_is_known
    with pytest.MonkeyPatch.context() as patch:
        assert known()
        expected = [json.loads(json.dumps(each)) for each in elements]
        assert read(data, step=step) == expected
        patch.setattr(window, "skipper_is_known", lambda: False)
        assert read(data, step=step) == expected
        wrapped = b'{"x":{"data":[1]},"data":' + text.encode() + b',"has_more":false}'
        assert read(wrapped, "data", step=step) == expected


@given(st.binary(max_size=60) | st.text(alphabet='[]{},:"\\ 1ntrue.-e\n\ud800', max_size=60).map(
    lambda text: text.encode("utf-8", "surrogatepass")
), st.integers(1, 9))  # fmt: skip
def test_both_ways_agree_on_garbage_and_never_raise(garbage: bytes, step: int) -> None:
    for data in (garbage, b"[" + garbage, b"[" + garbage + b", 2]", b'{"a":[1],"b":[' + garbage):
        fast = read(data, "b", step=step)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(window, "skipper_is_known", lambda: False)
            assert repr(read(data, "b", step=step)) == repr(fast)
        assert repr(read(data, "b")) == repr(fast)


@given(
    st.lists(
        st.sampled_from(['{"a": "},{"}', '{"a": [1, {"a": 2}]}', '{"b": ["]", "\\ud800"]}', "[7]", "3", "{", "NaN", ""])
    ),
    st.sampled_from([",", ", ", ",\n    "]),
    st.sampled_from(["]", "]\n", "", "] x", ",]"]),
    st.sampled_from([7, 40, 1 << 20]),
)
def test_elements_read_many_at_once_are_those_read_singly(parts: list[str], comma: str, end: str, step: int) -> None:
    data = f"[{comma.join(parts)}{end}".encode()
    together = read(data, step=step)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "border", lambda *_: None)
        assert repr(together) == repr(read(data, step=step))


def test_after_an_odd_element_those_that_follow_are_read_together_again(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: list[int] = []

    def counted(data: bytes, at: int, end: int) -> list[object] | None:
        found = elements(data, at, end)
        numbers.append(len(found or ()))
        return found

    monkeypatch.setattr(json_stream, "TOGETHER", 200)
    monkeypatch.setattr(json_stream, "elements", counted)
    whole = [{"a": 1}, {"a": math.inf}, *({"a": number} for number in range(500))]
    assert read(json.dumps(whole).encode()) == whole
    assert sum(numbers) > 400


def test_elements_end_together_where_what_is_inside_of_them_begins_with_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[int] = []

    def counted(data: bytes, at: int, end: int) -> list[object] | None:
        found = elements(data, at, end)
        tried.append(-1 if found is None else len(found))
        return found

    monkeypatch.setattr(json_stream, "TOGETHER", 700)
    monkeypatch.setattr(json_stream, "elements", counted)
    messages = [[{"uuid": "m-1", "text": "words " * each} for each in range(number % 7)] for number in range(60)]
    whole = [{"uuid": "c-1", "name": "a chat", "messages": each} for each in messages]
    assert read(json.dumps(whole).encode()) == whole
    assert sum(tried) == len(whole)


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_damage_behind_what_is_no_json_is_told_however_far_was_read_ahead(step: int) -> None:
    found = list(records(member(b'{"data":[0] 0],"after":[2]}', step, "is damaged"), frozenset({"data"})))
    assert values(found) == [0]
    assert reasons(found) == ["is damaged (elements read before: 1)"]


def test_the_fast_way_is_in_use_with_the_installed_msgspec() -> None:
    assert window.skipper_is_known()


def test_other_words_in_the_error_text_switch_the_fast_way_off(monkeypatch: pytest.MonkeyPatch) -> None:
    window.skipper_is_known.cache_clear()
    monkeypatch.setattr(window, "_TRUNCATED", "cut short")
    try:
        assert not window.skipper_is_known()
    finally:
        window.skipper_is_known.cache_clear()


@pytest.mark.usefixtures("both")
def test_an_element_that_is_no_json_is_named_by_its_number_and_the_next_goes_on() -> None:
    found = read(b'[{"a":1}, {"b":1 oops}, {"c":3}, tru, "x" "y", [1,]]')
    assert values(found) == [{"a": 1}, {"c": 3}]
    assert [text.split(" is ")[0] for text in reasons(found)] == ["element 2", "element 4", "element 5", "element 6"]
    assert all("oops" not in text for text in reasons(found))


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("tail", [b"", b",", b', {"b', b', {"b": "\\', b', {"b": [1, 2', b', "half'])
def test_a_truncated_array_gives_its_whole_elements_and_one_skipped(tail: bytes) -> None:
    for step in (1, 5, 1000):
        found = read(b'[{"a":1},{"a":2}' + tail, step=step)
        assert values(found) == [{"a": 1}, {"a": 2}]
        assert reasons(found) == ["is cut off after 2 whole elements; download the export again"]


@pytest.mark.usefixtures("both")
def test_something_behind_the_array_is_reported() -> None:
    found = read(b"[1,2] [3]")
    assert values(found) == [1, 2]
    assert "something follows" in reasons(found)[0]


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_an_empty_member_is_reported(data: bytes) -> None:
    assert reasons(read(data)) == ["is empty; download the export again"]


def test_an_empty_array_or_object_is_no_failure() -> None:
    assert read(b"[]") == []
    assert read(b"{}") == [{}]
    assert read(b'{"data":[]}', "data") == []
    assert read(b"null") == [None]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf_16_and_utf_32_are_named(encoding: str) -> None:
    data = ("\ufeff" if encoding == "utf-16-be" else "") + '[{"a":1}]'
    assert "UTF-16" in reasons(read(data.encode(encoding)))[0]
    with pytest.raises(JsonError, match="UTF-16"):
        load(data.encode(encoding), "x.json")


def test_bytes_that_are_not_utf_8_are_replaced_and_not_lost() -> None:
    assert read(b'[{"a":"caf\xe9 ok"}]') == [{"a": "caf\ufffd ok"}]


def test_lone_surrogates_become_replacement_characters_in_keys_too() -> None:
    found = read(rb'[{"\ud83d":["\udc00x", {"k":"\ud83d\ude00\u0000"}]}]')
    assert found == [{"\ufffd": ["\ufffdx", {"k": "\U0001f600\0"}]}]
    json.dumps(found, ensure_ascii=False).encode("utf-8")


def test_nan_infinity_and_enormous_numbers_pass() -> None:
    found = read(b"[NaN, [-Infinity, Infinity, " + b"9" * 5000 + b", 1e999999, -1e-999999, 1" + b"0" * 400 + b".5]]")
    assert isinstance(found[0], float)
    assert math.isnan(found[0])
    assert found[1:] == [[-math.inf, math.inf, "9" * 5000, math.inf, 0.0, math.inf]]


@pytest.mark.parametrize(
    ("number", "value"),
    [("9" * 400, int("9" * 400)), ("1e400", math.inf), ("1" * 30, int("1" * 30)), ("-0", 0), ("1E-5", 1e-5)],
)
def test_a_number_is_read_whatever_its_size(number: str, value: float) -> None:
    (found,) = read(f"[[{number}, NaN]]".encode())
    assert isinstance(found, list)
    assert found[0] == value
    (alone,) = read(f"[{number}]".encode())
    assert alone == pytest.approx(value)


TWICE = {
    "text": b'{"a":"x","a":"y"}',
    "numbers": b'{"a":1,"a":2}',
    "null over text": b'{"a":"x","a":null}',
    "deep": b'{"m":[{"k":{"a":["x"],"a":[]}}]}',
    "told by escapes": rb'{"\u0061":"x","a":"y"}',
    "with as many escaped marks as are lost": rb'{"a":"x","a":"\u0022\u0022\u0022\u0022"}',
    "with a number that stays text": b'{"a":1,"a":2,"b":' + b"9" * 5000 + b"}",
    "with NaN": b'{"a":1,"a":NaN}',
}


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("way", TWICE)
def test_of_a_key_named_twice_the_last_value_counts_and_the_loss_is_said(way: str) -> None:
    found = read(b'[{"z":0},' + TWICE[way] + b',{"z":1}]')
    assert len(values(found)) == 3
    assert reasons(found) == [
        "element 2 names a key twice, and only the last value of it was read; download the export again"
    ]
    assert repr(values(found)[1]) == repr(json.loads(TWICE[way].replace(b"9" * 5000, b'"' + b"9" * 5000 + b'"')))
    with pytest.raises(JsonError, match="names a key twice"):
        load(TWICE[way], "x.json")


@pytest.mark.parametrize(
    "raw", [b'{"a":1,"a":1}', b'{"a":{"b":["x"]},"a":{"b":["x"]}}', rb'{"a":"\\u0022","b":"\u0022\""}']
)
def test_nothing_is_said_where_nothing_is_lost(raw: bytes) -> None:
    assert read(b"[" + raw + b"]") == [json.loads(raw)]


@given(JSON)
def test_what_vendors_write_never_names_a_key_twice(value: object) -> None:
    for ascii_ in (True, False):
        assert reasons(read(json.dumps([value], ensure_ascii=ascii_).encode())) == []


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("bracket", [b"[]", b"{}"])
def test_a_value_nested_too_deep_is_skipped_and_the_rest_goes_on(bracket: bytes) -> None:
    opening = bracket[:1] if bracket == b"[]" else b'{"a":'
    deep = opening * 200_000 + b"1" + bracket[1:] * 200_000
    found = read(b'[{"a":1},' + deep + b',{"b":2}]', step=4096)
    assert values(found) == [{"a": 1}, {"b": 2}]
    assert reasons(found) == ["element 2 is nested too deep; download the export again"]


@pytest.mark.usefixtures("both")
def test_an_element_over_the_limit_is_passed_over_without_being_held() -> None:
    def opener() -> Iterator[bytes]:
        yield b'[{"a":1},{"t":"'
        for _ in range(400):
            yield b'x]}\\"' * 2000
        yield b'"},{"b":2}]'

    found = list(records(Member("m.json", 1, opener), limit=50_000))
    assert values(found) == [{"a": 1}, {"b": 2}]
    assert reasons(found)[0].startswith("element 2 is larger than")


@pytest.mark.usefixtures("both")
def test_memory_is_bounded_by_the_largest_element() -> None:
    element = b'{"t":"' + b"y" * 10_000 + b'"}'
    most = 0

    def opener() -> Iterator[bytes]:
        yield b"["
        for _ in range(2000):
            yield element + b","
        yield element + b"]"

    whole = Member("m.json", 1, opener)
    view = window.Window(iter(whole.chunks()), 1 << 30)
    view.peek()
    view.at += 1
    for _ in range(2000):
        view.peek()
        view.inner_value()
        most = max(most, len(view.data))
        view.peek()
        view.at += 1
    assert most < 10 * len(element)


@pytest.mark.usefixtures("both")
def test_a_named_array_streams_wherever_its_key_stands() -> None:
    data = b'{"object":"list","n":{"data":[9,"]"]},"\\u0064ata":[{"a":1},{"a":2}],"has_more":true}'
    for step in (1, 7, 1000):
        assert read(data, "data", "conversations", step=step) == [{"a": 1}, {"a": 2}]


@pytest.mark.usefixtures("both")
def test_an_object_without_a_named_array_is_given_itself() -> None:
    data = b' {"mapping":{"x":[1]},"data":{"no":"list"}} '
    assert read(data, "data", step=3) == [{"mapping": {"x": [1]}, "data": {"no": "list"}}]
    assert read(data) == read(data, "data")


def test_a_named_array_that_is_cut_gives_what_was_whole() -> None:
    found = read(b'{"data":[{"a":1},{"a":', "data")
    assert values(found) == [{"a": 1}]
    assert "cut off after 1" in reasons(found)[0]


def test_an_object_over_the_limit_is_skipped() -> None:
    found = read(b'{"a":"' + b"x" * 5000 + b'"}', step=100, limit=1000)
    assert values(found) == []
    assert "is larger than" in reasons(found)[0]


@pytest.mark.usefixtures("both")
def test_json_lines_ignore_blank_lines_and_name_bad_ones() -> None:
    data = b'{"a":1}\n\n  \r\n{"a":2}\r\n{bad\n{"a":4}\n'
    for step in (1, 4, 1000):
        found = read(data, "data", step=step)
        assert values(found) == [{"a": 1}, {"a": 2}, {"a": 4}]
        assert reasons(found) == ["element 3 is not valid JSON; download the export again"]


def test_json_lines_cut_in_the_last_line_say_so() -> None:
    found = read(b'{"a":1}\n{"a":2}\n{"a":')
    assert values(found) == [{"a": 1}, {"a": 2}]
    assert "cut off after 2" in reasons(found)[0]


def test_a_line_over_the_limit_is_passed_over() -> None:
    found = read(b'{"a":1}\n{"a":"' + b"x" * 3000 + b'"}\n{"a":3}', step=50, limit=1000)
    assert values(found) == [{"a": 1}, {"a": 3}]
    assert reasons(found)[0].startswith("element 2 is larger")


@pytest.mark.usefixtures("both")
def test_damage_in_the_container_keeps_what_was_whole_and_gives_the_reason() -> None:
    reason = "x.zip:conversations.json: the checksum is wrong, so the file is damaged; download it again"
    for data in (b'[{"a":1},{"a":2}]', b'[{"a":1},{"a":2},{"a"', b'{"a":1}\n{"a":2}\n'):
        found = list(records(member(data, 6, reason)))
        assert values(found) == [{"a": 1}, {"a": 2}]
        assert reasons(found) == [
            "the checksum is wrong, so the file is damaged; download it again (elements read before: 2)"
        ]


def test_the_member_is_closed_when_the_reader_stops_early() -> None:
    closed = []

    def opener() -> Iterator[bytes]:
        try:
            while True:
                yield b"[1,2,3,"
        finally:
            closed.append(True)

    found = records(Member("m.json", 1, opener))
    next(found)
    found.close()  # type: ignore[attr-defined]  # records is a generator
    assert closed == [True]


def test_a_large_element_is_read_in_linear_copies() -> None:
    data = b'["' + b"z" * (8 << 20) + b'"]'
    copied = 0

    class Counting(window.Window):
        def more(self, wanted: int = 0) -> bool:
            nonlocal copied
            grown = super().more(wanted)
            copied += len(self.data)
            return grown

    view = Counting(iter(member(data, 1 << 14).chunks()), 1 << 30)
    view.peek()
    view.at += 1
    view.inner_value()
    assert copied < 4 * len(data)


def test_load_gives_one_value_and_names_the_member_when_it_cannot() -> None:
    assert load(b'\xef\xbb\xbf{"a":[1]}', "x.json") == {"a": [1]}
    for bad in (b"", b"{secret", b"[" * 100_000):
        with pytest.raises(JsonError, match=r"^x\.json: is n") as caught:
            load(bad, "x.json")
        assert "secret" not in str(caught.value)


def test_load_member_refuses_what_is_over_the_limit() -> None:
    assert load_member(member(b'{"a":1}', 2)) == {"a": 1}
    with pytest.raises(ArchiveError, match="larger than 100 bytes"):
        load_member(member(b"[" + b" " * 200 + b"]", 7), limit=100)
    with pytest.raises(ArchiveError, match="gone"):
        load_member(member(b"[1]", 2, "gone"))
