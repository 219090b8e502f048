"""What an evidence function sees and says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

REACH = 400


class State(Enum):
    """How a check ended."""

    PROVEN = "proven"
    NEUTRAL = "neutral"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check's outcome. `reason` is shown to people and never holds the value; `flags` go on the finding."""

    state: State
    reason: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Up to `REACH` characters of the passage on each side of the value."""

    before: str = field(repr=False)
    after: str = field(repr=False)
