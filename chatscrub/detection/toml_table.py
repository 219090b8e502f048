"""A TOML table read strictly: what is unknown, missing or of the wrong type is named with its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from chatscrub.errors import PackError


class Table(msgspec.Struct, frozen=True):
    """A TOML table read strictly; `where` begins every error."""

    values: Any
    where: str
    allowed: set[str]

    def __post_init__(self) -> None:
        if not isinstance(self.values, dict):
            raise PackError(f"{self.where} must be a table")
        unknown = sorted(set(self.values) - self.allowed)
        if unknown:
            raise self.wrong(unknown[0], f"is no field here; allowed are {', '.join(sorted(self.allowed))}")

    def wrong(self, field: str, message: str) -> PackError:
        """The error to raise about a field."""
        return PackError(f"{self.where} {field} {message}")

    def must(self, holds: bool, field: str, message: str) -> None:  # noqa: FBT001 - reads as an assertion
        """Raises PackError about a field unless something holds."""
        if not holds:
            raise self.wrong(field, message)

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "must be a text" if key in self.values else "is missing; it must be a text")
        return value

    def optional(self, key: str) -> str | None:
        """A text that may be missing."""
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where it is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """A text that must be one of those allowed."""
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(key, f"must be one of {', '.join(allowed)}")
        return value
