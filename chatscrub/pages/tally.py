"""What only the findings themselves tell: the people whose data lies there, and what is credential and what is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from chatscrub.model.entity_words import entity_words
from chatscrub.model.record import Record

_COUNTS = frozenset({"high", "medium"})


@dataclass(slots=True)
class Customer:
    """One person under a pseudonym. `conversations` are keys, `kinds` entities."""

    findings: int = 0
    conversations: set[tuple[Any, ...]] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    tools: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)
    first: str | None = None
    exposure: int = 0


class Tally:
    """Takes findings while a scan runs; holds some hundred bytes a person and no text."""

    def __init__(self) -> None:
        self.customers: dict[str, Customer] = {}
        self.kinds: Counter[tuple[str, str]] = Counter()

    def add(self, record: Record) -> None:
        """Takes one finding."""
        self.kinds[record["kind"], record["entity"]] += 1
        subject = record["subject"]
        if subject is None or record["whose"] in {"self", "colleague", "public"} or record["confidence"] not in _COUNTS:
            return
        person = self.customers.setdefault(subject, Customer())
        person.findings += 1
        person.kinds[record["entity"]] += 1
        person.tools.add(record["provider"])
        person.flags.update(record["flags"])
        person.conversations.add((record["provider"], record["conversation_id"], record["conversation_title"]))
        person.exposure = max(person.exposure, record["exposure"])
        if record["sent_at"] and (person.first is None or record["sent_at"] < person.first):
            person.first = record["sent_at"]


def kinds_in_words(kinds: Counter[str], most: int = 6) -> str:
    """Entities as people read them, the most frequent first."""
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(entity_words(entity) for entity, _ in ordered[:most])
    return shown + (f" and {len(ordered) - most} more" if len(ordered) > most else "")
