"""Command lines and paths as each of the formats reads them."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterable

from chatscrub.errors import UsageError
from chatscrub.escape import plain

CRON_LINE = 900  # characters; cron takes less than a thousand


def systemd_word(text: str) -> str:
    """One word of a unit file: quoted, with backslashes, quotes and specifiers escaped.

    A dollar is left alone: in ExecStart= a colon before the program switches variables off, and elsewhere there are none.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def systemd_words(words: Iterable[str]) -> str:
    """Several words on one line."""
    return " ".join(map(systemd_word, words))


def cron_command(words: Iterable[str]) -> str:
    """A command for ``sh`` in a line of cron, where a percent sign would end the line.

    Raises:
        UsageError: a word holds a backslash, which crons read in two ways, or the line is too long for cron.
    """
    line = shlex.join(words)
    if "\\" in line:
        raise UsageError(f"{plain(line, 200)}: crons differ in how they read a backslash; choose paths without one")
    line = line.replace("%", "\\%")
    if len(line) > CRON_LINE:
        raise UsageError(
            f"the line would have {len(line)} characters, and cron takes {CRON_LINE}; choose shorter paths"
        )
    return line


def windows_arguments(words: Iterable[str]) -> str:
    """A command line that programs on Windows split into the same words again."""
    return subprocess.list2cmdline(list(words))
