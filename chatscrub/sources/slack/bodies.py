"""Files that somebody downloaded and put beside the JSON: canvases as HTML, uploads of copies made by members."""

from __future__ import annotations

from collections.abc import Iterator

from chatscrub.archive import Member
from chatscrub.errors import ArchiveError
from chatscrub.sources.slack.html_text import html_text
from chatscrub.sources.slack.layout import FILE_ID

_LARGEST = 64 << 20
_HEAD = 4096
_HTML_ENDINGS = (".html", ".htm")


class Bodies:
    """The downloaded files by the id of the Slack file in their name; each is handed out once."""

    def __init__(self, members: list[Member]) -> None:
        self._by_id: dict[str, list[Member]] = {}
        self._unnamed: list[Member] = []
        for member in members:
            found = FILE_ID.findall(member.name)
            if found:
                self._by_id.setdefault(found[-1], []).append(member)
            else:
                self._unnamed.append(member)

    def take(self, file_id: str | None) -> list[Member]:
        """The bodies of a file, which are then done with."""
        return self._by_id.pop(file_id, []) if file_id is not None else []

    def rest(self) -> Iterator[tuple[str | None, Member]]:
        """Bodies that no record of a file claimed, with their file id where the name holds one."""
        for file_id in sorted(self._by_id):
            for member in self._by_id[file_id]:
                yield file_id, member
        for member in self._unnamed:
            yield None, member

    def text(self, member: Member) -> str | None:
        """The text of a body, None where its bytes are no text.

        Raises:
            ArchiveError: it cannot be read, or is larger than what is read at once.
        """
        head = member.head(_HEAD)
        if b"\0" in head:
            return None
        data = bytearray()
        for chunk in member.chunks():
            data += chunk
            if len(data) > _LARGEST:
                raise ArchiveError(f"{member.name}: larger than {_LARGEST >> 20} MB; search it by hand")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
        return html_text(text) if member.name.lower().endswith(_HTML_ENDINGS) else text


def is_transcript(member: Member) -> bool:
    """Whether a member is a conversation in the plain-text form that single-user exports can have."""
    if not member.base.lower().endswith(".txt"):
        return False
    head = member.head(_HEAD)
    return b"##########" in head and b"Messages:" in head
