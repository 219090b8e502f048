from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatscrub.archive import Archive, Member, open_zip
from chatscrub.model.conversation import Account, Audience, Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.outcome import Event, Notice, NotScanned, Skipped
from chatscrub.sources import source_of
from chatscrub.sources.chatgpt import SOURCE
from tests.reading import read_by

Kind = TypeVar("Kind")
START = 1715947200.0
USER: dict[str, Any] = {
    "id": "user-" + "Lh3k" * 6,
    "email": " Mira.Osei@Nordwind.example ",
    "chatgpt_plus_user": True,
    "phone_number": "+49301234567",
}
CHAT = "6643a1b2-0000-4000-8000-00000000c001"


def zipped(path: Path, files: Mapping[str, Any]) -> Archive:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, value in files.items():
            target.writestr(name, value if isinstance(value, bytes | str) else json.dumps(value))
    return open_zip(path)


def in_memory(files: Mapping[str, Any], label: str | None = None) -> Archive:
    def member(name: str, value: Any) -> Member:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        return Member(name, len(data), lambda: iter([data]))

    return Archive("export", tuple(member(name, value) for name, value in files.items()), label)


def message(identity: str, *parts: Any, role: str = "user", **more: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "author": {"role": role, "name": None, "metadata": {}},
        "create_time": START,
        "content": {"content_type": "text", "parts": list(parts)},
        "metadata": {},
        "recipient": "all",
        "weight": 1.0,
    } | more


def chain(*messages: dict[str, Any]) -> dict[str, Any]:
    """A slim mapping (no children) in which each message answers the one before."""
    mapping: dict[str, Any] = {"client-created-root": {"id": "client-created-root", "message": None, "parent": None}}
    parent = "client-created-root"
    for each in messages:
        mapping[each["id"]] = {"id": each["id"], "message": each, "parent": parent}
        parent = each["id"]
    return mapping


def chat(mapping: Any, identity: str = CHAT, **more: Any) -> dict[str, Any]:
    return {
        "title": "Offer for the harbour crane",
        "create_time": START,
        "update_time": START + 60,
        "mapping": mapping,
        "conversation_id": identity,
        "id": identity,
    } | more


def events(archive: Archive) -> list[Event]:
    return read_by(SOURCE, archive)


def of(kind: type[Kind], found: Iterable[Event]) -> list[Kind]:
    return [each for each in found if isinstance(each, kind)]


def read_chat(mapping: Any, **more: Any) -> list[Event]:
    return events(in_memory({"user.json": USER, "conversations.json": [chat(mapping, **more)]}))


def passages(found: Iterable[Event]) -> dict[str, Passage]:
    """By text."""
    return {each.text: each for each in of(Passage, found)}


def chats(found: Iterable[Event]) -> list[Conversation]:
    return [each for each in of(Conversation, found) if each.object is ObjectKind.CONVERSATION]


def well_ordered(found: Iterable[Event]) -> bool:
    """Passages stand under the conversation that came last."""
    last: Conversation | None = None
    for each in found:
        if isinstance(each, Conversation):
            last = each
        elif isinstance(each, Passage) and each.conversation is not last:
            return False
    return True


# Layouts


def test_the_classic_zip_is_read_with_account_title_and_page(tmp_path: Path) -> None:
    archive = zipped(
        tmp_path / "export.zip",
        {"user.json": USER, "chat.html": "<html>", "conversations.json": [chat(chain(message("m1", "Dear Ms Abara")))]},
    )
    assert source_of(archive) is SOURCE
    found = events(archive)
    (conversation,) = chats(found)
    account = Account(
        "chatgpt", id=USER["id"], email="mira.osei@nordwind.example", plan="plus", phone=USER["phone_number"]
    )
    assert conversation.account == account
    assert conversation.url == f"https://chatgpt.com/c/{CHAT}"
    assert conversation.created_at is not None
    title, text = of(Passage, found)
    assert (title.place, title.text) == ("title", "Offer for the harbour crane")
    assert (text.place, text.text, text.message_id) == ("content.parts[0]", "Dear Ms Abara", "m1")
    assert (text.role, text.owner, text.object_id, text.url) == (Role.USER, account, CHAT, conversation.url)
    assert text.sent_at == conversation.created_at
    assert not of(Skipped, found)
    assert len(of(Notice, found)) >= 3


