"""A whole export → its events, in an order that needs one conversation in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from chatscrub.archive import Archive, Member, NotDivisibleError, Note, Piece
from chatscrub.json_stream import elements_at
from chatscrub.model.conversation import Account
from chatscrub.model.outcome import Covers, Event, Notice, NotScanned, Skipped
from chatscrub.sources.chatgpt import documents
from chatscrub.sources.chatgpt.accounts import Accounts
from chatscrub.sources.chatgpt.conversations import PERSONAL, ConversationReader
from chatscrub.sources.chatgpt.files import Files, asset_id
from chatscrub.sources.chatgpt.links import Links
from chatscrub.sources.chatgpt.manifest import Manifest
from chatscrub.sources.chatgpt.names import Use, left_by_unpacking, use_of
from chatscrub.sources.chatgpt.personalization import MOST_DIGESTS
from chatscrub.sources.chatgpt.recognition import head_of, is_conversations

_CHATS = "chats"
INSIDE = "attached files in the export"
COVERAGE = (
    "Temporary chats and deleted chats are not in a ChatGPT export.",
    "A ChatGPT export has no list of saved memories: only those that a chat repeats were scanned.",
    "Uploads other than JSON, pictures and recordings are not scanned; library files stay when their chat is deleted.",
    "Links to shared scheduled tasks are not in a ChatGPT export: look under Settings > Data controls > Shared links.",
)


class ExportReader:
    """Reads one archive, once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._share = archive.share
        self._members: dict[Use, list[Member]] = {}
        for member in archive.members:
            if not left_by_unpacking(member):
                self._members.setdefault(_use_in_export(member), []).append(member)
        self._conversations = 0

    def read(self) -> Iterator[Event]:
        """All events; the account, the links and the names of files are known before the first conversation."""
        yield from (Notice(text) for text in COVERAGE)
        manifest = Manifest(self._of(Use.MANIFEST))
        accounts = Accounts(self._archive, self._of(Use.ACCOUNT))
        yield Covers(accounts.all())
        links = Links(self._of(Use.LINKS), self._share)
        files = Files(self._of(Use.LIBRARY), self._of(Use.ASSET_NAMES))
        reader = ConversationReader(links, files, self._share)
        whole = True
        for events in (
            iter((*manifest.skipped, *accounts.events, *links.skipped, *files.skipped)),
            manifest.gaps(self._archive),
            self._json(manifest, accounts, reader),
            self._side_files(accounts, links, files),
            self._uploads(accounts, files),
        ):
            for event in events:
                whole = whole and not isinstance(event, Skipped)
                yield event
        if not self._conversations and self._share is None:
            yield self._nothing_read(whole=whole)
        elif self._share is not None and self._share.is_last and (_CHATS,) not in self._share.heard:
            raise NotDivisibleError  # why there are none shows in the other parts

    def missing(self) -> Iterator[Skipped]:
        """JSON files that a manifest lists and that are not there, or not in that size."""
        gaps = Manifest(self._of(Use.MANIFEST)).gaps(self._archive)
        return (each for each in gaps if isinstance(each, Skipped))

    def pieces(self, manifest: Manifest | None = None) -> tuple[Piece, ...]:
        """Conversations in the order of the manifest or of the shards, then JSON of any other name."""
        manifest = manifest or Manifest(self._of(Use.MANIFEST))
        members = sorted((*self._of(Use.CONVERSATIONS), *self._of(Use.JSON)), key=manifest.order)
        return tuple(Piece(each, divisible=_has_conversations(each, manifest)) for each in members)

    def _of(self, use: Use) -> list[Member]:
        return self._members.get(use, [])

    def _json(self, manifest: Manifest, accounts: Accounts, reader: ConversationReader) -> Iterator[Event]:
        pieces = self.pieces(manifest)
        for piece in pieces:
            member, account = piece.member, accounts.of(piece.member)
            chat = partial(self._chat, reader, account)
            yield from documents.any_json(member, account, chat, expected=piece.divisible)
        if self._share is not None and self._share.is_last:
            for number, places in self._personal(self._share.heard):
                member = pieces[number].member
                for value in elements_at(member, places):
                    if isinstance(value, dict):
                        yield from reader.settings(value, accounts.of(member))

    def _personal(self, heard: tuple[Note, ...]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Where the other parts met custom instructions and memories that are new in the whole export, by piece."""
        seen: set[object] = set()
        places: dict[int, list[tuple[int, int]]] = {}
        for note in heard:
            match note:
                case (str(what), int(number), int(start), int(end), tuple(digests)) if what == PERSONAL:
                    if not seen.issuperset(digests):
                        places.setdefault(number, []).append((start, end))
                        seen.update(digests)
        if len(seen) > MOST_DIGESTS:
            raise NotDivisibleError
        yield from places.items()

    def _chat(self, reader: ConversationReader, account: Account, value: dict[str, object]) -> Iterator[Event]:
        if isinstance(value.get("mapping"), dict):
            if self._share is not None and not self._conversations:
                self._share.tell(_CHATS)
            self._conversations += 1
        return reader.read(value, account)

    def _side_files(self, accounts: Accounts, links: Links, files: Files) -> Iterator[Event]:
        for member in self._of(Use.FEEDBACK):
            yield from documents.feedback(member, accounts.of(member))
        for member in self._of(Use.CANVAS):
            yield from documents.canvas(member, accounts.of(member))
        for member in self._of(Use.LINKS)[:1]:
            yield from links.leftover(accounts.of(member))
        for member in self._of(Use.LIBRARY)[:1]:
            yield from files.names(accounts.of(member))
            yield from files.listed(accounts.of(member))

    def _uploads(self, accounts: Accounts, files: Files) -> Iterator[Event]:
        """Members that are files of the person. Those in JSON are read: research reports are stored so."""
        unread = len(self._of(Use.ASSET))
        read: set[str] = set()
        for member in self._of(Use.UPLOAD):
            asset = asset_id(member.base) or member.base
            entry = files.entry_of(asset)
            failed: Skipped | None = None
            found = head_of(member)[:1] in (b"[", b"{")
            for event in documents.attached_json(member, accounts.of(member), asset, entry) if found else ():
                if isinstance(event, Skipped):
                    failed = event
                    break
                yield event
            if found and failed is None:
                read.add(asset)
            elif failed is not None and entry is not None and entry.get("library_artifact_type"):
                yield failed
            else:
                unread += 1  # a text may begin with a bracket and be no JSON
        yield from files.not_scanned(read)
        if unread:
            yield NotScanned(INSIDE, count=unread)

    def _nothing_read(self, *, whole: bool) -> Event:
        """Zero conversations: the export says so itself, or something is wrong with it."""
        if self._of(Use.CONVERSATIONS) and whole:
            return Notice(
                "The export is complete and holds no chats: its list of conversations is empty.", warning=True
            )
        if (pages := self._of(Use.WEB_PAGE)) and not self._of(Use.CONVERSATIONS):
            reason = (
                "only this page has the chats, and pages are not read; hand in the conversations JSON beside it too"
            )
            return Skipped(pages[0].name, reason)
        reason = "no chat could be read; hand in all parts of the export together, or download it again"
        return Skipped(self._archive.path, reason)


def _has_conversations(member: Member, manifest: Manifest) -> bool:
    return (
        use_of(member) is Use.CONVERSATIONS or manifest.lists_conversations(member) or is_conversations(head_of(member))
    )


def _use_in_export(member: Member) -> Use:
    """The use by name, but chats in a file that somebody renamed are chats. Files of the person stay what they are."""
    use = use_of(member)
    renamed = use is Use.UPLOAD and asset_id(member.base) is None and is_conversations(head_of(member))
    return Use.JSON if renamed else use
