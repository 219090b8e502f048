"""Vendor facts: dated, sourced, complete, and strict about what they are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chatscrub import vendors
from chatscrub.errors import UsageError
from chatscrub.model.conversation import Audience, ObjectKind
from chatscrub.vendors import Answer, Certainty, Procedure, load, vendor

SHIPPED = ("chatgpt", "claude", "slack")
FOLDER = Path(vendors.__file__).parent


@pytest.mark.parametrize("provider", SHIPPED)
def test_every_fact_has_a_source_and_the_day_it_was_read(provider: str) -> None:
    about = vendor(provider)
    assert about.provider == provider
    facts = [fact for plan in about.plans.values() for fact in (plan.trains, plan.dpa, plan.retention)]
    sources = [fact.source for fact in facts]
    sources += [procedure.source for procedure in about.procedures.values()]
    sources += [window.source for window in about.windows]
    for source in sources:
        assert source is not None
        assert source.url.startswith("https://")
        assert date(2025, 1, 1) <= source.verified_on <= date(2027, 12, 31)


@pytest.mark.parametrize(
    ("provider", "kinds"),
    [
        (
            "chatgpt",
            "conversation shared_link memory custom_instructions file library project canvas message artifact feedback",
        ),
        ("claude", "conversation shared_link memory file project artifact design_chat feedback custom_instructions"),
        ("slack", "message file canvas channel shared_link retained library"),
    ],
)
def test_each_vendor_tells_how_its_objects_are_deleted(provider: str, kinds: str) -> None:
    procedures = vendor(provider).procedures
    for kind in kinds.split():
        assert procedures[kind].steps.in_language("en"), kind
        assert all(step.endswith(".") for step in procedures[kind].steps.in_language("en"))


@pytest.mark.parametrize("provider", [*SHIPPED, "some-new-tool"])
def test_every_object_kind_has_steps_at_every_vendor(provider: str) -> None:
    for kind in ObjectKind:
        assert vendor(provider).procedure(kind.value).steps.in_language("en")


@pytest.mark.parametrize("provider", SHIPPED)
def test_no_vendor_file_promises_that_anything_is_erased(provider: str) -> None:
    assert "erase" not in (FOLDER / f"{provider}.toml").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(
    ("provider", "plan", "trains"),
    [
        ("chatgpt", "plus", Answer.YES),
        ("chatgpt", "Free", Answer.YES),
        ("chatgpt", "team", Answer.NO),
        ("chatgpt", "enterprise", Answer.NO),
        ("chatgpt", "platinum", Answer.UNKNOWN),
        ("chatgpt", None, Answer.UNKNOWN),
        ("claude", "pro", Answer.CHOICE),
        ("claude", "claude_team", Answer.NO),
        ("slack", None, Answer.NO),
        ("some-new-tool", "plus", Answer.UNKNOWN),
    ],
)
def test_whether_a_plan_trains(provider: str, plan: str | None, trains: Answer) -> None:
    assert vendor(provider).trains(plan) is trains


def test_who_can_open_a_shared_link_depends_on_the_plan_and_unknown_means_everybody() -> None:
    chatgpt = vendor("chatgpt")
    assert chatgpt.link_audience("business") is Audience.COMPANY
    assert chatgpt.link_audience("plus") is Audience.PUBLIC
    assert chatgpt.link_audience(None) is Audience.PUBLIC


def test_the_litigation_window_covers_what_may_have_been_stored_then() -> None:
    chatgpt = vendor("chatgpt")
    inside, before, after = (datetime(2025, month, 15, tzinfo=UTC) for month in (6, 3, 10))
    assert chatgpt.window("plus", inside, inside) is not None
    assert chatgpt.window("plus", before, after) is not None
    assert chatgpt.window("plus", None, None) is not None
    assert chatgpt.window(None, inside, None) is not None
    assert chatgpt.window("plus", before, before) is None
    assert chatgpt.window("plus", after, after) is None
    assert chatgpt.window("enterprise", inside, inside) is None
    assert vendor("claude").window("pro", inside, inside) is None


@pytest.mark.parametrize(
    ("provider", "url", "good"),
    [
        ("chatgpt", "https://chatgpt.com/c/abc", True),
        ("slack", "https://acme.slack.com/archives/C1/p17?thread_ts=1.2&cid=C1", True),
        ("slack", "https://slack.com/app", True),
        ("chatgpt", "http://chatgpt.com/c/abc", False),
        ("chatgpt", "https://chatgpt.com.evil.test/c/abc", False),
        ("chatgpt", "https://evil.test/chatgpt.com", False),
        ("chatgpt", "https://chatgpt.com@evil.test/", False),
        ("chatgpt", "https://user:pw@chatgpt.com/", False),
        ("chatgpt", "https://chatgpt.com:8443/c/abc", False),
        ("chatgpt", "https://chatgpt.com:x/c/abc", False),
        ("chatgpt", "https://sub.chatgpt.com/c/abc", False),
        ("slack", "https://evilslack.com/archives", False),
        ("chatgpt", "javascript:alert(1)", False),
        ("chatgpt", 'https://chatgpt.com/"onclick="x', False),
        ("chatgpt", "https://chatgpt.com/a b", False),
        ("chatgpt", "https://chatgpt.com/\u202e", False),
        ("chatgpt", "https://chatgpt.com/\x00", False),
        ("chatgpt", "https://[::1/", False),
        ("chatgpt", "https://chatgpt.com/" + "a" * 3_000, False),
        ("chatgpt", None, False),
        ("chatgpt", "", False),
        ("some-new-tool", "https://chatgpt.com/c/abc", False),
    ],
)
def test_only_https_links_to_the_vendor_itself_pass(
    provider: str, url: str | None, good: bool
) -> None:  # a table of cases
    assert vendor(provider).link(url) == (url if good else None)


def test_an_unknown_tool_gets_plain_steps_under_its_own_name() -> None:
    about = vendor("some-new-tool")
    assert about.provider == "some-new-tool"
    assert all(each.certainty is Certainty.UNVERIFIED for each in about.procedures.values())
    assert vendor("../chatgpt").plans == {}


MINIMAL = """
provider = "tool"
name = "Tool"
company = "Tool Ltd"
hosts = ["tool.test"]
[sources]
help = { url = "https://tool.test/help", verified_on = 2026-11-23 }
[plans.free]
trains = { value = "yes", text = "Yes.", source = "help", certainty = "first-party" }
dpa = { value = "no", text = "No.", source = "help", certainty = "secondary" }
retention = { text = "30 days.", source = "help", certainty = "secondary" }
[procedures.conversation]
source = "help"
certainty = "first-party"
purge_days = 30
[procedures.conversation.steps]
en = ["Delete it."]
de = ["Lösche es."]
[[windows]]
from = 2025-04-01
to = 2025-09-30
source = "help"
certainty = "first-party"
[windows.text]
en = "Kept."
"""


def test_another_language_is_another_key_and_english_stands_in(tmp_path: Path) -> None:
    path = tmp_path / "tool.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    steps = load(path).procedure("conversation").steps
    assert steps.in_language("de") == ("Lösche es.",)
    assert steps.in_language("fr") == ("Delete it.",)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('company = "Tool Ltd"', "", "company"),
        ('name = "Tool"', "name = 7", "name"),
        ('hosts = ["tool.test"]', 'hosts = "tool.test"', "hosts"),
        ("hosts =", "hostz =", "hostz"),
        ("https://tool.test/help", "http://tool.test/help", "sources.help.url"),
        ("verified_on = 2026-11-23", 'verified_on = "today"', "sources.help.verified_on"),
        ('value = "yes"', 'value = "maybe"', "plans.free.trains.value"),
        ('text = "30 days.", source', "source", "plans.free.retention.text"),
        ('text = "30 days.", source = "help"', 'text = "30 days.", source = "nowhere"', "plans.free.retention.source"),
        (
            'source = "help"\ncertainty = "first-party"\npurge',
            'certainty = "first-party"\npurge',
            "procedures.conversation.source",
        ),
        ('certainty = "first-party"\npurge', 'certainty = "sure"\npurge', "procedures.conversation.certainty"),
        ("purge_days = 30", "purge_days = -1", "procedures.conversation.purge_days"),
        ("purge_days = 30", "purge_weeks = 4", "procedures.conversation.purge_weeks"),
        ('en = ["Delete it."]', "", "procedures.conversation.steps.en"),
        ('en = ["Delete it."]', "en = [3]", "procedures.conversation.steps.en"),
        ("procedures.conversation", "procedures.teapot", "procedures.teapot"),
        ("to = 2025-09-30", "to = 2025-01-01", r"windows\[0\].to"),
        ('[windows.text]\nen = "Kept."', "", r"windows\[0\].text"),
        ("[sources]", "[sources", "TOML"),
    ],
)
def test_a_wrong_vendor_file_is_refused_with_file_and_field(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert old in MINIMAL
    path = tmp_path / "tool.toml"
    path.write_text(MINIMAL.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=field) as caught:
        load(path)
    assert str(path) in str(caught.value)


def test_a_missing_vendor_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "absent.toml")


def test_an_unverified_fact_may_have_no_source(tmp_path: Path) -> None:
    path = tmp_path / "tool.toml"
    path.write_text(
        MINIMAL.replace('source = "help"\ncertainty = "first-party"\npurge', 'certainty = "unverified"\npurge'),
        encoding="utf-8",
    )
    procedure = load(path).procedure("conversation")
    assert isinstance(procedure, Procedure)
    assert (procedure.source, procedure.certainty) == (None, Certainty.UNVERIFIED)
