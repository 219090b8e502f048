"""The detectors that come with the program, read once and kept in the user's cache folder.

Reading and checking some three hundred files takes longer than scanning a small export. What is kept is named by a
digest of every file and of the code that read them, so it is used only for the very same ones. Folders of the operator
are read and checked each time.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

import chatscrub
from chatscrub.detection import pack_file, packs, toml_table
from chatscrub.kept_file import default_cache, keep, kept
from chatscrub.model import detector as model
from chatscrub.model.detector import Detector

KEPT = 4  # files; each change of a detector makes a new one, and each takes half a megabyte

_READERS = (packs, pack_file, toml_table, model)
_GATES = (
    "gates.py",
    "sure_runs.py",
    "dialect.py",
    "letters.py",
)  # files beside `packs`, which load RE2 where they are imported


def load_kept(more: Sequence[Path] = ()) -> tuple[Detector, ...]:
    """The detectors that come with the program, from the user's cache, and those of more folders, sorted by id.

    Raises:
        PackError: as `packs.load_packs`.
    """
    cache = default_cache()
    return packs.load_packs((pack_file.shipped(), *more), lambda folder: detectors_in(folder, cache))


def detectors_in(folder: Path, cache: Path) -> Sequence[Detector]:
    """The detectors of one folder, those of the program from the cache. A damaged or unwritable cache is no failure.

    Raises:
        PackError: as `packs.in_folder`.
    """
    if folder != pack_file.shipped():
        return list(packs.in_folder(folder))
    path = cache / f"detectors-{_digest(folder)}.msgpack"
    with contextlib.suppress(msgspec.DecodeError):
        if (body := kept(path)) is not None:
            return msgspec.msgpack.decode(body, type=list[Detector])
    read = list(packs.in_folder(folder))
    keep(path, msgspec.msgpack.encode(read), KEPT)
    return read


def _digest(folder: Path) -> str:
    state = sha256(f"{chatscrub.__version__}\0{msgspec.__version__}\0{sys.version}".encode())
    code = [Path(module.__file__) for module in _READERS if module.__file__]
    code += [Path(packs.__file__).with_name(name) for name in _GATES]
    for path in [*code, folder / pack_file.COMPANIONS, *(path for path, _ in packs.files(folder))]:
        with contextlib.suppress(OSError):
            content = path.read_bytes()
            state.update(f"{path.parent.name}/{path.name}\0{len(content)}\0".encode())
            state.update(content)
    return state.hexdigest()
