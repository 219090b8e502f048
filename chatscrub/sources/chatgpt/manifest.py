"""export_manifest.json: in which order the shards stand, and what of the export is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatscrub.archive import Archive, Member
from chatscrub.model.finding import mask_file_name
from chatscrub.model.outcome import NotScanned, Skipped
from chatscrub.sources.chatgpt.members import text_of, whole
from chatscrub.sources.chatgpt.names import shard_number, vendor_name

_AGAIN = "download the export again"
NOT_THERE = "files that the manifest lists and the export lacks"


class Manifest:
    """What the manifests of an archive list. `skipped` are manifests that cannot be read."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.skipped: list[Skipped] = []
        self._conversations: dict[str, int] = {}
        self._sizes: dict[str, int | None] = {}
        for member in members:
            value = whole(member)
            if isinstance(value, Skipped):
                self.skipped.append(value)
            elif isinstance(value, dict):
                self._add(value)

    def _add(self, value: dict[str, object]) -> None:
        for entry in _list(value.get("export_files")):
            if isinstance(entry, dict) and (path := text_of(entry.get("path"))):
                size = entry.get("size_bytes")
                self._sizes[path] = size if isinstance(size, int) and not isinstance(size, bool) else None
        logical = value.get("logical_files")
        for name, file in logical.items() if isinstance(logical, dict) else ():
            for piece in _list(file.get("files")) if isinstance(file, dict) else ():
                if isinstance(piece, str) and piece:
                    self._sizes.setdefault(piece, None)
                    if name == "conversations.json":
                        self._conversations.setdefault(piece, len(self._conversations))

    def lists_conversations(self, member: Member) -> bool:
        """Whether the manifest says that the member is a piece of conversations.json, whatever its name."""
        return member.name in self._conversations or member.base in self._conversations

    def order(self, member: Member) -> tuple[int, int, str]:
        """Sorts conversation files: as the manifest lists them, then shards by number, then the rest."""
        listed = self._conversations.get(member.name, self._conversations.get(member.base))
        if listed is not None:
            return 0, listed, member.name
        number = shard_number(member.base)
        return (1, number, member.name) if number is not None else (2, 0, member.name)

    def gaps(self, archive: Archive) -> Iterator[Skipped | NotScanned]:
        """Files that are listed and are missing, or have another size than listed.

        Only JSON is missed: pictures and other bytes could not be scanned anyway. chat.html repeats the JSON.
        """
        sizes: dict[str, list[int]] = {}
        for member in archive.members:
            for name in {member.name, member.base}:
                sizes.setdefault(name, []).append(member.size)
        absent = 0
        for path, listed in self._sizes.items():
            base = path.replace("\\", "/").rpartition("/")[2]
            present = sizes.get(path) or sizes.get(base)
            if not path.endswith(".json"):
                absent += present is None and base != "chat.html"
                continue
            shown = base if vendor_name(base) else mask_file_name(base)
            if present is None:
                yield Skipped(shown, f"it is listed in the manifest but missing; {_AGAIN}")
            elif listed is not None and listed not in present:
                yield Skipped(shown, f"its size is not the one listed in the manifest; {_AGAIN}")
        if absent:
            yield NotScanned(NOT_THERE, count=absent)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
