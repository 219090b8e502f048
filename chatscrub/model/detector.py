"""A detector: what to look for, how sure, how bad, and what to do about it."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec


class Kind(StrEnum):
    """The two tracks of the ranking."""

    CREDENTIAL = "credential"
    PII = "pii"


class Confidence(IntEnum):
    """How sure a claim is."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The word used in detector files and reports."""
        return self.name.lower()

    def raised(self) -> Confidence:
        """One step surer, at most high."""
        return Confidence(min(self + 1, Confidence.HIGH))

    def lowered(self) -> Confidence:
        """One step less sure, at least low."""
        return Confidence(max(self - 1, Confidence.LOW))


class Severity(IntEnum):
    """How bad it is if the claim is true."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The word used in detector files and reports."""
        return self.name.lower()


class RemedyKind(StrEnum):
    """What must happen to the thing itself, apart from deleting the text."""

    ROTATE = "rotate"  # a credential: make it worthless first
    DELETE = "delete"  # personal data: nothing but deletion helps


class Remedy(msgspec.Struct, frozen=True):
    """What an employee does about a finding. `steps` may use the placeholder ``{sent_at}``."""

    kind: RemedyKind
    url: str | None = None
    steps: tuple[str, ...] = ()


class Detector(msgspec.Struct, frozen=True):
    """One entry of a detector file; `chatscrub.detection.pack_file` documents the fields."""

    id: str
    issuer: str
    kind: Kind
    entity: str
    confidence: Confidence
    severity: Severity
    pattern: str
    remedy: Remedy
    file: str
    name: str
    prefilter: str | None = None
    prefilter_union: str | None = None
    require: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    context_required: bool = False
    companion: str | None = None
    companion_anywhere: bool = False
    engine: str | None = None
    flags: tuple[str, ...] = ()
    category: str | None = None
    identifier: str | None = None
    generic: bool = False
    fields: tuple[str, ...] = ()
    model: str | None = None
    replaces: bool = False
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    known_misses: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    shipped: bool = False
    """Whether it came with the program; says nothing about what it finds."""
    gate: str | None = None
    """What must stand in a text before it is searched for the detector, a name of `chatscrub.detection.gates`."""
    parts: tuple[tuple[str | None, str], ...] = ()
    """Where it stands behind several gates: each, and what of `searched` is searched for behind it."""

    def __hash__(self) -> int:
        return hash(self.id)  # claims are put into sets by the thousand, and no two detectors of a run share it

    @property
    def searched(self) -> str:
        """What a prefilter looks for on the detector's behalf: of a union the companion, if it may stand anywhere."""
        if self.companion is not None and self.companion_anywhere and self.prefilter_union is not None:
            return self.companion
        return self.prefilter or self.pattern