def test_shards_come_in_the_order_of_the_manifest_and_nothing_is_missed(tmp_path: Path) -> None:
    shards = {
        f"conversations-{n:03}.json": [chat(chain(message("m", f"shard {n}")), f"chat-000{n}")] for n in (0, 1, 2)
    }
    listed = ["conversations-002.json", "conversations-000.json", "conversations-001.json"]
    manifest = {
        "version": 1,
        "export_files": [{"path": name, "size_bytes": len(json.dumps(shards[name]))} for name in listed],
        "logical_files": {"conversations.json": {"files": listed, "sharded": True}},
    }
    archive = zipped(tmp_path / "x.zip", {"export_manifest.json": manifest, "user.json": USER, **shards})
    found = events(archive)
    assert [each.id for each in chats(found)] == ["chat-0002", "chat-0000", "chat-0001"]
    assert not of(Skipped, found)


def test_shards_without_a_manifest_are_sorted_by_number_and_a_whole_file_beside_them_is_read_too() -> None:
    files = {
        name: [chat({}, f"chat-{name}")]
        for name in ("conversations.json", "conversations-10.json", "conversations-9.json")
    }
    assert [each.id for each in chats(events(in_memory(files)))] == [
        "chat-conversations-9.json",
        "chat-conversations-10.json",
        "chat-conversations.json",
    ]


def test_a_missing_shard_and_a_shard_of_another_size_are_reported_and_pictures_are_only_counted() -> None:
    manifest = {
        "export_files": [
            {"path": "conversations-000.json", "size_bytes": 3},
            {"path": "conversations-001.json", "size_bytes": 100},
            {"path": "file_00aa00aa00aa.dat", "size_bytes": 100},
            {"path": "chat.html", "size_bytes": 100},
        ]
    }
    found = events(in_memory({"export_manifest.json": manifest, "conversations-000.json": [chat({})]}))
    wrong, missing = of(Skipped, found)
    assert wrong.path == "conversations-000.json"
    assert "size" in wrong.reason
    assert missing.path == "conversations-001.json"
    assert "missing; download the export again" in missing.reason
    assert [each.count for each in of(NotScanned, found) if "manifest" in each.what] == [1]


@pytest.mark.parametrize(
    "value",
    [
        chat(chain(message("m1", "the text"))),
        {"conversations": [chat(chain(message("m1", "the text")))]},
        [chat(chain(message("m1", "the text")))],
    ],
    ids=["one conversation", "under a key", "array"],
)
@pytest.mark.parametrize("name", ["alice.json", "conversations (1).json", "saved.txt", "saved"])
def test_bare_json_of_any_name_and_outer_shape_is_an_export(value: Any, name: str) -> None:
    archive = in_memory({name: value}, label="alice")
    assert SOURCE.recognises(archive)
    found = events(archive)
    assert "the text" in passages(found)
    assert chats(found)[0].account == Account("chatgpt", label="alice")
    assert not of(Skipped, found)


def test_the_members_of_the_privacy_portal_are_one_export() -> None:
    folder = "User Online Activity/Conversations_ab12-chatgpt-0001.zip!/"
    archive = in_memory(
        {"report.html": b"<html>", f"{folder}conversations.json": [chat({})], f"{folder}user.json": USER}
    )
    assert SOURCE.recognises(archive)
    assert chats(events(archive))[0].account.plan == "plus"


def test_an_element_without_messages_is_named_by_number_and_the_rest_goes_on() -> None:
    broken = {"id": "broken-chat", "title": "Corrupted entry", "note": "text of an unknown kind"}
    archive = in_memory({"conversations.json": [None, broken, 7, chat(chain(message("m", "after the damage")))]})
    found = events(archive)
    assert [each.path for each in of(Skipped, found)] == ["conversations.json"] * 3
    assert [each.reason.split(" is")[0] for each in of(Skipped, found)] == ["element 1", "element 2", "element 3"]
    assert not any("Corrupted" in each.reason for each in of(Skipped, found))
    assert {"after the damage", "text of an unknown kind"} <= passages(found).keys()


def test_json_that_cannot_be_read_is_skipped_and_the_rest_goes_on() -> None:
    files = {
        "conversations-000.json": b'{"cut": ',
        "conversations-001.json": [chat({})],
        "user.json": b"nonsense",
        "export_manifest.json": b"[",
        "shared_conversations.json": b"{",
        "library_files.json": b"\x00",
    }
    found = events(in_memory(files))
    assert {each.path for each in of(Skipped, found)} == set(files) - {"conversations-001.json"}
    assert len(chats(found)) == 1


# Recognition


@pytest.mark.parametrize(
    "files",
    [
        {"user.json": USER, "conversations.json": []},
        {"export_manifest.json": {"version": 1, "logical_files": {}}, "conversations-000.json": []},
        {"chat.html": b"<html><script>var jsonData = []</script>"},
        {"x.json": b"\xef\xbb\xbf \n" + json.dumps(chat(chain(message("m", "text")))).encode()},
    ],
)
def test_an_export_without_chats_or_with_a_byte_order_mark_is_recognised(files: dict[str, Any]) -> None:
    assert SOURCE.recognises(in_memory(files))


