"""What a JSON file of a Claude export is, decided by the keys of its outermost records and only then by its name.

Users rename files and unpack parts, so a name is a hint at most. An empty list has no keys: there the name decides.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from chatscrub.archive import Member
from chatscrub.errors import ArchiveError

SNIFFED = 1 << 16  # bytes


class Shape(StrEnum):
    """The kinds of files in an export."""

    USERS = "users"
    LOGINS = "logins"
    MANIFEST = "manifest"
    CONVERSATIONS = "conversations"
    PROJECTS = "projects"
    MEMORIES = "memories"
    DESIGN_CHATS = "design_chats"
    ARTIFACTS = "artifacts"
    REFLECTIONS = "reflections"
    DOCUMENT = "document"  # JSON or text that this version does not know
    BINARY = "binary"
    IGNORED = "ignored"


_BY_NAME = {
    "users.json": Shape.USERS,
    "login_history.json": Shape.LOGINS,
    "conversations.json": Shape.CONVERSATIONS,
    "projects.json": Shape.PROJECTS,
    "memories.json": Shape.MEMORIES,
}
_BY_FOLDER = {
    "projects": Shape.PROJECTS,
    "memories": Shape.MEMORIES,
    "design_chats": Shape.DESIGN_CHATS,
    "reflections": Shape.REFLECTIONS,
}
# A record has the shape if it has all keys of one of the sets. The first row that fits wins.
_BY_KEYS: tuple[tuple[Shape, tuple[frozenset[str], ...]], ...] = (
    (Shape.CONVERSATIONS, (frozenset({"chat_messages"}),)),
    (
        Shape.PROJECTS,
        (frozenset({"docs", "uuid"}), frozenset({"prompt_template", "uuid"}), frozenset({"is_starter_project"})),
    ),
    (
        Shape.MEMORIES,
        tuple(frozenset({"account_uuid", key}) for key in ("conversations_memory", "project_memories", "memory_files")),
    ),
    (Shape.DESIGN_CHATS, (frozenset({"uuid", "project", "messages"}),)),
    (Shape.ARTIFACTS, (frozenset({"visibility", "versions", "kind"}),)),
    (Shape.REFLECTIONS, (frozenset({"account_uuid", "reflections"}),)),
    (Shape.LOGINS, (frozenset({"login_events"}), frozenset({"account_uuid", "ip_address", "user_agent"}))),
    (Shape.USERS, (frozenset({"uuid", "email_address"}),)),
)
_DATA_FILES, _CHAT_ID = b'"data_files"', b'"claude_chat_'
# What stands in a head of each shape, whatever else does.
_TELLING = (
    (_DATA_FILES,),
    (_CHAT_ID,),
    *(tuple(f'"{key}"'.encode() for key in row) for _, rows in _BY_KEYS for row in rows),
)
_JSON = frozenset({"json", "jsonl", "ndjson"})
TEXT = frozenset(
    [
        "html",
        "htm",
        "md",
        "markdown",
        "txt",
        "csv",
        "tsv",
        "xml",
        "svg",
        "yaml",
        "yml",
        "toml",
        "ini",
        "css",
        "js",
        "jsx",
        "mjs",
        "ts",
        "tsx",
        "py",
        "sh",
        "sql",
        "mmd",
        "mermaid",
        "tex",
        "log",
    ]
)
_TOKEN = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)("?)|([\[{])|([\]}])|(:)|[0-9A-Za-z.,+-]+', re.DOTALL)
_UUID = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_ARTIFACT_FILES = r"artifact\.json|page\.md|comments\.json|artifact_comments\.json|versions/.+"
_ARTIFACT_PATH = re.compile(
    rf"(?:^|/)artifacts/(?P<id>[0-9A-Za-z_-]{{1,64}})/(?P<file>[^/].*)$|(?:^|/)(?P<bare>{_UUID})/(?P<own>{_ARTIFACT_FILES})$",
    re.DOTALL,
)
_MANIFEST_NAME = re.compile(r"manifest-.+\.json")
_ONE_ID = re.compile(rf"{_UUID}\.json")
_OWN_ARTIFACT_FILE = re.compile(rf"(?:^|/)artifacts/{_UUID}/(?:{_ARTIFACT_FILES})$", re.DOTALL)


def artifact_path(member: Member) -> tuple[str, str] | None:
    """The artifact's id and the way from its folder, for ``artifacts/<id>/…`` and for that folder alone."""
    found = _ARTIFACT_PATH.search(member.name)
    if found is None:
        return None
    return (found["id"], found["file"]) if found["id"] else (found["bare"], found["own"])


