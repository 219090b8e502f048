"""The kept detectors are those of the files, whatever happened to files and cache."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest

import chatscrub.detection.cascade  # noqa: F401 - what it imports must not meet the folder that is put in place of ours
from chatscrub.detection import pack_cache, pack_file, packs
from chatscrub.detection.packs import load_packs
from chatscrub.model.detector import Detector


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder in the place of the one that comes with the program."""
    folder = tmp_path / "detectors"
    for name in ("credentials/stripe.toml", "pii/email.toml", pack_file.COMPANIONS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(pack_file.shipped() / name, folder / name)
    monkeypatch.setattr(pack_file, "shipped", lambda: folder)
    return folder


def kept(folder: Path, cache: Path) -> tuple[Detector, ...]:
    return load_packs([folder], lambda each: pack_cache.detectors_in(each, cache))


def unread(folder: Path) -> None:
    raise AssertionError(f"{folder} was read again")


def test_kept_detectors_equal_the_ones_read_and_are_read_once(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load_packs([ours])
    cache = tmp_path / "cache"
    assert kept(ours, cache) == expected
    (file,) = cache.iterdir()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setattr(packs, "in_folder", unread)
    again = kept(ours, cache)
    assert [repr(each) for each in again] == [repr(each) for each in expected]
    assert all(each.shipped for each in again)


def test_a_changed_file_and_a_damaged_cache_are_read_anew(ours: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = kept(ours, cache)
    (file,) = cache.iterdir()
    for damage in (file.read_bytes()[:-1], b"", file.read_bytes()[:40] + b"?" + file.read_bytes()[41:]):
        file.write_bytes(damage)
        assert kept(ours, cache) == before
    path = ours / "credentials/stripe.toml"
    path.write_text(path.read_text("utf-8").replace('issuer = "Stripe"', 'issuer = "Other"'), "utf-8")
    assert {each.issuer for each in kept(ours, cache) if each.file == "credentials/stripe.toml"} == {"Other"}


def test_a_folder_of_the_operator_is_checked_each_time_and_never_kept(ours: Path, tmp_path: Path) -> None:
    theirs, cache = tmp_path / "theirs", tmp_path / "cache"
    shutil.copytree(ours, theirs)
    assert len(kept(theirs, cache)) == len(load_packs([ours]))
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_failure(ours: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    assert kept(ours, blocked / "cache") == load_packs([ours])
