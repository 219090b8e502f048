"""The documentation of one breach: what GDPR Art. 33(3) wants told, and Art. 33(5) kept, as far as the ledger knows it.

Every field that the law names is there. What nobody has recorded is marked unknown rather than left out, so that whoever
reads it sees what is still to be found out. It holds no value, title or address; employees and the people concerned are
keyed pseudonyms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chatscrub.escape import markdown
from chatscrub.ledger.breach_facts import Audited, Export, Facts
from chatscrub.ledger.breaches import Decision
from chatscrub.ledger.database import stamp
from chatscrub.model.conversation import Audience
from chatscrub.model.entity_words import entity_words
from chatscrub.model.exposure import Band
from chatscrub.model.task import DONE, Task, TaskState
from chatscrub.pseudonyms import Names

SCHEMA = "chatscrub.breach-record/1"
_PERIOD = timedelta(hours=72)  # GDPR Art. 33(1)
_WAIVED = frozenset({TaskState.WAIVED, TaskState.FALSE_ALARM})
_LONGEST = 1000  # characters of a field that people wrote
_METHOD = (
    "Personal data: ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches, "
    "working document v1.0, December 2013: SE = DPC x EI + CB, below 2 low, below 3 medium, below 4 high, else very high. "
    "The score supports a decision by people; it neither triggers nor excuses a notification."
)
# What ENISA means by its levels, in other words.
_CONSEQUENCES = {
    Band.NONE.label: None,
    Band.LOW.label: "people are not affected, or meet a few inconveniences that they overcome without trouble",
    Band.MEDIUM.label: "people may meet significant inconveniences, which they can overcome with some difficulty",
    Band.HIGH.label: "people may meet significant consequences, which they overcome only with serious difficulty",
    Band.VERY_HIGH.label: "people may meet significant or irreversible consequences, which they may not overcome",
}


_READERS = {
    Audience.PRIVATE: "the account alone, and the vendor",
    Audience.CLOSED: "known members, and the vendor",
    Audience.COMPANY: "everybody in the workspace or organisation, and the vendor",
    Audience.EXTERNAL: "also people of another organisation, and the vendor",
    Audience.PUBLIC: "anybody who has the link",
    Audience.UNKNOWN: None,
}


class Field(msgspec.Struct, frozen=True):
    """One thing to document. `law` is where it is asked for, None for what only explains; `value` None is unknown."""

    key: str
    section: str
    label: str
    law: str | None
    value: str | int | Sequence[str] | None


def fields_of(
    facts: Facts, names: Names, now: datetime, *, contact: str | None = None, consequences: str | None = None
) -> list[Field]:
    """All fields in the order of the document. `contact` is the data-protection officer's, `consequences` a person's view."""
    return [
        *_nature(facts, names),
        Field("contact", "Contact", "Data-protection officer or other contact", "33(3)(b)", contact),
        *_consequences(facts, consequences),
        *_measures(facts),
        *_times(facts, now),
        *_assessment(facts),
        *_evidence(facts, now),
    ]


def as_document(fields: Sequence[Field]) -> dict[str, Any]:
    """The fields by key, None where unknown, and the keys of those that the law names and nobody has recorded."""
    return {
        "schema": SCHEMA,
        "fields": {each.key: list(each.value) if isinstance(each.value, tuple) else each.value for each in fields},
        "law": {each.key: f"GDPR Art. {each.law}" for each in fields if each.law},
        "unknown": [each.key for each in fields if each.law and each.value in (None, ())],
    }


def as_markdown(fields: Sequence[Field]) -> str:
    """The document for people."""
    return "\n".join(_lines(fields)) + "\n"


def _lines(fields: Sequence[Field]) -> Iterator[str]:
    yield "# Documentation of a personal-data breach (GDPR Art. 33(5))"
    section = None
    for each in fields:
        if each.section != section:
            section = each.section
            yield from ("", f"## {section}", "")
        law = f" (Art. {each.law})" if each.law else ""
        if each.value in (None, ()):
            yield f"- {each.label}{law}: **unknown**"
        elif isinstance(each.value, tuple):
            yield f"- {each.label}{law}:"
            yield from (f"  - {markdown(one, _LONGEST)}" for one in each.value)
        else:
            yield f"- {each.label}{law}: {markdown(str(each.value), _LONGEST)}"


def _nature(facts: Facts, names: Names) -> Iterator[Field]:
    section, breach = "Nature of the breach", facts.breach
    entered = f"entered into {breach.provider}" + (f" ({facts.plan})" if facts.plan else "")
    kinds = tuple(f"{entity_words(entity)}: {count}" for entity, count in facts.entities)
    special = [
        text
        for flag, text in (("art9", "special categories, Art. 9"), ("art10", "criminal offences, Art. 10"))
        if flag in facts.flags
    ]
    why = tuple(each.sentence for each in breach.why)
    yield Field("nature", section, "What happened", "33(3)(a)", (f"personal data {entered}: one {facts.object}", *why))
    yield Field("data_categories", section, "Kinds of personal data and different values", "33(3)(a)", kinds)
    yield Field("special_categories", section, "Special categories among them", None, tuple(special) or "none found")
    yield Field(
        "people_categories", section, "Categories of people", "33(3)(a)",
        "people outside the company, such as customers; which ones is for people to tell" if facts.entities else None,
    )  # fmt: skip
    yield Field(
        "people_number", section, "People, approximately (the most that was counted)", "33(3)(a)", breach.people
    )
    yield Field("people", section, "People told apart by records, as pseudonyms", None, facts.people)
    yield Field("records_number", section, "Records, approximately (different values)", "33(3)(a)", facts.records)
    credentials = tuple(f"{entity_words(entity)}: {count}" for entity, count in facts.credentials)
    yield Field("credentials", section, "Credentials beside them", None, credentials or "none found")
    yield Field("employee", section, "Whose account, as a pseudonym", None, names.employee(breach.employee))


def _consequences(facts: Facts, said: str | None) -> Iterator[Field]:
    section, band = "Consequences and effects", facts.breach.band
    level = _CONSEQUENCES.get(band)
    told = said or (f"by the level that was computed ({band}): {level}" if level else None)
    yield Field("consequences", section, "Likely consequences", "33(3)(c)", told)
    readable = "anybody who has or had the public link" if facts.public else _READERS[facts.score.audience]
    yield Field("readers", section, "Who can read it at the vendor", None, readable)
    effects = tuple(f"{count} findings: {state}" for state, count in facts.standing)
    yield Field("effects", section, "What the newest exports show", "33(5)", effects)
    yield Field("access", section, "Whether somebody read or used it", "33(5)", None)


def _measures(facts: Facts) -> Iterator[Field]:
    section = "Measures and remedial action"
    done = tuple(_told(task) for task in facts.tasks if task.state in DONE)
    waived = tuple(_told(task) for task in facts.tasks if task.state in _WAIVED)
    proposed = tuple(_told(task) for task in facts.tasks if task.state not in DONE and task.state not in _WAIVED)
    yield Field("measures_taken", section, "Taken", "33(3)(d), 33(5)", done or "none so far")
    yield Field(
        "measures_proposed", section, "Proposed", "33(3)(d)", proposed or ("none open" if facts.tasks else None)
    )
    yield Field("measures_waived", section, "Decided against", None, waived or "none")


def _told(task: Task) -> str:
    what = f"{task.action.value} {task.object.replace('_', ' ')} ({task.provider}), task {task.id}: {task.state.value}"
    return what + (f" since {task.since}" if task.since else "") + (f", {task.reason}" if task.reason else "")


def _times(facts: Facts, now: datetime) -> Iterator[Field]:
    section, breach = "Times", facts.breach
    span = f"{facts.first_sent} to {facts.last_sent}" if facts.first_sent else None
    yield Field("entered", section, "Entered by the employee (UTC)", "33(5)", span)
    yield Field("found", section, "Found by a scan (UTC)", "33(5)", breach.found_at)
    aware = f"{breach.aware_at}, said by {breach.aware_by}" if breach.aware_at else None
    yield Field("aware", section, "The company became aware (UTC)", "33(1)", aware)
    due = None if breach.aware_at is None else datetime.fromisoformat(breach.aware_at) + _PERIOD
    yield Field("deadline", section, "72 hours end (UTC)", "33(1)", None if due is None else stamp(due))
    others = tuple(f"{each.law}: {stamp(each.due)}" for each in breach.deadlines if each.law != "GDPR Art. 33")
    yield Field("other_deadlines", section, "Other periods (UTC)", None, others or "none runs")
    yield Field("delay", section, "Reasons for a delay", "33(1)", _delay(facts, due, now))


def _delay(facts: Facts, due: datetime | None, now: datetime) -> str | None:
    breach = facts.breach
    if due is None:
        return None
    if breach.decision is None:
        return f"the period runs until {stamp(due)}" if now <= due else None
    if breach.decision is not Decision.NOTIFIED:
        return "not notified, see the decision"
    decided = datetime.fromisoformat(breach.decided_at or stamp(now))
    return "no delay: closed as notified within the period" if decided <= due else breach.decided_why


def _assessment(facts: Facts) -> Iterator[Field]:
    section, breach, score = "Assessment and decision", facts.breach, facts.score
    decision = f"{breach.decision.value}, {breach.decided_at}, by {breach.decided_by}" if breach.decision else None
    yield Field("decision", section, "Decision", "33(1), 33(5)", decision)
    yield Field("decision_reasons", section, "Reasons for it", "33(5)", breach.decided_why)
    severity = None if score.severity_value is None else f"SE {score.severity_value:g}, {breach.band}"
    yield Field("severity", section, "Severity", None, severity)
    yield Field("score_reasons", section, "Reasons for the severity", None, score.reasons)
    yield Field("vector", section, "In one line", None, f"{breach.score} of 100: {facts.vector}")
    yield Field("method", section, "Method", None, _METHOD)


def _evidence(facts: Facts, now: datetime) -> Iterator[Field]:
    section = "Evidence"
    yield Field("id", section, "Candidate", None, facts.breach.id)
    yield Field("exports", section, "Exports that show it", "33(5)", tuple(_export(each) for each in facts.exports))
    yield Field("fingerprints", section, "Keyed fingerprints of the values, shortened", "33(5)", facts.fingerprints)
    yield Field("log", section, "Log of decisions, chained", "33(5)", tuple(_row(each) for each in facts.history))
    yield Field("written", section, "This document was written (UTC)", None, stamp(now))


def _export(each: Export) -> str:
    return (
        f"SHA-256 {each.digest}, made {each.made_at or 'at an unknown time'}, read by run {each.run} at {each.read_at}, "
        f"chatscrub {each.version}; {each.detectors}; {each.tables}"
    )


def _row(each: Audited) -> str:
    change = f"{each.before} to {each.after}" if each.before else f"{each.after}"
    return (
        f"{each.number}, {each.at}, {each.actor}: {change}" + (f" ({each.why})" if each.why else "") + f", {each.hash}"
    )
