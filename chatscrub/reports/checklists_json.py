"""checklists/<employee>.json: the same list for a ticket system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import fields

from chatscrub.json_text import document
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Checklist
from chatscrub.private_file import private_folder, write_private_set
from chatscrub.reports.interface import Report

SCHEMA = "chatscrub.checklist/1"


# The list asks for nothing that nobody must do.
_SHOWN = tuple(each.name for each in fields(Checklist) if each.name != "others")


def checklist(each: Checklist) -> dict[str, Any]:
    """One checklist by the names of its fields, for orjson, which takes records as they are and writes dates in ISO 8601.

    It does not take `tasks`, which need not be in memory.
    """
    return {"schema": SCHEMA, **{name: getattr(each, name) for name in _SHOWN}}


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder / "checklists")

    def finding(self, record: Record) -> None:
        """Checklists are made from the run."""

    def finish(self, run: Run) -> None:
        # A list of an earlier run may ask for something that must no longer be deleted.
        files = ((each.stem, document(checklist(each), {"tasks": each.tasks})) for each in run.checklists)
        write_private_set(self._folder, ".json", files, lambda earlier: SCHEMA.encode() in earlier[:100])

    def abort(self) -> None:
        """Nothing was begun."""


class ChecklistsJson:
    """For ticket systems."""

    name = "json"
    default = True
    is_list = True

    def open(self, folder: Path) -> _Writer:
        """Starts the checklists."""
        return _Writer(folder)


REPORT: Report = ChecklistsJson()
