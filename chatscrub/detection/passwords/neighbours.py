"""What the tokens around one on its line tell of it, as features of the tagger.

There are few shapes, kinds and distances, and the same words come again and again, so each answer is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from chatscrub.detection.passwords.tokens import Look, kind_of_value, look_of, own_kinds

Told = TypeVar("Told")
"""What becomes of features that come together: themselves, or what they weigh in a model."""
Weigh = Callable[[tuple[str, ...]], Told]

LONGEST = 14
"""Letters; a longer word is no feature of its own."""
_FAR = 14  # tokens of the line in which a cue is looked for
_GAPS = [0, 1, 2, 3, 3, 5, 5, 5, *[8] * (_FAR - 7)]
"""By distance, what is told of it."""
_OFFSETS = (-3, -2, -1, 1, 2)


class Word(NamedTuple, Generic[Told]):
    """What a word tells: `own` of itself, `beside` of tokens three to one behind it and one and two before it.

    `spoken` is the word that the next token is told, in lower case; empty where that is nothing more than the shape.
    """

    look: Look
    spoken: str
    own: Told
    beside: tuple[Told, ...]


class Neighbours(Generic[Told]):
    """The features that the tokens of a line have from each other, as `weigh` makes them."""

    def __init__(self, weigh: Weigh[Told]) -> None:
        def both(feature: str, shape: str) -> Told:
            return weigh((feature, f"{feature}|{shape}"))

        def nobody(shape: str) -> tuple[Told, ...]:
            return tuple(
                weigh((f"{each}END", f"{each}END|{shape}") if abs(each) == 1 else (f"{each}END",)) for each in _OFFSETS
            )

        def kinds(look: Look, shape: str) -> tuple[Told, ...]:
            return tuple(
                weigh((*(f"{each}c={kind}|{shape}" for kind in look.kinds), f"{each}s={look.shape}|{shape}"))
                for each in _OFFSETS[1:]
            )

        def spoken(text: str, shape: str) -> Told:
            return weigh((f"-1t={text}|{shape}",))

        def away(side: str, kind: str, gap: int, shape: str) -> Told:
            return weigh((f"{side}{kind}{gap}", f"{side}{kind}{gap}|{shape}"))

        self._weigh = weigh
        self._nothing = weigh(())
        self.both = lru_cache(maxsize=8192)(both)
        self._nobody = lru_cache(maxsize=512)(nobody)
        self._kinds = lru_cache(maxsize=4096)(kinds)
        self._spoken = lru_cache(maxsize=8192)(spoken)
        self._away = lru_cache(maxsize=16384)(away)

    def word(self, text: str, own: tuple[str, ...]) -> Word[Told]:
        """What a word tells; `own` are the features that it has by itself."""
        look = look_of(text)
        lower = text.lower()
        said = lower if len(lower) <= LONGEST and not any(map(str.isdigit, lower)) else ""
        kind, kinds = kind_of_value(text), own_kinds(text)
        beside = tuple(
            self._weigh(
                (f"{each}s={kind}", *(f"{each}c={one}" for one in kinds), *((f"{each}t={said}",) if said else ()))
            )
            for each in _OFFSETS
        )
        return Word(look, said if said != look.shape else "", self._weigh(own), beside)

    def columns(self, line: Sequence[Word[Told]]) -> list[Sequence[Told]]:
        """What three tokens before each of a line and two behind it tell, in sequences with one for each token."""
        shapes = [each.look.shape for each in line]
        looks = [each.look for each in line]
        beside = [each.beside for each in line]
        back_three, back_two, back_one, on_one, on_two = zip(*map(self._nobody, shapes), strict=True)
        nothing, kinds, count = self._nothing, self._kinds, len(line)
        spoken = [
            self._spoken(one.spoken, shape) if one.spoken else nothing
            for one, shape in zip(line, shapes[1:], strict=False)
        ]
        return [
            [*back_three[:3], *[each[0] for each in beside[: max(count - 3, 0)]]],
            [*back_two[:2], *[each[1] for each in beside[: max(count - 2, 0)]]],
            [*back_one[:1], *[each[2] for each in beside[:-1]]],
            [*[each[3] for each in beside[1:]], *on_one[-1:]],
            [*[each[4] for each in beside[2:]], *on_two[-2:]],
            [
                *[nothing, nothing][:count],
                *[kinds(one, shape)[0] for one, shape in zip(looks, shapes[2:], strict=False)],
            ],
            [nothing, *[kinds(one, shape)[1] for one, shape in zip(looks, shapes[1:], strict=False)]],
            [*[kinds(one, shape)[2] for one, shape in zip(looks[1:], shapes, strict=False)], nothing],
            [
                *[kinds(one, shape)[3] for one, shape in zip(looks[2:], shapes, strict=False)],
                *[nothing, nothing][:count],
            ],
            [nothing, *spoken],
        ]

    def nearest(self, line: Sequence[Word[Told]], rows: Sequence[list[Told]]) -> None:
        """Adds to the rows of a line the nearest words on each side that a value may belong to, by kind and distance."""
        away = self._away
        places = range(len(line))
        for side, order in (("<", places), (">", reversed(places))):
            last: dict[str, int] = {}
            for at in order:
                look = line[at].look
                if last:
                    row, shape = rows[at], look.shape
                    for kind, other in last.items():
                        if (distance := abs(at - other)) <= (_FAR if side == "<" else _FAR - 1):
                            row.append(away(side, kind, _GAPS[distance], shape))
                for kind in look.kinds:
                    last[kind] = at