@pytest.mark.parametrize(
    "value",
    [
        [{"uuid": "u", "name": "", "chat_messages": [{"content": [{"mapping": {"parent": 1}}]}]}],
        [{"id": "d", "inserted_at": "2025", "mapping": {"root": {"parent": None, "message": {"fragments": []}}}}],
        [{"text": 'a quoted "mapping": {"parent": 1} in a text'}],
        {"mapping": "of ports", "parent": 1},
        [],
        7,
        b"\x89PNG",
        b"",
    ],
)
def test_other_vendors_and_other_files_are_not_claimed(value: Any) -> None:
    assert not SOURCE.recognises(in_memory({"conversations.json": value}))


def test_names_of_loose_files_and_portal_parts_share_a_key() -> None:
    loose = [
        "conversations.json",
        "conversations-012.json",
        "user.json",
        "chat.html",
        "export_manifest.json",
        "textdocs",
    ]
    assert {SOURCE.part_of(name) for name in loose} == {"chat-export"}
    assert SOURCE.part_of("Conversations_9f-chatgpt-0002.zip") == "chatgpt-portal"
    assert SOURCE.part_of("Files_9f-files-0001.zip") == "chatgpt-portal"
    for name in ("notes.json", "conversations (1).json", "alice", "conversations-1.zip"):
        assert SOURCE.part_of(name) is None


# Texts

