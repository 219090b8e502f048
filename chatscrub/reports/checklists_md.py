"""checklists/<employee>.md: what one person must do, in order, without a single value in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from chatscrub.escape import markdown, markdown_block_start
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Action, Checklist, Task, TaskState
from chatscrub.pages.checklist import proven
from chatscrub.pages.words import words
from chatscrub.private_file import in_lines, private_folder, write_private_set
from chatscrub.reports.interface import Report

HEADINGS = {
    Action.ROTATE: (
        "1. Rotate first",
        "Whoever reads these chats can use these until you replace them; deleting comes after.",
    ),
    Action.UNSHARE: ("2. Revoke shared links", "Whoever has such a link reads the chat without signing in."),
    Action.DELETE: ("3. Delete", "Archiving is not deleting. The steps are the vendor's own menus."),
    Action.ASK_ADMIN: ("4. Needs an admin", "Nobody else can do these."),
}
_TOLD = {
    TaskState.REAPPEARED: "Came back",
    TaskState.STILL_PRESENT: "Still there",
    TaskState.INCONCLUSIVE: "Not proven",
}
OURS = (b"# Deletion list for ", b"# For an admin")


def checklist(each: Checklist) -> Iterator[str]:
    """One checklist line by line."""
    yield f"# {'For an admin' if each.admin else 'Deletion list for ' + markdown(each.name or each.employee)}"
    yield ""
    for warning in each.warnings:
        yield f"> **{markdown(warning, 500)}**"
        yield ""
    if not each.tasks:
        yield "Nothing to do."
        yield ""
        yield from _progress(each)
    elif not each.admin:
        yield (
            "Customer data or credentials were found in your chats. This happens to careful people; what counts is "
            "that it goes away. Tick each step, then tell IT. The next export shows that it worked."
        )
        yield ""
        yield from _progress(each)
    else:
        yield from _progress(each)
    for action, tasks in groupby(each.tasks, key=lambda task: task.action):
        heading, why = HEADINGS[action]
        yield f"## {heading}"
        yield ""
        yield why
        yield ""
        for task in tasks:
            yield from _task(task)
    for note in each.notes:
        yield f"- {markdown(note, 400)}"
    if each.notes:
        yield ""
    yield "If a chat is private, do not open it for others: tell your data-protection contact."


def _progress(each: Checklist) -> Iterator[str]:
    """How far it is, what is proven, and what came back; nothing on a first list."""
    progress, said = each.progress, words(each.language)
    done = progress.proven + progress.claimed + progress.not_provable
    told = [
        (progress.proven, "proven gone by an export"),
        (progress.claimed, "said to be done, waiting for proof"),
        (progress.not_provable, "done as far as can be told, and no export can prove it"),
    ]
    if done:
        yield (
            f"**{done} of {progress.total} done:** "
            + ", ".join(f"{count} {text}" for count, text in told if count)
            + "."
        )
        yield ""
    for count, text in (
        (progress.came_back, "came back after an export had shown that it was gone"),
        (progress.still_there, "said to be done, and still there in a later export"),
    ):
        if count:
            yield f"**{count} {text}.**"
            yield ""
    for task in each.proven:
        title, where, day = proven(task, said)
        told = ", ".join(filter(None, (where, day, task.reason)))
        yield f"- Gone: {markdown(title, 150)} ({markdown(told, 300)})"
    if each.proven:
        yield ""


def _task(task: Task) -> Iterator[str]:
    title = markdown(task.title, 100)
    link = f"[{title}](<{task.url}>)" if task.url else title
    yield f"- [ ] **{link}** ({markdown(', '.join(filter(None, [task.provider, (task.sent_at or '')[:10]])))}) `{task.id}`"
    if task.state in _TOLD:
        yield f"    - **{_TOLD[task.state]}:** {markdown(task.reason or '', 300)}"
    for reason in task.why:
        yield f"    - {markdown(reason, 300)}"
    for number, step in enumerate(task.steps, 1):
        yield f"    {number}. {_step(step)}"
    for remains in task.remains:
        yield f"    - Stays: {_stays(remains)}"
    if task.purge:
        yield f"    - Expected gone at the vendor: {markdown(task.purge, 300)}"
    if task.as_of:
        source = f", <{task.source}>" if task.source else ""
        yield f"    - As of {task.as_of.isoformat()}{source}"
    yield ""


@lru_cache(maxsize=512)  # many tasks are done in the same few steps
def _step(text: str) -> str:
    return markdown_block_start(text, 500)


@lru_cache(maxsize=64)
def _stays(text: str) -> str:
    return markdown(text, 400)


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder / "checklists")

    def finding(self, record: Record) -> None:
        """Checklists are made from the run."""

    def finish(self, run: Run) -> None:
        # A list of an earlier run may ask for something that must no longer be deleted.
        files = ((each.stem, in_lines(checklist(each))) for each in run.checklists)
        write_private_set(self._folder, ".md", files, lambda earlier: earlier.startswith(OURS))

    def abort(self) -> None:
        """Nothing was begun."""


class ChecklistsMarkdown:
    """For the employee."""

    name = "md"
    default = True
    is_list = True

    def open(self, folder: Path) -> _Writer:
        """Starts the checklists."""
        return _Writer(folder)


REPORT: Report = ChecklistsMarkdown()
