"""Evidence in passwords said in a sentence: the shape of the value weighed with the words around it."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import cues
from chatscrub.detection.passwords.named import in_a_template, is_named_around, is_reference, is_setting
from chatscrub.detection.passwords.phrases import (
    CONTINUES,
    in_a_manual,
    in_code,
    is_quoted,
    language_of,
    last_end,
    line_before,
    lines_of_code,
)
from chatscrub.detection.passwords.shapes import Shape, is_ordinary, shape_of
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_NOT_SAID = Verdict(State.FAILED, "nothing says that it is a password")
_WEIGHT = {Shape.CODE: 0.5, Shape.JOINED: 0.25, Shape.NUMBERED: 2.0, Shape.MIXED: 3.0, Shape.STRONG: 4.0}
_ENOUGH = 5.0  # shape, context and manner together
_PLAIN = (Shape.WORD, Shape.JOINED)
_NAMED = 3.0  # a password is named in the line
_DIRECT = 4.0  # a password is named right before or behind
_LINES_OF_CODE = 4
_PREPOSITION = 6  # characters of the word between "password" and the value, as in "from"
_MOST_MANNER = 6.0
_LONGEST = 32  # characters of a password that is not named as one right before
_BEHIND = 150  # characters after the value in which a cue still counts
_MARKS = tuple(":=>→–—-")
_EXAMPLE = lazy_compile(
    r"(?i)\b(?:examples?|beispiele?|exemples?|ejemplos?|esemp(?:io|i)|voorbeeld(?:en)?|exemplos?|przykład\w*|exempel)\b[^.!?\n]{0,60}$"
)
_EXAMPLES = 90  # characters
_INFINITIVE = lazy_compile(r"[a-zäöüß]{3,}(?:[^aeiou]en|ern|eln)")  # in German and Dutch, behind what is changed
_OPTION = lazy_compile(r" --?[a-z]")  # the value is a command
_SENTENCE = lazy_compile(r"\w+ \w+ \w+: $")  # three words before a colon
_ASSIGNED = lazy_compile(r"[a-z][\w-]*(?:\.[\w-]+)+=|[A-Za-z_]{2}\w*=|[A-Z]\w*_\w*=|[A-Za-z]\w*=\+?[\d.]+$|id=|v=spf")

# A moment, then perhaps a machine: what comes next is a machine or a program.
_LOGGED = lazy_compile(
    r"\s*\[?(?:\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d)\]?\s+(?:[\w.-]+\s+)?$"
)
_CONSTANT = lazy_compile(r"[A-Z]+(?:_[A-Z]+)+")


def said_nearby(value: str, around: Surroundings) -> Verdict:
    """Shape and words around it together say password; the plainer the value, the nearer and clearer the words must be."""
    shape = shape_of(value)
    weight = _WEIGHT.get(shape)
    if weight is None or is_reference(value) or is_setting(around.before) or in_a_template(around.before, around.after):
        return Verdict(State.FAILED, "a word, a name or code")
    if CONTINUES.match(around.after) or _ASSIGNED.match(value) or _OPTION.match(around.after):
        return Verdict(State.FAILED, "a word, a name or code")
    line = line_before(around)
    if _LOGGED.match(line):
        return Verdict(State.FAILED, "named as something else")
    context = _context(line, around)
    if (
        not context
        or context + weight + _MOST_MANNER < _ENOUGH
        or (context < _DIRECT and ("/" in value or len(value) > _LONGEST))
    ):
        return _NOT_SAID
    manner = _manner(line, around)
    if context + weight + manner < _ENOUGH:
        return _NOT_SAID
    manner -= _code_around(line, around)  # slow, so it comes last
    alone = manner <= 0 and context < _NAMED and shape is not Shape.STRONG
    if alone or context + weight + manner < _ENOUGH or (shape is Shape.JOINED and is_ordinary(value, "")):
        return _NOT_SAID
    if context < _DIRECT and _names_a_user(shape, around.after[:40]):
        return Verdict(State.FAILED, "named as something else")
    if shape <= Shape.MIXED and in_a_manual(value, around):
        return Verdict(State.FAILED, "a sample password")
    if is_named_around(value, around):
        return Verdict(State.FAILED, "named as something else")
    named = last_end(cues.PASSWORD, line[-60:])
    if named is not None and len(line[-60:]) - named <= _PREPOSITION:
        return _NEUTRAL
    if cues.USER_BEFORE.search(line[-60:]) or cues.NUMBER_BEFORE.search(line[-40:]):
        return Verdict(State.FAILED, "named as something else")
    return _NEUTRAL


def _names_a_user(shape: Shape, after: str) -> bool:
    """Another value comes behind this one, as a password comes behind a name."""
    if cues.WITH_PASSWORD.search(after) and not cues.AS_PASSWORD.search(after):
        return True
    if shape is Shape.NUMBERED and cues.ACCOMPANIED.search(after):
        return not is_ordinary("".join(after.split()[1:2]), "")
    return shape in (Shape.NUMBERED, Shape.MIXED) and cues.PAIRED.search(after) is not None


def _context(line: str, around: Surroundings) -> float:
    """How clearly the words before and after speak of a password: 0 to 4."""
    before = around.before[-300:] if around.before.endswith(line) else around.before[-300:].rstrip("> ") + line
    score = 0.0
    password = last_end(cues.PASSWORD, before)
    if password is not None:
        gap = before[password:]
        if "\n" not in gap and len(gap) <= 40 and cues.SENTENCE_END.search(gap) is None:
            return _DIRECT
        score = _NAMED if "\n" not in gap and len(gap) <= 110 else 1.5
    if cues.AS_PASSWORD.search(around.after[:80]):
        return _DIRECT
    after = around.after[:_BEHIND]
    found = cues.PASSWORD.search(after)
    if found is not None:
        near = found.span()[0] <= 60 and "\n" not in after[: found.span()[0]]
        score = max(score, 2.0 if near else 1.0)
    if score < 2.0:
        login = last_end(cues.LOGIN, line[-120:])
        if login is not None:
            return max(score, 2.0) + 0.5 * (score > 0)
        if cues.LOGIN.search(before) or cues.LOGIN.search(after):
            score = max(score, 1.0) + (0.5 if score else 0.0)
    return score


def _manner(line: str, around: Surroundings) -> float:
    """How the value is led in and what is said of it."""
    score = 0.0
    named = last_end(cues.PASSWORD, line[-60:])
    row = cues.ROW.search(line[-60:]) is not None
    if cues.TYPED.search(line[-40:]):
        score += 2.0
    elif (
        row
        or cues.LEADS.search(line[-40:] or around.before[-40:])
        or (named is not None and not line[-60:][named:].strip("\"'`„“«* "))
    ):
        score += 1.0
    elif line.endswith((", ", ",")):
        score += 0.5
    if cues.CONNECTED.search(line[-60:]) or cues.STICKER.search(line[-60:]):
        score += 2.0
    if cues.EXPLAINED.search(around.after[:80]):
        score += 2.0
    if cues.ONE_OF_TWO.search(line[-40:]):
        score += 1.5
    score += row
    if cues.GIVEN.search(around.after[:40]):
        score += 1.0
    return score


def _code_around(line: str, around: Surroundings) -> float:
    """What the signs of code around a value count against it."""
    if in_code(line, around):
        return 2.0
    return 1.0 if lines_of_code(around.before + around.after) >= _LINES_OF_CODE else 0.0


def led_in(value: str, around: Surroundings) -> Verdict:
    """A word or joined words behind a verb such as "enter" or "use", where a password was just spoken of."""
    if _CONSTANT.fullmatch(value):
        return Verdict(State.FAILED, "the name of a constant")
    shape = shape_of(value)
    line = line_before(around)
    if shape not in _PLAIN or CONTINUES.match(around.after):
        return Verdict(State.FAILED, "ordinary words or code")
    if not (cues.PASSWORD.search(around.before[-300:]) or cues.PASSWORD.search(around.after[:_BEHIND])):
        return _NOT_SAID
    ends = (
        cues.PHRASE_END.search(around.after[:20]) is not None
        or cues.AS_PASSWORD.search(around.after[:80]) is not None
        or cues.GIVEN.search(around.after[:40]) is not None
        or cues.EXPLAINED.search(around.after[:80]) is not None
    )
    if cues.USER_BEFORE.search(line[-60:]) or not ends:
        return Verdict(State.FAILED, "named as something else")
    verb = language_of(around) in ("de", "nl") and _INFINITIVE.fullmatch(value) and not is_quoted(around)
    if verb or is_ordinary(value, language_of(around)) or in_code(line, around):
        return Verdict(State.FAILED, "ordinary words or code")
    explained = cues.EXPLAINED.search(around.after[:80]) is not None
    context = _context(line, around)
    if shape is Shape.WORD or not re.search(r"[-_.]", value):
        hard = cues.HARD_END.search(around.after[:20]) is not None
        just = cues.JUST.search(line[-40:]) is not None and "," not in line[last_end(cues.PASSWORD, line) or 0 :]
        just |= cues.AS_NAMED.search(line[-60:]) is not None
        just |= cues.NEXT_TO_USER.search(line[-80:]) is not None and cues.NAMED_USER.search(line[-120:]) is not None
        return _NEUTRAL if context >= _DIRECT and ((hard and just) or explained) else _NOT_SAID
    capital = any(map(str.isupper, value))
    weight = 0.5 + 0.5 * (capital or value.count("-") > 1) - 0.5 * ("_" in value and not capital)
    total = context + weight + 2.0 * explained + (1.0 if cues.LEADS.search(line[-40:]) else 0.5)
    return _NEUTRAL if total >= _ENOUGH else _NOT_SAID


def said_directly(value: str, around: Surroundings) -> Verdict:
    """Right behind "the password is" or "password:" stands the password, or one of the many words that say how it is."""
    if value.isdigit():
        return _NEUTRAL if 4 <= len(value) <= 16 else Verdict(State.FAILED, "a number")
    shape = shape_of(value)
    # Beside the name of a user a word is refused only if it is known to say how a password is.
    beside = around.before.endswith(": ") and cues.NAMED_USER.search(around.before.rpartition("\n")[2][:-8]) is not None
    language = "" if beside else language_of(around)
    if shape is Shape.NONE or CONTINUES.match(around.after) or (shape in _PLAIN and is_ordinary(value, language)):
        return Verdict(State.FAILED, "a word, a name or code")
    line = line_before(around)
    if (shape <= Shape.MIXED and in_a_manual(value, around)) or is_named_around(value, around):
        return Verdict(State.FAILED, "a sample password")
    if shape not in _PLAIN:
        return _NEUTRAL
    if cues.EXPLAINED.search(around.after[:80]):
        return _NEUTRAL
    given = cues.GIVEN.search(around.after[:40]) is not None
    if not (given or cues.PHRASE_END.search(around.after[:20])) or in_code(line, around):
        return Verdict(State.FAILED, "words go on")
    hard = given or cues.HARD_END.search(around.after[:20]) is not None
    if cues.COPULA.search(around.before[-20:]):
        plain = shape is Shape.WORD and not is_quoted(around)
        told = not plain or (len(value) >= 5 and hard)
        return _NEUTRAL if told else Verdict(State.FAILED, "a word")
    marked = shape is Shape.JOINED or around.before.rstrip(" \t\n\"'`„“«*_")[-1:] in _MARKS
    if len(value) >= 4 and marked and cues.NAMED_USER.search(around.before[-120:]):
        return _NEUTRAL
    if len(value) >= 5 and hard and cues.NEXT_TO_USER.search(line[-80:]) and cues.NAMED_USER.search(line[-120:]):
        return _NEUTRAL
    told = around.before.endswith(": ") and _SENTENCE.search(line) is not None and not is_ordinary(value)
    if len(value) >= 5 and hard and told and value.islower() and lines_of_code(around.before + around.after) < 2:
        return _NEUTRAL
    parts = value.replace("_", "-").count("-")
    return _NEUTRAL if shape is Shape.JOINED and parts >= 2 else Verdict(State.FAILED, "a word")


def quoted_phrase(value: str, around: Surroundings) -> Verdict:
    """Several words in quotation marks that are no message of a program and no rule for passwords."""
    words = value.split(" ")
    line = line_before(around)
    ordinary = sum(is_ordinary(word) for word in words)
    if (
        in_code(line, around)
        or cues.PASSWORD.search(value)
        or shape_of(words[0]) is Shape.NONE
        or ordinary * 2 > len(words)
    ):
        return Verdict(State.FAILED, "a message or a rule")
    if is_named_around(value, around) or _EXAMPLE.search(around.before[-_EXAMPLES:]):
        return Verdict(State.FAILED, "an example")
    if cues.EXPLAINED.search(around.after[:80]) or any(map(str.isdigit, value)):
        return _NEUTRAL
    return _NEUTRAL if cues.COPULA.search(line[-24:].rstrip('"“„« ') + " ") or len(words) >= 3 else _NOT_SAID


def answer_said(value: str, around: Surroundings) -> Verdict:
    """A name or word at the end of its phrase, as the answer to a security question is."""
    plain = shape_of(value) not in _PLAIN or not is_ordinary(value, "")
    if plain and cues.HARD_END.search(around.after[:20]) and not in_code(line_before(around), around):
        return _NEUTRAL
    return Verdict(State.FAILED, "ordinary words or code")
