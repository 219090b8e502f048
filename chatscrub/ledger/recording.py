"""One run into the ledger: archive by archive, each in one transaction, however the run ends.

Findings are gathered in a temporary table while an archive is read, so that the ledger is locked only for the moment
in which everything about the archive is written: what it is, whom it covers, what is in it, and what that means for
the tasks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

import msgspec
import orjson

from chatscrub.ledger import archive_rows, breach_candidates, running, task_rows, verification
from chatscrub.ledger.archive_rows import Contents
from chatscrub.ledger.database import Database, stamp
from chatscrub.model.conversation import Account
from chatscrub.model.detector import Confidence, Severity
from chatscrub.model.outcome import Present
from chatscrub.model.record import OF_THE_CONVERSATION, Record, Trace, spooled, unspooled
from chatscrub.model.run import Changes, Run
from chatscrub.model.task import TracedTask

_BUFFER = 2000  # findings
SETTLING = 1.0
"""Seconds after which the next archive's record waits for the disk. What a power cut takes back of those before is read
again; waiting for each took a fifth of the time that many small archives take."""
_LEVELS = {each.label: int(each) for each in Confidence}
_SEVERITIES = {each.label: int(each) for each in Severity}
# Reasons that tell of one value alone (a day of expiry, an account, an issuer) would make a claim of each finding.
_OF_ONE_VALUE = re.compile(r"\d{4}|^issued by ")
_STAGE = (
    """CREATE TEMP TABLE IF NOT EXISTS staged (
        key BLOB PRIMARY KEY, conversation BLOB, owner TEXT, object BLOB, fingerprint BLOB, detector TEXT, entity TEXT,
        kind TEXT, part TEXT, role TEXT, branch TEXT, flags TEXT, reasons TEXT, confidence INTEGER, severity INTEGER, whose TEXT, subject TEXT, match TEXT, sent_at TEXT
        ) WITHOUT ROWID""",
    # Objects of the archive in work, by the number of the account that shows them in the order in which these were met.
    """CREATE TEMP TABLE IF NOT EXISTS shown (
        place INTEGER, object BLOB, whole INTEGER, PRIMARY KEY (place, object)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS present (
        account INTEGER, object BLOB, whole INTEGER, PRIMARY KEY (account, object)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS holding (
        object BLOB, owner TEXT, conversation INTEGER, holder INTEGER, PRIMARY KEY (object, owner)) WITHOUT ROWID""",
    "CREATE TEMP TABLE IF NOT EXISTS about (employee TEXT PRIMARY KEY) WITHOUT ROWID",
    # Findings that wait to be told, and when a run that has told them, or will, first found them.
    "CREATE TEMP TABLE IF NOT EXISTS held (number INTEGER PRIMARY KEY, key BLOB, line BLOB)",
    "CREATE TEMP TABLE IF NOT EXISTS seen (key BLOB PRIMARY KEY, started TEXT) WITHOUT ROWID",
)
# CROSS JOIN keeps the order in SQLite, which else begins with all findings.
_SEEN = """
    INSERT OR IGNORE INTO temp.seen
    SELECT staged.key, min(run.started) FROM temp.staged AS staged
    CROSS JOIN conversation ON conversation.object = staged.conversation
    CROSS JOIN finding ON finding.conversation = conversation.id AND finding.object = staged.object
        AND finding.key = staged.key
    JOIN archive ON archive.id = finding.first_archive JOIN run ON run.id = archive.run
    WHERE run.finished IS NOT NULL OR run.id IN (SELECT value FROM json_each(?))
    GROUP BY staged.key
"""
_HELD = """
    SELECT held.line, seen.started FROM temp.held AS held LEFT JOIN temp.seen AS seen ON seen.key = held.key
    ORDER BY held.number
"""
_SHOW = "INSERT INTO temp.shown VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET whole = max(whole, excluded.whole)"
_EMPTY = tuple(f"DELETE FROM temp.{table}" for table in ("staged", "shown", "present", "holding"))  # noqa: S608  # ours
_TOLD = ("DELETE FROM temp.held", "DELETE FROM temp.seen")


class RunFacts(msgspec.Struct, frozen=True):
    """What is kept about a run: versions, where its lists went (None where nowhere), and in which formats."""

    version: str
    detectors: str
    tables: str
    out: str | None = None
    formats: Sequence[str] = ()


class Directory(Protocol):
    """Who stands behind an account; `chatscrub.people.People` is one."""

    def employee(self, account: Account) -> str:
        """The employee behind the account, else the account's own key."""
        ...

    def name(self, employee: str) -> str | None:
        """The employee's name, where known."""
        ...

    def language(self, employee: str) -> str:
        """The code of the language that the employee reads."""
        ...

    def email(self, employee: str) -> str | None:
        """The employee's own address, where known."""
        ...


class Recorder:
    """Takes what a run finds. `people` tells who stands behind an account."""

    def __init__(self, database: Database, facts: RunFacts, people: Directory) -> None:
        self._database = database
        self._facts = facts
        self._people = people
        self._buffer: list[tuple[object, ...]] = []
        self._held: list[tuple[bytes, bytes]] = []
        self._shown: dict[Account, int] = {}
        for statement in (
            *_STAGE,
            *_EMPTY,
            *_TOLD,
            "DELETE FROM temp.about",
        ):  # one that was broken off may have left something behind
            database.write(statement)
        self.began = database.clock()
        with database.transaction():
            self.run = database.insert(
                "INSERT INTO run (started, version, detectors, tables, out, formats) VALUES (?, ?, ?, ?, ?, ?)",
                (stamp(self.began), facts.version, facts.detectors, facts.tables, facts.out, ",".join(facts.formats)),
            )
            running.begin(database, self.run)
        self._settled = time.monotonic()

    @property
    def employees(self) -> Iterator[str]:
        """Those whom the run is about."""
        for row in self._database.each("SELECT employee FROM temp.about"):
            yield row["employee"]

    def stage(self, record: Record, trace: Trace) -> None:
        """Takes one finding of the archive that is being read."""
        self._buffer.append(
            (
                trace.key,
                trace.conversation,
                trace.owner,
                trace.object,
                bytes.fromhex(record["fingerprint"]),
                record["detector"],
                record["entity"],
                record["kind"],
                record["object"],
                record["role"],
                record["branch"],
                "\n".join(each for each in record["flags"] if each not in OF_THE_CONVERSATION),
                "\n".join(each for each in record["reasons"] if not _OF_ONE_VALUE.search(each)),
                _LEVELS[record["confidence"]],
                _SEVERITIES[record["severity"]],
                record["whose"],
                record["subject"],
                trace.match,
                record["sent_at"],
            )
        )
        if len(self._buffer) >= _BUFFER:
            self._flush()

    def show(self, present: Present) -> None:
        """Takes objects that are in the archive that is being read."""
        places = ((self._shown.setdefault(account, len(self._shown)), each) for account, each in present.items())
        self._database.write_many(
            _SHOW, ((place, key, whole) for place, objects in places for key, whole in objects.items())
        )

    def hold(self, record: Record, trace: Trace) -> None:
        """Keeps a finding, which is staged, until it is known whether this run is the first to tell it."""
        self._held.append((trace.key, spooled(record, trace)))
        if len(self._held) >= _BUFFER:
            self._flush_held()

    def held(self) -> Iterator[tuple[Record, Trace, datetime | None]]:
        """What was held until the last `commit` or `discard`, each with when the run began that first found it.

        None where this run is the first that tells it: no run before has found it, or only such as were killed. Of two
        runs at the same moment that is the one which recorded it first.
        """
        self._flush_held()
        for line, started in self._database.each(_HELD):
            yield *unspooled(line), None if started is None else datetime.fromisoformat(started)
        for statement in _TOLD:
            self._database.write(statement)

    def commit(self, contents: Contents) -> Changes | None:
        """Records the archive whose findings were staged; what changed, None where a run that ended had recorded it.

        Raises:
            LedgerError: nothing of the archive was recorded.
        """
        self._flush()
        is_due = time.monotonic() - self._settled >= SETTLING
        try:
            with self._database.transaction(settled=is_due):
                changes = self._record(contents)
        finally:
            self._empty()
        if is_due:
            self._settled = time.monotonic()
        return changes

    def discard(self) -> None:
        """Forgets what was staged of an archive that is not recorded after all."""
        self._flush()
        self._see()
        self._empty()

    def refine(self, tasks: Iterable[TracedTask]) -> None:
        """Takes what of the same tasks only all archives of the run together tell."""
        with self._database.transaction():
            task_rows.refine(self._database, tasks)

    def finish(self, run: Run) -> None:
        """Closes the run."""
        database = self._database
        with database.transaction():
            database.write(
                "UPDATE run SET finished = ?, archives = ?, findings = ?, skipped = ? WHERE id = ?",
                (database.now(), len(run.archives), run.findings, run.unread, self.run),
            )
        running.end(database)

    def _flush(self) -> None:
        # The same value in the same message may come twice, e.g. from two shards: the surer claim stays.
        self._database.write_many(
            "INSERT INTO temp.staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
            " confidence = max(confidence, excluded.confidence), severity = max(severity, excluded.severity)",
            self._buffer,
        )
        self._buffer.clear()

    def _flush_held(self) -> None:
        if not self._held:
            return
        self._database.write_many("INSERT INTO temp.held (key, line) VALUES (?, ?)", self._held)
        self._held.clear()

    def _see(self) -> None:
        """Before anything of the archive's findings is recorded, since they may move what was found first."""
        self._flush_held()
        if self._database.value("SELECT 1 FROM temp.held LIMIT 1"):
            self._database.write(_SEEN, (orjson.dumps(sorted(running.others(self._database))).decode(),))

    def _note_people(self, employees: Iterable[str]) -> None:
        self._database.write_many(
            "INSERT INTO employee (employee, name, language, email) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (employee) DO UPDATE SET name = coalesce(excluded.name, name),"
            " language = excluded.language, email = coalesce(excluded.email, email)",
            (
                (each, self._people.name(each), self._people.language(each), self._people.email(each))
                for each in sorted(employees)
            ),
        )

    def _empty(self) -> None:
        self._buffer.clear()
        self._shown.clear()
        for statement in _EMPTY:
            self._database.write(statement)

    def _record(self, contents: Contents) -> Changes | None:
        database = self._database
        archive = archive_rows.ArchiveRows(database, contents, self._facts.detectors, self._people.employee, self.run)
        archive.put_objects(list(self._shown))
        archive.put_conversations()
        self._see()
        changes = archive.put_findings()
        task_rows.put(database, contents.tasks, archive, run=self.run)
        breach_candidates.record(database, contents.exposures, archive, run=self.run)
        archive.close(changes)
        database.write_many("INSERT OR IGNORE INTO temp.about VALUES (?)", ((each,) for each in archive.employees))
        # Whoever runs an app, and the admin, may have tasks in an archive that is about others.
        self._note_people({*archive.employees, *(each.task.employee for each in contents.tasks.values())})
        for account in archive.accounts:
            verification.verify(database, account, run=self.run)
        return archive.untold if archive.was_known else changes
