"""The watcher's sign of life: what it did last, what waits and what failed, as one file in the state folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import orjson

from chatscrub.escape import plain
from chatscrub.ledger.database import stamp
from chatscrub.private_file import write_private

FILE = "watch.json"
SCHEMA = "chatscrub.watch/1"
LISTED = 200
"""So many of what waits, and of what failed, are named; all are counted."""
MISSED = 3
"""Intervals without a completed pass, or a sign of life in a long one, that are too many."""
_LEAST = 30.0  # seconds: a pass of its own takes some time, however short the interval


class Waiting(msgspec.Struct, frozen=True):
    """A file that is not read yet. `path` lies below the drop folder; `since` is ISO 8601, UTC."""

    path: str
    since: str
    reason: str


class Failed(msgspec.Struct, frozen=True):
    """A file that is not tried again until it changes. `moved_to` lies below the drop folder, None where it stayed."""

    path: str
    since: str
    reason: str
    moved_to: str | None = None


class Heartbeat(msgspec.Struct, frozen=True):
    """How the watcher is. Times are ISO 8601, UTC; `interval` in seconds.

    `pass_ended` is None before the first pass; `alive` is the last sign of life, also in a long pass. `offline` and
    `problem` are sentences while they last. `stopped` is when it ended because it was told to. `events` says whether the
    system wakes it; else, or where events get lost, the interval does.
    """

    pid: int
    started: str
    drop: str
    out: str
    interval: float
    alive: str
    pass_ended: str | None = None
    stopped: str | None = None
    offline: str | None = None
    offline_since: str | None = None
    problem: str | None = None
    events: bool = False
    waiting_count: int = 0
    failed_count: int = 0
    waiting: Sequence[Waiting] = ()
    failed: Sequence[Failed] = ()

    def overdue(self, now: datetime) -> float | None:
        """Seconds without a completed pass where they are too many, None where all is well or it was stopped.

        A long pass counts as long as it gives signs of life, but not one that fails.
        """
        if self.stopped is not None:
            return None
        last = self.alive if self.problem is None else self.pass_ended or self.started
        age = (now - datetime.fromisoformat(last)).total_seconds()
        return age if age > MISSED * max(self.interval, _LEAST / MISSED) else None

    def values(self, now: datetime) -> dict[str, Any]:
        """As plain values for JSON, with ages in seconds."""
        out = {"schema": SCHEMA, **msgspec.to_builtins(self)}
        for each in (*out["waiting"], *out["failed"]):
            each["age_seconds"] = age(each["since"], now)
        return out


def age(since: str, now: datetime) -> int:
    """Whole seconds since a moment, never less than none."""
    return max(0, int((now - datetime.fromisoformat(since)).total_seconds()))


def write(folder: Path, heartbeat: Heartbeat, now: datetime) -> None:
    """Replaces the file in one step. Raises OutputError."""
    form = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    write_private(folder / FILE, orjson.dumps(heartbeat.values(now), option=form))


def read(folder: Path) -> Heartbeat | None:
    """The last heartbeat, None where no watcher ever ran with this state folder, or its file was written by another."""
    try:
        value = orjson.loads((folder / FILE).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None
    if not isinstance(value, dict) or value.pop("schema", None) != SCHEMA:
        return None
    try:
        lists = {"waiting": Waiting, "failed": Failed}
        for name, kind in lists.items():
            value[name] = tuple(kind(**{k: v for k, v in each.items() if k != "age_seconds"}) for each in value[name])
        return Heartbeat(**value)
    except (TypeError, KeyError, AttributeError):
        return None


def shown(path: str) -> str:
    """A path as it is written down: bytes that are no text, and what a terminal would take for orders, are gone."""
    return plain(path.encode("utf-8", "replace").decode(), 500)


def moment(at: datetime) -> str:
    """A time as it is written down."""
    return stamp(at)
