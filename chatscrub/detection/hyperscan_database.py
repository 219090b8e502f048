"""Hyperscan databases: compiled once, kept in the user's cache folder, shared by processes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import chatscrub
from chatscrub.detection.batch import join, passage
from chatscrub.detection.dialect import for_hyperscan
from chatscrub.detection.gates import Sought
from chatscrub.detection.hyperscan_expressions import pieces, with_folded
from chatscrub.detection.re2_prefilter import Re2Sets
from chatscrub.errors import PackError
from chatscrub.kept_file import keep, kept, sealed, whole
from chatscrub.model.detector import Detector

try:
    import hyperscan
except ImportError:  # no wheel for this platform
    HAS_HYPERSCAN = False
else:
    HAS_HYPERSCAN = True

MATCHES = 1 << 14
"""So many matches of gates in one batch are counted: a key's characters in a row match once for each that follows."""
GATES_KEPT = 4  # files of some kilobytes
KEPT = 64 << 20  # bytes of compiled databases in the cache; those of all shipped detectors take 16 MB

_WRITERS = ("dialect.py", "hyperscan_expressions.py")
_HALF = ".part"
_WRITING = 3600.0  # seconds that nobody takes to write one

_TURN = threading.Lock()
_WORKING: Counter[Path] = Counter()  # by cache folder, the threads that compile for it, and below its lock
_LOCKS: dict[Path, contextlib.ExitStack] = {}
_COMPILING: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)  # by file


def damaged_in(cache: Path) -> tuple[int, list[Path]]:
    """How many compiled databases a cache folder holds, and those that are not as they were written."""
    paths = sorted(cache.glob("patterns-*.hs"))
    return len(paths), [path for path in paths if whole(path) is None]


def refusal(expression: str) -> str | None:
    """Why Hyperscan does not take an expression; None where it does, or where Hyperscan is not installed."""
    if not HAS_HYPERSCAN:
        return None
    try:
        _compile([expression])
    except (hyperscan.error, PackError) as error:
        return str(error)
    return None


