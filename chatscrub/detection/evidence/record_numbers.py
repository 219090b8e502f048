"""Numbers that mean somebody inside one company's books: customers, members, patients, staff."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict

SHORTEST = 4  # letters and digits, three of them digits: ``Kunde Nr. 1`` and ``member no. 12`` count, they do not name

_NO = Verdict(State.FAILED)
_YEAR_OR_DATE = re.compile(
    r"(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
)
_MONEY_AFTER = re.compile(r"\s?(?:€|EUR|USD|\$|£|kr|zł|%|[.,]\d\d\s?(?:€|EUR|zł|kr))")


def number_of_a_record(value: str, around: Surroundings) -> Verdict:
    """Four letters and digits or more, mostly digits, that are no year, date or amount of money."""
    digits = [character for character in value if character.isdigit()]
    if len(digits) < SHORTEST - 1 or sum(map(str.isalnum, value)) < SHORTEST or len(set(digits)) < 2:
        return _NO
    if _YEAR_OR_DATE.fullmatch(value) or _MONEY_AFTER.match(around.after):
        return _NO
    return Verdict(State.NEUTRAL)
