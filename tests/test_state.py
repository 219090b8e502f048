from __future__ import annotations

import sys
from pathlib import Path

import pytest

from chatscrub.errors import UsageError
from chatscrub.ledger.state import installation_key, state_folder


def test_the_key_is_made_once_and_stays(tmp_path: Path) -> None:
    first = installation_key(tmp_path / "state")
    assert installation_key(tmp_path / "state") == first
    assert installation_key(tmp_path / "other") != first
    assert len(first) == 32


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_reads_the_key(tmp_path: Path) -> None:
    installation_key(tmp_path / "state")
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "state" / "key").stat().st_mode & 0o777 == 0o600


def test_a_damaged_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(UsageError, match="damaged"):
        installation_key(tmp_path)


def test_a_state_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="--state"):
        installation_key(tmp_path / "file")


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATSCRUB_STATE", str(tmp_path))
    assert state_folder(None) == tmp_path
    assert state_folder(tmp_path / "given") == tmp_path / "given"
