"""The form in which two spellings of one value are equal: for fingerprints, for sample values, for known people."""

from __future__ import annotations

import unicodedata

from chatscrub.model.detector import Detector, Kind

NUMBER_ENTITIES = frozenset({"CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER"})
"""Entities written with or without separators, besides all those that identify a person by a number."""


def normal_form(detector: Detector, value: str) -> str:
    """A credential as it is, without white space around it; personal data as `personal_form` has it."""
    if detector.kind is Kind.CREDENTIAL:
        return value.strip()
    return personal_form(detector.entity, value, is_number=detector.identifier == "id_number")


def personal_form(entity: str, value: str, *, is_number: bool) -> str:
    """Personal data folded (NFKC, lower case). `is_number` is for entities that identify a person by a number.

    Numbers keep letters and digits only. A telephone number also loses the international prefix ``00``, which means
    the same as ``+``.
    """
    folded = unicodedata.normalize("NFKC", value).strip().lower()
    if not is_number and entity not in NUMBER_ENTITIES:
        return " ".join(folded.split())
    bare = letters_and_digits(folded)
    return bare.removeprefix("00") if entity == "PHONE_NUMBER" else bare


def letters_and_digits(text: str) -> str:
    """The text without everything else, in lower case."""
    return "".join(filter(str.isalnum, text)).lower()
