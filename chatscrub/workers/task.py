"""What a worker is told to do, and what it answers."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec.structs import replace

from chatscrub.archive import Archive, NotDivisibleError, Stripe
from chatscrub.detection.cascade import Detection
from chatscrub.order import ArchiveOutcome, Order
from chatscrub.pipeline import scan_archive
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


class Pool(Protocol):
    """Workers that carry out tasks. `jobs` is how many at the same time."""

    jobs: int

    def room(self) -> bool:
        """Whether one more task can be given."""
        ...

    def give(self, number: int, task: Task) -> None:
        """Gives a task under a number that no other has."""
        ...

    def answers(self, seconds: float) -> list[tuple[int, Answer]]:
        """What has come since the last call, waiting so long for at least one. Raises UsageError if none can come."""
        ...


class _Silent:
    def archive(self, path: str) -> None:
        """Progress is told by the parent."""

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        """Progress is told by the parent."""


def carry_out(task: Task, order: Order, detection: Detection, spool: Path | None) -> Done | Indivisible:
    """Does a task; many records go to the file `spool`, which is not there yet. Raises ChatscrubError."""
    stripe = task.stripe
    if stripe is not None:
        salt = blake2b(b"texts that count once", key=order.key[:64], digest_size=32).digest()
        stripe = replace(stripe, salt=salt)
    records = Spool(spool)
    try:
        outcome = scan_archive(task.archive, order, detection, records, _Silent(), stripe)
        return Done(outcome, records.close())
    except NotDivisibleError:
        records.abort()
        return Indivisible()
    except BaseException:
        records.abort()
        raise
