"""A watched folder: each export is read once, the lists follow, and whatever is odd in it stops nothing else."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from chatscrub.archive import Archive
from chatscrub.errors import ExitCode
from chatscrub.ledger import audit
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.ledger.holds import Scope, add_hold
from chatscrub.ledger.legal_hold import record_status
from chatscrub.ledger.todo import claim, current_tasks
from chatscrub.lists import rewrite_lists
from chatscrub.pipeline import scan_archive
from chatscrub.sources import part_of, source_of
from chatscrub.watch import heartbeat, output, reading, taking
from chatscrub.watch.leaving import After
from chatscrub.watch.output import index_lines
from tests.ledgers import ledger
from tests.running import chatscrub_here
from tests.test_proof import DEPLOY, REFUND
from tests.vendor_exports import (
    ANNA,
    BEN,
    TEAM,
    Chat,
    Message,
    chatgpt,
    chatgpt_files,
    quiet,
    slack,
    write,
)
from tests.watching import Watched, watched

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes, and names that are any bytes")
LISTS = {"anna_at_brightwater-logistics.com", "ben_at_brightwater-logistics.com"}


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watched]:
    with watched(tmp_path) as made:
        yield made


@pytest.fixture
def mover(tmp_path: Path) -> Iterator[Watched]:
    with watched(tmp_path, After.MOVE) as made:
        yield made


@pytest.fixture
def deleter(tmp_path: Path) -> Iterator[Watched]:
    with watched(tmp_path, After.DELETE) as made:
        yield made


def put(folder: Path, name: str = "anna.zip", chats: tuple[Chat, ...] = (REFUND,), **user: object) -> Path:
    """A small export under any name."""
    return write(folder / name, chatgpt_files([*chats, *quiet(2)], user or ANNA))


def two(folder: Path) -> None:
    """The exports of two people."""
    put(folder)
    write(folder / "ben.zip", chatgpt_files([DEPLOY], BEN))


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything in a folder, with what would show a change."""
    entries = {path: path.lstat() for path in sorted(folder.rglob("*"))}
    return {str(path.relative_to(folder)): (e.st_mtime_ns, e.st_size, e.st_ino) for path, e in entries.items()}


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception) -> list[str]:
    """Reading the archive of this name fails; returns the names that were read."""
    real, seen = scan_archive, list[str]()

    def scan(archive: Archive, *rest: object) -> object:
        seen.append(archive.path.rpartition("/")[2])
        if archive.path.endswith(name):
            raise error
        return real(archive, *rest)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(reading, "scan_archive", scan)
    return seen


def test_a_watched_folder_ends_where_a_scan_of_it_ends(watch: Watched, tmp_path: Path) -> None:
    two(watch.drop)
    watch.settled()
    with ledger(tmp_path / "plain") as plain:
        plain.scan(watch.drop)
        tasks = {task.id: task.state for task in plain.tasks()}
    assert {task.id: task.state for task in current_tasks(watch.database)} == tasks
    assert watch.lists() == LISTS


def test_nothing_is_written_into_the_folder_unless_files_are_to_be_moved(watch: Watched) -> None:
    two(watch.drop)
    (watch.drop / "broken.zip").write_bytes(b"<html>")
    before = tree(watch.drop)
    watch.settled()
    watch.settled()
    assert tree(watch.drop) == before


def test_an_idle_pass_writes_nothing_but_the_heartbeat(watch: Watched) -> None:
    two(watch.drop)
    watch.settled()
    before = tree(watch.out)
    for _ in range(3):
        assert not watch.look(after=30)
    assert tree(watch.out) == before


def test_the_detectors_are_loaded_when_the_first_export_is_ready_and_once(watch: Watched) -> None:
    watch.look()
    put(watch.drop)
    watch.look()
    assert watch.loaded == []
    watch.settled()
    put(watch.drop, "more.zip", (DEPLOY,))
    watch.settled()
    assert (watch.exports(), watch.loaded) == (2, [True])


