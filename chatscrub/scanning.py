"""One archive → its conversations with their findings, in the order of the export and in bounded memory.

Passages are gathered into batches of about a megabyte, because one pass of the prefilter over a batch costs less
than many small ones. A batch ends between two messages, never inside one, so its size cannot change a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from chatscrub.archive import Archive, NotDivisibleError, PastShareError, Share
from chatscrub.detection.adjacent import Joint, Speakers
from chatscrub.detection.cascade import Detection
from chatscrub.detection.subjects import joined
from chatscrub.errors import ArchiveError
from chatscrub.inventory import Inventory
from chatscrub.model.conversation import Conversation, ObjectKind, Passage
from chatscrub.model.finding import Finding
from chatscrub.model.outcome import Covers, Event, Listed, Notice, NotScanned, Skipped, Staff
from chatscrub.model.run import ArchiveResult
from chatscrub.sources.interface import ExportSource, ReadOptions

BATCH = 1 << 20  # characters
_GATHERED = {ObjectKind.MEMORY, ObjectKind.CUSTOM_INSTRUCTIONS}


@dataclass(slots=True)
class ScannedConversation:
    """A conversation with what was found in it; `title` has every found value masked."""

    conversation: Conversation
    title: str = field(repr=False)
    findings: list[Finding] = field(default_factory=list)
    title_spans: set[tuple[int, int]] = field(default_factory=set)
    split: list[Finding] = field(default_factory=list)

    def finish(self) -> ScannedConversation:
        """Masks the title and joins what is about one person, once all passages are scanned.

        What was split over two messages comes last.
        """
        self.findings = joined([*self.findings, *self.split])
        self.split = []
        self.title = masked_title(self.conversation.title, self.title_spans)
        return self


def masked_title(title: str, spans: set[tuple[int, int]]) -> str:
    """The title with each span (offsets in characters, possibly overlapping) replaced by one ellipsis."""
    if not title.strip():
        return "(untitled)"
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if start > position or not pieces:
            pieces.append(title[position:start])
            pieces.append("…")
        position = max(position, end)
    return "".join([*pieces, title[position:]])


class ArchiveScan:
    """The scan of one archive; `result` and `skipped` are complete when the iteration ends.

    `watched` are ids of smaller objects (a message, a file) whose presence is asked for; that of conversations always
    is told. With `share` it is the scan of one task's part, and what `result` says of the whole export does not count.
    """

    def __init__(  # noqa: PLR0913  # one for each thing that a scan is made of
        self,
        archive: Archive,
        source: ExportSource,
        detection: Detection,
        options: ReadOptions,
        on_bytes: Callable[[int], None] = lambda _: None,
        watched: frozenset[str] = frozenset(),
        share: Share | None = None,
    ) -> None:
        self.result = ArchiveResult(path=archive.path, provider=source.provider, partial=source.partial)
        self._inventory = Inventory(archive, self.result, watched, datetime.now(UTC))
        counted = self._inventory.counted(on_bytes)
        self._archive = counted if share is None else share.attached(counted)
        self._share = share
        self._source = source
        self._detection = detection
        self._options = options
        never_opened = archive.skipped if share is None or share.is_first else ()
        self.skipped: list[Skipped] = [Skipped(f"{archive.path}:{each.path}", each.reason) for each in never_opened]
        self._batch: list[tuple[ScannedConversation, Passage]] = []
        self._batched = 0
        self._speakers = Speakers()
        self._joints: list[tuple[ScannedConversation, Joint]] = []
        self._open: list[ScannedConversation] = []
        self._gathered: dict[tuple[str, str | None, str], ScannedConversation] = {}

    @property
    def contents(self) -> dict[int, bytes]:
        """SHA-256 of each member that was read to its end, by its number in the archive."""
        return self._inventory.contents

    def __iter__(self) -> Iterator[ScannedConversation]:
        """Conversations in the order of the export; memories and instructions, which are spread over it, at the end."""
        self._detection.set_staff(())
        try:
            for event in self._events():
                match event:
                    case Passage():
                        yield from self._add(event)
                    case Conversation():
                        self._begin(event)
                    case Skipped():
                        self.skipped.append(Skipped(self._located(event.path), event.reason))
                    case NotScanned():
                        self._count_not_scanned(event)
                    case Staff():
                        self._detection.set_staff(event.accounts)
                    case Covers() | Listed():
                        self._inventory.take(event)
                    case Notice():
                        if event not in self.result.notices:
                            self.result.notices.append(event)
        except ArchiveError as error:
            self.skipped.append(Skipped(self._archive.path, str(error)))
        self._scan_batch()
        yield from self._closed(len(self._open))
        for gathered in self._gathered.values():
            yield self._finished(gathered)
        self._inventory.close()

    def _events(self) -> Iterator[Event]:
        """What the source says; of an export in parts what is this part's to tell, and whose export it is."""
        share = self._share
        events = self._source.read(self._archive, self._options)
        if share is None:
            yield from events
            return
        try:
            for event in events:
                if share.is_mine or isinstance(event, Staff | Covers):
                    yield event
                elif share.is_over:
                    return
        except PastShareError:
            return
        except ArchiveError:
            raise NotDivisibleError from None  # the whole ends here, and its other parts do not

    def _located(self, path: str) -> str:
        return path if path.startswith(self._archive.path) else f"{self._archive.path}:{path}"

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

    def _add(self, passage: Passage) -> Iterator[ScannedConversation]:
        if self._batched >= BATCH:
            last = self._batch[-1][1]
            if passage.message_id is None or passage.message_id != last.message_id:
                self._scan_batch()
                yield from self._closed(len(self._open) - 1)
        self.result.passages += 1
        self.result.characters += len(passage.text)
        self._batched += len(passage.text)
        self._batch.append((self._open[-1], passage))
        joint = self._speakers.then(passage)
        if joint is not None:
            self._joints.append((self._open[-1], joint))

    def _scan_batch(self) -> None:
        if not self._batch:
            return
        holders = [holder for holder, _ in self._batch]
        passages = [passage for _, passage in self._batch]
        self._inventory.see(passages)
        scan = self._detection.scan(passages)
        holder_of = {id(passage): holder for holder, passage in self._batch}
        for finding in scan.findings:
            holder_of[id(finding.passage)].findings.append(finding)
        for index, spans in scan.titles.items():
            holders[index].title_spans.update(spans)
        split = self._detection.scan_joints([joint for _, joint in self._joints])
        holder_of = {id(joint.earlier): holder for holder, joint in self._joints}
        for finding, title_spans in split:
            holder_of[id(finding.passage)].split.append(finding)
            holder_of[id(finding.passage)].title_spans |= title_spans
        self.result.findings += len(scan.findings) + len(split)
        self.result.samples += scan.samples
        self._batch = []
        self._joints = []
        self._batched = 0

    def _closed(self, count: int) -> Iterator[ScannedConversation]:
        done, self._open = self._open[:count], self._open[count:]
        for each in done:
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
