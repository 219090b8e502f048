"""Findings and conversations out of the ledger, as reports take them, without the exports.

What the ledger does not keep is None in a record: `message_id`, `author`, `place`, `also_at`, `start` and `end`;
`reasons` lack those that tell of one value alone, such as the day on which it expired. The score of a conversation is
that of the last scan that saw it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

import msgspec
import orjson

from chatscrub.ledger.database import Database, Row
from chatscrub.ledger.details import score_of
from chatscrub.ledger.standing import Standing, Standings
from chatscrub.ledger.suppressions import Suppression, suppressions
from chatscrub.model.conversation import Account, Audience, Conversation, ObjectKind
from chatscrub.model.detector import Confidence, Kind, Severity
from chatscrub.model.exposure import Band, Exposure, Leak, Target
from chatscrub.model.finding import SCHEMA
from chatscrub.model.record import OF_THE_CONVERSATION, Record
from chatscrub.model.sighting import Change, Sighting, Suppressed

GONE = "gone"
"""The flag of a finding that an export proved gone, in reports that list such ones."""
_PROVEN = frozenset({Standing.GONE, Standing.TEXT_GONE})
_CONVERSATIONS = """
    SELECT conversation.*, account.vendor_id AS account_id, account.email, account.label
    FROM conversation JOIN account ON account.id = conversation.account ORDER BY conversation.id
"""
# `object` is the conversation's, which `Standings` asks for; `target` is what must go.
_FINDINGS = """
    SELECT finding.key, finding.object AS target, finding.fingerprint, finding.confidence, finding.severity, finding.whose,
        finding.subject, finding.match, finding.sent_at, finding.holder, finding.first_archive, finding.last_archive,
        claim.detector, claim.entity, claim.kind AS track, claim.part, claim.role, claim.branch, claim.flags, claim.reasons,
        ? AS object, ? AS kind
    FROM finding JOIN claim ON claim.id = finding.claim WHERE conversation = ? ORDER BY finding.id
"""
_OLDER = """
    SELECT DISTINCT conversation FROM finding
    WHERE holder IN (SELECT account FROM coverage JOIN archive ON archive.id = coverage.archive WHERE archive.run = ?)
        AND last_archive NOT IN (SELECT id FROM archive WHERE run = ?) ORDER BY conversation
"""


class PastConversation(msgspec.Struct):
    """A conversation with findings that are asked for; `exposure` is None where none of them counts any more."""

    exposure: Exposure | None
    found: list[tuple[Record, Sighting]] = msgspec.field(default_factory=list)
    below: int = 0  # findings under the asked confidence
    suppressed: int = 0


class PastFindings:
    """What the ledger knows now. `employee` (case ignored) None asks for everybody's, `gone` also for what is proven gone."""

    def __init__(
        self,
        database: Database,
        *,
        least: Confidence = Confidence.MEDIUM,
        employee: str | None = None,
        gone: bool = False,
    ) -> None:
        self._database = database
        self._least = least
        self._employee = employee and employee.casefold()
        self._gone = gone
        self._standings = Standings(database)
        self._suppressions: Sequence[Suppression] = suppressions(database)
        rows = database.rows(
            "SELECT archive.id, archive.path, run.started FROM archive JOIN run ON run.id = archive.run"
        )
        self._paths = {row["id"]: str(row["path"]) for row in rows}
        self._started = {row["id"]: datetime.fromisoformat(row["started"]) for row in rows}

    def __iter__(self) -> Iterator[PastConversation]:
        """Conversation by conversation, in the order in which they were first found."""
        for row in self._database.each(_CONVERSATIONS):
            if self._employee in (None, row["employee"].casefold()):
                yield self._conversation(row)

    def gone_by(self, run: int) -> Iterator[tuple[Record, Sighting]]:
        """What the exports of a run were the first to prove gone; nothing that is suppressed."""
        archives = {row["id"] for row in self._database.rows("SELECT id FROM archive WHERE run = ?", (run,))}
        older = {row["conversation"] for row in self._database.rows(_OLDER, (run, run))}
        for row in self._database.each(_CONVERSATIONS):
            if row["id"] not in older:
                continue
            for finding in self._findings(row):
                standing, proof = self._standings.concluded(finding)
                sure = finding["confidence"] >= self._least
                if standing in _PROVEN and proof in archives and sure and self._decision(row, finding) is None:
                    yield (
                        self._record(row, finding, Change.GONE),
                        self._sighting(finding, Change.GONE, None, listed=False),
                    )

    def _findings(self, row: Row) -> list[Row]:
        return self._database.rows(_FINDINGS, (row["object"], row["kind"], row["id"]))

    def _conversation(self, row: Row) -> PastConversation:
        past = PastConversation(None)
        there: list[Row] = []
        gone: list[Row] = []
        for finding in self._findings(row):
            change = self._change(finding)
            if change is Change.GONE and not self._gone:
                continue
            decision = self._decision(row, finding)
            if decision is not None:
                past.suppressed += 1
            else:
                (gone if change is Change.GONE else there).append(finding)
            if finding["confidence"] >= self._least:
                sighting = self._sighting(finding, change, decision, listed=decision is None)
                past.found.append((self._record(row, finding, change), sighting))
            elif decision is None:
                past.below += 1
        if there or gone:
            past.exposure = _exposure(row, there or gone, self._paths[row["last_archive"]], gone=not there)
        return past

    def _change(self, finding: Row) -> Change:
        if self._standings.of(finding) in _PROVEN:
            return Change.GONE
        latest = self._standings.latest(finding["holder"])
        return Change.NEW if latest in (None, finding["first_archive"]) else Change.STILL

    def _decision(self, row: Row, finding: Row) -> Suppression | None:
        if not self._suppressions:
            return None
        what = (finding["fingerprint"].hex(), finding["detector"], row["employee"], row["provider"])
        return next((each for each in self._suppressions if each.covers(*what)), None)

    def _sighting(self, finding: Row, change: Change, decision: Suppression | None, *, listed: bool) -> Sighting:
        return Sighting(
            finding["key"].hex(),
            change,
            self._started[finding["first_archive"]],
            Suppressed(decision.reason, decision.author, decision.added_at[:10]) if decision else None,
            listed=listed,
        )

    def _record(self, row: Row, finding: Row, change: Change) -> Record:
        of_all = OF_THE_CONVERSATION.intersection(orjson.loads(row["flags"]))
        flags = {*_lines(finding["flags"]), *of_all, *([GONE] if change is Change.GONE else [])}
        return {
            "schema": SCHEMA,
            "archive": self._paths[finding["last_archive"]],
            "provider": row["provider"],
            "employee": row["employee"],
            "conversation_id": row["vendor_id"],
            "conversation_title": row["title"],
            "conversation_url": row["url"],
            "object": finding["part"],
            "message_id": None,
            "author": None,
            "role": finding["role"],
            "sent_at": finding["sent_at"],
            "place": None,
            "also_at": None,
            "branch": finding["branch"],
            "start": None,
            "end": None,
            "kind": finding["track"],
            "detector": finding["detector"],
            "entity": finding["entity"],
            "confidence": Confidence(finding["confidence"]).label,
            "severity": Severity(finding["severity"]).label,
            "exposure": row["score"],
            "vector": row["vector"],
            "whose": finding["whose"],
            "subject": finding["subject"],
            "flags": sorted(flags),
            "match": finding["match"],
            "fingerprint": finding["fingerprint"].hex(),
            "reasons": _lines(finding["reasons"]),
        }


