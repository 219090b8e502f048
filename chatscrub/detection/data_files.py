"""What the embedded models are made of, against the checksums that came with them.

``models.sha256`` is in the form of ``sha256sum``, which writes it anew in this folder after a training, of the files
that it names. A test compares the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent
LIST = _FOLDER / "models.sha256"


def expected() -> dict[str, str]:
    """SHA-256 in hex of each file, by its path below this folder. Raises OSError."""
    lines = LIST.read_text("ascii").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def damaged() -> Iterator[str]:
    """The files that are missing or not as they were made, by their path below this folder. Raises OSError."""
    for name, digest in expected().items():
        try:
            data = (_FOLDER / name).read_bytes()
        except OSError:
            yield name
            continue
        if hashlib.sha256(data).hexdigest() != digest:
            yield name
