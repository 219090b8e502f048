"""What the features of a model weigh, read from a file in the binary form of CRFsuite."""

from __future__ import annotations

import struct

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, kind, version, three counts, offsets of what follows
_FEATURES = struct.Struct("<4sII")  # magic, size, count
_FEATURE = struct.Struct("<IIId")  # kind, attribute or label before, label, weight
_NAMES = struct.Struct("<4s5I")  # magic, size, flags, byte order, count, offset of the places of the names
_NAME = struct.Struct("<II")  # number, length with a zero at the end
_STATE = 0  # the kind of a feature that speaks of an attribute rather than of the label before


def state_weights(content: bytes) -> tuple[list[str], dict[str, tuple[float, ...]]]:
    """The labels of a model, and by attribute the weight for each label, 0 where it tells nothing of it.

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
        rows: dict[str, list[float]] = {}
        for kind, source, label, weight in _FEATURE.iter_unpack(content[first : first + count * _FEATURE.size]):
            if kind == _STATE:
                rows.setdefault(attributes[source], [0.0] * len(labels))[label] = weight
    except (struct.error, IndexError) as error:
        raise ValueError("the model is damaged") from error
    return labels, {name: tuple(row) for name, row in rows.items()}


def _names(content: bytes, at: int) -> list[str]:
    """The names of a table by number."""
    *_, count, places = _NAMES.unpack_from(content, at)
    names: list[str] = []
    for (place,) in struct.iter_unpack("<I", content[at + places : at + places + 4 * count]):
        _, length = _NAME.unpack_from(content, at + place)
        first = at + place + _NAME.size
        names.append(content[first : first + length - 1].decode())
    return names
