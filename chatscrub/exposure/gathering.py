"""The exposures of a run, on the disk: those of each archive as they come, joined with what the archives before it held."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b

from msgspec.structs import replace

from chatscrub.exposure.ranking import join
from chatscrub.model.exposure import Exposure
from chatscrub.model.identity import conversation_key
from chatscrub.shelf import Shelf


class Exposures:
    """Takes them archive by archive. All methods raise OutputError, e.g. when the disk is full."""

    def __init__(self) -> None:
        self._shelf = Shelf(Exposure)
        self._taken = 0
        self._known: dict[bytes, int] = {}  # number by key
        self._keys: list[bytes | None] = []  # of those of the archive in work
        self.is_joined = False
        """Whether a conversation came more than once."""

    @property
    def new(self) -> Sequence[Exposure]:
        """Those of the archive in work, as they came."""
        return self._shelf.since(self._taken)

    @property
    def all(self) -> Sequence[Exposure]:
        """Those of the archives that were taken, each conversation of an employee once."""
        return self._shelf[: self._taken]

    def add(self, exposure: Exposure) -> None:
        """Puts one of the archive in work."""
        self._shelf.append(exposure)
        self._keys.append(_key(exposure))

    def discard(self) -> None:
        """Forgets those of the archive in work."""
        self._shelf.keep((), first=self._taken)
        self._keys.clear()

    def take(self) -> None:
        """Keeps those of the archive in work, which is done."""
        shelf, first = self._shelf, self._taken
        kept: list[int] = []
        for number, key in enumerate(self._keys, first):
            known = None if key is None else self._known.get(key)
            if known is not None:
                place = known if known < first else kept[known - first]
                shelf.replace(place, join(shelf[place], shelf[number]))
                self.is_joined = True
                continue
            if key is not None:
                self._known[key] = first + len(kept)
            kept.append(number)
        if len(kept) < len(self._keys):
            shelf.keep(kept, first=first)
        self._taken = len(shelf)
        self._keys.clear()

    def mark_gone(self, conversations: Collection[bytes]) -> None:
        """Says of those taken whose conversations have these keys that they are proven gone."""
        if conversations:
            for number, each in enumerate(self.all):
                if conversation_key(each.conversation, each.title) in conversations:
                    self._shelf.replace(number, replace(each, gone=True))


def _key(exposure: Exposure) -> bytes | None:
    """What makes two views of one conversation by one employee the same; None where it has no id."""
    conversation = exposure.conversation
    if not conversation.id:
        return None
    told = repr((conversation.provider, conversation.object.value, conversation.id, exposure.employee))
    return blake2b(told.encode(), digest_size=16).digest()
