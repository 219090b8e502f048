"""Evidence in passwords said in a sentence: the shape of the value weighed with the words around it."""

from __future__ import annotations

import re

from chatscrub.detection.dialect import Program
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import cues
from chatscrub.detection.passwords.shapes import Shape, is_ordinary, shape_of

_NEUTRAL = Verdict(State.NEUTRAL)
_NOT_SAID = Verdict(State.FAILED, "nothing says that it is a password")

_WEIGHT = {Shape.CODE: 0.5, Shape.JOINED: 0.25, Shape.NUMBERED: 2.0, Shape.MIXED: 3.0, Shape.STRONG: 4.0}
_ENOUGH = 5.0
_PLAIN = (Shape.WORD, Shape.JOINED)
_NAMED = 3.0
_DIRECT = 4.0
_MOST_MANNER = 6.0
_LONGEST = 32  # characters of a password that is not named as one right before
_BEHIND = 150  # characters after the value in which a cue still counts
_CODE_LINE = re.compile(
    r"""
      [;{]\s*$ | [^"'\]]\s?\}\s*$ | \w\( | => | </?\w+[ >]
    | ^\s*(?:(?:def|class)\s+\w+\s*[(:] | import\s+[\w{*]+(?:\s*$|\s+from) | from\s+[\w.]+\s+import | (?:const|let|var)\s+\w+\s*= | function\s+\w*\( | (?:public|private|protected)\s+\w+\s+\w+ | \#include | for\s+\w+\s+in\s.*: | if\s*\( | \$\s+\w)
    """,
    re.MULTILINE | re.VERBOSE,
)
_OPENING, _CLOSING = tuple("\"'`„“«‘*"), tuple("\"'`“”»’*")
_MARKS = tuple(":=>→–—-")
_COLUMN = tuple(":;|\t")
_ROW_END = re.compile(r"[ \t](?:[–—|/→-]|->)[ \t]+([^\s|]{4,40})[ \t|]*$", re.MULTILINE)
_SETTING = re.compile(r"^[ \t>-]*(?:export )?([A-Z][A-Z0-9_]{1,40})[ ]?[=:][ ]?[\"']?([^\s\"']{3,60})", re.MULTILINE)
_PUBLIC_SETTING = re.compile(
    r"(?:MIN|MAX|LENGTH|EXPIR\w*|TTL|_ID|_URL|_URI|_HOST|_FILE|_PATH|_DIR|_NAME|_TYPE|_POLICY|ENABLED?|_ALG\w*|PUBLIC\w*|_FIELD|_HASH\w*|COUNT|LIMIT|SITE)[\"']?[ ]?[=:]"
)
_SAMPLE = re.compile(
    r"(?i)pass(?:w|$)|secret|example|sample|change|your|test|demo|^admin|^root|1234|postgres|mysql|wordpress|xxx|dummy|foo|token|key$|user|hello|default|local|^dev|none|redis|mongo|django|flask|laravel"
)
_ASSIGNED = re.compile(r"[A-Za-z_]{2}\w*=|[A-Z]\w*_\w*=")
_PART_OF = tuple("+#.,/-@$€£")
_CONTINUES = re.compile(r"[\"'`]{0,1}[:=]\s?[^\s)]|[\"'`]\s{0,2}:|[(\[{/\\@<>&$]|\s?=[^\s]|\s?[-=]>")


def said_nearby(value: str, around: Surroundings) -> Verdict:
    """Shape and words around it together say password; the plainer the value, the nearer and clearer the words must be."""
    shape = shape_of(value)
    weight = _WEIGHT.get(shape)
    if weight is None or _CONTINUES.match(around.after) or _ASSIGNED.match(value):
        return Verdict(State.FAILED, "a word, a name or code")
    line = _line(around)
    context = _context(line, around)
    if context + weight + _MOST_MANNER < _ENOUGH or (context < _DIRECT and ("/" in value or len(value) > _LONGEST)):
        return _NOT_SAID
    manner = _manner(line, around)
    alone = manner <= 0 and context < _NAMED and shape is not Shape.STRONG
    if alone or context + weight + manner < _ENOUGH or (shape is Shape.JOINED and is_ordinary(value, "")):
        return _NOT_SAID
    if context < _DIRECT and _names_a_user(shape, around.after[:40]):
        return Verdict(State.FAILED, "named as something else")
    named = _last(cues.PASSWORD, line[-60:])
    if named is not None and len(line[-60:]) - named <= 3:
        return _NEUTRAL
    if cues.USER_BEFORE.search(line[-60:]) or cues.NUMBER_BEFORE.search(line[-40:]):
        return Verdict(State.FAILED, "named as something else")
    return _NEUTRAL


