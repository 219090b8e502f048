"""The output folder of a watcher: everybody's list, the index of all, and the reports of the last passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import orjson
from msgspec.structs import asdict

from chatscrub.escape import markdown
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database
from chatscrub.ledger.status import NewestExport, newest_exports_by_person
from chatscrub.lists import all_lists, write_lists
from chatscrub.model.task import Action, Checklist
from chatscrub.private_file import private_folder, write_changed
from chatscrub.reports.interface import Report
from chatscrub.watch.heartbeat import Failed, Waiting

RUNS = "runs"
KEPT = 100
"""So many folders of passes are kept, the newest."""
SCHEMA = "chatscrub.index/1"
_TRIES = 5
_STATE = """
    SELECT (SELECT max(id) FROM run), (SELECT count(*) FROM run WHERE finished IS NOT NULL), (SELECT max(id) FROM event)
"""


class Output(msgspec.Struct):
    """Writes what changed, and nothing else."""

    database: Database
    out: Path
    reports: Sequence[Report]
    _stands: object = None
    _lists: list[Checklist] = msgspec.field(default_factory=list)
    _exports: tuple[NewestExport, ...] = ()
    _index: object = None

    def update(self, today: date, waiting: Sequence[Waiting], failed: Sequence[Failed]) -> None:
        """Lists and index, where the ledger or the folder has changed since they were written. Raises OutputError."""
        self._update_lists(today)
        index = (self._stands, tuple(waiting), tuple(failed))
        if index != self._index:
            self._write_index(waiting, failed)
            self._index = index

    def _update_lists(self, today: date) -> None:
        for _ in range(_TRIES):
            stands = (today, *(self.database.row(_STATE) or ()), audit.latest(self.database))
            if stands == self._stands:
                return
            self._lists = all_lists(self.database)
            self._exports = newest_exports_by_person(self.database, self.database.clock())
            lists = [each for each in self.reports if each.is_list]
            write_lists(self.database, self._lists, private_folder(self.out), lists)
            self._stands = stands  # a command may decide something meanwhile, so it is looked at once more

    def _write_index(self, waiting: Sequence[Waiting], failed: Sequence[Failed]) -> None:
        folder = private_folder(self.out)
        formats = dict.fromkeys(each.name for each in self.reports if each.is_list)
        links = {
            each.stem: {
                name: f"checklists/{each.stem}.{name}"
                for name in formats  # a message is only written to who has something to do
                if (folder / "checklists" / f"{each.stem}.{name}").exists()
            }
            for each in self._lists
        }
        value = index(self._lists, self._exports, waiting, failed, links)
        form = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        write_changed(folder / "index.json", orjson.dumps(value, option=form))
        write_changed(folder / "index.md", ("\n".join(index_lines(value)) + "\n").encode("utf-8", "replace"))

    def folder_of_pass(self, now: datetime) -> Path:
        """A new folder for the reports of one pass. Raises OutputError."""
        runs = private_folder(self.out / RUNS)
        name = f"{now:%Y%m%dT%H%M%SZ}"
        number = 1
        while (runs / (name if number == 1 else f"{name}-{number:03}")).exists():
            number += 1
        return private_folder(runs / (name if number == 1 else f"{name}-{number:03}"))

    def tidy(self) -> None:
        """Removes what a pass that was killed left half written, and the reports of all but the newest passes."""
        try:
            runs = sorted(each for each in (self.out / RUNS).iterdir() if each.name[:1].isdigit())
        except OSError:
            return
        for folder in runs:
            if not folder.is_symlink():
                _clear(folder, everything=folder in runs[:-KEPT])


def _clear(folder: Path, *, everything: bool) -> None:
    with suppress(OSError):
        for each in folder.iterdir():
            if (everything or each.name.endswith(".partial")) and not each.is_dir():
                each.unlink()
        folder.rmdir()  # fails where something is left in it


def index(
    lists: Sequence[Checklist],
    exports: Sequence[NewestExport],
    waiting: Sequence[Waiting],
    failed: Sequence[Failed],
    links: Mapping[str, dict[str, str]],
) -> dict[str, Any]:
    """All employees with counts and links, and what waits or failed, as plain values. `links` are stem → format → file."""
    mine: dict[str, list[NewestExport]] = {}
    for export in exports:
        mine.setdefault(export.employee, []).append(export)
    entries = [_entry(each, mine.pop(each.employee, []) if not each.admin else [], links) for each in lists]
    entries += [_employee(employee, of) for employee, of in mine.items()]
    return {
        "schema": SCHEMA,
        "employees": sorted(entries, key=lambda each: (each["admin"], each["employee"].casefold(), each["employee"])),
        "waiting": [asdict(each) for each in waiting],
        "failed": [asdict(each) for each in failed],
    }


def _employee(employee: str, exports: Sequence[NewestExport]) -> dict[str, Any]:
    return {
        "employee": employee,
        "name": None,
        "admin": False,
        "to_do": {action.value: 0 for action in Action},
        "progress": None,
        "lists": {},
        "exports": [
            {"provider": each.provider, "made_at": each.made_at, "path": each.path, "gap": each.gap} for each in exports
        ],
    }


def _entry(each: Checklist, exports: Sequence[NewestExport], links: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    counts = Counter(task.action for task in each.tasks)
    return {
        **_employee(each.employee, exports),
        "name": each.name,
        "admin": each.admin,
        "to_do": {action.value: counts[action] for action in Action},
        "progress": asdict(each.progress),
        "lists": links.get(each.stem, {}),
    }


def index_lines(value: dict[str, Any]) -> Iterator[str]:
    """The index for people, from its plain values."""
    yield "# Deletion lists"
    yield ""
    listed = [each for each in value["employees"] if each["lists"]]
    others = [each for each in value["employees"] if not each["lists"]]
    if not listed:
        yield "Nobody has a list yet."
    else:
        yield "| employee | to rotate | links to revoke | to delete | for an admin | proven gone | list | newest exports |"
        yield "| --- | --: | --: | --: | --: | --: | --- | --- |"
        for each in listed:
            yield _row(each)
    if others:
        yield ""
        yield "## Read, and nothing to do"
        yield ""
        for each in others:
            yield f"- {markdown(each['employee'])}: {_newest(each)}"
    for heading, what in (("Waiting", value["waiting"]), ("Failed", value["failed"])):
        if what:
            yield ""
            yield f"## {heading}"
            yield ""
            for each in what:
                moved = f", now {markdown(each['moved_to'], 300)}" if each.get("moved_to") else ""
                yield f"- {markdown(each['path'], 300)}: {markdown(each['reason'], 400)} (since {each['since']}{moved})"


def _row(each: dict[str, Any]) -> str:
    todo, progress = each["to_do"], each["progress"] or {}
    links = ", ".join(f"[{name}]({path})" for name, path in each["lists"].items())
    name = markdown("For an admin" if each["admin"] else each["name"] or each["employee"])
    counts = [todo[action.value] for action in Action]
    return f"| {name} | {' | '.join(map(str, counts))} | {progress.get('proven', 0)} | {links} | {_newest(each)} |"


def _newest(each: dict[str, Any]) -> str:
    return ", ".join(f"{markdown(one['provider'])} {(one['made_at'] or 'undated')[:10]}" for one in each["exports"])
