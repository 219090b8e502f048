"""Candidates → claims: a detector's own capture, then everything that must hold or may speak for it, near the value.

Confidence starts at the detector's own. A context word raises it one step (unless the detector requires one), and so
does each piece of evidence that is proven and a validation by the engine that the detector stands on. After that each
piece of evidence that fails lowers it one step, so a broken checksum always shows. The result stays within the scale.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatscrub.detection.claim import Claim, Ground
from chatscrub.detection.context import word_near
from chatscrub.detection.dialect import capturing, compiled
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.evidence import evidence_function
from chatscrub.detection.evidence.verdict import REACH, State, Surroundings, Verdict
from chatscrub.detection.loosely import may_match
from chatscrub.detection.readers import ByteReading, field_names, read_bytes
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector

_WINDOW = REACH * 4  # bytes; a character takes at most four
_KEPT = 1024  # answers of each kind about one text; a list of a million numbers would fill the memory


class Claims(msgspec.Struct):
    """The claims of one detector about one text; `samples` are the spans left out as published or placeholder."""

    found: list[Claim] = msgspec.field(default_factory=list)
    samples: list[tuple[int, int]] = msgspec.field(default_factory=list)


class Asked:
    """What was asked of one text already. Many detectors ask the same: several claim one value, and many share a companion."""

    __slots__ = ("_companions", "_data", "_samples", "_verdicts", "_windows")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._companions: dict[str, bool] = {}
        self._samples: dict[tuple[object, ...], bool] = {}
        self._verdicts: dict[tuple[str, int, int], Verdict] = {}
        self._windows: dict[tuple[int, int], Surroundings] = {}

    def has(self, companion: str) -> bool:
        """Whether a companion stands anywhere in the text."""
        known = self._companions.get(companion)
        if known is None:
            known = self._companions[companion] = compiled(companion).search(self._data) is not None
        return known

    def is_sample(self, dummies: Dummies, detector: Detector, value: str) -> bool:
        """`Dummies.is_sample`."""
        what = (value, detector.kind, detector.generic, detector.entity, detector.identifier)
        known = self._samples.get(what)
        if known is None:
            known = dummies.is_sample(detector, value)
            if len(self._samples) < _KEPT:
                self._samples[what] = known
        return known

    def around(self, start: int, end: int) -> Surroundings:
        """What stands around a value; its offsets are in bytes."""
        known = self._windows.get((start, end))
        if known is None:
            known = _window(self._data, start, end)
            if len(self._windows) < _KEPT:
                self._windows[start, end] = known
        return known

    def verdict(self, name: str, value: str, start: int, end: int) -> Verdict:
        """What an evidence function says of a value; its offsets are in bytes."""
        known = self._verdicts.get((name, start, end))
        if known is None:
            known = evidence_function(name)(value, self.around(start, end))
            if len(self._verdicts) < _KEPT:
                self._verdicts[name, start, end] = known
        return known


def claims(
    detector: Detector,
    data: bytes,
    dummies: Dummies | None,
    reading: ByteReading | None = None,
    asked: Asked | None = None,
) -> Claims:
    """What a detector claims about a text in UTF-8. Without `dummies`, sample values are claimed like any other.

    A detector with `fields` looks at the values that `reading` has under their names; without a reading the text is
    read for them. One with a `prefilter` claims nothing where that does not match. `asked` is of this text, and learns.

    Raises:
        PackError: the pattern is refused, or the engine named does not exist.
    """
    result = Claims()
    asked = asked or Asked(data)
    if detector.companion_anywhere and not asked.has(str(detector.companion)):
        return result
    if detector.fields:
        spans = _field_spans(detector, data, reading or read_bytes(data, field_names(detector.fields)))
    elif may_match(detector, data):
        spans = _spans(detector, data)
    else:
        return result
    for value, start, end in spans:
        if dummies is not None and asked.is_sample(dummies, detector, value):
            # A generic detector that a prefilter wakes may look at any token and leave the rest to the evidence.
            broad = detector.generic and detector.prefilter is not None
            if not broad or _verified(detector, value, start, end, asked) is not None:
                result.samples.append((start, end))
            continue
        claim = _verified(detector, value, start, end, asked)
        if claim is not None:
            result.found.append(claim)
    spans_ = result.samples or [(each.start, each.end) for each in result.found]
    if spans_ and not _is_woken(detector, data, *spans_[0]):
        return Claims()
    return result


def _is_woken(detector: Detector, data: bytes, start: int, end: int) -> bool:
    """Whether the detector's own prefilter, where it gives one, matches the text; it mostly does around its value.

    It is part of what the detector means, so that a run without the engine's prefilter finds the same. Asked last,
    because few candidates get so far.
    """
    if detector.prefilter is None or detector.fields:
        return True
    program = compiled(detector.prefilter)
    # The search is bounded, what it sees beyond the bounds is not: ^, $ and \b mean the same.
    near = program.search(data, max(0, start - 1), min(len(data), end + 1))
    return near is not None or program.search(data) is not None


def _spans(detector: Detector, data: bytes) -> Iterator[tuple[str, int, int]]:
    try:
        program, group = capturing(detector.pattern)
    except PackError as error:
        raise PackError(f"{detector.file}: detector {detector.id}: {error}") from error
    for found in program.finditer(data):
        start, end = found.span(group)
        if start < end:
            yield data[start:end].decode(), start, end


def _field_spans(detector: Detector, data: bytes, reading: ByteReading) -> Iterator[tuple[str, int, int]]:
    for left, right in reading.under(detector.fields):
        for value, start, end in _spans(detector, data[left:right]):
            yield value, left + start, left + end
            break  # a field holds one value


def _window(data: bytes, start: int, end: int) -> Surroundings:
    # A cut through a character leaves at most three stray bytes, which are not decoded.
    before = data[max(0, start - _WINDOW) : start].decode(errors="ignore")
    after = data[end : end + _WINDOW].decode(errors="ignore")
    return Surroundings(before[-REACH:], after[:REACH])


class _Case(msgspec.Struct):
    """What speaks for and against one candidate."""

    raises: int = 0
    lowers: int = 0
    ground: Ground = Ground.SHAPE
    reasons: list[str] = msgspec.field(default_factory=list)
    flags: list[str] = msgspec.field(default_factory=list)

    def hears(self, verdict: Verdict, *, moves: bool) -> None:
        """Takes a verdict; `moves` says whether it changes the confidence."""
        if verdict.state is State.PROVEN:
            self.ground = Ground.PROOF
            self.raises += moves
        elif verdict.state is State.FAILED:
            self.lowers += moves
        if verdict.reason:
            self.reasons.append(verdict.reason)
        self.flags.extend(verdict.flags)

    def cued(self, reason: str, *, moves: bool) -> None:
        """Takes a word or companion found near the value."""
        self.ground = max(self.ground, Ground.CUE)
        self.raises += moves
        self.reasons.append(reason)


def _opened(detector: Detector) -> _Case:
    case = _Case(flags=list(detector.flags))
    if detector.fields:  # the label or title is a cue
        case.cued("field", moves=False)
    return case


def _verified(detector: Detector, value: str, start: int, end: int, asked: Asked) -> Claim | None:
    case = _opened(detector)
    around = asked.around(start, end)
    word = word_near(detector.context, around)
    if detector.context_required and word is None:
        return None
    if detector.companion is not None:
        companion = compiled(detector.companion)
        beside = detector.companion_anywhere or companion.search(around.before) or companion.search(around.after)
        if not beside:
            return None
        case.cued("companion", moves=False)
    for name in detector.require:
        verdict = asked.verdict(name, value, start, end)
        if verdict.state is State.FAILED:
            return None
        case.hears(verdict, moves=False)
    cue = None
    if detector.engine is not None:
        confirmation = confirm(detector, value, around)
        if confirmation is None:
            return None
        verdict, cue = confirmation
        case.hears(verdict, moves=True)
    for name in detector.evidence:
        case.hears(asked.verdict(name, value, start, end), moves=True)
    if word or cue:
        case.cued(f"context:{word or cue}", moves=not detector.context_required)
    confidence = detector.confidence
    for _ in range(case.raises):
        confidence = confidence.raised()
    for _ in range(case.lowers):
        confidence = confidence.lowered()
    return Claim(
        detector=detector,
        start=start,
        end=end,
        value=value,
        confidence=confidence,
        ground=case.ground,
        reasons=tuple(dict.fromkeys(case.reasons)) or ("shape",),
        flags=tuple(dict.fromkeys(case.flags)),
    )


def confirm(detector: Detector, value: str, around: Surroundings) -> tuple[Verdict, str | None] | None:
    """What the engine that a detector names says: a verdict and a context word of its own; None where it refuses."""
    engine, _, name = (detector.engine or "").partition(":")
    if engine == "presidio":
        from chatscrub.detection import presidio

        return presidio.confirm(name, value, around)
    from chatscrub.detection import detect_secrets

    verdict = detect_secrets.confirm(name, value, around)
    return None if verdict is None else (verdict, None)
