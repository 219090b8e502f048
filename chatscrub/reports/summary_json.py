"""summary.json: the outcome of the run in figures, for scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from chatscrub.json_text import document
from chatscrub.model.exposure import Exposure
from chatscrub.model.record import Record
from chatscrub.model.run import ArchiveResult, Run
from chatscrub.private_file import write_private
from chatscrub.reports.interface import Report

SCHEMA = "chatscrub.summary/1"


def summary(run: Run) -> dict[str, Any]:
    """The outcome as plain values; lists are in working order or in the order of the archives."""
    return {**_figures(run), **{key: list(items) for key, items in _lists(run).items()}}


def _figures(run: Run) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "version": run.version,
        "tables": run.tables,
        "detectors": run.detectors,
        "complete": not run.skipped,
        "findings": run.findings,
        "below_min_confidence": run.below,
        "suppressed": run.suppressed,
        "samples_left_out": sum(archive.samples for archive in run.archives),
        "changes": asdict(run.changes) if run.changes else None,
        "by_entity": dict(sorted(run.by_entity.items())),
        "by_confidence": dict(sorted(run.by_confidence.items())),
        "by_band": dict(sorted(Counter(each.band.label for each in run.exposures).items())),
        "employees": [
            {
                "employee": checklist.employee,
                "admin": checklist.admin,
                "tasks": dict(Counter(task.action.value for task in checklist.tasks)),
                "progress": asdict(checklist.progress),
            }
            for checklist in run.checklists
        ],
    }


def _lists(run: Run) -> dict[str, Iterator[dict[str, Any]]]:
    """What there may be very much of, made while it is written."""
    return {
        "conversations": (_conversation(exposure) for exposure in run.exposures),
        "archives": (_archive(archive) for archive in run.archives),
        "skipped": ({"path": each.path, "reason": each.reason} for each in run.skipped),
    }


def _conversation(exposure: Exposure) -> dict[str, Any]:
    return {
        "exposure": exposure.score,
        "band": exposure.band.label,
        "vector": exposure.vector,
        "employee": exposure.employee,
        "provider": exposure.conversation.provider,
        "conversation_id": exposure.conversation.id,
        "object": exposure.conversation.object.value,
        "title": exposure.title,
        "url": exposure.conversation.url,
        "people": exposure.people,
        "findings": exposure.findings,
        "gone": exposure.gone,
        "first_group": exposure.first_group,
        "flags": list(exposure.flags),
        "archive": exposure.archive,
    }


def _archive(archive: ArchiveResult) -> dict[str, Any]:
    return {
        "path": archive.path,
        "provider": archive.provider,
        "accounts": sorted(archive.accounts),
        "conversations": archive.conversations,
        "passages": archive.passages,
        "characters": archive.characters,
        "findings": archive.findings,
        "samples_left_out": archive.samples,
        "not_scanned": {what: each.count for what, each in sorted(archive.not_scanned.items())},
        "notices": [{"text": each.text, "warning": each.warning} for each in archive.notices],
    }


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "summary.json"

    def finding(self, record: Record) -> None:
        """The figures come with the run."""

    def finish(self, run: Run) -> None:
        long = _lists(run)
        write_private(self._path, document({**_figures(run), **dict.fromkeys(long)}, long))

    def abort(self) -> None:
        """Nothing was begun."""


class SummaryJson:
    """For scripts and monitoring."""

    name = "json"
    default = True
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts summary.json."""
        return _Writer(folder)


REPORT: Report = SummaryJson()
