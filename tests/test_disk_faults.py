"""A disk that is full, read-only or broken, at the writes of commands: one sentence, nothing half, and the next run is whole."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests import test_checkpoints as checkpoints
from tests.crashing import Command, Fault, Target, files_of, ledger_of, passing, said_beside
from tests.test_checkpoints import bases, copied, is_whole

__all__ = ["bases"]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
FAULTS = {
    "full": Fault(errno.ENOSPC),
    "read-only": Fault(errno.EROFS),
    "broken for a moment": Fault(errno.EIO, passes=True),
}
# An export that cannot be moved at this moment is told and stays, so files are kept where they are.
COMMANDS = {
    name: replace(command, words=tuple("keep" if each == "move" else each for each in command.words))
    for name, command in checkpoints.COMMANDS.items()
}
SHARE = 2  # of the checkpoints of each command; benchmarks/killing.py takes all


def fails(
    command: Command, target: Target, fault: Fault, base: Path, folder: Path, expected: Path
) -> None:  # what, where and how
    """Lets a write fail, looks at what is said and what stands, then runs the command once more."""
    code = command.run(copied(base, folder), target, fault=fault)
    said = said_beside(folder).read_text()
    where = f"{target} with {fault}: {code}, {said}"
    assert "internal failure" not in said, where
    assert "Traceback" not in said, where
    is_watch = command.words[0] == "watch"
    # What can be done without, such as removing an older file, is: then the end is as ever.
    if code not in command.codes:
        assert code in (2, 4), where
        assert is_watch or said.splitlines()[-1].startswith("chatscrub: "), where
    ledger_of(folder / "state")
    before, after = files_of(base), files_of(expected)
    for name, data in files_of(folder).items():
        if not name.endswith(".partial"):
            is_known = data in (before.get(name), after.get(name))
            assert is_known or (is_watch and is_whole(name, data)), f"{name} is half written: {where}"
    if fault.passes:
        assert passing(folder) == [], where
    # Where all was done in spite of it, once more would tell that nothing is new.
    done = files_of(folder) == after and ledger_of(folder / "state") == ledger_of(expected / "state")
    if not done or passing(folder):
        assert command.run(folder) in command.codes, where
    assert files_of(folder) == after, where
    assert ledger_of(folder / "state") == ledger_of(expected / "state"), where
    assert passing(folder) == [], where


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["scan", "watch", "report", "hold"])
def test_a_write_that_fails_is_one_sentence_and_the_command_once_more_ends_as_an_undisturbed_one(
    name: str, fault: str, bases: dict[str, Path], tmp_path: Path
) -> None:
    base, command = bases[name], COMMANDS[name]
    points = command.checkpoints(copied(base, tmp_path / "expected"), tmp_path / "log")
    step = len(points) // SHARE
    for number, target in enumerate(points[list(FAULTS).index(fault) * step // 3 :: step][:SHARE]):
        fails(command, target, FAULTS[fault], base, tmp_path / f"failed{number:02}", tmp_path / "expected")
