"""Words that options take."""

from __future__ import annotations

from enum import StrEnum


class ConfidenceWord(StrEnum):
    """What ``--min-confidence`` takes."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ThresholdWord(StrEnum):
    """What ``--fail-on`` takes."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"
    NEVER = "never"


class LanguageWord(StrEnum):
    """What ``--lang`` takes."""

    DE = "de"
    EN = "en"
    ES = "es"
    FR = "fr"
    IT = "it"
    NL = "nl"
