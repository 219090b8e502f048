"""Runs the real program, in a process of its own or in this one."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from chatscrub.collector import LedgerOfRun
from chatscrub.detection.batch import Answer, Prefilter
from chatscrub.detection.pack_cache import detectors_in
from chatscrub.detection.packs import load_packs
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.wakers import DECODER, reader_of
from chatscrub.kept_file import default_cache
from chatscrub.model.detector import Detector
from chatscrub.model.exposure import Exposure
from chatscrub.model.outcome import Present
from chatscrub.model.record import Record, Trace
from chatscrub.model.run import Run
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import in_this_process, scan
from chatscrub.workers import in_processes

ROOT = Path(__file__).parent.parent


def chatscrub(*arguments: str, state: Path, code: int = 0, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs ``chatscrub`` in this process and asserts its exit code; no traceback is ever allowed."""
    return _asserted(subprocess.CompletedProcess(arguments, *chatscrub_here(*arguments, state=state, cwd=cwd)), code)


def chatscrub_alone(
    *arguments: str, state: Path, code: int = 0, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """As `chatscrub`, in a process of its own, which costs seconds: for what only a new process shows."""
    done = subprocess.run(
        [sys.executable, "-m", "chatscrub", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        cwd=cwd,
        env={**os.environ, "CHATSCRUB_STATE": str(state), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        check=False,
    )
    return _asserted(done, code)


def _asserted(done: subprocess.CompletedProcess[str], code: int) -> subprocess.CompletedProcess[str]:
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def copied(folder: Path, *packs: str) -> Path:
    """Copies the program into a folder, with these packs alone, so that all its detectors are soon compiled.

    Run with this folder as `cwd`, ``chatscrub_alone`` is the copy, and need not be compiled again.
    """
    shutil.copytree(ROOT / "chatscrub", folder / "chatscrub", ignore=shutil.ignore_patterns("*.pyc.*"))  # half written
    for path in [*(ROOT / "detectors").glob("*.toml"), *(ROOT / "detectors" / pack for pack in packs)]:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def chatscrub_here(
    *arguments: str,
    state: Path,
    given: str = "",
    cwd: Path | None = None,
    encoding: str = "utf-8",
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str, str]:
    """Runs ``chatscrub`` in this process: exit code, output and errors. `given` is its standard input.

    What detectors cost to make is paid once a process, which a program of its own pays each time.
    """
    import pytest

    from chatscrub.cli.main import run as main

    streams = [io.TextIOWrapper(io.BytesIO(), encoding, write_through=True) for _ in range(2)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHATSCRUB_STATE", str(state))
        patch.setenv("COLUMNS", "80")
        for name, value in (environment or {}).items():
            patch.setenv(name, value)
        if cwd is not None:
            patch.chdir(cwd)
        patch.setattr(sys, "argv", ["chatscrub", *arguments])
        patch.setattr(sys, "stdin", io.StringIO(given))
        patch.setattr(sys, "stdout", streams[0])
        patch.setattr(sys, "stderr", streams[1])
        with pytest.raises(SystemExit) as ended:
            main()
    out, errors = (each.buffer.getvalue().decode(encoding) for each in streams)
    return int(ended.value.code or 0), out, errors


class Silent:
    """Nobody watches."""

    def archive(self, path: str) -> None:
        """Nothing is shown."""

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """Nothing is shown."""


class Gathered:
    """A sink that keeps the records alone."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def emit(self, each: Record, where: Trace) -> None:
        """Keeps a record."""
        self.records.append(each)

    def expose(self, exposure: Exposure) -> None:
        """Is not kept."""

    def show(self, present: Present) -> None:
        """Is not kept."""


class Kept:
    """A report that keeps the records."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def finding(self, record: Record) -> None:
        self.records.append(record)

    def finish(self, run: Run) -> None:
        """The records are all that is asked for."""

    def abort(self) -> None:
        """Nothing to clean."""


@dataclass(frozen=True)
class OfAll:
    """The prefilter of some shipped detectors: what the one of all says of them, which need not be compiled again.

    It fires for all fields that the readers know, also for those of other detectors.
    """

    numbers: Mapping[int, int]

    @classmethod
    def of(cls, some: Sequence[Detector]) -> OfAll:
        """For detectors, decoder and reader, as `Detection` gives them."""
        known = {one.id: number for number, one in enumerate(some)}
        woken = (*shipped_detectors(), DECODER, reader_of(shipped_detectors()))
        return cls({number: known[one.id] for number, one in enumerate(woken) if one.id in known})

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        numbers = self.numbers
        found = prefilter_of_all().candidates(batch, borders)
        return sorted((passage, numbers[number]) for passage, number in found if number in numbers)

    def begin(self, batch: bytes, borders: Sequence[int]) -> Answer:
        """See `Prefilter.begin`."""
        return partial(self.candidates, batch, borders)

    def forget(self) -> None:
        """See `Prefilter.forget`."""
        prefilter_of_all().forget()


@cache
def prefilter_of_all() -> Prefilter:
    """What a scan asks for the shipped detectors, and for what wakes its readers."""
    return prefilter_for((*shipped_detectors(), DECODER, reader_of(shipped_detectors())), cache=default_cache())


@cache
def shipped_detectors() -> tuple[Detector, ...]:
    """The detectors that come with the program, read once a process."""
    return load_packs(None, lambda folder: detectors_in(folder, default_cache()))


def scanned(
    *paths: Path, jobs: int = 1, ledger: LedgerOfRun | None = None, **order: object
) -> tuple[Run, list[Record]]:
    """Scans in this process and gives the outcome and all records."""
    kept = Kept()
    asked = Order(paths=paths, detectors=shipped_detectors(), people=load_people(None), key=b"k" * 32, jobs=jobs)
    run = scan(replace(asked, **order), [kept], Silent(), in_processes if jobs > 1 else in_this_process, ledger)
    return run, kept.records


@contextmanager
def no_hang(seconds: float) -> Iterator[None]:
    """Fails what takes longer than so many seconds of processor time; Windows has no clock for it."""
    import pytest

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGVTALRM, lambda *_: pytest.fail("it hangs"))
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
