"""The deletion lists as the ledger has them, and every place where they were written."""

from __future__ import annotations

import csv
import io
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec

import chatscrub
from chatscrub.checklist import ADMIN, checklists, is_to_do, with_elsewhere, with_places, with_places_gone
from chatscrub.errors import OutputError
from chatscrub.ledger import audit, legal_hold
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import Hold, HoldsInForce, holds
from chatscrub.ledger.notice_settings import notice_settings
from chatscrub.ledger.todo import each_task, gone_conversations, told
from chatscrub.model.address import valid_address
from chatscrub.model.conversation import Account
from chatscrub.model.detector import Confidence
from chatscrub.model.run import Run
from chatscrub.model.task import Action, Checklist, Task, TaskPlace, TaskState
from chatscrub.people import DEFAULT_LANGUAGE
from chatscrub.reports import list_reports
from chatscrub.reports.interface import Report
from chatscrub.shelf import Shelf

TICKETS = "tickets.csv"
_TRIES = 10
# `newest` is whether the newest exports still show it.
_PLACES = """
    SELECT conversation.*, max(finding.last_archive IS account.latest) AS newest
    FROM finding JOIN conversation ON conversation.id = finding.conversation
    JOIN account ON account.id = finding.holder
    WHERE finding.fingerprint = ? AND finding.confidence >= ?
    GROUP BY conversation.id ORDER BY conversation.score DESC, conversation.title, conversation.id
"""
_NOBODY = (None, DEFAULT_LANGUAGE, None)
_ENDINGS = (".md", ".json", ".html", ".eml", ".ics")


class KnownPeople(msgspec.Struct, frozen=True):
    """Names, languages and addresses as the last run that was given a table of people recorded them."""

    database: Database

    def employee(self, account: Account) -> str:
        """The account's own key: who is behind it was settled when it was recorded."""
        return account.key

    def name(self, employee: str) -> str | None:
        """The employee's name, where known."""
        return self._row(employee)[0]

    def language(self, employee: str) -> str:
        """The code of the language that the employee reads."""
        return self._row(employee)[1]

    def email(self, employee: str) -> str | None:
        """The address for notices: as recorded, else the employee's own key where that is one."""
        return self._row(employee)[2] or valid_address(employee)

    def _row(self, employee: str) -> tuple[str | None, str, str | None]:
        row = self.database.row("SELECT name, language, email FROM employee WHERE employee = ?", (employee,))
        return _NOBODY if row is None else (row["name"], row["language"], row["email"])


def all_lists(database: Database, to_review: Mapping[tuple[bool, str], int] | None = None) -> list[Checklist]:
    """The list of everybody whom the ledger knows a task of, with the same file names each time."""
    tasks = _shared(database, each_task(database))
    return checklists(tasks, KnownPeople(database), to_review=to_review, warnings=_warnings(database, tasks))


def _shared(database: Database, tasks: Iterable[Task]) -> Sequence[Task]:
    """Says of each credential where it lies: exports of several people come one by one, and chats are deleted."""
    shelf = Shelf(Task)
    rotations = array("L")
    credentials: set[str] = set()
    own: set[tuple[str | None, str]] = set()  # credentials of employees who rotate them themselves
    for task in tasks:
        if task.action is Action.ROTATE:
            rotations.append(len(shelf))
            if not task.admin:
                own.add((task.object_id, task.employee))
            if task.object_id and is_to_do(task):
                credentials.add(task.object_id)
        shelf.append(task)
    gone = gone_conversations(database) if credentials else frozenset()
    in_force = HoldsInForce(database)
    for number in rotations:
        task = shelf[number]
        if task.object_id not in credentials:
            continue
        found = database.rows(_PLACES, (bytes.fromhex(task.object_id), int(Confidence.MEDIUM)))
        if task.admin:
            mine = [row for row in found if (task.object_id, row["employee"]) not in own]
        else:
            mine = [row for row in found if row["employee"] == task.employee]
            shown = {row["object"] for row in mine if row["newest"]}
            # Where the task's own findings are gone, or all are an admin's to see to, what the run said stands.
            if shown:
                task = with_elsewhere(task, len({row["object"] for row in found if row["newest"]} - shown))
        left = {row["object"]: row for row in mine if row["object"] not in gone}
        if left:
            named = [
                row for row in left.values() if in_force.over_conversation(row) is None
            ]  # a list names nothing held
            task = with_places(task, [TaskPlace(row["provider"], row["title"], row["url"]) for row in named])
        elif mine:
            task = with_places_gone(task)
        shelf.replace(number, task)
    return shelf


def lists_for(
    database: Database, employees: Iterable[str], out: Path | None, to_review: Mapping[tuple[bool, str], int]
) -> list[Checklist]:
    """The lists of these employees and the admin's, and those that stand in the folder `out` already."""
    lists = all_lists(database, to_review)
    known = {each.employee.casefold() for each in lists}
    wanted = {name for each in employees if (name := each.casefold()) in known}  # most people have no list
    standing = {each.stem for each in _standing(out, lists)} if out is not None else set()
    return [each for each in lists if each.admin or each.employee.casefold() in wanted or each.stem in standing]


def hold_remark(database: Database, lists: Iterable[Checklist]) -> str | None:
    """What must be known of legal holds before anything on the lists is removed, None where nothing is open."""
    removes = any(task.action.takes_away for each in lists for task in each.tasks)
    return legal_hold.remark(database) if removes else None


