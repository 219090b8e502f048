"""The simpler pattern that is asked first never hides what a detector's own pattern matches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.detection import loosely
from chatscrub.detection.dialect import compiled
from chatscrub.detection.loosely import may_match
from chatscrub.detection.samples import fill
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector
from tests.running import shipped_detectors
from tests.test_cascade import detector

DETECTORS = [each for each in shipped_detectors() if each.searched != each.pattern and not each.fields]
_PIECES = st.sampled_from(sorted({fill(text, each.id) for each in DETECTORS for text in (*each.match, *each.no_match)}))


@pytest.fixture(autouse=True)
def nothing_asked_before() -> None:
    loosely._answers.cache_clear()


def test_no_example_of_any_detector_is_hidden() -> None:
    assert len(DETECTORS) > 300
    matching = 0
    for each in DETECTORS:
        for text in each.match:
            data = fill(text, each.id).encode()
            if compiled(each.pattern).search(data) is not None:  # else what it matches is encoded in the text
                loosely._answers.cache_clear()
                assert may_match(each, data), each.id
                matching += 1
    assert matching > 1000


@given(st.sampled_from(DETECTORS), st.lists(_PIECES, min_size=1, max_size=3), st.integers(0, 200))
def test_what_the_pattern_matches_is_never_hidden(each: Detector, texts: list[str], cut: int) -> None:
    loosely._answers.cache_clear()
    data = "\n".join(texts)[cut:].encode()
    if compiled(each.pattern).search(data) is not None:
        assert may_match(each, data)


def test_what_would_match_nothing_is_told_without_the_pattern() -> None:
    gap = detector(pattern=r"key[^\n]{0,40}(?P<value>[0-9]{4})", prefilter="key")
    assert not may_match(gap, b"a key without a number")
    assert may_match(gap, b"a key 2048")


def test_a_detector_that_mostly_may_match_is_not_asked_about_twice() -> None:
    gap = detector(pattern=r"key[^\n]{0,40}(?P<value>[0-9]{4})", prefilter="key")
    for _ in range(20):
        assert may_match(gap, b"a key 2048")
    assert loosely._answers(gap.pattern).asked < 10
    assert may_match(gap, b"a key without a number")  # and is told by the pattern itself


def test_a_pattern_that_is_searched_for_itself_is_not_asked_about() -> None:
    itself = detector(pattern=r"key(?P<value>[0-9]{4})")
    assert may_match(itself, b"nothing")
    assert loosely._answers(itself.pattern).asked == 0


def test_where_the_simpler_pattern_is_refused_it_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refused(pattern: str) -> str:
        tried.append(pattern)
        raise PackError("no")

    monkeypatch.setattr(loosely, "for_union", refused)
    gap = detector(pattern=r"key[^\n]{0,40}(?P<value>[0-9]{4})", prefilter="key")
    assert may_match(gap, b"a key 2048")
    assert may_match(gap, b"a key without a number")
    assert len(tried) == 1
