from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub.archive import Archive, Member, discover, open_zip
from chatscrub.model.conversation import AccountKind, Audience, Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.outcome import Event, Notice, NotScanned, Skipped
from chatscrub.sources import part_of, source_of
from chatscrub.sources.claude import SOURCE
from chatscrub.sources.claude.shapes import Shape, shape_of_head
from tests.reading import read_by

ROOT = "00000000-0000-4000-8000-000000000000"
ANN = "a0000000-0000-4000-8000-000000000001"
BEN = "b0000000-0000-4000-8000-000000000002"
LEFT = "c0000000-0000-4000-8000-000000000003"
CHAT = "d0000000-0000-4000-8000-000000000004"
ARTIFACT = "e0000000-0000-4000-8000-000000000005"
PROJECT = "f0000000-0000-4000-8000-000000000006"
SINGLE_USE = "https://claude.example/download/" + "once-only-" + "nonce"
USERS = [
    {
        "uuid": ANN,
        "full_name": "Ann Arbor",
        "email_address": " Ann@Fjordhandel.example ",
        "verified_phone_number": None,
    },
    {
        "uuid": BEN,
        "full_name": None,
        "email_address": "ben@fjordhandel.example",
        "verified_phone_number": "+4790000000",
    },
]
EMPTY: dict[str, Any] = {"users.json": USERS[:1], "conversations.json": [], "projects.json": [], "memories.json": []}


def zipped(path: Path, files: Mapping[str, Any]) -> Archive:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, value in files.items():
            target.writestr(name, value if isinstance(value, str | bytes) else json.dumps(value))
    return open_zip(path)


def joined(*archives: Archive, members: tuple[Member, ...] = (), parts: tuple[str, ...] = ()) -> Archive:
    first = archives[0] if archives else Archive("drop", ())
    everything = tuple(member for archive in archives for member in archive.members) + members
    return replace(first, members=everything, parts=tuple(p for archive in archives for p in archive.parts) + parts)


def loose(name: str, value: object) -> Member:
    data = json.dumps(value).encode()
    return Member(name, len(data), lambda: iter(io.BytesIO(data)))


def read(archive: Archive) -> list[Event]:
    events = read_by(SOURCE, archive)
    assert_passages_follow_their_conversation(events)
    return events


def assert_passages_follow_their_conversation(events: list[Event]) -> None:
    current: Conversation | None = None
    for event in events:
        if isinstance(event, Conversation):
            current = event
        elif isinstance(event, Passage):
            assert event.conversation is current
        else:
            current = None


def chats(events: list[Event]) -> list[Conversation]:
    return [event for event in events if isinstance(event, Conversation)]


def passages(events: list[Event]) -> list[Passage]:
    return [event for event in events if isinstance(event, Passage)]


def skips(events: list[Event]) -> list[str]:
    return [event.reason for event in events if isinstance(event, Skipped)]


def unscanned(events: list[Event]) -> list[NotScanned]:
    return [event for event in events if isinstance(event, NotScanned)]


def places(events: list[Event]) -> dict[str, str]:
    return {each.place: each.text for each in passages(events)}


def message(typed: str = "", content: object = None, sender: str = "human", **more: object) -> dict[str, object]:
    blocks = [{"type": "text", "text": typed}] if content is None else content
    stamp = "2026-02-03T04:05:06.123456Z"
    return {"uuid": "m1", "text": "", "content": blocks, "sender": sender, "created_at": stamp, **more}


def conversation(*messages: object, **more: object) -> dict[str, object]:
    head = {"uuid": CHAT, "name": "Renewal", "summary": "", "created_at": "2026-02-03T04:05:00.000000Z"}
    return {**head, "account": {"uuid": ANN}, "chat_messages": list(messages), **more}


def of_chats(tmp_path: Path, *conversations: object, **files: object) -> list[Event]:
    named = {f"{name}.json": value for name, value in files.items()}
    return read(zipped(tmp_path / "data.zip", {**EMPTY, **named, "conversations.json": list(conversations)}))


def of_message(tmp_path: Path, each: object) -> list[Event]:
    return of_chats(tmp_path, conversation(each, name=""))


# recognition and parts


def test_every_part_of_an_export_is_recognised_alone(tmp_path: Path) -> None:
    parts: dict[str, dict[str, object]] = {
        "legacy": {"conversations.json": [conversation(message("hello there"))], "users.json": USERS},
        "renamed": {"chats (1).json": [conversation(message("hello there"))]},
        "light_metadata-000": {"users.json": USERS},
        "projects-000": {f"projects/{PROJECT}.json": {"uuid": PROJECT, "docs": [], "prompt_template": ""}},
        "memories-000": {f"memories/{ANN}.json": {"account_uuid": ANN, "conversations_memory": "likes tea"}},
        "design_chats-000": {f"design_chats/{CHAT}.json": {"uuid": CHAT, "project": {}, "messages": []}},
        "frames-001": {f"artifacts/{ARTIFACT}/versions/1-ab12.html": "<p>page</p>"},
        "manifest": {"m.json": {"version": "1.0", "data_files": [{"export_url": SINGLE_USE, "filename": "x"}]}},
        "compliance": {"chats.json": {"data": [conversation(message("hello"))], "has_more": False}},
    }
    for name, files in parts.items():
        assert SOURCE.recognises(zipped(tmp_path / f"{name}.zip", files)), name


