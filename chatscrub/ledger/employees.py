"""Who is meant, where somebody names an employee."""

from __future__ import annotations

from difflib import get_close_matches

from chatscrub.ledger.database import Database


def employees_named(database: Database, said: str) -> list[str]:
    """The employees that `said` names, case ignored; by name where it names several, empty where nobody is known so.

    An employee's key goes before the address of one of their accounts, and both go before what they are called: the
    part of the key before the ``@``, as narrow tables show it, or the name from the operator's table.
    """
    wanted = said.strip().casefold()
    keys = _keys(database)
    if wanted in keys:
        return [keys[wanted]]
    addresses = database.rows("SELECT email AS called, employee FROM account WHERE email IS NOT NULL")
    names = database.rows("SELECT name AS called, employee FROM employee WHERE name IS NOT NULL")
    of_address = {row["employee"].casefold() for row in addresses if row["called"].casefold() == wanted}
    called_so = {row["employee"].casefold() for row in names if row["called"].casefold() == wanted}
    called_so |= {key for key in keys if "@" in key and key.partition("@")[0] == wanted}
    return [keys[key] for key in sorted(of_address or called_so & keys.keys())]


def close_to(database: Database, said: str) -> list[str]:
    """Employees whose key, or the part of it before the ``@``, is nearly what was said: one of them may be meant."""
    wanted = said.strip().casefold()
    keys = _keys(database)
    spelt = {key.partition("@")[0]: key for key in keys} | {key: key for key in keys}
    near = get_close_matches(wanted, spelt, 2, 0.8)
    return list(dict.fromkeys(keys[spelt[each]] for each in near))


def _keys(database: Database) -> dict[str, str]:
    """Every employee whom exports have shown, by the folded key."""
    rows = database.rows("SELECT employee FROM account UNION SELECT employee FROM task")
    return {row["employee"].casefold(): row["employee"] for row in rows}
