"""What one record of Slack's holds: its texts, its files, and the versions in an entry of the edit log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatscrub.model.strings import strings
from chatscrub.sources.slack.attachments import attached_files, attachment_texts
from chatscrub.sources.slack.blocks import block_texts, is_noise
from chatscrub.sources.slack.mrkdwn import decode
from chatscrub.sources.slack.texts import Text

_FORMER_TEXTS = ("previous", "previous_message", "original")
_MACHINE_KEYS = """
    type subtype ts user team user_team source_team user_profile bot_profile bot_id app_id username icons
    client_msg_id reactions replies reply_users reply_users_count reply_count latest_reply edited parent_user_id
    thread_ts last_read subscribed pinned_to pinned_info inviter members root latest channel channel_name channel_id
    event_ts deleted_ts original_ts editor_id permalink item item_type saved app_thread assistant_app_thread_id text
    blocks attachments slackdump_thread_replies
"""
MACHINE = frozenset(_MACHINE_KEYS.split())
"""Keys of a message that hold no text, or whose text is looked for by itself."""


def message_texts(message: dict[str, Any], prefix: str = "", skip: tuple[str, ...] = ()) -> Iterator[Text]:
    """All texts of a message apart from its files: what was typed first, copies after it."""
    yield from block_texts(message.get("text"), f"{prefix}text")
    yield from block_texts(message.get("blocks"), f"{prefix}blocks")
    attachments = message.get("attachments")
    if isinstance(attachments, list):
        for index, attachment in enumerate(attachments):
            yield from attachment_texts(attachment, f"{prefix}attachments[{index}]")
    else:
        yield from block_texts(attachments, f"{prefix}attachments")
    for key, value in message.items():
        if key not in MACHINE and key not in skip and not _is_file_field(key, value):
            yield from _other(key, value, prefix)


def _is_file_field(key: str, value: object) -> bool:
    return (key == "files" and isinstance(value, list)) or (key == "file" and isinstance(value, dict))


def strings_of(value: object) -> Iterator[Text]:
    """The texts of a value that is no record at all."""
    for place, text in strings(value, ""):
        yield Text(place, text)


def _other(key: str, value: object, prefix: str) -> Iterator[Text]:
    """A field that is not known to hold a message's text: data of apps as it is, else as markup without the ids."""
    if key == "room" and isinstance(value, dict):
        value = {name: value[name] for name in ("name", "topic") if name in value}  # the rest is ids
    for place, text in strings({key: value}, prefix.rstrip(".")):
        if key == "metadata":
            yield Text(place, text)
        elif not is_noise(place.rpartition(".")[2].partition("[")[0]):
            yield Text(place, decode(text))


def versions(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The messages inside an entry of the edit log, the present one first."""
    found: dict[str, dict[str, Any]] = {}
    for key in ("message", *_FORMER_TEXTS):
        version = record.get(key)
        if isinstance(version, str) and key != "message" and version:
            version = {"text": version}
        if isinstance(version, dict) and version:
            found[key] = version
    return found


def message_files(message: dict[str, Any], prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files of a message with their places; before 2018 there was one, as ``file``."""
    if isinstance(message.get("file"), dict):
        yield f"{prefix}file", message["file"]
    files = message.get("files")
    for index, file in enumerate(files if isinstance(files, list) else []):
        if isinstance(file, dict):
            yield f"{prefix}files[{index}]", file
    attachments = message.get("attachments")
    for index, attachment in enumerate(attachments if isinstance(attachments, list) else []):
        yield from attached_files(attachment, f"{prefix}attachments[{index}]")
