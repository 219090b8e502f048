"""Everything one employee must do now, in working order: rotate, unshare, delete; and what only an admin can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from chatscrub.checklist.assignment import ADMIN, Directory
from chatscrub.checklist.file_stem import file_stem
from chatscrub.model.task import ASIDE, DONE, Action, Checklist, Progress, Task, TaskState
from chatscrub.vendors import Vendor, vendor

PROVEN_SHOWN = 20
_ACTIONS = {action: number for number, action in enumerate(Action)}


def checklists(
    tasks: Iterable[Task],
    people: Directory,
    *,
    to_review: Mapping[tuple[bool, str], int] | None = None,
    warnings: Mapping[str, Sequence[str]] | None = None,
    vendors: Callable[[str], Vendor] = vendor,
) -> list[Checklist]:
    """One list for each employee by name of the employee, the admin's last.

    `to_review` counts, by whether it is the admin's list and employee, conversations with nothing but findings of low
    confidence. `warnings` are said first on an employee's list, such as what must not be deleted.
    """
    lists: dict[tuple[bool, str], list[Task]] = {}
    for task in tasks:
        lists.setdefault((task.admin, task.employee), []).append(task)
    reviews = to_review or {}
    for key in reviews:
        lists.setdefault(key, [])
    made: list[Checklist] = []
    taken = {ADMIN}
    for (admin, employee), mine in sorted(lists.items(), key=lambda item: (item[0][0], *_folded(item[0][1]))):
        stem = ADMIN if admin else file_stem(employee, taken)
        taken.add(stem)
        open_ = tuple(sorted(filter(is_to_do, mine), key=working_order))
        made.append(
            Checklist(
                employee=employee,
                stem=stem,
                name=None if admin else people.name(employee),
                tasks=open_,
                warnings=tuple((warnings or {}).get(employee, ())),
                notes=(
                    *_vendor_notes(open_, people.language(employee), vendors, admin=admin),
                    *_review_note(reviews.get((admin, employee), 0)),
                ),
                admin=admin,
                progress=progress(mine),
                proven=_latest_proven(mine),
                language=people.language(employee),
                email=None if admin else people.email(employee),
            )
        )
    return made


def is_to_do(task: Task) -> bool:
    """Whether somebody has to act on it now."""
    return task.state not in DONE and task.state not in ASIDE


def working_order(task: Task) -> tuple[int, int, int, str, str]:
    """Sorts tasks: by action, then by what is best done first, the most exposed before others."""
    return (_ACTIONS[task.action], task.rank, -task.exposure, task.title, task.id)


def progress(tasks: Sequence[Task]) -> Progress:
    """How far the tasks are."""
    states = Counter(task.state for task in tasks)
    return Progress(
        total=len(tasks),
        proven=states[TaskState.VERIFIED_GONE],
        claimed=states[TaskState.CLAIMED_DONE],
        came_back=states[TaskState.REAPPEARED],
        still_there=states[TaskState.STILL_PRESENT],
        unclear=states[TaskState.INCONCLUSIVE],
        not_provable=states[TaskState.NOT_VERIFIABLE],
        held=states[TaskState.HELD],
        waived=states[TaskState.WAIVED],
        false_alarms=states[TaskState.FALSE_ALARM],
    )


def _latest_proven(tasks: Sequence[Task]) -> tuple[Task, ...]:
    proven = [task for task in tasks if task.state is TaskState.VERIFIED_GONE]
    return tuple(sorted(proven, key=lambda task: (task.since or "", task.id), reverse=True)[:PROVEN_SHOWN])


def _vendor_notes(tasks: Sequence[Task], language: str, vendors: Callable[[str], Vendor], *, admin: bool) -> list[str]:
    notes: list[str] = []
    for provider in sorted({task.provider for task in tasks if task.action is not Action.ROTATE}):
        about = vendors(provider)
        for wording in (*about.notes, *(about.admin_notes if admin else ())):
            notes.extend(wording.in_language(language))
    return notes


def _review_note(count: int) -> list[str]:
    if not count:
        return []
    if count == 1:
        return ["1 conversation holds only findings of low confidence: it waits for a review and needs no action yet."]
    return [
        f"{count} conversations hold only findings of low confidence: they wait for a review and need no action yet."
    ]


def _folded(employee: str) -> tuple[str, str]:
    return (employee.casefold(), employee)
