"""checklists/<employee>.html: what one person must do, with boxes to tick, on a phone, a screen or paper."""

from __future__ import annotations

from pathlib import Path

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.pages.checklist import checklist, is_checklist
from chatscrub.private_file import private_folder, write_private_set
from chatscrub.reports.interface import Report


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder / "checklists")

    def finding(self, record: Record) -> None:
        """Checklists are made from the run."""

    def finish(self, run: Run) -> None:
        # A list of an earlier run may ask for something that must no longer be deleted.
        files = ((each.stem, checklist(each, run.notices, run.today)) for each in run.checklists)
        write_private_set(self._folder, ".html", files, is_checklist)

    def abort(self) -> None:
        """Nothing was begun."""


class ChecklistsHtml:
    """For the employee, in a browser or on paper."""

    name = "html"
    default = True
    is_list = True

    def open(self, folder: Path) -> _Writer:
        """Starts the checklists."""
        return _Writer(folder)


REPORT: Report = ChecklistsHtml()