def _compile(expressions: Sequence[str]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_MULTILINE
    fast = [
        (piece.encode(), number) for number, each in enumerate(expressions) for piece in pieces(for_hyperscan(each))
    ]
    database.compile(
        expressions=[piece for piece, _ in fast],
        ids=[number for _, number in fast],
        elements=len(fast),
        flags=[flags] * len(fast),
    )
    return database


class HyperscanDatabase:
    """Compiled expressions, each with the numbers of those that it is searched for.

    The few passages that hold a letter which the expressions leave out are for RE2.
    """

    def __init__(
        self, database: hyperscan.Database, numbers: Sequence[Sequence[int]], members: Sequence[Sought]
    ) -> None:
        self._database = database
        self._numbers = numbers
        self._members = members
        self._working = threading.local()

    @classmethod
    def of_detectors(cls, members: Sequence[Sought], cache: Path | None) -> HyperscanDatabase:
        """What the prefilter searches for on behalf of detectors.

        Raises:
            PackError: the engine refuses a detector's pattern.
        """
        numbers: dict[str, list[int]] = {}  # several detectors may share an expression
        firsts: list[Detector] = []
        for each in members:
            if each.expression not in numbers:
                firsts.append(each.detector)
            numbers.setdefault(each.expression, []).append(each.number)
        expressions = list(numbers)
        database = _cached(expressions, firsts, cache) if cache else _compile_all(expressions, firsts)
        return cls(database, list(numbers.values()), members)

    def candidates(self, batch: bytes, borders: Sequence[int]) -> set[tuple[int, int]]:
        """See `Prefilter.candidates`; in no order."""
        # A repeat such as {16,120} is reported at each of its ends: only the first in a passage is worth a lookup.
        lows, highs = [0] * len(self._numbers), [-1] * len(self._numbers)
        hits: list[tuple[int, int]] = []

        def on_match(expression: int, _start: int, end: int, _flags: int, _context: object) -> None:
            if not lows[expression] < end <= highs[expression]:
                index = bisect_left(borders, end) - 1
                lows[expression], highs[expression] = borders[index], borders[index + 1]
                hits.extend((index, number) for number in self._numbers[expression])

        self._database.scan(batch, match_event_handler=on_match, scratch=self._scratch())
        if indexes := list(with_folded(batch, borders)):
            part = join(passage(batch, borders, index) for index in indexes)
            hits += [(indexes[each], number) for each, number in self._by_re2.candidates(*part)]
        return set(hits)

    @cached_property
    def _by_re2(self) -> Re2Sets:
        return Re2Sets(self._members)

    def _scratch(self) -> hyperscan.Scratch:
        """The engine's working memory, of which each thread needs its own."""
        scratch = getattr(self._working, "scratch", None)
        if scratch is None:
            scratch = self._working.scratch = hyperscan.Scratch(self._database)
        return scratch


class GateDatabase:
    """The expressions of gates; `cache` is a folder for what is compiled."""

    def __init__(self, gates: Sequence[Sequence[str]], cache: Path | None = None) -> None:
        self._count = len(gates)
        expressions = [(number, each) for number, gate in enumerate(gates) for each in gate]
        self._database = _of_gates([each for _, each in expressions], cache)
        self._scratch = hyperscan.Scratch(self._database)
        self._gates = [number for number, _ in expressions]

    def opened(self, batch: bytes, borders: Sequence[int]) -> list[list[int]]:
        """For each gate the passages in which it is open, in order.

        All are in all where so much matches that telling where would cost more than searching everywhere.
        """
        lows, highs = [0] * self._count, [-1] * self._count
        opened: list[set[int]] = [set() for _ in range(self._count)]
        left = MATCHES

        def on_match(expression: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
            nonlocal left
            left -= 1
            gate = self._gates[expression]
            if not lows[gate] < end <= highs[gate]:
                index = bisect_left(borders, end) - 1
                lows[gate], highs[gate] = borders[index], borders[index + 1]
                opened[gate].add(index)
            return left == 0 or None

        try:
            self._database.scan(batch, match_event_handler=on_match, scratch=self._scratch)
        except hyperscan.ScanTerminated:
            return [list(range(len(borders) - 1)) for _ in opened]
        return [sorted(each) for each in opened]


def _of_gates(expressions: Sequence[str], cache: Path | None) -> hyperscan.Database:
    """They take so little time to compile that no process waits for another."""
    if cache is None:
        return _compile(expressions)
    path = cache / f"gates-{_digest(expressions)}.kept"
    database = _kept(path)
    if database is None:
        database = _compile(expressions)
        keep(path, hyperscan.dumpb(database), GATES_KEPT)
    return database


def _compile_all(expressions: Sequence[str], detectors: Sequence[Detector]) -> hyperscan.Database:
    try:
        return _compile(expressions)
    except (hyperscan.error, PackError) as error:
        for one in detectors:
            reason = refusal(one.searched)
            if reason is not None:
                raise PackError(f"{one.file}: detector {one.id}: Hyperscan refuses the pattern ({reason})") from error
        raise PackError(f"Hyperscan cannot compile the detectors together ({error}): use the re2 engine") from error


def is_kept(members: Sequence[Sought], cache: Path) -> bool:
    """Whether there is a file for `HyperscanDatabase.of_detectors` in a cache folder; it may be damaged."""
    return _file(dict.fromkeys(each.expression for each in members), cache).exists()


def _file(expressions: Iterable[str], cache: Path) -> Path:
    return cache / f"patterns-{_digest(expressions)}.hs"


def _digest(expressions: Iterable[str]) -> str:
    """Of the expressions, the engine, the machine and the code that says what the engine gets for an expression."""
    # Asked of the engine: to read it from what is installed takes as long as to load a database.
    engine = hyperscan.__version__  # type: ignore[attr-defined]  # which its stubs leave out
    parts = [chatscrub.__version__, engine, platform.system(), platform.machine(), *expressions]
    state = hashlib.sha256("\0".join(parts).encode())
    for name in _WRITERS:
        with contextlib.suppress(OSError):
            state.update(hashlib.sha256(Path(__file__).with_name(name).read_bytes()).digest())
    return state.hexdigest()


def _cached(expressions: Sequence[str], detectors: Sequence[Detector], cache: Path) -> hyperscan.Database:
    """The database from the cache folder, else compiled and put there. A damaged or unwritable cache is no failure."""
    path = _file(expressions, cache)
    database = _kept(path)
    if database is not None:
        return database
    with _alone(cache), _COMPILING[path]:
        database = _kept(path)
        if database is None:
            database = _compile_all(expressions, detectors)
            with contextlib.suppress(OSError, hyperscan.error):
                body = hyperscan.dumpb(database)
                _replace(path, sealed(body))
                _prune(cache)
    return database


def _kept(path: Path) -> hyperscan.Database | None:
    """The database of a file; None where there is none or it is damaged."""
    with contextlib.suppress(hyperscan.error):
        if (body := kept(path)) is not None:
            return hyperscan.loadb(body, hyperscan.HS_MODE_BLOCK)
    return None


@contextlib.contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Processes that begin together wait for one of them to compile, which is seconds of a core and 150 MB for each.

    Threads of one process wait for each other only where they want the same database.
    """
    with _TURN:
        if _WORKING[cache] == 0:
            _LOCKS[cache] = contextlib.ExitStack()
            _lock(cache, _LOCKS[cache])
        _WORKING[cache] += 1
    try:
        yield
    finally:
        with _TURN:
            _WORKING[cache] -= 1
            if _WORKING[cache] == 0:
                _LOCKS.pop(cache).close()


def _lock(cache: Path, stack: contextlib.ExitStack) -> None:
    """Waits for the other processes, and clears away what killed ones left half written.

    Where the system or the folder knows no locks, nobody waits, and only what is old enough is cleared.
    """
    age = _WRITING
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
