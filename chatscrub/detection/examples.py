"""Runs the examples that a detector file carries: what must be found, what must stay quiet, what is known to be missed.

Slots such as ``{{alnum:24}}`` are filled first, always in the same way for the same detector. Sample values and
placeholders count like real ones here, or an example could never be a published one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from chatscrub.detection.batch import Prefilter, join
from chatscrub.detection.claim import Claim
from chatscrub.detection.dialect import compiled
from chatscrub.detection.merge import winners
from chatscrub.detection.pack_file import PASSWORD
from chatscrub.detection.readers import NEVER, ByteReading, field_names, read_bytes, trigger
from chatscrub.detection.samples import fill
from chatscrub.detection.verify import claims
from chatscrub.model.detector import Detector

PROSE = ("Hi team, this is what came in today: ", " - can somebody have a look? Thanks.")


class Failure(msgspec.Struct, frozen=True):
    """One broken promise. `example` is the example as it stands in the file, slots not filled."""

    detector: str
    example: str
    placement: str
    problem: str

    def __str__(self) -> str:
        return f"{self.detector}: {self.example!r} ({self.placement}): {self.problem}"


class Runner:
    """Runs examples against a whole detector set, since a more specific detector may win the span.

    With a `prefilter` of that set only its candidates run, which finds the same and is faster for many examples.
    """

    def __init__(self, detectors: Sequence[Detector], prefilter: Prefilter | None = None) -> None:
        self.detectors = detectors
        self.prefilter = prefilter
        self._names = field_names(frozenset(name for one in self.detectors for name in one.fields))

    def _claims(self, detector: Detector, data: bytes, reading: ByteReading | None = None) -> list[Claim]:
        if detector.model == PASSWORD:
            from chatscrub.detection.passwords import stage as passwords

            return passwords.judged(detector, data, (), None)
        if detector.model is not None:
            from chatscrub.detection.names import stage

            return stage.claims([detector], data, (), (), None, written=True)
        if detector.fields and reading is None:
            reading = read_bytes(data, self._names)
        return claims(detector, data, None, reading).found

    def failures(self, detector: Detector) -> Iterator[Failure]:
        """Every broken promise of one detector; nothing where all hold.

        Raises:
            PackError: a pattern is refused.
        """
        for kind, strings in (
            ("match", detector.match),
            ("no_match", detector.no_match),
            ("miss", detector.known_misses),
        ):
            for number, template in enumerate(strings):
                try:
                    text = fill(template, f"{detector.id} {kind} {number}")
                except ValueError as error:
                    yield Failure(detector.id, template, "slots", str(error))
                    continue
                problems = self._match(detector, text) if kind == "match" else self._quiet(detector, text, kind)
                for placement, problem in problems:
                    yield Failure(detector.id, template, placement, problem)

    def _match(self, detector: Detector, text: str) -> Iterator[tuple[str, str]]:
        alone = self._claims(detector, text.encode())
        if not alone:
            yield "alone", "is not found"
            return
        expected = sorted({claim.value for claim in alone})
        for placement, placed in placements(text).items():
            data = placed.encode()
            found = alone if placed == text else self._claims(detector, data)
            values = {claim.value for claim in found}
            for value in expected:
                if value not in values:
                    yield placement, "is not found, or with another span than alone"
            if placement == "twice" and len(found) < 2 * len(alone):
                yield placement, "is found fewer than twice"
            if not self._fires(detector, data):
                yield placement, "the prefilter does not fire where the pattern does"
        data = text.encode()
        reading = read_bytes(data, self._names)
        candidates = self.detectors
        if self.prefilter is not None:
            woken = {index for _, index in self.prefilter.candidates(*join([data]))}
            candidates = [
                one for index, one in enumerate(self.detectors) if index in woken or (one.fields and reading.spans)
            ]
        everything = [claim for one in candidates for claim in self._claims(one, data, reading)]
        won = winners(everything)
        for claim in alone:
            if not any(other.start < claim.end and claim.start < other.end for other in won):
                yield "merged", "no finding is left on its span"

    def _quiet(self, detector: Detector, text: str, kind: str) -> Iterator[tuple[str, str]]:
        if self._claims(detector, text.encode()):
            yield "alone", "is found" if kind == "no_match" else "is found now: move it from known_misses to match"

    def _fires(self, detector: Detector, data: bytes) -> bool:
        if detector.fields:
            own = None if detector.prefilter == NEVER else detector.prefilter
            return compiled(own or trigger(detector.fields)).search(data) is not None
        return compiled(detector.searched).search(data) is not None


def placements(text: str) -> Mapping[str, str]:
    """The surroundings in which a match must be found: name → text."""
    placed = {
        "alone": text,
        "at the start": text + "\nand more text follows",
        "at the end": "some text stands before it\n" + text,
        # What has several lines is pasted as a block.
        "in prose": text.join(PROSE) if "\n" not in text else f"{PROSE[0]}\n{text}\n{PROSE[1]}",
        "twice": f"{text}\n{text}",
    }
    if "\n" not in text and "`" not in text:
        placed["in backticks"] = f"`{text}`"
    if not any(character in text for character in '\n"\\\t\r'):
        placed["in JSON"] = json.dumps({"note": text}, ensure_ascii=False)
    return placed
