"""Messages and reminders for employees, as files: nothing is ever sent.

None holds a value, masked or not, and no title of a chat unless the operator wants it. The sentences of a language are
one TOML file here, found by its name.
"""

from __future__ import annotations

from chatscrub.notices.digest import digest
from chatscrub.notices.employee import notice
from chatscrub.notices.letter import is_letter, same_letter
from chatscrub.notices.reminder import is_reminder, reminder, same_reminder

__all__ = ["digest", "is_letter", "is_reminder", "notice", "reminder", "same_letter", "same_reminder"]
