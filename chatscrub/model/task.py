"""What an employee, or an admin, must do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Action(StrEnum):
    """The order of the members is the order of the work."""

    ROTATE = "rotate"
    UNSHARE = "unshare"
    DELETE = "delete"
    ASK_ADMIN = "ask_admin"


@dataclass(frozen=True, slots=True)
class Task:
    """One action about one object. No field holds a value or a title that holds one.

    `id` is stable over runs: a hash of provider, action, object kind and object id (or fingerprint).
    `remains` says what the action does not erase; `purge` when the vendor expects to have erased it.
    """

    id: str
    employee: str
    provider: str
    action: Action
    object: str
    object_id: str | None
    title: str
    url: str | None
    why: tuple[str, ...]
    steps: tuple[str, ...]
    remains: tuple[str, ...] = ()
    purge: str | None = None
    as_of: date | None = None
    source: str | None = None
    sent_at: str | None = None
    exposure: int = 0


@dataclass(frozen=True, slots=True)
class Checklist:
    """All tasks of one employee, in working order. `admin` marks the list of what no employee can do."""

    employee: str
    name: str | None
    tasks: tuple[Task, ...]
    notes: tuple[str, ...] = ()
    admin: bool = False