@pytest.mark.parametrize(
    "files",
    [
        {"conversations.json": [{"title": "x", "mapping": {"n": {"message": {"chat_messages": [], "uuid": "u"}}}}]},
        {"conversations.json": [{"title": '"chat_messages": [', "mapping": {}}]},
        {"users.json": [{"id": "U1", "team_id": "T1", "profile": {"email_address": "x", "uuid": "u"}}]},
        {"user.json": {"id": "user-1", "email": "ann@fjordhandel.example"}},
        {"data.json": {"data_files": [{"filename": "a.csv"}]}},
        {"conversations.json": b"\xff\xfe\x00garbage", "x.json": '{"a": "' + "\\" * 99},
        {"notes.txt": '[{"chat_messages": []}]'},
        {},
    ],
)
def test_exports_of_others_and_garbage_are_not_claimed(tmp_path: Path, files: dict[str, object]) -> None:
    assert not SOURCE.recognises(zipped(tmp_path / "other.zip", files))


@given(st.binary(max_size=300))
def test_no_bytes_make_recognition_or_reading_raise(data: bytes) -> None:
    for name in ("conversations.json", "users.json", "manifest-1.json", f"artifacts/{ARTIFACT}/artifact.json", "x"):
        archive = Archive("drop", (Member(name, len(data), lambda: iter([data])),))
        SOURCE.recognises(archive)
        read(archive)


def test_names_group_what_belongs_together() -> None:
    for name in ("conversations-000.zip", "light_metadata-000 (1).zip", "frames-012", "manifest-0ab-1-2.json"):
        assert SOURCE.part_of(name) == "claude-parts", name
    assert SOURCE.part_of("data-2026-01-02-03-04-05-batch-0001.zip") == "claude-data-2026-01-02-03-04-05"
    assert SOURCE.part_of("users.json") == SOURCE.part_of("memories") == "chat-export"
    for name in ("conversations-000.json", "notes.zip", "manifest.json", "xconversations-000.zip", "user.json"):
        assert SOURCE.part_of(name) is None, name


# accounts


def test_the_owner_is_found_in_users_json_wherever_that_stands(tmp_path: Path) -> None:
    files = {"conversations.json": [conversation(message("hello"))], "users.json": USERS}
    (chat,) = chats(read(zipped(tmp_path / "data.zip", files)))
    assert (chat.account.email, chat.account.name, chat.account.id) == ("ann@fjordhandel.example", "Ann Arbor", ANN)
    assert (chat.account.plan, chat.account.kind) == ("team", AccountKind.PERSON)
    assert chat.url == f"https://claude.ai/chat/{CHAT}"


def test_people_who_left_keep_their_chats_under_their_id(tmp_path: Path) -> None:
    (chat,) = chats(of_chats(tmp_path, conversation(account={"uuid": LEFT}), users=USERS))
    assert (chat.account.kind, chat.account.key, chat.account.email) == (AccountKind.FORMER, LEFT, None)


def test_without_users_json_the_label_stands_for_the_person(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "jane.doe.zip", {"conversations.json": [conversation(), conversation(account=None)]})
    first, second = chats(read(archive))
    assert (first.account.kind, first.account.id, first.account.label) == (AccountKind.PERSON, ANN, "jane.doe")
    assert second.account.key == "jane.doe"


def test_a_chat_without_account_belongs_to_the_only_person_and_to_nobody_among_several(tmp_path: Path) -> None:
    (alone,) = chats(of_chats(tmp_path / "one", conversation(account=None)))
    assert (alone.account.email, alone.account.plan) == ("ann@fjordhandel.example", None)
    (among,) = chats(of_chats(tmp_path / "two", conversation(account=None), users=USERS))
    assert among.account.kind is AccountKind.UNKNOWN


def test_chats_as_the_compliance_api_gives_them_are_read(tmp_path: Path) -> None:
    user = {"id": "user_1", "email_address": "Ben@Fjordhandel.example"}
    spoken = {"id": "msg_1", "role": "user", "content": [{"type": "text", "text": "my question"}]}
    spoken["files"] = [{"id": "claude_file_1", "filename": "scan.png", "mime_type": "image/png"}]
    chat = {"id": "claude_chat_1", "name": "Hi there", "user": user, "href": f"https://claude.ai/chat/{CHAT}"}
    answer = {
        "data": [{**chat, "chat_messages": [spoken]}, {**chat, "id": "claude_chat_2", "href": None}],
        "has_more": True,
    }
    archive = zipped(tmp_path / "api.zip", {"page.json": answer})
    assert SOURCE.recognises(archive)
    events = read(archive)
    first, second = chats(events)
    assert (first.account.email, first.url) == ("ben@fjordhandel.example", f"https://claude.ai/chat/{CHAT}")
    assert (second.id, second.url) == ("claude_chat_2", None)
    question = next(each for each in passages(events) if each.text == "my question")
    assert (question.role, question.message_id, question.author) == (Role.USER, "msg_1", "ben@fjordhandel.example")
    assert unscanned(events) == [NotScanned("uploaded files", "s…(4).png", "claude_chat_1")]


# messages


