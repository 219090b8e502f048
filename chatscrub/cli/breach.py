"""``chatscrub breach``: what may be a personal-data breach, and how long there is to notify."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, By, State, decided_by, ledger, moment

if TYPE_CHECKING:
    from chatscrub.ledger.breaches import Breach, Deadline

_WIDTH = 80
_UNJUDGED = (
    "No policy is recorded, so what depends on one was not judged, such as data in a tool that is forbidden: set allowed under "
    "[policy] in the configuration, and scan with --config."
)
app = typer.Typer(
    help="List what may be a personal-data breach, say when somebody became aware of it, decide about it.",
    no_args_is_help=True,
)
BreachId = Annotated[str, typer.Argument(metavar="ID", help="The candidate's id, or how it begins.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]


class DecisionWord(StrEnum):
    """What ``--decision`` takes."""

    NOTIFIED = "notified"
    NO_RISK = "no-risk"
    NOT_A_BREACH = "not-a-breach"


def as_values(breach: Breach) -> dict[str, Any]:
    """A candidate as scripts read it; times are UTC, ISO 8601, `local` has this machine's offset."""
    from chatscrub.ledger.database import stamp

    return {
        "id": breach.id,
        "employee": breach.employee,
        "provider": breach.provider,
        "title": breach.title,
        "url": breach.url,
        "people": breach.people,
        "band": breach.band,
        "exposure": breach.score,
        "why": [each.value for each in breach.why],
        "found_at": breach.found_at,
        "aware_at": breach.aware_at,
        "aware_by": breach.aware_by,
        "deadlines": [
            {
                "law": each.law,
                "due": stamp(each.due),
                "local": each.due.astimezone().isoformat(timespec="seconds"),
                "hours_left": round(each.left / timedelta(hours=1), 1),
                "overdue": each.overdue,
            }
            for each in breach.deadlines
        ],
        "decision": breach.decision.value if breach.decision else None,
        "decided_at": breach.decided_at,
        "decided_by": breach.decided_by,
        "decided_why": breach.decided_why,
    }


