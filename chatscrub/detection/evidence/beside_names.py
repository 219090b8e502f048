"""Dates, plates and numbers of telephones whose place beside a name tells what they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.evidence.birth_dates import OLDEST, birth_date, no_biography
from chatscrub.detection.evidence.login_names import named_after_somebody
from chatscrub.detection.evidence.phone import phone_by_plan, phone_plausible
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import is_full_name, names_somebody
from chatscrub.detection.mobiles import is_mobile
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
    digits = value[-4:]
    year = int(digits) if digits.isdecimal() else 0
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


_FOREIGN = lazy_compile(r"[\uac00-\ud7a3]{3}|[\u3040-\u30ff\u3400-\u9fff]{2}")
_COMPACT = lazy_compile(r"(\d\d)(\d\d)((?:19|20)\d\d|\d\d)|((?:19|20)\d\d)(\d\d)(\d\d)")


def short_birth_date(value: str, around: Surroundings) -> Verdict:
    """A date in any short form some years ago, behind a word for birth; no life of somebody whom everybody knows.

    Digits alone count where somebody is named near.
    """
    if value.isdigit():
        near = f"{around.before[-_NEAR:]} | {around.after[:_NEAR]}"
        if not (_FOREIGN.search(near) or names_somebody(near)):
            return _NO
    for each in _spelled_out(value.replace("'", "").replace("’", "")):
        if _is_of_somebody_old_enough(each, around):
            return no_biography(value, around)
    return _NO


def _spelled_out(value: str) -> list[str]:
    """A date with its parts apart: six or eight digits may begin with the day or the year."""
    if value.isdigit():
        found = _COMPACT.fullmatch(value)
        parts = [part for part in found.groups() if part] if found is not None else []
        return ["-".join(parts), "-".join(reversed(parts))] if parts else []
    numbers = re.findall(r"\d+", value)
    turned = "-".join(reversed(numbers)) if len(numbers) == 3 and all(len(each) < 3 for each in numbers) else value
    return [value, turned]


_LETTERS = lazy_compile(r"[^\W\d_]+")
_CAPITALISED = lazy_compile(r"(?<![^\W_])[^\W\d_]{3,20}(?![^\W_])")
_FILE = lazy_compile(
    r"(?i)\.(?:service|html?|php|js|ts|py|go|rs|java|css|json|ya?ml|sh|log|txt|conf|com|net|org|io|de|app)\Z"
)
_CUSTOMER = lazy_compile(
    r"(?i)(?<![^\W_])(?:customers?|clients?|kund(?:e|in|en)|tenants?|patients?|klant|klient\w*|cliente?s?)(?![^\W_])"
)
_SHORTEST = 4  # letters of a name in a handle


def profile_of_somebody_named(value: str, around: Surroundings) -> Verdict:
    """A profile with a part of a name that stands near, or beside a way to reach whoever is named."""
    return _BESIDE if _holds_a_name(value, around) else _NO


def handle_of_somebody_named(value: str, around: Surroundings) -> Verdict:
    """A handle that holds a part of a name that stands near, or made of a name beside one, no file of a program."""
    if _holds_a_name(value, around):
        return _BESIDE
    near = f"{around.before[-_NEAR:]} | {around.after[:_NEAR]}"
    handle = value.lstrip("@")
    if _FILE.search(handle) or not (value.startswith("@") or names_somebody(near) or _CUSTOMER.search(near)):
        return _NO
    return named_after_somebody(handle.lower(), around)


def _holds_a_name(value: str, around: Surroundings) -> bool:
    bare = "".join(_LETTERS.findall(value)).lower()
    near = f"{around.before[-_NEAR:]} | {around.after[:_NEAR]}"
    words = (word for word in _CAPITALISED.findall(near) if word.istitle())
    named = [word.lower() for word in words if word.lower() in bare]
    return any(len(word) >= _SHORTEST for word in named) or sum(map(len, named)) >= 2 * _SHORTEST - 2


_MOBILES = ("IN", "ES", "IT", "PT", "PL", "CZ", "SK", "BR", "GB")
_NEXT_TO = 40  # characters
_CUE = lazy_compile(
    r"(?i)(?<![^\W_])(?:mob(?:ile)?|ph(?:one)?|cell|contact|call|tel|whatsapp|zap)\.?(?: no)?\.?[ :]{1,2}\Z"
)
_MISREAD = str.maketrans("oO", "00")


def mobile_beside_a_name(value: str, around: Surroundings) -> Verdict:
    """A mobile number of some country with a name right beside it on its line; an ``o`` may stand for a nought."""
    read = value.translate(_MISREAD)
    if phone_plausible(read, around).state is State.FAILED or _NAMED_COLUMN.search(around.before[-_NEXT_TO:]):
        return _NO
    beside = around.before[-_NEXT_TO:].rpartition("\n")[2], around.after[:_NEXT_TO].partition("\n")[0]
    named = any(map(names_somebody, beside)) or _CUE.search(beside[0]) is not None
    return _BESIDE if named and is_mobile(read, _MOBILES) else _NO


def birth_date_in_a_line_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A date some years ago in a line that holds a full name."""
    if not _is_of_somebody_old_enough(value, around):
        return _NO
    name = _NAME.search(around.before[-_ROW:].rpartition("\n")[2])
    return _BESIDE if name is not None and is_full_name(name[0]) else _NO
