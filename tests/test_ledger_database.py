"""Whatever happens to the ledger's file: one sentence says what to do, and no task is lost or closed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from chatscrub.errors import ChatscrubError, ExitCode, LedgerError, UsageError
from chatscrub.ledger import database, opening, recording, schema
from chatscrub.ledger.database import FILE, Database
from chatscrub.ledger.network_disk import kind_of
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.state import installation_key
from tests.running import chatscrub
from tests.running import copied as program_with
from tests.state_folders import CARD, TOKEN, chat, copied, export, opened, scanned_into, states

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
KEY = b"k" * 32
# A deep and wide table of the ledger, so that a page in the middle of the file is one of it.
MANY = [chat(f"c{number}", CARD.replace("Ann", f"Ann{number}"), day=-number) for number in range(30)]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    chats = [chat("keys", f"my key {TOKEN}"), *MANY]
    scanned_into(folder / "state", export(folder / "first.zip", chats), out=folder / "out")
    export(folder / "second.zip", [*chats, chat("new", day=20)], made=30)
    return folder


@pytest.fixture
def home(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path / "home")


def one_sentence(error: ChatscrubError, *says: str) -> None:
    text = str(error)
    assert "\n" not in text
    assert len(text) < 400
    assert all(each in text for each in says), text


def test_a_ledger_that_another_one_holds_is_waited_for_and_then_told(home: Path) -> None:
    stood = states(home / "state")
    with closing(sqlite3.connect(home / "state" / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with opened(home / "state", patience=0.2) as ledger:
            assert ledger.value("SELECT count(*) FROM task")  # reading goes on
            with pytest.raises(LedgerError) as refused, ledger.transaction():
                pytest.fail("two write at once")
        one_sentence(refused.value, FILE, "another chatscrub is writing", "run this again")
        assert refused.value.exit_code is ExitCode.INTERNAL
        other.execute("ROLLBACK")
    assert states(home / "state") == stood


def test_a_ledger_that_is_locked_even_for_reading_is_told(home: Path) -> None:
    with closing(sqlite3.connect(home / "state" / FILE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="another chatscrub is writing"):
            opened(home / "state", patience=0.2)


@pytest.mark.parametrize("part", ["header", "first page", "middle", "cut off"])
def test_a_damaged_ledger_says_that_a_backup_is_needed_and_closes_nothing(part: str, home: Path) -> None:
    path = home / "state" / FILE
    stood, content = states(home / "state"), path.read_bytes()
    broken = bytearray(content)
    match part:
        case "header":
            broken[:16] = b"no database here"
        case "first page":
            broken[100:4096] = os.urandom(4096 - 100)
        case "middle":
            for start in range(4096 * 2, len(broken), 4096):
                broken[start : start + 4096] = b"\xff" * min(4096, len(broken) - start)
        case _:
            broken = broken[: len(broken) // 4096 // 2 * 4096]
    path.write_bytes(broken)
    done = chatscrub("todo", "list", state=home / "state", code=4)
    assert "put back a backup" in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    with pytest.raises(LedgerError, match="damaged"):
        scanned_into(home / "state", home / "second.zip")
    path.write_bytes(content)
    for beside in ("-wal", "-shm"):
        path.with_name(FILE + beside).unlink(missing_ok=True)
    assert states(home / "state") == stood


def test_a_ledger_of_a_newer_program_is_left_alone(home: Path) -> None:
    path = home / "state" / FILE
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    done = chatscrub("todo", "list", state=home / "state", code=2)
    assert "a newer chatscrub made this ledger" in done.stderr
    assert path.read_bytes() == before


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "state" / FILE).chmod(0o400)
    (home / "state").chmod(0o500)
    try:
        with pytest.raises(LedgerError) as refused, opened(home / "state") as ledger, ledger.transaction():
            ledger.write("DELETE FROM hold")
        one_sentence(refused.value, "cannot be", "--state")
    finally:
        (home / "state").chmod(0o700)


def test_a_ledger_on_a_read_only_disk_can_be_read_and_says_that_it_cannot_be_written(home: Path) -> None:
    # As a disk that is mounted read-only answers, also for root.
    with opened(home / "state") as ledger:
        ledger._connection.execute("PRAGMA query_only = ON")
        assert ledger.value("SELECT count(*) FROM task")
        with pytest.raises(LedgerError) as refused, ledger.transaction():
            ledger.write("DELETE FROM hold")
    one_sentence(refused.value, "cannot be written", "--state")


def test_a_full_disk_is_told_and_what_was_recorded_before_is_whole(home: Path, tmp_path: Path) -> None:
    stood = states(home / "state")
    with opened(home / "state") as ledger:
        pages = ledger.value("PRAGMA page_count")
        ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError) as refused, ledger.transaction():
            ledger.write_many(
                "INSERT INTO employee (employee, name, language) VALUES (?, ?, 'en')",
                ((f"{n}", "x" * 200) for n in range(10_000)),
            )
        one_sentence(refused.value, "the disk is full", "make room")
        assert ledger.value("SELECT count(*) FROM employee") == 1
    assert states(home / "state") == stood


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes of files")
def test_a_scan_onto_a_full_disk_ends_with_4_and_can_be_done_again(home: Path) -> None:
    stood = states(home / "state")
    size = (home / "state" / FILE).stat().st_size
    # A file that may grow no more fails as a disk does that is full.
    program = textwrap.dedent(f"""
        import resource, signal, sys
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        sys.argv = ["chatscrub", "scan", {str(home / "second.zip")!r}, "--out", {str(home / "out")!r}, "-q"]
        from chatscrub.cli.main import run
        from chatscrub.ledger import archive_rows
        close = archive_rows.ArchiveRows.put_findings
        def full(self):
            resource.setrlimit(resource.RLIMIT_FSIZE, ({size} // 2, {size} // 2))
            self._database._connection.execute("PRAGMA cache_size = 1")
            return close(self)
        archive_rows.ArchiveRows.put_findings = full
        run()
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "CHATSCRUB_STATE": str(home / "state")},
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert "disk" in done.stderr
    assert states(home / "state") == stood
    scanned_into(home / "state", home / "second.zip")
    with opened(home / "state") as ledger:
        assert ledger.value("PRAGMA integrity_check") == "ok"
        assert ledger.value("SELECT count(*) FROM archive") == 2


def test_a_link_is_not_followed(home: Path) -> None:
    path = home / "state" / FILE
    path.replace(home / "elsewhere.sqlite3")
    path.symlink_to(home / "elsewhere.sqlite3")
    with pytest.raises(LedgerError) as refused:
        opened(home / "state")
    one_sentence(refused.value, "is a link")
    path.unlink()
    path.symlink_to(home / "nowhere.sqlite3")
    with pytest.raises(LedgerError, match="is a link"):
        opened(home / "state")
    assert not (home / "nowhere.sqlite3").exists()


def test_another_key_is_refused_and_changes_nothing(home: Path) -> None:
    key, before = home / "state" / "key", (home / "state" / FILE).read_bytes()
    content = key.read_bytes()
    key.write_bytes(b"x" * 32)
    done = chatscrub("scan", str(home / "second.zip"), "--out", "x", state=home / "state", code=2, cwd=home)
    assert "another installation key" in done.stderr
    assert "put the key back" in done.stderr
    assert (home / "state" / FILE).read_bytes() == before
    key.write_bytes(content)
    assert states(home / "state")


def test_a_key_that_is_gone_is_not_made_anew_beside_a_ledger(home: Path) -> None:
    key = home / "state" / "key"
    content = key.read_bytes()
    key.unlink()
    with pytest.raises(UsageError) as refused:
        installation_key(home / "state")
    one_sentence(refused.value, "is gone", "put it back")
    assert not key.exists()
    key.write_bytes(content)
    assert states(home / "state")


def test_where_a_write_ahead_log_is_refused_the_ledger_works_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            if "application_id" in sql:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorname = "SQLITE_IOERR_SHMOPEN"
                raise error
            return super().execute(sql, *values)  # type: ignore[arg-type]  # as they came

    connect = sqlite3.connect
    monkeypatch.setattr("chatscrub.ledger.opening.sqlite3.connect", lambda *a, **k: connect(*a, factory=Refusing, **k))
    with open_ledger(tmp_path, KEY) as ledger:
        assert ledger.value("PRAGMA journal_mode") == "delete"
        with ledger.transaction():
            ledger.write("INSERT INTO employee (employee, language) VALUES ('e', 'en')")
    monkeypatch.undo()
    with open_ledger(tmp_path, KEY) as ledger:
        assert ledger.value("PRAGMA journal_mode") == "delete"
        assert ledger.value("SELECT count(*) FROM employee") == 1


def test_on_a_network_drive_there_is_no_write_ahead_log(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "is_on_network", lambda _: True)
    with opened(home / "state") as ledger:
        assert ledger.value("PRAGMA journal_mode") == "delete"
        assert ledger.value("SELECT count(*) FROM task")


MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
//filer/it\\040share /mnt/it\\040share cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local xfs rw 0 0
tmpfs /over tmpfs rw 0 0
host:/over /over fuse.sshfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/mnt/it share/state", "cifs"),
        ("/mnt/it", "ext4"),
        ("/home/mia/.local", "nfs4"),
        ("/home/local/x", "xfs"),
        ("/homely", "ext4"),
        ("/over/x", "fuse.sshfs"),
    ],
)
@POSIX
def test_the_file_system_of_a_path_is_read_from_the_table_of_mounts(path: str, kind: str) -> None:
    assert kind_of(Path(path), MOUNTS) == kind


