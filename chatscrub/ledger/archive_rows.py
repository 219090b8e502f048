"""Everything about one archive as rows: whom it covers, what is in it, and what changed since the export before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

import msgspec
import orjson

from chatscrub.ledger import details, running
from chatscrub.ledger.accounts import SAMPLE, kept_employee, recorded_account
from chatscrub.ledger.database import Database, stamp
from chatscrub.model.conversation import Account
from chatscrub.model.exposure import Exposure
from chatscrub.model.identity import conversation_key
from chatscrub.model.run import ArchiveResult, Changes
from chatscrub.model.task import TracedTask

UNTOUCHED = 0.95  # share of the conversations without a task that a whole export still shows
_A_FEW = 2  # so many may be missing of a small account

_PUT_CONVERSATION = """
    INSERT INTO conversation (object, account, holder, employee, provider, kind, vendor_id, title, url, plan, score, band,
        vector, people, public, flags, detail, first_at, last_at, first_archive, last_archive)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (object, account) DO UPDATE SET holder = excluded.holder, employee = excluded.employee,
        title = excluded.title, url = excluded.url, plan = coalesce(excluded.plan, plan), score = excluded.score, band = excluded.band,
        vector = excluded.vector, people = excluded.people, public = excluded.public, flags = excluded.flags,
        detail = excluded.detail, first_at = excluded.first_at, last_at = excluded.last_at, last_archive = excluded.last_archive
    WHERE (SELECT coalesce(made_at, '') FROM archive WHERE id = conversation.last_archive) <= ?
"""
_HOLD = """
    INSERT OR IGNORE INTO temp.holding SELECT object, ?, id, ? FROM conversation WHERE object = ? AND account = ?
"""
_PUT_FINDINGS = """
    INSERT INTO finding (key, conversation, holder, object, fingerprint, claim, confidence, severity, whose, subject, match,
        sent_at, first_archive, last_archive)
    SELECT staged.key, holding.conversation, holding.holder, staged.object, fingerprint, claim.id, confidence, severity,
        whose, subject, match, sent_at, :archive, :archive
    FROM temp.staged AS staged
    JOIN temp.holding AS holding ON holding.object = staged.conversation AND holding.owner = staged.owner
    JOIN claim ON claim.detector = staged.detector AND claim.entity = staged.entity AND claim.kind = staged.kind
        AND claim.part = staged.part AND claim.role = staged.role AND claim.branch = staged.branch
        AND claim.flags = staged.flags AND claim.reasons = staged.reasons
    WHERE true
    ON CONFLICT (conversation, object, key) DO UPDATE SET claim = excluded.claim, confidence = excluded.confidence,
        severity = excluded.severity, whose = excluded.whose, subject = excluded.subject, match = excluded.match,
        last_archive = excluded.last_archive
    WHERE (SELECT coalesce(made_at, '') FROM archive WHERE id = finding.last_archive) <= :made
"""
_FIRST_FINDINGS = """
    UPDATE finding SET first_archive = :archive
    WHERE (conversation, object, key) IN (
            SELECT holding.conversation, staged.object, staged.key FROM temp.staged AS staged
            JOIN temp.holding AS holding ON holding.object = staged.conversation AND holding.owner = staged.owner)
        AND (SELECT coalesce(made_at, '') FROM archive WHERE id = finding.first_archive) > :made
"""
_PUT_PRESENCE = """
    INSERT INTO presence (account, object, archive, whole)
    SELECT account, object, :archive, whole FROM temp.present WHERE true
    ON CONFLICT (account, object) DO UPDATE SET archive = excluded.archive, whole = max(whole, excluded.whole)
    WHERE (SELECT coalesce(made_at, '') FROM archive WHERE id = presence.archive) <= :made
