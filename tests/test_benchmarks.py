"""What the benchmarks measure with: archives as the vendors' own, a floor that reads all of them, fits, made-up detectors."""

from __future__ import annotations

import zipfile
from collections import Counter
from functools import partial
from pathlib import Path

import orjson
import pytest

from benchmarks import corpus, corpus_texts, detector_sets
from benchmarks.corpus_texts import KINDS, KindOfText
from benchmarks.library import library
from benchmarks.measuring import slope
from chatscrub.detection.dialect import compiled
from chatscrub.detection.packs import load_packs
from chatscrub.detection.samples import fill
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from tests.running import scanned

ENTITIES = (
    ("STRIPE_SECRET_KEY",),
    ("GITHUB_TOKEN",),
    ("PASSWORD",),
    ("POSTGRES_PASSWORD",),
    ("IBAN_CODE", "EMAIL_ADDRESS"),
    ("CREDIT_CARD", "PHONE_NUMBER"),
)
TOKENS = ("STRIPE_SECRET_KEY", "GITHUB_TOKEN", "POSTGRES_PASSWORD")
ENTITIES_OF = dict(zip((template.split("{{")[0] for template in corpus.PLANTS), ENTITIES, strict=True))


def due(planted: list[str]) -> Counter[str]:
    """How often each entity must be found at least."""
    return Counter(
        entity
        for template in planted
        for beginning, entities in ENTITIES_OF.items()
        if template.startswith(beginning)
        for entity in entities
    )


def assert_found(planted: list[str], run: Run, records: list[Record]) -> None:
    """Nothing was skipped, all tokens are found, and what else is not was taken for a sample, since the word is near."""
    assert run.skipped == []
    missing = due(planted) - Counter(str(record["entity"]) for record in records)
    assert missing.keys().isdisjoint(TOKENS)
    assert missing.total() <= sum(archive.samples for archive in run.archives)


@pytest.mark.parametrize("text", KINDS)
@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_each_generated_archive_is_read_whole_and_gives_all_that_is_planted(
    provider: corpus.Provider, text: KindOfText, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_texts, "library", partial(library, "email"))  # all of it takes seconds to read
    archive = tmp_path / "generated.zip"
    planted = corpus.write(archive, 0.25, often=0.4, provider=provider, text=text)
    run, records = scanned(archive)
    assert_found(planted, run, records)
    assert {record["provider"] for record in records} == {provider}
    assert len(set(planted)) == len(corpus.PLANTS)


@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_one_message_on_one_line_and_many_small_archives_give_what_is_planted_too(
    provider: corpus.Provider, tmp_path: Path
) -> None:
    planted = corpus.write(tmp_path / "one.zip", 0.2, often=0.2, provider=provider, one_line=True)
    run, records = scanned(tmp_path / "one.zip")
    assert_found(planted, run, records)
    assert len({record["message_id"] for record in records}) == 1
    many = tmp_path / "many"
    corpus.write_many(many, 6, 0.06, provider=provider)
    run, _ = scanned(many)
    assert run.skipped == []
    assert len(run.archives) == 6


@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_the_same_arguments_give_the_same_bytes(provider: corpus.Provider, tmp_path: Path) -> None:
    for name in ("first.zip", "second.zip"):
        corpus.write(tmp_path / name, 0.05, provider=provider, text="dense")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_the_floor_reads_every_conversation_project_and_message(provider: corpus.Provider, tmp_path: Path) -> None:
    pytest.importorskip("isal")
    from benchmarks import floor

    path = tmp_path / "generated.zip"
    corpus.write(path, 5, provider=provider)  # more than the floor holds at once
    with zipfile.ZipFile(path) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.endswith(("conversations.json", "projects.json")) or (provider == "slack" and "/" in name)
        ]
        held = sum(len(orjson.loads(archive.read(name))) for name in names)
    assert floor.read(provider, path) == held


@pytest.mark.parametrize(("power", "base"), [(1, 0.5), (2, 3), (0, 7)])
def test_a_slope_is_the_power_with_which_a_cost_grows(power: int, base: float) -> None:
    fit = slope([(size, base * size**power) for size in (10, 100, 1000)])
    assert fit.slope == pytest.approx(power)
    assert fit.base == pytest.approx(base)


def test_made_up_detectors_are_accepted_and_find_their_examples(tmp_path: Path) -> None:
    detectors = load_packs([detector_sets.made_up(tmp_path, 30)])
    assert len(detectors) == 30
    assert len({each.pattern for each in detectors}) == 30
    for each in detectors[::7]:
        assert all(compiled(each.pattern).search(fill(example, each.id).encode()) for example in each.match)
