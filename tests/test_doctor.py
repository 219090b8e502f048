"""`doctor` names what is not in order and what to do, and goes on where something fails."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from chatscrub.cli.surroundings import program, system, watcher
from chatscrub.detection import data_files
from chatscrub.detection.hyperscan_database import HAS_HYPERSCAN
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.ledger import health, schema
from chatscrub.ledger.database import FILE
from chatscrub.ledger.health import Check, Level, examine
from chatscrub.ledger.synchronised import by_name
from chatscrub.watch import heartbeat
from chatscrub.watch.heartbeat import write as write_heartbeat
from tests.ledgers import few_detectors
from tests.running import chatscrub
from tests.state_folders import CARD, chat, copied, export, opened, scanned_into

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
NOW = datetime(2026, 11, 28, 13, tzinfo=UTC)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    chats = [chat(f"c{number}", CARD.replace("Ann", f"Ann{number}")) for number in range(20)]
    scanned_into(folder / "state", export(folder / "a.zip", chats), out=folder / "out")
    (folder / "out").chmod(0o700)
    return folder


@pytest.fixture
def home(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path / "home")


def checks(home: Path, now: datetime = NOW) -> dict[str, Check]:
    return {each.name: each for each in examine(home / "state", lambda: now)}


def troubles(home: Path, now: datetime = NOW) -> dict[str, Level]:
    return {each.name: each.level for each in checks(home, now).values() if each.level is not Level.OK}


def test_a_state_in_order_gives_a_line_of_ok_for_each_check(home: Path) -> None:
    found = checks(home)
    assert troubles(home) == {}
    assert list(found) == [
        "state folder", "owner", "place of the folder", "disk", "key file", "ledger file", "ledger version", "journal",
        "lock", "integrity", "key", "audit", "runs", "clock", "output folder",
    ]  # fmt: skip


def test_it_changes_nothing(home: Path) -> None:
    before = {path.name: path.read_bytes() for path in (home / "state").iterdir() if not path.name.endswith("-shm")}
    checks(home)
    after = {path.name: path.read_bytes() for path in (home / "state").iterdir() if not path.name.endswith("-shm")}
    assert {name: data for name, data in after.items() if data} == before


@POSIX
def test_what_others_can_read_is_named_with_the_command_that_helps(home: Path) -> None:
    (home / "state").chmod(0o755)
    (home / "state" / "key").chmod(0o640)
    (home / "state" / FILE).chmod(0o604)
    (home / "out").chmod(0o750)
    found = checks(home)
    assert troubles(home) == {
        "state folder": Level.WARNING, "key file": Level.FAILED, "ledger file": Level.FAILED,
        "output folder": Level.WARNING,
    }  # fmt: skip
    assert "chmod 700" in found["state folder"].text
    assert "chmod 600" in found["key file"].text


@POSIX
def test_a_folder_of_somebody_else_is_named(home: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(home / "state", 12345, -1)
    assert troubles(home) == {"owner": Level.WARNING}


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\mia\OneDrive - Brightwater\chatscrub"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\mia\OneDrive\state"), "OneDrive"),
        (PurePosixPath("/Users/mia/Library/CloudStorage/OneDrive-Personal/state"), "OneDrive"),
        (PurePosixPath("/Users/mia/Library/Mobile Documents/com~apple~CloudDocs/state"), "iCloud"),
        (PurePosixPath("/home/mia/Dropbox (Brightwater)/state"), "Dropbox"),
        (PurePosixPath("/home/mia/Dropbox/state"), "Dropbox"),
        (PurePosixPath("/Users/mia/Library/CloudStorage/GoogleDrive-mia@x.test/My Drive/state"), "Google Drive"),
        (PureWindowsPath(r"C:\Users\mia\iCloudDrive\state"), "iCloud"),
        (PurePosixPath("/home/mia/dropboxes/state"), None),
        (PurePosixPath("/home/mia/.local/state/chatscrub"), None),
    ],
)
def test_a_synchronised_folder_is_told_by_its_path(path: PurePosixPath | PureWindowsPath, service: str | None) -> None:
    assert by_name(path) == service


def test_a_link_into_a_synchronised_folder_is_seen_through(home: Path) -> None:
    (home / "Dropbox").mkdir()
    (home / "state").rename(home / "Dropbox" / "s")
    (home / "state").symlink_to(home / "Dropbox" / "s")
    assert troubles(home) == {"place of the folder": Level.WARNING}
    assert "Dropbox" in checks(home)["place of the folder"].text


def test_a_network_drive_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "is_on_network", lambda _: True)
    assert troubles(home) == {"place of the folder": Level.WARNING, "journal": Level.WARNING}


@pytest.mark.parametrize(("free", "level"), [(100 << 20, Level.WARNING), (1 << 20, Level.FAILED)])
def test_a_disk_that_is_nearly_full_is_named(
    free: int, level: Level, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatscrub.ledger.health.shutil.disk_usage", lambda _: type("Usage", (), {"free": free}))
    assert troubles(home) == {"disk": level}


def test_a_clock_that_went_back_is_named(home: Path) -> None:
    early = datetime(2020, 1, 1, tzinfo=UTC)
    assert troubles(home, early) == {"clock": Level.WARNING}


def test_a_run_that_did_not_end_is_named_until_a_later_one_did(home: Path) -> None:
    with opened(home / "state") as ledger:
        ledger.write("INSERT INTO run (started, version, detectors, tables) VALUES (?, '', '', '')", (ledger.now(),))
    assert troubles(home) == {"runs": Level.WARNING}
    assert "scan the same exports again" in checks(home)["runs"].text
    scanned_into(home / "state", home / "a.zip")
    assert troubles(home) == {}


def test_a_changed_audit_is_a_failure(home: Path) -> None:
    with opened(home / "state") as ledger:
        ledger.write("UPDATE event SET why = 'x' WHERE id = 2")
    assert troubles(home) == {"audit": Level.FAILED}
    assert "row 2" in checks(home)["audit"].text


def test_another_key_and_no_key_and_half_a_key_are_told_apart(home: Path) -> None:
    path = home / "state" / "key"
    path.write_bytes(b"x" * 32)
    assert troubles(home) == {"key": Level.FAILED}
    assert "another key" in checks(home)["key"].text
    path.write_bytes(b"short")
    assert "damaged" in checks(home)["key"].text
    path.unlink()
    assert troubles(home) == {"key file": Level.FAILED}
    assert "backup" in checks(home)["key file"].text
    assert not path.exists()


def test_a_folder_that_is_not_there_and_one_without_a_ledger_are_warnings(tmp_path: Path) -> None:
    assert troubles(tmp_path) == {"state folder": Level.WARNING}
    assert not (tmp_path / "state").exists()
    (tmp_path / "state").mkdir(mode=0o700)
    assert troubles(tmp_path) == {"key file": Level.WARNING, "ledger": Level.WARNING}


def test_an_empty_ledger_is_a_failure(home: Path) -> None:
    for path in (home / "state").glob(FILE + "*"):
        path.unlink()
    (home / "state" / FILE).touch(mode=0o600)
    assert troubles(home) == {"ledger version": Level.FAILED}


def test_a_newer_ledger_is_a_failure_and_the_rest_is_checked(home: Path) -> None:
    with closing(sqlite3.connect(home / "state" / FILE)) as other:
        other.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    assert troubles(home) == {"ledger version": Level.FAILED}
    assert {"integrity", "lock", "journal"} <= set(checks(home))


def test_a_ledger_that_is_being_written_is_a_warning(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.1)
    with closing(sqlite3.connect(home / "state" / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert troubles(home) == {"lock": Level.WARNING}
        other.execute("ROLLBACK")
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert troubles(home) == {"ledger": Level.FAILED}
        assert "another chatscrub" in checks(home)["ledger"].text


@pytest.mark.parametrize("part", ["header", "middle"])
def test_a_damaged_ledger_is_a_failure_and_the_program_is_checked_all_the_same(part: str, home: Path) -> None:
    path = home / "state" / FILE
    broken = bytearray(path.read_bytes())
    if part == "header":
        broken[:16] = b"no database here"
    else:
        broken[4096 * 3 : 4096 * 5] = b"\xff" * 4096 * 2
    path.write_bytes(broken)
    done = chatscrub("doctor", state=home / "state", code=4)
    assert done.stderr == ""
    assert "damaged" in done.stdout
    assert "put back a backup" in " ".join(done.stdout.split())
    assert "search engine" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_rows_that_refer_to_nothing_are_a_failure(home: Path) -> None:
    with closing(sqlite3.connect(home / "state" / FILE)) as other:
        other.execute("DELETE FROM archive")
        other.commit()
    assert troubles(home) == {"integrity": Level.FAILED}


def test_the_exit_code_is_that_of_the_worst_check(home: Path) -> None:
    assert "ok" in chatscrub("doctor", state=home / "state").stdout
    with opened(home / "state") as ledger:
        ledger.write("INSERT INTO run (started, version, detectors, tables) VALUES (?, '', '', '')", (ledger.now(),))
    values = json.loads(chatscrub("doctor", "--json", state=home / "state", code=1).stdout)
    assert {each["check"]: each["level"] for each in values}["runs"] == "warning"
    assert {"program", "detectors", "ranking tables", "search engine"} <= {each["check"] for each in values}
    (home / "state" / "key").unlink()
    chatscrub("doctor", state=home / "state", code=4)


def program_checks(home: Path) -> dict[str, Check]:
    """What is checked beside the state folder."""
    return {each.name: each for each in (*watcher(home / "state"), *system(), *program())}


def test_the_program_the_system_and_the_watcher_are_checked_too(home: Path) -> None:
    found = program_checks(home)
    assert set(found) >= {
        "events", "encoding", "temporary folder", "core dumps", "program", "detectors", "ranking tables", "models",
        "search engine", "pattern cache",
    }  # fmt: skip
    assert "inotify" in found["events"].text or sys.platform != "linux"


def test_a_model_that_is_not_as_released_is_a_failure(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "detection"
    for name in data_files.expected():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((Path(data_files.__file__).parent / name).read_bytes())
    monkeypatch.setattr(data_files, "_FOLDER", copy)
    assert program_checks(home)["models"].level is Level.OK
    (copy / "names/names.crfsuite").write_bytes(b"x")
    (copy / "names/lexicon.z").unlink()
    check = program_checks(home)["models"]
    assert check.level is Level.FAILED
    assert "names/lexicon.z, names/names.crfsuite: not as released; install chatscrub again" in check.text


@pytest.mark.skipif(not HAS_HYPERSCAN, reason="no Hyperscan here")
def test_a_damaged_pattern_cache_is_named_and_the_next_scan_makes_it_anew(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatscrub.kept_file.default_cache", lambda: tmp_path / "cache")
    detectors = [each for each in few_detectors() if each.prefilter_union is None and each.gate is None]
    prefilter_for(detectors, cache=tmp_path / "cache")
    assert program_checks(home)["pattern cache"].level is Level.OK
    (database,) = (tmp_path / "cache").glob("patterns-*.hs")
    whole = database.read_bytes()
    for data in (whole[:-1], b"", whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]):
        database.write_bytes(data)
        check = program_checks(home)["pattern cache"]
        assert (check.level, "1 of 1 compiled databases damaged" in check.text) == (Level.WARNING, True)
        prefilter_for(detectors, cache=tmp_path / "cache")
        assert program_checks(home)["pattern cache"].level is Level.OK


def test_a_watcher_that_is_late_or_whose_folder_is_synchronised_is_named(home: Path) -> None:
    drop = home / "OneDrive" / "drop"
    drop.mkdir(parents=True, mode=0o700)
    now = datetime.now(UTC)
    for age, level in ((0, Level.OK), (3600, Level.WARNING)):
        at = heartbeat.moment(now - timedelta(seconds=age))
        write_heartbeat(home / "state", heartbeat.Heartbeat(1, at, str(drop), str(home / "out"), 30.0, at), now)
        found = program_checks(home)
        assert found["watcher"].level is level
        assert "OneDrive" in found["drop folder"].text
        assert found["drop folder"].level is Level.WARNING


def test_few_watches_letters_that_are_lost_and_core_dumps_are_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "watches").write_text("100\n", encoding="ascii")
    monkeypatch.setattr("chatscrub.cli.surroundings._WATCHES", tmp_path / "watches")
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "ascii")
    monkeypatch.setattr("chatscrub.ledger.health.TOO_FEW", 1 << 60)
    if sys.platform != "win32":
        monkeypatch.setattr("resource.getrlimit", lambda _: (-1, -1))
    found = program_checks(home)
    assert "max_user_watches" in found["events"].text or sys.platform != "linux"
    assert "PYTHONUTF8" in found["encoding"].text
    assert "TMPDIR" in found["temporary folder"].text
    assert "ulimit -c 0" in found["core dumps"].text or sys.platform == "win32"
