"""Which files have been still for a while, by looks at them: pure, with the clock of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from chatscrub.archive import Identity


class _Seen(msgspec.Struct):
    identity: Identity
    still_since: float
    looks: int = 1


class Settling:
    """Remembers files that nothing is decided about yet. `settle` in seconds; times are of a clock that never goes back."""

    def __init__(self, settle: float) -> None:
        self._settle = settle
        self._seen: dict[str, _Seen] = {}

    def look(self, files: Mapping[str, Identity], now: float) -> None:
        """One look at the files that are still to be decided about; all others are forgotten."""
        seen: dict[str, _Seen] = {}
        for path, identity in files.items():
            known = self._seen.get(path)
            if known is None:
                known = _Seen(identity, now)
            elif known.identity == identity:
                known.looks += 1
            else:
                known = _Seen(identity, now)
            seen[path] = known
        self._seen = seen

    def is_still(self, path: str, now: float, least: float = 0.0) -> bool:
        """Whether the file has not changed over two looks and the whole time to settle, or `least` if that is longer."""
        known = self._seen.get(path)
        return known is not None and known.looks > 1 and now - known.still_since >= max(self._settle, least)

    @property
    def is_new(self) -> bool:
        """Whether some file was looked at only once."""
        return any(each.looks == 1 for each in self._seen.values())

    def soonest(self, now: float) -> float | None:
        """Seconds until the next file may have settled, None where none is about to."""
        left = [self._settle - (now - each.still_since) for each in self._seen.values()]
        coming = [each for each in left if each > 0]
        return min(coming, default=None)
