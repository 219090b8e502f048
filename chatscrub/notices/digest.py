"""What IT is told about all lists of a folder: numbers by employee, what comes first, what waits, and by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from chatscrub.escape import mail
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.task import Action, Checklist
from chatscrub.notices.due import URGENT, first_due
from chatscrub.notices.employee import reference_of
from chatscrub.notices.letter import Block, Heading, Letter, Line, Listing
from chatscrub.notices.sentences import Sentences, sentences


def digest(lists: Sequence[Checklist], settings: NoticeSettings, now: datetime) -> bytes:
    """The message for IT."""
    words = sentences(settings.language)
    letter = Letter(
        whose="\0digest",
        language=words.code,
        subject=words.say("digest_subject"),
        blocks=list(_blocks(lists, settings, words, now.astimezone().date())),
    )
    return letter.as_bytes(settings, now)


def _blocks(lists: Sequence[Checklist], settings: NoticeSettings, words: Sentences, today: date) -> Iterator[Block]:
    yield words.say("digest_intro")
    open_ = [each for each in lists if each.tasks]
    if not open_:
        yield words.say("digest_nothing")
    else:
        yield Heading(words.say("digest_first"))
        first = [Line(f"{_name(each, words)}: {counts}") for each in open_ if (counts := _counts(each, words, URGENT))]
        yield Listing(first) if first else words.say("digest_first_none")
        yield Heading(words.say("digest_employees"))
        yield Listing([Line(_employee(each, settings, words)) for each in open_])
        yield Heading(words.say("digest_deadlines"))
        yield Listing([Line(text) for text in _deadlines(open_, settings, words, today)])
    for key, count in (
        ("digest_came_back", "came_back"),
        ("digest_still", "still_there"),
        ("digest_waiting", "claimed"),
        ("digest_held", "held"),
    ):
        numbers = [(_name(each, words), getattr(each.progress, count)) for each in lists]
        lines = [Line(words.say("count", what=name, count=number)) for name, number in numbers if number]
        if lines:
            yield Heading(words.say(key))
            yield Listing(lines)


def _name(each: Checklist, words: Sentences) -> str:
    return words.say("digest_admin") if each.admin else mail(each.employee, 100)


def _counts(each: Checklist, words: Sentences, of: frozenset[Action]) -> str:
    counts = Counter(task.action for task in each.tasks if task.action in of)
    return ", ".join(words.say(f"digest_{action.value}", count=counts[action]) for action in Action if counts[action])


def _employee(each: Checklist, settings: NoticeSettings, words: Sentences) -> str:
    text = f"{_name(each, words)}: {_counts(each, words, frozenset(Action))}"
    if each.admin:
        return text
    text += f"; {words.say('digest_reference', reference=reference_of(each, settings))}"
    return text if each.email else f"{text}; {words.say('digest_no_address')}"


def _deadlines(lists: Sequence[Checklist], settings: NoticeSettings, words: Sentences, today: date) -> Iterator[str]:
    days = ((first_due(each.tasks, settings.due_days, today), _name(each, words)) for each in lists)
    for day, name in sorted((day, name) for day, name in days if day):
        late = f" ({words.say('overdue')})" if day < today else ""
        yield f"{day.isoformat()}{late}: {name}"
