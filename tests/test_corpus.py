"""The archives that the benchmarks measure with are read as the vendors' own: whole, and with what is planted in them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.corpus_texts import KINDS, KindOfText
from chatscrub.model.record import Record
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


def found(records: list[Record]) -> Counter[str]:
    return Counter(str(record["entity"]) for record in records)


@pytest.mark.parametrize("text", KINDS)
@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_each_generated_archive_is_read_whole_and_gives_all_that_is_planted(
    provider: corpus.Provider, text: KindOfText, tmp_path: Path
) -> None:
    archive = tmp_path / "generated.zip"
    planted = corpus.write(archive, 0.4, often=0.3, provider=provider, text=text)
    run, records = scanned(archive)
    assert run.skipped == []
    assert {record["provider"] for record in records} == {provider}
    assert len(set(planted)) == len(corpus.PLANTS)
    assert due(planted) <= found(records)


@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_one_message_on_one_line_and_many_small_archives_give_what_is_planted_too(
    provider: corpus.Provider, tmp_path: Path
) -> None:
    planted = corpus.write(tmp_path / "one.zip", 0.2, often=0.2, provider=provider, one_line=True)
    run, records = scanned(tmp_path / "one.zip")
    assert run.skipped == []
    assert len({record["message_id"] for record in records}) == 1
    # A word such as "example" on the line can speak against the others; a token speaks for itself.
    assert {entity: found(records)[entity] for entity in TOKENS} == {entity: due(planted)[entity] for entity in TOKENS}
    many = tmp_path / "many"
    corpus.write_many(many, 20, 0.2, provider=provider)
    run, _ = scanned(many)
    assert run.skipped == []
    assert len(run.archives) == 20


@pytest.mark.parametrize("provider", corpus.PROVIDERS)
def test_the_same_arguments_give_the_same_bytes(provider: corpus.Provider, tmp_path: Path) -> None:
    for name in ("first.zip", "second.zip"):
        corpus.write(tmp_path / name, 0.05, provider=provider, text="dense")
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()
