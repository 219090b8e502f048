"""One task out of one credential, which is shown masked."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from chatscrub.checklist.assignment import Assignee
from chatscrub.checklist.task_building import count_of, task_id
from chatscrub.model.detector import Detector
from chatscrub.model.entity_words import entity_words
from chatscrub.model.exposure import Exposure, Leak
from chatscrub.model.finding import timestamp
from chatscrub.model.identity import CREDENTIAL, conversation_identity
from chatscrub.model.task import Action, Task, TaskPlace, TracedTask

INERT = {
    "expired": "by its own date it has expired: check that it no longer works",
    "test-mode": "a test credential: it opens no live data, rotate it after the others",
}
_ALSO = "also in "
_FOUND = "found in "
_PUBLIC = "anyone with the link can read it"
_GONE = "where it was pasted is proven gone: it still works until it is replaced"
_PLACES_SHOWN = 3
NO_REMEDY = ("Make this credential worthless where it was issued, and issue a new one.",)


class Place(msgspec.Struct, frozen=True):
    """A credential in a conversation, with the conversation's exposure."""

    exposure: Exposure
    leak: Leak


def rotation(places: Sequence[Place], mine: Sequence[Place], who: Assignee, detector: Detector | None) -> TracedTask:
    """The task to make one credential worthless. `places` are all it was found in, `mine` those of the assignee."""
    leak = min((place.leak for place in mine), key=lambda each: (-each.severity, each.detector, each.match))
    sent = min((place.leak.sent_at for place in places if place.leak.sent_at is not None), default=None)
    day = sent.date().isoformat() if sent else "the day it was pasted (not known)"
    here, there = _conversations(mine), _conversations(places) - _conversations(mine)
    found = f"{_FOUND}{count_of(len(here), 'conversation')}" + ("" if who.admin else " of yours")
    why = [f"{leak.severity.label} credential, pasted on {day}" if sent else f"{leak.severity.label} credential", found]
    if detector is not None and not detector.issuer.islower():  # "databases" is a family, and issues nothing
        why.insert(1, f"issued by {detector.issuer}")
    if there:
        why.append(elsewhere(len(there)))
    why.extend(text for flag, text in INERT.items() if all(flag in place.leak.flags for place in places))
    if any(place.exposure.public for place in places):
        why.append(_PUBLIC)
    if who.why:
        why.append(who.why)
    steps = detector.remedy.steps if detector is not None and detector.remedy.steps else NO_REMEDY
    url = detector.remedy.url if detector is not None else None
    task = Task(
        id=task_id("", Action.ROTATE, CREDENTIAL, leak.fingerprint, who.employee),
        admin=who.admin,
        rank=-int(max(place.leak.severity for place in mine)),
        employee=who.employee,
        provider=", ".join(sorted({place.leak.conversation.provider for place in places})),
        action=Action.ROTATE,
        object=CREDENTIAL,
        object_id=leak.fingerprint,
        title=f"{detector.name if detector else entity_words(leak.entity)} {leak.match}",
        url=url if url and url.startswith("https://") else None,
        why=tuple(why),
        steps=tuple(step.replace("{sent_at}", day) for step in steps),
        remains=("Rotating does not remove the text.",),
        found=((detector.name if detector else entity_words(leak.entity), 1),),
        sent_at=timestamp(sent),
        exposure=max(place.exposure.score for place in mine),
    )
    return TracedTask(
        task,
        CREDENTIAL,
        leak.fingerprint,
        account=leak.owner,
        holder=leak.owner,
        first_at=sent,
        last_at=max((place.leak.sent_at for place in places if place.leak.sent_at is not None), default=None),
    )


def elsewhere(count: int) -> str:
    """What a task says of so many conversations of other people that hold the same credential."""
    return f"{_ALSO}{count_of(count, 'conversation')} of other people: agree on who rotates it"


def with_elsewhere(task: Task, count: int) -> Task:
    """The task with another count of such conversations."""
    why = [each for each in task.why if not each.startswith(_ALSO)]
    if count:
        place = next((number for number, each in enumerate(why, 1) if each.startswith(_FOUND)), len(why))
        why.insert(place, elsewhere(count))
    return task if tuple(why) == task.why else replace(task, why=tuple(why))


def with_places(task: Task, places: Sequence[TaskPlace]) -> Task:
    """The task with the conversations that the credential still lies in."""
    return replace(task, places=tuple(places[:_PLACES_SHOWN]), more_places=max(len(places) - _PLACES_SHOWN, 0))


def with_places_gone(task: Task) -> Task:
    """The task where all that the credential was pasted in is proven gone, and nobody can read it there any more."""
    why = [_GONE if each.startswith(_FOUND) else each for each in task.why if each != _PUBLIC]
    return replace(task, why=tuple(why))


def _conversations(places: Sequence[Place]) -> set[tuple[str, str]]:
    return {
        (each.leak.conversation.provider, conversation_identity(each.exposure.conversation, each.exposure.title))
        for each in places
    }
