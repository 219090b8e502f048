"""Values of ChatGPT's exports that are no text by their key and their form: enumerators, ids, bookkeeping."""

from __future__ import annotations

import re
from functools import lru_cache

_ENUMERATIONS = re.compile(
    r"content_type|language|response_format_name|direction|format|type|status|role|source|mime_type"
    r"|mimeType|textdoc_type|gizmo_type|connector_source|memory_scope"
)
_ENUMERATOR = re.compile(r"[a-z][a-z0-9_./+-]{0,39}")
_ID_NAME = re.compile(r"(?:[A-Za-z_]*_)?(?:id|ids|uuid)")
_ID = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"|file[-_][0-9A-Za-z]{10,64}|user-[0-9A-Za-z]{16,40}|g-(?:p-)?[0-9A-Za-z]{8,40}|msg_[0-9a-f]{16,80}"
)
_LONGEST_STRUCTURAL = 84  # characters of the longest id
_BOOKKEEPING = re.compile(
    r"request_id|turn_exchange_id|parent_id|message_id|message_type|timestamp_|model_slug"
    r"|default_model_slug|requested_model_slug|resolved_model_slug|gizmo_id|thinking_effort"
    r"|reasoning_status|finish_details|conversation_id|shared_conversation_id|sender_user_id"
    r"|selected_github_repos"
)
_BOOKKEEPING_VALUE = re.compile(r"[0-9A-Za-z_.:/+-]{0,100}")  # takes every enumerator and id


def is_structural(place: str, text: str) -> bool:
    """Whether a value is an enumerator or an id by its key and its form, and no text that somebody wrote."""
    if len(text) > _LONGEST_STRUCTURAL:
        return False
    form = _form(place)
    return form is not None and form.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)  # every message has the same few places
def _form(place: str) -> re.Pattern[str] | None:
    """The form of a value that is no text, where the name of the key allows for one."""
    name = place.rstrip("[0123456789]").rpartition(".")[2]
    if _ENUMERATIONS.fullmatch(name):
        return _ENUMERATOR
    return _ID if _ID_NAME.fullmatch(name) else None


def is_bookkeeping(place: str, text: str) -> bool:
    """Whether a value of the metadata is no text that somebody wrote."""
    form = bookkeeping_form(place)
    return form is not None and form.fullmatch(text) is not None


@lru_cache(maxsize=1 << 12)
def bookkeeping_form(place: str) -> re.Pattern[str] | None:
    """The form of a value of the metadata that is no text, where its key allows for one."""
    if _BOOKKEEPING.fullmatch(place.removeprefix("metadata.")) is None:
        return _form(place)
    return _BOOKKEEPING_VALUE
