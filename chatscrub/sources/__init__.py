"""Export formats, one file each. A new file with a constant ``SOURCE`` is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache, lru_cache

import msgspec

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
    claims = _claims(_Asked(archive))
    if not claims:
        _check_disk(archive)
    if len(claims) > 1:
        names = " and ".join(source.name for source in claims)
        raise ArchiveError(f"{archive.path}: looks like {names} at once; hand in each export separately")
    return claims[0] if claims else None


class _Asked(msgspec.Struct, frozen=True, eq=False):
    """An archive that is the same as long as its members are the very same objects, whatever it is called."""

    archive: Archive

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other.archive.members is self.archive.members

    def __hash__(self) -> int:
        return id(self.archive.members)


@lru_cache(maxsize=1)  # discovery asks about an archive, and whoever reads it next asks again
def _claims(asked: _Asked) -> list[ExportSource]:
    return [source for source in all_sources() if source.recognises(asked.archive)]


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
