"""Reports that name no employee, for a works council or a manager.

The outcome of a run and each record are changed before any report sees them, so that no format can forget it. An employee
is a keyed pseudonym, the same in every report of the installation; accounts, addresses, titles, links, paths and the
masked values are left out, times are cut to days, and tools and plans that fewer than five people use are one group.
There are no deletion lists: a list asks one person to do something, and is of no use without the name.
"""

from __future__ import annotations

from chatscrub.pseudonyms.folder import claim_folder, without_lists
from chatscrub.pseudonyms.names import Names
from chatscrub.pseudonyms.writer import Pseudonymous

__all__ = ["Names", "Pseudonymous", "claim_folder", "without_lists"]
