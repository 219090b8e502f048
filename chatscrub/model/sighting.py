"""What is known about a finding beside its record: whether it is new, and whether somebody decided about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class Change(StrEnum):
    """A finding against the exports before."""

    NEW = "new"
    STILL = "still there"
    GONE = "gone"  # a newer and whole export of the account does not show it


class Suppressed(msgspec.Struct, frozen=True):
    """Somebody decided that a finding is a false alarm. `on` is a day, ISO 8601."""

    reason: str | None
    author: str | None
    on: str


class Sighting(msgspec.Struct, frozen=True):
    """What reports may tell of a finding through time.

    `key` is 32 hexadecimal digits, the same for the same value in the same message of every export. `change` is None where
    no ledger is kept, `seen` is the start of the run that first found it. `listed` is False for what only reports with
    a place for it take: suppressed findings, and in a scan those that are gone.
    """

    key: str
    change: Change | None = None
    seen: datetime | None = None
    suppressed: Suppressed | None = None
    listed: bool = True
