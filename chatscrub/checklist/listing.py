"""Everything one employee must do, in working order: rotate, unshare, delete; and what only an admin can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chatscrub.checklist.assignment import ADMIN, Assignee, Directory, assignee
from chatscrub.checklist.file_stem import file_stem
from chatscrub.checklist.task_building import Deletion, Place, deletion, needs_admin, rotation, unsharing
from chatscrub.model.conversation import ObjectKind
from chatscrub.model.detector import Detector, RemedyKind
from chatscrub.model.exposure import Exposure
from chatscrub.model.task import Action, Checklist, Task
from chatscrub.vendors import Vendor, vendor

_ACTIONS = {action: number for number, action in enumerate(Action)}
_OBJECTS = {
    kind.value: number
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


def checklists(
    exposures: Sequence[Exposure],
    people: Directory,
    detectors: Mapping[str, Detector],
    today: date,
    vendors: Callable[[str], Vendor] = vendor,
) -> list[Checklist]:
    """One list for each employee by name of the employee, the admin's last.

    `detectors` are looked up by id, for their remedies. Exposures without a finding that counts become a number in
    the notes. The result does not depend on the order of the exposures.
    """
    lists = _Lists(people, today, vendors)
    lists.add_rotations(exposures, detectors)
    for exposure in exposures:
        if exposure.targets or exposure.leaks:
            lists.add_unsharing(exposure)
            lists.add_deletions(exposure)
        elif exposure.review:
            lists.add_review(exposure)
    return lists.finish()


@dataclass(slots=True)
class _List:
    tasks: dict[str, tuple[tuple[int, int, int], Task]] = field(default_factory=dict)
    to_review: int = 0


class _Lists:
    def __init__(self, people: Directory, today: date, vendors: Callable[[str], Vendor]) -> None:
        self._people = people
        self._today = today
        self._vendors = vendors
        self._lists: dict[tuple[bool, str], _List] = {}

    def add_rotations(self, exposures: Sequence[Exposure], detectors: Mapping[str, Detector]) -> None:
        places: dict[str, list[Place]] = {}
        for exposure in exposures:
            for leak in exposure.leaks:
                places.setdefault(leak.fingerprint, []).append(Place(exposure, leak))
        for found in places.values():
            detector = detectors.get(min(found, key=lambda each: each.leak.detector).leak.detector)
            if detector is not None and detector.remedy.kind is not RemedyKind.ROTATE:
                continue
            mine: dict[tuple[bool, str], tuple[Assignee, list[Place]]] = {}
            for place in sorted(found, key=lambda each: (each.leak.owner.key, each.exposure.archive)):
                who = assignee(place.leak.owner, self._people)
                mine.setdefault((who.admin, who.employee), (who, []))[1].append(place)
            for who, own in mine.values():
                worst = max(place.leak.severity for place in own)
                self._put(who, rotation(found, own, who, detector), -int(worst))

    def add_unsharing(self, exposure: Exposure) -> None:
        who = self._who(exposure)
        about = self._vendors(exposure.conversation.provider)
        links = exposure.conversation.shared_links or ((None,) if exposure.public else ())
        for link in links:
            self._put(who, unsharing(exposure, link, who, about, self._people.language(who.employee)), 0)

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
            task = deletion(what, who, about, self._today, self._people.language(who.employee))
            self._put(who, task, _OBJECTS.get(task.object, len(_OBJECTS)))

    def add_review(self, exposure: Exposure) -> None:
        self._of(self._who(exposure)).to_review += 1

    def finish(self) -> list[Checklist]:
        lists: list[Checklist] = []
        taken = {ADMIN}
        for (admin, employee), each in sorted(self._lists.items(), key=lambda item: (item[0][0], *_folded(item[0][1]))):
            stem = ADMIN if admin else file_stem(employee, taken)
            taken.add(stem)
            lists.append(self._checklist(employee, stem, each, admin=admin))
        return lists

    def _who(self, exposure: Exposure) -> Assignee:
        return assignee(exposure.owner or exposure.conversation.account, self._people)

    def _of(self, who: Assignee) -> _List:
        return self._lists.setdefault((who.admin, who.employee), _List())

    def _put(self, who: Assignee, task: Task, rank: int) -> None:
        """Two archives may hold the same object: the worse view of it stands in the list, once."""
        tasks = self._of(who).tasks
        known = tasks.get(task.id)
        if known is None or _worse(task, known[1]):
            tasks[task.id] = ((_ACTIONS[task.action], rank, -task.exposure), task)

    def _checklist(self, employee: str, stem: str, each: _List, *, admin: bool) -> Checklist:
        ordered = sorted(each.tasks.values(), key=lambda entry: (entry[0], entry[1].title, entry[1].id))
        tasks = tuple(task for _, task in ordered)
        language = self._people.language(employee)
        notes: list[str] = []
        for provider in sorted({task.provider for task in tasks if task.action is not Action.ROTATE}):
            about = self._vendors(provider)
            for wording in (*about.notes, *(about.admin_notes if admin else ())):
                notes.extend(wording.in_language(language))
        if each.to_review:
            one = each.to_review == 1
            notes.append(
                f"{each.to_review} conversation{'' if one else 's'} hold{'s' if one else ''} only findings of low "
                f"confidence: {'it waits' if one else 'they wait'} for a review and need{'s' if one else ''} no action yet."
            )
        return Checklist(
            employee=employee,
            stem=stem,
            name=None if admin else self._people.name(employee),
            tasks=tasks,
            notes=tuple(notes),
            admin=admin,
        )


def _worse(one: Task, other: Task) -> bool:
    return (-one.exposure, one.why, one.title) < (-other.exposure, other.why, other.title)


def _folded(employee: str) -> tuple[str, str]:
    return (employee.casefold(), employee)
