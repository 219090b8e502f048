"""Addresses of channels, messages and files in the Slack client.

The export names the workspace, but not its domain. It shows in the addresses of uploaded files, so the domain that
most of them have is taken, workspace by workspace.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from chatscrub.archive import Member
from chatscrub.sources.slack.layout import ASSET_TABLES, CONVERSATION_ID, Layout

TIMESTAMP = re.compile(r"\d{9,11}\.\d{1,6}", re.ASCII)
_PAGE = re.compile(
    r"https://(?!files\.slack\.com/)(?:[a-z0-9-]{1,63}\.){1,3}slack(?:-gov)?\.com/[a-z-]{1,20}(?:/[A-Z0-9]{1,24})+(?=[/?#]|$)"
)
_ADDRESS = re.compile(
    rb'"(permalink|edit_link|from_url)"\s*:\s*"https:\\?/\\?/([a-z0-9-]{1,63}(?:\.enterprise)?)\.slack\.com', re.ASCII
)
_OPTION = re.compile(r"(?:https?://)?([a-z0-9-]{1,63}(?:\.enterprise)?)(?:\.slack\.com)?/?", re.ASCII)
_NO_WORKSPACE = frozenset({b"files", b"app", b"api", b"www", b"hooks", b"my", b"a", b"status"})
_FIRST_LOOK = 200  # heads of members
_ENOUGH = 40  # votes


class Permalinks:
    """Builds addresses; None where the domain or an id is not known."""

    def __init__(self, layout: Layout, option: str | None = None) -> None:
        asked = _OPTION.fullmatch(option.strip().lower()) if option else None
        self._domains: dict[str, str] = {}
        self._default: str | None = asked.group(1) if asked else None
        if self._default is None:
            self._vote(layout)

    @property
    def known(self) -> bool:
        """Whether any domain is known."""
        return self._default is not None or bool(self._domains)

    def channel(self, root: str, channel_id: str | None) -> str | None:
        """The address of a conversation."""
        domain = self._domains.get(root, self._default)
        if domain is None or channel_id is None or not CONVERSATION_ID.fullmatch(channel_id):
            return None
        return f"https://{domain}.slack.com/archives/{channel_id}"

    def message(self, root: str, channel_id: str | None, ts: str, thread_ts: str | None) -> str | None:
        """The address of a message; a reply is opened inside its thread."""
        channel = self.channel(root, channel_id)
        if channel is None or not TIMESTAMP.fullmatch(ts):
            return None
        link = f"{channel}/p{ts.replace('.', '')}"
        if thread_ts is not None and thread_ts != ts and TIMESTAMP.fullmatch(thread_ts):
            link += f"?thread_ts={thread_ts}&cid={channel_id}"
        return link

    def _vote(self, layout: Layout) -> None:
        everywhere: Counter[bytes] = Counter()
        for root in layout.roots:
            votes = _votes(_first_look(layout, root))
            everywhere.update(votes)
            if winner := _winner(votes):
                self._domains[root] = winner
            elif root:
                self._domains.update(_from_folder(root))
        self._default = _winner(everywhere)


def file_permalink(file: dict[str, Any]) -> str | None:
    """The address of a file's page at Slack, without the file's name that ends it: names of files often name customers.

    Never the address of its bytes, which carries the export's token, nor one elsewhere, where a hostile export may lead.
    """
    link = file.get("permalink")
    page = _PAGE.match(link) if isinstance(link, str) else None
    return page[0] if page else None


def _first_look(layout: Layout, root: str) -> list[Member]:
    days = [each for key in sorted(layout.folders) if key[0] == root for each in layout.folders[key]]
    step = max(1, len(days) // _FIRST_LOOK)
    assets = [member for where, member in layout.table(*ASSET_TABLES) if where == root]
    return [*assets, *days[::step]][:_FIRST_LOOK]


def _votes(members: list[Member]) -> Counter[bytes]:
    """Domains of files; of links to other messages only where no file has one, for these may lead elsewhere."""
    files: Counter[bytes] = Counter()
    links: Counter[bytes] = Counter()
    for member in members:
        for key, domain in _ADDRESS.findall(member.head()):
            if domain not in _NO_WORKSPACE:
                (links if key == b"from_url" else files)[domain] += 1
        if files.total() >= _ENOUGH:
            break
    return files or links


def _winner(votes: Counter[bytes]) -> str | None:
    return min(votes, key=lambda domain: (-votes[domain], domain)).decode("ascii") if votes else None


def _from_folder(root: str) -> dict[str, str]:
    """A Grid export names the folder of a workspace after its domain."""
    name = root.removeprefix("teams/").rstrip("/")
    return {root: name} if re.fullmatch(r"[a-z0-9-]{1,63}", name) else {}
