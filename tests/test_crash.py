"""kill -9 around every commit: what was recorded is whole, and doing it again ends where an undisturbed run ends."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from chatscrub.ledger.database import FILE
from chatscrub.ledger.todo import claim
from tests.ledgers import few_detectors, ledger
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import BEN, Chat, chatgpt, quiet

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
BENS = Chat("bens", ("Please refund to me",))


def _prepare(folder: Path) -> tuple[list[Path], list[Path]]:
    """A first export of two people, and their next one."""
    first = [
        chatgpt(folder / "a", [REFUND, DEPLOY, *quiet(5)], 10),
        chatgpt(folder / "b", [BENS, REFUND], 10, user=BEN),
    ]
    second = [chatgpt(folder / "c", [DEPLOY, *quiet(6)], 40), chatgpt(folder / "d", [BENS], 40, user=BEN)]
    return first, second


def _work(state: Path, exports: tuple[list[Path], list[Path]], kill_at: int | None = None) -> list[int]:
    """Two scans with a claim between them; the process kills itself before its n-th statement to SQLite.

    Returns before which statements it is worth killing: around each commit, and some of those between.
    """
    count = 0
    points: set[int] = set()

    def watch(statement: str) -> None:
        nonlocal count
        count += 1
        if statement == "COMMIT":
            points.update((count, count + 1))
        elif count % 61 == 0:
            points.add(count)
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    first, second = exports
    with ledger(state) as book:
        book.database._connection.set_trace_callback(watch)
        book.scan(*first)
        for task in book.tasks():
            if (task.object_id, task.state.value) == ("refund", "open"):
                claim(book.database, task.id, by="anna")
        book.scan(*second)
    return sorted(point for point in points if point <= count)


def _outcome(state: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that must not depend on where the work was interrupted."""
    with sqlite3.connect(state / FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        queries = {
            "archives": "SELECT hex(digest), gap FROM archive ORDER BY 1",
            "tasks": "SELECT id, state, employee FROM task ORDER BY id",
            "findings": "SELECT hex(key), count(*) FROM finding GROUP BY key ORDER BY 1",
            "conversations": "SELECT hex(object), account, title FROM conversation ORDER BY 1, 2",
        }
        found = {name: connection.execute(query).fetchall() for name, query in queries.items()}
    connection.close()
    return found


def _is_whole(state: Path) -> None:
    """Between two statements: every archive that is there is there with all that follows from it."""
    with sqlite3.connect(state / FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        alone = "SELECT count(*) FROM archive WHERE id NOT IN (SELECT archive FROM coverage)"
        closed = (
            "SELECT count(*) FROM task JOIN account ON account.id = task.holder"
            " WHERE state = 'verified_gone' AND last_archive = latest"
        )
        assert [connection.execute(query).fetchone()[0] for query in (alone, closed)] == [0, 0]
    connection.close()


def test_kill_at_every_commit_loses_no_export_and_closes_no_task_without_evidence(tmp_path: Path) -> None:
    few_detectors()
    exports = _prepare(tmp_path)
    points = _work(tmp_path / "undisturbed", exports)
    expected = _outcome(tmp_path / "undisturbed")
    assert {state for _, state, _ in expected["tasks"]} == {"open", "verified_gone"}
    assert len(points) > 20
    for kill_at in points:
        state = tmp_path / f"killed-{kill_at}"
        child = os.fork()
        if child == 0:
            try:
                _work(state, exports, kill_at)
            finally:
                os._exit(2)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"it was not killed before statement {kill_at}"
        _is_whole(state)
        _work(state, exports)
        assert _outcome(state) == expected, f"killed before statement {kill_at}"
