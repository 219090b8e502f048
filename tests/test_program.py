"""Programs find what RE2's own package finds, and where."""

from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.detection.program import Program
from chatscrub.errors import PackError

PATTERNS = (r"(?m)(a+)(?P<value>é)?", r"(?m)^b*", r"\b", "x*", r"(?P<value>[^a])b|日")
TEXTS = st.text("ab éß日\n𝄞", max_size=12)


def of_package(pattern: str, text: str | bytes) -> list[list[tuple[int, int]]]:
    program = re2.compile(pattern)
    return [[each.span(group) for group in range(program.groups + 1)] for each in program.finditer(text)]


@given(st.sampled_from(PATTERNS), TEXTS)
def test_all_matches_are_those_of_the_package(pattern: str, text: str) -> None:
    program = Program(pattern, 1 << 20)
    groups = range(re2.compile(pattern).groups + 1)
    for searched in (text, text.encode()):
        found = [[each.span(group) for group in groups] for each in program.finditer(searched)]
        assert found == of_package(pattern, searched)


@given(st.sampled_from(PATTERNS), TEXTS, st.integers(-1, 14), st.none() | st.integers(-1, 14))
def test_a_search_between_two_places_finds_what_the_package_finds(
    pattern: str, text: str, pos: int, endpos: int | None
) -> None:
    for searched in (text, text.encode()):
        found = Program(pattern, 1 << 20).search(searched, pos, endpos)
        expected = re2.compile(pattern).search(searched, pos, endpos)
        assert (found and found.span()) == (expected and expected.span())


def test_groups_have_their_names_and_a_refusal_its_reason() -> None:
    assert Program("(?P<value>a)(?P<other>b)", 1 << 20).groupindex == {"value": 1, "other": 2}
    with pytest.raises(PackError, match=r"^RE2 refuses the pattern: missing \): \(a$"):
        Program("(a", 1 << 20)
