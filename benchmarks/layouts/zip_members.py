"""Members of a zip, written as they come and dated 1980, so that the same content gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import orjson


def new_zip(path: Path) -> zipfile.ZipFile:
    """An archive to be written, deflated as vendors do it."""
    return zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)


def write_member(archive: zipfile.ZipFile, name: str, value: object) -> None:
    """One JSON value as a member."""
    with archive.open(name, "w") as member:
        member.write(orjson.dumps(value))


def write_list(archive: zipfile.ZipFile, name: str, elements: Iterator[bytes]) -> None:
    """A member that is one JSON list, on one line, of elements that are JSON already; one is held at a time."""
    first = True
    with archive.open(name, "w", force_zip64=True) as member:
        for data in elements:
            member.write((b"[" if first else b",") + data)
            first = False
        member.write(b"[]" if first else b"]")
