"""findings.jsonl: one record a line, in the order of the archives."""

from __future__ import annotations

from pathlib import Path

import orjson

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.private_file import PrivateFile
from chatscrub.reports.interface import Report


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._file = PrivateFile(folder / "findings.jsonl")

    def finding(self, record: Record) -> None:
        self._file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))

    def finish(self, run: Run) -> None:
        self._file.commit()

    def abort(self) -> None:
        self._file.abort()


class FindingsJsonl:
    """For machines: everything about every finding."""

    name = "jsonl"
    default = True
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts findings.jsonl."""
        return _Writer(folder)


REPORT: Report = FindingsJsonl()
