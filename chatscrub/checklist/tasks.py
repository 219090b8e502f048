"""All tasks that follow from what was found: for each credential, link and object, on the list of who must act."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from chatscrub.checklist.assignment import ADMIN, Assignee, Directory, assignee
from chatscrub.checklist.rotations import Place, rotation
from chatscrub.checklist.task_building import Deletion, deletion, needs_admin, unsharing
from chatscrub.model.detector import Detector, RemedyKind
from chatscrub.model.exposure import Exposure
from chatscrub.model.task import TracedTask
from chatscrub.shelf import Shelf
from chatscrub.vendors import Vendor, vendor

_AT_HAND = 16  # exposures; the credentials of one mostly come after each other


class TasksById(Mapping[str, TracedTask]):
    """Tasks by id, in the order in which each came first. They are on the disk. All methods raise OutputError."""

    def __init__(self) -> None:
        self._shelf = Shelf(TracedTask)
        self._numbers: dict[str, int] = {}

    def put(self, traced: TracedTask) -> None:
        """Two archives may hold the same object: the worse view of it stays."""
        number = self._numbers.setdefault(traced.task.id, len(self._shelf))
        if number == len(self._shelf):
            self._shelf.append(traced)
        elif _worse(traced) < _worse(self._shelf[number]):
            self._shelf.replace(number, traced)

    def __getitem__(self, id_: str) -> TracedTask:
        return self._shelf[self._numbers[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._numbers

    def __len__(self) -> int:
        return len(self._numbers)


class TaskSet(msgspec.Struct):
    """Tasks; `to_review` counts, by admin or not and employee, conversations that need a look and no task."""

    tasks: TasksById = msgspec.field(default_factory=TasksById)
    to_review: dict[tuple[bool, str], int] = msgspec.field(default_factory=dict)


def tasks_of(
    exposures: Sequence[Exposure],
    people: Directory,
    detectors: Mapping[str, Detector],
    today: date,
    vendors: Callable[[str], Vendor] = vendor,
) -> TaskSet:
    """The tasks for the exposures, in no order; the set does not depend on the order of the exposures.

    `detectors` are looked up by id, for their remedies. Exposures without a finding that counts are only counted.
    """
    maker = _Maker(people, today, vendors)
    maker.add_rotations(exposures, detectors)
    for exposure in exposures:
        if exposure.targets or exposure.leaks:
            maker.add_unsharing(exposure)
            maker.add_deletions(exposure)
        elif exposure.review:
            maker.add_review(exposure)
    return maker.made


class _Maker:
    def __init__(self, people: Directory, today: date, vendors: Callable[[str], Vendor]) -> None:
        self._people = people
        self._today = today
        self._vendors = vendors
        self.made = TaskSet()

    def add_rotations(self, exposures: Sequence[Exposure], detectors: Mapping[str, Detector]) -> None:
        for found in _places(exposures):
            detector = detectors.get(min(found, key=lambda each: each.leak.detector).leak.detector)
            if detector is not None and detector.remedy.kind is not RemedyKind.ROTATE:
                continue
            mine: dict[tuple[bool, str], tuple[Assignee, list[Place]]] = {}
            for place in sorted(found, key=lambda each: (each.leak.owner.key, each.exposure.archive)):
                who = assignee(place.leak.owner, self._people)
                mine.setdefault((who.admin, who.employee), (who, []))[1].append(place)
            for who, own in mine.values():
                self.made.tasks.put(rotation(found, own, who, detector))

    def add_unsharing(self, exposure: Exposure) -> None:
        who = self._who(exposure)
        about = self._vendors(exposure.conversation.provider)
        links = exposure.conversation.shared_links or ((None,) if exposure.public else ())
        for link in links:
            self.made.tasks.put(unsharing(exposure, link, who, about, self._people.language(who.employee)))

    def add_deletions(self, exposure: Exposure) -> None:
        about = self._vendors(exposure.conversation.provider)
        whats = [Deletion(exposure, target) for target in exposure.targets]
        if exposure.conversation.files:
            whats.append(Deletion(exposure, None))
        for what in whats:
            owner = assignee(what.target.owner, self._people) if what.target else self._who(exposure)
            who = owner
            if needs_admin(what, about) and not owner.admin:
                who = Assignee(ADMIN, admin=True, why=f"of {owner.employee}, who cannot remove it")
            self.made.tasks.put(deletion(what, who, about, self._today, self._people.language(who.employee)))

    def add_review(self, exposure: Exposure) -> None:
        who = self._who(exposure)
        key = (who.admin, who.employee)
        self.made.to_review[key] = self.made.to_review.get(key, 0) + 1

    def _who(self, exposure: Exposure) -> Assignee:
        return assignee(exposure.owner or exposure.conversation.account, self._people)


def _places(exposures: Sequence[Exposure]) -> Iterator[list[Place]]:
    """Of each credential where it was found. Only the numbers of exposures are held."""
    numbers: dict[str, array[int]] = {}
    for number, exposure in enumerate(exposures):
        for leak in exposure.leaks:
            numbers.setdefault(leak.fingerprint, array("L")).append(number)
    exposure_of = lru_cache(maxsize=_AT_HAND)(exposures.__getitem__)
    for fingerprint, found in numbers.items():
        yield [
            Place(exposure, leak)
            for exposure in map(exposure_of, dict.fromkeys(found))
            for leak in exposure.leaks
            if leak.fingerprint == fingerprint
        ]


def _worse(traced: TracedTask) -> tuple[int, tuple[str, ...], str]:
    return (-traced.task.exposure, traced.task.why, traced.task.title)
