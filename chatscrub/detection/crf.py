"""Conditional random fields in the form of CRFsuite, read where a stage first needs one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from chatscrub.detection.crf_weights import state_weights

Weight = tuple[float, ...]
"""How much more features speak for each label but the first than for that, as a multiple of one that speaks for it alone."""


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
        labels, rows = state_weights(path.read_bytes())
        units = [_unit(rows, label) for label in range(1, len(labels))]
        self._units = [name.encode() for name, _ in units]
        self._weights = {
            name: tuple([(each - row[0]) / one for each, (_, one) in zip(row[1:], units, strict=True)])
            for name, row in rows.items()
        }
        self._nothing = (0.0,) * len(units)

    def weigh(self, features: Sequence[str]) -> Weight:
        """What features weigh together. The weights of several groups may be added up."""
        known = [self._weights[each] for each in features if each in self._weights]
        if not known:
            return self._nothing
        return known[0] if len(known) == 1 else tuple(map(sum, zip(*known, strict=True)))

    def read_weighed(self, rows: Sequence[Sequence[Weight]]) -> None:
        """`read` for tokens whose features were weighed, group by group."""
        units = self._units
        self._tagger.set([dict(zip(units, map(sum, zip(*row)))) for row in rows])  # noqa: B905 - it is asked so often


def _unit(rows: Mapping[str, Sequence[float]], label: int) -> tuple[str, float]:
    """A feature that speaks for one label alone, the one that weighs most, and its weight."""
    alone = ((row[label], name) for name, row in rows.items() if row[label] and sum(map(bool, row)) == 1)
    weight, name = max(alone, key=lambda each: abs(each[0]), default=(0.0, ""))
    if not weight:
        raise ValueError("no feature of the model speaks for one label alone")
    return name, weight
