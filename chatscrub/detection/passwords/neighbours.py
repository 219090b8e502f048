"""What the tokens around one on its line tell of it, as features of the tagger.

There are few shapes, kinds and distances, and the same words come again and again, so each answer is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Generic, NamedTuple

from chatscrub.detection.caches import clear_bounded
from chatscrub.detection.crf import Told, Weigh
from chatscrub.detection.passwords.tokens import Look, kind_of_value, look_of, own_kinds

LONGEST = 14
"""Letters; a longer word is no feature of its own."""
_BACK, _ON = 14, 13  # tokens of the line in which a cue is looked for
_GAPS = [0, 1, 2, 3, 3, 5, 5, 5, *[8] * (_BACK - 7)]
"""By distance, what is told of it."""


class ByShape(dict[str, Told]):
    """What tokens of each shape are told, worked out where it is first asked."""

    def __init__(self, made: Callable[[str], Told]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, shape: str) -> Told:
        told = self[shape] = self._made(shape)
        return told


class _Shapes(NamedTuple, Generic[Told]):
    """What the look of a word tells of tokens of each shape, as the neighbour so many places before or behind one."""

    two_back: ByShape[Told]
    one_back: ByShape[Told]
    one_on: ByShape[Told]
    two_on: ByShape[Told]


class Word(NamedTuple, Generic[Told]):
    """What a word tells: by itself, and as the neighbour so many places before or behind another."""

    look: Look
    own: Told
    three_back: Told
    two_back: Told
    one_back: ByShape[Told]
    """With what its look tells."""
    one_on: Told
    two_on: Told
    shapes: _Shapes[Told]


class Neighbours(Generic[Told]):
    """The features that the tokens of a line have from each other, as `weigh` makes them."""

    def __init__(self, weigh: Weigh[Told]) -> None:
        def both(feature: str, shape: str) -> Told:
            return weigh((feature, f"{feature}|{shape}"))

        def by_look(look: Look) -> _Shapes[Told]:
            def at(offset: int) -> ByShape[Told]:
                told = (*(f"{offset}c={kind}" for kind in look.kinds), f"{offset}s={look.shape}")
                return ByShape(lambda shape: weigh(tuple([f"{each}|{shape}" for each in told])))

            return _Shapes(at(-2), at(-1), at(1), at(2))

        def away(side: str, kind: str) -> list[ByShape[Told]]:
            def at(gap: int) -> ByShape[Told]:
                return ByShape(lambda shape: both(f"{side}{kind}{gap}", shape))

            told = {gap: at(gap) for gap in _GAPS}
            return [told[gap] for gap in _GAPS]

        self._weigh = weigh
        self.both = lru_cache(maxsize=8192)(both)
        self._by_look = lru_cache(maxsize=2048)(by_look)
        self._away = cache(away)
        self._nobody = self._beyond()

    def forget(self) -> None:
        """Drops what is kept of words that were met."""
        clear_bounded(vars(self).values())

    def word(self, text: str, own: tuple[str, ...]) -> Word[Told]:
        """What a word tells; `own` are the features that it has by itself."""
        weigh, look = self._weigh, look_of(text)
        lower = text.lower()
        said = lower if len(lower) <= LONGEST and not any(map(str.isdigit, lower)) else ""
        kind, kinds = kind_of_value(text), own_kinds(text)

        def at(offset: int) -> Told:
            spoken = (f"{offset}t={said}",) if said else ()
            return weigh((f"{offset}s={kind}", *(f"{offset}c={one}" for one in kinds), *spoken))

        one_back, shapes = at(-1), self._by_look(look)
        by_shape = shapes.one_back
        if said and said != look.shape:
            before = ByShape(lambda shape: one_back + by_shape[shape] + weigh((f"-1t={said}|{shape}",)))
        else:
            before = ByShape(lambda shape: one_back + by_shape[shape])
        return Word(look, weigh(own), at(-3), at(-2), before, at(1), at(2), shapes)

    def _beyond(self) -> Word[Told]:
        """What stands before the first and behind the last word of a line."""
        weigh = self._weigh
        nothing = ByShape[Told](lambda _: weigh(()))
        before = ByShape[Told](lambda shape: weigh(("-1END", f"-1END|{shape}")))
        behind = ByShape[Told](lambda shape: weigh((f"1END|{shape}",)))
        ends = [weigh((f"{offset}END",)) for offset in (-3, -2, 1, 2)]
        look = Look("", ())
        return Word(
            look, weigh(()), ends[0], ends[1], before, ends[2], ends[3], _Shapes(nothing, nothing, behind, nothing)
        )

    def told(self, line: Sequence[Word[Told]], shapes: Sequence[str]) -> list[Told]:
        """What three tokens before each of a line and two behind it tell."""
        beyond = self._nobody
        padded = [beyond, beyond, beyond, *line, beyond, beyond]
        return [
            third.three_back
            + second.two_back
            + second.shapes.two_back[shape]
            + first.one_back[shape]
            + next_.one_on
            + next_.shapes.one_on[shape]
            + next_but_one.two_on
            + next_but_one.shapes.two_on[shape]
            for third, second, first, shape, next_, next_but_one in zip(
                padded, padded[1:], padded[2:], shapes, padded[4:], padded[5:], strict=False
            )
        ]

    def add_nearest(self, line: Sequence[Word[Told]], shapes: Sequence[str], told: list[Told]) -> None:
        """Adds the nearest words on each side that a value may belong to, by kind and distance.

        A word is the nearest up to the next one of its kind, which is told it as well.
        """
        speaking = [at for at, word in enumerate(line) if word.look.kinds]
        last = len(line) - 1
        ends: dict[str, int] = {}
        for at in reversed(speaking):
            for kind in line[at].look.kinds:
                away = self._away("<", kind)
                for place in range(at + 1, min(ends.get(kind, last), at + _BACK) + 1):
                    told[place] += away[place - at][shapes[place]]
                ends[kind] = at
        ends = {}
        for at in speaking:
            for kind in line[at].look.kinds:
                away = self._away(">", kind)
                for place in range(max(ends.get(kind, 0), at - _ON), at):
                    told[place] += away[at - place][shapes[place]]
                ends[kind] = at
