"""Whether an archive is a ChatGPT export, from the heads of its members."""

from __future__ import annotations

import re

from chatscrub.archive import Archive, Member
from chatscrub.errors import ArchiveError
from chatscrub.sources.chatgpt.names import Use, left_by_unpacking, use_of

_MOST_HEADS = 50  # members that are looked into before an export counts as another vendor's

# A quote inside a JSON string is escaped, so none of these can match in the text of a message.
_MAPPING = re.compile(rb'"mapping"\s*:\s*\{')
_NODE = re.compile(rb'"(?:parent|message|author|current_node)"\s*:')
# DeepSeek's export has a mapping too, with other nodes; Claude's may hold one in the result of a tool.
_OTHER_VENDOR = re.compile(rb'"(?:fragments|inserted_at|chat_messages)"\s*:')
_ACCOUNT = re.compile(rb'"chatgpt_plus_user"\s*:|"id"\s*:\s*"user-[0-9A-Za-z]+"')
_MANIFEST = re.compile(rb'"(?:export_files|logical_files)"\s*:')
_ASSET_NAMES = re.compile(rb'"file[-_][0-9A-Za-z]+\.dat"\s*:')
_WEB_PAGE = re.compile(rb"\b(?:jsonData|assetsJson)\s*=|<title>ChatGPT", re.IGNORECASE)


def head_of(member: Member) -> bytes:
    """The first 64 KB without byte order mark and leading blanks; empty where the member cannot be read."""
    try:
        return member.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    except (ArchiveError, OSError):
        return b""


def is_conversations(head: bytes) -> bool:
    """Whether a JSON text that begins so holds ChatGPT conversations."""
    if head[:1] not in (b"[", b"{"):
        return False
    return bool(_MAPPING.search(head) and _NODE.search(head)) and not _OTHER_VENDOR.search(head)


def recognises(archive: Archive) -> bool:
    """Whether some member holds conversations, or a file beside them names ChatGPT (then there may be none at all)."""
    candidates = [member for member in archive.members if not left_by_unpacking(member) and _rank(member) < len(_RANKS)]
    candidates.sort(key=lambda member: (_rank(member), member.name.count("/"), -member.size, member.name))
    return any(_tells(member, head_of(member)) for member in candidates[:_MOST_HEADS])


_RANKS = (Use.CONVERSATIONS, Use.ACCOUNT, Use.MANIFEST, Use.ASSET_NAMES, Use.WEB_PAGE, Use.JSON, Use.UPLOAD)


def _rank(member: Member) -> int:
    use = use_of(member)
    return _RANKS.index(use) if use in _RANKS else len(_RANKS)


def _tells(member: Member, head: bytes) -> bool:
    match use_of(member):
        case Use.ACCOUNT:
            return _ACCOUNT.search(head) is not None
        case Use.MANIFEST:
            return _MANIFEST.search(head) is not None
        case Use.ASSET_NAMES:
            return _ASSET_NAMES.search(head) is not None
        case Use.WEB_PAGE:
            return _WEB_PAGE.search(head) is not None
        case _:
            return is_conversations(head)