"""
_SOME_CONVERSATIONS = "SELECT object FROM temp.shown WHERE place = ? AND whole ORDER BY object LIMIT ?"
# CROSS JOIN keeps the order in SQLite, which else begins with all findings of the account.
_KNOWN_FINDINGS = """
    SELECT count(*) AS known,
        count(*) FILTER (WHERE finding.last_archive IS account.latest) AS still,
        count(*) FILTER (WHERE coalesce(seen.made_at, '') < coalesce(latest.made_at, '')) AS back
    FROM temp.staged AS staged
    CROSS JOIN temp.holding AS holding ON holding.object = staged.conversation AND holding.owner = staged.owner
    CROSS JOIN finding ON finding.conversation = holding.conversation AND finding.object = staged.object
        AND finding.key = staged.key
    JOIN account ON account.id = finding.holder
    LEFT JOIN archive AS latest ON latest.id = account.latest
    LEFT JOIN archive AS seen ON seen.id = finding.last_archive
"""
# A workspace's export is of a span of days, and says nothing about what was sent on others.
_ABSENT_FINDINGS = """
    SELECT count(*) AS absent,
        count(*) FILTER (WHERE :first IS NULL OR sent_at IS NULL OR sent_at BETWEEN :first AND :last) AS of_its_days
    FROM finding WHERE holder = :holder AND last_archive = :before AND key NOT IN (SELECT key FROM temp.staged)
"""
# Conversations that the export before showed and that nobody was asked to delete.
_UNTOUCHED = """
    SELECT count(*) AS all_, count(present.object) AS still FROM presence
    LEFT JOIN temp.present AS present ON present.account = presence.account AND present.object = presence.object
    WHERE presence.account = ? AND presence.archive = ? AND presence.whole
        AND NOT EXISTS (SELECT 1 FROM task WHERE task.object = presence.object AND task.action <> 'rotate')
"""


class Contents(msgspec.Struct, frozen=True):
    """Everything about one archive that is recorded. `tasks` are those that follow from its exposures alone.

    `gap` says what of the archive could not be read, None where nothing is missing.
    """

    result: ArchiveResult
    exposures: Sequence[Exposure]
    tasks: Mapping[str, TracedTask]  # by id
    gap: str | None = None


_KNOWN = """
    SELECT archive.*, run.finished FROM archive JOIN run ON run.id = archive.run WHERE digest = ?
"""


# A whole export that was read before, and since then once more, when a disk failed: it is the better one of that day.
_MENDS = """
    SELECT 1 FROM coverage JOIN account ON account.id = coverage.account JOIN archive ON archive.id = account.latest
    WHERE coverage.archive = :archive AND coverage.gap IS NULL AND archive.id <> :archive AND archive.gap IS NOT NULL
        AND archive.made_at = :made
