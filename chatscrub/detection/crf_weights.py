"""What the features of a model weigh, read from a file in the binary form of CRFsuite."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, kind, version, three counts, offsets of what follows
_FEATURES = struct.Struct("<4sII")  # magic, size, count
_FEATURE = struct.Struct("<IIId")  # kind, attribute or label before, label, weight
_NAMES = struct.Struct("<4s5I")  # magic, size, flags, byte order, count, offset of the places of the names
_NAME = struct.Struct("<II")  # number, length with a zero at the end
_STATE = 0  # the kind of a feature that speaks of an attribute rather than of the label before


class StateWeights:
    """What the attributes of a model weigh, a number for each of its labels, 0 where one tells nothing of it.

    All are in one array: as an object each they took five times as much memory.
    """

    def __init__(self, labels: int, numbers: Mapping[str, int], weights: array[float]) -> None:
        self._labels = labels
        self._numbers = numbers
        self._weights = weights

    def of(self, attribute: str) -> array[float] | None:
        """The weights of an attribute; None where the model does not know it."""
        number = self._numbers.get(attribute)
        return None if number is None else self._row(number)

    def __iter__(self) -> Iterator[tuple[str, array[float]]]:
        """All attributes with their weights."""
        return ((name, self._row(number)) for name, number in self._numbers.items())

    def _row(self, number: int) -> array[float]:
        first = number * self._labels
        return self._weights[first : first + self._labels]


def state_weights(content: bytes) -> tuple[list[str], StateWeights]:
    """The labels of a model, and what its attributes weigh.

    Raises:
        ValueError: the file is damaged or of another form.
    """
    try:
        magic, _, _, _, _, _, _, features, labels_at, attributes_at, _, _ = _HEADER.unpack_from(content)
        if magic != b"lCRF":
            raise ValueError("the file holds no model")
        labels = _names(content, labels_at)
        attributes = _names(content, attributes_at)
        _, _, count = _FEATURES.unpack_from(content, features)
        first = features + _FEATURES.size
        size = len(labels)
        weights = array("d", bytes(8 * size * len(attributes)))
        for kind, source, label, weight in _FEATURE.iter_unpack(content[first : first + count * _FEATURE.size]):
            if kind == _STATE:
                if label >= size:
                    raise ValueError("the model is damaged")
                weights[source * size + label] = weight
    except (struct.error, IndexError) as error:
        raise ValueError("the model is damaged") from error
    return labels, StateWeights(size, {name: number for number, name in enumerate(attributes)}, weights)


def _names(content: bytes, at: int) -> list[str]:
    """The names of a table by number."""
    *_, count, places = _NAMES.unpack_from(content, at)
    names: list[str] = []
    for (place,) in struct.iter_unpack("<I", content[at + places : at + places + 4 * count]):
        _, length = _NAME.unpack_from(content, at + place)
        first = at + place + _NAME.size
        names.append(content[first : first + length - 1].decode())
    return names