def _names_a_user(shape: Shape, after: str) -> bool:
    """Another value comes behind this one, as a password comes behind a name."""
    if cues.WITH_PASSWORD.search(after) and not cues.AS_PASSWORD.search(after):
        return True
    if shape is Shape.NUMBERED and cues.ACCOMPANIED.search(after):
        return not is_ordinary(after.split()[1], "")
    return shape in (Shape.NUMBERED, Shape.MIXED) and cues.PAIRED.search(after) is not None


def _context(line: str, around: Surroundings) -> float:
    """How clearly the words before and after speak of a password: 0 to 4."""
    before = around.before[-300:] if around.before.endswith(line) else around.before[-300:].rstrip("> ") + line
    score = 0.0
    password = _last(cues.PASSWORD, before)
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
        login = _last(cues.LOGIN, line[-120:])
        if login is not None:
            return max(score, 2.0) + 0.5 * (score > 0)
        if cues.LOGIN.search(before) or cues.LOGIN.search(after):
            score = max(score, 1.0) + (0.5 if score else 0.0)
    return score


def _manner(line: str, around: Surroundings) -> float:
    """How the value is led in and what is said of it; signs of code count against."""
    score = 0.0
    named = _last(cues.PASSWORD, line[-60:])
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
    if cues.EXPLAINED.search(around.after[:80]):
        score += 2.0
    if cues.ONE_OF_TWO.search(line[-40:]):
        score += 1.5
    score += row
    if cues.GIVEN.search(around.after[:40]):
        score += 1.0
    if _in_code(line, around):
        score -= 2.0
    elif len(_CODE_LINE.findall(around.before + around.after)) >= 4:
        score -= 1.0
    return score


def _last(pattern: Program, text: str) -> int | None:
    """Where the last match ends."""
    end = None
    for found in pattern.finditer(text):
        end = found.span()[1]
    return end


def led_in(value: str, around: Surroundings) -> Verdict:
    """A word or joined words behind a verb such as "enter" or "use", where a password was just spoken of."""
    shape = shape_of(value)
    line = _line(around)
    if (
        shape not in _PLAIN
        or is_ordinary(value, _language(around))
        or _in_code(line, around)
        or _CONTINUES.match(around.after)
    ):
        return Verdict(State.FAILED, "ordinary words or code")
    ends = (
        cues.PHRASE_END.search(around.after[:20]) is not None or cues.AS_PASSWORD.search(around.after[:80]) is not None
    )
    if cues.USER_BEFORE.search(line[-60:]) or not ends:
        return Verdict(State.FAILED, "named as something else")
    if is_ordinary(value, _language(around)):
        return Verdict(State.FAILED, "ordinary words or code")
    explained = cues.EXPLAINED.search(around.after[:80]) is not None
    context = _context(line, around)
    if shape is Shape.WORD or not re.search(r"[-_.]", value):
        hard = cues.HARD_END.search(around.after[:20]) is not None
        just = cues.JUST.search(line[-40:]) is not None
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
    if (
        shape is Shape.NONE
        or _CONTINUES.match(around.after)
        or (shape in _PLAIN and is_ordinary(value, _language(around)))
    ):
        return Verdict(State.FAILED, "a word, a name or code")
    line = _line(around)
    if shape not in _PLAIN:
        return _NEUTRAL
    if cues.EXPLAINED.search(around.after[:80]):
        return _NEUTRAL
    if cues.PHRASE_END.search(around.after[:20]) is None or _in_code(line, around):
        return Verdict(State.FAILED, "words go on")
    if cues.COPULA.search(around.before[-20:]):
        plain = shape is Shape.WORD and not _quoted(around)
        told = not plain or (len(value) >= 5 and cues.HARD_END.search(around.after[:20]) is not None)
        return _NEUTRAL if told else Verdict(State.FAILED, "a word")
    marked = shape is Shape.JOINED or around.before.rstrip(" \t\n\"'`„“«*_")[-1:] in _MARKS
    if len(value) >= 4 and marked and cues.NAMED_USER.search(around.before[-120:]):
        return _NEUTRAL
    parts = value.replace("_", "-").count("-")
    return _NEUTRAL if shape is Shape.JOINED and parts >= 2 else Verdict(State.FAILED, "a word")