def test_each_kind_of_block_gives_its_texts_with_place_and_role(tmp_path: Path) -> None:
    content = [
        {
            "type": "text",
            "text": "typed text",
            "citations": [{"uuid": "u-1", "details": {"url": "https://cited.example"}}],
        },
        {
            "type": "thinking",
            "thinking": "inner thought",
            "summaries": [{"summary": "in short"}],
            "signature": "S" * 300,
        },
        {
            "type": "tool_use",
            "id": "toolu_1",
            "name": "bash_tool",
            "input": {"command": "deploy --now", "type": "plain"},
        },
        {
            "type": "tool_result",
            "tool_use_id": "toolu_1",
            "name": "bash_tool",
            "content": [
                {"type": "text", "text": "the answer"},
                {
                    "type": "knowledge",
                    "title": "A page",
                    "url": "https://page.example",
                    "extras": {"owner": "Kari Moe"},
                },
            ],
            "structured_content": {"rows": [{"id": "customer 77"}]},
        },
        {"type": "tool_result", "content": "answer as text"},
        {"type": "injected_prompt_block", "prompt": "remembered facts", "injection_source": "memory_block_head"},
        {"type": "voice_note", "title": "Note title", "text": "spoken words"},
        {"type": "document", "file_uuid": "u-2", "title": "Contract title"},
        {"type": "of_next_year", "payload": {"deep": [{"er": "unknown block"}]}},
        {"type": "token_budget", "remaining": None},
        {"type": "text", "text": None},
        "a bare string",
    ]
    events = of_message(tmp_path, message(content=content, sender="assistant"))
    found = {each.place: (each.text, each.role) for each in passages(events)}
    assert found == {
        "content[0].text": ("typed text", Role.ASSISTANT),
        "content[0].citations[0].details.url": ("https://cited.example", Role.ASSISTANT),
        "content[1].thinking": ("inner thought", Role.ASSISTANT),
        "content[1].summaries[0].summary": ("in short", Role.ASSISTANT),
        "content[2].input.command": ("deploy --now", Role.ASSISTANT),
        "content[2].input.type": ("plain", Role.ASSISTANT),
        "content[3].content[0].text": ("the answer", Role.TOOL),
        "content[3].content[1].title": ("A page", Role.TOOL),
        "content[3].content[1].url": ("https://page.example", Role.TOOL),
        "content[3].content[1].extras.owner": ("Kari Moe", Role.TOOL),
        "content[3].structured_content.rows[0].id": ("customer 77", Role.TOOL),
        "content[4].content": ("answer as text", Role.TOOL),
        "content[5].prompt": ("remembered facts", Role.SYSTEM),
        "content[5].injection_source": ("memory_block_head", Role.SYSTEM),
        "content[6].title": ("Note title", Role.ASSISTANT),
        "content[6].text": ("spoken words", Role.ASSISTANT),
        "content[7].title": ("Contract title", Role.ASSISTANT),
        "content[8].payload.deep[0].er": ("unknown block", Role.ASSISTANT),
        "content[11]": ("a bare string", Role.ASSISTANT),
    }
    assert {each.text for each in passages(events) if "injected" in each.flags} == {
        "remembered facts",
        "memory_block_head",
    }
    assert all(each.branch is Branch.CURRENT and each.message_id == "m1" for each in passages(events))
    assert str(passages(events)[0].sent_at) == "2026-02-03 04:05:06.123456+00:00"


def test_the_lossy_copy_is_read_only_where_the_content_says_nothing(tmp_path: Path) -> None:
    spoken = message("the content", text="the content and noise")
    assert list(places(of_message(tmp_path / "1", spoken)).values()) == ["the content"]
    for content in ([], None, [{"type": "text", "text": ""}], [{"type": "token_budget"}]):
        silent = {**message(text="only here"), "content": content}
        assert places(of_message(tmp_path / "2", silent)) == {"text": "only here"}
    injected = message(content=[{"type": "injected_prompt_block", "prompt": "date: Monday"}], text="typed by hand")
    assert places(of_message(tmp_path / "3", injected))["text"] == "typed by hand"


def test_content_that_was_encoded_twice_is_decoded_once(tmp_path: Path) -> None:
    twice = message(content=json.dumps([{"type": "text", "text": "line one\nline two"}]))
    assert places(of_message(tmp_path / "1", twice)) == {"content[0].text": "line one\nline two"}
    for pasted in ('[{"iban": "NO93"}]', "[see below]", "{unfinished", '["type", "text"]'):
        assert places(of_message(tmp_path / "2", message(content=pasted))) == {"content": pasted}


def test_a_text_repeated_in_one_message_is_one_passage(tmp_path: Path) -> None:
    content = [{"type": "text", "text": "same words"}, {"type": "tool_use", "input": {"query": "same words"}}]
    events = of_chats(tmp_path, conversation(message(content=content), message("same words", uuid="m2"), name=""))
    assert [(each.message_id, each.place) for each in passages(events)] == [
        ("m1", "content[0].text"),
        ("m2", "content[0].text"),
    ]