@pytest.fixture
def any_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@POSIX
@pytest.mark.usefixtures("any_umask")
def test_only_the_owner_reads_the_ledger_whatever_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "state"
    installation_key(folder)
    with open_ledger(folder, KEY) as ledger:
        with ledger.transaction():
            ledger.write("INSERT INTO employee (employee, language) VALUES ('e', 'en')")
        assert {path.name for path in folder.iterdir()} == {"key", FILE, FILE + "-wal", FILE + "-shm"}
        for path in folder.iterdir():
            assert path.stat().st_mode & 0o777 == 0o600, path
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE more (id INTEGER)",)))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    open_ledger(folder, KEY).close()
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / FILE).chmod(0o644)
    open_ledger(folder, KEY).close()
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


def test_half_a_surrogate_pair_in_a_title_or_a_reason_is_recorded(tmp_path: Path) -> None:
    odd = {**chat("odd", f"my key {TOKEN}"), "title": "half \ud83d of it"}
    path = export(tmp_path / "a.zip", [odd])
    run = scanned_into(tmp_path / "state", path, out=tmp_path / "out", formats=("md", "json", "jsonl", "csv"))
    assert not run.skipped
    titles = {title for _, title, _, _ in states(tmp_path / "state").values()}
    assert any(title.startswith("half ") for title in titles)
    done = chatscrub(
        "hold", "add", "--everything", "--matter", "\udcff", "--reason", "\udce4", state=tmp_path / "state"
    )
    assert "Hold 1" in done.stdout
    assert "none changed" in chatscrub("audit", "verify", state=tmp_path / "state").stdout


