"""What can go wrong, and the exit code of each.

::

    ChatscrubError            INTERNAL
    ├── UsageError            USAGE       a path, option or configuration the operator must change
    │   └── PackError         USAGE       a detector file that cannot be loaded
    ├── ArchiveError          INCOMPLETE  an export that cannot be opened at all
    │   └── JsonError         INCOMPLETE  JSON inside an export that cannot be read
    ├── OutputError           INTERNAL    a report that cannot be written
    └── LedgerError           INTERNAL    a ledger that is locked, full, damaged or out of reach

A message is one sentence for the operator: which file, what is wrong, what to do. It never quotes content of an export.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process says when it ends; the higher of two applies."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4


class ChatscrubError(Exception):
    """Base of all errors that are ours; its text is shown to the operator as it is."""

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL


class UsageError(ChatscrubError):
    """The operator must change a path, an option or the configuration."""

    exit_code = ExitCode.USAGE


class PackError(UsageError):
    """A detector file cannot be loaded; the text names file and field."""


class ArchiveError(ChatscrubError):
    """An export, or a member of one, cannot be read."""

    exit_code = ExitCode.INCOMPLETE


class DiskError(ArchiveError):
    """The system cannot read a file of an export, which may be in order."""


class JsonError(ArchiveError):
    """JSON inside an export cannot be read."""


class OutputError(ChatscrubError):
    """A report cannot be written."""


class LedgerError(ChatscrubError):
    """The ledger cannot be read or written. What was committed before stays; nothing is half recorded."""
