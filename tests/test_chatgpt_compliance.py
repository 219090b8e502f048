from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.archive import Archive, Member, open_zip
from chatscrub.model.conversation import Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.outcome import Event, Notice, NotScanned, Skipped
from chatscrub.sources import source_of
from chatscrub.sources.chatgpt_compliance import SOURCE
from tests.reading import read_by

Kind = TypeVar("Kind")
START = 1715947200.0
CHAT = "6643a1b2-0000-4000-8000-00000000c001"
DOWNLOAD = "https://files.example/" + "one-time" + "-address"


def in_memory(files: Mapping[str, bytes | list[Any] | dict[str, Any]], label: str | None = None) -> Archive:
    def member(name: str, value: bytes | list[Any] | dict[str, Any]) -> Member:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        return Member(name, len(data), lambda: iter([data]))

    return Archive("export", tuple(member(name, value) for name, value in files.items()), label)


def lines(*values: Any) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def message(identity: str, value: Any, parent: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "parent_id": parent,
        "created_at": START,
        "author": {"role": "user", "tool_name": None},
        "content": {"type": "text", "value": value, "annotations": []},
        "files": [],
    } | more


def conversation(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "object": "compliance.workspace.conversation",
        "id": CHAT,
        "user_id": "user-mira",
        "user_email": "Mira.Osei@Nordwind.example",
        "created_at": START,
        "last_active_at": START + 60,
        "title": "Offer for the harbour crane",
        "messages": {"object": "list", "data": list(messages), "has_more": False, "last_id": None},
    } | more


def event(number: int, text: str, chat: str = CHAT, user: str = "mira", **more: Any) -> dict[str, Any]:
    return {
        "event_id": f"event-{number}",
        "type": "CONVERSATION_MESSAGE",
        "principal": {"id": "ws-1", "type": "CHATGPT_WORKSPACE"},
        "actor": {"type": "user", "user_id": f"user-{user}", "user_email": f"{user}@Nordwind.example"},
        "timestamp": "2024-05-17T12:00:00Z",
        "message": {
            "id": f"message-{number}",
            "created_at": "2024-05-17T12:00:00Z",
            "author": {"type": "user"},
            "content": {"type": "text", "value": text},
        },
        "conversation": {"id": chat, "title": "Offer", "created_at": "2024-05-17T11:00:00Z"},
    } | more


def events(archive: Archive) -> list[Event]:
    return read_by(SOURCE, archive)


def of(kind: type[Kind], found: Iterable[Event]) -> list[Kind]:
    return [each for each in found if isinstance(each, kind)]


def well_ordered(found: Iterable[Event]) -> bool:
    """Passages stand under the conversation that came last."""
    last: Conversation | None = None
    for each in found:
        if isinstance(each, Conversation):
            last = each
        elif isinstance(each, Passage) and each.conversation is not last:
            return False
    return True


# Whole conversations


@pytest.mark.parametrize(
    "shape",
    [
        lambda item: json.dumps([item]).encode(),
        lambda item: json.dumps({"object": "list", "data": [item], "has_more": False}).encode(),
        lambda item: json.dumps({"data": [item], "object": "list"}, indent=2).encode(),
        lambda item: lines(item, item | {"id": "another-chat"}),
        lambda item: lines({"object": "list", "data": [item]}, {"object": "list", "data": []}),
        lambda item: json.dumps(item).encode(),
    ],
    ids=["array", "page", "indented page", "lines", "pages in lines", "one"],
)
def test_conversations_are_read_in_every_wrapping(shape: Any) -> None:
    archive = in_memory({"mira/2024/05/17/conversations.json": shape(conversation(message("m1", "Dear Ms Abara")))})
    assert source_of(archive) is SOURCE
    found = events(archive)
    first = of(Conversation, found)[0]
    assert (first.id, first.url, first.provider) == (CHAT, f"https://chatgpt.com/c/{CHAT}", "chatgpt")
    assert (first.account.email, first.account.id, first.account.plan) == (
        "mira.osei@nordwind.example",
        "user-mira",
        "enterprise",
    )
    assert first.created_at is not None
    assert first.updated_at is not None
    title, text = of(Passage, found)[:2]
    assert (title.place, title.text) == ("title", "Offer for the harbour crane")
    assert (text.place, text.text, text.role, text.message_id) == (
        "content.value",
        "Dear Ms Abara",
        Role.USER,
        "m1",
    )
    assert text.author == "mira.osei@nordwind.example"
    assert text.sent_at == first.created_at
    assert not of(Skipped, found)


