"""Whether the text around a fact about somebody tells who that is: a record, a title with a name, a given name."""

from __future__ import annotations

import re

from chatscrub.detection.generalities import without_eponyms
from chatscrub.detection.mentions import names_somebody

SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_NAME_BEFORE, _NAME_AFTER = 90, 40  # characters in which a bare given name counts
_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻ", "a-zà-öø-ÿąćęłńóśźż"
_TITLED = re.compile(
    rf"(?<![^\W_])(?:Mr|Mrs|Ms|Miss|Hr|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|M\.|Sra?|D\.|D\.ª|Don|Doña|Sig|Sig\.ra|Signora?|Dhr|Mevr|Mevrouw|mevrouw|heer|Mw|Senhora?|Dona|dona|Pani?|Pana|Panią|pani|pana"
    r"|sig|sig\.ra|signora?|señora?|senhora?|sra|fru|frau|herrn?|madame|monsieur|mme|pan|panią|panem|dhr|mevr|mrs?|ms|miss)"
    rf"\.?ª? [{_UPPER}][{_LOWER}{_UPPER}’'-]"
)
_RECORD = re.compile(
    r"(?<![\d.])(?:\d{6}[-+ ]?\d{4}|\d{11}|\d{8}[A-Z]|\d{1,2}[./-]\d{1,2}[./-](?:19)?[2-9]\d|19\d\d-\d\d-\d\d|[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z])(?!\d)"
    r"|(?<![^\W_])(?i:dob|born|geb\.|geboren|née? le|nacid[oa]|nat[oa] (?:a|il)|nascid[oa]|ur\. ?\d|född|bsn|pesel|nhs (?:no|number)|dni|codice fiscale|personnummer|cpf|sécu|svnr)(?![^\W_])"
    rf"|(?<![^\W_])(?i:pati[eë]nte?|patientin|paciente|paziente|pacjentk?a|patienten|daughter|son|husband|wife|mother|father|tochter|sohn|mann|mutter|vater|mari|fille|fils|mère|père|hij[oa]|marido|madre|padre"
    rf"|figli[oa]|moglie|marito|dochter|zoon|man|vrouw|moeder|vader|filh[oa]|mãe|pai|syn|córka|mąż|żona|mama|tata|dziadek|babcia|son|dotter|fru|mamma|pappa) [{_UPPER}][{_LOWER}]{{2}}"
)


def in_record(text_before: str, text_after: str) -> bool:
    """Whether the text near tells who somebody is: a name behind a title, a date of birth, the number of an identity card."""
    before, after = paragraph_before(text_before), text_after[:200]
    titled = _TITLED.search(before) is not None or _TITLED.search(after.partition("\n\n")[0]) is not None
    return titled or _RECORD.search(text_before) is not None or _RECORD.search(after) is not None


def named_near(before: str, after: str, value: str = " | ") -> bool:
    """Whether a given name stands in the same sentence: ``Duarte takes …``, ``Annegret Voss 19:30 …``."""
    sentence = SENTENCE_END.split(before)[-1][-_NAME_BEFORE:] + value + SENTENCE_END.split(after)[0][:_NAME_AFTER]
    return names_somebody(without_eponyms(sentence))


def paragraph_before(text: str) -> str:
    """What stands in front of a value in its own paragraph."""
    return text.rpartition("\n\n")[2]
