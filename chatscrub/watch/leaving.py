"""What becomes of files once they are recorded and their lists are written: kept, moved or deleted.

Every step is noted before it is done or is plain to see after it, so that what was interrupted is finished the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from itertools import count
from pathlib import Path, PurePosixPath

import msgspec

from chatscrub.errors import OutputError
from chatscrub.ledger.dropped import Dropped, DroppedFiles, DropState
from chatscrub.private_file import write_private
from chatscrub.watch.listing import READY, Listing, fits

DONE, FAILED = "done", "failed"
REASON = ".reason.txt"


class After(StrEnum):
    """What is done with an export that was read."""

    KEEP = "keep"
    MOVE = "move"
    DELETE = "delete"


class Leaving(msgspec.Struct, frozen=True):
    """Sees files off. `told` hears in a sentence of each export that could not be moved or deleted.

    While `is_held` says that a legal hold is in force, nothing is deleted: an export may be the evidence. It then stays
    for good, since whoever lifts the hold may still want it.
    """

    root: Path
    files: DroppedFiles
    after: After
    told: Callable[[str, str], None]
    is_held: Callable[[], bool]

    def finish(self, listing: Listing) -> None:
        """Everything that is recorded or failed; to be called once all lists are written. Raises LedgerError."""
        for path, known in self.files.in_states(DropState.DELETING):
            if path not in listing.files:
                self.files.deleted(path, str(self.root / path))
            else:
                self._delete(path, known)
        for path, known in self.files.in_states(DropState.RECORDED):
            self._recorded(path, known, listing)
        for path, known in self.files.in_states(DropState.FAILING):
            self._failed(path, known, listing)
        self._forget_removed(listing)

    def _recorded(self, path: str, known: Dropped, listing: Listing) -> None:
        if path not in listing.files:
            self.files.forget([path])  # moved before the end came, or taken away by somebody
        elif self.after is After.MOVE:
            self._move(path, known, DONE)
        elif self.after is After.DELETE and known.reason is None:
            self.files.put([(path, known.identity)], DropState.DELETING)
            self._delete(path, known)
        else:  # what could not be read whole is not deleted: nothing else may hold the rest
            self.files.put([(path, known.identity)], DropState.DONE, known.reason)

    def _failed(self, path: str, known: Dropped, listing: Listing) -> None:
        if path not in listing.files:
            if known.target is not None and (self.root / known.target).exists():
                self.files.set_aside(path)
            else:
                self.files.forget([path])
        elif self.after is After.MOVE:
            self._move(path, known, FAILED)
        else:
            self.files.put([(path, known.identity)], DropState.FAILED, known.reason)

    def _delete(self, path: str, known: Dropped) -> None:
        source = self.root / path
        if self.is_held():
            self._stays(path, known, "is not deleted: a legal hold is in force")
            return
        if not fits(source, known.identity):
            self.files.forget([path])  # replaced meanwhile: a new export
            return
        try:
            source.unlink()
        except OSError as error:
            self._stays(path, known, f"cannot be deleted ({error.strerror})")
            return
        with suppress(OSError):
            _marker(source).unlink()
        self._remove_empty(path)
        self.files.deleted(path, str(source))

    def _move(self, path: str, known: Dropped, folder: str) -> None:
        source = self.root / path
        if not fits(source, known.identity):
            self.files.forget([path])
            return
        try:
            target = self._free_place(folder, path)
            (self.root / target).parent.mkdir(parents=True, exist_ok=True)
            if folder == FAILED:
                self.files.aim(path, target)
                write_private(self.root / (target + REASON), f"{known.reason}\n".encode())
            source.rename(self.root / target)
        except (OSError, OutputError) as error:
            why = error.strerror if isinstance(error, OSError) else "the disk takes no more"
            self._stays(path, known, f"cannot be moved to {folder}/ ({why})")
            return
        with suppress(OSError):  # left behind it would declare the next export of this name whole
            _marker(source).rename(_marker(self.root / target))
        self._remove_empty(path)
        if folder == FAILED:
            self.files.set_aside(path)
        else:
            self.files.forget([path])

    def _stays(self, path: str, known: Dropped, what: str) -> None:
        self.told(path, what)
        state = DropState.FAILED if known.state is DropState.FAILING else DropState.DONE
        self.files.put([(path, known.identity)], state, known.reason or what)

    def _free_place(self, folder: str, path: str) -> str:
        """A path in `folder` that nothing has. Raises OSError where a link stands in the way."""
        for above in PurePosixPath(folder, path).parents:
            if above.parts and (self.root / above).is_symlink():
                raise NotADirectoryError(0, "a link stands in the way")
        return next(each for each in _places(folder, path) if not _is_taken(self.root / each))

    def _remove_empty(self, path: str) -> None:
        """Folders of an unzipped export that nothing is left in; never one at the top, which names an employee."""
        for above in PurePosixPath(path).parents:
            if len(above.parts) < 2:
                return
            try:
                (self.root / above).rmdir()
            except OSError:
                return  # something is in it, as a rule

    def _forget_removed(self, listing: Listing) -> None:
        removed = [path for path, _ in self.files.in_states(DropState.FAILED) if path not in listing.files]
        aside = self.files.in_states(DropState.ASIDE)
        removed += [path for path, each in aside if not (self.root / (each.target or path)).exists()]
        self.files.forget(removed)


def _places(folder: str, path: str) -> Iterator[str]:
    yield f"{folder}/{path}"
    place = PurePosixPath(path)
    for number in count(2):
        yield f"{folder}/{place.with_name(f'{place.stem} ({number}){place.suffix}')}"


def _marker(path: Path) -> Path:
    return path.with_name(path.name + READY)


def _is_taken(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True
