"""One pass over the bytes of a batch: which detector may fire in which passage.

The answer is a superset of what the detectors' patterns match, never less. Passages are joined with `SEPARATOR`, whose
line breaks keep ``^``, ``$`` and ``\\b`` true at every border. A match across a separator is only a false candidate,
and hides nothing, since Hyperscan reports every end of every match.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import platformdirs
import re2

from chatscrub.detection.dialect import compiled, for_hyperscan
from chatscrub.errors import PackError, UsageError
from chatscrub.model.detector import Detector

try:
    import hyperscan
except ImportError:  # no wheel for this platform
    HAS_HYPERSCAN = False
else:
    HAS_HYPERSCAN = True

SEPARATOR = b"\n\x00\n"
ENGINES = ("auto", "hyperscan", "re2")
SET_SIZE = 16  # patterns in one RE2 set: small enough that no set runs short of memory
SET_MEMORY = 64 << 20
KEPT = 4  # compiled databases in the cache

_CHECKSUM = 32  # bytes of SHA-256 in front of a cached database


class Prefilter(Protocol):
    """Tells which detectors may fire where."""

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs (passage, detector), both as indexes, sorted, each once.

        `batch` and `borders` are what `join` gives: passage `i` begins at byte ``borders[i]``.
        """
        ...


def join(texts: Iterable[bytes]) -> tuple[bytes, list[int]]:
    """One batch of passages in UTF-8, and the byte at which each begins; the last border is where one more would."""
    borders = [0]
    parts: list[bytes] = []
    for text in texts:
        parts.append(text)
        borders.append(borders[-1] + len(text) + len(SEPARATOR))
    return SEPARATOR.join(parts), borders


def prefilter_for(detectors: Sequence[Detector], engine: str = "auto", cache: Path | None = None) -> Prefilter:
    """The prefilter of a detector set; `engine` is one of `ENGINES`, `cache` a folder for compiled databases.

    Raises:
        UsageError: the engine is unknown or not installed.
        PackError: the engine refuses a detector's pattern.
    """
    if engine not in ENGINES:
        raise UsageError(f"unknown prefilter engine: choose one of {', '.join(ENGINES)}")
    if engine == "hyperscan" and not HAS_HYPERSCAN:
        raise UsageError("Hyperscan is not installed here: install it, or choose the re2 engine")
    if engine == "re2" or not HAS_HYPERSCAN:
        return Re2Prefilter(detectors)
    return HyperscanPrefilter(detectors, cache)


def default_cache() -> Path:
    """Where compiled databases are kept on this machine. They hold patterns only, nothing of an export."""
    return Path(platformdirs.user_cache_dir("chatscrub"))


def refusal(expression: str) -> str | None:
    """Why Hyperscan does not take an expression; None where it does, or where Hyperscan is not installed."""
    if not HAS_HYPERSCAN:
        return None
    try:
        _compile([for_hyperscan(expression).encode()])
    except (hyperscan.error, PackError) as error:
        return str(error)
    return None


def _compile(expressions: list[bytes]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_MULTILINE
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        elements=len(expressions),
        flags=[flags] * len(expressions),
    )
    return database


class HyperscanPrefilter:
    """All expressions in one Hyperscan database; one scan a batch."""

    def __init__(self, detectors: Sequence[Detector], cache: Path | None = None) -> None:
        self._size = len(detectors)
        if detectors:
            expressions = _expressions(detectors)
            self._database = _cached(expressions, detectors, cache) if cache else _compile_all(expressions, detectors)

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        if not self._size or not batch:
            return []
        # A repeat such as {16,120} is reported at each of its ends: only the first in a passage is worth a lookup.
        lows, highs = [0] * self._size, [-1] * self._size
        hits: list[tuple[int, int]] = []

        def on_match(detector: int, _start: int, end: int, _flags: int, _context: object) -> None:
            if not lows[detector] < end <= highs[detector]:
                passage = bisect_left(borders, end) - 1
                lows[detector], highs[detector] = borders[passage], borders[passage + 1]
                hits.append((passage, detector))

        self._database.scan(batch, match_event_handler=on_match)
        return sorted(set(hits))


