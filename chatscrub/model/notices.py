"""How the operator wants messages to employees: who they are from, and what they may hold."""

from __future__ import annotations

import msgspec

DUE_DAYS = 14


class NoticeSettings(msgspec.Struct, frozen=True):
    """`sender` is the address that messages are from, `contact` whom to ask, `reference` what a call can be about.

    `titles` lets titles of chats into messages, which may hold personal data. `due_days` is for what is neither a
    credential nor a shared link. `language` is that of the digest for IT.
    """

    sender: str | None = None
    contact: str | None = None
    reference: str | None = None
    titles: bool = False
    due_days: int = DUE_DAYS
    language: str = "en"
