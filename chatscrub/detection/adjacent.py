"""Two messages of one speaker, one after the other → the token that was split over both, joined again.

Only what ends a message and what begins the next is joined, and only where both look like halves of a token: words
and numbers, which end and begin nearly every message, do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from chatscrub.detection.claim import Claim
from chatscrub.detection.claimed import is_sure
from chatscrub.discreet import Discreet, Hidden
from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model.conversation import Branch, Passage, Role

HALF = 128
"""Bytes of each message that are joined at most, those of its line before or behind the token included."""
ALONE = 4096
"""Bytes of each message in which a token that needs no other half is looked for."""

_WORD = 24  # characters; few words are longer
_SPEAKERS = 256  # that are remembered in one conversation
_CLOSING = "!?,;:)]}>*'\"`"  # as every other message ends
_RUN = lazy_compile(r"[0-9A-Za-z+/_=.-]{6,}")
# Small letters, also behind a capital, and several of them in a path or an address; or nothing but digits and marks.
_ORDINARY = lazy_compile(r"[./]*[A-Z]?[a-z]+(?:[-./]+[A-Z]?[a-z]+)*[./]*|[0-9+/_=.-]*")


class Joint(Discreet, msgspec.Struct, frozen=True):
    """The end of one message and the beginning of the next, in UTF-8 and without what is blank between them.

    In `data` the later message begins at byte `cut`. `before` and `after` are the same end and beginning at greater
    length, to see what each message gives without the other.
    """

    earlier: Passage
    later: Passage
    data: Hidden[bytes]
    cut: int
    before: Hidden[bytes]
    after: Hidden[bytes]

    def crossed_by(self, claim: Claim) -> bool:
        """Whether a claim about `data` is one for a token of a known issuer that the two messages share."""
        return is_sure(claim) and claim.start < self.cut < claim.end

    def known(self, claim: Claim, before: list[Claim], after: list[Claim]) -> bool:
        """Whether one of the messages gives such a token alone, in part of the same place."""
        start, end = len(self.before) - (self.cut - claim.start), claim.end - self.cut
        return any(is_sure(each) and each.end > start for each in before) or any(
            is_sure(each) and each.start < end for each in after
        )


class Speakers:
    """What each speaker of a conversation said last, as far as it may be half a token."""

    def __init__(self) -> None:
        self._last: dict[tuple[Role, str | None, str, Branch], Passage] = {}

    def joints(self, passages: Iterable[Passage]) -> list[Joint]:
        """Takes the next passages of the conversation; the joints of each with what the same speaker said before."""
        found: list[Joint] = []
        for passage in passages:
            text = passage.text
            ends_in_half = text[-1:] not in _CLOSING and _ends_in_half(text)
            if (ends_in_half or self._last) and (joint := self._then(passage, ends_in_half=ends_in_half)) is not None:
                found.append(joint)
        return found

    def _then(self, passage: Passage, *, ends_in_half: bool) -> Joint | None:
        if passage.message_id is None:
            return None
        speaker = passage.role, passage.author, passage.owner.key, passage.branch
        earlier = self._last.pop(speaker, None)
        if ends_in_half:
            self._last[speaker] = passage
            if len(self._last) > _SPEAKERS:
                del self._last[next(iter(self._last))]
        if earlier is None or earlier.message_id == passage.message_id or not _begins_with_half(passage.text):
            return None
        return _joint(earlier, passage)


def _ends_in_half(text: str) -> bool:
    words = text[-_WORD:].rsplit(None, 1)
    if len(words) != 2:  # the word may begin further back
        words = text[1 - 2 * HALF :].rsplit(None, 1)
    return bool(words) and _word_ends_in_half(words[-1])


@lru_cache(maxsize=1 << 12)  # most messages end in the same few thousand words
def _word_ends_in_half(word: str) -> bool:
    run = _RUN.match(word[::-1])
    return run is not None and run.end() <= HALF and _ORDINARY.fullmatch(run.group()[::-1]) is None


def _begins_with_half(text: str) -> bool:
    run = _RUN.match(text[: 2 * HALF].lstrip())
    return run is not None and run.end() <= HALF and _ORDINARY.fullmatch(run.group()) is None


def _joint(earlier: Passage, later: Passage) -> Joint:
    before = earlier.text[-ALONE:].rstrip().encode("utf-8", "replace")[-ALONE:]
    after = later.text[:ALONE].lstrip().encode("utf-8", "replace")[:ALONE]
    # A cut through a character leaves stray bytes, which are not decoded.
    before, after = before.decode(errors="ignore").encode(), after.decode(errors="ignore").encode()
    tail = before.rpartition(b"\n")[2][-HALF:].decode(errors="ignore").encode()
    head = after.partition(b"\n")[0][:HALF].decode(errors="ignore").encode()
    return Joint(earlier, later, tail + head, len(tail), before, after)
