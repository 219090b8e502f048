"""Sums that tell a little story, and steps of tests: who does something in them was made up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatscrub.detection.names.text_lines import Span
from chatscrub.lazy_patterns import lazy_compile

_HOW_MUCH = lazy_compile(
    r"(?<![^\W_])(?:how (?:many|much|old|long|far|fast)|wie(?: ?viele?| lange| alt| weit)|combien|quel(?:le)? (?:âge|distance)|cuánt[ao]s?|quant[aoie]s?|hoeveel|hvor (?:mange|mye|meget|lenge|gammel)|hur (?:många|mycket|långt|gammal)|ile|kolik|koľko|hány|mennyi|câ[tț][iîe]?|cât|kaç|ne kadar|kuinka (?:monta|paljon)|πόσ\w+|сколько|скільки|كم|कितन\w+)(?![^\W_])|いくつ|何個|いくら|多少|几个|幾個|몇",
    re.IGNORECASE,
)
_TASK = lazy_compile(
    r"(?<![^\W_])(?:(?:word|maths?|arithmetic|story) (?:problems?|exercises?|questions?|puzzles?|homework|tasks?)|exercises?|homework|worksheets?|textaufgaben?|sachaufgaben?|rechenaufgaben?|matheaufgaben?|arbeitsblatt|übungsaufgaben?|exercices?|problèmes? de maths?|énoncés?|ejercicios?|problemas? (?:de matemáticas|matemáticos?)|esercizi[o]?|problemi? di matematica|exercícios?|problemas? de matemática"
    r"|redactiesom\w*|rekensom\w*|verhaaltjessom\w*|matteuppgift\w*|textuppgift\w*|mattestykk\w+|tekstoppgav\w+|regnestykk\w+|tekstopgav\w+|zadani\w+ (?:tekstow\w+|z treścią|z matematyki)|slovn\w+ úloh\w+|szöveges feladat\w*|problem[ăe] de matematică|sanallinen tehtävä|sanalliset tehtävät|matikan tehtäv\w+|problem(?:i|leri)|matematik (?:sorusu|problemi)\w*|άσκησ\w+|προβλήματ\w+|задач\w+|مسألة|مسائل)(?![^\W_])|文章題|应用题|應用題|문장제",
    re.IGNORECASE,
)
_NUMBERS = lazy_compile(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)")
_FEWEST_NUMBERS = 2
_LONGEST = 1500  # characters; a sheet with more names everything else as well

_STEP = lazy_compile(
    r"(?m)^[ \t]*(?:Given|When|Then|Angenommen|Gegeben sei|Wenn|Dann|Étant donné|Quand|Alors|Dado|Cuando|Entonces|Data|Quando|Allora|Gegeven|Als|Dan|Givet|När|Så|Gitt|Når|Zakładając|Gdy|Wtedy|Scenario|Feature)(?: |:)"
)
_FEWEST_STEPS = 2
_QUOTED = lazy_compile(r"[\"'“„«]\Z")


def is_made_up(text: str, start: int, end: int, personal: Sequence[Span]) -> bool:
    """Whether a given name at a place belongs to a sum of a school, or a name in quotation marks to steps of a test."""
    if _QUOTED.search(text[max(0, start - 1) : start]) is not None:
        steps = {found[0] for found in _STEP.finditer(text)}
        return len(steps) >= _FEWEST_STEPS
    if personal or " " in text[start:end] or len(text) > _LONGEST:
        return False
    if _HOW_MUCH.search(text) is None or _TASK.search(text) is None:
        return False
    return sum(1 for _ in _NUMBERS.finditer(text)) >= _FEWEST_NUMBERS