def test_a_zip_of_many_people_gives_each_their_own_account(tmp_path: Path) -> None:
    path = tmp_path / "compliance.zip"
    with zipfile.ZipFile(path, "w") as target:
        for user in ("mira", "ben"):
            item = conversation(user_id=f"user-{user}", user_email=f"{user}@nordwind.example")
            target.writestr(f"{user}/2024/05/17/conversations.json", json.dumps([item]))
    archive = open_zip(path)
    assert source_of(archive) is SOURCE
    keys = {each.account.key for each in of(Conversation, events(archive))}
    assert keys == {"mira@nordwind.example", "ben@nordwind.example"}


def test_an_account_without_a_name_has_the_label_of_the_folder() -> None:
    item = conversation(user_id=None, user_email=None)
    (found,) = of(Conversation, events(in_memory({"a.json": [item]}, label="crane-team")))
    assert found.account.key == "crane-team"


def test_a_fork_is_another_branch_and_a_cut_beginning_is_not() -> None:
    messages = [
        message("a", "cut beginning", parent="not in this file"),
        message("q", "the question", parent="b"),
        message("x", "first answer", parent="q"),
        message("x2", "after the first answer", parent="x"),
        message("y", "second answer", parent="q"),
        message("s", "the system", parent="q", author={"role": "system"}),
        message("y2", "after the second answer", parent="y"),
    ]
    found = {each.text: each.branch for each in of(Passage, events(in_memory({"a.json": [conversation(*messages)]})))}
    assert found == {
        "Offer for the harbour crane": Branch.CURRENT,
        "cut beginning": Branch.CURRENT,
        "the question": Branch.CURRENT,
        "first answer": Branch.OTHER,
        "after the first answer": Branch.OTHER,
        "second answer": Branch.CURRENT,
        "the system": Branch.HIDDEN,
        "after the second answer": Branch.CURRENT,
    }


def test_a_cycle_of_parents_ends() -> None:
    item = conversation(message("a", "one text", parent="b"), message("b", "two text", parent="a"))
    assert {"one text", "two text"} <= {each.text for each in of(Passage, events(in_memory({"a.json": [item]})))}


def test_a_conversation_with_more_pages_is_incomplete_and_still_read() -> None:
    item = conversation()
    item["messages"] = {"object": "list", "data": [message("m", "first page")], "has_more": True}
    found = events(in_memory({"a.json": [item]}))
    assert [each.path for each in of(Skipped, found)] == ["a.json"]
    assert "first page" in {each.text for each in of(Passage, found)}


def test_files_are_counted_by_masked_name_and_their_address_is_nowhere() -> None:
    files = [{"id": "file-1", "name": "passport abara.png", "download_url": DOWNLOAD}, {"id": "file-2"}]
    logged = event(1, "text")
    logged["message"]["files"] = files
    for value in (conversation(message("m", "text", files=files)), logged):
        found = events(in_memory({"a.json": [value]}))
        assert [(each.what, each.name, each.conversation_id) for each in of(NotScanned, found)] == [
            ("uploaded files", "p…(14).png", CHAT),
            ("uploaded files", None, CHAT),
        ]
        assert "passport abara.png" in {each.text for each in of(Passage, found)}
        assert DOWNLOAD not in "".join(each.text + each.place for each in of(Passage, found))


def test_deleted_chats_and_messages_are_marked() -> None:
    item = conversation(message("m", "gone", deleted_at=START), message("n", "kept"))
    flags = {each.text: each.flags for each in of(Passage, events(in_memory({"a.json": [item]})))}
    assert (flags["gone"], flags["kept"]) == (("deleted-but-retained",), ())
    item = conversation(message("m", "text"), deleted_at=START)
    found = of(Passage, events(in_memory({"a.json": [item]})))
    assert {each.flags for each in found} == {("deleted-but-retained",)}


