"""The whole flow on the sample exports."""

from __future__ import annotations

import json
import os
import re
import sys
from itertools import count
from pathlib import Path

import orjson
import pytest

from benchmarks import corpus
from chatscrub.collector import LedgerOfRun
from chatscrub.detection.cascade import Detection, Scan, Search
from chatscrub.model.detector import Confidence
from sample_exports.build import HERE
from tests.ledgers import few_detectors, ledger
from tests.running import chatscrub, chatscrub_here, scanned

DEFAULT = ("--out", "out")
MEGABYTES = float(os.environ.get("CHATSCRUB_GENERATED", "0.2"))  # of the archive that all detectors go through
RECORDED = ("archive", "account", "coverage", "presence", "conversation", "claim", "finding", "task", "event")


def ends_with(*words: str, state: Path, code: int, cwd: Path) -> None:
    """Runs the program in this process, in a folder, to this exit code."""
    found, _, errors = chatscrub_here(*words, state=state, cwd=cwd)
    assert found == code, errors


def test_two_processes_give_what_one_gives_and_record_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatscrub.workers.WORTH_A_PROCESS", 0)
    found = []
    for jobs in (1, 2):
        with ledger(tmp_path / str(jobs)) as book:
            # Each process makes ready what its detectors need, so with few of them.
            recorder = LedgerOfRun(book.database)
            run, records = scanned(HERE, jobs=jobs, ledger=recorder, detectors=few_detectors())
            rows = [[tuple(row) for row in book.database.rows(f"SELECT * FROM {each}")] for each in RECORDED]
        found.append((run, records, rows))
    (one, records_of_one, rows_of_one), (two, records_of_two, rows_of_two) = found
    assert records_of_one == records_of_two
    assert one == two
    assert rows_of_one == rows_of_two
    assert all(rows_of_one)


def test_the_order_of_the_paths_changes_the_order_of_the_records_alone() -> None:
    folders = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
    forward, records_forward = scanned(*folders)
    backward, records_backward = scanned(*reversed(folders))
    assert sorted(records_forward, key=orjson.dumps) == sorted(records_backward, key=orjson.dumps)
    assert forward.exposures == backward.exposures
    assert forward.checklists == backward.checklists


def test_a_batch_of_any_size_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _, records = scanned(HERE)
    for size in (1, 700):
        monkeypatch.setattr("chatscrub.scanning.BATCH", size)
        assert scanned(HERE)[1] == records


def test_the_cascade_finds_what_all_detectors_over_all_texts_find(monkeypatch: pytest.MonkeyPatch) -> None:
    _, records = scanned(HERE)
    monkeypatch.setattr(Detection, "finish", lambda self, search: self.scan(search.passages, exhaustive=True))
    assert scanned(HERE)[1] == records


def test_the_cascade_finds_the_same_in_a_generated_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "generated.zip"
    planted = corpus.write(archive, megabytes=MEGABYTES, often=0.1 / MEGABYTES)
    assert len(set(planted)) == len(corpus.PLANTS)
    monkeypatch.setattr("chatscrub.scanning.BATCH", 1 << 15)
    _, records = scanned(archive)
    assert len(records) > len(planted)
    batches = count()

    def finish(self: Detection, search: Search) -> Scan:
        next(batches)
        return self.scan(search.passages, exhaustive=True)

    monkeypatch.setattr(Detection, "finish", finish)
    assert scanned(archive)[1] == records
    assert next(batches) >= 4


def test_the_same_export_twice_is_listed_once(tmp_path: Path) -> None:
    (export,) = (HERE / "chatgpt-classic").glob("*.zip")
    for name in ("first.zip", "second.zip"):
        (tmp_path / name).write_bytes(export.read_bytes())
    once, records_once = scanned(export)
    twice, records_twice = scanned(tmp_path)
    assert len(records_twice) == len(records_once)
    assert twice.repeated == len(records_once)
    assert [task.id for task in twice.checklists[0].tasks] == [task.id for task in once.checklists[0].tasks]


def test_less_sure_findings_are_counted_and_not_listed() -> None:
    everything, records = scanned(HERE, min_confidence=Confidence.LOW)
    surest, high = scanned(HERE, min_confidence=Confidence.HIGH)
    assert {record["confidence"] for record in high} == {"high"}
    assert surest.below + len(high) == len(records) == everything.findings


