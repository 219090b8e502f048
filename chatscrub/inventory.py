"""What an export consists of, found in it or not: its content's hash, its dates, and every object that is in it.

The next export is held against this: what is absent from it was deleted, if it is newer and whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from msgspec.structs import replace

from chatscrub.archive import Archive, Member, dating
from chatscrub.model.conversation import Account, Conversation, ObjectKind, Passage
from chatscrub.model.identity import conversation_key, object_key, passage_key
from chatscrub.model.outcome import Covers, Listed, Present
from chatscrub.model.run import ArchiveResult

_TOLERANCE = timedelta(days=1)  # clocks differ; what claims to be later than that is no evidence of when
_TOGETHER = 2000  # objects
# Each is its account's own. Settings, libraries and logs are called alike in the exports of all people.
_CONVERSATIONS = frozenset(
    {
        ObjectKind.CONVERSATION,
        ObjectKind.CHANNEL,
        ObjectKind.PROJECT,
        ObjectKind.CANVAS,
        ObjectKind.ARTIFACT,
        ObjectKind.DESIGN_CHAT,
    }
)


class Inventory:
    """Fills the part of an `ArchiveResult` that tells exports apart. `now` bounds what dates are believed.

    `show` is given every object that is in the export, some thousand at a time and the last with `close`.
    """

    def __init__(
        self,
        archive: Archive,
        result: ArchiveResult,
        watched: frozenset[str],
        now: datetime,
        show: Callable[[Present], None] = lambda _: None,
    ) -> None:
        self._archive = archive
        self._result = result
        self._watched = watched
        self._show = show
        self._present: dict[Account, dict[bytes, bool]] = {}
        self._count = 0
        self._latest = now + _TOLERANCE
        self._now = now
        self.contents: dict[int, bytes] = {}  # SHA-256 of each member that was read to its end, by number

    def counted(self, on_bytes: Callable[[int], None], hashed: Callable[[int], bool] = lambda _: True) -> Archive:
        """The archive, telling of every byte read; what is read to its end is hashed on the way.

        `hashed` says of a member's number whether its hash is asked for.
        """
        members = tuple(
            self._hashed(number, each, on_bytes) if hashed(number) else _counted(each, on_bytes)
            for number, each in enumerate(self._archive.members)
        )
        return replace(self._archive, members=members)

    def take(self, event: Covers | Listed) -> None:
        """What the export says of itself."""
        match event:
            case Covers():
                self._result.covers.update(event.accounts)
                if event.workspace is not None:
                    self._result.workspace = event.workspace
                    self._result.covers.add(event.workspace)
            case Listed():
                self._put(event.account, object_key(event.account.provider, event.kind, event.identity))

    def add(self, conversation: Conversation, title: str) -> None:
        """A conversation, whose title is masked, and the links that show it."""
        account = conversation.account
        is_conversation = conversation.object in _CONVERSATIONS
        self._put(account, conversation_key(conversation, title), is_conversation=is_conversation)
        for link in conversation.shared_links:
            self._put(account, object_key(conversation.provider, ObjectKind.SHARED_LINK.value, link.id))
        self._widen(conversation.created_at, conversation.updated_at)

    def see(self, passages: Sequence[Passage]) -> None:
        """Texts, for their dates and for the objects that are watched."""
        moments = [passage.sent_at for passage in passages if passage.sent_at is not None]
        if moments:
            last: datetime | None = max(moments)
            if last is not None and last > self._latest:
                last = max((each for each in moments if each <= self._latest), default=None)
            self._widen(min(moments), last)
        if self._watched:
            for passage in passages:
                if passage.object_id in self._watched:
                    self._put(passage.conversation.account, passage_key(passage, passage.conversation.title))

    def close(self) -> None:
        """Once everything was read."""
        self._tell()
        result = self._result
        told = dating(self._archive, self._now)
        if result.workspace is not None:  # such exports are of a span of days, and a day may have no message
            self._widen(told.first, told.last)
        result.made_at = max(filter(None, (result.last_at, told.made)), default=None)
        whole = sha256()
        for number, member in sorted(enumerate(self._archive.members), key=lambda each: (each[1].name, each[0])):
            whole.update(f"{len(member.name)}\0{member.name}\0{member.size}\0".encode("utf-8", "surrogatepass"))
            whole.update(self.contents.get(number, b""))
        result.digest = whole.digest()

    def _put(self, account: Account, key: bytes, *, is_conversation: bool = False) -> None:
        present = self._present.setdefault(self._result.workspace or account, {})
        present[key] = is_conversation or present.get(key, False)
        self._count += 1
        if self._count >= _TOGETHER:
            self._tell()

    def _tell(self) -> None:
        self._result.covers |= self._present.keys()
        if self._present:
            self._show(self._present)
        self._present = {}
        self._count = 0

    def _widen(self, first: datetime | None, last: datetime | None) -> None:
        result = self._result
        for moment in (first, last):
            if moment is not None and moment <= self._latest:
                result.first_at = moment if result.first_at is None else min(result.first_at, moment)
                result.last_at = moment if result.last_at is None else max(result.last_at, moment)

    def _hashed(self, number: int, member: Member, on_bytes: Callable[[int], None]) -> Member:
        def opener() -> Iterator[bytes]:
            digest = sha256()
            for chunk in member.opener():
                digest.update(chunk)
                on_bytes(len(chunk))
                yield chunk
            self.contents[number] = digest.digest()

        return replace(member, opener=opener)


def _counted(member: Member, on_bytes: Callable[[int], None]) -> Member:
    def opener() -> Iterator[bytes]:
        for chunk in member.opener():
            on_bytes(len(chunk))
            yield chunk

    return replace(member, opener=opener)