def test_custom_instructions_come_once_a_person_under_the_setting() -> None:
    def item(number: int, user: str) -> dict[str, Any]:
        note = message("i", "Answer briefly", content={"type": "user_instructions", "value": "Answer briefly"})
        return conversation(note, message("m", "chat"), id=f"chat-000{number}", user_email=f"{user}@nordwind.example")

    found = events(in_memory({"a.json": [item(1, "mira"), item(2, "mira"), item(3, "ben")]}))
    assert well_ordered(found)
    kept = [each for each in of(Passage, found) if each.text == "Answer briefly"]
    assert [each.owner.email for each in kept] == ["mira@nordwind.example", "ben@nordwind.example"]
    assert {(each.object, each.object_id, each.conversation.id) for each in kept} == {
        (ObjectKind.CUSTOM_INSTRUCTIONS, "custom-instructions", None)
    }


@pytest.mark.parametrize(
    "messages", ["a bare text", ["a bare text"], {"data": ["a bare text"]}, {"pages": ["a bare text"]}]
)
def test_messages_of_another_shape_are_read_as_text(messages: Any) -> None:
    found = events(in_memory({"a.json": [conversation(messages=messages)]}))
    assert "a bare text" in {each.text for each in of(Passage, found)}


def test_other_objects_of_the_api_are_read_and_directories_are_not() -> None:
    values = [
        {
            "object": "compliance.workspace.memory",
            "id": "mem-1",
            "user_email": "Ben@x.example",
            "content": "Abara pays",
        },
        {"object": "compliance.workspace.of_tomorrow", "id": "n-1", "text": "new text"},
        {"object": "compliance.workspace.user", "id": "user-1", "name": "Ben Example"},
        "no object",
    ]
    found = events(in_memory({"a.json": values}))
    texts = {each.text: each for each in of(Passage, found)}
    assert texts["Abara pays"].object is ObjectKind.MEMORY
    assert texts["Abara pays"].owner.email == "ben@x.example"
    assert texts["new text"].object is ObjectKind.FILE
    assert "Ben Example" not in texts
    assert [each.reason.split(";")[0] for each in of(Skipped, found)] == ["element 4 is not an object"]


# Logs


def test_events_of_one_chat_that_follow_each_other_are_one_conversation() -> None:
    log = lines(
        event(1, "first text"),
        event(2, "second text"),
        event(3, "of another chat", chat="chat-of-ben", user="ben"),
        event(4, "third text"),
    )
    archive = in_memory({"CONVERSATION_MESSAGE-0001.jsonl": log})
    assert source_of(archive) is SOURCE
    found = events(archive)
    assert well_ordered(found)
    assert [each.id for each in of(Conversation, found)] == [CHAT, "chat-of-ben", CHAT]
    assert [each.text for each in of(Passage, found)] == [
        "Offer",
        "first text",
        "second text",
        "Offer",
        "of another chat",
        "third text",
    ]
    text = of(Passage, found)[1]
    assert (text.place, text.message_id, text.role) == ("content.value", "message-1", Role.USER)
    assert text.owner.email == "mira@nordwind.example"
    assert text.sent_at is not None


def test_temporary_chats_in_a_log_are_marked() -> None:
    temporary = event(1, "text", conversation={"id": CHAT, "title": "", "is_temporary_chat": True})
    (found,) = of(Passage, events(in_memory({"a.jsonl": lines(temporary)})))
    assert found.flags == ("temporary",)


