"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


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


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Short names for long values: a zip built at import holds the time, so its bytes differ between processes."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > 60) else None
