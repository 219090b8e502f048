"""A disk that fails while an export is read: what could not be read is named, the rest is read, and no task is closed."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chatscrub.collector import LedgerOfRun
from chatscrub.model.record import Record
from tests.ledgers import few_detectors, ledger
from tests.running import scanned
from tests.shared_work import chats
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import Message, chatgpt_files, claude, slack, write

MAIL = "ida.holm@kunde-online.de"


class Failing(io.FileIO):
    """A file of a disk that breaks at its n-th read, for good or `passes`."""

    left: int = 0
    passes = False
    at = 0

    def readinto(self, buffer: Any) -> int:
        type(self).left -= 1
        if self.left == 0 or (self.left < 0 and not self.passes):
            type(self).at += 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().readinto(buffer)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> type[Failing]:
    """The disk that exports are read from."""
    failing = type("Failing", (Failing,), {"left": 1 << 30, "at": 0})
    monkeypatch.setattr(io, "FileIO", failing)
    return failing


CHATS = [REFUND, DEPLOY, *chats(12, "a")]


def zipped(folder: Path) -> Path:
    return write(folder / "a.zip", chatgpt_files(CHATS))


def stored(folder: Path) -> Path:
    path = folder / "a.zip"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in chatgpt_files(CHATS).items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return path


def nested(folder: Path) -> Path:
    inner = stored(folder / "inner")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(inner, "anna.zip")
    inner.unlink()
    inner.parent.rmdir()
    return folder / "all.zip"


def unzipped(folder: Path) -> Path:
    for name, data in chatgpt_files(CHATS).items():
        (folder / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "a" / name).write_bytes(data)
    return folder / "a"


def bare(folder: Path) -> Path:
    folder.mkdir()
    whole = chatgpt_files(CHATS)
    (folder / "conversations.json").write_bytes(next(data for name, data in whole.items() if "conversations" in name))
    return folder / "conversations.json"


FORMS: dict[str, Callable[[Path], Path]] = {
    each.__name__: each for each in (zipped, stored, nested, unzipped, bare)
} | {
    "claude": lambda folder: claude(folder, [REFUND, DEPLOY], 10),
    "slack": lambda folder: slack(folder, [Message(1, f"write to {MAIL}"), Message(2, "no", on=3)], 0, 10),
}
MOST = 9  # reads of an export at which it is tried


def fails_at(number: int, disk: type[Failing], *, passes: bool = False) -> None:
    disk.left, disk.passes, disk.at = number, passes, 0


def known(records: list[Record]) -> set[tuple[object, ...]]:
    return {(each["conversation_id"], each["message_id"], each["fingerprint"]) for each in records}


@pytest.mark.parametrize("passes", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_a_read_that_fails_is_told_loses_nothing_else_and_closes_no_task(
    form: str, passes: bool, disk: type[Failing], tmp_path: Path
) -> None:
    export = FORMS[form](tmp_path / "in")
    _, whole = scanned(export, detectors=few_detectors())
    reads = (1 << 30) - disk.left
    assert whole
    assert reads > 1
    with ledger(tmp_path / "state") as book:
        book.scan(export)
        before = book.states()
        for number in range(1, reads + 1, reads // MOST + 1):
            fails_at(number, disk, passes=passes)
            run, records = scanned(export, detectors=few_detectors(), ledger=LedgerOfRun(book.database))
            assert disk.at
            is_told = any(os.strerror(errno.EIO) in each.reason for each in run.skipped)
            # What fails once while it is only looked at may be read when it counts.
            assert is_told or (passes and (run.skipped or known(records) == known(whole))), (number, run.skipped)
            assert not any("damaged" in each.reason for each in run.skipped), (number, run.skipped)
            assert known(records) <= known(whole)
            # Only what is not seen in what could be read is no longer certain.
            assert set(book.states().values()) <= {"open", "inconclusive"}, number
            assert dict.fromkeys(book.states(), "open") == before, number
        disk.left = 1 << 30
        assert book.scan(export).skipped == []
        assert book.states() == before
