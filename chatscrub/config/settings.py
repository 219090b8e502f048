"""The settings of one installation. Each is optional, and has here the value that holds where the operator says nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from chatscrub.archive import Limits
from chatscrub.model.notices import NoticeSettings
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import ALL_PLANS

ConfidenceWord = Literal["low", "medium", "high"]
ThresholdWord = Literal["low", "medium", "high", "critical", "never"]
LegalHoldWord = Literal["none", "active", "unknown"]


class Ranking(msgspec.Struct, frozen=True):
    """What only the operator can know for the score."""

    malicious: bool = False  # somebody is known to have misused the accounts: ENISA's malicious intent, +0.5
    vulnerable_people: bool = False  # the company's customers are children, patients, tenants in need …: DPC + 1


class PolicySection(msgspec.Struct, frozen=True):
    """What the company allows and must keep; `allowed` is None where no policy is recorded."""

    allowed: tuple[str, ...] | None = None  # "slack" with all its plans, or "claude:team"
    # Whether the company must keep anything for a lawsuit or an authority; None where that is not said here.
    legal_hold: LegalHoldWord | None = None
    mfa: dict[str, bool] = msgspec.field(default_factory=dict)  # by tool: whether its accounts need a second factor

    def as_policy(self) -> Policy:
        """The policy as the ranking takes it."""
        pairs = None if self.allowed is None else (each.partition(":") for each in self.allowed)
        return Policy(
            allowed=None if pairs is None else frozenset((tool, plan or ALL_PLANS) for tool, _, plan in pairs),
            mfa=tuple(sorted(self.mfa.items())),
        )


class Config(msgspec.Struct, frozen=True):
    """All of them, by section. `limits` are of each archive; `notices` are about messages, and nothing is ever sent."""

    company_domains: tuple[str, ...] = ()
    slack_domain: str | None = None
    people: Path | None = None
    detectors: tuple[Path, ...] = ()
    names_model: Path | None = None
    min_confidence: ConfidenceWord = "medium"
    fail_on: ThresholdWord = "low"
    jobs: int | None = None  # None as many as the machine allows
    ranking: Ranking = Ranking()
    policy: PolicySection = PolicySection()
    notices: NoticeSettings = NoticeSettings()
    limits: Limits = Limits()
