"""What every report offers. A report is one file here, ending in the constant ``REPORT``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, runtime_checkable

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.sighting import Sighting


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


@runtime_checkable
class HistoryWriter(ReportWriter, Protocol):
    """A report with a place for suppressed and gone findings."""

    def told(self, record: Record, sighting: Sighting) -> None:
        """Takes one finding in place of `finding`, also one that others do not list."""
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


class Writers:
    """All reports of a run as one; `asks` tells whether any of them has a place for the history of a finding."""

    def __init__(self, writers: Iterable[ReportWriter]) -> None:
        self._all = tuple(writers)
        self._telling = tuple(each for each in self._all if isinstance(each, HistoryWriter))
        self._plain = tuple(each for each in self._all if not isinstance(each, HistoryWriter))
        # What wraps others asks only if one of them does.
        self.asks = any(getattr(each, "asks", True) for each in self._telling)

    def told(self, record: Record, sighting: Sighting) -> None:
        """Gives a finding to each report that lists it."""
        for telling in self._telling:
            telling.told(record, sighting)
        if sighting.listed:
            self.finding(record)

    def finding(self, record: Record) -> None:
        """Gives a finding to the reports that know no sighting."""
        for writer in self._plain:
            writer.finding(record)

    def finish(self, run: Run) -> None:
        """Closes all reports. Raises OutputError."""
        for writer in self._all:
            writer.finish(run)

    def abort(self) -> None:
        """Leaves earlier reports as they were."""
        for writer in self._all:
            writer.abort()
