"""What all tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_COMPILE = "from tests.running import OfAll; OfAll.of(()).candidates(b'', [0])"
_COMPILING = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_configure(config: pytest.Config) -> None:
    """All processes of a run and the programs they start share compiled patterns, and none of them has a network.

    The patterns are not the user's own. They stay between runs, as pytest's other caches do: the name of each tells what
    was compiled.
    """
    if config.pluginmanager.hasplugin("cacheprovider"):
        os.environ["XDG_CACHE_HOME"] = str(config.cache.mkdir("patterns"))
    # Sockets are blocked in this process by an option of pytest-socket, and in those that it starts by a module.
    paths = [str(Path(__file__).parent / "offline"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(filter(None, paths)))
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        # Else one process compiles the patterns of all detectors, and the others soon wait for it.
        command = [sys.executable, "-c", _COMPILE]
        config.stash[_COMPILING] = subprocess.Popen(
            command, cwd=Path(__file__).parent.parent, stderr=subprocess.DEVNULL
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """What was started is over."""
    if (compiling := config.stash.get(_COMPILING, None)) is not None:
        compiling.wait()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each process takes tests that follow each other, so that it makes less of what the tests of a file share."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Short names for long values: a zip built at import holds the time, so its bytes differ between processes."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
