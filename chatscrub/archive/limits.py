"""How much one export may make us read. Only bytes that really came out are counted; headers are not believed."""

from __future__ import annotations

import time

import msgspec

from chatscrub.errors import ArchiveError

_MIB = 1 << 20
_GIB = 1 << 30


class Limits(msgspec.Struct, frozen=True):
    """Ceilings of one archive; sizes in bytes after inflating.

    `ratio` (inflated to packed) is only looked at once `ratio_floor` bytes came out of a member: chat JSON shrinks
    five- to twentyfold, and deflate cannot pass 1032. `members` also bounds the entries of a walked folder.
    `nested_depth` 2 is a zip in a zip. `nested_bytes` is what compressed inner zips may take in memory together.
    `seconds` is how long an archive may be in work, by a clock that nobody sets.

    The sentence about each names the field, which is its key under ``[limits]`` in the configuration.
    """

    member_bytes: int = 64 * _GIB
    archive_bytes: int = 256 * _GIB
    ratio: int = 1000
    ratio_floor: int = 64 * _MIB
    members: int = 2_000_000
    nested_depth: int = 2
    nested_bytes: int = _GIB
    seconds: int = 6 * 3600


class Tally(msgspec.Struct):
    """Bytes that came out of one archive so far. Reading a member twice counts once, at its longest."""

    limits: Limits
    total: int = 0
    _longest: dict[int, int] = msgspec.field(default_factory=dict)

    def count(self, name: str, key: int, inflated: int, packed: int | None) -> None:
        """Takes note that a member has given `inflated` bytes so far. Raises ArchiveError past a limit."""
        limits = self.limits
        before = self._longest.get(key, 0)
        if inflated > before:
            self._longest[key] = inflated
            self.total += inflated - before
        if inflated > limits.member_bytes:
            raise ArchiveError(
                f"{name}: inflates to more than {shown_size(limits.member_bytes)}; reading stopped there "
                "(limit member_bytes)"
            )
        if packed is not None and inflated > limits.ratio_floor and inflated > limits.ratio * packed:
            raise ArchiveError(
                f"{name}: inflates more than {limits.ratio}-fold, as no chat export does; reading stopped (limit ratio)"
            )
        if self.total > limits.archive_bytes:
            raise ArchiveError(
                f"{name}: the archive inflates to more than {shown_size(limits.archive_bytes)}; reading stopped "
                "(limit archive_bytes)"
            )


class Stopwatch:
    """How long one archive has been in work. `stopped` says that it was broken off for that."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.stopped = False
        self._began = time.monotonic()

    @property
    def reason(self) -> str:
        """What is said of an archive that was broken off."""
        return (
            f"reading it took more than {self.limits.seconds:,} seconds and was broken off; what was read before stays, "
            "the rest was not read (limit seconds)"
        )

    def is_over(self) -> bool:
        """Whether no more of the archive is to be read."""
        self.stopped = self.stopped or time.monotonic() - self._began > self.limits.seconds
        return self.stopped

    def check(self, name: str) -> None:
        """Raises ArchiveError when the time is over."""
        if self.is_over():
            raise ArchiveError(f"{name}: {self.reason}")


def shown_size(count: int) -> str:
    """``64 GiB``, ``1.5 MiB``, ``700 bytes``."""
    for unit, size in (("GiB", _GIB), ("MiB", _MIB)):
        if count >= size:
            return f"{count / size:.4g} {unit}"
    return f"{count} bytes"
