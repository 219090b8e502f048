"""``chatscrub runs``: what was scanned when, and what changed."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, State, ledger

if TYPE_CHECKING:
    from chatscrub.ledger.runs import PastArchive, PastRun
    from chatscrub.model.run import Changes

_WIDTH = 80
_COUNTED = "found: what was listed; new to back: all, also the less sure and the suppressed"


def runs(
    last: Annotated[int | None, typer.Option("--last", min=1, help="Only so many, the newest. [default: all]")] = None,
    archives: Annotated[bool, typer.Option("--archives", help="The exports that these runs recorded.")] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """One row a run, newest first: how many findings were new, still there, gone and there again. Times are UTC.

    "found" is what the run listed. The columns after it count every finding, also the less sure and the suppressed.

    "interrupted" is also what still runs. An export counts where it was handed in first; the same one again changes
    nothing. --archives says of each whether it is whole: only then does it prove that something is gone.
    """
    from chatscrub.cli.tables import Column, print_json, print_table
    from chatscrub.escape import plain
    from chatscrub.ledger.runs import archives_of
    from chatscrub.ledger.runs import runs as past_runs

    with ledger(state) as database:
        found = past_runs(database, last=last)
        exports = archives_of(database, found) if archives else []
    if as_json:
        print_json([{**run_values(each), **_exports(each, exports, shown=archives)} for each in found])
        return
    if archives:
        of_exports = (
            Column("", 3, right=True), Column("run", 3, right=True), Column("tool", 7), Column("made", 10),
            Column("covers", 20, fold=True), Column("changes", 10, fold=True), Column("whole", fold=True),
        )  # fmt: skip
        rows = [_export_row(number, each) for number, each in enumerate(exports, 1)]
        print_table(of_exports, rows, empty="No run has recorded an export.")
        for number, each in enumerate(exports, 1):
            print(f"{number:>3}  {plain(each.path, 1000)}")
        return
    of_runs = (
        Column("run", 3, right=True), Column("started", 10, fold=True), Column("finished", 11, fold=True),
        Column("exports", 7, right=True), Column("found", right=True), Column("new", 5, right=True),
        Column("still", 5, right=True), Column("gone", 5, right=True), Column("back", 4, right=True),
        Column("skipped", 7, right=True),
    )  # fmt: skip
    print_table(of_runs, [_row(each) for each in found], empty="Nothing was scanned yet.")
    if found:
        print(_COUNTED)
    for line in _versions(found):
        print(textwrap.fill(plain(line, 1000), _WIDTH, subsequent_indent="  "))


def run_values(run: PastRun) -> dict[str, Any]:
    """A run as scripts read it; times are UTC, ISO 8601, `finished` null where it was interrupted."""
    return {
        "run": run.id,
        "started": run.started,
        "finished": run.finished,
        "archives": run.archives,
        "findings": run.findings,
        **_change_values(run.changes),
        "skipped": run.skipped,
        "version": run.version,
        "detectors": run.detectors,
        "tables": run.tables,
    }


def _exports(run: PastRun, exports: list[PastArchive], *, shown: bool) -> dict[str, Any]:
    if not shown:
        return {}
    return {
        "exports": [
            {
                "path": each.path,
                "provider": each.provider,
                "made_at": each.made_at,
                "covers": list(each.covers),
                "findings": each.findings,
                **_change_values(each.changes),
                "gap": each.gap,
            }
            for each in exports
            if each.run == run.id
        ]
    }


def _change_values(changes: Changes) -> dict[str, int]:
    return {"new": changes.fresh, "still": changes.still, "gone": changes.gone, "back": changes.back}


def _row(run: PastRun) -> tuple[object, ...]:
    changes = run.changes
    return (
        run.id, _moment(run.started), _end(run), run.archives,
        "?" if run.findings is None else run.findings, changes.fresh, changes.still, changes.gone, changes.back,
        "?" if run.skipped is None else run.skipped,
    )  # fmt: skip


def _end(run: PastRun) -> str:
    if run.finished is not None:
        return _moment(run.finished)
    return "still runs" if run.running else "interrupted"


def _export_row(number: int, each: PastArchive) -> tuple[object, ...]:
    made = (each.made_at or "unknown")[:10]
    changes, whole = _changes(each.changes), each.gap or "yes"
    return number, each.run, each.provider, made, _some(each.covers), changes, whole


def _moment(text: str) -> str:
    return text[:19].replace("T", " ")


def _changes(changes: Changes) -> str:
    told = ((changes.fresh, "new"), (changes.still, "still"), (changes.gone, "gone"), (changes.back, "back"))
    return ", ".join(f"{count} {word}" for count, word in told if count) or "none"


def _some(employees: tuple[str, ...]) -> str:
    more = len(employees) - 2
    return ", ".join(employees) if more <= 1 else f"{', '.join(employees[:2])} and {more} more"


def _versions(found: list[PastRun]) -> list[str]:
    """By which program, detectors and tables, one line for runs in a row that had the same."""
    lines = []
    for (version, detectors, tables), group in groupby(found, lambda each: (each.version, each.detectors, each.tables)):
        numbers = sorted(each.id for each in group)
        of = f"run {numbers[0]}" if len(numbers) == 1 else f"runs {numbers[0]} to {numbers[-1]}"
        lines.append(f"{of}: chatscrub {version}; {detectors}; {tables}")
    return lines
