"""Between a run and its reports: what is written is kept back until all groups are known, then told without names."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson

from chatscrub.model.finding import timestamp
from chatscrub.model.record import Record
from chatscrub.model.run import Run
from chatscrub.model.sighting import Change, Sighting, Suppressed
from chatscrub.pseudonyms.groups import OTHER, merged
from chatscrub.pseudonyms.names import Names
from chatscrub.pseudonyms.outcome import told_vector, without_names
from chatscrub.reports.interface import ReportWriter, Writers

# A key that is not named here is left out, also one that comes later.
_KEPT = (
    "schema", "provider", "object", "role", "branch", "kind", "detector", "entity", "confidence", "severity", "exposure",
    "vector", "whose", "subject", "flags", "fingerprint",
)  # fmt: skip


class Pseudonymous:
    """All reports of a run as one that names nobody; `shown` is the outcome as they got it, once they are closed."""

    asks = True

    def __init__(self, writers: Iterable[ReportWriter], key: bytes) -> None:
        self._writers = Writers(writers)
        self._names = Names(key)
        self._people: dict[str, set[str]] = {}
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the reports
        self.shown: Run | None = None

    def finding(self, record: Record) -> None:
        """Findings come with their sighting."""

    def told(self, record: Record, sighting: Sighting) -> None:
        """Keeps a finding, already without names."""
        employee = self._names.employee(record["employee"])
        self._people.setdefault(record["provider"], set()).add(employee)
        kept: Record = {key: record[key] if key in _KEPT else None for key in record}
        kept["employee"] = employee
        if record["conversation_id"] is not None:
            kept["conversation_id"] = self._names.conversation(record["provider"], record["conversation_id"])
        kept["sent_at"] = record["sent_at"] and f"{record['sent_at'][:10]}T00:00:00Z"
        self._file.write(orjson.dumps([kept, _packed(sighting)], option=orjson.OPT_APPEND_NEWLINE))

    def finish(self, run: Run) -> None:
        """Writes everything. Raises OutputError."""
        for exposure in run.exposures:
            people = self._people.setdefault(exposure.conversation.provider, set())
            people.add(self._names.employee(exposure.employee))
        shown_as = merged(self._people)
        self._file.seek(0)
        for line in self._file:
            record, packed = orjson.loads(line)
            provider = record["provider"] = shown_as[record["provider"]]
            record["vector"] = told_vector(record["vector"], provider)
            if provider == OTHER:
                record["object"] = "conversation"
            self._writers.told(record, _unpacked(packed))
        self._file.close()
        self.shown = without_names(run, self._names, shown_as)
        self._writers.finish(self.shown)

    def abort(self) -> None:
        """Leaves earlier reports as they were."""
        self._file.close()
        self._writers.abort()


def _packed(sighting: Sighting) -> list[Any]:
    decided = sighting.suppressed.on if sighting.suppressed else None
    return [sighting.key, sighting.change, timestamp(sighting.seen), decided, sighting.listed]


def _unpacked(packed: list[Any]) -> Sighting:
    key, change, seen, decided, listed = packed
    return Sighting(
        key,
        None if change is None else Change(change),
        None if seen is None else datetime.fromisoformat(seen),
        None if decided is None else Suppressed(None, None, decided),
        listed=listed,
    )
