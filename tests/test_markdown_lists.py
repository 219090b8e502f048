"""The deletion lists as Markdown: what people read in a text editor or a ticket says the same as the page."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from msgspec.structs import replace

from chatscrub.model.notices import NoticeSettings
from chatscrub.model.run import Run
from chatscrub.model.task import Action, Checklist, Progress, Task, TaskPlace, TaskState
from chatscrub.notices.sentences import LANGUAGES
from chatscrub.reports.checklists_md import REPORT, checklist

ROTATING = "Rotating does not remove the text."


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
    return list(checklist(each, NoticeSettings(), date(2026, 12, 1)))


def test_a_link_that_is_gone_is_told_from_its_chat() -> None:
    gone: dict[str, object] = {"state": TaskState.VERIFIED_GONE, "since": "2026-12-01T10:00:00Z"}
    each = listed(proven=(task(Action.UNSHARE, **gone), task(Action.DELETE, **gone)), progress=Progress(2, 2))
    assert [line for line in lines(each) if "Worker" in line] == [
        "- Shared link to: Worker does not start (ChatGPT, 2026-12-01)",
        "- Worker does not start (ChatGPT, 2026-12-01)",
    ]


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_a_list_says_none_of_its_own_sentences_in_english(language: str) -> None:
    tasks = [task(action, as_of=date(2026, 12, 1)) for action in Action]
    tasks[0] = replace(
        tasks[0], state=TaskState.REAPPEARED, why=("found in 2 conversations of yours",), remains=(ROTATING,)
    )
    progress = Progress(14, 1, 1, 1, 1, 1, 1, 1)
    text = "\n".join(lines(listed(*tasks, language=language, proven=tuple(tasks), progress=progress)))
    for package in ("chatscrub.pages", "chatscrub.notices"):
        folder = files(package) / "languages" if package == "chatscrub.pages" else files(package)
        english, other = (tomllib.loads((folder / f"{each}.toml").read_text("utf-8")) for each in ("en", language))
        for table in ("sentences", "phrases"):
            for key, sentence in english.get(table, {}).items():
                if "{" not in sentence and len(sentence) > 20 and sentence != other[table][key]:
                    assert sentence not in text, key
    assert ROTATING not in text
    assert "conversations of yours" not in text


def test_what_must_be_read_first_stands_before_the_deadlines() -> None:
    told = lines(listed(task(), warnings=("Ask IT <b>first</b>.",)))
    first = next(number for number, line in enumerate(told) if line.startswith("> "))
    assert told[first] == "> **Ask IT &lt;b>first&lt;/b>.**"
    assert first < next(number for number, line in enumerate(told) if "Please finish" in line)


def test_a_credential_to_replace_names_where_it_was_pasted() -> None:
    places = (TaskPlace("chatgpt", "Plan [x](y)", "https://chatgpt.com/c/1"), TaskPlace("slack", "ops", "javascript:1"))
    told = lines(listed(task(Action.ROTATE, places=places, more_places=2)))
    assert "    - Pasted in: [Plan \\[x\\](y)](<https://chatgpt.com/c/1>) (ChatGPT), ops (Slack) and 2 more" in told


def test_parts_are_numbered_without_a_gap_and_deadlines_stand_before_them() -> None:
    told = lines(listed(task(Action.ROTATE), task(Action.DELETE)))
    assert [line for line in told if line.startswith("## ")] == ["## 1. Replace credentials first", "## 2. Delete"]
    due = [number for number, line in enumerate(told) if "Please finish" in line]
    assert len(due) == 2
    assert max(due) < told.index("## 1. Replace credentials first")


def test_a_list_in_another_language_and_one_of_before_are_known_as_ours(tmp_path: Path) -> None:
    folder = tmp_path / "checklists"
    folder.mkdir()
    (folder / "before.md").write_text("# Deletion list for anna\n", encoding="utf-8")
    (folder / "mine.md").write_text("# Your deletion list of groceries\n", encoding="utf-8")
    run = Run(version="1", tables="1", detectors="1", today=date(2026, 12, 1))
    run.checklists = [listed(task(), language="de")]
    REPORT.open(tmp_path).finish(run)
    run.checklists = []
    assert {path.name for path in folder.iterdir()} == {"anna.md", "mine.md"}
    REPORT.open(tmp_path).finish(run)
    assert {path.name for path in folder.iterdir()} == {"mine.md"}
