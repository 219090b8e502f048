"""What lies on the disk in place of memory is, when it is asked for, what was put there."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub import shelf as shelves
from chatscrub.checklist import tasks_of
from chatscrub.checklist.tasks import TasksById
from chatscrub.errors import OutputError
from chatscrub.exposure import Exposures, join, rank
from chatscrub.json_text import document
from chatscrub.model.conversation import Account, Audience, Conversation, SharedLink
from chatscrub.model.detector import Severity
from chatscrub.model.exposure import Band, Exposure, Leak, Target
from chatscrub.model.run import ArchiveResult
from chatscrub.model.task import Task, TracedTask
from chatscrub.packing import Packing
from chatscrub.private_file import write_changed
from chatscrub.shelf import Chosen, Shelf
from tests.test_checklist import NOBODY

texts = st.text(max_size=20) | st.sampled_from(("a\ud800b", "\0", "line\nline", "…", ""))
moments = st.none() | st.integers(0, 1 << 32).map(lambda seconds: datetime.fromtimestamp(seconds / 8, UTC))
accounts = st.builds(Account, texts, id=st.none() | texts, email=st.none() | texts, name=st.none() | texts)
conversations = st.builds(
    Conversation,
    st.sampled_from(("chatgpt", "slack")),
    st.sampled_from((None, "", "one", "two")),
    accounts,
    url=st.none() | texts,
    audience=st.sampled_from(Audience),
    shared_links=st.lists(st.builds(SharedLink, texts, texts, st.none() | st.booleans()), max_size=2).map(tuple),
    created_at=moments,
)
floats = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def exposures(draw: st.DrawFn) -> Exposure:
    conversation, account = draw(conversations), draw(accounts)
    return Exposure(
        conversation,
        draw(st.sampled_from(("anna", "ben"))),
        draw(texts),
        draw(texts),
        draw(st.integers(0, 100)),
        draw(texts),
        draw(st.sampled_from(Band)),
        draw(floats),
        draw(st.none() | st.sampled_from(Severity)),
        draw(st.booleans()),
        draw(st.integers(0, 9)),
        draw(st.integers(0, 9)),
        draw(st.integers(0, 9)),
        (draw(texts),),
        (draw(st.floats(0, 9)), 0.0),
        (Target(conversation.object, draw(st.none() | texts), None, account, conversation, ((draw(texts), 2),)),),
        (Leak("f" * 64, draw(texts), draw(texts), Severity.HIGH, draw(texts), account, conversation, draw(moments)),),
        ei=draw(floats),
        owner=draw(st.none() | accounts),
    )


@given(st.lists(exposures(), max_size=4), st.integers(0, 2000), st.just(0) | st.integers(0, 4000))
def test_what_is_taken_from_a_shelf_is_what_was_put_there_in_memory_or_not(
    met: list[Exposure], memory: int, at_hand: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "_AT_HAND", at_hand)
        patch.setattr(shelves, "_IN_MEMORY", memory)
        shelf = Shelf.of(Exposure, met)
        assert list(shelf) == met
        assert shelf == met
        assert list(map(repr, shelf)) == list(map(repr, met))  # a float is still one
        for number, each in enumerate(met):
            shelf.replace(number, replace(each, gone=True))
        assert [each.gone for each in shelf] == [True] * len(met)
        shelf.keep(reversed(range(len(met))))
        assert [each.archive for each in shelf] == [each.archive for each in met[::-1]]


@given(
    st.integers(0, 400),
    st.lists(
        st.tuples(st.sampled_from(("read", "put", "replace", "keep")), st.integers(-9, 8), st.text("ab", max_size=30)),
        max_size=30,
    ),
)
def test_what_is_at_hand_is_what_was_put_there_last(at_hand: int, steps: list[tuple[str, int, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelves, "_AT_HAND", at_hand)
        shelf, held = Shelf(SharedLink), list[SharedLink]()
        for step, number, url in steps:
            link = SharedLink("id", url)
            if step == "put":
                shelf.append(link)
                held.append(link)
            elif step == "keep":
                kept = [each for each in range(len(held) - 1, -1, -1) if each % 3]
                shelf.keep(kept)
                held = [held[each] for each in kept]
            elif -len(held) <= number < len(held):
                if step == "replace":
                    shelf.replace(number, link)
                    held[number] = link
                assert shelf[number] == held[number]
        assert list(shelf) == list(shelf) == held


def test_records_are_at_hand_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    link = SharedLink("id", "url")
    monkeypatch.setattr(shelves, "_AT_HAND", 2 * len(Packing[SharedLink](SharedLink).pack(link)))
    shelf = Shelf.of(SharedLink, [link] * 3)
    assert [first is again for first, again in zip(shelf, shelf, strict=True)] == [True, True, False]


def test_a_record_in_the_place_of_another_takes_its_room_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    link = SharedLink("id", "url")
    monkeypatch.setattr(shelves, "_AT_HAND", len(Packing[SharedLink](SharedLink).pack(link)))
    shelf = Shelf.of(SharedLink, [link])
    for _ in range(3):
        shelf.replace(0, SharedLink("id", "url"))
        assert shelf[0] is shelf[0]


def test_some_of_a_sequence_are_a_sequence() -> None:
    chosen = Chosen("abcdef", [5, 0, 2])
    assert (len(chosen), list(chosen), chosen[1], list(chosen[1:])) == (3, ["f", "a", "c"], "a", ["a", "c"])
    assert chosen == ["f", "a", "c"]
    assert chosen != ["f", "a"]


@given(st.lists(st.tuples(exposures(), st.sampled_from(("same", "next", "forgotten"))), max_size=8))
def test_conversations_of_several_archives_are_joined_as_they_come(met: list[tuple[Exposure, str]]) -> None:
    gathered, joined, new = Exposures(), list[Exposure](), list[Exposure]()

    def key(each: Exposure) -> tuple[Any, ...]:
        own = each.conversation.id or object()
        return (each.conversation.provider, each.conversation.object, own, each.employee)

    keys: list[tuple[Any, ...]] = []
    for each, then in met:
        gathered.add(each)
        new.append(each)
        assert list(gathered.new) == new
        if then == "next":
            gathered.take()
            for one in new:
                if (known := key(one)) in keys:
                    joined[keys.index(known)] = join(joined[keys.index(known)], one)
                else:
                    joined.append(one)
                    keys.append(known)
            new.clear()
        elif then == "forgotten":
            gathered.discard()
            new.clear()
    assert list(gathered.all) == joined
    assert list(rank(gathered.all)) == list(rank(joined))


@given(exposures())
def test_tasks_are_the_same_when_they_are_read_again(exposure: Exposure) -> None:
    account = Account("chatgpt", email="anna@example.org")
    exposure = replace(exposure, owner=account, conversation=replace(exposure.conversation, provider="chatgpt"))
    made = tasks_of([exposure], NOBODY, {}, date(2026, 11, 1)).tasks
    packing = Packing[TracedTask](TracedTask)
    assert all(packing.unpack(packing.pack(each)) == each for each in made.values())
    assert all(made[each.task.id] == each for each in made.values())
    assert isinstance(made, TasksById)


@given(st.lists(st.builds(Task, *[st.just("x")] * 3, st.just("delete"), *[texts] * 4, st.just(()), st.just(()))))
def test_a_document_in_pieces_is_that_of_orjson(tasks: list[Task]) -> None:
    whole = {"first": {"nested": [1, {"a": "b"}]}, "tasks": tasks, "empty": [], "none": None, "last": "x"}
    try:
        wanted = orjson.dumps(whole, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        return  # half a surrogate pair
    assert b"".join(document(whole, {"tasks": iter(tasks), "empty": iter(())})) == wanted


@pytest.mark.parametrize("earlier", [None, b"", b"ab", b"abcdef", b"abcdefgh", b"abXdef", b"xbcdef"])
def test_a_file_in_pieces_is_written_where_it_changed_and_only_there(earlier: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    if earlier is not None:
        path.write_bytes(earlier)
        os.utime(path, (1, 1))
    assert write_changed(path, iter((b"abc", b"d", b"ef"))) == (earlier != b"abcdef")
    assert path.read_bytes() == b"abcdef"
    assert (path.stat().st_mtime == 1) == (earlier == b"abcdef")
    assert [each.name for each in tmp_path.iterdir()] == ["list.md"]


def test_a_file_whose_pieces_fail_is_as_it_was(tmp_path: Path) -> None:
    def pieces(number: int) -> bytes:
        return b"abc"[number : number + 1] if number < 3 else orjson.dumps(object())

    path = tmp_path / "list.md"
    path.write_bytes(b"abX")
    with pytest.raises(TypeError):
        write_changed(path, map(pieces, range(4)))
    assert path.read_bytes() == b"abX"
    assert [each.name for each in tmp_path.iterdir()] == ["list.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open has a name there")
def test_a_shelf_is_a_file_without_a_name_and_a_full_disk_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(shelves, "_IN_MEMORY", 0)
    monkeypatch.setattr(shelves, "_AT_HAND", 0)
    shelf = Shelf.of(ArchiveResult, [ArchiveResult("a.zip", "chatgpt", covers={Account("chatgpt", id="a")})])
    assert shelf[0].covers == {Account("chatgpt", id="a")}
    assert not list(tmp_path.iterdir())
    if not Path("/dev/full").exists():
        return
    assert shelf._file is not None
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, shelf._file.fileno())
    os.close(full)
    with pytest.raises(OutputError, match="make room there, or set TMPDIR"):
        shelf.append(ArchiveResult("b.zip", "chatgpt"))
