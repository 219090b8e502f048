"""What names an object for ever: the vendor's own ids, so that the next export shows whether it is still there."""

from __future__ import annotations

from hashlib import blake2b

from chatscrub.model.conversation import Conversation, ObjectKind, Passage
from chatscrub.model.finding import timestamp

RETAINED_FLAGS = frozenset({"edited-away", "deleted-but-retained"})
"""Flags of text that its author took away and the workspace kept: an object of its own, which an admin must remove."""
RETAINED = "retained"
LIBRARY = "library"
"""The kind of the files that are kept apart from a conversation."""
CREDENTIAL = "credential"


def conversation_identity(conversation: Conversation, title: str) -> str:
    """Id or address; where there is neither, account, time and (masked) title."""
    return (
        conversation.id
        or conversation.url
        or f"{conversation.account.ref}\0{timestamp(conversation.created_at)}\0{title}"
    )


def object_identity(conversation: Conversation, title: str, kind: str, object_id: str | None, url: str | None) -> str:
    """The identity of an object in a conversation; a message has its id only within its conversation.

    `kind` is a word of `ObjectKind`, or ``retained``.
    """
    holder = conversation_identity(conversation, title)
    own = object_id or url
    if own is None:
        return holder if kind == conversation.object.value else f"{holder}\0{kind}"
    return f"{holder}\0{own}" if kind in (ObjectKind.MESSAGE.value, RETAINED) else own


def object_key(provider: str, kind: str, identity: str) -> bytes:
    """16 bytes that stand for an object; no raw value goes into them."""
    joined = "\0".join((provider, kind, identity))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def passage_key(passage: Passage, title: str) -> bytes:
    """The key of the object that must go if the text of a passage must go. `title` is the conversation's, masked."""
    conversation = passage.conversation
    kind = passage.object.value if RETAINED_FLAGS.isdisjoint(passage.flags) else RETAINED
    object_id, url = passage.object_id, passage.url
    if passage.object is conversation.object:
        object_id, url = object_id or conversation.id, url or conversation.url
    return object_key(conversation.provider, kind, object_identity(conversation, title, kind, object_id, url))


def conversation_key(conversation: Conversation, title: str) -> bytes:
    """The key of a conversation as an object."""
    return object_key(conversation.provider, conversation.object.value, conversation_identity(conversation, title))
