"""``chatscrub todo``: what is to be done, what was said to be done, and what exports have proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, By, State, day, decided_by, known_employee, ledger, rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chatscrub.ledger.database import Database
    from chatscrub.ledger.todo import Event
    from chatscrub.model.task import Task

app = typer.Typer(help="List tasks, say that one is done, take that back.", no_args_is_help=True)
TaskId = Annotated[str, typer.Argument(metavar="ID", help="The task's id, or how it begins.")]
Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Ids, or how they begin.")]
Employee = Annotated[str | None, typer.Option("--employee", help="Only this employee's.")]
Why = Annotated[str | None, typer.Option("--why", help="A reason, kept with the decision.")]


def as_values(task: Task) -> dict[str, Any]:
    """A task as scripts read it; `since` is UTC, ISO 8601."""
    return {
        "id": task.id,
        "employee": task.employee,
        "provider": task.provider,
        "action": task.action.value,
        "object": task.object,
        "object_id": task.object_id,
        "url": task.url,
        "state": task.state.value,
        "reason": task.reason,
        "since": task.since,
    }


@app.command("list")
def list_tasks(
    employee: Employee = None,
    in_state: Annotated[
        list[str] | None, typer.Option("--in", help="Only tasks in this state, e.g. still_present; repeatable.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what nobody has to act on any more.")] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """All tasks that somebody must act on, most urgent first; with --json all tasks in every state."""
    from chatscrub.checklist import is_to_do, working_order
    from chatscrub.cli.tables import Column, print_json, print_table, short_names
    from chatscrub.errors import UsageError
    from chatscrub.ledger.todo import current_tasks
    from chatscrub.model.task import TaskState

    words = {each.value for each in TaskState}
    for word in in_state or []:
        if word not in words:
            raise UsageError(f"--in {word}: no state; the states are {', '.join(sorted(words))}")
    with ledger(state) as database:
        tasks = current_tasks(
            database, employees=[known_employee(database, employee)] if employee is not None else None
        )
    if in_state:
        tasks = [task for task in tasks if task.state.value in in_state]
    elif not every and not as_json:
        tasks = [task for task in tasks if is_to_do(task)]
    tasks.sort(key=lambda task: (-task.exposure, task.employee.casefold(), working_order(task)))
    if as_json:
        print_json([as_values(task) for task in tasks])
        return
    columns = (
        Column("id", 8), Column("employee", 14), Column("tool", 7), Column("do", 9), Column("what"), Column("state", 14),
    )  # fmt: skip
    names = short_names(task.employee for task in tasks)
    rows = [
        (task.id[:8], names[task.employee], task.provider, task.action.value, task.title, task.state.value)
        for task in tasks
    ]
    print_table(columns, rows, empty="Nothing to do.")


@app.command("show")
def show_task(
    task_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="The task's id, or how it begins.")] = None,
    employee: Employee = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """One task, or all of an employee, with steps, state and history."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.ledger.todo import history

    with ledger(state) as database:
        tasks = _chosen(database, [task_id] if task_id else [], employee)
        told = [(task, history(database, task.id)) for task in tasks]
    if as_json:
        values = [_whole(task, events) for task, events in told]
        print_json(values[0] if task_id else values)
        return
    for number, (task, events) in enumerate(told):
        print_lines([""] * bool(number) + list(_lines(task, events)))


def _whole(task: Task, events: Sequence[Event]) -> dict[str, Any]:
    steps = [{"at": e.at, "actor": e.actor, "before": e.before, "after": e.after, "why": e.why} for e in events]
    extra = {"title": task.title, "why": list(task.why), "steps": list(task.steps), "remains": list(task.remains)}
    return {**as_values(task), **extra, "history": steps}