PLACES: list[tuple[dict[str, Any], list[str]]] = [
    ({"content_type": "multimodal_text", "parts": ["in a part", {"content_type": "audio_transcription", "text": "spoken words", "direction": "in"}]}, ["content.parts[0]", "content.parts[1].text"]),
    ({"content_type": "multimodal_text", "parts": [{"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_00", "metadata": {"dalle": {"prompt": "a drawn prompt"}}}]}, ["content.parts[0].metadata.dalle.prompt"]),
    ({"content_type": "code", "language": "python", "text": "print(1)"}, ["content.text"]),
    ({"content_type": "execution_output", "text": "some output"}, ["content.text"]),
    ({"content_type": "computer_output", "state": {"title": "A page", "url": "https://a.example/", "dom": "<p>"}}, ["content.state.title", "content.state.url"]),
    ({"content_type": "thoughts", "thoughts": [{"summary": "Summing"}, {"summary": "Then", "content": "a thought", "chunks": ["chunked"]}]}, ["content.thoughts[0].summary", "content.thoughts[1].summary", "content.thoughts[1].content", "content.thoughts[1].chunks[0]"]),
    ({"content_type": "reasoning_recap", "content": "Thought for 3 s"}, ["content.content"]),
    ({"content_type": "tether_quote", "url": "file-Ab", "domain": "cv.pdf", "text": "quoted file", "title": "The title"}, ["content.url", "content.domain", "content.text", "content.title"]),
    ({"content_type": "tether_browsing_display", "result": "a result", "summary": "a summary"}, ["content.result", "content.summary"]),
    ({"content_type": "sonic_webpage", "url": "https://b.example", "text": "web text", "snippet": "snip"}, ["content.url", "content.text", "content.snippet"]),
    ({"content_type": "citable_code_output", "output_str": "mail text", "metadata": {"display_title": "Inbox"}}, ["content.output_str", "content.metadata.display_title"]),
    ({"content_type": "system_error", "name": "ValueError", "text": "went wrong"}, ["content.name", "content.text"]),
    ({"content_type": "app_pairing_content", "workspaces": [{"app": {"text": "editor text"}}], "shared_coding_content": "terminal"}, ["content.workspaces[0].app.text", "content.shared_coding_content"]),
    ({"content_type": "of_tomorrow", "deep": [{"er": ["new text"]}]}, ["content.deep[0].er[0]"]),
    ({"parts": ["without a type"]}, ["content.parts[0]"]),
    ({"content_type": "text", "parts": [None, "", {"text": "in an object"}]}, ["content.parts[2].text"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "places"), PLACES, ids=[str(content.get("content_type")) for content, _ in PLACES])
def test_every_content_type_is_read_at_its_place(content: dict[str, Any], places: list[str]) -> None:
    found = read_chat(chain(message("m", role="tool", content=content)), title="")
    assert [each.place for each in of(Passage, found)] == places


@pytest.mark.parametrize("metadata", ["a bare text", ["a bare text"], [{"x": "a bare text"}]])
def test_metadata_of_another_json_type_are_read_all_the_same(metadata: Any) -> None:
    found = passages(read_chat(chain(message("m", "text", metadata=metadata))))
    assert found.keys() == {"Offer for the harbour crane", "text", "a bare text"}


@pytest.mark.parametrize(
    "content", ["a bare text", ["a bare text"], {"content_type": ["a bare text"]}, {"id": "a bare text"}]
)
def test_content_of_another_json_type_is_read_all_the_same(content: Any) -> None:
    assert "a bare text" in passages(read_chat(chain(message("m", content=content))))


def test_metadata_are_read_without_their_bookkeeping() -> None:
    metadata = {
        "model_slug": "gpt-4o",
        "request_id": "8f14e45f-FRA",
        "timestamp_": "absolute",
        "message_type": None,
        "finish_details": {"type": "stop"},
        "attachments": [{"id": "file-" + "A1b2" * 5, "name": "Price list Abara.xlsx", "mime_type": "text/csv"}],
        "citations": [{"metadata": {"type": "webpage", "text": "cited text"}}],
        "targeted_reply": "the quoted passage",
        "jit_plugin_data": {"from_server": {"body": {"params": {"customer_id": "4711-0815"}}}},
        "search_queries": [{"q": "who is Abara"}],
    }
    found = read_chat(chain(message("m", metadata=metadata)), title="")
    assert {each.place: each.text for each in of(Passage, found)} == {
        "metadata.attachments[0].name": "Price list Abara.xlsx",
        "metadata.citations[0].metadata.text": "cited text",
        "metadata.targeted_reply": "the quoted passage",
        "metadata.jit_plugin_data.from_server.body.params.customer_id": "4711-0815",
        "metadata.search_queries[0].q": "who is Abara",
    }


def test_a_copy_in_the_metadata_is_left_out_and_what_only_they_hold_is_not() -> None:
    metadata = {"aggregate_result": {"final_expression_output": "42 rows", "messages": [{"text": "only here"}]}}
    found = read_chat(
        chain(
            message(
                "m", role="tool", content={"content_type": "execution_output", "text": "42 rows\n"}, metadata=metadata
            )
        ),
        title="",
    )
    assert [each.place for each in of(Passage, found)] == [
        "content.text",
        "metadata.aggregate_result.messages[0].text",
    ]


def test_citation_marks_become_blanks_so_that_offsets_stay() -> None:
    raw = "Abara\ue200cite\ue202turn0search1\ue201 pays"
    (text,) = (each.text for each in of(Passage, read_chat(chain(message("m", raw)), title="")))
    assert len(text) == len(raw)
    assert text == "Abara cite turn0search1  pays"


def test_pages_and_unknown_keys_of_a_conversation_are_read_and_its_settings_are_not() -> None:
    more = {
        "safe_urls": ["https://intern.example/?token=1"],
        "blocked_urls": ["https://c.example/"],
        "memory_scope": "global_enabled",
        "plugin_ids": ["plugin-1234"],
        "gizmo_id": "g-p-" + "0a" * 16,
        "summary_of_tomorrow": {"text": "new text"},
    }
    found = read_chat({}, title=None, **more)
    assert [each.place for each in of(Passage, found)] == [
        "safe_urls[0]",
        "blocked_urls[0]",
        "summary_of_tomorrow.text",
    ]
    assert chats(found)[0].project_id == more["gizmo_id"]


# Branches


def test_edited_and_hidden_nodes_are_read_and_marked() -> None:
    mapping = chain(
        message("s", "the system", role="system"),
        message("q", "first wording"),
        message("a", "first answer", role="assistant"),
        message("q2", "second wording"),
        message("t", "a call of a tool", role="assistant", recipient="python"),
        message("w", "no weight", role="assistant", weight=0.0),
        message("v", "not shown", role="assistant", metadata={"is_visually_hidden_from_conversation": True}),
        message("a2", "second answer", role="assistant"),
    )
    mapping["q2"]["parent"] = "s"
    found = passages(read_chat(mapping, current_node="a2"))
    current, other, hidden = Branch.CURRENT, Branch.OTHER, Branch.HIDDEN
    assert {text: each.branch for text, each in found.items() if each.place != "title"} == {
        "the system": hidden,
        "first wording": other,
        "first answer": other,
        "second wording": current,
        "a call of a tool": hidden,
        "no weight": hidden,
        "not shown": hidden,
        "second answer": current,
    }


@pytest.mark.parametrize("current_node", [None, "gone", 7, ["a"]])
def test_without_a_current_node_the_newest_leaf_is_current(current_node: Any) -> None:
    mapping = chain(message("q", "asked"), message("new", "newest", create_time=START + 9))
    mapping["old"] = {"message": message("old", "older", role="assistant"), "parent": "q"}
    mapping["timeless"] = {"message": message("timeless", "timeless", create_time=None), "parent": "q"}
    found = passages(read_chat(mapping, current_node=current_node))
    branches = {text: found[text].branch for text in ("asked", "newest", "older", "timeless")}
    assert branches == {
        "asked": Branch.CURRENT,
        "newest": Branch.CURRENT,
        "older": Branch.OTHER,
        "timeless": Branch.OTHER,
    }


def test_cycles_and_self_parents_end() -> None:
    mapping = chain(message("a", "one text"), message("b", "two text"), message("c", "three text"))
    mapping["a"]["parent"] = "b"
    mapping["c"]["parent"] = "c"
    assert {"one text", "two text", "three text"} <= passages(read_chat(mapping, current_node="b")).keys()
    assert {"one text", "two text", "three text"} <= passages(read_chat(mapping)).keys()


def test_nodes_that_name_no_parents_are_all_current() -> None:
    mapping = {key: {"message": message(key, f"text {key}")} for key in "ab"}
    assert {each.branch for each in of(Passage, read_chat(mapping))} == {Branch.CURRENT}


# Personalization


def instructions(identity: str, profile: str, wishes: str) -> dict[str, Any]:
    content = {"content_type": "user_editable_context", "user_profile": profile, "user_instructions": wishes}
    return message(identity, role="user", content=content, metadata={"is_user_system_message": True})


def memory(identity: str, text: str) -> dict[str, Any]:
    content = {"content_type": "model_editable_context", "model_set_context": text, "repository": None}
    return message(identity, role="assistant", content=content)


def test_custom_instructions_come_once_for_the_whole_export() -> None:
    files = {
        "user.json": USER,
        "conversations.json": [
            chat(chain(instructions("i", "I am Mira", "Answer briefly"), message("m", f"chat {n}")), f"chat-000{n}")
            for n in range(3)
        ]
        + [chat(chain(instructions("i2", "I am Mira", "Answer at length")), "chat-0009")],
    }
    found = events(in_memory(files))
    assert well_ordered(found)
    kept = [each for each in of(Passage, found) if each.object is ObjectKind.CUSTOM_INSTRUCTIONS]
    assert [each.text for each in kept] == ["I am Mira", "Answer briefly", "Answer at length"]
    assert {each.object_id for each in kept} == {"custom-instructions"}
    assert {each.conversation.id for each in kept} == {None}
    assert {each.url for each in kept} == {"https://chatgpt.com/#settings/Personalization"}
    assert not any("Mira" in each.text for each in of(Passage, found) if each.object is ObjectKind.CONVERSATION)


def test_instructions_that_the_metadata_repeat_come_once() -> None:
    data = {"about_user_message": "I am Mira", "about_model_message": "Answer in Twi"}
    wrapped = instructions("i", "The user says:\n```I am Mira```", "")
    wrapped["metadata"]["user_context_message_data"] = data
    kept = [each.text for each in of(Passage, read_chat(chain(wrapped), title=""))]
    assert kept == ["The user says:\n```I am Mira```", "Answer in Twi"]


def test_a_memory_that_grows_gives_each_entry_once_at_its_offset() -> None:
    first = "1. [2024-05-17]. Mira sells cranes.\n2. [2024-05-18]. Abara is a customer."
    second = "1. [2024-05-18]. Abara is a customer.\n2. [2024-05-19]. Abara pays late."
    files = {
        "conversations.json": [
            chat(chain(memory("a", first)), "chat-0001"),
            chat(chain(memory("b", second)), "chat-0002"),
            chat(chain(memory("c", second)), "chat-0003"),
        ]
    }
    found = events(in_memory(files))
    assert well_ordered(found)
    kept = [each for each in of(Passage, found) if each.object is ObjectKind.MEMORY]
    assert [each.message_id for each in kept] == ["a", "b"]
    assert kept[0].text == first
    assert len(kept[1].text) == len(second)
    assert kept[1].text.strip() == "2. [2024-05-19]. Abara pays late."
    assert kept[1].text.index("pays late") == second.index("pays late")
    assert {(each.object_id, each.place) for each in kept} == {("memory", "content.model_set_context")}


def test_what_a_chat_wrote_into_the_memory_is_in_both() -> None:
    found = read_chat(chain(message("m", "Abara is allergic to nuts", role="assistant", recipient="bio")), title="")
    assert [(each.object, each.branch) for each in of(Passage, found)] == [
        (ObjectKind.CONVERSATION, Branch.HIDDEN),
        (ObjectKind.MEMORY, Branch.HIDDEN),
    ]


# People, links, files


def test_words_of_another_member_of_a_group_chat_carry_their_author() -> None:
    other = "user-" + "Zz9y" * 6
    mapping = chain(
        message("m1", "my own words", author={"role": "user", "metadata": {"sender_user_id": USER["id"]}}),
        message("m2", "words of another", author={"role": "user", "metadata": {"sender_user_id": other}}),
        message("m3", "said by a tool", author={"role": "tool", "name": "web.run"}),
        message("m4", "said by nobody", author=None),
    )
    found = passages(read_chat(mapping))
    assert (found["my own words"].author, found["my own words"].flags) == (USER["id"], ())
    assert (found["words of another"].author, found["words of another"].flags) == (other, ("other-author",))
    assert (found["said by a tool"].role, found["said by a tool"].author) == (Role.TOOL, "web.run")
    assert (found["said by nobody"].role, found["said by nobody"].author) == (Role.OTHER, None)
    assert {each.owner.id for each in found.values()} == {USER["id"]}


def test_shared_chats_are_public_and_links_to_absent_chats_are_not_lost() -> None:
    share = "aaaaaaaa-0000-4000-8000-000000000001"
    links = [
        {"id": share, "conversation_id": CHAT, "title": "Offer", "is_anonymous": True},
        {"id": "bbbbbbbb-0000-4000", "conversation_id": "gone-chat", "title": "A gone chat"},
        {"id": "not/an id", "conversation_id": CHAT},
        None,
    ]
    files = {"shared_conversations.json": links, "conversations.json": [chat({}), chat({}, "other-chat")]}
    found = events(in_memory(files))
    shared, private = chats(found)
    assert shared.audience is Audience.PUBLIC
    assert [(each.url, each.anonymous) for each in shared.shared_links] == [
        (f"https://chatgpt.com/share/{share}", True)
    ]
    assert private.audience is Audience.PRIVATE
    (gone,) = (each for each in of(Conversation, found) if each.object is ObjectKind.SHARED_LINK)
    assert (gone.id, gone.audience, gone.title) == ("gone-chat", Audience.PUBLIC, "A gone chat")


@pytest.mark.parametrize("identity", ["WEB:6643a1b2-0000-4000", "client-created-root", "a/../b c", "x" * 500, "short"])
def test_ids_that_are_no_page_give_no_address(identity: str) -> None:
    assert chats(events(in_memory({"conversations.json": [chat({}, identity)]})))[0].url is None


def test_uploads_are_counted_under_masked_names_and_once_each() -> None:
    asset = "file-" + "Ab12" * 5
    opaque = "file_" + "00ff" * 8
    recorded = "file_" + "0a0a" * 8
    mapping = chain(
        message(
            "m1",
            {"content_type": "image_asset_pointer", "asset_pointer": f"file-service://{asset}"},
            metadata={"attachments": [{"id": asset, "name": "passport abara.png"}, {"name": "no id.pdf"}]},
        ),
        message("m2", {"content_type": "image_asset_pointer", "asset_pointer": f"sediment://{opaque}?x=1"}),
        message("m3", {"asset_pointer": f"sediment://{opaque}"}, role="tool"),
        message("m4", {"content_type": "audio_asset_pointer", "asset_pointer": f"sediment://{recorded}"}),
    )
    names = {f"{opaque}.dat": f"{CHAT}/contract abara.docx", "other": 7}
    found = events(in_memory({"conversations.json": [chat(mapping)], "conversation_asset_file_names.json": names}))
    assert [(each.what, each.name, each.conversation_id) for each in of(NotScanned, found)] == [
        ("uploaded files", "p…(14).png", CHAT),
        ("uploaded files", "n…(5).pdf", CHAT),
        ("uploaded files", "c…(14).docx", CHAT),
        ("voice recordings", None, CHAT),
    ]
    named = [each for each in of(Passage, found) if each.text == "contract abara.docx"]
    assert [(each.place, each.message_id) for each in named] == [
        ("conversation_asset_file_names.json", m) for m in ("m2", "m3")
    ]


def test_the_library_is_told_with_the_chat_and_its_reports_are_read() -> None:
    report, picture = "file_" + "01ab" * 8, "file_" + "02cd" * 8
    library = [
        {
            "file_id": report,
            "file_name": "report on abara.json",
            "origination_thread_id": CHAT,
            "library_artifact_type": "deep_research_report",
            "created_at": "2026-03-01T10:00:00Z",
        },
        {"file_id": picture, "file_name": "photo of abara.png", "initiating_conversation_id": CHAT},
        {"id": {"id": "x", "partition_key": "y"}},
    ]
    files = {
        "conversations.json": [chat({})],
        "library_files.json": library,
        f"{report}.dat": {"widget_state": {"report_message": "Abara owes 12,000"}},
        f"{picture}.dat": b"\x89PNG\r\n",
        f"file_{'03ef' * 8}.dat": b"[INFO] a log, not JSON",
    }
    found = events(in_memory(files))
    assert well_ordered(found)
    assert chats(found)[0].files == ("r…(15).json", "p…(14).png")
    text = passages(found)["Abara owes 12,000"]
    assert (text.object, text.object_id, text.place) == (ObjectKind.FILE, report, "widget_state.report_message")
    assert text.url == "https://chatgpt.com/library"
    assert {"report on abara.json", "photo of abara.png"} <= passages(found).keys()
    assert [each.name for each in of(NotScanned, found) if each.what == "library files"] == ["p…(14).png", None]
    assert [each.count for each in of(NotScanned, found) if each.what == "attached files in the export"] == [2]
    assert not of(Skipped, found)


def test_a_research_report_that_cannot_be_read_is_skipped() -> None:
    asset = "file_" + "01ab" * 8
    entry = {"file_id": asset, "library_artifact_type": "deep_research_report"}
    files = {"conversations.json": [chat({})], "library_files.json": [entry], f"{asset}.dat": b'{"cut": "'}
    assert [each.path for each in of(Skipped, events(in_memory(files)))] == [f"{asset}.dat"]


def test_a_file_that_somebody_attached_is_not_taken_for_his_own_chats() -> None:
    attached = json.dumps([chat(chain(message("m", "of somebody else")), "their-chat")]).encode()
    files = {"conversations.json": [chat({})], f"file-{'Ab12' * 5}-conversations.json": attached}
    found = events(in_memory(files))
    assert [each.id for each in chats(found)] == [CHAT]
    assert passages(found)["of somebody else"].object is ObjectKind.FILE


# Side files


def test_feedback_is_read_even_where_it_is_json_in_a_string() -> None:
    feedback = [
        {"id": "f-1", "conversation_id": CHAT, "rating": "thumbs_down", "content": "Abara's address was wrong"},
        {"id": "f-2", "conversation_id": CHAT, "content": json.dumps({"text": "line one\nline two", "tags": ["x"]})},
        {"id": "f-3", "content": '{"text": cut'},
    ]
    files = {"user.json": USER, "conversations.json": [chat({})], "message_feedback.json": feedback}
    found = events(in_memory(files))
    kept = [each for each in of(Passage, found) if each.object is ObjectKind.FEEDBACK]
    assert [(each.object_id, each.place, each.text) for each in kept] == [
        ("f-1", "content", "Abara's address was wrong"),
        ("f-2", "content.text", "line one\nline two"),
        ("f-3", "content", '{"text": cut'),
    ]
    assert kept[0].url == f"https://chatgpt.com/c/{CHAT}"


def test_canvases_and_json_that_nobody_knows_are_read() -> None:
    files = {
        "conversations.json": [chat({})],
        "textdocs/0f0f-1.json": {"title": "Letter", "content": "Dear Ms Abara", "conversation_id": CHAT},
        "model_comparisons.json": [{"input": {"text": "compared text"}}],
        "Financial/invoices of mira.json": {"billing": {"line": "Street 7"}},
        "user_settings.json": [{"secret": "not looked at"}],
        "sectioned_conversations.json": [],
        "__MACOSX/._conversations.json": b"\x00\x05",
        "group_chats.json": {"chats": [chat(chain(message("m", "said in a group")), "group-chat")]},
    }
    found = events(in_memory(files))
    assert well_ordered(found)
    texts = passages(found)
    assert (texts["Dear Ms Abara"].object, texts["Dear Ms Abara"].object_id) == (ObjectKind.CANVAS, "0f0f-1")
    assert texts["Dear Ms Abara"].url == f"https://chatgpt.com/c/{CHAT}"
    assert texts["compared text"].place == "[0].input.text"
    assert (texts["Street 7"].object, texts["Street 7"].place) == (ObjectKind.FILE, "billing.line")
    assert "mira" not in texts["Street 7"].conversation.title
    assert "not looked at" not in texts
    assert "said in a group" in texts
    assert not of(Skipped, found)


def test_each_of_two_merged_exports_keeps_its_account_and_the_merge_is_told() -> None:
    files = {
        "a/user.json": USER,
        "a/conversations.json": [chat({}, "chat-of-a")],
        "b/user.json": {"email": "B@nordwind.example", "chatgpt_plus_user": False},
        "b/deep/conversations.json": [chat({}, "chat-of-b")],
        "conversations-000.json": [chat({}, "chat-of-none")],
    }
    found = events(in_memory(files, label="merged"))
    accounts = {each.id: each.account for each in chats(found)}
    assert accounts["chat-of-a"].id == USER["id"]
    assert (accounts["chat-of-b"].email, accounts["chat-of-b"].plan) == ("b@nordwind.example", "free")
    assert accounts["chat-of-none"].key == "merged"
    assert any(each.warning for each in of(Notice, found))


# Zero conversations


def test_an_export_that_says_it_is_empty_is_complete_with_a_warning() -> None:
    found = events(in_memory({"user.json": USER, "conversations.json": []}))
    assert not of(Skipped, found)
    assert [each.warning for each in of(Notice, found)][-1] is True


def test_zero_conversations_for_any_other_reason_are_incomplete() -> None:
    (skipped,) = of(Skipped, events(in_memory({"user.json": USER})))
    assert (skipped.path, skipped.reason.split(";")[0]) == ("export", "no chat could be read")
    found = of(Skipped, events(in_memory({"user.json": USER, "conversations.json": [None]})))
    assert [each.path for each in found] == ["conversations.json", "export"]


def test_a_page_without_its_json_is_incomplete() -> None:
    (skipped,) = of(Skipped, events(in_memory({"user.json": USER, "chat.html": b"<html>var jsonData = []"})))
    assert skipped.path == "chat.html"


# Hostile input

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


def keyed(*keys: str) -> st.SearchStrategy[Any]:
    """Objects with some of the keys of the format, each with any value."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, json_values))


messages = json_values | st.fixed_dictionaries(
    {},
    optional={
        "id": json_values,
        "author": json_values | keyed("role", "name", "metadata"),
        "create_time": json_values,
        "content": json_values | keyed("content_type", "parts", "text", "thoughts", "model_set_context"),
        "metadata": json_values | keyed("attachments", "is_user_system_message", "user_context_message_data"),
        "recipient": json_values | st.just("bio"),
        "weight": json_values,
    },
)
nodes = json_values | st.fixed_dictionaries(
    {}, optional={"message": messages, "parent": json_values, "id": json_values}
)
conversations = json_values | st.fixed_dictionaries(
    {},
    optional={
        "mapping": json_values | st.dictionaries(st.text(max_size=4), nodes, max_size=4),
        "title": json_values,
        "id": json_values,
        "conversation_id": json_values,
        "current_node": json_values,
        "create_time": json_values,
        "gizmo_id": json_values,
        "is_archived": json_values,
        "safe_urls": json_values,
    },
)
side_files = st.fixed_dictionaries(
    {},
    optional={
        "user.json": json_values | keyed("id", "email", "chatgpt_plus_user", "phone_number"),
        "shared_conversations.json": json_values | st.lists(keyed("id", "conversation_id", "title"), max_size=2),
        "library_files.json": json_values
        | st.lists(keyed("file_id", "file_name", "origination_thread_id"), max_size=2),
        "message_feedback.json": json_values | st.lists(keyed("id", "content", "create_time"), max_size=2),
        "export_manifest.json": json_values | keyed("export_files", "logical_files"),
        "conversation_asset_file_names.json": json_values,
        "textdocs/1.json": json_values,
        "sora.json": json_values,
        "file_00000000000000.dat": json_values,
    },
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(conversations, max_size=3), side_files)
def test_no_json_of_any_shape_raises(found: list[Any], side: dict[str, Any]) -> None:
    archive = in_memory({"conversations.json": found, **side})
    assert SOURCE.recognises(archive) in (True, False)
    assert well_ordered(events(archive))


PLANTED = "planted 4711 text"
holders = st.recursive(
    st.just(PLANTED),
    lambda inner: (
        st.lists(inner | json_values, min_size=1, max_size=3)
        | st.dictionaries(
            st.sampled_from(["parts", "text", "id", "type", "content_type", "url", "model_set_context", "x", "ä"]),
            inner | json_values,
            min_size=1,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(holders, st.sampled_from(["text", "code", "user_editable_context", "model_editable_context", "new"]), messages)
def test_every_text_under_the_content_of_a_node_is_in_some_passage(holder: Any, kind: str, rest: Any) -> None:
    content = {"content_type": kind, **holder} if isinstance(holder, dict) else holder
    more = rest if isinstance(rest, dict) else {}
    value = more | {"id": "m", "content": content}
    expected = PLANTED in json.dumps(content)
    found = read_chat({"m": {"message": value, "parent": None}})
    assert any(PLANTED in each.text for each in of(Passage, found)) or not expected
