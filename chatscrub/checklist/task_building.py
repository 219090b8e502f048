"""One task out of one object or link. No task holds a value."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec

from chatscrub.checklist.assignment import Assignee
from chatscrub.model.conversation import Audience, Conversation, ObjectKind, SharedLink
from chatscrub.model.entity_words import entity_words
from chatscrub.model.exposure import Exposure, Target
from chatscrub.model.finding import timestamp
from chatscrub.model.identity import (
    LIBRARY,
    RETAINED,
    RETAINED_FLAGS,
    conversation_identity,
    conversation_key,
    object_identity,
)
from chatscrub.model.task import Action, Task, TracedTask
from chatscrub.vendors import Certainty, Procedure, Vendor

UNCONFIRMED = "these steps are not confirmed by the vendor's own pages: menus may be named differently"
_LISTED = 6
_OBJECTS = {
    kind: number
    for number, kind in enumerate(
        (
            ObjectKind.FILE,
            ObjectKind.MEMORY,
            ObjectKind.CUSTOM_INSTRUCTIONS,
            ObjectKind.PROJECT,
            ObjectKind.CANVAS,
            ObjectKind.ARTIFACT,
            ObjectKind.DESIGN_CHAT,
            ObjectKind.FEEDBACK,
            ObjectKind.MESSAGE,
            ObjectKind.CONVERSATION,
            ObjectKind.CHANNEL,
        )
    )
}
"""The order in which objects are best deleted: what goes with another object comes after it."""


def unsharing(exposure: Exposure, link: SharedLink | None, who: Assignee, about: Vendor, language: str) -> TracedTask:
    """The task to revoke one shared link; `link` is None where the export shows that one exists and not which."""
    conversation = exposure.conversation
    procedure = about.procedure(ObjectKind.SHARED_LINK.value)
    identity = (link.id or link.url) if link else conversation_identity(conversation, exposure.title)
    why = ["anyone with the link can read it" if exposure.public else "everybody in the organisation can read it"]
    why.extend([who.why] if who.why else [])
    task = Task(
        id=task_id(conversation.provider, Action.UNSHARE, ObjectKind.SHARED_LINK.value, identity, who.employee),
        admin=who.admin,
        employee=who.employee,
        provider=conversation.provider,
        action=Action.UNSHARE,
        object=ObjectKind.SHARED_LINK.value,
        object_id=link.id if link else None,
        title=exposure.title,
        url=(about.link(link.url) if link else None) or procedure.url or about.link(conversation.url),
        why=(*why, *_doubts(procedure)),
        steps=procedure.steps.in_language(language),
        remains=procedure.remains.in_language(language),
        as_of=procedure.source.verified_on if procedure.source else None,
        source=procedure.source.url if procedure.source else None,
        sent_at=timestamp(conversation.updated_at or conversation.created_at),
        exposure=exposure.score,
    )
    return TracedTask(
        task,
        ObjectKind.SHARED_LINK.value,
        identity,
        account=exposure.owner or conversation.account,
        holder=conversation.account,
        container=conversation_key(conversation, exposure.title),
        first_at=conversation.created_at,
        last_at=conversation.updated_at,
    )


class Deletion(msgspec.Struct, frozen=True):
    """An object that must go, as a target of an exposure or (`library`) the files kept apart from a conversation."""

    exposure: Exposure
    target: Target | None

    @property
    def kind(self) -> str:
        """The key of the vendor's procedure."""
        if self.target is None:
            return LIBRARY
        return RETAINED if self.is_retained else self.target.object.value

    @property
    def is_retained(self) -> bool:
        """Whether the author took the text away and the workspace kept it."""
        return self.target is not None and not RETAINED_FLAGS.isdisjoint(self.target.flags)

    @property
    def object(self) -> ObjectKind:
        """What kind of object it is."""
        return ObjectKind.FILE if self.target is None else self.target.object

    @property
    def identity(self) -> str:
        """What names it in the vendor's own ids."""
        conversation, target = self.exposure.conversation, self.target
        if target is None:
            return conversation_identity(conversation, self.exposure.title)
        return object_identity(conversation, self.exposure.title, self.kind, target.object_id, target.url)

    @property
    def is_whole(self) -> bool:
        """Whether it is the conversation itself."""
        return self.target is not None and self.target.object is self.exposure.conversation.object


