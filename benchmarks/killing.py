"""kill -9 of every command: at each of its writes, with a fault at each, and of scans and watchers at random moments.

    python -m benchmarks.killing --kills 1000
    python -m benchmarks.killing --kills 0 --writes --faults
    python -m benchmarks.killing --kills 0 --disk

After each kill the ledger is looked at (integrity, foreign keys, no task that is closed without evidence) and every file
that stands (the old one or the new one, or whole); after a command's last kill it runs undisturbed, and must end as one
that was never killed: the same exports, tasks and findings once each, the same files byte for byte but for times, no file
of a command that has not ended. Needs a POSIX system. Runs with three detectors, since a kill asks nothing of them.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests import test_full_disk as full_disk
from tests.crashing import Checkpoints, Command, Fault, files_of, group, ledger_of, passing
from tests.test_checkpoints import COMMANDS, beginnings, copied, is_whole, killed
from tests.test_disk_faults import COMMANDS as FAILING
from tests.test_disk_faults import FAULTS, fails

EVERY_FAULT = {**FAULTS, "denied": Fault(errno.EACCES)}
RANDOM = ("scan", "scan --jobs 2", "watch")
ORPHANS = 60.0  # seconds in which workers of a killed scan must see that it is gone, on a busy machine
CHAIN = 5  # kills of one folder before it is let be
SIZES = (*(each << 12 for each in range(1, 40, 3)), *(each << 16 for each in range(3, 16)))
"""Bytes that are left, or that a file may have: most of what these commands need, and more."""
_LENGTH = 8  # of folders' names: reports cut long paths


def tried(work: Callable[[], object], outcome: Counter[str], where: str) -> None:
    """Counts what holds and what does not, and says where."""
    try:
        work()
        outcome["whole"] += 1
    except AssertionError as error:
        outcome["BROKEN"] += 1
        print(f"  {where}: {str(error).splitlines()[0][:300]}", flush=True)


def run_for(command: Command, folder: Path, seconds: float) -> bool:
    """Runs a command and kills it after so long; whether it was still running."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            command.here(Checkpoints(folder))
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    was_running = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    until = time.monotonic() + ORPHANS
    while group(child) and time.monotonic() < until:  # its workers see for themselves that it is gone
        time.sleep(0.02)
    return was_running


def stands_whole(command: Command, base: Path, folder: Path, expected: Path) -> None:
    """Raises AssertionError where something is half."""
    ledger_of(folder / "state")
    before, after = files_of(base), files_of(expected)
    for name, data in files_of(folder).items():
        if not name.endswith(".partial") and not name.startswith("temporary"):
            is_known = data in (before.get(name), after.get(name))
            assert is_known or (command.words[0] == "watch" and is_whole(name, data)), f"{name} is half written"


def ends_whole(command: Command, folder: Path, expected: Path) -> None:
    """Raises AssertionError where the command, undisturbed, does not end as one that was never killed.

    One that had ended, or was killed behind its last write, is not run again: it would tell that nothing is new.
    """
    if not has_ended(folder, expected) or passing(folder):  # e.g. of a heartbeat, with which a watcher ends
        assert command.run(folder) in command.codes, "it does not end as it should"
    found, wanted = (ledger_of(each / "state") for each in (folder, expected))
    other = [f"{name}: {rows} for {wanted[name]}" for name, rows in found.items() if rows != wanted[name]]
    assert not other, f"the ledger is another: {other}"
    assert not others_of(folder, expected), f"another or left: {others_of(folder, expected)}"
    assert passing(folder) == [], f"left of a command that has not ended: {passing(folder)}"


def others_of(folder: Path, expected: Path) -> list[str]:
    """The files that differ, or that only one of the folders has."""
    found, wanted = files_of(folder), files_of(expected)
    return sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))


def has_ended(folder: Path, expected: Path) -> bool:
    """Whether all is done."""
    return ledger_of(folder / "state") == ledger_of(expected / "state") and not others_of(folder, expected)