def _expressions(detectors: Sequence[Detector]) -> list[bytes]:
    expressions: list[bytes] = []
    for one in detectors:
        try:
            expressions.append(for_hyperscan(one.prefilter or one.pattern).encode())
        except PackError as error:
            raise PackError(f"{one.file}: detector {one.id}: {error}") from error
    return expressions


def _compile_all(expressions: list[bytes], detectors: Sequence[Detector]) -> hyperscan.Database:
    try:
        return _compile(expressions)
    except hyperscan.error as error:
        for one in detectors:
            reason = refusal(one.prefilter or one.pattern)
            if reason is not None:
                raise PackError(f"{one.file}: detector {one.id}: Hyperscan refuses the pattern ({reason})") from error
        raise PackError(f"Hyperscan cannot compile the detectors together ({error}): use the re2 engine") from error


def _cached(expressions: list[bytes], detectors: Sequence[Detector], cache: Path) -> hyperscan.Database:
    """The database from the cache folder, else compiled and put there. A damaged or unwritable cache is no failure."""
    machine = f"{version('hyperscan')}-{platform.system()}-{platform.machine()}"
    name = hashlib.sha256(b"\0".join([machine.encode(), *expressions])).hexdigest()
    path = cache / f"patterns-{name}.hs"
    with contextlib.suppress(OSError, hyperscan.error):
        content = path.read_bytes()
        if hashlib.sha256(content[_CHECKSUM:]).digest() == content[:_CHECKSUM]:
            database = hyperscan.loadb(content[_CHECKSUM:], hyperscan.HS_MODE_BLOCK)
            database.scratch = hyperscan.Scratch(database)
            return database
    database = _compile_all(expressions, detectors)
    with contextlib.suppress(OSError, hyperscan.error):
        body = hyperscan.dumpb(database)
        _replace(path, hashlib.sha256(body).digest() + body)
        _prune(cache)
    return database


def _replace(path: Path, content: bytes) -> None:
    """Writes a file so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _prune(cache: Path) -> None:
    """Leaves the newest databases only: each change of a detector makes a new one of a few megabytes."""
    files = sorted(cache.glob("patterns-*.hs"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)


class Re2Prefilter:
    """The same answer from RE2 alone: sets of patterns, matched passage by passage."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._sets: list[tuple[re2.Set | None, range]] = []
        for first in range(0, len(detectors), SET_SIZE):
            members = range(first, min(first + SET_SIZE, len(detectors)))
            self._sets.append((_set_of([detectors[index] for index in members]), members))

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        hits: list[tuple[int, int]] = []
        for passage in range(len(borders) - 1):
            text = batch[borders[passage] : borders[passage + 1] - len(SEPARATOR)]
            for patterns, members in self._sets:
                found = (patterns and patterns.Match(text)) or ()
                if len(members) in found:
                    hits.extend((passage, members[index]) for index in found if index < len(members))
                else:  # the sentinel is missing: the set is short of memory, so each member may fire
                    hits.extend((passage, index) for index in members)
        return sorted(set(hits))


def _set_of(detectors: Sequence[Detector]) -> re2.Set | None:
    options = re2.Options()
    options.max_mem = SET_MEMORY
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for one in detectors:
        expression = one.prefilter or one.pattern
        try:
            compiled(expression)
            patterns.Add("(?m)" + expression)
        except (PackError, re2.error) as error:
            raise PackError(f"{one.file}: detector {one.id}: RE2 refuses the pattern ({error})") from None
    # Matches always. A set that fails says "nothing found", and this tells the two apart.
    patterns.Add("(?:)")
    try:
        patterns.Compile()
    except re2.error:  # more memory than a set may take
        return None
    return patterns
