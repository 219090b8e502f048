"""How exposed a conversation is, with the figures that explain it."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.conversation import Account, Conversation, ObjectKind
from chatscrub.model.detector import Severity


class Band(IntEnum):
    """ENISA's four levels of severity, with NONE for a conversation that holds only credentials."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    VERY_HIGH = 4

    @property
    def label(self) -> str:
        """The words used in reports."""
        return self.name.replace("_", " ").lower()


class Target(msgspec.Struct, frozen=True):
    """An object that must go: a chat, a message, a project file. Times are those of the texts with findings in it."""

    object: ObjectKind
    object_id: str | None
    url: str | None
    owner: Account
    conversation: Conversation
    entities: tuple[tuple[str, int], ...]  # entity and how many distinct values
    first_sent: datetime | None = None
    last_sent: datetime | None = None
    flags: tuple[str, ...] = ()


class Leak(msgspec.Struct, frozen=True):
    """One credential in one conversation: what must be rotated, whoever pasted it how often."""

    fingerprint: str
    detector: str
    entity: str
    severity: Severity
    match: str
    owner: Account
    conversation: Conversation
    sent_at: datetime | None
    flags: tuple[str, ...] = ()


class Exposure(Discreet, msgspec.Struct, frozen=True):
    """The score of one conversation for one employee. `score` is 0-100, `severity_value` is ENISA's SE."""

    conversation: Conversation
    employee: str
    archive: str
    title: Hidden[str]  # masked
    score: int
    vector: str
    band: Band
    severity_value: float | None  # None where no personal data at medium confidence or over was found
    credential: Severity | None  # worst credential, None where there is none
    first_group: bool  # a hard rule puts it before everything else
    people: int  # estimate of distinct people whose data is in it
    findings: int
    review: int  # findings of low confidence, which never raise the score
    flags: tuple[str, ...]
    order: tuple[float, ...]  # sorts the work, smallest first
    targets: tuple[Target, ...]
    leaks: tuple[Leak, ...]
    dpc: int | None = None  # the three figures of SE = DPC x EI + CB; None where SE is None
    ei: float | None = None
    cb: float | None = None
    identifiers: tuple[str, ...] = ()  # those that gave EI
    reasons: tuple[str, ...] = ()  # one short sentence for each figure, for whoever must defend it
    aside: int = 0  # findings about the employee or colleagues that do not count
    trains: str = "unknown"  # whether the plan trains by default: yes, no, choice, unknown
    public: bool = False  # whoever has the link can read it
    owner: Account | None = None  # whose account the employee was found by
    gone: bool = False  # a newer export proves that everything in it was deleted

    @property
    def level(self) -> Band:
        """The worse of two bands, that of personal data and that of credentials: what the work is ordered by."""
        return Band.VERY_HIGH if self.first_group else Band(-int(self.order[1]))

    @property
    def counts(self) -> bool:
        """Whether it still lies there, with findings that are more than a reason to look."""
        return self.findings > self.review and not self.gone