def at_random(name: str, base: Path, folder: Path, kills: int, random_: random.Random) -> Counter[str]:
    """So many kills of a command, each folder's one after the other."""
    command, outcome = COMMANDS[name], Counter[str]()
    expected = copied(base, folder / "expected")
    began = time.monotonic()
    assert command.run(expected) in command.codes
    length = time.monotonic() - began
    number = 0
    while outcome["kills"] < kills:
        victim = copied(base, folder / f"{number:0{_LENGTH}}")
        number += 1
        for _ in range(CHAIN):
            was_running = run_for(command, victim, random_.uniform(0, length))
            outcome["kills" if was_running else "ended before"] += 1
            tried(lambda: stands_whole(command, base, victim, expected), outcome, f"{name}, {number}")  # noqa: B023  # it is called here
            if not was_running or has_ended(victim, expected):
                break
        tried(lambda: ends_whole(command, victim, expected), outcome, f"{name}, {number}, at the end")  # noqa: B023  # as above
    return outcome


def at_writes(name: str, base: Path, folder: Path, step: int, *, faults: bool) -> Counter[str]:
    """A kill, or every fault, at each write of a command, or each n-th."""
    command, outcome = (FAILING if faults else COMMANDS)[name], Counter[str]()
    expected = folder / "expected"
    points = command.checkpoints(copied(base, expected), folder / "log")[::step]
    for number, target in enumerate(points):
        for fault in EVERY_FAULT if faults else [""]:
            place = folder / f"{fault[:2]}{number:0{_LENGTH - len(fault[:2])}}"
            outcome["faults" if fault else "kills"] += 1
            if fault:
                tried(
                    lambda: fails(command, target, EVERY_FAULT[fault], base, place, expected),  # noqa: B023  # it is called here
                    outcome,
                    f"{name}, {target[0]}, {fault}",
                )
            else:
                tried(lambda: killed(command, target, base, place, expected), outcome, f"{name}, {target[0]}")  # noqa: B023  # as above
    return outcome


def with_little_room(name: str, base: Path, folder: Path) -> Counter[str]:
    """On a disk with a little more room each time, and with a limit on the size of files that grows likewise."""
    command, outcome = full_disk.COMMANDS[name], Counter[str]()
    expected = copied(base, folder / "expected")
    assert command.run(expected) in command.codes
    for run in (full_disk.runs_full, full_disk.runs_limited):
        for number, size in enumerate(SIZES):
            place = folder / f"{run.__name__[5:7]}{number:0{_LENGTH - 2}}"
            outcome["faults"] += 1
            tried(lambda: run(command, base, place, expected, size), outcome, f"{name}, {run.__name__} {size:,}")  # noqa: B023  # it is called here
    return outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000, help="at random moments, shared by scans and watchers")
    parser.add_argument("--writes", action="store_true", help="also at each write of each command")
    parser.add_argument("--faults", action="store_true", help="also with every fault at each write of each command")
    parser.add_argument("--disk", action="store_true", help="also with little room, on a disk that is mounted for it")
    parser.add_argument("--step", type=int, default=1, help="only each n-th write")
    parser.add_argument("--only", help="only this command, e.g. 'scan --jobs 2'")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random_ = random.Random(options.seed)
    table: list[tuple[str, Counter[str]]] = []
    with tempfile.TemporaryDirectory() as top:
        bases = beginnings(Path(top) / "bases")
        for number, name in enumerate([*RANDOM, *COMMANDS, *COMMANDS]):
            folder = Path(top) / str(number)
            folder.mkdir()
            if options.only not in (None, name):
                continue
            if number < len(RANDOM):
                if options.kills:
                    found = at_random(name, bases[name], folder, options.kills // len(RANDOM), random_)
                    table.append((f"{name}, at random", found))
            elif number < len(RANDOM) + len(COMMANDS):
                if options.writes:
                    table.append(
                        (f"{name}, at each write", at_writes(name, bases[name], folder, options.step, faults=False))
                    )
            elif options.faults:
                table.append((f"{name}, faults", at_writes(name, bases[name], folder, options.step, faults=True)))
        for name in full_disk.NAMES if options.disk else ():
            (Path(top) / f"disk {name}").mkdir()
            table.append((f"{name}, little room", with_little_room(name, bases[name], Path(top) / f"disk {name}")))
    print("| what | kills or faults | ended before | looks that were whole | broken |\n| --- | --: | --: | --: | --: |")
    for what, found in table:
        count = found["kills"] + found["faults"]
        print(f"| {what} | {count:,} | {found['ended before']:,} | {found['whole']:,} | {found['BROKEN']:,} |")


if __name__ == "__main__":
    main()
