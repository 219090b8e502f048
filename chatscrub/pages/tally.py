"""What only the findings themselves tell: the people whose data lies there, and what is credential and what is not."""

from __future__ import annotations

from collections import Counter

import msgspec

from chatscrub.model.entity_words import entity_words
from chatscrub.model.record import Record
from chatscrub.shelf import Shelf

_COUNTS = frozenset({"high", "medium"})


class Customer(msgspec.Struct):
    """One person under a pseudonym. `conversations` are keys, `kinds` entities."""

    findings: int = 0
    conversations: set[tuple[str, str | None, str | None]] = msgspec.field(default_factory=set)
    kinds: Counter[str] = msgspec.field(default_factory=Counter)
    tools: set[str] = msgspec.field(default_factory=set)
    flags: set[str] = msgspec.field(default_factory=set)
    first: str | None = None


class _Seen(msgspec.Struct, frozen=True):
    """What one finding says of a person."""

    subject: str
    entity: str
    provider: str
    flags: tuple[str, ...]
    conversation: tuple[str, str | None, str | None]
    sent_at: str | None


class Tally:
    """Takes findings while a scan runs; holds some hundred bytes a person. Methods raise OutputError."""

    def __init__(self) -> None:
        self._seen = Shelf(_Seen)
        self._people: dict[str, tuple[int, int]] = {}  # what sorts them: exposure and findings, negative
        self.kinds: Counter[tuple[str, str]] = Counter()

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self._people)

    def customers(self, most: int) -> dict[str, Customer]:
        """So many of the people, those with the most exposed data first."""
        ordered = sorted(self._people, key=lambda each: (self._people[each], each))[:most]
        people = {subject: Customer() for subject in ordered}
        for each in self._seen:
            person = people.get(each.subject)
            if person is None:
                continue
            person.findings += 1
            person.kinds[each.entity] += 1
            person.tools.add(each.provider)
            person.flags.update(each.flags)
            person.conversations.add(each.conversation)
            if each.sent_at and (person.first is None or each.sent_at < person.first):
                person.first = each.sent_at
        return people

    def add(self, record: Record) -> None:
        """Takes one finding."""
        self.kinds[record["kind"], record["entity"]] += 1
        subject = record["subject"]
        if subject is None or record["whose"] in {"self", "colleague", "public"} or record["confidence"] not in _COUNTS:
            return
        exposure, findings = self._people.get(subject, (0, 0))
        self._people[subject] = min(exposure, -record["exposure"]), findings - 1
        self._seen.append(
            _Seen(
                subject,
                record["entity"],
                record["provider"],
                tuple(record["flags"]),
                (record["provider"], record["conversation_id"], record["conversation_title"]),
                record["sent_at"],
            )
        )


def kinds_in_words(kinds: Counter[str], most: int = 6) -> str:
    """Entities as people read them, the most frequent first."""
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(entity_words(entity) for entity, _ in ordered[:most])
    return shown + (f" and {len(ordered) - most} more" if len(ordered) > most else "")
