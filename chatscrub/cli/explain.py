"""``chatscrub explain``: why a finding was made, and what it means for its conversation."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chatscrub.cli.opening import State, ledger_if_any

if TYPE_CHECKING:
    from chatscrub.model.contract import Contract
    from chatscrub.model.detector import Detector
    from chatscrub.model.record import Record

SHORTEST = 6  # hex digits of a fingerprint
PLACES = 10  # shown; the rest is counted
_MASK = re.compile(r"[^…]{0,8}…(?:@[^…@]?…(?:\.[^…@]{1,24})?|[^…]{0,4})")  # as `mask` makes them
_REASONS = {
    "shape": "it has the shape of one",
    "companion": "what belongs to it stands beside it",
    "model": "the model of names and addresses takes it for one",
    "near other personal data": "other personal data stands near it",
}


def explain(
    fingerprint: Annotated[str, typer.Argument(help="From findings.jsonl or a report; its first digits do.")],
    findings: Annotated[Path, typer.Option(help="The findings.jsonl of a scan, or its folder.")] = Path(
        "chatscrub-out"
    ),
    detectors: Annotated[list[Path] | None, typer.Option(help="More detector folders, as given to the scan.")] = None,
    state: State = None,
) -> None:
    """Say why a finding was made: detector, evidence, place, what its vendor's contract means, and what to do."""
    from chatscrub.detection.pack_cache import load_kept
    from chatscrub.errors import UsageError

    wanted = fingerprint.lower()
    if len(wanted) < SHORTEST or not set(wanted) <= set("0123456789abcdef"):
        raise UsageError(f"a fingerprint is at least {SHORTEST} hexadecimal digits, as in findings.jsonl")
    path = findings / "findings.jsonl" if findings.is_dir() else findings
    records = [each for each in _records(path) if each["fingerprint"].startswith(wanted)]
    if not records:
        raise UsageError(f"{path}: holds no finding with this fingerprint; take it from the same scan's report")
    if len({each["fingerprint"] for each in records}) > 1:
        raise UsageError(f"{path}: several findings begin with these digits; give more of them")
    loaded = {each.id: each for each in load_kept(detectors or ())}
    number = records[0]["fingerprint"]
    for line in explanation(
        records, loaded.get(records[0]["detector"]), _contracts(records, state), _hold_on(number, state)
    ):
        print(line)


def _hold_on(fingerprint: str, state: Path | None) -> str | None:
    """The hold that a conversation with this value is under, in words; None without one, or without a ledger."""
    from chatscrub.ledger.holds import HoldsInForce
    from chatscrub.ledger.todo import told

    with ledger_if_any(state) as database:
        if database is None:
            return None
        holds = HoldsInForce(database)
        rows = database.rows(
            "SELECT * FROM conversation WHERE id IN (SELECT conversation FROM finding WHERE fingerprint = ?)",
            (bytes.fromhex(fingerprint),),
        )
    found = (holds.over_conversation(row) for row in rows)
    return next((told(hold) for hold in found if hold is not None), None)


def _contracts(records: Sequence[Record], state: Path | None) -> list[Contract]:
    """What the vendors' contracts say: as the ledger has the plans and the operator's answers, else what is shipped."""
    from chatscrub.ledger.database import utc_now
    from chatscrub.ledger.vendor_answers import plans_of, register
    from chatscrub.vendors.register import Register

    with ledger_if_any(state) as database:
        plans = plans_of(database, records[0]["fingerprint"]) if database else []
        answers = register(database) if database else Register()
    tools = {each["provider"] for each in records}
    plans = [each for each in plans if each[0] in tools]
    plans += [(each, None) for each in sorted(tools - {provider for provider, _ in plans})]
    return [answers.contract(provider, plan, utc_now().date()) for provider, plan in plans]


def _records(path: Path) -> Iterator[Record]:
    import orjson

    from chatscrub.errors import UsageError
    from chatscrub.model.finding import SCHEMA

    foreign = f"{path}: is not the findings.jsonl of a scan"
    try:
        with path.open("rb") as lines:
            for line in lines:
                value = orjson.loads(line)
                if not isinstance(value, dict) or value.get("schema") != SCHEMA:
                    raise UsageError(foreign)
                yield value
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({type(error).__name__}); run chatscrub scan first") from error
    except orjson.JSONDecodeError as error:
        raise UsageError(foreign) from error


