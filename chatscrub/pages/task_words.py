"""What a list says of tasks, whatever it is written in: titles, reasons and deadlines in the language of its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from chatscrub.escape import plain
from chatscrub.model.identity import LIBRARY
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.task import Action, Checklist, Task, TaskState
from chatscrub.notices.due import URGENT, first_due
from chatscrub.pages.wording import link, tool
from chatscrub.pages.words import Said, Words

_TOLD = {
    TaskState.REAPPEARED: "came_back",
    TaskState.STILL_PRESENT: "still_there",
    TaskState.INCONCLUSIVE: "not_proven",
}
_COUNTED = re.compile(r"\d+ × .+")
_FILES_OF = re.compile(r"\d+ files? of ")
_KINDS = 6  # named of what was found in one thing; the task counts the others


def title(task: Task, said: Words) -> str:
    """Without what kind of object it is, which stands above all of its kind or beside it."""
    name = task.title.removeprefix(f"{task.object.replace('_', ' ')} in ")
    if task.object in {LIBRARY, "file"}:
        name = _FILES_OF.sub("", name, count=1)
    return plain(name, 100) or said.say("unnamed")


def state(task: Task, said: Words) -> str | None:
    """How it stands where it is no longer simply open."""
    return said.say(_TOLD[task.state]) if task.state in _TOLD else None


def why(task: Task, said: Words) -> tuple[Said, ...]:
    """What was found in it, and why it is to be done."""
    if task.action is Action.ROTATE:
        return tuple(said.phrase(text) for text in task.why)
    counted = (
        Said(said.say("count", what=plain(said.shared.entity(entity), 80), count=count))
        for entity, count in task.found[:_KINDS]
    )
    told = (said.phrase(text) for text in task.why if not task.found or not _COUNTED.fullmatch(text))
    return (*counted, *told)


def steps(task: Task, said: Words) -> tuple[Said, ...]:
    """How it is done; what is said of an issuer is in English alone."""
    if task.action is Action.ROTATE:
        return tuple(said.english(text) for text in task.steps)
    return tuple(said.steps(task.provider, text) for text in task.steps)


def stays(task: Task, said: Words) -> tuple[Said, ...]:
    """What it does not remove, and until when that lasts."""
    purge = [Said(said.say("gone_by", when=said.phrase(task.purge).text))] if task.purge else []
    if task.action is Action.ROTATE:
        return (*(said.phrase(text) for text in task.remains), *purge)
    return (*(said.steps(task.provider, text) for text in task.remains), *purge)


def places(task: Task, said: Words) -> tuple[tuple[str, str | None, str], ...]:
    """Titles, addresses and tools of conversations that its credential was pasted in."""
    return tuple(
        (plain(each.title, 100) or said.say("unnamed"), link(each.provider, each.url), tool(each.provider))
        for each in task.places
    )


def more_places(task: Task, said: Words) -> str | None:
    """What follows them where there are others; None where there are not."""
    return said.say("places_more", count=task.more_places) if task.more_places else None


def proven(task: Task, said: Words) -> tuple[str, str, str]:
    """What is gone, from which tool, and since which day; a link and its chat have one title."""
    name = title(task, said)
    named = said.say("link_to", title=name) if task.action is Action.UNSHARE else name
    return named, tool(task.provider), plain((task.since or "")[:10], 10)


def action_why(action: Action, said: Words) -> Iterator[Said]:
    """Why the things of an action matter."""
    if action is not Action.ASK_ADMIN:
        yield Said(said.say(f"why_{action.value}"))
    if action is Action.DELETE:
        yield Said(said.say("delete_hint"))


def note(text: str, providers: Sequence[str], said: Words) -> Said:
    """What is good to know besides, as a vendor's file or the program says it."""
    for provider in (each for each in providers if ", " not in each):
        found = said.steps(provider, text)
        if found.language is not None:
            return found
    translated = said.phrase(text)
    return Said(translated.text) if translated.language else translated


def deadlines(each: Checklist, settings: NoticeSettings, today: date | None, said: Words) -> list[str]:
    """By when, as messages say it."""
    if today is None:
        return []
    first = first_due((task for task in each.tasks if task.action in URGENT), settings.due_days, today)
    rest = first_due((task for task in each.tasks if task.action not in URGENT), settings.due_days, today)
    told = []
    if first:
        told.append(said.say("due_first", date=_day(first, today, said)))
    if rest:
        told.append(said.say("due", date=_day(max(rest, first or rest), today, said)))
    return told


def tools(providers: Sequence[str]) -> str:
    """The names of the tools that tasks are about."""
    return ", ".join(sorted({name for provider in providers for name in tool(provider).split(", ")}))


def ask(settings: NoticeSettings, said: Words) -> str:
    """Whom to ask."""
    return said.say("ask", contact=plain(settings.contact, 120)) if settings.contact else said.say("ask_it")


def _day(day: date, today: date, said: Words) -> str:
    """A date that is not broken over two lines, and whether it is over."""
    shown = day.isoformat().replace("-", "\u2011")
    return f"{shown} ({said.say('overdue')})" if day < today else shown