def test_lists_and_index_show_everybody_with_counts_links_and_exports(watch: Watched) -> None:
    two(watch.drop)
    watch.settled()
    (watch.drop / "cut.zip").write_bytes((watch.drop / "anna.zip").read_bytes()[:-25])
    (watch.drop / "page.zip").write_bytes(b"<html>")
    watch.settled()
    watch.look()
    value = watch.index()
    employees = {each["employee"]: each for each in value["employees"]}  # type: ignore[attr-defined]  # JSON
    anna, ben = (employees[str(each["email"])] for each in (ANNA, BEN))
    assert (anna["to_do"]["delete"], ben["to_do"]["rotate"], ben["to_do"]["delete"]) == (1, 1, 1)
    for each in (anna, ben):
        assert all((watch.out / link).is_file() for link in each["lists"].values())
        assert each["exports"][0]["path"].startswith(str(watch.drop))
    assert [each["path"] for each in value["waiting"]] == ["cut.zip"]  # type: ignore[attr-defined]  # JSON
    assert [each["path"] for each in value["failed"]] == ["page.zip"]  # type: ignore[attr-defined]  # JSON
    text = (watch.out / "index.md").read_text(encoding="utf-8")
    assert "checklists/ben_at_brightwater-logistics.com.md" in text
    assert "cut.zip" in text
    assert "web page" in text


def test_the_export_of_a_workspace_is_named_with_everybody_who_has_tasks_of_it(watch: Watched) -> None:
    slack(watch.drop, [Message(number, REFUND.said[0], number) for number in (1, 2)], 0, 9)
    watch.settled()
    (entry,) = (each for each in watch.index()["employees"] if not each["admin"])  # type: ignore[attr-defined]  # JSON
    assert entry["employee"] == ANNA["email"]
    assert [each["provider"] for each in entry["exports"]] == ["slack"]
    text = (watch.out / "index.md").read_text(encoding="utf-8")
    assert TEAM not in text
    assert "nothing to do" not in text


def test_the_export_of_a_workspace_in_which_nothing_was_found_is_named_as_its_own(watch: Watched) -> None:
    slack(watch.drop, [Message(1, "Good morning", 1)], 0, 9)
    watch.settled()
    text = (watch.out / "index.md").read_text(encoding="utf-8")
    assert text.partition("## Read, and nothing to do")[2].count(f"- {TEAM}: slack 20") == 1


def test_lists_stay_right_after_decisions_that_commands_make(watch: Watched) -> None:
    two(watch.drop)
    watch.settled()
    (task,) = (each for each in current_tasks(watch.database) if each.employee == ANNA["email"])
    with ledger(watch.state) as other:  # another process
        claim(other.database, task.id, by="anna")
    before = tree(watch.out)
    watch.look(after=30)
    changed = {path for path, each in tree(watch.out).items() if before.get(path) != each and "." in path}
    assert {Path(path).stem for path in changed} == {"anna_at_brightwater-logistics.com", "index"}
    assert "Nothing to do." in (watch.out / "checklists" / "anna_at_brightwater-logistics.com.md").read_text("utf-8")


def test_a_hold_that_a_command_adds_reaches_the_lists_at_once_and_the_index_at_the_next_look(watch: Watched) -> None:
    two(watch.drop)
    watch.settled()
    with ledger(watch.state) as other:
        add_hold(other.database, matter="M1", scope=Scope(str(BEN["email"])), reason="suit", contact=None, by="carol")
        assert rewrite_lists(other.database) == [watch.out.absolute()]
    assert "Do NOT delete" in (watch.out / "checklists" / "ben_at_brightwater-logistics.com.md").read_text("utf-8")
    before = tree(watch.out / "checklists")
    watch.look(after=30)
    assert tree(watch.out / "checklists") == before
    (ben,) = (each for each in watch.index()["employees"] if each["employee"] == BEN["email"])  # type: ignore[attr-defined]  # JSON
    assert ben["progress"]["held"] == 1


def test_a_later_smaller_pass_leaves_the_reports_of_the_earlier_one(watch: Watched) -> None:
    two(watch.drop)
    watch.settled()
    (first,) = (watch.out / "runs").iterdir()
    before = tree(first)
    put(watch.drop, "c.zip", (Chat("third", REFUND.said),))
    watch.settled()
    assert len(list((watch.out / "runs").iterdir())) == 2
    assert tree(first) == before
    assert {each.name for each in first.iterdir()} == {
        "report.html", "report.md", "findings.jsonl", "findings.csv", "summary.json",
    }  # fmt: skip


