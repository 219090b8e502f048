"""One conversation object → its events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chatscrub.archive import Share
from chatscrub.model.conversation import Account, Audience, Conversation, ObjectKind, Passage
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event
from chatscrub.model.strings import is_field_name, strings
from chatscrub.sources.chatgpt.accounts import PROVIDER
from chatscrub.sources.chatgpt.branches import current_nodes
from chatscrub.sources.chatgpt.files import Files
from chatscrub.sources.chatgpt.links import Links, chat_url
from chatscrub.sources.chatgpt.members import text_of
from chatscrub.sources.chatgpt.nodes import NodeReader
from chatscrub.sources.chatgpt.personalization import Personalization
from chatscrub.sources.chatgpt.structure import is_structural
from chatscrub.sources.chatgpt.texts import Home, plain

# Ids, switches and slugs, left out where their value has the form of one.
_STRUCTURE = re.compile(
    r"id|conversation_id|current_node|conversation_template_id|gizmo_id|gizmo_type|default_model_slug"
    r"|model_slug|memory_scope|context_scopes|voice|disabled_tool_ids|plugin_ids|conversation_origin"
    r"|workspace_id|sugar_item_id|create_time|update_time"
)
_SLUG = re.compile(r"[0-9A-Za-z_.:/-]{0,64}")
_WITHOUT_TEXT = (bool, float, int)

PERSONAL = "personal"


class ConversationReader:
    """Reads the conversations of one archive, with what its other files say about them."""

    def __init__(self, links: Links, files: Files, share: Share | None = None) -> None:
        self._links = links
        self._files = files
        self._share = share
        self._personalization = Personalization(share.salt if share is not None else b"")

    def read(self, value: dict[str, object], account: Account) -> Iterator[Event]:
        """The conversation, its title, every text of every node, and the files whose text is not in it.

        Custom instructions and memories that it repeats come after it, under their own setting.
        """
        yield from self._chat(value, account)
        if self._share is None or self._share.is_last:
            yield from self._personalization.drain()
        elif digests := self._personalization.taken_back():
            # Which of these texts are new is known when all parts are read.
            self._share.tell(PERSONAL, *self._share.element, digests)

    def settings(self, value: dict[str, object], account: Account) -> Iterator[Conversation | Passage]:
        """Only the custom instructions and memories of a chat that was read in another part."""
        for _ in self._chat(value, account):
            pass
        yield from self._personalization.drain()

    def _chat(self, value: dict[str, object], account: Account) -> Iterator[Event]:
        conversation = self._conversation(value, account)
        yield conversation
        mapping = value.get("mapping")
        nodes: dict[str, object] = mapping if isinstance(mapping, dict) else {}
        reader = NodeReader(conversation, current_nodes(nodes, value.get("current_node")), self._files)
        found = list(_own_texts(value, conversation))
        plain_of = reader.plain
        for key, node in nodes.items():
            if (plain_one := plain_of(key, node)) is not None:
                found.append(plain_one)
                continue
            for passage, home in reader.read(key, node):
                if home in (Home.MEMORY, Home.CHAT_AND_MEMORY):
                    self._personalization.add(ObjectKind.MEMORY, passage)
                elif home is Home.INSTRUCTIONS:
                    self._personalization.add(ObjectKind.CUSTOM_INSTRUCTIONS, passage)
                if home in (Home.CHAT, Home.CHAT_AND_MEMORY):
                    found.append(passage)
        yield found
        yield from reader.not_scanned.values()

    def _conversation(self, value: dict[str, object], account: Account) -> Conversation:
        identity = text_of(value.get("conversation_id")) or text_of(value.get("id"))
        links = self._links.of(identity)
        projects = (text_of(value.get(key)) for key in ("gizmo_id", "conversation_template_id"))
        return Conversation(
            PROVIDER,
            identity,
            account,
            title=plain(text_of(value.get("title")) or ""),
            url=chat_url(identity),
            audience=Audience.PUBLIC if links else Audience.PRIVATE,
            shared_links=links,
            archived=value.get("is_archived") is True,
            created_at=moment(value.get("create_time")),
            updated_at=moment(value.get("update_time")),
            project_id=next((each for each in projects if each and each.startswith("g-p-")), None),
            files=self._files.of_conversation(identity),
        )


def _own_texts(value: dict[str, object], conversation: Conversation) -> Iterator[Passage]:
    """The title, and whatever else stands beside the mapping: addresses of pages, keys that are new."""
    unknown = {key: extra for key, extra in value.items() if not _is_known(key, extra)}
    texts = strings(unknown, "") if unknown else ()
    found = [(place, plain(text)) for place, text in texts if not is_structural(place, text)]
    for place, text in [("title", conversation.title), *found] if conversation.title else found:
        yield Passage(
            conversation,
            text,
            place,
            conversation.account,
            sent_at=conversation.created_at if place == "title" else None,
            object_id=conversation.id,
            url=conversation.url,
        )


def _is_known(key: str, value: object) -> bool:
    """Whether a value beside the mapping holds no text, as nearly all do."""
    if not is_field_name(key):
        return False
    if value is None or type(value) in _WITHOUT_TEXT:
        return True
    if isinstance(value, str):
        return key == "title" or (_is_structure(key) and _SLUG.fullmatch(value) is not None)
    if key == "mapping":
        return isinstance(value, dict)
    return (
        isinstance(value, list)
        and _is_structure(key)
        and all(isinstance(each, str) and _SLUG.fullmatch(each) for each in value)
    )


@lru_cache(maxsize=1 << 10)
def _is_structure(key: str) -> bool:
    return _STRUCTURE.fullmatch(key) is not None
