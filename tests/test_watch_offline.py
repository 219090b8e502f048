"""A share that goes away is away and not empty, and the watcher is one alone, woken or not, and ends when it is told."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from chatscrub import process_lock
from chatscrub.errors import ExitCode, UsageError
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.process_lock import process_start
from chatscrub.watch import lock, waking
from chatscrub.watch.listing import OfflineError, list_folder
from chatscrub.watch.lock import WatchLock
from chatscrub.watch.waking import Waking
from tests.running import chatscrub_here
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import ANNA, BEN, chatgpt_files, quiet, write
from tests.watching import Watched, watched

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watched]:
    with watched(tmp_path) as made:
        write(made.drop / "anna.zip", chatgpt_files([REFUND, *quiet(3)], ANNA))
        made.settled()
        yield made


def states(watch: Watched) -> list[tuple[str, str]]:
    rows = watch.database.rows("SELECT id, state FROM task ORDER BY id")
    return [(row["id"], row["state"]) for row in rows]


def remembered(watch: Watched) -> list[str]:
    return [path for path, _ in DroppedFiles(watch.database, watch.drop).in_states(DropState.DONE)]


def test_a_folder_that_is_renamed_away_is_offline_and_comes_back_by_itself(watch: Watched, tmp_path: Path) -> None:
    before = states(watch)
    watch.drop.rename(tmp_path / "away")
    for _ in range(3):
        assert not watch.look(after=30)
    assert (watch.beat.offline, watch.beat.problem) == ("is not there", None)
    assert watch.beat.offline_since is not None
    assert watch.beat.offline_since < watch.beat.alive
    assert (states(watch), remembered(watch), watch.time.heard) == (before, ["anna.zip"], False)
    (tmp_path / "away").rename(watch.drop)
    write(watch.drop / "ben.zip", chatgpt_files([DEPLOY], BEN))
    watch.settled()
    assert (watch.beat.offline, watch.time.heard, watch.exports()) == (None, True, 2)
    assert [kind for kind, _, _ in watch.said if kind in ("offline", "back", "taken")] == [
        "taken", "offline", "back", "taken",
    ]  # fmt: skip


@pytest.mark.parametrize("code", [errno.ENOENT, errno.ESTALE, errno.EIO, errno.EACCES, errno.ENOTCONN])
def test_whatever_the_system_says_about_a_lost_share_it_is_offline(
    watch: Watched, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    before = states(watch)

    def lost(_: object) -> object:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", lost)
        watch.look(after=30)
    assert watch.beat.offline is not None
    assert (states(watch), remembered(watch)) == (before, ["anna.zip"])
    watch.look(after=30)
    assert watch.beat.offline is None
    assert watch.exports() == 1


def test_a_share_that_is_lost_in_the_middle_of_a_listing_is_offline_and_a_closed_folder_is_not(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(watch.drop / "ben" / "b.zip", chatgpt_files([DEPLOY], BEN))
    real = os.scandir

    def failing(code: int) -> object:
        def scandir(path: str) -> object:
            if path.endswith("ben"):
                raise OSError(code, os.strerror(code))
            return real(path)

        return scandir

    monkeypatch.setattr(os, "scandir", failing(errno.ESTALE))
    with pytest.raises(OfflineError):
        list_folder(watch.drop)
    monkeypatch.setattr(os, "scandir", failing(errno.EACCES))
    listing = list_folder(watch.drop)
    assert list(listing.files) == ["anna.zip"]
    assert "cannot be listed" in listing.closed["ben/"]


def test_an_unmounted_share_whose_mount_point_is_left_is_offline(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chatscrub.watch import watcher
    from chatscrub.watch.listing import Listing

    with monkeypatch.context() as patch:
        patch.setattr(watcher, "list_folder", lambda _: Listing(device=-1))
        watch.look(after=30)
        assert "not mounted" in (watch.beat.offline or "")
    watch.look(after=30)
    assert watch.beat.offline is None


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts")
def test_a_mount_that_goes_and_comes_back_loses_nothing_and_reads_nothing_twice(tmp_path: Path) -> None:
    share = tmp_path / "share"
    write(share / "anna.zip", chatgpt_files([REFUND, *quiet(3)], ANNA))
    (tmp_path / "drop").mkdir()

    def mount(*words: str) -> bool:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0

    if not mount("mount", "-t", "tmpfs", "-o", "size=4m", "drop-test", str(tmp_path / "drop")):
        pytest.skip("mounting is not allowed")
    try:
        with watched(tmp_path) as watch:
            (watch.drop / "anna.zip").write_bytes((share / "anna.zip").read_bytes())
            watch.settled()
            before = states(watch)
            assert mount("umount", str(tmp_path / "drop"))
            watch.look(after=30)
            assert "not mounted" in (watch.beat.offline or "")
            assert mount("mount", "--bind", str(share), str(tmp_path / "drop"))
            watch.settled()
            assert (watch.beat.offline, watch.exports(), states(watch)) == (None, 1, before)
    finally:
        while mount("umount", str(tmp_path / "drop")):
            pass


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts")
def test_a_disk_that_is_really_full_loses_nothing_and_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatscrub.watch.watcher.NEEDED", 0)  # as if the check before had seen enough room
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "full-test", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed")
    try:
        with watched(disk) as watch:
            write(watch.drop / "anna.zip", chatgpt_files([REFUND, *quiet(3)], ANNA))
            watch.settled()
            before = (watch.counts(), states(watch), (watch.out / "index.json").read_bytes())
            write(watch.drop / "ben.zip", chatgpt_files([DEPLOY, *quiet(200)], BEN))
            filler = disk / "filler"
            with filler.open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
            for _ in range(5):
                watch.look(after=11)
            assert (watch.counts(), states(watch)) == before[:2]
            assert (watch.out / "index.json").read_bytes() == before[2]
            assert watch.watcher.pulse.beat.problem is not None
            filler.unlink()
            watch.settled()
            assert (watch.exports(), watch.failed(), watch.beat.problem) == (2, {}, None)
            assert len(watch.lists()) == 2
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_once_with_a_folder_that_is_away_says_that_it_could_not_be_read(watch: Watched, tmp_path: Path) -> None:
    watch.drop.rename(tmp_path / "away")
    assert watch.watcher.once() == ExitCode.INCOMPLETE


# --- one at a time


def test_a_second_watcher_of_a_state_folder_is_refused_and_says_which_one_has_it(tmp_path: Path) -> None:
    with WatchLock(tmp_path), pytest.raises(UsageError, match=f"process {os.getpid()}"), WatchLock(tmp_path):
        pass
    with WatchLock(tmp_path):
        pass


@POSIX
def test_the_lock_of_a_process_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    ready, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        WatchLock(tmp_path).__enter__()
        os.write(write_end, b"x")
        time.sleep(60)
        os._exit(0)
    os.read(ready, 1)
    with pytest.raises(UsageError, match=f"process {child}"), WatchLock(tmp_path):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with WatchLock(tmp_path):
        assert orjson.loads((tmp_path / lock.FILE).read_bytes())["pid"] == os.getpid()
    os.close(ready)
    os.close(write_end)


@POSIX
def test_where_a_disk_has_no_locks_process_and_start_time_decide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(process_lock, "_exclusively", none)
    path = tmp_path / lock.FILE
    parent = os.getppid()
    path.write_bytes(orjson.dumps({"pid": parent, "started": process_start(parent)}))
    with pytest.raises(UsageError), WatchLock(tmp_path):
        pass
    held: tuple[object, ...] = (
        {"pid": parent, "started": "another boot 17"},  # the number was given to another process since
        {"pid": 2**22 + 7, "started": None},
        {"pid": "x"},
        [],
    )
    for stale in held:
        path.write_bytes(orjson.dumps(stale))
        with WatchLock(tmp_path):
            pass
    path.write_bytes(b"\xff not json")
    with WatchLock(tmp_path):
        pass


# --- waking and ending


def test_an_event_wakes_the_watcher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(waking, "GATHER", 0.0)
    sleep = Waking(tmp_path, poll=False)
    sleep.listen()
    if not sleep.events:
        pytest.skip("the system gives no events here")
    try:
        threading.Timer(0.05, (tmp_path / "a.zip").touch).start()
        began = time.monotonic()
        sleep.sleep(20)
        assert time.monotonic() - began < 10
        (tmp_path / "b.zip").touch()
    finally:
        sleep.deafen()
    assert not sleep.events
    assert capfd.readouterr() == ("", "")  # watchdog has a word to say, and file names in it


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
def test_where_the_system_has_no_events_left_the_interval_wakes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    from watchdog.observers import Observer

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(waking, "GATHER", 0.0)
    monkeypatch.setattr(Observer, "schedule", refuse)
    sleep = Waking(tmp_path, poll=False)
    sleep.listen()
    assert not sleep.events
    sleep.sleep(0.01)


def test_poll_asks_the_system_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_observer", lambda *_: pytest.fail("asked"))
    Waking(tmp_path, poll=True).listen()


def test_stop_ends_the_sleep_soon_and_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_SLICE", 0.02)
    sleep = Waking(tmp_path, poll=True)
    began = time.monotonic()
    threading.Timer(0.02, sleep.stop).start()
    sleep.sleep(20)
    sleep.sleep(20)
    assert time.monotonic() - began < 5
    assert sleep.stopping


def test_however_many_events_come_the_sleep_has_its_least_length(tmp_path: Path) -> None:
    sleep = Waking(tmp_path, poll=True)
    sleep._event.set()
    began = time.monotonic()
    sleep.sleep(20, 0.6)
    assert 0.6 <= time.monotonic() - began < 10


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_command_within_seconds_with_0_a_word_and_a_last_heartbeat(
    tmp_path: Path, number: int
) -> None:
    (tmp_path / "drop").mkdir()
    state = tmp_path / "state"
    command = ["watch", str(tmp_path / "drop"), "--out", str(tmp_path / "out"), "--state", str(state)]
    process = subprocess.Popen(
        [sys.executable, "-m", "chatscrub", *command], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        while not (state / "watch.json").exists() and process.poll() is None:
            time.sleep(0.02)
        began = time.monotonic()
        process.send_signal(number)
        out, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (process.returncode, out) == (0, "")
    assert errors == "stopped: what was read is recorded; started again, it goes on from there\n"
    assert time.monotonic() - began < 5
    assert orjson.loads((state / "watch.json").read_bytes())["stopped"] is not None


@pytest.mark.parametrize("place", ["drop/out", "."])
def test_what_is_written_must_not_lie_in_the_folder_or_around_it(tmp_path: Path, place: str) -> None:
    (tmp_path / "drop").mkdir()
    drop, out = str(tmp_path / "drop"), str(tmp_path / place)
    code, _, errors = chatscrub_here("watch", drop, "--out", out, "--once", state=tmp_path.parent / "elsewhere-state")
    assert code == 2
    assert "outside of the watched folder" in errors


def test_a_file_in_place_of_the_folder_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "drop").write_bytes(b"")
    code, _, errors = chatscrub_here(
        "watch", str(tmp_path / "drop"), "--out", str(tmp_path / "o"), "--once", state=tmp_path / "s"
    )
    assert (code, errors.count("\n")) == (2, 1)


@POSIX
def test_two_watchers_at_once_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "drop").mkdir()
    (tmp_path / "state").mkdir()
    with WatchLock(tmp_path / "state"):
        code, _, errors = chatscrub_here(
            "watch", str(tmp_path / "drop"), "--out", str(tmp_path / "out"), "--once", state=tmp_path / "state"
        )
    assert code == 2
    assert "another watcher" in errors
