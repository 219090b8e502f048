"""findings.ocsf.jsonl: one event of the Open Cybersecurity Schema Framework a line, for a SIEM.

The class is Data Security Finding (2006, category 2 Findings). `metadata.version` is the oldest release that has every
attribute written here; later ones up to 1.9 take the events as they are. A finding keeps its `finding_info.uid` through
all exports: it is created when it is first found, updated when a later export still shows it, and closed when one
proves that it is gone. Times are milliseconds since 1970 in UTC; `time` is when the finding was created, as the class
asks. No event holds a value, not even a masked one, or a title.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

import chatscrub
from chatscrub.escape import plain
from chatscrub.model.entity_words import entity_words
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.sighting import Change, Sighting
from chatscrub.private_file import PrivateFile
from chatscrub.reports.interface import Report

VERSION = "1.4.0"
CATEGORY, CLASS = 2, 2006
_NAME = "Data Security Finding"
_ACTIVITIES = {Change.NEW: (1, "Create"), Change.STILL: (2, "Update"), Change.GONE: (3, "Close")}
_STATUSES = {Change.NEW: (1, "New"), Change.STILL: (2, "In Progress"), Change.GONE: (4, "Resolved")}
_SUPPRESSED = (3, "Suppressed")
_SEVERITIES = {"low": (2, "Low"), "medium": (3, "Medium"), "high": (4, "High"), "critical": (5, "Critical")}
_CONFIDENCES = {"low": (1, "Low"), "medium": (2, "Medium"), "high": (3, "High")}
# From the points of the ranking: a critical credential has 90, a high one 70, a medium one 45.
_RISKS = ((90, 4, "Critical"), (70, 3, "High"), (45, 2, "Medium"), (1, 1, "Low"), (0, 0, "Info"))
_FINANCIAL = {"IBAN", "CARD", "BANK", "ROUTING", "SORT", "SWIFT", "CRYPTO", "SALARY", "UPI", "INSOLVENCY", "BENEFITS"}
_GOVERNMENTAL = {"PASSPORT", "NATIONAL", "DRIVER", "DRIVING", "TAX", "SSN", "LICENSE"}


class _Writer:
    def __init__(self, folder: Path) -> None:
        self._file = PrivateFile(folder / "findings.ocsf.jsonl")

    def finding(self, record: Record) -> None:
        """Findings come with their sighting."""

    def told(self, record: Record, sighting: Sighting) -> None:
        self._file.write(orjson.dumps(event(record, sighting), option=orjson.OPT_APPEND_NEWLINE))

    def finish(self, run: Run) -> None:
        self._file.commit()

    def abort(self) -> None:
        self._file.abort()


def event(record: Record, sighting: Sighting) -> dict[str, Any]:
    """A finding as an event of the class; attributes that are not known are left out."""
    change = sighting.change or Change.NEW
    activity, activity_name = _ACTIVITIES[change]
    status, status_name = _SUPPRESSED if sighting.suppressed else _STATUSES[change]
    severity, severity_name = _SEVERITIES[record["severity"]]
    confidence, confidence_name = _CONFIDENCES[record["confidence"]]
    risk, risk_name = next((id_, name) for least, id_, name in _RISKS if record["exposure"] >= least)
    sent = _milliseconds(record["sent_at"])
    created = _milliseconds(sighting.seen) or sent or 0
    what = f"{entity_words(plain(record['entity']))} in {record['provider']}"
    told = {
        "activity_id": activity,
        "activity_name": activity_name,
        "category_uid": CATEGORY,
        "category_name": "Findings",
        "class_uid": CLASS,
        "class_name": _NAME,
        "type_uid": CLASS * 100 + activity,
        "type_name": f"{_NAME}: {activity_name}",
        "time": created,
        "start_time": sent,
        "severity_id": severity,
        "severity": severity_name,
        "status_id": status,
        "status": status_name,
        "status_detail": sighting.suppressed and sighting.suppressed.reason and plain(sighting.suppressed.reason, 500),
        "confidence_id": confidence,
        "confidence": confidence_name,
        "risk_level_id": risk,
        "risk_level": risk_name,
        "risk_score": record["exposure"],
        "risk_details": record["vector"],
        "is_alert": change is Change.NEW and sighting.suppressed is None,
        "message": what,
        "metadata": {
            "version": VERSION,
            "product": {"name": "chatscrub", "vendor_name": "chatscrub", "version": chatscrub.__version__},
            "log_name": "findings",
            "event_code": record["detector"],
            "original_time": record["sent_at"],
        },
        "finding_info": {
            "uid": sighting.key,
            "title": what,
            "created_time": created,
            "first_seen_time": created,
            "src_url": record["conversation_url"],
            "types": [record["kind"], *record["flags"]],
            "analytic": {"uid": record["detector"], "name": record["detector"], "type_id": 1, "type": "Rule"},
        },
        "data_security": _data_security(record),
        "actor": {"user": _user(record)},
        "resources": [_resource(record, sighting)],
    }
    event_: dict[str, Any] = _known(told)
    return event_


def _data_security(record: Record) -> dict[str, Any]:
    category, name = _category(record)
    return {
        "category_id": category,
        "category": name,
        "data_lifecycle_state_id": 1,
        "data_lifecycle_state": "Data at-Rest",
        "detection_system_id": 4,
        "detection_system": "Data Discovery & Classification",
        "classifier_details": {"uid": record["detector"], "name": record["entity"], "type": "detector"},
    }


def _category(record: Record) -> tuple[int, str]:
    """Of data_classification.category_id, as far as the entity tells."""
    words = record["entity"].split("_")
    if record["kind"] == "credential":
        return 6, "Security"
    if not _FINANCIAL.isdisjoint(words):
        return 3, "Financial"
    # National identifiers begin with the code of their country.
    if not _GOVERNMENTAL.isdisjoint(words) or (len(words) > 1 and len(words[0]) == 2 and words[0] != "IP"):
        return 2, "Governmental"
    return 1, "Personal"


def _user(record: Record) -> dict[str, Any]:
    name = plain(record["employee"] or "unknown")
    return {"uid": name, "name": name, "email_addr": name if "@" in name else None, "type_id": 1, "type": "User"}


def _resource(record: Record, sighting: Sighting) -> dict[str, Any]:
    return {
        "uid": plain(record["conversation_id"] or sighting.key, 500),
        "name": f"{record['provider']} conversation",
        "type": record["object"] or "conversation",
        "owner": _user(record),
        "labels": record["flags"],
        "data": {"message_id": record["message_id"], "place": record["place"], "whose": record["whose"]},
    }


def _known(value: Any) -> Any:  # noqa: ANN401  # any value of an event
    return (
        {name: _known(each) for name, each in value.items() if each is not None} if isinstance(value, dict) else value
    )


def _milliseconds(moment: datetime | str | None) -> int | None:
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return None if when is None else int(when.timestamp()) * 1000


class FindingsOcsf:
    """For a SIEM."""

    name = "ocsf"
    default = False
    is_list = False

    def open(self, folder: Path) -> _Writer:
        """Starts findings.ocsf.jsonl."""
        return _Writer(folder)


REPORT: Report = FindingsOcsf()
