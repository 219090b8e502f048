"""What ``chatscrub doctor`` looks at beside the state folder: the program's own parts, the system, and the watcher."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chatscrub.ledger.health import Check

LEAST_WATCHES = 1024
"""Folders that the system may watch for one user; each folder below the drop folder takes one."""
_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
_CORE_PATTERN = Path("/proc/sys/kernel/core_pattern")


def program() -> Iterator[Check]:
    """What searches, and with what."""
    import sqlite3

    import chatscrub
    from chatscrub.detection.data_files import damaged, expected
    from chatscrub.detection.pack_cache import load_kept
    from chatscrub.detection.packs import digest
    from chatscrub.errors import ChatscrubError
    from chatscrub.exposure import tables_version
    from chatscrub.ledger.health import Check, Level

    yield Check("program", Level.OK, f"chatscrub {chatscrub.__version__}, SQLite {sqlite3.sqlite_version}")
    try:
        loaded = load_kept()
        yield Check("detectors", Level.OK, f"{len(loaded)}, {digest(loaded)[:12]}")
        yield Check("ranking tables", Level.OK, tables_version())
    except ChatscrubError as error:
        yield Check("detectors", Level.FAILED, f"{error}")
    try:
        broken = list(damaged())
        known = len(expected())
    except OSError:
        broken, known = ["the list of checksums"], 0
    if broken:
        yield Check("models", Level.FAILED, f"{', '.join(broken)}: not as released; install chatscrub again")
    else:
        yield Check("models", Level.OK, f"{known} files, each with the checksum it was released with")
    yield from _search()


def _search() -> Iterator[Check]:
    from chatscrub.detection.hyperscan_database import HAS_HYPERSCAN, damaged_in
    from chatscrub.kept_file import default_cache
    from chatscrub.ledger.health import Check, Level

    if not HAS_HYPERSCAN:
        text = "RE2, which finds the same and is slower; install the package hyperscan where there is one"
        yield Check("search engine", Level.WARNING, text)
        return
    from importlib.metadata import version

    yield Check("search engine", Level.OK, f"Hyperscan ({version('hyperscan')}) and RE2 ({version('google-re2')})")
    cache = default_cache()
    kept, broken = damaged_in(cache)
    if broken:
        text = (
            f"{cache}: {len(broken)} of {kept} compiled databases damaged; the next scan compiles anew, or delete them"
        )
        yield Check("pattern cache", Level.WARNING, text)
    else:
        yield Check("pattern cache", Level.OK, f"{cache}, {kept} compiled databases")


def system() -> Iterator[Check]:
    """What the machine gives: letters, room for temporary files, and whether a crash leaves the memory behind."""
    from chatscrub.ledger.health import Check, Level

    names = sys.getfilesystemencoding()
    printed = getattr(sys.stdout, "encoding", None) or "utf-8"
    if names.lower() not in ("utf-8", "utf8") or printed.lower() not in ("utf-8", "utf8"):
        text = f"file names are {names}, the screen is {printed}: letters may be lost; set PYTHONUTF8=1"
        yield Check("encoding", Level.WARNING, text)
    else:
        yield Check("encoding", Level.OK, "UTF-8 for file names and screen")
    yield _temporary()
    yield _core()


def _temporary() -> Check:
    import shutil
    import tempfile

    from chatscrub.ledger.health import TOO_FEW, Check, Level

    name = "temporary folder"
    try:
        folder = tempfile.gettempdir()
        free = shutil.disk_usage(folder).free
    except OSError:
        return Check(name, Level.FAILED, "there is none that can be written; set TMPDIR to one on a local disk")
    if free < TOO_FEW:
        return Check(name, Level.FAILED, f"{folder} is full; make room, or set TMPDIR to another")
    return Check(name, Level.OK, f"{folder}, {free / 1e9:,.1f} GB free")


def _core() -> Check:
    from chatscrub.ledger.health import Check, Level

    name = "core dumps"
    if sys.platform == "win32":
        return Check(name, Level.OK, "the system keeps them, if at all, as its error reporting is set up")
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_CORE)
    if soft:
        return Check(
            name, Level.WARNING, "a crash may write what was read to the disk; run ulimit -c 0 before chatscrub"
        )
    try:
        piped = _CORE_PATTERN.read_text("ascii", "replace").startswith("|")
    except OSError:
        piped = False
    beside = "; the system hands them to a program: let that one keep none (systemd: Storage=none)" if piped else ""
    return Check(name, Level.OK, f"off for chatscrub{beside}")


def watcher(state: Path) -> Iterator[Check]:
    """How a watcher of this state folder learns of new files, and where its drop folder lies."""
    from chatscrub.ledger.database import utc_now
    from chatscrub.ledger.handed_in import remarks
    from chatscrub.ledger.health import Check, Level
    from chatscrub.watch.heartbeat import read

    yield _events()
    heartbeat = read(state)
    if heartbeat is None:
        return
    late = heartbeat.overdue(utc_now())
    if late is not None:
        text = f"gave no sign of life for {late:,.0f} seconds; start chatscrub watch again, and see chatscrub status"
        yield Check("watcher", Level.WARNING, text)
    elif heartbeat.stopped is not None:
        yield Check("watcher", Level.OK, f"stopped {heartbeat.stopped}")
    elif heartbeat.offline is not None or heartbeat.problem is not None:
        text = f"{heartbeat.offline or heartbeat.problem}; see chatscrub status"
        yield Check("watcher", Level.WARNING, text)
    else:
        how = "woken by the system" if heartbeat.events else f"looks every {heartbeat.interval:g} seconds (polling)"
        yield Check("watcher", Level.OK, f"runs, {how}")
    said = list(remarks(Path(heartbeat.drop)))
    yield from (Check("drop folder", Level.WARNING, each) for each in said)
    if not said:
        yield Check("drop folder", Level.OK, heartbeat.drop)


def _events() -> Check:
    from chatscrub.ledger.health import Check, Level

    name = "events"
    if sys.platform != "linux":
        return Check(name, Level.OK, "the system's own; on network shares give --poll to watch")
    try:
        watches = int(_WATCHES.read_text("ascii"))
    except (OSError, ValueError):
        return Check(name, Level.WARNING, "this kernel tells no limits of inotify; give --poll to watch")
    if watches < LEAST_WATCHES:
        text = f"inotify may watch {watches:,} folders; raise fs.inotify.max_user_watches, or give --poll to watch"
        return Check(name, Level.WARNING, text)
    return Check(name, Level.OK, f"inotify, {watches:,} folders; on network shares give --poll to watch")
