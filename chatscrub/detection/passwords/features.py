"""What the tagger sees of each token: its shape, and what its line, its column and the lines around speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic

from chatscrub.detection.caches import clear_bounded
from chatscrub.detection.crf import Told, Weigh
from chatscrub.detection.names.lexicon import Lexicon
from chatscrub.detection.passwords import layout
from chatscrub.detection.passwords.layout import STOPS, STRONG, WEIGHED
from chatscrub.detection.passwords.line import Line
from chatscrub.detection.passwords.neighbours import LONGEST, Neighbours, Word
from chatscrub.detection.passwords.ordinary_words import folded
from chatscrub.detection.passwords.page import Known, Page, page_of
from chatscrub.detection.passwords.shapes import is_ordinary
from chatscrub.detection.passwords.tokens import Token, kind_of_value, own_kinds
from chatscrub.lazy_patterns import lazy_compile

_SIGN = lazy_compile(r"[!@#$%&*+?^~§€£=<>]")
_YEAR = lazy_compile(r"(?:19[3-9]\d|20[0-4]\d)\D{0,2}$")
_RUN = lazy_compile(r"(.)\1+")
_SUBJECTS = STRONG - {"OPEN", "ASK", "DIAL"} | {"USER", "NUMB", "ERROR", "QUIZ"}
_OPENERS, _CLOSERS = "\"“„«`'‘*([", "\"”“»`'’*)]"
_PLACES = {(place, left): (f"p{place}", f"q{left}") for place in range(-1, 5) for left in range(5)}
"""By place in its line behind who says it, and by how many tokens follow."""


class Features(Generic[Told]):
    """What tokens are told, group by group, as `weigh` makes it of the features of a group.

    The same groups come again and again, and each is made once.
    """

    def __init__(self, lexicon: Lexicon, weigh: Weigh[Told]) -> None:
        def word(text: str) -> Word[Told]:
            return self._neighbours.word(text, tuple(_own(text, lexicon)))

        def shaped(features: tuple[str, ...], shape: str) -> Told:
            return weigh(tuple(f"{each}|{shape}" for each in features))

        def under(kinds: tuple[str, ...], shape: str) -> Told:
            return weigh(tuple(f"H={kind}|{shape}" for kind in kinds))

        places = {place: weigh(each) for place, each in _PLACES.items()}

        def placed(spoken: int, size: int) -> list[Told]:
            return [places[max(min(at - spoken, 4), -1), min(size - 1 - at, 4)] for at in range(size)]

        self._neighbours = Neighbours(weigh)
        self._word = lru_cache(maxsize=8192)(word)
        self._together = lru_cache(maxsize=4096)(weigh)
        self._shaped = lru_cache(maxsize=8192)(shaped)
        self._under = lru_cache(maxsize=2048)(under)
        self._placed = lru_cache(maxsize=256)(placed)

    def forget(self) -> None:
        """Drops what is kept of words that were met."""
        clear_bounded(vars(self).values())
        self._neighbours.forget()

    def of(self, words: Sequence[Token], known: Sequence[Known] = ()) -> list[Told]:
        """What each token is told, in its line and among the lines around it; `known` is what others claim."""
        seen = [self._word(word.text) for word in words]
        page = page_of(words, [each.look for each in seen], known)
        result: list[Told] = []
        for number, (first, end) in enumerate(page.lines):
            if first < end:
                result += self._of_line(page, number, seen[first:end])
            if end < len(words):
                result.append(self._together(("b",)) + seen[end].own)
        return result

    def _of_line(self, page: Page, number: int, seen: Sequence[Word[Told]]) -> list[Told]:
        """What the tokens of one line are told."""
        line = Line(page, number)
        first, end = line.first, line.end
        shapes, both = page.shapes[first:end], self._neighbours.both
        together = self._together(line.features)
        of_shape = {shape: together + self._shaped(line.shaped, shape) for shape in {*shapes}}
        told = [
            word.own + of_shape[shape] + place + both(subject, shape) + beside
            for word, shape, place, subject, beside in zip(
                seen,
                shapes,
                self._placed(line.spoken - first, end - first),
                _subjects(page.words, page.told, first, end),
                self._neighbours.told(seen, shapes),
                strict=True,
            )
        ]
        if page.about[number]:
            self._neighbours.add_nearest(seen, shapes, told)
        for at, feature in _seldom(page, line):
            told[at - first] += both(feature, page.shapes[at])
        if line.rules:
            for at in range(first, end):
                if at not in page.claimed:
                    told[at - first] += self._together(line.rules)
        if page.columns:
            for at in range(first, end):
                if at in page.columns:
                    told[at - first] += self._under(page.columns[at], page.shapes[at])
        return told


def _fine(word: str) -> str:
    signs = "".join(
        "x" if each.islower() else "X" if each.isupper() else "d" if each.isdigit() else each for each in word
    )
    return _RUN.sub(r"\1", signs)[:14]


def _own(word: str, lexicon: Lexicon) -> Sequence[str]:
    if word[0] == "\n":
        return ["v=NL2" if len(word) > 1 else "v=NL"]
    kind = kind_of_value(word)
    lower = word.lower()
    row = [f"v={kind}", f"f={_fine(word)}", f"n={min(len(word), 20) // 2 * 2}"]
    if not any(map(str.isalnum, word)):
        return row
    plain = word.isalpha()
    if plain and len(lower) <= LONGEST:
        row.append(f"t={lower}")
    letters = "".join(each for each in lower if each.isalpha())
    lists = (
        ("C" if lexicon.common(letters) else "")
        + ("F" if lexicon.first(letters) else "")
        + ("L" if lexicon.last(letters) else "")
    )
    ordinary = plain and is_ordinary(word, "")
    row.append(f"l={lists}{'O' if ordinary else ''}|{kind}")
    if _YEAR.search(word):
        row += ["year", f"year|{kind}"]
    if _SIGN.search(word):
        row.append("sign")
    if plain and len(letters) > 3:
        row.append(f"e={folded(letters)[-3:]}")
    row += [f"c={each}" for each in own_kinds(word)]
    return row


def _seldom(page: Page, line: Line) -> Iterator[tuple[int, str]]:
    """What few tokens of a line have."""
    words, first, end = page.words, line.first, line.end
    if line.spoken < end:
        yield line.spoken, line.asked
        if line.size == 1:
            yield line.spoken, "alone"
    for at in range(line.spoken + 1, end - 1):
        if words[at - 1].text in _OPENERS and words[at + 1].text in _CLOSERS:
            yield at, "quoted"
    for at in range(first + 1, end):
        if at in page.gaps:
            yield at, "gap"
    if page.claimed:
        for at in range(first, end):
            if page.claimed.get(at, WEIGHED)[:2] != WEIGHED:
                yield at, page.claimed[at]
    if "EXAMPLE" in page.about[line.number]:
        for at in _beside_examples(words, page.told, (first, end)):
            yield at, "S"


def _subjects(words: Sequence[Token], told: Sequence[tuple[str, ...]], first: int, end: int) -> list[str]:
    """By token of a line, the last thing before it in its sentence that has a value, and what stands just before."""
    row: list[str] = []
    subject = before = "^"
    for word, kinds in zip(words[first:end], told[first:end], strict=True):
        row.append(f"N={subject}>{before}")
        text = word.text
        if kinds:
            before = kinds[0]
            spoken = [kind for kind in kinds if kind in _SUBJECTS]
            if spoken:
                subject = spoken[0] + "#" * ("NUMB" in spoken[1:])
                continue
        else:
            before = text if len(text) == 1 and not text.isalnum() else "w"
        if text in STOPS:
            subject = "."
    return row


def _beside_examples(words: Sequence[Token], told: Sequence[tuple[str, ...]], line: tuple[int, int]) -> set[int]:
    """The tokens of a line whose sentence speaks of examples or of what is forbidden."""
    result: set[int] = set()
    for at in range(*line):
        if "EXAMPLE" in told[at] and at not in result:
            result.update(range(*layout.sentence(words, at, line)))
    return result
