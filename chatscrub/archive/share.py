"""The part of an export that one task reads, where several read one export at the same time.

The members that are divided, one after the other in the order in which their source reads them, make one line of
bytes, of which each task owns a stretch: the elements that begin in it, and whatever the source says between two of
them. What comes before the first element belongs to the first task; what follows the last of them, to a task of its
own at the end (`is_last`), which is told what the others noted (`heard`) and reads no element.

A task passes over the elements before its own without parsing them, and ends behind its own, so the stretches grow
smaller towards the end of the line. What a member holds is hashed by the task alone that reads it to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from chatscrub.archive.record import Archive, Member
from chatscrub.discreet import Discreet, Hidden

COST_OF_PASSING = 0.03
"""Inflating an element and counting it, as a share of what scanning it costs: 0.03 where little is found, else less."""
_COST_OF_HASHING = 0.01  # of that; only the task that reads a member to its end hashes it, and then all of it


class PastShareError(Exception):
    """The task's part ends here. Not an `ArchiveError`, so that no source takes it for one of the export's."""


class NotDivisibleError(Exception):
    """This export cannot be read in parts with the same result; it is to be read as a whole."""


class Piece(msgspec.Struct, frozen=True):
    """A member that is read element by element. Where not `divisible`, one task reads all its elements."""

    member: Member
    divisible: bool = True


class Stripe(Discreet, msgspec.Struct, frozen=True):
    """Which task of an export: `number` from 0; of `count` that read elements, or `count` itself for the last one."""

    number: int
    count: int
    heard: tuple[Note, ...] = ()
    salt: Hidden[bytes] = b""  # of what is noted about texts


Note = tuple[object, ...]
"""What a source must know at the end of an export of what was read before; no text of it. Its first item says of what."""


def bounds(size: int, count: int) -> list[int]:
    """Where the stretches of so many tasks begin on a line of so many bytes, and its end: all take the same time."""
    kept = 1 - COST_OF_PASSING
    longer = size * (1 + _COST_OF_HASHING)  # as if the last task had to scan so much more
    begins = (min(size, round(longer * (1 - kept**number) / (1 - kept**count))) for number in range(count))
    return [*begins, size]


def divided_size(pieces: Sequence[Piece]) -> int:
    """The length of the line in bytes; a member without bytes has a place on it too."""
    return sum(max(piece.member.size, 1) for piece in pieces)


class Share:
    """One task's stretch, and how far the reading has come. `told` is for the last task of the export."""

    def __init__(self, archive: Archive, pieces: Sequence[Piece], stripe: Stripe) -> None:
        numbers = {id(member): number for number, member in enumerate(archive.members)}
        self.is_first = stripe.number == 0
        self.is_last = stripe.number == stripe.count
        self.heard = stripe.heard
        self.salt = stripe.salt
        self.told: list[Note] = []
        self._element: Callable[[], tuple[int, int, int]] = lambda: (0, 0, 0)
        self._size = divided_size(pieces)
        borders = [*bounds(self._size, stripe.count), self._size + 1]
        self._start, self._end = borders[stripe.number], borders[stripe.number + 1]
        self._at = 0
        self._parts: dict[int, MemberShare] = {}
        begin = 0
        for number, piece in enumerate(pieces):
            self._parts[numbers[id(piece.member)]] = MemberShare(self, number, begin, piece)
            begin += max(piece.member.size, 1)

    @property
    def element(self) -> tuple[int, int, int]:
        """Number of the piece, first byte and end of the element that was given last."""
        return self._element()

    @property
    def is_mine(self) -> bool:
        """Whether what the source says now is this task's to tell."""
        return self._start <= self._at < self._end

    @property
    def is_over(self) -> bool:
        """Whether all that follows belongs to others."""
        return self._at >= self._end

    def attached(self, archive: Archive) -> Archive:
        """The archive, whose divided members give this task's elements alone."""
        members = (replace(each, share=self._parts.get(number)) for number, each in enumerate(archive.members))
        return replace(archive, members=tuple(members), share=self)

    def tell(self, *note: object) -> None:
        """Notes something for the last task."""
        self.told.append(note)

    def move(self, at: int) -> None:
        """The reading has come to a byte of the line. Raises NotDivisibleError where it goes back."""
        if at < self._at:
            raise NotDivisibleError
        self._at = at

    def reads_to_end(self, number: int) -> bool:
        """Whether the member of this number is read to its end by this task, and perhaps by no other."""
        part = self._parts.get(number)
        return part is None or part.has_end

    def stand_at(self, element: Callable[[], tuple[int, int, int]]) -> None:
        """Says how to find out where the element lies that is given next."""
        self._element = element

    def owns_all(self, begin: int, end: int) -> bool | None:
        """Whether all these bytes are in the stretch (True) or before it (False); None where neither is so."""
        if end <= self._start:
            return False
        return True if self._start <= begin and end <= self._end else None

    def owns_some(self, begin: int, end: int) -> bool:
        """Whether the stretch has a byte in common with these."""
        return begin < self._end and self._start < end


class MemberShare:
    """A task's elements of one member."""

    def __init__(self, share: Share, number: int, begin: int, piece: Piece) -> None:
        self._share = share
        self._number = number
        self._begin = begin
        self._size = max(piece.member.size, 1)
        self.divisible = piece.divisible

    def begin(self) -> bool:
        """Before the member is read; False where none of it is this task's. Raises PastShareError."""
        self._move(0)
        if self._share.owns_some(self._begin, self._begin + (self._size if self.divisible else 1)):
            return True
        self.finish()
        return False

    def owns(self, start: int, end: int) -> bool:
        """Whether an element from byte `start` to `end` of the member is this task's. Raises PastShareError."""
        self._move(start)
        self.stand_at(lambda: (start, end))
        return self._share.is_mine

    def owns_all(self, start: int, end: int) -> bool | None:
        """Whether all elements that begin between two bytes of the member are this task's (True) or belong to tasks
        before it (False); None where each is to be asked for.
        """
        all_mine = self._share.owns_all(self._place(start), self._place(end - 1) + 1)
        if all_mine is not None:
            self._move(start)
        return all_mine

    def stand_at(self, extent: Callable[[], tuple[int, int]]) -> None:
        """Says how to find first byte and end of the element that is given next; few are asked for."""
        self._share.stand_at(lambda: (self._number, *extent()))

    @property
    def has_end(self) -> bool:
        """Whether the end of the member is this task's."""
        last = self._place(self._size - 1)
        return self._share.owns_some(last, last + 1)

    def close(self) -> None:
        """What is said now is about the end of the member. Raises PastShareError."""
        self._move(self._size - 1)

    def finish(self) -> None:
        """The member is read; what comes next is about others, or about the export."""
        self._share.move(self._begin + self._size)

    def _place(self, at: int) -> int:
        # A size in a zip may be a lie: whatever lies beyond it still belongs to this member.
        return self._begin + (min(at, self._size - 1) if self.divisible else 0)

    def _move(self, at: int) -> None:
        self._share.move(self._place(at))
        if self._share.is_over:
            raise PastShareError
