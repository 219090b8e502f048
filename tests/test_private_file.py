from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from chatscrub.errors import OutputError, UsageError
from chatscrub.private_file import PrivateFile, named_folder, private_folder, write_private
from tests.running import chatscrub

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


@posix
def test_a_report_is_readable_by_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    earlier = os.umask(0)
    try:
        write_private(tmp_path / "report", b"x")
        folder = private_folder(tmp_path / "folder")
    finally:
        os.umask(earlier)
    assert (tmp_path / "report").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_aborted_report_leaves_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "report"
    write_private(path, b"earlier")
    file = PrivateFile(path)
    file.write(b"half")
    file.abort()
    assert path.read_bytes() == b"earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


def test_a_rest_of_a_killed_run_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.partial").write_bytes(b"rest")
    write_private(tmp_path / "report", b"new")
    assert (tmp_path / "report").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    file = PrivateFile(tmp_path / "report")
    full = open("/dev/full", "wb")  # noqa: SIM115, PTH123  # takes the place of the file's handle
    os.dup2(full.fileno(), file._file.fileno())
    full.close()
    with pytest.raises(OutputError, match="cannot be written"):
        file.write(b"x" * (2 << 20))
    file.abort()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="choose another with --out"):
        private_folder(tmp_path / "file" / "below")
    with pytest.raises(UsageError, match="--into"):
        named_folder(tmp_path / "file" / "below", "--into")


def test_a_folder_that_an_option_names_and_nobody_may_write_into_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may write anywhere, as root
    with pytest.raises(UsageError, match="you may not write into this folder"):
        named_folder(tmp_path)


def test_a_full_disk_is_no_fault_of_the_folder_that_an_option_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(OutputError, match="make room"):
        named_folder(tmp_path / "out")


@pytest.mark.parametrize("words", [("scan", "."), ("scan", ".", "--pseudonyms"), ("watch", "drop", "--once")])
def test_a_command_whose_out_is_unusable_ends_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "export.zip").write_bytes(b"")
    (tmp_path / "drop").mkdir()
    done = chatscrub(*words, "--out", "file/below", state=tmp_path / "st", code=2, cwd=tmp_path)
    assert done.stderr.count("\n") == 1
    assert "--out file/below: the folder cannot be made" in done.stderr.replace("\\", "/")
