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


_LETTERS_IN_FRONT = re.compile(r"[A-Z]{1,5}[ ./-]?(?:[A-Z]{1,5}[ ./-]?)?\d")
_STANDARD = re.compile(r"(?:ISO|EN|DIN|EU|UE|COVID|USB|SOP|REV|VER|PIN|INV|ORD|PO)[ ./-]?\d", re.IGNORECASE)


def number_of_a_file(value: str, around: Surroundings) -> Verdict:
    """The number of a file or contract, where no word says that a number follows: five digits, or letters in front."""
    digits = sum(map(str.isdigit, value))
    if digits < 5 and not (digits >= SHORTEST and _LETTERS_IN_FRONT.match(value)):
        return _NO
    if _STANDARD.match(value) or re.match(r"\d{1,2}[./]\d{1,2}[./]", value):
        return _NO
    return number_of_a_record(value, around)


def number_of_a_meter(value: str, around: Surroundings) -> Verdict:
    """The number of a meter or supply point; thirteen digits behind ``EAN`` mean an article of a shop."""
    bare = re.sub(r"[ -]", "", value)
    article = re.search(r"EAN\W*\w*\W*\Z", around.before, re.IGNORECASE) and len(bare) < 18
    if article or len(set(bare)) < 4 or not 8 <= len(bare) <= 34:
        return _NO
    return Verdict(State.NEUTRAL)
