"""An export of every provider with all that is hard to divide, and workers in this process that answer in any order."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chatscrub.archive import Archive
from chatscrub.collector import Collector
from chatscrub.detection.samples import fill
from chatscrub.model.outcome import Skipped
from chatscrub.order import Order
from chatscrub.pipeline import Progress, detection_for
from chatscrub.workers.schedule import Schedule
from chatscrub.workers.task import Advance, Answer, Indivisible, Task, carry_out
from sample_exports.build import HERE
from tests.vendor_exports import ANNA, BEN, Chat, Message, chatgpt_files, claude, slack, write

MAIL = "{{lower:6}}@kastanienhof-versand.de"
BANK = "Please refund to {{iban:DE}}"
TOKEN = "my token is {{github:ghp_}}"


def chats(count: int, seed: str) -> list[Chat]:
    """Chats of different length, every third with something in it."""
    random_ = random.Random(seed)
    said = [BANK, TOKEN, f"write to {MAIL}"]
    return [
        Chat(
            f"{seed}-chat-{number:04}",
            (
                *("How are pallets counted? " * random_.randint(1, 20) for _ in range(random_.randint(1, 6))),
                *([fill(random_.choice(said), f"{seed}{number}")] if number % 3 == 0 else []),
            ),
            on=number % 20,
            title=fill(f"About {MAIL}", seed) if number % 5 == 0 else "Notes",
        )
        for number in range(count)
    ]


def _settings(number: int) -> dict[str, Any]:
    """Custom instructions that change once, and memories of which there are more with every chat, as OpenAI copies them."""
    entries = "\n".join(
        f"{each + 1}. [2026-09-01]. Mail of {fill(MAIL, str(each))} matters" for each in range(number // 4)
    )
    wishes = fill(f"Copy {MAIL} on everything", "late" if number > 20 else "early")
    contents = (
        {"content_type": "user_editable_context", "user_profile": "I am Anna", "user_instructions": wishes},
        {"content_type": "model_editable_context", "model_set_context": entries, "repository": None},
    )
    return {
        f"setting-{index}": {
            "id": f"setting-{index}", "parent": None,
            "message": {"id": f"setting-{number}-{index}", "author": {"role": "user"}, "content": content, "metadata": {}},
        }
        for index, content in enumerate(contents)
    }  # fmt: skip


def _chatgpt(chats: list[Chat]) -> dict[str, bytes]:
    """Two shards, one element of which cannot be read, shared links to chats in both and to a chat that is gone."""
    links = {f"share-{number:04}": chats[number].id for number in (1, 25, 33)} | {"share-gone": "chat-that-is-gone"}
    files = chatgpt_files(chats, links=links, library={"file-Abcdefghijkl": chats[30].id})
    whole = json.loads(files.pop("conversations.json"))
    for number, each in enumerate(whole):
        each["mapping"] |= _settings(number)
    first, second = (json.dumps(part).encode() for part in (whole[:25], whole[25:]))
    second = second[:-1] + b', {"mapping": tru}, {"title": "lost", "conversation_id": "lost-its-messages"}]'
    group = json.dumps({"chats": [{"note": fill(BANK, "group")}, whole[3] | {"id": "g", "conversation_id": "group-1"}]})
    feedback = json.dumps([{"id": "f", "content": fill(TOKEN, "feedback")}])
    return files | {
        "conversations-000.json": first,
        "conversations-001.json": second,
        "group_chats.json": group.encode(),
        "shopping.json": json.dumps([{"note": fill(BANK, str(number))} for number in range(9)]).encode(),
        "message_feedback.json": feedback.encode(),
        "textdocs/0a1b2c3d.json": json.dumps({"title": "Plan", "content": fill(BANK, "canvas")}).encode(),
    }


def _compliance(chats: list[Chat]) -> bytes:
    pages = [
        {
            "object": "compliance.workspace.conversation", "id": chat.id, "user_id": "user-7", "title": chat.title,
            "user_email": "kay@brightwater-logistics.com", "created_at": 1_788_000_000,
            "messages": {"object": "list", "data": [
                {"id": f"{chat.id}-{number}", "author": {"role": "user"}, "created_at": 1_788_000_000 + number,
                 "content": {"content_type": "text", "parts": [text]}}
                for number, text in enumerate(chat.said)
            ]},
        }
        for chat in chats
    ]  # fmt: skip
    return json.dumps({"object": "list", "data": pages}).encode()


def exports(folder: Path) -> tuple[Path, ...]:
    """Paths in the order in which they are scanned."""
    write(folder / "anna.zip", _chatgpt(chats(45, "anna")))
    write(folder / "ben.zip", {"conversations.json": b"[]", "user.json": json.dumps(BEN).encode()})
    cut = chatgpt_files(chats(12, "cut"), ANNA)
    write(folder / "cut.zip", cut | {"conversations.json": cut["conversations.json"][:-700]})
    claude(folder / "claude", chats(30, "claude"), 30, memory=fill(BANK, "memory"))
    slack(
        folder / "slack",
        [Message(number, each.said[-1], number) for number, each in enumerate(chats(9, "slack"))],
        0,
        9,
    )
    write(folder / "compliance.zip", {"answers.json": _compliance(chats(9, "compliance"))})
    samples = [each for each in sorted(HERE.iterdir()) if (each / "expected.toml").exists()]
    return (folder, *samples)


class Counted:
    """Progress that is added up."""

    def __init__(self) -> None:
        self.archives: list[str] = []
        self.seen = [Advance()]

    def archive(self, path: str) -> None:
        self.archives.append(path)

    def advance(self, *, read: int = 0, conversations: int = 0, findings: int = 0) -> None:
        last = self.seen[-1]
        now = Advance(last.read + read, last.conversations + conversations, last.findings + findings)
        if now != last:
            self.seen.append(now)


class Shuffled:
    """A pool in this process. What goes in and out is pickled, as on its way to another; answers come in random order,
    each after a word on how far its task was a moment before.
    """

    def __init__(self, order: Order, folder: Path) -> None:
        self.jobs = order.jobs
        self.given: dict[int, bytes] = {}
        self.count = 0
        self.indivisible: list[str] = []
        self._order = order
        self._detection = detection_for(order)
        self._folder = folder
        self._random = random.Random(order.jobs)

    def room(self) -> bool:
        return len(self.given) < 2 * self.jobs

    def give(self, number: int, task: Task) -> None:
        self.given[number] = pickle.dumps(task)

    def answers(self, seconds: float) -> list[tuple[int, Answer | Advance]]:
        number = self._random.choice(sorted(self.given))
        task = pickle.loads(self.given.pop(number))
        progress = Counted()
        answer = carry_out(task, self._order, self._detection, self._folder / f"{number}.jsonl", progress)
        self.count += 1
        if isinstance(answer, Indivisible):
            self.indivisible.append(task.archive.path)
        return [(number, pickle.loads(pickle.dumps(told))) for told in (progress.seen[-2:][0], answer)]

    def work(self, order: Order, collector: Collector, progress: Progress, found: Iterator[Archive | Skipped]) -> None:
        Schedule(order, found, self, collector, progress).run()
