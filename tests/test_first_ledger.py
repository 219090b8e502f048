"""A ledger that the first version made opens in this one, and goes on to prove what is gone.

``first.sql`` is what SQLite's ``.dump`` gives of it: one scan of an export that `export` makes anew. It holds keyed digests,
under the key of `tests.ledgers`, and masks. It is never made anew: it stands for the ledgers that are out there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from chatscrub.detection.samples import fill
from chatscrub.errors import UsageError
from chatscrub.ledger import audit, schema
from chatscrub.ledger.database import FILE
from tests.ledgers import ledger
from tests.vendor_exports import Chat, chatgpt, quiet

FIRST = Path(__file__).parent / "ledgers_of_versions" / "first.sql"
SECRET = fill("{{github:ghp_}}", "first-ledger")
REFUND = Chat("refund", (f"Please refund to {fill('{{iban:DE}}', 'first-ledger')}",))
DEPLOY = Chat("deploy", (f"the deploy token is {SECRET}",))


def export(folder: Path, chats: Sequence[Chat] = (REFUND, DEPLOY), made: int = 10) -> Path:
    return chatgpt(folder, [*chats, *quiet(5)], made)


def first(state: Path) -> None:
    """Puts the ledger of the first version into a state folder."""
    state.mkdir()
    with sqlite3.connect(state / FILE) as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
    connection.close()


def test_a_ledger_of_the_first_version_is_listed_and_proves_a_deletion_by_a_newer_export(tmp_path: Path) -> None:
    first(tmp_path / "state")
    with ledger(tmp_path / "state") as book:
        assert book.database.value("PRAGMA user_version") == schema.VERSION
        assert book.database.value("PRAGMA integrity_check") == "ok"
        assert book.database.rows("PRAGMA foreign_key_check") == []
        assert audit.verify(book.database).fault is None
        assert book.states() == {"refund": "open", "deploy": "open"}
        # The same export is known by its content: the keys and digests of then are those of now.
        known = book.scan(export(tmp_path), out=tmp_path / "out")
        assert known.seen_before == 1
        assert book.states() == {"refund": "open", "deploy": "open"}
        assert len(book.tasks()) == 3
        run = book.scan(export(tmp_path, (DEPLOY, Chat("new", ("Nothing to see",))), made=40), out=tmp_path / "out")
        assert book.states() == {"refund": "verified_gone", "deploy": "open"}
        assert run.changes is not None
        assert (run.changes.fresh, run.changes.still, run.changes.gone, run.changes.back) == (0, 1, 1, 0)
        assert audit.verify(book.database).fault is None
    assert "deploy" in (tmp_path / "out" / "checklists" / "anna_at_brightwater-logistics.com.json").read_text()


def test_the_ledger_of_the_first_version_holds_no_value(tmp_path: Path) -> None:
    text = FIRST.read_text(encoding="utf-8")
    for value in (SECRET, fill("{{iban:DE}}", "first-ledger")):
        assert value not in text
        assert value.encode().hex() not in text.lower()


def test_a_ledger_of_the_first_version_that_says_it_is_newer_is_refused_untouched(tmp_path: Path) -> None:
    first(tmp_path / "state")
    path = tmp_path / "state" / FILE
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 7}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="a newer chatscrub made this ledger"), ledger(tmp_path / "state"):
        pass
    assert path.read_bytes() == before
    assert [each.name for each in (tmp_path / "state").iterdir()] == [FILE]
