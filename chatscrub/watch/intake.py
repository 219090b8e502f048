"""From a listing to the exports that can be read now, with a word on everything that cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from chatscrub.archive import Archive, Identity, Limits, discover_in, files_of
from chatscrub.archive.files import CHANGED
from chatscrub.archive.names import is_numbered
from chatscrub.errors import ArchiveError
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.model.outcome import Skipped
from chatscrub.sources import part_of, source_of
from chatscrub.watch.listing import Listing, fits
from chatscrub.watch.settling import Settling
from chatscrub.watch.units import Unit, units_of
from chatscrub.watch.wholeness import unfinished

CHUNK = 200
"""Files that are looked into at once; a unit with more is not torn apart."""
_AGAIN = 300.0  # seconds after which a file without an end is looked at again, though nothing seems to have changed
_FOUND = (DropState.RECORDED, DropState.DONE, DropState.FAILED, DropState.FAILING, DropState.PASSED, DropState.DELETING)
SETTLES = "settles"
MORE = "may be one of several parts; waits for the next one for a while"
BESIDE = "waits for the files beside it"

# A file that could be opened a moment ago: the system's trouble, not the file's.
_OF_THE_SYSTEM = ("cannot be read (", "cannot be opened", "is no longer there", CHANGED)

Files = tuple[tuple[str, Identity], ...]


class Ready(msgspec.Struct, frozen=True):
    """An export to be read, or several that lie in the same files, with these as they were listed.

    `tries` counts how often it was begun before. `skipped` is what of the files could not be opened.
    """

    archives: tuple[Archive, ...]
    files: Files
    tries: int
    skipped: tuple[Skipped, ...] = ()

    @property
    def path(self) -> str:
        """Its first file."""
        return self.files[0][0]


class Intake(msgspec.Struct):
    """Remembers between looks what is waited for. `failed` is told of each file that is given up, with the reason.

    `for_parts` is how many seconds the parts of a set must be still, where longer than other files: nothing tells which
    one is the last, and people download one after the other. `waiting` has the reason of everything that may be read later, `odd` that of what never is, by path.
    """

    root: Path
    files: DroppedFiles
    settling: Settling
    failed: Callable[[str, str], None]
    for_parts: float = 0.0
    limits: Limits = msgspec.field(default_factory=Limits)
    waiting: dict[str, str] = msgspec.field(default_factory=dict)
    odd: dict[str, str] = msgspec.field(default_factory=dict)
    _looked: dict[str, tuple[Identity, float, str]] = msgspec.field(default_factory=dict)  # files without an end
    _gaps: dict[Unit, tuple[Files, str]] = msgspec.field(default_factory=dict)  # sets without a part
    _units: dict[str, Unit] = msgspec.field(default_factory=dict)

    def look(self, listing: Listing, now: float) -> list[Files]:
        """The groups of files that are still and whole, one by one; what is not is in `waiting`. `now` in seconds."""
        fresh = {path: each for path, each in listing.files.items() if not self._is_decided(path, each)}
        self.settling.look(fresh, now)
        self.waiting, self.odd = dict(listing.closed), listing.odd
        self._looked = {path: each for path, each in self._looked.items() if path in fresh}
        if not fresh:
            self._gaps, self._units = {}, {}
            return []
        self._units = units = units_of(listing.files, part_of)
        wanted: dict[Unit, list[str]] = {units[path]: [] for path in fresh}
        self._gaps = {unit: each for unit, each in self._gaps.items() if unit in wanted}
        for path in listing.files:
            if (members := wanted.get(units[path])) is not None:
                members.append(path)
        out = []
        for unit, paths in wanted.items():
            files = tuple((path, listing.files[path]) for path in sorted(paths))
            if self._is_ready(unit, files, fresh, listing, now):
                out.append(files)
        return out

    def _is_decided(self, path: str, identity: Identity) -> bool:
        known = self.files.get(path, identity)
        return known is not None and known.state in _FOUND

    def _is_ready(self, unit: Unit, files: Files, fresh: dict[str, Identity], listing: Listing, now: float) -> bool:
        mine = [path for path, _ in files if path in fresh]
        reasons = {path: reason for path in mine if (reason := self._reason(path, fresh[path], listing, now))}
        if not reasons and (held := self._gaps.get(unit)) is not None:
            if held[0] == files and not any(map(listing.is_ready, mine)):
                reasons = dict.fromkeys(mine, held[1])
            else:
                del self._gaps[unit]
        self.waiting.update(reasons)
        if reasons:
            self.waiting.update({path: BESIDE for path in mine if path not in reasons})
        return not reasons

    def _reason(self, path: str, identity: Identity, listing: Listing, now: float) -> str | None:
        """Why one file is waited for."""
        if not self.settling.is_still(path, now):
            return SETTLES
        if listing.is_ready(path):
            return None
        is_part = self._units[path][0] == "parts" and is_numbered(path.rpartition("/")[2])
        if is_part and not self.settling.is_still(path, now, self.for_parts):
            return MORE
        known = self._looked.get(path)
        if known is not None and known[0] == identity and now - known[1] < _AGAIN:
            return known[2]
        reason = unfinished(self.root / path, identity)
        if reason is not None:
            self._looked[path] = identity, now, reason
        return reason

    def chunks(self, groups: Sequence[Files]) -> Iterator[Files]:
        """The groups in pieces of about `CHUNK` files."""
        piece: list[tuple[str, Identity]] = []
        for group in groups:
            piece.extend(group)
            if len(piece) >= CHUNK:
                yield tuple(piece)
                piece = []
        if piece:
            yield tuple(piece)

    def open(self, files: Files, listing: Listing) -> list[Ready]:
        """The exports among files that are ready, those that were begun before last.

        What is none, or cannot be read, is noted. Raises LedgerError.
        """
        known = dict(files)
        groups: dict[str, tuple[list[Archive], set[str]]] = {}  # file → what is read from it
        skipped: list[Skipped] = []
        listed = ((tuple(path.split("/")), each) for path, each in files)
        found = discover_in(self.root, listed, part_of, _is_export, self.limits)
        for each in found:
            if isinstance(each, Skipped):
                skipped.append(each)
                continue
            paths = [path for path in self._paths(each) if path in known]
            archives, mine = next((groups[path] for path in paths if path in groups), ([], set()))
            archives.append(each)
            mine.update(paths)
            groups.update(dict.fromkeys(mine, (archives, mine)))
        ready: list[Ready] = []
        for archives, mine in {id(group): group for group in groups.values()}.values():
            those = tuple((path, known[path]) for path in sorted(mine))
            if all(self._is_decided(*one) for one in those):
                continue  # a neighbour is new, this is not
            gaps = () if any(map(listing.is_ready, mine)) else filter(None, (_gap(each, those) for each in archives))
            if (gap := next(iter(gaps), None)) is not None:
                self._hold(self._units[those[0][0]], files, gap)
            else:
                tries = max(self._tries(*one) for one in those)
                ready.append(Ready(tuple(archives), those, tries, self._lost(mine, files, skipped)))
        self._note_rest([one for one in files if one[0] not in groups], skipped)
        return sorted(ready, key=lambda each: each.tries)

    def _lost(self, mine: set[str], files: Files, skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
        """What could not be opened of an export: in its own files, or parts of it beside them."""
        units = {self._units[path] for path in mine}
        parts = [
            path
            for path, _ in files
            if path in mine or (self._units[path] in units and part_of(path.rpartition("/")[2]) is not None)
        ]
        places = [self._place(path) for path in parts]
        return tuple(each for each in skipped if any(_is_in(each.path, place) for place in places))

    def _paths(self, archive: Archive) -> list[str]:
        root = self.root.absolute()
        return [path.absolute().relative_to(root).as_posix() for path in files_of(archive)]

    def _tries(self, path: str, identity: Identity) -> int:
        known = self.files.get(path, identity)
        return known.tries if known is not None else 0

    def _hold(self, unit: Unit, files: Files, reason: str) -> None:
        mine = tuple(one for one in files if self._units[one[0]] == unit)
        self._gaps[unit] = mine, reason
        self.waiting.update({path: reason for path, each in mine if not self._is_decided(path, each)})

    def _note_rest(self, files: Iterable[tuple[str, Identity]], skipped: Sequence[Skipped]) -> None:
        """What belongs to no export: given up where discovery says why, else passed over."""
        passed: list[tuple[str, Identity]] = []
        for path, identity in files:
            if path in self.waiting or self._is_decided(path, identity):
                continue
            reason = self._said(path, skipped)
            if reason is not None and not fits(self.root / path, identity):
                continue  # it changed or went away meanwhile
            if reason is not None and reason.startswith(_OF_THE_SYSTEM):
                self.waiting[path] = reason
            elif reason is None:
                passed.append((path, identity))
            else:
                self.files.put([(path, identity)], DropState.FAILING, reason)
                self.failed(path, reason)
        if passed:
            self.files.put(passed, DropState.PASSED)

    def _said(self, path: str, skipped: Sequence[Skipped]) -> str | None:
        place = self._place(path)
        # What is said of a folder holds for what is in it.
        about = (each.reason for each in skipped if _is_in(each.path, place) or place.startswith(f"{each.path}/"))
        return next(about, None)

    def _place(self, path: str) -> str:
        """The path of a file as discovery shows it."""
        return self.root.joinpath(path).as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_in(said: str, place: str) -> bool:
    return said == place or said.startswith((f"{place}!/", f"{place}:"))


def _is_export(archive: Archive) -> bool:
    return source_of(archive) is not None


def _gap(archive: Archive, files: Files) -> str | None:
    """What more of a set is waited for. A lone file that no vendor calls a part is all there will be."""
    if len(files) == 1 and part_of(files[0][0].rpartition("/")[2]) is None:
        return None
    try:
        source = source_of(archive)
    except ArchiveError:
        return None
    first = None if source is None else next(iter(source.missing(archive)), None)
    return None if first is None else first.reason
