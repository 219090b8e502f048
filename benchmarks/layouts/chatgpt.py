"""ChatGPT's classic layout: one conversations.json on one line, with a tree of messages in each conversation."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

import orjson

from benchmarks.corpus_texts import Talk, prose
from benchmarks.layouts.zip_members import write_list, write_member


def conversation(talk: Talk, messages: int | None = None, text: str | None = None) -> dict[str, object]:
    """One conversation, about 40 kB; of so many messages if told, all with this `text` if given."""
    random = talk.random
    root = talk.uuid()
    mapping: dict[str, object] = {root: {"id": root, "message": None, "parent": None, "children": []}}
    parent, moment = root, 1_700_000_000 + random.random() * 6e7
    for number in range(messages or random.randint(6, 34)):
        node = talk.uuid()
        moment += random.random() * 90
        mapping[node] = {
            "id": node,
            "parent": parent,
            "children": [],
            "message": {
                "id": node,
                "author": {"role": "assistant" if number % 2 else "user", "name": None, "metadata": {}},
                "create_time": moment,
                "update_time": None,
                "content": {"content_type": "text", "parts": [talk.text() if text is None else text]},
                "status": "finished_successfully",
                "end_turn": True,
                "weight": 1.0,
                "metadata": {
                    "model_slug": "gpt-5",
                    "timestamp_": "absolute",
                    "request_id": f"{random.getrandbits(60):x}",
                },
                "recipient": "all",
                "channel": None,
            },
        }
        parent = node
    identifier = talk.uuid()
    return {
        "title": prose(random, 5)[:40],
        "create_time": moment - 5000,
        "update_time": moment,
        "mapping": mapping,
        "current_node": parent,
        "conversation_id": identifier,
        "id": identifier,
        "is_archived": random.random() < 0.2,
        "gizmo_id": None,
        "default_model_slug": "gpt-5",
    }


def _conversations(talk: Talk, megabytes: float, messages: int | None) -> Iterator[bytes]:
    left = megabytes * 1e6
    while left > 0:
        data = orjson.dumps(conversation(talk, messages))
        left -= len(data) + 1
        yield data


def write(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str, messages: int | None = None) -> None:
    """Conversations until conversations.json has its size."""
    write_list(archive, "conversations.json", _conversations(talk, megabytes, messages))
    write_member(archive, "user.json", _user(person))


def write_one_line(archive: zipfile.ZipFile, talk: Talk, megabytes: float, person: str) -> None:
    """One conversation of one message."""
    text = talk.one_line(megabytes)
    write_list(archive, "conversations.json", iter([orjson.dumps(conversation(talk, 1, text))]))
    write_member(archive, "user.json", _user(person))


def _user(person: str) -> dict[str, str]:
    return {"id": f"user-{person}", "email": f"{person}@brightwater-logistics.de"}
