"""Dates, plates and numbers of telephones whose place beside a name tells what they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.evidence.birth_dates import OLDEST, birth_date
from chatscrub.detection.evidence.phone import phone_by_plan, phone_plausible
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import is_full_name, names_somebody
from chatscrub.detection.premises import in_an_imprint
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED)
_BESIDE = Verdict(State.NEUTRAL, "beside a name")
_YOUNGEST = 3  # years; a later date is that of an appointment or a letter more often
_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_NAME = lazy_compile(
    rf"(?<![^\W_])[{_UPPER}][\w’'-]+,? (?:[{_UPPER}]\.? |(?:van|de|der|den|von|da|dos|di|del) )?[{_UPPER}][\w’'-]+"
)
_NAME_AT_THE_END = lazy_compile(rf"{_NAME.pattern}[ ]?[,;|\t]?[ ]?\Z")
_CONTACT = lazy_compile(r"[\w.+-]@[\w-]+\.\w|(?<![\d.])(?:\+\d{2}[ -]?|0)\d{1,4}[ /-]?\d{3}")
# Care, law, school and money of somebody: a biography tells nothing of them.
_RECORD = lazy_compile(
    r"(?i)(?<![^\W_])(?:pupils?|child protection|safeguarding|ehcp|send|tenants?|arrears|patients?|insured|claimant|applicant|candidate|suspect|witness|beneficiar\w+|executor|bankrupt|heir|schüler\w*|patient\w*|mandant\w*|zeug\w+|mieter\w*|versicherte\w*|erb(?:e|in|en)|élève|locataire|assuré\w*"
    r"|alumn[oa]|inquilin[oa]|testigo|pazient\w|assistit[oa]|leerling|huurder|getuige|aluno|utente|uczeń|najemca|świadek|elev|hyresgäst|vittne|vidne|svědek|žák\w*|pacient\w*)(?![^\W_])"
)
_NAMED_COLUMN = lazy_compile(
    r"(?i)(?<![^\W_])(?:nif|nipc|contribuinte|siren|siret|nie|dni|iban|isbn|sku|ref|artículo|artigo|article|artikel|product\w*|prod\w+|stock)(?![^\W_])"
)
_CHINESE = lazy_compile(r"[\u3400-\u9fff]{2}")
_ROW = 120  # characters
_NEAR = 200
_VERB = lazy_compile(
    r"(?i)(?<![^\W_])(?:costs?|seats?|model\w*|engine|motor|km|hp|ps|kw|preis|price|prix|test|series|version)(?![^\W_])"
)


def phone_beside_chinese(value: str, around: Surroundings) -> Verdict:
    """A mobile number of China in its usual groups, with words in Chinese around it."""
    if _CHINESE.search(around.before[-_NEAR:] + around.after[:_NEAR]) is None:
        return _NO
    return phone_plausible(value, around)


def phone_in_a_row_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A number that some plan has in a row that names somebody, in a text that tells of no other numbers of nine digits."""
    row = around.before[-_ROW:].rpartition("\n")[2]
    name = _NAME.search(row)
    if name is None or not is_full_name(name[0]) or _NAMED_COLUMN.search(around.before):
        return _NO
    return phone_by_plan(value, around)


def plate_of_a_vehicle_told(value: str, around: Surroundings) -> Verdict:
    """A plate right behind a vehicle, and no model of it that somebody writes about."""
    bare = sum(map(str.isalnum, value))
    told = _VERB.search(around.before[-60:] + " " + around.after[:40]) is not None
    return _NO if told or bare < 6 else Verdict(State.NEUTRAL)


def birth_date_beside_a_name(value: str, around: Surroundings) -> Verdict:
    """A date some years ago right behind a full name, with a way to reach that person behind it."""
    if not _is_of_somebody_old_enough(value, around):
        return _NO
    named = _NAME_AT_THE_END.search(around.before[-60:].rpartition("\n")[2])
    return _BESIDE if named is not None and is_full_name(named[0].rstrip(" ,;|\t")) else _NO


def birth_date_in_a_quoted_row(value: str, around: Surroundings) -> Verdict:
    """A date some years ago in a row of quoted cells that holds a full name and a way to reach somebody."""
    if not _is_of_somebody_old_enough(value, around):
        return _NO
    row = around.before[-_ROW:].rpartition("\n")[2] + around.after[:_ROW].partition("\n")[0]
    return _BESIDE if _NAME.search(row) is not None and _CONTACT.search(row) is not None else _NO


def year_of_birth_in_a_record(value: str, around: Surroundings) -> Verdict:
    """A year of birth behind a name where the same lines tell how to reach that person, or of care, law or school."""
    before, after = around.before[-_NEAR:].rpartition("\n\n")[2], around.after[:_NEAR].partition("\n\n")[0]
    if not names_somebody(before[-60:]) or re.match(r"\)", after):
        return _NO
    return _BESIDE if _CONTACT.search(after) or _RECORD.search(before) else _NO


def month_of_birth_in_a_record(value: str, around: Surroundings) -> Verdict:
    """A month long enough ago in lines that tell of care, law or school of somebody."""
    year = int(value[-4:])
    now = datetime.now(UTC).year
    near = f"{around.before[-_NEAR:]} {around.after[:_NEAR]}"
    return Verdict(State.NEUTRAL) if now - OLDEST < year <= now - _YOUNGEST and _RECORD.search(near) else _NO


def _is_of_somebody_old_enough(value: str, around: Surroundings) -> bool:
    if birth_date(value, around).state is State.FAILED:
        return False
    numbers = re.findall(r"\d+", value)
    year = int(numbers[0] if len(numbers[0]) > 2 else numbers[-1])
    now = datetime.now(UTC).year
    year += 0 if year > 99 else 2000 if year <= now % 100 else 1900
    return year <= now - _YOUNGEST


_NO_HOUSE = lazy_compile(
    r"(?i)(?<![^\W_])(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|juli|oktober|dezember"
    r"|page|seite|model\w*|version|size|colou?r|ltd|limited|plc|llp|inc|gmbh|unit|floor|hotel|hospital|school|college|university|library|museum|gallery|theatre|surgery|centre|center|station|church|zimmer|raum|saal|halle|gate|box|item|order|team|group|room|top|windows|office|kapitel|abschnitt|artikel|art|section|figure|table)(?![^\W_])"
)
_FIRM_SEAT = lazy_compile(
    r"(?i)(?:registered office|head office|hq|gmbh|ltd|limited|plc|llp|s\.r\.l|b\.v|a/s|aps)\.?[:,]?(?: [^\W\d_]{2,5}){0,2}[\s,]{0,3}\Z"
)
_COUNTED = lazy_compile(
    r"(?i)\d{1,4}[a-z]? (?:to|and|or|of|x|am|pm|o|year|years|month|months|week|day|days|min|minutes?|mile|miles|people|way|more|times|bed|for|you|per)(?![^\W_])"
)


def house_of_somebody(value: str, around: Surroundings) -> Verdict:
    """An address, told by its postcode, in which no word is that of a month, a page, a firm or a house open to all."""
    other = _NO_HOUSE.search(value) or in_an_imprint(around.before, around.after)
    return _NO if other or _FIRM_SEAT.search(around.before[-_ROW:]) else Verdict(State.NEUTRAL)


def street_in_small_letters(value: str, around: Surroundings) -> Verdict:
    """A house number and a street, not a number of something: ``2 to 3 street``, ``12 o clock close``."""
    return _NO if _COUNTED.match(value) else Verdict(State.NEUTRAL)
