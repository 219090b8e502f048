"""Uploaded files, snippets, canvases and lists.

An export holds records of files, not their bytes: a title, comments, the first lines of a snippet. Each file is an
object of its own, which stays when the message goes, so its texts name the file as what must be deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from chatscrub.discreet import Discreet, Hidden
from chatscrub.errors import ArchiveError
from chatscrub.model.conversation import Account, Branch, ObjectKind, Passage
from chatscrub.model.finding import mask_file_name
from chatscrub.model.outcome import NotScanned, Skipped
from chatscrub.model.strings import strings
from chatscrub.sources.slack.bodies import Bodies
from chatscrub.sources.slack.directory import Directory
from chatscrub.sources.slack.html_text import html_text
from chatscrub.sources.slack.layout import unreadable
from chatscrub.sources.slack.mrkdwn import decode, is_slack_url, strip_export_tokens
from chatscrub.sources.slack.permalinks import file_permalink
from chatscrub.sources.slack.texts import Kept, Text

PUBLIC_LINK = "public-link"

_SAID = ("title", "name", "alt_txt", "initial_comment", "subject")
_CONTENT = ("plain_text", "preview", "preview_plain_text", "preview_highlight", "simplified_html", "transcription")
_HTML = frozenset({"preview_highlight", "simplified_html"})
_MACHINE_KEYS = """
    id created timestamp updated export_timestamp mimetype filetype pretty_type mode size user user_team username
    editable is_external external_type external_id is_public public_url_shared display_as_bot file_access editors
    channels groups ims shares permalink permalink_public edit_link title_blocks lines lines_more
    preview_is_truncated reactions pinned_to comments_count num_stars is_starred has_rich_preview has_more
    media_display_type canvas_creator_id skipped_shares deanimate deanimate_gif converted_pdf pjpeg mp4 mp4_low hls
    hls_embed vtt aac app_id bot_id image_exif_rotation original_w original_h last_editor access
    team_pref_version_history_enabled show_badge linked_channel_id canvas_readtime quip_thread_id list_limits
    list_csv_download_url dm_mpdm_users_with_file_access org_or_workspace_access is_channel_space channel_actions_ts
    blocks_file
"""
_MACHINE = frozenset(_MACHINE_KEYS.split())
_CONTACTS = ("from", "to", "cc", "bcc")


class Published(Discreet, msgspec.Struct, frozen=True):
    """A file that whoever has the link can read. `texts` are its own texts, to be seen with that audience too."""

    id: str
    name: str
    link: str
    page: str | None
    owner: Account
    texts: Hidden[tuple[Passage, ...]]


class Files:
    """The files of one export. `token_seen` tells that an address with the export's download token was met."""

    def __init__(self, directory: Directory, bodies: Bodies) -> None:
        self.token_seen = False
        self.published: list[Published] = []
        self._directory = directory
        self._bodies = bodies
        self._listed: set[str] = set()
        self._public: set[str] = set()

    def events(
        self, file: dict[str, Any], place: str, message: Passage, kept: Kept
    ) -> Iterator[Passage | NotScanned | Skipped]:
        """The texts of a file as passages, and what of it the export does not hold.

        `message` is where it was shared, with an empty text; `kept` what that message says already. Titles and
        comments are compared with it, content is not: the file keeps its content when the message is gone.
        """
        self._look_for_token(file)
        file_id = _id(file)
        kind = object_kind(file)
        own = Kept()
        public = _public_link(file)
        base = replace(
            message,
            object=kind,
            object_id=file_id,
            url=file_permalink(file) or message.url,
            owner=self.owner(file, message.owner),
            flags=(*message.flags, PUBLIC_LINK) if public else message.flags,
        )
        passages = [
            replace(base, text=text.text, place=text.place)
            for text, is_content in _texts(file, place)
            if (own if is_content else kept).add(text.text)
        ]
        yield from passages
        body_read = False
        for passage in self._body(file_id, base):
            body_read = body_read or isinstance(passage, Passage)
            yield passage
        if public and file_id and file_id not in self._public and message.branch is Branch.CURRENT:
            self._public.add(file_id)
            self.published.append(
                Published(file_id, masked_name(file), public, file_permalink(file), base.owner, tuple(passages))
            )
        if file_id not in self._listed and not body_read and not _is_whole(file):
            if file_id is not None:
                self._listed.add(file_id)
            yield NotScanned(noun(file), masked_name(file), message.conversation.id)

    def owner(self, file: dict[str, Any], fallback: Account) -> Account:
        """The uploader, who can delete the file; else who shared it."""
        user = file.get("user") or file.get("canvas_creator_id")
        return self._directory.account(user) if isinstance(user, str) and user else fallback

    def _body(self, file_id: str | None, base: Passage) -> Iterator[Passage | Skipped]:
        for member in self._bodies.take(file_id):
            try:
                text = self._bodies.text(member)
            except ArchiveError as error:
                yield unreadable(member, error)
                continue
            if text is not None:
                yield replace(base, text=strip_export_tokens(text), place="body")

    def _look_for_token(self, file: dict[str, Any]) -> None:
        if not self.token_seen:
            self.token_seen = any(isinstance(value, str) and "=xox" in value for value in file.values())