@app.command("list")
def list_breaches(
    every: Annotated[bool, typer.Option("--all", help="Also those that were closed.")] = False,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """What may be a breach, nearest deadline first. Exit code 1 if a deadline is over, else 0.

    A candidate is a conversation with other people's data in a tool or plan that the policy forbids, behind a public link, or
    of severity high or over where another organisation can read it. From the time set with `breach aware` run 72 hours
    (GDPR Art. 33) and, for data of that list, 30 days (Cal. Civ. Code 1798.82). People decide: this neither triggers
    nor excuses a notification.
    """
    from chatscrub.cli.tables import Column, print_json, print_lines, print_table
    from chatscrub.errors import ExitCode
    from chatscrub.ledger import policy
    from chatscrub.ledger.breaches import breaches

    with ledger(state) as database:
        found = breaches(database, closed=every)
        is_judged = policy.is_recorded(database)
    if as_json:
        print_json([as_values(each) for each in found])
    else:
        columns = (
            Column("id", 12), Column("employee", 20), Column("tool", 7), Column("people", 6, right=True),
            Column("found", 10), Column("deadline", fold=True),
        )  # fmt: skip
        print_table(columns, [_row(each) for each in found], empty="No candidate for a breach is open.")
        _print_details(found)
        unset = [each for each in found if each.aware_at is None and each.decision is None]
        if unset:
            count = "one" if len(unset) == 1 else str(len(unset))
            print(f"No awareness time is set for {count} of them, so no deadline runs there. Set it:")
            print(f"chatscrub breach aware {unset[0].id} --at 2026-11-28T14:30 --by NAME")
        if not is_judged:
            print_lines([_UNJUDGED])
    overdue = any(deadline.overdue for each in found for deadline in each.deadlines)
    raise typer.Exit(ExitCode.FINDINGS if overdue else ExitCode.CLEAN)


@app.command("aware")
def aware(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Candidates, or how their ids begin.")],
    at: Annotated[
        str, typer.Option("--at", help="2026-11-28T14:30 in local time, or with an offset such as +01:00 or Z.")
    ],
    why: Annotated[str | None, typer.Option("--why", help="Needed to correct a time that was set before.")] = None,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Set when the company became aware: the periods run from then.

    By EDPB Guidelines 9/2022 that is when there is a reasonable degree of certainty that personal data were compromised:
    a vague alert is not yet awareness, and a short investigation may come before it.
    """
    from chatscrub.errors import UsageError
    from chatscrub.ledger.breaches import first_sent, set_aware
    from chatscrub.ledger.database import stamp

    when = moment(at, "--at")
    if when is None:
        raise UsageError("--at names the time at which somebody became aware")
    with ledger(state) as database, database.transaction():
        found = [set_aware(database, each, at=when, by=decided_by(by), why=why) for each in ids]
        sent = {each.id: first_sent(database, each.id) for each in found}
    _told(found, as_json=as_json)
    for id_, first in sent.items():
        if first is not None and when < first:
            told = f"{id_}: --at lies before its first message with a finding, of {stamp(first)}"
            print(f"chatscrub: {told}; if it is a slip, set it again with --why", file=sys.stderr)


@app.command("close")
def close(
    id_: BreachId,
    decision: Annotated[DecisionWord, typer.Option("--decision", help="How it ended.")],
    why: Why,
    by: By = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Decide about a candidate. A breach that is not notified is documented with its reasons too (GDPR Art. 33(5))."""
    from chatscrub.ledger import breaches

    with ledger(state) as database:
        found = breaches.close(database, id_, decision=breaches.Decision(decision.value), why=why, by=decided_by(by))
    _told([found], as_json=as_json)


@app.command("reopen")
def reopen(id_: BreachId, why: Why, by: By = None, as_json: AsJson = False, state: State = None) -> None:
    """Take a decision back. The awareness time stays as it is."""
    from chatscrub.ledger import breaches

    with ledger(state) as database:
        found = breaches.reopen(database, id_, why=why, by=decided_by(by))
    _told([found], as_json=as_json)


@app.command("record")
def write_record(
    id_: BreachId,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write. [default: print it]")] = None,
    contact: Annotated[
        str | None, typer.Option("--contact", help="Name and contact of the data-protection officer.")
    ] = None,
    consequences: Annotated[
        str | None, typer.Option("--consequences", help="What a person concluded about likely consequences.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON document instead of Markdown.")] = False,
    state: State = None,
) -> None:
    """Write the documentation of a breach.

    GDPR Art. 33(5) asks for it, and it has everything that Art. 33(3) names. What the ledger does not know is marked unknown. Employees and the people concerned stand there as pseudonyms.
    """
    from chatscrub.breach_record import as_document, as_markdown, fields_of
    from chatscrub.cli.tables import print_json
    from chatscrub.errors import UsageError
    from chatscrub.escape import plain
    from chatscrub.ledger.breach_facts import facts
    from chatscrub.ledger.notice_settings import notice_settings
    from chatscrub.private_file import write_private
    from chatscrub.pseudonyms import Names

    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        raise UsageError(f"--out {out}: cannot be written; name a file in a folder that exists")
    with ledger(state) as database:
        known = facts(database, id_)
        asked = contact or notice_settings(database).contact
        fields = fields_of(known, Names(database.key), database.clock(), contact=asked, consequences=consequences)
    if as_json and out is None:
        print_json(as_document(fields))
        return
    text = as_json_bytes(as_document(fields)) if as_json else as_markdown(fields).encode("utf-8", "replace")
    if out is None:
        print(text.decode(), end="")
    else:
        write_private(out, text)
        print(f"{known.breach.id}: {plain(str(out), 300)}")


def as_json_bytes(document: dict[str, Any]) -> bytes:
    """A document as it stands in a file."""
    import orjson

    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def time_left(deadline: Deadline) -> str:
    """How long there is, in days and hours, or in hours and minutes."""
    minutes = int(abs(deadline.left) / timedelta(minutes=1))
    days, hours = divmod(minutes // 60, 24)
    told = f"{days} d {hours} h" if days else f"{hours} h {minutes % 60} min"
    return f"overdue by {told}" if deadline.overdue else f"{told} left"


def told_deadline(deadline: Deadline) -> str:
    """A deadline in local time and UTC, and how long there is."""
    local = deadline.due.astimezone().isoformat(" ", "minutes")
    return f"{deadline.law}: {local} = {deadline.due:%Y-%m-%d %H:%M} UTC, {time_left(deadline)}"


def _row(breach: Breach) -> tuple[object, ...]:
    if breach.decision is not None:
        state = breach.decision.value
    elif breach.aware_at is None:
        state = "no awareness time set"
    else:
        state = time_left(min(breach.deadlines, key=lambda each: each.due))
    return breach.id, breach.employee, breach.provider, breach.people, breach.found_at[:10], state


def _print_details(found: list[Breach]) -> None:
    from chatscrub.escape import plain

    for each in found:
        why = "; ".join(reason.sentence for reason in each.why)
        lines = [f"{each.employee}, {each.title}: {why}", *filter(None, [each.url]), *_ending(each)]
        for number, line in enumerate(lines):
            print(
                textwrap.fill(
                    plain(line, 1000),
                    _WIDTH,
                    initial_indent=f"{'' if number else each.id:<14}",
                    subsequent_indent=" " * 14,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            )


def _ending(breach: Breach) -> Iterator[str]:
    if breach.decision is not None:
        yield f"{breach.decision.value} {(breach.decided_at or '')[:10]} by {breach.decided_by}: {breach.decided_why}"
    elif breach.aware_at is None:
        yield "no awareness time set"
    else:
        yield from (told_deadline(each) for each in breach.deadlines)


def _told(found: list[Breach], *, as_json: bool) -> None:
    from chatscrub.cli.tables import print_json, print_lines

    if as_json:
        print_json([as_values(each) for each in found])
        return
    for each in found:
        print_lines([f"{each.id}: {each.employee}, {each.provider}, {each.title}", *_ending(each)])
