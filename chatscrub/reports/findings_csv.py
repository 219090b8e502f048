"""findings.csv: the same records for a spreadsheet (RFC 4180, UTF-8 with BOM so that Excel reads it right)."""

from __future__ import annotations

import csv
from pathlib import Path

from chatscrub.escape import csv_cell
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.private_file import PrivateFile
from chatscrub.reports.interface import Report

COLUMNS = (
    "exposure", "employee", "provider", "conversation_title", "conversation_url", "object", "sent_at", "kind", "entity",
    "match", "confidence", "severity", "whose", "flags", "reasons", "vector", "author", "role", "branch", "place",
    "message_id", "conversation_id", "archive", "detector", "fingerprint",
)  # fmt: skip


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._file = PrivateFile(folder / "findings.csv")
        self.write("\ufeff")
        self._csv = csv.writer(self)
        self._csv.writerow(COLUMNS)

    def write(self, text: str) -> None:
        """Takes a row from the writer of rows."""
        self._file.write(text.encode("utf-8", "replace"))

    def finding(self, record: Record) -> None:
        self._csv.writerow([_cell(record[column]) for column in COLUMNS])

    def finish(self, run: Run) -> None:
        self._file.commit()

    def abort(self) -> None:
        self._file.abort()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return csv_cell("; ".join(str(each) for each in value))
    return csv_cell(str(value))


class FindingsCsv:
    """For people who filter and sort."""

    name = "csv"
    default = True
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts findings.csv."""
        return _Writer(folder)


REPORT: Report = FindingsCsv()