def is_file(record: dict[str, Any]) -> bool:
    """Whether a record without a time of its own describes a file, canvas or list."""
    file_id = _id(record)
    return file_id is not None and file_id.startswith("F") and file_id.isalnum() and file_id.isupper()


def object_kind(file: dict[str, Any]) -> ObjectKind:
    """What a person sees and deletes it as."""
    return ObjectKind.CANVAS if noun(file) == "canvases" else ObjectKind.FILE


def noun(file: dict[str, Any]) -> str:
    """The plural that such files are counted under."""
    kinds = {file.get(key) for key in ("mode", "filetype", "mimetype") if isinstance(file.get(key), str)}
    if kinds & {"quip", "canvas", "application/vnd.slack-docs"}:
        return "canvases"
    if kinds & {"list", "application/vnd.slack-list"}:
        return "lists"
    if kinds & {"huddle_transcript", "application/vnd.slack-huddle-transcript"}:
        return "huddle transcripts"
    if "external" in kinds:
        return "linked files"
    return "files"


def masked_name(file: dict[str, Any]) -> str:
    """Its name as reports may show it."""
    name = file.get("name") or file.get("title")
    return mask_file_name(name) if isinstance(name, str) and name else "unnamed"


def _id(file: dict[str, Any]) -> str | None:
    file_id = file.get("id")
    return file_id if isinstance(file_id, str) and file_id else None


def _public_link(file: dict[str, Any]) -> str | None:
    link = file.get("permalink_public")
    if file.get("public_url_shared") is not True or not isinstance(link, str) or not link.startswith("https://"):
        return None
    return strip_export_tokens(link)


def _is_whole(file: dict[str, Any]) -> bool:
    """Whether nothing of the file is missing: it is deleted, or a snippet that the preview shows to its end."""
    if file.get("mode") == "tombstone":
        return True
    if file.get("mode") != "snippet" or not isinstance(file.get("preview"), str):
        return False
    return not file.get("preview_is_truncated") and file.get("lines_more") in (0, None)


def _texts(file: dict[str, Any], place: str) -> Iterator[tuple[Text, bool]]:
    """The texts of a file record; the flag tells content from what was said about it."""
    for key in _SAID:
        for where, text in strings(_said(file, key), _at(place, key)):
            yield _cleaned(where, decode(text) if key == "initial_comment" else text), False
    for key in _CONTENT:
        if key == "preview_highlight" and file.get("preview"):
            continue
        for where, text in strings(file.get(key), _at(place, key)):
            yield _cleaned(where, html_text(text) if key in _HTML else text), True
    for key in _CONTACTS:
        for where, text in strings(file.get(key), _at(place, key)):
            yield _cleaned(where, text), True
    known = {*_SAID, *_CONTENT, *_CONTACTS}
    rest = {key: value for key, value in file.items() if key not in known and not _is_machine(key)}
    for where, text in strings(rest, place):
        if not is_slack_url(text):
            yield _cleaned(where, text), True


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _said(file: dict[str, Any], key: str) -> object:
    value = file.get(key)
    return value.get("comment") if key == "initial_comment" and isinstance(value, dict) else value


def _is_machine(key: str) -> bool:
    return key in _MACHINE or key.startswith(("url_", "thumb_", "is_", "bot_")) or key.endswith("_download")


def _cleaned(place: str, text: str) -> Text:
    return Text(place, strip_export_tokens(text))
