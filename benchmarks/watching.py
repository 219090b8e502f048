"""A watched folder under load: exports that are dropped slowly while the watcher is killed, memory, idle time, many files.

    python -m benchmarks.watching --exports 60 --kills 20 --many 500 --files 100000

Prints counts against those of a plain scan of the same exports; they must agree. Needs a POSIX system with /proc.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import orjson

from benchmarks.corpus_texts import Talk
from benchmarks.layouts.chatgpt import conversation
from chatscrub.archive import Identity
from chatscrub.ledger.dropped import DroppedFiles, DropState
from chatscrub.ledger.opening import open_ledger
from chatscrub.watch.intake import Intake
from chatscrub.watch.listing import list_folder
from chatscrub.watch.settling import Settling

_TICKS = os.sysconf("SC_CLK_TCK")


def export(path: Path, number: int, chats: int = 3) -> None:
    """A small ChatGPT export of one person, with something to find in most of its chats."""
    talk = Talk(random.Random(number), often=0.05)
    conversations = [conversation(talk) for _ in range(chats)]
    user = {"id": f"user-{number}", "email": f"person{number}@brightwater-logistics.de"}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", orjson.dumps(conversations))
        archive.writestr("user.json", orjson.dumps(user))


def drop_slowly(exports: list[Path], drop: Path, seconds: float) -> None:
    """Copies exports in pieces, some under another name first, some over an earlier one."""
    random_ = random.Random(1)
    for number, path in enumerate(exports):
        folder = drop / f"team{number % 3}"
        folder.mkdir(exist_ok=True)
        data = path.read_bytes()
        target = folder / path.name
        partial = target.with_name(target.name + ".part") if number % 3 == 0 else target
        with partial.open("wb") as file:
            for at in range(0, len(data), len(data) // 5 + 1):
                file.write(data[at : at + len(data) // 5 + 1])
                file.flush()
                time.sleep(seconds * random_.random() / 5)
        if partial != target:
            partial.rename(target)


def watch(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """The real program."""
    command = [
        sys.executable, "-m", "chatscrub", "watch", str(folder / "drop"), "--out", str(folder / "out"), "--state",
        str(folder / "state"), *more,
    ]  # fmt: skip
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def counts(state: Path) -> tuple[int, ...]:
    """Exports, findings, tasks, tasks by distinct object, and whether the ledger is whole."""
    with sqlite3.connect(state / "ledger.sqlite3") as connection:
        queries = (
            "SELECT count(*) FROM archive", "SELECT count(*) FROM finding", "SELECT count(*) FROM task",
            "SELECT count(*) FROM (SELECT DISTINCT employee, action, kind, identity FROM task)",
            "SELECT integrity_check = 'ok' FROM pragma_integrity_check",
        )  # fmt: skip
        found = tuple(connection.execute(query).fetchone()[0] for query in queries)
    connection.close()
    return found


def rss(pid: int) -> int:
    """Resident memory in MB."""
    fields = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGESIZE") // 1_000_000


def cpu(pid: int) -> float:
    """Seconds of processor time."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def killed(folder: Path, exports: int, kills: int, jobs: str) -> None:
    """Drops slowly, kills at random, and ends with an undisturbed pass."""
    (folder / "made").mkdir(parents=True)
    (folder / "drop").mkdir()
    made = [folder / "made" / f"{number:04}.zip" for number in range(exports)]
    for number, path in enumerate(made):
        export(path, number)
    dropping = multiprocessing.get_context("spawn").Process(
        target=drop_slowly, args=(made, folder / "drop", kills * 3.0 / exports)
    )
    dropping.start()
    random_ = random.Random(2)
    done = 0
    while done < kills:
        process = watch(folder, "--interval", "1", "--settle", "0.3", "--after", "move", "--jobs", jobs)
        time.sleep(random_.uniform(0.5, 5.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        done += 1
    dropping.join()
    process = watch(folder, "--once", "--settle", "0.3", "--after", "move", "--jobs", jobs)
    code = process.wait()
    plain = [sys.executable, "-m", "chatscrub", "scan", str(folder / "made"), "--out", str(folder / "plain")]
    subprocess.run([*plain, "--state", str(folder / "plain-state"), "--quiet"], check=False)
    got, wanted = counts(folder / "state"), counts(folder / "plain-state")
    moved = len(list((folder / "drop" / "done").rglob("*.zip")))
    failed = len(list((folder / "drop" / "failed").rglob("*.zip")))
    left = len(list((folder / "drop").glob("team*/*.zip")))
    lists = len(list((folder / "out" / "checklists").glob("*.md")))
    plain_lists = len(list((folder / "plain" / "checklists").glob("*.md")))
    print(f"{exports} exports dropped slowly, {kills} kills, {jobs} jobs, exit code at the end {code}:")
    print(f"  watched: exports, findings, tasks, distinct, whole = {got}; lists {lists}")
    print(f"  scanned: exports, findings, tasks, distinct, whole = {wanted}; lists {plain_lists}")
    print(f"  in done {moved}, in failed {failed}, left {left}: {'the same' if got == wanted else 'DIFFERENT'}")


def memory(folder: Path, many: int) -> None:
    """Resident memory while many exports are taken, then what idle time costs."""
    (folder / "drop").mkdir(parents=True)
    for number in range(many):
        export(folder / "drop" / f"{number:04}.zip", number, 2)
    began = time.monotonic()
    process = watch(folder, "--interval", "2", "--settle", "0.5", "--poll")
    seen: dict[int, int] = {}
    taken = 0
    while taken < many and process.poll() is None:
        time.sleep(0.5)
        if (folder / "state" / "ledger.sqlite3").exists():
            try:
                taken = counts_of_exports(folder / "state")
            except sqlite3.OperationalError:
                continue
            seen[taken] = rss(process.pid)
    took = time.monotonic() - began
    points = [min((n for n in seen if n >= share * many), default=taken) for share in (0.1, 0.25, 0.5, 0.75, 1)]
    print(f"{many} exports in {took:.0f} s; MB resident after n exports: {[(n, seen[n]) for n in points]}")
    time.sleep(3)
    before, start = cpu(process.pid), time.monotonic()
    time.sleep(20)
    share = (cpu(process.pid) - before) / (time.monotonic() - start)
    print(f"idle with {many} files, a look every 2 s: {share:.2%} of a processor, {rss(process.pid)} MB")
    process.send_signal(signal.SIGTERM)
    start = time.monotonic()
    print(f"SIGTERM: exit code {process.wait()} after {time.monotonic() - start:.2f} s")


def counts_of_exports(state: Path) -> int:
    """So many are recorded."""
    with sqlite3.connect(f"file:{state / 'ledger.sqlite3'}?mode=ro", uri=True) as connection:
        count = int(connection.execute("SELECT count(*) FROM archive").fetchone()[0])
    connection.close()
    return count


def listing(folder: Path, files: int) -> None:
    """What one look costs where many files lie that were all decided about."""
    for number in range(files):
        place = folder / "drop" / f"team{number % 100:02}"
        if number < 100:
            place.mkdir(parents=True)
        (place / f"{number:06}.zip").touch()
    (folder / "state").mkdir()
    with open_ledger(folder / "state", b"k" * 32) as database:
        dropped = DroppedFiles(database, folder / "drop")
        found = list_folder(folder / "drop")
        began = time.perf_counter()
        dropped.put(found.files.items(), DropState.DONE)
        print(f"{files:,} files noted: {time.perf_counter() - began:.2f} s")
        intake = Intake(folder / "drop", dropped, Settling(10), lambda *_: None)
        began = time.perf_counter()
        found = list_folder(folder / "drop")
        listed = time.perf_counter()
        intake.look(found, 0)
        print(f"a look at them: listing {listed - began:.2f} s, comparing {time.perf_counter() - listed:.2f} s")
        new = folder / "drop" / "team00" / "new.zip"
        export(new, 1)
        found = list_folder(folder / "drop")
        began = time.perf_counter()
        intake.look(found, 1)
        print(f"comparing with one new file among them: {time.perf_counter() - began:.2f} s")
        assert Identity.of(new.lstat()) == found.files["team00/new.zip"]
    print(f"memory with all of them known: {rss(os.getpid())} MB in all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exports", type=int, default=60)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=1, help="of the watcher that is killed")
    parser.add_argument("--many", type=int, default=500)
    parser.add_argument("--files", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.files:
            listing(folder / "listing", options.files)
        if options.many:
            memory(folder / "memory", options.many)
        if options.kills:
            killed(folder / "killed", options.exports, options.kills, str(options.jobs))


if __name__ == "__main__":
    main()
