"""Artifacts: pages that Claude made and that can be shared. Each is a folder ``artifacts/<id>/`` of several files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from chatscrub.archive import Archive, Member
from chatscrub.model.conversation import Audience, Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.finding import mask_file_name
from chatscrub.model.moment import moment
from chatscrub.model.outcome import Event, NotScanned, Skipped
from chatscrub.model.strings import strings
from chatscrub.sources.claude.accounts import PROVIDER, Directory, account_uuid, identifier
from chatscrub.sources.claude.blocks import without_structure
from chatscrub.sources.claude.conversations import address, own_passage
from chatscrub.sources.claude.documents import text_of
from chatscrub.sources.claude.records import objects, values
from chatscrub.sources.claude.shapes import TEXT, artifact_path, ending

_AUDIENCES = {
    "private": Audience.PRIVATE,
    "agent": Audience.PRIVATE,
    "invited": Audience.CLOSED,
    "organization": Audience.COMPANY,
    "public": Audience.PUBLIC,
}
_COMMENTS = frozenset({"comments.json", "artifact_comments.json"})
_VERSION = re.compile(r"versions/(\d{1,12}-[0-9a-f]{1,8})(?:\.html$|/)")
_READ = frozenset({"kind", "visibility", "owner_account", "active_version", "shared_with"})


def by_artifact(members: list[Member]) -> list[tuple[str | None, list[Member]]]:
    """Members by the id of their artifact, for one artifact can lie in two parts of an export.

    A description without its folder stands alone, and says its id itself.
    """
    found: dict[str, list[Member]] = {}
    alone: list[tuple[str | None, list[Member]]] = []
    for member in members:
        if (path := artifact_path(member)) is not None:
            found.setdefault(path[0], []).append(member)
        else:
            alone.append((None, [member]))
    return [*found.items(), *alone]


def artifact_events(
    archive: Archive, identity: str | None, members: list[Member], directory: Directory
) -> Iterator[Event]:
    """One artifact: its description, the text of each version, the page and the comments."""
    failed: list[Event] = []
    described: list[dict[str, object]] = []
    for member in members:
        if identity is None or _is_description(member):
            for record in objects(archive, member):
                if isinstance(record, Skipped):
                    failed.append(record)
                else:
                    described.append(record)
    opened = _Opened(described[0] if described else {}, identity, directory)
    yield opened.artifact
    for record in described:
        fields = without_structure({key: value for key, value in record.items() if key not in _READ})
        for place, text in strings(fields, ""):
            branch = Branch.CURRENT if place.startswith("versions") else Branch.HIDDEN
            yield own_passage(opened.artifact, place, text, branch=branch)
    if identity is not None:
        for index, member in enumerate(members):
            if not _is_description(member):
                yield from opened.file_passages(archive, member, index, failed)
    yield from failed


def _is_description(member: Member) -> bool:
    path = artifact_path(member)
    return path is not None and path[1] == "artifact.json"


class _Opened:
    """An artifact with its description; without one, who may see it is unknown."""

    def __init__(self, head: dict[str, object], identity: str | None, directory: Directory) -> None:
        listed = head.get("versions")
        self._versions: dict[str, dict[str, object]] = {}
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, dict):
                self._versions[identifier(each.get("id")) or f"#{len(self._versions)}"] = each
        self._active = identifier(head.get("active_version")) or next(reversed(self._versions), None)
        shown = self._versions.get(self._active or "")
        title = shown.get("title") if shown else None
        visibility, shared = head.get("visibility"), head.get("shared_with")
        audience = _AUDIENCES.get(visibility, Audience.UNKNOWN) if isinstance(visibility, str) else Audience.UNKNOWN
        people = [each for each in shared.values() if isinstance(each, list)] if isinstance(shared, dict) else []
        invited = sum(map(len, people))
        days = [day for each in self._versions.values() if (day := moment(each.get("created_at"))) is not None]
        identity = identity or identifier(head.get("id"))
        self.artifact = Conversation(
            provider=PROVIDER,
            id=identity,
            account=directory.account(account_uuid(head.get("owner_account"))),
            object=ObjectKind.ARTIFACT,
            title=title if isinstance(title, str) else "",
            url=address("code/artifact", identity),
            audience=audience,
            members=invited + 1 if audience is Audience.CLOSED and invited else None,
            created_at=min(days, default=None),
            updated_at=moment(head.get("updated_at")),
        )

    def file_passages(self, archive: Archive, member: Member, index: int, failed: list[Event]) -> Iterator[Passage]:
        """The texts of one file; what cannot be read is added to `failed`."""
        inside = (artifact_path(member) or ("", member.base))[1]
        match = _VERSION.match(inside)
        version = match[1] if match else None
        described = self._versions.get(version or "", {})
        place, named = _place(inside, version, index)
        own = replace(
            own_passage(self.artifact, place, "", Role.USER if inside in _COMMENTS else Role.ASSISTANT),
            author=None,
            message_id=version,
            sent_at=moment(described.get("created_at")) or self.artifact.created_at or self.artifact.updated_at,
            branch=Branch.OTHER if version and self._active and version != self._active else Branch.CURRENT,
        )
        if named:
            yield replace(own, place=f"{place}~", text=inside)
        kind = ending(member)
        if kind in TEXT:
            texts: Iterator[object] = text_of(archive, member)
        elif kind in ("json", "jsonl"):
            texts = values(archive, member)
        else:
            failed.append(NotScanned("artifact files", mask_file_name(inside), self.artifact.id))
            return
        for number, value in enumerate(texts):
            if isinstance(value, Skipped):
                failed.append(value)
                continue
            for where, text in strings(value, place if kind in TEXT else f"{place}[{number}]"):
                yield replace(own, place=where, text=text)


def _place(inside: str, version: str | None, index: int) -> tuple[str, bool]:
    """Where a file stands, and whether its name was chosen by somebody: such a name is data, a number stands for it."""
    if inside == "page.md" or inside in _COMMENTS or inside == f"versions/{version}.html":
        return inside, False
    return (f"versions/{version}/#{index}" if version else f"#{index}"), True
