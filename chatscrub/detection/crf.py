"""Conditional random fields in the form of CRFsuite, read where a stage first needs one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


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
