"""No text takes more time than its length explains, and no detector of the operator's brings a pattern that would."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.linear import CUES, LIMIT, UNITS, Run, growth, of_detector, of_stages, through
from chatscrub.detection.packs import LONGEST, load_packs
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector
from tests.packs import LOFT
from tests.running import chatscrub_here, shipped_detectors

LENGTH = 8000
"""Characters; ``python -m benchmarks.linear`` takes millions, of every string."""


def sample(detectors: tuple[Detector, ...]) -> Iterator[tuple[str, str]]:
    yield from list(of_stages())[::6]
    for number, one in enumerate(detectors[::90]):
        yield list(of_detector(one, LENGTH))[number % 6]


@pytest.fixture(scope="module", autouse=True)
def run() -> Run:
    made = through(shipped_detectors())
    made(CUES)  # what is loaded once is loaded
    gc.collect()
    gc.freeze()  # neither it nor what other tests left is walked over before each measure
    return made


def test_no_stage_and_no_detector_takes_more_than_linear_time(run: Run) -> None:
    slow = {
        name: round(ratio, 1)
        for name, unit in sample(shipped_detectors())
        if (ratio := growth(run, unit, LENGTH)) > LIMIT
    }
    assert slow == {}


@pytest.mark.parametrize("unit", [" ", "\t", "{{", "(", "*", "sk_live_0a1B2c3D"])
def test_what_once_took_the_square_of_the_length_takes_it_no_more(unit: str, run: Run) -> None:
    assert growth(run, unit, 4 * LENGTH) <= LIMIT


def test_the_measure_tells_the_square_of_a_length_from_the_length() -> None:
    quadratic = re.compile(r"[^~]*~")
    # Others on the machine may make the shorter text take too long, so that the longer one seems to take no more.
    assert any(growth(quadratic.search, "x", 2 * LENGTH) > LIMIT for _ in range(3))
    assert growth(lambda text: [text.count(each) for each in UNITS[:20]], "x", 400_000) <= LIMIT


PATTERNS = {
    "look-ahead": (r"(?=ring)(?P<value>ring_[0-9a-f]{12})", "is no pattern of our dialect"),
    "look-behind": (r"(?<!x)(?P<value>ring_[0-9a-f]{12})", "is no pattern of our dialect"),
    "back-reference": (r"(?P<value>(ring|loft)_\2)", "is no pattern of our dialect"),
    "possessive": (r"(?P<value>ring_[0-9a-f]++)", "is no pattern of our dialect"),
    "counted beyond memory": (r"(?P<value>(?:ring_[0-9a-f]{900}){900})", "is no pattern of our dialect"),
    "too long": (f"(?P<value>ring_(?:{'|'.join(map(str, range(5000)))}))", f"is longer than {LONGEST:,} characters"),
    "matches nothing": (r"(?P<value>(?:ring)*)", "must not match an empty text"),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_the_loader_refuses_an_operators_pattern_that_is_not_linear_or_too_large(name: str, tmp_path: Path) -> None:
    pattern, says = PATTERNS[name]
    text = re.sub(r"^pattern = .*$", lambda _: f"pattern = '{pattern}'", LOFT, flags=re.MULTILINE)
    path = tmp_path / "own" / "credentials" / "loft.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=f"credentials/loft.toml: detector loft.ring: pattern {says}"):
        load_packs([tmp_path / "own"])
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    code, _, errors = chatscrub_here(
        "scan", "a.json", "--detectors", "own", "--out", "out", state=tmp_path / "st", cwd=tmp_path
    )
    assert (code, says in errors) == (2, True)
    assert len(errors) < 400


def test_nested_repeats_of_an_operator_are_linear_too(tmp_path: Path) -> None:
    text = re.sub(r"^pattern = .*$", r"pattern = '(?P<value>(?:(?:r+)+i+)+ng_b)'", LOFT, flags=re.MULTILINE)
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "loft.toml").write_text(text, encoding="utf-8")
    made = through(load_packs([tmp_path]))
    for unit in ("r", "ri", "rring_", "ng_b"):
        assert growth(made, unit, 200_000) <= LIMIT
