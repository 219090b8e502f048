"""What a worker is told to do, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec.structs import replace

from chatscrub.archive import Archive, NotDivisibleError, Stripe
from chatscrub.detection.cascade import Detection
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.pipeline import Progress, scan_archive
from chatscrub.workers.spool import Spool


class Task(msgspec.Struct, frozen=True):
    """An archive, or one stripe of it. `archive` knows paths and ranges of bytes, no content."""

    archive: Archive
    stripe: Stripe | None = None


class Done(msgspec.Struct, frozen=True):
    """A task's outcome, and its records as a `Spool` kept them."""

    outcome: ArchiveOutcome
    kept: bytes | Path


class Indivisible(msgspec.Struct, frozen=True):
    """The archive gives another result in stripes: it is to be read as a whole."""


class Died(msgspec.Struct, frozen=True):
    """The worker is gone. `again` says that the task may be tried once more, alone; else `reason` is told."""

    reason: str
    again: bool


class Failed(msgspec.Struct, frozen=True):
    """The task cannot be done, and no other could."""

    error: Exception


Answer = Done | Indivisible | Died | Failed


class Advance(msgspec.Struct, frozen=True):
    """How far a task is: bytes inflated, conversations finished, findings made since it was given. It is no answer yet."""

    read: int = 0
    conversations: int = 0
    findings: int = 0


class Pool(Protocol):
    """Workers that carry out tasks. `jobs` is how many at the same time."""

    jobs: int

    def room(self) -> bool:
        """Whether one more task can be given."""
        ...

    def give(self, number: int, task: Task) -> None:
        """Gives a task under a number that no other has."""
        ...

    def answers(self, seconds: float) -> Sequence[tuple[int, Answer | Advance]]:
        """What has come since the last call, waiting so long for at least one. Raises UsageError if none can come."""
        ...


class Silent:
    """Progress of a worker that can tell nothing before its answer."""

    def archive(self, path: str) -> None:
        """Whoever gave the task knows."""

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """The answer says it."""


def carry_out(
    task: Task, order: Order, detection: Detection, spool: Path | None, progress: Progress
) -> Done | Indivisible:
    """Does a task; many records go to the file `spool`, which is not there yet. Raises ChatscrubError."""
    stripe = task.stripe
    if stripe is not None:
        salt = blake2b(b"texts that count once", key=order.key[:64], digest_size=32).digest()
        stripe = replace(stripe, salt=salt)
    records = Spool(spool)
    try:
        outcome = scan_archive(task.archive, order, detection, records, progress, stripe)
        return Done(outcome, records.close())
    except NotDivisibleError:
        records.abort()
        return Indivisible()
    except BaseException:
        records.abort()
        raise
