"""A window on the chunks of a member that moves on value by value, and holds no more than one of them.

Where a value ends is asked of msgspec, which checks and passes over a value at close to a gigabyte a second and then
names the byte at which something follows. That number stands in the text of its error only, so it is tested against a
known answer at first use. Where the test fails, or msgspec finds a value odd, a machine that only knows strings and
brackets finds the end; both find the same ends, the machine at a tenth of the speed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache

import msgspec

from chatscrub.errors import ArchiveError
from chatscrub.json_stream.values import ValueUnreadableError, parse

_SKIPPER = msgspec.json.Decoder(msgspec.Raw)
_TRAILING = re.compile(r"trailing characters \(byte (\d+)\)")
_TRUNCATED = "truncated"
_SPACE = re.compile(rb"[ \t\r\n]*")
# Runs without anything that matters, as far as they go: the rest of a string; whole strings and other bytes among
# which a comma matters (`_FLAT`) or does not (`_DEEP`). Possessive, so nothing is tried twice.
_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_FLAT = re.compile(rb'(?:[^"\[\]{},]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_DEEP = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_QUOTE, _BACKSLASH = b'"\\'
_OPENING = frozenset(b"[{")
_CLOSING = frozenset(b"]}")
_MORE, _WHOLE, _ODD = -1, -2, -3
_KEY = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_LONGEST_KEY = 1 << 20


class End(Enum):
    """Why there is no value to give."""

    CUT = auto()  # the member ends inside it
    TOO_LARGE = auto()  # passed over without being held


class Brackets:
    """Finds where a value ends by its strings and brackets alone; every byte is looked at once.

    Inside a list or object a value ends before the comma or closing bracket that follows; at the top (`top`) an object
    or list ends behind its own closing bracket.
    """

    def __init__(self, *, top: bool = False) -> None:
        self._top = top
        self._depth = 0
        self._in_string = False
        self._escaped = False

    def end(self, data: bytes, start: int) -> int | None:
        """The offset of the end in `data`, from `start` on; None when all was looked at. Then go on with what follows."""
        at = start
        if self._escaped and at < len(data):
            self._escaped = False
            at += 1
        while at < len(data):
            run = _STRING if self._in_string else _DEEP if self._depth else _FLAT
            at = _run_end(run, data, at)
            if at == len(data):
                break
            byte = data[at]
            at += 1
            if byte == _BACKSLASH:
                self._escaped = True  # the last byte there is
            elif byte == _QUOTE:
                self._in_string = not self._in_string
            elif self._ends(byte):
                return at if self._top else at - 1
        return None

    def _ends(self, byte: int) -> bool:
        """Takes a bracket or comma outside strings; whether the value ends with it (`top`) or before it."""
        if byte in _OPENING:
            self._depth += 1
        elif byte in _CLOSING:
            self._depth -= 1
            return self._depth < 0 or (self._top and self._depth == 0)
        else:
            return not self._top and self._depth == 0
        return False


def _run_end(run: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = run.match(data, at)
    return found.end() if found else at


@cache
def skipper_is_known() -> bool:
    """Whether this msgspec tells the end of a value in the words that we read."""
    value = b'{"a]":["\\"}",1.5]}'
    answers = [_skipped(value + b" , 2]", 0), _skipped(b'["x', 0), _skipped(b"[1 2],", 0), _skipped(value, 0)]
    return answers == [len(value) + 1, _MORE, _ODD, _WHOLE]


def _skipped(data: bytes, start: int) -> int:
    """Where something follows the value at `start`; `_WHOLE` where nothing does, else `_MORE` or `_ODD`."""
    try:
        _SKIPPER.decode(memoryview(data)[start:])
    except RecursionError:
        return _ODD
    except msgspec.DecodeError as error:
        text = str(error)
        if found := _TRAILING.search(text):
            return start + int(found[1]) - 1
        return _MORE if _TRUNCATED in text else _ODD
    return _WHOLE


class Window:
    """The bytes not yet passed. `failure` says why the member ended early, None where it ended by itself."""

    def __init__(self, chunks: Iterator[bytes], limit: int) -> None:
        self._chunks = chunks
        self._limit = limit
        self._ended = False
        self._dropped = 0
        self.data = b""
        self.at = 0
        self.failure: ArchiveError | None = None

    @property
    def offset(self) -> int:
        """The byte of the member at which it stands."""
        return self._dropped + self.at

    def close(self) -> None:
        """Closes the member."""
        close = getattr(self._chunks, "close", None)
        if close is not None:
            close()

    def more(self, wanted: int = 0) -> bool:
        """Drops what was passed and reads on until `wanted` bytes are held, at least one chunk; False at the end.

        Whoever asks for twice of what he holds makes the copying linear, however large the value is.
        """
        pieces = [self.data[self.at :]] if self.at < len(self.data) else []
        held = len(self.data) - self.at
        grown = False
        while not self._ended and (not grown or held < wanted):
            try:
                chunk = next(self._chunks, None)
            except ArchiveError as error:
                self.failure = error
                chunk = None
            if chunk is None:
                self._ended = True
            elif chunk:
                pieces.append(chunk)
                held += len(chunk)
                grown = True
        self.data = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        self._dropped += self.at
        self.at = 0
        return grown

    def hold(self, size: int) -> None:
        """Reads on until so many bytes are held, or the member ends."""
        if len(self.data) - self.at < size and not self._ended:
            self.more(size)

    def peek(self) -> int | None:
        """The next byte that is no white space, without passing it; None at the end."""
        while True:
            found = _SPACE.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.data):
                return self.data[self.at]
            if not self.more():
                return None

    def inner_value(self) -> memoryview | End:
        """Passes a value of a list or object and stands before the comma or bracket behind it.

        At the end of the member the rest is given where it may be a whole value; nothing is left behind it then.
        """
        if skipper_is_known():
            while True:
                end = _skipped(self.data, self.at)
                if end >= 0 and self.data[end] in b",]}":
                    return self._pass(end)
                held = len(self.data) - self.at
                if end >= 0 or end == _ODD or held > self._limit:
                    break
                if not self.more(2 * held):
                    return self._rest() if end == _WHOLE else self._scanned(Brackets())
        return self._scanned(Brackets())

    def top_value(self) -> memoryview | End:
        """Passes an object or list that stands at the top of the member."""
        if skipper_is_known():
            while True:
                end = _skipped(self.data, self.at)
                if end >= 0 or end == _WHOLE:
                    return self._pass(end if end >= 0 else len(self.data))
                held = len(self.data) - self.at
                if end != _MORE or held > self._limit or not self.more(2 * held):
                    break
        return self._scanned(Brackets(top=True))

    def key(self) -> str | None:
        """Passes a string; None where it is no key that anybody looks for (too long, not valid)."""
        while (found := _KEY.match(self.data, self.at)) is None:
            held = len(self.data) - self.at
            if held > _LONGEST_KEY or not self.more(2 * held):
                return None
        self.at = found.end()
        try:
            key = parse(found[0])
        except ValueUnreadableError:
            return None
        return key if isinstance(key, str) else None

    def skip_value(self) -> bool:
        """Passes a value in an object without holding it; False when the member ends in it."""
        brackets = Brackets()
        while (end := brackets.end(self.data, self.at)) is None:
            self.at = len(self.data)
            if not self.more():
                return False
        self.at = end
        return True

    def pass_rest(self) -> None:
        """Passes all that is left of the member."""
        self.at = len(self.data)
        while self.more():
            self.at = len(self.data)

    def line(self) -> memoryview | End | None:
        """Passes a line; None at the end of the member."""
        seen = 0
        while (end := self.data.find(b"\n", self.at + seen)) < 0:
            seen = held = len(self.data) - self.at
            if held > self._limit:
                return self._skip_line()
            if not self.more(2 * held):
                return self._pass(len(self.data)) if held else None
        line = self._pass(end)
        self.at = end + 1
        return line

    def _skip_line(self) -> End:
        while (end := self.data.find(b"\n", self.at)) < 0:
            self.at = len(self.data)
            if not self.more():
                return End.TOO_LARGE
        self.at = end + 1
        return End.TOO_LARGE

    def _scanned(self, brackets: Brackets) -> memoryview | End:
        seen = 0
        while (end := brackets.end(self.data, self.at + seen)) is None:
            seen = held = len(self.data) - self.at
            if held > self._limit:
                return self._pass_over(brackets)
            if not self.more(2 * held):
                return self._rest()
        return self._pass(end)

    def _pass_over(self, brackets: Brackets) -> End:
        """Goes on to the end of a value whose begin was too large to hold."""
        self.at = len(self.data)
        while self.more():
            if (end := brackets.end(self.data, self.at)) is not None:
                self.at = end
                return End.TOO_LARGE
            self.at = len(self.data)
        return End.TOO_LARGE

    def _rest(self) -> memoryview | End:
        """What is left at the end of the member, where it ends with what can close a value."""
        rest = self.data[self.at :].rstrip(b" \t\r\n")
        if (
            self.failure is None
            and rest[:1] in (b"{", b"[", b'"')
            and rest[-1:] in (b"}", b"]", b'"')
            and len(rest) > 1
        ):
            return self._pass(len(self.data))
        self.at = len(self.data)
        return End.CUT

    def _pass(self, end: int) -> memoryview | End:
        start, self.at = self.at, end
        return End.TOO_LARGE if end - start > self._limit else memoryview(self.data)[start:end]
