"""What else reading an export brings: what failed, what cannot be in it, and what its holder should know."""

from __future__ import annotations

from dataclasses import dataclass

from chatscrub.model.conversation import Account, Conversation, Passage


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that should have been read and was not: the result is incomplete (exit code 3).

    `path` is relative to what was handed in, `outer.zip!/inner.zip:member` for members. `reason` is one sentence
    without content of the export, ending with what to do where something can be done.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotScanned:
    """Something whose text an export by its nature does not hold (file bytes, a canvas body). Not a failure.

    `what` is a plural noun that such things are counted under, e.g. ``uploaded files``. `name` is masked.
    """

    what: str
    name: str | None = None
    conversation_id: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about the export as a whole: a handling warning, or what this kind of export cannot contain."""

    text: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """The company's own people, as the directory of an export lists them; it comes before all passages."""

    accounts: tuple[Account, ...]


Event = Conversation | Passage | Skipped | NotScanned | Notice | Staff
"""What a source yields. A `Conversation` comes before its passages, and its passages follow without a break."""
