"""Accounts and workspaces as the ledger knows them, through changes of address, name and file name."""

from __future__ import annotations

from collections.abc import Collection

from chatscrub.ledger import audit, holds
from chatscrub.ledger.database import Database, Row
from chatscrub.model.conversation import Account, AccountKind

_SAME = 0.5  # share of known conversations that must be there again for an unnamed export to be of the same account

SAMPLE = 500
"""So many conversations of an export are enough to tell whose it is."""


def known_account(database: Database, account: Account, present: Collection[bytes] = ()) -> Row | None:
    """The row of an account: by the vendor's id, else by e-mail, else by what is in its export, else by label.

    An export that names nobody is the same account's if it shows at least half of the conversations that were there.
    """
    if account.id is not None:
        found = database.row(
            "SELECT * FROM account WHERE provider = ? AND vendor_id = ?", (account.provider, account.id)
        )
        if found is not None:
            return found
    if account.email is not None:
        found = database.row(
            "SELECT * FROM account WHERE provider = ? AND email = ? AND (vendor_id IS NULL OR ? IS NULL) ORDER BY id",
            (account.provider, account.email, account.id),
        )
        if found is not None:
            return found
    found = _by_content(database, account, present)
    if found is None and account.id is None and account.email is None and account.label is not None:
        found = database.row(
            "SELECT * FROM account WHERE provider = ? AND label = ? AND vendor_id IS NULL AND email IS NULL",
            (account.provider, account.label),
        )
    return found


def _by_content(database: Database, account: Account, present: Collection[bytes]) -> Row | None:
    """The account most of whose conversations are in the export; ids of two different people contradict that."""
    if not present:
        return None
    sample = sorted(present)[:SAMPLE]  # keys are hashes, so the first ones are as good as any
    marks = ", ".join("?" * len(sample))
    for row in database.rows(
        f"SELECT account, count(*) AS shared FROM presence WHERE whole AND object IN ({marks})"  # noqa: S608  # marks only
        " GROUP BY account ORDER BY shared DESC LIMIT 3",
        sample,
    ):
        found = database.row("SELECT * FROM account WHERE id = ? AND provider = ?", (row["account"], account.provider))
        if found is None or (account.id and found["vendor_id"]) or (account.email and found["email"]):
            continue
        if row["shared"] >= _SAME * min(len(sample), _conversations(database, row["account"])):
            return found
    return None


def _conversations(database: Database, account: int) -> int:
    return int(database.value("SELECT count(*) FROM presence WHERE account = ? AND whole", (account,)))


def recorded_account(  # noqa: PLR0913  # one for each thing that an export tells of an account
    database: Database,
    account: Account,
    employee: str,
    *,
    made: str,
    is_whole: bool = True,
    present: Collection[bytes] = (),
    run: int | None,
) -> int:
    """The number of an account, made or brought up to date. `made` is when the export that tells of it was made.

    What an export says that is older than the newest one of the account changes nothing.

    Where the employee behind it changed (a new e-mail address, another line in the table of people), the tasks and
    conversations of the account go to the new one, and keep their ids. An export that names nobody moves nothing.
    """
    row = known_account(database, account, present)
    if row is None:
        return database.insert(
            "INSERT INTO account (provider, vendor_id, email, label, plan, employee) VALUES (?, ?, ?, ?, ?, ?)",
            (account.provider, account.id, account.email, account.label, account.plan, employee),
        )
    number = int(row["id"])
    employee = kept_employee(database, number, account, is_whole=is_whole) or employee
    latest = database.value("SELECT coalesce(made_at, '') FROM archive WHERE id = ?", (row["latest"],))
    if latest is None or made >= latest:
        database.write(
            "UPDATE account SET vendor_id = coalesce(vendor_id, ?), email = coalesce(?, email),"
            " label = coalesce(?, label), plan = coalesce(?, plan), employee = ? WHERE id = ?",
            (account.id, account.email, account.label, account.plan, employee, number),
        )
        if row["employee"] != employee:
            _move(database, number, row["employee"], employee, run)
    return number


def kept_employee(database: Database, number: int, account: Account, *, is_whole: bool) -> str | None:
    """Whose a known account stays though this export does not tell who its owner is, e.g. as it is damaged there; else None.

    An export that is not whole may have lost the list of the people who wrote in it.
    """
    if account.email is not None:
        return None
    if account.id is None:
        query = "SELECT employee FROM account WHERE id = ? AND (vendor_id IS NOT NULL OR email IS NOT NULL)"
    elif account.kind is AccountKind.UNKNOWN and not is_whole:
        query = "SELECT employee FROM account WHERE id = ? AND email IS NOT NULL"
    else:
        return None
    employee: str | None = database.value(query, (number,))
    return employee


def _move(database: Database, account: int, before: str, after: str, run: int | None) -> None:
    database.write("UPDATE conversation SET employee = ? WHERE account = ? AND employee = ?", (after, account, before))
    moved = database.write(
        "UPDATE task SET employee = ? WHERE account = ? AND employee = ? AND NOT admin", (after, account, before)
    )
    why = f"the account now belongs to another employee or has another address: {moved} tasks moved"
    audit.note(
        database, "account", f"account {account}", actor=audit.SCAN, before=before, after=after, why=why, run=run
    )
    holds.follow(database, before, after, run=run)