def quoted_phrase(value: str, around: Surroundings) -> Verdict:
    """Several words in quotation marks that are no message of a program and no rule for passwords."""
    words = value.split(" ")
    line = _line(around)
    ordinary = sum(is_ordinary(word) for word in words)
    if (
        _in_code(line, around)
        or cues.PASSWORD.search(value)
        or shape_of(words[0]) is Shape.NONE
        or ordinary * 2 > len(words)
    ):
        return Verdict(State.FAILED, "a message or a rule")
    if cues.EXPLAINED.search(around.after[:80]) or any(map(str.isdigit, value)):
        return _NEUTRAL
    return _NEUTRAL if cues.COPULA.search(line[-24:].rstrip('"“„« ') + " ") or len(words) >= 3 else _NOT_SAID


def written_in_field(value: str, around: Surroundings) -> Verdict:
    """Under a column or key that is named for passwords: anything that was entered, save words such as "none" and "SSO"."""
    if value.isdigit():
        return _NEUTRAL if 4 <= len(value) <= 12 else Verdict(State.FAILED, "a number")
    shape = shape_of(value)
    if (
        shape is Shape.NONE
        or _CONTINUES.match(around.after)
        or (shape in _PLAIN and is_ordinary(value, _language(around)))
    ):
        return Verdict(State.FAILED, "a word, a name or code")
    if shape not in _PLAIN:
        return _NEUTRAL
    before = around.before.rstrip(" \t\"'`*")
    in_cell = before.endswith((",", ";", "|", "\t", "(")) or around.before.endswith("\t")
    return _NEUTRAL if in_cell and len(value) >= 4 else Verdict(State.FAILED, "a word")


def code_said(value: str, around: Surroundings) -> Verdict:
    """Digits that words around them call a PIN or code, or tell to type at a door, a safe, an alarm."""
    line = _line(around)
    tail = line[-120:]
    digits = "".join(filter(str.isdigit, value))
    if (
        not 4 <= len(digits) <= 8
        and not value.isalnum()
        or cues.UNIT.search(around.after[:24])
        or _CONTINUES.match(around.after)
        or cues.NUMBER_BEFORE.search(tail[-40:])
    ):
        return Verdict(State.FAILED, "an amount or another number")
    if (
        cues.OTHER_CODE.search(tail[-45:])
        or _in_code(line, around)
        or len(set(digits)) == 1
        or tail[-1:] in _PART_OF
        or tail.endswith("localhost:")
    ):
        return Verdict(State.FAILED, "another kind of code")
    total = 0.0 if re.fullmatch(r"(?:19[5-9]|20[0-4])\d", value) else 1.0
    code, place = _last(cues.CODE, tail), _last(cues.PLACE, tail)
    if code is not None and len(tail) - code <= 30 and cues.SENTENCE_END.search(tail[code:]) is None:
        total += 3.0 + (1.0 if len(tail) - code <= 26 else 0.0)
    elif code is not None or place is not None:
        gap = len(tail) - max(code or 0, place or 0)
        total += 3.0 if gap <= 30 else 2.5 if gap <= 60 else 2.0
    elif (
        cues.CODE.search(around.before[-160:])
        or cues.PLACE.search(around.before[-160:])
        or cues.CODE.search(around.after[:40])
        or cues.PLACE.search(around.after[:40])
    ):
        total += 2.0
    else:
        return _NOT_SAID
    if code is not None and place is not None:
        total += 0.5
    if cues.DIAL.search(tail):
        total += 2.0
    elif cues.LEADS.search(tail[-40:]):
        total += 1.0
    if place is not None and not tail[place:].strip(" .:=–—-→>|?!\t"):
        total += 1.5
    total -= 1.5 * value.endswith("000")
    if re.search(rf"(?<![\w.-])[A-Z\d]{{{len(value)}}}(?![\w-])", f"{tail[-45:]} | {around.after[:45]}"):
        total += 1.5  # an old code and a new one, two codes of one door
    if cues.OPENS.search(around.after[:40]):
        total += 1.5
    if cues.AFTER_CODE.search(around.after[:50]):
        total += 1.5
    if cues.GIVEN.search(around.after[:40]) or not around.after.partition("\n")[0].strip(" .!\"'|)"):
        total += 0.5 + 0.5 * (len(line) <= 24)
    return _NEUTRAL if total >= _ENOUGH else _NOT_SAID


