"""Dates of birth in sentences: of somebody the text is about, or of a person of public life in a biography."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict

_IN_BRACKETS = re.compile(r"\([^()\n]{0,40}\Z")
_LIFE = re.compile(
    r"\s?[–—-]\s?(?:\d|\w+ \d{1,4}|died|†)|,? (?:was|is) an? (?:\w+ ){0,3}\w+(?:er|or|ist|ian|ress|an|ian)\b"
)


def no_biography(value: str, around: Surroundings) -> Verdict:
    """Fails for a date in brackets behind a name, or one with a death behind it, as encyclopedias write it."""
    if _IN_BRACKETS.search(around.before) or _LIFE.match(around.after):
        return Verdict(State.FAILED, "biography")
    return Verdict(State.NEUTRAL)


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_NAME_BEFORE = re.compile(
    rf"[{_UPPER}][{_LOWER}’'-]{{1,20}} (?:(?:van|de|der|den|von|da|dos|di|del|la|el) ){{0,2}}[{_UPPER}][{_LOWER}’'-]{{1,20}},? ?[(,] ?[*°]? ?\Z"
)
# Names of documents, versions and events have dates behind them, too.
_NO_PERSON = re.compile(
    r"(?<![^\W_])(?:release\w*|version\w*|update\w*|report|rapport|bericht|urteil|judg\w*|directive|richtlinie|act|law|gesetz|decree|album|film|book"
    r"|edition|court|council|conference|journal|paper|letter|press|news|times|python|java|ubuntu|debian|windows|street|city|meeting|sitzung|vertrag"
    r"|contract|invoice|rechnung|order|bestellung|retrieved|accessed|abgerufen|posted|published|signed|inc|ltd|gmbh|january|february|march|april"
    r"|june|july|august|september|october|november|december)(?![^\W_])",
    re.IGNORECASE,
)
_OTHER_ID = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|(?<!\d)\d{9,}|\+\d{2}|(?<![^\W_])(?:patient\w*|pesel|nif|dni|bsn|ssn|nhs|tel|mobil\w*|paciente|paziente|pacjent\w*"
    r"|kunde\w*|kundin|versicherte\w*|geb|dob|steuer-?id|codice fiscale|cpf|iban|passport|ausweis\w*|personnummer|insured|tenant|applicant)(?![^\W_])",
    re.IGNORECASE,
)


def date_behind_a_name(value: str, around: Surroundings) -> Verdict:
    """A date right behind first and last name, in brackets or after a comma; no document, version or month."""
    before = around.before[-70:].rpartition("\n")[2]
    if not _NAME_BEFORE.search(before) or _NO_PERSON.search(before) or _LIFE.match(around.after):
        return Verdict(State.FAILED, "no name in front")
    return Verdict(State.NEUTRAL, "behind a name")


def other_id_near(value: str, around: Surroundings) -> Verdict:
    """Proven where an e-mail address, a long number or a word for a patient or customer stands near."""
    near = around.before[-120:].rpartition("\n\n")[2] + " " + around.after[:100].partition("\n\n")[0]
    return Verdict(State.PROVEN, "another identifier near") if _OTHER_ID.search(near) else Verdict(State.NEUTRAL)


def birth_date_in_words(value: str, around: Surroundings) -> Verdict:
    """A date of birth with its month in Roman numerals or day and year in words; a year in digits lies in the past."""
    year = re.search(r"\d{4}\Z", value)
    past = year is None or 1900 < int(year[0]) <= datetime.now(UTC).year
    return Verdict(State.NEUTRAL) if past else Verdict(State.FAILED)
