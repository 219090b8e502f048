"""What is settled and old goes for good; nothing that judging the next export needs does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chatscrub.cli.purge import _before
from chatscrub.errors import LedgerError, UsageError
from chatscrub.ledger import audit, purging
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import Scope, add_hold, lift_hold
from chatscrub.ledger.suppressions import add_suppression, remove_suppression
from chatscrub.ledger.todo import claim, current_tasks, waive
from chatscrub.model.task import TaskState
from tests.running import chatscrub
from tests.state_folders import CARD, TOKEN, chat, copied, export, opened, scanned_into, states

MARCH, JUNE, LATER, NOW = (f"{day}T12:00:00+00:00" for day in ("2026-03-05", "2026-06-01", "2026-07-01", "2027-11-28"))
CUTOFF = date(2027, 1, 1)
FILLERS = [chat(f"c{number}", day=-number) for number in range(8)]
OTHER = TOKEN[:-4] + "zzZZ"
CARL = "Customer Carl Weber, carl.weber@contoso.test, +49 40 428990"
DORA = "Customer Dora Novak, dora.novak@fabrikam.test, +49 89 233000"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three exports of Mia: findings in March, some of them gone in June, a part of an export in July."""
    folder = tmp_path_factory.mktemp("purge")
    gone = [chat("gone", CARL), chat("gone-too", f"the old key {OTHER}", shared=True)]
    stays = [chat("open", CARD.replace("Ann", "Bea"), shared=True), chat("keys", f"key {TOKEN}"), chat("kept", CARD)]
    first = export(folder / "in" / "first.zip", [*gone, *stays, *FILLERS], made=1)
    second = export(folder / "in" / "second.zip", [*stays, *FILLERS, chat("new", day=80)], made=90)
    third = export(folder / "in" / "third.zip", [*stays, FILLERS[0], chat("newer", day=110)], made=120)
    noah = {"email": "noah@brightwater.test", "user": "user-noah"}
    before = export(folder / "in" / "before.zip", [chat("noahs", DORA), *FILLERS[:4]], made=1, **noah)
    after = export(folder / "in" / "after.zip", [*FILLERS[:4], chat("next", day=80)], made=90, **noah)
    for path, now in ((first, MARCH), (before, MARCH), (second, JUNE), (after, JUNE), (third, LATER)):
        scanned_into(folder / "state", path, out=folder / "out", now=now)
    return folder


@pytest.fixture
def home(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path / "home")


def rows(state: Path) -> dict[str, int]:
    tables = (
        "task",
        "finding",
        "conversation",
        "presence",
        "archive",
        "run",
        "coverage",
        "suppression",
        "hold",
        "event",
    )
    with sqlite3.connect(state / "ledger.sqlite3") as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def purge(home: Path, before: date = CUTOFF, *, with_audit: bool = False, now: str = NOW) -> purging.Purged:
    with opened(home / "state", now) as ledger:
        shown = purging.preview(ledger, before, with_audit=with_audit)
        done = purging.purge(ledger, before, by="it", with_audit=with_audit)
    assert shown == done
    return done


def task_titled(ledger: Database, title: str, action: str = "delete") -> str:
    return next(each.id for each in current_tasks(ledger) if each.title == title and each.action == action)


def test_what_an_export_has_proven_gone_goes_with_all_that_was_found_in_it(home: Path) -> None:
    before = states(home / "state", NOW)
    assert {title for _, title, state, _ in before.values() if state is TaskState.VERIFIED_GONE} == {
        "Chat gone",
        "Chat gone-too",
        "Chat noahs",
    }
    done = purge(home)
    after = states(home / "state", NOW)
    assert after == {key: each for key, each in before.items() if each[2] is not TaskState.VERIFIED_GONE}
    assert done.tasks == len(before) - len(after) == 4
    assert done.findings >= 4
    assert done.objects > 0
    with opened(home / "state", NOW) as ledger:
        assert ledger.value("SELECT count(*) FROM conversation WHERE title = 'Chat gone'") == 0


def _claimed(ledger: Database) -> None:
    claim(ledger, task_titled(ledger, "Chat open"), by="mia")


def _waived(ledger: Database) -> None:
    waive(ledger, task_titled(ledger, "Chat keys"), by="it", why="harmless")
    waive(ledger, task_titled(ledger, "Chat gone"), by="it", why="harmless")


def _suppressed(ledger: Database) -> None:
    add_suppression(ledger, fingerprint=None, detector="stripe.live-key", employee=None, provider=None, reason="test",
                    author="it", expires=None)  # fmt: skip


@dataclass(frozen=True)
class Case:
    decide: Callable[[Database], None] | None
    exports: tuple[str, ...]


