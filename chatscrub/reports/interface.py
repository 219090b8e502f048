"""What every report offers. A report is one file here, ending in the constant ``REPORT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from chatscrub.model.run import Run

Record = dict[str, Any]
"""One finding as written to findings.jsonl (README, "findings.jsonl"); keys are always present."""


class ReportWriter(Protocol):
    """One report being written."""

    def finding(self, record: Record) -> None:
        """Takes one finding, while the scan runs."""
        ...

    def finish(self, run: Run) -> None:
        """Takes the outcome and closes all files."""
        ...

    def abort(self) -> None:
        """Leaves nothing half written behind."""
        ...


class Report(Protocol):
    """A format. `name` is its word in ``--format``; `default` whether it is written unasked."""

    name: str
    default: bool

    def open(self, folder: Path, *, private: bool) -> ReportWriter:
        """Starts the report in the folder; files are readable by their owner alone."""
        ...
