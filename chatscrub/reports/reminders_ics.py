"""checklists/<employee>.ics: a reminder for the calendar of the day on which a list is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.private_file import private_folder, read_if_any, write_private_set
from chatscrub.reports.interface import Report


def _now() -> datetime:
    return datetime.now(UTC)


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._lists = private_folder(folder / "checklists")

    def finding(self, record: Record) -> None:
        """Reminders are made from the run."""

    def finish(self, run: Run) -> None:
        from chatscrub.notices.reminder import is_reminder

        write_private_set(self._lists, ".ics", self._files(run, _now()), is_reminder)

    def _files(self, run: Run, now: datetime) -> Iterator[tuple[str, bytes]]:
        from chatscrub.notices.reminder import reminder, same_reminder

        for each in run.checklists:
            before = read_if_any(self._lists / f"{each.stem}.ics")
            made = reminder(each, run.notices, now, before)
            if made is not None:
                yield each.stem, before if before is not None and same_reminder(before, made) else made

    def abort(self) -> None:
        """Nothing was begun."""


class RemindersIcs:
    """For calendars."""

    name = "ics"
    default = False
    is_list = True

    def open(self, folder: Path) -> _Writer:
        """Starts the reminders."""
        return _Writer(folder)


REPORT: Report = RemindersIcs()
