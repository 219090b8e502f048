"""The manifest of an export in parts: which files it has, and which of them were not handed in.

Every entry carries an ``export_url`` that downloads a part for whoever has it. It is never read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from chatscrub.archive import Archive, Member
from chatscrub.errors import ArchiveError
from chatscrub.json_stream import load_member
from chatscrub.model.outcome import Notice, Skipped
from chatscrub.sources.claude.parts import plain
from chatscrub.sources.claude.records import path_of
from chatscrub.sources.claude.shapes import Shape

_LARGEST = 16 << 20  # bytes
_PRINTABLE = re.compile(r"[\w.() -]{1,120}")
_SHAPES = {
    "light_metadata": Shape.USERS,
    "conversations": Shape.CONVERSATIONS,
    "projects": Shape.PROJECTS,
    "memories": Shape.MEMORIES,
    "design_chats": Shape.DESIGN_CHATS,
    "frames": Shape.ARTIFACTS,
}
ALONE = (
    "Only the manifest was handed in. It lists the parts of the export and holds nothing of its content: open the link of "
    "each part while signed in to Claude, and hand in all the files together with the manifest."
)


def missing_parts(archive: Archive, member: Member, present: Collection[Shape]) -> Iterator[Skipped]:
    """One `Skipped` for each listed file that is not among the parts.

    `present` are the shapes found in the archive: a category with one part counts as handed in when its content is
    there, because unpacking loses the part's name.
    """
    path = path_of(archive, member)
    try:
        value = load_member(member, _LARGEST)
    except ArchiveError as error:
        yield Skipped(path, str(error))
        return
    listed = value.get("data_files") if isinstance(value, dict) else None
    if not isinstance(listed, list):
        yield Skipped(path, "the manifest lists no files, so missing parts cannot be told; download it again")
        return
    entries = [each for each in listed if isinstance(each, dict)]
    categories = Counter(str(each.get("category")) for each in entries)
    parts = {plain(part) for part in archive.parts}
    for number, entry in enumerate(entries):
        filename = entry.get("filename")
        if isinstance(filename, str) and plain(filename) in parts:
            continue
        category = str(entry.get("category"))
        if categories[category] == 1 and _SHAPES.get(category) in present:
            continue
        yield Skipped(
            path, f"{_shown(filename, number)} is listed in the manifest but was not handed in; download it too"
        )
    total = value.get("total_files") if isinstance(value, dict) else None
    if isinstance(total, int) and total > len(entries):
        yield Skipped(path, f"the manifest speaks of {total} files and lists {len(entries)}; download it again")


def alone(present: Collection[Shape]) -> Iterator[Notice]:
    """A clear word where there is nothing but the manifest."""
    if not set(present) - {Shape.MANIFEST, Shape.IGNORED, Shape.BINARY}:
        yield Notice(ALONE, warning=True)


def _shown(filename: object, number: int) -> str:
    """A part's name if it is one; an address in its place would be a secret."""
    if isinstance(filename, str) and "://" not in filename:
        leaf = filename.replace("\\", "/").rpartition("/")[2]
        if _PRINTABLE.fullmatch(leaf):
            return leaf
    return f"part {number + 1}"
