"""A folder holds reports with names or without, never both: one of them would be handed on by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from chatscrub.errors import UsageError
from chatscrub.private_file import private_folder, write_private
from chatscrub.reports.interface import Report

MARK = "pseudonyms.txt"
_SAID = "The reports in this folder name no employee. chatscrub writes none with names into it.\n"


def claim_folder(folder: Path, *, pseudonymous: bool) -> None:
    """Marks a folder for reports without names. Raises UsageError where it holds reports of the other kind."""
    marked = (folder / MARK).is_file()
    if not pseudonymous and marked:
        raise UsageError(f"{folder}: holds reports without names; give another folder with --out")
    if pseudonymous and not marked:
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(
                f"{folder}: reports with names may lie there; give a new folder with --out for --pseudonyms"
            )
        write_private(private_folder(folder) / MARK, _SAID.encode())


def without_lists(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports apart from deletion lists and tickets. Raises UsageError where nothing is left."""
    left = tuple(each for each in reports if not each.is_list)
    if not left:
        raise UsageError("--pseudonyms: lists and tickets ask a person by name; ask for another --format")
    return left