def test_a_display_block_is_left_out_only_when_it_repeats(tmp_path: Path) -> None:
    def shown(block: str) -> list[str]:
        display = {"type": "json_block", "json_block": block}
        tool = {
            "type": "tool_use",
            "display_content": display,
            "input": {"query": "orders of Moe", "page": "first page"},
        }
        return list(places(of_message(tmp_path, message(content=[tool]))).values())

    own = ["orders of Moe", "first page"]
    assert shown(json.dumps({"query": "orders of Moe", "page": "first page"})) == own
    assert shown(json.dumps({"language": "json", "code": json.dumps({"query": "orders of Moe"})})) == own
    for news in (
        json.dumps({"query": "orders of Moe", "more": "something else"}),
        json.dumps({"query": "orders of Moe"})[:-2],  # cut, so no JSON
        json.dumps({"query": "orders of Moe", "number": 47900000001}),
    ):
        assert shown(news) == [*own, news]


def test_pasted_and_uploaded_text_is_read_and_files_without_text_are_counted_once(tmp_path: Path) -> None:
    each = message(
        attachments=[
            {"file_name": "", "file_size": 9, "file_type": "txt", "extracted_content": "long paste"},
            {"file_name": "moe.txt", "file_type": "text/plain", "extracted_content": "uploaded text"},
            {"file_name": "empty.pdf", "extracted_content": ""},
        ],
        files=[
            {"file_uuid": "u-1", "file_name": ""},
            {"file_uuid": "u-2", "file_name": "moe.txt"},
            {"file_uuid": "u-3", "file_name": "empty.pdf"},
            {"file_uuid": "u-4", "file_name": "Passport Moe.png"},
            {"file_uuid": "u-5", "file_name": "Passport Moe.png"},
            {"file_uuid": "u-6", "file_name": None},
        ],
    )
    events = of_message(tmp_path, each)
    assert places(events) == {
        "attachments[0].extracted_content": "long paste",
        "attachments[1].file_name": "moe.txt",
        "attachments[1].extracted_content": "uploaded text",
        "attachments[2].file_name": "empty.pdf",
        "files[3].file_name": "Passport Moe.png",
    }
    assert [file.name for file in unscanned(events)] == ["e…(5).pdf", "P…(12).png", "P…(12).png", None]
    assert {file.conversation_id for file in unscanned(events)} == {CHAT}
    assert not skips(events)


def test_name_and_summary_are_passages_and_the_summary_is_hidden(tmp_path: Path) -> None:
    events = of_chats(tmp_path, conversation(name="Moe renewal", summary="Kari Moe asked"))
    assert [(each.place, each.text, each.branch) for each in passages(events)] == [
        ("name", "Moe renewal", Branch.CURRENT),
        ("summary", "Kari Moe asked", Branch.HIDDEN),
    ]
    assert chats(events)[0].title == "Moe renewal"


def branches(tmp_path: Path, *links: tuple[str, str | None], **more: object) -> dict[str, Branch]:
    spoken = [message(f"text {own}", uuid=own, parent_message_uuid=parent) for own, parent in links]
    events = of_chats(tmp_path, conversation(*spoken, name="", **more))
    return {each.message_id or "": each.branch for each in passages(events)}


def test_the_shown_branch_ends_in_the_last_message(tmp_path: Path) -> None:
    tree = (("q1", ROOT), ("a1", "q1"), ("q2", ROOT), ("a2", "q2"), ("b2", "q2"))
    current, other = Branch.CURRENT, Branch.OTHER
    assert branches(tmp_path, *tree) == {"q1": other, "a1": other, "q2": current, "a2": other, "b2": current}
    led = branches(tmp_path, *tree, current_leaf_message_uuid="a1")
    assert led == {"q1": current, "a1": current, "q2": other, "a2": other, "b2": other}


def test_chats_without_parents_are_one_line_and_cycles_end(tmp_path: Path) -> None:
    assert set(branches(tmp_path, ("q", None), ("a", None)).values()) == {Branch.CURRENT}
    assert set(branches(tmp_path, ("q", "a"), ("a", "q"), ("x", "x")).values()) == {Branch.OTHER, Branch.CURRENT}


def test_unknown_keys_and_odd_messages_are_read_all_the_same(tmp_path: Path) -> None:
    each = {**message("spoken"), "uuid": None, "new_key": {"inner": "news"}}
    events = of_chats(tmp_path, conversation(each, "bare message", None, 7, name="", settings={"note": "kept here"}))
    assert places(events) == {
        "settings.note": "kept here",
        "chat_messages[0].content[0].text": "spoken",
        "chat_messages[0].new_key.inner": "news",
        "chat_messages[1]": "bare message",
    }
    odd = of_chats(tmp_path, conversation(name="", chat_messages={"m": {"text": "not a list"}}))
    assert places(odd) == {"chat_messages.m.text": "not a list"}


# batches, manifest, completeness


def test_batches_are_read_together_and_a_missing_one_is_reported(tmp_path: Path) -> None:
    stem = "data-2026-01-02-03-04-05-batch-"
    first = zipped(
        tmp_path / f"{stem}0000.zip", {"conversations.json": [conversation(message("first batch"), uuid="c1")]}
    )
    users = {"conversations.json": [conversation(message("second batch"), uuid="c2")], "users.json": USERS}
    second = zipped(tmp_path / f"{stem}0001.zip", users)
    events = read(joined(first, second))
    assert {chat.id for chat in chats(events)} == {"c1", "c2"}
    assert {chat.account.email for chat in chats(events)} == {"ann@fjordhandel.example"}
    assert not skips(events)
    assert skips(read(second)) == [f"{stem}0000.zip of this export was not handed in; download it too"]


