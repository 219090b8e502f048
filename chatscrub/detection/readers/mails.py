"""Heads of pasted e-mails → a record for each line with people: ``From: Name <address>``, ``An: Name; Name``."""

from __future__ import annotations

import re

from chatscrub.detection.dialect import compiled
from chatscrub.detection.readers.reading import Field, Row
from chatscrub.lazy_patterns import lazy_compile

NAME = "mailheader"
"""Under this name (`mail header` in a detector) stands each person of a head."""

PEOPLE = 20  # of one line
LINE = 2_000  # characters of one line
DISTANCE = 6  # lines between two lines of one head

_HEAD = lazy_compile(
    r"^[ \t>]{0,12}\*{0,2}(?:(?P<people>from|to|cc|bcc|sender|reply-to|von|an|kopie|de|à|para|da|a|van|aan|fra|til|från|till"
    r"|od|do|kopia|dw|cci|cco|enviado por|expéditeur|destinataire|absender|empfänger)"
    r"|subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|ämne|emne|re|date|datum|fecha|data|sent|gesendet"
    r"|envoyé|enviado|inviato|verzonden|wysłano|skickat)\*{0,2}[ \xa0]?:\*{0,2}(?=[ \t]|$)",
    re.IGNORECASE | re.MULTILINE,
)
# The same in one pass, for texts without any.
_GATE = compiled(
    r"(?i:^[ \t>]{0,12}\*{0,2}(?:from|to|sender|von|an|de|à|para|da|a|van|aan|fra|til|från|till|od|do|dw|kopia|enviado por"
    r"|expéditeur|destinataire|absender|empfänger)\*{0,2}(?: |\x{a0})?:)"
)
_PERSON = lazy_compile(r"[^;,<>\[\]\n]{2,60}(?:,[ ][^;,<>\[\]\n]{2,40})?")


def mail_heads(text: str) -> tuple[list[Field], list[Row]]:
    """The people in the heads of mails, and a record for each line that names one."""
    fields: list[Field] = []
    rows: list[Row] = []
    if _GATE.search(text) is None:
        return fields, rows
    lines = list(_HEAD.finditer(text))
    for number, line in enumerate(lines):
        if line["people"] is None or not (_near(text, lines, number, -1) or _near(text, lines, number, 1)):
            continue
        end = text.find("\n", line.end())
        end = len(text) if end < 0 else end
        if end - line.end() > LINE:
            continue
        rows.append(Row(line.start(), end))
        for count, person in enumerate(_PERSON.finditer(text, line.end(), end)):
            value = person.group()
            start = person.start() + len(value) - len(value.lstrip(" \t\"'*"))
            stop = person.start() + len(value.rstrip(" \t\"'*\r"))
            if count < PEOPLE and start < stop and "@" not in value:
                fields.append(Field(NAME, start, stop, text[start:stop]))
    return fields, rows


def _near(text: str, lines: list[re.Match[str]], number: int, step: int) -> bool:
    other = number + step
    if not 0 <= other < len(lines):
        return False
    first, second = sorted((lines[number], lines[other]), key=lambda each: each.start())
    between = text[first.end() : min(second.start(), first.end() + LINE)]
    return second.start() - first.end() <= LINE and between.count("\n") <= DISTANCE and "\n\n" not in between
