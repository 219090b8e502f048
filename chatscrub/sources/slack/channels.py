"""Channels, groups and direct messages, and which folder belongs to which."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from chatscrub.discreet import Discreet, Hidden
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import records
from chatscrub.model.conversation import Audience
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Skipped
from chatscrub.sources.slack.directory import Directory
from chatscrub.sources.slack.layout import CONVERSATION_ID, CONVERSATION_TABLES, Layout, unreadable

_FILE_CONVERSATION = re.compile(r"FC[:_ ]?(F[A-Z0-9]{6,})")
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}", re.ASCII)
_ORDINARY_NAME = re.compile(r"(?:(?!\d{6})[^\WA-Z]|-){1,80}")
_GROUP_DM = re.compile(r"mpdm-(.+)-\d+")

PUBLIC, PRIVATE, GROUP_DM, DM, FILE, UNKNOWN = "public", "private", "group DM", "DM", "file", "unknown"
_KIND_OF_TABLE = {"channels": PUBLIC, "groups": PRIVATE, "mpims": GROUP_DM, "dms": DM, "file_conversations": FILE}


class Statement(Discreet, msgspec.Struct):
    """The name, topic or purpose of a channel: text that somebody set at some time."""

    place: str
    text: Hidden[str]
    creator: str | None
    set_at: datetime | None


class Channel(Discreet, msgspec.Struct):
    """A conversation as the tables describe it, or as its folder suggests. `root` is the workspace it was listed in."""

    id: str
    kind: str
    root: str = ""
    name: Hidden[str | None] = None
    audience: Audience = Audience.UNKNOWN
    members: int | None = None
    archived: bool = False
    creator: str | None = None
    created: datetime | None = None
    statements: tuple[Statement, ...] = ()

    @property
    def title(self) -> str:
        """A name without people in it: names of direct messages are made of them."""
        if self.kind in (DM, GROUP_DM):
            count = "" if self.members is None else f" with {self.members} member{'' if self.members == 1 else 's'}"
            return f"{self.kind}{count}"
        if self.kind == FILE:
            return "Comments on a file"
        return self.name or self.id


class Channels:
    """All conversations of an export, by id and by folder."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.by_id: dict[str, Channel] = {}
        self._by_folder: dict[tuple[str, str], str] = {}
        self._anywhere: dict[str, str] = {}

    def load(self, layout: Layout) -> Iterator[Skipped]:
        """Reads the tables of conversations; yields what could not be read."""
        for table in CONVERSATION_TABLES:
            for root, member in layout.table(table):
                try:
                    for entry in records(member):
                        if isinstance(entry, Skipped):
                            yield entry
                        elif isinstance(entry, dict):
                            self._add(entry, table, root)
                except ArchiveError as error:
                    yield unreadable(member, error)

    def of_folder(self, root: str, folder: str) -> Channel:
        """The conversation that a folder holds; one made up from the folder's name where no table knows it."""
        for key in _folder_keys(folder):
            found = self._by_folder.get((root, key)) or self._anywhere.get(key)
            if found is not None:
                return self.by_id[found]
        channel = _from_folder(root, folder)
        return self.by_id.setdefault(channel.id, channel)

    def kinds(self) -> set[str]:
        """The kinds of conversation that the tables list."""
        return {channel.kind for channel in self.by_id.values()}

    def _add(self, entry: dict[str, Any], table: str, root: str) -> None:
        channel_id, name = entry.get("id"), entry.get("name")
        if not isinstance(channel_id, str) or not channel_id:
            return
        name = name if isinstance(name, str) and name else None
        if channel_id not in self.by_id:
            self.by_id[channel_id] = self._channel(entry, channel_id, name, _kind(entry, name, table), root)
        for text in (name, channel_id, entry.get("name_normalized")):
            if isinstance(text, str) and text:
                for key in _folder_keys(text):
                    self._by_folder.setdefault((root, key), channel_id)
                    self._anywhere.setdefault(key, channel_id)

    def _channel(self, entry: dict[str, Any], channel_id: str, name: str | None, kind: str, root: str) -> Channel:
        people = entry.get("members")
        listed = {each for each in people if isinstance(each, str)} if isinstance(people, list) else None
        count = entry.get("num_members")
        creator = entry.get("creator") or entry.get("user")
        return Channel(
            id=channel_id,
            kind=kind,
            root=root,
            name=name,
            audience=self._audience(entry, kind, listed or set()),
            members=len(listed) if listed else count if type(count) is int and count >= 0 else None,
            archived=entry.get("is_archived") is True,
            creator=creator if isinstance(creator, str) and creator else None,
            created=moment(entry.get("created")),
            statements=(*_named(name, kind), *_statements(entry)),
        )

    def _audience(self, entry: dict[str, Any], kind: str, people: set[str]) -> Audience:
        shared = entry.get("is_ext_shared") is True
        shared = shared or (entry.get("is_shared") is True and entry.get("is_org_shared") is not True)
        for key in ("connected_team_ids", "shared_team_ids"):
            teams = entry.get(key)
            if isinstance(teams, list):
                shared = shared or any(map(self._directory.is_foreign_team, teams))
        if shared or any(map(self._directory.is_stranger, people)):
            return Audience.EXTERNAL
        if kind == PUBLIC:
            return Audience.COMPANY
        return Audience.UNKNOWN if kind == FILE else Audience.CLOSED


