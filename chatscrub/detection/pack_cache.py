"""The detectors that come with the program, read once and kept in the user's cache folder.

Reading and checking some three hundred files takes longer than scanning a small export. What is kept is named by a
digest of every file and of the code that read them, so it is used only for the very same ones. Folders of the operator
are read and checked each time.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

import chatscrub
from chatscrub.detection import pack_file, packs, toml_table
from chatscrub.lazy_patterns import lazy_compile
from chatscrub.model import detector as model
from chatscrub.model.detector import Detector
from chatscrub.process_lock import process_start

KEPT = 4  # files; each change of a detector makes a new one, and each takes half a megabyte

_HALF = lazy_compile(r"detectors-[0-9a-f]+-([0-9]+)\.part")
_CHECKSUM = 32  # bytes of SHA-256 in front of the detectors
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
    from chatscrub.detection.prefilter import default_cache

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
    kept = _kept(path)
    if kept is not None:
        return kept
    read = list(packs.in_folder(folder))
    with contextlib.suppress(OSError):
        body = msgspec.msgpack.encode(read)
        _put(path, sha256(body).digest() + body)
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


def _kept(path: Path) -> list[Detector] | None:
    with contextlib.suppress(OSError, msgspec.DecodeError):
        content = path.read_bytes()
        if sha256(content[_CHECKSUM:]).digest() == content[:_CHECKSUM]:
            found = msgspec.msgpack.decode(content[_CHECKSUM:], type=list[Detector])
            with contextlib.suppress(OSError):
                os.utime(path)  # it is the one used last
            return found
    return None


def _put(path: Path, content: bytes) -> None:
    """Writes a file of the owner's so that nobody ever reads half of it, and leaves those used last."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear(path.parent)
    partial = path.with_name(f"{path.stem}-{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    try:
        with open(partial, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    older = sorted(path.parent.glob("detectors-*.msgpack"), key=lambda each: each.stat().st_mtime)
    for each in older[:-KEPT]:
        each.unlink(missing_ok=True)


def _clear(cache: Path) -> None:
    """Removes what processes left half written that are gone."""
    for each in cache.glob("detectors-*.part"):
        half = _HALF.fullmatch(each.name)
        if half is not None and process_start(int(half[1])) is None:
            each.unlink(missing_ok=True)
