"""The vendor register: the operator's answers first, unknown for the worse, nothing decided without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import pytest

from chatscrub.errors import UsageError
from chatscrub.ledger import audit, legal_hold
from chatscrub.ledger.database import Database
from chatscrub.ledger.holds import Scope, add_hold
from chatscrub.ledger.opening import open_ledger
from chatscrub.ledger.vendor_answers import forget_answer, plans_in_use, plans_of, register, set_answer
from chatscrub.model.contract import ContractAnswer
from chatscrub.model.run import Run
from chatscrub.reports.report_md import report
from chatscrub.vendors import Answer, vendor
from chatscrub.vendors.in_use import contract
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.questions import FIVE, QUESTIONS, Question, meaning
from chatscrub.vendors.register import (
    ALL_PLANS,
    OperatorAnswer,
    Register,
    a_year_after,
    checked_answer,
    plan_name,
    tool_and_plan,
)
from tests.running import chatscrub, scanned

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 28)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    with open_ledger(tmp_path, b"k" * 32, lambda: datetime(2026, 11, 28, 9, 0, tzinfo=UTC)) as database:
        yield database


def said(
    tool: str = "chatgpt",
    plan: str = "plus",
    question: Question = Question.TRAINING,
    answer: str = "no",
    **more: object,
) -> OperatorAnswer:
    values: dict[str, object] = {"text": None, "source": None, "on": date(2026, 11, 1), "by": "Ada", **more}
    values.setdefault("review", a_year_after(values["on"]))  # type: ignore[arg-type]  # a day, as above
    return OperatorAnswer(tool, plan, question, answer, **values)  # type: ignore[arg-type]  # the test names the fields


def answered(
    register: Register, provider: str, plan: str | None, question: Question, today: date = TODAY
) -> ContractAnswer:
    return next(each for each in register.contract(provider, plan, today).answers if each.question == question.value)


def test_every_card_answers_the_five_questions_of_the_contract_first() -> None:
    for provider in ("chatgpt", "claude", "slack", "some-new-tool"):
        for plan in (None, *vendor(provider).plans):
            questions = [each.question for each in Register().contract(provider, plan, TODAY).answers]
            assert questions[:5] == [each.value for each in FIVE]
            assert sorted(questions) == sorted(each.value for each in Question)


def test_shipped_answers_name_their_page_the_day_it_was_read_and_the_review_a_year_later() -> None:
    training = answered(Register(), "chatgpt", "plus", Question.TRAINING)
    assert (training.answer, training.origin, training.certainty) == ("yes", "shipped", "secondary")
    assert training.source is not None
    assert training.on is not None
    assert training.review == a_year_after(training.on)


def test_an_agreement_that_is_offered_is_not_one_that_was_signed() -> None:
    assert answered(Register(), "claude", "team", Question.DPA).answer == "unknown"
    assert answered(Register(), "chatgpt", "plus", Question.DPA).answer == "no"
    signed = Register((said("claude", "team", Question.DPA, "yes"),))
    assert answered(signed, "claude", "team", Question.DPA).answer == "yes"


def test_what_is_merely_expected_answers_nothing() -> None:
    location = answered(Register(), "claude", "pro", Question.LOCATION)
    assert location.answer == "unknown"
    assert location.text


def test_the_operators_answer_for_the_plan_goes_before_that_for_all_plans_and_both_before_the_shipped_one() -> None:
    everywhere = said(plan=ALL_PLANS, answer="choice")
    both = Register((everywhere, said(answer="no")))
    assert answered(both, "chatgpt", "plus", Question.TRAINING).answer == "no"
    assert answered(both, "chatgpt", "free", Question.TRAINING).answer == "choice"
    assert answered(both, "chatgpt", None, Question.TRAINING).answer == "choice"
    assert answered(both, "claude", "pro", Question.TRAINING).origin == "shipped"


def test_a_plan_that_is_not_known_has_only_the_answers_that_all_plans_share() -> None:
    about = vendor("chatgpt")
    assert answered(Register(), "chatgpt", None, Question.TRAINING).answer == "unknown"
    assert answered(Register(), "chatgpt", None, Question.DPA).origin == "nobody"
    assert answered(Register(), "slack", None, Question.TRAINING).answer == "no"
    for word in (None, "platinum"):
        assert Register().trains(about, word) is Answer.UNKNOWN
        assert Register(tuple(said(plan=each) for each in about.plans)).trains(about, word) is Answer.NO
        assert Register((said(),)).trains(about, word) is Answer.UNKNOWN
    assert Register((said("gemini", "pro"),)).trains(vendor("gemini"), "Pro") is Answer.NO


@pytest.mark.parametrize(
    ("more", "today", "overdue"),
    [
        ({}, date(2027, 11, 1), False),
        ({}, date(2027, 11, 2), True),
        ({"review": date(2026, 12, 1)}, date(2026, 12, 2), True),
        ({"review": date(2029, 1, 1)}, date(2027, 11, 2), True),
        ({"on": date(2024, 2, 29)}, date(2025, 2, 28), False),
        ({"on": date(2024, 2, 29)}, date(2025, 3, 1), True),
    ],
)
def test_an_answer_is_overdue_after_its_review_and_after_a_year_at_the_latest(
    more: dict[str, object], today: date, overdue: bool
) -> None:
    register = Register((said(**more),))  # type: ignore[arg-type]  # days, as above
    assert answered(register, "chatgpt", "plus", Question.TRAINING, today).overdue is overdue


def test_shipped_answers_become_overdue_too() -> None:
    assert not answered(Register(), "chatgpt", "plus", Question.TRAINING).overdue
    assert answered(Register(), "chatgpt", "plus", Question.TRAINING, date(2030, 1, 1)).overdue
    assert not answered(Register(), "chatgpt", "plus", Question.APPS, date(2030, 1, 1)).overdue


def test_every_answer_has_a_meaning_and_soc_2_says_nothing_of_training() -> None:
    for question, asked in QUESTIONS.items():
        for answer in (*asked.words, "unknown", *([] if asked.words else ["some text"])):
            assert meaning(question, answer).endswith(".")
    assert "nothing of training" in meaning(Question.SOC2, "yes")
    assert "nothing of training" in meaning(Question.SOC2, "unknown")


@pytest.mark.parametrize(
    ("question", "given", "kept"),
    [
        (Question.TRAINING, "Yes", "yes"),
        (Question.TRAINING, "choice", "choice"),
        (Question.LOCATION, " Frankfurt,  Germany ", "Frankfurt, Germany"),
        (Question.RETENTION, "Unknown", "unknown"),
        (Question.APPS, "none", "none"),
        (Question.DPA, "choice", None),
        (Question.SOC2, "Type II", None),
        (Question.TRAINING, "text", None),
        (Question.LOCATION, "", None),
        (Question.LOCATION, "x" * 301, None),
        (Question.LOCATION, "a\x1b[31m", None),
    ],
)
def test_answers_are_checked(question: Question, given: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(UsageError, match=question.value):
            checked_answer(question, given)
    else:
        assert checked_answer(question, given) == kept


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("slack", ("slack", None)),
        ("Claude:Team", ("claude", "team")),
        ("chatgpt:chatgptplusplan", ("chatgpt", "plus")),
        ("slack:Business+", ("slack", "business")),
        ("gemini:advanced", ("gemini", "advanced")),
        ("red_flags", ("red_flags", None)),
    ],
)
def test_a_tool_is_named_with_its_plan_by_any_name_of_the_plan(text: str, key: tuple[str, str | None]) -> None:
    assert tool_and_plan(text) == key
    assert Register().contract(*key, TODAY).provider == key[0]


@pytest.mark.parametrize("text", ["", "claude:", ":team", "claude:teem", "../etc", "a b", "claude:team:x", "x" * 50])
def test_what_names_no_tool_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        tool_and_plan(text)
    assert "\n" not in str(caught.value)


def test_a_plan_that_an_export_has_shown_can_be_answered_for() -> None:
    assert tool_and_plan("chatgpt:platinum", besides=[("chatgpt", "platinum")]) == ("chatgpt", "platinum")
    assert plan_name(vendor("chatgpt"), " Platinum ") == "platinum"


def test_an_answer_is_kept_replaced_and_taken_back_and_each_is_in_the_audit_trail(ledger: Database) -> None:
    first, second = said(answer="yes", text="clause 4"), said(answer="no", source="https://example.com/terms")
    set_answer(ledger, first)
    assert register(ledger) == Register((first,))
    set_answer(ledger, second)
    assert register(ledger) == Register((second,))
    forget_answer(ledger, "chatgpt", "plus", Question.TRAINING, by="Ben")
    assert register(ledger) == Register()
    with pytest.raises(UsageError, match="no answer of yours"):
        forget_answer(ledger, "chatgpt", "plus", Question.TRAINING, by="Ben")
    events = ledger.rows("SELECT actor, object, before, after, why FROM event WHERE action = 'vendor' ORDER BY id")
    assert [(each["actor"], each["object"]) for each in events] == [
        ("Ada", "chatgpt:plus training"),
        ("Ada", "chatgpt:plus training"),
        ("Ben", "chatgpt:plus training"),
    ]
    assert events[0]["before"] is None
    assert events[0]["after"].startswith("yes")
    assert events[0]["why"] == "clause 4"
    assert events[1]["before"].startswith("yes")
    assert events[2]["after"] is None
    assert audit.verify(ledger).fault is None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"on": date(2026, 11, 29)}, "lies ahead"),
        ({"review": date(2026, 10, 1)}, "within a year"),
        ({"review": date(2027, 11, 2)}, "within a year"),
    ],
)
def test_days_that_cannot_be_are_refused(more: dict[str, object], says: str, ledger: Database) -> None:
    with pytest.raises(UsageError, match=says):
        set_answer(ledger, said(**more))  # type: ignore[arg-type]  # days, as above
    assert register(ledger) == Register()


def test_the_legal_hold_status_is_unknown_until_recorded_and_a_change_is_noted_once(ledger: Database) -> None:
    assert legal_hold.status(ledger) == "unknown"
    for word in ("active", "active", "none"):
        legal_hold.record_status(ledger, word, by="Ada")
    events = ledger.rows("SELECT before, after FROM event WHERE action = 'legal-hold' ORDER BY id")
    assert [tuple(each) for each in events] == [("unknown", "active"), ("active", "none")]


def test_only_the_admins_list_asks_for_the_status_and_everybodys_says_to_ask_first_or_tells_of_a_hold(
    ledger: Database,
) -> None:
    def notes() -> list[int]:
        return [len(legal_hold.list_note(ledger, admin=admin)) for admin in (False, True)]

    assert notes() == [1, 1]
    (employees,) = legal_hold.list_note(ledger, admin=False)
    assert employees.startswith("Ask IT before you delete anything")
    assert "legal_hold" not in employees
    assert "not recorded" in legal_hold.list_note(ledger, admin=True)[0]
    legal_hold.record_status(ledger, "active", by="Ada")
    assert notes() == [1, 1]
    legal_hold.record_status(ledger, "none", by="Ada")
    assert notes() == [0, 0]


def test_where_single_holds_are_recorded_nobody_is_asked_for_the_status(ledger: Database) -> None:
    assert legal_hold.remark(ledger) is not None
    add_hold(ledger, matter="2026-07", scope=Scope("jo"), reason="lawsuit", contact=None, by="Ada")
    assert legal_hold.remark(ledger) is None


def test_the_report_has_a_card_for_each_tool_and_plan_with_meaning_policy_and_second_factor() -> None:
    run, _ = scanned(ROOT / "sample_exports" / "chatgpt-classic", ROOT / "sample_exports" / "claude-legacy")
    keys = [each.key for each in run.contracts]
    assert keys == sorted(set(keys))
    assert {each.provider for each in run.contracts} == {"chatgpt", "claude"}
    assert sum(each.conversations for each in run.contracts) == sum(
        exposure.findings > exposure.review for exposure in run.exposures
    )
    text = "\n".join(report(run))
    assert text.count("Second factor at sign-in: not recorded") == len(keys)
    assert text.count("no policy is recorded") == len(keys)
    assert meaning(Question.DPA, "unknown") in text


def test_texts_of_the_operator_cannot_break_the_report() -> None:
    answers = Register(
        (said(text="<b>|x|</b> [a](http://evil.test)"), said(question=Question.APPS, answer="Zap | \\ier"))
    )
    run = Run(version="1", tables="", detectors="")
    policy = Policy(allowed=frozenset(), mfa=(("chatgpt", False),))
    run.contracts = [contract("chatgpt", "plus", answers, policy, TODAY)]
    text = "\n".join(report(run))
    assert "<b>" not in text
    assert "[a](" not in text
    assert "http://evil" not in text
    assert "the policy forbids it" in text
    assert "not required" in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert all(line.replace("\\|", "").count("|") == 6 for line in rows)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with the ledger of one scan, whose reports lie in `out` beside it."""
    folder = tmp_path_factory.mktemp("register")
    config = folder / "chatscrub.toml"
    config.write_text('[policy]\nallowed = ["chatgpt:enterprise"]\nlegal_hold = "active"\n', encoding="utf-8")
    export = ROOT / "sample_exports" / "chatgpt-sharded"
    shown = chatscrub(
        "scan", str(export), "--out", str(folder / "out"), "--config", str(config), state=folder / "state", code=1
    )
    assert "under a legal hold" in shown.stdout
    return folder / "state"


