"""Encoded text inside a passage → layers that the detectors see like any text, with the way back to what was pasted.

Escapes (JSON, URL, HTML) are decoded in the stretch that holds them: the rest of the passage is read as it stands.
Base64 must begin with a text, or with a gzip or zlib stream of one, and is decoded up to the first byte that is none,
so pictures and keys cost next to nothing. A layer is decoded once more. All of it takes linear time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import msgspec

from chatscrub.detection import base64_runs, escapes
from chatscrub.discreet import Discreet, Hidden

DEPTH = 2
"""How many layers are taken off one after the other."""
SPARE = 1 << 20
"""Bytes of layers that a passage may give beyond its own length."""

TRIGGER = f"(?:{base64_runs.TRIGGER}|{'|'.join(one.trigger for one in escapes.ENCODINGS)})"
"""Where none of this stands `layers` gives nothing; in the detectors' dialect."""


class Layer(Discreet, msgspec.Struct, frozen=True):
    """Decoded text in UTF-8. `origin` turns its byte offsets into those of the passage; `how` names the encoding.

    `depth` is 1 for what stands in the passage and one more for a layer inside a layer.
    """

    data: Hidden[bytes]
    how: str
    origin: Hidden[Callable[[int, int], tuple[int, int]]]
    depth: int = 1


def layers(data: bytes) -> Iterator[Layer]:
    """Every layer of a passage in UTF-8, each before those inside it, up to a budget of bytes that grows with it."""
    budget = len(data) + SPARE
    for layer in _nested(data, DEPTH):
        budget -= len(layer.data)
        if budget < 0:
            return
        yield layer


def _nested(data: bytes, depth: int) -> Iterator[Layer]:
    for said, how, origin in chain(escapes.decoded(data), base64_runs.decoded(data)):
        layer = Layer(said, how, origin)
        yield layer
        if depth > 1:
            for inner in _nested(said, depth - 1):
                yield _within(layer, inner)


def _within(outer: Layer, inner: Layer) -> Layer:
    def origin(start: int, end: int) -> tuple[int, int]:
        return outer.origin(*inner.origin(start, end))

    return Layer(inner.data, f"{outer.how}+{inner.how}", origin, inner.depth + 1)
