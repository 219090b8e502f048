"""The record that every consumer reads: one line of findings.jsonl."""

from __future__ import annotations

from typing import Any

from chatscrub.model.exposure import Exposure
from chatscrub.model.finding import SCHEMA, Finding, timestamp

Record = dict[str, Any]
"""One finding as written to findings.jsonl; the keys are those of `record`, always present, None where unknown."""
OF_THE_CONVERSATION = frozenset({"shared-link", "archived", "external", "breach-candidate", "over-100-people"})
"""Flags of the conversation that hold for each finding in it; the others belong to single findings."""


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