def _line(around: Surroundings) -> str:
    """What stands before the value in its line; a reply is read together with the line that it answers."""
    own = around.before.rpartition("\n")[2]
    reply = cues.REPLY.search(around.before[-80:])
    if reply is None or any(cue.search(own) for cue in (cues.PASSWORD, cues.LOGIN, cues.CODE, cues.PLACE)):
        return own
    start = max(0, len(around.before) - 80) + reply.span()[0]
    above = around.before[:start].rstrip().rpartition("\n")[2]
    answers = own.strip("\"'`„“«*( ") or above.endswith((":", "?"))
    return f"{above[-150:]} : " if above and answers else own


def _language(around: Surroundings) -> str | None:
    before = around.before[-80:]
    return next((language for language, names in cues.LANGUAGE.items() if names.search(before)), None)


def _in_code(line: str, around: Surroundings) -> bool:
    left, right = line, around.after.partition("\n")[0]
    string = left.rpartition('"')[2] + right.partition('"')[0]
    if string.count(" ") >= 2:  # a sentence inside a string is no code
        return _CODE_LINE.search(string.removesuffix("}")) is not None
    return _CODE_LINE.search(left + right) is not None


def _quoted(around: Surroundings) -> bool:
    return around.before[-1:] in _OPENING and around.after[:1] in _CLOSING


def after_mail(value: str, around: Surroundings) -> Verdict:
    """In lists of accounts the password stands right behind the address."""
    shape = shape_of(value)
    quoted = around.before[-1:] in ("'", '"')
    if shape is Shape.STRONG or (shape in (Shape.MIXED, Shape.NUMBERED) and (quoted or around.before[-1:] in _COLUMN)):
        return (
            Verdict(State.FAILED, "another column") if not quoted and cues.PAIRED.search(around.after[:2]) else _NEUTRAL
        )
    ends = not around.after.partition("\n")[0].strip(" |;\t")
    row = around.before.endswith((" – ", " — ", " - ", " / ", " | ", "→ "))
    if shape not in (Shape.MIXED, Shape.NUMBERED, *_PLAIN) or not (ends and row) or is_ordinary(value):
        return Verdict(State.FAILED, "another column")
    others = _ROW_END.findall(f"{around.before}\n{around.after}")
    logins = cues.PASSWORD.search(around.before) or cues.LOGIN.search(around.before)
    alike = sum(shape_of(other) in (Shape.MIXED, Shape.STRONG) for other in others)
    return _NEUTRAL if (logins or alike) and (alike or shape is not Shape.WORD) else Verdict(State.FAILED, "another column")


def answer_said(value: str, around: Surroundings) -> Verdict:
    """A name or word at the end of its phrase, as the answer to a security question is."""
    plain = shape_of(value) not in _PLAIN or not is_ordinary(value, "")
    if plain and cues.HARD_END.search(around.after[:20]) and not _in_code(_line(around), around):
        return _NEUTRAL
    return Verdict(State.FAILED, "ordinary words or code")


def block_value(value: str, around: Surroundings) -> Verdict:
    """A value in a block of settings: short and plain ones count too, but no template, switch, path or word of manuals."""
    name = around.before.rpartition("\n")[2]
    own = name.strip(" \t>-\"'=:").upper()
    others = {other.lower() for key, other in _SETTING.findall(f"{around.before}\n{around.after}") if key not in own}
    if _PUBLIC_SETTING.search(name) or value.isdigit() or shape_of(value) is Shape.NONE or is_ordinary(value, ""):
        return Verdict(State.FAILED, "a switch, a name or a template")
    if _SAMPLE.search(value) or value.lower() in others:
        return Verdict(State.FAILED, "a sample password")
    return _NEUTRAL


def bitlocker_groups(value: str, around: Surroundings) -> Verdict:
    """Eight groups of six digits, each a multiple of eleven below 720,896, as Microsoft specifies."""
    groups = [int(group) for group in value.split("-")]
    if all(group % 11 == 0 and group < 720_896 for group in groups):
        return Verdict(State.PROVEN, "checksum ok")
    return Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")


def network_key(value: str, around: Surroundings) -> Verdict:
    """Behind the name of a network: what looks chosen, or letters run together to more than a word."""
    shape = shape_of(value)
    named = around.before.rstrip().endswith(("/", "|", "–", "-"))
    if shape in (Shape.NONE, Shape.CODE) or is_ordinary(value):
        return Verdict(State.FAILED, "a word, a name or code")
    if shape in (Shape.STRONG, Shape.JOINED) or (shape is Shape.MIXED and (named or len(value) >= 12)) or shape is Shape.NUMBERED:
        return _NEUTRAL
    return _NEUTRAL if value.islower() and len(value) >= (8 if named else 12) else Verdict(State.FAILED, "a word")
