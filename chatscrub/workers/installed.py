"""What of chatscrub is installed here, to be held against what is installed on a worker."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

import chatscrub

_NOT_COMPARED = {"__pycache__", "_detectors"}  # detectors travel with the order


class Installed(msgspec.Struct, frozen=True):
    """`code` is a digest of every file of the package: the same version may have been changed in place."""

    version: str
    code: str

    def difference(self, worker: Installed) -> str | None:
        """What a worker must change to give the same results, None where nothing. Half a sentence."""
        if worker.version != self.version:
            return f"runs chatscrub {worker.version}, and this is {self.version}: install the same version on both"
        if worker.code != self.code:
            return f"runs chatscrub {worker.version} with other files than this one: install the same on both"
        return None


@cache
def installed() -> Installed:
    """Reads some MB, once a process."""
    root = Path(chatscrub.__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*"), key=lambda each: each.relative_to(root).as_posix()):
        name = path.relative_to(root)
        if path.is_file() and _NOT_COMPARED.isdisjoint(name.parts):
            digest.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return Installed(chatscrub.__version__, digest.hexdigest())
