"""Builds the exports in this folder, and beside each what must and must not be found in it.

    python -m sample_exports.build [FOLDER]

Seeded: the same code gives the same members. Complete tokens stand only inside the zips.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from sample_exports import chats
from sample_exports.builder import Builder, Files
from sample_exports.chats import Chat, Said
from sample_exports.company import FORMER, JULE, MARA, PRIYA, TOMAS, Employee
from sample_exports.slack import slack_workspace

HERE = Path(__file__).parent


def _json(value: Any) -> bytes:  # noqa: ANN401  # any JSON value
    return orjson.dumps(value)


def chatgpt_conversation(build: Builder, chat: Chat, owner: Employee, *, slim: bool) -> dict[str, Any]:
    """One conversation; slim as of 2026, without `children` and with a message of few fields."""
    root = "client-created-root" if slim else build.id()
    mapping: dict[str, dict[str, Any]] = {root: {"id": root, "message": None, "parent": None}}
    parent = root
    for said in chat.said:
        parent = _chatgpt_node(build, mapping, said, parent, owner, slim=slim)
    if chat.abandoned:
        _chatgpt_node(build, mapping, chat.abandoned, root, owner, slim=slim)
    if not slim:
        for node in mapping.values():
            node["children"] = [key for key, each in mapping.items() if each["parent"] == node["id"]]
    identifier, moment = build.id(), build.later().timestamp()
    return {
        "title": chat.title, "create_time": moment - 900, "update_time": moment, "mapping": mapping, "current_node": parent,
        "conversation_id": identifier, "id": identifier, "is_archived": chat.archived, "is_starred": None, "gizmo_id": None,
        "default_model_slug": "gpt-5", "conversation_template_id": None, "safe_urls": [], "moderation_results": [],
    }  # fmt: skip


def _chatgpt_node(
    build: Builder, mapping: dict[str, dict[str, Any]], said: Said, parent: str, owner: Employee, *, slim: bool
) -> str:
    node = build.id()
    message: dict[str, Any] = {
        "id": node,
        "author": {"role": said.role, "name": None, "metadata": {}},
        "create_time": build.later().timestamp(),
        "content": {"content_type": "text", "parts": [build.text(said)]},
        "metadata": {"model_slug": "gpt-5"} if said.role == "assistant" else {},
    }
    if not slim:
        message |= {
            "status": "finished_successfully",
            "end_turn": True,
            "weight": 1.0,
            "recipient": "all",
            "channel": None,
        }
    mapping[node] = {"id": node, "message": message, "parent": parent}
    build.expected.note(said, owner.email, node)
    return node


def chatgpt_classic(build: Builder) -> dict[str, Files]:
    """The zip of a Plus account up to early 2026: one conversations.json, one conversation shared by link."""
    conversations = [chatgpt_conversation(build, chat, TOMAS, slim=False) for chat in chats.TOMAS_CHATGPT]
    shared = [
        {"id": build.id(), "conversation_id": each["id"], "title": each["title"], "is_anonymous": True}
        for each, chat in zip(conversations, chats.TOMAS_CHATGPT, strict=True)
        if chat.shared
    ]
    files = {
        "chat.html": b"<html><body>viewer</body></html>",
        "conversations.json": _json(conversations),
        "message_feedback.json": b"[]",
        "model_comparisons.json": b"[]",
        "shared_conversations.json": _json(shared),
        "user.json": _json({"id": "user-7hT2kQ", "email": TOMAS.email, "chatgpt_plus_user": True}),
    }
    return {f"{'7f3a' * 16}-2025-11-04-09-12-44-{'b1c2' * 8}.zip": files}


def chatgpt_sharded(build: Builder) -> dict[str, Files]:
    """The zip as of 2026: shards, no `children`, a manifest, and a library of files kept apart from the chats."""
    conversations = [chatgpt_conversation(build, chat, MARA, slim=True) for chat in chats.MARA_CHATGPT]
    shards = {"conversations-000.json": _json(conversations[:2]), "conversations-001.json": _json(conversations[2:])}
    library = [{"file_id": "file_" + "0a1b" * 8, "file_name": "Reklamationen Oktober.xlsx", "mime_type": "application/xlsx",
                "file_size_bytes": 18233, "origination_thread_id": conversations[0]["id"]}]  # fmt: skip
    files = {
        **shards,
        "library_files.json": _json(library),
        "shared_conversations.json": b"[]",
        "user.json": _json({"id": "user-9xP4mD", "email": MARA.email, "chatgpt_plus_user": False}),
        "user_settings.json": b"[{}]",
    }
    files["export_manifest.json"] = _json(
        {
            "version": 1,
            "manifest_file": "export_manifest.json",
            "export_files": [{"path": name, "size_bytes": len(data)} for name, data in files.items()],
            "logical_files": {"conversations.json": {"files": list(shards), "sharded": True}},
        }
    )
    return {f"{'c40d' * 16}-2026-10-19-15-02-08-{'9e8f' * 8}.zip": files}


def claude_conversation(build: Builder, chat: Chat, owner: Employee) -> dict[str, Any]:
    """One conversation with content blocks; a long paste becomes an attachment, as the vendor does it."""
    created = build.later().isoformat().replace("+00:00", "Z")
    messages: list[dict[str, Any]] = []
    parent = "00000000-0000-4000-8000-000000000000"
    for said in chat.said:
        identifier, moment = build.id(), build.later().isoformat().replace("+00:00", "Z")
        text = build.text(said)
        attachments = []
        if said.attachment:
            attachments = [
                {"file_name": said.attachment, "file_size": len(text), "file_type": "txt", "extracted_content": text}
            ]
            text = ""
        messages.append({
            "uuid": identifier, "text": text, "sender": "human" if said.role == "user" else "assistant",
            "content": [{"type": "text", "text": text, "citations": [], "start_timestamp": moment, "stop_timestamp": moment}],
            "created_at": moment, "updated_at": moment, "attachments": attachments,
            "files": [{"file_name": each["file_name"]} for each in attachments], "parent_message_uuid": parent,
        })  # fmt: skip
        parent = identifier
        build.expected.note(said, owner.email, identifier)
    return {"uuid": build.id(), "name": chat.title, "summary": "", "created_at": created, "updated_at": created,
            "account": {"uuid": owner.claude}, "chat_messages": messages}  # fmt: skip


def _claude_users(people: Iterable[Employee]) -> bytes:
    return _json(
        [
            {"uuid": each.claude, "full_name": each.name, "email_address": each.email, "verified_phone_number": None}
            for each in people
        ]
    )


def claude_legacy(build: Builder) -> dict[str, Files]:
    """The zip of one account up to August 2026."""
    conversations = [claude_conversation(build, chat, JULE) for chat in chats.JULE_CLAUDE]
    files = {"users.json": _claude_users([JULE]), "conversations.json": _json(conversations), "projects.json": b"[]"}
    return {"data-2026-05-11-08-30-21-batch-0000.zip": files}


def claude_manifest(build: Builder) -> dict[str, Files]:
    """A team's export since August 2026: a manifest and one zip a category; one account has left."""
    conversations = [claude_conversation(build, chat, PRIYA) for chat in chats.PRIYA_CLAUDE]
    former = claude_conversation(build, Chat("Old notes", (Said("Which pallets fit a 7.5 tonne truck?"),)), PRIYA)
    former["account"] = {"uuid": FORMER}
    document, project = build.id(), build.id()
    build.expected.note(chats.PROJECT_DOC, TOMAS.email, "docs[0].content")
    stamp = build.later().isoformat()
    parts: dict[str, Files] = {
        "light_metadata-000.zip": {"users.json": _claude_users([TOMAS, PRIYA]), "login_history.json": b'{"login_events":[]}'},
        "conversations-000.zip": {"conversations.json": _json([*conversations, former])},
        "projects-000.zip": {f"projects/{project}.json": _json({
            "uuid": project, "name": "Dispatcher", "description": "Runbooks", "is_private": False, "is_starter_project": False,
            "prompt_template": "Answer from the runbooks.", "created_at": stamp, "updated_at": stamp,
            "creator": {"uuid": TOMAS.claude, "full_name": TOMAS.name},
            "docs": [{"uuid": document, "filename": "runbook.md", "content": build.text(chats.PROJECT_DOC), "created_at": stamp}],
        })},
        "memories-000.zip": {f"memories/{PRIYA.claude}.json": _json({
            "account_uuid": PRIYA.claude, "conversations_memory": chats.MEMORY})},
    }  # fmt: skip
    manifest = {
        "instructions": "Download each file.", "created_at": stamp, "total_files": len(parts), "version": "1.0",
        "data_files": [
            {"batch_index": index, "export_url": f"https://claude.ai/export/{build.id()}", "category": name.rpartition("-")[0],
             "part": 0, "filename": name}
            for index, name in enumerate(parts)
        ],
    }  # fmt: skip
    name = f"manifest-{build.id()}-1793000000-0a1b2c3d-2026-10-26-07-33-20.json"
    return {**parts, name: {"": _json(manifest)}}


def write_zip(path: Path, files: Files) -> None:
    """A zip with fixed dates, so that only a change of content changes it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)


EXPORTS = {
    "chatgpt-classic": chatgpt_classic,
    "chatgpt-sharded": chatgpt_sharded,
    "claude-legacy": claude_legacy,
    "claude-manifest": claude_manifest,
    "slack-workspace": slack_workspace,
}


def build(folder: Path) -> None:
    """Writes every export and its expected.toml below the folder."""
    for name, make in EXPORTS.items():
        builder = Builder(name, datetime(2026, 11, 4, 8, 0, tzinfo=UTC))
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        for file, members in make(builder).items():
            if file.endswith(".zip"):
                write_zip(target / file, members)
            else:
                (target / file).write_bytes(members[""])
        (target / "expected.toml").write_text(builder.expected.toml(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