def _kind(entry: dict[str, Any], name: str | None, table: str) -> str:
    """Flags of the entry over the table it stands in: some writers put every conversation in one table."""
    if entry.get("is_im") is True:
        return DM
    if entry.get("is_mpim") is True or (name is not None and _GROUP_DM.fullmatch(name)):
        return GROUP_DM
    kind = _KIND_OF_TABLE[table]
    return PRIVATE if kind == PUBLIC and entry.get("is_private") is True else kind


def _named(name: str | None, kind: str) -> Iterator[Statement]:
    """The name as a text to be scanned, where it may hold more than names of channels do: it is shown as the title."""
    if name is not None and kind not in (DM, GROUP_DM, FILE) and not _ORDINARY_NAME.fullmatch(name):
        yield Statement("name", name, None, None)


def _statements(entry: dict[str, Any]) -> Iterator[Statement]:
    seen = set()
    for key in ("topic", "purpose"):
        holder = entry.get(key)
        text = holder.get("value") if isinstance(holder, dict) else holder
        if not isinstance(text, str) or not text.strip() or text in seen:
            continue
        seen.add(text)
        creator = holder.get("creator") if isinstance(holder, dict) else None
        set_at = moment(holder.get("last_set")) if isinstance(holder, dict) else None
        yield Statement(f"{key}.value", text, creator if isinstance(creator, str) and creator else None, set_at)


def _folder_keys(name: str) -> list[str]:
    """The keys under which a folder is looked up: colons of file conversations are lost or replaced on some systems."""
    name = unicodedata.normalize("NFC", name)
    comments = _FILE_CONVERSATION.match(name)
    return [name, f"FC:{comments.group(1)}"] if comments else [name]


def _from_folder(root: str, folder: str) -> Channel:
    """A conversation that no table lists. Names of people or files in the folder's name do not become its id."""
    if CONVERSATION_ID.fullmatch(folder):
        kind = DM if folder.startswith("D") else UNKNOWN
        return Channel(folder, kind, root, audience=Audience.CLOSED if kind == DM else Audience.UNKNOWN)
    group = _GROUP_DM.fullmatch(folder)
    digest = "folder-" + hashlib.sha256(f"{root}{folder}".encode("utf-8", "replace")).hexdigest()[:16]
    if group is not None:
        return Channel(digest, GROUP_DM, root, audience=Audience.CLOSED, members=len(group.group(1).split("--")))
    if comments := _FILE_CONVERSATION.match(folder):
        return Channel(f"FC:{comments.group(1)}", FILE, root)
    plain = _PLAIN_NAME.fullmatch(folder) is not None
    return Channel(
        folder if plain and not root else digest,
        UNKNOWN,
        root,
        name=folder or "unnamed conversation",
        statements=tuple(_named(folder, UNKNOWN)),
    )
