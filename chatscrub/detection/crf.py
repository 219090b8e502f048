"""Conditional random fields in the form of CRFsuite, read where a stage first needs one."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from operator import mul
from pathlib import Path
from typing import Protocol, Self, TypeVar

from chatscrub.detection.crf_weights import StateWeights, state_weights

Weight = int
"""How much more features speak for each label but the first than for that: one number for each label, in 64 bits of one
integer, so that those of several groups are added up at once, several times as fast as number by number."""


class _Added(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


Told = TypeVar("Told", bound=_Added)
"""What becomes of features that come together: what they weigh, or, for training, themselves. Those of groups are added up."""
Weigh = Callable[[tuple[str, ...]], Told]

_BITS = 64
_ONE = 1 << 48  # a weight of 1; two of them differ by no less than doubles do, and thousands fit


class Model:
    """A model of a file, ready to tag.

    Raises:
        OSError: there is no such file.
    """

    def __init__(self, path: Path) -> None:
        import pycrfsuite

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._labels = frozenset(self._tagger.labels())

    def read(self, rows: Sequence[Sequence[str]]) -> None:
        """Takes the features of a text, token by token, for the questions that follow."""
        self._tagger.set(rows)

    def probabilities(self, label: str, places: Sequence[int]) -> list[float]:
        """How probably tokens of the text read last, given by their numbers, have a label."""
        if label not in self._labels:
            return [0.0] * len(places)
        marginal = self._tagger.marginal
        return [marginal(label, at) for at in places]


class WeighingModel(Model):
    """A model that takes what features weigh, summed up, in place of the features, each of which it would look up.

    To weigh as much, each label but the first has a feature that speaks for it alone, and counts as often as needed.

    Raises:
        OSError: there is no such file.
        ValueError: the file is damaged, or there is no such feature.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        labels, self._weights = state_weights(path.read_bytes())
        units = _units(self._weights, len(labels))[1:]
        self._units = [name.encode() for name, _ in units]
        self._scales = [1 / (_ONE * weight) for _, weight in units]
        self._form = struct.Struct(f"<{len(units)}q")
        self._lowest = sum(1 << (_BITS * label + _BITS - 1) for label in range(len(units)))

    def weigh(self, features: Sequence[str]) -> Weight:
        """What features weigh together. The weights of several groups may be added up."""
        known = [row for row in map(self._weights.of, features) if row is not None]
        if not known:
            return 0
        first, *others = known[0] if len(known) == 1 else map(sum, zip(*known, strict=True))
        weight = 0
        for each in reversed(others):
            weight = (weight << _BITS) + round((each - first) * _ONE)
        return weight

    def read_weighed(self, weights: Sequence[Weight]) -> None:
        """`read` for tokens whose features were weighed."""
        units, scales, lowest, size = self._units, self._scales, self._lowest, self._form.size
        # A number below zero borrows from the one above it. Counted from the lowest there is none below, and to turn the
        # first bit of each again counts it from zero.
        together = b"".join([((each + lowest) ^ lowest).to_bytes(size, "little") for each in weights])
        rows = self._form.iter_unpack(together)
        self._tagger.set([dict(zip(units, map(mul, row, scales))) for row in rows])  # noqa: B905 - it is asked so often


def _units(weights: StateWeights, labels: int) -> list[tuple[str, float]]:
    """By label a feature that speaks for it alone, the one that weighs most, and its weight."""
    units = [("", 0.0)] * labels
    for name, row in weights:
        if row.count(0.0) == labels - 1:
            weight = sum(row)
            label = row.index(weight)
            if abs(weight) > abs(units[label][1]):
                units[label] = name, weight
    if not all(weight for _, weight in units[1:]):
        raise ValueError("no feature of the model speaks for one label alone")
    return units
