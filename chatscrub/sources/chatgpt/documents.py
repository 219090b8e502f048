"""Files that are no chats but hold text: feedback, canvas documents, research reports, and JSON that nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from chatscrub.archive import Member, NotDivisibleError
from chatscrub.errors import JsonError
from chatscrub.json_stream import PassedOver, load
from chatscrub.model.conversation import Account, Conversation, ObjectKind, Passage, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event, Skipped
from chatscrub.model.strings import strings
from chatscrub.sources.chatgpt.accounts import PROVIDER
from chatscrub.sources.chatgpt.files import LIBRARY_URL
from chatscrub.sources.chatgpt.links import chat_url
from chatscrub.sources.chatgpt.members import elements, objects, text_of, whole
from chatscrub.sources.chatgpt.names import vendor_name
from chatscrub.sources.chatgpt.recognition import head_of
from chatscrub.sources.chatgpt.structure import is_structural
from chatscrub.sources.chatgpt.texts import plain

Chat = Callable[[dict[str, object]], Iterator[Event]]


def feedback(member: Member, account: Account) -> Iterator[Event]:
    """message_feedback.json: what the person wrote when rating answers. It goes when its chat goes."""
    holder = Conversation(PROVIDER, None, account, object=ObjectKind.FEEDBACK, title="Feedback on answers")
    opened = False
    for entry in objects(member):
        if isinstance(entry, Skipped):
            yield entry
            continue
        for place, text in _feedback_texts(entry):
            if not opened:
                opened = True
                yield holder
            yield Passage(
                holder,
                text,
                place,
                account,
                message_id=text_of(entry.get("message_id")) or text_of(entry.get("id")),
                role=Role.USER,
                sent_at=moment(entry.get("create_time")),
                object=ObjectKind.FEEDBACK,
                object_id=text_of(entry.get("id")),
                url=chat_url(text_of(entry.get("conversation_id"))),
            )


def _feedback_texts(entry: dict[str, object]) -> Iterator[tuple[str, str]]:
    for place, text in strings(entry, ""):
        if is_structural(place, text) or place in ("rating", "create_time", "update_time", "evaluation_name"):
            continue
        inner: object = None
        if text.lstrip()[:1] in ("{", "["):  # written as JSON inside a string
            try:
                inner = load(text.encode("utf-8", "replace"), place)
            except JsonError:
                inner = None
        if isinstance(inner, dict | list):
            yield from strings(inner, place)
        else:
            yield place, plain(text)


def canvas(member: Member, account: Account) -> Iterator[Event]:
    """A document of textdocs/, which has the name ``<uuid>.json``."""
    value = whole(member)
    if isinstance(value, Skipped):
        yield value
        return
    chat = text_of(value.get("conversation_id")) if isinstance(value, dict) else None
    title = text_of(value.get("title")) if isinstance(value, dict) else None
    holder = Conversation(
        PROVIDER,
        member.base.removesuffix(".json"),
        account,
        object=ObjectKind.CANVAS,
        title=title or "",
        url=chat_url(chat),
    )
    yield holder
    yield from _passages(holder, value, "")


def attached_json(member: Member, account: Account, asset: str, entry: dict[str, object] | None) -> Iterator[Event]:
    """A file of the person with the bytes of JSON; `entry` is what the library says about it.

    Reports of deep research are such files. Skipped where it is no JSON after all.
    """
    name = text_of(entry.get("file_name")) if entry is not None else None
    holder = Conversation(
        PROVIDER,
        asset,
        account,
        object=ObjectKind.FILE,
        title=name or mask_file_name(member.base),
        url=LIBRARY_URL if entry is not None else None,
        created_at=moment(entry.get("created_at")) if entry is not None else None,
    )
    yield from _under(holder, member, elements(member, inside=frozenset()))


def any_json(member: Member, account: Account, chat: Chat, *, expected: bool) -> Iterator[Event]:
    """Any JSON: elements that are conversations as such (by `chat`), of others every text.

    Where conversations are `expected`, an element that is none is reported, and still read.
    """
    title = member.base if vendor_name(member.base) else mask_file_name(member.base)
    holder = Conversation(PROVIDER, None, account, object=ObjectKind.FILE, title=title)
    yield from _under(holder, member, elements(member), chat=chat, expected=expected)


def _under(
    holder: Conversation,
    member: Member,
    values: Iterator[object | Skipped],
    chat: Chat | None = None,
    *,
    expected: bool = False,
) -> Iterator[Event]:
    """The texts of the values, all under one holder that is yielded before the first of them."""
    is_array = head_of(member)[:1] == b"["
    opened = False
    for index, value in enumerate(values):
        if isinstance(value, Skipped):
            yield value
            continue
        if value is PassedOver.ELEMENT:
            continue
        is_chat = isinstance(value, dict) and isinstance(value.get("mapping"), dict)
        if expected and not is_chat:
            reason = f"element {index + 1:,} is not a conversation or has lost its messages; download the export again"
            yield Skipped(member.name, reason)
        if chat is not None and isinstance(value, dict) and (is_chat or expected):
            opened = False
            yield from chat(value)
            continue
        if member.share is not None and member.share.divisible:
            raise NotDivisibleError  # under one holder with what may stand in another part
        for passage in _passages(holder, value, f"[{index}]" if is_array or index else ""):
            if not opened:
                opened = True
                yield holder
            yield passage


def _passages(holder: Conversation, value: object, path: str) -> Iterator[Passage]:
    for place, text in strings(value, path):
        if not is_structural(place, text):
            yield Passage(
                holder,
                plain(text),
                place,
                holder.account,
                object=holder.object,
                object_id=holder.id or holder.title,
                url=holder.url,
            )
