"""Several processes that read for a watcher: the same result, one that dies stops nothing, none outlives the watcher."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from msgspec.structs import force_setattr

from chatscrub.archive import Archive
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.watch.reading import InProcesses
from tests.ledgers import ledger
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import ANNA, BEN, Chat, chatgpt_files, quiet, write
from tests.watching import Watched, counts, watched

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watched]:
    with watched(tmp_path, jobs=2) as made:
        yield made
        made.watcher._reading.close()


def fill(drop: Path, count: int) -> None:
    """Exports of so many people."""
    for number in range(count):
        user = {"id": f"user-{number}", "email": f"p{number}@brightwater-logistics.com"}
        chats = [Chat(f"refund-{number}", REFUND.said), Chat(f"deploy-{number}", DEPLOY.said)]
        write(drop / f"{number}.zip", chatgpt_files(chats, user))


def signal_children(number: int) -> None:
    """To all that this process started and that are still there."""
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, number)


def test_several_processes_end_where_one_ends_and_are_kept_for_the_next_pass(watch: Watched, tmp_path: Path) -> None:
    fill(watch.drop, 5)
    watch.settled()
    reading = watch.watcher._reading
    assert isinstance(reading, InProcesses)
    pool = reading._pool
    assert pool is not None
    with ledger(tmp_path / "plain") as plain:
        plain.scan(watch.drop)
        assert watch.counts() == counts(plain.database)
    assert watch.loaded == []  # nothing is loaded where nothing is read
    write(watch.drop / "more.zip", chatgpt_files([Chat("x", REFUND.said)], {"id": "u", "email": "m@x.de"}))
    watch.settled()
    assert watch.exports() == 6
    assert reading._pool is pool
    assert not list(watch.out.rglob("*.partial"))


def test_a_process_that_dies_counts_as_a_try_and_the_others_are_read(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(watch.drop, 3)
    reading = watch.watcher._reading
    assert isinstance(reading, InProcesses)
    real = InProcesses.begin

    def begin(self: InProcesses, archive: Archive, *rest: object) -> None:
        dies = archive.path.endswith("0.zip")
        if dies:
            signal_children(signal.SIGSTOP)  # or one that waits for work is done with so little before it dies
        real(self, archive, *rest)  # type: ignore[arg-type]  # handed on as they came
        if dies:
            signal_children(signal.SIGKILL)

    monkeypatch.setattr(InProcesses, "begin", begin)
    watch.settled()
    for _ in range(3):
        watch.look(after=30)
    assert watch.exports() == 2
    assert "ProcessDiedError" in watch.failed()["0.zip"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX hands descriptors on by their numbers")
def test_a_pool_that_breaks_while_it_starts_a_process_counts_as_a_try_and_leaves_none(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl
    from multiprocessing import popen_spawn_posix as starting

    fill(watch.drop, 3)
    reading = watch.watcher._reading
    assert isinstance(reading, InProcesses)
    packed = starting.set_spawning_popen  # type: ignore[attr-defined]  # what it imports
    pipe = os.pipe
    broken: list[ProcessPoolExecutor] = []
    busy = Mock(acquire=lambda *_, **__: False)  # no process ever waits for work, however slow this one is

    def breaks(process: object) -> None:
        packed(process)
        pool = reading._pool
        # The pool's second process; what other tests left running is none of its own.
        if process is None and pool is not None and pool._processes and not broken:
            broken.append(pool)
            pool._idle_worker_semaphore = busy  # else the first process may read what comes next
            number = pool._call_queue._reader.fileno()  # type: ignore[attr-defined]  # of the standard library
            pool._call_queue._reader.close()  # type: ignore[attr-defined]  # as the pool's own thread does

            def pipe_with_its_number() -> tuple[int, int]:
                monkeypatch.setattr(os, "pipe", pipe)
                ends = pipe()
                reads, writes = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, number + 1) for end in ends)
                for end in ends:
                    os.close(end)
                os.dup2(writes, number)
                os.close(writes)
                return reads, number

            monkeypatch.setattr(os, "pipe", pipe_with_its_number)

    monkeypatch.setattr(starting, "set_spawning_popen", breaks)
    watch.settled()
    assert broken
    assert reading._pool not in broken
    assert {path for path, _ in watch.events("problem")} == {"1.zip", "2.zip"}
    watch.look(after=30)
    watch.look(after=60)
    assert watch.exports() == 3
    reading.close()
    assert multiprocessing.active_children() == []


def test_a_stop_breaks_off_what_the_processes_read_and_uses_up_no_try(watch: Watched) -> None:
    fill(watch.drop, 3)
    watch.look()
    watch.time.pass_(11)
    told = watch.watcher.pulse.taken

    def stop(*event: object) -> None:
        told(*event)  # type: ignore[arg-type]  # handed on as it came
        watch.time.stopping = True

    force_setattr(watch.watcher._taking, "told", stop)  # a record that does not change, but for this test
    watch.look()
    watch.watcher._reading.close()
    tried = DroppedFiles(watch.database, watch.drop).in_states(DropState.TRIED)
    assert (watch.exports(), {each.tries for _, each in tried}) == (0, {0})


@LINUX
def test_the_processes_of_a_watcher_that_is_killed_end(tmp_path: Path) -> None:
    drop = tmp_path / "drop"
    write(drop / "a.zip", chatgpt_files([REFUND, *quiet(3)], ANNA))
    write(drop / "b.zip", chatgpt_files([DEPLOY], BEN))
    command = ["watch", str(drop), "--out", str(tmp_path / "out"), "--state", str(tmp_path / "state")]
    process = subprocess.Popen(
        [sys.executable, "-m", "chatscrub", *command, "--settle", "0", "--jobs", "2", "--interval", "1"],
        stderr=subprocess.DEVNULL,
    )
    try:
        children: set[int] = set()
        end = time.monotonic() + 60
        while len(children) < 2 and time.monotonic() < end:
            time.sleep(0.05)
            told = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
            children = {int(pid) for pid in told.split() if b"spawn_main" in _command(int(pid))}
    finally:
        process.kill()
        process.wait()
    end = time.monotonic() + 30
    while any(b"spawn_main" in _command(pid) for pid in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert len(children) == 2
    assert not any(b"spawn_main" in _command(pid) for pid in children)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
