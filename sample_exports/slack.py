"""A Slack workspace as a compliance export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from sample_exports import chats
from sample_exports.builder import Builder, Files
from sample_exports.chats import Said
from sample_exports.company import DOMAIN, EVERYBODY, JULE, MARA, PRIYA, TOMAS, Employee


def slack_workspace(build: Builder) -> dict[str, Files]:
    """A compliance export: two channels with a thread, and a direct message."""
    people = {"TOMAS": TOMAS, "MARA": MARA, "JULE": JULE, "PRIYA": PRIYA}
    users = [
        {"id": each.slack, "team_id": "T07BRIGHT1", "name": each.handle, "deleted": False, "is_bot": False,
         "profile": {"real_name": each.name, "display_name": each.handle, "email": each.email}}
        for each in EVERYBODY
    ]  # fmt: skip
    general, ops, direct = "C07GENERAL1", "C07OPSROOM2", "D07DIRECT03"
    members = [each.slack for each in EVERYBODY]
    files: Files = {
        "users.json": orjson.dumps(users),
        "channels.json": orjson.dumps([
            {"id": general, "name": "general", "is_general": True, "is_archived": False, "members": members,
             "topic": {"value": "all hands"}, "purpose": {"value": ""}},
        ]),
        "groups.json": orjson.dumps([
            {"id": ops, "name": "ops-alerts", "is_archived": False, "members": members[:2], "topic": {"value": ""},
             "purpose": {"value": "dispatcher"}},
        ]),
        "mpims.json": b"[]",
        "dms.json": orjson.dumps([{"id": direct, "created": 1, "members": [PRIYA.slack, JULE.slack]}]),
        "integration_logs.json": b"[]",
    }  # fmt: skip
    for folder, talk, threaded in (
        ("general", chats.SLACK_GENERAL, False),
        ("ops-alerts", chats.SLACK_OPS, True),
        (direct, chats.SLACK_DIRECT, False),
    ):
        files |= _slack_days(build, folder, [(people[name], said) for name, said in talk], threaded=threaded)
    return {"Brightwater Slack export Nov 3 2026 - Nov 6 2026.zip": files}


def _slack_days(build: Builder, folder: str, talk: Sequence[tuple[Employee, Said]], *, threaded: bool) -> Files:
    messages: list[dict[str, Any]] = []
    for author, said in talk:
        text = build.text(said)
        stamp = f"{build.later().timestamp():.6f}"
        message: dict[str, Any] = {
            "type": "message", "user": author.slack, "team": "T07BRIGHT1", "ts": stamp, "client_msg_id": build.id(),
            "text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            "blocks": [{"type": "rich_text", "block_id": "b1", "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]}],
        }  # fmt: skip
        if threaded and messages:
            message |= {"thread_ts": messages[0]["ts"], "parent_user_id": messages[0]["user"]}
        messages.append(message)
        build.expected.note(said, author.email, stamp)
    if threaded:
        messages[0] |= {"thread_ts": messages[0]["ts"], "reply_count": len(messages) - 1}
    if folder == "general":
        # Every file link of a Slack export carries a token that reads all files of the workspace.
        token = "xoxe-" + build.digits(13) + "-" + build.digits(14) + "-" + build.digits(14) + "-" + "0f" * 16
        messages[0]["files"] = [{
            "id": "F07PLAN0001", "name": "tour plan.pdf", "title": "tour plan", "mimetype": "application/pdf", "mode": "hosted",
            "url_private": f"https://files.slack.com/files-pri/T07BRIGHT1-F07PLAN0001/tour_plan.pdf?t={token}",
            "permalink": f"https://{DOMAIN.partition('.')[0]}.slack.com/files/{TOMAS.slack}/F07PLAN0001/tour_plan.pdf",
        }]  # fmt: skip
    return {f"{folder}/2026-11-04.json": orjson.dumps(messages, option=orjson.OPT_INDENT_2)}
