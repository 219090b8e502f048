"""What all tests share."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import chatscrub.detection.offline  # noqa: F401  # its sockets derive from the interpreter's, which pytest-socket replaces
from tests.made_once import share

# These need every pattern of every detector: the process that takes them first makes all ready, and the other never does.
_ALL_PATTERNS = ("detectors", "cascade", "pipeline", "told_passwords", "canaries")
# Long ones, and such as fork, which takes a process with little in memory least. The other process begins with them.
_LONG = ("stopping", "cluster", "checkpoints", "crash", "watch_crash", "disk_faults", "full_disk", "long_life")

# Where there is one, files of tests lie in memory: none need outlive the machine, and on a busy disk each commit waits.
_MEMORY_DISK = Path("/dev/shm")
_ROOM = 4 << 30  # bytes free; a container often has a small one

_COMPILE = "from tests.running import OfAll; OfAll.of(()).candidates(b'', [0])"
# How long an example takes tells of the machine and of who else is at work on it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_SHARED = pytest.StashKey[pytest.MonkeyPatch]()
_COMPILING = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_configure(config: pytest.Config) -> None:
    """All processes of a run and the programs they start share compiled patterns, and none of them has a network.

    The patterns are not the user's own. They stay between runs, as pytest's other caches do: the name of each tells what
    was compiled.
    """
    if config.pluginmanager.hasplugin("cacheprovider"):
        os.environ["XDG_CACHE_HOME"] = str(config.cache.mkdir("patterns"))
    # Else each process, and each program that it starts, compiles all modules of the project anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Sockets are blocked in this process by an option of pytest-socket, and in those that it starts by a module.
    paths = [str(Path(__file__).parent / "offline"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(filter(None, paths)))
    config.stash[_SHARED] = pytest.MonkeyPatch()
    share(config.stash[_SHARED])
    if hasattr(config, "workerinput"):
        return
    if os.access(_MEMORY_DISK, os.W_OK) and shutil.disk_usage(_MEMORY_DISK).free >= _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY_DISK))
    if config.getoption("numprocesses", None):
        # Else one process compiles the patterns of all detectors, and the others soon wait for it.
        command = [sys.executable, "-c", _COMPILE]
        config.stash[_COMPILING] = subprocess.Popen(
            command, cwd=Path(__file__).parent.parent, stderr=subprocess.DEVNULL
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """What was started is over, and what was shared too."""
    if (shared := config.stash.get(_SHARED, None)) is not None:
        shared.undo()
    if (compiling := config.stash.get(_COMPILING, None)) is not None:
        compiling.wait()


@pytest.fixture
def made_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """Nothing that other tests made of detectors is shared with a test: for what looks at how it is made."""
    shared = request.config.stash[_SHARED]
    shared.undo()
    yield
    share(shared)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of two processes one begins at the first test and one in the middle, so that neither waits at the end for a long one."""
    groups: dict[str, list[pytest.Item]] = {"all patterns": [], "long": [], "": []}
    names = {f"test_{name}": "all patterns" for name in _ALL_PATTERNS} | {f"test_{name}": "long" for name in _LONG}
    for item in items:
        groups[names.get(item.path.stem, "")].append(item)
    others = groups[""]
    middle = max(0, len(items) // 2 - len(groups["all patterns"]))
    items[:] = [*groups["all patterns"], *others[:middle], *groups["long"], *others[middle:]]


def pytest_collection_finish() -> None:
    """What all tests and libraries are made of stays: no search for garbage walks it, and no fork copies it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each process takes tests that follow each other, so that it makes less of what the tests of a file share."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Short names for long values: a zip built at import holds the time, so its bytes differ between processes."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
