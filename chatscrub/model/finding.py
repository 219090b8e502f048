"""A detector's claim about a span of a passage, with the value already masked."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.model.conversation import Passage
from chatscrub.model.detector import Confidence, Kind, Severity

SCHEMA = "chatscrub.finding/1"

TAIL = 4
LONG_ENOUGH_FOR_TAIL = 24


class Secret:
    """A raw value that no repr, log or format call can show.

    Only `reveal` gives it back, so a search for that word finds every place where a raw value is used.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The raw value."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a raw value does not leave the process that found it")


def mask(value: str, kind: Kind) -> str:
    """The form of a value that may be shown: enough to recognise it by, too little to use it.

    Long credentials keep a word-like prefix and the last four characters, everything else only its length class.
    This and `mask_file_name` are the only functions that shorten a value.
    """
    if kind is Kind.CREDENTIAL and len(value) >= LONG_ENOUGH_FOR_TAIL and "\n" not in value:
        head, dash, _ = value.partition("_") if "_" in value[:8] else value.partition("-")
        prefix = head + dash if dash and len(head) <= 7 and head.isalnum() else ""
        return f"{prefix}…{value[-TAIL:]}" if value[-TAIL:].isalnum() else f"{prefix}…"
    if kind is Kind.PII and "@" in value:
        local, _, domain = value.partition("@")
        return f"{local[:1]}…@{domain[:1]}….{domain.rpartition('.')[2]}" if local and "." in domain else "…@…"
    if kind is Kind.PII:
        digits = sum(character.isdigit() for character in value)
        return f"…{value[-2:]}" if digits >= 8 and value[-2:].isdigit() else f"{value[:1]}…" if len(value) > 3 else "…"
    return "…"


def mask_file_name(name: str) -> str:
    """A file name reduced to its first letter, its length and its ending: names of files often name customers."""
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    if not dot or len(ending) > 5 or not ending.isalnum():
        stem, ending = stem + dot + ending, ""
    return f"{stem[:1]}…({len(stem)})" + (f".{ending.lower()}" if ending else "")


class Span(msgspec.Struct, frozen=True):
    """One more place of the same value in the same message; offsets in characters of the text at `place`."""

    place: str
    start: int
    end: int


class Finding(Discreet, msgspec.Struct, frozen=True):
    """What a detector claims, where, how surely, and why. `raw` is set only on request of the operator."""

    passage: Passage
    kind: Kind
    detector: str
    entity: str
    confidence: Confidence
    severity: Severity
    start: int
    end: int
    match: str
    fingerprint: str
    record: int  # number of the line or paragraph in the passage: findings that share it stand together
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    whose: str | None = None
    subject: str | None = None  # pseudonym of the person, as far as records tell
    category: str | None = None
    identifier: str | None = None
    also_at: tuple[Span, ...] = ()
    links: Hidden[tuple[str, ...]] = ()  # what joins the findings of one subject; never leaves the scan
    raw: Hidden[Secret | None] = None


def timestamp(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with ``Z``, to the second."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
