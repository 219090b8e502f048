from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.escape import csv_cell, markdown, markdown_block_start, plain

HOSTILE = "\x1b]8;;https://evil.example\x07\u202egnp.exe\u2066\r\n\x9b31m\x00<script>[x](javascript:1)|`*_"


@given(st.text())
def test_plain_text_holds_no_control_bidi_or_line_character(text: str) -> None:
    line = plain(text)
    assert line.isprintable()
    assert len(line) <= 200


def test_an_escape_sequence_reaches_no_terminal() -> None:
    assert "\x1b" not in plain(HOSTILE)
    assert "\u202e" not in plain(HOSTILE)
    assert "\n" not in plain(HOSTILE)


@pytest.mark.parametrize("mark", ["<", "[", "]", "`", "*", "_", "|", "!", "&"])
def test_no_markdown_mark_of_an_export_keeps_its_meaning(mark: str) -> None:
    assert markdown(f"a {mark}b") in {f"a \\{mark}b", "a &lt;b"}


@given(st.text("\\`*_[]<|~&$!#-a1 é", max_size=30))
def test_escaped_marks_are_read_as_the_text_that_was_there(text: str) -> None:
    read = re.sub(r"\\(.)|&lt;", lambda found: found[1] or "<", markdown(text))
    assert read == plain(text)


def test_names_with_underscores_stay_readable() -> None:
    assert markdown("AWS_ACCESS_KEY_ID") == "AWS_ACCESS_KEY_ID"
    assert markdown("_emphasis_ __strong__") == "\\_emphasis\\_ \\_\\_strong\\_\\_"


def test_an_address_in_a_title_does_not_become_a_link() -> None:
    assert "https://" not in markdown("https://evil.test/login")


@pytest.mark.parametrize("start", ["- x", "+ x", "# x", "> x", "1. x", "12) x", "=== x"])
def test_a_line_of_an_export_does_not_become_a_list_or_heading(start: str) -> None:
    escaped = markdown_block_start(start)
    assert escaped.startswith("\\") or escaped.split(" ")[0].endswith(("\\.", "\\)"))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "|cmd", "%0A=1"])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert csv_cell(start).startswith("'")


@given(st.text())
def test_a_cell_survives_a_csv_reader_as_one_cell(text: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([csv_cell(text), "next"])
    assert list(csv.reader(io.StringIO(buffer.getvalue()))) == [[csv_cell(text), "next"]]
