"""``chatscrub vendors``: what the contracts say, by plan; the operator's own answers; red flags in saved terms."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chatscrub.cli.opening import AsJson, By, State, day, decided_by, ledger_if_any, new_ledger

if TYPE_CHECKING:
    from chatscrub.ledger.database import Database
    from chatscrub.model.contract import Contract, ContractAnswer
    from chatscrub.terms import Reading
    from chatscrub.vendors.questions import Question

app = typer.Typer(help="What the contracts of the tools say; red flags in their terms.", no_args_is_help=True)
Tool = Annotated[str, typer.Argument(metavar="TOOL[:PLAN]", help='"slack", or with its plan "claude:team".')]
Asked = Annotated[
    str,
    typer.Argument(
        metavar="QUESTION",
        help="training, subprocessors, location, retention, dpa, iso27001, iso27701, soc2 or apps.",
    ),
]
_WIDTH = 80


@app.command("show")
def show(
    tool: Annotated[
        str | None, typer.Argument(metavar="[TOOL[:PLAN]]", help="Only this one; also one that is not in use.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="chatscrub.toml, for what its policy says.")] = None,
    as_json: AsJson = False,
    state: State = None,
) -> None:
    """One card for each tool and plan in use: the questions, their answers, who gave them, and until when they hold."""
    from chatscrub.cli.tables import print_json
    from chatscrub.config import load_config
    from chatscrub.errors import UsageError
    from chatscrub.ledger.database import utc_now
    from chatscrub.ledger.vendor_answers import plans_in_use, register
    from chatscrub.vendors.in_use import contract
    from chatscrub.vendors.register import Register

    policy = load_config(config).policy.as_policy()
    with ledger_if_any(state) as database:
        used = plans_in_use(database) if database else {}
        answers = register(database) if database else Register()
        today = (database.clock() if database else utc_now()).date()
    keys = _asked_for(tool, used)
    if not keys:
        raise UsageError(
            "no tool is in use yet; scan an export first, or name a tool, e.g. chatscrub vendors show claude"
        )
    cards = [(contract(provider, plan, answers, policy, today), used.get((provider, plan))) for provider, plan in keys]
    if as_json:
        print_json([_values(card, found) for card, found in cards])
        return
    for number, (card, found) in enumerate(cards):
        if number:
            print()
        for line in _card(card, found):
            print(line)


@app.command("set")
def set_(
    tool: Tool,
    question: Asked,
    answer: Annotated[str, typer.Argument(metavar="ANSWER", help="yes, no, choice, unknown, or a text.")],
    text: Annotated[str | None, typer.Option("--text", help="What it says, e.g. the opt-out or the scope.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="Where it stands: address, contract, clause.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day of the answer. [default: today]")] = None,
    review: Annotated[str | None, typer.Option("--review", help="When to ask again. [default: in a year]")] = None,
    by: By = None,
    state: State = None,
) -> None:
    """Record an answer. It goes before what chatscrub ships, in reports and in the ranking of the next scan."""
    from chatscrub.cli.tables import print_lines
    from chatscrub.ledger.vendor_answers import set_answer
    from chatscrub.vendors.questions import QUESTIONS
    from chatscrub.vendors.register import OperatorAnswer, a_year_after, checked_answer, tools_without_facts

    asked = _question(question)
    with new_ledger(state) as database:
        provider, plan = _plan(tool, database)
        when = day(on, "--on") or database.clock().date()
        given = OperatorAnswer(
            provider=provider,
            plan=plan,
            question=asked,
            answer=checked_answer(asked, answer),
            text=_line(text, "--text"),
            source=_line(source, "--source"),
            on=when,
            review=day(review, "--review") or a_year_after(when),
            by=decided_by(by),
        )
        set_answer(database, given)
    name = f"{provider}:{plan}" if plan else f"{provider} (all plans)"
    print_lines([f"{name}: {QUESTIONS[asked].label} {given.answer}; review by {given.review.isoformat()}"])
    for each in tools_without_facts([provider]):
        print(f"Nothing else is known of a tool called {each}; if that is a typing mistake, take it back with forget")


@app.command("forget")
def forget(tool: Tool, question: Asked, by: By = None, state: State = None) -> None:
    """Take an answer of yours back: what chatscrub ships counts again."""
    from chatscrub.ledger.vendor_answers import forget_answer

    asked = _question(question)
    with new_ledger(state) as database:
        provider, plan = _plan(tool, database)
        forget_answer(database, provider, plan, asked, by=decided_by(by))
    print(f"{provider}{plan and ':' + plan}: your answer to {asked.value} is taken back")


@app.command("check")
def check(
    path: Annotated[Path, typer.Argument(metavar="TERMS", help="Terms saved as text or HTML.")],
    as_json: AsJson = False,
) -> None:
    """Point at red flags in saved terms of use, and at questions they seem not to answer. Exit code 1 if there are any."""
    from chatscrub.cli.tables import print_json
    from chatscrub.errors import ExitCode
    from chatscrub.terms import read_terms

    reading = read_terms(path)
    if as_json:
        print_json(
            {
                "file": str(path),
                "languages": list(reading.languages),
                "flags": [
                    {"id": each.id, "line": each.line, "phrase": each.phrase, "why": each.why, "denied": each.denied}
                    for each in reading.hits
                ],
                "unanswered": [each.value for each in reading.unanswered],
            }
        )
    else:
        for line in _read(reading):
            print(line)
    raise typer.Exit(ExitCode.FINDINGS if reading.flagged else ExitCode.CLEAN)


def _asked_for(tool: str | None, used: dict[tuple[str, str | None], int]) -> list[tuple[str, str | None]]:
    """The tools and plans to show: those in use, or what was asked for, with all its plans where none was named."""
    from chatscrub.vendors import vendor
    from chatscrub.vendors.register import tool_and_plan

    if tool is None:
        return list(used)
    provider, plan = tool_and_plan(tool, besides=used)
    if plan is not None:
        return [(provider, plan)]
    in_use = [key for key in used if key[0] == provider]
    return in_use or [(provider, each) for each in vendor(provider).plans] or [(provider, None)]


def _plan(tool: str, database: Database) -> tuple[str, str]:
    from chatscrub.ledger.vendor_answers import plans_in_use
    from chatscrub.vendors.register import ALL_PLANS, tool_and_plan

    provider, plan = tool_and_plan(tool, besides=plans_in_use(database))
    return provider, plan or ALL_PLANS


def _question(word: str) -> Question:
    from chatscrub.errors import UsageError
    from chatscrub.vendors.questions import Question

    try:
        return Question(word.strip().lower())
    except ValueError:
        raise UsageError(
            f"{word[:40]}: no question; it is one of {', '.join(each.value for each in Question)}"
        ) from None


def _line(text: str | None, option: str) -> str | None:
    """A text as it is kept. Raises UsageError."""
    from chatscrub.errors import UsageError

    line = " ".join((text or "").split())
    if len(line) > 1000 or not line.isprintable():
        raise UsageError(f"{option}: give a line of text, at most 1000 characters")
    return line or None


def _values(card: Contract, found: int | None) -> dict[str, Any]:
    return {
        "provider": card.provider,
        "plan": card.plan,
        "name": card.name,
        "company": card.company,
        "in_use": found is not None,
        "conversations": found or 0,
        "allowed": card.allowed,
        "mfa": card.mfa,
        "answers": [
            {
                "question": each.question,
                "answer": each.answer,
                "text": each.text,
                "source": each.source,
                "origin": each.origin,
                "certainty": each.certainty,
                "on": each.on and each.on.isoformat(),
                "review": each.review and each.review.isoformat(),
                "overdue": each.overdue,
                "by": each.by,
                "meaning": each.meaning,
            }
            for each in card.answers
        ],
    }


def _card(card: Contract, found: int | None) -> Iterator[str]:
    from chatscrub.escape import plain

    use = "not in use" if found is None else f"{found} conversation{'' if found == 1 else 's'} with findings"
    plan = "" if card.plan else ", plan not known"
    yield plain(f"{card.key}{plan} ({card.name} by {card.company}): {use}", _WIDTH)
    if card.allowed is not None:
        yield f"The policy {'allows' if card.allowed else 'forbids'} it."
    for each in card.answers:
        yield from _wrapped(f"{each.question}: {each.answer}" + (f". {each.text}" if each.text else ""), 2)
        yield from _wrapped(said(each), 6)


def said(each: ContractAnswer) -> str:
    """Who gave an answer, when, where it stands, and until when it holds."""
    if each.origin == "nobody":
        return "nobody has answered"
    who = each.by or f"shipped, {each.certainty}"
    parts = [who, each.on and each.on.isoformat(), each.source]
    if each.review:
        parts.append(f"review overdue since {each.review}" if each.overdue else f"review by {each.review}")
    return ", ".join(str(part) for part in parts if part)


def _read(reading: Reading) -> Iterator[str]:
    from chatscrub.vendors.questions import QUESTIONS

    flagged = [each for each in reading.hits if not each.denied]
    for each in flagged:
        yield from _wrapped(f'line {each.line}: "{each.phrase}"', 0)
        yield from _wrapped(each.why, 4)
    if not flagged:
        yield "No red flag was recognised. That is no proof of good terms: have them read."
    denied = [each for each in reading.hits if each.denied]
    if denied:
        yield ""
        yield "The terms speak of these, as it seems to rule them out; read them"
        for each in denied:
            yield from _wrapped(f'line {each.line}: "{each.phrase}"', 2)
    if reading.unanswered:
        yield ""
        yield "The text seems not to answer"
        for question in reading.unanswered:
            yield f"  {question.value}: {QUESTIONS[question].label}"
    if not reading.languages:
        yield ""
        yield from _wrapped(
            "The text seems to be neither English nor German, which are the languages that are read.", 0
        )


def _wrapped(text: str, indent: int) -> list[str]:
    from chatscrub.escape import plain

    return textwrap.wrap(
        plain(text, 1500),
        _WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
