"""Claude's export as one zip: conversations.json, projects.json, users.json.

Each message says its text twice, in ``text`` and in the blocks of ``content``; what was pasted or uploaded stands in
attachments, which are listed under ``files`` once more. Some answers were thought about or searched for before.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import orjson

from benchmarks.corpus_texts import Talk, prose
from benchmarks.layouts.zip_members import write_list, write_member

_ROOT = "00000000-0000-4000-8000-000000000000"
_ATTACHED = 0.08
_THINKING = 0.12
_SEARCHED = 0.12
_IN_PROJECTS = 0.05  # the share of the size


def conversation(talk: Talk, account: str, messages: int | None = None, pasted: str | None = None) -> dict[str, object]:
    """One conversation, about 40 kB; of so many messages if told. `pasted` is what is attached to all that a human sent."""
    random = talk.random
    moment = 1_700_000_000 + random.random() * 6e7
    created, parent, said = _time(moment), _ROOT, list[dict[str, object]]()
    for number in range(messages or random.randint(4, 22)):
        moment += 5 + random.random() * 90
        human = number % 2 == 0
        message = _message(talk, _time(moment), human=human, pasted=pasted if human else None)
        message["parent_message_uuid"] = parent
        parent = str(message["uuid"])
        said.append(message)
    return {
        "uuid": talk.uuid(),
        "name": prose(random, 5)[:40],
        "summary": prose(random, 30) if random.random() < 0.3 else "",
        "created_at": created,
        "updated_at": _time(moment),
        "account": {"uuid": account},
        "chat_messages": said,
    }


def _message(talk: Talk, moment: str, *, human: bool, pasted: str | None) -> dict[str, object]:
    random = talk.random
    attachments: list[dict[str, object]] = []
    if pasted is not None or (human and random.random() < _ATTACHED):
        content = pasted if pasted is not None else "\n".join(talk.text() for _ in range(random.randint(2, 8)))
        name = "" if random.random() < 0.5 else f"notes-{random.getrandbits(16)}.txt"  # without a name: it was pasted
        attachments = [
            {"file_name": name, "file_size": len(content), "file_type": "txt", "extracted_content": content},
        ]
    text = prose(random, 12) if attachments else talk.text()
    blocks: list[dict[str, object]] = []
    if not human and random.random() < _THINKING:
        blocks.append(_block(moment, "thinking") | {"thinking": prose(random, 80), "summaries": [], "cut_off": False})
    if not human and random.random() < _SEARCHED:
        blocks += _search(talk, moment)
    blocks.append(_block(moment, "text") | {"text": text, "citations": []})
    return {
        "uuid": talk.uuid(),
        "text": text,
        "content": blocks,
        "sender": "human" if human else "assistant",
        "created_at": moment,
        "updated_at": moment,
        "attachments": attachments,
        "files": [{"file_name": each["file_name"]} for each in attachments],
    }


def _search(talk: Talk, moment: str) -> list[dict[str, object]]:
    """A tool's call and its answer."""
    random, call = talk.random, f"toolu_{talk.random.getrandbits(96):024x}"
    pages = [
        {"type": "knowledge", "title": prose(random, 6), "url": f"https://example.com/{random.getrandbits(30)}",
         "metadata": {"type": "webpage_metadata", "site_domain": "example.com", "site_name": "Example"},
         "is_missing": False, "text": prose(random, 60), "is_citable": False}
        for _ in range(random.randint(1, 4))
    ]  # fmt: skip
    of_tool = {"name": "web_search", "message": None, "integration_name": None, "display_content": None}
    asked = {"id": call, "input": {"query": prose(random, 5)}, "approval_key": None}
    answered = {"tool_use_id": call, "content": pages, "is_error": False, "structured_content": None, "meta": None}
    return [_block(moment, "tool_use") | of_tool | asked, _block(moment, "tool_result") | of_tool | answered]


def _block(moment: str, kind: str) -> dict[str, object]:
    return {"start_timestamp": moment, "stop_timestamp": moment, "flags": None, "type": kind}


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _conversations(talk: Talk, account: str, megabytes: float, messages: int | None) -> Iterator[bytes]:
    left = megabytes * 1e6
    while left > 0:
        data = orjson.dumps(conversation(talk, account, messages))
        left -= len(data) + 1
        yield data


def _projects(talk: Talk, account: str, megabytes: float) -> Iterator[bytes]:
    left = megabytes * 1e6
    while left > 0:
        moment = _time(1_700_000_000 + talk.random.random() * 6e7)
        documents = [
            {"uuid": talk.uuid(), "filename": f"part-{number}.md", "content": "\n\n".join(talk.text() for _ in range(6)),
             "created_at": moment}
            for number in range(talk.random.randint(1, 5))
        ]  # fmt: skip
        data = orjson.dumps({
            "uuid": talk.uuid(), "name": prose(talk.random, 4)[:30], "description": prose(talk.random, 12), "is_private": True,
            "is_starter_project": False, "prompt_template": prose(talk.random, 40), "created_at": moment, "updated_at": moment,
            "creator": {"uuid": account, "full_name": "Bench"}, "docs": documents,
        })  # fmt: skip
        left -= len(data) + 1
        yield data


def write(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str, messages: int | None = None) -> None:
    """Conversations and projects until they have their size together; a small archive has no projects."""
    account = talk.uuid()
    in_projects = 0 if messages else megabytes * _IN_PROJECTS
    chats = _conversations(talk, account, megabytes - in_projects, messages)
    write_list(archive, "conversations.json", chats)
    write_list(archive, "projects.json", _projects(talk, account, in_projects))
    write_member(archive, "users.json", _users(account, person))


def write_one_line(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str) -> None:
    """One conversation of one message, with an attachment of the size."""
    account = talk.uuid()
    chat = orjson.dumps(conversation(talk, account, 1, talk.one_line(megabytes)))
    write_list(archive, "conversations.json", iter([chat]))
    write_list(archive, "projects.json", iter(()))
    write_member(archive, "users.json", _users(account, person))


def _users(account: str, person: str) -> list[dict[str, object]]:
    address = f"{person}@brightwater-logistics.de"
    return [{"uuid": account, "full_name": "Bench", "email_address": address, "verified_phone_number": None}]
