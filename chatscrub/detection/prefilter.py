"""One pass over the bytes of a batch: which detector may fire in which passage.

The answer is a superset of what the detectors' patterns match, never less. A match across a separator of passages is
only a false candidate, and hides nothing, since Hyperscan reports every end of every match.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

import platformdirs

from chatscrub.detection.batch import Prefilter
from chatscrub.detection.dialect import for_hyperscan
from chatscrub.detection.re2_prefilter import Re2Prefilter, unions
from chatscrub.errors import PackError, UsageError
from chatscrub.model.detector import Detector

try:
    import hyperscan
except ImportError:  # no wheel for this platform
    HAS_HYPERSCAN = False
else:
    HAS_HYPERSCAN = True

ENGINES = ("auto", "hyperscan", "re2")
WORTH_A_THREAD = 1 << 16  # bytes; a smaller batch is done before a thread has begun
KEPT = 64 << 20  # bytes of compiled databases in the cache; one of all shipped detectors takes 16 MB

_HALF = ".part"
_WRITING = 3600.0  # seconds that nobody takes to write one

_CHECKSUM = 32  # bytes of SHA-256 in front of a cached database


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


def damaged_in(cache: Path) -> tuple[int, list[Path]]:
    """How many compiled databases a cache folder holds, and those that are not as they were written."""
    kept = sorted(cache.glob("patterns-*.hs"))
    return len(kept), [path for path in kept if not _is_whole(path)]


def _is_whole(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(content[_CHECKSUM:]).digest() == content[:_CHECKSUM]


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
    """Hyperscan databases, each scanning the batch once; what they would be slow at goes to `UnionPrefilter`.

    The shipped detectors are one database and the operator's own another: compiling takes many times longer than
    scanning, and a new detector of the operator's must not cost the compilation of all.

    A detector whose pattern has a literal near its beginning costs Hyperscan next to nothing; one that may begin
    anywhere (digits, capitals, any of many short words) each costs as much as a hundred of the others. RE2 lets go of
    the interpreter while it searches and Hyperscan does not, so the unions have a thread of their own.
    """

    def __init__(self, detectors: Sequence[Detector], cache: Path | None = None) -> None:
        self._unions = unions(detectors)
        alone = [(number, one) for number, one in enumerate(detectors) if one.prefilter_union is None]
        groups = [[each for each in alone if each[1].shipped is shipped] for shipped in (True, False)]
        self._databases = [_Database(group, cache) for group in groups if group]

    def candidates(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        """See `Prefilter.candidates`."""
        if not batch:
            return []
        if len(batch) < WORTH_A_THREAD:
            return sorted([*self._united(batch, borders), *self._scanned(batch, borders)])
        united = self._thread.submit(self._united, batch, borders)
        scanned = self._scanned(batch, borders)
        return sorted([*united.result(), *scanned])

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="prefilter")

    def _united(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        return [each for union in self._unions for each in union.candidates(batch, borders)]

    def _scanned(self, batch: bytes, borders: Sequence[int]) -> list[tuple[int, int]]:
        return [each for database in self._databases for each in database.candidates(batch, borders)]


class _Database:
    """A compiled database of some detectors, which are given with their numbers."""

    def __init__(self, members: Sequence[tuple[int, Detector]], cache: Path | None) -> None:
        numbers: dict[bytes, list[int]] = {}  # several detectors may share an expression
        firsts: list[Detector] = []
        for number, one in members:
            expression = _expression(one)
            if expression not in numbers:
                firsts.append(one)
            numbers.setdefault(expression, []).append(number)
        self._numbers = list(numbers.values())
        expressions = list(numbers)
        self._database = _cached(expressions, firsts, cache) if cache else _compile_all(expressions, firsts)

    def candidates(self, batch: bytes, borders: Sequence[int]) -> set[tuple[int, int]]:
        """See `Prefilter.candidates`; in no order."""
        # A repeat such as {16,120} is reported at each of its ends: only the first in a passage is worth a lookup.
        lows, highs = [0] * len(self._numbers), [-1] * len(self._numbers)
        hits: list[tuple[int, int]] = []

        def on_match(expression: int, _start: int, end: int, _flags: int, _context: object) -> None:
            if not lows[expression] < end <= highs[expression]:
                passage = bisect_left(borders, end) - 1
                lows[expression], highs[expression] = borders[passage], borders[passage + 1]
                hits.extend((passage, number) for number in self._numbers[expression])

        self._database.scan(batch, match_event_handler=on_match)
        return set(hits)


def _expression(detector: Detector) -> bytes:
    try:
        return for_hyperscan(detector.searched).encode()
    except PackError as error:
        raise PackError(f"{detector.file}: detector {detector.id}: {error}") from error


def _compile_all(expressions: list[bytes], detectors: Sequence[Detector]) -> hyperscan.Database:
    try:
        return _compile(expressions)
    except hyperscan.error as error:
        for one in detectors:
            reason = refusal(one.searched)
            if reason is not None:
                raise PackError(f"{one.file}: detector {one.id}: Hyperscan refuses the pattern ({reason})") from error
        raise PackError(f"Hyperscan cannot compile the detectors together ({error}): use the re2 engine") from error


def _cached(expressions: list[bytes], detectors: Sequence[Detector], cache: Path) -> hyperscan.Database:
    """The database from the cache folder, else compiled and put there. A damaged or unwritable cache is no failure."""
    machine = f"{version('hyperscan')}-{platform.system()}-{platform.machine()}"
    name = hashlib.sha256(b"\0".join([machine.encode(), *expressions])).hexdigest()
    path = cache / f"patterns-{name}.hs"
    database = _kept(path)
    if database is not None:
        return database
    with _alone(cache):
        database = _kept(path)
        if database is None:
            database = _compile_all(expressions, detectors)
            with contextlib.suppress(OSError, hyperscan.error):
                body = hyperscan.dumpb(database)
                _replace(path, hashlib.sha256(body).digest() + body)
                _prune(cache)
    return database


def _kept(path: Path) -> hyperscan.Database | None:
    """The database of a file; None where there is none or it is damaged."""
    with contextlib.suppress(OSError, hyperscan.error):
        content = path.read_bytes()
        if hashlib.sha256(content[_CHECKSUM:]).digest() == content[:_CHECKSUM]:
            database = hyperscan.loadb(content[_CHECKSUM:], hyperscan.HS_MODE_BLOCK)
            database.scratch = hyperscan.Scratch(database)
            with contextlib.suppress(OSError):
                os.utime(path)  # it is the one used last
            return database
    return None


@contextlib.contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Processes that begin together wait for one of them to compile, which is seconds of a core and 150 MB for each.

    Whoever is alone clears away what killed ones left half written. Where the system or the folder knows no locks,
    nobody waits, and only what is old enough is cleared.
    """
    age = _WRITING
    with contextlib.ExitStack() as stack:
        if sys.platform != "win32":
            import fcntl

            with contextlib.suppress(OSError):
                cache.mkdir(parents=True, exist_ok=True)
                fcntl.flock(stack.enter_context((cache / "lock").open("w")), fcntl.LOCK_EX)
                age = float("-inf")
        for half in cache.glob(f"patterns-*{_HALF}"):
            with contextlib.suppress(OSError):
                if time.time() - half.stat().st_mtime > age:
                    half.unlink()
        yield


def _replace(path: Path, content: bytes) -> None:
    """Writes a file so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=_HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _prune(cache: Path) -> None:
    """Leaves the databases used last: each change of a detector makes a new one."""
    files = sorted(((path, path.stat()) for path in cache.glob("patterns-*.hs")), key=lambda each: -each[1].st_mtime)
    for (path, _), size in zip(files, accumulate(stat.st_size for _, stat in files), strict=True):
        if size > KEPT:
            path.unlink(missing_ok=True)
