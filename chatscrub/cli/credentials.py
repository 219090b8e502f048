"""``chatscrub credentials``: what was pasted, how far it spread, and what was made worthless since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, By, State, day, decided_by, known_employee, ledger, rewritten

if TYPE_CHECKING:
    from chatscrub.ledger.credentials import Credential

app = typer.Typer()
SHOWN = 12  # digits of a fingerprint


def as_values(credential: Credential) -> dict[str, Any]:
    """A credential as scripts read it; times are UTC, ISO 8601."""
    return {
        "fingerprint": credential.fingerprint,
        "entity": credential.entity,
        "match": credential.match,
        "severity": credential.severity.label,
        "confidence": credential.confidence.label,
        "first_seen": credential.first_at,
        "last_seen": credential.last_at,
        "employees": list(credential.employees),
        "accounts": credential.accounts,
        "tools": list(credential.tools),
        "exports": credential.exports,
        "rotated_at": credential.rotated_at,
        "rotated_by": credential.rotated_by,
        "again": credential.again,
        "again_at": credential.again_at,
        "suppressed": credential.suppressed,
        "open": credential.open,
    }


@app.callback(invoke_without_command=True)
def list_credentials(
    context: typer.Context,
    employee: Annotated[str | None, typer.Option("--employee", help="Only what this employee pasted.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also rotated and suppressed ones, and those of low confidence.")
    ] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Every credential once: worst first, with how far it spread and whether it was rotated.

    "in exports" counts the accounts whose newest export still shows it. With --json all are listed, whatever their
    state.
    """
    if context.invoked_subcommand is not None:
        return
    from chatscrub.cli.tables import Column, print_json, print_lines, print_table
    from chatscrub.ledger.credentials import credentials

    with ledger(state) as database:
        found = credentials(database, employee=known_employee(database, employee) if employee is not None else None)
    if as_json:
        print_json([as_values(each) for each in found])
        return
    shown = found if every else [each for each in found if each.open]
    columns = (
        Column("fingerprint", SHOWN), Column("credential", fold=True), Column("seen", 10, fold=True),
        Column("where", 10, fold=True), Column("state", 16, fold=True),
    )  # fmt: skip
    print_table(columns, [_row(each) for each in shown], empty="No credential is open.")
    if len(shown) < len(found):
        print_lines([f"{len(found) - len(shown)} more with --all"])


@app.command("rotated")
def rotated(
    fingerprint: Annotated[str, typer.Argument(help="From the list or findings.jsonl; its first digits do.")],
    on: Annotated[str, typer.Option("--on", help="The day on which it was made worthless.")],
    why: Annotated[str | None, typer.Option("--why", help="A reason, kept with the decision.")] = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Note that a credential was made worthless: the tasks to rotate it are done, for all who pasted it."""
    from chatscrub.cli.tables import print_json, print_lines
    from chatscrub.errors import UsageError
    from chatscrub.ledger import credentials

    when = day(on, "--on")
    if when is None:
        raise UsageError("--on names the day on which it was made worthless")
    with ledger(state) as database:
        credential = credentials.rotated(database, fingerprint, on=when, by=decided_by(by), why=why)
        rewritten(database)
    if as_json:
        print_json(as_values(credential))
    else:
        print_lines([f"{credential.fingerprint[:SHOWN]}  {credential.entity}: {', '.join(_state(credential))}"])


def _row(credential: Credential) -> tuple[str, ...]:
    days = dict.fromkeys(each[:10] for each in (credential.first_at, credential.last_at) if each)
    spread = f"{_many(credential.accounts, 'account')} in {', '.join(credential.tools)}"
    return (
        credential.fingerprint[:SHOWN],
        f"{credential.entity} {credential.match} {credential.severity.label}",
        " ".join(days) or "undated",
        spread,
        ", ".join(_state(credential)),
    )


def _state(credential: Credential) -> list[str]:
    told = [f"in {_many(credential.exports, 'export')}" if credential.exports else "in no export"]
    told.append(f"rotated {credential.rotated_at[:10]}" if credential.rotated_at else "not rotated")
    if credential.again and credential.again_at:
        told.append(f"again {credential.again}×, last {credential.again_at[:10]}")
    if credential.suppressed:
        told.append("suppressed")
    if credential.confidence.label == "low":
        told.append("low confidence")
    return told


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
