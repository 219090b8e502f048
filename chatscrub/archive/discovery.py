"""Which exports lie at and under the paths that an operator gave. The rule stands in the package's docstring."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from chatscrub.archive import labels, names
from chatscrub.archive.bundle import Bundles, Outcome, Part, Place
from chatscrub.archive.files import Identity, Kind, is_wide, odd_file, reason_of, unreadable_reason
from chatscrub.archive.judge import Judge, Verdict
from chatscrub.archive.limits import Limits, Tally
from chatscrub.archive.record import Archive, Member
from chatscrub.archive.tree import Folder, Leaf, Walk, leaf_of, tree_of
from chatscrub.errors import UsageError
from chatscrub.model.outcome import Skipped

_ZIP_NAMES = (".zip", ".dms")
_JSON_NAMES = (".json", ".jsonl", ".ndjson")
_OTHER_NAMES = (".md", ".toml", ".py", ".ini", ".cfg", ".csv", ".yaml", ".yml", ".ipynb", ".js", ".ts", ".css", ".log")
_OURS = re.compile(rb'"schema"\s*:\s*"chatscrub\.|"name"\s*:\s*"chatscrub"')
_NO_SHAPE = "is JSON without the shape of a chat export that is known; hand in the file as the vendor sent it"
_EMPTY = "is empty; download it again"
_MANY = 10  # unknown JSON files in one folder; more are named together

T = TypeVar("T")


def discover(
    paths: Sequence[Path],
    part_of: Callable[[str], str | None],
    recognised: Callable[[Archive], bool],
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Iterator[Archive | Skipped]:
    """Every export at and under the paths, and everything that may be one and cannot be read.

    `part_of` gives the key that files of one export share, from a vendor's file name, None for other names.
    `recognised` says whether an archive is an export of a known format; it may raise ArchiveError where several
    formats claim it. The order is that of the paths, and by name in a folder.

    Raises:
        UsageError: at once, when a path does not exist.
    """
    for path in paths:
        try:
            path.lstat()
        except FileNotFoundError:
            raise UsageError(f"{names.file_name(path.as_posix())}: there is no such file or folder") from None
        except OSError:
            continue  # cannot be looked at: reported below, as one of many paths
    return _Discovery(Judge(part_of, recognised), limits).run(list(dict.fromkeys(paths)))


def discover_in(
    root: Path,
    files: Iterable[tuple[tuple[str, ...], Identity]],
    part_of: Callable[[str], str | None],
    recognised: Callable[[Archive], bool],
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Iterator[Archive | Skipped]:
    """The exports among some files of a folder, as `discover` finds them there if nothing else lies in it.

    Each file is given by its steps below `root` and is read in no other state than the one given.
    """
    tree = tree_of(root, files, Tally(limits))
    return _Discovery(Judge(part_of, recognised), limits).tree(tree)


class _Spot(msgspec.Struct, frozen=True):
    """A folder that is looked at. `trail` are the folder names below the root, `root` the name of the root itself.

    `named` says that the operator named the files himself, so that each of them gets an answer.
    """

    trail: tuple[str, ...] = ()
    root: str | None = None
    named: bool = False

    def below(self, name: str) -> _Spot:
        return _Spot((*self.trail, name), self.root)

    def place(self, shown: str, base: str) -> Place:
        return Place(shown, base, self.trail)


class _Discovery:
    def __init__(self, judge: Judge, limits: Limits) -> None:
        self._judge = judge
        self._limits = limits
        self._bundles = Bundles(judge, limits)

    def run(self, paths: list[Path]) -> Iterator[Archive | Skipped]:
        """Paths in one folder are looked at together, because a shell's ``*.zip`` names the parts of one export."""
        siblings: dict[Path, list[Path]] = {}
        for path in paths:
            siblings.setdefault(path.parent, []).append(path)
        for parent, group in siblings.items():
            folder = Folder("", names.file_name(parent.as_posix()))
            for path in group:
                self._add(folder, path)
            yield from folder.skipped
            yield from self._sets(folder, _Spot(named=True))
            for leaf in _given_up(folder.files):
                yield from self._named_file(leaf)
            for each in _given_up(folder.folders):
                yield from self._folder(each, _Spot(root=each.name))

    def tree(self, folder: Folder) -> Iterator[Archive | Skipped]:
        """One folder that is known already."""
        return self._folder(folder, _Spot(root=folder.name))

    def _add(self, folder: Folder, path: Path) -> None:
        shown = names.file_name(path.as_posix())
        try:
            entry = path.lstat()
        except OSError as error:
            folder.skipped.append(Skipped(shown, reason_of(error)))
            return
        tally = Tally(self._limits)
        if (reason := odd_file(entry)) is not None:
            folder.skipped.append(Skipped(shown, reason))
        elif stat.S_ISDIR(entry.st_mode):
            folder.folders.append(Walk(tally).folder(path, shown))
        else:
            folder.files.append(leaf_of(path, shown, tally))

    def _named_file(self, leaf: Leaf) -> Iterator[Archive | Skipped]:
        if leaf.reason is not None or leaf.kind is Kind.EMPTY:
            yield Skipped(leaf.shown, leaf.reason or _EMPTY)
        elif leaf.kind is Kind.ZIP:
            yield from _all(self._bundles.zip_file(Place(leaf.shown, leaf.name), leaf.source))
        elif (archive := self._alone(leaf, _Spot())) is not None:
            yield archive
        else:
            yield Skipped(leaf.shown, _unknown_reason(leaf))

    def _alone(self, leaf: Leaf, spot: _Spot) -> Archive | None:
        """One loose file as an export of its own, if it is one. A mixed one is, too: who reads it says what is wrong."""
        archive = Archive(leaf.shown, (leaf.member,), labels.label(spot.trail, (leaf.name,)), (leaf.name,))
        return None if self._judge.verdict(archive) is Verdict.NO else archive

    def _folder(self, folder: Folder, spot: _Spot) -> Iterator[Archive | Skipped]:
        yield from folder.skipped
        yield from self._sets(folder, spot)
        loose = [leaf for leaf in folder.files if leaf.kind is not Kind.ZIP]
        left: list[Leaf] = []
        for leaf in loose:
            own_name = leaf.kind is Kind.JSON and not leaf.reason and self._judge.is_personal(leaf.name)
            if own_name and (found := self._alone(leaf, spot)) is not None:
                yield found
            else:
                left.append(leaf)
        folder.files = [leaf for leaf in folder.files if leaf.kind is Kind.ZIP] + left
        if (separate := self._root(folder, left)) is not None:
            yield from self._export(folder, spot, separate)
            return
        for leaf in _given_up(folder.files):
            if leaf.kind is Kind.ZIP:
                outcome = self._bundles.zip_file(spot.place(leaf.shown, leaf.name), leaf.source)
                yield from _all(outcome, ignore_office=True)
        yield from self._leftover(folder, left, spot)
        for each in _given_up(folder.folders):
            yield from self._folder(each, spot.below(each.name))

    def _sets(self, folder: Folder, spot: _Spot) -> Iterator[Archive | Skipped]:
        """Takes the parts of one export out of a folder and yields them as one."""
        groups: dict[str, tuple[list[Leaf], list[Folder]]] = {}
        for leaf in folder.files:
            if leaf.kind is Kind.JSON or (names.is_numbered(leaf.name) and (leaf.kind is Kind.ZIP or leaf.reason)):
                self._join(groups, leaf.name)[0].append(leaf)
        for each in folder.folders:
            if names.is_numbered(each.name):
                self._join(groups, each.name)[1].append(each)
        for leaves, folders in groups.values():
            zips = [leaf for leaf in leaves if leaf.kind is Kind.ZIP]
            if len(leaves) + len(folders) < 2 or not (zips or folders):
                continue
            extra = [leaf.member for leaf in leaves if leaf.kind is Kind.JSON]
            extra.extend(member for each in folders for member in each.members(keep=_no_zip))
            parts = [Part(spot.place(leaf.shown, leaf.name), leaf.source) for leaf in zips]
            handed_in: list[Leaf | Folder] = sorted([*leaves, *folders], key=lambda part: part.name)
            place = spot.place(handed_in[0].shown, handed_in[0].name)
            outcome = self._bundles.joined(parts, extra, place)
            if not outcome.archives or (zips and self._uploads(parts, extra, place)):
                continue
            archive = outcome.archives[0]
            bases = tuple(part.name for part in handed_in)
            yield Archive(archive.path, archive.members, archive.label, bases, archive.skipped)
            yield from outcome.skipped
            yield from (Skipped(leaf.shown, leaf.reason) for leaf in leaves if leaf.reason is not None)
            for each in folders:
                yield from each.all_skipped()
                yield from self._zips_in_export(each, spot)
            folder.files = [leaf for leaf in folder.files if leaf not in leaves]
            folder.folders = [each for each in folder.folders if each not in folders]

    def _uploads(self, parts: list[Part], extra: list[Member], place: Place) -> bool:
        """Whether the zips beside loose files that are an export alone were uploaded into a chat of it."""
        return self._judge.accepts(extra, place.shown) and not self._bundles.joined(parts, (), place).archives

    def _join(self, groups: dict[str, tuple[list[Leaf], list[Folder]]], name: str) -> tuple[list[Leaf], list[Folder]]:
        key = self._judge.part_of(name)
        return ([], []) if key is None else groups.setdefault(key, ([], []))

    def _root(self, folder: Folder, loose: list[Leaf]) -> set[str] | None:
        """Whether the folder itself is one unzipped export, and which of its sub-folders are exports of their own."""
        flat = [leaf.member for leaf in loose if leaf.reason is None]
        own = {each.name for each in folder.folders if names.is_own_folder(each.name)}
        if not flat and not own:
            return None  # a drop folder holds alice/ and bob/
        apart = {each.name for each in folder.folders} - own if not flat else set()
        view = [m for m in folder.members(keep=_no_zip) if m.name.partition("/")[0] not in apart]
        apart |= set(self._judge.separate(view, folder.shown))
        view = [member for member in view if member.name.partition("/")[0] not in apart]
        below = [member for member in view if "/" in member.name]
        verdict = self._judge.verdict(Archive(folder.shown, tuple(view)))
        flat_is_export = self._judge.accepts(flat, folder.shown)
        if verdict is Verdict.MIXED and flat_is_export:
            return {each.name for each in folder.folders}
        if verdict is not Verdict.YES:
            return None
        # A stray file beside alice/ and bob/ does not make their folder an export: the loose files must count.
        anchored = flat_is_export or any(self._judge.part_of(member.name) is not None for member in flat)
        return apart if anchored or not flat or not self._judge.accepts(below, folder.shown) else None

    def _export(self, folder: Folder, spot: _Spot, separate: set[str]) -> Iterator[Archive | Skipped]:
        """A folder that is an export, then the exports in it."""
        inside = Folder(folder.name, folder.shown, folder.files, [f for f in folder.folders if f.name not in separate])
        exports: list[Archive | Skipped] = list(self._zips_in_export(inside, spot))
        taken = {each.path.partition("!/")[0] for each in exports if isinstance(each, Archive)}
        members = tuple(inside.members(keep=lambda leaf: leaf.reason is None and leaf.shown not in taken))
        label = labels.label(spot.trail or ((spot.root,) if spot.root else ()))
        yield Archive(folder.shown, members, label, (folder.name,))
        for leaf in inside.all_files():
            if leaf.reason is not None:
                yield Skipped(leaf.shown, leaf.reason)
        for each in inside.folders:
            yield from each.all_skipped()
        yield from exports
        for each in folder.folders:
            if each.name in separate:
                yield from self._folder(each, spot.below(each.name))

    def _zips_in_export(self, folder: Folder, spot: _Spot) -> Iterator[Archive | Skipped]:
        """Exports zipped in the folder of an export.

        Other zips there were uploaded into a chat, so nothing is said unless they lie at the top or have a vendor's name.
        """
        top = {leaf.shown for leaf in folder.files}
        for leaf in folder.all_files():
            if leaf.kind is not Kind.ZIP:
                continue
            outcome = self._bundles.zip_file(spot.place(leaf.shown, leaf.name), leaf.source)
            yield from outcome.archives
            if outcome.archives or leaf.shown in top or self._judge.part_of(leaf.name) is not None:
                yield from outcome.skipped

    def _leftover(self, folder: Folder, loose: list[Leaf], spot: _Spot) -> Iterator[Archive | Skipped]:
        """Loose files of a folder that is no export: what may be one is named, everything else is not our business."""
        unknown: list[Skipped] = []
        for leaf in loose:
            name = leaf.name.lower()
            if leaf.reason is not None:
                yield Skipped(leaf.shown, leaf.reason)
            elif leaf.kind is Kind.JSON and (found := self._alone(leaf, spot)) is not None:
                yield found
            elif leaf.kind is Kind.JSON:
                if not name.endswith(_OTHER_NAMES) and not _OURS.search(leaf.head):
                    unknown.append(Skipped(leaf.shown, _unknown_reason(leaf)))
            elif leaf.kind is Kind.EMPTY and name.endswith(_ZIP_NAMES + _JSON_NAMES):
                yield Skipped(leaf.shown, _EMPTY)
            elif name.endswith(_ZIP_NAMES) or (
                name.endswith(_JSON_NAMES) and self._judge.part_of(leaf.name) is not None
            ):
                yield Skipped(leaf.shown, unreadable_reason(leaf.head, leaf.name))
        if len(unknown) > _MANY:
            reason = f"holds {len(unknown):,} JSON files without the shape of a chat export that is known"
            yield Skipped(folder.shown, f"{reason}; hand in the files as the vendor sent them")
        else:
            yield from unknown


def _given_up(items: list[T]) -> Iterator[T]:
    """Each in turn, and none is held for longer: a folder may hold very many exports, which take hours to read."""
    items.reverse()
    while items:
        yield items.pop()


def _unknown_reason(leaf: Leaf) -> str:
    if leaf.kind is not Kind.JSON:
        return unreadable_reason(leaf.head, leaf.name)
    return "is written in UTF-16 or UTF-32, which is not read; save it as UTF-8" if is_wide(leaf.head) else _NO_SHAPE


def _no_zip(leaf: Leaf) -> bool:
    return leaf.kind is not Kind.ZIP and leaf.reason is None


def _all(outcome: Outcome, *, ignore_office: bool = False) -> Iterator[Archive | Skipped]:
    yield from outcome.archives
    yield from outcome.skipped
    if outcome.unknown is not None and not (ignore_office and outcome.office):
        yield outcome.unknown
