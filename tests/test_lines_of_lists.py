"""Lines of lists that begin with a name tell whose the facts in them are."""

from __future__ import annotations

import pytest

from chatscrub.detection.entries import in_an_entry
from chatscrub.detection.evidence.verdict import Surroundings


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Minutes\n• Mara Quillfeather (Y8): possible ", " assessment", True),
        ("TOP 5: Ines V.: Hinweise auf ", ", Termin", True),
        ("| Ines Valdoro | 7.º C | ", " | mãe |", True),
        ("Minutes\n• Curriculum: awareness of ", " in schools", False),
        ("• Mara Quillfeather: late again\n• Heating: ", "", False),
    ],
)
def test_a_line_that_begins_with_a_name_tells_whose_its_facts_are(before: str, after: str, expected: bool) -> None:
    assert in_an_entry(Surroundings(before, after)) is expected
