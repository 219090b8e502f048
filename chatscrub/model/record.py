"""The record that every consumer reads: one line of findings.jsonl."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec
import orjson

from chatscrub.model.exposure import Exposure
from chatscrub.model.finding import SCHEMA, Finding, timestamp
from chatscrub.model.identity import conversation_key, passage_key

Record = dict[str, Any]
"""One finding as written to findings.jsonl; the keys are those of `record`, always present, None where unknown."""
OF_THE_CONVERSATION = frozenset({"shared-link", "archived", "external", "breach-candidate", "over-100-people"})
"""Flags of the conversation that hold for each finding in it; the others belong to single findings."""


class Trace(msgspec.Struct, frozen=True):
    """Where a finding lies in the vendor's own ids, as hashes, so that the next export can be held against it.

    `key` is the same for the same value in the same message; `object` is what must go, `conversation` where it lies;
    `owner` is the `Account.ref` of who must act. `match` is always masked. `listed` is False for what is recorded and not
    shown: findings under the asked confidence, and suppressed ones.
    """

    key: bytes
    object: bytes
    conversation: bytes
    owner: str
    match: str
    listed: bool


def trace(finding: Finding, title: str, *, listed: bool) -> Trace:
    """The trace of a finding in a conversation with this (masked) title."""
    passage = finding.passage
    owner = passage.owner.ref
    object_ = passage_key(passage, title)
    conversation = conversation_key(passage.conversation, title)
    joined = "\0".join((conversation.hex(), object_.hex(), passage.message_id or "", finding.fingerprint, owner))
    key = blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Trace(key, object_, conversation, owner, finding.match, listed)


def record(finding: Finding, exposure: Exposure) -> Record:
    """A finding in its conversation, ready to be written.

    `match` is masked unless the operator asked for raw values. `exposure` is 0-100 and belongs to the conversation.
    `start` and `end` count characters of the text at `place`.
    """
    passage = finding.passage
    conversation = passage.conversation
    return {
        "schema": SCHEMA,
        "archive": exposure.archive,
        "provider": conversation.provider,
        "employee": exposure.employee,
        "conversation_id": conversation.id,
        "conversation_title": exposure.title,
        "conversation_url": conversation.url,
        "object": passage.object.value,
        "message_id": passage.message_id,
        "author": passage.author,
        "role": passage.role.value,
        "sent_at": timestamp(passage.sent_at),
        "place": passage.place,
        "also_at": [{"place": span.place, "start": span.start, "end": span.end} for span in finding.also_at],
        "branch": passage.branch.value,
        "start": finding.start,
        "end": finding.end,
        "kind": finding.kind.value,
        "detector": finding.detector,
        "entity": finding.entity,
        "confidence": finding.confidence.label,
        "severity": finding.severity.label,
        "exposure": exposure.score,
        "vector": exposure.vector,
        "whose": finding.whose,
        "subject": finding.subject,
        "flags": sorted({*finding.flags, *passage.flags, *OF_THE_CONVERSATION.intersection(exposure.flags)}),
        "match": finding.raw.reveal() if finding.raw is not None else finding.match,
        "fingerprint": finding.fingerprint,
        "reasons": list(finding.reasons),
    }


def spooled(each: Record, where: Trace) -> bytes:
    """A record with its place as one line."""
    place = [where.key.hex(), where.object.hex(), where.conversation.hex(), where.owner, where.match, where.listed]
    return orjson.dumps([each, place], option=orjson.OPT_APPEND_NEWLINE)


def unspooled(line: bytes) -> tuple[Record, Trace]:
    """What `spooled` made a line of."""
    each, (key, object_, conversation, owner, match, listed) = orjson.loads(line)
    place = Trace(bytes.fromhex(key), bytes.fromhex(object_), bytes.fromhex(conversation), owner, match, listed)
    return each, place
