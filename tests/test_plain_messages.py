"""What the short way makes of a plain message is what the thorough way makes of it, whatever somebody changes in it."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.archive import Archive, Member
from chatscrub.model.conversation import Account, Branch, Conversation, Passage
from chatscrub.model.strings import strings
from chatscrub.sources.chatgpt import branches, structure
from chatscrub.sources.chatgpt.files import Files as ChatGptFiles
from chatscrub.sources.chatgpt.metadata import told
from chatscrub.sources.chatgpt.nodes import NodeReader
from chatscrub.sources.chatgpt.texts import Home
from chatscrub.sources.claude.messages import files_without_text, passages, plain_passage
from chatscrub.sources.slack.bodies import Bodies
from chatscrub.sources.slack.directory import Directory
from chatscrub.sources.slack.files import Files as SlackFiles
from chatscrub.sources.slack.layout import layout_of
from chatscrub.sources.slack.messages import Context, MessageReader
from chatscrub.sources.slack.permalinks import Permalinks

CHAT = Conversation("chatgpt", "c-1", Account("chatgpt", id="user-1"))
WORDS = "Please look at <https://harbour.example|the crane> and *this* &amp; that."

odd = st.sampled_from(
    [
        *(None, True, False, 0, 1, "", "abc", "absolute", " a b ", "some words that count", "x" * 90, "ünïcödé words"),
        *(
            "file-service://file-abcdefghijkl",
            "?t=xoxe-1-2",
            "all",
            "user",
            "system",
            "tool",
            "text",
            "1700000000.000100",
        ),
        *(
            [],
            {},
            ["some words"],
            {"name": "Ada Abara"},
            [{"id": "file-abcdefghijkl"}],
            {"type": "text", "text": "words"},
        ),
    ]
)
ADDED = [
    "new",
    "an@address",
    "attachments",
    "files",
    "name",
    "subtype",
    "thread_ts",
    "bot_id",
    "sender_user_id",
    "is_user_system_message",
    "message",
    "pending_memory_content",
    "citations",
    "flags",
    "weight",
    "edited",
]


@st.composite
def changed(draw: st.DrawFn, message: dict[str, Any]) -> dict[str, Any]:
    """The message with up to two values, at any depth, changed, dropped or added."""
    whole: dict[str, Any] = _copy(message)
    for _ in range(draw(st.integers(0, 2))):
        holder: Any = whole
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and holder[key] and draw(st.booleans()):
                holder = holder[key]
                continue
            how = draw(st.sampled_from(["change", "drop", "add"]))
            if how == "drop":
                del holder[key]
            elif how == "change":
                holder[key] = _copy(draw(odd))
            elif isinstance(holder, dict):
                holder[draw(st.sampled_from(ADDED))] = _copy(draw(odd))
            else:
                holder.append(_copy(draw(odd)))
            break
    return whole


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


CHATGPT = {
    "id": "n-1",
    "parent": "n-0",
    "children": [],
    "message": {
        "id": "n-1",
        "author": {"role": "user", "name": None, "metadata": {}},
        "create_time": 1.7e9,
        "update_time": None,
        "content": {"content_type": "text", "parts": ["some words that count"]},
        "status": "finished_successfully",
        "weight": 1.0,
        "metadata": {"model_slug": "gpt-5", "timestamp_": "absolute", "finish_details": {"type": "stop"}},
        "recipient": "all",
    },
}
BLOCK = {"start_timestamp": None, "stop_timestamp": None, "flags": None, "type": "text", "text": "some words"}
CLAUDE = {
    "uuid": "m-1",
    "text": "some words",
    "content": [BLOCK | {"citations": []}],
    "sender": "human",
    "created_at": "2026-01-02T03:04:05Z",
    "attachments": [],
    "files": [],
}
SLACK = {
    "user": "U01ANNA00",
    "type": "message",
    "ts": "1700000000.000100",
    "text": WORDS,
    "user_profile": {"real_name": "Anna"},
    "blocks": [
        {
            "type": "rich_text",
            "block_id": "b",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Please look at "},
                        {"type": "link", "url": "https://harbour.example", "text": "the crane"},
                        {"type": "text", "text": " and "},
                    ],
                }
            ],
        }
    ],
}


@settings(max_examples=300)
@given(changed(CHATGPT))
def test_a_plain_chatgpt_message_reads_as_any_other(node: dict[str, Any]) -> None:
    reader = NodeReader(CHAT, {"n-1"}, ChatGptFiles([], []))
    plain = reader.plain("n-1", node)
    if plain is not None:
        assert list(reader.read("n-1", node)) == [(plain, Home.CHAT)]
        assert not reader.not_scanned


def with_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    return CHATGPT | {"message": cast("dict[str, Any]", CHATGPT["message"]) | {"metadata": metadata}}


def test_what_a_field_of_the_metadata_was_seen_to_hold_hides_no_text_that_comes_later() -> None:
    reader = NodeReader(CHAT, {"n-1"}, ChatGptFiles([], []))
    quiet: dict[str, Any] = {"finish_details": {"type": "stop", "stop_tokens": [200002]}, "model_slug": "gpt-5"}
    assert [reader.plain("n-1", with_metadata(quiet)) is not None for _ in range(2)] == [True, True]
    loud = [
        *({"finish_details": value} for value in ({"type": "Stop it here"}, [["Stop it here"]], {"Stop it here": 1})),
        *({"other": quiet["model_slug"]}, {"model_slug": "the one that costs less"}, {"attachments": [{"id": "x"}]}),
        *({"finish_details": ["stop", "Stop it here"]}, {"finish_details": '{"type":"stop","stop_tokens":[200002]}'}),
        *({"Ada Abara": quiet["finish_details"]}, {"Ada Abara": []}, {"Ada Abara": None}, {"Ada Abara": 1}),
        {"is_visually_hidden_from_conversation": True},
    ]
    assert [reader.plain("n-1", with_metadata(quiet | each)) for each in loud] == [None] * len(loud)


keys = st.sampled_from(["model_slug", "request_id", "finish_details", "content_references", "Ada Abara", *ADDED])


@settings(max_examples=300)
@given(st.lists(st.dictionaries(keys, odd | st.lists(odd, max_size=3), max_size=5), max_size=4))
def test_the_texts_of_metadata_are_all_strings_that_are_no_bookkeeping_whatever_was_read_before(
    metadata: list[dict[str, Any]],
) -> None:
    for each in metadata:
        found = strings(each, "metadata")
        assert told(each) == [(place, text) for place, text in found if not structure.is_bookkeeping(place, text)]


@pytest.mark.parametrize("metadata", ["some words that count", ["some words", {"id": "some words"}], None, 1])
def test_metadata_that_are_no_object_are_read_too(metadata: object) -> None:
    assert told(metadata) == strings(metadata, "metadata")


@given(st.from_regex(structure._ENUMERATOR, fullmatch=True) | st.from_regex(structure._ID, fullmatch=True))
def test_the_bookkeeping_of_the_metadata_may_be_any_enumerator_or_id(value: str) -> None:
    assert structure.is_bookkeeping("metadata.message_type", value)


def test_metadata_nested_too_deep_to_be_written_are_read() -> None:
    reader = NodeReader(CHAT, {"n-1"}, ChatGptFiles([], []))
    for innermost, quiet in (([1], True), (["some words that count"], False)):
        nested: list[Any] = innermost
        for _ in range(5000):
            nested = [nested]
        assert (reader.plain("n-1", with_metadata({"finish_details": nested})) is not None) is quiet


nodes = st.lists(st.sampled_from("abcd"), unique=True, max_size=4)
links = st.sampled_from([*"abcd", None, 1, ["a"]])


@settings(max_examples=300)
@given(nodes, st.data())
def test_the_nodes_of_a_chat_without_branches_are_those_that_the_way_up_finds(
    keys: list[str], data: st.DataObject
) -> None:
    mapping: dict[str, object] = {
        key: data.draw(st.one_of(st.just({"parent": before}), st.just({}), links, st.builds(dict, parent=links)))
        for before, key in zip([None, *keys], keys, strict=False)
    }
    current = data.draw(st.one_of(st.just(keys[-1] if keys else None), links))
    found = branches.current_nodes(mapping, current)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(branches, "_is_one_line", lambda *_: False)
        assert found == branches.current_nodes(mapping, current)


@pytest.mark.parametrize("name", [None, "web.run", "Ada Abara, 4 Harbour Lane", 4])
@pytest.mark.parametrize("role", ["assistant", "tool", "other", "system", "critic"])
def test_what_is_no_name_of_a_tool_is_not_given_as_the_author(role: str, name: object) -> None:
    reader = NodeReader(CHAT, {"n-1"}, ChatGptFiles([], []))
    author = {"role": role, "name": name, "metadata": {}}
    node = CHATGPT | {"message": cast("dict[str, Any]", CHATGPT["message"]) | {"author": author}}
    plain, [(thorough, _)] = reader.plain("n-1", node), list(reader.read("n-1", node))
    assert thorough.author == ("web.run" if name == "web.run" else None)
    assert plain in (None, thorough)


@settings(max_examples=300)
@given(changed(CLAUDE))
def test_a_plain_claude_message_reads_as_any_other(message: dict[str, Any]) -> None:
    plain = plain_passage(message, CHAT, Branch.OTHER)
    if plain is not None:
        assert list(passages(message, 0, CHAT, Branch.OTHER)) == [plain]
        assert not list(files_without_text(message, "c-1"))


def slack() -> MessageReader:
    users = b'[{"id": "U01ANNA00", "real_name": "Anna", "team_id": "T1"}]'
    layout = layout_of(Archive("x.zip", (Member("users.json", len(users), lambda: iter([users])),)))
    directory = Directory()
    assert not list(directory.load(layout))
    context = Context(directory, Permalinks(layout, "acme"), SlackFiles(directory, Bodies([])))
    return MessageReader(Conversation("slack", "C0ABCDEF1", Account("slack")), "", context)


@settings(max_examples=300)
@given(changed(SLACK))
def test_a_plain_slack_message_reads_as_any_other(message: dict[str, Any]) -> None:
    short, thorough = slack(), slack()
    found = [each for event in short.read_all([message]) for each in (event if isinstance(event, list) else [event])]
    assert found == list(thorough.read(message))


def test_the_messages_that_are_changed_here_are_plain() -> None:
    assert isinstance(NodeReader(CHAT, set(), ChatGptFiles([], [])).plain("n-1", CHATGPT), Passage)
    assert isinstance(plain_passage(CLAUDE, CHAT, Branch.CURRENT), Passage)
    assert slack()._plain(SLACK, [])
