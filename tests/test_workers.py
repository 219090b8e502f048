"""The same result, byte for byte, however the work is shared; and nothing lost where a worker dies."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path
from unittest.mock import Mock, call

import orjson
import pytest

from chatscrub import pipeline, workers
from chatscrub.archive import Archive, Stripe
from chatscrub.collector import LedgerOfRun
from chatscrub.detection import candidates, cascade
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.model.record import Trace
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.people import load_people
from chatscrub.pipeline import Worker, archives, detection_for, in_this_process, scan, scan_archive
from chatscrub.private_file import private_folder
from chatscrub.reports import reports_named
from chatscrub.workers import in_processes, planning, processes, schedule, spool, task
from tests.ledgers import KEY, few_detectors, ledger
from tests.running import Gathered, Silent
from tests.shared_work import Counted, Shuffled, chats, exports
from tests.test_pipeline import RECORDED
from tests.vendor_exports import chatgpt_files, write

Change = Callable[[pytest.MonkeyPatch, Path], None]


@dataclass(frozen=True)
class Outcome:
    """All that a run leaves behind, apart from moments and numbers of rows."""

    findings: bytes
    summary: bytes
    rows: dict[str, list[str]]


def run(paths: tuple[Path, ...], out: Path, jobs: int, work: Worker) -> Outcome:
    order = Order(paths, few_detectors(), load_people(None), KEY, jobs=jobs)
    with ledger(out / "state") as book:
        writers = [each.open(private_folder(out)) for each in reports_named(["jsonl", "json"])]
        scan(order, writers, Silent(), work, LedgerOfRun(book.database))
        rows = {
            each: sorted(repr(tuple(row)) for row in book.database.rows(f"SELECT * FROM {each}")) for each in RECORDED
        }
    return Outcome((out / "findings.jsonl").read_bytes(), (out / "summary.json").read_bytes(), rows)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return exports(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def plain(paths: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    found = run(paths, tmp_path_factory.mktemp("plain"), 1, in_this_process)
    objects = {orjson.loads(line)["object"] for line in found.findings.splitlines()}
    assert objects >= {"conversation", "memory", "custom_instructions", "canvas", "feedback", "message", "file"}
    assert found.findings.count(b"\n") > 60
    assert all(found.rows.values())
    return found


def _cut_small(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(planning, "LARGE", 1)
    patch.setattr(planning, "_SMALLEST", 1)
    patch.setattr(planning, "_GOOD", 0.0)


def _batches(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr("chatscrub.scanning.BATCH", 700)


def _no_cache(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(cascade, "default_cache", lambda: folder / "empty")


def _re2(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(cascade, "prefilter_for", lambda detectors, cache: prefilter_for(detectors, "re2"))


def _one_processor(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(pipeline, "processors", lambda: 1)


def _searched_ahead(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(pipeline, "processors", lambda: 2)
    patch.setattr(candidates, "WORTH_A_THREAD", 1)


def _files(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setattr(spool, "IN_MEMORY", 0)
    patch.setattr(schedule, "SPOOLED", 0)
    patch.setattr(schedule, "AHEAD", 3)


@pytest.mark.parametrize(
    ("jobs", "changes"),
    [
        pytest.param(1, (_batches,), id="batches"),
        pytest.param(1, (_one_processor, _batches), id="one-processor"),
        pytest.param(1, (_searched_ahead, _batches), id="searched-ahead"),
        pytest.param(1, (_no_cache,), id="no-cache"),
        pytest.param(1, (_re2,), id="re2"),
        pytest.param(2, (), id="tasks-end-in-any-order"),
        pytest.param(2, (_cut_small,), id="two-stripes"),
        pytest.param(3, (_cut_small, _batches), id="three-stripes-and-batches"),
        pytest.param(7, (_cut_small, _files), id="seven-stripes-in-files"),
        pytest.param(23, (_cut_small,), id="stripes-smaller-than-a-chat"),
    ],
)
def test_findings_reports_and_ledger_are_the_same_however_the_work_is_shared(
    jobs: int,
    changes: tuple[Change, ...],
    plain: Outcome,
    paths: tuple[Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Lines are in the order of the archives, and in an archive in that of the export, with what is gathered over all
    of it at its end. The paths give the order of the archives."""
    for change in changes:
        change(monkeypatch, tmp_path)
    order = Order(paths, few_detectors(), load_people(None), KEY, jobs=jobs)
    pool = Shuffled(order, private_folder(tmp_path / "spools"))
    found = run(paths, tmp_path / "out", jobs, pool.work if jobs > 1 else in_this_process)
    assert found.findings == plain.findings
    assert found.summary == plain.summary
    assert found.rows == plain.rows
    if jobs > 1:
        assert pool.count > (20 if _cut_small in changes else 10)
        assert [Path(each).name for each in pool.indivisible] == (["ben.zip"] if _cut_small in changes else [])
    assert not list(tmp_path.glob("spools/*"))


