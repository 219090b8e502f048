"""Shares of many people and codes that are explained: neither tells of somebody's health."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.health import AFTER, BEFORE
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.somebody import in_record, paragraph_before
from chatscrub.lazy_patterns import lazy_compile

_NO = Verdict(State.FAILED, "illness in general")
_MANY_AFTER = lazy_compile(
    r"\s?(?:%|percent|per cent|prozent|procent)?\s?(?:of|der|des|von|aller|de|del|della|degli|dei|van|av|percent|per cent|prozent|procent|residents|adults|people|population)\b",
    re.IGNORECASE,
)
_EXPLAINS_CODES = lazy_compile(
    r"(?<![^\W_])(?:omim|mesh|medlineplus|diseasesdb|specialty|classification|klassifikation|clasificación|classificazione|classificação|classificatie|klasyfikacja|disease|krankheit|maladie|enfermedad|malattia|doença|choroba|codes? (?:for|such as|like|start\w*|begin\w*|is|are)|examples?|e\.g|for instance|regex|pattern|format|chapters?|z\. ?b|beispiel\w*|codes? (?:für|wie)|kapitel"
    r"|exemples?|par ex|codes? (?:pour|comme)|ejemplos?|por ej|códigos? (?:para|como)|esemp\w+|ad es|codic[ei] (?:per|come)|voorbeeld\w*|bijv|exemplos?|przykład\w*|np|exempel|t\.ex)(?![^\W_])",
    re.IGNORECASE,
)


def no_share_of_many(value: str, around: Surroundings) -> Verdict:
    """Fails where a share of many people is told, and not what somebody has."""
    return _NO if _MANY_AFTER.match(around.after) else Verdict(State.NEUTRAL)


def no_code_of_a_manual(value: str, around: Surroundings) -> Verdict:
    """Fails for a code that is explained or stands as an example; in a record of a person it is neither."""
    near = f"{paragraph_before(around.before)[-BEFORE:]} {around.after[:AFTER]}"
    if _EXPLAINS_CODES.search(near) and not in_record(around.before, around.after):
        return Verdict(State.FAILED, "a code of the list")
    return Verdict(State.NEUTRAL)
