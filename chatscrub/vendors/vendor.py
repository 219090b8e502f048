"""What is known about a vendor: records only. Every fact says who said it, and when it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

import msgspec

from chatscrub.model.conversation import Audience

ENGLISH = "en"
MAX_URL = 2_000
_UNSAFE = re.compile(r"[ \"'<>\\^`{|}]")


class Certainty(StrEnum):
    """Who stands behind a fact."""

    FIRST_PARTY = "first-party"  # the vendor's own text
    SECONDARY = "secondary"  # somebody else's account of it
    UNVERIFIED = "unverified"  # expected, and not confirmed by any text


class Answer(StrEnum):
    """The answer to a question about a plan."""

    YES = "yes"
    NO = "no"
    CHOICE = "choice"  # each person chose: only they know
    UNKNOWN = "unknown"


class Source(msgspec.Struct, frozen=True):
    """A page, and the day it was read."""

    url: str
    verified_on: date


class Fact(msgspec.Struct, frozen=True):
    """One statement in English; `value` where the statement answers a question."""

    text: str
    certainty: Certainty
    source: Source | None
    value: Answer = Answer.UNKNOWN


NOT_ESTABLISHED = Fact("Not established.", Certainty.UNVERIFIED, None)


class Plan(msgspec.Struct, frozen=True):
    """A plan as the vendor sells it. `link_audience` is who can open a shared link made on it.

    `dpa` is whether a data processing agreement is offered, which is not yet one that the company has signed.
    """

    name: str
    aliases: tuple[str, ...]
    trains: Fact
    dpa: Fact
    retention: Fact
    link_audience: Audience = Audience.PUBLIC
    subprocessors: Fact = NOT_ESTABLISHED
    location: Fact = NOT_ESTABLISHED


class Wording(msgspec.Struct, frozen=True):
    """Sentences in one or more languages, by language code; English is always there."""

    by_language: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def in_language(self, language: str) -> tuple[str, ...]:
        """The sentences in `language`, else in English."""
        return self.by_language.get(language) or self.by_language.get(ENGLISH, ())


class Procedure(msgspec.Struct, frozen=True):
    """How an object of one kind is deleted, in working order.

    `archived` replaces the steps for an archived object. `project` and `external` are said besides, for an object in
    a project, and for one that another organisation can read. `remains` is what the steps do not remove.
    `purge_days` is how long the vendor says it takes until its systems have removed the object. `admin` marks what
    no employee can do. `url` is the page where it is done, for objects without an address of their own.
    """

    steps: Wording
    certainty: Certainty
    source: Source | None
    archived: Wording = Wording()
    project: Wording = Wording()
    external: Wording = Wording()
    remains: Wording = Wording()
    purge_days: int | None = None
    url: str | None = None
    admin: bool = False


class Window(msgspec.Struct, frozen=True):
    """A span of days, both included, from which the vendor must keep data whatever is deleted."""

    first: date
    last: date
    exempt_plans: frozenset[str]
    text: Wording
    source: Source | None
    certainty: Certainty

    def covers(self, first: datetime | None, last: datetime | None) -> bool:
        """Whether something sent between the two moments may be in it. Undated things may be."""
        start, end = first or last, last or first
        if start is None or end is None:
            return True
        return start.date() <= self.last and end.date() >= self.first


class Vendor(msgspec.Struct, frozen=True):
    """A vendor's tool: plans, procedures by object kind, the hosts that links may lead to."""

    provider: str
    name: str
    company: str
    hosts: tuple[str, ...]
    plans: Mapping[str, Plan]
    procedures: Mapping[str, Procedure]
    windows: tuple[Window, ...] = ()
    notes: tuple[Wording, ...] = ()
    admin_notes: tuple[Wording, ...] = ()

    def plan(self, word: str | None) -> Plan | None:
        """The plan that the export's word means; None where it is unknown."""
        if word is None:
            return None
        folded = word.strip().casefold()
        for plan in self.plans.values():
            if folded == plan.name or folded in plan.aliases:
                return plan
        return None

    def trains(self, word: str | None) -> Answer:
        """Whether the plan trains on chats by default; for an unknown plan what all plans agree on, else unknown."""
        plan = self.plan(word)
        answers = {each.trains.value for each in ([plan] if plan else self.plans.values())}
        return answers.pop() if len(answers) == 1 else Answer.UNKNOWN

    def link_audience(self, word: str | None) -> Audience:
        """Who can open a shared link of the plan; the public where the plan is unknown."""
        plan = self.plan(word)
        return plan.link_audience if plan else Audience.PUBLIC

    def procedure(self, kind: str) -> Procedure:
        """How an object of the kind is deleted; as a conversation where the kind has no procedure of its own."""
        return self.procedures.get(kind) or self.procedures["conversation"]

    def window(self, plan_word: str | None, first: datetime | None, last: datetime | None) -> Window | None:
        """The first window that something sent between the two moments may be in."""
        plan = self.plan(plan_word)
        for window in self.windows:
            if (plan is None or plan.name not in window.exempt_plans) and window.covers(first, last):
                return window
        return None

    def link(self, url: str | None) -> str | None:
        """The address if it is https and leads to the vendor, else None: exports are hostile.

        A host written with a leading dot stands for its subdomains.
        """
        return url if url and _leads_to(url, self.hosts) else None


@lru_cache(maxsize=4096)  # the task, each form of the list and each report ask for the same ones
def _leads_to(url: str, hosts: tuple[str, ...]) -> bool:
    if len(url) > MAX_URL or not url.isascii() or not url.isprintable() or _UNSAFE.search(url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or port is not None or "@" in parts.netloc or not host:
        return False
    return any(host == each or (each.startswith(".") and host.endswith(each)) for each in hosts)