@pytest.mark.parametrize(("jobs", "changes"), [(2, ()), (2, (_cut_small,)), (7, (_cut_small, _files))])
def test_progress_goes_on_within_an_archive_and_ends_at_what_was_read_however_it_is_cut(
    jobs: int,
    changes: tuple[Change, ...],
    paths: tuple[Path, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for change in changes:
        change(monkeypatch, tmp_path)
    order = Order(paths, few_detectors(), load_people(None), KEY, jobs=jobs)
    pool, progress = Shuffled(order, private_folder(tmp_path / "spools")), Counted()
    found = scan(order, [], progress, pool.work)
    known = {each.path: each for each in archives(paths, order.limits) if isinstance(each, Archive)}
    assert sorted(progress.archives) == sorted(known)
    assert progress.seen[-1] == task.Advance(
        sum(map(planning.weight, known.values())),
        sum(each.conversations for each in found.archives),
        sum(each.findings for each in found.archives),
    )
    assert len(progress.seen) > len(known) * 1.5


def test_a_stripe_does_not_count_what_it_inflates_before_its_own(tmp_path: Path) -> None:
    write(tmp_path / "a.zip", chatgpt_files(chats(1500, "a")))
    order = Order((tmp_path,), few_detectors(), load_people(None), KEY, jobs=1)
    (archive,) = (each for each in archives(order.paths, order.limits) if isinstance(each, Archive))
    detection, reads = detection_for(order), []
    for number in range(4):
        progress = Counted()
        scan_archive(archive, order, detection, Gathered(), progress, Stripe(number, 4))
        reads.append(progress.seen[-1].read)
    size = planning.weight(archive)
    assert max(reads) < size / 2
    assert 0.8 * size < sum(reads) < 1.2 * size


def test_a_task_that_is_done_anew_counts_once_and_one_that_is_given_up_not_at_all(tmp_path: Path) -> None:
    write(tmp_path / "a.zip", chatgpt_files(chats(12, "a")))
    write(tmp_path / "b.zip", chatgpt_files(chats(12, "b")))
    order = Order((tmp_path,), few_detectors(), load_people(None), KEY, jobs=1)
    pool, progress = Shuffled(order, private_folder(tmp_path / "spools")), Counted()
    real, deaths = pool.answers, list[str]()

    def dying(seconds: float) -> list[tuple[int, task.Answer | task.Advance]]:
        number = min(pool.given)
        name = Path(pickle.loads(pool.given[number]).archive.path).name
        if name == "b.zip" or not deaths:
            deaths.append(name)
            del pool.given[number]
            return [(number, task.Advance(900, 7, 1)), (number, task.Died("it died", again=True))]
        return real(seconds)

    pool.answers = dying  # type: ignore[method-assign]  # workers that die in the middle
    pool.room = lambda: not pool.given  # type: ignore[method-assign]  # one after the other
    found = scan(order, [], progress, pool.work)
    assert sorted(deaths)[-2:] == ["b.zip", "b.zip"]
    assert progress.seen[-1].conversations == sum(each.conversations for each in found.archives) == 12
    assert progress.seen[-1].findings == found.archives[0].findings
    assert sorted(map(os.path.basename, progress.archives)) == ["a.zip", "b.zip"]


def test_a_worker_tells_how_far_it_is_and_waits_for_no_parent_that_does_not_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "_NOW_AND_THEN", 0.0)
    ours, theirs = Pipe()
    line = processes._Line(theirs)
    ours.send((7, "a task"))
    tasks = line.tasks()
    next(tasks)
    for _ in range(20_000):  # words, of which no pipe holds as many
        line.advance(read=10, findings=1)
    assert ours.recv() == (7, task.Advance(10, 0, 1))
    assert not ours.poll()
    ours.send(None)
    line.advance(read=10, findings=1)
    assert list(tasks) == []


def test_a_worker_goes_on_telling_once_it_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_NOW_AND_THEN", 0.0)
    ours, theirs = Pipe()
    line = processes._Line(theirs)
    ours.send((1, "a task"))
    tasks = line.tasks()
    next(tasks)
    line.advance(conversations=1)
    assert ours.recv() == (1, task.Advance(0, 1, 0))
    ours.send(processes._HEARD)
    line.advance(conversations=1)
    assert ours.recv() == (1, task.Advance(0, 2, 0))
    line.answer(task.Indivisible())
    assert ours.recv() == (1, task.Indivisible())
    ours.send(processes._HEARD)
    ours.send((2, "the next"))
    assert next(tasks)[0] == 2
    line.advance(conversations=1)
    assert ours.recv() == (2, task.Advance(0, 1, 0))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="elsewhere processes are not forked")
