"""checklists/<employee>.json: the same list for a ticket system."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Checklist
from chatscrub.private_file import private_folder, write_private
from chatscrub.reports.interface import Report

SCHEMA = "chatscrub.checklist/1"


def checklist(each: Checklist) -> dict[str, Any]:
    """One checklist as plain values; dates are ISO 8601."""
    return {"schema": SCHEMA, **asdict(each)}


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder / "checklists")

    def finding(self, record: Record) -> None:
        """Checklists are made from the run."""

    def finish(self, run: Run) -> None:
        current = set()
        for each in run.checklists:
            path = self._folder / f"{each.stem}.json"
            current.add(path.name)
            write_private(path, orjson.dumps(checklist(each), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        for earlier in self._folder.glob("*.json"):
            # A list of an earlier run may ask for something that must no longer be deleted.
            if earlier.name not in current and SCHEMA.encode() in earlier.read_bytes()[:100]:
                earlier.unlink(missing_ok=True)

    def abort(self) -> None:
        """Nothing was begun."""


class ChecklistsJson:
    """For ticket systems."""

    name = "json"
    default = True

    def open(self, folder: Path) -> _Writer:
        """Starts the checklists."""
        return _Writer(folder)


REPORT: Report = ChecklistsJson()
