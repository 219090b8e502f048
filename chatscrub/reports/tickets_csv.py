"""tickets.csv: one row a task for the import of a ticket system such as Jira or ServiceNow.

``External id`` is ``chatscrub-`` and the task's id, which never changes, so that a second import updates the tickets of the
first; the word before it keeps spreadsheets from taking an id for a number. All tasks
of whoever has a list are in it, also those that are done, so that their tickets close. No cell holds a value or a title.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from chatscrub.escape import csv_cell, plain
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Action, Task, TaskState
from chatscrub.notices.due import due
from chatscrub.private_file import write_private
from chatscrub.reports.interface import Report

FILE = "tickets.csv"
COLUMNS = ("External id", "Summary", "Description", "Assignee", "Priority", "Labels", "Due date", "Status")
_PRIORITIES = ((90, "Highest"), (70, "High"), (45, "Medium"), (0, "Low"))  # from this exposure on
_STATUSES = {
    TaskState.OPEN: "To Do",
    TaskState.STILL_PRESENT: "To Do",
    TaskState.REAPPEARED: "To Do",
    TaskState.INCONCLUSIVE: "To Do",
    TaskState.NOTIFIED: "In Progress",
    TaskState.CLAIMED_DONE: "In Progress",
    TaskState.HELD: "On Hold",
}
_VERBS = {
    Action.ROTATE: "Rotate",
    Action.UNSHARE: "Revoke",
    Action.DELETE: "Delete",
    Action.ASK_ADMIN: "Remove as an admin",
}
_LINES = 2_000  # characters of one line of a description


def rows(run: Run) -> Iterator[tuple[str, ...]]:
    """A row for each task of the lists, in their order: what is to do, then everything else by id."""
    for checklist in run.checklists:
        assignee = checklist.email or ("" if checklist.admin or "@" not in checklist.employee else checklist.employee)
        for task in (*checklist.tasks, *sorted(checklist.others, key=lambda each: each.id)):
            yield _row(task, assignee, run.notices.due_days)


def _row(task: Task, assignee: str, due_days: int) -> tuple[str, ...]:
    status = _STATUSES.get(task.state, "Done")
    # A task that no ledger keeps has no day from which to count.
    is_due = task.since is not None and status in ("To Do", "In Progress")
    return (
        f"chatscrub-{task.id}",
        csv_cell(_summary(task)),
        "\n".join(csv_cell(line, _LINES) for line in _description(task)),
        csv_cell(assignee),
        next(word for least, word in _PRIORITIES if task.exposure >= least),
        " ".join(csv_cell(each.replace(" ", "-")) for each in ("chatscrub", task.action.value, task.state.value)),
        due(task, due_days, date.min).isoformat() if is_due else "",
        status,
    )


def _summary(task: Task) -> str:
    what = task.object.replace("_", " ")
    told = f"{_VERBS[task.action]}: {what} in {plain(task.provider)}"
    # Whoever reads only the first words must not delete it.
    return f"On hold, do not delete: {what} in {plain(task.provider)}" if task.state is TaskState.HELD else told


def _description(task: Task) -> Iterator[str]:
    yield f"{task.employee}, {task.provider}, exposure {task.exposure} of 100"
    yield f"State: {task.state.value}" + (f", {task.reason}" if task.reason else "")
    if task.state is TaskState.HELD:
        return
    yield from task.why
    if task.url:
        yield f"Where: {task.url}"
    yield from (f"{number}. {step}" for number, step in enumerate(task.steps, 1))
    yield from (f"Stays: {each}" for each in task.remains)


def _pieces(rows: Iterable[tuple[str, ...]]) -> Iterator[bytes]:
    buffer = io.StringIO("\ufeff")
    buffer.seek(1)
    table = csv.writer(buffer)  # RFC 4180: commas, quotes doubled, lines ended by CR LF
    for row in rows:
        table.writerow(row)
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def finding(self, record: Record) -> None:
        """Tickets are made from the run."""

    def finish(self, run: Run) -> None:
        write_private(self._path, _pieces(chain((COLUMNS,), rows(run))))

    def abort(self) -> None:
        """Nothing was begun."""


class TicketsCsv:
    """For the import of a ticket system."""

    name = "tickets"
    default = False
    is_list = True

    def open(self, folder: Path) -> _Writer:
        """Starts tickets.csv."""
        return _Writer(folder)


REPORT: Report = TicketsCsv()