def test_an_update_keeps_a_copy_of_the_ledger_as_it_was(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood = states(home / "state")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("ALTER TABLE hold ADD COLUMN more TEXT",)))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    assert states(home / "state") == stood
    copy = home / "state" / f"ledger-before-v{schema.VERSION}.sqlite3"
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION - 1
        assert old.execute("SELECT count(*) FROM task").fetchone()[0] == len(stood)
    kept = copy.read_bytes()
    assert states(home / "state") == stood
    assert copy.read_bytes() == kept
    monkeypatch.undo()
    with pytest.raises(UsageError, match="newer"):
        opened(home / "state")
    # What the sentence about a damaged ledger asks for works.
    shutil.copy(copy, home / "state" / FILE)
    assert states(home / "state") == stood


def test_an_update_that_fails_leaves_the_ledger_as_it_was(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood = states(home / "state")
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE more (id)", "CREATE TABLE hold (id)"))
    )
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(LedgerError, match="not laid out"):
        opened(home / "state")
    monkeypatch.undo()
    assert states(home / "state") == stood


def test_two_processes_record_at_once_and_both_succeed(base: Path, tmp_path: Path) -> None:
    root = program_with(tmp_path / "root", "credentials/stripe.toml")
    export(
        tmp_path / "in" / "noah.zip", [chat("other", f"a key {TOKEN}")], email="noah@brightwater.test", user="user-noah"
    )
    command = [sys.executable, "-m", "chatscrub", "scan", "-q", "--out"]
    running = [
        subprocess.Popen(
            [*command, str(tmp_path / name), str(path)],
            env={**os.environ, "CHATSCRUB_STATE": str(tmp_path / "state")},
            stderr=subprocess.PIPE, text=True, cwd=root,
        )
        for name, path in (("one", base / "first.zip"), ("two", tmp_path / "in" / "noah.zip"))
    ]  # fmt: skip
    for each in running:
        _, errors = each.communicate(timeout=120)
        assert each.returncode == 1, errors
    with opened(tmp_path / "state") as ledger:
        assert ledger.value("SELECT count(*) FROM run WHERE finished IS NOT NULL") == 2
        assert ledger.value("SELECT count(*) FROM archive") == 2
        assert ledger.value("PRAGMA integrity_check") == "ok"
    assert "none changed" in chatscrub("audit", "verify", state=tmp_path / "state").stdout


