"""Files that run ``chatscrub watch`` unattended: for systemd, launchd, the Windows Task Scheduler and cron.

Each is a Jinja template in ``templates/``. What is filled in is checked and quoted here for the place where it lands.
"""

from __future__ import annotations

from chatscrub.service.files import KINDS, File, service_files
from chatscrub.service.order import ServiceOrder

__all__ = ["KINDS", "File", "ServiceOrder", "service_files"]
