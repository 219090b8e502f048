"""What the findings of one conversation add up to, independent of their order."""

from __future__ import annotations

from datetime import datetime

import msgspec

from chatscrub.exposure.tables import CATEGORIES, IDENTIFIERS, IdentifierRule, Tables
from chatscrub.model.conversation import Account, Conversation, ObjectKind
from chatscrub.model.detector import Confidence, Kind, Severity
from chatscrub.model.exposure import Leak, Target
from chatscrub.model.finding import Finding
from chatscrub.model.identity import RETAINED_FLAGS

NOT_A_CUSTOMER = frozenset({"self", "colleague", "public"})
CALIFORNIA = "ca-1798.82"

# What stands together in one record, or about one subject, is a bit mask: identifiers, then categories, then the flag.
_IDENTIFIER_BITS = {name: 1 << number for number, name in enumerate(IDENTIFIERS)}
_CATEGORY_BITS = {name: 1 << (len(IDENTIFIERS) + number) for number, name in enumerate(CATEGORIES)}
_ALL_CATEGORIES = sum(_CATEGORY_BITS.values())
_CALIFORNIA_BIT = 1 << (len(IDENTIFIERS) + len(CATEGORIES))


class _TargetTally(msgspec.Struct):
    url: str | None
    entities: dict[str, set[str]] = msgspec.field(default_factory=dict)
    flags: set[str] = msgspec.field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def add(self, finding: Finding, url: str | None) -> None:
        self.entities.setdefault(finding.entity, set()).add(finding.fingerprint)
        self.flags.update(finding.flags, finding.passage.flags)
        if url is not None and (self.url is None or url < self.url):
            self.url = url
        self.first = earlier(self.first, finding.passage.sent_at)
        self.last = later(self.last, finding.passage.sent_at)


class _LeakTally(msgspec.Struct):
    best: Finding
    any_flags: set[str]
    all_flags: set[str]
    confidence: Confidence
    first: datetime | None

    def add(self, finding: Finding) -> None:
        self.best = min(self.best, finding, key=_leak_order)
        self.any_flags.update(finding.flags, finding.passage.flags)
        self.all_flags.intersection_update(finding.flags)
        self.confidence = max(self.confidence, finding.confidence)
        self.first = earlier(self.first, finding.passage.sent_at)


def _leak_order(finding: Finding) -> tuple[int, int, str, str]:
    return (-finding.severity, -finding.confidence, finding.detector, finding.match)


