"""Export formats, one file each. A new file with a constant ``SOURCE`` is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from chatscrub.archive import Archive
from chatscrub.errors import ArchiveError, DiskError
from chatscrub.sources.interface import ExportSource

_HEADS = 50  # of an archive that no source recognises


@cache
def all_sources() -> tuple[ExportSource, ...]:
    """Every source of this package, in the order of their file names."""
    return tuple(
        importlib.import_module(f"{__name__}.{module.name}").SOURCE
        for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name)
        if module.name != "interface"
    )


def part_of(name: str) -> str | None:
    """The key that loose siblings of one export share, None where no vendor uses this name."""
    return next((key for source in all_sources() if (key := source.part_of(name)) is not None), None)


def source_of(archive: Archive) -> ExportSource | None:
    """The source that recognises the archive, None where none does.

    Raises:
        ArchiveError: two sources claim it, or none, and the disk fails where it would show.
    """
    claims = [source for source in all_sources() if source.recognises(archive)]
    if not claims:
        _check_disk(archive)
    if len(claims) > 1:
        names = " and ".join(source.name for source in claims)
        raise ArchiveError(f"{archive.path}: looks like {names} at once; hand in each export separately")
    return claims[0] if claims else None


def _check_disk(archive: Archive) -> None:
    """Raises DiskError where a member that would tell what the archive is cannot be read: a source only sees no bytes."""
    telling = [each for each in archive.members if "json" in each.base.lower() or len(archive.members) == 1]
    for member in telling[:_HEADS]:
        try:
            next(iter(member.chunks()), b"")
        except DiskError:
            raise
        except ArchiveError:
            pass  # damaged: whoever reads it tells
