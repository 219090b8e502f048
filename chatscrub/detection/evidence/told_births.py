"""Dates of birth behind a mere letter or sign, in month and year only, or as they are spoken."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.evidence.birth_dates import MONTHS, OLDEST
from chatscrub.detection.evidence.birthdays import RECORDS
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.number_words import numbers_in
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no date of birth")
_UPPER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ"
_NAME_BEFORE = lazy_compile(rf"(?<![^\W_])[{_UPPER}][\w’'-]+[ ,(]{{0,3}}(?:b\.?|\*)[ :]?\Z")
_TITLE = lazy_compile(r"(?<![^\W_])(?:Mrs?|Ms|Miss|Herrn?|Frau|Dr)\.? [^\W\d_]")
_OTHERS = lazy_compile(
    r"(?<![^\W_])(?:passport|dob|nhs|policy|customer|tenant|resident|lives|living|wohnh\w*|wh\.|patient\w*|kunde\w*|betr\w*|claim\w*|phone|tel|mob\w*|ssn|address|adresse|called|referred|geb)(?![^\W_])",
    re.IGNORECASE,
)
_SUBJECT = lazy_compile(
    r"(?<![^\W_])(?:candidate|applicant|employee|my (?:son|daughter|mother|father|wife|husband|sister|brother)|bewerber(?:in)?|kandidat(?:in)?|mein\w{0,2} (?:sohn|tochter|mutter|vater)|candidate?|mon fils|ma fille|salariée?|candidat[oa]|mi (?:hij[oa]|madre|padre)"
    r"|mi[oa] (?:figli[oa]|madre|padre)|sollicitant|mijn (?:zoon|dochter|moeder|vader)|kandydat\w*|mój syn|moja córka|(?:o meu|meu) (?:filho|pai)|(?:a minha|minha) (?:filha|mãe)|sökande|min (?:son|dotter|mamma|pappa)|cliente?|klant|klient\w*|kund|kunde|kundin|customer|tenant|locataire|mieter(?:in)?)(?![^\W_])",
    re.IGNORECASE,
)
_YEAR = lazy_compile(r"(?:19|20)\d\d")
_DAYS, _MONTHS = 31, 12


def born_by_a_letter(value: str, around: Surroundings) -> Verdict:
    """``b.`` or an asterisk between a name and a date, with a title, a role or another thing of that person beside it."""
    line = around.before[-90:].rpartition("\n")[2]
    near = around.before[-150:].rpartition("\n\n")[2] + " " + around.after[:100].partition("\n\n")[0]
    if _NAME_BEFORE.search(line) is None or not any(cue.search(near) for cue in (RECORDS, _TITLE, _OTHERS)):
        return _NO
    return Verdict(State.NEUTRAL, "behind a name")


def month_of_birth(value: str, around: Surroundings) -> Verdict:
    """Month and year, long enough ago, in a paragraph about a candidate, a patient or somebody's child."""
    year = _YEAR.search(value)
    month = re.match(r"[^\W\d_]{3}", value)
    now = datetime.now(UTC).year
    if year is None or month is None or month[0].lower() not in MONTHS or not now - OLDEST < int(year[0]) <= now:
        return _NO
    near = around.before[-120:].rpartition("\n\n")[2]
    return Verdict(State.NEUTRAL) if _SUBJECT.search(near) or RECORDS.search(near) else _NO


def spoken_day_of_birth(value: str, around: Surroundings) -> Verdict:
    """Words for a day, a month and a year of two digits or four: ``three four eighty one``, ``oh three oh four eighty one``."""
    said = [number for number in numbers_in(value) if number is not None]
    while said and len(said) > 1 and said[0] == 0:
        said.pop(0)  # the nought in front of a day
    if len(said) < 3 or not 1 <= said[0] <= _DAYS:
        return _NO
    rest = said[2:] if said[1] == 0 and len(said) > 3 else said[1:]
    if not 1 <= rest[0] <= _MONTHS and not said[0] <= _MONTHS:
        return _NO
    year = rest[1:]
    tens = [number for number in year if number >= 19]
    return Verdict(State.NEUTRAL) if tens and len(year) <= 3 else _NO
