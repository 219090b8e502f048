"""The clocks of the machine, in one place, so that tests bring their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemTime:
    """Real time."""

    def monotonic(self) -> float:
        """Seconds, never going back; on most systems not counting sleep of the machine."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day in UTC."""
        return datetime.now(UTC)
