"""Small exports of the vendors, written at run time, whose chats a test deletes, edits and renames."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
ANNA = {"id": "user-anna", "email": "anna@brightwater-logistics.com", "chatgpt_plus_user": True}
BEN = {"id": "user-ben", "email": "ben@brightwater-logistics.com", "chatgpt_plus_user": True}
TEAM = "T07BRIGHT1"
CHANNEL = "C07OPSROOM2"
AUTHOR = "U07ANNA0001"


def day(number: int) -> datetime:
    """A day counted from the first."""
    return START + timedelta(days=number)


@dataclass(frozen=True)
class Chat:
    """A chat with what was said in it, one message after the other, on one day. `edited` are versions left behind, and
    `instructions` are the custom instructions that it was begun with.
    """

    id: str
    said: tuple[str, ...]
    on: int = 0
    title: str = "Notes"
    edited: tuple[str, ...] = ()
    instructions: str = ""


def quiet(count: int, on: int = 0) -> list[Chat]:
    """Chats in which nothing is to be found."""
    return [Chat(f"quiet-{number:03}", ("How are pallets counted?",), on) for number in range(count)]


def write(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip whose members carry no date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return path


def _conversation(chat: Chat) -> dict[str, Any]:
    at = day(chat.on)
    mapping: dict[str, Any] = {"root": {"id": "root", "message": None, "parent": None, "children": []}}
    parent = "root"
    for branch, texts in ((False, chat.said), (True, chat.edited)):
        for number, text in enumerate(texts):
            node = f"{chat.id}-{'e' if branch else 'm'}{number}"
            at += timedelta(minutes=1)
            mapping[node] = {
                "id": node, "parent": "root" if branch else parent, "children": [],
                "message": {
                    "id": node, "author": {"role": "user", "metadata": {}}, "create_time": at.timestamp(),
                    "content": {"content_type": "text", "parts": [text]}, "status": "finished_successfully",
                    "metadata": {}, "recipient": "all",
                },
            }  # fmt: skip
            mapping["root" if branch else parent]["children"].append(node)
            if not branch:
                parent = node
    if chat.instructions:
        mapping["told"] = {
            "id": "told", "parent": "root", "children": [],
            "message": {
                "id": "told", "author": {"role": "user", "metadata": {}}, "create_time": None, "recipient": "all",
                "content": {"content_type": "user_editable_context", "user_instructions": chat.instructions},
                "metadata": {"is_user_system_message": True},
            },
        }  # fmt: skip
    return {
        "id": chat.id, "conversation_id": chat.id, "title": chat.title, "create_time": day(chat.on).timestamp(),
        "update_time": at.timestamp(), "mapping": mapping, "current_node": parent, "is_archived": False,
    }  # fmt: skip


def chatgpt_files(
    chats: Sequence[Chat],
    user: Mapping[str, object] | None = ANNA,
    *,
    links: Mapping[str, str] | None = None,
    library: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """The members of a ChatGPT export. `links` are share id → chat, `library` file id → chat."""
    files = {"conversations.json": json.dumps([_conversation(each) for each in chats]).encode()}
    if user is not None:
        files["user.json"] = json.dumps(user).encode()
    if links is not None:
        shared = [
            {"id": share, "conversation_id": chat, "title": "Notes", "is_anonymous": True}
            for share, chat in links.items()
        ]
        files["shared_conversations.json"] = json.dumps(shared).encode()
    if library is not None:
        entries = [
            {"file_id": file, "file_name": "Reklamationen.xlsx", "origination_thread_id": chat}
            for file, chat in library.items()
        ]
        files["library_files.json"] = json.dumps(entries).encode()
    return files


def chatgpt_name(made: int, owner: str = "a") -> str:
    """The name that the vendor gives an export made on a day."""
    return f"{owner * 64}-{day(made):%Y-%m-%d-%H-%M-%S}-{'b' * 32}.zip"


def chatgpt(folder: Path, chats: Sequence[Chat], made: int | None, **parts: Any) -> Path:
    """A ChatGPT export, named as on the day it was `made`; None gives it a name that tells nothing."""
    name = "export.zip" if made is None else chatgpt_name(made)
    return write(folder / name, chatgpt_files(chats, **parts))


def claude(folder: Path, chats: Sequence[Chat], made: int, memory: str | None = None) -> Path:
    """A Claude export of one person."""
    stamp = "%Y-%m-%dT%H:%M:%S.000000Z"
    conversations = [
        {
            "uuid": chat.id, "name": chat.title, "summary": "", "created_at": f"{day(chat.on):{stamp}}",
            "updated_at": f"{day(chat.on):{stamp}}", "account": {"uuid": "acc-anna"},
            "chat_messages": [
                {
                    "uuid": f"{chat.id}-{number}", "text": text, "sender": "human",
                    "content": [{"type": "text", "text": text}], "created_at": f"{day(chat.on):{stamp}}",
                    "updated_at": f"{day(chat.on):{stamp}}", "attachments": [], "files": [],
                }
                for number, text in enumerate(chat.said)
            ],
        }
        for chat in chats
    ]  # fmt: skip
    users = [{"uuid": "acc-anna", "full_name": "Anna", "email_address": "anna@brightwater-logistics.com"}]
    files = {
        "users.json": json.dumps(users).encode(),
        "conversations.json": json.dumps(conversations).encode(),
        "projects.json": b"[]",
    }
    if memory is not None:
        files["memories.json"] = json.dumps([{"account_uuid": "acc-anna", "conversations_memory": memory}]).encode()
    return write(folder / f"data-{day(made):%Y-%m-%d-%H-%M-%S}-batch-0000.zip", files)


@dataclass(frozen=True)
class Message:
    """A Slack message of a day. `kind` ``deleted`` is the record that a workspace keeps of a deleted one."""

    ts: int
    text: str
    on: int = 0
    kind: str = "message"


def slack(
    folder: Path, messages: Sequence[Message], first: int, last: int, channels: Sequence[str] = (CHANNEL,)
) -> Path:
    """A Slack export of the days from `first` to `last`; all messages are in the first channel."""
    days: dict[str, list[dict[str, Any]]] = {}
    for each in messages:
        ts = f"{day(each.on).timestamp() + each.ts:.6f}"
        entry: dict[str, Any] = {"type": "message", "user": AUTHOR, "team": TEAM, "ts": ts, "text": each.text}
        if each.kind == "deleted":
            previous = {"type": "message", "user": AUTHOR, "ts": ts, "text": each.text}
            entry = {
                "type": "message", "subtype": "message_deleted", "deleted_ts": ts, "hidden": True,
                "ts": f"{day(last).timestamp() + each.ts:.6f}", "previous_message": previous,
            }  # fmt: skip
        days.setdefault(f"{day(each.on):%Y-%m-%d}", []).append(entry)
    users = [
        {"id": AUTHOR, "team_id": TEAM, "name": "anna", "deleted": False, "is_bot": False,
         "profile": {"real_name": "Anna", "email": "anna@brightwater-logistics.com"}}
    ]  # fmt: skip
    listed = [{"id": each, "name": each.lower(), "is_archived": False, "members": [AUTHOR]} for each in channels]
    files = {"users.json": json.dumps(users).encode(), "channels.json": json.dumps(listed).encode()}
    if channels:
        files |= {f"{channels[0].lower()}/{name}.json": json.dumps(entries).encode() for name, entries in days.items()}
    begin, end = (f"{day(number):%b} {day(number).day} {day(number).year}" for number in (first, last))
    return write(folder / f"Brightwater Slack export {begin} - {end}.zip", files)
