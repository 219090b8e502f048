"""Files beside the chats: what the library lists, how uploads were called, and which message mentions which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatscrub.archive import Member
from chatscrub.model.conversation import Account, Conversation, ObjectKind, Passage
from chatscrub.model.finding import mask_file_name
from chatscrub.model.identity import LIBRARY
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Listed, NotScanned, Skipped
from chatscrub.sources.chatgpt.members import objects, text_of, whole
from chatscrub.sources.chatgpt.texts import plain_parts

LIBRARY_URL = "https://chatgpt.com/library"
UPLOADED = "uploaded files"
GENERATED = "generated files"
RECORDED = "voice recordings"
IN_LIBRARY = "library files"

_POINTER = re.compile(r"(?:file-service|sediment)://([\w-]{1,100})", re.ASCII)
_SCHEMES = ("file-service://", "sediment://")
_ASSET_ID = re.compile(r"file[-_][0-9A-Za-z]{10,64}")


def asset_id(name: str) -> str | None:
    """``file-AbC…`` of a member's name, a pointer or an entry of the name table."""
    found = _ASSET_ID.match(name.rpartition("/")[2])
    return found[0] if found else None


def mentions(
    message: dict[str, object], metadata: dict[str, object], *, by_user: bool
) -> dict[str, tuple[str, str | None]]:
    """The files of a message: asset id → what it is, and the name that the message itself gives."""
    found: dict[str, tuple[str, str | None]] = {}
    attachments = metadata.get("attachments")
    for index, entry in enumerate(attachments if isinstance(attachments, list) else ()):
        if isinstance(entry, dict):
            identity = text_of(entry.get("id")) or text_of(entry.get("file_id")) or f"#{index}"
            found[identity] = UPLOADED, text_of(entry.get("name"))
    content = message.get("content")
    if isinstance(content, dict) and plain_parts(content) is not None and not any(map(_points, content["parts"])):
        return found  # nine messages of ten
    stack: list[tuple[object, str]] = [(content, UPLOADED if by_user else GENERATED)]
    while stack:
        value, what = stack.pop()
        if isinstance(value, str):
            if pointer := _POINTER.match(value):
                found.setdefault(pointer[1], (what, None))
            continue
        if isinstance(value, dict):
            kind = value.get("content_type")
            if isinstance(kind, str) and ("audio" in kind or "video" in kind):
                what = RECORDED
            value = value.values()
        elif not isinstance(value, list):
            continue
        stack += [
            (child, what)
            for child in value
            if (_points(child) if isinstance(child, str) else isinstance(child, dict | list))
        ]
    return found


def _points(text: str) -> bool:
    return text.startswith(_SCHEMES)


class Files:
    """The library and the name table of an archive; their size goes with the number of files, so they are kept whole."""

    def __init__(self, library: Sequence[Member], names: Sequence[Member]) -> None:
        self.skipped: list[Skipped] = []
        self._names: dict[str, str] = {}
        self._entries: dict[str, dict[str, object]] = {}
        self._of_conversation: dict[str, list[str]] = {}
        for member in names:
            self._take_names(member)
        for member in library:
            for entry in objects(member):
                if isinstance(entry, Skipped):
                    self.skipped.append(entry)
                else:
                    self._take_entry(entry)

    def name_of(self, asset: str) -> str | None:
        """The name under which a file was uploaded; hostile, and it may name a person."""
        return self._names.get(asset)

    def of_conversation(self, conversation_id: str | None) -> tuple[str, ...]:
        """Masked names of the library files that came out of a chat. They stay when the chat is deleted."""
        return tuple(self._of_conversation.get(conversation_id or "", ()))

    def entry_of(self, asset: str) -> dict[str, object] | None:
        """What the library says about a file."""
        return self._entries.get(asset)

    def names(self, account: Account) -> Iterator[Conversation | Passage]:
        """The names of library files as texts: they are deleted in the library, not with a chat."""
        library = Conversation(
            account.provider, None, account, object=ObjectKind.FILE, title="ChatGPT library", url=LIBRARY_URL
        )
        named = [
            (key, entry, name) for key, entry in self._entries.items() if (name := text_of(entry.get("file_name")))
        ]
        if named:
            yield library
        for key, entry, name in named:
            identity = None if key.startswith("#") else key
            yield Passage(
                library,
                name,
                "file_name",
                account,
                message_id=identity,
                sent_at=moment(entry.get("created_at")) or moment(entry.get("file_upload_time")),
                object=ObjectKind.FILE,
                object_id=identity,
                url=LIBRARY_URL,
            )

    def listed(self, account: Account) -> Iterator[Listed]:
        """That the files of a chat are in the library, also when the chat itself is gone."""
        for conversation_id in self._of_conversation:
            yield Listed(account, LIBRARY, conversation_id)

    def not_scanned(self, read: set[str]) -> Iterator[NotScanned]:
        """The library files whose text is not among those that were read (asset ids)."""
        for key, entry in self._entries.items():
            if key not in read:
                name = text_of(entry.get("file_name"))
                yield NotScanned(IN_LIBRARY, mask_file_name(name) if name else None, _thread(entry))

    def _take_names(self, member: Member) -> None:
        value = whole(member)
        if isinstance(value, Skipped):
            self.skipped.append(value)
        elif isinstance(value, dict):
            for key, name in value.items():
                leaf = name.replace("\\", "/").rpartition("/")[2] if isinstance(name, str) else ""
                if leaf and (asset := asset_id(key)) is not None:
                    self._names[asset] = leaf

    def _take_entry(self, entry: dict[str, object]) -> None:
        self._entries[text_of(entry.get("file_id")) or f"#{len(self._entries)}"] = entry
        thread, name = _thread(entry), text_of(entry.get("file_name"))
        if thread is not None and name is not None:
            self._of_conversation.setdefault(thread, []).append(mask_file_name(name))


def _thread(entry: dict[str, object]) -> str | None:
    return text_of(entry.get("origination_thread_id")) or text_of(entry.get("initiating_conversation_id"))
