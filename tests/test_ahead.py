"""The next bytes of a member are made while others work on those before them, and nothing else changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from chatscrub.archive import HEAD, made_ahead
from chatscrub.errors import ArchiveError

LARGE = b"x" * (HEAD + 1)


@pytest.mark.parametrize("chunks", [(), (b"a",), (b"a", b"b", b"c"), (LARGE,), (b"a", LARGE, b"b"), (LARGE, LARGE)])
def test_the_chunks_are_the_same_and_in_order(chunks: tuple[bytes, ...]) -> None:
    assert tuple(made_ahead(iter(chunks))) == chunks


def test_what_follows_is_made_by_another_thread_before_it_is_asked_for() -> None:
    made = threading.Event()
    threads = set()

    def chunks() -> Iterator[bytes]:
        yield LARGE
        threads.add(threading.current_thread())
        made.set()
        yield b"rest"

    given = made_ahead(chunks())
    assert next(given) == LARGE
    assert made.wait(60)
    assert next(given) == b"rest"
    assert threading.current_thread() not in threads


def test_no_thread_makes_what_follows_a_head_which_is_all_that_many_look_at() -> None:
    threads = []

    def chunks() -> Iterator[bytes]:
        for chunk in (b"head", b"more", b"end"):
            threads.append(threading.current_thread())
            yield chunk

    assert list(made_ahead(chunks())) == [b"head", b"more", b"end"]
    assert set(threads) == {threading.current_thread()}


def test_damage_is_raised_behind_the_last_whole_chunk() -> None:
    def chunks() -> Iterator[bytes]:
        yield LARGE
        yield b"whole"
        raise ArchiveError("chats.zip:conversations.json: is cut off; download it again")

    given = made_ahead(chunks())
    assert [next(given), next(given)] == [LARGE, b"whole"]
    with pytest.raises(ArchiveError, match="is cut off"):
        next(given)


@pytest.mark.parametrize("taken", [1, 2])
def test_who_stops_early_closes_the_member_although_its_next_chunk_is_being_made(taken: int) -> None:
    closed = threading.Event()

    def chunks() -> Iterator[bytes]:
        try:
            for _ in range(9):
                yield LARGE
        finally:
            closed.set()

    given = made_ahead(chunks())
    for _ in range(taken):
        next(given)
    given.close()
    assert closed.is_set()
