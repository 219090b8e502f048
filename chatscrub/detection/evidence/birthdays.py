"""Dates right behind a name that no word calls those of birth: in a list of birthdays, or behind kin, patients and clients."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.mentions import names_somebody
from chatscrub.detection.names.given_names import RELATIONS
from chatscrub.detection.names.relations_elsewhere import (
    RELATIONS_ELSEWHERE,
    RELATIONS_IN_OTHER_LETTERS,
    ROLES_IN_OTHER_LETTERS,
)
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "no date of birth")
YOUNGEST = 3  # years; a later date is that of a letter, meeting or contract more often
_KIN = RELATIONS | RELATIONS_ELSEWHERE | RELATIONS_IN_OTHER_LETTERS | ROLES_IN_OTHER_LETTERS
_KIN_BEFORE = 50  # characters
_WORD = lazy_compile(r"[^\W\d_]+")
_NAME_BEFORE = lazy_compile(
    r"(?:[^\W\d_]+(?:['’-][^\W\d_]+)*[ ]?){1,3}(?:,| ?\(|,? [–—-]) ?(?:(?P<class>form|year|yr\.?|class|grade|klasse|kl\.|klas|classe|clase|curso|klasa|klass|turma|cl\.) ?[0-9A-Za-z]{1,3}[.ªº]?, )?\Z",
    re.IGNORECASE,
)
_TWO_WORDS = lazy_compile(r"(?:[^\W\d_a-zß-öø-ÿ][\w’'-]+[ ]){1,2}[^\W\d_a-zß-öø-ÿ][\w’'-]+")
_BIRTHDAYS = lazy_compile(
    r"birthdays?|geburtstag\w*|anniversaires?|cumpleaños|complean\w+|verjaardag\w*|aniversári\w+|urodzin\w*|födelsedag\w*|fødselsdag\w*|bursdag\w*|syntymäpäiv\w*|narozenin\w*|születésnap\w*"
    r"|zile? de naștere|aniversar\w*|doğum gün\w*|γενέθλια|дн\w+ рожд\w+|дн\w+ народж\w+|рожден\w* дн\w*",
    re.IGNORECASE,
)
RECORDS = lazy_compile(
    r"(?<![^\W_])(?:patient\w*|pacient\w*|pacjent\w*|paziente|paciente|pasient\w*|potilas|beteg|ασθεν\w+|пац[иі]ент\w*|psychiat\w*|психіатр\w*|психиатр\w*|лікар\w*|врач\w*|referto|arztbrief|befund|epikriz|tenants?|mieter\w*|"
    r"élève|schüler\w*|klas|pupil|ouders van|eltern von|parents? (?:de|of)"
    r"|suspects?|victims?|witness(?:es)?|defendants?|accused|complainants?|deceased|the late|our client|my client|insured|applicants?|executor\w*|beschuldigte[rn]?|angeklagte[rn]?|zeug(?:e|in|en)|geschädigte[rn]?"
    r"|mandant(?:in|en)?|verstorbene[rn]?|erblasser\w*|versicherte[rn]?|prévenue?|victime|témoin|défunte?|feu[e]? m\w*|assurée?|imputad[oa]|acusad[oa]|testigo|víctima|fallecid[oa]|difunt[oa]|asegurad[oa]|imputat[oa]|indagat[oa]|testimone|vittima|defunt[oa]"
    r"|assistit[oa]|assicurat[oa]|verdachte|getuige|slachtoffer|overledene|verzekerde|podejrzan\w{1,3}|oskarżon\w{1,3}|świad\w{2,4}|poszkodowan\w{1,3}|pokrzywdzon\w{1,3}|zmarł\w{1,3}|ubezpieczon\w{1,3}|arguid[oa]|testemunha|vítima|falecid[oa]|segurad[oa]"
    r"|misstänkte?|vittne\w*|målsägande\w*|avlid\w{2,3}|försäkrade?|anmälare)(?![^\W_])",
    re.IGNORECASE,
)
_OTHERS = lazy_compile(
    r"(?<![^\W_])(?:signed|letter|agreed|minutes|meeting|vertrag|brief|datum|sitzung|protokoll|contract|invoice|album|film|book|novel|version|release|posted|published|written|article|interview|concert|speech|court|"
    r"judgment|fait à|firmado|firmato|getekend|podpisano|undertecknat|lettre|carta|lettera|report|photo|foto)(?![^\W_])",
    re.IGNORECASE,
)


def date_behind_somebody(value: str, around: Surroundings) -> Verdict:
    """A date some years ago behind a given name, where birthdays are spoken of, or kin, a patient or pupil is named."""
    year = max((int(number) for number in re.findall(r"\d{4}", value)), default=0)
    if year > datetime.now(UTC).year - YOUNGEST:
        return _NO
    line = around.before.rpartition("\n")[2][-90:]
    name = _NAME_BEFORE.search(line)
    if name is None:
        return _NO
    if name["class"] is not None and _TWO_WORDS.match(name[0]) is not None:
        return Verdict(State.NEUTRAL, "behind a name and a class of a school")
    if _OTHERS.search(line) or not names_somebody(name[0]):
        return _NO
    if _BIRTHDAYS.search(around.before) or _BIRTHDAYS.search(around.after):
        return Verdict(State.NEUTRAL, "in a list of birthdays")
    words = map(str.lower, _WORD.findall(line[: name.end()][-_KIN_BEFORE:]))
    told = not _KIN.isdisjoint(words) or RECORDS.search(around.before[-150:]) is not None
    return Verdict(State.NEUTRAL, "behind the name of somebody") if told else _NO