"""


class ArchiveRows:
    """The rows of one archive, written step by step in one transaction. `employees` are those whom it is about."""

    def __init__(
        self,
        database: Database,
        contents: Contents,
        detectors: str,
        employee: Callable[[Account], str],
        run: int,
    ) -> None:
        self._database = database
        self._contents = contents
        self._is_whole = contents.gap is None
        self._employee = employee
        self._run = run
        self._numbers: dict[Account, int] = {}
        self._before: dict[int, int | None] = {}  # account → newest archive that covered it until now
        self._holders: set[int] = set()
        self.employees: set[str] = set()
        self.made = _stamp(contents.result.made_at) or ""
        known = database.row(_KNOWN, (contents.result.digest,))
        self.was_known = known is not None
        self.number = self._new(contents.result, detectors) if known is None else int(known["id"])
        # An account that nothing happened in gives the same export again: what counts is when it last looked so.
        self.is_later = known is not None and (
            self.made > (known["made_at"] or "")
            or bool(database.value(_MENDS, {"archive": self.number, "made": self.made}))
        )
        if self.is_later:
            database.write("UPDATE archive SET made_at = ? WHERE id = ?", (self.made, self.number))
        self.untold: Changes | None = None
        """What changed with an archive of a run that never ended, and so told nobody: this run tells it.

        A run that another process is making will tell it by itself.
        """
        is_untold = known is not None and known["finished"] is None and known["run"] != run
        if known is not None and is_untold and known["run"] not in running.others(database):
            database.write("UPDATE archive SET run = ? WHERE id = ?", (run, self.number))
            self.untold = Changes(known["fresh"], known["still"], known["gone"], known["back"])

    @property
    def accounts(self) -> list[int]:
        """The accounts and workspaces that the archive is about."""
        return sorted(set(self._numbers.values()))

    def account(self, account: Account, present: Collection[bytes] = ()) -> int:
        """The number of an account. A workspace's conversations count for the workspace, see `holder`."""
        number = self._numbers.get(account)
        if number is None:
            number = self._numbers[account] = recorded_account(
                self._database,
                account,
                self._employee(account),
                made=self.made,
                is_whole=self._is_whole,
                present=present,
                run=self._run,
            )
            self._before[number] = self._database.value("SELECT latest FROM account WHERE id = ?", (number,))
        return number

    def holder(self, account: Account) -> int:
        """The number of the account or workspace whose export shows what belongs to the account."""
        return self.account(self._contents.result.workspace or account)

    def kept_employee(self, account: Account) -> str | None:
        """See `chatscrub.ledger.accounts.kept_employee`."""
        return kept_employee(self._database, self.account(account), account, is_whole=self._is_whole)

    def put_objects(self, shown: Sequence[Account]) -> None:
        """Whom the archive covers, and every object in it; `shown` are the accounts of `temp.shown` by their places."""
        result = self._contents.result
        for place, account in enumerate(shown):
            some = self._database.rows(_SOME_CONVERSATIONS, (place, SAMPLE))
            number = self.account(account, [row["object"] for row in some])
            self._holders.add(number)
            self._database.write(
                "INSERT OR IGNORE INTO temp.present SELECT ?, object, whole FROM temp.shown WHERE place = ?",
                (number, place),
            )
        self._holders.update(self.account(account) for account in sorted(result.covers, key=lambda each: each.ref))
        for number in self._holders:
            self.employees.add(self._database.value("SELECT employee FROM account WHERE id = ?", (number,)))
            if not self.was_known:
                self._database.write(
                    "INSERT OR REPLACE INTO coverage VALUES (?, ?, ?)", (number, self.number, self._gap(number))
                )
        self._database.write(_PUT_PRESENCE, {"archive": self.number, "made": self.made})

    def put_conversations(self) -> None:
        """The conversations in which something was found."""
        scores: dict[tuple[bytes, int], int] = {}
        for exposure in self._contents.exposures:
            conversation = exposure.conversation
            owner = exposure.owner or conversation.account
            key = conversation_key(conversation, exposure.title)
            holder, account = self.holder(conversation.account), self.account(owner)
            employee = self.kept_employee(owner) or exposure.employee
            self.employees.add(employee)
            if scores.get((key, account), -1) < exposure.score:  # else a shard repeats the chat
                scores[key, account] = exposure.score
                self._put_conversation(exposure, key, (account, holder), employee)
            self._database.write(_HOLD, (owner.ref, holder, key, account))

    def put_findings(self) -> Changes:
        """The staged findings; how many of them are new, still there, and there again."""
        database = self._database
        staged = int(database.value("SELECT count(*) FROM temp.staged"))
        row = database.row(_KNOWN_FINDINGS)
        known, still, back = (row["known"], row["still"], row["back"]) if row is not None else (0, 0, 0)
        database.write(
            "INSERT OR IGNORE INTO claim (detector, entity, kind, part, role, branch, flags, reasons)"
            " SELECT DISTINCT detector, entity, kind, part, role, branch, flags, reasons FROM temp.staged"
        )
        database.write(_PUT_FINDINGS, {"archive": self.number, "made": self.made})
        if not all(self._is_newer_than(each) for each in self._before.values()):
            database.write(_FIRST_FINDINGS, {"archive": self.number, "made": self.made})
        return Changes(fresh=staged - known, still=still, back=back)

    def close(self, changes: Changes) -> None:
        """What is gone, and that this is the newest export of its accounts, if it is."""
        database = self._database
        if self.was_known and not self.is_later:
            return
        for holder in self._holders:
            before = self._before[holder]
            if self._is_newer_than(before):
                gap = database.value(
                    "SELECT gap FROM coverage WHERE account = ? AND archive = ?", (holder, self.number)
                )
                if before not in (None, self.number):
                    absent, of_its_days = self._absent(holder, before)
                    gone = of_its_days if gap is None and self._is_newer_than(before, strictly=True) else 0
                    changes.gone += gone
                    changes.absent += absent - gone
                database.write("UPDATE account SET latest = ? WHERE id = ?", (self.number, holder))
        if self.was_known:
            return
        database.write(
            "UPDATE archive SET fresh = ?, still = ?, gone = ?, back = ? WHERE id = ?",
            (changes.fresh, changes.still, changes.gone, changes.back, self.number),
        )

    def _new(self, result: ArchiveResult, detectors: str) -> int:
        return self._database.insert(
            "INSERT INTO archive (digest, run, path, provider, made_at, first_at, last_at, gap, detectors, conversations,"
            " findings, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                result.digest,
                self._run,
                result.path,
                result.provider,
                self.made or None,
                _stamp(result.first_at),
                _stamp(result.last_at),
                self._contents.gap or result.partial,
                detectors,
                result.conversations,
                result.findings,
                details.of_archive(result, self._contents.gap),
            ),
        )

    def _absent(self, holder: int, before: int | None) -> tuple[int, int]:
        """How many findings of the export before are not in this one, and how many of them it could show."""
        result = self._contents.result
        days = (_stamp(result.first_at), _stamp(result.last_at)) if result.workspace is not None else (None, None)
        row = self._database.row(
            _ABSENT_FINDINGS, {"holder": holder, "before": before, "first": days[0], "last": days[1]}
        )
        return (row["absent"], row["of_its_days"]) if row is not None else (0, 0)

    def _is_newer_than(self, archive: int | None, *, strictly: bool = False) -> bool:
        """Of two that were made at the same moment the later handed in is the newer one, but proves nothing."""
        if archive is None:
            return True
        made = str(self._database.value("SELECT coalesce(made_at, '') FROM archive WHERE id = ?", (archive,)))
        return self.made > made if strictly else self.made >= made

    def _gap(self, holder: int) -> str | None:
        """Why absence from the archive proves nothing for an account or workspace; None where it does."""
        gap = self._contents.gap or self._contents.result.partial
        if gap is not None:
            return gap
        if not self.made:
            return "nothing in the export tells when it was made"
        before = self._before[holder]
        if before is None:
            return None
        row = self._database.row(_UNTOUCHED, (holder, before))
        all_, still = (0, 0) if row is None else (row["all_"], row["still"])
        if not all_ or (still and all_ - still <= max(_A_FEW, int(all_ * (1 - UNTOUCHED)))):
            return None
        return (
            f"only {still} of {all_} other conversations of the export before are still in it; hand in the whole export"
        )

    def _put_conversation(self, exposure: Exposure, key: bytes, accounts: tuple[int, int], employee: str) -> None:
        conversation = exposure.conversation
        self._database.write(
            _PUT_CONVERSATION,
            (
                key, *accounts, employee, conversation.provider, conversation.object.value,
                conversation.id, exposure.title, conversation.url, conversation.account.plan, exposure.score,
                exposure.band.label, exposure.vector, exposure.people, exposure.public,
                orjson.dumps(exposure.flags).decode(), details.of_exposure(exposure), _stamp(conversation.created_at), _stamp(conversation.updated_at),
                self.number, self.number, self.made,
            ),
        )  # fmt: skip


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
