"""``chatscrub suppress``: false alarms, by value or by detector, with a reason and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, By, State, day, decided_by, known_employee, known_tool, ledger, rewritten
from chatscrub.errors import UsageError

if TYPE_CHECKING:
    from chatscrub.ledger.database import Database
    from chatscrub.ledger.suppressions import Covered, Suppression

app = typer.Typer(help="Say what is a false alarm, see that, take it back.", no_args_is_help=True)


def as_values(decision: Suppression, covered: Covered, today: str) -> dict[str, Any]:
    """A decision as scripts read it; times are UTC, ISO 8601; `expires` is the last day."""
    return {
        "id": decision.id,
        "fingerprint": decision.fingerprint,
        "detector": decision.detector,
        "employee": decision.employee,
        "tool": decision.provider,
        "reason": decision.reason,
        "author": decision.author,
        "added_at": decision.added_at,
        "expires": decision.expires,
        "in_force": decision.ended_on(today) is None,
        "removed_at": decision.removed_at,
        "removed_by": decision.removed_by,
        "findings": covered.findings,
        "conversations": covered.conversations,
    }


@app.command("add")
def add(
    fingerprint: Annotated[
        str | None, typer.Argument(help="Of the value, from findings.jsonl or a report; its first digits do.")
    ] = None,
    detector: Annotated[str | None, typer.Option("--detector", help="All that this detector finds.")] = None,
    employee: Annotated[str | None, typer.Option("--employee", help="Only this employee's.")] = None,
    tool: Annotated[str | None, typer.Option("--tool", help="Only in this tool: chatgpt, claude, slack.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it is a false alarm.")] = ...,  # type: ignore[assignment]  # typer's mark of what must be given
    expires: Annotated[str | None, typer.Option("--expires", help="The last day. [default: for good]")] = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Decide that something is a false alarm: it is counted from now on, and neither listed nor scored."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.ledger.suppressions import add_suppression, covered

    provider, end = known_tool(tool), day(expires, "--expires")
    with ledger(state) as database:
        today = database.clock().date()
        if end is not None and end < today:
            raise UsageError(f"--expires {end.isoformat()} is over; give a day to come, or none")
        if detector is not None:
            _check_detector(database, detector)
        decision = add_suppression(
            database,
            fingerprint=fingerprint,
            detector=detector,
            employee=known_employee(database, employee) if employee is not None else None,
            provider=provider,
            reason=reason,
            author=decided_by(by),
            expires=end,
        )
        count = covered(database, decision)
        rewritten(database)
    if as_json:
        print_json(as_values(decision, count, today.isoformat()))
        return
    print_lines([f"Suppression {decision.id}: {_told(count)} left out of lists and scores, and counted."])


def _check_detector(database: Database, detector: str) -> None:
    """Raises UsageError for a detector that neither comes with the program nor found anything yet."""
    from difflib import get_close_matches

    from chatscrub.detection.pack_cache import load_kept
    from chatscrub.ledger.suppressions import recorded_detectors

    known = recorded_detectors(database)
    if detector in known:
        return
    known |= {each.id for each in load_kept()}
    if detector not in known:
        near = get_close_matches(detector, sorted(known), 3, 0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "see chatscrub detectors list"
        raise UsageError(f"--detector {detector}: no such detector; {hint}")


def _told(count: Covered) -> str:
    findings = f"{count.findings:,} finding{'' if count.findings == 1 else 's'}"
    return f"{findings} in {count.conversations:,} conversation{'' if count.conversations == 1 else 's'}"


@app.command("list")
def list_suppressions(
    every: Annotated[bool, typer.Option("--all", help="Also those that were removed or have expired.")] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """The decisions in force, with how much of what was recorded each covers."""
    from chatscrub.cli.tables import Column, print_json, print_table
    from chatscrub.ledger.suppressions import covered, suppressions

    with ledger(state) as database:
        today = database.clock().date().isoformat()
        found = [(each, covered(database, each)) for each in suppressions(database, ended=every)]
    if as_json:
        print_json([as_values(each, count, today) for each, count in found])
        return
    columns = (
        Column("id", 3, right=True), Column("what", 16), Column("whose", 12), Column("found", 5, right=True),
        Column("chats", 5, right=True), Column("ends", 18), Column("why", fold=True),
    )  # fmt: skip
    rows = [
        (
            each.id,
            each.detector or (each.fingerprint or "")[:16],
            " ".join(filter(None, (each.employee, each.provider))) or "all",
            f"{count.findings:,}",
            f"{count.conversations:,}",
            each.ended_on(today) or (each.expires.isoformat() if each.expires else "never"),
            each.reason,
        )
        for each, count in found
    ]
    print_table(columns, rows, empty="Nothing is suppressed.")


@app.command("remove")
def remove(
    number: Annotated[int, typer.Argument(metavar="ID", help="As `chatscrub suppress list` shows it.")],
    why: Annotated[str | None, typer.Option("--why", help="A reason, kept with the decision.")] = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Take a decision back: what it covered is on the lists again."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.ledger.suppressions import covered, remove_suppression

    with ledger(state) as database:
        decision = remove_suppression(database, number, by=decided_by(by), why=why)
        count, today = covered(database, decision), database.clock().date().isoformat()
        rewritten(database)
    if as_json:
        print_json(as_values(decision, count, today))
        return
    print_lines([f"Suppression {decision.id} is removed: {_told(count)} listed again, unless another one covers them."])
