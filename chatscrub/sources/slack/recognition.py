"""Whether an archive is a Slack export, by the heads of a few of its files."""

from __future__ import annotations

import json
import re
from typing import Any

from chatscrub.archive import Archive, Member
from chatscrub.sources.slack.bodies import is_transcript
from chatscrub.sources.slack.layout import CONVERSATION_TABLES, Layout, is_day_name, is_dump_name, layout_of

_LOOKS = 24
_TRANSCRIPT_LOOKS = 4
_LARGE_HEAD = 1 << 20
_CONVERSATION = re.compile(rb'"id"\s*:\s*"[CDG][A-Z0-9]{6,}"')
_EMPTY = (b"", b"[]", b"{}", b"null")


def is_slack_export(archive: Archive) -> bool:
    """True for day files of messages, tables of Slack conversations, or transcripts of a single user."""
    layout = layout_of(archive)
    if not layout.folders and not layout.tables:
        texts = [member for member in layout.loose if member.base.lower().endswith(".txt")]
        return any(is_transcript(member) for member in texts[:_TRANSCRIPT_LOOKS])
    listed = _lists_conversations(layout)
    matches = 0
    for member in _candidates(layout):
        if _holds_messages(member):
            matches += 1
            if listed or matches > 1 or is_day_name(member) or is_dump_name(member):
                return True
    return listed


def _candidates(layout: Layout) -> list[Member]:
    """Files that most probably hold messages first; of many, some from all over the export."""
    days = layout.day_files()
    named = [member for member in days if is_day_name(member) or is_dump_name(member)]
    others = [member for member in days if not (is_day_name(member) or is_dump_name(member))]
    step = max(1, len(named) // _LOOKS)
    return [*named[::step][:_LOOKS], *others[:_LOOKS]]


def _holds_messages(member: Member) -> bool:
    """A list (or the list in an object) whose first element is a Slack message.

    A larger piece is read where the first message alone is larger than a head.
    """
    head = member.head()
    found = _begins_with_message(head, member)
    return bool(_begins_with_message(member.head(_LARGE_HEAD), member) if found is None else found)


def _begins_with_message(head: bytes, member: Member) -> bool | None:
    """None where the piece ends before that shows."""
    text = head.decode("utf-8-sig", "replace").lstrip()
    if text.startswith("{"):
        found = re.search(r'"messages"\s*:\s*(?=\[)', text)
        if found is None or not is_dump_name(member):
            return False
        text = text[found.end() :]
    if not text.startswith("["):
        return False
    try:
        first, _ = json.JSONDecoder().raw_decode(text, _skip_blank(text, 1))
    except RecursionError:
        return False
    except ValueError:
        return None
    return _is_message(first)


def _is_message(value: Any) -> bool:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict) or "mapping" in value or "chat_messages" in value:
        return False
    return isinstance(value.get("ts"), str | int | float) and any(key in value for key in ("type", "user", "text"))


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position


def _lists_conversations(layout: Layout) -> bool:
    """Whether tables of conversations stand there and one at least names a conversation by a Slack id.

    An export without a single message is recognised by them, so that it is reported and not passed over.
    """
    tables = layout.table(*CONVERSATION_TABLES)
    heads = [member.head() for _, member in tables]
    if any(
        head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")) and _CONVERSATION.search(head) for head in heads
    ):
        return True
    return (
        len(tables) > 1 and bool(layout.table("users", "org_users")) and all(head.strip() in _EMPTY for head in heads)
    )
