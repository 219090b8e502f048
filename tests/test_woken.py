"""Texts in which there is nothing to find are hardly looked at: junk that wakes detectors is what a scan would spend its time on."""

from __future__ import annotations

from benchmarks.weights import batches, woken
from tests.running import prefilter_of_all, shipped_detectors

MEGABYTES = 2.0
TOGETHER = 70
"""Passages and detectors for a MB of talk, code and logs."""
EACH = 4
"""Passages for a MB that one detector may look at in vain."""


def test_talk_code_and_logs_without_personal_data_wake_few_detectors() -> None:
    found = {
        name: len(texts)
        for name, texts in woken(shipped_detectors(), prefilter_of_all(), batches("plain", MEGABYTES)).items()
    }
    assert sum(found.values()) <= TOGETHER * MEGABYTES
    assert not {name: count for name, count in found.items() if count > EACH * MEGABYTES}
