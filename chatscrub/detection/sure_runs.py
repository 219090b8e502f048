"""How many characters of a set stand side by side in everything that a pattern matches.

A pattern whose every match holds sixteen characters of a key in a row need not be looked for where no such run stands,
and few texts hold one. The answer is a lower bound: where a pattern uses what is not understood here, it is 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from chatscrub.detection.dialect import for_hyperscan
from chatscrub.detection.letters import KELVIN, LONG_S
from chatscrub.errors import PackError
from chatscrub.lazy_patterns import lazy_compile

_GROUP = lazy_compile(r"\((?:\?(?:P<\w+>|(?P<on>[ims]*)(?:-(?P<off>[ims]+))?(?P<end>[:)])))?")
_CLASS = lazy_compile(r"\[\^?\]?(?:\\x\{[0-9a-f]+\}|\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]", re.DOTALL)
_ESCAPE = lazy_compile(r"\\(?:x\{(?P<code>[0-9a-fA-F]+)\}|x(?P<two>[0-9a-fA-F]{2})|(?P<one>.))", re.DOTALL)
_LITERAL = lazy_compile(r"[^\\()\[\]{}|?*+.^$]+(?![?*+{])")  # without a last character that is repeated
_REPEAT = lazy_compile(r"(?P<sign>[?*+])|\{(?P<least>\d+),?\d*\}")
_UNREADABLE = lazy_compile(r"\\x\{|\\[^\W_dDwWsSntrfx]|\[:|--|&&|\|\||~~")  # in a class
_FOLDED_WORD = r"\w\x{17f}\x{212a}"  # what `for_hyperscan` makes of \w under (?i)
_ANCHORS = "bBAz"
_ASCII = [chr(code) for code in range(128)]


class Run(NamedTuple):
    """What every match of a part of a pattern holds of the characters: `whole` where it holds nothing else.

    `before` and `behind` count those at its beginning and its end, `longest` those side by side anywhere in it.
    """

    before: int
    longest: int
    behind: int
    whole: int | None


_NOTHING = Run(0, 0, 0, 0)
_OTHER = Run(0, 0, 0, None)
_ONE = Run(1, 1, 1, 1)


class _NotUnderstoodError(Exception):
    """A pattern uses what is not understood."""


class Characters(msgspec.Struct, frozen=True, dict=True):
    """A set of characters. `beyond` and what `others` matches are its members that are not ASCII.

    Of `others` not one may fold to anything outside of what opens a gate: that is for whoever makes the set to know.
    """

    members: frozenset[str]
    beyond: frozenset[str] = frozenset()
    others: re.Pattern[str] | None = None

    def sure_run(self, pattern: str) -> int:
        """The least number of them side by side in a match of a pattern of the detectors' dialect."""
        try:
            return _Reader(for_hyperscan(pattern), self).longest()
        except (PackError, _NotUnderstoodError):
            return 0

    @cached_property
    def _known(self) -> dict[tuple[str, bool], Run]:
        return {}

    @cached_property
    def _known_literals(self) -> dict[tuple[str, bool], Run]:
        return {}

    def of_character(self, character: str, *, folded: bool) -> Run:
        """What a character by itself holds."""
        if folded and character.isascii() and character.isalpha():
            return self.of_class(f"[{character}]", folded=True)
        if self.others is not None and self.others.match(character):
            return _ONE
        if folded and not character.isascii():
            return _OTHER
        return _ONE if character in self.members or character in self.beyond else _OTHER

    def of_literal(self, text: str, *, folded: bool) -> Run:
        """What characters in a row hold. Most of a long pattern is words, and many patterns have the same."""
        known = self._known_literals.get((text, folded))
        if known is None:
            known = _in_turn([self.of_character(each, folded=folded) for each in text])
            self._known_literals[text, folded] = known
        return known

    def of_class(self, text: str, *, folded: bool) -> Run:
        """What one character of a class holds. `folded` says that case does not count in it."""
        known = self._known.get((text, folded))
        if known is None:
            known = self._known[text, folded] = _ONE if self._holds(text, folded=folded) else _OTHER
        return known

    def _holds(self, text: str, *, folded: bool) -> bool:
        """Whether all characters of a class are among these."""
        beyond = set()
        if _FOLDED_WORD in text:
            text, beyond = text.replace(_FOLDED_WORD, r"\w"), {LONG_S, KELVIN}
        if text.startswith("[^") or not text.isascii() or _UNREADABLE.search(text) is not None:
            return False
        try:
            program = re.compile(text, re.IGNORECASE | re.ASCII if folded else re.ASCII)
        except re.error:
            return False
        held = {each for each in _ASCII if program.match(each)}
        if folded and not held.isdisjoint("sS"):
            beyond.add(LONG_S)
        if folded and not held.isdisjoint("kK"):
            beyond.add(KELVIN)
        return bool(held) and held <= self.members and beyond <= self.beyond


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, characters: Characters) -> None:
        self._pattern = pattern
        self._characters = characters
        self._at = 0
        self._folded = False

    def longest(self) -> int:
        run = self._alternatives()
        if self._at < len(self._pattern):
            raise _NotUnderstoodError
        return run.longest

    def _alternatives(self) -> Run:
        runs = [self._sequence()]
        while self._pattern.startswith("|", self._at):
            self._at += 1
            runs.append(self._sequence())
        return _either(runs)

    def _sequence(self) -> Run:
        runs: list[Run] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            if (literal := _LITERAL.match(self._pattern, self._at)) is not None:
                self._at = literal.end()
                runs.append(self._characters.of_literal(literal[0], folded=self._folded))
                continue
            part = self._part()
            if part is not None:
                runs.append(self._repeated(part))
        return _in_turn(runs)

    def _part(self) -> Run | None:
        """The next part; None for flags, which hold from there to the end of the group."""
        first = self._pattern[self._at]
        if _REPEAT.match(self._pattern, self._at) is not None:
            raise _NotUnderstoodError  # behind flags it repeats what stands before them
        if first == "(":
            return self._group()
        if first == "[":
            return self._characters.of_class(self._taken(_CLASS)[0], folded=self._folded)
        if first == "\\":
            return self._escaped(self._taken(_ESCAPE))
        self._at += 1
        if first in "^$":
            return _NOTHING
        return _OTHER if first == "." else self._character(first)

    def _group(self) -> Run | None:
        opening, folded = self._taken(_GROUP), self._folded
        if self._pattern.startswith("?", self._at):
            raise _NotUnderstoodError  # a kind of group that is not known
        if "i" in (opening["on"] or ""):
            self._folded = True
        if "i" in (opening["off"] or ""):
            self._folded = False
        if opening["end"] == ")":
            return None
        run = self._alternatives()
        if not self._pattern.startswith(")", self._at):
            raise _NotUnderstoodError
        self._at += 1
        self._folded = folded
        return run

    def _escaped(self, found: re.Match[str]) -> Run:
        code, one = found["code"] or found["two"], found["one"]
        if code is not None:
            return self._character(chr(int(code, 16)))
        if one in _ANCHORS:
            return _NOTHING
        if one in "dw":
            return self._characters.of_class(f"[{found[0]}]", folded=self._folded)
        if one in "DWSs" or one in "ntrf":
            return _OTHER
        if one.isalnum():
            raise _NotUnderstoodError
        return self._character(one)

    def _character(self, character: str) -> Run:
        return self._characters.of_character(character, folded=self._folded)

    def _repeated(self, run: Run) -> Run:
        """A part with the signs of repetition behind it."""
        while (found := _REPEAT.match(self._pattern, self._at)) is not None:
            self._at = found.end()
            if self._pattern.startswith("?", self._at):  # as few as possible: which ones are matched, not how few
                self._at += 1
            least = int(found["least"]) if found["sign"] is None else int(found["sign"] == "+")
            run = _times(run, least)
        return run

    def _taken(self, expected: re.Pattern[str]) -> re.Match[str]:
        found = expected.match(self._pattern, self._at)
        if found is None:
            raise _NotUnderstoodError
        self._at = found.end()
        return found


def _in_turn(runs: Sequence[Run]) -> Run:
    before = longest = behind = 0
    whole = True
    for run in runs:
        before += run.before if whole else 0
        longest = max(longest, run.longest, behind + run.before)
        if run.whole is None:
            behind, whole = run.behind, False
        else:
            behind += run.whole
    return Run(before, longest, behind, behind if whole else None)


def _either(runs: Sequence[Run]) -> Run:
    wholes = [run.whole for run in runs]
    whole = None if None in wholes else min(each for each in wholes if each is not None)
    return Run(
        min(run.before for run in runs),
        min(run.longest for run in runs),
        min(run.behind for run in runs),
        whole,
    )


def _times(run: Run, least: int) -> Run:
    if run.whole is not None:
        count = run.whole * least
        return Run(count, count, count, count)
    return run if least else _OTHER
