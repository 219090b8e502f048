"""shared_conversations.json: the links that show a chat to whoever has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatscrub.archive import Member, Share
from chatscrub.model.conversation import Account, Audience, Conversation, ObjectKind, Passage, Role, SharedLink
from chatscrub.model.outcome import Skipped
from chatscrub.sources.chatgpt.members import objects, text_of

_ASKED = "asked"
_ADDRESSABLE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{7,127}")


def chat_url(conversation_id: str | None) -> str | None:
    """The page of a chat; None for ids that a browser made up and that no page stands behind."""
    if conversation_id is None or conversation_id.startswith("client-created"):
        return None
    return f"https://chatgpt.com/c/{conversation_id}" if _ADDRESSABLE.fullmatch(conversation_id) else None


class Links:
    """The shared links of an archive, by conversation."""

    def __init__(self, members: Sequence[Member], share: Share | None = None) -> None:
        self._share = share
        self.skipped: list[Skipped] = []
        self._of: dict[str, list[SharedLink]] = {}
        self._titles: dict[str, str] = {}
        heard = share.heard if share is not None else ()
        self._asked = {str(note[1]) for note in heard if note[0] == _ASKED}
        for member in members:
            for entry in objects(member):
                if isinstance(entry, Skipped):
                    self.skipped.append(entry)
                else:
                    self._take(entry)

    def of(self, conversation_id: str | None) -> tuple[SharedLink, ...]:
        """The links to a chat."""
        if conversation_id is None or conversation_id not in self._of:
            return ()
        if self._share is not None:
            self._share.tell(_ASKED, conversation_id)
        self._asked.add(conversation_id)
        return tuple(self._of[conversation_id])

    def leftover(self, account: Account) -> Iterator[Conversation | Passage]:
        """Links to chats that `of` was not asked for: their chat is not in the export, but its copy may be public."""
        for conversation_id, links in self._of.items():
            if conversation_id in self._asked:
                continue
            title = self._titles.get(conversation_id, "")
            conversation = Conversation(
                account.provider,
                conversation_id,
                account,
                object=ObjectKind.SHARED_LINK,
                title=title,
                url=chat_url(conversation_id),
                audience=Audience.PUBLIC,
                shared_links=tuple(links),
            )
            yield conversation
            if title:
                yield Passage(
                    conversation,
                    title,
                    "title",
                    account,
                    role=Role.OTHER,
                    object=ObjectKind.SHARED_LINK,
                    object_id=links[0].id,
                    url=links[0].url,
                )

    def _take(self, entry: dict[str, object]) -> None:
        share, conversation_id = text_of(entry.get("id")), text_of(entry.get("conversation_id"))
        if share is None or conversation_id is None or not _ADDRESSABLE.fullmatch(share):
            return
        anonymous = entry.get("is_anonymous")
        link = SharedLink(
            share, f"https://chatgpt.com/share/{share}", anonymous if isinstance(anonymous, bool) else None
        )
        links = self._of.setdefault(conversation_id, [])
        if link not in links:
            links.append(link)
        if (title := text_of(entry.get("title"))) is not None:
            self._titles.setdefault(conversation_id, title)
