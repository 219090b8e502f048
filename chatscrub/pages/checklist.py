"""A deletion list as a page: what is done in the same steps stands together, the steps once, a box for each thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

import msgspec

from chatscrub.escape import plain
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.task import Action, Checklist, Task
from chatscrub.notices.effort import minutes
from chatscrub.pages import task_words
from chatscrub.pages.rendering import render
from chatscrub.pages.wording import link, tool
from chatscrub.pages.words import Said, Words, words

MOST = 2000  # things on one page
GENERATOR = "chatscrub checklist"


class Item(msgspec.Struct, frozen=True):
    """One thing with its box. `told` is how it stands where it is no longer simply open, `reason` why.

    `places` are titles, addresses and tools of conversations that a credential was pasted in.
    """

    key: str
    title: str
    url: str | None
    opens: str
    where: str
    told: str | None
    reason: Said | None
    why: tuple[Said, ...]
    id: str
    places: tuple[tuple[str, str | None, str], ...]
    more_places: str | None


class Group(msgspec.Struct):
    """Things that are done in the same steps."""

    heading: str | None
    steps: tuple[Said, ...]
    stays: tuple[Said, ...]
    read: str | None
    source: str | None
    items: list[Item] = msgspec.field(default_factory=list)


class Part(msgspec.Struct, frozen=True):
    """All groups of one action."""

    heading: str
    why: tuple[Said, ...]
    groups: tuple[Group, ...]


def checklist(each: Checklist, settings: NoticeSettings, today: date | None) -> bytes:
    """The page. `today` is the day that it is of; the same list of the same day gives the same bytes."""
    said = words(each.language)
    shown = tuple(each.tasks[:MOST])
    parts = tuple(_parts(shown, said))
    providers = sorted({task.provider for task in shown})
    return render(
        "checklist.html.jinja",
        generator=GENERATOR,
        language=said.code,
        say=said.say,
        each=each,
        name=plain(each.name or each.employee, 80),
        today=today.isoformat() if today else None,
        tools=task_words.tools(providers),
        warnings=[said.phrase(text) for text in each.warnings],
        notes=[task_words.note(text, providers, said) for text in each.notes],
        todo=[(_counted(action, count, said), count) for action, count in _counts(each.tasks)],
        minutes=minutes(each.tasks),
        due=task_words.deadlines(each, settings, today, said),
        done=each.progress.proven + each.progress.claimed + each.progress.not_provable,
        parts=parts,
        rest=len(each.tasks) - len(shown),
        english=said.code != "en",
        proven=[task_words.proven(task, said) for task in each.proven],
        ask=task_words.ask(settings, said),
        hosts=", ".join(sorted(_hosts(parts))),
    )


def is_checklist(content: bytes) -> bool:
    """Whether a file is a page of ours."""
    return f'content="{GENERATOR}"'.encode() in content[:2000]


def _counts(tasks: Sequence[Task]) -> Iterator[tuple[Action, int]]:
    counts = Counter(task.action for task in tasks)
    yield from ((action, counts[action]) for action in Action if counts[action])


def _counted(action: Action, count: int, said: Words) -> str:
    """What stands beside a number of tasks; links alone are named by a noun."""
    return said.say("todo_unshare_one" if action is Action.UNSHARE and count == 1 else f"todo_{action.value}")


def _parts(tasks: Sequence[Task], said: Words) -> Iterator[Part]:
    number = 0
    for action in Action:
        groups: dict[tuple[object, ...], Group] = {}
        for task in tasks:
            if task.action is action:
                number += 1
                key = _key(task)
                if key not in groups:
                    groups[key] = _group(task, said)
                groups[key].items.append(_item(task, number, said))
        if groups:
            yield Part(said.say(f"part_{action.value}"), tuple(_why(action, tasks, said)), tuple(groups.values()))


def _why(action: Action, tasks: Sequence[Task], said: Words) -> Iterator[Said]:
    """Why the things of an action matter, and what holds for all of them."""
    yield from task_words.action_why(action, said)
    if action is Action.ROTATE:
        remains = dict.fromkeys(text for task in tasks if task.action is action for text in task.remains)
        yield from (said.phrase(text) for text in remains)
        yield Said(said.say("steps_language"))  # nothing in English


def _key(task: Task) -> tuple[object, ...]:
    place = "" if task.action is Action.ROTATE else task.provider  # it is replaced where it was issued
    return place, task.object, task.steps, task.remains, task.purge


def _group(task: Task, said: Words) -> Group:
    rotates = task.action is Action.ROTATE  # each has a name of its own, and what remains is said of all of them
    heading = said.say(task.action.value, tool=tool(task.provider), what=said.shared.object(task.object))
    return Group(
        heading=None if rotates else heading,
        steps=task_words.steps(task, said),
        stays=() if rotates else task_words.stays(task, said),
        read=said.say("steps_read", date=task.as_of.isoformat()) if task.as_of else None,
        source=plain(task.source, 200) if task.source else None,
    )


def _item(task: Task, number: int, said: Words) -> Item:
    rotates = task.action is Action.ROTATE
    url = _https(task.url) if rotates else link(task.provider, task.url)
    told = task_words.state(task, said)
    day = plain((task.sent_at or "")[:10], 10)
    return Item(
        key=f"t{number}",
        title=task_words.title(task, said),
        url=url,
        opens=said.say("open_issuer") if rotates else said.say("open_tool", tool=tool(task.provider)),
        where=tool(task.provider) + (f" · {day}" if day and not rotates else ""),
        told=told,
        reason=said.english(task.reason) if task.reason and told else None,
        why=task_words.why(task, said),
        id=plain(task.id, 16),
        places=task_words.places(task, said),
        more_places=task_words.more_places(task, said),
    )


def _https(url: str | None) -> str | None:
    """An issuer's address, which is from a detector's file and need not be the vendor's."""
    if not url or not url.isascii() or not url.isprintable() or any(each in " \"'<>\\^`{|}" for each in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme == "https" and parts.hostname and "@" not in parts.netloc else None


def _hosts(parts: Sequence[Part]) -> set[str]:
    items = [item for part in parts for group in part.groups for item in group.items]
    urls = [item.url for item in items] + [url for item in items for _, url, _ in item.places]
    return {plain(urlsplit(url).hostname or "", 100) for url in urls if url}
