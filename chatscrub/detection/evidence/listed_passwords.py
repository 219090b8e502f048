"""Evidence in passwords in tables, lists and blocks of settings, where the place says more than any word."""

from __future__ import annotations

import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.named import in_a_template, is_public
from chatscrub.detection.passwords.phrases import CONTINUES, in_a_manual, language_of
from chatscrub.detection.passwords.shapes import Shape, is_ordinary, shape_of
from chatscrub.detection.passwords.tokens import own_kinds
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_CELL_END = frozenset(("", ",", ";", "|", "\t", "\n", "\r", ")", "(", "/", "}", "]", "<"))
_PLAIN = (Shape.WORD, Shape.JOINED)
_COLUMN = tuple(":;|\t")
_PORT = lazy_compile(r"\d{2,5}(?:/|$)")
_NEXT_PAIR = lazy_compile(
    r"(?i)(?:ip|addr\w*|src|ua|agent|role|status|u?id|code|name|nom(?:bre|e)?|naam|session|reason|result|ts|time)="
)
_AND = lazy_compile(r" (?:and|und|et|y|e|en|i|och|with|mit|avec|con|met|com|z|med)[ \"'`]{1,2}$")
_ROW_END = lazy_compile(r"[ \t](?:[–—|/→-]|->)[ \t]+([^\s|]{4,40})[ \t|]*$", re.MULTILINE)
_SETTING = lazy_compile(r"^[ \t>-]*(?:export )?([A-Z][A-Z0-9_]{1,40})[ ]?[=:][ ]?[\"']?([^\s\"']{3,60})", re.MULTILINE)
_PUBLIC_SETTING = lazy_compile(
    r"(?:MIN|MAX|LENGTH|EXPIR\w*|TTL|_ID|_URL|_URI|_HOST|_FILE|_PATH|_DIR|_NAME|_TYPE|_POLICY|ENABLED?|_ALG\w*|PUBLIC\w*|_FIELD|_HASH\w*|COUNT|LIMIT|SITE)[\"']?[ ]?[=:]"
)
_YEAR = lazy_compile(r"(?:19[4-9]|20[0-4])\d")
_TILL = lazy_compile(r"(?i)\b(?:caiss\w+|kass\w+|tills?|cajer\w+|cassa|cassier\w|caixa|kas[ay]|kasjer\w*)\b")
_TABLE = 300  # characters of a table around a cell
_PUBLIC_VALUE = lazy_compile(r"(?:pk|pub|public|publishable)[_.-]")  # of a setting; a password may begin so
_SAMPLE = lazy_compile(
    r"(?i)pass(?:w|$)|secret|example|sample|change|your|test|demo|^admin|^root|1234|postgres|mysql|wordpress|xxx|dummy|foo|token|key$|user|hello|default|local|^dev|none|redis|mongo|django|flask|laravel"
)


def written_in_field(value: str, around: Surroundings) -> Verdict:
    """Under a column or key that is named for passwords: anything that was entered, save words such as "none" and "SSO"."""
    if value.isdigit():
        return _NEUTRAL if 4 <= len(value) <= 12 else Verdict(State.FAILED, "a number")
    shape = shape_of(value)
    if (
        shape is Shape.NONE
        or in_a_template(around.before, around.after)
        or CONTINUES.match(around.after)
        or (shape in _PLAIN and is_ordinary(value, language_of(around)))
    ):
        return Verdict(State.FAILED, "a word, a name or code")
    if shape <= Shape.MIXED and in_a_manual(value, around):
        return Verdict(State.FAILED, "a sample password")
    if shape not in _PLAIN:
        return _NEUTRAL
    nothing = "NOTHING" in own_kinds(value)
    return _NEUTRAL if _is_cell(around) and not nothing and len(value) >= 4 else Verdict(State.FAILED, "a word")


def code_in_a_column(value: str, around: Surroundings) -> Verdict:
    """Digits in a cell below the title for a code, where the table speaks of doors, safes, alarms, tills or PINs."""
    if not _is_cell(around) or _YEAR.fullmatch(value):
        return Verdict(State.FAILED, "no cell, or a year")
    near = f"{around.before[-_TABLE:]}\n{around.after[:_TABLE]}"
    if any(cue.search(near) for cue in (code_cues.PLACE, code_cues.STRICT)) or _TILL.search(near):
        return _NEUTRAL
    return Verdict(State.FAILED, "a code of something else")


def _is_cell(around: Surroundings) -> bool:
    before = around.before.rstrip(" \t\"'`*")
    in_cell = before.endswith((",", ";", "|", "\t", "(")) or around.before.endswith(("\t", "  "))
    return in_cell and around.after.lstrip(" \"'`*")[:1] in _CELL_END


def after_mail(value: str, around: Surroundings) -> Verdict:
    """In lists of accounts the password stands right behind the address."""
    if _PORT.match(value):  # what was taken for an address is the end of a connection string
        return Verdict(State.FAILED, "a port")
    if _NEXT_PAIR.match(value):
        return Verdict(State.FAILED, "the next pair of a log line")
    shape = shape_of(value)
    quoted = around.before[-1:] in ("'", '"')
    if _AND.search(around.before[-12:]):
        chosen = shape is Shape.STRONG or (shape is Shape.MIXED and cues.PHRASE_END.search(around.after[:20]))
        return _NEUTRAL if chosen else Verdict(State.FAILED, "a name or word")
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
    return (
        _NEUTRAL
        if (logins or alike) and (alike or shape is not Shape.WORD)
        else Verdict(State.FAILED, "another column")
    )


def network_key(value: str, around: Surroundings) -> Verdict:
    """Behind the name of a network: what looks chosen, or letters run together to more than a word."""
    shape = shape_of(value)
    named = around.before.rstrip().endswith(("/", "|", "–", "-"))
    if shape in (Shape.NONE, Shape.CODE) or is_ordinary(value):
        return Verdict(State.FAILED, "a word, a name or code")
    if (
        shape in (Shape.STRONG, Shape.JOINED)
        or (shape is Shape.MIXED and (named or len(value) >= 12))
        or shape is Shape.NUMBERED
    ):
        return _NEUTRAL
    return _NEUTRAL if value.islower() and len(value) >= (8 if named else 12) else Verdict(State.FAILED, "a word")


def block_value(value: str, around: Surroundings) -> Verdict:
    """A value in a block of settings: short and plain ones count too, but no template, switch, path or word of manuals."""
    name = around.before.rpartition("\n")[2]
    own = name.strip(" \t>-\"'=:").upper()
    others = {other.lower() for key, other in _SETTING.findall(f"{around.before}\n{around.after}") if key not in own}
    public = _PUBLIC_SETTING.search(name) or _PUBLIC_VALUE.match(value) or is_public(value)
    if public or value.isdigit() or shape_of(value) is Shape.NONE or is_ordinary(value, ""):
        return Verdict(State.FAILED, "a switch, a name or a template")
    if _SAMPLE.search(value) or value.lower() in others:
        return Verdict(State.FAILED, "a sample password")
    return _NEUTRAL