def test_parts_without_their_manifest_come_with_a_warning(tmp_path: Path) -> None:
    for name, warned in (("conversations-000", True), ("data-2026-01-02-03-04-05-batch-0000", False)):
        events = read(zipped(tmp_path / f"{name}.zip", {"conversations.json": [conversation()]}))
        assert any(isinstance(event, Notice) and event.warning for event in events) is warned
        assert not skips(events)


def manifest(*names: str, total: int | None = None) -> dict[str, object]:
    listed = [
        {"batch_index": 0, "export_url": SINGLE_USE, "category": name.rpartition("-")[0], "part": 0, "filename": name}
        for name in names
    ]
    return {"instructions": "open each", "version": "1.0", "total_files": total or len(names), "data_files": listed}


def test_parts_that_the_manifest_lists_and_nobody_handed_in_are_named(tmp_path: Path) -> None:
    listed = loose(
        "manifest-0ab-1.json", manifest("light_metadata-000.zip", "conversations-000.zip", "conversations-001.zip")
    )
    chat = zipped(tmp_path / "conversations-001 (1).zip", {"conversations.json": [conversation(message("hello"))]})
    metadata = zipped(
        tmp_path / "light_metadata-000.zip", {"users.json": USERS, "login_history.json": {"login_events": []}}
    )
    events = read(joined(metadata, chat, members=(listed,), parts=("manifest-0ab-1.json",)))
    assert skips(events) == ["conversations-000.zip is listed in the manifest but was not handed in; download it too"]
    assert chats(events)[0].account.email == "ann@fjordhandel.example"


def test_an_unpacked_part_counts_by_its_content() -> None:
    listed = loose("manifest-0ab-1.json", manifest("conversations-000.zip", "projects-000.zip"))
    events = read(Archive("drop", (listed, loose("conversations.json", [conversation()]))))
    assert skips(events) == ["projects-000.zip is listed in the manifest but was not handed in; download it too"]


def test_a_manifest_alone_says_what_to_download_and_never_shows_an_address() -> None:
    value = manifest("conversations-000.zip", "memories-000.zip", total=3)
    value["data_files"].append({"filename": SINGLE_USE, "export_url": SINGLE_USE})  # type: ignore[attr-defined]  # it is a list
    archive = Archive("drop", (loose("manifest-0ab-1.json", value),))
    assert SOURCE.recognises(archive)
    events = read(archive)
    assert [reason.partition(" ")[0] for reason in skips(events)] == [
        "conversations-000.zip",
        "memories-000.zip",
        "part",
    ]
    assert any(isinstance(event, Notice) and event.warning for event in events)
    assert not passages(events)
    assert "nonce" not in repr(events)


@given(value=st.sampled_from([None, [], {}, {"data_files": None}, {"data_files": [None, 3, {"filename": 7}]}]))
def test_a_manifest_of_any_shape_is_reported_and_not_read_as_text(value: object) -> None:
    events = read(Archive("drop", (loose("manifest-0ab-1.json", value),)))
    assert skips(events)
    assert not passages(events)


def test_an_export_without_its_conversations_is_incomplete_and_one_with_none_is_whole(tmp_path: Path) -> None:
    alone = zipped(tmp_path / "light_metadata-000.zip", {"users.json": USERS})
    assert any("conversations are not among the files" in reason for reason in skips(read(alone)))
    empty = read(zipped(tmp_path / "data.zip", EMPTY))
    assert not skips(empty)
    assert any(isinstance(event, Notice) and "its lists are empty" in event.text for event in empty)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    files = {**EMPTY, "conversations.json": [conversation(message("still read")), 3, None], "projects.json": "[{"}
    events = read(zipped(tmp_path / "data.zip", files))
    assert "still read" in places(events).values()
    paths = {event.path.rpartition("/")[2].rpartition(":")[2] for event in events if isinstance(event, Skipped)}
    assert paths == {"conversations.json", "projects.json"}


def test_the_coverage_of_the_format_is_told(tmp_path: Path) -> None:
    told = " ".join(event.text for event in of_chats(tmp_path) if isinstance(event, Notice))
    for word in ("Shared links", "Incognito", "images"):
        assert word in told


# projects, memories, design chats, artifacts, other files


def test_projects_are_read_from_a_list_and_from_files(tmp_path: Path) -> None:
    project = {
        "uuid": PROJECT,
        "name": "Key accounts",
        "description": "Our best customers",
        "prompt_template": "You know Kari Moe",
        "is_private": False,
        "creator": {"uuid": BEN, "full_name": "Ben"},
        "created_at": "2026-01-01T00:00:00.000000+00:00",
        "docs": [
            {"uuid": "doc-1", "filename": "crm/list.csv", "content": "Moe,90000000"},
            {"uuid": "d2", "filename": "x.pdf"},
        ],
    }
    listed = of_chats(tmp_path / "1", projects=[project], users=USERS)
    single = {**EMPTY, "users.json": USERS, f"projects/{PROJECT}.json": project}
    del single["projects.json"]
    for events in (listed, read(zipped(tmp_path / "data.zip", single))):
        (found,) = chats(events)
        assert (found.object, found.audience, found.account.id) == (ObjectKind.PROJECT, Audience.COMPANY, BEN)
        assert found.url == f"https://claude.ai/project/{PROJECT}"
        assert {each.place: each.object_id for each in passages(events)} == {
            "name": PROJECT,
            "description": PROJECT,
            "prompt_template": PROJECT,
            "docs[0].filename": "doc-1",
            "docs[0].content": "doc-1",
            "docs[1].filename": "d2",
        }
        document = next(each for each in passages(events) if each.place == "docs[0].content")
        assert (document.object, document.url, document.text) == (ObjectKind.FILE, found.url, "Moe,90000000")
        assert unscanned(events) == [NotScanned("project files", "x…(1).pdf", PROJECT)]


