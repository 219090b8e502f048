"""What tests share of detectors is made as a program makes it, and only where a test asks for nothing of its own."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from chatscrub import collector
from chatscrub.detection import cascade, pack_cache, packs
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.wakers import reader_of
from chatscrub.kept_file import default_cache
from tests.ledgers import few_detectors
from tests.running import shipped_detectors


def used(module: ModuleType, name: str) -> Any:
    """What a module of the program calls by a name that it took from another one."""
    return vars(module)[name]


def test_what_scans_share_equals_what_one_makes() -> None:
    assert used(collector, "digest")(few_detectors()) == packs.digest(few_detectors())
    assert used(collector, "digest")(shipped_detectors()) == packs.digest(shipped_detectors())
    assert used(cascade, "reader_of")(shipped_detectors()) == reader_of(shipped_detectors())
    assert sorted(pack_cache.load_kept(), key=lambda each: each.id) == list(shipped_detectors())


def test_the_very_same_detectors_share_a_prefilter_and_others_do_not() -> None:
    some = few_detectors()
    first = used(cascade, "prefilter_for")(some, cache=default_cache())
    assert used(cascade, "prefilter_for")(list(some), cache=default_cache()) is first
    assert used(cascade, "prefilter_for")(some[1:], cache=default_cache()) is not first
    assert used(cascade, "prefilter_for")(some[::-1], cache=default_cache()) is not first


def test_whoever_gives_a_cache_of_its_own_shares_nothing(tmp_path: Path) -> None:
    some = few_detectors()
    assert used(cascade, "prefilter_for")(some, cache=tmp_path) is not used(cascade, "prefilter_for")(
        some, cache=tmp_path
    )
    assert list(tmp_path.glob("patterns-*.hs"))


@pytest.mark.usefixtures("made_anew")
def test_a_test_can_have_all_made_anew() -> None:
    assert used(cascade, "prefilter_for") is prefilter_for
    assert used(cascade, "reader_of") is reader_of
    assert used(collector, "digest") is packs.digest
