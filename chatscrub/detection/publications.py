"""Where a text shows data on purpose: lines that name authors, contacts of projects, and samples of documentation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_LABELS = (
    r"(?:co-?)?authors?(?:[-_ ]?(?:e-?mail|contact))?|maintainers?(?:[-_ ]?e-?mail)?|contributors?|committers?|committed by|sponsor"
    r"|signed-off-by|co-(?:authored|developed)-by|reviewed-by|acked-by|tested-by|reported-by|suggested-by|helped-by"
    r"|copyright|\(c\)|©|licen[cs]ed? (?:to|by)|discussions-to|(?:bdfl|pep)-delegate|packager|uploaders?|changed-by"
    r"|last-translator|language-team|report-msgid-bugs-to|bugs|written by|developed by|created by|mailing[- ]lists?"
    r"|autor(?:en|es|a|e|i|zy|ka)?|auteure?s?|författare"
)
_LABEL = re.compile(
    rf"\s*(?:[#*;%>|!.\\-]{{1,4}}|//+|--|/\*+|<!--|\.\.)?\s*[\[(\"'@]?(?:{_LABELS})[\])\"']?(?:\(s\))?\s*(?:[:=©(<{{\[]|\d{{4}}|[A-Z])",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"\s+\S.*(?:[,@>]|[\[{])|\s*[\[{\"'](?:name|url|email)?|\s*[\]}],?\s*$")
_PATCH = re.compile(r"^From [0-9a-f]{40} [^\n]*\nFrom:[^\n]*\Z", re.MULTILINE)
_GIT_IDENTITY = re.compile(r"(?:author|committer)[\"'][^\n]{0,40}\n?[^\n]{0,120}[\"']email[\"']\s*:\s*[\"']\Z")
_TEL_URI = re.compile(r"[\"'(]tel:\Z")
_LINES = 12  # in front of the value, in which the label of a list of authors may stand

_SAMPLE = re.compile(
    r"\b(?:dummy|fake|mock(?:ed)?|synthetic|made[- ]up|fictional|fictitious|invented) (?:data|values?|customers?|records?|rows?|users?|names?|numbers?)\b"
    r"|\b(?:sample|test|example) (?:data|records?|rows?|input|payload|values?)\b|lorem ipsum|\bfaker\b|\bfixtures?\b"
    r"|(?:beispiel|test|muster|phantasie)(?:daten|datens\w+|kunden?|werte)\b|erfundene? \w+"
    r"|données? (?:fictives?|de test|d.exemple)|datos (?:ficticios|de prueba|de ejemplo)|dati (?:fittizi|di prova|di esempio)"
    r"|(?:test|voorbeeld)gegevens|fictieve \w+|dados (?:fictícios|de teste|de exemplo)|(?:przykładowe|testowe|fikcyjne) dane"
    r"|dane (?:testowe|przykładowe)|(?:test|exempel)data|påhittade \w+",
    re.IGNORECASE,
)
_NEAR_SAMPLE = 160  # characters
_NEAR_NOBODY = 120
_FENCE = re.compile(rb"^[ \t>]*```", re.MULTILINE)


def on_author_line(before: str) -> bool:
    """Whether the text in front of a value ends in a line, or the continuation of one, that names authors."""
    lines = before.split("\n")
    if _LABEL.match(lines[-1]) or _PATCH.search(before) or _GIT_IDENTITY.search(before[-240:]):
        return True
    for line, above in zip(reversed(lines[-_LINES:]), reversed(lines[-_LINES - 1 : -1]), strict=False):
        if line.strip() and not line[:1].isspace() and not _CONTINUES.match(line):
            return False
        if _LABEL.match(above):
            return True
        if not _CONTINUES.match(above):
            return False
    return False


def in_telephone_link(before: str) -> bool:
    """Whether a value stands in a ``tel:`` address of a page or program."""
    return _TEL_URI.search(before) is not None


def called_sample(before: str, after: str) -> bool:
    """Whether the paragraph says that its data is invented."""
    near = before.rpartition("\n\n")[2][-_NEAR_SAMPLE:]
    return bool(_SAMPLE.search(near) or _SAMPLE.search(after.partition("\n")[0][:60]))


def beside_nobody(before: str, nobody: re.Pattern[str]) -> bool:
    """Whether a name that stands for anybody (``Jane Doe``) is in front of a value on its line."""
    return nobody.search(before.rpartition("\n")[2][-_NEAR_NOBODY:]) is not None


def fenced_with_samples(
    data: bytes, spans: Sequence[tuple[int, int]], samples: Iterable[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Those of the spans that stand in a code fence with at least as many samples as other values."""
    marks = [found.start() for found in _FENCE.finditer(data)]
    if len(marks) < 2:
        return frozenset()

    def fence(start: int) -> int | None:
        place = bisect_right(marks, start)
        return place if place % 2 else None

    known: dict[int, int] = {}
    for start, _ in samples:
        where = fence(start)
        if where is not None:
            known[where] = known.get(where, 0) + 1
    inside: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        where = fence(span[0])
        if where is not None:
            inside.setdefault(where, []).append(span)
    return frozenset(span for where, group in inside.items() if known.get(where, 0) >= len(group) for span in group)
