"""What was claimed about one text before merging, and how claims in its encoded parts join those about it as it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from chatscrub.detection.claim import Claim, Ground
from chatscrub.detection.readers import ByteReading
from chatscrub.model.detector import Confidence, Kind


class Claimed(msgspec.Struct):
    """What was claimed about one text; `of_issuers` are the samples that a specific detector recognised."""

    found: list[Claim] = msgspec.field(default_factory=list)
    samples: set[tuple[int, int]] = msgspec.field(default_factory=set)
    of_issuers: set[tuple[int, int]] = msgspec.field(default_factory=set)
    reading: ByteReading | None = None

    def credible(self) -> list[Claim]:
        """The claims without the generic ones that touch a sample of an issuer.

        A generic detector cannot tell that ghp_xxxx… is a filler; the issuer's own detector can.
        """
        if not self.of_issuers:
            return self.found
        samples = Spans(self.of_issuers)
        return [each for each in self.found if not (each.detector.generic and samples.touch(each.start, each.end))]

    def add(self, decoded: Claimed, reason: str, origin: Callable[[int, int], tuple[int, int]]) -> None:
        """Adds what was claimed about a layer; `origin` turns its offsets into those of this text."""
        for each in decoded.credible():
            start, end = origin(each.start, each.end)
            self.found.append(replace(each, start=start, end=end, reasons=(*each.reasons, reason)))
        self.samples.update(origin(*span) for span in decoded.samples)
        self.of_issuers.update(origin(*span) for span in decoded.of_issuers)

    def take(self, decoded: Claimed) -> None:
        """Adds what is claimed in the encoded parts of this text, except what the text itself says as surely.

        That is the same claim at the same place, and all inside a credential or a sample that a specific detector
        recognises as it stands: a web token holds encoded claims about its owner, and some detectors decode.
        """
        closed = Spans([*self.of_issuers, *((each.start, each.end) for each in self.found if is_sure(each))])
        known = {(each.detector.id, each.start, each.end): _weight(each) for each in self.found}
        for each in decoded.found:
            place = each.detector.id, each.start, each.end
            if known[place] < _weight(each) if place in known else not closed.cover(each.start, each.end):
                known[place] = _weight(each)
                self.found.append(each)
        self.samples |= decoded.samples
        self.of_issuers |= decoded.of_issuers


class Spans:
    """Spans of one text, ready to be asked about others."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))  # the farthest end of the spans up to each
        self._ends = sorted(end for _, end in ordered)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of the spans shares a byte with this one."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def touching(self, start: int, end: int) -> int:
        """How many of the spans share a byte with this one."""
        return bisect_left(self._starts, end) - bisect_right(self._ends, start)

    def cover(self, start: int, end: int) -> bool:
        """Whether one of the spans holds all of this one."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def is_sure(claim: Claim) -> bool:
    """Whether a claim is one for a credential of a known issuer, and of medium confidence or over."""
    detector = claim.detector
    return detector.kind is Kind.CREDENTIAL and not detector.generic and claim.confidence >= Confidence.MEDIUM


def _weight(claim: Claim) -> tuple[Ground, Confidence]:
    return claim.ground, claim.confidence
