"""checklists/<employee>.md: what one person must do, in order, without a single value in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from chatscrub.escape import markdown, markdown_block_start
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Action, Checklist, Task
from chatscrub.notices.sentences import LANGUAGES
from chatscrub.pages import task_words
from chatscrub.pages.wording import tool
from chatscrub.pages.words import Said, Words, words
from chatscrub.private_file import in_lines, private_folder, write_private_set
from chatscrub.reports.interface import Report

_EARLIER = "# Deletion list for "  # how lists began before they were in the language of their reader
_SENTENCE = 600  # characters


def checklist(each: Checklist, settings: NoticeSettings, today: date | None) -> Iterator[str]:
    """One checklist line by line. `today` tells what is overdue; the list does not name it, so that no day rewrites it."""
    said = words(each.language)
    yield f"# {said.say('title_admin' if each.admin else 'title')}"
    yield ""
    if not each.admin:
        yield said.say("for", name=markdown(each.name or each.employee))
        yield ""
    for warning in each.warnings:
        yield f"> **{_told(said.phrase(warning))}**"
        yield ""
    if not each.tasks:
        yield said.say("nothing")
        yield ""
    elif not each.admin:
        providers = sorted({task.provider for task in each.tasks})
        yield markdown(said.say("intro", tools=task_words.tools(providers)), _SENTENCE)
        yield ""
    for deadline in task_words.deadlines(each, settings, today, said):
        yield f"**{deadline}**"
        yield ""
    yield from _progress(each, said)
    for number, (action, tasks) in enumerate(groupby(each.tasks, key=lambda task: task.action), 1):
        yield f"## {number}. {said.say(f'part_{action.value}')}"
        yield ""
        why = " ".join(_told(text) for text in task_words.action_why(action, said))
        if action is Action.ROTATE:
            why = f"{why} {said.say('steps_language')}".rstrip()  # nothing in English
        if why:
            yield why
            yield ""
        for task in tasks:
            yield from _task(task, said)
    yield from _foot(each, settings, said)


def _progress(each: Checklist, said: Words) -> Iterator[str]:
    """How far it is, what is proven, and what came back; nothing on a first list."""
    progress = each.progress
    done = progress.proven + progress.claimed + progress.not_provable
    told = {
        "proven": progress.proven,
        "claimed": progress.claimed,
        "not_provable": progress.not_provable,
        "held": progress.held,
    }
    if any(told.values()):
        yield f"**{said.say('progress', done=done, total=progress.total)}**"
        yield ""
        yield from (f"- {said.say(key, count=count)}" for key, count in told.items() if count)
        yield ""
    for key, count in (("came_back_count", progress.came_back), ("still_there_count", progress.still_there)):
        if count:
            yield f"**{said.say(key, count=count)}**"
            yield ""
    if each.proven:
        yield f"{said.say('proven_list')}:"
        yield ""
        for task in each.proven:
            title, where, day = task_words.proven(task, said)
            told_of = ", ".join(filter(None, (where, day, task.reason)))
            yield f"- {markdown_block_start(title, 150)} ({markdown(told_of, 300)})"
        yield ""


def _task(task: Task, said: Words) -> Iterator[str]:
    title = markdown(task_words.title(task, said), 100)
    link = f"[{title}](<{task.url}>)" if task.url else title
    # What is rotated is one credential, wherever and whenever it was pasted.
    kind = [] if task.action is Action.ROTATE else [said.shared.object(task.object)]
    where = ", ".join(filter(None, [tool(task.provider), *kind, (task.sent_at or "")[:10]]))
    yield f"- [ ] **{link}** ({markdown(where)}) `{task.id}`"
    if state := task_words.state(task, said):
        yield f"    - **{state}:** {markdown(task.reason or '', 300)}"
    for reason in task_words.why(task, said):
        yield f"    - {_told(reason)}"
    if task.places:
        yield f"    - {_places(task, said)}"
    for number, step in enumerate(task_words.steps(task, said), 1):
        yield f"    {number}. {_step(step.text)}"
    stays = task_words.stays(task, said)
    if stays:
        yield f"    - {said.say('stays')}:"
    yield from (f"        - {_told(remains)}" for remains in stays)
    if task.as_of:
        source = f": <{task.source}>" if task.source else ""
        yield f"    - {said.say('steps_read', date=task.as_of.isoformat())}{source}"
    yield ""


def _places(task: Task, said: Words) -> str:
    """Where a credential was pasted."""
    shown = ", ".join(
        f"{f'[{markdown(title, 100)}](<{url}>)' if url else markdown(title, 100)} ({markdown(where)})"
        for title, url, where in task_words.places(task, said)
    )
    return " ".join(filter(None, (said.say("pasted_in"), shown, task_words.more_places(task, said))))


def _foot(each: Checklist, settings: NoticeSettings, said: Words) -> Iterator[str]:
    if each.tasks:
        yield said.say("done")
        yield ""
    yield f"**{said.say('private_title')}:** {said.say('private_page')}"
    yield ""
    yield markdown(task_words.ask(settings, said), _SENTENCE)
    providers = sorted({task.provider for task in each.tasks})
    notes = [_told(task_words.note(text, providers, said)) for text in each.notes]
    if said.code != "en":
        notes.append(said.say("english_menus"))
    if notes:
        yield ""
        yield f"{said.say('notes')}:"
        yield ""
        yield from (f"- {text}" for text in notes)


def _told(text: Said) -> str:
    return _escaped(text.text)


@lru_cache(maxsize=512)  # a list has thousands, most of them the same few
def _escaped(text: str) -> str:
    return markdown(text, _SENTENCE)


@lru_cache(maxsize=512)  # many tasks are done in the same few steps
def _step(text: str) -> str:
    return markdown_block_start(text, 500)


@cache
def _beginnings() -> tuple[bytes, ...]:
    """By which our own lists are known."""
    titles = (words(code).say(key) for code in LANGUAGES for key in ("title", "title_admin"))
    return (_EARLIER.encode(), *(f"# {title}\n".encode() for title in titles))


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder / "checklists")

    def finding(self, record: Record) -> None:
        """Checklists are made from the run."""

    def finish(self, run: Run) -> None:
        # A list of an earlier run may ask for something that must no longer be deleted.
        files = ((each.stem, in_lines(checklist(each, run.notices, run.today))) for each in run.checklists)
        write_private_set(self._folder, ".md", files, lambda earlier: earlier.startswith(_beginnings()))

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