def test_memories_are_read_from_a_list_and_from_files(tmp_path: Path) -> None:
    memory = {
        "account_uuid": ANN,
        "conversations_memory": "Works with Kari Moe",
        "project_memories": {PROJECT: "Project about Moe"},
        "memory_files": [{"path": "/people/moe.md", "content": "Moe, Oslo", "updated_at": "2026-03-01T00:00:00Z"}],
    }
    listed = of_chats(tmp_path / "1", memories=[memory])
    single = {**EMPTY, "memories.json": memory}
    apart = {**EMPTY, f"memories/{ANN}.json": memory}
    others = [read(zipped(tmp_path / f"{number}.zip", files)) for number, files in enumerate((single, apart))]
    for events in (listed, *others):
        (found,) = chats(events)
        assert (found.object, found.account.email) == (ObjectKind.MEMORY, "ann@fjordhandel.example")
        assert found.url == "https://claude.ai/settings/capabilities"
        assert places(events) == {
            "conversations_memory": "Works with Kari Moe",
            "project_memories.#0": "Project about Moe",
            "memory_files[0].path": "/people/moe.md",
            "memory_files[0].content": "Moe, Oslo",
        }
        assert all(each.object is ObjectKind.MEMORY and each.url == found.url for each in passages(events))


def test_design_chats_belong_to_who_wrote_most_and_say_repeated_rows_once(tmp_path: Path) -> None:
    def row(uuid: str, author: str, **content: object) -> dict[str, object]:
        return {
            "uuid": uuid,
            "role": "user",
            "content": {"id": f"c-{uuid[:2]}", "authorAccountUuid": author, **content},
        }

    attachments = [
        {"type": "text", "name": "brief.txt", "content": "the whole brief"},
        {"type": "image", "name": "logo.png", "content": "data:image/png;base64,AAAA"},
        {"type": "text", "content": "unseen text", "hidden": True},
    ]
    call = {"id": "t1", "name": "write", "input": {"html": "<b>Moe</b>"}, "output": "file written"}
    blocks = [
        {"type": "text", "text": "Here it is"},
        {"type": "tool_call", "toolCall": call},
        {"type": "error", "error": {"message": "it failed"}},
    ]
    rows = [
        row("r1", ANN, content="make a page", attachments=attachments, authorName="Ann Arbor", kind="chat-message"),
        row("r1-again", ANN, content="make a page"),
        row("r2", BEN, content="and a footer"),
        {"uuid": "r3", "role": "assistant", "content": {"id": "c-3", "content": "", "contentBlocks": blocks}},
        "loose row text",
    ]
    chat = {"uuid": CHAT, "title": "Chat", "project": {"uuid": "p", "name": "Landing page"}, "messages": rows}
    files = {**EMPTY, "users.json": USERS, f"design_chats/{CHAT}.json": chat}
    events = read(zipped(tmp_path / "data.zip", files))
    (found,) = chats(events)
    assert (found.object, found.account.id, found.url) == (ObjectKind.DESIGN_CHAT, ANN, None)
    assert {(each.message_id, each.place): each.text for each in passages(events)} == {
        (None, "title"): "Chat",
        (None, "project.name"): "Landing page",
        ("r1", "content.content"): "make a page",
        ("r1", "content.attachments[0].name"): "brief.txt",
        ("r1", "content.attachments[0].content"): "the whole brief",
        ("r1", "content.attachments[1].name"): "logo.png",
        ("r1", "content.attachments[2].content"): "unseen text",
        ("r2", "content.content"): "and a footer",
        ("r3", "content.contentBlocks[0].text"): "Here it is",
        ("r3", "content.contentBlocks[1].toolCall.input.html"): "<b>Moe</b>",
        ("r3", "content.contentBlocks[1].toolCall.output"): "file written",
        ("r3", "content.contentBlocks[2].error.message"): "it failed",
        (None, "messages[4].content"): "loose row text",
    }
    by_text = {each.text: each for each in passages(events)}
    assert by_text["file written"].role is Role.TOOL
    assert by_text["unseen text"].branch is Branch.HIDDEN
    assert by_text["and a footer"].author == "ben@fjordhandel.example"
    assert by_text["and a footer"].owner.id == ANN
    assert [each.name for each in unscanned(events)] == ["l…(4).png"]


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [
        ("private", Audience.PRIVATE),
        ("agent", Audience.PRIVATE),
        ("organization", Audience.COMPANY),
        ("invited", Audience.CLOSED),
        ("of_next_year", Audience.UNKNOWN),
    ],
)
def test_the_visibility_of_an_artifact_is_its_audience(tmp_path: Path, visibility: str, audience: Audience) -> None:
    described = {"id": ARTIFACT, "kind": "page", "visibility": visibility, "versions": []}
    archive = zipped(tmp_path / "data.zip", {**EMPTY, f"artifacts/{ARTIFACT}/artifact.json": described})
    assert [chat.audience for chat in chats(read(archive))] == [audience]


