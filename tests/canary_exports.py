"""An export of each vendor with a canary in every field that its format has, and in keys that it has not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.canaries import Canaries
from tests.vendor_exports import chatgpt_name, write

STAMP = 1_790_000_000.0
TIME = "2026-09-21T14:13:20.000000Z"
USER = "user-" + "Qa7b" * 6


def uuid(number: int) -> str:
    """An id as the vendors write them."""
    return f"{number:08x}-0000-4000-8000-000000000001"


def in_files(folder: Path, name: str, files: dict[str, Any]) -> Path:
    """A zip of the values as JSON; bytes and texts go in as they are."""
    return write(folder / name, {path: _bytes(value) for path, value in files.items()})


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value)).encode()


# --- ChatGPT ----------------------------------------------------------------------------------------------------------


def _chatgpt_contents(c: Canaries) -> list[dict[str, Any]]:
    return [
        {"content_type": "multimodal_text", "parts": [
            c.text(), {"content_type": "image_asset_pointer", "asset_pointer": "sediment://file_00000000aa11",
                       "metadata": {"dalle": {"prompt": c.text()}}},
            {"content_type": "audio_transcription", "text": c.text()},
        ]},
        {"content_type": "code", "language": c.marker(), "text": c.text()},
        {"content_type": "execution_output", "text": c.text()},
        {"content_type": "tether_quote", "url": c.url(), "domain": c.mail(), "title": c.text(), "text": c.text()},
        {"content_type": "user_editable_context", "user_profile": c.text(), "user_instructions": c.text()},
        {"content_type": "model_editable_context", "model_set_context": c.text()},
        {"content_type": c.mail(), "text": c.text()},
        {"content_type": "text", "parts": [{"new": c.text()}, c.text()]},
    ]  # fmt: skip


def _chatgpt_message(c: Canaries, node: str, place: int, content: dict[str, Any]) -> dict[str, Any]:
    role = ("user", "assistant", "tool", "system")[place % 4]
    return c.salted({
        "id": node, "author": {"role": role, "name": c.text() if role == "tool" else None, "metadata": {}},
        "create_time": STAMP + place, "content": content, "status": "finished_successfully", "end_turn": True,
        "recipient": "all", "channel": c.text(), "metadata": {
            "attachments": [{"id": f"file_{place:024}", "name": c.file(), "mime_type": "text/plain"}],
            "citations": [{"metadata": {"title": c.text(), "url": c.url()}}],
            "aggregate_result": {"code": c.text(), "messages": [{"text": c.text()}]},
            "user_context_message_data": {"about_user_message": c.text()}, "model_slug": c.text(),
        },
    })  # fmt: skip


def _chatgpt_chat(
    c: Canaries, number: int, texts: Iterable[str] = (), contents: Iterable[dict[str, Any]] = (), **more: Any
) -> dict[str, Any]:
    ids = (uuid(each) for each in range(number * 10_000 + 1, (number + 1) * 10_000))
    messages: list[dict[str, Any]] = [
        {"id": next(ids), "author": {"role": "user"}, "content": {"content_type": "text", "parts": [text]}}
        for text in texts
    ]
    messages += [_chatgpt_message(c, next(ids), place, content) for place, content in enumerate(contents)]
    mapping: dict[str, Any] = {"root": {"id": "root", "message": None, "parent": None, "children": []}}
    parent = "root"
    for message in messages:
        mapping[parent]["children"].append(message["id"])
        mapping[message["id"]] = {"id": message["id"], "parent": parent, "children": [], "message": message}
        parent = message["id"]
    return c.salted({
        "id": uuid(number), "conversation_id": uuid(number), "title": c.title(), "create_time": STAMP,
        "update_time": STAMP + 99, "current_node": parent, "is_archived": False, "gizmo_id": c.text(),
        "conversation_template_id": c.text(), "safe_urls": [c.url()], **more,
    }) | {"mapping": mapping}  # fmt: skip


def _chatgpt_side(c: Canaries) -> dict[str, Any]:
    user = {"id": USER, "email": c.account(), "chatgpt_plus_user": True, "phone_number": c.phone(), "name": c.name()}
    return {
        "user.json": c.salted(user),
        "user_settings.json": c.unknown(),
        "message_feedback.json": [c.salted({"id": "f-1", "conversation_id": uuid(1), "content": c.text()})],
        "shared_conversations.json": [
            c.salted({"id": uuid(50), "conversation_id": uuid(1), "title": c.title(), "is_anonymous": True}),
            {"id": uuid(51), "conversation_id": uuid(59), "title": c.title()},
        ],
        "library_files.json": [
            c.salted({"file_id": "file_" + "0a1b" * 6, "file_name": c.file(), "origination_thread_id": uuid(1)})
        ],
        "model_comparisons.json": [{"input": {"text": c.text()}}],
        "textdocs/0f0f-1.json": {"title": c.title(), "content": c.text(), "conversation_id": uuid(1)},
        f"reports/{c.file()}.json": c.salted({"text": c.text()}),
        f"reports/{c.file()} broken.json": '{"text": "' + c.text(),
        f"file_{'0a1b' * 6}-{c.file()}": b"%PDF-1.7 " + c.text().encode(),
        f"{c.marker()}.txt": c.text(),
        "chat.html": f"<html><script>var jsonData = {json.dumps(c.text())}</script></html>",
    }


def chatgpt_classic(folder: Path, c: Canaries, texts: Iterable[str] = ()) -> Path:
    """One list of conversations, and all files that may lie beside it."""
    chats = [_chatgpt_chat(c, 1, texts, _chatgpt_contents(c)), _chatgpt_chat(c, 2, [c.text()], is_archived=True)]
    group = {"chats": [_chatgpt_chat(c, 3, [c.text()])]}
    files = {"conversations.json": chats, "group_chats.json": group, **_chatgpt_side(c)}
    return in_files(folder, chatgpt_name(30), files)


def chatgpt_sharded(folder: Path, c: Canaries, texts: Iterable[str] = ()) -> Path:
    """Shards under a manifest that names a file which is missing."""
    shards = [f"conversations-{number:03}.json" for number in range(2)]
    listed = [*shards, f"{c.file()}.json"]
    files = {
        shards[0]: [_chatgpt_chat(c, 11, texts)],
        shards[1]: [_chatgpt_chat(c, 12, [], _chatgpt_contents(c))],
        "export_manifest.json": c.salted({
            "export_files": [{"path": each, "size_bytes": 7} for each in listed],
            "logical_files": {"conversations.json": {"files": listed}},
        }),
        **_chatgpt_side(c),
    }  # fmt: skip
    return in_files(folder, chatgpt_name(31, "d"), files)


def compliance(folder: Path, c: Canaries, texts: Iterable[str] = ()) -> Path:
    """Answers of the Compliance API: conversations, other objects, and a log of events."""

    def message(number: int, value: Any, **content: Any) -> dict[str, Any]:
        return c.salted({
            "id": f"m-{number}", "created_at": STAMP + number, "parent_id": None,
            "author": {"role": ("user", "tool")[number % 2], "tool_name": c.text()}, "content": {"type": "text", "value": value, **content},
            "files": [{"id": "file-1", "name": c.file(), "download_url": c.url()}, c.file()],
            "gpt_id": c.text(), "status": c.text(), "canvas": {"textdoc": {"title": c.text(), "content": c.text()}},
        })  # fmt: skip

    said = [
        {
            "id": f"t-{number}",
            "created_at": STAMP,
            "author": {"role": "user"},
            "content": {"type": "text", "value": text},
        }
        for number, text in enumerate(texts)
    ]
    said += [message(number, text) for number, text in enumerate([c.text(), [c.text()], {"a": c.text()}])]
    said.append(message(99, c.text(), type=c.mail(), annotations=[{"url": c.url(), "title": c.text()}]))
    who = {"user_id": USER, "user_email": c.account()}
    chat = c.salted({
        "object": "compliance.workspace.conversation", "id": uuid(21), "created_at": STAMP, "last_active_at": STAMP,
        "title": c.title(), "shared_link": {"url": c.url()}, **who,
    }) | {"messages": {"object": "list", "data": said, "has_more": False}}  # fmt: skip
    others = [
        c.salted({"object": f"compliance.workspace.{kind}", "id": f"{number}-1", "content": c.text(), "name": c.text(),
                  "title": c.title(), "instructions": c.text(), **who})
        for number, kind in enumerate(("memory", "project", "gpt", "canvas", "file", "user", c.marker()))
    ]  # fmt: skip
    event = {
        "event_id": "e-1", "timestamp": TIME, "type": "CONVERSATION_MESSAGE",
        "principal": {"id": "ws-1", "name": c.text()}, "actor": {"type": "user", **who},
        "message": message(100, c.text()), "conversation": {"id": uuid(22), "title": c.title(), "created_at": TIME},
    }  # fmt: skip
    codex = {**event, "event_id": "e-2", "type": "CODEX_LOG", "event_details": {"prompt_text": c.text()}}
    strange = {"event_id": "e-3", "type": c.mail(), "timestamp": TIME, "message": c.text(), "actor": None}
    log = [c.salted(event), c.salted(codex), strange]
    files = {
        "people/conversations.json": {"object": "list", "data": [chat, *others], "has_more": False},
        f"people/{c.file()}/log.jsonl": "".join(f"{json.dumps(each)}\n" for each in log) + '{"event_id": ' + c.text(),
        f"people/{c.file()}": b"\0\1" + c.text().encode(),
    }
    return in_files(folder, "compliance.zip", files)


# --- Claude -----------------------------------------------------------------------------------------------------------


def claude(folder: Path, c: Canaries, texts: Iterable[str] = ()) -> Path:
    """Chats with every kind of block, projects, memories, design chats and artifacts."""

    def message(number: int, content: list[Any], **more: Any) -> dict[str, Any]:
        return c.salted({
            "uuid": uuid(number), "text": c.text(), "sender": "human", "created_at": TIME, "updated_at": TIME,
            "attachments": [{"file_name": c.file(), "file_type": "txt", "extracted_content": c.text()}],
            "files": [{"file_name": c.file(), "file_uuid": uuid(77)}], **more,
        }) | {"content": [c.salted(each) if isinstance(each, dict) else each for each in content]}  # fmt: skip

    blocks: list[Any] = [
        {"type": "text", "text": c.text(), "citations": [{"uuid": "u", "details": {"url": c.url(), "title": c.text()}}]},
        {"type": "thinking", "thinking": c.text(), "summaries": [{"summary": c.text()}], "signature": c.text()},
        {"type": "tool_use", "id": "t-1", "name": c.text(), "integration_name": c.text(),
         "input": {"command": c.text(), "type": c.mail(), "title": c.text(), "content": c.text()}},
        {"type": "tool_result", "tool_use_id": "t-1", "name": c.text(), "content": [
            {"type": "knowledge", "title": c.text(), "url": c.url(), "extras": {"owner": c.text()}}],
         "structured_content": {"rows": [{"id": c.mail()}]}, "display_content": {"text": c.text()}},
        {"type": "injected_prompt_block", "prompt": c.text()},
        {"type": c.mail(), "payload": {"deep": [{"er": c.text()}]}},
        c.text(),
    ]  # fmt: skip
    chat = c.salted({
        "uuid": uuid(31), "name": c.title(), "summary": c.text(), "created_at": TIME, "updated_at": TIME,
        "account": {"uuid": uuid(30)}, "project": {"uuid": uuid(35), "name": c.title()}, "model": c.text(),
    }) | {"chat_messages": [
        *(
            {"uuid": uuid(1000 + number), "sender": "human", "content": [{"type": "text", "text": text}]}
            for number, text in enumerate(texts)
        ),
        message(200, blocks, parent_message_uuid=uuid(100)),
    ]}  # fmt: skip
    user = {"uuid": uuid(30), "full_name": c.name(), "email_address": c.account(), "verified_phone_number": c.phone()}
    project = c.salted({
        "uuid": uuid(35), "name": c.title(), "description": c.text(), "prompt_template": c.text(), "created_at": TIME,
        "creator": {"uuid": uuid(30), "full_name": c.name()}, "docs": [
            {"uuid": uuid(36), "filename": c.file(), "content": c.text(), "created_at": TIME}],
        "files": [{"file_name": c.file()}], "shared_with": [{"email": c.mail(), "name": c.text()}],
    })  # fmt: skip
    memory = {"account_uuid": uuid(30), "conversations_memory": c.text(), "project_memories": {uuid(35): c.text()},
              "memory_files": [{"name": c.file(), "content": c.text()}], "reflections": [{"text": c.text()}]}  # fmt: skip
    design = c.salted({
        "uuid": uuid(38), "title": c.title(), "project": {"uuid": uuid(35), "name": c.title()}, "created_at": TIME,
        "messages": [{"uuid": uuid(39), "role": "user", "content": {"text": c.text(), "attachments": [
            {"name": c.file(), "content": c.text(), "type": "text"}]}, "created_at": TIME}],
    })  # fmt: skip
    artifact = {"uuid": uuid(40), "title": c.title(), "owner_account": {"uuid": uuid(30), "email": c.mail()},
                "visibility": "public", "active_version": "1-ab12", "invited": [{"email": c.mail()}]}  # fmt: skip
    files = {
        "users.json": [c.salted(user)],
        "conversations.json": [chat],
        f"projects/{uuid(35)}.json": project,
        "projects.json": [project],
        "memories.json": [c.salted(memory)],
        f"design_chats/{uuid(38)}.json": design,
        f"artifacts/{uuid(40)}/artifact.json": c.salted(artifact),
        f"artifacts/{uuid(40)}/versions/1-ab12.html": f"<p title='{c.text()}'>{c.text()}</p>",
        f"artifacts/{uuid(40)}/versions/{c.file()}": b"\0\1\2" + c.text().encode(),
        "login_history.json": {"login_events": [{"ip_address": "203.0.113.9", "user_agent": c.text()}]},
        f"{c.file()}.json": {"odd": c.text()},
        f"{c.file()}.txt": c.text(),
        f"{c.file()} cut.json": '{"cut": "' + c.text(),
        f"{c.file()}.zip": b"PK\3\4" + c.text().encode(),
    }
    return in_files(folder, "data-2026-09-21-14-13-20-batch-0000.zip", files)


# --- Slack ------------------------------------------------------------------------------------------------------------


def slack(folder: Path, c: Canaries, texts: Iterable[str] = ()) -> Path:
    """A workspace with files, blocks, attachments, edits, deletions, bots, canvases, lists and logs."""
    team, channel, direct, anna = "T07BRIGHT1", "C07OPSROOM2", "D07DIRECT03", "U07ANNA0001"
    clock = iter(range(1, 10_000))

    def message(text: str, **more: Any) -> dict[str, Any]:
        ts = f"{STAMP + next(clock):.6f}"
        return c.salted({"type": "message", "user": anna, "team": team, "ts": ts, "text": text, **more})

    def file(number: int, **more: Any) -> dict[str, Any]:
        return {
            "id": f"F{number:010}", "name": c.file(), "title": c.text(), "mode": "hosted", "filetype": "pdf",
            "user": anna, "url_private": c.url(), "permalink": c.url(), "preview": c.text(), "alt_txt": c.text(),
            "preview_plain_text": c.text(), "plain_text": c.text(), "initial_comment": {"comment": c.text(), "user": anna},
            "transcription": {"status": "complete", "preview": {"content": c.text()}}, "subject": c.text(),
            "from": [{"address": c.mail(), "name": c.text(), "original": c.mail()}], "to": [{"address": c.mail()}],
            "simplified_html": f"<b>{c.text()}</b>", **more,
        }  # fmt: skip

    attachment = {
        "fallback": c.text(), "text": c.text(), "pretext": c.text(), "title": c.text(), "title_link": c.url(),
        "author_name": c.text(), "footer": c.text(), "fields": [{"title": c.text(), "value": c.text()}],
        "from_url": c.url(), "original_url": c.url(), "service_name": c.text(), "files": [file(7)],
        "message_blocks": [{"message": {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": c.text()}}]}}],
    }  # fmt: skip
    elements = [
        {"type": "text", "text": c.text()}, {"type": "link", "url": c.url(), "text": c.text()},
        {"type": c.mail(), "text": c.text()}, {"type": "user", "user_id": anna},
    ]  # fmt: skip
    blocks = [
        {"type": "rich_text", "block_id": c.marker(),
         "elements": [{"type": "rich_text_section", "elements": elements}]},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": c.text()}], "text": {"type": "plain_text", "text": c.text()}},
        {"type": "image", "alt_text": c.text(), "image_url": c.url(), "title": {"type": "plain_text", "text": c.text()}},
        {"type": c.mail(), "new": c.text()},
    ]  # fmt: skip
    name = f"{c.marker(shown=True)}-{c.card()}"
    days = [
        *({"type": "message", "user": anna, "ts": f"{STAMP + next(clock):.6f}", "text": text} for text in texts),
        message(c.text(), files=[file(1), file(2, mode="snippet", preview_is_truncated=True)]),
        message(c.text(), blocks=blocks, attachments=[attachment]),
        message(c.text(), subtype="bot_message", bot_id="B07BOT0001", username=c.text(),
                bot_profile={"name": c.text(), "app_id": "A1"}),
        message(c.text(), subtype="huddle_thread", room={"name": c.text(), "created_by": anna}),
        message("", subtype="message_changed", message={"user": anna, "text": c.text(), "ts": f"{STAMP:.6f}"},
                previous={"user": anna, "text": c.text()}),
        message("", subtype="message_deleted", deleted_ts=f"{STAMP:.6f}",
                previous_message={"user": anna, "text": c.text(), "ts": f"{STAMP:.6f}"}),
        message(c.text(), subtype="channel_topic", topic=c.text()),
        message(c.text(), subtype=c.mail(), reactions=[{"name": c.text(), "users": [anna]}],
                user_profile={"real_name": c.name(), "name": c.name()}),
        c.text(),
    ]  # fmt: skip
    profile = {"real_name": c.name(), "display_name": c.name(), "email": c.account(), "phone": c.phone(),
               "title": c.text(), "status_text": c.text()}  # fmt: skip
    guest = {"id": "U07GUEST002", "team_id": "T0OTHER", "name": c.name(), "is_stranger": True,
             "profile": {"real_name": c.name(), "email": c.account()}}  # fmt: skip
    conversation = {"id": channel, "name": name, "created": 1_780_000_000, "creator": anna, "members": [anna],
                    "topic": {"value": c.text(), "creator": anna}, "purpose": {"value": c.text()}}  # fmt: skip
    day = "2026-09-21.json"
    files = {
        "users.json": [c.salted({"id": anna, "team_id": team, "name": c.name(), "profile": profile}), guest],
        "channels.json": [c.salted(conversation)],
        "groups.json": [], "mpims.json": [], "dms.json": [{"id": direct, "created": 1, "members": [anna, "U07GUEST002"]}],
        "integration_logs.json": [c.salted({"user_id": anna, "user_name": c.text(), "service_type": c.text(),
                                            "reason": c.text(), "channel": channel, "date": "1790000000"})],
        "canvases.json": [c.salted(file(3, mode="quip")), file(4, mode="canvas")],
        "lists.json": [c.salted({"id": "F03LIST0000", "mode": "list", "title": c.text(), "rows": [{"x": c.text()}]})],
        "file_conversations.json": [file(5)],
        "huddle_transcripts.json": [{"text": c.text(), "channel": channel}],
        "content_flags.json": [{"flagged": {"text": c.text(), "channel": channel}}],
        f"{name}/{day}": days,
        f"{name}/2026-09-22.json": '[{"type": "message", "text": "' + c.text(),
        f"{name}/canvas_in_the_conversation.json": [file(6, mode="canvas")],
        f"{direct}/{day}": [message(c.text(), user="U07GUEST002")],
        f"__uploads/F0000000001/{c.file()}": c.text(),
        f"__uploads/F0000000002/{c.file()}": b"\x89PNG\0" + c.text().encode(),
        "canvases/F0000000004.html": f"<h1>{c.text()}</h1><p>{c.text()}</p>",
        f"{c.file()}.json": {"odd": c.text()},
        f"{c.title()}/{day}": [message(c.text())],
    }  # fmt: skip
    return in_files(folder, "Brightwater Slack export Sep 1 2026 - Sep 30 2026.zip", files)


EXPORTS: dict[str, Callable[..., Path]] = {
    "chatgpt": chatgpt_classic, "chatgpt-sharded": chatgpt_sharded, "compliance": compliance, "claude": claude,
    "slack": slack,
}  # fmt: skip
