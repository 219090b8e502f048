"""What became of each file of a watched folder, so that nothing in it is read twice and nothing is tried for ever."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, timedelta
from enum import StrEnum
from pathlib import Path

import msgspec

from chatscrub.archive import Identity
from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, stamp

KEPT = timedelta(days=30)
"""How long a file is remembered that the folder does not show: an empty listing may be a share that is away."""

_PUT = """
    INSERT OR REPLACE INTO dropped (folder, path, size, modified, inode, state, reason, tries, at, target)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class DropState(StrEnum):
    """How far a file is."""

    TRIED = "tried"  # reading it was begun
    RECORDED = "recorded"  # in the ledger; its lists may not be written yet, and it lies where it was
    DELETING = "deleting"  # its lists are written, and it may be gone already
    DONE = "done"
    FAILING = "failing"  # to be moved aside
    FAILED = "failed"
    ASIDE = "aside"  # failed, and moved aside
    PASSED = "passed over"  # no export


class Dropped(msgspec.Struct, frozen=True):
    """One file in one state of it. `at` is when this was noted, ISO 8601; `target` where it was moved, below the folder."""

    identity: Identity
    state: DropState
    reason: str | None
    tries: int
    at: str
    target: str | None = None


class DroppedFiles:
    """The files of one folder, by their path in it (forward slashes). Held in memory: whoever writes is alone.

    All methods that write raise LedgerError, and then nothing has changed.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = os.fsencode(folder.absolute())
        self._known: dict[str, Dropped] = {}
        self._in_state: dict[DropState, set[str]] = {}
        self.reload()

    def reload(self) -> None:
        """Takes what the ledger says: a transaction that failed took back what was noted in it."""
        rows = self._database.each("SELECT * FROM dropped WHERE folder = ?", (self._folder,))
        self._known, self._in_state = {}, {each: set() for each in DropState}
        for row in rows:
            each = Dropped(
                Identity(row["size"], row["modified"], int(row["inode"])),
                DropState(row["state"]),
                row["reason"],
                row["tries"],
                row["at"],
                None if row["target"] is None else os.fsdecode(row["target"]),
            )
            self._remember(os.fsdecode(row["path"]), each)

    def get(self, path: str, identity: Identity) -> Dropped | None:
        """What is known of a file in this state of it."""
        known = self._known.get(path)
        return known if known is not None and known.identity.fits(identity) else None

    def in_states(self, *states: DropState) -> list[tuple[str, Dropped]]:
        """The files in one of some states, by path."""
        found = ((path, self._known[path]) for state in states for path in self._in_state[state])
        return sorted(found, key=lambda each: each[0])

    def begin(self, files: Iterable[tuple[str, Identity]]) -> int:
        """Counts a try, before it is made; how many it are now."""
        made = []
        for path, identity in files:
            known = self.get(path, identity)
            made.append((path, self._new(identity, DropState.TRIED, None, 1 + (known.tries if known else 0))))
        self._store(made)
        return max((each.tries for _, each in made), default=0)

    def take_back(self, files: Iterable[tuple[str, Identity]]) -> None:
        """The try does not count: it was not the file that ended it."""
        self.reload()
        known = [(path, self.get(path, identity)) for path, identity in files]
        back = [
            (path, self._new(each.identity, DropState.TRIED, None, max(0, each.tries - 1)))
            for path, each in known
            if each is not None and each.state is DropState.TRIED
        ]
        for path, each in back:
            self._remember(path, each)  # also where the disk takes no more, so that a full one uses up no tries
        self._store(back)

    def put(self, files: Iterable[tuple[str, Identity]], state: DropState, reason: str | None = None) -> None:
        """Notes what became of files."""
        self._store([(path, self._new(identity, state, reason, 0)) for path, identity in files])

    def aim(self, path: str, target: str) -> None:
        """Notes where a file is about to be moved to."""
        known = self._known[path]
        self._store([(path, Dropped(known.identity, known.state, known.reason, 0, known.at, target))])

    def set_aside(self, path: str) -> None:
        """A file that failed was moved to its target."""
        known = self._known[path]
        self._store([(path, Dropped(known.identity, DropState.ASIDE, known.reason, 0, known.at, known.target))])

    def deleted(self, path: str, shown: str) -> None:
        """A file was deleted because the operator asks for it; noted in the audit log."""
        with self._database.transaction():
            audit.note(
                self._database, "export", shown, actor=audit.SCAN, before="recorded", after="deleted",
                why="recorded and listed; deleted as --after delete asks for",
            )  # fmt: skip
            self.forget([path])

    def forget(self, paths: Iterable[str]) -> None:
        """Nothing is to be remembered of these files."""
        gone = [path for path in paths if path in self._known]
        with self._database.transaction():
            self._database.write_many(
                "DELETE FROM dropped WHERE folder = ? AND path = ?", ((self._folder, os.fsencode(p)) for p in gone)
            )
        for path in gone:
            self._in_state[self._known.pop(path).state].discard(path)

    def forget_absent(self, present: Iterable[str]) -> None:
        """Forgets what has not been in the folder for long. Files that were moved aside stay until they are removed."""
        before = stamp(self._database.clock().astimezone(UTC) - KEPT)
        here = set(present)
        self.forget(
            [
                path
                for path, each in self._known.items()
                if path not in here and each.at < before and each.state is not DropState.ASIDE
            ]
        )

    def _new(self, identity: Identity, state: DropState, reason: str | None, tries: int) -> Dropped:
        # Numbers of devices change when a share is mounted again, and say nothing later.
        kept = Identity(identity.size, identity.modified, identity.inode)
        return Dropped(kept, state, reason, tries, self._database.now())

    def _store(self, files: list[tuple[str, Dropped]]) -> None:
        with self._database.transaction():
            self._database.write_many(
                _PUT,
                (
                    (
                        self._folder, os.fsencode(path), each.identity.size, each.identity.modified,
                        str(each.identity.inode), each.state.value, each.reason, each.tries, each.at,
                        None if each.target is None else os.fsencode(each.target),
                    )
                    for path, each in files
                ),
            )  # fmt: skip
        for path, each in files:
            self._remember(path, each)

    def _remember(self, path: str, each: Dropped) -> None:
        if (before := self._known.get(path)) is not None:
            self._in_state[before.state].discard(path)
        self._known[path] = each
        self._in_state[each.state].add(path)
