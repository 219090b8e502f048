"""The ledger of credentials: each once, how far it spread, and whether it came back after it was replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chatscrub.detection.samples import fill
from chatscrub.errors import UsageError
from chatscrub.ledger import audit
from chatscrub.ledger.credentials import Credential, credentials, rotated
from chatscrub.ledger.state import installation_key
from chatscrub.ledger.suppressions import add_suppression
from chatscrub.ledger.todo import current_tasks, waive
from chatscrub.model.task import TaskState
from tests.ledgers import KEY, Ledger, ledger
from tests.running import chatscrub, chatscrub_here
from tests.vendor_exports import ANNA, BEN, Chat, chatgpt_files, chatgpt_name, claude, quiet, write

TOKEN = fill("{{github:ghp_}}", "spread")
OTHER = fill("{{github:ghp_}}", "other")
DEPLOY = f"the deploy token is {TOKEN}"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        yield opened


def export(folder: Path, chats: list[Chat], made: int, *, of_ben: bool = False) -> Path:
    files = chatgpt_files([*chats, *quiet(4)], BEN if of_ben else ANNA)
    return write(folder / chatgpt_name(made, "c" if of_ben else "a"), files)


def only(book: Ledger) -> Credential:
    (found,) = credentials(book.database)
    return found


def test_one_row_tells_how_far_a_credential_spread(book: Ledger, tmp_path: Path) -> None:
    book.scan(
        export(tmp_path, [Chat("deploy", (DEPLOY,), on=1), Chat("again", (DEPLOY,), on=5)], 10),
        export(tmp_path, [Chat("bens", (DEPLOY,), on=3)], 10, of_ben=True),
        claude(tmp_path, [Chat("claude", (DEPLOY,), on=2)], 10),
    )
    found = only(book)
    assert (found.entity, found.accounts, found.tools, found.exports) == ("GITHUB_TOKEN", 3, ("chatgpt", "claude"), 3)
    assert (found.first_at or "")[:10] == "2026-09-02"
    assert (found.last_at or "")[:10] == "2026-09-06"
    assert found.open
    assert TOKEN not in repr(found)


def test_what_newer_exports_no_longer_show_is_counted_no_more(book: Ledger, tmp_path: Path) -> None:
    book.scan(
        export(tmp_path, [Chat("deploy", (DEPLOY,))], 10), export(tmp_path, [Chat("b", (DEPLOY,))], 10, of_ben=True)
    )
    book.scan(export(tmp_path, [], 20))
    assert only(book).exports == 1


def test_an_older_export_that_comes_late_takes_nothing_away(book: Ledger, tmp_path: Path) -> None:
    book.scan(export(tmp_path, [Chat("deploy", (DEPLOY,))], 20))
    book.scan(export(tmp_path, [], 10))
    assert only(book).exports == 1


def test_only_what_one_employee_pasted_is_shown_on_request(book: Ledger, tmp_path: Path) -> None:
    book.scan(
        export(tmp_path, [Chat("deploy", (DEPLOY,))], 10),
        export(tmp_path, [Chat("b", (f"use {OTHER}",))], 10, of_ben=True),
    )
    assert len(credentials(book.database)) == 2
    (bens,) = credentials(book.database, employee=BEN["email"].upper())  # type: ignore[attr-defined]  # a str
    assert bens.employees == (BEN["email"],)


def test_a_rotation_settles_the_tasks_of_everybody_who_pasted_it(book: Ledger, tmp_path: Path) -> None:
    book.scan(
        export(tmp_path, [Chat("deploy", (DEPLOY,))], 10), export(tmp_path, [Chat("b", (DEPLOY,))], 10, of_ben=True)
    )
    found = rotated(book.database, only(book).fingerprint[:8], on=date(2026, 10, 1), by="carol")
    assert (found.rotated_at, found.rotated_by, found.open) == ("2026-10-01T23:59:59Z", "carol", False)
    assert set(book.states("rotate").values()) == {"claimed_done"}
    assert len([each for each in current_tasks(book.database) if each.state is TaskState.CLAIMED_DONE]) == 2


def test_what_is_pasted_after_the_rotation_is_counted_and_opens_it_again(book: Ledger, tmp_path: Path) -> None:
    book.scan(export(tmp_path, [Chat("deploy", (DEPLOY,), on=1)], 10))
    rotated(book.database, only(book).fingerprint, on=date(2026, 9, 20), by="carol")
    late = [Chat("deploy", (DEPLOY,), on=1), Chat("late", (DEPLOY,), on=30), Chat("later", (DEPLOY,), on=33)]
    book.scan(export(tmp_path, late, 40))
    found = only(book)
    assert (found.again, (found.again_at or "")[:10], found.open) == (2, "2026-10-04", True)
    assert set(book.states("rotate").values()) == {"reappeared"}


def test_a_corrected_day_stands_in_the_audit_log_with_the_one_before(book: Ledger, tmp_path: Path) -> None:
    book.scan(export(tmp_path, [Chat("deploy", (DEPLOY,))], 10))
    for day in (date(2026, 10, 1), date(2026, 10, 2)):
        rotated(book.database, only(book).fingerprint, on=day, by="carol")
    rows = book.database.rows("SELECT before, after, actor FROM event WHERE action = 'rotation' ORDER BY id")
    assert [tuple(row) for row in rows] == [
        (None, "2026-10-01T23:59:59Z", "carol"),
        ("2026-10-01T23:59:59Z", "2026-10-02T23:59:59Z", "carol"),
    ]
    assert audit.verify(book.database).fault is None


def test_a_rotation_leaves_what_may_stay_as_it_was_decided(book: Ledger, tmp_path: Path) -> None:
    book.scan(export(tmp_path, [Chat("deploy", (DEPLOY,))], 10))
    (task,) = (each for each in book.tasks() if each.action.value == "rotate")
    waive(book.database, task.id, by="carol", why="a demo account")
    assert rotated(book.database, only(book).fingerprint, on=date(2026, 10, 1), by="carol").rotated_at is not None
    assert set(book.states("rotate").values()) == {"waived"}


def test_a_day_ahead_personal_data_and_unknown_fingerprints_are_refused(book: Ledger, tmp_path: Path) -> None:
    book.clock.now = datetime(2026, 10, 1, tzinfo=UTC)
    book.scan(export(tmp_path, [Chat("deploy", (f"{DEPLOY} or write to ida.holm@kunde-online.de",))], 10))
    fingerprint = only(book).fingerprint
    with pytest.raises(UsageError, match="lies ahead"):
        rotated(book.database, fingerprint, on=date(2026, 10, 2), by="carol")
    with pytest.raises(UsageError, match="no recorded value"):
        rotated(book.database, "0" * 12, on=date(2026, 10, 1), by="carol")
    mail = book.database.value(
        "SELECT fingerprint FROM finding JOIN claim ON claim.id = finding.claim WHERE claim.kind = 'pii'"
    )
    with pytest.raises(UsageError, match="personal data"):
        rotated(book.database, mail.hex(), on=date(2026, 10, 1), by="carol")
    assert only(book).rotated_at is None


def test_a_suppressed_credential_is_listed_and_not_open(book: Ledger, tmp_path: Path) -> None:
    book.scan(
        export(tmp_path, [Chat("deploy", (DEPLOY,))], 10), export(tmp_path, [Chat("b", (DEPLOY,))], 10, of_ben=True)
    )
    for employee in (ANNA["email"], BEN["email"]):
        assert not only(book).suppressed
        add_suppression(
            book.database, fingerprint=only(book).fingerprint, detector=None, employee=str(employee), provider=None,
            reason="a sample", author="carol", expires=None,
        )  # fmt: skip
    assert (only(book).suppressed, only(book).open) == (True, False)


def test_the_command_prints_a_table_of_80_columns_or_one_document(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "key").write_bytes(KEY)
    assert installation_key(state) == KEY
    with ledger(state) as book:
        book.scan(export(tmp_path, [Chat("deploy", (DEPLOY,))], 10))
        fingerprint = only(book).fingerprint
    table = chatscrub("credentials", state=state).stdout
    assert fingerprint[:12] in table
    assert all(len(line) <= 80 for line in table.splitlines())
    code, told, _ = chatscrub_here(
        "credentials", "rotated", fingerprint[:8], "--on", "2026-10-01", "--by", "carol", state=state
    )
    assert (code, "rotated 2026-10-01" in told) == (0, True)
    assert "1 more with --all" in chatscrub_here("credentials", state=state)[1]
    (found,) = json.loads(chatscrub_here("credentials", "--json", state=state)[1])
    assert (found["fingerprint"], found["rotated_by"], found["open"]) == (fingerprint, "carol", False)
    code, _, error = chatscrub_here("credentials", "rotated", fingerprint, "--on", "2026-13-40", state=state)
    assert (code, "2026-13-40: no day" in error) == (2, True)
