"""What is known about the contract with a vendor, for one of its plans: what reports show beside findings."""

from __future__ import annotations

from datetime import date

import msgspec


class ContractAnswer(msgspec.Struct, frozen=True):
    """One question, its answer, and who gave it.

    `answer` is a word (``yes``, ``no``, ``choice``, ``unknown``) or, where text is the answer, that text. `origin` is
    ``operator``, ``shipped`` or ``nobody``; `certainty` belongs to shipped answers. `review` is the day on which it
    must be asked again, `meaning` what the answer means for what was found.
    """

    question: str
    label: str
    answer: str
    text: str | None
    source: str | None
    origin: str
    certainty: str | None
    on: date | None
    review: date | None
    overdue: bool
    by: str | None
    meaning: str


class Contract(msgspec.Struct, frozen=True):
    """The answers for one tool and plan (None: the export does not tell the plan), the five of the contract first.

    `allowed` is None where no policy is recorded, `mfa` where nobody recorded whether a second factor is required.
    The counts are of what was found: conversations, people at most (one person may be in several conversations),
    and different credentials.
    """

    provider: str
    plan: str | None
    name: str
    company: str
    answers: tuple[ContractAnswer, ...]
    allowed: bool | None = None
    mfa: bool | None = None
    conversations: int = 0
    people: int = 0
    credentials: int = 0

    @property
    def key(self) -> str:
        """The name that commands take: ``chatgpt:plus``, or the tool alone where the plan is not known."""
        return f"{self.provider}:{self.plan}" if self.plan else self.provider
