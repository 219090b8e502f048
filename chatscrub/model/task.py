"""What an employee, or an admin, must do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from chatscrub.model.conversation import Account


class TaskState(StrEnum):
    """Where a task stands. Only an export moves it to the states of the second group."""

    OPEN = "open"
    NOTIFIED = "notified"  # the list was handed to the employee
    CLAIMED_DONE = "claimed_done"  # somebody says so

    VERIFIED_GONE = "verified_gone"  # absent from a newer, whole export of the account
    STILL_PRESENT = "still_present"  # there in an export made after somebody said that it was gone
    REAPPEARED = "reappeared"  # there again after an export had shown that it was gone
    INCONCLUSIVE = "inconclusive"  # absent from an export that proves nothing
    NOT_VERIFIABLE = "not_verifiable"  # no export can show it

    HELD = "held"  # a legal hold forbids deleting
    WAIVED = "waived"  # somebody decided that it may stay
    FALSE_ALARM = "false_alarm"  # everything found in it is suppressed


DONE = frozenset({TaskState.CLAIMED_DONE, TaskState.VERIFIED_GONE, TaskState.NOT_VERIFIABLE})
"""States in which nobody has to act."""
ASIDE = frozenset({TaskState.HELD, TaskState.WAIVED, TaskState.FALSE_ALARM})
"""States in which nobody may, or need, act for a reason that was decided."""


class Action(StrEnum):
    """The order of the members is the order of the work."""

    ROTATE = "rotate"
    UNSHARE = "unshare"
    DELETE = "delete"
    ASK_ADMIN = "ask_admin"

    @property
    def takes_away(self) -> bool:
        """Whether it removes something that a legal hold may want."""
        return self is not Action.ROTATE


class TaskPlace(msgspec.Struct, frozen=True):
    """A conversation that a task's credential was pasted in; `title` is masked."""

    provider: str
    title: str
    url: str | None


class Task(msgspec.Struct, frozen=True):
    """One action about one object. No field holds a value or a title that holds one.

    `id` is stable over runs: a hash of provider, action, object kind, object id (or fingerprint) and employee, as they
    were when the task first came up. `admin` marks what no employee can do, `rank` sorts tasks of one action. `reason`
    says why the task is in its `state`, `since` when it came into it.
    `object` is a word of `ObjectKind`, or ``credential``; then `object_id` is the fingerprint and `provider` lists
    all tools it was found in. `url` is https and leads to the vendor, or for a rotation to the issuer. `remains`
    says what the action does not remove; `found` counts what was found, by entity, or by the detector's name for a
    credential; `purge` by when the vendor expects to have removed it, None where nobody
    promises that. `places` are some of the conversations that a credential still lies in, `more_places` counts the
    others; only lists tell them. `as_of` and `source` are the day and page that the steps were read on.
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
    found: tuple[tuple[str, int], ...] = ()
    purge: str | None = None
    as_of: date | None = None
    source: str | None = None
    sent_at: str | None = None
    exposure: int = 0
    admin: bool = False
    rank: int = 0
    state: TaskState = TaskState.OPEN
    reason: str | None = None
    since: str | None = None
    places: tuple[TaskPlace, ...] = ()
    more_places: int = 0


class TracedTask(msgspec.Struct, frozen=True):
    """A task, and what traces it through later exports.

    `kind` and `identity` name the object in the vendor's own ids (`chatscrub.model.identity`), `container` is the key
    of the conversation it lies in, None for a credential. `account` is whose it is, `holder` the account or workspace
    whose export shows it. `first_at` and `last_at` span its texts, None where they have no dates.
    """

    task: Task
    kind: str
    identity: str
    account: Account
    holder: Account
    container: bytes | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None


class Progress(msgspec.Struct, frozen=True):
    """How far a list is: numbers of tasks. `claimed` waits for the next export, `held` must not be deleted.

    `not_provable` is done as far as can be told, and no export can prove it; so are rotations.
    """

    total: int = 0
    proven: int = 0
    claimed: int = 0
    came_back: int = 0
    still_there: int = 0
    unclear: int = 0
    not_provable: int = 0
    held: int = 0
    waived: int = 0
    false_alarms: int = 0


class Checklist(msgspec.Struct, frozen=True):
    """What one employee has to do now, in working order. `admin` marks the list of what no employee can do.

    `stem` is the name of its files without ending, safe on every system and unique among all lists. `tasks` are those
    that somebody must act on; `warnings` must be read before anything is done, `notes` besides; `progress` counts the
    `others` too, which nobody must act on, and `proven` are the latest that an export proved gone. `language` is what
    the employee reads, `email` where a message may go, None where not known. Of `tasks` and `others` there may be so
    many that each is read from the disk when it is asked for.
    """

    employee: str
    stem: str
    name: str | None
    tasks: Sequence[Task]
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    admin: bool = False
    progress: Progress = Progress()
    proven: tuple[Task, ...] = ()
    others: Sequence[Task] = ()
    language: str = "en"
    email: str | None = None
