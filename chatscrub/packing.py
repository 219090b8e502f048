"""Records of plain values and of other records ↔ one line of bytes each, for files that only this program reads."""

from __future__ import annotations

import json
from typing import Any, Generic, TypeVar

import msgspec

_ODD = b" "
_encoder = msgspec.json.Encoder()

T = TypeVar("T")


class Packing(Generic[T]):
    """Of one type. What is unpacked equals what was packed, whatever its texts are; floats must not be given as integers."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401  # a type, which need not be a class
        self._kind = kind
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(kind)

    def pack(self, record: T) -> bytes:
        """Without the end of a line."""
        try:
            return _encoder.encode(record)
        except UnicodeEncodeError:  # half a surrogate pair, which texts of an export may hold
            return _ODD + json.dumps(msgspec.to_builtins(record)).encode()

    def unpack(self, data: bytes | memoryview) -> T:
        """What `pack` was given."""
        if data[:1] == _ODD:
            record: T = msgspec.convert(json.loads(bytes(data)), self._kind)
            return record
        return self._decoder.decode(data)
