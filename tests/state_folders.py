"""Ledgers for tests: filled by real scans, of exports that are made here, at a time that the test chooses."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from chatscrub.collector import LedgerOfRun
from chatscrub.ledger.database import Database
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.state import installation_key
from chatscrub.ledger.suppressions import suppressions
from chatscrub.ledger.todo import current_tasks, watched_ids
from chatscrub.model.run import Run
from chatscrub.model.task import TaskState
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import in_this_process, scan
from chatscrub.reports import reports_named
from tests.running import Silent, shipped_detectors

DAY = 86_400.0
START = datetime(2026, 3, 2, 9, tzinfo=UTC).timestamp()
TOKEN = "sk_" + "live_" + "0a1B2c3D4e5F6g7H8i9J0k1L"
CARD = "Customer Ann Miller, card 4556 7375 8689 9855, ann.miller@northwind.test, +49 30 901820"


def chat(
    name: str, text: str = "What is the capital of France?", *, day: float = 0, shared: bool = False
) -> dict[str, object]:
    """One conversation of a ChatGPT export; `day` counts from `START`."""
    at = START + day * DAY
    message = {
        "id": f"{name}-m",
        "author": {"role": "user"},
        "create_time": at,
        "content": {"content_type": "text", "parts": [text]},
    }
    return {
        "id": name, "conversation_id": name, "title": f"Chat {name}", "create_time": at, "update_time": at,
        "mapping": {"n": {"id": "n", "parent": None, "children": [], "message": message}}, "current_node": "n",
        "shared": shared,
    }  # fmt: skip


def export(
    path: Path,
    chats: Sequence[dict[str, object]],
    *,
    made: float = 0,
    email: str = "mia@brightwater.test",
    user: str = "user-mia",
) -> Path:
    """A whole ChatGPT export of one account; `made` counts days from `START`."""
    links = [
        {"id": f"link-{each['id']}", "conversation_id": each["id"], "title": each["title"], "is_anonymous": True}
        for each in chats
        if each["shared"]
    ]
    members = {
        "user.json": {"id": user, "email": email},
        "shared_conversations.json": links,
        "conversations.json": chats,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            at = datetime.fromtimestamp(START + made * DAY, UTC).timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(name, at), json.dumps(content))
    return path


def opened(state: Path, now: str = "2026-11-28T12:00:00+00:00", *, patience: float = 5.0) -> Database:
    """The ledger of a state folder, at a time."""
    moment = datetime.fromisoformat(now)
    return open_ledger(state, installation_key(state), lambda: moment, patience=patience)


def scanned_into(
    state: Path,
    *paths: Path,
    out: Path | None = None,
    formats: Sequence[str] = ("md", "json"),
    now: str = "2026-11-28T12:00:00+00:00",
    people: Path | None = None,
) -> Run:
    """Scans exports as the program does, at a time."""
    with opened(state, now) as ledger:
        order = Order(
            paths=paths, detectors=shipped_detectors(), people=load_people(people), key=installation_key(state),
            suppressions=tuple(suppressions(ledger)), watched=watched_ids(ledger), today=datetime.fromisoformat(now).date(),
        )  # fmt: skip
        reports = reports_named(list(formats)) if out else []
        if out:
            out.mkdir(exist_ok=True)
        writers = [each.open(out) for each in reports] if out else []
        return scan(
            order,
            writers,
            Silent(),
            in_this_process,
            LedgerOfRun(ledger, out, tuple(dict.fromkeys(each.name for each in reports))),
        )


def copied(base: Path, target: Path) -> Path:
    """A copy of a folder with ``state`` and ``out``, whose ledger knows the copy's output folder."""
    shutil.copytree(base, target, dirs_exist_ok=True)
    with opened(target / "state") as ledger, ledger.transaction():
        ledger.write("UPDATE run SET out = replace(out, ?, ?)", (str(base), str(target)))
    return target


def states(state: Path, now: str = "2026-11-28T12:00:00+00:00") -> dict[str, tuple[str, str, TaskState, str | None]]:
    """Every task: what it is about, and how it stands."""
    with opened(state, now) as ledger:
        return {each.id: (each.action.value, each.title, each.state, each.reason) for each in current_tasks(ledger)}


def listed(out: Path) -> str:
    """All that stands in the lists of an output folder."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((out / "checklists").iterdir()))
