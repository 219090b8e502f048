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

_NO = Verdict(State.FAILED, "no date of birth")
YOUNGEST = 3  # years; a later date is that of a letter, meeting or contract more often
_KIN = RELATIONS | RELATIONS_ELSEWHERE | RELATIONS_IN_OTHER_LETTERS | ROLES_IN_OTHER_LETTERS
_KIN_BEFORE = 50  # characters
_WORD = re.compile(r"[^\W\d_]+")
_NAME_BEFORE = re.compile(r"(?:[^\W\d_]+(?:['’-][^\W\d_]+)*[ ]?){1,3}(?:,| ?\(|,? [–—-]) ?\Z")
_BIRTHDAYS = re.compile(
    r"birthdays?|geburtstag\w*|anniversaires?|cumpleaños|complean\w+|verjaardag\w*|aniversári\w+|urodzin\w*|födelsedag\w*|fødselsdag\w*|bursdag\w*|syntymäpäiv\w*|narozenin\w*|születésnap\w*"
    r"|zile? de naștere|aniversar\w*|doğum gün\w*|γενέθλια|дн\w+ рожд\w+|дн\w+ народж\w+|рожден\w* дн\w*",
    re.IGNORECASE,
)
_RECORDS = re.compile(
    r"(?<![^\W_])(?:patient\w*|pacient\w*|pacjent\w*|paziente|paciente|pasient\w*|potilas|beteg|ασθεν\w+|пац[иі]ент\w*|psychiat\w*|психіатр\w*|психиатр\w*|лікар\w*|врач\w*|referto|arztbrief|befund|epikriz|tenants?|mieter\w*|"
    r"élève|schüler\w*|klas|pupil|ouders van|eltern von|parents? (?:de|of))(?![^\W_])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
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
    if name is None or _OTHERS.search(line) or not names_somebody(name[0]):
        return _NO
    if _BIRTHDAYS.search(around.before) or _BIRTHDAYS.search(around.after):
        return Verdict(State.NEUTRAL, "in a list of birthdays")
    words = map(str.lower, _WORD.findall(line[: name.end()][-_KIN_BEFORE:]))
    told = not _KIN.isdisjoint(words) or _RECORDS.search(around.before[-150:]) is not None
    return Verdict(State.NEUTRAL, "behind the name of somebody") if told else _NO