def test_no_value_is_in_any_output_unless_it_was_asked_for(tmp_path: Path) -> None:
    state = tmp_path / "state"
    ends_with("scan", str(HERE), "--out", "raw", "--reveal", "--format", "jsonl", state=state, code=1, cwd=tmp_path)
    raw = {orjson.loads(line)["match"] for line in (tmp_path / "raw" / "findings.jsonl").read_bytes().splitlines()}
    assert len(raw) > 25
    values = {value for value in raw if len(value) >= 6}
    done = chatscrub("scan", str(HERE), *DEFAULT, state=state, code=1, cwd=tmp_path)
    outputs = {"stdout": done.stdout, "stderr": done.stderr}
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            outputs[path.name] = path.read_text(encoding="utf-8")
    for path in state.iterdir():
        outputs[path.name] = path.read_bytes().decode("utf-8", "replace")
    assert len(outputs) >= 12
    for name, text in outputs.items():
        for value in values:
            for form in (value, json.dumps(value)[1:-1], value.replace("_", "\\_")):
                assert form not in text, name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_every_output_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    ends_with("scan", str(HERE / "slack-workspace"), *DEFAULT, "-q", state=tmp_path / "s", code=1, cwd=tmp_path)
    for path in (tmp_path / "out").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_scan_of_its_own_output_finds_no_export(tmp_path: Path) -> None:
    ends_with("scan", str(HERE), *DEFAULT, "-q", state=tmp_path / "s", code=1, cwd=tmp_path)
    ends_with("scan", "out", "--out", "again", state=tmp_path / "s", code=2, cwd=tmp_path)


def test_a_list_that_the_ledger_does_not_know_does_not_stay(tmp_path: Path) -> None:
    ends_with("scan", str(HERE), *DEFAULT, "-q", state=tmp_path / "s", code=1, cwd=tmp_path)
    lists = tmp_path / "out" / "checklists"
    before = {path.name for path in lists.iterdir()}
    jules = {name for name in before if name.startswith("jule.")}
    (lists / "mine.md").write_text("# my own notes", encoding="utf-8")
    one = ("scan", str(HERE / "claude-legacy"), "-q")
    ends_with(*one, *DEFAULT, state=tmp_path / "s", code=1, cwd=tmp_path)
    assert {path.name for path in lists.iterdir()} == before | {"mine.md"}
    ends_with(*one, "--out", "elsewhere", state=tmp_path / "s", code=1, cwd=tmp_path)
    assert {path.name for path in (tmp_path / "elsewhere" / "checklists").iterdir()} == jules
    ends_with(*one, *DEFAULT, state=tmp_path / "another", code=1, cwd=tmp_path)
    assert {path.name for path in lists.iterdir()} == jules | {"mine.md"}


def test_people_csv_joins_the_accounts_of_a_person(tmp_path: Path) -> None:
    people = "account,employee,name\nmara.lindqvist@brightwater-logistics.com,e-017,Mara\nchatgpt:x,e-018,X\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    ends_with("scan", str(HERE), *DEFAULT, "-q", "--people", "people.csv", state=tmp_path / "s", code=1, cwd=tmp_path)
    lines = (tmp_path / "out" / "findings.jsonl").read_bytes().splitlines()
    employees = {(orjson.loads(line)["provider"], orjson.loads(line)["employee"]) for line in lines}
    assert {("chatgpt", "e-017"), ("slack", "e-017")} <= employees
    assert "Mara" in (tmp_path / "out" / "checklists" / "e-017.md").read_text(encoding="utf-8")


def test_the_records_have_the_keys_that_the_readme_lists() -> None:
    readme = (HERE.parent / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## findings.jsonl")[2].partition("\n## ")[0]
    keys = re.findall(r"^\| `([^|]*)` \|", section, re.MULTILINE)
    listed = [key for group in keys for key in group.replace("`", "").split(", ")]
    _, records = scanned(HERE)
    for record in records:
        assert list(record) == listed
        assert 0 <= record["exposure"] <= 100
        assert record["reasons"]


def test_the_outcome_is_one_json_document_where_that_is_asked_for(tmp_path: Path) -> None:
    words = ("scan", str(HERE / "claude-legacy"), "--out", str(tmp_path / "out"), "--json")
    code, out, _ = chatscrub_here(*words, state=tmp_path / "state")
    assert code == 1
    assert orjson.loads(out) == orjson.loads((tmp_path / "out" / "summary.json").read_bytes())
