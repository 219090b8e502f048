"""Templates compiled once and kept in the user's cache folder: compiling them takes longer than filling them."""

from __future__ import annotations

import os
import sys
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from chatscrub.kept_file import keep, kept

KEPT = 40
"""Files of some kilobytes: a handful of templates, and a new file for each change of one, of Python or of Jinja."""


class CompiledTemplates(BytecodeCache):
    """What Jinja makes of templates, in a folder. It is code that will be run, so only the user's own files are taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills the bucket if its template was compiled before, by this Python and this Jinja."""
        path = self._path(bucket)
        if _is_ours(path) and (code := kept(path)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what the bucket holds. A folder that cannot be written is no failure."""
        keep(self._path(bucket), bucket.bytecode_to_string(), KEPT)

    def _path(self, bucket: Bucket) -> Path:
        names = f"{bucket.key}\0{bucket.checksum}\0{sys.version}\0{self._writers}"
        return self._folder / f"pages-{sha256(names.encode()).hexdigest()}.code"

    @cached_property
    def _writers(self) -> str:
        """Of the code that makes code of templates: how it was asked to is written in `rendering`."""
        state = sha256()
        for path in (compiler.__file__, Path(__file__).with_name("rendering.py")):
            state.update(Path(path).read_bytes())
        return state.hexdigest()


def _is_ours(path: Path) -> bool:
    """Whether nobody else can have written a file, as far as the system tells."""
    if not hasattr(os, "geteuid"):
        return True
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return False
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022
