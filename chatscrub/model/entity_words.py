"""The names of entities as people read them."""

from __future__ import annotations

_ACRONYMS = frozenset({"IBAN", "SSN", "NHS", "AWS", "GCP", "URL", "IP", "US", "UK", "DE", "FR", "IT", "ES", "NL", "AT", "CH",
    "API", "SSH", "JWT", "PEM", "ID", "VAT", "SWIFT", "BIC", "PAN", "EU", "MAC", "DB", "SMTP", "OTP", "MFA"})  # fmt: skip


def entity_words(entity: str) -> str:
    """An entity as people read it: ``IBAN_CODE`` → ``IBAN code``."""
    words = (word if word in _ACRONYMS else word.lower() for word in entity.split("_") if word)
    return " ".join(words) or "credential"
