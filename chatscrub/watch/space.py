"""How much room a disk has."""

from __future__ import annotations

import shutil
from pathlib import Path

NEEDED = 50 << 20
"""Bytes that must be free before an export is taken: for the ledger's log, which may hold an export twice, and reports."""


def free(folder: Path) -> int:
    """Bytes that are free where a folder lies, or will lie; none where the system does not tell."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