def test_only_the_newest_reports_are_kept_and_only_our_own_go(watch: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "KEPT", 2)
    (watch.out / "runs" / "notes").mkdir(parents=True)
    for number in range(4):
        put(watch.drop, f"{number}.zip", (Chat(f"c{number}", REFUND.said),))
        watch.settled()
    names = sorted(each.name for each in (watch.out / "runs").iterdir())
    assert len(names) == 3
    assert "notes" in names


def test_a_pass_takes_a_bounded_number_and_all_are_taken_in_one_look(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatscrub.watch.watcher.BATCH", 2)
    for number in range(5):
        put(watch.drop, f"{number}.zip", (Chat(f"c{number}", REFUND.said),))
    watch.settled()
    assert watch.exports() == 5
    assert len(list((watch.out / "runs").iterdir())) == 3
    assert len(watch.loaded) == 1


# --- what is done with an export afterwards


def test_moved_exports_lie_in_done_under_their_own_path(mover: Watched) -> None:
    put(mover.drop, "ben/a.zip")
    put(mover.drop, "a.zip", (DEPLOY,))
    mover.settled()
    assert sorted(tree(mover.drop)) == ["ben", "done", "done/a.zip", "done/ben", "done/ben/a.zip"]
    before = mover.counts()
    mover.settled()
    assert mover.counts() == before


def test_an_export_of_a_name_that_was_moved_before_is_moved_beside_it(mover: Watched) -> None:
    for number in range(3):
        put(mover.drop, "a.zip", (Chat(f"c{number}", REFUND.said),))
        (mover.drop / "a.zip.ready").touch()
        mover.settled()
    assert sorted(tree(mover.drop / "done")) == [
        "a (2).zip", "a (2).zip.ready", "a (3).zip", "a (3).zip.ready", "a.zip", "a.zip.ready",
    ]  # fmt: skip


def test_an_unzipped_export_is_moved_whole_and_its_empty_folder_goes(mover: Watched) -> None:
    folder = mover.drop / "anna" / "export"
    folder.mkdir(parents=True)
    for name, data in chatgpt_files([REFUND, *quiet(2)]).items():
        (folder / name).write_bytes(data)
    mover.settled()
    assert mover.exports() == 1
    assert not folder.exists()
    assert (mover.drop / "anna").is_dir()  # it names an employee
    assert (mover.drop / "done" / "anna" / "export" / "conversations.json").is_file()


@pytest.mark.parametrize("done", [0, 1])
def test_a_move_that_was_interrupted_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: int) -> None:
    with watched(tmp_path, After.MOVE) as first:
        two(first.drop)
        real, count = Path.rename, [0]

        def rename(self: Path, target: Path) -> Path:
            if count[0] == done:
                raise KeyboardInterrupt  # as if killed between the two
            count[0] += 1
            return real(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", rename)
            with pytest.raises(KeyboardInterrupt):
                first.settled()
    with watched(tmp_path, After.MOVE) as again:
        before = again.counts()
        again.look()
        assert sorted(tree(again.drop)) == ["done", "done/anna.zip", "done/ben.zip"]
        assert (again.counts(), again.loaded) == (before, [])  # without reading anything again


def test_an_export_is_deleted_once_its_list_is_written_and_the_record_says_so(
    deleter: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(deleter.drop)
    real = Path.unlink

    def unlink(self: Path, *, missing_ok: bool = False) -> None:
        if self.parent == deleter.drop:
            assert deleter.lists() == {"anna_at_brightwater-logistics.com"}
            assert deleter.exports() == 1
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    deleter.settled()
    assert tree(deleter.drop) == {}
    (event,) = (each for each in audit.events(deleter.database) if each["action"] == "export")
    assert (event["object"], event["after"]) == (str(deleter.drop / "anna.zip"), "deleted")
    assert audit.verify(deleter.database).fault is None


def test_a_ledger_that_cannot_take_it_is_no_fault_of_the_export(deleter: Watched) -> None:
    deleter.database.write("ALTER TABLE archive RENAME COLUMN gap TO hole")
    put(deleter.drop)
    for _ in range(5):
        deleter.look(after=30)
    assert sorted(tree(deleter.drop)) == ["anna.zip"]
    assert "not laid out as this version" in (deleter.beat.problem or "")
    deleter.database.write("ALTER TABLE archive RENAME COLUMN hole TO gap")
    deleter.settled()
    assert (tree(deleter.drop), deleter.exports(), deleter.beat.problem) == ({}, 1, None)


@pytest.mark.parametrize("is_company", [True, False])
def test_nothing_is_deleted_while_a_legal_hold_is_in_force(deleter: Watched, *, is_company: bool) -> None:
    if is_company:
        record_status(deleter.database, "active", by="counsel")
    else:
        add_hold(deleter.database, matter="7", scope=Scope("ben"), reason="a claim", contact=None, by="counsel")
    put(deleter.drop)
    deleter.settled()
    deleter.look(after=30)
    assert sorted(tree(deleter.drop)) == ["anna.zip"]
    assert deleter.exports() == 1
    assert not [each for each in audit.events(deleter.database) if each["action"] == "export"]


def test_an_export_that_could_not_be_read_whole_is_never_deleted(deleter: Watched) -> None:
    files = {**chatgpt_files([REFUND, *quiet(2)]), "conversations-001.json": b'[{"id": "x", "mapping": {'}
    write(deleter.drop / "anna.zip", files)
    (deleter.drop / "page.zip").write_bytes(b"<html>")
    deleter.settled()
    deleter.settled()
    assert sorted(tree(deleter.drop)) == ["anna.zip", "page.zip"]
    assert deleter.exports() == 1


def test_an_export_whose_list_cannot_be_written_stays(deleter: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    put(deleter.drop)
    deleter.out.mkdir()
    (deleter.out / "checklists").write_bytes(b"in the way")
    deleter.settled()
    assert sorted(tree(deleter.drop)) == ["anna.zip"]
    assert "checklists" in (deleter.beat.problem or "")
    (deleter.out / "checklists").unlink()
    deleter.look(after=30)
    assert (tree(deleter.drop), deleter.beat.problem) == ({}, None)
    assert deleter.lists() == {"anna_at_brightwater-logistics.com"}


def test_a_file_that_was_replaced_after_it_was_read_is_neither_moved_nor_deleted(
    deleter: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(deleter.drop)
    update = output.Output.update

    def late(self: output.Output, *rest: object) -> None:
        update(self, *rest)  # type: ignore[arg-type]  # handed on as they came
        if deleter.exports():
            put(deleter.drop, "anna.zip", (DEPLOY,))

    with monkeypatch.context() as patch:
        patch.setattr(output.Output, "update", late)
        deleter.settled()
    assert sorted(tree(deleter.drop)) == ["anna.zip"]
    deleter.settled()
    assert deleter.exports() == 2


# --- what is no export, or a bad one


@POSIX
def test_links_pipes_sockets_and_devices_are_never_opened_and_stop_nothing(watch: Watched, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside")
    (watch.drop / "link.zip").symlink_to(outside)
    (watch.drop / "folder").symlink_to(outside.parent)
    os.mkfifo(watch.drop / "pipe.zip")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(watch.drop / "s.zip"))
    if os.geteuid() == 0:
        with suppress(OSError):  # a container without the right
            os.mknod(watch.drop / "device.zip", stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero never ends
    put(watch.drop, "good.zip", (DEPLOY,))
    watch.settled()
    assert watch.exports() == 1
    assert {"link.zip", "folder", "pipe.zip", "s.zip"} <= set(watch.failed())
    assert "never followed" in watch.failed()["folder"]
    assert watch.waiting() == {}
    assert len(watch.events("failed")) == len(watch.failed())


def test_a_hard_link_is_a_file_and_its_content_counts_once(deleter: Watched, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside")
    for name in ("a.zip", "b.zip"):
        os.link(outside, deleter.drop / name)
    deleter.settled()
    assert (deleter.exports(), tree(deleter.drop)) == (1, {})
    assert outside.exists()


def test_a_folder_that_becomes_a_link_meanwhile_leads_nowhere(watch: Watched, tmp_path: Path) -> None:
    put(watch.drop, "anna/a.zip")
    watch.look()
    watch.time.pass_(11)
    real = watch.watcher._listing

    def swapped() -> object:
        listing = real()
        (watch.drop / "anna").rename(tmp_path / "away")
        put(tmp_path / "elsewhere", "a.zip", (DEPLOY,))
        (watch.drop / "anna").symlink_to(tmp_path / "elsewhere")
        return listing

    watch.watcher._listing = swapped  # type: ignore[method-assign,assignment]  # between listing and reading
    watch.look()
    assert watch.exports() == 0


@pytest.mark.parametrize("error", [ValueError("boom"), RecursionError(), MemoryError()])
def test_an_export_that_cannot_be_read_is_tried_three_times_and_stops_no_other(
    watch: Watched, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    seen = failing(monkeypatch, "poison.zip", error)
    put(watch.drop, "a-poison.zip", (DEPLOY,))
    put(watch.drop, "z.zip")
    watch.settled()
    assert (watch.exports(), watch.failed()) == (1, {})
    for _ in range(4):
        watch.look(after=30)
    assert (watch.exports(), seen.count("a-poison.zip")) == (1, 3)
    assert type(error).__name__ in watch.failed()["a-poison.zip"]
    assert "boom" not in json.dumps(watch.said)
    put(watch.drop, "a-poison.zip", (Chat("other", DEPLOY.said),))  # it changed: it gets another chance
    watch.settled()
    assert seen.count("a-poison.zip") == 4


def test_what_a_half_read_export_had_brought_is_in_no_other_export(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = scan_archive

    def scan(archive: Archive, *rest: object) -> object:
        outcome = real(archive, *rest)  # type: ignore[arg-type]  # handed on as they came
        if archive.path.endswith("poison.zip"):
            raise ValueError
        return outcome

    monkeypatch.setattr(reading, "scan_archive", scan)
    put(watch.drop, "a-poison.zip", (DEPLOY,))
    put(watch.drop, "z.zip")
    watch.settled()
    assert watch.counts() == (1, 1, 1)


def test_a_failed_file_is_moved_aside_with_its_reason_beside_it(
    mover: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "poison.zip", ValueError())
    put(mover.drop, "ben/poison.zip", (DEPLOY,))
    (mover.drop / "page.zip").write_bytes(b"<html>")
    put(mover.drop)
    mover.settled()
    for _ in range(3):
        mover.look(after=30)
    files = [path for path in tree(mover.drop) if (mover.drop / path).is_file()]
    assert sorted(files) == [
        "done/anna.zip", "failed/ben/poison.zip", "failed/ben/poison.zip.reason.txt", "failed/page.zip",
        "failed/page.zip.reason.txt",
    ]  # fmt: skip
    assert "web page" in (mover.drop / "failed" / "page.zip.reason.txt").read_text("utf-8")
    assert [each.moved_to for each in mover.beat.failed] == ["failed/ben/poison.zip", "failed/page.zip"]
    (mover.drop / "failed" / "page.zip").unlink()  # somebody saw to it
    mover.look(after=30)
    assert list(mover.failed()) == ["ben/poison.zip"]


def test_tries_are_counted_before_they_are_made_so_that_a_file_that_kills_is_given_up(watch: Watched) -> None:
    path = put(watch.drop)
    from chatscrub.archive import Identity

    files = DroppedFiles(watch.database, watch.drop)
    for _ in range(taking.TRIES):
        files.begin([("anna.zip", Identity.of(path.stat()))])  # and the process is gone
    watch.watcher._files.reload()
    watch.settled()
    assert "three times" in watch.failed()["anna.zip"]
    assert watch.exports() == 0


def test_an_export_that_is_replaced_while_it_is_read_is_recorded_as_what_it_became(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, changed = scan_archive, list[Path]()

    def scan(archive: Archive, *rest: object) -> object:
        outcome = real(archive, *rest)  # type: ignore[arg-type]  # handed on as they came
        if not changed:
            changed.append(put(watch.drop, "anna.zip", (DEPLOY,)))
        return outcome

    monkeypatch.setattr(reading, "scan_archive", scan)
    put(watch.drop)
    watch.settled()
    assert watch.exports() == 0
    watch.settled()
    assert watch.counts()[:2] == (1, 1)
    assert [each.action.value for each in current_tasks(watch.database)].count("rotate") == 1


def test_what_is_no_export_is_passed_over_and_looked_at_once(watch: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    (watch.drop / "readme.txt").write_text("put exports here")
    (watch.drop / "photo.png").write_bytes(b"\x89PNG")
    watch.settled()
    assert (watch.failed(), watch.waiting()) == ({}, {})
    files = DroppedFiles(watch.database, watch.drop)
    assert [path for path, _ in files.in_states(DropState.PASSED)] == ["photo.png", "readme.txt"]
    monkeypatch.setattr("chatscrub.watch.intake.discover_in", lambda *_: pytest.fail("looked at again"))
    watch.settled()


@POSIX
def test_names_that_are_no_text_are_read_moved_and_shown(mover: Watched) -> None:
    name = os.fsdecode(b"M\xfcller \x1b[31m.zip")
    put(mover.drop, name)
    mover.settled()
    assert (mover.drop / "done" / name).is_file()
    assert mover.exports() == 1
    assert all("\x1b" not in path + text for _, path, text in mover.said)


def test_what_a_share_did_not_give_whole_is_read_once_more_before_it_counts_as_incomplete(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatscrub.watch.watcher.is_on_network", lambda _: True)
    write(watch.drop / "anna.zip", {**chatgpt_files([REFUND]), "conversations-001.json": b'[{"id": "x", "mapping": {'})
    watch.settled()
    assert watch.exports() == 0
    assert "read again" in watch.events("problem")[0][1]
    watch.look(after=30)
    assert watch.exports() == 1
    assert watch.database.value("SELECT gap FROM archive") is not None


def people_zip(drop: Path, *more: tuple[str, bytes]) -> Path:
    """The exports of two people in one zip."""
    inner = [write(drop.parent / "made" / f"{user['id']}.zip", chatgpt_files([chat], user)) for user, chat in
             ((ANNA, REFUND), (BEN, replace(DEPLOY, id="bens")))]  # fmt: skip
    return write(drop / "people.zip", {each.name: each.read_bytes() for each in inner} | dict(more))


def test_of_several_exports_in_one_zip_none_is_lost_when_the_process_dies_between_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(tmp_path) as first:
        people_zip(first.drop)
        real = scan_archive

        def scan(archive: Archive, *rest: object) -> object:
            if first.exports() == 1:
                raise KeyboardInterrupt  # as if killed before the second
            return real(archive, *rest)  # type: ignore[arg-type]  # handed on as they came

        with monkeypatch.context() as patch:
            patch.setattr(reading, "scan_archive", scan)
            with pytest.raises(KeyboardInterrupt):
                first.settled()
        assert first.exports() == 1
    with watched(tmp_path) as again:
        again.settled()
        assert (again.exports(), again.lists(), again.failed()) == (2, LISTS, {})


def test_what_of_a_zip_cannot_be_opened_is_told_beside_what_can(deleter: Watched) -> None:
    people_zip(deleter.drop, ("chat-export.zip", b"PK\x03\x04 cut"))
    deleter.settled()
    assert deleter.exports() == 2
    assert deleter.database.value("SELECT count(*) FROM archive WHERE gap IS NULL") == 0
    assert sorted(tree(deleter.drop)) == ["people.zip"]  # what could not be read whole is not deleted
    assert "not all could be read" in deleter.events("done")[0][1]


def test_a_credential_that_others_hold_is_told_to_each_of_them_also_from_different_passes(watch: Watched) -> None:
    put(watch.drop, "anna.zip", (DEPLOY,))
    watch.settled()
    write(watch.drop / "ben.zip", chatgpt_files([replace(DEPLOY, id="bens")], BEN))
    watch.settled()
    for stem in LISTS:
        text = (watch.out / "checklists" / f"{stem}.md").read_text("utf-8")
        assert text.count("also in 1 conversation of other people") == 1


# --- room


def test_without_room_nothing_is_claimed_and_the_last_reports_stay(watch: Watched) -> None:
    put(watch.drop)
    watch.settled()
    before = tree(watch.out)
    watch.room.append(1 << 20)
    put(watch.drop, "b.zip", (DEPLOY,))
    watch.settled()
    after = tree(watch.out)
    assert {path for path in before if before[path] != after.get(path) and "." in path} == {"index.json", "index.md"}
    assert (watch.exports(), set(after)) == (1, set(before))
    assert "nearly full" in (watch.beat.problem or "")
    assert DroppedFiles(watch.database, watch.drop).in_states(DropState.TRIED) == []
    watch.room.append(1 << 40)
    watch.look(after=30)
    assert (watch.exports(), watch.beat.problem) == (2, None)
    assert len(watch.events("problem")) == 1


def test_a_disk_that_fills_up_while_a_report_is_written_uses_up_no_try(
    watch: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(watch.drop)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    for _ in range(5):
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            watch.settled()
    watch.look(after=30)
    assert (watch.exports(), watch.failed(), watch.beat.problem) == (1, {}, None)
    assert watch.lists() == {"anna_at_brightwater-logistics.com"}


@pytest.mark.parametrize(("room", "code"), [(1 << 40, ExitCode.FINDINGS), (1 << 20, ExitCode.INTERNAL)])
def test_once_ends_as_a_scan_ends_and_with_4_where_there_is_no_room(watch: Watched, room: int, code: ExitCode) -> None:
    put(watch.drop)
    watch.room.append(room)
    assert watch.watcher.once() == code
    assert watch.beat.stopped is not None


def test_once_waits_for_files_to_settle_and_no_longer(watch: Watched) -> None:
    assert watch.watcher.once() == ExitCode.CLEAN
    assert watch.time.slept == []
    put(watch.drop, "quiet.zip", ())
    assert watch.watcher.once() == ExitCode.CLEAN
    assert sum(watch.time.slept) < 11


def test_once_does_not_wait_for_ever_for_a_file_that_grows(watch: Watched) -> None:
    path = put(watch.drop, "quiet.zip", ())
    data = path.read_bytes()

    def grow() -> None:
        with path.open("ab") as file:
            file.write(data[:7])

    watch.time.meanwhile = grow
    assert watch.watcher.once() == ExitCode.INCOMPLETE
    assert sum(watch.time.slept) < 60


@pytest.mark.parametrize("content", [b"<html>", b"PK\x03\x04 cut"])
def test_once_says_that_something_could_not_be_read(watch: Watched, content: bytes) -> None:
    (watch.drop / "x.zip").write_bytes(content)
    assert watch.watcher.once() == ExitCode.INCOMPLETE


def test_the_command_takes_what_is_there_and_tells_it_line_by_line(tmp_path: Path) -> None:
    put(tmp_path / "drop")
    (tmp_path / "drop" / "page\x1b[31m.zip").write_bytes(b"<html>")
    command = ["watch", str(tmp_path / "drop"), "--out", str(tmp_path / "out"), "--once", "--settle", "0"]
    code, out, errors = chatscrub_here(*command, "--after", "move", state=tmp_path / "state")
    assert (code, out) == (3, "")
    assert [line.split(":")[0] for line in errors.splitlines()] == ["failed", "taken", "done"]
    assert "\x1b" not in errors
    assert sorted(each.name for each in (tmp_path / "drop").iterdir()) == ["done", "failed"]
    put(tmp_path / "drop", "more.zip", (DEPLOY,))
    (tmp_path / "drop" / "failed").rename(tmp_path / "seen to")
    assert chatscrub_here(*command, "--quiet", state=tmp_path / "state") == (1, "", "")


# --- status


@pytest.mark.parametrize("entries", ["[1]", "3", '["a"]', '[{"path": 1}]'])
def test_a_heartbeat_of_another_form_is_none(entries: str, tmp_path: Path) -> None:
    (tmp_path / heartbeat.FILE).write_text(f'{{"schema": "{heartbeat.SCHEMA}", "waiting": {entries}, "failed": []}}')
    assert heartbeat.read(tmp_path) is None


def test_the_heartbeat_says_when_the_last_pass_ended_and_what_waits_since_when(watch: Watched) -> None:
    (watch.drop / "cut.zip").write_bytes(b"PK\x03\x04 cut")
    watch.look()
    watch.look(after=300)
    beat = watch.beat
    assert beat.pass_ended == heartbeat.moment(watch.time.now())
    assert beat.values(watch.time.now())["waiting"][0]["age_seconds"] == 300
    assert (beat.pid, beat.offline, beat.events) == (os.getpid(), None, False)


@pytest.mark.parametrize(("seconds", "code"), [(80, 0), (100, 3)])
def test_the_status_fails_when_no_pass_was_completed_within_three_intervals(
    tmp_path: Path, seconds: int, code: int
) -> None:
    with watched(tmp_path, interval=30) as watch:
        (watch.drop / "cut.zip").write_bytes(b"PK\x03\x04 cut")
        watch.settled()
        beat = watch.beat
    (watch.state / "key").write_bytes(b"k" * 32)
    now = watch.time.now().now(watch.time.day.tzinfo)
    alive = heartbeat.moment(now - timedelta(seconds=seconds))
    heartbeat.write(watch.state, structs.replace(beat, alive=alive, pass_ended=alive), now)
    ended, out, _ = chatscrub_here("status", state=watch.state)
    assert ended == code
    assert ("no pass was completed" in " ".join(out.split())) == bool(code)
    ended, out, _ = chatscrub_here("status", "--json", state=watch.state)
    watcher = json.loads(out)["watcher"]
    assert (ended, watcher["pid"], watcher["waiting"][0]["path"]) == (code, os.getpid(), "cut.zip")
    failing = structs.replace(beat, alive=heartbeat.moment(now), pass_ended=alive, problem="the disk is full")
    heartbeat.write(watch.state, failing, now)  # it lives, and gets nothing done
    assert chatscrub_here("status", state=watch.state)[0] == code
    heartbeat.write(watch.state, structs.replace(beat, alive=alive, stopped=alive), now)  # it was told to end
    assert chatscrub_here("status", state=watch.state)[0] == 0


def test_a_long_export_gives_signs_of_life(watch: Watched) -> None:
    watch.look()
    begun = watch.beat.alive
    watch.time.pass_(31)
    watch.watcher.pulse.advance(read=1)
    assert watch.beat.alive > begun
    assert watch.beat.pass_ended == begun


def test_a_stop_between_two_conversations_loses_nothing_and_uses_up_no_try(tmp_path: Path) -> None:
    with watched(tmp_path) as first:
        two(first.drop)
        real = first.watcher.pulse.advance

        def advance(**counts: int) -> None:
            first.time.stopping = first.time.stopping or (bool(counts.get("conversations")) and first.exports() == 1)
            real(**counts)

        first.watcher.pulse.advance = advance  # type: ignore[method-assign]  # as if a signal came in the second export
        first.look()
        first.look(after=11)
        assert first.exports() == 1
        assert len(first.lists()) == 1  # what is recorded has its lists
        assert [each.tries for _, each in DroppedFiles(first.database, first.drop).in_states(DropState.TRIED)] == [0]
    with watched(tmp_path) as again:
        again.settled()
        assert (again.exports(), again.lists()) == (2, LISTS)


# --- many files


def test_of_many_files_only_new_ones_are_opened(watch: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        (watch.drop / f"{number}.txt").write_bytes(b"nothing")
    put(watch.drop)
    watch.settled()
    opened: list[str] = []
    real = os.open

    def opening(path: str, *rest: object, **more: object) -> int:
        if str(path).startswith(str(watch.drop)):
            opened.append(str(path))
        return real(path, *rest, **more)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(os, "open", opening)
    put(watch.drop, "b.zip", (DEPLOY,))
    opened.clear()
    watch.settled()
    assert watch.exports() == 2
    assert {Path(path).name for path in opened} == {"b.zip"}


def test_files_that_are_long_gone_are_forgotten_and_what_is_there_is_not(watch: Watched) -> None:
    put(watch.drop, "a.zip")
    put(watch.drop, "b.zip", (DEPLOY,))
    watch.settled()
    (watch.drop / "a.zip").unlink()
    watch.look(after=86_401)
    assert len(DroppedFiles(watch.database, watch.drop).in_states(DropState.DONE)) == 2
    watch.look(after=31 * 86_400)
    assert [path for path, _ in DroppedFiles(watch.database, watch.drop).in_states(DropState.DONE)] == ["b.zip"]


def test_the_index_is_harmless_whatever_files_are_called() -> None:
    nasty = "[x](http://evil.test) | <script> \n# y"
    entry = {"path": nasty, "since": "2026-11-01T12:00:00Z", "reason": nasty, "moved_to": nasty}
    text = "\n".join(index_lines({"employees": [], "waiting": [entry], "failed": [entry]}))
    assert "<script>" not in text
    assert "[x](" not in text.replace("\\[x\\](", "")
    assert "://" not in text
    assert "\n# y" not in text


def test_sources_tell_what_is_missing_without_reading_chats(tmp_path: Path) -> None:
    from chatscrub.archive import discover

    for path in (chatgpt(tmp_path / "a", [REFUND], 10), chatgpt(tmp_path / "b", quiet(1), 10)):
        (archive,) = discover([path], part_of, lambda each: source_of(each) is not None)
        assert isinstance(archive, Archive)
        source = source_of(archive)
        assert source is not None
        assert list(source.missing(archive)) == []
