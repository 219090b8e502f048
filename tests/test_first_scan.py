"""The first scan of a few texts does not wait until everything is compiled, and the next one finds it compiled."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from chatscrub import pipeline, workers
from chatscrub.cli.stopping import StoppedError
from chatscrub.detection import hyperscan_database
from chatscrub.detection.cascade import Detection
from chatscrub.detection.hyperscan_database import HAS_HYPERSCAN
from chatscrub.detection.prefilter import is_prepared
from chatscrub.detection.re2_prefilter import Re2Prefilter
from chatscrub.model.detector import Detector
from chatscrub.order import Order
from chatscrub.people import load_people
from tests.running import ROOT, chatscrub_alone, chatscrub_here, copied, shipped_detectors

pytestmark = pytest.mark.skipif(not HAS_HYPERSCAN, reason="nothing is compiled here")
SAMPLE = ROOT / "sample_exports"
FEW = tuple(
    each
    for each in shipped_detectors()
    if each.id in {"email.address", "github.token", "stripe.live-key", "network.mac"}
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline, "default_cache", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def order(detectors: Sequence[Detector] = FEW, *paths: Path) -> Order:
    return Order(paths=paths, detectors=tuple(detectors), people=load_people(None), key=b"k" * 32)


def compiled_nothing(*_: object) -> None:
    raise AssertionError("something was compiled")


def test_the_first_texts_are_searched_before_anything_is_compiled(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyperscan_database, "_compile_all", compiled_nothing)
    made: list[object] = []

    def by_re2(detectors: Sequence[Detector]) -> Re2Prefilter:
        made.append(detectors)
        return Re2Prefilter(detectors)

    monkeypatch.setattr(pipeline, "Re2Prefilter", by_re2)
    assert isinstance(pipeline.detection_for(order(), at_once=True), Detection)
    assert len(made) == 1
    assert not cache.exists()


def test_detectors_of_the_operator_are_compiled_first_for_one_may_be_refused(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "Re2Prefilter", compiled_nothing)
    own = (*FEW, replace(FEW[0], id="own.address", shipped=False))
    pipeline.detection_for(order(own), at_once=True)


def test_what_is_prepared_is_searched_by_hyperscan_at_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not pipeline.is_compiled(order())
    pipeline.prepare(order())
    assert pipeline.is_compiled(order())
    assert is_prepared(FEW, cache)
    monkeypatch.setattr(pipeline, "Re2Prefilter", compiled_nothing)
    pipeline.detection_for(order(), at_once=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("worth", "at_once"), [(1 << 20, True), (1, False)])
def test_only_a_few_texts_are_searched_without_what_is_to_be_compiled(
    *, worth: int, at_once: bool, jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    made = pipeline.detection_for

    def noted(given: Order, *, ahead: bool, at_once: bool) -> Detection:
        asked.append(at_once)
        return made(given, ahead=ahead)

    monkeypatch.setattr(workers, "WORTH_COMPILING", worth)
    monkeypatch.setattr(pipeline, "detection_for", noted)
    arguments = ("scan", str(SAMPLE), "--out", str(tmp_path / "out"), "--jobs", jobs)
    assert chatscrub_here(*arguments, state=tmp_path / "state")[0] == 1
    assert asked == [at_once]


def test_where_nothing_can_be_kept_nothing_is_compiled_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    monkeypatch.setattr(pipeline, "default_cache", lambda: blocked / "cache")
    assert pipeline.is_compiled(order())
    monkeypatch.setattr(pipeline, "default_cache", lambda: tmp_path / "cache")
    assert not pipeline.is_compiled(order())
    monkeypatch.setattr(pipeline, "ROOM", 1 << 60)
    assert pipeline.is_compiled(order())


def test_whoever_does_not_wait_for_the_compiling_has_the_outcome_and_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    out = tmp_path / "out"

    def stopped(_: Order) -> None:
        shown.append((out / "report.html").exists())
        raise StoppedError(2)

    monkeypatch.setattr(pipeline, "is_compiled", lambda _: False)
    monkeypatch.setattr(pipeline, "prepare", stopped)
    code, told, errors = chatscrub_here("scan", str(SAMPLE), "--out", str(out), state=tmp_path / "state")
    assert shown == [True]
    assert code == 1
    assert "Reports and checklists" in told
    assert "stopped" not in errors


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the cache folder is not told by the environment")
def test_the_first_scan_finds_what_the_next_one_finds_and_leaves_it_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = copied(tmp_path / "program", "credentials/github.toml", "pii/email.toml", "credentials/stripe.toml")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    found = []
    for number in range(2):
        out = tmp_path / f"out{number}"
        chatscrub_alone(
            *("scan", str(SAMPLE), "--out", str(out), "--format", "jsonl"),
            state=tmp_path / "state",
            code=1,
            cwd=program,
        )
        found.append((out / "findings.jsonl").read_bytes())
        assert list((tmp_path / "caches" / "chatscrub").glob("patterns-*.hs"))
    assert found[0] == found[1]
    assert found[0]
