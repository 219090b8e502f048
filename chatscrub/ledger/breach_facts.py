"""Everything that the ledger knows about a candidate for a breach, for the record that GDPR Art. 33(5) asks for.

No value, title, address or name of an employee is in it: it is shown to an authority.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from chatscrub.ledger.breaches import Breach, breach_with
from chatscrub.ledger.database import Database, Row
from chatscrub.ledger.details import Score, score_of
from chatscrub.ledger.standing import Standing, Standings
from chatscrub.ledger.suppressions import suppressions
from chatscrub.ledger.todo import current_tasks
from chatscrub.model.detector import Confidence, Kind
from chatscrub.model.task import Task

SHORT = 16  # hexadecimal digits of a fingerprint
_NOT_OTHERS = frozenset({"self", "colleague", "public"})
_FINDINGS = """
    SELECT finding.fingerprint, finding.whose, finding.subject, finding.sent_at, finding.holder, finding.last_archive,
        claim.entity, claim.kind AS track, claim.flags, claim.detector, conversation.object, conversation.kind
    FROM finding JOIN claim ON claim.id = finding.claim JOIN conversation ON conversation.id = finding.conversation
    WHERE conversation.id = ? AND finding.confidence >= ? ORDER BY finding.fingerprint, finding.id
"""
_TASKS = "SELECT id FROM task WHERE container = ? OR (kind = 'credential' AND identity IN ({marks}))"
_EXPORTS = """
    SELECT DISTINCT archive.* FROM finding JOIN archive ON archive.id IN (finding.first_archive, finding.last_archive)
    WHERE finding.conversation = ? ORDER BY archive.id
"""


class Export(msgspec.Struct, frozen=True):
    """An export that shows it; `digest` is the SHA-256 of its content, times are UTC, ISO 8601."""

    digest: str
    made_at: str | None
    run: int
    read_at: str
    version: str
    detectors: str
    tables: str


class Audited(msgspec.Struct, frozen=True):
    """A row of the log of decisions with its keyed hash."""

    number: int
    at: str
    actor: str
    before: str | None
    after: str | None
    why: str | None
    hash: str


class Facts(msgspec.Struct, frozen=True):
    """One candidate. `people` are pseudonyms of those whom records tell apart, `records` different values about others.

    `entities` counts those values by kind; `standing` counts findings by what the newest exports say. `fingerprints` are
    short.
    """

    breach: Breach
    object: str
    public: bool
    flags: tuple[str, ...]
    score: Score
    vector: str
    plan: str | None
    first_sent: str | None
    last_sent: str | None
    entities: tuple[tuple[str, int], ...]
    credentials: tuple[tuple[str, int], ...]
    records: int
    people: tuple[str, ...]
    standing: tuple[tuple[str, int], ...]
    fingerprints: tuple[str, ...]
    tasks: tuple[Task, ...]
    exports: tuple[Export, ...]
    history: tuple[Audited, ...]


def facts(database: Database, id_: str) -> Facts:
    """What is known about the candidate whose id begins so. Raises UsageError where that is none, or more than one."""
    breach = breach_with(database, id_)
    row = database.row(
        "SELECT conversation.* FROM conversation JOIN breach ON breach.conversation = conversation.id WHERE breach.id = ?",
        (breach.id,),
    )
    if row is None:
        raise LookupError("a candidate is always of a conversation")
    decisions = suppressions(database)
    findings = [
        each
        for each in database.rows(_FINDINGS, (row["id"], int(Confidence.MEDIUM)))
        if not any(
            one.covers(each["fingerprint"].hex(), each["detector"], row["employee"], row["provider"])
            for one in decisions
        )
    ]
    others = [each for each in findings if each["track"] == Kind.PII.value and each["whose"] not in _NOT_OTHERS]
    secrets = [each for each in findings if each["track"] == Kind.CREDENTIAL.value]
    standings = Standings(database)
    standing: Counter[Standing] = Counter(standings.of(each) for each in findings)
    sent = sorted(each["sent_at"] for each in findings if each["sent_at"])
    return Facts(
        breach=breach,
        object=row["kind"],
        public=bool(row["public"]),
        flags=tuple(sorted({flag for each in findings for flag in each["flags"].split("\n") if flag})),
        score=score_of(row["detail"]),
        vector=row["vector"],
        plan=row["plan"],
        first_sent=sent[0] if sent else None,
        last_sent=sent[-1] if sent else None,
        entities=_kinds(others),
        credentials=_kinds(secrets),
        records=len({each["fingerprint"] for each in others}),
        people=tuple(sorted({each["subject"] for each in others if each["subject"]})),
        standing=tuple((each.value, standing[each]) for each in Standing if standing[each]),
        fingerprints=tuple(sorted({each["fingerprint"].hex()[:SHORT] for each in (*others, *secrets)})),
        tasks=_tasks(database, row, secrets),
        exports=tuple(_export(database, each) for each in database.rows(_EXPORTS, (row["id"],))),
        history=_history(database, breach.id),
    )


def _kinds(findings: list[Row]) -> tuple[tuple[str, int], ...]:
    values = {(each["entity"], each["fingerprint"]) for each in findings}
    return tuple(sorted(Counter(entity for entity, _ in values).items(), key=lambda item: (-item[1], item[0])))


def _tasks(database: Database, row: Row, secrets: list[Row]) -> tuple[Task, ...]:
    prints = sorted({each["fingerprint"].hex() for each in secrets})
    marks = ", ".join("?" * len(prints))
    ids = {each["id"] for each in database.rows(_TASKS.format(marks=marks), (row["object"], *prints))}
    return tuple(task for task in current_tasks(database) if task.id in ids)


def _export(database: Database, row: Row) -> Export:
    run = database.row("SELECT * FROM run WHERE id = ?", (row["run"],))
    if run is None:
        raise LookupError("an export is always of a run")
    return Export(
        digest=row["digest"].hex(),
        made_at=row["made_at"],
        run=run["id"],
        read_at=run["started"],
        version=run["version"],
        detectors=row["detectors"],
        tables=run["tables"],
    )


def _history(database: Database, id_: str) -> tuple[Audited, ...]:
    rows = database.rows("SELECT * FROM event WHERE action = 'breach' AND object = ? ORDER BY id", (id_,))
    return tuple(
        Audited(row["id"], row["at"], row["actor"], row["before"], row["after"], row["why"], row["hash"].hex())
        for row in rows
    )