def test_an_artifact_is_read_from_all_its_files_over_two_parts(tmp_path: Path) -> None:
    folder = f"artifacts/{ARTIFACT}"
    versions = [
        {"id": "17-ab12", "title": "Offer", "created_at": "2026-05-01T00:00:00Z"},
        {"id": "18-cd34", "title": "Offer for Moe", "created_at": "2026-05-02T00:00:00Z"},
    ]
    described = {
        "id": ARTIFACT,
        "kind": "artifact",
        "visibility": "invited",
        "versions": versions,
        "owner_account": {"uuid": BEN},
    }
    described |= {"active_version": "18-cd34", "shared_with": {"viewers": [{"uuid": ANN}], "editors": [LEFT]}}
    first = {f"{folder}/artifact.json": described, f"{folder}/versions/17-ab12.html": "<p>old page</p>"}
    second: dict[str, object] = {
        f"{folder}/versions/18-cd34.html": "<p>caf\u00e9</p>".encode("latin-1"),
        f"{folder}/versions/18-cd34/moe-list.csv": "Kari,Moe",
        f"{folder}/versions/18-cd34/picture.png": b"\x89PNG",
        f"{folder}/page.md": "# heading",
        f"{folder}/comments.json": [{"body": "nice offer"}],
    }
    base = zipped(tmp_path / "base.zip", {"users.json": USERS, "conversations.json": []})
    events = read(joined(base, zipped(tmp_path / "frames-000.zip", first), zipped(tmp_path / "frames-001.zip", second)))
    (found,) = chats(events)
    assert (found.object, found.title, found.audience, found.members) == (
        ObjectKind.ARTIFACT, "Offer for Moe", Audience.CLOSED, 3,
    )  # fmt: skip
    assert (found.url, found.account.id) == (f"https://claude.ai/code/artifact/{ARTIFACT}", BEN)
    by_place = {each.place: each for each in passages(events)}
    texts = {place: each.text for place, each in by_place.items() if not place.startswith("versions[")}
    assert texts == {
        "versions/17-ab12.html": "<p>old page</p>",
        "versions/18-cd34.html": "<p>caf\ufffd</p>",
        "versions/18-cd34/#3~": "versions/18-cd34/moe-list.csv",
        "versions/18-cd34/#3": "Kari,Moe",
        "versions/18-cd34/#4~": "versions/18-cd34/picture.png",
        "page.md": "# heading",
        "comments.json[0].body": "nice offer",
    }
    assert by_place["versions/17-ab12.html"].branch is Branch.OTHER
    assert str(by_place["versions/18-cd34.html"].sent_at) == "2026-05-02 00:00:00+00:00"
    assert [each.what for each in unscanned(events)] == ["artifact files"]


def test_a_text_over_the_limit_is_read_up_to_it_and_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatscrub.sources.claude.documents.LARGEST_TEXT", 1 << 20)
    page = "start of the page " + "x" * (1 << 20)
    events = read(zipped(tmp_path / "data.zip", {**EMPTY, f"artifacts/{ARTIFACT}/page.md": page}))
    assert [len(each.text) for each in passages(events)] == [1 << 20]
    assert skips(events) == ["only the first 1 MB of this text were read; look at the rest by hand"]


def test_files_that_are_new_are_read_and_directory_data_is_not(tmp_path: Path) -> None:
    files = {
        **EMPTY,
        "login_history.json": {
            "login_events": [{"account_uuid": ANN, "ip_address": "192.0.2.7", "user_agent": "browser"}]
        },
        "reflections/1.json": {"account_uuid": ANN, "reflections": [{"content": {"hero_title": "A busy month"}}]},
        "skills.json": {"data": [{"body": "call Kari Moe"}], "beside": "the list"},
        "README.md": "read me first",
        "avatar.png": b"\x89PNG",
    }
    events = read(zipped(tmp_path / "data.zip", files))
    assert {each.text for each in passages(events)} == {"A busy month", "call Kari Moe", "the list", "read me first"}
    assert [(each.what, each.name) for each in unscanned(events)] == [("other files", "a…(6).png")]
    assert {chat.object for chat in chats(events)} == {ObjectKind.FEEDBACK, ObjectKind.FILE}


def test_a_drop_folder_of_parts_becomes_one_export(tmp_path: Path) -> None:
    zipped(tmp_path / "conversations-000.zip", {"conversations.json": [conversation(message("hello"))]})
    zipped(tmp_path / "light_metadata-000.zip", {"users.json": USERS})
    listed = manifest("conversations-000.zip", "light_metadata-000.zip", "memories-000.zip")
    (tmp_path / "manifest-0ab-1.json").write_text(json.dumps(listed), "utf-8")
    (archive,) = discover([tmp_path], part_of, lambda each: source_of(each) is not None)
    assert isinstance(archive, Archive)
    assert source_of(archive) is SOURCE
    events = read(archive)
    assert skips(events) == ["memories-000.zip is listed in the manifest but was not handed in; download it too"]
    assert chats(events)[0].account.email == "ann@fjordhandel.example"


