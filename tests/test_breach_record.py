"""The documentation of a breach has every field that GDPR Art. 33(3) and (5) name, and nothing that names a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chatscrub.breach_record import as_document, as_markdown, fields_of
from chatscrub.detection.samples import fill
from chatscrub.exposure import RankingSettings
from chatscrub.ledger import breaches, todo
from chatscrub.ledger.audit import events
from chatscrub.ledger.breach_facts import facts
from chatscrub.ledger.breaches import Decision
from chatscrub.pseudonyms import Names
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.register import ALL_PLANS
from tests.ledgers import KEY, Ledger, ledger
from tests.running import chatscrub_here
from tests.vendor_exports import ANNA, Chat, chatgpt, quiet

MAIL, OTHER = "ida.holm@kunde-online.de", "karl.ottosen@anders-post.de"
IBAN, TOKEN = fill("{{iban:DE}}", "record"), fill("{{github:ghp_}}", "record")
CHAT = Chat("list", (f"write to {MAIL}, {IBAN}", f"and {OTHER}", f"TOKEN={TOKEN}"), title="Holm and Ottosen")
FORBIDDEN = RankingSettings(policy=Policy(allowed=frozenset({("slack", ALL_PLANS)})))
# Art. 33(1), 33(3)(a) to (d), 33(5): facts, effects, remedial action.
REQUIRED = {
    "nature": "33(3)(a)", "data_categories": "33(3)(a)", "people_categories": "33(3)(a)", "people_number": "33(3)(a)",
    "records_number": "33(3)(a)", "contact": "33(3)(b)", "consequences": "33(3)(c)", "measures_taken": "33(3)(d), 33(5)",
    "measures_proposed": "33(3)(d)", "entered": "33(5)", "found": "33(5)", "aware": "33(1)", "deadline": "33(1)",
    "delay": "33(1)", "decision": "33(1), 33(5)", "decision_reasons": "33(5)", "effects": "33(5)", "access": "33(5)",
    "exports": "33(5)", "fingerprints": "33(5)", "log": "33(5)",
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with ledger(tmp_path / "state") as opened:
        opened.scan(chatgpt(tmp_path, [CHAT, *quiet(3)], 10), ranking=FORBIDDEN)
        yield opened


def candidate(book: Ledger) -> str:
    (found,) = breaches.breaches(book.database, closed=True)
    return found.id


def documented(book: Ledger, **said: Any) -> tuple[dict[str, Any], str]:
    fields = fields_of(facts(book.database, candidate(book)), Names(KEY), book.clock(), **said)
    return as_document(fields), as_markdown(fields)


def test_every_field_of_the_law_is_there_and_what_nobody_recorded_is_marked(book: Ledger) -> None:
    document, text = documented(book)
    assert {key: law.removeprefix("GDPR Art. ") for key, law in document["law"].items()} == REQUIRED
    assert set(document["unknown"]) == {
        "contact",
        "access",
        "aware",
        "deadline",
        "delay",
        "decision",
        "decision_reasons",
    }
    assert all(document["fields"][key] in (None, []) for key in document["unknown"])
    assert text.count("**unknown**") == len(document["unknown"])


def test_it_tells_what_the_ledger_knows(book: Ledger) -> None:
    known = documented(book)[0]["fields"]
    assert known["data_categories"] == ["email address: 2", "IBAN code: 1"]
    assert (known["people_number"], known["records_number"]) == (2, 3)
    assert known["credentials"] == ["github token: 1"]
    assert known["nature"][0].startswith("personal data entered into chatgpt (plus)")
    assert "where the policy forbids it" in known["nature"][1]
    assert known["consequences"].startswith("by the level that was computed (medium)")
    assert known["severity"].startswith("SE 2.5, medium")
    assert known["entered"] == "2026-09-01T09:01:00Z to 2026-09-01T09:03:00Z"
    assert known["effects"] == ["4 findings: there"]
    assert len(known["fingerprints"]) == 4
    assert all(len(each) == 16 for each in known["fingerprints"])
    assert {each.split(" ")[0] for each in known["measures_proposed"]} == {"delete", "rotate"}


def test_it_follows_awareness_tasks_and_the_decision(book: Ledger) -> None:
    breaches.set_aware(book.database, candidate(book), at=book.clock(), by="dana")
    known = documented(book, contact="Dana Privacy, dp@example.org", consequences="letters to two customers")[0][
        "fields"
    ]
    assert known["aware"] == "2026-11-01T12:00:00Z, said by dana"
    assert known["deadline"] == "2026-11-04T12:00:00Z"
    assert known["delay"] == "the period runs until 2026-11-04T12:00:00Z"
    assert (known["contact"], known["consequences"]) == ("Dana Privacy, dp@example.org", "letters to two customers")

    todo.claim(book.database, book.task("list").id, by="anna")
    book.clock.pass_(4)
    assert documented(book)[0]["fields"]["delay"] is None
    breaches.close(book.database, candidate(book), decision=Decision.NOTIFIED, why="the key was asked for", by="dana")
    document, _ = documented(book)
    known = document["fields"]
    assert known["delay"] == known["decision_reasons"] == "the key was asked for"
    assert known["decision"] == "notified, 2026-11-05T12:00:00Z, by dana"
    assert [each.split(" (")[0] for each in known["measures_taken"]] == ["delete conversation"]
    last = [each for each in events(book.database) if each["action"] == "breach"][-1]
    assert known["log"][-1].endswith(last["hash"].hex())
    assert set(document["unknown"]) == {"contact", "access"}


def test_a_notice_within_the_period_has_no_delay(book: Ledger) -> None:
    breaches.set_aware(book.database, candidate(book), at=book.clock() - timedelta(hours=1), by="dana")
    breaches.close(book.database, candidate(book), decision=Decision.NOTIFIED, why="told the authority", by="dana")
    assert documented(book)[0]["fields"]["delay"] == "no delay: closed as notified within the period"


def test_it_names_no_employee_and_holds_no_value_or_title(book: Ledger, tmp_path: Path) -> None:
    document, text = documented(book)
    for hidden in (
        MAIL,
        OTHER,
        IBAN,
        TOKEN,
        "Holm",
        "Ottosen",
        str(ANNA["email"]),
        "anna",
        str(tmp_path),
        "chatgpt.com",
    ):
        assert hidden not in text
        assert hidden not in json.dumps(document)
    assert Names(KEY).employee(str(ANNA["email"])) in text


def test_what_people_wrote_stays_text(book: Ledger) -> None:
    breaches.close(
        book.database, candidate(book), decision=Decision.NO_RISK, why="<script>x</script>\n## [a](http://e)", by="dana"
    )
    text = documented(book)[1]
    assert "<script" not in text
    assert "\n## [a]" not in text


def test_the_command_prints_it_or_writes_it_for_its_owner_alone(book: Ledger, tmp_path: Path) -> None:
    (tmp_path / "state" / "key").write_bytes(KEY)
    id_ = candidate(book)
    code, out, errors = chatscrub_here("breach", "record", id_[:6], state=tmp_path / "state")
    assert (code, errors) == (0, "")
    assert out.startswith("# Documentation of a personal-data breach")
    code, out, _ = chatscrub_here("breach", "record", id_, "--json", state=tmp_path / "state")
    assert json.loads(out)["schema"] == "chatscrub.breach-record/1"
    file = tmp_path / "record.json"
    code, out, _ = chatscrub_here("breach", "record", id_, "--json", "--out", str(file), state=tmp_path / "state")
    assert code == 0
    assert json.loads(file.read_bytes())["fields"]["id"] == id_
    assert file.stat().st_mode & 0o077 == 0
    assert chatscrub_here("breach", "record", "ffffff", state=tmp_path / "state")[0] == 2
