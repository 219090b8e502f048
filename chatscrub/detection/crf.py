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

    def probability(self, label: str, at: int) -> float:
        """How probably a token of the text read last has a label."""
        return float(self._tagger.marginal(label, at)) if label in self._labels else 0.0
