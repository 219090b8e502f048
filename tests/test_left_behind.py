"""What killed processes leave in the temporary folder and the caches goes with the next run, and nobody's at work does."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest

from chatscrub.detection import hyperscan_database, pack_cache, prefilter
from chatscrub.detection.pack_file import shipped
from chatscrub.workers.spool_folder import SpoolFolder, clear
from tests.crashing import Checkpoints, Command, files_of, group
from tests.ledgers import few_detectors
from tests.shared_work import chats
from tests.test_checkpoints import COMMANDS
from tests.vendor_exports import chatgpt

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@POSIX
def test_records_of_a_scan_whose_processes_are_all_killed_go_with_the_next_scan(tmp_path: Path) -> None:
    chatgpt(tmp_path / "first", chats(3, "a"), 10)
    chatgpt(tmp_path / "second", chats(3, "b"), 20)
    scan = COMMANDS["scan --jobs 2"]
    waits = Command(scan.words, scan.now, patches={**scan.patches, "chatscrub.workers.spool.Spool.close": _wait})
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            waits.here(Checkpoints(tmp_path))
        finally:
            os._exit(1)
    temporary = tmp_path / "temporary"
    until = time.monotonic() + 30
    while not list(temporary.glob("*/*.jsonl")) and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while group(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert list(temporary.glob("*/*.jsonl"))
    assert scan.run(tmp_path) in scan.codes
    assert list(temporary.iterdir()) == []
    assert files_of(tmp_path)


def _wait(_: object) -> None:
    signal.pause()


@POSIX
def test_a_folder_of_records_is_cleared_when_its_process_is_gone_and_not_before(temporary: Path) -> None:
    made, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        (SpoolFolder().path / "0.jsonl").write_bytes(b"{}\n")
        os.write(write_end, b"x")
        signal.pause()
        os._exit(1)
    os.read(made, 1)
    (theirs,) = temporary.iterdir()
    os.utime(theirs, (0, 0))  # however old it is
    SpoolFolder().remove()
    assert [each.name for each in theirs.iterdir() if each.suffix == ".jsonl"] == ["0.jsonl"]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(made)
    os.close(write_end)
    SpoolFolder().remove()
    assert list(temporary.iterdir()) == []


def test_what_only_looks_like_a_folder_of_records_stays(temporary: Path, tmp_path: Path) -> None:
    """An operator's own folders, also with the same name, links, and folders that are just being made."""
    kept = [temporary / name for name in ("chatscrub-exports1", "chatscrub-a_b_c_d_", "chatscrub-1234567", "other")]
    for each in kept:
        each.mkdir()
        (each / "findings.jsonl").write_bytes(b"{}\n")
    (kept[0] / "spool.lock").touch()
    (temporary / "chatscrub-abcdefgh").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "spool.lock").touch()
    (tmp_path / "elsewhere" / "0.jsonl").touch()
    link = temporary / "chatscrub-linklink"
    link.symlink_to(tmp_path / "elsewhere")
    SpoolFolder().remove()
    assert all((each / "findings.jsonl").exists() for each in kept)
    assert (temporary / "chatscrub-abcdefgh").exists()
    assert (tmp_path / "elsewhere" / "0.jsonl").exists()
    os.utime(temporary / "chatscrub-abcdefgh", (0, 0))
    SpoolFolder().remove()
    assert not (temporary / "chatscrub-abcdefgh").exists()


def test_a_folder_that_another_scan_clears_while_it_is_made_is_made_anew(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tempfile.mkdtemp
    cleared: list[str] = []

    def cleared_at_once(prefix: str) -> str:
        path = real(prefix=prefix)
        if len(cleared) < 3:
            cleared.append(path)
            Path(path).rmdir()
        return path

    monkeypatch.setattr(tempfile, "mkdtemp", cleared_at_once)
    folder = SpoolFolder()
    assert [folder.path] == list(temporary.iterdir())
    assert len(cleared) == 3
    folder.remove()


def test_half_written_databases_and_detectors_go_when_the_next_ones_are_put_there(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    gone = [cache / "patterns-00ffab12.part", cache / "detectors-00ff-4194999.part"]
    others = [cache / f"detectors-00ff-{os.getpid()}.part", cache / "something.part"]
    for each in (*gone, *others):
        each.write_bytes(b"half")
    if hyperscan_database.HAS_HYPERSCAN and hasattr(os, "fork"):
        prefilter.HyperscanPrefilter(few_detectors(), cache)
        assert not gone[0].exists()
    pack_cache.detectors_in(shipped(), cache)
    assert not gone[1].exists()
    assert all(each.exists() for each in others)


@POSIX
def test_a_worker_that_outlives_its_scan_can_write_nothing_once_the_folder_is_cleared(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = SpoolFolder().path
    (left / "0.jsonl").write_bytes(b"{}\n")
    refused: list[OSError] = []
    unlink = Path.unlink

    def between(path: Path, *, missing_ok: bool = False) -> None:
        unlink(path, missing_ok=missing_ok)
        with pytest.raises(FileNotFoundError) as told:
            (left / "1.jsonl").write_bytes(b"{}\n")
        refused.append(told.value)

    monkeypatch.setattr(Path, "unlink", between)
    clear(left)
    assert refused
    assert list(temporary.iterdir()) == []


def test_what_a_worker_that_outlived_its_scan_wrote_goes_when_it_is_old(temporary: Path) -> None:
    left = temporary / "chatscrub-abcdefgh"
    left.mkdir()
    (left / "6.jsonl").write_bytes(b"{}\n")
    SpoolFolder().remove()
    assert left.exists()  # it may be one that is being made
    os.utime(left, (0, 0))
    SpoolFolder().remove()
    assert list(temporary.iterdir()) == []