CASES = {
    "nothing decided": Case(None, ("third.zip",)),
    "the whole one": Case(None, ("second.zip",)),
    "all at once": Case(None, ("first.zip", "second.zip", "third.zip")),
    "claimed": Case(_claimed, ("third.zip",)),
    "waived": Case(_waived, ("second.zip", "third.zip")),
    "suppressed": Case(_suppressed, ("third.zip",)),
}


@pytest.mark.parametrize("case", CASES)
def test_after_a_purge_a_rescan_says_of_every_task_what_it_says_without(
    case: str, base: Path, home: Path, tmp_path: Path
) -> None:
    other = copied(base, tmp_path / "other")
    decide, exports = CASES[case].decide, [home / "in" / name for name in CASES[case].exports]
    for each in (home, other):
        if decide is not None:
            with opened(each / "state", LATER) as ledger:
                decide(ledger)
    assert purge(home).total > 0
    newer = export(
        tmp_path / "next.zip",
        [chat("keys", f"key {TOKEN}"), *FILLERS, chat("new", day=80), chat("last", day=300)],
        made=400,
    )
    for paths in (exports, [newer]):
        for each in (home, other):
            scanned_into(each / "state", *paths, now=NOW)
        purged, kept = states(home / "state", NOW), states(other / "state", NOW)
        for key in kept.keys() & purged.keys():
            assert purged[key] == kept[key]
        # What went was settled, and stays so.
        assert {kept[key][2] for key in kept.keys() - purged.keys()} <= purging.SETTLED
        assert not purged.keys() - kept.keys()


@pytest.mark.parametrize("scope", [Scope(), Scope(provider="chatgpt"), Scope(first_day=date(2020, 1, 1))])
def test_open_claimed_and_held_tasks_never_go(scope: Scope, home: Path) -> None:
    with opened(home / "state", LATER) as ledger:
        _claimed(ledger)
        add_hold(ledger, matter="M", scope=scope, reason="claim", contact=None, by="counsel")
    stood, counted = states(home / "state", NOW), rows(home / "state")
    assert purge(home).total == 0
    assert states(home / "state", NOW) == stood
    assert rows(home / "state") == {**counted, "event": counted["event"] + 1}


def test_a_hold_on_one_employee_keeps_theirs_and_lets_the_others_go(home: Path) -> None:
    with opened(home / "state", LATER) as ledger:
        add_hold(ledger, matter="M", scope=Scope("Mia@Brightwater.test"), reason="r", contact=None, by="counsel")
    stood = states(home / "state", NOW)
    assert purge(home).tasks == 1
    assert {stood[key][1] for key in stood.keys() - states(home / "state", NOW).keys()} == {"Chat noahs"}
    with opened(home / "state", NOW) as ledger:
        assert ledger.value("SELECT count(*) FROM conversation WHERE title LIKE 'Chat gone%'") == 2


def test_the_newest_export_and_the_newest_whole_one_stay(home: Path) -> None:
    purge(home)
    with opened(home / "state", NOW) as ledger:
        paths = {Path(row["path"]).name for row in ledger.rows("SELECT path FROM archive")}
        # The first one of Mia stays, since open tasks came up in it.
        assert paths == {"first.zip", "second.zip", "third.zip", "after.zip"}
        assert ledger.value("SELECT count(*) FROM archive WHERE id IN (SELECT latest FROM account)") == 2
        # Every chat that they show is known still, the others are not, but for the one with a key to rotate.
        assert ledger.value("SELECT count(*) FROM presence WHERE whole") == (3 + 8 + 1 + 1) + (4 + 1) + 1


def test_what_was_handed_in_since_stays_though_its_export_is_old(home: Path) -> None:
    stood = rows(home / "state")
    assert purge(home, date(2026, 3, 1)).total == 0
    assert rows(home / "state") == {**stood, "event": stood["event"] + 1}


def test_a_breach_keeps_its_evidence(home: Path) -> None:
    with opened(home / "state", NOW) as ledger:
        number = ledger.value("SELECT id FROM conversation WHERE title = 'Chat gone'")
        ledger.write(
            "INSERT INTO breach (id, conversation, people, why, found_at) VALUES ('b', ?, 1, '[]', '2026-03-05')",
            (number,),
        )
        found = ledger.value("SELECT count(*) FROM finding WHERE conversation = ?", (number,))
    purge(home)
    with opened(home / "state", NOW) as ledger:
        assert ledger.value("SELECT count(*) FROM finding WHERE conversation = ?", (number,)) == found > 0


