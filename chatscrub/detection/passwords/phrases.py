"""The line before a value, what ends in it, in which language it is, and whether it is code."""

from __future__ import annotations

import re

from chatscrub.detection.dialect import Program
from chatscrub.detection.evidence.verdict import Surroundings
from chatscrub.detection.passwords import cues

_CODE_LINE = re.compile(
    r"""
      [;{]\s*$ | [^"'\]]\s?\}\s*$ | \w\( | => | </?\w+[ >]
    | ^\s*(?:(?:def|class)\s+\w+\s*[(:] | import\s+[\w{*]+(?:\s*$|\s+from) | from\s+[\w.]+\s+import | (?:const|let|var)\s+\w+\s*= | function\s+\w*\( | (?:public|private|protected)\s+\w+\s+\w+ | \#include | for\s+\w+\s+in\s.*: | if\s*\( | \$\s+\w)
    """,
    re.MULTILINE | re.VERBOSE,
)
_OPENING, _CLOSING = tuple("\"'`„“«‘*"), tuple("\"'`“”»’*")
CONTINUES = re.compile(r"[\"'`]{0,1}[:=]\s?[^\s)]|[\"'`]\s{0,2}:|\.[a-z]\w|[(\[{/\\@<>&$]|\s?=[^\s]|\s?[-=]>")
"""The value is a name, a key or part of something longer."""


def line_before(around: Surroundings) -> str:
    """What stands before the value in its line; a reply is read together with the line that it answers."""
    own = around.before.rpartition("\n")[2]
    reply = cues.REPLY.search(around.before[-80:])
    if reply is None or any(cue.search(own) for cue in (cues.PASSWORD, cues.LOGIN, cues.CODE, cues.PLACE)):
        return own
    start = max(0, len(around.before) - 80) + reply.span()[0]
    above = around.before[:start].rstrip().rpartition("\n")[2]
    answers = own.strip("\"'`„“«*( ") or above.endswith((":", "?"))
    return f"{above[-150:]} → " if above and answers else own


def in_code(line: str, around: Surroundings) -> bool:
    """Whether the line is code; a sentence inside a string is none."""
    left, right = line, around.after.partition("\n")[0]
    string = left.rpartition('"')[2] + right.partition('"')[0]
    if string.count(" ") >= 2:  # a sentence inside a string is no code
        return _CODE_LINE.search(string.removesuffix("}")) is not None
    return _CODE_LINE.search(left + right) is not None


def last_end(pattern: Program, text: str) -> int | None:
    """Where the last match ends."""
    end = None
    for found in pattern.finditer(text):
        end = found.span()[1]
    return end


def language_of(around: Surroundings) -> str | None:
    """The language of the password's name before the value (ISO 639-1); None without one."""
    before = around.before[-80:]
    return next((language for language, names in cues.LANGUAGE.items() if names.search(before)), None)


def lines_of_code(text: str) -> int:
    """How many lines look like code."""
    return len(_CODE_LINE.findall(text))


def is_quoted(around: Surroundings) -> bool:
    """Whether quotation marks or stars stand on both sides."""
    return around.before[-1:] in _OPENING and around.after[:1] in _CLOSING