def keys_by_depth(head: bytes, deepest: int = 3) -> dict[int, set[str]]:
    """The object keys in the first bytes of a JSON text, by how many brackets are open around them.

    A text cut in the middle is fine. Quoted JSON inside a string value counts as a string, not as keys.
    """
    found: dict[int, set[str]] = {}
    depth = 0
    last: str | None = None
    for token in _TOKEN.finditer(head.decode("utf-8-sig", "replace")):
        string, closed, opening, closing, colon = token.groups()
        if colon and last is not None and depth <= deepest:
            found.setdefault(depth, set()).add(last)
        depth += bool(opening) - bool(closing)
        last = string if closed else None
    return found


@lru_cache(maxsize=8)  # a file is asked about when it is discovered, and again when it is read
def shape_of_head(head: bytes) -> Shape | None:
    """The shape of a list of records, of one record, or of such a list under ``data``; None where it is not Claude's."""
    if not any(all(each in head for each in telling) for telling in _TELLING):
        return None  # most heads that are asked about are another vendor's, and finding their keys takes long
    keys = keys_by_depth(head)
    outermost = 1 if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else 2
    candidates = [keys.get(outermost, set())]
    if outermost == 1 and "data" in candidates[0]:
        candidates.append(keys.get(3, set()))
    for names in candidates:
        if "data_files" in names and b'"export_url"' in head:
            return Shape.MANIFEST
        for shape, rows in _BY_KEYS:
            if any(row <= names for row in rows):
                return shape
    if _CHAT_ID in head and {"id", "user"} <= candidates[-1]:
        return Shape.CONVERSATIONS
    return None


def ending(member: Member) -> str:
    """The part of the name after the last dot, lower case, without the dot."""
    return member.base.rpartition(".")[2].lower() if "." in member.base else ""


def head_of(member: Member) -> bytes:
    """The first bytes; empty where the member cannot be read."""
    try:
        return member.head(SNIFFED)
    except (ArchiveError, OSError):
        return b""


def shape_of(member: Member) -> Shape:
    """What a member is. Reads the head where the place in the export does not tell.

    A file that only a folder's name speaks for gets that folder's shape if its content does not contradict.
    """
    base = member.base
    if base.startswith("._") or base == ".DS_Store" or "__MACOSX/" in member.name:
        return Shape.IGNORED  # left by unpacking on a Mac
    if artifact_path(member) is not None:
        return Shape.ARTIFACTS
    folders = member.name.split("/")[:-1]
    by_folder = next((_BY_FOLDER[each] for each in reversed(folders) if each in _BY_FOLDER), None)
    if by_folder is not None and _ONE_ID.fullmatch(base):
        return by_folder
    if ending(member) in TEXT:
        return Shape.DOCUMENT
    if _MANIFEST_NAME.fullmatch(base):
        return Shape.MANIFEST  # whatever is in it: its addresses are secrets and must never be read as text
    head = head_of(member)
    looks_like_json = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{")
    if ending(member) not in _JSON and not looks_like_json:
        return Shape.BINARY
    return shape_of_head(head) or _BY_NAME.get(base) or by_folder or Shape.DOCUMENT


def is_artifact_file(member: Member) -> bool:
    """Whether the path alone is that of an artifact's file; a part can hold pages without their description."""
    return _OWN_ARTIFACT_FILE.search(member.name) is not None
