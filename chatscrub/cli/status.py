"""``chatscrub status``: the ledger on one screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from chatscrub.cli.opening import AsJson, State, ledger

if TYPE_CHECKING:
    from datetime import datetime

    from chatscrub.ledger.status import NewestExport, Status
    from chatscrub.watch.heartbeat import Heartbeat

_SHOWN = 5  # accounts of one kind; the rest is counted
_WIDTH = 80


def status(as_json: AsJson = False, state: State = None) -> None:
    """What the ledger holds, and what needs somebody: old exports, open tasks, deadlines, an interrupted run.

    Exit code 3 if the newest export of some account is incomplete, or if a watcher that should run has not completed a
    pass within three intervals, else 0.
    """
    from chatscrub.cli.tables import print_json
    from chatscrub.errors import ExitCode
    from chatscrub.ledger.state import state_folder
    from chatscrub.ledger.status import status as status_of
    from chatscrub.sources import all_sources
    from chatscrub.watch import heartbeat

    with ledger(state) as database:
        found = status_of(database, by_nature={each.partial for each in all_sources() if each.partial is not None})
        now = database.clock()
    watcher = heartbeat.read(state_folder(state))
    if as_json:
        print_json({**_values(found), "watcher": _watcher_values(watcher, now)})
    else:
        for label, text in (*_lines(found), *_watcher_lines(watcher, now)):
            print(_wrapped(label, text))
    incomplete = any(each.incomplete for each in found.exports)
    dead = watcher is not None and watcher.overdue(now) is not None
    raise typer.Exit(ExitCode.INCOMPLETE if incomplete or dead else ExitCode.CLEAN)


def _wrapped(label: str, text: str) -> str:
    from chatscrub.escape import plain

    return textwrap.fill(plain(text, 1000), _WIDTH, initial_indent=f"{label:<13}", subsequent_indent=" " * 13)


def _lines(found: Status) -> Iterator[tuple[str, str]]:
    from chatscrub.cli.breach import told_deadline
    from chatscrub.model.task import TaskState

    yield "Ledger", f"{found.path}, {_size(found.size)}"
    if found.last_event is not None:
        yield "Clock", _clock(found.now, found.last_event)
    yield "Last run", _last_run(found)
    yield from _exports(found.exports)
    counts = [f"{count} {state.value}" for state, count in sorted(found.tasks.items())]
    yield "Tasks", ", ".join(counts) or "none"
    if found.tasks.get(TaskState.STILL_PRESENT):
        yield "", "still there: chatscrub todo list --in still_present"
    yield "Credentials", f"{found.open_credentials} not rotated, or pasted again since"
    yield "Holds", f"{found.holds} in force"
    if found.hold_remark is not None:
        yield "", found.hold_remark
    yield "Breaches", _breaches(found)
    deadlines = sorted((each for breach in found.breaches for each in breach.deadlines), key=lambda each: each.due)
    if deadlines:
        yield "", f"next {told_deadline(deadlines[0])}"
    for each in found.ending_suppressions:
        what = f"fingerprint {each.fingerprint[:12]}" if each.fingerprint else f"detector {each.detector}"
        yield "Suppressions", f"number {each.id} ({what}) ends on {each.expires}: {each.reason}"


def _watcher_values(watcher: Heartbeat | None, now: datetime) -> dict[str, Any] | None:
    if watcher is None:
        return None
    overdue = watcher.overdue(now)
    return {**watcher.values(now), "overdue_seconds": None if overdue is None else int(overdue)}


def _watcher_lines(watcher: Heartbeat | None, now: datetime) -> Iterator[tuple[str, str]]:
    from chatscrub.watch.heartbeat import age

    if watcher is None:
        return
    ended = f"last pass ended {watcher.pass_ended}" if watcher.pass_ended else "no pass has ended yet"
    if watcher.stopped is not None:
        yield "Watcher", f"of {watcher.drop}: stopped {watcher.stopped}, {ended}"
    elif (overdue := watcher.overdue(now)) is not None:
        yield (
            "Watcher",
            (
                f"of {watcher.drop}: no pass was completed for {_span(int(overdue))} (process {watcher.pid}), {ended}; "
                + ("see the problem below" if watcher.problem else "start it again, nothing is lost")
            ),
        )
    else:
        woken = "" if watcher.events else ", without events of the system"
        yield (
            "Watcher",
            f"of {watcher.drop}: runs (process {watcher.pid}, every {watcher.interval:g} s{woken}), {ended}",
        )
    if watcher.offline is not None:
        since = f" since {watcher.offline_since}" if watcher.offline_since else ""
        yield "Offline", f"the watched folder {watcher.offline}{since}; it is looked for at each interval"
    if watcher.problem is not None:
        yield "Problem", watcher.problem
    for each in watcher.waiting[:_SHOWN]:
        yield "Waiting", f"{each.path}: {each.reason} ({_span(age(each.since, now))})"
    for one in watcher.failed[:_SHOWN]:
        yield "Failed", f"{one.path}: {one.reason}" + (f"; now {one.moved_to}" if one.moved_to else "")
    more = (watcher.waiting_count, len(watcher.waiting)), (watcher.failed_count, len(watcher.failed))
    waiting, failed = (count - min(named, _SHOWN) for count, named in more)
    if waiting > 0 or failed > 0:
        yield "", f"and {waiting} more that wait, {failed} more that failed"


def _span(seconds: int) -> str:
    """``45 s``, ``12 min``, ``5 h``, ``3 days``."""
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _clock(now: str, last_event: str) -> str:
    return (
        f"this machine says {now}, but the ledger was written to at {last_event}: set the clock before you scan or "
        "decide anything, as states and deadlines compare times"
    )


def _last_run(found: Status) -> str:
    run = found.last_run
    if run is None:
        return "none yet"
    if run.running:
        return f"{run.id}, started {run.started}, still runs; {run.archives} exports are recorded by now"
    if run.finished is None:
        return (
            f"{run.id}, started {run.started}, was interrupted. The {run.archives} exports before that are recorded; "
            "scan again, and the others are added"
        )
    skipped = f", {run.skipped} not read" if run.skipped else ""
    return f"{run.id}, ended {run.finished}: {run.archives} exports, {run.findings} findings{skipped}"


def _exports(exports: tuple[NewestExport, ...]) -> Iterator[tuple[str, str]]:
    from chatscrub.ledger.status import OLD

    if not exports:
        yield "Exports", "none"
    for number, provider in enumerate(dict.fromkeys(each.provider for each in exports)):
        of_tool = [each for each in exports if each.provider == provider]
        days = [each.made_at[:10] for each in of_tool if each.made_at]
        span = " to ".join(dict.fromkeys((min(days), max(days)))) if days else "without a date"
        yield (
            "" if number else "Exports",
            f"{provider}: {len(of_tool)} account{'' if len(of_tool) == 1 else 's'}, newest exports of {span}",
        )
    old = [f"{each.employee} ({each.provider}, {each.age} days)" for each in exports if each.old]
    if old:
        yield "Old", f"over {OLD} days: {_some(old)}; ask for a new export"
    for each in [one for one in exports if one.incomplete][:_SHOWN]:
        yield "Incomplete", f"{each.employee} ({each.provider}): {each.gap}"
    rest = sum(each.incomplete for each in exports) - _SHOWN
    if rest > 0:
        yield "", f"and {rest} more"


def _breaches(found: Status) -> str:
    overdue = sum(any(each.overdue for each in breach.deadlines) for breach in found.breaches)
    unset = sum(breach.aware_at is None for breach in found.breaches)
    return f"{len(found.breaches)} open candidates, {unset} without an awareness time, {overdue} overdue"


def _some(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def _values(found: Status) -> dict[str, Any]:
    from chatscrub.cli.breach import as_values
    from chatscrub.cli.runs import run_values

    return {
        "ledger": found.path,
        "bytes": found.size,
        "now": found.now,
        "last_run": run_values(found.last_run) if found.last_run else None,
        "exports": [
            {
                "employee": each.employee,
                "provider": each.provider,
                "path": each.path,
                "made_at": each.made_at,
                "age_days": each.age,
                "old": each.old,
                "gap": each.gap,
                "incomplete": each.incomplete,
            }
            for each in found.exports
        ],
        "tasks": {state.value: count for state, count in sorted(found.tasks.items())},
        "open_credentials": found.open_credentials,
        "holds": found.holds,
        "legal_hold": found.legal_hold,
        "breaches": [as_values(each) for each in found.breaches],
        "ending_suppressions": [
            {
                "id": each.id,
                "fingerprint": each.fingerprint,
                "detector": each.detector,
                "reason": each.reason,
                "expires": each.expires.isoformat() if each.expires else None,
            }
            for each in found.ending_suppressions
        ],
        "last_event_ahead": found.last_event,
    }
