"""Detector files → detectors.

A pack is one TOML file in a folder's ``credentials/`` or ``pii/``, which gives the kind. It names the issuer (or
country), the shared remedy, and its detectors. Loading is strict: every mistake is a `PackError` that names file,
detector and field. Loading compiles no pattern of those that come with the program; `check` does, and asks the engines
for what a detector stands on. The operator's own are checked when they are loaded: what is no pattern of linear time,
or a larger one than the engines take, must not be found out in the middle of a scan. What a file may say:
`chatscrub.detection.pack_file`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from chatscrub.detection import pack_file
from chatscrub.errors import PackError
from chatscrub.model.detector import Detector, Kind

FOLDERS: Mapping[str, Kind] = {"credentials": Kind.CREDENTIAL, "pii": Kind.PII}
LONGEST = 20_000  # characters of a pattern; the longest that comes with the program has 8,000


def load_packs(
    folders: Sequence[Path] | None = None, read: Callable[[Path], Iterable[Detector]] | None = None
) -> tuple[Detector, ...]:
    """All detectors of the folders, sorted by id; without an argument those that come with the program.

    `read` gives the detectors of one folder in place of `in_folder`, e.g. from a cache.

    Raises:
        PackError: a file cannot be read or breaks the schema, or two detectors share an id and the later one does not
            say that it replaces the earlier.
    """
    detectors: dict[str, Detector] = {}
    for folder in [pack_file.shipped()] if folders is None else folders:
        for detector in (read or in_folder)(folder):
            taken = detector.id in detectors
            if taken and not detector.replaces:
                raise PackError(
                    f"{folder / detector.file}: the id {detector.id} is already taken; choose another, or write"
                    " replaces = true to take its place"
                )
            if detector.replaces and not taken:
                raise PackError(
                    f"{folder / detector.file}: detector {detector.id}: replaces is true, but there is none to replace"
                )
            if not detector.shipped:
                check(detector)
            detectors[detector.id] = detector
    return tuple(sorted(detectors.values(), key=lambda detector: detector.id))


def in_folder(folder: Path) -> Iterator[Detector]:
    """The detectors of one folder, file after file. Raises PackError."""
    ours = folder == pack_file.shipped()
    for path, kind in files(folder):
        yield from pack_file.load_pack(path, kind, shipped=ours)


def files(folder: Path) -> list[tuple[Path, Kind]]:
    """The detector files of a folder, with what they look for. Raises PackError where it has no place for any."""
    present = [name for name in FOLDERS if (folder / name).is_dir()]
    if not present:
        raise PackError(f"{folder}: holds neither a credentials nor a pii folder; detector files stand in these")
    return [(path, FOLDERS[name]) for name in present for path in sorted((folder / name).glob("*.toml"))]


def digest(detectors: Iterable[Detector]) -> str:
    """SHA-256 of a detector set, in hex; the same for the same detectors in any order."""
    state = hashlib.sha256()
    for detector in sorted(detectors, key=lambda one: one.id):
        # Neither of the two says what it finds.
        state.update(msgspec.json.encode(replace(detector, shipped=False, gate=None, parts=())))
        state.update(b"\0")
    return state.hexdigest()


def check(detector: Detector, *, hyperscan: bool = True) -> None:
    """What loading leaves out, because it is slow: both engines take the pattern, and the recognizer named exists.

    Without `hyperscan` its part is left to whoever compiles all detectors together, which is faster.

    Raises:
        PackError: with file, detector and field.
    """
    from chatscrub.detection.dialect import compiled
    from chatscrub.detection.hyperscan_database import refusal

    def wrong(field: str, message: str) -> PackError:
        return PackError(f"{detector.file}: detector {detector.id}: {field} {message}")

    for field in ("pattern", "prefilter", "companion"):
        pattern = getattr(detector, field)
        if pattern is None:
            continue
        if len(pattern) > LONGEST:
            raise wrong(field, f"is longer than {LONGEST:,} characters; split the detector into several")
        try:
            program = compiled(pattern)
        except PackError as error:
            raise wrong(field, f"is no pattern of our dialect ({error})") from error
        if program.search("") is not None:
            raise wrong(field, "must not match an empty text")
        if field == "pattern" and list(program.groupindex) != ["value"]:
            raise wrong(field, "must have exactly one named group, value")
    reason = refusal(detector.searched) if hyperscan else None
    if reason is not None:
        field = "prefilter" if detector.prefilter else "pattern"
        raise wrong(field, f"is refused by Hyperscan ({reason}); a simpler `prefilter` can stand in for a big pattern")
    if detector.engine is not None:
        _check_engine(detector.engine, wrong)


def _check_engine(engine: str, wrong: Callable[[str, str], PackError]) -> None:
    prefix, _, name = engine.partition(":")
    if prefix == "presidio":
        from chatscrub.detection import presidio as adapter
    else:
        from chatscrub.detection import detect_secrets as adapter  # type: ignore[no-redef]  # same one-function interface
    if not adapter.knows(name):
        raise wrong("engine", f"names {name}, which the installed {prefix} does not have")