def _lines(task: Task, events: Sequence[Event]) -> Iterator[str]:
    from chatscrub.escape import plain

    # Words are kept whole for the sake of addresses, and one from an export may be of any length.
    yield f"{task.id}  {task.action.value}  {plain(task.title, 50)}"
    yield f"{plain(task.employee, 50)}, {task.provider}, exposure {task.exposure}"
    yield f"{task.state.value} since {task.since}" + (f": {task.reason}" if task.reason else "")
    yield from (f"- {reason}" for reason in task.why)
    if task.url:
        yield task.url
    yield from (f"{number}. {step}" for number, step in enumerate(task.steps, 1))
    yield from (f"Stays: {each}" for each in task.remains)
    yield "History"
    for event in events:
        yield f"  {event.at}  {event.actor}: {event.after or ''}" + (f" ({event.why})" if event.why else "")


@app.command("done")
def done(
    task_ids: Ids = None,
    employee: Employee = None,
    on: Annotated[str | None, typer.Option("--on", help="The day on which it was done. [default: now]")] = None,
    why: Why = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Say that tasks are done, those given or all that an employee has to do.

    The next whole export of the account proves it, or shows that it is not so.
    """
    from chatscrub.checklist import is_to_do
    from chatscrub.ledger.todo import claim

    when = day(on, "--on")
    with ledger(state) as database:
        with database.transaction():
            chosen = _chosen(database, task_ids or [], employee)
            wanted = chosen if task_ids else [task for task in chosen if is_to_do(task)]
            tasks = [claim(database, each.id, by=decided_by(by), why=why, on=when) for each in wanted]
        rewritten(database)
    _told(tasks, as_json=as_json)


@app.command("reopen")
def reopen_tasks(
    task_ids: Ids = None,
    employee: Employee = None,
    why: Why = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Take back what was said to be done, of the tasks given or all of an employee: they are open again."""
    from chatscrub.ledger.todo import reopen
    from chatscrub.model.task import TaskState

    with ledger(state) as database:
        with database.transaction():
            chosen = _chosen(database, task_ids or [], employee)
            said = {TaskState.CLAIMED_DONE, TaskState.STILL_PRESENT}
            wanted = chosen if task_ids else [task for task in chosen if task.state in said]
            tasks = [reopen(database, each.id, by=decided_by(by), why=why) for each in wanted]
        rewritten(database)
    _told(tasks, as_json=as_json)


def _chosen(database: Database, ids: Sequence[str], employee: str | None) -> list[Task]:
    """The tasks with these ids, else all of the employee. Raises UsageError where neither or both are given."""
    from chatscrub.errors import UsageError
    from chatscrub.ledger.todo import current_tasks, task_with

    if bool(ids) == bool(employee):
        raise UsageError("give either ids of tasks or --employee; see chatscrub todo list")
    if employee:
        found = current_tasks(database, employees=[known_employee(database, employee)])
        if not found:
            raise UsageError(f"{employee}: there is no task of this employee; see chatscrub todo list --all")
        return found
    return [task_with(database, each) for each in ids]


@app.command("waive")
def waive_task(
    task_id: TaskId,
    why: Annotated[str, typer.Option("--why", help="Why it may stay; kept with the decision.")],
    until: Annotated[
        str | None, typer.Option("--until", help="The last day of the waiver. [default: for good]")
    ] = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Decide that an object may stay."""
    from chatscrub.ledger.todo import waive

    with ledger(state) as database:
        task = waive(database, task_id, by=decided_by(by), why=why, until=day(until, "--until"))
        rewritten(database)
    _told([task], as_json=as_json)


@app.command("notified")
def notified(
    employees: Annotated[list[str], typer.Argument(metavar="EMPLOYEE...", help="Who was given their list.")],
    by: By = None,
    state: State = None,
) -> None:
    """Note that employees were handed their lists."""
    from chatscrub.ledger.todo import notify

    with ledger(state) as database:
        # All of them before anything is noted: one that is unknown must not leave the rest half done.
        whose = [known_employee(database, each) for each in employees]
        count = notify(database, whose, by=decided_by(by))
        rewritten(database)
    print(f"{count} task{'' if count == 1 else 's'} notified")


def _told(tasks: list[Task], *, as_json: bool) -> None:
    from chatscrub.cli.tables import print_json, print_lines

    if as_json:
        print_json([as_values(task) for task in tasks])
        return
    print_lines([f"{task.id}  {task.state.value}: {task.title}. {task.reason}" for task in tasks])
