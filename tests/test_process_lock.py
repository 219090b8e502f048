"""A lock is its process's alone, and is free the moment that this is gone."""

from __future__ import annotations

import errno
import os
import signal
import threading
from pathlib import Path

import orjson
import pytest

from chatscrub import process_lock
from chatscrub.process_lock import HeldError, ProcessLock, is_held, process_start

POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@POSIX
def test_a_lock_is_free_when_its_process_is_killed_though_a_child_of_it_lives(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        lock = ProcessLock(path)
        lock.take()
        grandchild = os.fork()
        if grandchild:
            os.write(tell, grandchild.to_bytes(4))
        signal.pause()
        os._exit(1)
    grandchild = int.from_bytes(os.read(told, 4))
    try:
        assert is_held(path)
        with pytest.raises(HeldError) as held:
            ProcessLock(path).take()
        assert held.value.holder == child
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.kill(grandchild, 0)  # it lives
        assert not is_held(path)
        ProcessLock(path).take()
    finally:
        os.kill(grandchild, signal.SIGKILL)
        os.close(told)
        os.close(tell)


@POSIX
def test_somebody_who_only_looks_does_not_keep_a_lock_from_being_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    path.touch(0o600)
    looking = os.open(path, os.O_RDWR)
    process_lock._for_a_look(looking)
    threading.Timer(0.01, os.close, [looking]).start()
    ProcessLock(path).take()
    assert is_held(path)


@POSIX
def test_a_file_that_is_removed_while_it_is_taken_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = tmp_path / "a.lock", process_lock._exclusively
    removed: list[int] = []

    def removed_meanwhile(handle: int) -> None:
        if len(removed) < 2:
            removed.append(handle)
            path.unlink()
        real(handle)

    monkeypatch.setattr(process_lock, "_exclusively", removed_meanwhile)
    lock = ProcessLock(path)
    lock.take()
    assert len(removed) == 2
    with pytest.raises(HeldError):
        ProcessLock(path).take()
    lock.release(remove=True)
    assert not path.exists()
    lock.release()  # once more is nothing


@POSIX
def test_where_a_disk_has_no_locks_a_file_is_held_by_the_process_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(process_lock, "_for_a_look", none)
    path, parent = tmp_path / "a.lock", os.getppid()
    assert not is_held(path)
    for started, holds in ((process_start(parent), True), ("another boot 17", False)):
        path.write_bytes(orjson.dumps({"pid": parent, "started": started}))
        assert is_held(path) is holds