def test_a_clock_that_goes_back_loses_and_closes_no_task(home: Path) -> None:
    stood = states(home / "state")
    scanned_into(home / "state", home / "second.zip", now="2020-01-01T00:00:00+00:00")
    after = states(home / "state", "2020-01-01T00:00:00+00:00")
    assert {key: each[2] for key, each in after.items()} == {key: each[2] for key, each in stood.items()}
    assert "none changed" in chatscrub("audit", "verify", state=home / "state").stdout


def test_a_transaction_inside_another_one_is_part_of_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path, KEY) as ledger:
        with pytest.raises(KeyError):
            _add_two_and_fail(ledger)
        assert ledger.value("SELECT count(*) FROM employee") == 0
        with ledger.transaction():
            ledger.write("INSERT INTO employee (employee, name, language) VALUES ('whole', NULL, 'en')")
        assert ledger.value("SELECT count(*) FROM employee") == 1


SETTLED, UNSETTLED = 2, 1  # as SQLite numbers FULL and NORMAL


def test_a_transaction_waits_for_the_disk_unless_it_says_otherwise(tmp_path: Path) -> None:
    with open_ledger(tmp_path, KEY) as ledger:
        with ledger.transaction(settled=False):
            assert ledger.value("PRAGMA synchronous") == UNSETTLED
        with ledger.transaction():
            assert ledger.value("PRAGMA synchronous") == SETTLED


def test_without_a_write_ahead_log_every_transaction_waits_for_the_disk(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "is_on_network", lambda _: True)
    with opened(home / "state") as ledger, ledger.transaction(settled=False):
        assert ledger.value("PRAGMA synchronous") == SETTLED


@pytest.mark.parametrize(("seconds", "in_the_midst"), [(3600.0, UNSETTLED), (0.0, SETTLED)])
def test_of_many_archives_records_wait_for_the_disk_now_and_then_and_the_end_of_the_run_always(
    seconds: float, in_the_midst: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    plain = Database.transaction

    @contextmanager
    def noting(ledger: Database, *, settled: bool = True) -> Iterator[None]:
        with plain(ledger, settled=settled):
            seen.append(ledger.value("PRAGMA synchronous"))
            yield

    monkeypatch.setattr(recording, "SETTLING", seconds)
    exports = [export(tmp_path / f"{name}.zip", [chat(name, CARD)]) for name in ("a", "b", "c")]
    monkeypatch.setattr(Database, "transaction", noting)
    scanned_into(tmp_path / "state", *exports)
    assert seen.count(in_the_midst) >= len(exports)
    assert seen[0] == seen[-1] == SETTLED


def test_many_rows_are_written_in_parts_all_of_them_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_ROWS", 3)
    add = "INSERT INTO employee (employee, name, language) VALUES (?, ?, 'en')"
    with open_ledger(tmp_path, KEY) as ledger:
        ledger.write_many(add, ((f"e{number}", "half \ud83d" if number == 7 else "Ann") for number in range(10)))
        assert ledger.value("SELECT count(*) FROM employee") == 10
        assert ledger.value("SELECT name FROM employee WHERE employee = 'e7'") == "half ?"
        with pytest.raises(sqlite3.IntegrityError):
            ledger.write_many(add, [*((f"f{number}", "Ben") for number in range(10)), ("e7", "twice")])
        assert ledger.value("SELECT count(*) FROM employee") == 10


def _add_two_and_fail(ledger: Database) -> None:
    with ledger.transaction():
        ledger.write("INSERT INTO employee (employee, name, language) VALUES ('outer', NULL, 'en')")
        with ledger.transaction():
            ledger.write("INSERT INTO employee (employee, name, language) VALUES ('inner', NULL, 'en')")
        raise KeyError


# A small process that forks: this one has all that other tests loaded, and each of its children would have it too.
MAKING = textwrap.dedent("""
    import os, sys
    from pathlib import Path
    from chatscrub.ledger.opening import open_ledger
    for number in range(80):
        state = Path(sys.argv[1], str(number))
        state.mkdir()
        barrier, release = os.pipe()
        children = []
        for _ in range(4):
            child = os.fork()
            if child == 0:
                os.close(release)
                os.read(barrier, 1)
                try:
                    open_ledger(state, b"k" * 32).close()
                    os._exit(0)
                finally:
                    os._exit(1)
            children.append(child)
        os.close(barrier)
        os.close(release)
        print(*(os.waitpid(child, 0)[1] for child in children))
""")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no processes")
def test_programs_that_make_a_ledger_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", MAKING, tmp_path], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("0 0 0 0\n" * 80, 0), done.stderr
