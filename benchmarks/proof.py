"""Two exports of one account, a month apart, and what each task becomes.

    python -m benchmarks.proof

Chats are deleted, edited, renamed and left alone between the two; then the second export is handed in again with one
shard missing. Real scans with all detectors into a ledger of their own.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

from chatscrub.collector import LedgerOfRun
from chatscrub.detection.pack_cache import load_kept
from chatscrub.detection.samples import fill
from chatscrub.ledger.database import Database
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.todo import claim, current_tasks, watched_ids
from chatscrub.model.task import Action
from tests.running import scanned
from tests.vendor_exports import Chat, chatgpt, chatgpt_files, chatgpt_name, day, quiet, write

KEY = b"k" * 32
TITLES = {
    "deleted": "deleted, and said so",
    "silent": "deleted without a word",
    "claimed": "said to be deleted, and still there",
    "left": "left alone",
    "renamed": "renamed",
    "edited": "edited: the old version is stored",
    "copied": "deleted, and its value pasted anew",
    "new": "the new chat with that value",
}


def chat(name: str) -> Chat:
    return Chat(name, (f"Please refund to {fill('{{iban:DE}}', name)}",), title=TITLES[name])


def scan(database: Database, path: Path) -> None:
    scanned(path, ledger=LedgerOfRun(database), detectors=load_kept(), key=KEY, watched=watched_ids(database))


def show(database: Database, heading: str) -> None:
    print(f"\n{heading}")
    tasks = {task.object_id: task for task in current_tasks(database) if task.action is Action.DELETE}
    for name, title in TITLES.items():
        if name in tasks:
            print(f"  {title:<36} {tasks[name].state.value:<14} {tasks[name].reason or ''}")


def without_a_shard(path: Path, chats: list[Chat]) -> Path:
    """An export of two shards whose second one is not there."""
    files = chatgpt_files(chats)
    shards = {"conversations-000.json": files.pop("conversations.json")}
    names = [*shards, "conversations-001.json"]
    manifest = {
        "version": 1, "manifest_file": "export_manifest.json", "export_files": [{"path": each} for each in names],
        "logical_files": {"conversations.json": {"files": names, "sharded": True}},
    }  # fmt: skip
    return write(path, files | shards | {"export_manifest.json": json.dumps(manifest).encode()})


def main() -> None:
    first = [chat(name) for name in TITLES if name != "new"]
    by_id = {each.id: each for each in first}
    second = [
        by_id["claimed"],
        by_id["left"],
        replace(by_id["renamed"], title="Another title"),
        replace(by_id["edited"], said=("Please refund as usual",), edited=by_id["edited"].said),
        replace(by_id["copied"], id="new", on=35),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "state").mkdir()
        with open_ledger(folder / "state", KEY) as database:
            scan(database, chatgpt(folder / "first", [*first, *quiet(20)], 30))
            for task in current_tasks(database):
                if task.object_id in ("deleted", "claimed") and task.action is Action.DELETE:
                    claim(database, task.id, by="anna", on=day(40).date())
            show(database, f"After the export of {day(30):%Y-%m-%d}, two tasks said to be done on {day(40):%Y-%m-%d}")
            torn = without_a_shard(folder / "torn" / chatgpt_name(55), second[:2] + quiet(10))
            scan(database, torn)
            show(database, f"After an export of {day(55):%Y-%m-%d} with a shard missing: nothing is closed")
            scan(database, chatgpt(folder / "second", [*second, *quiet(21)], 60))
            show(database, f"After the whole export of {day(60):%Y-%m-%d}")


if __name__ == "__main__":
    main()
