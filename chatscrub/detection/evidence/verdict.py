"""What an evidence function sees and says."""

from __future__ import annotations

from enum import Enum

import msgspec

from chatscrub.discreet import Discreet, Hidden

REACH = 400


class State(Enum):
    """How a check ended."""

    PROVEN = "proven"
    NEUTRAL = "neutral"
    FAILED = "failed"


class Verdict(msgspec.Struct, frozen=True):
    """A check's outcome. `reason` is shown to people and never holds the value; `flags` go on the finding."""

    state: State
    reason: str | None = None
    flags: tuple[str, ...] = ()


class Surroundings(Discreet, msgspec.Struct, frozen=True):
    """Up to `REACH` characters of the passage on each side of the value."""

    before: Hidden[str]
    after: Hidden[str]
