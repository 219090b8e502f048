"""What the tokens of one line have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from chatscrub.detection.passwords import layout
from chatscrub.detection.passwords.layout import PASSWORDS, STRONG
from chatscrub.detection.passwords.page import Page

_SHAPED = STRONG | {"EXAMPLE", "QUIZ"}
_BEFORE = frozenset(("USER", "NUMB", "POLICY", "NEW", "EXAMPLE", "QUIZ", "ORDER"))
_BEHIND = frozenset(("PASS", "PIN", "LOGIN", "SPELL", "NEW", "TYPE", "ASK"))
_WIDELY = ("PASS", "PIN", "CODE", "LOGIN", "WIFI", "PLACE", "NUMB", "POLICY", "ERROR", "ORDER")
_REPLY = 8  # tokens
_NEAR = 3  # lines


class Line:
    """What the tokens of one line have in common.

    `features` are told to all of them, `shaped` to each together with its shape, and `rules` to those that no other
    detector claims.
    """

    def __init__(self, page: Page, number: int) -> None:
        words, told = page.words, page.told
        self.number = number
        self.first, self.end = first, end = page.lines[number]
        self.spoken = layout.speaker(words, first, end)
        self.size = end - self.spoken
        self.asked = _asked(page, number)
        around = _around(page.about, page.code, number)
        label = [f"B={kind}" for kind in layout.label(words, told, self.spoken, end, page.gaps)]
        elsewhere = _elsewhere(page.near, number)
        features = ["b", *around, page.full, elsewhere, *label]
        shaped = [
            *(page.full, elsewhere),
            *(f"G={kind}" for kind in page.headings[number]),
            *(f"I={kind}" for kind in page.leads[number]),
            *(f"L={kind}" for kind in page.about[number] if kind in _SHAPED),
            *label,
            *(each for each in around if each[:2] in ("P=", "K=", "U=")),
        ]
        if self.spoken > first:
            features.append("said")
            shaped.append(f"said|{min(self.size, 4)}")
            if self.asked == "^?" and self.size <= _REPLY:
                shaped.append("replied")
        self.features, self.shaped = tuple(features), tuple(shaped)
        rules = {page.claimed[at] for at in range(first, end) if at in page.claimed} if page.claimed else ()
        self.rules = tuple(f"beside {each}" for each in sorted(rules) if each[:2] in PASSWORDS)


def _asked(page: Page, number: int) -> str:
    """How the line before ends, where that tells of an answer."""
    first, end = page.lines[number - 1] if number else (0, 0)
    last = page.words[end - 1].text if end > first else ""
    return f"^{last}" if last in ("?", ":", ",", "…") else "^"


def _elsewhere(near: Sequence[int], number: int) -> str:
    """How many other lines close by hold a password that others claim, up to two, and whether there are more."""
    itself = bisect_left(near, number + 1) - bisect_left(near, number)
    close = bisect_left(near, number + _NEAR + 1) - bisect_left(near, number - _NEAR) - itself
    others = min(close, 2)
    return f"R{others}{len(near) - itself > others:d}"


def _around(about: Sequence[Sequence[str]], code: Sequence[bool], number: int) -> list[str]:
    """What the line itself, those before and those behind speak of."""
    wide = frozenset().union(*about[max(0, number - 4) : number + 3])
    codes = sum(code[max(0, number - 4) : number + 5])
    marks = (f"code{code[number]:d}", f"codes{min(codes, 5) // 2}")
    if not wide:
        return ["L=", "U=", *marks]
    row = [f"L={kind}" for kind in about[number]] or ["L="]
    if number:
        row += [f"P={kind}" for kind in about[number - 1] if kind in STRONG or kind in _BEFORE]
    if number + 1 < len(about):
        row += [f"K={kind}" for kind in about[number + 1] if kind in _BEHIND]
    row += [f"U={kind}" for kind in _WIDELY if kind in wide]
    if wide.isdisjoint(STRONG):
        row.append("U=")
    return [*row, *marks]
