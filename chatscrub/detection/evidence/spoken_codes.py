"""Evidence in PINs and codes of doors, safes and alarms: digits weighed with the words around them."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.named import is_named_around
from chatscrub.detection.passwords.phrases import CONTINUES, in_code, last_end, line_before
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_NOT_SAID = Verdict(State.FAILED, "nothing says that it is a password")
_ENOUGH = 4.5
_CLEAR = 4.0
_NEAR = 60  # characters from the name of a PIN to the value
_TOUCHING = 3
_OTHER = 60  # characters before the value in which a code that opens nothing is named
_DESCRIBED = 200  # characters in which it was said what the value is made of
_MOST_DIGITS = 8  # of codes that nobody spells out
_SHORT = 24  # characters of a line that holds little else than the code
_NEXT_LINE = 60  # characters before the value, when the line above names it
_YEAR = lazy_compile(r"(?:19[5-9]|20[0-4])\d")
_STRING = lazy_compile(r"[ \t\"]*\w+ = \\?[\"']")  # a text that a program holds
_COMPOUND = lazy_compile(r"([^\W\d_]{3,})-?(?:codes?|kod(?:en)?)\W*$")
_OPENERS = lazy_compile(
    r"(?i)(?:tür|tor|tresor|alarm|gangs?|tritts|heits|geheim|sperr|öffnungs|schließ|pin|zahlen|deur|poort|kluis|slot|digi|pass|pas|key|haus|huis|garagen?|safe|schrank|handy|schirm|schloss|port|dörr|larm|lås|skåps?|grind"
    r"|hiss|telefon|sim|bank|door|gate|entry|lock|wifi|wlan|log|anmelde|start|freischalt|aktivierungs|activatie|koppel|not(?:fall)?|nood|reserve?|herstel|back-?up|einmal|malig|engångs|verifi\w*|tigungs|kast|fiets|keller"
    r"|hof|hek|bus|sleutel|box|service|master|user|admin|bediener|fahrer|mitarbeiter|personal|spoel|kassa|kassen|kasse|quittungs?|storno|chip|karten|kaart|kort)$"
)
_NUMBER_OF = lazy_compile(r"([^\W\d_]{3,})-?(?:nummer|nr\.?)\W{0,3}$")
_SECRET_NUMBER = lazy_compile(r"(?i)(?:pin|puk|geheim|code|kod)$")
_HOST = lazy_compile(r"(?:localhost|\w[\w-]*\.[\w.-]*\w):$")
_PART_OF = tuple("+#.,/-@$€£")


def code_said(value: str, around: Surroundings) -> Verdict:
    """Digits that words around them call a PIN or code, or tell to type at a door, a safe, an alarm."""
    line = line_before(around)
    tail = line[-120:]
    if _another_number(value, tail, around) or in_code(line, around) or _STRING.match(line):
        return Verdict(State.FAILED, "an amount or another number")
    named = _named(tail, around)
    if not named:
        return _NOT_SAID
    year = _YEAR.fullmatch(value) is not None and not (named >= _CLEAR and code_cues.STRICT.search(tail))
    total = named + (not year) - 1.5 * value.endswith("000") - (len(set(value)) == 1)
    if len(value) > _MOST_DIGITS and value.isdigit():
        total -= 2.0
    if code_cues.DIAL.search(tail):
        total += 2.0
    elif cues.LEADS.search(tail[-40:]):
        total += 1.0
    elif tail.endswith((", ", "+ ")):
        total += 0.5
    if code_cues.CODE.search(tail) and re.search(
        rf"(?<![\w.-])[A-Z\d]{{{len(value)}}}(?![\w-])", f"{tail[-45:]} | {around.after[:45]}"
    ):
        total += 1.5  # an old code and a new one, two codes of one door
    total += 1.5 * (code_cues.OPENS.search(around.after[:40]) is not None)
    total += 2.0 * (code_cues.AFTER_CODE.search(around.after[:50]) is not None)
    if cues.GIVEN.search(around.after[:40]) or not around.after.partition("\n")[0].strip(" .!\"'|)"):
        total += 0.5 + 0.5 * (len(line) <= _SHORT)
    return _NEUTRAL if total >= _ENOUGH and not is_named_around(value, around) else _NOT_SAID


def _another_number(value: str, tail: str, around: Surroundings) -> bool:
    digits = "".join(filter(str.isdigit, value))
    grouped = not value.isalnum()
    return (
        (grouped and not 4 <= len(digits) <= 8)
        or (len(set(digits)) == 1 and digits in "0000000000001111111111")
        or tail[-1:] in _PART_OF
        or _HOST.search(tail) is not None
        or (len(tail) > 1 and tail[-1] in " -/" and tail[-2].isdigit())  # a telephone number
        or CONTINUES.match(around.after) is not None
        or code_cues.UNIT.search(around.after[:24]) is not None
        or cues.NUMBER_BEFORE.search(tail[-40:]) is not None
        or ((number := _NUMBER_OF.search(tail[-_OTHER:])) is not None and _SECRET_NUMBER.search(number[1]) is None)
        or any(
            map(_another_code, (tail[-_OTHER:], around.before[-_OTHER:]))
        )  # what looks like a speaker is not in `tail`
        or (cues.USER_BEFORE.search(tail[-60:]) is not None and code_cues.CODE.search(tail[-20:]) is None)
    )


def _another_code(before: str) -> bool:
    """Whether the text before names a code that opens nothing, on its line."""
    line = before.rpartition("\n")[2]
    compound = _COMPOUND.search(line)
    return code_cues.OTHER_CODE.search(line) is not None or (
        compound is not None and _OPENERS.search(compound[1]) is None
    )


def _named(tail: str, around: Surroundings) -> float:
    """How clearly a code or what it opens is named: 0 to 5.5."""
    if cues.CONNECTED.search(tail[-60:]) and _described(around.before[-_DESCRIBED:]):
        return 5.0
    if code_cues.HEADING.search(around.before[-200:]) and cues.LISTED.search(around.before[-40:]):
        return _CLEAR
    code, place = last_end(code_cues.CODE, tail), last_end(code_cues.PLACE, tail)
    strict = last_end(code_cues.STRICT, tail)
    opened = last_end(cues.OPENED, tail[-40:])
    if strict is not None and len(tail) - strict <= _NEAR and cues.SENTENCE_END.search(tail[strict:]) is None:
        return _CLEAR + (len(tail) - strict <= _TOUCHING)
    if place is not None and opened is not None and cues.LEADS.search(tail[-20:]) and not tail.endswith(": "):
        return _CLEAR
    near = len(tail) - max(code or 0, place or 0)
    if code is not None and len(tail) - code <= 30 and cues.SENTENCE_END.search(tail[code:]) is None:
        score = 4.0 if len(tail) - code <= 26 else 3.0
    elif code is not None or place is not None:
        score = (3.0 if near <= 30 else 2.5 if near <= 60 else 2.0) - 0.5 * (code is None)
    else:
        above, own = ["", *around.before.split("\n")][-2:]
        texts = (above if len(own) <= _NEXT_LINE else "", around.after.partition("\n")[0][:40])
        return 2.0 * any(cue.search(text) for cue in (code_cues.CODE, code_cues.PLACE) for text in texts)
    if place is not None and not tail[place:].strip(" .:=–—-→>|?!\t"):
        score += 1.5
    return score + 0.5 * (code is not None and place is not None)


def _described(before: str) -> bool:
    """Whether a code, a password or something that opens was spoken of."""
    return any(cue.search(before) for cue in (code_cues.CODE, code_cues.PLACE, cues.PASSWORD, cues.OPENED))


def bitlocker_groups(value: str, around: Surroundings) -> Verdict:
    """Eight groups of six digits, each a multiple of eleven below 720,896, as Microsoft specifies."""
    whole = re.fullmatch(r"[0-9]{6}(?:-[0-9]{6}){7}", value) is not None
    if whole and all(int(group) % 11 == 0 and int(group) < 720_896 for group in value.split("-")):
        return Verdict(State.PROVEN, "checksum ok")
    return Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")
