"""One archive → its conversations with their findings, in the order of the export and in bounded memory.

Passages are gathered into batches of about a megabyte, because one pass of the prefilter over a batch costs less
than many small ones. A batch ends between two messages, never inside one, so its size cannot change a result.
Whatever is done for every passage is done for many at once: there are millions, and little is found in them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from chatscrub.archive import (
    Archive,
    Limits,
    NotDivisibleError,
    PastShareError,
    Share,
    Stopwatch,
    shown_member,
    unnamed,
)
from chatscrub.detection.adjacent import Joint, Speakers
from chatscrub.detection.cascade import Detection, Search
from chatscrub.detection.subjects import joined
from chatscrub.discreet import Discreet, Hidden
from chatscrub.errors import ArchiveError
from chatscrub.inventory import Inventory
from chatscrub.model.conversation import Conversation, ObjectKind, Passage
from chatscrub.model.finding import Finding
from chatscrub.model.outcome import Covers, Event, Listed, Notice, NotScanned, Present, Skipped, Staff, Told
from chatscrub.model.run import ArchiveResult
from chatscrub.model.skips import Skips
from chatscrub.sources.interface import ExportSource, ReadOptions

BATCH = 1 << 19  # characters
AHEAD = 2
"""Batches that may wait for the prefilter's thread or in it: with one, this thread and that one wait for each other by
turns, since one batch takes longer to search and another longer to verify."""
_GATHERED = {ObjectKind.MEMORY, ObjectKind.CUSTOM_INSTRUCTIONS}


class ScannedConversation(Discreet, msgspec.Struct):
    """A conversation with what was found in it; `title` has every found value masked."""

    conversation: Conversation
    title: Hidden[str]
    findings: list[Finding] = msgspec.field(default_factory=list)
    title_spans: set[tuple[int, int]] = msgspec.field(default_factory=set)
    split: list[Finding] = msgspec.field(default_factory=list)

    def finish(self) -> ScannedConversation:
        """Masks the title and joins what is about one person, once all passages are scanned.

        What was split over two messages comes last.
        """
        self.findings = joined([*self.findings, *self.split])
        self.split = []
        self.title = masked_title(self.conversation.title, self.title_spans)
        return self


class _Batch(msgspec.Struct):
    """Texts that are searched at once, in lists, each with the conversation that it is from.

    `size` is in characters; `closing` are the conversations that end with it.
    """

    parts: list[tuple[ScannedConversation, list[Passage]]] = msgspec.field(default_factory=list)
    joints: list[tuple[ScannedConversation, Joint]] = msgspec.field(default_factory=list)
    size: int = 0
    closing: list[ScannedConversation] = msgspec.field(default_factory=list)

    def goes_on(self, passages: Sequence[Passage], size: int) -> bool:
        """Whether more passages, of so many characters, belong to it: messages are not torn, however long."""
        return not self.size or self.size + size <= BATCH or not _is_between(self.parts[-1][1][-1], passages[0])


def masked_title(title: str, spans: set[tuple[int, int]]) -> str:
    """The title with each span (offsets in characters, possibly overlapping) replaced by one ellipsis."""
    if not title.strip():
        return "(untitled)"
    if not spans:
        return title
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if start > position or not pieces:
            pieces.append(title[position:start])
            pieces.append("…")
        position = max(position, end)
    return "".join([*pieces, title[position:]])


def parts(passages: list[Passage]) -> Iterator[tuple[list[Passage], int]]:
    """A list of passages, cut between two messages wherever it has more characters than a batch; each part with its
    number of characters.
    """
    lengths = [len(passage.text) for passage in passages]
    whole = sum(lengths)
    if whole < BATCH:
        if passages:
            yield passages, whole
        return
    size = first = 0
    for index, length in enumerate(lengths):
        if size >= BATCH and _is_between(passages[index - 1], passages[index]):
            yield passages[first:index], size
            size, first = 0, index
        size += length
    if first < len(passages):
        yield passages[first:], size


def _is_between(earlier: Passage, later: Passage) -> bool:
    return later.message_id is None or later.message_id != earlier.message_id


class ArchiveScan:
    """The scan of one archive; `result` and `skipped` are complete when the iteration ends.

    `watched` are ids of smaller objects (a message, a file) whose presence is asked for; that of conversations always
    is told, to `show`. With `share` it is the scan of one task's part, and what `result` says of the whole export does not count.
    """

    def __init__(  # noqa: PLR0913  # one for each thing that a scan is made of
        self,
        archive: Archive,
        source: ExportSource,
        detection: Detection,
        options: ReadOptions,
        on_bytes: Callable[[int], None] = lambda _: None,
        watched: frozenset[str] = frozenset(),
        stopwatch: Stopwatch | None = None,
        share: Share | None = None,
        show: Callable[[Present], None] = lambda _: None,
    ) -> None:
        self.result = ArchiveResult(path=archive.path, provider=source.provider, partial=source.partial)
        self._inventory = Inventory(archive, self.result, watched, datetime.now(UTC), show)
        self._stopwatch = stopwatch or Stopwatch(Limits())
        self._on_bytes = on_bytes
        if share is None:
            self._archive = self._inventory.counted(self._count_bytes)
        else:
            self._archive = share.attached(self._inventory.counted(self._count_bytes, share.reads_to_end))
        self._share = share
        self._source = source
        self._detection = detection
        self._options = options
        never_opened = archive.skipped if share is None or share.is_first else ()
        self.skipped = Skips(map(self._told, never_opened))
        self._batch = _Batch()
        self._searched: deque[tuple[_Batch, Search]] = deque()
        self._speakers = Speakers()
        self._open: list[ScannedConversation] = []
        self._gathered: dict[tuple[str, str | None, str], ScannedConversation] = {}

    @property
    def contents(self) -> dict[int, bytes]:
        """SHA-256 of each member that was read to its end, by its number in the archive."""
        return self._inventory.contents

    def __iter__(self) -> Iterator[ScannedConversation]:
        """Conversations in the order of the export; memories and instructions, which are spread over it, at the end."""
        self._detection.set_staff(())
        for event in self._events():
            if isinstance(event, Passage):
                yield from self._add([event], len(event.text))
            elif isinstance(event, list):
                for part, size in parts(event):
                    yield from self._add(part, size)
            else:
                self._take(event)
        yield from self._turn(len(self._open))
        yield from self._scanned()
        for gathered in self._gathered.values():
            yield self._finished(gathered)
        self._inventory.close()

    def _take(self, event: Told) -> None:
        match event:
            case Conversation():
                self._begin(event)
            case Skipped():
                self.skipped.add(self._told(event))
            case NotScanned():
                self._count_not_scanned(event)
            case Staff():
                self._detection.set_staff(event.accounts)
            case Covers() | Listed():
                self._inventory.take(event)
            case Notice():
                if event not in self.result.notices:
                    self.result.notices.append(event)

    def _events(self) -> Iterator[Event]:
        """What the source says, for as long as the archive may be in work; then one word on what broke it off.

        Of an export in parts it is what is this part's to tell, and whose export it is.
        """
        share = self._share
        try:
            for event in self._source.read(self._archive, self._options):
                if self._stopwatch.is_over():
                    break
                if share is None or share.is_mine or isinstance(event, Staff | Covers):
                    yield event
                elif share.is_over:
                    return
        except PastShareError:
            return
        except ArchiveError as error:
            if share is not None and not self._stopwatch.stopped:
                raise NotDivisibleError from None  # the whole ends here, and its other parts do not
            if not self._stopwatch.stopped:
                yield Skipped(self._archive.path, unnamed(str(error), self._archive))
        if self._stopwatch.stopped:
            yield Skipped(self._archive.path, self._stopwatch.reason)

    def _count_bytes(self, count: int) -> None:
        self._stopwatch.check(self._archive.path)
        if self._share is None or self._share.is_mine:  # else another part counts them
            self._on_bytes(count)

    def _told(self, event: Skipped) -> Skipped:
        """What was skipped, with the way to it, and without the names that people gave to files."""
        path = self._archive.path
        if event.path == path:
            return event
        member = event.path.removeprefix(f"{path}:")
        shown = shown_member(member)
        reason = event.reason.removeprefix(f"{path}:{member}: ")
        return Skipped(f"{path}:{shown}", reason.replace(member, shown))

    def _begin(self, conversation: Conversation) -> None:
        self._speakers = Speakers()
        if conversation.object in _GATHERED:
            if self._share is not None and not self._share.is_last:
                raise NotDivisibleError  # it may go on in another part
            key = (conversation.object.value, conversation.id, conversation.account.key)
            if key not in self._gathered:
                self.result.conversations += 1
                self._gathered[key] = ScannedConversation(conversation, conversation.title)
            self._open.append(self._gathered[key])
        else:
            self.result.conversations += 1
            self._open.append(ScannedConversation(conversation, conversation.title))
        self.result.accounts.add(conversation.account.key)

    def _add(self, passages: list[Passage], size: int) -> Iterator[ScannedConversation]:
        """Takes passages with so many characters."""
        if not self._batch.goes_on(passages, size):
            yield from self._turn(len(self._open) - 1)
        holder = self._open[-1]
        self.result.passages += len(passages)
        self.result.characters += size
        self._batch.size += size
        self._batch.parts.append((holder, passages))
        if joints := self._speakers.joints(passages):
            self._batch.joints += [(holder, joint) for joint in joints]

    def _turn(self, count: int) -> Iterator[ScannedConversation]:
        """Begins with a batch, with which so many conversations end, and finishes an earlier one, which was searched
        meanwhile; where none is searched ahead, this one.
        """
        batch, self._batch = self._batch, _Batch()
        batch.closing, self._open = self._open[:count], self._open[count:]
        passages = [passage for _, part in batch.parts for passage in part]
        self._inventory.see(passages)
        self._searched.append((batch, self._detection.begin(passages)))
        yield from self._scanned(AHEAD if self._detection.ahead else 0)

    def _scanned(self, left: int = 0) -> Iterator[ScannedConversation]:
        """Finishes batches that were begun, until so many are left, and gives the conversations that end with them."""
        while len(self._searched) > left:
            yield from self._finish(*self._searched.popleft())

    def _finish(self, batch: _Batch, search: Search) -> Iterator[ScannedConversation]:
        scan = self._detection.finish(search)
        if scan.findings:
            ends = list(accumulate(len(part) for _, part in batch.parts))
            holder_of = {id(search.passages[each]): batch.parts[bisect_right(ends, each)][0] for each in scan.found_in}
            for finding in scan.findings:
                holder_of[id(finding.passage)].findings.append(finding)
            for index, spans in scan.titles.items():
                holder_of[id(search.passages[index])].title_spans.update(spans)
        split = self._detection.scan_joints([joint for _, joint in batch.joints])
        holder_of = {id(joint.earlier): holder for holder, joint in batch.joints}
        for finding, title_spans in split:
            holder_of[id(finding.passage)].split.append(finding)
            holder_of[id(finding.passage)].title_spans |= title_spans
        self.result.findings += len(scan.findings) + len(split)
        self.result.samples += scan.samples
        for each in batch.closing:
            if each.conversation.object not in _GATHERED:
                yield self._finished(each)

    def _finished(self, scanned: ScannedConversation) -> ScannedConversation:
        scanned.finish()
        self._inventory.add(scanned.conversation, scanned.title)
        return scanned

    def _count_not_scanned(self, event: NotScanned) -> None:
        known = self.result.not_scanned.get(event.what)
        self.result.not_scanned[event.what] = (
            replace(known, count=known.count + event.count) if known else replace(event, conversation_id=None)
        )
