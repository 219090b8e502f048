"""Who the findings are about: records that share an identifier are about one subject, under a keyed pseudonym.

A record of one person is a row, an object or a form that a reader recognised, or a paragraph or line with at most one
person in it; a paragraph with several names is divided at each name. Names in small pieces (first, last) count together
only in a record that a reader recognised. What a group of findings is joined by are its *links*: HMACs under the
installation's key of an official number, another number, an e-mail address, a telephone number, a name with its date of
birth, and a full name, in this order of strength. Nothing depends on the order of findings or messages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model.detector import Confidence
from chatscrub.model.finding import Finding

Keyed = Callable[[str, str], str]
"""What kind of identifier, and its normal form → hexadecimal digits that tell nothing without the key."""

DIGITS = 10  # of a pseudonym

_OFFICIAL, _NUMBER, _EMAIL, _PHONE, _BORN_NAME, _NAME, _BIRTH = range(7)
_NOT_THE_SUBJECT = frozenset({"public", "colleague", "self"})
_WORD = lazy_compile(r"[^\W\d_]+")


def grouped(findings: Sequence[tuple[Finding, str]], keyed: Keyed) -> list[Finding]:
    """The findings of one passage, by position, each with the links of its group; the second of a pair is the normal form."""
    records: dict[int, list[int]] = defaultdict(list)
    for number, (finding, _) in enumerate(findings):
        records[finding.record].append(number)
    result = [finding for finding, _ in findings]
    for record, numbers in records.items():
        for group in _people(findings, numbers, is_row=record < 0):
            links = _links([findings[number] for number in group], keyed, is_row=record < 0)
            for number in group if links else ():
                result[number] = replace(result[number], links=links)
    return result


def joined(findings: Sequence[Finding]) -> list[Finding]:
    """The same findings, each with its subject: those of a message, or of a whole conversation."""
    records = {finding.links for finding in findings if finding.links}
    if not records:  # as in most conversations
        return list(findings)
    subjects = _subjects(records)
    return [
        replace(finding, subject=subjects[finding.links])
        if finding.links and finding.subject != subjects[finding.links]
        else finding
        for finding in findings
    ]


def _people(findings: Sequence[tuple[Finding, str]], numbers: Sequence[int], *, is_row: bool) -> list[list[int]]:
    """A record divided into what is about one person each."""
    if is_row:
        return [list(numbers)]
    names = {number: key for number in numbers if (key := _full_name(*findings[number])) is not None}
    groups: list[list[int]] = [[]]
    current = None
    for number in numbers:
        name = names.get(number)
        if name is not None and current is not None and name != current:
            groups.append([])
        current = name or current
        groups[-1].append(number)
    return [part for group in groups for part in _unmixed(findings, group)]


def _unmixed(findings: Sequence[tuple[Finding, str]], group: list[int]) -> list[list[int]]:
    """One group, or where it holds two values of one kind each value alone: nothing tells what belongs together."""
    values: dict[str, set[str]] = defaultdict(set)
    for number in group:
        finding, normal = findings[number]
        if _rank(finding) is not None:
            values[finding.entity].add(normal)
    if all(len(each) == 1 for each in values.values()):
        return [group]
    return [[number] for number in group]


def _rank(finding: Finding) -> int | None:
    """How strongly a single value identifies; None where it does not alone."""
    if finding.confidence is Confidence.LOW or finding.whose in _NOT_THE_SUBJECT:
        return None
    if finding.identifier == "id_number":
        return _OFFICIAL if finding.category == "government_id" else _NUMBER
    if finding.identifier == "email":
        return _EMAIL
    return _PHONE if finding.entity == "PHONE_NUMBER" else None


def _full_name(finding: Finding, normal: str) -> str | None:
    if finding.identifier != "name":
        return None
    return name_key(normal)


def name_key(normal: str) -> str | None:
    """The words of a full name in a fixed order, from its normal form; None where it is a single word."""
    words = sorted(_WORD.findall(normal))
    return " ".join(words) if len(words) > 1 else None


def _links(group: Sequence[tuple[Finding, str]], keyed: Keyed, *, is_row: bool) -> tuple[str, ...]:
    links: set[str] = set()
    for finding, normal in group:
        rank = _rank(finding)
        if rank is not None:
            links.add(f"{rank}{finding.entity}:{keyed(finding.entity, normal)}")
    name = next((key for each in group if (key := _full_name(*each)) is not None), None)
    if name is None and is_row:
        words = {word for finding, normal in group if finding.identifier == "name" for word in _WORD.findall(normal)}
        name = " ".join(sorted(words)) if len(words) > 1 else None
    born = {normal for finding, normal in group if finding.identifier == "birth_date"}
    birth = _date_key(born.pop()) if len(born) == 1 else None
    if not is_row and name is None and len(links) == 1 and min(links)[0] == str(_PHONE):
        return ()  # a number alone may be the telephone of anybody named elsewhere
    if name is not None:
        links.add(f"{_NAME}NAME:{keyed('NAME', name)}")
        if birth is not None:
            links.add(f"{_BORN_NAME}BORN_NAME:{keyed('BORN_NAME', f'{name} {birth}')}")
    if birth is not None and links:
        links.add(f"{_BIRTH}BIRTH:{keyed('BIRTH', birth)}")
    return tuple(sorted(links))


def _date_key(normal: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W_]+", normal)))


def _subjects(records: Iterable[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """By its links, the pseudonym of each record's subject."""
    ordered = sorted(records)
    sets = _Sets(len(ordered))
    having: dict[str, list[int]] = defaultdict(list)
    for number, links in enumerate(ordered):
        for link in links:
            having[link].append(number)
    for link, numbers in having.items():
        if int(link[0]) in (_OFFICIAL, _BORN_NAME):
            sets.join(numbers)
        elif int(link[0]) < _NAME:
            _join_by_value(sets, numbers, ordered)
    parts = sets.parts()
    root_of = {number: root for root, members in parts.items() for number in members}
    for link, numbers in having.items():
        if int(link[0]) == _NAME:
            _join_by_name(sets, {root_of[number] for number in numbers}, parts, ordered)
    root_of = {number: root for root, members in sets.parts().items() for number in members}
    # What two subjects share, such as the telephone of a family, names neither.
    shared = {link for link, numbers in having.items() if len({root_of[number] for number in numbers}) > 1}
    strongest = {
        root: min((link in shared, link) for number in members for link in ordered[number])[1]
        for root, members in sets.parts().items()
    }
    return {
        links: f"p-{strongest[root_of[number]].rpartition(':')[2][:DIGITS]}" for number, links in enumerate(ordered)
    }


