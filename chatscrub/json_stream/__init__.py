"""Untrusted JSON → Python values, one element of a huge array at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import partial
from itertools import repeat

from chatscrub.archive import Member, MemberShare, is_wide, shown_size
from chatscrub.errors import ArchiveError, JsonError
from chatscrub.json_stream.together import TOGETHER, Extents, border, count, elements
from chatscrub.json_stream.values import UTF8_MARK, WIDE, KeyTwiceError, ValueUnreadableError, parse
from chatscrub.json_stream.window import End, Window
from chatscrub.model.outcome import Skipped

LIMIT = 512 << 20
"""Bytes of one value that are held at once. The largest conversation seen in the wild has some 20 MB."""


class PassedOver(Enum):
    """Stands for an element that another task reads."""

    ELEMENT = auto()


_AGAIN = "download the export again"
_COMMA, _COLON, _QUOTE = b',:"'
_LIST, _LIST_END = b"[]"
_OBJECT, _OBJECT_END = b"{}"


def load(data: bytes, name: str) -> object:
    """One JSON value; lone surrogates and bytes that are not UTF-8 become U+FFFD. Raises JsonError naming the member."""
    if is_wide(data):
        raise JsonError(f"{name}: {WIDE}")
    try:
        return parse(data.removeprefix(UTF8_MARK))
    except ValueUnreadableError as error:
        raise JsonError(f"{name}: {error}; {_AGAIN}") from None


def load_member(member: Member, limit: int = LIMIT) -> object:
    """A whole member as one JSON value. Raises JsonError, ArchiveError (also where it is over `limit` bytes)."""
    window = Window(iter(member.chunks()), limit)
    try:
        window.more(limit + 1)
        if window.failure is not None:
            raise window.failure
        if len(window.data) > limit:
            raise ArchiveError(
                f"{member.name}: is larger than {shown_size(limit)}, which is too large for one JSON value"
            )
        return load(window.data, member.name)
    finally:
        window.close()


def elements_at(member: Member, places: Sequence[tuple[int, int]]) -> Iterator[object]:
    """Values that `records` found, by their first byte and their end, in this order. Raises JsonError, ArchiveError."""
    window = Window(iter(member.chunks()), LIMIT)
    try:
        for start, end in places:
            while window.offset + len(window.data) - window.at < end:
                window.at = min(len(window.data), window.at + start - window.offset)
                if not window.more():
                    raise window.failure or ArchiveError(f"{member.name}: changed while it was read")
            first = window.at + start - window.offset
            yield load(window.data[first : first + end - start], member.name)
    finally:
        window.close()


def records(member: Member, inside: frozenset[str] = frozenset(), limit: int = LIMIT) -> Iterator[object | Skipped]:
    """The elements of a top-level array; the values of JSON lines; or of an object, the elements of its arrays named
    in `inside`, wherever among its keys they stand, else the object itself.

    Where an object names a key twice, the last value counts, as for every reader of JSON, and a `Skipped` follows.
    Memory is that of the largest element. What cannot be read (no JSON, over `limit` bytes, nested more than a thousand
    levels deep, cut off, damaged) comes as `Skipped` with the member's name, and the next element goes on. Where the
    member is shared with other tasks, `PassedOver` stands for each element of theirs.
    """
    share = member.share
    if share is not None and not share.begin():
        return
    reader = _Reader(member, limit)
    try:
        first = reader.begin()
        if first == _OBJECT and inside:
            yield from reader.named_arrays(inside)
            if reader.found:
                yield from reader.lines()
                if share is not None:
                    share.finish()
                return
            reader.close()
            reader = _Reader(member, limit)  # none of the names is there, so the object itself is wanted after all
            first = reader.begin()
        if first == _LIST:
            yield from reader.array()
            yield from reader.trailing()
        elif first == _OBJECT:
            start = reader.window.offset
            yield from reader.value(reader.window.top_value(), start)
            yield from reader.lines()
        else:
            yield from reader.lines()
        if share is not None:
            share.finish()
    finally:
        reader.close()


class _Reader:
    """Reads one member once. `found` says that an object had one of the wanted arrays."""

    def __init__(self, member: Member, limit: int) -> None:
        self.window = Window(iter(member.chunks()), limit)
        self.found = False
        self._name = member.name
        self._share = member.share
        self._limit = limit
        self._count = 0  # elements passed, readable or not
        self._wide = False
        self._blank = False
        self._cut = False
        self._singly_to = 0  # the byte from which on elements may be read together
        self._stretch = TOGETHER

    def close(self) -> None:
        """Closes the member."""
        self.window.close()

    def begin(self) -> int | None:
        """The first byte that counts; None where there is none."""
        window = self.window
        window.more(4)
        if is_wide(window.data):
            self._wide = True
            window.at = len(window.data)
            return None
        if window.data.startswith(UTF8_MARK):
            window.at = len(UTF8_MARK)
        first = window.peek()
        self._blank = first is None
        return first

    def array(self) -> Iterator[object | Skipped]:
        """Elements, from before the opening bracket to behind the closing one."""
        window = self.window
        window.at += 1
        while (byte := window.peek()) != _LIST_END:
            if byte is None or self._cut:
                self._cut = True
                return
            if byte == _COMMA:
                window.at += 1
            elif byte == _OBJECT_END:
                window.at += 1  # closes what was never opened
                yield self._unread("is not valid JSON")
            elif (several := self._together()) is not None:
                yield from several
            else:
                start = window.offset
                found = window.inner_value()
                yield from self.value(found, start, whole=window.at < len(window.data))
        window.at += 1

    def _together(self) -> Iterable[object] | None:
        """Passes all elements that are held, where they are small and plain; None where they must be looked at singly."""
        window, share = self.window, self._share
        if window.offset < self._singly_to:
            return None
        window.hold(TOGETHER)
        data, at, start = window.data, window.at, window.offset
        if (end := border(data, at, min(TOGETHER, self._limit))) is None:
            return None
        ours = share is None or share.owns_all(start, start + end - at)
        if ours is None:
            return None
        found = elements(data, at, end) if ours else None
        passed = len(found) if found is not None else None if ours else count(data, at, end)
        if passed is None:
            self._singly_to = start + self._stretch
            self._stretch *= 2  # what fails costs twice
            return None
        self._stretch = TOGETHER
        self._count += passed
        window.at = end
        if found is None:
            return repeat(PassedOver.ELEMENT, passed)
        return found if share is None else _located(found, share, Extents(data, at, end, start))

    def named_arrays(self, inside: frozenset[str]) -> Iterator[object | Skipped]:
        """Elements of the arrays named in `inside` at the top of an object; everything else in it is passed over."""
        window = self.window
        window.at += 1
        while (byte := window.peek()) == _COMMA or byte == _QUOTE:
            if byte == _COMMA:
                window.at += 1
                continue
            key = window.key()
            if window.peek() != _COLON:
                break
            window.at += 1
            if window.peek() == _LIST and key in inside:
                self.found = True
                yield from self.array()
            elif not window.skip_value():
                break
        if window.peek() == _OBJECT_END and not self._cut:
            window.at += 1
        else:
            self._cut = True
            window.pass_rest()  # so that a damaged end is told however far was read ahead

    def lines(self) -> Iterator[object | Skipped]:
        """One value a line, from here to the end of the member, and what is to be said there."""
        window = self.window
        while not self._cut and not self._wide and window.peek() is not None:
            start = window.offset
            if (line := window.line()) is not None:
                # A last line without its end may be cut; the only line there is rather is no JSON at all.
                ended = window.data[window.at - 1 : window.at] == b"\n"
                yield from self.value(line, start, whole=ended or (not self._count and window.failure is None))
        yield from self._ending()

    def trailing(self) -> Iterator[Skipped]:
        """What is to be said behind the closing bracket of a top-level array."""
        if self._share is not None:
            self._share.close()
        if not self._cut and self.window.peek() is not None:
            yield Skipped(
                self._name, f"something follows the list of {self._count:,} elements and was not read; {_AGAIN}"
            )
        else:
            yield from self._ending()

    def value(self, raw: memoryview | End, start: int, *, whole: bool = True) -> Iterator[object | Skipped]:
        """A passed value that began at byte `start`, read.

        `whole` False says that the member ended with it, so that it may be cut: then nothing.
        """
        size = 0 if isinstance(raw, End) else len(raw)
        is_ours = self._share is None or self._share.owns(start, start + size)
        if not is_ours and raw is not End.CUT and whole:
            self._count += 1
            yield PassedOver.ELEMENT
            return
        if isinstance(raw, End):
            if raw is End.TOO_LARGE:
                yield self._unread(f"is larger than {shown_size(self._limit)}, so it was not read")
            self._cut = self._cut or raw is End.CUT
            return
        try:
            value = parse(raw)
        except KeyTwiceError as error:
            yield error.value
            yield self._unread(str(error))
            return
        except ValueUnreadableError as error:
            if whole:
                yield self._unread(str(error))
            self._cut = self._cut or not whole
            return
        self._count += 1
        yield value if is_ours else PassedOver.ELEMENT

    def _ending(self) -> Iterator[Skipped]:
        if self._share is not None:
            self._share.close()
        if self.window.failure is not None:
            reason = str(self.window.failure).rpartition(f"{self._name}: ")[2]
            yield Skipped(self._name, f"{reason} (elements read before: {self._count:,})")
        elif self._wide:
            yield Skipped(self._name, WIDE)
        elif self._cut:
            yield Skipped(self._name, f"is cut off after {self._count:,} whole elements; {_AGAIN}")
        elif self._blank:
            yield Skipped(self._name, f"is empty; {_AGAIN}")

    def _unread(self, why: str) -> Skipped:
        self._count += 1
        return Skipped(self._name, f"element {self._count:,} {why}; {_AGAIN}")


def _located(found: Sequence[object], share: MemberShare, extents: Extents) -> Iterator[object]:
    """The elements, of each of which the share can tell where it lies."""
    for index, value in enumerate(found):
        share.stand_at(partial(extents.of, index))
        yield value
