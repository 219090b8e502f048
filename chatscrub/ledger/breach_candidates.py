"""What a scan shows that may be a personal-data breach: one candidate a conversation and employee.

Whether it is one is decided by people, see `chatscrub.ledger.breaches`. The Dutch authority takes customers' data in a
tool that the employer's policy forbids for a breach (Autoriteit Persoonsgegevens, 2024-08-06); a public link and readers of
another organisation disclose data whatever the policy says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

import orjson

from chatscrub.ledger import audit
from chatscrub.ledger.database import Database, Row
from chatscrub.model.conversation import Account, Audience
from chatscrub.model.exposure import Band, Exposure
from chatscrub.model.identity import conversation_key

DIGITS = 12  # of an id


class Why(StrEnum):
    """What makes a conversation with personal data a candidate, and which law's list its data is on."""

    POLICY = "policy"
    PUBLIC_LINK = "public-link"
    EXTERNAL = "external"
    CALIFORNIA = "ca-1798.82"  # none alone

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return _SENTENCES[self]


_SENTENCES = {
    Why.POLICY: "personal data of others where the policy forbids it: this tool, or this plan of it",
    Why.PUBLIC_LINK: "a public link to personal data",
    Why.EXTERNAL: "severity high or over, and people of another organisation can read it",
    Why.CALIFORNIA: "a name with an element of Cal. Civ. Code 1798.82",
}


class Recorded(Protocol):
    """The archive that candidates come from; see `chatscrub.ledger.archive_rows.ArchiveRows`."""

    def account(self, account: Account) -> int:
        """The number of an account."""
        ...


def record(database: Database, exposures: Iterable[Exposure], archive: Recorded, *, run: int) -> None:
    """Makes candidates of an archive's conversations, once each; a new reason for a closed one opens it again.

    A reason, and the most people that were ever counted, stay when the next export shows less: that a link was public is
    not undone by revoking it.
    """
    for exposure in exposures:
        reasons = _reasons(exposure)
        if not reasons:
            continue
        conversation = exposure.conversation
        object_ = conversation_key(conversation, exposure.title)
        account = archive.account(exposure.owner or conversation.account)
        number = database.value("SELECT id FROM conversation WHERE object = ? AND account = ?", (object_, account))
        known = database.row("SELECT * FROM breach WHERE conversation = ?", (number,))
        if known is None:
            id_ = blake2b(f"breach {object_.hex()} {account}".encode()).hexdigest()[:DIGITS]
            database.write(
                "INSERT INTO breach (id, conversation, people, why, found_at) VALUES (?, ?, ?, ?, ?)",
                (id_, number, exposure.people, _json(reasons), database.now()),
            )
            note(database, id_, audit.SCAN, None, "candidate", "; ".join(each.sentence for each in reasons), run)
        else:
            database.write("UPDATE breach SET people = max(people, ?) WHERE id = ?", (exposure.people, known["id"]))
            _add_reasons(database, known, reasons, run)


def _reasons(exposure: Exposure) -> list[Why]:
    if exposure.band is Band.NONE:  # no personal data that counts
        return []
    told = {
        Why.POLICY: "breach-candidate" in exposure.flags,
        Why.PUBLIC_LINK: exposure.public,
        Why.EXTERNAL: exposure.band >= Band.HIGH and exposure.conversation.audience is Audience.EXTERNAL,
    }
    reasons = [why for why, is_so in told.items() if is_so]
    return [*reasons, Why.CALIFORNIA] if reasons and Why.CALIFORNIA.value in exposure.flags else reasons


def _add_reasons(database: Database, known: Row, reasons: Sequence[Why], run: int) -> None:
    before = [Why(each) for each in orjson.loads(known["why"])]
    new = [each for each in reasons if each not in before]
    if not new:
        return
    database.write("UPDATE breach SET why = ? WHERE id = ?", (_json([*before, *new]), known["id"]))
    told = "; ".join(each.sentence for each in new)
    if known["decision"] is not None:
        undecide(database, known, audit.SCAN, f"a new reason: {told}", run)
    else:
        note(database, known["id"], audit.SCAN, "candidate", "one more reason", told, run)


def undecide(database: Database, row: Row, by: str, why: str, run: int | None = None) -> None:
    """Takes the decision about a candidate back, with a note of who does so and why."""
    database.write(
        "UPDATE breach SET decision = NULL, decided_at = NULL, decided_by = NULL, decided_why = NULL WHERE id = ?",
        (row["id"],),
    )
    note(database, row["id"], by, row["decision"], "open", why, run)


def note(  # noqa: PLR0913  # what changed, and who says why
    database: Database,
    id_: str,
    by: str,
    before: str | None,
    after: str,
    why: str | None,
    run: int | None = None,
) -> None:
    """Adds to the history of a candidate."""
    audit.note(database, "breach", id_, actor=by, before=before, after=after, why=why, run=run)


def _json(reasons: Sequence[Why]) -> str:
    return orjson.dumps([each.value for each in reasons]).decode()