def _join_by_value(sets: _Sets, numbers: Sequence[int], ordered: Sequence[tuple[str, ...]]) -> None:
    """Joins records with the same address or number; those of a family, under several names, by name only."""
    names: dict[str | None, list[int]] = defaultdict(list)
    for number in numbers:
        names[next((link for link in ordered[number] if int(link[0]) == _NAME), None)].append(number)
    if len(names.keys() - {None}) <= 1:
        sets.join(numbers)
    else:
        for name, members in names.items():
            if name is not None:
                sets.join(members)


def _join_by_name(
    sets: _Sets, roots: set[int], parts: Mapping[int, Sequence[int]], ordered: Sequence[tuple[str, ...]]
) -> None:
    """Joins records of one name, unless two of them have different values of one kind: then they are namesakes."""
    if len(roots) < 2:
        return
    values: dict[str, list[set[str]]] = defaultdict(list)
    for root in roots:
        kinds: dict[str, set[str]] = defaultdict(set)
        for number in parts[root]:
            for link in ordered[number]:
                if int(link[0]) not in (_NAME, _BORN_NAME):
                    kinds[link.partition(":")[0]].add(link)
        for kind, links in kinds.items():
            values[kind].append(links)
    if all(len(each) < 2 or set.intersection(*each) for each in values.values()):
        sets.join(sorted(roots))


class _Sets:
    """Disjoint sets of the numbers below a bound."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, number: int) -> int:
        """The number that stands for the set."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, numbers: Sequence[int]) -> None:
        """Makes the sets of all the numbers one."""
        first = self.find(numbers[0])
        for other in numbers[1:]:
            self._parent[self.find(other)] = first
            first = self.find(first)

    def parts(self) -> dict[int, list[int]]:
        """By the number that stands for it, the members of each set."""
        parts: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            parts[self.find(number)].append(number)
        return parts
