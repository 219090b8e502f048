"""Whether what was found is still there, as the newest exports of its account show it.

The same comparison as for tasks (`chatscrub.ledger.verification`): exports are held against each other by when they
were made, and only a whole one proves that something is gone.
"""

from __future__ import annotations

from enum import StrEnum

from chatscrub.ledger.database import Database, Row
from chatscrub.model.conversation import ObjectKind


class Standing(StrEnum):
    """What the newest exports of an account say about a finding."""

    THERE = "there"
    TEXT_GONE = "text gone"  # its conversation is still there
    GONE = "gone"
    UNCLEAR = "unclear"  # no whole, newer export tells


class Standings:
    """Answers from what the ledger knows about exports when this is made; a few rows an account are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._archives: dict[int, Row] = {
            row["id"]: row for row in database.each("SELECT id, made_at, first_at, last_at, detectors FROM archive")
        }
        self._latest: dict[int, int | None] = {
            row["id"]: row["latest"] for row in database.each("SELECT id, latest FROM account")
        }
        self._whole: dict[int, list[Row]] = {}  # account → the exports that prove something, oldest first
        for row in database.each(
            "SELECT coverage.account, archive.id FROM coverage JOIN archive ON archive.id = coverage.archive"
            " WHERE coverage.gap IS NULL AND archive.made_at IS NOT NULL ORDER BY archive.made_at, archive.id"
        ):
            self._whole.setdefault(row["account"], []).append(self._archives[row["id"]])

    def is_there(self, holder: int, last_archive: int) -> bool:
        """Whether the newest export of `holder` shows what `last_archive` was the last to show."""
        latest = self._latest.get(holder)
        return latest is None or latest == last_archive or self._made(last_archive) > self._made(latest)

    def latest(self, holder: int) -> int | None:
        """The newest export of an account, None where none covers it."""
        return self._latest.get(holder)

    def of(self, finding: Row) -> Standing:
        """Of a row with `holder`, `last_archive`, `sent_at`, and of its conversation `object` and `kind`."""
        return self.concluded(finding)[0]

    def concluded(self, finding: Row) -> tuple[Standing, int | None]:
        """As `of`, with the export that first proved it, None where none did."""
        holder, last = finding["holder"], finding["last_archive"]
        if self.is_there(holder, last):
            return Standing.THERE, None
        made = self._made(last)
        proofs = [each for each in self._whole.get(holder, ()) if made and each["made_at"] > made]
        if not proofs:
            return Standing.UNCLEAR, None
        shown_by = self._database.value(
            "SELECT archive FROM presence WHERE account = ? AND object = ?", (holder, finding["object"])
        )
        shown = "" if shown_by is None else self._made(shown_by)
        for proof in proofs:
            standing = self._by(proof, finding, is_shown=shown >= proof["made_at"])
            if standing is not Standing.UNCLEAR:
                return standing, int(proof["id"])
        return Standing.UNCLEAR, None

    def _by(self, proof: Row, finding: Row, *, is_shown: bool) -> Standing:
        """What one whole export says that is newer than the last one to show the finding."""
        if not is_shown:
            # A channel may be missing because the export is of other days.
            return Standing.UNCLEAR if finding["kind"] == ObjectKind.CHANNEL.value else Standing.GONE
        same_detectors = proof["detectors"] == self._archives[finding["last_archive"]]["detectors"]
        sent = finding["sent_at"]
        within = sent is None or (proof["first_at"] or "~") <= sent <= (proof["last_at"] or "")
        return Standing.TEXT_GONE if same_detectors and within else Standing.UNCLEAR

    def _made(self, archive: int) -> str:
        return self._archives[archive]["made_at"] or ""
