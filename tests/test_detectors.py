"""The promises of every detector file. Nobody edits this test when a detector is added."""

from __future__ import annotations

from functools import cache

import pytest

from chatscrub.detection.batch import Prefilter, join
from chatscrub.detection.dialect import compiled
from chatscrub.detection.examples import Runner, placements
from chatscrub.detection.packs import check
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.samples import fill
from chatscrub.kept_file import default_cache
from chatscrub.model.detector import Detector
from tests.running import shipped_detectors

DETECTORS = shipped_detectors()

HOSTILE = 50_000  # bytes; tests/test_linear.py looks at time


@cache
def prefilter() -> Prefilter:
    # Hyperscan compiles all patterns together, and names the one that it refuses.
    return prefilter_for(DETECTORS, cache=default_cache())


@cache
def runner() -> Runner:
    return Runner(DETECTORS, prefilter())


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda one: one.id)
def test_the_engines_take_it_its_examples_hold_and_it_ends_on_hostile_text(detector: Detector) -> None:
    check(detector, hyperscan=False)
    assert [str(failure) for failure in runner().failures(detector)] == []
    text = fill(detector.match[0], f"{detector.id} hostile")
    for seed in (text, text[: max(1, len(text) // 2)]):
        data = (seed * (HOSTILE // len(seed.encode()) + 1)).encode()
        # Only the pattern sees hostile text of this size: evidence sees what the pattern captured.
        ends = [found.span()[1] for found in compiled(detector.pattern).finditer(data)]
        assert ends == sorted(set(ends))


def test_hyperscan_fires_on_every_example_wherever_it_stands() -> None:
    texts: list[bytes] = []
    wanted: set[tuple[int, int]] = set()
    for number, detector in enumerate(DETECTORS):
        for index, template in enumerate(detector.match):
            for placed in placements(fill(template, f"{detector.id} match {index}")).values():
                data = placed.encode()
                if not detector.fields and compiled(detector.pattern).search(data) is not None:
                    wanted.add((len(texts), number))
                texts.append(data)
    assert wanted <= set(prefilter().candidates(*join(texts)))
