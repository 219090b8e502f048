"""checklists/<employee>.eml and digest.eml: drafts of messages to employees and to IT, which a person looks at and sends."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.task import Checklist
from chatscrub.pages.words import words
from chatscrub.private_file import private_folder, read_if_any, write_private, write_private_set
from chatscrub.reports.interface import Report


def _now() -> datetime:
    return datetime.now(UTC)


def _translated(each: Checklist) -> Checklist:
    """With what must be read first in the language of the rest."""
    said = words(each.language)
    return replace(each, warnings=tuple(said.phrase(text).text for text in each.warnings))


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._lists = private_folder(folder / "checklists")
        self._digest = folder / "digest.eml"

    def finding(self, record: Record) -> None:
        """Messages are made from the run."""

    def finish(self, run: Run) -> None:
        # Here because most scans write none, and it takes as long to load as one report takes to write.
        from chatscrub.notices.digest import digest
        from chatscrub.notices.employee import notice
        from chatscrub.notices.letter import is_letter

        now = _now()
        letters = ((each.stem, notice(_translated(each), run.notices, now)) for each in run.checklists)
        files = ((stem, _kept(self._lists / f"{stem}.eml", letter)) for stem, letter in letters if letter is not None)
        write_private_set(self._lists, ".eml", files, is_letter)
        write_private(self._digest, _kept(self._digest, digest(run.checklists, run.notices, now)))

    def abort(self) -> None:
        """Nothing was begun."""


class NoticesEml:
    """For mail programs; nothing is sent."""

    name = "eml"
    default = False
    is_list = True

    def open(self, folder: Path) -> _Writer:
        """Starts the messages."""
        return _Writer(folder)


REPORT: Report = NoticesEml()


def _kept(path: Path, letter: bytes) -> bytes:
    """The earlier file where it says the same: its date is that of the message."""
    from chatscrub.notices.letter import same_letter

    before = read_if_any(path)
    return before if before is not None and same_letter(before, letter) else letter
