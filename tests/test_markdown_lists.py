"""The deletion lists as Markdown: what people read in a text editor or a ticket says the same as the page."""

from __future__ import annotations

from chatscrub.model.task import Action, Checklist, Progress, Task, TaskState
from chatscrub.reports.checklists_md import checklist


def task(action: Action = Action.DELETE, **changes: object) -> Task:
    told: dict[str, object] = {
        "id": "0123456789abcdef", "employee": "anna@acme.test", "provider": "chatgpt", "action": action,
        "object": "shared_link" if action is Action.UNSHARE else "conversation", "object_id": "c-1",
        "title": "Worker does not start", "url": None, "why": (), "steps": ("Open the menu.",),
    }  # fmt: skip
    return Task(**(told | changes))  # type: ignore[arg-type]


def listed(*tasks: Task, language: str = "en", **changes: object) -> Checklist:
    told: dict[str, object] = {"employee": "anna@acme.test", "stem": "anna", "name": None, "language": language}
    return Checklist(**(told | {"tasks": tasks} | changes))  # type: ignore[arg-type]


def lines(each: Checklist) -> list[str]:
    return list(checklist(each))


def test_a_link_that_is_gone_is_told_from_its_chat() -> None:
    gone = {"state": TaskState.VERIFIED_GONE, "since": "2026-12-01T10:00:00Z"}
    each = listed(proven=(task(Action.UNSHARE, **gone), task(**gone)), progress=Progress(2, 2))
    assert [line for line in lines(each) if "Worker" in line] == [
        "- Gone: Shared link to: Worker does not start (ChatGPT, 2026-12-01)",
        "- Gone: Worker does not start (ChatGPT, 2026-12-01)",
    ]