@pytest.mark.parametrize(
    ("keys", "shape"),
    [
        ("chat_messages", Shape.CONVERSATIONS),
        ("uuid docs", Shape.PROJECTS),
        ("uuid prompt_template", Shape.PROJECTS),
        ("is_starter_project", Shape.PROJECTS),
        ("account_uuid conversations_memory", Shape.MEMORIES),
        ("account_uuid project_memories", Shape.MEMORIES),
        ("account_uuid memory_files", Shape.MEMORIES),
        ("uuid project messages", Shape.DESIGN_CHATS),
        ("visibility versions kind", Shape.ARTIFACTS),
        ("account_uuid reflections", Shape.REFLECTIONS),
        ("login_events", Shape.LOGINS),
        ("account_uuid ip_address user_agent", Shape.LOGINS),
        ("uuid email_address", Shape.USERS),
        ("uuid email", None),
    ],
)
def test_a_record_has_its_shape_by_its_own_keys_and_never_by_those_that_a_text_speaks_of(
    keys: str, shape: Shape | None
) -> None:
    record = dict.fromkeys(keys.split(), "x")
    assert shape_of_head(json.dumps([record]).encode()) is shape
    assert shape_of_head(json.dumps(record, indent=1).encode()) is shape
    assert shape_of_head(json.dumps([{"text": json.dumps(record), "deep": {"deeper": record}}]).encode()) is None


@pytest.mark.parametrize(
    ("record", "shape"),
    [
        ({"data_files": [], "for": {"export_url": ""}}, Shape.MANIFEST),
        ({"data": [{"id": "claude_chat_1", "user": {}}]}, Shape.CONVERSATIONS),
    ],
)
def test_a_shape_is_also_told_by_what_stands_beside_the_keys(record: object, shape: Shape) -> None:
    assert shape_of_head(json.dumps(record).encode()) is shape


# whatever stands in an export

keys = st.sampled_from(
    [
        "uuid",
        "id",
        "name",
        "text",
        "content",
        "type",
        "chat_messages",
        "messages",
        "account",
        "docs",
        "attachments",
        "files",
        "contentBlocks",
        "toolCall",
        "input",
        "display_content",
        "sender",
        "parent_message_uuid",
        "versions",
        "shared_with",
        "project_memories",
        "memory_files",
        "summaries",
    ]
) | st.text(max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
NAMES = (
    "conversations.json",
    "projects.json",
    "memories.json",
    f"design_chats/{CHAT}.json",
    "reflections/r.json",
    "users.json",
)


@given(
    value=values,
    name=st.sampled_from((*NAMES, f"artifacts/{ARTIFACT}/artifact.json", f"artifacts/{ARTIFACT}/comments.json")),
)
def test_any_json_in_any_file_is_read_without_an_error(value: object, name: str) -> None:
    read(Archive("drop", (loose(name, value),)))
    read(Archive("drop", (loose(name, [value]),)))


@given(value=values, key=keys)
def test_any_value_under_any_key_of_a_message_is_read_without_an_error(value: object, key: str) -> None:
    spoken = {**message("hello"), key: value}
    chat = {"uuid": CHAT, "project": {}, "messages": [{"role": "user", "content": {"id": "c", key: value}}, spoken]}
    records = [conversation(spoken, value), {**conversation(spoken), key: value}]
    read(Archive("drop", (loose("conversations.json", records), loose(f"design_chats/{CHAT}.json", chat))))


KINDS = st.sampled_from(["text", "thinking", "tool_use", "tool_result", "injected_prompt_block", "display", "new"])
FIELDS = st.sampled_from(
    ["text", "thinking", "input", "content", "structured_content", "summaries", "display_content", "meta", "new"]
)


@st.composite
def planted_blocks(draw: st.DrawFn) -> tuple[list[object], list[str]]:
    """Blocks of any type with numbered marks at any depth under any field."""
    marks: list[str] = []

    def mark() -> str:
        marks.append(f"mark {len(marks)} of the test")
        return marks[-1]

    def wrapped(depth: int) -> object:
        shape = draw(st.integers(0, 3 if depth else 0))
        if shape == 0:
            return mark()
        if shape == 1:
            return [wrapped(depth - 1), None, wrapped(depth - 1)]
        if shape == 2:
            return {"type": "text", draw(FIELDS): wrapped(depth - 1), "rows": [wrapped(depth - 1)]}
        return {"type": "knowledge", "metadata": {"a": wrapped(depth - 1)}, "extras": wrapped(depth - 1)}

    blocks: list[object] = []
    for _ in range(draw(st.integers(1, 4))):
        fields = draw(st.lists(FIELDS, max_size=3, unique=True))
        blocks.append({"type": draw(KINDS), **{field: wrapped(3) for field in fields}} if fields else wrapped(2))
    return blocks, marks


@given(planted_blocks(), st.integers(1, 2))
def test_every_string_under_content_is_in_exactly_one_passage(
    planted: tuple[list[object], list[str]], encodings: int
) -> None:
    blocks, marks = planted
    objects_only = all(isinstance(block, dict) for block in blocks)
    content = json.dumps(blocks) if encodings == 2 and objects_only else blocks
    events = read(Archive("drop", (loose("conversations.json", [conversation(message(content=content), name="")]),)))
    assert sorted(each.text for each in passages(events) if each.text.startswith("mark")) == sorted(marks)
