"""A scan by the workers of a cluster: the result of a plain scan, also when one of them is killed, and clear words."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.ledger.state import KEY_FILE
from chatscrub.workers.address import ClusterAddress
from chatscrub.workers.installed import installed
from chatscrub.workers.task import Answer, Died, Failed
from tests.running import chatscrub_here, copied, shipped_detectors
from tests.shared_work import chats
from tests.vendor_exports import chatgpt_files, write

# The scan in a process of its own, because this one may open no socket. It begins when both workers are there, and kills
# one when the first answer comes: each has two tasks at that moment.
KILLING = """
import os, signal
from distributed import Client
from chatscrub.cli.main import run
from chatscrub.workers import schedule

wait = Client.wait_for_workers
Client.wait_for_workers = lambda self, count, timeout: wait(self, int(os.environ["WORKERS"]), timeout)

take = schedule.Schedule._take

def killing(self, given, answer):
    if "VICTIM" in os.environ:
        os.kill(int(os.environ.pop("VICTIM")), signal.SIGKILL)
    take(self, given, answer)

schedule.Schedule._take = killing
run()
"""
PACKS = ("credentials/github.toml", "pii/email.toml", "pii/bank-accounts.toml")
HASTY = "from chatscrub.workers import cluster\ncluster.REACH = 1.0\nfrom chatscrub.cli.main import run\nrun()\n"


def _program(code: str, root: Path, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, "scan", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path[1:]]), **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False, cwd=cwd,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


@contextmanager
def _dask(role: str, folder: Path, root: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", "--no-dashboard", "--host", "127.0.0.1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path[1:]])}
    with (folder / f"{role}.log").open("ab") as log:
        process = subprocess.Popen(
            [*command, "--scheduler-file", str(folder / "scheduler.json"), *arguments],
            stdout=log, stderr=log, cwd=folder, env=environment,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _address(folder: Path) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return str(json.loads((folder / "scheduler.json").read_bytes())["address"])
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise AssertionError((folder / "scheduler.log").read_text())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The program with detectors that are soon compiled."""
    return copied(tmp_path / "root", *PACKS)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_cluster_finds_what_one_process_finds_also_when_a_worker_is_killed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tuple(each for each in shipped_detectors() if each.file in PACKS)
    monkeypatch.setattr("chatscrub.detection.packs.load_packs", lambda *_: chosen)
    for number in range(9):
        write(tmp_path / "exports" / f"{number}.zip", chatgpt_files(chats(60, f"n{number}")))
    common = ("exports", "-q", "--format", "jsonl,json")

    def written(name: str, code: int, errors: str) -> list[bytes]:
        assert (code, errors) == (1, "")
        return [(tmp_path / name / file).read_bytes() for file in ("findings.jsonl", "summary.json")]

    with _dask("scheduler", tmp_path, root, "--port", "0"):
        address = _address(tmp_path)
        worker = ("--no-nanny", "--nthreads", "1", "--memory-limit", "0")
        with _dask("worker", tmp_path, root, *worker) as victim, _dask("worker", tmp_path, root, *worker) as other:
            state = tmp_path / "plain-state"
            code, _, errors = chatscrub_here("scan", *common, "--out", "plain", state=state, cwd=tmp_path)
            plain = written("plain", code, errors)
            (tmp_path / "shared-state").mkdir()
            shutil.copy(state / KEY_FILE, tmp_path / "shared-state" / KEY_FILE)
            done = _program(
                KILLING, root, *common, "--out", "shared", "--cluster", address, cwd=tmp_path,
                CHATSCRUB_STATE=str(tmp_path / "shared-state"), VICTIM=str(victim.pid), WORKERS="2",
            )  # fmt: skip
            shared = written("shared", done.returncode, done.stderr)
            assert victim.wait(10) == -signal.SIGKILL
            assert other.poll() is None
    assert plain[0].count(b"\n") > 100
    assert shared == plain


def test_a_scheduler_that_does_not_answer_is_told_within_the_time(root: Path, tmp_path: Path) -> None:
    (tmp_path / "export.zip").touch()
    done = _program(
        HASTY, root, ".", "--cluster", "tcp://127.0.0.1:9", cwd=tmp_path, CHATSCRUB_STATE=str(tmp_path / "s")
    )
    assert done.returncode == 2
    assert done.stderr == (
        "chatscrub: --cluster: no scheduler answers at tcp://127.0.0.1:9 within 1 seconds; is it started, and is it Dask's?\n"
    )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--cluster", "scheduler"), "is not an address such as tls://"),
        (("--cluster", "tcp://a:1", "--cluster-ca", "x.pem"), "need an address with tls://"),
        (("--cluster", "tls://a:1", "--cluster-ca", "x.pem"), "all of --cluster-ca, --cluster-cert and --cluster-key"),
        (("--cluster-key", "x.pem"), "go with --cluster"),
        (("--cluster", "tls://a:1", "--reveal"), "--reveal keeps raw values on one machine"),
    ],
)
def test_what_is_wrong_with_the_options_of_a_cluster_is_said(
    options: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    code, _, errors = chatscrub_here("scan", str(tmp_path), *options, state=tmp_path / "s", cwd=tmp_path)
    assert code == 2
    assert words in errors
    assert not (tmp_path / "s").exists()


def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "chatscrub.workers.cluster", raising=False)
    code, _, errors = chatscrub_here(
        "scan", str(tmp_path), "--cluster", "tls://a:1", state=tmp_path / "s", cwd=tmp_path
    )
    assert (code, errors) == (2, "chatscrub: --cluster needs Dask: pip install 'chatscrub[cluster]'\n")


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("tcp://scheduler:8786", True),
        ("tcp://10.0.0.7:8786", True),
        ("tcp://localhost:8786", False),
        ("tcp://127.0.0.1:8786", False),
        ("tcp://[::1]:8786", False),
        ("tls://scheduler:8786", False),
    ],
)
def test_an_address_that_everybody_can_listen_to_is_warned_of(url: str, is_open: bool) -> None:
    assert ClusterAddress(url).is_open is is_open


def test_a_worker_that_would_find_something_else_says_why(tmp_path: Path) -> None:
    from chatscrub.workers import cluster  # takes a second, so only the process that runs this test imports it

    here = installed()
    for there, words in (
        (replace(here, version="0.0.9"), "runs chatscrub 0.0.9, and this is"),
        (replace(here, code="0" * 64), "with other files than this one"),
    ):
        assert words in (here.difference(there) or "")
    assert here.difference(installed()) is None
    assert "does not see" in (cluster.unfit(here, (tmp_path, tmp_path / "absent")) or "")
    assert cluster.unfit(here, (tmp_path,)) is None


def test_a_task_that_kills_every_worker_is_given_up_and_an_unfit_worker_ends_the_scan() -> None:
    from distributed import KilledWorker

    from chatscrub.workers import cluster

    killed: Future[Answer] = Future()
    killed.set_exception(KilledWorker("task", SimpleNamespace(address="tcp://w"), 3))
    answer = cluster.answer_of(killed)
    assert isinstance(answer, Died)
    assert not answer.again
    assert "died" in answer.reason
    cancelled: Future[Answer] = Future()
    cancelled.cancel()
    lost = cluster.answer_of(cancelled)
    assert isinstance(lost, Failed)
    assert isinstance(lost.error, UsageError)
