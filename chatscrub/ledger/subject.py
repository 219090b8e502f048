"""Which conversations concern one person: by the fingerprints of a value, and by whom findings stand for.

Neither the value nor its fingerprints are kept. That somebody searched is noted, as whoever must account for the use of
personal data would ask for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Protocol

import msgspec

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row
from chatscrub.ledger.standing import Standing, Standings
from chatscrub.model.detector import Kind

_CHUNK = 500  # values in one query; SQLite takes at least 999
_MOST_PEOPLE = 200  # a value that so many share names nobody
_NOT_THE_SUBJECT = frozenset({"public", "colleague", "self"})
_FOUND = """
    SELECT finding.id, finding.fingerprint, finding.whose, finding.subject, finding.sent_at, finding.holder, finding.last_archive, finding.conversation,
        claim.entity, conversation.employee, conversation.provider, conversation.kind, conversation.title,
        conversation.url, conversation.object, conversation.public
    FROM finding JOIN claim ON claim.id = finding.claim JOIN conversation ON conversation.id = finding.conversation
    WHERE claim.kind = ? AND finding.
"""
# From clearest to vaguest: what is still there counts.
_ORDER = (Standing.THERE, Standing.UNCLEAR, Standing.TEXT_GONE, Standing.GONE)


_Found = dict[int, tuple["By", Row]]
"""By the number of a finding, how it was found, and its row."""


class By(IntEnum):
    """How a conversation was found, from surest to least sure."""

    VALUE = 0  # it holds the value
    SPELLING = 1  # it holds the value in another spelling, which may be that of somebody else
    PERSON = 2  # it holds other data about a person whose data stood beside the value

    @property
    def label(self) -> str:
        """The words used in tables."""
        return ("value", "spelling", "same person")[self]


class Concerned(msgspec.Struct, frozen=True):
    """One conversation that concerns the person. `title` is masked; times are UTC, ISO 8601, None without a date.

    `entities` are kinds of data with how many findings; `subjects` the pseudonyms that its findings stand for.
    """

    employee: str
    provider: str
    kind: str
    title: str
    url: str | None
    public: bool
    entities: tuple[tuple[str, int], ...]
    first_at: str | None
    last_at: str | None
    standing: Standing
    by: By
    subjects: tuple[str, ...]


class Wanted(Protocol):
    """What is searched for; see `chatscrub.detection.spellings.Wanted`."""

    @property
    def values(self) -> frozenset[bytes]:
        """Fingerprints of the value as it was given."""
        ...

    @property
    def spellings(self) -> frozenset[bytes]:
        """Fingerprints of other ways to write it."""
        ...

    @property
    def subjects(self) -> frozenset[str]:
        """Pseudonyms of people."""
        ...

    @property
    def parts(self) -> tuple[frozenset[bytes], ...]:
        """Fingerprints of each word of a name."""
        ...


def entities(database: Database) -> list[str]:
    """The kinds of personal data that were ever found."""
    return [row[0] for row in database.rows("SELECT DISTINCT entity FROM claim WHERE kind = ?", (Kind.PII.value,))]


def concerned(
    database: Database, wanted: Wanted, *, joining: Collection[str], by: str, why: str | None = None
) -> list[Concerned]:
    """The conversations with findings of what is wanted, and with others about the same people.

    `joining` are the entities that name one person alone (an e-mail address, an official number): where a finding about
    somebody has one, other conversations with its value are about the same person, unless it stands for several people
    in one of them. Surest first, then what is still there, then the newest. Notes in the audit log that `by` searched,
    and how many conversations were found, without what for.
    """
    found: _Found = {}
    for how, column, keys in (
        (By.VALUE, "fingerprint", wanted.values),
        (By.VALUE, "subject", wanted.subjects),
        (By.SPELLING, "fingerprint", wanted.spellings),
        (By.SPELLING, "subject", _with_all_parts(database, wanted.parts)),
    ):
        for row in _rows(database, column, keys):
            found.setdefault(row["id"], (how, row))
    _add_same_people(database, found, frozenset(joining))
    result = _by_conversation(list(found.values()), Standings(database).of)
    with database.transaction():
        count = len(result)
        told = f"{count} conversation{'' if count == 1 else 's'}"
        audit.note(database, "subject", "search for a person", actor=by, after=told, why=why)
    return result


def _with_all_parts(database: Database, parts: Sequence[frozenset[bytes]]) -> set[str]:
    """The people of whom each word of the name is known, as of a row with the name in several columns.

    A first name that two rows of one message share is kept once, for one of the two: then the rarest word tells.
    """
    found = [list(_rows(database, "fingerprint", part)) for part in parts]
    if not found:
        return set()
    having = [_people_by_conversation(rows) for rows in found]
    rarest = min(range(len(found)), key=lambda number: len(found[number]))
    people: set[str] = set()
    for conversation in set.intersection(*(set(each) for each in having)):
        people |= set.intersection(*(each[conversation] for each in having)) or having[rarest][conversation]
    return people


def _people_by_conversation(rows: Iterable[Row]) -> dict[int, set[str]]:
    people: dict[int, set[str]] = {}
    for row in rows:
        if row["subject"] is not None:
            people.setdefault(row["conversation"], set()).add(row["subject"])
    return people


def _add_same_people(database: Database, found: _Found, joining: frozenset[str]) -> None:
    """A person may have another pseudonym in each conversation, by the strongest that is known there."""
    people: set[str] = set()
    followed: set[bytes] = set()
    while len(people) <= _MOST_PEOPLE:
        new = {row["subject"] for _, row in found.values() if row["subject"] is not None} - people
        if not new:
            return
        people |= new
        for row in _rows(database, "subject", new):
            found.setdefault(row["id"], (By.PERSON, row))
        values = {
            row["fingerprint"]
            for _, row in found.values()
            if row["subject"] in new and row["entity"] in joining and row["whose"] not in _NOT_THE_SUBJECT
        } - followed
        followed |= values
        for row in _unshared(_rows(database, "fingerprint", values)):
            found.setdefault(row["id"], (By.PERSON, row))


def _unshared(rows: Iterable[Row]) -> Iterator[Row]:
    """Those whose value stands for one person in each conversation: not the address of a family or an office."""
    groups: dict[bytes, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["fingerprint"], []).append(row)
    for group in groups.values():
        people = {(row["conversation"], row["subject"]) for row in group if row["subject"] is not None}
        if len(people) == len({conversation for conversation, _ in people}):
            yield from group


def _rows(database: Database, column: str, keys: Collection[bytes] | Collection[str]) -> Iterator[Row]:
    values = list(keys)
    for start in range(0, len(values), _CHUNK):
        chunk = values[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        yield from database.each(f"{_FOUND.rstrip()}{column} IN ({marks})", (Kind.PII.value, *chunk))


def _by_conversation(found: list[tuple[By, Row]], standing: Callable[[Row], Standing]) -> list[Concerned]:
    groups: dict[int, list[tuple[By, Row]]] = {}
    for each in found:
        groups.setdefault(each[1]["conversation"], []).append(each)
    result = [_concerned(rows, standing) for _, rows in sorted(groups.items())]
    result.sort(key=lambda each: each.last_at or "", reverse=True)
    result.sort(key=lambda each: (each.by, _ORDER.index(each.standing)))
    return result


def _concerned(rows: list[tuple[By, Row]], standing: Callable[[Row], Standing]) -> Concerned:
    one = rows[0][1]
    moments = [row["sent_at"] for _, row in rows if row["sent_at"] is not None]
    return Concerned(
        employee=one["employee"],
        provider=one["provider"],
        kind=one["kind"],
        title=one["title"],
        url=one["url"],
        public=bool(one["public"]),
        entities=tuple(sorted(Counter(row["entity"] for _, row in rows).items())),
        first_at=min(moments, default=None),
        last_at=max(moments, default=None),
        standing=min((standing(row) for _, row in rows), key=_ORDER.index),
        by=min(how for how, _ in rows),
        subjects=tuple(sorted({row["subject"] for _, row in rows if row["subject"] is not None})),
    )