def test_processes_tell_how_far_they_are_before_their_archive_is_read(tmp_path: Path) -> None:
    write(tmp_path / "exports" / "a.zip", chatgpt_files(chats(60, "a")))
    write(tmp_path / "exports" / "b.zip", chatgpt_files(chats(60, "b")))
    result = tmp_path / "seen"
    child = os.fork()
    if child == 0:
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(workers, "WORTH_A_PROCESS", 0)
                patch.setattr(processes, "_NOW_AND_THEN", 0.0)
                order = Order((tmp_path / "exports",), few_detectors(), load_people(None), KEY, jobs=2)
                progress = Counted()
                run = scan(order, [], progress, in_processes)
                result.write_bytes(pickle.dumps((progress.seen, sum(each.findings for each in run.archives))))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    seen, findings = pickle.loads(result.read_bytes())
    assert len(seen) > 3
    assert (seen[-1].conversations, seen[-1].findings) == (120, findings)


def test_archives_are_cut_only_where_a_worker_would_wait_for_the_others() -> None:
    large = planning.LARGE * 2
    assert planning.stripes([large] * 4, [large] * 4, 2) == [1, 1, 1, 1]
    assert planning.stripes([large] * 5, [large] * 5, 2) == [2, 1, 1, 1, 1]
    assert planning.stripes([large, 1, 1], [large, 0, 0], 2) == [2, 1, 1]
    assert planning.stripes([large, 1, 1], [0, 0, 0], 2) == [1, 1, 1]
    assert planning.stripes([large] * 3, [large] * 3, 1) == [1, 1, 1]


