"""kill -9 at any step of a watcher: after the restart every export is in the ledger once, and every file in its place."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chatscrub.archive import Archive
from chatscrub.ledger import audit
from chatscrub.ledger.database import FILE
from chatscrub.pipeline import scan_archive
from chatscrub.watch import reading, taking
from chatscrub.watch.leaving import After
from tests.ledgers import few_detectors, ledger
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import BEN, Chat, chatgpt_files, quiet, write
from tests.watching import Watched, counts, watched

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
CARL = {"id": "user-carl", "email": "carl@brightwater-logistics.com"}
KILLS = 14  # of some hundred steps


def _fill(drop: Path) -> None:
    """Exports of two people and one with a file that fails."""
    write(drop / "anna" / "a.zip", chatgpt_files([REFUND, *quiet(3)]))
    write(drop / "ben.zip", chatgpt_files([DEPLOY, Chat("bens", REFUND.said)], BEN))
    for name, data in chatgpt_files([replace(DEPLOY, id="carls")], CARL).items():
        folder = drop / "carl" / "export"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (drop / "page.zip").write_bytes(b"<html>")


def _in_child(work: Callable[[], None]) -> int:
    """Runs in a process of its own; the signal that ended it, 0 where it ended by itself."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001  # the parent sees to it
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _count_steps(watch: Watched, kill_at: int | None = None) -> list[int]:
    """Counts what is done to the disk, statement by statement and name by name; kills before the n-th if asked."""
    steps = [0]

    def step(*_: object) -> None:
        steps[0] += 1
        if steps[0] == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    watch.database._connection.set_trace_callback(step)
    for module, name in ((os, "fsync"), (os, "open"), (Path, "rename"), (Path, "replace"), (Path, "unlink")):
        _before(module, name, step)
    return steps


def _before(holder: object, name: str, step: Callable[[], None]) -> None:
    real = getattr(holder, name)

    def both(*given: object, **more: object) -> object:
        step()
        return real(*given, **more)

    setattr(holder, name, both)


def _work(folder: Path, after: After, kill_at: int | None = None, report: Path | None = None) -> None:
    """A watcher from its start to the moment where nothing is left to do; only in a child, as it leaves hooks behind."""
    with watched(folder, after) as watch:
        steps = _count_steps(watch, kill_at)
        watch.settled()
        watch.look(after=30)
        if report is not None:
            report.write_text(str(steps[0]))


def _outcome(folder: Path) -> dict[str, object]:
    """Everything that must not depend on where the work was interrupted."""
    with sqlite3.connect(folder / "state" / FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found: dict[str, object] = {
            "archives": connection.execute("SELECT hex(digest), gap FROM archive ORDER BY 1").fetchall(),
            "tasks": connection.execute("SELECT id, state, employee FROM task ORDER BY id").fetchall(),
            "findings": connection.execute("SELECT hex(key), count(*) FROM finding GROUP BY key ORDER BY 1").fetchall(),
            "files": connection.execute("SELECT path, state FROM dropped ORDER BY path").fetchall(),
        }
    connection.close()
    found["drop"] = sorted(str(each.relative_to(folder)) for each in (folder / "drop").rglob("*"))
    lists = sorted((folder / "out" / "checklists").iterdir())
    found["lists"] = [(each.name, each.read_bytes()) for each in lists]
    return found


@pytest.mark.parametrize("after", [After.KEEP, After.MOVE, After.DELETE])
def test_killed_at_any_step_a_watcher_ends_where_an_undisturbed_one_ends(tmp_path: Path, after: After) -> None:
    undisturbed = tmp_path / "undisturbed"
    _fill(undisturbed / "drop")
    with ledger(tmp_path / "plain") as plain:
        plain.scan(undisturbed / "drop")
        expected_counts = counts(plain.database)
    few_detectors()
    with watched(tmp_path / "warm") as warm:
        write(warm.drop / "a.zip", chatgpt_files([REFUND]))
        warm.settled()  # the detectors are compiled once, for all children
    _in_child(lambda: _work(undisturbed, after, report=tmp_path / "steps"))
    steps = int((tmp_path / "steps").read_text())
    expected = _outcome(undisturbed)
    assert steps > 100
    for kill_at in range(1, steps, max(1, steps // KILLS)):
        folder = tmp_path / f"killed-{kill_at}"
        _fill(folder / "drop")
        assert _in_child(lambda: _work(folder, after, kill_at)) == signal.SIGKILL  # noqa: B023  # it ends in here
        _in_child(lambda: _work(folder, after))  # noqa: B023  # as above
        # Titles of lists name no folder, so all must agree byte for byte.
        assert _outcome(folder) == expected, f"killed before step {kill_at} of {steps}"
        with ledger(folder / "state") as book:
            assert counts(book.database) == expected_counts
            assert audit.verify(book.database).fault is None
            deleted = [row["object"] for row in audit.events(book.database) if row["action"] == "export"]
            assert len(deleted) == len(set(deleted))
        assert not list((folder / "out").rglob("*.partial"))


def test_a_file_that_kills_the_process_is_given_up_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scan(archive: Archive, *rest: object) -> object:
        if archive.path.endswith("poison.zip"):
            os.kill(os.getpid(), signal.SIGKILL)
        return scan_archive(archive, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(reading, "scan_archive", scan)
    write(tmp_path / "drop" / "a-poison.zip", chatgpt_files([DEPLOY]))
    write(tmp_path / "drop" / "z.zip", chatgpt_files([REFUND], BEN))
    ended = [_in_child(lambda: _work(tmp_path, After.MOVE)) for _ in range(taking.TRIES + 1)]
    assert ended == [signal.SIGKILL] * taking.TRIES + [0]
    with watched(tmp_path, After.MOVE) as watch:
        assert watch.exports() == 1
        watch.look()
        assert "three times" in watch.failed()["a-poison.zip"]
        assert (watch.drop / "failed" / "a-poison.zip.reason.txt").is_file()
        assert (watch.drop / "done" / "z.zip").is_file()
