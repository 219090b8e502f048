"""A vendor's saved terms → the phrases in them that somebody should read before customers' data goes there.

What to look for is in vendors/red_flags.toml. Files are hostile: their size is bounded, and every step, from the markup
to the patterns (RE2), takes time in proportion to the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import tomli

from chatscrub.detection.dialect import compiled
from chatscrub.detection.program import Program
from chatscrub.errors import UsageError
from chatscrub.terms.text import Prepared, decoded, prepared
from chatscrub.vendors.questions import FIVE, Question

LARGEST = 3_000_000  # bytes; the longest terms known have a tenth of it, saved with all their markup
MOST = 50  # hits shown of one flag
PHRASE = 160  # characters of a phrase that are shown
_CLAUSE = 400  # bytes before and behind a phrase in which a denial of it may stand
_LANGUAGE = 3  # of its commonest words that must stand in a text of the language
_ENDS = (b".", b";", b":", b"\n")


class Flag(msgspec.Struct, frozen=True):
    """A kind of phrase. `programs` are by language; `deniable` whether a "not" before it takes the sting out."""

    id: str
    why: str
    deniable: bool
    programs: tuple[tuple[str, Program], ...]


class Hit(msgspec.Struct, frozen=True):
    """A phrase: line of the file, counted from 1; `denied` where the text seems to say that it is not so."""

    id: str
    line: int
    phrase: str
    why: str
    denied: bool


class Reading(msgspec.Struct, frozen=True):
    """What terms hold. `languages` are those recognised, `unanswered` the contract questions not spoken of."""

    hits: tuple[Hit, ...]
    unanswered: tuple[Question, ...]
    languages: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        """Whether a phrase stands in it that is not denied."""
        return any(not each.denied for each in self.hits)


class _Book(msgspec.Struct, frozen=True):
    """The content of red_flags.toml, compiled."""

    flags: tuple[Flag, ...]
    answers: tuple[tuple[Question, tuple[Program, ...]], ...]
    denials: dict[str, Program]
    other_denials: tuple[Program, ...]
    borders: tuple[bytes, ...]
    languages: dict[str, frozenset[str]]


def read_terms(path: Path) -> Reading:
    """The red flags in a saved text or HTML page.

    Raises:
        UsageError: it is no file, cannot be read, is too large, holds no text, or is in a format to be saved otherwise.
    """
    if not path.is_file():
        raise UsageError(f"{path}: is no file; give terms that were saved as text or HTML")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from None
    if len(content) > LARGEST:
        raise UsageError(f"{path}: more than {LARGEST // 1_000_000} MB, which no terms have; save the terms alone")
    try:
        return reading(prepared(decoded(content)))
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def reading(text: Prepared) -> Reading:
    """The red flags in a prepared text."""
    book = _book()
    hits = sorted(_hits(book, text), key=lambda each: (each.line, each.id))
    words = set(text.content.decode().lower().split())
    return Reading(
        hits=tuple(hits),
        unanswered=tuple(
            question
            for question, programs in book.answers
            if not any(program.search(text.content) for program in programs)
        ),
        languages=tuple(name for name, own in book.languages.items() if len(own & words) >= _LANGUAGE),
    )


def _hits(book: _Book, text: Prepared) -> Iterator[Hit]:
    for flag in book.flags:
        seen: set[int] = set()
        spans = sorted(
            (match.span(), language) for language, program in flag.programs for match in program.finditer(text.content)
        )
        reached = 0
        for (start, end), language in spans:
            line = bisect_right(text.starts, start)
            # Two patterns of a flag often meet the same phrase, and one line is read as one.
            if start < reached or line in seen:
                continue
            if len(seen) == MOST:
                break
            reached = end
            seen.add(line)
            phrase = text.content[start:end].decode("utf-8", "replace")
            denied = flag.deniable and _is_denied(book, text.content, start, end, language)
            yield Hit(flag.id, line, phrase if len(phrase) <= PHRASE else phrase[: PHRASE - 1] + "…", flag.why, denied)


def _is_denied(book: _Book, content: bytes, start: int, end: int, language: str) -> bool:
    """Whether the clause of a phrase says that it is not so."""
    before = content[max(0, start - _CLAUSE) : start].lower()
    begin = max((before.rfind(each) + len(each) for each in book.borders if each in before), default=0)
    begin = max(begin, *(before.rfind(each) + 1 for each in _ENDS))
    clause = before[begin:]
    if language == "de":  # where the denial may be the last word but one
        behind = content[end : end + _CLAUSE].lower()
        cuts = [position for each in (*book.borders, *_ENDS) if (position := behind.find(each)) >= 0]
        clause += content[start:end].lower() + behind[: min(cuts, default=len(behind))]
    denials = [match.span() for match in book.denials[language].finditer(clause)]
    others = [match.span() for program in book.other_denials for match in program.finditer(clause)]
    return any(not any(left <= begins and ends <= right for left, right in others) for begins, ends in denials)


@cache
def _book() -> _Book:
    values = tomli.loads((files("chatscrub.vendors") / "red_flags.toml").read_text(encoding="utf-8"))
    denial: dict[str, Any] = values["denial"]
    languages: dict[str, list[str]] = values["languages"]
    return _Book(
        flags=tuple(
            Flag(
                each["id"],
                each["why"],
                each.get("deniable", True),
                tuple((language, _program(pattern)) for language in languages for pattern in each[language]),
            )
            for each in values["flag"]
        ),
        answers=tuple(
            (
                question,
                tuple(
                    _program(pattern)
                    for language in languages
                    for pattern in values["answers"][question.value][language]
                ),
            )
            for question in FIVE
        ),
        denials={language: _program(denial[language]) for language in languages},
        other_denials=tuple(_program(pattern) for pattern in denial["others"]),
        borders=tuple(each.encode() for each in denial["borders"]),
        languages={language: frozenset(words) for language, words in languages.items()},
    )


def _program(pattern: str) -> Program:
    return compiled(f"(?i){pattern}")