def _exposure(row: Row, findings: Collection[Row], path: str, *, gone: bool) -> Exposure:
    account = Account(row["provider"], row["account_id"], row["email"], label=row["label"], plan=row["plan"])
    score = score_of(row["detail"])
    flags = tuple(orjson.loads(row["flags"]))
    conversation = Conversation(
        provider=row["provider"],
        id=row["vendor_id"],
        account=account,
        object=ObjectKind(row["kind"]),
        title=row["title"],
        url=row["url"],
        audience=Audience.PUBLIC if row["public"] else score.audience,
        shared_links=score.links,
        archived="archived" in flags,
        created_at=_moment(row["first_at"]),
        updated_at=_moment(row["last_at"]),
    )
    return Exposure(
        conversation=conversation,
        employee=row["employee"],
        archive=path,
        title=row["title"],
        score=row["score"],
        vector=row["vector"],
        band=Band[row["band"].upper().replace(" ", "_")],
        severity_value=score.severity_value,
        credential=score.credential,
        first_group=score.first_group,
        people=row["people"],
        findings=len(findings),
        review=sum(each["confidence"] < Confidence.MEDIUM for each in findings),
        flags=flags,
        order=score.order,
        targets=_targets(findings, account, conversation),
        leaks=_leaks(findings, account, conversation),
        dpc=score.dpc,
        ei=score.ei,
        cb=score.cb,
        identifiers=score.identifiers,
        reasons=score.reasons,
        aside=score.aside,
        trains=score.trains,
        public=bool(row["public"]),
        owner=account,
        gone=gone,
    )


def _targets(findings: Collection[Row], owner: Account, conversation: Conversation) -> tuple[Target, ...]:
    """The objects that must go, without their ids: the ledger has those with the tasks."""
    found: dict[tuple[str, bytes], list[Row]] = {}
    for each in findings:
        if each["confidence"] >= Confidence.MEDIUM:
            found.setdefault((each["part"], each["target"]), []).append(each)
    targets = []
    for (part, _), rows in sorted(found.items()):
        sent = sorted(each["sent_at"] for each in rows if each["sent_at"])
        values = {(each["entity"], each["fingerprint"]) for each in rows}
        targets.append(
            Target(
                object=ObjectKind(part),
                object_id=None,
                url=None,
                owner=owner,
                conversation=conversation,
                entities=tuple(sorted(Counter(entity for entity, _ in values).items())),
                first_sent=_moment(sent[0]) if sent else None,
                last_sent=_moment(sent[-1]) if sent else None,
                flags=tuple(sorted({flag for each in rows for flag in _lines(each["flags"])})),
            )
        )
    return tuple(targets)


def _leaks(findings: Collection[Row], owner: Account, conversation: Conversation) -> tuple[Leak, ...]:
    leaks: dict[str, Leak] = {}
    for each in findings:
        if each["track"] != Kind.CREDENTIAL.value or each["confidence"] < Confidence.MEDIUM:
            continue
        leak = Leak(
            fingerprint=each["fingerprint"].hex(),
            detector=each["detector"],
            entity=each["entity"],
            severity=Severity(each["severity"]),
            match=each["match"],
            owner=owner,
            conversation=conversation,
            sent_at=_moment(each["sent_at"]),
            flags=tuple(_lines(each["flags"])),
        )
        known = leaks.get(leak.fingerprint)
        if known is None or (-leak.severity, leak.detector) < (-known.severity, known.detector):
            leaks[leak.fingerprint] = leak
    return tuple(sorted(leaks.values(), key=lambda leak: (-leak.severity, leak.entity, leak.fingerprint)))


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
