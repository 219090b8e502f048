"""What the short way makes of a plain message is what the thorough way makes of it, whatever somebody changes in it."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatscrub.archive import Archive, Member
from chatscrub.model.conversation import Account, Branch, Conversation, Passage
from chatscrub.sources.chatgpt.files import Files as ChatGptFiles
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
