"""Reports as pages that open from disk: one file each, without a script, that fetch nothing.

A page is made in two steps: frozen records of harmless text here, and a template that places them. Templates hold no text
of an export; whatever comes from one passes through `chatscrub.escape.plain` first and is escaped for HTML after that.
"""

from __future__ import annotations
