"""Encoded text inside a passage → layers that the detectors see like any text, with the way back to what was pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

TRIGGER = r"(?:[A-Za-z0-9+/_-]{24}|%[0-9A-Fa-f]{2}|&(?:quot|amp|#x?[0-9A-Fa-f]{2,4});|\\[\"nu])"
"""Where none of this stands, nothing is encoded; in the detectors' dialect."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Decoded text in UTF-8. `origin` turns its byte offsets into those of the passage; `how` names the encoding."""

    data: bytes = field(repr=False)
    how: str
    origin: Callable[[int, int], tuple[int, int]] = field(repr=False)


def layers(data: bytes) -> Iterator[Layer]:
    """Every layer of a passage in UTF-8."""
    yield from ()
