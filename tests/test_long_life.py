"""Three days of a watcher, with clocks that jump: no file is lost or taken twice, intervals and memory stay as they are.

The time is the watcher's own, which a test sets, so it takes seconds.
"""

from __future__ import annotations

import gc
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.ledger.todo import current_tasks, waive
from chatscrub.watch.leaving import After
from tests.test_proof import REFUND
from tests.vendor_exports import Chat, chatgpt_files, quiet, write
from tests.watching import Watched, watched

INTERVAL = 600.0
HOUR = 3600.0
HOURS = 72
PEOPLE = 10
# What somebody, a time server or the law does to the time of day, by the hour after the start. The clock of the
# watcher's sleep never jumps, but the heartbeat, the log and the names of passes tell the time of day.
JUMPS = {
    12: timedelta(days=1),
    20: timedelta(hours=-1),
    30: timedelta(days=-2),
    40: timedelta(hours=1),
    50: timedelta(days=400),
    51: timedelta(days=-400),
}
WAIVED_AT = 2  # until the next day, which the first jump leaves behind
FIRST, LAST = 10, 70  # hours between which memory must not grow


def drop(watch: Watched, hour: int) -> None:
    """Each hour an export of one of ten people, with what they have not deleted, and now and then one that is none."""
    person = hour % PEOPLE
    user = {"id": f"user-{person}", "email": f"person{person}@brightwater-logistics.com"}
    chats = [Chat(f"refund-{person}", REFUND.said), *quiet(3), Chat(f"hour-{hour}", ("Nothing to see",))]
    write(watch.drop / f"person{person}" / f"{hour}.zip", chatgpt_files(chats, user))
    if hour % 10 == 9:
        (watch.drop / f"{hour}.zip").write_bytes(b"<html>")


def to_do_of_the_first(watch: Watched) -> int:
    """Deletions on the list of the first person."""
    people: Any = watch.index()["employees"]
    (first,) = (each for each in people if each["employee"].startswith("person0@"))
    return int(first["to_do"]["delete"])


def waive_the_first(watch: Watched) -> None:
    """Somebody decides in another process that the first person's chat may stay for a day."""
    (task,) = (each for each in current_tasks(watch.database) if each.employee.startswith("person0@"))
    waive(watch.database, task.id, by="it", why="asked for", until=watch.time.now().date() + timedelta(days=1))


@pytest.mark.parametrize("after", [After.MOVE, After.KEEP])
def test_after_three_days_with_jumping_clocks_nothing_is_lost_nothing_taken_twice_and_memory_is_flat(
    after: After, tmp_path: Path
) -> None:
    blocks: dict[int, int] = {}
    to_do: dict[int, int] = {}
    passes: list[float] = []
    with watched(tmp_path, after, interval=INTERVAL) as watch:
        hours = 0

        def meanwhile() -> None:
            nonlocal hours
            passes.append(watch.time.at)
            while hours <= (watch.time.at - 1000) / HOUR:
                if hours == HOURS:
                    watch.time.stopping = True
                    return
                if hours == WAIVED_AT + 1 or hours in (WAIVED_AT, 11, 13):
                    to_do[hours] = to_do_of_the_first(watch)
                if hours == WAIVED_AT:
                    waive_the_first(watch)
                watch.time.day += JUMPS.get(hours, timedelta())
                drop(watch, hours)
                if hours in (FIRST, LAST):
                    watch.said.clear()
                    watch.time.slept.clear()
                    gc.collect()
                    blocks[hours] = sys.getallocatedblocks()
                hours += 1

        watch.time.meanwhile = meanwhile
        watch.watcher.run()
        assert watch.beat.stopped is not None
        assert (watch.beat.problem, watch.beat.offline, watch.waiting()) == (None, None, {})
        assert watch.exports() == HOURS
        assert watch.counts()[1:] == (PEOPLE, PEOPLE)
        taken = [path for kind, path, _ in watch.said if kind == "done"]
        assert len(taken) == len(set(taken)) == HOURS - LAST
        assert watch.database.value("SELECT count(*) FROM run WHERE finished IS NULL") == 0
        runs = list((watch.out / "runs").iterdir())
        assert len(runs) == watch.database.value("SELECT count(*) FROM run")
        known = {each for state in DropState for each in DroppedFiles(watch.database, watch.drop).in_states(state)}
        assert len({path for path, _ in known}) == (HOURS + 7 if after is After.KEEP else 7)
        if after is After.MOVE:
            assert len(list((watch.drop / "done").rglob("*.zip"))) == HOURS
            assert len(list((watch.drop / "failed").rglob("*.zip"))) == HOURS // 10
    # A pass each interval, besides those that a file that settles asks for: none is left out, and none comes later.
    gaps = [later - earlier for earlier, later in pairwise(passes)]
    assert max(gaps) < INTERVAL + 1e-6
    assert len(passes) <= HOURS * HOUR / INTERVAL + 4 * HOURS
    # Sixty exports more: of each a path and its state may be remembered, and nothing that is in it. Those are about twenty
    # blocks, and what the interpreter and its libraries keep between two looks differs by some hundred.
    assert blocks[LAST] - blocks[FIRST] < 60 * 30, blocks
    assert to_do == {WAIVED_AT: 1, WAIVED_AT + 1: 0, 11: 0, 13: 1}
