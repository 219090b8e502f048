"""Legacy attachments → texts: posts of apps, previews of links, forwarded messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatscrub.sources.slack.blocks import block_texts
from chatscrub.sources.slack.mrkdwn import decode
from chatscrub.sources.slack.texts import Text

UNFURL = "unfurl"
FORWARD = "forward"

_FIRST = ("pretext", "title", "text")
_LAST = "fallback"
_SKIPPED = frozenset({"files", "file", "service_icon", "author_icon", "footer_icon", *_FIRST, "fields", _LAST})


def attachment_texts(attachment: object, place: str) -> Iterator[Text]:
    """The texts of one attachment; the fallback comes last, as it mostly repeats them.

    Flagged ``unfurl`` is what Slack fetched from a link, ``forward`` a copy of another message: nobody typed it here,
    but it goes only with this message.
    """
    if not isinstance(attachment, dict):
        yield from block_texts(attachment, place)
        return
    flags = _flags(attachment)
    for key in _FIRST:
        yield from block_texts(attachment.get(key), f"{place}.{key}", flags)
    yield from _fields(attachment.get("fields"), f"{place}.fields", flags)
    rest = {key: value for key, value in attachment.items() if key not in _SKIPPED}
    if flags == (FORWARD,):
        rest.pop("author_name", None)  # a colleague's name, as in every directory
    yield from block_texts(rest, place, flags)
    yield from block_texts(attachment.get(_LAST), f"{place}.{_LAST}", flags)


def attached_files(attachment: object, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files of one attachment with their places."""
    if isinstance(attachment, dict):
        files = attachment.get("files")
        for index, file in enumerate(files if isinstance(files, list) else []):
            if isinstance(file, dict):
                yield f"{place}.files[{index}]", file


def _flags(attachment: dict[str, Any]) -> tuple[str, ...]:
    if attachment.get("is_msg_unfurl") is True or attachment.get("is_share") is True:
        return (FORWARD,)
    if any(attachment.get(key) for key in ("from_url", "original_url", "app_unfurl_url", "is_app_unfurl")):
        return (UNFURL,)
    return ()


def _fields(fields: object, place: str, flags: tuple[str, ...]) -> Iterator[Text]:
    """Each field with its title on one line: the title says what the value is."""
    if not isinstance(fields, list):
        yield from block_texts(fields, place, flags)
        return
    for index, field in enumerate(fields):
        title = field.get("title") if isinstance(field, dict) else None
        value = field.get("value") if isinstance(field, dict) else None
        if isinstance(title, str) and title and isinstance(value, str):
            title, value = decode(title), decode(value)
            yield Text(f"{place}[{index}]", f"{title}: {value}", flags, (title, value))
            rest = {key: each for key, each in field.items() if key not in ("title", "value")}
            yield from block_texts(rest, f"{place}[{index}]", flags)
        else:
            yield from block_texts(field, f"{place}[{index}]", flags)
