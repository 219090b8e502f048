"""Untrusted JSON → Python values, one element of a huge array at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator

from chatscrub.archive import Member
from chatscrub.errors import JsonError
from chatscrub.model.outcome import Skipped


def load(data: bytes, name: str) -> object:
    """One JSON value; lone surrogates become U+FFFD. Raises JsonError naming the member."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise JsonError(f"{name}: not valid JSON") from error


def load_member(member: Member, limit: int = 512 << 20) -> object:
    """A whole member as one JSON value. Raises JsonError, ArchiveError (also where it is over `limit` bytes)."""
    return load(b"".join(member.chunks()), member.name)


def records(member: Member, inside: frozenset[str] = frozenset()) -> Iterator[object | Skipped]:
    """Elements of a top-level array; values of JSON lines; or of an object, the elements of its array named in
    `inside`, else the object itself. An element that cannot be read comes as Skipped and the next goes on."""
    value = load_member(member)
    if isinstance(value, dict):
        for key in inside:
            if isinstance(value.get(key), list):
                yield from value[key]
                return
    if isinstance(value, list):
        yield from value
    else:
        yield value
