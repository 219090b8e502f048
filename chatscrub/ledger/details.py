"""What reports say of an export and of a conversation besides what is searched for: kept as JSON, in one column each."""

from __future__ import annotations

from typing import Any

import msgspec
import orjson

from chatscrub.model.conversation import Audience, SharedLink
from chatscrub.model.detector import Severity
from chatscrub.model.exposure import Exposure
from chatscrub.model.outcome import Notice, NotScanned
from chatscrub.model.run import ArchiveResult


def of_archive(result: ArchiveResult, unread: str | None) -> str:
    """The rest of what is known about an export; `unread` is the first thing of it that could not be read."""
    return _json(
        {
            "passages": result.passages,
            "characters": result.characters,
            "samples": result.samples,
            "not_scanned": {what: each.count for what, each in sorted(result.not_scanned.items())},
            "notices": [[each.text, each.warning] for each in result.notices],
            "unread": unread,
        }
    )


def put_archive(text: str, result: ArchiveResult) -> str | None:
    """Fills in what `of_archive` kept; gives what could not be read."""
    kept: dict[str, Any] = orjson.loads(text)
    result.passages, result.characters, result.samples = kept["passages"], kept["characters"], kept["samples"]
    result.not_scanned = {what: NotScanned(what, count=count) for what, count in kept["not_scanned"].items()}
    result.notices = [Notice(said, warning) for said, warning in kept["notices"]]
    unread: str | None = kept["unread"]
    return unread


class Score(msgspec.Struct, frozen=True):
    """How a conversation came to its score; the fields are those of `Exposure`, `audience` and `links` those of its conversation."""

    severity_value: float | None
    credential: Severity | None
    first_group: bool
    order: tuple[float, ...]
    dpc: int | None
    ei: float | None
    cb: float | None
    identifiers: tuple[str, ...]
    reasons: tuple[str, ...]
    aside: int
    trains: str
    audience: Audience
    links: tuple[SharedLink, ...]


def of_exposure(exposure: Exposure) -> str:
    """What `score_of` gives back."""
    return _json(
        {
            "severity": exposure.severity_value,
            "credential": exposure.credential,
            "first": exposure.first_group,
            "order": exposure.order,
            "parts": [exposure.dpc, exposure.ei, exposure.cb],
            "identifiers": exposure.identifiers,
            "reasons": exposure.reasons,
            "aside": exposure.aside,
            "trains": exposure.trains,
            "audience": exposure.conversation.audience.value,
            "links": [[each.id, each.url, each.anonymous] for each in exposure.conversation.shared_links],
        }
    )


def score_of(text: str) -> Score:
    """How a conversation came to its score."""
    kept: dict[str, Any] = orjson.loads(text)
    dpc, ei, cb = kept["parts"]
    return Score(
        severity_value=kept["severity"],
        credential=None if kept["credential"] is None else Severity(kept["credential"]),
        first_group=kept["first"],
        order=tuple(kept["order"]),
        dpc=dpc,
        ei=ei,
        cb=cb,
        identifiers=tuple(kept["identifiers"]),
        reasons=tuple(kept["reasons"]),
        aside=kept["aside"],
        trains=kept["trains"],
        audience=Audience(kept["audience"]),
        links=tuple(SharedLink(id_, url, anonymous) for id_, url, anonymous in kept["links"]),
    )


def _json(value: dict[str, Any]) -> str:
    # Text of an export may hold half a surrogate pair, which JSON cannot.
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        import json

        return json.dumps(value).encode("utf-8", "replace").decode()
