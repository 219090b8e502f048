"""Everything one employee must do now, in working order: rotate, unshare, delete; and what only an admin can do."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from chatscrub.checklist.assignment import ADMIN, Directory
from chatscrub.checklist.file_stem import file_stem
from chatscrub.model.task import ASIDE, DONE, Action, Checklist, Progress, Task, TaskState
from chatscrub.shelf import Chosen
from chatscrub.vendors import Vendor, vendor

PROVEN_SHOWN = 20
_ACTIONS = {action: number for number, action in enumerate(Action)}


def checklists(
    tasks: Sequence[Task],
    people: Directory,
    *,
    to_review: Mapping[tuple[bool, str], int] | None = None,
    warnings: Mapping[str, Sequence[str]] | None = None,
    vendors: Callable[[str], Vendor] = vendor,
) -> list[Checklist]:
    """One list for each employee by name of the employee, the admin's last.

    `to_review` counts, by whether it is the admin's list and employee, conversations with nothing but findings of low
    confidence. `warnings` are said first on an employee's list, such as what must not be deleted. Lists show the
    `tasks` where these are, and hold none.
    """
    lists: dict[tuple[bool, str], array[int]] = {}
    for number, task in enumerate(tasks):
        lists.setdefault((task.admin, task.employee), array("L")).append(number)
    reviews = to_review or {}
    for key in reviews:
        lists.setdefault(key, array("L"))
    made: list[Checklist] = []
    taken = {ADMIN}
    for (admin, employee), numbers in sorted(lists.items(), key=lambda item: (item[0][0], *_folded(item[0][1]))):
        stem = ADMIN if admin else file_stem(employee, taken)
        taken.add(stem)
        mine = _Mine(tasks, numbers)
        open_ = mine.open
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
                progress=progress(mine.states),
                proven=mine.proven,
                others=mine.others,
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


def progress(states: Counter[TaskState]) -> Progress:
    """How far the tasks are, of which there are so many in each state."""
    return Progress(
        total=states.total(),
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


def _counted_as(task: Task) -> TaskState:
    """Its state, but for a rotation that was said to be done: no export can prove one, so it waits for none."""
    is_rotated = task.action is Action.ROTATE and task.state is TaskState.CLAIMED_DONE
    return TaskState.NOT_VERIFIABLE if is_rotated else task.state


class _Mine:
    """What the tasks of one list, by their numbers, add up to."""

    def __init__(self, tasks: Sequence[Task], numbers: Sequence[int]) -> None:
        self.states: Counter[TaskState] = Counter()
        open_: dict[tuple[int, int, int], array[int]] = {}  # by what most tasks have in common of their working order
        others = array("L")
        proven: list[tuple[str, str, int]] = []
        for number in numbers:
            task = tasks[number]
            self.states[_counted_as(task)] += 1
            if is_to_do(task):
                action, rank, exposure, *_ = working_order(task)
                open_.setdefault((action, rank, exposure), array("L")).append(number)
            else:
                others.append(number)
            if task.state is TaskState.VERIFIED_GONE:
                proven.append((task.since or "", task.id, number))
        ordered = array("L")
        for _, group in sorted(open_.items()):
            ordered.extend(sorted(group, key=lambda number: working_order(tasks[number])))
        self.open = Chosen(tasks, ordered)
        self.others = Chosen(tasks, others)
        self.proven = tuple(tasks[number] for _, _, number in sorted(proven, reverse=True)[:PROVEN_SHOWN])


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