def deletion(what: Deletion, who: Assignee, about: Vendor, today: date, language: str) -> TracedTask:
    """The task to delete one object, with what that will not remove."""
    exposure, target, conversation = what.exposure, what.target, what.exposure.conversation
    procedure = _procedure(what, about)
    identity = what.identity
    action = Action.ASK_ADMIN if who.admin else Action.DELETE
    first, last = _span(target, conversation)
    window = about.window(conversation.account.plan, first, last)
    remains = [*procedure.remains.in_language(language)]
    if what.is_whole and conversation.project_id:
        remains.extend(procedure.project.in_language(language))
    if window is not None:
        remains.extend(window.text.in_language(language))
    steps = procedure.archived.in_language(language) if what.is_whole and conversation.archived else ()
    steps = steps or procedure.steps.in_language(language)
    if conversation.audience is Audience.EXTERNAL:
        steps = (*steps, *procedure.external.in_language(language))
    url = about.link(target.url) if target else None
    task = Task(
        id=task_id(conversation.provider, action, what.kind, identity, who.employee),
        admin=who.admin,
        rank=_OBJECTS.get(what.object, len(_OBJECTS)),
        employee=who.employee,
        provider=conversation.provider,
        action=action,
        object=what.object.value,
        object_id=target.object_id if target else conversation.id,
        title=_title(what),
        url=url or procedure.url or about.link(conversation.url),
        why=(*_why(what), *([who.why] if who.why else []), *_doubts(procedure)),
        steps=steps,
        remains=tuple(remains),
        found=target.entities if target else (),
        purge=None if window is not None else _purge(procedure, today),
        as_of=procedure.source.verified_on if procedure.source else None,
        source=procedure.source.url if procedure.source else None,
        sent_at=timestamp(target.first_sent) if target else None,
        exposure=exposure.score,
    )
    return TracedTask(
        task,
        what.kind,
        identity,
        account=(target.owner if target else exposure.owner) or conversation.account,
        holder=conversation.account,
        container=conversation_key(conversation, exposure.title),
        first_at=first,
        last_at=last,
    )


def needs_admin(what: Deletion, about: Vendor) -> bool:
    """Whether no employee can delete it, whoever owns it."""
    return _procedure(what, about).admin


def task_id(provider: str, action: Action, kind: str, identity: str, employee: str) -> str:
    """The first 16 hexadecimal digits of a SHA-256 over what makes a task the same task in the next run."""
    joined = "\0".join((provider, action.value, kind, identity, employee))
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _procedure(what: Deletion, about: Vendor) -> Procedure:
    if what.is_retained and RETAINED not in about.procedures and what.target is not None:
        return about.procedure(what.target.object.value)
    return about.procedure(what.kind)


def _span(target: Target | None, conversation: Conversation) -> tuple[datetime | None, datetime | None]:
    if target is not None and (target.first_sent or target.last_sent):
        return target.first_sent, target.last_sent
    return conversation.created_at, conversation.updated_at


def _title(what: Deletion) -> str:
    exposure = what.exposure
    if what.target is None:
        return f"{count_of(len(exposure.conversation.files), 'file')} of {exposure.title}"
    if what.is_whole:
        return exposure.title
    return f"{what.target.object.value.replace('_', ' ')} in {exposure.title}"


def _why(what: Deletion) -> tuple[str, ...]:
    target = what.target
    if target is None:
        names = what.exposure.conversation.files
        listed = ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")
        return ("kept apart from the chat, and may hold the same data", f"files (names shortened): {listed}")
    why = [f"{count} × {entity_words(entity)}" for entity, count in target.entities[:_LISTED]]
    if len(target.entities) > _LISTED:
        why.append(f"and {count_of(len(target.entities) - _LISTED, 'more kind')} of data")
    if "art9" in target.flags:
        why.append("special category of personal data (GDPR Art. 9)")
    if "art10" in target.flags:
        why.append("data about criminal offences (GDPR Art. 10)")
    if what.exposure.public:
        why.append("anyone with the link can read it")
    return tuple(why)


def _doubts(procedure: Procedure) -> tuple[str, ...]:
    return (UNCONFIRMED,) if procedure.certainty is Certainty.UNVERIFIED else ()


def _purge(procedure: Procedure, today: date) -> str | None:
    days = procedure.purge_days
    if days is None:
        return None
    return f"within {days} days of the deletion: by {(today + timedelta(days)).isoformat()} if it is done today"


def count_of(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