def test_other_events_with_text_are_read_and_logins_are_not() -> None:
    frame = {key: value for key, value in event(7, "").items() if key not in ("message", "conversation")}
    log = lines(
        frame | {"type": "AUTH_LOG", "event_details": {"user_agent": "a browser"}},
        frame | {"type": "CODEX_LOG", "event_details": {"prompt_text": "fix the login of Abara"}},
        frame | {"type": "CODEX_LOG", "event_id": "event-8", "event_details": {"prompt_text": "once more"}},
        frame | {"type": "OF_TOMORROW", "message": "a bare text", "actor": None},
    )
    found = events(in_memory({"log": log}))
    codex, later = of(Conversation, found)
    assert (codex.title, codex.object, codex.id) == ("CODEX_LOG", ObjectKind.FILE, "CODEX_LOG")
    assert codex.account.email == "mira@nordwind.example"
    assert later.account.key == "unknown"
    assert [(each.text, each.place, each.message_id) for each in of(Passage, found)] == [
        ("fix the login of Abara", "event_details.prompt_text", "event-7"),
        ("once more", "event_details.prompt_text", "event-8"),
        ("a bare text", "message", "event-7"),
    ]


def test_a_broken_line_is_reported_and_the_next_is_read() -> None:
    log = lines(event(1, "before")) + b'{"event_id": cut\n' + lines(event(2, "after"))
    found = events(in_memory({"a.jsonl": log}))
    assert [each.path for each in of(Skipped, found)] == ["a.jsonl"]
    assert {"before", "after"} <= {each.text for each in of(Passage, found)}


# Recognition and coverage


@pytest.mark.parametrize(
    "value",
    [
        [],
        7,
        {"data": []},
        [{"mapping": {"a": {"parent": None, "message": None}}}],
        [{"id": "claude_chat_1", "user": {"email_address": "a@b.example"}, "chat_messages": []}],
        [{"text": 'a quoted "object": "compliance.workspace.conversation"'}],
        [{"event_id": "1", "principal": {"type": "of another vendor"}}],
    ],
)
def test_other_json_is_not_claimed(value: Any) -> None:
    assert not SOURCE.recognises(in_memory({"a.json": json.dumps(value).encode()}))


def test_an_answer_without_chats_is_complete_and_files_beside_it_are_counted() -> None:
    found = events(in_memory({"a.json": {"object": "list", "data": []}, "picture.png": b"\x89PNG", ".DS_Store": b"x"}))
    assert not of(Skipped, found)
    assert of(Notice, found)[-1].warning
    assert [each.count for each in of(NotScanned, found)] == [1]


# Hostile input

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=10,
)


def keyed(required: dict[str, Any], *keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with some of the keys of the format, each with any value."""
    fixed = {key: st.just(value) for key, value in required.items()}
    return st.fixed_dictionaries(fixed, optional=dict.fromkeys(keys, json_values))


any_message = json_values | keyed({}, "id", "parent_id", "created_at", "author", "content", "files", "x", "deleted_at")
elements = (
    json_values
    | keyed({"object": "compliance.workspace.conversation"}, "id", "user_email", "title", "messages", "x")
    | st.fixed_dictionaries({"id": json_values, "messages": st.lists(any_message, max_size=3)})
    | keyed({"event_id": "e", "type": "CODEX_LOG"}, "actor", "timestamp", "message", "conversation", "x")
    | st.fixed_dictionaries(
        {
            "event_id": st.just("e"),
            "type": json_values,
            "actor": json_values,
            "message": any_message,
            "conversation": keyed({}, "id", "title", "created_at"),
        }
    )
)


@given(st.lists(elements, max_size=4))
def test_no_json_of_any_shape_raises(values: list[Any]) -> None:
    for data in (json.dumps(values).encode(), lines(*values)):
        archive = in_memory({"a.json": data})
        assert SOURCE.recognises(archive) in (True, False)
        assert well_ordered(events(archive))


PLANTED = "planted 4711 text"


@given(
    st.recursive(
        st.just(PLANTED),
        lambda inner: (
            st.lists(inner, min_size=1, max_size=3)
            | st.dictionaries(st.sampled_from(["type", "value", "id", "text", "ä"]), inner, min_size=1, max_size=3)
        ),
        max_leaves=5,
    )
)
def test_every_text_of_a_message_is_in_some_passage(content: Any) -> None:
    planted = json.dumps(content).count(PLANTED)
    for value in (conversation(message("m", "", content=content)), event(1, "", message={"content": content})):
        found = of(Passage, events(in_memory({"a.json": [value]})))
        assert sum(each.text == PLANTED for each in found) == planted
