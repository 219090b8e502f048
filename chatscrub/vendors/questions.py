"""What is asked about the contract with a vendor, how it may be answered, and what each answer means."""

from __future__ import annotations

from enum import StrEnum

import msgspec

UNKNOWN = "unknown"
NONE = "none"
LONGEST = 300  # characters of an answer that is a text


class Question(StrEnum):
    """A question, by the word that commands take."""

    TRAINING = "training"
    SUBPROCESSORS = "subprocessors"
    LOCATION = "location"
    RETENTION = "retention"
    DPA = "dpa"
    ISO27001 = "iso27001"
    ISO27701 = "iso27701"
    SOC2 = "soc2"
    APPS = "apps"


FIVE = (Question.TRAINING, Question.SUBPROCESSORS, Question.LOCATION, Question.RETENTION, Question.DPA)
"""Those that every contract must answer before personal data of customers may go to the tool."""


class Asked(msgspec.Struct, frozen=True):
    """A question in words. `words` are its answers; empty where the answer is a text. `meaning` is by answer.

    The meaning of a text stands under the key ``text``. An answer of ``unknown`` counts as the worse one.
    """

    label: str
    words: tuple[str, ...]
    meaning: dict[str, str]


_CERTIFIED = ("yes", "no", UNKNOWN)
QUESTIONS: dict[Question, Asked] = {
    Question.TRAINING: Asked(
        "Trains on what is pasted?",
        ("yes", "no", "choice", UNKNOWN),
        {
            "yes": "What was pasted may be used to train models; a later deletion does not take it out of them.",
            "no": "What was pasted does not train models, save for the exceptions that the answer names.",
            "choice": "Each person chose whether it is used to train models: until the choice is known, count it as used.",
            UNKNOWN: "Nobody knows whether it is used to train models: count it as used.",
        },
    ),
    Question.SUBPROCESSORS: Asked(
        "Sub-processors bound to the same duties?",
        ("yes", "no", UNKNOWN),
        {
            "yes": "Whoever works for the vendor has the same duties towards what was pasted.",
            "no": "What was pasted may have reached companies that owe you nothing.",
            UNKNOWN: "Nobody knows whether those who work for the vendor are bound: count them as not bound.",
        },
    ),
    Question.LOCATION: Asked(
        "Where is it stored?",
        (),
        {
            "text": "Outside the EU and the UK, personal data of people there needs a ground for the transfer.",
            UNKNOWN: "Nobody knows where it is stored: count it as moved out of the EU and the UK.",
        },
    ),
    Question.RETENTION: Asked(
        "How long is it kept, and is it deleted?",
        (),
        {
            "text": "Until then a deletion on the lists is not complete at the vendor.",
            UNKNOWN: "Nobody knows how long it is kept: count it as kept after deletion.",
        },
    ),
    Question.DPA: Asked(
        "Agreement signed that covers people in the EU and the UK?",
        ("yes", "no", UNKNOWN),
        {
            "yes": "A signed data processing agreement covers what was pasted.",
            "no": "No data processing agreement (Article 28 GDPR) covers what was pasted about people in the EU and the UK.",
            UNKNOWN: "Nobody has recorded a signed data processing agreement: count what was pasted as not covered.",
        },
    ),
    Question.ISO27001: Asked(
        "ISO 27001, for which scope?",
        _CERTIFIED,
        {
            "yes": "Its management of security is certified, for the scope that stands beside it and no further.",
            "no": "Nobody outside has certified its management of security.",
            UNKNOWN: "Count it as not certified.",
        },
    ),
    Question.ISO27701: Asked(
        "ISO 27701, for which scope?",
        _CERTIFIED,
        {
            "yes": "Its management of privacy is certified, for the scope that stands beside it and no further.",
            "no": "Nobody outside has certified its management of privacy.",
            UNKNOWN: "Count it as not certified.",
        },
    ),
    Question.SOC2: Asked(
        "SOC 2 Type II, for which scope?",
        _CERTIFIED,
        {
            "yes": "Auditors saw its controls work over a span of time. It says nothing of training.",
            "no": "No auditor has seen its controls work over a span of time.",
            UNKNOWN: "Count it as not audited. It would say nothing of training.",
        },
    ),
    Question.APPS: Asked(
        "Which apps are connected?",
        (),
        {
            "text": "Connected apps can read what is pasted; each needs these answers of its own.",
            NONE: "No app reads along.",
            UNKNOWN: "Nobody knows which apps are connected: count on some that read along.",
        },
    ),
}


def meaning(question: Question, answer: str) -> str:
    """What an answer means for what was found; an answer that is a text means the same whatever it says."""
    asked = QUESTIONS[question]
    return asked.meaning.get(answer) or asked.meaning["text"]
