"""What a scan shows on a terminal, and what it prints where there is none."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from chatscrub.cli.screen import Screen
from chatscrub.model.exposure import Band
from chatscrub.model.outcome import Notice
from chatscrub.model.run import ArchiveResult, Run
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import scan
from tests.ledgers import KEY
from tests.running import ROOT, Silent, shipped_detectors

ESCAPES = re.compile(r"\x1b\[([0-9;]*)m")


@pytest.fixture(scope="module")
def run() -> Run:
    return scan(Order((ROOT / "sample_exports",), shipped_detectors(), load_people(None), KEY), [], Silent())


def shown(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int | None) -> str:
    """What is printed on a terminal of so many columns, or on none."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("COLUMNS", str(columns or 200))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if columns is not None:
        monkeypatch.setattr(out, "isatty", lambda: True)
    Screen(quiet=False).outcome(run, Path("out"))
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in ESCAPES.sub("", text).splitlines()]


def test_the_table_is_as_wide_as_the_terminal_and_tells_of_a_public_link(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = lines(shown(run, monkeypatch, 120))
    assert any(line.endswith("credentials, public link") for line in wide)
    assert 80 < max(map(len, wide)) <= 120
    assert max(map(len, lines(shown(run, monkeypatch, 300)))) <= 120


@pytest.mark.parametrize("columns", [None, 80])
def test_the_table_has_80_columns_where_there_is_no_terminal_and_on_one_of_80(
    columns: int | None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert max(map(len, lines(shown(run, monkeypatch, columns)))) <= 80


def test_no_colour_stands_below_a_milder_one_and_a_lower_score_above_a_higher_one_is_explained(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    levels = [each.level for each in run.exposures if each.counts]
    assert levels == sorted(levels, reverse=True)
    assert Band.NONE not in levels
    credential = next(each for each in run.exposures if each.band is Band.NONE and each.score >= 70)
    told = shown(run, monkeypatch, 120)
    assert re.search(rf"\x1b\[(?:1;)?31m *{credential.score}", told)
    assert "Order: level (colour)" in told
    ordered = replace(run, exposures=[each for each in run.exposures if each.counts][:1])
    assert "Order:" not in shown(ordered, monkeypatch, 120)


def test_a_warning_is_not_dim_as_what_exports_do_not_hold_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    notices = [Notice("Keep it like a secret.", warning=True), Notice("It has no pictures.")]
    told = shown(
        replace(run, archives=[ArchiveResult("a.zip", "slack", notices=notices)]), monkeypatch, 80
    ).splitlines()
    assert "- Keep it like a secret." in told
    assert "\x1b[2m- It has no pictures.\x1b[0m" in told