def explanation(
    records: Sequence[Record],
    detector: Detector | None,
    contracts: Sequence[Contract] = (),
    hold: str | None = None,
) -> Iterator[str]:
    """One value's findings in words, line by line; values stay masked as they are in the records.

    What is under a `hold` is not said to be deleted.
    """
    from chatscrub.escape import plain
    from chatscrub.model.detector import RemedyKind

    surest = max(records, key=lambda each: ("low", "medium", "high").index(each["confidence"]))
    name = f"{detector.name} ({detector.issuer})" if detector else surest["detector"]
    yield plain(f"{_masked(surest)}: {name}, reported as {surest['entity']} by {surest['detector']}", 200)
    yield f"{surest['confidence']} confidence, {surest['severity']} severity, fingerprint {surest['fingerprint']}"
    yield ""
    yield "Why"
    for reason in dict.fromkeys(reason for each in records for reason in each["reasons"]):
        yield from textwrap.wrap(plain(in_words(reason), 200), 78, initial_indent="  ", subsequent_indent="    ")
    if surest["whose"]:
        yield f"  it is taken for data of: {surest['whose']}" + (
            f" (person {surest['subject']})" if surest["subject"] else ""
        )
    if surest["flags"]:
        yield "  flags: " + plain(", ".join(surest["flags"]), 200)
    yield ""
    places = sum(1 + len(each["also_at"]) for each in records)
    yield f"Where ({places} place{'s' * (places != 1)})"
    for each in records[:PLACES]:
        where = f"{each['provider']}, {each['employee']}, {each['conversation_title']}, {each['place']}"
        yield from textwrap.wrap(
            plain(f"{where}: characters {each['start']}-{each['end']}, {each['sent_at'] or 'no date'}", 300),
            78,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    if len(records) > PLACES:
        yield f"  and {len(records) - PLACES} more"
    yield ""
    yield f"Exposure of the conversation: {max(each['exposure'] for each in records)} of 100 ({plain(surest['vector'], 200)})"
    for contract in contracts:
        yield ""
        yield from _contract(contract)
    steps = detector.remedy.steps if detector is not None else ()
    if hold is not None:
        yield ""
        yield from textwrap.wrap(plain(f"Do NOT delete it: {hold}", 300), 80)
        steps = steps if detector is not None and detector.remedy.kind is RemedyKind.ROTATE else ()
    if steps:
        yield ""
        yield "What to do"
        for step in steps:
            said = step.replace("{sent_at}", surest["sent_at"] or "it was sent")
            yield from textwrap.wrap(said, 78, initial_indent="  ", subsequent_indent="    ")


def _masked(record: Record) -> str:
    """The value as it may be shown, also where the file holds raw ones."""
    from chatscrub.model.detector import Kind
    from chatscrub.model.finding import mask

    match = str(record["match"])
    return match if _MASK.fullmatch(match) else mask(match, Kind(record["kind"]))


def _contract(contract: Contract) -> Iterator[str]:
    """The five answers of a vendor, and what they mean for the finding."""
    from chatscrub.escape import plain
    from chatscrub.vendors.questions import FIVE

    plan = f"plan {contract.plan}" if contract.plan else "plan not known"
    yield plain(f"What the contract with {contract.name} ({plan}) means for it", 80)
    for each in contract.answers[: len(FIVE)]:
        overdue = " (review overdue)" if each.overdue else ""
        text = plain(f"{each.question}: {each.answer.rstrip('.')}{overdue}. {each.meaning}", 800)
        yield from textwrap.wrap(text, 78, initial_indent="  ", subsequent_indent="    ")


def in_words(reason: str) -> str:
    """A reason as it stands in a record, in words."""
    kind, colon, what = reason.partition(":")
    if colon and kind == "context":
        return f'the word "{what}" stands near it'
    if colon and kind == "also":
        return f"the detector {what} claims it too"
    if colon and kind == "decoded":
        return f"it was found inside encoded text ({what})"
    if colon and kind in ("presidio", "detect-secrets"):
        return f"{what} of {kind} confirms it"
    return _REASONS.get(reason, reason)
