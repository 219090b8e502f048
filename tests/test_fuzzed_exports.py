"""Whatever an export holds, it is read or named among what was not read: no failure, no hang, nothing lost in silence."""

from __future__ import annotations

import itertools
import json
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzz_changes import MARK, dumped
from chatscrub.collector import LedgerOfRun
from chatscrub.ledger.opening import open_ledger
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.order import Order
from chatscrub.people import load_people
from chatscrub.pipeline import in_this_process, scan
from chatscrub.reports import all_reports
from tests.drawn_exports import Export, changed, changed_inside, effort, valid
from tests.ledgers import KEY, few_detectors
from tests.running import Kept, Silent, chatscrub_here, no_hang

FORMS = st.sampled_from(["zip", "zip", "nested", "folder"])


def scanned(path: Path, folder: Path | None = None) -> tuple[Run, list[Record]]:
    """A scan, and with a folder one into a new ledger and all reports there; raw values are in the records alone."""
    kept = Kept()
    order = Order((path,), few_detectors(), load_people(None), KEY, reveal=folder is None)
    with no_hang(20):
        if folder is None:
            return scan(order, [kept], Silent(), in_this_process), kept.records
        for name in ("state", "out"):
            (folder / name).mkdir(mode=0o700)
        with open_ledger(folder / "state", KEY) as book:
            writers = [kept, *(report.open(folder / "out") for report in all_reports())]
            told = LedgerOfRun(book, folder / "out", tuple(report.name for report in all_reports()))
            return scan(order, writers, Silent(), in_this_process, told), kept.records


def values(records: list[Record]) -> set[str]:
    return {str(record["match"]).replace(" ", "") for record in records}


@effort(30)
@given(valid(), FORMS)
def test_of_a_valid_export_nothing_is_skipped_and_every_value_is_found(export: Export, form: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        run, records = scanned(export.write(Path(name), form))
    assert not run.skipped
    assert len(run.archives) == 1
    assert values(records) == set(export.planted)


@effort(25)
@given(changed(), FORMS)
def test_a_changed_export_is_read_or_said_to_be_unread_in_ledger_and_every_report(export: Export, form: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = export.write(folder, form)
        run, records = scanned(path, folder)
        assert run.archives or run.skipped
        assert sum(each.conversations for each in run.archives) or run.skipped or not records
        for each in run.skipped:
            assert "\n" not in each.reason
            assert len(each.reason) < 400
        assert all((folder / "out").glob("*"))
        again, found = scanned(path)
    assert [each["fingerprint"] for each in found] == [each["fingerprint"] for each in records]
    assert again.skipped == run.skipped


@effort(60)
@given(changed_inside(), st.sampled_from(["zip", "folder"]))
def test_a_change_inside_one_chat_takes_nothing_from_the_others(export: Export, form: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        run, records = scanned(export.write(Path(name), form))
    lost = set(export.planted) - values(records)
    read = sum(each.conversations for each in run.archives)
    if export.is_torn:
        assert run.skipped
    else:
        assert not lost
        assert read + len(run.skipped) >= export.chats


@effort(6)
@given(changed() | valid(), FORMS)
def test_the_program_ends_with_3_where_something_was_not_read_and_never_fails(export: Export, form: str) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("chatscrub.detection.packs.load_packs", lambda *_: few_detectors())
        folder = Path(name)
        path = export.write(folder, form)
        with no_hang(60):
            code, out, errors = chatscrub_here(
                "scan", str(path), "--out", str(folder / "out"), "--json", "--jobs", "1", state=folder / "state"
            )
        told = json.loads(out)
    assert "internal failure" not in errors
    assert code == (3 if told["skipped"] else 1 if told["findings"] else 0)


def test_what_is_written_as_it_is_stands_in_the_file() -> None:
    assert dumped({"a": [MARK + "no number", MARK + "half a pair"]}) == b'{"a": [NaN, "\\ud83d"]}'


@pytest.mark.skipif(sys.platform == "win32", reason="it has no clock of processor time that interrupts")
def test_a_hang_is_a_failure() -> None:
    with pytest.raises(pytest.fail.Exception, match="hangs"), no_hang(0.05):
        all(True for _ in itertools.repeat(None))
