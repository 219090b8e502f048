"""Slack's export of all conversations: tables at the top, a folder a conversation, in it one file of messages a day.

Most messages are short. Each stands there twice, as markup (escaped, with addresses in angle brackets) and as blocks.
Some are threads, reactions, posts of a bot with attachments, or snippets whose addresses carry the export's token.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from benchmarks.corpus_texts import Talk, prose
from benchmarks.layouts.zip_members import write_member

_TEAM = "T07BENCH01"
_DAY_ONE = 19_700  # days since 1970
_DAY, _PACIFIC_MIDNIGHT = 86_400, 8 * 3600  # seconds; days are cut at midnight of the Pacific coast
_LINK = re.compile(r"(?<![\w:/@.+-])(?:https://[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class _Room:
    folder: str
    members: tuple[int, ...]  # indexes into the users


class _Workspace:
    """Users and conversations; the larger the export, the more of both."""

    def __init__(self, talk: Talk, megabytes: float, person: str) -> None:
        self.talk = talk
        random = talk.random
        self.users = [f"U07{number:06}B" for number in range(max(4, min(400, int(megabytes))))]
        self.addresses = [f"{person}.{number}@brightwater-logistics.de" for number in range(len(self.users))]
        count = max(1, min(300, int(megabytes / 2)))
        everybody = range(len(self.users))
        public = [(f"C07{number:06}A", f"team-{number}") for number in range(count)]
        private = [(f"C08{number:06}A", f"board-{number}") for number in range(count // 5)]
        direct = [(f"D07{number:06}A", tuple(random.sample(everybody, 2))) for number in range(count // 2)]
        groups = [(f"C09{number:06}A", tuple(random.sample(everybody, 3))) for number in range(count // 10)]
        few = tuple(everybody)[:5]
        self.tables: dict[str, list[dict[str, object]]] = {
            "channels": [self._channel(*each, self.users) for each in public],
            "groups": [self._channel(*each, [self.users[at] for at in few]) for each in private],
            "dms": [{"id": each, "created": 1, "members": [self.users[at] for at in pair]} for each, pair in direct],
            "mpims": [
                self._channel(each, self._together(three), [self.users[at] for at in three]) for each, three in groups
            ],
            "users": [self._user(number) for number in everybody],
            "integration_logs": [],
            "canvases": [],
        }
        self.rooms = [
            *(_Room(name, tuple(everybody)) for _, name in public),
            *(_Room(name, few) for _, name in private),
            *(_Room(each, pair) for each, pair in direct),
            *(_Room(self._together(three), three) for _, three in groups),
        ]
        digits = "-".join(f"{random.getrandbits(43):013}" for _ in range(3))
        self.token = f"xoxe-{digits}-{random.getrandbits(128):032x}"

    @staticmethod
    def _together(members: tuple[int, ...]) -> str:
        return f"mpdm-{'--'.join(f'person.{number}' for number in members)}-1"

    def _channel(self, identifier: str, name: str, members: list[str]) -> dict[str, object]:
        said = {"value": prose(self.talk.random, 6), "creator": self.users[0], "last_set": 1_700_000_000}
        return {"id": identifier, "name": name, "created": 1_690_000_000, "creator": self.users[0], "is_archived": False,
                "is_general": name == "team-0", "members": members, "topic": said, "purpose": said}  # fmt: skip

    def _user(self, number: int) -> dict[str, object]:
        return {"id": self.users[number], "team_id": _TEAM, "name": f"person.{number}", "deleted": number % 17 == 16,
                "real_name": f"Person {number}", "tz": "Europe/Berlin", "is_admin": number == 0, "is_bot": False,
                "profile": {"real_name": f"Person {number}", "display_name": f"person.{number}",
                            "email": self.addresses[number]}, "updated": 1_700_000_000}  # fmt: skip

    def day(self, room: _Room, moment: float, messages: int | None) -> list[dict[str, Any]]:
        """The messages of one conversation on one day."""
        random = self.talk.random
        said: list[dict[str, Any]] = []
        for _ in range(messages or random.randint(2, 60)):
            moment += 1 + random.random() * 900
            message = self.message(random.choice(room.members), moment)
            if said and random.random() < 0.1:
                root = said[random.randrange(len(said))]
                root |= {"thread_ts": root["ts"], "reply_count": root.get("reply_count", 0) + 1}
                message |= {"thread_ts": root["ts"], "parent_user_id": root["user"]}
            said.append(message)
        return said

    def message(self, sender: int, moment: float, text: str | None = None) -> dict[str, Any]:
        """One message; with this text if given."""
        random, user = self.talk.random, self.users[sender]
        if text is None:
            text = prose(random, random.randint(3, 40)) if random.random() < 0.7 else self.talk.text()
        markup, elements = rich(text)
        message: dict[str, Any] = {
            "user": user, "type": "message", "ts": f"{moment:.6f}", "client_msg_id": self.talk.uuid(), "text": markup,
            "team": _TEAM, "user_team": _TEAM, "source_team": _TEAM,
            "user_profile": {
                "avatar_hash": f"{random.getrandbits(48):012x}", "image_72": "https://avatars.example.com/72.png",
                "first_name": "Person", "real_name": f"Person {sender}", "display_name": f"person.{sender}", "team": _TEAM,
                "name": f"person.{sender}", "is_restricted": False, "is_ultra_restricted": False,
            },
            "blocks": [{"type": "rich_text", "block_id": f"{random.getrandbits(24):05x}", "elements": elements}],
        }  # fmt: skip
        extra = random.random()
        if extra < 0.08:
            message["reactions"] = [{"name": "white_check_mark", "users": [self.users[0]], "count": 1}]
        elif extra < 0.11:
            message["edited"] = {"user": user, "ts": f"{moment + 60:.6f}"}
        elif extra < 0.12:
            message["files"] = [self._snippet(user, int(moment))]
        elif extra < 0.15:
            message["attachments"] = [{"id": 1, "title": prose(random, 5), "text": prose(random, 25), "color": "36a64f",
                                       "fallback": "build done", "fields": [{"title": "state", "value": "done"}]}]  # fmt: skip
        return message

    def _snippet(self, user: str, moment: int) -> dict[str, object]:
        content, identifier = self.talk.text(), f"F07{self.talk.random.getrandbits(24):08d}"
        place = f"https://files.slack.com/files-pri/{_TEAM}-{identifier}"
        return {"id": identifier, "created": moment, "timestamp": moment, "name": "notes.txt", "title": "notes.txt",
                "mimetype": "text/plain", "filetype": "text", "mode": "snippet", "user": user, "size": len(content),
                "preview": content, "preview_is_truncated": False, "lines": content.count("\n") + 1, "lines_more": 0,
                "url_private": f"{place}/notes.txt?t={self.token}", "is_public": True, "public_url_shared": False,
                "permalink": f"https://bench.slack.com/files/{user}/{identifier}/notes.txt"}  # fmt: skip


def rich(text: str) -> tuple[str, list[dict[str, object]]]:
    """A text as Slack keeps it: as markup, and as the elements of a rich-text block."""
    markup: list[str] = []
    elements: list[dict[str, object]] = []
    for number, part in enumerate(text.split("```")):
        if number % 2:
            code = part.strip("\n")
            markup.append(f"```{code.translate(_ESCAPES)}```")
            elements.append(
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": code}], "border": 0}
            )
        elif part:
            section: list[dict[str, str]] = []
            markup.append(_linked(part, section))
            elements.append({"type": "rich_text_section", "elements": section})
    return "".join(markup), elements


def _linked(part: str, section: list[dict[str, str]]) -> str:
    """The markup of a part without code; its elements go into `section`."""
    pieces: list[str] = []
    at = 0
    for found in _LINK.finditer(part):
        before, link = part[at : found.start()], found.group()
        at = found.end()
        if before:
            section.append({"type": "text", "text": before})
            pieces.append(before.translate(_ESCAPES))
        if link.startswith("https://"):
            section.append({"type": "link", "url": link})
            pieces.append(f"<{link.translate(_ESCAPES)}>")
        else:
            section.append({"type": "link", "url": f"mailto:{link}", "text": link})
            pieces.append(f"<mailto:{link}|{link}>")
    if rest := part[at:]:
        section.append({"type": "text", "text": rest})
        pieces.append(rest.translate(_ESCAPES))
    return "".join(pieces)


def write(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str, messages: int | None = None) -> None:
    """Day after day until the files of messages have their size together; `messages` is how many a file has, if told."""
    workspace = _Workspace(talk, megabytes, person)
    left, day = megabytes * 1e6, _DAY_ONE
    while left > 0:
        for room in workspace.rooms:
            if talk.random.random() < 0.25 and not messages:
                continue  # a silent day has no file
            left -= _write_day(archive, room, day, workspace.day(room, day * _DAY + _PACIFIC_MIDNIGHT, messages))
            if left <= 0:
                break
        day += 1
    _write_tables(archive, workspace)


def write_one_line(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str) -> None:
    """One message of the size, which stands there twice, in one channel."""
    workspace = _Workspace(talk, 0, person)
    message = workspace.message(0, _DAY_ONE * _DAY + _PACIFIC_MIDNIGHT, talk.one_line(megabytes))
    _write_day(archive, workspace.rooms[0], _DAY_ONE, [message])
    _write_tables(archive, workspace)


def _write_day(archive: zipfile.ZipFile, room: _Room, day: int, messages: list[dict[str, Any]]) -> int:
    name = f"{room.folder}/{datetime.fromtimestamp(day * _DAY, UTC):%Y-%m-%d}.json"
    write_member(archive, name, messages)
    return archive.getinfo(name).file_size


def _write_tables(archive: zipfile.ZipFile, workspace: _Workspace) -> None:
    for name, rows in workspace.tables.items():
        write_member(archive, f"{name}.json", rows)
