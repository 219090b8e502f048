"""``chatscrub purge``: removes from the ledger what is settled and old."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from chatscrub.cli.opening import AsJson, By, State, day, decided_by, ledger, rewritten
from chatscrub.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from chatscrub.ledger.database import Database

_SPAN = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


def purge(
    older_than: Annotated[str, typer.Option("--older-than", help="400d, 18m, 2y, or a day: what is older goes.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    with_audit: Annotated[bool, typer.Option("--audit", help="Also rows of the audit that are older.")] = False,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Remove what is settled and old from the ledger. Open and held tasks stay, and so does every newest export."""
    from chatscrub.cli.tables import Column, print_json, print_lines, print_table
    from chatscrub.ledger import purging

    with ledger(state) as database:
        before = _before(older_than, database.clock().date())
        found = purging.preview(database, before, with_audit=with_audit)
        values = {"before": before, "purged": False, **{key.replace(" ", "_"): n for key, n in found.counts.items()}}
        copies = _copies(database)
        values["copies"] = [str(each) for each in copies]
        if not as_json:
            print_table(
                (Column(f"settled before {before.isoformat()}", 26), Column("rows", 10, right=True)),
                [(name, f"{count:,}") for name, count in found.counts.items() if count],
                empty=f"Nothing is settled and older than {before.isoformat()}.",
            )
            for each in copies:
                print_lines([f"{each} is a copy from before an update and still holds all: delete it by hand."])
        if found.total and _is_agreed(yes=yes, as_json=as_json):
            purging.purge(database, before, by=decided_by(by), with_audit=with_audit)
            rewritten(database)
            values["purged"] = True
            if not as_json:
                print_lines([f"{found.total:,} row{'' if found.total == 1 else 's'} removed, the file is compacted."])
        elif yes and not found.total:
            # The rows may have gone with a purge that was killed before it had done what follows.
            if database.value("PRAGMA freelist_count"):
                database.compact()
            rewritten(database)
        if as_json:
            print_json(values)
    if found.total and not values["purged"]:
        raise UsageError("nothing was removed; give --yes to do it")


def _is_agreed(*, yes: bool, as_json: bool) -> bool:
    if yes:
        return True
    return not as_json and sys.stdin.isatty() and typer.confirm("Remove this for good?", err=True)


def _copies(database: Database) -> list[Path]:
    return sorted(database.path.parent.glob("ledger-before-v*.sqlite3"))


def _before(text: str, today: date) -> date:
    """The day that a span reaches back to, or the day itself. Raises UsageError for one that lies ahead."""
    span = _SPAN.fullmatch(text.strip().lower())
    if span is None:
        given = day(text, "--older-than")
        if given is None or given > today:
            raise UsageError(f"--older-than {text}: lies ahead; give a span such as 400d or 18m, or a day that is over")
        return given
    count, unit = int(span[1]), span[2]
    try:
        return (
            today - timedelta(days=count * _DAYS[unit]) if unit in _DAYS else _months_back(today, count * _MONTHS[unit])
        )
    except (ValueError, OverflowError):
        raise UsageError(f"--older-than {text}: reaches back further than the calendar") from None


def _months_back(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for last in (today.day, 30, 29, 28):  # the 31st of a month that has none is its last day
        try:
            return date(year, month + 1, last)
        except ValueError:
            if last == 28:
                raise
    raise AssertionError