def test_ended_decisions_go_and_those_in_force_stay(home: Path) -> None:
    with opened(home / "state", LATER) as ledger:
        for number in (1, 2):
            _suppressed(ledger)
            add_hold(ledger, matter="M", scope=Scope("nobody"), reason="claim", contact=None, by="counsel")
            if number == 1:
                remove_suppression(ledger, 1, by="it")
                lift_hold(ledger, 1, by="counsel", why="settled")
    done = purge(home)
    assert (done.suppressions, done.holds) == (1, 1)
    assert (rows(home / "state")["suppression"], rows(home / "state")["hold"]) == (1, 1)


def test_a_folder_with_lists_stays_known(home: Path) -> None:
    with opened(home / "state", "2026-03-01T12:00:00+00:00") as ledger:
        for out in (str(home / "out"), "/gone/elsewhere", None):
            ledger.write("INSERT INTO run (started, version, detectors, tables, out, formats) VALUES"
                         " (?, '', '', '', ?, 'md,json')", (ledger.now(), out))  # fmt: skip
    purge(home)
    with opened(home / "state", NOW) as ledger:
        assert {row["out"] for row in ledger.rows("SELECT out FROM run")} == {str(home / "out"), "/gone/elsewhere"}


def test_nothing_of_what_went_is_left_in_the_files(home: Path) -> None:
    def anywhere(text: bytes) -> bool:
        return any(text in path.read_bytes() for path in (home / "state").iterdir())

    with opened(home / "state", NOW) as ledger:
        mask = ledger.value("SELECT match FROM finding JOIN conversation ON conversation.id = conversation"
                            " WHERE title = 'Chat noahs'").encode()  # fmt: skip
        assert anywhere(b"Chat noahs")
        assert anywhere(mask)
        purging.purge(ledger, CUTOFF, by="it")
        # While the ledger is open, so that the write-ahead log is looked at, too.
        assert not anywhere(b"Chat noahs")
        assert not anywhere(mask)
    assert not anywhere(b"Chat noahs")


def test_the_purge_is_noted_and_the_audit_stays_unless_it_is_asked_for(home: Path) -> None:
    stood = rows(home / "state")["event"]
    assert purge(home).audit_rows == 0
    with opened(home / "state", NOW) as ledger:
        last = audit.events(ledger, 1)[0]
        assert (last["actor"], last["action"], last["why"]) == ("it", "purge", "settled before 2027-01-01")
        assert "tasks: 4" in last["after"]
        assert audit.verify(ledger) == audit.Verdict(stood + 1, None)
    assert purge(home, with_audit=True).audit_rows == stood
    with opened(home / "state", NOW) as ledger:
        assert audit.verify(ledger) == audit.Verdict(2, None)


def test_a_purge_that_fails_removes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stood = rows(home / "state")
    monkeypatch.setattr(purging, "_EMPLOYEES", "DELETE FROM nothing_of_this_name")
    with opened(home / "state", NOW) as ledger, pytest.raises(LedgerError, match="not laid out"):
        purging.purge(ledger, CUTOFF, by="it")
    assert rows(home / "state") == stood


def test_the_command_shows_what_would_go_and_asks_first(home: Path) -> None:
    stood = rows(home / "state")
    refused = chatscrub("purge", "--older-than", "2026-11-01", state=home / "state", code=2)
    assert "tasks" in refused.stdout
    assert "--yes" in refused.stderr
    values = json.loads(chatscrub("purge", "--older-than", "2026-11-01", "--json", state=home / "state", code=2).stdout)
    assert (values["tasks"], values["purged"]) == (4, False)
    assert rows(home / "state") == stood
    (home / "state" / "ledger-before-v2.sqlite3").touch()
    done = chatscrub("purge", "--older-than", "2026-11-01", "--yes", "--by", "it", state=home / "state")
    assert "removed" in done.stdout
    assert "ledger-before-v2.sqlite3" in done.stdout
    assert rows(home / "state")["task"] == stood["task"] - 4
    values = json.loads(chatscrub("purge", "--older-than", "2026-11-01", "-y", "--json", state=home / "state").stdout)
    assert values["tasks"] == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("400d", "2025-10-24"),
        ("2w", "2026-11-14"),
        ("18m", "2025-05-28"),
        ("1y", "2025-11-28"),
        ("2026-01-31", "2026-01-31"),
    ],
)
def test_a_span_reaches_back_to_a_day(text: str, day: str) -> None:
    assert _before(text, date(2026, 11, 28)).isoformat() == day


def test_a_month_without_that_day_ends_earlier() -> None:
    assert _before("1m", date(2026, 3, 31)) == date(2026, 2, 28)
    assert _before("1m", date(2026, 12, 31)) == date(2026, 11, 30)


@pytest.mark.parametrize("text", ["2026-11-29", "soon", "-3d", "99999y", "12", ""])
def test_a_span_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--older-than"):
        _before(text, date(2026, 11, 28))
