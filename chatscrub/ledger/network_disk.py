"""Whether a path lies on a network drive: SQLite's write-ahead log needs shared memory, which those do not have."""

from __future__ import annotations

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs", "fuse.sshfs",
     "fuse.glusterfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "vboxsf", "prl_fs", "virtiofs"}
)  # fmt: skip
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def is_on_network(path: Path) -> bool:
    """Whether the system says so; False where it does not tell (macOS), and SQLite is then tried out."""
    if sys.platform == "win32":
        return _is_remote_drive(path)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return kind_of(path.absolute(), mounts) in _NETWORK


def kind_of(path: Path, mounts: str) -> str | None:
    """The file system of an absolute path, by a table of mounts as Linux writes it (proc(5))."""
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        # A later mount on the same point lies over the earlier one.
        if path.is_relative_to(point) and (best is None or len(point) >= best[0]):
            best = len(point), fields[2]
    return best[1] if best else None


def _is_remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    anchor = path.absolute().anchor
    return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE_DRIVE
