"""Objects and events of the Compliance API → events of ours."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from hashlib import blake2b

from msgspec.structs import replace

from chatscrub.model.conversation import Account, Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event, Skipped
from chatscrub.sources.chatgpt_compliance.messages import (
    Standing,
    current_messages,
    files,
    flags_of,
    is_instructions,
    listed,
    passages,
    text_of,
    worth_reading,
)

PROVIDER = "chatgpt"
PLAN = "enterprise"
SETTINGS_URL = "https://chatgpt.com/#settings/Personalization"

_PREFIX = "compliance.workspace."
_MOST_DIGESTS = 200_000  # some 20 MB; beyond that texts repeat, which costs time only
_ADDRESSABLE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{7,127}")
_KINDS = {
    "memory": ObjectKind.MEMORY,
    "project": ObjectKind.PROJECT,
    "canvas": ObjectKind.CANVAS,
    "textdoc": ObjectKind.CANVAS,
    "shared_link": ObjectKind.SHARED_LINK,
}
_NO_CONTENT = frozenset({"AUTH_LOG", "USER_LOG", "compliance.workspace.user", "compliance.workspace.users"})
_EVENT_TYPE = re.compile(r"[A-Z][A-Z0-9_]{2,63}")
_EVENT_FRAME = frozenset({"event_id", "type", "principal", "actor", "timestamp"})
_CONVERSATION_KEYS = frozenset(
    {"object", "id", "user_id", "user_email", "created_at", "last_active_at", "title", "project_id", "messages"}
)
_ACCOUNT_KEYS = frozenset(
    {"object", "id", "user_id", "user_email", "owner_id", "owner_email", "creator_id", "creator_email", "created_at"}
)


class ComplianceReader:
    """Reads elements one after the other; in a log, what follows of one chat stays under one conversation."""

    def __init__(self, label: str | None) -> None:
        self._label = label
        self._accounts: dict[tuple[str | None, str | None], Account] = {}
        self._seen: set[bytes] = set()
        self._open: Conversation | None = None
        self._open_key: tuple[str, str | None, Account] | None = None
        self._after: list[Event] = []

    def read(self, element: object, name: str, index: int) -> Iterator[Event]:
        """The events of one element; `name` and `index` say where it stands."""
        kind = element.get("object") if isinstance(element, dict) else None
        if isinstance(element, dict) and kind == "list" and isinstance(element.get("data"), list):
            for each in listed(element):  # pages joined into one file
                yield from self._one(each, name, index)
        else:
            yield from self._one(element, name, index)

    def finish(self) -> Iterator[Event]:
        """What was kept back until the open conversation ends. At the end of a member."""
        self._open = self._open_key = None
        after, self._after = self._after, []
        yield from after

    def _one(self, element: object, name: str, index: int) -> Iterator[Event]:
        if not isinstance(element, dict):
            yield Skipped(name, f"element {index + 1:,} is not an object; download it again")
            return
        kind = element.get("object")
        if isinstance(element.get("event_id"), str) and "type" in element:
            yield from self._event(element)
        elif kind == f"{_PREFIX}conversation" or "messages" in element:
            yield from self.finish()
            yield from self._conversation(element, name, index)
        elif not (isinstance(kind, str) and kind in _NO_CONTENT):
            yield from self.finish()
            yield from self._other_object(element, kind if isinstance(kind, str) else "")

    def _conversation(self, element: dict[str, object], name: str, index: int) -> Iterator[Event]:
        pages = element.get("messages")
        messages = [each for each in listed(pages) if isinstance(each, dict)]
        projects = (text_of(message.get("project_id")) for message in messages)
        conversation = self._described(
            element,
            self._account(element.get("user_id"), element.get("user_email")),
            updated=element.get("last_active_at"),
            project=text_of(element.get("project_id")) or next((each for each in projects if each), None),
        )
        flags = flags_of(element)
        yield conversation
        yield from _title(conversation, flags)
        current = current_messages(messages)
        for position, message in enumerate(messages):
            branch = Branch.CURRENT if position in current else Branch.OTHER
            yield from self._message(message, conversation, Standing(branch, flags_of(element, message)))
        rest = {key: value for key, value in element.items() if key not in _CONVERSATION_KEYS}
        if len(messages) < len(listed(pages)) or (pages and not listed(pages)):
            others = [each for each in listed(pages) if not isinstance(each, dict)]
            rest["messages"] = others or pages  # not the shape that is known: read as text
        yield from _walked(rest, conversation, flags=flags)
        if isinstance(pages, dict) and pages.get("has_more") is True:
            reason = f"the conversation in element {index + 1:,} has more messages than this file holds; get its next page too"
            yield Skipped(name, reason)
        yield from self.finish()

    def _event(self, event: dict[str, object]) -> Iterator[Event]:
        kind = event.get("type")
        if isinstance(kind, str) and kind in _NO_CONTENT:
            return
        actor = event.get("actor")
        actor = actor if isinstance(actor, dict) else {}
        account = self._account(actor.get("user_id"), actor.get("user_email"))
        about = event.get("conversation")
        message = event.get("message")
        if isinstance(about, dict) and isinstance(message, dict):
            conversation = yield from self._opened(("chat", text_of(about.get("id")), account), about)
            yield from self._message(message, conversation, Standing(flags=flags_of(about, message, event)))
            rest = {key: each for key, each in event.items() if key not in _EVENT_FRAME and key != "message"}
            rest["conversation"] = {key: each for key, each in about.items() if key not in _CONVERSATION_KEYS}
        else:
            word = kind if isinstance(kind, str) and _EVENT_TYPE.fullmatch(kind) else None
            conversation = yield from self._opened(("log", word, account), {})
            rest = {key: each for key, each in event.items() if key not in _EVENT_FRAME}
        yield from _walked(
            rest,
            conversation,
            flags=flags_of(about, event),
            message_id=text_of(event.get("event_id")),
            sent_at=event.get("timestamp"),
        )

    def _opened(
        self, key: tuple[str, str | None, Account], about: dict[str, object]
    ) -> Generator[Event, None, Conversation]:
        """The conversation that an event belongs to: the open one, or a new one that is yielded first."""
        if self._open is not None and self._open_key == key:
            return self._open
        yield from self.finish()
        sort, identity, account = key
        if sort == "log":
            conversation = Conversation(PROVIDER, identity, account, ObjectKind.FILE, title=identity or "")
        else:
            conversation = self._described(about, account, updated=None, project=text_of(about.get("project_id")))
        self._open, self._open_key = conversation, key
        yield conversation
        if sort == "chat" and self._is_new("title", account, f"{identity}\0{conversation.title}"):
            yield from _title(conversation, flags_of(about))
        return conversation

    def _described(
        self, about: dict[str, object], account: Account, *, updated: object, project: str | None
    ) -> Conversation:
        identity = text_of(about.get("id"))
        return Conversation(
            PROVIDER,
            identity,
            account,
            title=text_of(about.get("title")) or "",
            url=f"https://chatgpt.com/c/{identity}" if identity and _ADDRESSABLE.fullmatch(identity) else None,
            archived=about.get("is_archived") is True,
            created_at=moment(about.get("created_at")),
            updated_at=moment(updated),
            project_id=project,
        )

    def _message(self, message: dict[str, object], conversation: Conversation, standing: Standing) -> Iterator[Event]:
        self._after.extend(files(message, conversation.id))
        found = passages(message, conversation, standing)
        if not is_instructions(message):
            yield from found
            return
        account = conversation.account
        new = [each for each in found if self._is_new("instructions", account, each.text.strip())]
        if new:
            setting = Conversation(
                PROVIDER, None, account, ObjectKind.CUSTOM_INSTRUCTIONS, title="Custom instructions", url=SETTINGS_URL
            )
            self._after.append(setting)
            for each in new:
                self._after.append(
                    replace(
                        each,
                        conversation=setting,
                        object=ObjectKind.CUSTOM_INSTRUCTIONS,
                        object_id="custom-instructions",
                        url=SETTINGS_URL,
                    )
                )

    def _other_object(self, element: dict[str, object], kind: str) -> Iterator[Event]:
        """An object that is no chat: a memory, a project, a canvas, or one that is new."""
        email = element.get("user_email") or element.get("owner_email") or element.get("creator_email")
        user = element.get("user_id") or element.get("owner_id") or element.get("creator_id")
        conversation = Conversation(
            PROVIDER,
            text_of(element.get("id")),
            self._account(user, email),
            _KINDS.get(kind.removeprefix(_PREFIX), ObjectKind.FILE),
            title=text_of(element.get("title")) or text_of(element.get("name")) or "",
            created_at=moment(element.get("created_at")),
        )
        rest = {key: value for key, value in element.items() if key not in _ACCOUNT_KEYS}
        found = list(_walked(rest, conversation, flags=flags_of(element)))
        if found:
            yield conversation
            yield from found

    def _account(self, user: object, email: object) -> Account:
        identity, address = text_of(user), text_of(email)
        address = address.strip().lower() if address else None
        known = self._accounts.get((identity, address))
        if known is None:
            label = None if identity or address else self._label
            known = Account(PROVIDER, id=identity, email=address, label=label, plan=PLAN)
            self._accounts[identity, address] = known
        return known

    def _is_new(self, sort: str, account: Account, text: str) -> bool:
        written = f"{sort}\0{account.key}\0{text}".encode("utf-8", "replace")
        digest = blake2b(written, digest_size=16).digest()
        if digest in self._seen:
            return False
        if len(self._seen) >= _MOST_DIGESTS:
            self._seen.clear()
        self._seen.add(digest)
        return True


def _title(conversation: Conversation, flags: tuple[str, ...]) -> Iterator[Passage]:
    if conversation.title:
        yield Passage(
            conversation,
            conversation.title,
            "title",
            conversation.account,
            sent_at=conversation.created_at,
            object_id=conversation.id,
            url=conversation.url,
            flags=flags,
        )


def _walked(
    values: dict[str, object],
    conversation: Conversation,
    *,
    flags: tuple[str, ...],
    message_id: str | None = None,
    sent_at: object = None,
) -> Iterator[Passage]:
    """Every text of keys that this version does not know, or of objects that have no messages."""
    for place, text in worth_reading(values, ""):
        yield Passage(
            conversation,
            text,
            place,
            conversation.account,
            message_id,
            conversation.account.email or conversation.account.id if message_id else None,
            Role.USER if message_id else Role.OTHER,
            moment(sent_at),
            object=conversation.object,
            object_id=conversation.id,
            url=conversation.url,
            flags=flags,
        )
