"""What every employee must do, and what only an admin can: from exposures, vendor procedures and remedies."""

from __future__ import annotations

from chatscrub.checklist.assignment import ADMIN, Directory
from chatscrub.checklist.file_stem import file_stem
from chatscrub.checklist.listing import checklists
from chatscrub.checklist.task_building import entity_words, task_id

__all__ = ["ADMIN", "Directory", "checklists", "entity_words", "file_stem", "task_id"]
