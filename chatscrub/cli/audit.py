"""``chatscrub audit``: who decided what, when and why, and proof that nobody changed it."""

from __future__ import annotations

from typing import Annotated

import typer

from chatscrub.cli.opening import AsJson, State, ledger

app = typer.Typer(help="Check the record of decisions, or read it.", no_args_is_help=True)


@app.command("verify")
def verify_chain(as_json: AsJson = False, state: State = None) -> None:
    """Recompute the chain of hashes; exit code 1 if a row was changed, removed or put in."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.errors import ExitCode
    from chatscrub.ledger.audit import verify

    with ledger(state) as database:
        verdict = verify(database)
    if as_json:
        print_json({"whole": verdict.fault is None, "rows": verdict.rows, "fault": verdict.fault})
    else:
        rows = f"{verdict.rows:,} row{'' if verdict.rows == 1 else 's'}"
        whole = verdict.fault is None
        print_lines([f"{rows}, none changed, none missing" if whole else f"{verdict.fault}; {rows} before it hold"])
    raise typer.Exit(ExitCode.CLEAN if verdict.fault is None else ExitCode.FINDINGS)


@app.command("list")
def list_events(
    last: Annotated[int, typer.Option("--last", min=1, help="So many of the newest.")] = 50,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Who did what, when and why, oldest first. Times are UTC."""
    from chatscrub.cli.tables import Column, print_json, print_table
    from chatscrub.ledger.audit import events

    with ledger(state) as database:
        rows = events(database, None if every else last)
    if as_json:
        names = ("id", "at", "actor", "action", "object", "before", "after", "why", "run")
        print_json([{name: row[name] for name in names} for row in rows])
        return
    columns = (Column("when", 16), Column("who", 12), Column("what", fold=True), Column("why", fold=True))
    print_table(
        columns,
        [
            (
                row["at"][:16].replace("T", " "),
                row["actor"],
                f"{_short(row['action'], row['object'])}: {row['after'] or ''}",
                row["why"],
            )
            for row in rows
        ],
        empty="Nothing was decided yet.",
    )


def _short(action: str, object_: str) -> str:
    """A task's id as lists show it; other objects carry their own word."""
    return f"{action} {object_[:8]}" if action == "task" else object_
