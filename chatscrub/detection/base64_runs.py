"""Runs of base64 that hold a text, plain or compressed → that text.

A run is worth decoding when its first groups say that a text begins there, which one word or path in many thousands
does. Text in UTF-16 is what PowerShell's ``-EncodedCommand`` takes.
"""

from __future__ import annotations

import binascii
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator

from chatscrub.detection.dialect import compiled
from chatscrub.lazy_patterns import lazy_compile

SHORTEST = 20
"""Characters of base64 that are worth a look."""
INFLATED = 1 << 20
"""Bytes that one compressed run may give."""
RATIO = 100
"""How many times its own size a compressed run may give."""

_BITS = "[0-9A-Za-z+/_-]"
# Three bytes of ASCII: the high bit of each is zero, and the first is no control character but a tab or a line break.
_TEXT = f"[CDI-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589]{_BITS}"
_WIDE = f"[CDI-Za-f][AQgw][AB]{_BITS}A[A-H][AEIMQUYcgkosw048]A"  # three characters of ASCII in UTF-16, low byte first
_GZIP = "H4sI"
_ZLIB = "e(?:A[E-H]|F[4-7]|J[w-z]|N[o-r])"
TRIGGER = (
    rf"(?:\b|_)(?:(?:{_TEXT}){{3}}{_BITS}{{8}}|(?:{_WIDE}){{2}}{_BITS}{{4}}|{_GZIP}{_BITS}{{16}}|{_ZLIB}{_BITS}{{17}})"
)
"""Where this does not match `decoded` gives nothing; in the detectors' dialect."""

_RUN = lazy_compile(rb"[0-9A-Za-z+/_-]++")
_NEXT_LINE = lazy_compile(
    rb"[ \t]*+(?:\r?\n|(?:\\r)?\\n)[ \t>|]{0,12}+(?P<run>[0-9A-Za-z+/_-]++)"
    rb"(?=={0,2}[ \t]*+(?:\r?\n|\\[nr]|[\"'`]|\Z))"
)
_NO_TEXT = lazy_compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STANDARD = bytes.maketrans(b"-_", b"+/")
_CHUNK = 1 << 14  # characters that are decoded before looking at what they say
_LINE = 512  # bytes before a run in which its line may begin

Origin = Callable[[int, int], tuple[int, int]]


def decoded(data: bytes) -> Iterator[tuple[bytes, str, Origin]]:
    """Each text in a passage: what it says in UTF-8, how it was encoded, and the way back."""
    done = 0
    origin: Origin
    for found in compiled(TRIGGER).finditer(data):
        start = found.span()[0]
        start += data[start : start + 1] == b"_"
        if start < done:
            continue
        how = _encoding(_bytes_of(data[start : start + SHORTEST]))
        if how is None:
            continue
        run = _Run(data, start)
        done = run.end
        if how == "base64":
            text, origin = _plain(run.characters), run.origin
        elif how == "utf-16":
            text = _plain(run.characters, encoding="utf-16-le")
            origin = run.origin_of_wide if text.isascii() else run.whole
        else:
            text, origin = _inflated(run.characters), run.whole
        if len(text) >= SHORTEST * 3 // 4:
            yield text, how, origin


def _encoding(head: bytes) -> str | None:
    """What the first bytes of a run are."""
    if len(_text(head)) + 3 >= len(head):  # the last character may be cut
        return "base64"
    if head[:3] == b"\x1f\x8b\x08":
        return "gzip"
    if head[0] == 0x78 and int.from_bytes(head[:2], "big") % 31 == 0:  # RFC 1950
        return "zlib"
    return "utf-16" if not any(head[1::2]) and not _NO_TEXT.search(head[::2]) else None


class _Run:
    """A run of base64 characters, over several lines where it is wrapped."""

    def __init__(self, data: bytes, start: int) -> None:
        found = _RUN.match(data, start)
        parts = [found.group() if found else b""]
        size = len(parts[0])
        self.end = start + size
        self._begins, self._starts = [0], [start]
        # All lines are of one width but the last, which is shorter; before the first something else may stand.
        width = self.end - (data.rfind(b"\n", max(0, start - _LINE), start) + 1 or max(0, start - _LINE))
        while line := _NEXT_LINE.match(data, self.end):
            part = line["run"]
            if len(part) > width:
                break
            self._begins.append(size)
            self._starts.append(line.start("run"))
            parts.append(part)
            size += len(part)
            self.end = line.end("run")
            if len(part) < width and len(parts) > 2:
                break
            width = len(part)
        self.characters = b"".join(parts)

    def _place(self, character: int) -> int:
        number = bisect_right(self._begins, character) - 1
        return self._starts[number] + character - self._begins[number]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The characters that hold a bit of a span that is not empty."""
        return self._place(start * 8 // 6), self._place(-(-end * 8 // 6) - 1) + 1

    def origin_of_wide(self, start: int, end: int) -> tuple[int, int]:
        """The same where each byte of the text was two."""
        return self.origin(2 * start, 2 * end)

    def whole(self, _start: int, _end: int) -> tuple[int, int]:
        """The run: in a compressed stream no byte has a place of its own."""
        return self._starts[0], self.end


def _bytes_of(characters: bytes) -> bytes:
    """What base64 in either alphabet says, without an incomplete byte at the end."""
    whole = characters[: len(characters) - (len(characters) % 4 == 1)].translate(_STANDARD)
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _plain(characters: bytes, encoding: str = "utf-8") -> bytes:
    """The text in UTF-8 that base64 begins with."""
    parts: list[bytes] = []
    for begin in range(0, len(characters), _CHUNK):
        raw = _bytes_of(characters[begin : begin + _CHUNK])
        parts.append(raw)
        if _NO_TEXT.search(raw) and encoding == "utf-8":
            break
    return _text(b"".join(parts), encoding)


def _text(raw: bytes, encoding: str = "utf-8") -> bytes:
    """The text that bytes begin with, in UTF-8."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        text = raw[: error.start].decode(encoding)
    said = text.encode()
    found = _NO_TEXT.search(said)
    return said[: found.start()] if found else said


def _inflated(characters: bytes) -> bytes:
    """The text that a compressed stream begins with, in UTF-8; empty where the stream is damaged from the start."""
    raw = _bytes_of(characters[: INFLATED * 4 // 3])
    stream = zlib.decompressobj(wbits=47)  # of either header
    try:
        return _text(stream.decompress(raw, min(INFLATED, RATIO * len(raw))))
    except zlib.error:
        return b""
