"""The ledger as commands open it, and what they share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chatscrub.errors import OutputError, UsageError

if TYPE_CHECKING:
    from chatscrub.ledger.database import Database

State = Annotated[Path | None, typer.Option("--state", help="Folder of the ledger. [env: CHATSCRUB_STATE]")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document instead of a table.")]
By = Annotated[str | None, typer.Option("--by", help="Who decides this. [default: your login name]")]
_CANDIDATES = 10  # whom an ambiguous name may mean; the rest is counted


@contextmanager
def ledger(state: Path | None) -> Iterator[Database]:
    """The ledger that scans have filled.

    Raises:
        UsageError: there is none in the state folder: nothing was scanned yet, or another folder was meant.
        LedgerError: it is locked, damaged, or out of reach.
    """
    from chatscrub.ledger.database import FILE
    from chatscrub.ledger.opening import open_ledger
    from chatscrub.ledger.state import installation_key, state_folder

    folder = state_folder(state)
    if not (folder / FILE).exists():
        raise UsageError(f"{folder}: no ledger there; scan an export first, or name its folder with --state")
    with open_ledger(folder, installation_key(folder)) as database:
        yield database


@contextmanager
def ledger_if_any(state: Path | None) -> Iterator[Database | None]:
    """The ledger where scans have filled one, else None, for what can also be told without."""
    from chatscrub.ledger.database import FILE
    from chatscrub.ledger.state import state_folder

    if (state_folder(state) / FILE).exists():
        with ledger(state) as database:
            yield database
    else:
        yield None


@contextmanager
def new_ledger(state: Path | None) -> Iterator[Database]:
    """The ledger, made where there is none yet, for what can be decided before the first scan."""
    from chatscrub.ledger.opening import open_ledger
    from chatscrub.ledger.state import installation_key, state_folder

    folder = state_folder(state)
    with open_ledger(folder, installation_key(folder)) as database:
        yield database


def decided_by(by: str | None) -> str:
    """The name that a decision is noted under."""
    from chatscrub.ledger.audit import operator

    return by or operator()


def day(text: str | None, option: str) -> date | None:
    """A day as an option gives it. Raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{option} {text}: no day; write it as 2026-11-28") from None


def moment(text: str | None, option: str) -> datetime | None:
    """A moment as an option gives it; without a zone it is the machine's local time. Raises UsageError."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError):
        raise UsageError(f"{option} {text}: no date and time; write it as 2026-11-28T14:30 or with +01:00") from None


def known_tool(tool: str | None) -> str | None:
    """A tool as an option names it. Raises UsageError for one that no export is of."""
    from chatscrub.sources import all_sources

    known = sorted({source.provider for source in all_sources()})
    if tool is None or tool.strip().lower() in known:
        return tool and tool.strip().lower()
    raise UsageError(f"--tool {tool}: no tool that is known; give one of {', '.join(known)}")


def known_employee(database: Database, employee: str, *, may_come: bool = False) -> str:
    """The employee whom a command names: by key, address, or the name that tables and lists show them under.

    With `may_come` an address that no export has shown yet is taken as it is, and said on stderr, since it may be a
    slip.

    Raises:
        UsageError: nobody is known so, or more than one is.
    """
    from chatscrub.escape import plain
    from chatscrub.ledger.employees import close_to, employees_named

    found = employees_named(database, employee)
    if len(found) == 1:
        return found[0]
    if found:
        more = f" and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        which = f"{', '.join(found[:_CANDIDATES])}{more}"
        raise UsageError(f"{employee}: more than one employee is called so; name one in full: {which}")
    near = " or ".join(close_to(database, employee))
    unknown = f"no export has shown an employee {employee} yet"
    hint = f"did you mean {near}?" if near else "see chatscrub todo list --all --json for who there is"
    if not may_come or "@" not in employee:
        raise UsageError(f"{unknown}; {hint}")
    print(f"chatscrub: {plain(f'{unknown}; {hint}', 1000)}", file=sys.stderr)
    return employee.strip()


def rewritten(database: Database) -> None:
    """Writes the lists anew after a decision, and says where: an old one may ask for what must not be done."""
    from chatscrub.escape import plain
    from chatscrub.lists import rewrite_lists

    try:
        folders = rewrite_lists(database)
    except OutputError as error:
        raise OutputError(f"it is decided and recorded, but a list is out of date: {error}") from None
    for folder in folders:
        print(f"Lists brought up to date: {plain(str(folder / 'checklists'), 300)}", file=sys.stderr)
