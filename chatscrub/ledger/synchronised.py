"""Whether a folder is copied to a vendor's cloud, as far as its path tells."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

# Names of folders that the services' own programs make.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("OneDrive", re.compile(r"onedrive( ?- ?.+|-.+)?")),
    ("Dropbox", re.compile(r"dropbox( \(.+\))?")),
    ("iCloud", re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs")),
    ("Google Drive", re.compile(r"google ?drive(-.+)?|googledrive.*")),
    ("Box", re.compile(r"box( sync|-box)")),
)


def synchronised_by(path: Path) -> str | None:
    """The service that a path lies under, also where a link leads there; None where no name tells."""
    return by_name(path.absolute()) or by_name(path.resolve())


def by_name(path: PurePath) -> str | None:
    """The service that a path names."""
    for part in path.parts:
        for service, name in _NAMES:
            if name.fullmatch(part.casefold()):
                return service
    return None
