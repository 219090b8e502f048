"""A disk that is really full, and a limit on the size of files: one sentence, nothing half, and with room all is done.

The disk is a small one in memory, which takes the right to mount; where that is missing the limit takes its place.
tests/test_disk_faults.py lets single writes fail. ``python -m benchmarks.killing --kills 0 --disk`` takes more sizes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests import test_disk_faults as faults
from tests.crashing import Checkpoints, Command, files_of, in_child, ledger_of, passing, said_beside
from tests.test_checkpoints import bases, copied, is_whole

__all__ = ["bases"]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
SIZE = 32 << 20
"""Bytes of the disk; the ledger takes most of them."""
_PAGE = 4096
_MOUNT = ("mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "none")
NAMES = ("scan", "watch", "report", "todo done")
# A watcher takes nothing from the start where there is little room; here it is to run out of it in the middle.
_ANY_ROOM = {"chatscrub.watch.watcher.NEEDED": 0}
COMMANDS = {
    name: replace(faults.COMMANDS[name], patches={**faults.COMMANDS[name].patches, **_ANY_ROOM}) for name in NAMES
}
# Bytes left for all, or for each file: enough to begin with, and too few to end.
LEFT = {"scan": 640 << 10, "watch": 320 << 10, "report": 80 << 10, "todo done": 16 << 10}
LIMIT = {"scan": 128 << 10, "watch": 256 << 10, "report": 16 << 10, "todo done": 4 << 10}


def may_mount(folder: Path) -> bool:
    """Whether this user may give a folder a disk of its own."""
    place = folder / "tried"
    place.mkdir()
    is_mounted = subprocess.run([*_MOUNT, str(place)], check=False, capture_output=True).returncode == 0
    if is_mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    return is_mounted


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """What lies in a folder, on a disk of its own."""
    aside = folder.with_name(f"{folder.name}.aside")
    folder.rename(aside)
    folder.mkdir()
    subprocess.run([*_MOUNT, str(folder)], check=True)
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path, left: int) -> Iterator[None]:
    """But for so many bytes."""
    disk = os.statvfs(folder)
    with (folder / "ballast").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(_PAGE, disk.f_bavail * disk.f_frsize - left))
    try:
        yield
    finally:
        (folder / "ballast").unlink()


def stands(command: Command, code: int, base: Path, folder: Path, expected: Path) -> None:
    """Looks at what a command that something was short for said, and at what stands."""
    said = said_beside(folder).read_text()
    assert "internal failure" not in said, said
    assert "Traceback" not in said, said
    is_watch = command.words[0] == "watch"
    if code not in command.codes:
        assert code in (2, 4), said
        assert is_watch or said.splitlines()[-1].startswith("chatscrub: "), said
    ledger_of(folder / "state")
    before, after = files_of(base), files_of(expected)
    for name, data in files_of(folder).items():
        is_known = data in (before.get(name), after.get(name))
        assert is_known or name.endswith(".partial") or (is_watch and is_whole(name, data)), f"{name} is half written"


def ends(command: Command, code: int, folder: Path, expected: Path) -> None:
    """Runs it with room, unless it has ended as it should, and compares with one that always had it."""
    if code not in command.codes:
        assert command.run(folder) in command.codes
    assert files_of(folder) == files_of(expected)
    assert ledger_of(folder / "state") == ledger_of(expected / "state")
    assert passing(folder) == []


def runs_full(command: Command, base: Path, folder: Path, expected: Path, left: int) -> int:
    """On a disk with so many bytes left; its exit code."""
    copied(base, folder)
    with small_disk(folder):
        with filled(folder, left):
            code = command.run(folder)
        stands(command, code, base, folder, expected)  # SQLite itself needs room to look
        ends(command, code, folder, expected)
    return code


def runs_limited(command: Command, base: Path, folder: Path, expected: Path, limit: int) -> int:
    """With files of so many bytes at most; its exit code."""
    import resource

    copied(base, folder)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        command.here(Checkpoints(folder))

    code = in_child(work)
    stands(command, code, base, folder, expected)
    ends(command, code, folder, expected)
    return code


@pytest.mark.parametrize(("name", "limited"), [*((each, False) for each in NAMES), ("report", True)])
def test_on_a_full_disk_a_command_says_so_and_with_room_it_ends_as_an_undisturbed_one(
    name: str, limited: bool, bases: dict[str, Path], tmp_path: Path
) -> None:
    command, expected = COMMANDS[name], copied(bases[name], tmp_path / "expected")
    assert command.run(expected) in command.codes
    if limited or not may_mount(tmp_path):
        code = runs_limited(command, bases[name], tmp_path / "limit000", expected, LIMIT[name])
    else:
        code = runs_full(command, bases[name], tmp_path / "disk0000", expected, LEFT[name])
    assert code not in command.codes


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_is_printed_to_a_full_disk_is_missed_and_the_exit_code_stands(unbuffered: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "chatscrub"]
    surroundings = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        printed = subprocess.run(
            [*words, "--help"], check=False, stdout=full, stderr=subprocess.PIPE, text=True, env=surroundings
        )
        nowhere = ["todo", "list", "--state", str(tmp_path)]
        told = subprocess.run([*words, *nowhere], check=False, stdout=subprocess.PIPE, stderr=full, env=surroundings)
    assert printed.stderr == (
        "chatscrub: what is printed cannot be written (No space left on device); make room where it goes, and in the "
        "temporary folder\n"
    )
    assert (printed.returncode, told.returncode) == (4, 2)