class ConversationTally:
    """Adds up the findings of one conversation for one employee.

    Findings of low confidence are counted for review and nothing else. Memory: one small integer for each record
    that holds personal data, one reference for each distinct value.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.findings = 0
        self.review = 0
        self.aside = 0
        self.flags: set[str] = set()
        self.categories: dict[int, dict[str, Confidence]] = {}  # DPC → category → surest claim
        self.all_spent = True
        self.opened: set[str] = set()  # entities of credentials, for what the operator knows about them
        self._groups: dict[tuple[object, ...], int] = {}
        self._people: dict[str, set[str]] = {}
        self._subjects: set[str] = set()
        self._targets: dict[tuple[ObjectKind, str | None, str | None, bool], _TargetTally] = {}
        self._leaks: dict[str, _LeakTally] = {}

    def add(self, finding: Finding) -> None:
        """Takes one finding."""
        self.findings += 1
        if finding.confidence is Confidence.LOW:
            self.review += 1
        elif finding.kind is Kind.CREDENTIAL:
            self._add_credential(finding)
            self._add_target(finding)
        elif self._is_aside(finding):
            self.aside += 1
        else:
            self._add_personal(finding)
            self._add_target(finding)

    def _dpc(self, finding: Finding) -> int:
        return self._tables.dpc.get(finding.category or "", self._tables.dpc_unknown)

    def _is_aside(self, finding: Finding) -> bool:
        return finding.whose in self._tables.aside_whose and self._dpc(finding) < self._tables.aside_below

    def _add_credential(self, finding: Finding) -> None:
        self.opened.add(finding.entity)
        known = self._leaks.get(finding.fingerprint)
        if known is not None:
            known.add(finding)
            return
        flags = {*finding.flags, *finding.passage.flags}
        self._leaks[finding.fingerprint] = _LeakTally(
            finding, flags, set(finding.flags), finding.confidence, finding.passage.sent_at
        )

    def _add_personal(self, finding: Finding) -> None:
        tables, category = self._tables, finding.category or ""
        surest = self.categories.setdefault(self._dpc(finding), {})
        surest[category] = max(surest.get(category, Confidence.LOW), finding.confidence)
        self.flags.update(flag for flag in finding.flags if flag in {"art9", "art10"})
        if category in tables.special_category:
            self.flags.add("art9")
        if category in tables.criminal:
            self.flags.add("art10")
        if finding.whose != "public" and not tables.spent_flags.intersection(finding.flags):
            self.all_spent = False
        bits = _IDENTIFIER_BITS.get(finding.identifier or "", 0) | _CATEGORY_BITS.get(category, 0)
        if CALIFORNIA in finding.flags:
            bits |= _CALIFORNIA_BIT
        passage = finding.passage
        record = (passage.message_id, passage.object_id, passage.place, finding.record)
        self._groups[record] = self._groups.get(record, 0) | bits
        if finding.subject is not None:
            self._groups[finding.subject,] = self._groups.get((finding.subject,), 0) | bits
        if finding.whose not in NOT_A_CUSTOMER:
            if finding.identifier in _IDENTIFIER_BITS:
                self._people.setdefault(finding.entity, set()).add(finding.subject or finding.fingerprint)
            else:
                self._people.setdefault("", set()).add("")
            if finding.subject is not None:
                self._subjects.add(finding.subject)

    def _add_target(self, finding: Finding) -> None:
        passage = finding.passage
        conversation = passage.conversation
        is_whole = passage.object is conversation.object
        object_id = passage.object_id or (conversation.id if is_whole else None)
        url = passage.url or (conversation.url if is_whole else None)
        retained = not RETAINED_FLAGS.isdisjoint(passage.flags)
        key = (passage.object, object_id, url if object_id is None else None, retained)
        self._targets.setdefault(key, _TargetTally(url)).add(finding, url)

    @property
    def people(self) -> int:
        """An estimate of how many distinct customers the data is about.

        The largest number of distinct values of one entity that identifies people (so a person with a name, an
        e-mail and a phone number is one), or of distinct subjects where records tell; at least one where there is
        any personal data. Data about the employee, colleagues and public figures is left out, and so is what is
        of low confidence. One person with two e-mail addresses counts as two where no record says that it is one.
        """
        if not self._people:
            return 0
        return max(len(self._subjects), *(len(values) for values in self._people.values()))

    @property
    def many_categories(self) -> bool:
        """Whether so many categories of data concern one person that it weighs more."""
        floor = self._tables.many_categories
        return any((bits & _ALL_CATEGORIES).bit_count() >= floor for bits in self._groups.values())

    @property
    def california_pair(self) -> bool:
        """Whether a name stands with an element of Cal. Civ. Code 1798.82 in one record."""
        element = _CALIFORNIA_BIT | sum(_CATEGORY_BITS[each] for each in self._tables.california_elements)
        return any(bits & _IDENTIFIER_BITS["name"] and bits & element for bits in self._groups.values())

    def identifiability(self) -> tuple[float, tuple[str, ...]]:
        """EI, and the identifiers that gave it: the highest rule that one record or subject fulfils."""
        sensitive = sum(_CATEGORY_BITS[each] for each in self._tables.sensitive)
        best: tuple[float, tuple[str, ...]] = (self._tables.ei_nothing, ())
        for bits in set(self._groups.values()):
            for rule in self._tables.ei_rules:
                if _fulfils(bits, rule, sensitive):
                    best = max(best, (rule.value, tuple(sorted(rule.identifiers))), key=_ei_order)
        return best

    def targets(self, owner: Account, conversation: Conversation) -> tuple[Target, ...]:
        """The objects that must go."""
        targets = [
            Target(
                object=kind,
                object_id=object_id,
                url=tally.url,
                owner=owner,
                conversation=conversation,
                entities=tuple(
                    sorted(
                        ((each, len(values)) for each, values in tally.entities.items()), key=lambda e: (-e[1], e[0])
                    )
                ),
                first_sent=tally.first,
                last_sent=tally.last,
                flags=tuple(sorted(tally.flags)),
            )
            for (kind, object_id, _, _), tally in self._targets.items()
        ]
        return tuple(sorted(targets, key=target_order))

    def leaks(self, owner: Account, conversation: Conversation) -> tuple[Leak, ...]:
        """The credentials, worst first. An inert state counts only where every finding of the value says so."""
        inert = self._tables.inert_flags
        leaks = [
            Leak(
                fingerprint=fingerprint,
                detector=tally.best.detector,
                entity=tally.best.entity,
                severity=tally.best.severity,
                match=tally.best.match,
                owner=owner,
                conversation=conversation,
                sent_at=tally.first,
                flags=tuple(sorted((tally.any_flags - inert) | (tally.all_flags & inert))),
            )
            for fingerprint, tally in self._leaks.items()
        ]
        return tuple(sorted(leaks, key=lambda leak: (-leak.severity, leak.entity, leak.fingerprint)))

    def credential_confidence(self, severity: Severity) -> Confidence:
        """The surest claim among the credentials of that severity."""
        return max(each.confidence for each in self._leaks.values() if each.best.severity is severity)


def _fulfils(bits: int, rule: IdentifierRule, sensitive: int) -> bool:
    needed = sum(_IDENTIFIER_BITS[each] for each in rule.identifiers)
    return bits & needed == needed and (not rule.sensitive or bool(bits & sensitive))


def _ei_order(candidate: tuple[float, tuple[str, ...]]) -> tuple[float, int, tuple[str, ...]]:
    return (candidate[0], len(candidate[1]), candidate[1])


def target_order(target: Target) -> tuple[str, str, str, tuple[str, ...]]:
    """Sorts targets, whatever order they were met in."""
    return (target.object.value, target.object_id or "", target.url or "", target.flags)


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two moments; the known one where one is unknown."""
    if one is None or other is None:
        return one or other
    return min(one, other)


def later(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two moments; the known one where one is unknown."""
    if one is None or other is None:
        return one or other
    return max(one, other)
