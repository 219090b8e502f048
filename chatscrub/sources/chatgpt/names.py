"""What a file of a ChatGPT export is for, from the name that OpenAI gives it."""

from __future__ import annotations

import re
from enum import StrEnum

from chatscrub.archive import Member

LOOSE = "chat-export"  # shared with the other vendor whose exports hold a conversations.json
PORTAL = "chatgpt-portal"

_SHARD = re.compile(r"conversations-(\d{1,6})\.json")
_PORTAL = re.compile(r"(?:Conversations_.+-chatgpt|Files_.+-files)-\d{1,6}\.zip")
_UPLOAD = re.compile(r"file[-_][0-9A-Za-z]{10,64}(?:[-.].*)?", re.DOTALL)


class Use(StrEnum):
    """The kinds of files in an export."""

    CONVERSATIONS = "conversations"
    MANIFEST = "manifest"
    ACCOUNT = "account"
    LINKS = "links"
    FEEDBACK = "feedback"
    LIBRARY = "library"
    ASSET_NAMES = "asset names"
    CANVAS = "canvas"
    WEB_PAGE = "web page"
    SETTINGS = "settings"
    JSON = "json"  # any other JSON: read, whatever is in it
    UPLOAD = "upload"  # bytes without a telling name, JSON perhaps
    ASSET = "asset"


_BY_NAME = {
    "conversations.json": Use.CONVERSATIONS,
    "export_manifest.json": Use.MANIFEST,
    "user.json": Use.ACCOUNT,
    "shared_conversations.json": Use.LINKS,
    "message_feedback.json": Use.FEEDBACK,
    "library_files.json": Use.LIBRARY,
    "conversation_asset_file_names.json": Use.ASSET_NAMES,
    "chat.html": Use.WEB_PAGE,
    "user_settings.json": Use.SETTINGS,
    "ads.json": Use.SETTINGS,
    "model_comparisons.json": Use.JSON,
    "group_chats.json": Use.JSON,
    "sectioned_conversations.json": Use.JSON,
    "shopping.json": Use.JSON,
    "sora.json": Use.JSON,
}
_FOLDERS = {"textdocs", "dalle-generations"}
_ASSETS = re.compile(
    r"png|jpe?g|webp|gif|bmp|tiff?|heic|svg|wav|mp3|m4a|ogg|flac|mp4|mov|webm|avi|pdf|docx?|xlsx?|pptx?|od[ts]|csv|tsv"
    r"|md|html?|xml|rtf|zip|gz|tar|7z|py|[jt]s|ipynb|ya?ml|eml|msg"
)


def ending(member: Member) -> str:
    """The part of the name after the last dot, lower case, without the dot."""
    return member.base.rpartition(".")[2].lower() if "." in member.base else ""


def left_by_unpacking(member: Member) -> bool:
    """Whether a Mac left it beside the files of the export (AppleDouble has the ending .json but is binary)."""
    return member.base.startswith("._") or member.base == ".DS_Store" or "__MACOSX/" in member.name


def use_of(member: Member) -> Use:
    """The use of a file, by its name and folder."""
    if (use := _BY_NAME.get(member.base)) is not None:
        return use
    if _SHARD.fullmatch(member.base):
        return Use.CONVERSATIONS
    if _UPLOAD.fullmatch(member.base):
        # A JSON file that somebody attached may be anything, so its name promises nothing.
        return Use.UPLOAD if ending(member) in ("dat", "json") else Use.ASSET
    if ending(member) in ("json", "jsonl", "ndjson"):
        return Use.CANVAS if "textdocs" in member.name.split("/")[:-1] else Use.JSON
    return Use.ASSET if _ASSETS.fullmatch(ending(member)) else Use.UPLOAD


def shard_number(base: str) -> int | None:
    """``7`` of conversations-007.json, None for other names."""
    found = _SHARD.fullmatch(base)
    return int(found[1]) if found else None


def vendor_name(base: str) -> bool:
    """Whether the name is one that OpenAI gives, so that it says nothing about anybody."""
    return base in _BY_NAME or _SHARD.fullmatch(base) is not None


def part_of(name: str) -> str | None:
    """The key of a loose file, folder or inner zip that belongs to a larger export."""
    if _PORTAL.fullmatch(name):
        return PORTAL
    return LOOSE if vendor_name(name) or name in _FOLDERS or _UPLOAD.fullmatch(name) else None
