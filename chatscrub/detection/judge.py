"""Claims about a passage → findings: whose each value is, which are invented, what stands together."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from chatscrub.detection.claim import Claim
from chatscrub.detection.claimed import Claimed
from chatscrub.detection.colleagues import Colleagues
from chatscrub.detection.dummies import Dummies
from chatscrub.detection.evidence.verdict import REACH, Surroundings
from chatscrub.detection.normal_form import normal_form
from chatscrub.detection.publications import beside_nobody, called_sample, fenced_with_samples
from chatscrub.detection.records import Positions
from chatscrub.detection.subjects import grouped
from chatscrub.detection.whose import in_records, whose
from chatscrub.model.conversation import Passage
from chatscrub.model.detector import Kind
from chatscrub.model.finding import Finding, Secret, mask


class Judge:
    """Makes findings of claims.

    `key` is the installation's secret for fingerprints. With `reveal` findings carry the raw value. `company` may be
    exchanged between archives.
    """

    def __init__(self, key: bytes, dummies: Dummies, company: Colleagues, *, reveal: bool) -> None:
        self.company = company
        self._key = key
        self._dummies = dummies
        self._reveal = reveal

    def findings(
        self, passage: Passage, data: bytes, claims: Sequence[Claim], claimed: Claimed
    ) -> tuple[list[tuple[Finding, str]], int]:
        """The findings with their raw values, and how many of the claims are about invented people.

        `data` is the passage in UTF-8, `claimed` all that was claimed about it.
        """
        if not claims:
            return [], 0
        positions = Positions(data, claimed.reading)
        personal = [(claim.start, claim.end) for claim in claims if claim.detector.kind is Kind.PII]
        fenced = fenced_with_samples(data, personal, claimed.samples) if claimed.samples else frozenset()
        samples = 0
        pairs: list[tuple[Finding, str]] = []
        normals: list[str] = []
        for claim in claims:
            finding = self.finding(passage, claim, positions)
            if claim.detector.kind is Kind.PII and (
                (claim.start, claim.end) in fenced or self._is_example(passage.text, finding)
            ):
                samples += 1
            else:
                pairs.append((finding, claim.value))
                normals.append(normal_form(claim.detector, claim.value))
        owned = [
            finding if owner == finding.whose else _owned(finding, owner, reason)
            for (finding, _), (owner, reason) in zip(pairs, in_records(pairs, passage.text), strict=True)
        ]
        linked = grouped(list(zip(owned, normals, strict=True)), partial(fingerprint, self._key))
        return [(finding, value) for finding, (_, value) in zip(linked, pairs, strict=True)], samples

    def _is_example(self, text: str, finding: Finding) -> bool:
        """Whether the words around say that personal data is invented."""
        around = _around(text, finding.start, finding.end)
        return called_sample(around.before, around.after) or beside_nobody(around.before, self._dummies.people)

    def finding(self, passage: Passage, claim: Claim, positions: Positions) -> Finding:
        """One claim as a finding, seen alone."""
        detector = claim.detector
        normal = normal_form(detector, claim.value)
        record = positions.record(claim.start)
        start, end = positions.character(claim.start), positions.character(claim.end)
        owner = None
        if detector.kind is Kind.PII:
            around = _around(passage.text, start, end)
            owner = whose(detector.entity, normal, passage, self.company, around, claim.flags)
        return Finding(
            passage=passage,
            kind=detector.kind,
            detector=detector.id,
            entity=detector.entity,
            confidence=claim.confidence if owner is None else min(claim.confidence, owner.confidence),
            severity=detector.severity if owner is None else min(detector.severity, owner.severity),
            start=start,
            end=end,
            match=mask(claim.value, detector.kind),
            fingerprint=fingerprint(self._key, detector.entity, normal),
            record=record,
            reasons=claim.reasons if owner is None or owner.reason is None else (*claim.reasons, owner.reason),
            flags=claim.flags,
            whose=None if owner is None else owner.whose,
            category=detector.category,
            identifier=detector.identifier,
            raw=Secret(claim.value) if self._reveal else None,
        )


def _around(text: str, start: int, end: int) -> Surroundings:
    return Surroundings(text[max(0, start - REACH) : start], text[end : end + REACH])


def _owned(finding: Finding, owner: str | None, reason: str | None) -> Finding:
    return replace(finding, whose=owner, reasons=finding.reasons if reason is None else (*finding.reasons, reason))


def fingerprint(key: bytes, entity: str, normal: str) -> str:
    """HMAC-SHA-256 of entity and normal form under the installation's key, in hex."""
    return hmac.new(key, f"{entity}\0{normal}".encode(), hashlib.sha256).hexdigest()
