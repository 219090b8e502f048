"""What an export says: accounts, conversations, and texts in their place."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from chatscrub.discreet import Discreet, Hidden


class AccountKind(StrEnum):
    """Who stands behind an account; only a person of the company gets a list of their own."""

    PERSON = "person"
    FORMER = "former"  # left the company: the chats remain, an admin must act
    BOT = "bot"  # an app or integration; `operator` names the person who owns it
    EXTERNAL = "external"  # a guest, a partner in a shared channel
    UNKNOWN = "unknown"  # an id that no directory of the export explains


class Account(msgspec.Struct, frozen=True):
    """A login at one provider.

    `email` is lower case. `label` is the name derived from folder or file, used when the export names nobody.
    """

    provider: str
    id: str | None = None
    email: str | None = None
    name: str | None = None
    label: str | None = None
    plan: str | None = None  # the vendor's own word, e.g. "plus"; None where the export does not tell
    kind: AccountKind = AccountKind.PERSON
    operator: str | None = None  # e-mail or id of the person responsible for a bot
    phone: str | None = None

    @property
    def key(self) -> str:
        """What identifies the account in reports: e-mail, else directory id, else label, else ``unknown``."""
        return self.email or self.id or self.label or "unknown"

    @property
    def ref(self) -> str:
        """What stays when a person changes name or address: directory id, else e-mail, else label."""
        return self.id or self.email or self.label or "unknown"


class ObjectKind(StrEnum):
    """What a person opens and deletes as one."""

    CONVERSATION = "conversation"
    PROJECT = "project"
    MEMORY = "memory"
    CUSTOM_INSTRUCTIONS = "custom_instructions"
    MESSAGE = "message"
    FILE = "file"
    SHARED_LINK = "shared_link"
    CANVAS = "canvas"
    ARTIFACT = "artifact"
    DESIGN_CHAT = "design_chat"
    CHANNEL = "channel"
    FEEDBACK = "feedback"


class Audience(StrEnum):
    """Who can read it today, from narrow to wide."""

    PRIVATE = "private"  # the account alone
    CLOSED = "closed"  # known members: a private channel, a DM, an invited artifact
    COMPANY = "company"  # everybody in the workspace or organisation
    EXTERNAL = "external"  # also people of another organisation
    PUBLIC = "public"  # whoever has the link
    UNKNOWN = "unknown"


class Branch(StrEnum):
    """Where a text stands among the versions of a chat."""

    CURRENT = "current"
    OTHER = "other"  # an edited or regenerated version, reachable with the arrows
    HIDDEN = "hidden"  # stored, but not shown by the vendor's pages


class Role(StrEnum):
    """Who wrote a text."""

    USER = "user"
    ASSISTANT = "assistant"
    SYSTEM = "system"
    TOOL = "tool"
    OTHER = "other"


class SharedLink(msgspec.Struct, frozen=True):
    """A link that shows a conversation to others; `url` opens it, `anonymous` hides the account's name."""

    id: str
    url: str
    anonymous: bool | None = None


class Conversation(Discreet, msgspec.Struct, frozen=True):
    """A chat, project, memory or channel: what a person can open as one, and mostly delete as one."""

    provider: str
    id: str | None
    account: Account
    object: ObjectKind = ObjectKind.CONVERSATION
    title: Hidden[str] = ""
    url: str | None = None
    audience: Audience = Audience.PRIVATE
    members: int | None = None
    shared_links: tuple[SharedLink, ...] = ()
    archived: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None
    project_id: str | None = None  # the project or custom GPT it belongs to
    files: tuple[str, ...] = ()  # masked names of files kept apart from the chat, e.g. in a library


class Passage(Discreet, msgspec.Struct, frozen=True, gc=False):
    """One text in its place, and the object that must go if the text must go.

    `place` is the JSON path inside the message. `owner` is who must act: in Slack the author, else the account.
    `object`, `object_id` and `url` name what is deleted (a Slack message, a project file, the chat itself).
    All times are UTC. Its repr leaves the text out.
    """

    # There is one for every message, so it is of the kind that is made fastest. The collector of cycles need not look
    # at it, for nothing that it holds can lead back to it.
    conversation: Conversation
    text: Hidden[str]
    place: str
    owner: Account
    message_id: str | None = None
    author: str | None = None
    role: Role = Role.OTHER
    sent_at: datetime | None = None
    branch: Branch = Branch.CURRENT
    object: ObjectKind = ObjectKind.CONVERSATION
    object_id: str | None = None
    url: str | None = None
    flags: tuple[str, ...] = ()  # e.g. "unfurl", "forward", "edited-away", "deleted-but-retained", "injected"
