"""What else reading an export brings: what failed, what cannot be in it, and what its holder should know."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from chatscrub.model.conversation import Account, Conversation, Passage


class Skipped(msgspec.Struct, frozen=True):
    """Something that should have been read and was not: the result is incomplete (exit code 3).

    `path` is relative to what was handed in, `outer.zip!/inner.zip:member` for members. `reason` is one sentence
    without content of the export, ending with what to do where something can be done. `count` is of how many things it
    speaks.
    """

    path: str
    reason: str
    count: int = 1


class NotScanned(msgspec.Struct, frozen=True):
    """Something whose text an export by its nature does not hold (file bytes, a canvas body). Not a failure.

    `what` is a plural noun that such things are counted under, e.g. ``uploaded files``. `name` is masked.
    """

    what: str
    name: str | None = None
    conversation_id: str | None = None
    count: int = 1


class Notice(msgspec.Struct, frozen=True):
    """One sentence about the export as a whole: a handling warning, or what this kind of export cannot contain."""

    text: str
    warning: bool = False


class Staff(msgspec.Struct, frozen=True):
    """The company's own people, as the directory of an export lists them; it comes before all passages."""

    accounts: tuple[Account, ...]


class Covers(msgspec.Struct, frozen=True):
    """Whose chats are all in the export as far as they exist, so that what is absent was deleted.

    For an account without conversations it is the only sign that the export is about it. `workspace` stands for all
    conversations of the export, whoever made them.
    """

    accounts: tuple[Account, ...] = ()
    workspace: Account | None = None


class Listed(msgspec.Struct, frozen=True):
    """An object that the export lists without its text: it exists. `kind` and `identity` as in `model.identity`."""

    account: Account
    kind: str
    identity: str


Present = Mapping[Account, Mapping[bytes, bool]]
"""Objects by the account or workspace whose export shows them: key → whether it is a conversation. One that was told
before may come again."""

Told = Conversation | Skipped | NotScanned | Notice | Staff | Covers | Listed
"""What a source says apart from texts."""

Event = Passage | list[Passage] | Told
"""What a source yields. A `Conversation` comes before its passages, and its passages follow without a break: one by one,
or many of them as one list, in the same order, which costs less for each."""
