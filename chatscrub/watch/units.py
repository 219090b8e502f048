"""Which files of the drop folder may belong to one export, so that they wait for each other. By names alone.

Discovery decides what an export is; here it is only bounded what it must see at once. Whatever may belong together comes
together, and what stands alone does not wait for its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chatscrub.archive.names import is_own_folder

_JSON = (".json", ".jsonl", ".ndjson")
Unit = tuple[str, ...]
"""Names a group of files; equal for those that belong together."""


def units_of(paths: Iterable[str], part_of: Callable[[str], str | None]) -> dict[str, Unit]:
    """The unit of each file, by its path in the folder. `part_of` as for `chatscrub.archive.discover`.

    A folder below the top that directly holds JSON, or a folder of an export, is one unit with all below it: it may be an
    unzipped export. Files with a vendor's name side by side share one, by the vendor's key. Any other file is alone.
    """
    given = list(paths)
    holders: set[str] = set()
    folders: set[str] = set()
    for path in given:
        folder, _, name = path.rpartition("/")
        if folder and name.lower().endswith(_JSON):
            holders.add(folder)
        folders.add(folder)
    for folder in folders:
        steps = folder.split("/")
        for depth in range(1, len(steps)):
            if is_own_folder(steps[depth]) or part_of(steps[depth]) is not None:
                holders.add("/".join(steps[:depth]))
    roots = {folder: _root(folder, holders, part_of) for folder in folders}
    return {path: roots[path.rpartition("/")[0]] or _alone(path, part_of) for path in given}


def _root(folder: str, holders: set[str], part_of: Callable[[str], str | None]) -> Unit | None:
    if not folder:
        return None
    steps = folder.split("/")
    if (key := part_of(steps[0])) is not None:
        return "parts", "", key
    for depth in range(1, len(steps) + 1):
        above = "/".join(steps[:depth])
        if above in holders:
            return "folder", above
    return None


def _alone(path: str, part_of: Callable[[str], str | None]) -> Unit:
    folder, _, name = path.rpartition("/")
    key = part_of(name)
    return ("file", path) if key is None else ("parts", folder, key)
