"""Untrusted containers → archives: zip, zip of zips, folder, parts of one export, bare JSON. Nothing is extracted.

What a file is, its first bytes say (and, behind a self-extracting stub, its last), never its name. Names only group
files that belong together, through the keys that the sources give for the names of their vendor (`part_of`), and
whether something is an export is always asked of the sources (`recognised`).

A folder is looked at from the top:

1. Numbered zips and sub-folders, and JSON files, side by side whose names share a key are parts of one export, if the
   whole is recognised: ``manifest-….json`` with ``conversations-000.zip`` and ``projects-000/``.
2. Each loose JSON file that is recognised alone and has a name of its own, neither a vendor's nor a generic word nor a
   UUID, is an export: ``alice.json``, ``bob.json``. ``channels.json`` and ``<uuid>.json`` are rather pieces of one.
3. The folder is one unzipped export when its other loose files and everything below are recognised together, and the
   loose files count for it: one has a vendor's name, they are recognised without the sub-folders, or the sub-folders
   are not recognised without them. So a Slack export is one archive, and a stray file beside ``alice/`` and ``bob/``
   does not join the two. A folder without loose files is a drop folder, and its sub-folders are looked at one by one,
   apart from such as exports have themselves at the top (``projects/``, ``memories/``).
   A sub-folder stays apart when it directly holds a vendor's file name that also stands beside it (in the folder, or
   directly in another sub-folder) and it is recognised alone: one export has each such file once.
4. Otherwise each zip is an export of its own, and each sub-folder is looked at the same way.

A zip is looked at likewise. Zips in it are exports or parts of one. Zips in a zip or folder that is an export itself
may as well have been uploaded into a chat: those that are not recognised are members like any other attachment.

What may be an export and cannot be read or recognised comes as `Skipped`; what plainly is none (system litter, unfinished
downloads, documents, pictures, our own reports) is passed over in a folder and answered for where it was named.
"""

from __future__ import annotations

from chatscrub.archive.dating import Dating, dating
from chatscrub.archive.discovery import discover, discover_in
from chatscrub.archive.files import Identity, is_wide, odd_file
from chatscrub.archive.limits import Limits, Stopwatch, shown_size
from chatscrub.archive.record import Archive, Member
from chatscrub.archive.share import (
    MemberShare,
    NotDivisibleError,
    Note,
    PastShareError,
    Piece,
    Share,
    Stripe,
    divided_size,
)
from chatscrub.archive.shown import shown_member, unnamed
from chatscrub.archive.zips import files_of, open_zip

__all__ = [
    "Archive",
    "Dating",
    "Identity",
    "Limits",
    "Member",
    "MemberShare",
    "NotDivisibleError",
    "Note",
    "PastShareError",
    "Piece",
    "Share",
    "Stopwatch",
    "Stripe",
    "dating",
    "discover",
    "discover_in",
    "divided_size",
    "files_of",
    "is_wide",
    "odd_file",
    "open_zip",
    "shown_member",
    "shown_size",
    "unnamed",
]
