"""Several scans of one export at the same moment, and scans that were killed: each finding is new to exactly one of them."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chatscrub.archive import Archive
from chatscrub.collector import Collector, LedgerOfRun
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.runs import runs
from chatscrub.model.outcome import Skipped
from chatscrub.model.record import Record
from chatscrub.model.run import Changes, Run
from chatscrub.model.sighting import Change, Sighting
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import Progress, in_this_process, scan
from tests.crashing import Checkpoints, Command, ledger_of
from tests.ledgers import KEY, few_detectors
from tests.running import Kept, Silent
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import chatgpt, day, quiet

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
TIMES = 2  # that two programs begin together
Moment = Callable[[], object]


class Told(Kept):
    """A report that keeps what it is told of each finding."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[Change | None] = []

    def told(self, record: Record, sighting: Sighting) -> None:
        self.finding(record)
        self.changes.append(sighting.change)


def nothing() -> None:
    """Nobody else is there."""


def scanned(
    state: Path, export: Path, *, first: Moment = nothing, taken: Moment = nothing
) -> tuple[list[Change | None], Changes]:
    """Scans with a connection of its own: what its reports called new, and what its summary counts.

    `first` is called when something was found and nothing is recorded yet, `taken` when the export is recorded and
    nothing is told.
    """
    told = Told()

    def work(order: Order, collector: Collector, progress: Progress, found: Iterator[Archive | Skipped]) -> None:
        class Watched:
            """The collector, but for the moment of the first finding."""

            run = collector.run
            take = staticmethod(collector.take)
            expose = staticmethod(collector.expose)
            show = staticmethod(collector.show)
            is_first = True

            def emit(self, *given: object) -> None:
                if self.is_first:
                    self.is_first = False
                    first()
                collector.emit(*given)  # type: ignore[arg-type]  # as it is called

        in_this_process(order, Watched(), progress, found)  # type: ignore[arg-type]  # it stands for one
        taken()

    order = Order(paths=(export,), detectors=few_detectors(), people=load_people(None), key=KEY)
    state.mkdir(exist_ok=True)
    with open_ledger(state, KEY, lambda: day(50)) as database:
        run: Run = scan(order, [told], Silent(), work, LedgerOfRun(database))
    assert run.changes is not None
    assert len(told.changes) == len(told.records)
    return sorted(told.changes), run.changes  # type: ignore[type-var]  # a ledger is kept


NEW, STILL = ([Change.NEW] * 2, Changes(fresh=2)), ([Change.STILL] * 2, Changes())


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return chatgpt(tmp_path / "in", [REFUND, DEPLOY, *quiet(3)], 10)


def test_of_two_scans_at_once_exactly_the_one_that_records_an_export_first_calls_it_new(
    tmp_path: Path, export: Path
) -> None:
    for moment, order in (("first", [STILL, NEW]), ("taken", [NEW, STILL])):
        state, other = tmp_path / moment, []
        mine = scanned(state, export, **{moment: lambda: other.append(scanned(state, export))})  # noqa: B023  # called here
        assert [mine, *other] == order, moment
        assert scanned(state, export) == STILL
        assert len(ledger_of(state)["findings"]) == 2


def test_a_finding_that_two_exports_hold_is_new_to_one_of_the_scans_that_read_them_at_once(
    tmp_path: Path, export: Path
) -> None:
    state, other = tmp_path / "state", []
    older = chatgpt(tmp_path / "older", [REFUND, *quiet(3)], 5)
    mine, _ = scanned(state, export, taken=lambda: other.append(scanned(state, older)[0]))
    assert (mine, other) == ([Change.NEW] * 2, [[Change.STILL]])


@POSIX
def test_an_export_of_a_scan_that_was_killed_is_new_to_the_next_one_and_of_one_that_still_runs_it_is_not(
    tmp_path: Path, export: Path
) -> None:
    state = tmp_path / "state"
    taken, write_end = os.pipe()
    child = os.fork()
    if child == 0:

        def told() -> None:
            os.write(write_end, b"x")
            signal.pause()

        try:
            scanned(state, export, taken=told)
        finally:
            os._exit(1)
    try:
        os.read(taken, 1)
        assert scanned(state, export) == STILL
        with open_ledger(state, KEY) as database:
            assert [each.running for each in runs(database)] == [False, True]
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(taken)
        os.close(write_end)
    assert scanned(state, export) == NEW
    assert scanned(state, export) == STILL
    assert list(state.glob("run-*")) == []


def test_a_run_that_failed_in_a_process_that_goes_on_leaves_its_exports_to_the_next(
    tmp_path: Path, export: Path
) -> None:
    def fails() -> None:
        raise InterruptedError

    with suppress(InterruptedError):
        scanned(tmp_path / "state", export, taken=fails)
    assert scanned(tmp_path / "state", export) == NEW


@POSIX
def test_of_two_programs_that_begin_together_exactly_one_calls_each_finding_new(tmp_path: Path) -> None:
    for number in range(TIMES):
        folder = tmp_path / str(number)
        chatgpt(folder / "in", [REFUND, DEPLOY, *quiet(3)], 10)
        barrier, release = os.pipe()
        children = []
        for out in ("a", "b"):
            words = ("scan", "{0}/in", "--out", f"{{0}}/{out}", "-q", "-f", "sarif", "--jobs", "1")
            child = os.fork()
            if child == 0:
                os.close(release)
                os.read(barrier, 1)
                with suppress(SystemExit):
                    Command(words, datetime.now(UTC)).here(Checkpoints(folder))
                os._exit(0)
            children.append(child)
        os.close(barrier)
        os.close(release)
        for child in children:
            assert os.waitpid(child, 0)[1] == 0
        told = [
            sorted(each["baselineState"] for each in json.loads(path.read_text())["runs"][0]["results"])
            for path in sorted(folder.glob("?/findings.sarif"))
        ]
        assert sorted(told) == [["new", "new"], ["unchanged", "unchanged"]]
        assert len(ledger_of(folder / "state")["archives"]) == 1
