"""Evidence in passwords that are told in other ways: described first, spelt, typed, given in reply or in several words."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.named import is_named_around
from chatscrub.detection.passwords.phrases import CONTINUES, in_code, language_of, line_before
from chatscrub.detection.passwords.shapes import Shape, is_ordinary, shape_of
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_NOT_SAID = Verdict(State.FAILED, "nothing says that it is a password")
_DESCRIBED = 200  # characters in which it was said what the value is, or what it opens
_SHORTEST = 3
_FEWEST = 3  # different digits
_AMOUNT = lazy_compile(
    r"(?i)\s(?:zeichen|characters|chars|caract|tekens|znak|tecken|users|nutzer|mal\b|times|ist (?:verboten|schwach)|is (?:weak|banned)|jest (?:najgorsz|słab|złe))"
)


def spelt_out(value: str, around: Surroundings) -> Verdict:
    """A value with digits behind "so in your case" or "with a 2 at the end", where a password or something to open was spoken of."""
    before = around.before[-_DESCRIBED:]
    line = line_before(around)
    number = value.strip(".!?").isdigit() and not 4 <= len(value.strip(".!?")) <= 12
    if (
        number
        or (shape_of(value) is Shape.NONE and not value.strip(".!?").isdigit())
        or CONTINUES.match(around.after)
        or code_cues.UNIT.search(around.after[:24])
        or in_code(line, around)
    ):
        return Verdict(State.FAILED, "an amount, a name or code")
    named = any(cue.search(before) for cue in (cues.PASSWORD, cues.OPENED, code_cues.STRICT))
    if not named or not cues.CONNECTED.search(line[-80:]) or cues.PHRASE_END.search(around.after[:20]) is None:
        return _NOT_SAID
    return _NEUTRAL


def spelling_told(value: str, around: Surroundings) -> Verdict:
    """Words of which it is said how they are spelt, where a password was spoken of."""
    words = value.split(" ")
    line = line_before(around)
    language = language_of(around) if len(words) > 1 else ""
    ordinary = sum(is_ordinary(word, language) for word in words)
    if in_code(line, around) or cues.PASSWORD.search(value) or (ordinary * 2 > len(words) or is_ordinary(words[0], "")):
        return Verdict(State.FAILED, "ordinary words or code")
    quoted = around.before[-1:] in tuple('"“„«') or around.before[-2:-1] == "«"
    before = around.before[-_DESCRIBED:]
    named = (
        cues.PASSWORD.search(before) or code_cues.STRICT.search(before) or (quoted and code_cues.PLACE.search(before))
    )
    login = cues.LOGIN.search(before) or cues.OPENED.search(before)
    return _NEUTRAL if named or login else _NOT_SAID


def typed_and_entered(value: str, around: Surroundings) -> Verdict:
    """A word that is typed and followed by the Enter key, where signing in was spoken of."""
    if is_ordinary(value, language_of(around)) or cues.PASSWORD.search(value):
        return Verdict(State.FAILED, "ordinary words or code")
    line = line_before(around)
    login = any(cue.search(around.before[-_DESCRIBED:]) for cue in (cues.PASSWORD, cues.LOGIN))
    if not login or in_code(line, around) or cues.USER_BEFORE.search(line[-60:]):
        return _NOT_SAID
    return _NEUTRAL


def phrase_said(value: str, around: Surroundings) -> Verdict:
    """Three words and more that are no rule or request, behind the name of a passphrase or a remark on its spaces."""
    words = value.split(" ")
    ordinary = sum(is_ordinary(word) for word in words)
    near = around.before[-120:] + " " + around.after[:60]
    if cues.PASSWORD.search(value) or ordinary * 2 > len(words) or in_code(line_before(around), around):
        return Verdict(State.FAILED, "a message or a rule")
    return _NEUTRAL if cues.PHRASE.search(near) else _NOT_SAID


def digits_told(value: str, around: Surroundings) -> Verdict:
    """Digits that nobody names as a bad password, that run through no row and are no amount of something."""
    bad = is_named_around(value, around)
    row = value in "01234567890123456789" or value[::-1] in "01234567890123456789" or len(set(value)) < _FEWEST
    words = _AMOUNT.match(around.after) is not None
    return Verdict(State.FAILED, "an amount or a sample") if bad or row or words else _NEUTRAL


def answered(value: str, around: Surroundings) -> Verdict:
    """The one word of a reply to the question for a password."""
    line, above = ["", *around.before.split("\n")][-1], ["", *around.before.split("\n")][-2]
    ordinary = is_ordinary(value) or cues.NO_REPLY.search(value) is not None
    if shape_of(value) is Shape.NONE or ordinary or cues.PASSWORD.search(value) or value[0] in "@/#":
        return Verdict(State.FAILED, "ordinary words or code")
    asked = cues.PASSWORD.search(above) is not None and cues.QUESTION.search(above) is not None
    rest = around.after.partition("\n")[0].strip(" \t.!\"'”»")
    alone = not any(map(str.isalpha, rest)) or cues.EXPLAINED.search(around.after[:80]) is not None
    return _NEUTRAL if asked and alone and not in_code(line, around) else _NOT_SAID


def in_its_slot(value: str, around: Surroundings) -> Verdict:
    """Behind a heading for a login, the name of the user and a slash: a plain word too, if it says nothing of a login."""
    user = re.split(r"[\s:–—-]+", around.before.rstrip(" /"))[-1]
    line = line_before(around)
    words = (user, value)
    if in_code(line, around) or any(is_ordinary(word) or len(word) < _SHORTEST or word.istitle() for word in words):
        return Verdict(State.FAILED, "ordinary words or code")
    login = cues.LOGIN.search(value) or cues.PASSWORD.search(value) or cues.LOGIN.search(user) is not None
    plain = shape_of(value) is not Shape.NONE and cues.HARD_END.search(around.after[:20]) is not None
    return _NEUTRAL if plain and not login else _NOT_SAID
