"""Member names: repaired, judged and made safe to print. No name ever becomes a path on this machine."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from chatscrub.archive.record import Member

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_NUMBERED = re.compile(r"-\d+(?: \(\d+\))?(?:\.(?:zip|dms))?(?: \(\d+\))?", re.IGNORECASE)
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories of Unicode
_LITTER = {"__MACOSX", ".DS_Store"}
_FOLDER_LITTER = {"thumbs.db", "desktop.ini", "$recycle.bin", "system volume information"}
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download", ".partial")
# Folders that exports themselves have at the top, so they are no wrapper even when they hold everything.
_OWN_FOLDERS = {
    "projects",
    "memories",
    "design_chats",
    "artifacts",
    "reflections",
    "textdocs",
    "dalle-generations",
    "sites",
    "teams",
}


def repaired(raw: bytes, *, utf8: bool) -> str:
    """The name in a zip directory as text. Many tools write UTF-8 without setting the flag that says so."""
    if utf8:
        return raw.decode("utf-8", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def normalised(name: str) -> str:
    """Forward slashes; no ``.`` and no empty steps, other than a leading one."""
    name = name.replace("\\", "/")
    steps = [step for step in name.split("/") if step not in ("", ".")]
    return ("/" if name.startswith("/") else "") + "/".join(steps)


def refusal(name: str) -> str | None:
    """Why a normalised name is not to be trusted, as a sentence, or None."""
    if "\0" in name:
        return "the member's name holds a NUL character, as no vendor writes it; it was not read"
    if not name:
        return "the member has no name; it was not read"
    if name.startswith("/") or _DRIVE.match(name):
        return "the member's name is an absolute path, as no vendor writes it; it was not read"
    if ".." in name.split("/"):
        return "the member's name leads out of the archive, as no vendor writes it; it was not read"
    return None


def printable(name: str, limit: int = 120) -> str:
    """The name with control, format (bidi) and surrogate characters replaced, cut to `limit` characters."""
    safe = name[: limit + 1]
    if not safe.isprintable():  # nearly every name is
        safe = "".join("\ufffd" if unicodedata.category(char) in _UNPRINTABLE else char for char in safe)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def file_name(name: str) -> str:
    """A name from the file system as text; bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def is_litter(name: str) -> bool:
    """Whether an operating system left this member behind (``__MACOSX/``, ``._x``, ``.DS_Store``)."""
    steps = name.split("/")
    return steps[-1].startswith("._") or not _LITTER.isdisjoint(steps)


def is_folder_litter(name: str) -> bool:
    """Whether a file or folder on disk plainly is no export: litter, dot-files other than JSON, unfinished downloads."""
    lower = name.lower()
    if is_litter(name) or lower in _FOLDER_LITTER or lower.startswith("~$"):
        return True
    return lower.endswith(_UNFINISHED) or (lower.startswith(".") and not lower.endswith(".json"))


def unwrapped(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members without the one folder that holds them all, if it is a wrapper (`wrapper`)."""
    folder = wrapper([member.name for member in members])
    if folder is None:
        return tuple(members)
    return tuple(replace(member, name=member.name[len(folder) + 1 :]) for member in members)


def wrapper(names: Sequence[str]) -> str | None:
    """The folder that somebody put around an export, None where there is none.

    A folder that the vendor's own layout has (``projects/<uuid>.json``) is none, even when it holds everything.
    """
    if not names:
        return None
    folder, slash, _ = names[0].partition("/")
    if not slash or any(not name.startswith(folder + "/") for name in names):
        return None
    return None if is_collection(folder, (name[len(folder) + 1 :] for name in names)) else folder


def is_collection(folder: str, inside: Iterable[str]) -> bool:
    """Whether a folder is one that exports have themselves: by its name, or because all in it is named by a UUID."""
    return is_own_folder(folder) or all(is_uuid_named(name.partition("/")[0]) for name in inside)


def is_own_folder(name: str) -> bool:
    """Whether exports themselves have a folder of this name at the top."""
    return name.lower() in _OWN_FOLDERS


def is_uuid_named(name: str) -> bool:
    """Whether the name is a UUID, apart from its ending."""
    return _UUID.fullmatch(name.partition(".")[0]) is not None


def is_numbered(name: str) -> bool:
    """Whether the name of a zip or folder ends in a number, as vendors number the parts of one export."""
    dash = name.rfind("-")
    return dash > 0 and _NUMBERED.fullmatch(name, dash) is not None
