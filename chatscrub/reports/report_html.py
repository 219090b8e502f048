"""report.html: the outcome for IT and the data-protection officer as one page that opens from disk."""

from __future__ import annotations

from pathlib import Path

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.pages.report import report
from chatscrub.pages.tally import Tally
from chatscrub.private_file import write_private
from chatscrub.reports.interface import Report


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "report.html"
        self._tally = Tally()

    def finding(self, record: Record) -> None:
        self._tally.add(record)

    def finish(self, run: Run) -> None:
        write_private(self._path, report(run, self._tally))

    def abort(self) -> None:
        """Nothing was begun."""


class ReportHtml:
    """For people, in a browser."""

    name = "html"
    default = True
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts report.html."""
        return _Writer(folder)


REPORT: Report = ReportHtml()
