"""Where things stand in a Slack export: tables, folders of conversations, and files that were put beside them.

Three layouts occur: one workspace (tables and folders at the top), Enterprise Grid (the same again under
``teams/<workspace>/``), and copies made by members (one file for each conversation, downloaded files in folders of
their own). Everything is found by name here and decided by content by those who read it.
"""

from __future__ import annotations

import re

import msgspec

from chatscrub.archive import Archive, Member
from chatscrub.errors import ArchiveError
from chatscrub.model.outcome import Skipped

CONVERSATION_TABLES = ("channels", "groups", "mpims", "dms", "file_conversations")
USER_TABLES = ("users", "org_users")
ASSET_TABLES = ("canvases", "lists", "huddle_transcripts")
_TABLES = frozenset({*CONVERSATION_TABLES, *USER_TABLES, *ASSET_TABLES, "integration_logs", "content_flags"})

CONVERSATION_ID = re.compile(r"[CDG][A-Z0-9]{6,}")
FILE_ID = re.compile(r"(?<![A-Za-z0-9])F[A-Z0-9]{7,}(?![A-Za-z0-9])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DUMP = re.compile(r"([CDG][A-Z0-9]{6,})(?:-\d+\.\d+)?")
_WORKSPACE = re.compile(r"teams/[^/]+/")
_LITTER = ("__MACOSX", ".DS_Store")


class Layout(msgspec.Struct):
    """The members of an archive by their place. A root is ``""`` or ``teams/<workspace>/``."""

    tables: dict[str, list[tuple[str, Member]]] = msgspec.field(default_factory=dict)  # table → (root, member)
    folders: dict[tuple[str, str], list[Member]] = msgspec.field(default_factory=dict)  # (root, folder) → JSON files
    loose: list[Member] = msgspec.field(default_factory=list)  # bodies of canvases, downloaded files, transcripts
    strange: list[Member] = msgspec.field(default_factory=list)  # JSON that is no known part of an export
    roots: list[str] = msgspec.field(default_factory=lambda: [""])

    def table(self, *names: str) -> list[tuple[str, Member]]:
        """The members of these tables, each with its root, the top one first."""
        return [each for name in names for each in sorted(self.tables.get(name, []), key=lambda each: each[0])]

    def day_files(self) -> list[Member]:
        """All files of messages, in order of their folders."""
        return [member for key in sorted(self.folders) for member in self.folders[key]]


def layout_of(archive: Archive) -> Layout:
    """Sorts the members by name. Day files of one folder come in the order of their names."""
    layout = Layout()
    members = [member for member in archive.members if not _is_litter(member.name)]
    layout.roots += sorted({found.group() for each in members if (found := _workspace(each.name))})
    for member in sorted(members, key=lambda each: each.name):
        _place(layout, member)
    return layout


def stem(member: Member) -> str:
    """The last name part without its ending; ``users.json.json`` is ``users``, as after a second download."""
    return member.base.removesuffix(".json").removesuffix(".json")


def is_day_name(member: Member) -> bool:
    """Whether the file is named after a day."""
    return _DAY.fullmatch(stem(member)) is not None


def is_dump_name(member: Member) -> bool:
    """Whether the file is named after a conversation, or a thread in one."""
    return _DUMP.fullmatch(stem(member)) is not None


def unreadable(member: Member, error: ArchiveError) -> Skipped:
    """The record of a member that cannot be read on."""
    return Skipped(member.name, str(error).removeprefix(f"{member.name}: "))


def _workspace(name: str) -> re.Match[str] | None:
    """The workspace folder of a Grid export; a channel may be called ``teams`` too, but holds no folders."""
    found = _WORKSPACE.match(name)
    if found is None:
        return None
    rest = name[found.end() :]
    return found if "/" in rest or rest.removesuffix(".json") in _TABLES else None


def _place(layout: Layout, member: Member) -> None:
    root = max((root for root in layout.roots if member.name.startswith(root)), key=len)
    parts = member.name[len(root) :].split("/")
    if parts[0].startswith("__uploads") or "attachments" in parts[1:-1] or not member.base.lower().endswith(".json"):
        layout.loose.append(member)
    elif len(parts) > 1:
        layout.folders.setdefault((root, "/".join(parts[:-1])), []).append(member)
    elif stem(member) in _TABLES:
        layout.tables.setdefault(stem(member), []).append((root, member))
    elif dump := _DUMP.fullmatch(stem(member)):
        layout.folders.setdefault((root, dump.group(1)), []).append(member)
    elif is_day_name(member):
        layout.folders.setdefault((root, ""), []).append(member)
    elif not member.base.startswith("."):
        layout.strange.append(member)


def _is_litter(name: str) -> bool:
    base = name.rpartition("/")[2]
    return base.startswith("._") or any(part in _LITTER for part in name.split("/"))
