"""What every employee must do, and what only an admin can: from exposures, vendor procedures and remedies."""

from __future__ import annotations

from chatscrub.checklist.assignment import ADMIN, Directory
from chatscrub.checklist.file_stem import file_stem
from chatscrub.checklist.listing import checklists, is_to_do, working_order
from chatscrub.checklist.rotations import with_elsewhere, with_places, with_places_gone
from chatscrub.checklist.task_building import task_id
from chatscrub.checklist.tasks import TaskSet, tasks_of
from chatscrub.model.entity_words import entity_words

__all__ = [
    "ADMIN",
    "Directory",
    "TaskSet",
    "checklists",
    "entity_words",
    "file_stem",
    "is_to_do",
    "task_id",
    "tasks_of",
    "with_elsewhere",
    "with_places",
    "with_places_gone",
    "working_order",
]
