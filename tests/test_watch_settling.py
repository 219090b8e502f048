"""When a file of a drop folder is taken: still for a while, whole, and with all that belongs to it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatscrub.archive import Identity
from chatscrub.sources import part_of
from chatscrub.watch.settling import Settling
from chatscrub.watch.units import units_of
from chatscrub.watch.wholeness import unfinished
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import BEN, chatgpt, chatgpt_files, chatgpt_name, claude, quiet, write
from tests.watching import Watched, watched


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watched]:
    with watched(tmp_path) as made:
        yield made


def export_bytes(folder: Path) -> bytes:
    return chatgpt(folder / "made", [REFUND, DEPLOY, *quiet(3)], 10).read_bytes()


def test_a_file_is_still_after_the_whole_time_over_two_looks_and_no_sooner() -> None:
    settling, file = Settling(10), Identity(5, 7, 3)
    settling.look({"a": file}, 0)
    assert not settling.is_still("a", 100)  # seen once
    settling.look({"a": file}, 9.9)
    assert not settling.is_still("a", 9.9)
    settling.look({"a": file}, 10)
    assert settling.is_still("a", 10)


@pytest.mark.parametrize("other", [Identity(6, 7, 3), Identity(5, 8, 3), Identity(5, 7, 4)])
def test_a_change_of_size_time_or_inode_begins_the_wait_anew(other: Identity) -> None:
    settling = Settling(10)
    settling.look({"a": Identity(5, 7, 3)}, 0)
    settling.look({"a": Identity(5, 7, 3)}, 9)
    settling.look({"a": other}, 12)
    settling.look({"a": other}, 21)
    assert not settling.is_still("a", 21)
    settling.look({"a": other}, 22)
    assert settling.is_still("a", 22)


def test_the_next_look_comes_when_the_first_file_may_have_settled() -> None:
    settling = Settling(10)
    assert settling.soonest(0) is None
    settling.look({"a": Identity(1, 1), "b": Identity(1, 1)}, 0)
    settling.look({"a": Identity(1, 1), "b": Identity(2, 1)}, 4)
    assert settling.soonest(5) == 5
    assert settling.soonest(11) == 3
    assert settling.soonest(14) is None


def test_a_copy_at_a_byte_a_second_is_taken_once_when_it_is_whole(watch: Watched, tmp_path: Path) -> None:
    data = export_bytes(tmp_path)
    path = watch.drop / "slow.zip"
    with path.open("wb") as file:
        for number, byte in enumerate(data):
            file.write(bytes([byte]))
            file.flush()
            os.utime(path, ns=(0, number))
            if number % 97 == 0:
                watch.look(after=97)  # a look now and then: each finds a file of another size
                assert watch.exports() == 0
    assert watch.waiting() == {"slow.zip": "settles"}
    watch.settled()
    assert watch.exports() == 1
    assert not watch.settled()
    assert watch.exports() == 1


def test_a_pause_of_a_minute_in_a_copy_takes_nothing(watch: Watched, tmp_path: Path) -> None:
    data = export_bytes(tmp_path)
    path = watch.drop / "paused.zip"
    path.write_bytes(data[: len(data) // 2])
    for _ in range(6):
        watch.look(after=10)
    assert watch.exports() == 0
    assert "end is not there" in watch.waiting()["paused.zip"]
    assert watch.beat.waiting[0].since < watch.beat.alive
    with path.open("ab") as file:
        file.write(data[len(data) // 2 :])
    watch.settled()
    assert watch.exports() == 1
    assert watch.waiting() == {}


@pytest.mark.parametrize(
    "name", ["x.zip.part", "x.crdownload", "x.tmp", "x.zip.partial", "~$x.zip", ".x.zip", ".x.json"]
)
def test_unfinished_downloads_and_hidden_files_are_ignored_and_a_rename_takes_them(
    watch: Watched, tmp_path: Path, name: str
) -> None:
    path = watch.drop / name
    path.write_bytes(export_bytes(tmp_path))
    watch.settled()
    assert (watch.exports(), watch.waiting()) == (0, {})
    path.rename(watch.drop / "x.zip")
    watch.settled()
    assert watch.exports() == 1


def test_other_content_under_the_same_name_is_a_new_export(watch: Watched, tmp_path: Path) -> None:
    path = watch.drop / "anna.zip"
    path.write_bytes(export_bytes(tmp_path))
    watch.settled()
    other = chatgpt(tmp_path / "later", [DEPLOY, *quiet(3)], 20)
    other.replace(path)
    watch.settled()
    assert watch.exports() == 2
    path.write_bytes(chatgpt(tmp_path / "latest", quiet(4), 30).read_bytes())  # in place, the same inode
    watch.settled()
    assert watch.exports() == 3


def test_the_same_content_once_more_changes_nothing(watch: Watched, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip", "deep/er/c.zip"):
        (watch.drop / name).parent.mkdir(parents=True, exist_ok=True)
        (watch.drop / name).write_bytes(export_bytes(tmp_path))
    watch.settled()
    before = watch.counts()
    assert before[0] == 1
    (watch.drop / "a.zip").touch()
    watch.settled()
    assert watch.counts() == before


def test_a_zip_needs_its_end_json_its_bracket_and_anything_else_nothing(tmp_path: Path) -> None:
    def told(name: str, data: bytes) -> str | None:
        path = tmp_path / name
        path.write_bytes(data)
        return unfinished(path, Identity.of(path.stat()))

    whole = write(tmp_path / "w.zip", chatgpt_files(quiet(2))).read_bytes()
    assert told("a.zip", whole) is None
    assert "end is not there" in (told("b.zip", whole[:-30]) or "")
    assert "not written yet" in (told("c.zip", bytes(len(whole))) or "")
    assert told("d.zip", b"<html>sign in</html>") is None  # it will not become a zip: discovery says what it is
    assert "empty" in (told("e.zip", b"") or "")
    assert told("empty.txt", b"") is None
    assert told("f.json", b'[{"a": 1}]\n') is None
    assert "end is not there" in (told("g.json", b'[{"a": 1}') or "")
    assert "end is not there" in (told("h.json", b'[{"a": ') or "")
    assert told("i.jsonl", b'{"a": 1}\n{"b": [1]}\n') is None
    assert told("j.md", b"[notes") is None


def test_a_file_that_changes_between_listing_and_opening_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"[]")
    listed = Identity.of(path.stat())
    path.write_bytes(b"[[]]")
    assert unfinished(path, listed) == "still changes"


def test_a_file_nobody_may_open_waits_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # as on Windows, while another program writes
    assert "permission denied" in (unfinished(path, Identity.of(path.stat())) or "")


def test_one_byte_short_waits_until_somebody_says_that_it_is_ready(watch: Watched, tmp_path: Path) -> None:
    (watch.drop / "cut.zip").write_bytes(export_bytes(tmp_path)[:-30])
    watch.settled()
    assert "cut.zip" in watch.waiting()
    (watch.drop / "cut.zip.ready").touch()
    watch.settled()
    assert watch.waiting() == {}
    assert "cut" in watch.failed()["cut.zip"]


def shards(*numbers: int) -> dict[str, bytes]:
    chats = {number: [REFUND, DEPLOY, *quiet(3)][number] for number in (0, 1)}
    files = {
        f"conversations-{number:03}.json": chatgpt_files([chats[number]])["conversations.json"] for number in (0, 1)
    }
    manifest = {
        "export_files": [{"path": name, "size_bytes": len(data)} for name, data in files.items()],
        "logical_files": {"conversations.json": {"files": list(files)}},
    }
    given = {name: data for name, data in files.items() if int(name[14:17]) in numbers}
    user = chatgpt_files([])["user.json"]
    return {**given, "user.json": user, "export_manifest.json": json.dumps(manifest).encode()}


def test_an_unzipped_export_waits_for_the_files_that_its_manifest_lists(watch: Watched) -> None:
    folder = watch.drop / "anna" / "export"
    folder.mkdir(parents=True)
    for name, data in shards(0).items():
        (folder / name).write_bytes(data)
    watch.settled()
    assert watch.exports() == 0
    assert "listed in the manifest" in watch.waiting()["anna/export/conversations-000.json"]
    (folder / "conversations-001.json").write_bytes(shards(1)["conversations-001.json"])
    watch.settled()
    assert (watch.exports(), watch.waiting()) == (1, {})


@pytest.mark.parametrize("marker", ["conversations-000.json.ready", ".ready", "../.ready"])
def test_a_set_that_is_declared_ready_is_taken_as_it_is(watch: Watched, marker: str) -> None:
    folder = watch.drop / "anna" / "export"
    folder.mkdir(parents=True)
    for name, data in shards(0).items():
        (folder / name).write_bytes(data)
    watch.settled()
    assert watch.exports() == 0
    (folder / marker).touch()
    watch.settled()
    assert watch.exports() == 1
    assert watch.database.value("SELECT gap FROM archive") is not None


def test_a_lone_zip_that_lacks_a_part_of_itself_is_taken_because_nothing_more_will_come(watch: Watched) -> None:
    write(watch.drop / chatgpt_name(10), shards(0))
    watch.settled()
    assert watch.exports() == 1
    assert "manifest" in watch.database.value("SELECT gap FROM archive")


def test_a_batch_waits_for_the_batches_before_it(watch: Watched, tmp_path: Path) -> None:
    first = claude(tmp_path / "made", [REFUND, DEPLOY], 10)
    second = first.name.replace("batch-0000", "batch-0001")
    (watch.drop / second).write_bytes(claude(tmp_path / "more", quiet(2), 10).read_bytes())
    watch.settled()
    assert watch.exports() == 0
    assert "batch-0000" in watch.waiting()[second]
    (watch.drop / first.name).write_bytes(first.read_bytes())
    watch.settled()
    assert watch.exports() == 1


def test_a_first_batch_waits_for_a_second_one_for_a_while_and_no_longer(watch: Watched, tmp_path: Path) -> None:
    watch.watcher._intake.for_parts = 120
    first = claude(tmp_path / "made", [REFUND, DEPLOY], 10)
    second = first.name.replace("batch-0000", "batch-0001")
    (watch.drop / first.name).write_bytes(first.read_bytes())
    watch.settled()
    watch.look(after=60)
    assert (watch.exports(), list(watch.waiting())) == (0, [first.name])
    assert watch.events("waiting") == []
    (watch.drop / second).write_bytes(claude(tmp_path / "more", quiet(2), 10).read_bytes())
    watch.settled()
    watch.look(after=120)
    assert (watch.exports(), watch.waiting()) == (1, {})


def test_a_ready_zip_does_not_wait_for_a_copy_beside_it(watch: Watched, tmp_path: Path) -> None:
    (watch.drop / "anna").mkdir()
    (watch.drop / "anna" / "a.zip").write_bytes(export_bytes(tmp_path))
    (watch.drop / "anna" / "b.zip").write_bytes(export_bytes(tmp_path)[:200])
    watch.settled()
    assert watch.exports() == 1
    assert list(watch.waiting()) == ["anna/b.zip"]


def test_files_are_grouped_by_what_may_be_one_export() -> None:
    paths = [
        "a.zip", "b.zip", "conversations.json", "user.json", "notes.json", "projects/x.json",
        "data-2026-05-11-08-30-21-batch-0000.zip", "data-2026-05-11-08-30-21-batch-0001.zip",
        "ben/one.zip", "ben/two.zip", "carl/export/users.json", "carl/export/general/2026.json", "carl/other.zip",
        "dora/conversations-000/conversations.json", "dora/manifest-x.json",
    ]  # fmt: skip
    groups: dict[tuple[str, ...], set[str]] = {}
    for path, unit in units_of(paths, part_of).items():
        groups.setdefault(unit, set()).add(path)
    assert sorted(map(sorted, groups.values())) == sorted(
        [
            ["a.zip"], ["b.zip"], ["conversations.json", "projects/x.json", "user.json"], ["notes.json"],
            ["data-2026-05-11-08-30-21-batch-0000.zip", "data-2026-05-11-08-30-21-batch-0001.zip"],
            ["ben/one.zip"], ["ben/two.zip"], ["carl/export/general/2026.json", "carl/export/users.json"],
            ["carl/other.zip"], ["dora/conversations-000/conversations.json", "dora/manifest-x.json"],
        ]
    )  # fmt: skip


def test_the_folder_names_the_employee_where_the_export_does_not(watch: Watched) -> None:
    write(watch.drop / "mia.sommer" / "export.zip", chatgpt_files([REFUND, *quiet(2)], None))
    write(watch.drop / "ben" / "export.zip", chatgpt_files([DEPLOY], BEN))
    watch.settled()
    assert {"mia.sommer", "ben_at_brightwater-logistics.com"} <= watch.lists()
