"""Overlapping claims → the claims that stay. Pure, and independent of the order in which claims come.

Where claims overlap one stays: the specific before the generic, then proof before a cue before the bare shape, then
the higher confidence, the longer span, and at last the detector's id. A credential also swallows all personal data
inside it, such as the address in a connection string, save where a generic one covers exactly the same span.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from msgspec.structs import replace

from chatscrub.detection.claim import Claim
from chatscrub.model.detector import Kind


def winners(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one text that stay, none overlapping another, by position.

    Each names the other detectors that claimed part of its span as ``also:<id>`` among its reasons.
    """
    everything = sorted(set(claims), key=_rank)
    if any(_rank(one) == _rank(other) for one, other in pairwise(everything)):
        everything.sort(key=lambda claim: (_rank(claim), repr(claim)))  # else as they came out of the set
    credentials = _Kept(claim for claim in everything if claim.detector.kind is Kind.CREDENTIAL)
    free = (claim for claim in everything if not credentials.swallows(claim))
    kept = _Kept(chain(free, everything))  # what was swallowed comes back where its credential did not stay
    lost = [claim for claim in everything if claim not in kept]
    also: dict[Claim, set[str]] = {}
    for claim in lost:
        for winner in kept.overlapping(claim):
            also.setdefault(winner, set()).add(claim.detector.id)
    return [_naming(claim, also.get(claim, set())) for claim in kept.by_position()]


def _rank(claim: Claim) -> tuple[bool, int, int, int, str, int]:
    length = claim.end - claim.start
    name = claim.detector.id
    return claim.detector.generic, -claim.ground, -claim.confidence, -length, name, claim.start


def _naming(claim: Claim, others: set[str]) -> Claim:
    new = [f"also:{name}" for name in sorted(others - {claim.detector.id}) if f"also:{name}" not in claim.reasons]
    return replace(claim, reasons=(*claim.reasons, *new)) if new else claim


class _Kept:
    """Claims that do not overlap, taken greedily in the order given; sorted by position for lookups."""

    def __init__(self, ranked: Iterable[Claim]) -> None:
        self._starts: list[int] = []
        self._at: dict[int, Claim] = {}
        for claim in ranked:
            if not self.overlapping(claim):
                insort(self._starts, claim.start)
                self._at[claim.start] = claim

    def __contains__(self, claim: Claim) -> bool:
        return self._at.get(claim.start) == claim

    def by_position(self) -> list[Claim]:
        return [self._at[start] for start in self._starts]

    def overlapping(self, claim: Claim) -> Sequence[Claim]:
        """The kept claims that share a byte with this one."""
        last = bisect_left(self._starts, claim.end)
        first = last
        while first > 0 and self._at[self._starts[first - 1]].end > claim.start:
            first -= 1
        return [self._at[start] for start in self._starts[first:last]]

    def swallows(self, claim: Claim) -> bool:
        """Whether a kept credential covers this piece of personal data."""
        if claim.detector.kind is Kind.CREDENTIAL:
            return False
        return any(
            other.start <= claim.start
            and claim.end <= other.end
            and (not other.detector.generic or (other.start, other.end) != (claim.start, claim.end))
            for other in self.overlapping(claim)
        )
