"""``chatscrub doctor``: whether everything that keeps the ledger safe is in order."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from chatscrub.cli.opening import AsJson, State

if TYPE_CHECKING:
    from chatscrub.ledger.health import Check

WIDTH = 80


def doctor(as_json: AsJson = False, state: State = None) -> None:
    """Check folder, key, ledger, disk, clock, system, watcher, models and detectors; exit code 1 for a warning, 4 for a failure."""
    from chatscrub.cli.surroundings import program, system, watcher
    from chatscrub.cli.tables import print_json
    from chatscrub.errors import ExitCode
    from chatscrub.ledger.health import Level, examine
    from chatscrub.ledger.state import state_folder

    folder = state_folder(state)
    checks = [*examine(folder), *watcher(folder), *system(), *program()]
    if as_json:
        print_json([{"check": each.name, "level": each.level.value, "text": each.text} for each in checks])
    else:
        for each in checks:
            for line in _lines(each):
                print(line)
    levels = {each.level for each in checks}
    if Level.FAILED in levels:
        raise typer.Exit(ExitCode.INTERNAL)
    raise typer.Exit(ExitCode.FINDINGS if Level.WARNING in levels else ExitCode.CLEAN)


def _lines(check: Check) -> Iterator[str]:
    """One line a check; what does not fit stands below."""
    from chatscrub.escape import plain

    start = f"{check.level.value:<8} {check.name:<20} "
    for line in textwrap.wrap(plain(check.text, 500), WIDTH - len(start), break_on_hyphens=False):
        yield start + line
        start = " " * len(start)
