"""Dates of birth and numbers in lists without titles: rows that hold somebody's name and what only a person has."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.evidence.birth_dates import birth_date
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no row of a person")
YOUNGEST = 3  # years; a later date is that of an appointment, a letter or a journey more often
_UPPER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ"
_TWO_WORDS = lazy_compile(
    rf"(?<![^\W_])[{_UPPER}][\w’'-]+,? (?:[{_UPPER}]\.? |(?:van|de|der|den|von|da|dos|di|del) )?[{_UPPER}][\w’'-]+"
)
_NHS = lazy_compile(r"(?<![\d.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.-])")
_ID = lazy_compile(
    r"(?<![^\W_])(?:pp|ppt|passport|reisepass|passeport|pasaporte|passaporto|paspoort|paszport|passaporte|pass|pan|aadhaar|aadhar|ssn|ni|nino|nhs|mrn|uhid|sin|dni|nie|nif|cpf|rg|bsn|pesel|dowód|nir|svnr|sv-nr|steuer-?id|cf|personnr|pnr|visa|visum|emirates id|nric|cnic)"
    r"[ .:#]{0,3}(?:no\.?|nr\.?|n[°º])?[ :#]{0,2}[A-Z]{0,5}[ -]?\d{3}|[\w.+-]@[\w-]+\.\w|(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])",
    re.IGNORECASE,
)
_LIST = lazy_compile(
    r"(?<![^\W_])(?:(?:crew|passenger|clinic|patient|ward|theatre|guest|rooming|class|pupil|player|team|squad|visitor|resident|tenant|beneficiary|applicant)s?[ -]list|manifest|handover"
    r"|(?:crew|passagier|patienten|klassen|schüler|teilnehmer|besucher|mieter|gäste|spieler|bewohner)liste|liste (?:des|d['’]) ?(?:passagers|patients|élèves|participants|équipage|résidents|locataires|bénéficiaires)"
    r"|(?:lista|listado|relación) de (?:pasajeros|pacientes|alumnos|participantes|inquilinos|asistentes)|(?:lista|elenco) (?:dei |degli )?(?:passeggeri|pazienti|alunni|partecipanti|inquilini)"
    r"|(?:passagiers|patiënten|deelnemers|leerlingen|klassen|bewoners)lijst|lista (?:pasażerów|pacjentów|uczniów|uczestników|lokatorów)|lista de (?:passageiros|pacientes|alunos|participantes|utentes)"
    r"|(?:passagerar|patient|deltagar|klass|elev|hyresgäst)lista)(?![^\W_])",
    re.IGNORECASE,
)
_DATE_BEFORE = lazy_compile(r"(?<![\d./-])\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d{2}|\d{2})[ \t|;,]{1,6}\Z")
_DATE_AFTER = lazy_compile(r"[ \t|;,]{1,6}\d{1,2}[./-]\d{1,2}[./-](?:(?:19|20)\d{2}|\d{2})(?![\d./-])")


def date_in_a_row_of_a_person(value: str, around: Surroundings) -> Verdict:
    """A date some years ago in a row with a name and a number that only a person has, or in a list of patients or a crew."""
    if birth_date(value, around).state is State.FAILED:
        return _NO
    year = int(re.findall(r"\d+", value)[0 if re.match(r"\d{4}", value) else -1])
    now = datetime.now(UTC).year
    year += 0 if year > 99 else 2000 if year <= now % 100 else 1900
    if year > now - YOUNGEST:
        return _NO
    row = _row(value, around)
    if _TWO_WORDS.search(row) is None:
        return _NO
    if _ID.search(row) or any(_is_nhs(found.group()) for found in _NHS.finditer(row)):
        return Verdict(State.NEUTRAL, "in a row of a person")
    if _LIST.search(around.before):
        return Verdict(State.NEUTRAL, "in a list of people")
    return _NO


def nhs_number_in_a_row(value: str, around: Surroundings) -> Verdict:
    """An NHS number with its check digit beside a date, in a row that begins with somebody's name."""
    dated = _DATE_BEFORE.search(around.before[-20:]) or _DATE_AFTER.match(around.after)
    if not dated or not _is_nhs(value) or _TWO_WORDS.search(_row(value, around)) is None:
        return _NO
    return Verdict(State.PROVEN, "checksum ok")


def _row(value: str, around: Surroundings) -> str:
    return around.before[-120:].rpartition("\n")[2] + value + around.after[:100].partition("\n")[0]


def _is_nhs(value: str) -> bool:
    from stdnum.gb import nhs

    return bool(nhs.is_valid(value)) and len(set(value)) > 3
