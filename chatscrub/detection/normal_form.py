"""The form in which two spellings of one value are equal: for fingerprints, for sample values, for known people."""

from __future__ import annotations

import unicodedata

from chatscrub.model.detector import Detector, Kind

NUMBER_ENTITIES = frozenset({"CREDIT_CARD", "IBAN_CODE", "PHONE_NUMBER"})
"""Entities written with or without separators, besides all those that identify a person by a number."""


def normal_form(detector: Detector, value: str) -> str:
    """A credential as it is, without white space around it; personal data folded (NFKC, lower case).

    Numbers keep letters and digits only. A telephone number also loses the international prefix ``00``, which means
    the same as ``+``.
    """
    if detector.kind is Kind.CREDENTIAL:
        return value.strip()
    folded = unicodedata.normalize("NFKC", value).strip().lower()
    if detector.identifier != "id_number" and detector.entity not in NUMBER_ENTITIES:
        return " ".join(folded.split())
    bare = letters_and_digits(folded)
    return bare.removeprefix("00") if detector.entity == "PHONE_NUMBER" else bare


def letters_and_digits(text: str) -> str:
    """The text without everything else, in lower case."""
    return "".join(filter(str.isalnum, text)).lower()
