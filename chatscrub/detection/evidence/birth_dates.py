"""Dates of birth: whether one may be one, and in sentences whether it is of somebody the text is about or of public life."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from chatscrub.detection.evidence.birthdays import RECORDS
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

OLDEST = 120  # years

_NO = Verdict(State.FAILED)
_WORD = lazy_compile(r"[^\W\d_]+")
_NUMBER = lazy_compile(r"\d+")
# First letters of the months in the languages of the patterns, by number; where two months share them, of one of the two.
MONTHS = {
    **dict.fromkeys(
        (
            "jan",
            "jän",
            "ene",
            "gen",
            "sty",
            "led",
            "ian",
            "ιαν",
            "січ",
            "янв",
            "яну",
            "oca",
            "sij",
            "ינו",
            "ينا",
            "كان",
            "जनव",
        ),
        1,
    ),
    **dict.fromkeys(("feb", "fév", "fev", "lut", "úno", "φεβ", "лют", "фев", "şub", "vel", "פבר", "فبر", "شبا"), 2),
    **dict.fromkeys(
        ("mar", "mär", "mrt", "maa", "bře", "már", "μαρ", "μάρ", "бер", "мар", "ožu", "מרץ", "مار", "آذا"), 3
    ),
    **dict.fromkeys(
        (
            "apr",
            "avr",
            "abr",
            "kwi",
            "dub",
            "ápr",
            "απρ",
            "кві",
            "апр",
            "nis",
            "tra",
            "huh",
            "אפר",
            "أبر",
            "ابر",
            "نيس",
        ),
        4,
    ),
    **dict.fromkeys(
        (
            "may",
            "mai",
            "mag",
            "mei",
            "maj",
            "kvě",
            "máj",
            "maí",
            "μαΐ",
            "μαι",
            "μάι",
            "тра",
            "май",
            "мая",
            "svi",
            "tou",
            "מאי",
            "ماي",
            "أيا",
        ),
        5,
    ),
    **dict.fromkeys(
        ("jun", "jui", "giu", "cze", "jún", "iun", "ιου", "чер", "июн", "юни", "haz", "kes", "יונ", "يون", "حزي"), 6
    ),
    **dict.fromkeys(
        ("jul", "lug", "lip", "júl", "iul", "ιού", "лип", "июл", "юли", "tem", "hei", "יול", "يول", "تمو"), 7
    ),
    **dict.fromkeys(
        (
            "aug",
            "aoû",
            "aou",
            "ago",
            "sie",
            "srp",
            "αυγ",
            "αύγ",
            "сер",
            "авг",
            "ağu",
            "kol",
            "elo",
            "אוג",
            "أغس",
            "اغس",
            "آب",
        ),
        8,
    ),
    **dict.fromkeys(
        ("sep", "set", "wrz", "zář", "sze", "σεπ", "вер", "сен", "сеп", "eyl", "ruj", "syy", "ספט", "سبت", "أيل"), 9
    ),
    **dict.fromkeys(
        ("oct", "okt", "ott", "out", "paź", "říj", "ουκ", "жов", "окт", "eki", "lok", "אוק", "أكت", "اكت", "تشر"), 10
    ),
    **dict.fromkeys(("nov", "lis", "noi", "νοε", "νοέ", "ноя", "ное", "kas", "stu", "נוב", "نوف"), 11),
    **dict.fromkeys(("dec", "dez", "déc", "dic", "gru", "pro", "δεκ", "гру", "дек", "ara", "jou", "דצמ", "ديس"), 12),
}
_IN_BRACKETS = lazy_compile(r"\([^()\d\n]{0,40}\Z")  # a school class in front of it makes it a record
_LIFE = lazy_compile(
    r"\s?[–—-]\s?(?:\d|\w+ \d{1,4}|died|†)|,? (?:was|is) an? (?:\w+ ){0,3}\w+(?:er|or|ist|ian|ress|an|ian)\b"
)


def birth_date(value: str, around: Surroundings) -> Verdict:
    """A date that exists and makes a person at most `OLDEST` years old; day and month may stand in either order."""
    today = datetime.now(UTC).date()
    numbers = [int(number) for number in _NUMBER.findall(value)]
    word = next((MONTHS[text[:3]] for text in map(str.lower, _WORD.findall(value)) if text[:3] in MONTHS), None)
    if word is not None:
        numbers = [numbers[0], word, numbers[-1]] if len(numbers) == 2 else []
    if len(numbers) != 3:
        return _NO
    if numbers[0] > 31:
        numbers.reverse()
    day, month, year = numbers
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    for days, months in ((day, month), (month, day)):
        try:
            born = date(year, months, days)
        except (ValueError, OverflowError):  # the latter for a number that is longer than a year's
            continue
        return Verdict(State.NEUTRAL) if today.year - OLDEST <= born.year and born <= today else _NO
    return _NO


def no_biography(value: str, around: Surroundings) -> Verdict:
    """Fails for a date in brackets behind a name, or one with a death behind it, as encyclopedias write it."""
    if _IN_BRACKETS.search(around.before) or _LIFE.match(around.after):
        return Verdict(State.FAILED, "biography")
    return Verdict(State.NEUTRAL)


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_NAME_BEFORE = lazy_compile(
    rf"[{_UPPER}][{_LOWER}’'-]{{1,20}} (?:(?:van|de|der|den|von|da|dos|di|del|la|el) ){{0,2}}[{_UPPER}][{_LOWER}’'-]{{1,20}},? ?[(,] ?[*°]? ?\Z"
)
# Names of documents, versions and events have dates behind them, too.
_NO_PERSON = lazy_compile(
    r"(?<![^\W_])(?:release\w*|version\w*|update\w*|report|rapport|bericht|urteil|judg\w*|directive|richtlinie|act|law|gesetz|decree|album|film|book"
    r"|edition|court|council|conference|journal|paper|letter|press|news|times|python|java|ubuntu|debian|windows|street|city|meeting|sitzung|vertrag"
    r"|contract|invoice|rechnung|order|bestellung|retrieved|accessed|abgerufen|posted|published|signed|inc|ltd|gmbh|january|february|march|april"
    r"|june|july|august|september|october|november|december)(?![^\W_])",
    re.IGNORECASE,
)
_OTHER_ID = lazy_compile(
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
    if _OTHER_ID.search(near) or RECORDS.search(near):
        return Verdict(State.PROVEN, "another identifier or a role near")
    return Verdict(State.NEUTRAL)


def birth_date_in_words(value: str, around: Surroundings) -> Verdict:
    """A date of birth with its month in Roman numerals or day and year in words; a year in digits lies in the past."""
    year = re.search(r"\d{4}\Z", value)
    past = year is None or 1900 < int(year[0]) <= datetime.now(UTC).year
    return Verdict(State.NEUTRAL) if past else Verdict(State.FAILED)
