"""Where the model of passwords is asked, and what of its answers is claimed.

It reads only where a word of the field stands near something that could be a value, and never documentation. It sees
what the other detectors claim, finds what they miss, and doubts what a generic one claims against the words around; of
such a claim it is not told, so that it judges the value by itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from chatscrub.detection.character_offsets import CharacterOffsets
from chatscrub.detection.claim import Claim, Ground
from chatscrub.detection.claimed import Spans
from chatscrub.detection.dialect import MORE_MEMORY, compiled, stands_in
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.evidence.verdict import REACH, Surroundings
from chatscrub.detection.names.cues import technical
from chatscrub.detection.passwords import code_cues, cues
from chatscrub.detection.passwords.layout import TAKEN, WEIGHED
from chatscrub.detection.passwords.named import is_named
from chatscrub.detection.passwords.page import Known
from chatscrub.detection.passwords.phrases import in_a_manual, is_talk, last_end
from chatscrub.detection.passwords.plausible import (
    described,
    named_as_example,
    value_in,
)
from chatscrub.detection.passwords.tagger import Reading, Tagger, embedded
from chatscrub.detection.passwords.windows import has_other_values, windows
from chatscrub.model.detector import Confidence, Detector, Kind

ISSUER = "passwords"
MEDIUM = 0.85  # probability
TALK = 0.8  # instead of MEDIUM among sentences
LOW = 0.25
SURE = 0.85
_PLACED = 80  # characters in front of a code in which it is said what it opens
COUNTING = frozenset(("said_nearby", "code_said"))  # the evidence of such detectors
YIELDING = frozenset(("USERNAME", "CUSTOMER_NUMBER"))  # told by the words before alone, as passwords are
DOUBT = 0.1  # below it the claim of a generic detector becomes one of low confidence
STATED = 0.05  # instead of DOUBT where it is said right behind the value that it is the password
LOOSE = 0.2  # instead of DOUBT where the detector itself only counts words around the value
EXAMPLE = 0.6  # instead of LOW and DOUBT where a sentence speaks of examples or of what is forbidden


def judged(
    detector: Detector,
    data: bytes,
    known: Sequence[Claim],
    dummies: Dummies | None,
    *,
    tagger: Tagger | None = None,
) -> list[Claim]:
    """The claims about a text in UTF-8 after the model read it: those that are known, some doubted, and its own."""
    text = data.decode("utf-8", "replace")
    doubted = {number for number, each in enumerate(known) if _may_doubt(each)}
    if not doubted and technical(text):
        return list(known)
    offsets = CharacterOffsets(data)
    spans = offsets.characters_of([(each.start, each.end) for each in known])
    sure = [span for span, each in zip(spans, known, strict=True) if each.confidence >= Confidence.MEDIUM]
    if not doubted and not has_other_values(text, sure):
        return list(known)
    expression = detector.prefilter or detector.pattern
    if not stands_in(expression, data):
        return list(known)
    talk = is_talk(text)
    labels = [label_of(each) for each in known]
    in_order = sorted(range(len(spans)), key=spans.__getitem__)
    starts = [spans[number][0] for number in in_order]
    made: list[tuple[int, int, float]] = []
    # Too far from any word of the field to be read: among sentences a rule may be right alone, in logs and settings not.
    unread = set(doubted) if talk else set[int]()
    for left, right in windows(text, compiled(expression, MORE_MEMORY)):
        here = [
            number
            for number in in_order[bisect_left(starts, left) : bisect_left(starts, right)]
            if spans[number][1] <= right
        ]
        inside = [
            (spans[number][0] - left, spans[number][1] - left, labels[number]) for number in here if labels[number]
        ]
        reading = (tagger or embedded()).read(text[left:right], sorted(inside))
        for number in here:
            if number not in doubted:
                continue
            start, end = spans[number]
            unread.discard(number)
            least = _least_of_known(known[number].detector, text, reading, (start, end), left)
            if reading.at_most(start - left, end - left) >= least:
                doubted.remove(number)
        for first, last in reading.spans():
            found = value_in(text[left:right], reading, first, last, talk=talk)
            if found is None:
                continue
            start, end, probability = found
            around = Surroundings(
                text[max(0, start + left - REACH) : start + left], text[end + left : end + left + REACH]
            )
            least = EXAMPLE if named_as_example(reading, start, end) else LOW
            if probability >= least and not in_a_manual(text[start + left : end + left], around):
                made.append((start + left, end + left, probability))
    doubted -= unread
    surely = Spans((first, last) for first, last, probability in made if probability >= SURE)
    kept = [
        _doubted(each) if number in doubted else each
        for number, each in enumerate(known)
        if not (each.detector.entity in YIELDING and surely.touch(*spans[number]))
    ]
    least = TALK if talk else MEDIUM
    own = [_claim(detector, text, each, least, offsets) for each in made]
    # A sure claim on a span settles it, and of what is not sure itself any other.
    settled = {
        confidence: Spans((each.start, each.end) for each in kept if each.confidence >= confidence)
        for confidence in (Confidence.LOW, Confidence.MEDIUM)
    }
    new = (each for each in own if not settled[min(each.confidence, Confidence.MEDIUM)].touch(each.start, each.end))
    return [*kept, *(each for each in new if not _is_sample(each, dummies))]


def _least_of_known(detector: Detector, text: str, reading: Reading, span: tuple[int, int], left: int) -> float:
    """How probable the claim of a generic detector must be; `left` is where the reading begins."""
    start, end = span
    if is_named(text, start, end):
        return 1.0
    before = text[max(0, start - REACH) : start]
    named = last_end(code_cues.STRICT, before)
    if named is None and code_cues.PLACE.search(before[-_PLACED:]) is not None:
        named = last_end(code_cues.CODE, before)
    if named is not None and text[start:end].isdigit() and not before[named:].strip(" :="):
        return 0.0  # called a PIN right in front, or a code where something is locked, which leaves nothing to doubt
    if named_as_example(reading, start - left, end - left):
        return EXAMPLE
    if cues.AS_PASSWORD.search(text[end : end + REACH]):
        return STATED
    return DOUBT if COUNTING.isdisjoint(detector.require) else LOOSE


def label_of(claim: Claim) -> str:
    """What the claim of another detector tells the model; nothing of what is not sure."""
    detector = claim.detector
    if _may_doubt(claim):
        return f"{WEIGHED}{detector.id.partition('.')[2]}"
    if detector.kind is Kind.CREDENTIAL:
        return f"{TAKEN}{ISSUER if detector.issuer == ISSUER else 'other'}"
    return f"D={detector.entity}" if claim.confidence >= Confidence.MEDIUM else ""


def _may_doubt(claim: Claim) -> bool:
    return claim.detector.issuer == ISSUER and claim.detector.generic and claim.ground is Ground.SHAPE


def _doubted(claim: Claim) -> Claim:
    reason = "the words around speak against it"
    return replace(claim, confidence=min(claim.confidence, Confidence.LOW), reasons=(*claim.reasons, reason))


def _is_sample(claim: Claim, dummies: Dummies | None) -> bool:
    return dummies is not None and dummies.is_sample(claim.detector, claim.value)


def _claim(
    detector: Detector, text: str, found: tuple[int, int, float], least: float, offsets: CharacterOffsets
) -> Claim:
    """A claim of medium confidence if it is as probable as `least`."""
    first, last, probability = found
    value = text[first:last]
    start, end = offsets.bytes(first, last)
    confidence = min(detector.confidence, Confidence.MEDIUM if probability >= least else Confidence.LOW)
    return Claim(detector, start, end, value, confidence, Ground.SHAPE, (described(text, first, last),), detector.flags)


def read_by_others(known: Sequence[Claim], data: bytes) -> Iterator[Known]:
    """What the model is told of the claims of others about a text, in characters."""
    spans = CharacterOffsets(data).characters_of([(each.start, each.end) for each in known])
    for span, each in sorted(zip(spans, map(label_of, known), strict=True)):
        if each:
            yield (*span, each)
