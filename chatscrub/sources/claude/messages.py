"""One chat message → its passages, and the files whose bytes the export does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chatscrub.model.conversation import Branch, Conversation, Passage, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import NotScanned
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import identifier
from chatscrub.sources.claude.blocks import INJECTED, Text, content_texts, without_structure
from chatscrub.sources.claude.plain import PLACE, plain_text

UPLOADED = "uploaded files"
_ROLES = {
    "human": Role.USER,
    "user": Role.USER,
    "assistant": Role.ASSISTANT,
    "system": Role.SYSTEM,
    "tool": Role.TOOL,
}
_READ = frozenset({"content", "text", "attachments", "files", "parent_message_uuid"})
_NAMES = ("file_name", "filename", "name")
_EXTRACTED = ("extracted_content", "extracted_text", "content")


def message_id(message: dict[str, object]) -> str | None:
    """The message's ``uuid``, or ``id`` where it comes from the Compliance API."""
    return identifier(message.get("uuid")) or identifier(message.get("id"))


def role_of(message: dict[str, object]) -> Role:
    """Who wrote it: ``sender`` in exports, ``role`` in the Compliance API."""
    sender = message.get("sender") or message.get("role")
    return _ROLES.get(sender, Role.OTHER) if isinstance(sender, str) else Role.OTHER


def message_texts(message: dict[str, object]) -> Iterator[Text]:
    """Each text of a message once, in its first place.

    ``text`` is the vendor's lossy copy of ``content`` (thinking mixed in, placeholders for tools). It is read only where the
    content says nothing of its own.
    """
    seen: set[str] = set()
    spoken = False
    for each in content_texts(message.get("content"), "content"):
        spoken = spoken or INJECTED not in each.flags
        if each.text not in seen:
            seen.add(each.text)
            yield each
    for each in _texts_beside_content(message, spoken=spoken):
        if each.text not in seen:
            seen.add(each.text)
            yield each


def _texts_beside_content(message: dict[str, object], *, spoken: bool) -> Iterator[Text]:
    if not spoken:
        yield from (Text(place, text) for place, text in strings(message.get("text"), "text"))
    for key in ("attachments", "files"):
        yield from (Text(place, text) for place, text in strings(_without_structure(message.get(key)), key))
    unknown = {key: value for key, value in message.items() if key not in _READ}
    yield from (Text(place, text) for place, text in strings(without_structure(unknown), ""))


def _without_structure(value: object) -> object:
    """Attachments and files as they are listed, without ids and types: their keys are the format's."""
    if isinstance(value, list):
        return [without_structure(each) if isinstance(each, dict) else each for each in value]
    return value


def files_without_text(message: dict[str, object], conversation_id: str | None) -> Iterator[NotScanned]:
    """Files of which the export holds a name at most: images, PDFs, screenshots.

    Every attachment with text is listed under ``files`` once more, with the same name; those are not meant.
    """
    if not any(map(message.get, ("attachments", "files", "generated_files"))):
        return
    read, unread = Counter[str](), Counter[str]()
    for attachment in _objects(message.get("attachments")):
        (read if _has_text(attachment) else unread)[_name(attachment)] += 1
    for file in (*_objects(message.get("files")), *_objects(message.get("generated_files"))):
        name = _name(file)
        if read[name]:
            read[name] -= 1
            continue
        if unread[name]:
            unread[name] -= 1
        if not _has_text(file):
            yield _not_scanned(name, conversation_id)
    for name in unread.elements():
        yield _not_scanned(name, conversation_id)


def _not_scanned(name: str, conversation_id: str | None) -> NotScanned:
    return NotScanned(UPLOADED, mask_file_name(name) if name else None, conversation_id)


def _objects(value: object) -> list[dict[str, object]]:
    """The listed files; a bare string is a file's name."""
    items = value if isinstance(value, list) else []
    return [{"file_name": each} if isinstance(each, str) else each for each in items if isinstance(each, dict | str)]


def _name(file: dict[str, object]) -> str:
    return next((name for key in _NAMES if isinstance(name := file.get(key), str)), "")


def _has_text(file: dict[str, object]) -> bool:
    return any(isinstance(text := file.get(key), str) and text.strip() for key in _EXTRACTED)


def plain_passage(message: object, conversation: Conversation, branch: Branch) -> Passage | None:
    """The passage of a plain message; None for any other, which `passages` reads."""
    if type(message) is not dict or (text := plain_text(message)) is None:
        return None
    identity, role = message_id(message), role_of(message)
    if identity is None:
        return None
    return Passage(
        conversation,
        text,
        PLACE,
        conversation.account,
        identity,
        conversation.account.key if role is Role.USER else None,
        role,
        moment(message.get("created_at")),
        branch,
        conversation.object,
        conversation.id,
        conversation.url,
    )


def passages(message: object, index: int, conversation: Conversation, branch: Branch) -> Iterator[Passage]:
    """The passages of one element of ``chat_messages``, whatever it is."""
    if isinstance(message, dict):
        identity, role, sent_at = message_id(message), role_of(message), moment(message.get("created_at"))
        texts = message_texts(message)
    else:
        identity, role, sent_at = None, Role.OTHER, None
        texts = (Text(place, text) for place, text in strings(message, ""))
    # A place is only unique inside a message that has an id.
    prefix = "" if identity else f"chat_messages[{index}]"
    dot = "." if prefix and isinstance(message, dict) else ""
    for each in texts:
        said_by = each.role or role
        yield Passage(
            conversation=conversation,
            text=each.text,
            place=f"{prefix}{dot}{each.place}",
            owner=conversation.account,
            message_id=identity,
            author=conversation.account.key if said_by is Role.USER else None,
            role=said_by,
            sent_at=sent_at,
            branch=each.branch or branch,
            object=conversation.object,
            object_id=conversation.id,
            url=conversation.url,
            flags=each.flags,
        )
