"""Members of an export → JSON values, with every failure as `Skipped`."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.archive import Member
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import load_member, records
from chatscrub.model.outcome import Skipped

_WRAPPERS = frozenset({"conversations", "chats"})  # the second in group_chats.json


def elements(member: Member, inside: frozenset[str] = _WRAPPERS) -> Iterator[object | Skipped]:
    """The elements of an array (or of those under the keys of `inside`), or the one value that there is."""
    try:
        yield from records(member, inside)
    except ArchiveError as error:
        yield failure(member, error)


def whole(member: Member) -> object | Skipped:
    """The member as one JSON value."""
    try:
        return load_member(member)
    except ArchiveError as error:
        return failure(member, error)


def objects(member: Member) -> Iterator[dict[str, object] | Skipped]:
    """The elements that are objects; the others of a side file say nothing."""
    for element in elements(member):
        if isinstance(element, dict | Skipped):
            yield element


def failure(member: Member, error: ArchiveError) -> Skipped:
    """The member as one that could not be read."""
    return Skipped(member.name, str(error).removeprefix(f"{member.name}: "))


def text_of(value: object) -> str | None:
    """A string with something in it, else None."""
    return value if isinstance(value, str) and value.strip() else None
