"""``chatscrub detectors``: proof that the detectors work, and one sentence for a file that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs import LOFT
from tests.running import chatscrub, chatscrub_alone, copied


def pack(folder: Path, text: str) -> str:
    (folder / "credentials").mkdir()
    (folder / "credentials" / "loft.toml").write_text(text, encoding="utf-8")
    return str(folder)


def test_explain_says_what_a_detector_looks_for_and_what_to_do(tmp_path: Path) -> None:
    done = chatscrub("detectors", "explain", "stripe.live-key", state=tmp_path)
    assert "STRIPE_SECRET_KEY" in done.stdout
    assert "What to do" in done.stdout
    assert "dashboard.stripe.com" in done.stdout


def test_explaining_an_unknown_detector_names_its_neighbours(tmp_path: Path) -> None:
    done = chatscrub("detectors", "explain", "stripe.dead-key", state=tmp_path, code=2)
    assert "stripe.live-key" in done.stderr


def test_check_runs_the_examples_of_an_added_pack(tmp_path: Path) -> None:
    copied(tmp_path, "credentials/stripe.toml", "pii/email.toml")
    (tmp_path / "more").mkdir()
    folder = pack(tmp_path / "more", LOFT.replace('"ring_short"', '"ring_{{hex:12}}"'))
    done = chatscrub_alone("detectors", "check", "--detectors", folder, state=tmp_path, code=2, cwd=tmp_path)
    assert "loft.ring" in done.stdout
    assert "1 failures" in done.stdout
    listed = chatscrub_alone("detectors", "list", "--detectors", folder, state=tmp_path, cwd=tmp_path).stdout
    assert "in 3 files" in listed


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('severity = "high"', 'severity = "bad"', "severity"),
        ('confidence = "high"', 'confidance = "high"', "confidance"),
        ("(?P<value>", "(?P<secret>", "value"),
        ('issuer = "Loft"', "issuer = ", "TOML"),
        ("{12})", "{12}", "pattern"),
        ('kind = "rotate"', 'kind = "pray"', "kind"),
    ],
)
def test_a_broken_file_is_one_sentence_with_file_and_field(old: str, new: str, says: str, tmp_path: Path) -> None:
    folder = pack(tmp_path, LOFT.replace(old, new, 1))
    done = chatscrub("detectors", "check", "--detectors", folder, state=tmp_path, code=2)
    assert "loft.toml" in done.stderr
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