def rewrite_lists(database: Database, *, apart_from: Path | None = None) -> list[Path]:
    """Writes the lists anew in every folder where a run left them: none may ask for what is now held or done.

    A folder that is gone, or whose lists were taken out, is left alone. A list of somebody who has none any more, such
    as of an account that goes by another name now, is removed. Returns the folders written to; `apart_from` is none of them.

    Raises:
        OutputError: a list cannot be written; its earlier form is untouched, and all other folders are done.
    """
    except_ = apart_from.absolute() if apart_from else None
    seen = audit.latest(database)
    written = _rewrite(database, except_)
    for _ in range(_TRIES):
        if not audit.is_decided_since(database, seen):
            break
        # Another process decided something meanwhile, and its lists may lie under these.
        seen = audit.latest(database)
        written = _rewrite(database, except_)
    return written


def _rewrite(database: Database, apart_from: Path | None) -> list[Path]:
    written: list[Path] = []
    failure: OutputError | None = None
    lists = all_lists(database)
    for folder, formats in list_folders(database).items():
        if folder == apart_from or not (any((folder / "checklists").glob("*")) or (folder / TICKETS).is_file()):
            continue
        standing = _standing(folder, lists)
        try:
            write_lists(database, standing, folder, [each for each in list_reports() if each.name in formats])
        except OutputError as error:
            failure = failure or error
        else:
            written.append(folder)
    if failure is not None:
        raise failure
    return written


def write_lists(database: Database, lists: Sequence[Checklist], folder: Path, reports: Sequence[Report]) -> None:
    """Writes lists in the formats of these reports. Raises OutputError."""
    run = Run(
        version=chatscrub.__version__,
        tables="",
        detectors="",
        checklists=list(lists),
        notices=notice_settings(database),
        today=database.clock().date(),
    )
    for report in reports:
        report.open(folder).finish(run)


def list_folders(database: Database) -> dict[Path, frozenset[str]]:
    """Every folder that runs were told to write into, with the formats of all of them, there or not."""
    folders: dict[Path, set[str]] = {}
    for row in database.rows(
        "SELECT out, formats FROM run WHERE out IS NOT NULL UNION SELECT out, formats FROM list_folder ORDER BY out"
    ):
        folders.setdefault(Path(row["out"]), set()).update((row["formats"] or "").split(","))
    return {folder: frozenset(formats) for folder, formats in folders.items()}


def _standing(out: Path, lists: Sequence[Checklist]) -> list[Checklist]:
    """Those of the lists that an earlier run left in the folder, as files of their own or among the tickets."""
    tickets = _tickets_in(out)
    return [
        each
        for each in lists
        if any((out / "checklists" / f"{each.stem}{ending}").is_file() for ending in _ENDINGS)
        or (tickets and any(task.id in tickets for task in chain(each.tasks, each.others)))
    ]


def _tickets_in(out: Path) -> frozenset[str]:
    """The ids of the tasks that a file of tickets holds."""
    try:
        text = (out / TICKETS).read_bytes().decode("utf-8-sig")
        lines = [cells for cells in csv.reader(io.StringIO(text, newline="")) if cells]
    except (OSError, UnicodeDecodeError, csv.Error):  # somebody put another file there
        return frozenset()
    return frozenset(cells[0].rpartition("-")[2] for cells in lines)


def _warnings(database: Database, tasks: Sequence[Task]) -> dict[str, list[str]]:
    """What each list says of legal holds: the company's status first, then what a hold covers."""
    said = {admin: legal_hold.list_note(database, admin=admin) for admin in (False, True)}
    is_unknown = legal_hold.status(database) == legal_hold.UNKNOWN
    notes = {
        task.employee: list(said[task.admin])
        for task in tasks
        # Links are revoked whoever knows, so that a list without anything to delete need not warn.
        if is_to_do(task) and (task.admin or not is_unknown or task.action is Action.DELETE)
    }
    for employee, mine in _hold_notes(database, tasks).items():
        notes.setdefault(employee, []).extend(mine)
    return notes


def _hold_notes(database: Database, tasks: Sequence[Task]) -> dict[str, list[str]]:
    """What must not be deleted, for each employee: by scope, since a list must not name the objects."""
    active = holds(database)
    notes: dict[str, list[str]] = {}
    if not active:
        return notes
    held = Counter((task.employee, task.reason) for task in tasks if task.state is TaskState.HELD)
    for employee in sorted({task.employee for task in tasks}):
        for hold in active:
            count = held[employee, told(hold)]
            if count:
                notes.setdefault(employee, []).append(_hold_note(hold, count, employee))
    return notes


def _hold_note(hold: Hold, count: int, employee: str) -> str:
    scope = hold.scope
    # An admin's list is about accounts of others, too.
    whose = f"in an account of {scope.employee}" if scope.employee and employee == ADMIN else "of yours"
    where = f" in {scope.provider}" if scope.provider else ""
    days = (f" from {scope.first_day.isoformat()}" if scope.first_day else "") + (
        f" to {scope.last_day.isoformat()}" if scope.last_day else ""
    )
    return (
        f"Do NOT delete, rename, archive or unshare anything {whose}{where}{days or ' of any day'}: it is under a legal "
        f"hold (matter {hold.matter}). {count} thing{'' if count == 1 else 's'} of this list wait{'s' if count == 1 else ''} "
        f"until it is lifted. Ask {hold.contact or 'your data-protection contact'} before you change anything there."
    )
