"""``chatscrub hold``: what must not be deleted, while a matter lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import (
    AsJson,
    By,
    State,
    day,
    decided_by,
    known_employee,
    known_tool,
    ledger,
    new_ledger,
    rewritten,
)
from chatscrub.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chatscrub.ledger.database import Database
    from chatscrub.ledger.holds import Hold
    from chatscrub.model.task import Task

app = typer.Typer(help="Forbid deleting (legal hold), see what is held, lift it.", no_args_is_help=True)
SHOWN = 20  # tasks that were done before the hold; the rest is counted


def as_values(hold: Hold) -> dict[str, Any]:
    """A hold as scripts read it; times are UTC, ISO 8601, days inclusive."""
    scope = hold.scope
    return {
        "id": hold.id,
        "matter": hold.matter,
        "employee": scope.employee,
        "tool": scope.provider,
        "from": scope.first_day,
        "until": scope.last_day,
        "reason": hold.reason,
        "contact": hold.contact,
        "added_at": hold.added_at,
        "added_by": hold.added_by,
        "lifted_at": hold.lifted_at,
        "lifted_by": hold.lifted_by,
        "lifted_why": hold.lifted_why,
    }


@app.command("add")
def add(
    matter: Annotated[str, typer.Option("--matter", help="The matter's name or number.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it must be kept.")],
    employee: Annotated[str | None, typer.Option("--employee", help="Only this employee's.")] = None,
    tool: Annotated[str | None, typer.Option("--tool", help="Only in this tool: chatgpt, claude, slack.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Only texts from this day on (UTC).")] = None,
    last: Annotated[str | None, typer.Option("--until", help="Only texts up to this day (UTC).")] = None,
    everything: Annotated[bool, typer.Option("--everything", help="Hold all there is.")] = False,
    contact: Annotated[str | None, typer.Option("--contact", help="Whom employees can ask.")] = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Put objects under a hold: no list asks to delete or unshare them, and what was done already is told."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.ledger.holds import Scope, add_hold, already_done, already_told, tasks_under

    limits = (employee, tool, first, last)
    if everything == any(each is not None for each in limits):
        raise UsageError("give at least one of --employee, --tool, --from, --until, or else --everything")
    provider, first_day, last_day = known_tool(tool), day(first, "--from"), day(last, "--until")
    with new_ledger(state) as database:
        # Somebody may be held before the first export shows them.
        whose = known_employee(database, employee, may_come=True) if employee is not None else None
        scope = Scope(whose, provider, first_day, last_day)
        failure = None
        # The lists first, then the commit: whatever cuts this short, no list asks for what is held.
        with database.transaction():
            hold = add_hold(database, matter=matter, scope=scope, reason=reason, contact=contact, by=decided_by(by))
            try:
                rewritten(database)
            except OutputError as error:
                failure = error
        tasks = tasks_under(database, hold)
        lost = _out_of_reach(database)
    done, told = already_done(tasks), already_told(tasks)
    count = len(tasks) - len(done)
    if as_json:
        values = {"held": count, "already_done": [_as_done(each) for each in done], "already_notified": told}
        print_json({**as_values(hold), **values, "unreached": [str(each) for each in lost]})
    else:
        lines = [f"Hold {hold.id}, matter {matter}: {_things(count)} on no list now; exports to come are held too."]
        if told:
            lines.append(f"Lists that ask for it were handed out: tell {', '.join(told)} not to delete.")
        if lost:
            lines.append("Lists were written there too, and are out of reach now; remove those that still stand there:")
            lines += [f"  {each}" for each in lost]
        print_lines(lines)
        _print_done(done)
    if failure is not None:
        raise failure


def _print_done(done: Sequence[Task]) -> None:
    from chatscrub.cli.tables import Column, print_lines, print_table

    if not done:
        print_lines(["Nothing in its scope was deleted before, as far as lists and exports tell."])
        return
    print_lines(["", f"Done before the hold, for counsel: {_things(len(done))}"])
    columns = (
        Column("id", 8), Column("employee", 20), Column("tool", 7), Column("what"), Column("state", 14),
        Column("since", 10),
    )  # fmt: skip
    rows = [
        (each.id[:8], each.employee, each.provider, each.title, each.state.value, (each.since or "")[:10])
        for each in done[:SHOWN]
    ]
    print_table(columns, rows, empty="")
    if len(done) > SHOWN:
        print_lines([f"and {len(done) - SHOWN} more; --json lists all of them"])


def _things(count: int) -> str:
    return f"{count:,} thing{'' if count == 1 else 's'}"


def _as_done(task: Task) -> dict[str, Any]:
    from chatscrub.cli.todo import as_values as task_values

    return {**task_values(task), "title": task.title}


def _out_of_reach(database: Database) -> list[Path]:
    from chatscrub.lists import list_folders

    return [folder for folder in list_folders(database) if not folder.is_dir()]


@app.command("list")
def list_holds(
    every: Annotated[bool, typer.Option("--all", help="Also those that were lifted.")] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """The holds in force, with what each takes in."""
    from chatscrub.cli.tables import Column, print_json, print_table
    from chatscrub.ledger.holds import already_done, holds, tasks_under

    with ledger(state) as database:
        found = holds(database, lifted=every)
        counts = {}
        for each in found:
            tasks = tasks_under(database, each) if each.lifted_at is None else []
            counts[each.id] = len(tasks) - len(already_done(tasks))
    if as_json:
        print_json([{**as_values(each), "held": counts[each.id]} for each in found])
        return
    columns = (
        Column("id", 3, right=True), Column("matter", 14), Column("whose"), Column("tool", 7),
        Column("days", 23), Column("held", 5, right=True),
    )  # fmt: skip
    rows = [
        (
            each.id,
            each.matter,
            each.scope.employee or "everybody",
            each.scope.provider or "all",
            _days(each) if each.lifted_at is None else f"lifted {each.lifted_at[:10]}",
            counts[each.id],
        )
        for each in found
    ]
    print_table(columns, rows, empty="Nothing is under a hold.")


def _days(hold: Hold) -> str:
    first, last = hold.scope.first_day, hold.scope.last_day
    if first and last:
        return f"{first.isoformat()}..{last.isoformat()}"
    return f"from {first.isoformat()}" if first else f"until {last.isoformat()}" if last else "all"


@app.command("lift")
def lift(
    number: Annotated[int, typer.Argument(metavar="ID", help="As `chatscrub hold list` shows it.")],
    why: Annotated[str, typer.Option("--why", help="Why it need not be kept any more.")],
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """End a hold: its objects are back on the lists, as they were before."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.ledger.holds import already_done, lift_hold, tasks_under
    from chatscrub.ledger.todo import current_tasks
    from chatscrub.model.task import TaskState

    with ledger(state) as database:
        hold = lift_hold(database, number, by=decided_by(by), why=why)
        tasks = tasks_under(database, hold)
        done = {each.id for each in already_done(tasks)}
        still = {each.id for each in current_tasks(database) if each.state is TaskState.HELD}
        rewritten(database)
    free = [each for each in tasks if each.id not in done and each.id not in still]
    others = sum(each.id in still for each in tasks)
    if as_json:
        print_json({**as_values(hold), "free": len(free), "held_by_others": others})
        return
    lines = [f"Hold {hold.id}, matter {hold.matter}, is lifted: {_things(len(free))} back as before."]
    lines += [f"Under another hold, and not back: {_things(others)}."] if others else []
    print_lines(lines)
