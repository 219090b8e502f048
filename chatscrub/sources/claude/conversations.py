"""``conversations.json``: one record a chat, with every edited and repeated message in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.model.conversation import Branch, Conversation, Passage, Role
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import PROVIDER, Directory, account_uuid, identifier
from chatscrub.sources.claude.blocks import without_structure
from chatscrub.sources.claude.messages import files_without_text, message_id, passages, plain_passage

SITE = "https://claude.ai"
_ID = re.compile(r"[0-9A-Za-z_-]{1,80}")
_CHAT_ADDRESS = re.compile(r"https://claude\.ai/chat/[0-9A-Za-z_-]{1,80}")
_API_ID = "claude_chat_"  # of the Compliance API; its chats say their address under `href`
_READ = frozenset(
    [
        "name",
        "title",
        "summary",
        "chat_messages",
        "account",
        "user",
        "organization_id",
        "organization_uuid",
        "project_id",
        "project_uuid",
        "href",
        "model",
        "current_leaf_message_uuid",
        "deleted_at",
        "platform",
    ]
)


def address(kind: str, identity: str | None) -> str | None:
    """``https://claude.ai/<kind>/<id>``, None where the id is not one."""
    return f"{SITE}/{kind}/{identity}" if identity and _ID.fullmatch(identity) else None


def conversation_events(record: dict[str, object], directory: Directory) -> Iterator[Event]:
    """A chat, its passages, and the files that it mentions only by name."""
    conversation = _conversation(record, directory)
    yield conversation
    found = list(_own_passages(record, conversation))
    listed = record.get("chat_messages")
    messages: list[object] = listed if isinstance(listed, list) else []
    branches = shown_branch(messages, record.get("current_leaf_message_uuid"))
    others: list[dict[str, object]] = []
    for index, message in enumerate(messages):
        if (plain := plain_passage(message, conversation, branches[index])) is not None:
            found.append(plain)
            continue
        found += passages(message, index, conversation, branches[index])
        if isinstance(message, dict):
            others.append(message)
    yield found
    for other in others:
        yield from files_without_text(other, conversation.id)


def shown_branch(messages: list[object], leaf: object = None) -> list[Branch]:
    """For each message whether the pages show it, or only reach it with the arrows.

    Shown is the chain of parents from the last message, or from `leaf` where a message has that id. Messages of before
    2026 name no parent: they stand in one line.
    """
    parents: list[str | None] = []
    position: dict[str, int] = {}
    last = -1
    for index, message in enumerate(messages):
        parent = identifier(message.get("parent_message_uuid")) if isinstance(message, dict) else None
        parents.append(parent)
        identity = message_id(message) if isinstance(message, dict) else None
        if identity is not None:
            position[identity] = index
            last = index
    shown: set[int] = set()
    current = position.get(leaf, last) if isinstance(leaf, str) else last
    while current >= 0 and current not in shown:
        shown.add(current)
        current = position.get(parents[current] or "", -1)
    return [
        Branch.CURRENT if parents[index] is None or index in shown else Branch.OTHER for index in range(len(messages))
    ]


def _conversation(record: dict[str, object], directory: Directory) -> Conversation:
    identity = identifier(record.get("uuid")) or identifier(record.get("id"))
    href = record.get("href")
    if isinstance(href, str) and _CHAT_ADDRESS.fullmatch(href):
        url: str | None = href
    else:
        url = None if identity and identity.startswith(_API_ID) else address("chat", identity)
    user = record.get("user")
    email = identifier(user.get("email_address")) if isinstance(user, dict) else None
    owner = account_uuid(record.get("account")) or account_uuid(user)
    name = record.get("name") or record.get("title")
    return Conversation(
        provider=PROVIDER,
        id=identity,
        account=directory.account(owner, email),
        title=name if isinstance(name, str) else "",
        url=url,
        created_at=moment(record.get("created_at")),
        updated_at=moment(record.get("updated_at")),
        project_id=identifier(record.get("project_uuid")) or identifier(record.get("project_id")),
    )


def _own_passages(record: dict[str, object], conversation: Conversation) -> Iterator[Passage]:
    """Name and summary, and whatever else stands beside the messages."""
    rest = without_structure({key: value for key, value in record.items() if key not in _READ})
    if not isinstance(record.get("chat_messages"), list):
        rest["chat_messages"] = record.get("chat_messages")
    named = (
        (record.get("name"), "name", Role.OTHER, Branch.CURRENT),
        (record.get("title"), "title", Role.OTHER, Branch.CURRENT),
        # The model writes the summary for itself; no page shows it.
        (record.get("summary"), "summary", Role.ASSISTANT, Branch.HIDDEN),
        (rest, "", Role.OTHER, Branch.HIDDEN),
    )
    for value, path, role, branch in named:
        for place, text in strings(value, path):
            yield own_passage(conversation, place, text, role, branch)


def own_passage(
    conversation: Conversation, place: str, text: str, role: Role = Role.OTHER, branch: Branch = Branch.CURRENT
) -> Passage:
    """A text of the object itself, apart from any message; dated by the first day it can have been there."""
    return Passage(
        conversation=conversation,
        text=text,
        place=place,
        owner=conversation.account,
        author=conversation.account.key if role is Role.USER else None,
        role=role,
        sent_at=conversation.created_at or conversation.updated_at,
        branch=branch,
        object=conversation.object,
        object_id=conversation.id,
        url=conversation.url,
    )
