"""The records of a member, with every failure as `Skipped`."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.archive import Archive, Member, NotDivisibleError
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import PassedOver, records
from chatscrub.model.outcome import Skipped

_WRAPPED = frozenset({"data"})  # as the Compliance API answers


def path_of(archive: Archive, member: Member) -> str:
    """The member as reports name it."""
    return f"{archive.path}:{member.name}"


def values(archive: Archive, member: Member, inside: frozenset[str] = frozenset()) -> Iterator[object]:
    """Every element as it is; what cannot be read is a `Skipped` among them, and never an exception.

    `inside` names the list that a single outer object may wrap the elements in; its other keys are then left out.
    """
    try:
        yield from records(member, inside)
    except ArchiveError as error:
        yield Skipped(path_of(archive, member), str(error))


def objects(archive: Archive, member: Member) -> Iterator[dict[str, object] | Skipped]:
    """Every element that is an object. The others are counted, and told in one `Skipped` at the end."""
    others = 0
    for value in values(archive, member, _WRAPPED):
        if isinstance(value, dict | Skipped):
            yield value
        elif member.share is not None and value is not PassedOver.ELEMENT:
            raise NotDivisibleError  # they are counted over the whole member
        elif value is not PassedOver.ELEMENT:
            others += 1
    if others:
        reason = f"{others} of its elements are not objects and were left out; download the export again"
        yield Skipped(path_of(archive, member), reason)
