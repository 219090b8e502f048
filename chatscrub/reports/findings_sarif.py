"""findings.sarif: SARIF 2.1.0 (OASIS Standard, 27 March 2020) for viewers and dashboards of scanners.

No file of a machine is named: a result lies in a conversation of an export, as a logical location and as an address
relative to the exports. No result holds a value, not even a masked one, a title or a snippet, whatever was asked for
with ``--reveal``. Results are written as they come; the rules, which are few, follow them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import orjson

from chatscrub.escape import plain
from chatscrub.model.entity_words import entity_words
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.sighting import Change, Sighting
from chatscrub.pages.wording import count
from chatscrub.private_file import PrivateFile
from chatscrub.reports.interface import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_BASE = "EXPORTS"
_LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note"}
_BY_WEIGHT = ("note", "warning", "error")
_BASELINE = {Change.NEW: "new", Change.STILL: "unchanged", Change.GONE: "absent"}


class _Rule(msgspec.Struct):
    index: int
    entity: str
    kind: str
    level: str


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._file = PrivateFile(folder / "findings.sarif")
        self._rules: dict[str, _Rule] = {}
        self._between = b""
        self._file.write(b'{"$schema":%b,"version":"2.1.0","runs":[{"results":[\n' % orjson.dumps(_SCHEMA))

    def finding(self, record: Record) -> None:
        """Findings come with their sighting."""

    def told(self, record: Record, sighting: Sighting) -> None:
        self._file.write(self._between + orjson.dumps(_result(record, sighting, self._rule(record))))
        self._between = b",\n"

    def finish(self, run: Run) -> None:
        rest = orjson.dumps(_rest(run, self._rules))
        self._file.write(b"\n]," + rest[1:] + b"]}\n")
        self._file.commit()

    def abort(self) -> None:
        self._file.abort()

    def _rule(self, record: Record) -> int:
        level = _LEVELS[record["severity"]]
        rule = self._rules.setdefault(
            record["detector"], _Rule(len(self._rules), record["entity"], record["kind"], level)
        )
        # A detector may find several entities, and of several severities: the order of findings must not matter.
        rule.entity = min(rule.entity, record["entity"])
        rule.level = max(rule.level, level, key=_BY_WEIGHT.index)
        return rule.index


def _result(record: Record, sighting: Sighting, rule: int) -> dict[str, Any]:
    sure = record["confidence"] != "low"
    conversation = record["conversation_id"] or sighting.key
    address = "/".join(quote(part, safe="", errors="replace") for part in (record["provider"], conversation))
    parts = (conversation, record["message_id"], record["place"])
    result: dict[str, Any] = {
        "ruleId": record["detector"],
        "ruleIndex": rule,
        "kind": "fail" if sure else "review",
        "level": _LEVELS[record["severity"]] if sure else "none",
        "rank": float(record["exposure"]),
        "message": {"text": f"{_words(record['entity'])} in {_article(record['object'])} of {record['provider']}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": address, "uriBaseId": _BASE}},
                "logicalLocations": [
                    {
                        "name": plain(record["place"] or record["object"] or conversation),
                        "fullyQualifiedName": "/".join(
                            [record["provider"], *(plain(part, 500) for part in parts if part)]
                        ),
                        "kind": record["object"] or "conversation",
                    }
                ],
            }
        ],
        "partialFingerprints": {"chatscrubPlace/v1": sighting.key, "chatscrubValue/v1": record["fingerprint"]},
        "suppressions": _suppressions(sighting),
        "properties": {
            "confidence": record["confidence"],
            "severity": record["severity"],
            "exposure": record["exposure"],
            "vector": record["vector"],
            "kind": record["kind"],
            "whose": record["whose"],
            "employee": record["employee"] and plain(record["employee"]),
            "sentAt": record["sent_at"],
            "flags": record["flags"],
        },
    }
    if sighting.change is not None:
        result["baselineState"] = _BASELINE[sighting.change]
    return result


def _suppressions(sighting: Sighting) -> list[dict[str, Any]]:
    """An empty list says that it is not suppressed; without the list a viewer would not know."""
    if sighting.suppressed is None:
        return []
    decision = sighting.suppressed
    said = {"decidedOn": decision.on, "decidedBy": decision.author and plain(decision.author)}
    about: dict[str, Any] = {"kind": "external", "status": "accepted", "properties": said}
    return [about | ({"justification": plain(decision.reason, 500)} if decision.reason else {})]


def _rest(run: Run, rules: dict[str, _Rule]) -> dict[str, Any]:
    unread = [
        {
            "level": "error",
            "message": {"text": f"{count(run.unread, 'thing')} could not be read: the results are incomplete."},
        }
    ]
    return {
        "tool": {
            "driver": {
                "name": "chatscrub",
                "version": run.version,
                "semanticVersion": run.version,
                "rules": [
                    {
                        "id": id_,
                        "name": rule.entity,
                        "shortDescription": {"text": f"{_words(rule.entity)} in a chat export"},
                        "defaultConfiguration": {"level": rule.level},
                        "properties": {"tags": ["security", "privacy" if rule.kind == "pii" else "credential"]},
                    }
                    for id_, rule in rules.items()
                ],
                "properties": {"detectors": run.detectors, "rankingTables": run.tables},
            }
        },
        "originalUriBaseIds": {
            _BASE: {"description": {"text": "The exports that were handed in: tool, then conversation."}}
        },
        "invocations": [
            {"executionSuccessful": not run.skipped, "toolExecutionNotifications": unread if run.skipped else []}
        ],
    }


def _words(entity: str) -> str:
    words = entity_words(plain(entity))
    return words[:1].upper() + words[1:]


def _article(object_: str | None) -> str:
    noun = (object_ or "conversation").replace("_", " ")
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


class FindingsSarif:
    """For viewers of scan results."""

    name = "sarif"
    default = False
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts findings.sarif."""
        return _Writer(folder)


REPORT: Report = FindingsSarif()
