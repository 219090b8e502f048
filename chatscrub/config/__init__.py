"""chatscrub.toml: what the operator states once instead of at every call."""

from __future__ import annotations

from pathlib import Path

from chatscrub.config.settings import Config, PolicySection, Ranking

__all__ = ["Config", "PolicySection", "Ranking", "load_config"]


def load_config(path: Path | None) -> Config:
    """The configuration in `path`; the defaults where no path is given.

    Relative paths in the file are relative to the file.

    Raises:
        UsageError: the file is missing, is not TOML, or has an unknown key or a wrong value.
    """
    if path is None:
        return Config()
    from chatscrub.config.file import read  # it loads pydantic, which takes a tenth of a small scan

    return read(path)