def test_there_are_no_more_processes_than_memory_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    machine, group = tmp_path / "meminfo", tmp_path / "memory.max"
    monkeypatch.setattr(workers, "_MACHINE", machine)
    monkeypatch.setattr(workers, "_GROUP", group)
    assert workers.processes_by_default() == 64
    machine.write_text("MemTotal: 99000000 kB\nMemFree: 1 kB\nMemAvailable:   2000000 kB\n")
    group.write_text("max\n")
    assert workers.processes_by_default() == 6
    group.write_text(f"{700 << 20}\n")
    assert workers.processes_by_default() == 2
    group.write_text("4096\n")
    assert workers.processes_by_default() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_records_on_their_way_are_readable_by_their_owner_alone_and_gone_when_read(tmp_path: Path) -> None:
    path = tmp_path / "spool"
    taken = spool.Spool(path)
    record, trace = {"match": "…" * (spool.IN_MEMORY // 6)}, Trace(b"k", b"o", b"c", "owner", "…", listed=True)
    for _ in range(4):
        taken.emit(record, trace)
    kept = taken.close()
    assert kept == path
    assert path.stat().st_mode & 0o777 == 0o600
    told = Mock()
    spool.replay(kept, told)
    assert told.mock_calls == [call.emit(record, trace)] * 4
    assert not path.exists()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_a_scan_that_is_killed_leaves_neither_processes_nor_records(tmp_path: Path) -> None:
    write(tmp_path / "a.zip", chatgpt_files(chats(300, "a")))
    write(tmp_path / "b.zip", chatgpt_files(chats(300, "b")))
    temporary = private_folder(tmp_path / "temporary")
    child = os.fork()
    if child == 0:
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(workers, "WORTH_A_PROCESS", 0)
                patch.setattr(tempfile, "tempdir", str(temporary))
                patch.setattr(spool, "IN_MEMORY", 0)
                take = schedule.Schedule._take

                def killed(self: schedule.Schedule, *answer: object) -> None:
                    left = [str(each.process.pid) for each in self._pool._workers]  # type: ignore[attr-defined]  # processes
                    assert list(temporary.rglob("*.jsonl"))
                    (tmp_path / "left").write_text(" ".join(left))
                    os.kill(os.getpid(), signal.SIGKILL)
                    take(self, *answer)  # type: ignore[arg-type]  # passed on as they came

                patch.setattr(schedule.Schedule, "_take", killed)
                run((tmp_path,), private_folder(tmp_path / "out"), 2, in_processes)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    left = (tmp_path / "left").read_text().split()
    assert len(left) == 2
    deadline = time.monotonic() + 30
    while any(_is_running(each) for each in left) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(_is_running(each) for each in left)
    assert not list(temporary.iterdir())


def _is_running(process: str) -> bool:
    try:
        return Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _scan_that_kills(poisoned: Path, out: Path) -> Outcome:
    """Two real processes, in a child of this one, so that they are forked and know what to die of."""
    result = out / "result"
    child = os.fork()
    if child == 0:
        try:
            with pytest.MonkeyPatch.context() as patch:
                _cut_small(patch, out)
                patch.setattr(workers, "WORTH_A_PROCESS", 0)
                patch.setattr(tempfile, "tempdir", str(private_folder(out / "temporary")))

                def dying(archive: Archive, *rest: object) -> ArchiveOutcome:
                    stripe = rest[-1]
                    name = Path(archive.path).stem
                    if name == "poison" or (name == "stumble" and getattr(stripe, "number", 0) == 1):
                        number = len(list(out.glob(f"{name}-*")))
                        (out / f"{name}-{number}").touch()
                        if name == "poison" or number == 0:
                            os.kill(os.getpid(), signal.SIGKILL)
                    return scan_archive(archive, *rest)  # type: ignore[arg-type]  # passed on as they came

                patch.setattr(task, "scan_archive", dying)
                found = run((poisoned,), out, 2, in_processes)
                result.write_bytes(pickle.dumps(found))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    outcome: Outcome = pickle.loads(result.read_bytes())
    return outcome


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="elsewhere processes are not forked")
def test_an_archive_that_kills_its_process_is_skipped_and_nothing_else_is_lost_or_doubled(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    for name in ("a", "stumble", "z"):
        write(folder / f"{name}.zip", chatgpt_files(chats(12, name)))
    expected = run((folder,), tmp_path / "plain", 1, in_this_process)
    write(folder / "poison.zip", chatgpt_files(chats(40, "poison")))
    out = private_folder(tmp_path / "out")
    found = _scan_that_kills(folder, out)
    assert found.findings == expected.findings
    skipped = orjson.loads(found.summary)["skipped"]
    assert [Path(each["path"]).name for each in skipped] == ["poison.zip"]
    assert "--jobs 1" in skipped[0]["reason"]
    assert found.rows == expected.rows
    assert len(list(out.glob("stumble-*"))) == 2
    assert 2 <= len(list(out.glob("poison-*"))) <= 4  # its two stripes may die at once, and each is tried again
    assert not list((out / "temporary").iterdir())
