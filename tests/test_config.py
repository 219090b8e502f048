from __future__ import annotations

from pathlib import Path

import pytest

from chatscrub.config import load_config
from chatscrub.errors import UsageError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "chatscrub.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    config = load_config(None)
    assert config.min_confidence == "medium"
    assert config.jobs == 1


def test_domains_are_lower_case_and_without_at(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, 'company_domains = ["@Acme.COM"]'))
    assert config.company_domains == ("acme.com",)


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, 'people = "people.csv"\nnames_model = "model"'))
    assert config.people == tmp_path / "people.csv"
    assert config.names_model == tmp_path / "model"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour = 1", "unknown key 'colour'"),
        ("[ranking]\nmood = 1", "unknown key 'ranking.mood'"),
        ('min_confidence = "sure"', "min_confidence"),
        ("jobs = 0", "jobs"),
        ('company_domains = ["acme"]', "company_domains"),
        ("jobs = ", "not valid TOML"),
    ],
)
def test_a_wrong_entry_is_one_sentence_with_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_config(written(tmp_path, text))
    assert says in str(caught.value)
    assert "chatscrub.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(tmp_path / "none.toml")
