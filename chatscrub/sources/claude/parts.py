"""The names the vendor gives to the parts of an export, and which of them are missing.

Until mid 2026 an export was ``data-<when or organisation>-batch-0000.zip`` and, for large accounts, further batches. Since
then it is ``manifest-<…>.json`` and one zip a category, ``conversations-000.zip``. Browsers add " (1)", and some unpack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatscrub.archive import Archive
from chatscrub.model.outcome import Skipped

_CATEGORY = re.compile(
    r"((?:light_metadata|conversations|projects|memories|design_chats|frames))-(\d{1,9})(?: \(\d+\))?(?:\.zip)?(?: \(\d+\))?"
)
_BATCH = re.compile(r"(data-[\w-]+)-batch-(\d{1,9})(?: \(\d+\))?(?:\.zip)?(?: \(\d+\))?")
_MANIFEST = re.compile(r"manifest-[\w-]+(?: \(\d+\))?\.json")
_LOOSE = frozenset(
    [
        "users.json",
        "conversations.json",
        "projects.json",
        "memories.json",
        "login_history.json",
        "projects",
        "memories",
        "design_chats",
        "artifacts",
        "reflections",
    ]
)
_COPY = re.compile(r" \(\d+\)")


def key_of(name: str) -> str | None:
    """The key that siblings of one export share, None where the name is not the vendor's.

    ``conversations-000.json`` is another vendor's shard: only a zip or a folder of that name is a part here.
    """
    if _CATEGORY.fullmatch(name) or _MANIFEST.fullmatch(name):
        return "claude-parts"
    if batch := _BATCH.fullmatch(name):
        return f"claude-{batch[1]}"
    return "chat-export" if name in _LOOSE else None


def plain(name: str) -> str:
    """A part's name without what browsers and unpacking change: copies' numbers, ``.zip``, case."""
    return _COPY.sub("", name.replace("\\", "/").rpartition("/")[2]).lower().removesuffix(".zip")


def is_in_categories(archive: Archive) -> bool:
    """Whether the archive was put together from one file a category, which a manifest belongs to."""
    return any(_CATEGORY.fullmatch(name) for name in archive.parts)


def gaps(archive: Archive) -> Iterator[Skipped]:
    """Parts whose number shows that an earlier one was not handed in, one `Skipped` a series."""
    series: dict[str, set[int]] = {}
    for name in archive.parts:
        if match := _CATEGORY.fullmatch(name):
            series.setdefault(f"{match[1]}-", set()).add(int(match[2]))
        elif match := _BATCH.fullmatch(name):
            series.setdefault(f"{match[1]}-batch-", set()).add(int(match[2]))
    for stem, numbers in series.items():
        missing = max(numbers) + 1 - len(numbers)
        if missing:
            first = next(number for number in range(len(numbers) + 1) if number not in numbers)
            width = 4 if stem.endswith("-batch-") else 3
            more = f" and {missing - 1} more" if missing > 1 else ""
            reason = f"{stem}{first:0{width}}.zip{more} of this export was not handed in; download it too"
            yield Skipped(archive.path, reason)
