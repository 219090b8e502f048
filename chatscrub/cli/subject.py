"""``chatscrub subject``: which conversations concern one person, e.g. to answer who asks under GDPR Art. 15 or 17."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, By, State, decided_by, ledger

if TYPE_CHECKING:
    from chatscrub.ledger.subject import Concerned

_LONGEST = 10_000  # characters of standard input
CONTEXT = {"ignore_unknown_options": True}  # its error would quote the value


def as_values(each: Concerned) -> dict[str, Any]:
    """A conversation as scripts read it; the title is masked, times are UTC, ISO 8601."""
    return {
        "employee": each.employee,
        "provider": each.provider,
        "object": each.kind,
        "title": each.title,
        "url": each.url,
        "public": each.public,
        "entities": dict(each.entities),
        "first_seen": each.first_at,
        "last_seen": each.last_at,
        "standing": each.standing.value,
        "found_by": each.by.label,
        "subjects": list(each.subjects),
    }


def subject(
    value: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="VALUE", help='What is known of the person; "-" or nothing reads it from standard input.'
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", help="A reason, e.g. the request's number; kept, so no value.")
    ] = None,
    by: By = None,
    detectors: Annotated[list[Path] | None, typer.Option(help="More detector folders, as given to scans.")] = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """Find the conversations that concern a person, by e-mail, phone, number, IBAN, card, name or pseudonym.

    Give "-" and type the value, or pipe it in: as an argument it stays in the shell's history and shows in the list of
    processes. The value is neither kept nor printed; that a search was made is noted.

    The state says "spelling" where the value is written otherwise, so that it may be somebody else's, and "same person"
    where other data stands about somebody whose data stood beside the value. What no export held is not found.
    """
    from chatscrub.cli.tables import print_json
    from chatscrub.detection.pack_cache import load_kept
    from chatscrub.detection.spellings import identifying, wanted
    from chatscrub.errors import UsageError
    from chatscrub.ledger.subject import concerned, entities

    asked = _value(value or [])
    if any(asked.casefold() in (text or "").casefold() for text in (why, by)):
        raise UsageError("--why and --by are kept, so they must not hold the value; give the request's number")
    with ledger(state) as database:
        search = wanted(database.key, asked, entities(database))
        joining = identifying(load_kept(detectors or ()))
        found = concerned(database, search, joining=joining, by=decided_by(by), why=why)
    if as_json:
        print_json([as_values(each) for each in found])
    else:
        _show(found)


def _show(found: list[Concerned]) -> None:
    from chatscrub.cli.tables import Column, print_table
    from chatscrub.escape import plain

    columns = (
        Column("", 3, right=True), Column("employee", 22), Column("tool", 7), Column("data", fold=True),
        Column("seen", 10, fold=True), Column("state", 11, fold=True),
    )  # fmt: skip
    rows = [(number, *_row(each)) for number, each in enumerate(found, 1)]
    print_table(columns, rows, empty="No conversation is known to concern this person.")
    for number, each in enumerate(found, 1):
        shared = " (public link)" if each.public else ""
        print(f"{number:>3}  {plain(each.title, 70)}{shared}")
        if each.url:
            print(f"     {plain(each.url, 1000)}")


def _value(words: list[str]) -> str:
    import getpass
    import sys

    from chatscrub.errors import UsageError

    if any(word.startswith("--") for word in words):
        raise UsageError("an option is not known; see chatscrub subject --help")
    value = " ".join(words)
    if value not in ("", "-"):
        print(
            "chatscrub: other programs can read a value in the list of processes: give - and type it", file=sys.stderr
        )
    else:
        try:
            value = getpass.getpass("Value (not shown): ") if sys.stdin.isatty() else sys.stdin.read(_LONGEST)
        except UnicodeDecodeError:
            raise UsageError("standard input is no text in UTF-8") from None
    value = value.strip()
    if len(value) < 3:
        raise UsageError("give an e-mail address, a telephone or other number, a name, or a pseudonym")
    return value


def _row(each: Concerned) -> tuple[str, ...]:
    days = dict.fromkeys(moment[:10] for moment in (each.first_at, each.last_at) if moment)
    data = ", ".join(f"{count} {entity}" if count > 1 else entity for entity, count in each.entities)
    found = each.standing.value if each.by.label == "value" else f"{each.standing.value}, {each.by.label}"
    return each.employee, each.provider, data, " ".join(days) or "undated", found
