"""How long tasks take, as an honest guess by what is to be done."""

from __future__ import annotations

from collections.abc import Iterable

from chatscrub.model.task import Action, Task

_MINUTES = {Action.ROTATE: 10, Action.UNSHARE: 2, Action.DELETE: 2, Action.ASK_ADMIN: 2}
_ROUNDED = 5


def minutes(tasks: Iterable[Task]) -> int:
    """Minutes, rounded up to five: replacing a credential takes its time, deleting a chat some clicks."""
    return -(-sum(_MINUTES[task.action] for task in tasks) // _ROUNDED) * _ROUNDED
