"""What every report offers. A report is one file here, ending in the constant ``REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from chatscrub.model.record import Record
from chatscrub.model.run import Run


class ReportWriter(Protocol):
    """One report being written."""

    def finding(self, record: Record) -> None:
        """Takes one finding, while the scan runs."""
        ...

    def finish(self, run: Run) -> None:
        """Takes the outcome and closes all files. Raises OutputError."""
        ...

    def abort(self) -> None:
        """Leaves nothing half written behind, and earlier reports as they were."""
        ...


class Report(Protocol):
    """A format. `name` is its word in ``--format`` (several may share one); `default` whether it is written unasked.

    `is_list` marks the deletion lists, which need nothing but `Run.checklists`, `Run.notices` and `Run.today`.
    """

    name: str
    default: bool
    is_list: bool

    def open(self, folder: Path) -> ReportWriter:
        """Starts the report in an existing folder; its files are readable by their owner alone. Raises OutputError."""
        ...
