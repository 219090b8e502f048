"""What one employee is told: kinds and numbers, why it matters, the steps, whom to ask, and how to tell that it is real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from urllib.parse import urlsplit

from chatscrub.escape import mail, person_name, plain
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.task import Action, Checklist, Task, TaskState
from chatscrub.notices.due import URGENT, first_due
from chatscrub.notices.letter import Block, Heading, Letter, Line, Listing, reference
from chatscrub.notices.sentences import Sentences, sentences
from chatscrub.vendors import vendor

SHOWN = 40  # things of one kind in a message; who has more needs the list itself
_MINUTES = {Action.ROTATE: 10, Action.UNSHARE: 2, Action.DELETE: 2, Action.ASK_ADMIN: 2}
_ROUNDED = 5
_TOLD = {TaskState.REAPPEARED: "came_back", TaskState.STILL_PRESENT: "still_there"}


def notice(each: Checklist, settings: NoticeSettings, now: datetime) -> bytes | None:
    """The message for an employee; None for an admin's list, which is in the digest, and where nothing is to be done."""
    if each.admin or not each.tasks:
        return None
    words = sentences(each.language)
    letter = Letter(
        whose=each.employee.casefold(),
        language=words.code,
        subject=words.say("subject", count=len(each.tasks)),
        blocks=list(_blocks(each, settings, words, now)),
        to=each.email,
        name=each.name,
    )
    return letter.as_bytes(settings, now)


def reference_of(each: Checklist, settings: NoticeSettings) -> str:
    """The reference of the message for an employee: the same as long as the same is to be done."""
    return reference(settings, each.employee.casefold(), *sorted(task.id for task in each.tasks))


def tools(tasks: Sequence[Task]) -> list[str]:
    """The names of the tools that tasks are about."""
    keys = {key for task in tasks for key in task.provider.split(", ")}
    return sorted({plain(vendor(key).name, 40) for key in keys}, key=str.casefold)


def _blocks(each: Checklist, settings: NoticeSettings, words: Sentences, now: datetime) -> Iterator[Block]:
    name = person_name(each.name)
    yield words.say("greeting_name", name=name) if name else words.say("greeting")
    yield words.say("intro", tools=", ".join(tools(each.tasks)))
    yield words.say("no_values")
    if each.warnings:
        yield Heading(words.say("read_first"))
        yield Listing([Line(mail(warning, 600)) for warning in each.warnings])
    yield Heading(words.say("found"))
    yield Listing([Line(words.say("count", what=what, count=count)) for what, count in _found(each.tasks, words)])
    yield Heading(words.say("why"))
    actions = {task.action for task in each.tasks}
    for action in (Action.ROTATE, Action.UNSHARE, Action.DELETE):
        if action in actions:
            yield words.say(f"why_{action.value}")
    yield Heading(words.say("steps"))
    if words.say("steps_language"):
        yield words.say("steps_language")
    hosts: set[str] = set()
    for _, group in groupby(each.tasks, key=_kind):
        yield from _group(list(group), settings, words, hosts)
    yield from _times(each, settings, words, now)
    yield words.say("done")
    yield words.say("private")
    yield words.say("ask", contact=settings.contact) if settings.contact else words.say("ask_it")
    yield words.say("genuine", reference=reference_of(each, settings))
    yield words.say("links", hosts=", ".join(sorted(hosts))) if hosts else words.say("no_links")


def _found(tasks: Sequence[Task], words: Sentences) -> list[tuple[str, int]]:
    """Kinds and numbers; where an older ledger does not say what was found, what lies there to be cleaned up."""
    found: Counter[str] = Counter()
    objects: Counter[str] = Counter()
    for task in tasks:
        if task.action in {Action.DELETE, Action.ASK_ADMIN}:
            for entity, count in task.found:
                found[words.entity(entity)] += count
        objects[words.object(task.object)] += 1
    return [*objects.items(), *sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def _kind(task: Task) -> tuple[str, ...]:
    """What is done in the same steps."""
    tool = "" if task.action is Action.ROTATE else task.provider  # it is replaced where it was issued
    return (task.action.value, tool, task.object, *task.steps)


def _group(tasks: Sequence[Task], settings: NoticeSettings, words: Sentences, hosts: set[str]) -> Iterator[Block]:
    first = tasks[0]
    if first.action is Action.ROTATE:
        names = dict.fromkeys(words.entity(entity) for task in tasks for entity, _ in task.found)
        what = ", ".join(names) or words.object(first.object)
        yield Heading(words.say("rotate", what=what), 2)
    else:
        tool = ", ".join(tools(tasks))
        yield Heading(words.say(first.action.value, tool=tool, what=words.object(first.object)), 2)
    lines = [_line(task, settings, words) for task in tasks[:SHOWN]]
    hosts.update(urlsplit(line.url).hostname or "" for line in lines if line.url)
    if len(tasks) > SHOWN:
        lines.append(Line(words.say("more", count=len(tasks) - SHOWN)))
    yield Listing(lines)
    if first.steps:
        yield Listing([Line(mail(step, 500)) for step in first.steps], numbered=True)


def _line(task: Task, settings: NoticeSettings, words: Sentences) -> Line:
    """One thing, by its day and the number that it has in the ledger."""
    day = (task.sent_at or "")[:10]
    text = words.say("item_dated", date=day, number=task.id[:8]) if day else words.say("item", number=task.id[:8])
    if task.action is Action.ROTATE:
        text += f", {', '.join(tools([task]))}"
    elif settings.titles:  # that of a credential is its mask
        text += f", {mail(task.title, 80)}"
    if task.state in _TOLD:
        text += f" ({words.say(_TOLD[task.state])})"
    return Line(text, None if task.action is Action.ROTATE else vendor(task.provider).link(task.url))


def _times(each: Checklist, settings: NoticeSettings, words: Sentences, now: datetime) -> Iterator[Block]:
    today = now.astimezone().date()
    minutes = sum(_MINUTES[task.action] for task in each.tasks)
    yield words.say("time", minutes=-(-minutes // _ROUNDED) * _ROUNDED)
    first = first_due((task for task in each.tasks if task.action in URGENT), settings.due_days, today)
    rest = first_due((task for task in each.tasks if task.action not in URGENT), settings.due_days, today)
    if first:
        yield words.say("due_first", date=first.isoformat())
    if rest:
        yield words.say("due", date=max(rest, first or rest).isoformat())
