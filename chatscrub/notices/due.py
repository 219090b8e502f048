"""By when a task is to be done: counted from when it came into its state, so that no new list moves a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from chatscrub.model.task import Action, Task

URGENT = frozenset({Action.ROTATE, Action.UNSHARE})
_SATURDAY = 5


def working_day(day: date) -> date:
    """The day, or the Monday after it. Public holidays are not known."""
    while day.weekday() >= _SATURDAY:
        day += timedelta(1)
    return day


def due(task: Task, due_days: int, today: date) -> date:
    """The next working day for credentials and shared links, which strangers may use; else so many days."""
    began = datetime.fromisoformat(task.since).astimezone().date() if task.since else today
    return working_day(began + timedelta(1 if task.action in URGENT else due_days))


def first_due(tasks: Iterable[Task], due_days: int, today: date) -> date | None:
    """The first of the days by which the tasks are to be done; None where there are none."""
    return min((due(task, due_days, today) for task in tasks), default=None)
