"""What one detector claims about one span, before claims are merged."""

from __future__ import annotations

from enum import IntEnum

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.detector import Confidence, Detector


class Ground(IntEnum):
    """What a claim stands on, from weak to strong."""

    SHAPE = 0  # the pattern alone
    CUE = 1  # and a word or a companion near it
    PROOF = 2  # and a check that random text fails: a checksum, a structure, a validator


class Claim(Discreet, msgspec.Struct, frozen=True):
    """A detector's claim. `start` and `end` are offsets in the UTF-8 bytes of the passage."""

    detector: Detector
    start: int
    end: int
    value: Hidden[str]
    confidence: Confidence
    ground: Ground
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
