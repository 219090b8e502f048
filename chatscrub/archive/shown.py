"""How reports name a member that could not be read: names that people gave to files often name customers.

The operator must recognise the file, so what vendors call their files stays: their words, numbers, dates and ids. The
name of a folder stays where it is one that a channel or a person's folder may have, since it is shown as a title too.
"""

from __future__ import annotations

import re

from chatscrub.archive.labels import of_file
from chatscrub.archive.names import printable
from chatscrub.archive.record import Archive
from chatscrub.model.finding import mask_file_name

_NUMBERS = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32,128}|(?<!\d)\d{4}(?:[-_]\d\d){2,5}(?!\d)|file[-_][0-9A-Za-z]{10,40}",
    re.IGNORECASE | re.ASCII,
)
_LONG_NUMBER = re.compile(r"\d{7}")  # of a customer, a card, a telephone
_FOLDER = re.compile(r"[^\WA-Z][^\WA-Z-]{0,79}(?:-[^\WA-Z-]{1,79})*|[CDGF][A-Z0-9]{8,20}")


def shown_member(name: str) -> str:
    """The way to a member inside its export; steps that only a person can have named are masked as names of files are."""
    *folders, leaf = name.replace("\\", "/").split("/")
    return "/".join([*map(_folder, folders), leaf if _is_vendors(leaf) else mask_file_name(leaf)])


def _folder(step: str) -> str:
    ordinary = _FOLDER.fullmatch(step) is not None and not _LONG_NUMBER.search(_NUMBERS.sub("", step))
    return step if step in ("", "!") or ordinary or _is_vendors(step) else mask_file_name(step)


def _is_vendors(step: str) -> bool:
    rest = _NUMBERS.sub(" ", step)
    return printable(step) == step and not _LONG_NUMBER.search(rest) and of_file(rest) is None


def unnamed(reason: str, archive: Archive) -> str:
    """A reason with the member that it names as `shown_member` has it."""
    named = max((each.name for each in archive.members if each.name in reason), key=len, default=None)
    return reason.replace(named, shown_member(named)) if named else reason