def test_a_scan_marks_breach_candidates_and_every_list_tells_of_the_hold(state: Path) -> None:
    records = [orjson.loads(line) for line in (state.parent / "out" / "findings.jsonl").read_bytes().splitlines()]
    assert any("breach-candidate" in each["flags"] for each in records)
    lists = list((state.parent / "out" / "checklists").glob("*.md"))
    assert lists
    assert all("under a legal hold" in each.read_text(encoding="utf-8") for each in lists)


def test_the_ledger_knows_the_plans_in_use_and_explain_tells_what_the_operators_answer_means(state: Path) -> None:
    record = orjson.loads((state.parent / "out" / "findings.jsonl").read_bytes().splitlines()[0])
    with open_ledger(state, (state / "key").read_bytes()) as database:
        used = plans_in_use(database)
        ((provider, plan),) = plans_of(database, record["fingerprint"])
        assert plans_of(database, "no hex") == []
    assert sum(used.values()) > 0
    assert (provider, plan) in used
    explain = ("explain", record["fingerprint"], "--findings", str(state.parent / "out"))
    shipped = chatscrub(*explain, state=state).stdout
    assert f"contract with ChatGPT (plan {plan})" in shipped
    assert "training: yes" in shipped
    chatscrub("vendors", "set", f"chatgpt:{plan}", "training", "no", "--by", "Ada", "--text", "opted out", state=state)
    assert "training: no" in chatscrub(*explain, state=state).stdout
    assert "plan not known" in chatscrub(*explain, state=state.parent / "another").stdout
    cards = orjson.loads(chatscrub("vendors", "show", "--json", state=state).stdout)
    card = next(each for each in cards if each["plan"] == plan)
    assert card["answers"][0]["by"] == "Ada"
    assert card["in_use"]


def test_a_tool_that_is_not_in_use_is_shown_without_a_ledger_and_none_is_made(tmp_path: Path) -> None:
    shown = chatscrub("vendors", "show", "claude:team", state=tmp_path / "state").stdout
    assert "not in use" in shown
    assert "review by" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert not (tmp_path / "state").exists()
    assert "no tool is in use yet" in chatscrub("vendors", "show", state=tmp_path / "state", code=2).stderr
