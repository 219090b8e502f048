"""The vendor register: the operator's answers before the facts that are shipped, and what is nobody's answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.model.contract import Contract, ContractAnswer
from chatscrub.vendors import Answer, Certainty, Fact, Plan, Vendor, vendor
from chatscrub.vendors.questions import LONGEST, QUESTIONS, UNKNOWN, Question, meaning
from chatscrub.vendors.vendor import NOT_ESTABLISHED

ALL_PLANS = ""
_TOOL = re.compile(r"[a-z0-9_-]{1,40}")
_PLAN_WORD = re.compile(r"[a-z0-9][a-z0-9_+. -]{0,39}")
_DIFFERENT = Fact("The plan is not known, and the plans differ.", Certainty.UNVERIFIED, None)
_NOT_YET_SIGNED = "Whether your company has signed one is not recorded."


class OperatorAnswer(msgspec.Struct, frozen=True):
    """What the operator found out about a tool and a plan (`ALL_PLANS` for every plan of the tool).

    `on` is the day of the answer, `review` the day on which it must be asked again, `by` who answered.
    """

    provider: str
    plan: str
    question: Question
    answer: str
    text: str | None
    source: str | None
    on: date
    review: date
    by: str


class Register(msgspec.Struct, frozen=True):
    """The operator's answers of a moment. Frozen and small: it travels to the processes that score."""

    answers: tuple[OperatorAnswer, ...] = ()

    def given(self, provider: str, plan: str | None, question: Question) -> OperatorAnswer | None:
        """The operator's answer: for this plan, else for all plans of the tool, else None."""
        found = None
        for each in self.answers:
            if each.provider == provider and each.question is question and each.plan in {plan, ALL_PLANS}:
                if each.plan == plan:
                    return each
                found = each
        return found

    def trains(self, about: Vendor, word: str | None) -> Answer:
        """Whether the plan that an export names so trains on chats.

        For an unknown plan it is what all plans agree on, else unknown.
        """
        if not self.answers:
            return about.trains(word)
        plan = plan_name(about, word)
        given = self.given(about.provider, plan, Question.TRAINING)
        if given is not None:
            return Answer(given.answer)
        answers = set()
        for name, shipped in about.plans.items():
            if plan == name or plan not in about.plans:
                given = self.given(about.provider, name, Question.TRAINING)
                answers.add(Answer(given.answer) if given else shipped.trains.value)
        return answers.pop() if len(answers) == 1 else Answer.UNKNOWN

    def contract(self, provider: str, plan: str | None, today: date) -> Contract:
        """All questions about a tool and plan, answered as well as they are; `plan` is a name as `plan_name` gives it."""
        about = vendor(provider)
        known = about.name if about.plans else provider
        return Contract(
            provider=provider,
            plan=plan,
            name=known,
            company=about.company,
            answers=tuple(self._answer(about, plan, question, today) for question in Question),
        )

    def _answer(self, about: Vendor, plan: str | None, question: Question, today: date) -> ContractAnswer:
        given = self.given(about.provider, plan, question)
        if given is not None:
            return ContractAnswer(
                question=question.value,
                label=QUESTIONS[question].label,
                answer=given.answer,
                text=given.text,
                source=given.source,
                origin="operator",
                certainty=None,
                on=given.on,
                review=given.review,
                overdue=today > min(given.review, a_year_after(given.on)),
                by=given.by,
                meaning=meaning(question, given.answer),
            )
        fact, answer = self._shipped(about, plan, question)
        on = fact.source.verified_on if fact and fact.source else None
        return ContractAnswer(
            question=question.value,
            label=QUESTIONS[question].label,
            answer=answer,
            text=fact.text if fact and fact.text != answer else None,
            source=fact.source.url if fact and fact.source else None,
            origin="nobody" if fact in {None, _DIFFERENT} else "shipped",
            certainty=fact.certainty.value if fact and fact is not _DIFFERENT else None,
            on=on,
            review=a_year_after(on) if on else None,
            overdue=on is not None and today > a_year_after(on),
            by=None,
            meaning=meaning(question, answer),
        )

    def _shipped(self, about: Vendor, plan: str | None, question: Question) -> tuple[Fact | None, str]:
        """The shipped fact, and the answer that it is; for an unknown plan only what all plans agree on."""
        facts = [_fact(each, question) for name, each in about.plans.items() if plan == name or plan not in about.plans]
        if not facts or facts[0] is None or all(each == NOT_ESTABLISHED for each in facts):
            return None, UNKNOWN
        fact = facts[0]
        if any(each != fact for each in facts):
            agreed = self.trains(about, plan).value if question is Question.TRAINING else UNKNOWN
            return (_DIFFERENT, UNKNOWN) if agreed == UNKNOWN else (fact, agreed)
        if question is Question.DPA and fact.value is Answer.YES:
            return replace(fact, text=f"{fact.text} {_NOT_YET_SIGNED}"), UNKNOWN
        if QUESTIONS[question].words:
            return fact, fact.value.value
        # What is merely expected answers nothing.
        return fact, UNKNOWN if fact.certainty is Certainty.UNVERIFIED else fact.text


def _fact(plan: Plan, question: Question) -> Fact | None:
    return {
        Question.TRAINING: plan.trains,
        Question.SUBPROCESSORS: plan.subprocessors,
        Question.LOCATION: plan.location,
        Question.RETENTION: plan.retention,
        Question.DPA: plan.dpa,
    }.get(question)


def plan_name(about: Vendor, word: str | None) -> str | None:
    """The plan that an export's word means, the word itself where no plan is called so; None without a word."""
    if word is None or not word.strip():
        return None
    plan = about.plan(word)
    return plan.name if plan else word.strip().casefold()


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def tool_and_plan(text: str, *, besides: Collection[tuple[str, str | None]] = ()) -> tuple[str, str | None]:
    """``claude:team`` as tool and name of the plan; the plan is None where only a tool stands.

    A plan of a known tool must be one that is shipped or one of `besides`; a tool that nothing is known of may have
    any.

    Raises:
        UsageError: it is written in another way, or the tool has no such plan.
    """
    tool, colon, word = (part.strip().casefold() for part in text.partition(":"))
    if not _TOOL.fullmatch(tool) or (colon and not _PLAN_WORD.fullmatch(word)):
        raise UsageError(f'{text[:60]!r}: no tool; write it as "slack", or with its plan as "claude:team"')
    if not colon:
        return tool, None
    about = vendor(tool)
    name = plan_name(about, word)
    if about.plans and name not in about.plans and (tool, name) not in besides:
        raise UsageError(f"{tool} has no plan {word}; its plans are {', '.join(about.plans)}")
    return tool, name


def checked_answer(question: Question, answer: str) -> str:
    """An answer as it is kept. Raises UsageError where the question cannot be answered so."""
    asked, given = QUESTIONS[question], " ".join(answer.split())
    if given.casefold() in {*asked.words, *asked.meaning} - {"text"}:
        return given.casefold()
    if asked.words:
        raise UsageError(f"{question.value} {given[:40]}: no answer; it is one of {', '.join(asked.words)}")
    if not given or len(given) > LONGEST or not given.isprintable():
        raise UsageError(f"{question.value}: the answer is a line of text, at most {LONGEST} characters, or {UNKNOWN}")
    return given


def tools_without_facts(tools: Iterable[str]) -> list[str]:
    """Those of the tools that nothing is shipped about."""
    return sorted({each for each in tools if not vendor(each).plans})
