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

    `id` is stable over runs: a hash of provider, action, object kind, object id (or fingerprint) and employee.
    `object` is a word of `ObjectKind`, or ``credential``; then `object_id` is the fingerprint and `provider` lists
    all tools it was found in. `url` is https and leads to the vendor, or for a rotation to the issuer. `remains`
    says what the action does not remove; `purge` by when the vendor expects to have removed it, None where nobody
    promises that. `as_of` and `source` are the day and page that the steps were read on.
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
    """All tasks of one employee, in working order. `admin` marks the list of what no employee can do.

    `stem` is the name of its files without ending, safe on every system and unique in the run.
    """

    employee: str
    stem: str
    name: str | None
    tasks: tuple[Task, ...]
    notes: tuple[str, ...] = ()
    admin: bool = False
