"""What each employee is asked to do, and what nobody but an admin can."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from chatscrub.checklist import checklists, entity_words, file_stem, task_id, tasks_of
from chatscrub.exposure import score
from chatscrub.model.conversation import (
    Account,
    AccountKind,
    Audience,
    Conversation,
    ObjectKind,
    Passage,
    SharedLink,
)
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity
from chatscrub.model.exposure import Exposure
from chatscrub.model.finding import Finding
from chatscrub.model.task import Action, Checklist, Task, TaskState
from chatscrub.people import People, load_people
from chatscrub.vendors import Vendor, vendor

TODAY = date(2026, 11, 23)
SENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
IN_WINDOW = datetime(2025, 6, 1, tzinfo=UTC)
ANNA = Account("chatgpt", id="user-1", email="anna@acme.test", plan="plus")
CHAT = Conversation("chatgpt", "c-1", ANNA, url="https://chatgpt.com/c/c-1", created_at=SENT, updated_at=SENT)
SLACK = Conversation(
    "slack", "C1", Account("slack", label="acme"), object=ObjectKind.CHANNEL, audience=Audience.COMPANY
)
BEN = Account("slack", id="U1", email="ben@acme.test")
MESSAGE_URL = "https://acme.slack.com/archives/C1/p1772355600000100"
NOBODY = People()


def detector(
    name: str = "aws.key", kind: RemedyKind = RemedyKind.ROTATE, url: str | None = "https://console.test/keys"
) -> Detector:
    return Detector(
        id=name,
        issuer="Cloud Ltd",
        kind=Kind.CREDENTIAL,
        entity="AWS_ACCESS_KEY",
        confidence=Confidence.HIGH,
        severity=Severity.CRITICAL,
        pattern="x",
        remedy=Remedy(kind, url, ("Roll the key.", "Read the log since {sent_at}.")),
        file="aws.toml",
        name="Cloud access key",
    )


DETECTORS = {"aws.key": detector()}


def lists_by(
    exposures: Sequence[Exposure],
    people: People,
    detectors: Mapping[str, Detector],
    today: date,
    vendors: Callable[[str], Vendor] = vendor,
) -> list[Checklist]:
    made = tasks_of(exposures, people, detectors, today, vendors)
    return checklists([each.task for each in made.tasks.values()], people, to_review=made.to_review, vendors=vendors)


def passage(conversation: Conversation = CHAT, owner: Account | None = None, **changes: object) -> Passage:
    base = Passage(conversation, "…", "content.parts[0]", owner or conversation.account, message_id="m-1", sent_at=SENT)
    return replace(base, **changes)


def message(owner: Account = BEN, number: str = "1.2", **changes: object) -> Passage:
    return passage(SLACK, owner, object=ObjectKind.MESSAGE, object_id=number, url=MESSAGE_URL, **changes)


def mail(at: Passage | None = None, value: str = "1", **changes: object) -> Finding:
    base = Finding(
        passage=at or passage(),
        kind=Kind.PII,
        detector="test.mail",
        entity="EMAIL_ADDRESS",
        confidence=Confidence.HIGH,
        severity=Severity.MEDIUM,
        start=0,
        end=1,
        match="a…@b….test",
        fingerprint=f"mail:{value}",
        record=0,
        whose="customer",
        category="contact",
        identifier="email",
    )
    return replace(base, **changes)


def key(at: Passage | None = None, value: str = "1", **changes: object) -> Finding:
    base = replace(
        mail(at),
        kind=Kind.CREDENTIAL,
        detector="aws.key",
        entity="AWS_ACCESS_KEY",
        severity=Severity.CRITICAL,
        match="AKIA…WXYZ",
        fingerprint=f"key:{value}",
        whose=None,
        category=None,
        identifier=None,
    )
    return replace(base, **changes)


def exposed(*findings: Finding, title: str = "Invoices", archive: str = "a.zip") -> Exposure:
    first = findings[0].passage
    return score(
        conversation=first.conversation,
        owner=first.owner,
        employee=first.owner.key,
        archive=archive,
        title=title,
        findings=findings,
    )


def lists(*exposures: Exposure, people: People = NOBODY) -> list[Checklist]:
    return lists_by(exposures, people, DETECTORS, TODAY)


def only(*exposures: Exposure, people: People = NOBODY) -> Checklist:
    (checklist,) = lists(*exposures, people=people)
    return checklist


def words(task: Task) -> str:
    return " ".join((task.title, *task.why, *task.steps, *task.remains, task.purge or ""))


def test_the_work_is_in_order_rotate_then_unshare_then_files_memories_projects_messages_and_conversations() -> None:
    shared = replace(CHAT, shared_links=(SharedLink("s-1", "https://chatgpt.com/share/s-1"),), files=("r…(6).csv",))
    memory = Conversation("chatgpt", None, ANNA, object=ObjectKind.MEMORY)
    project = replace(CHAT, id="g-p-1", object=ObjectKind.PROJECT, url="https://chatgpt.com/g/g-p-1/project")
    checklist = only(
        exposed(key(passage(shared)), mail(passage(shared))),
        exposed(mail(passage(project, object=ObjectKind.PROJECT)), title="Project"),
        exposed(mail(passage(memory, object=ObjectKind.MEMORY)), title="Memory"),
    )
    assert [(task.action, task.object) for task in checklist.tasks] == [
        (Action.ROTATE, "credential"),
        (Action.UNSHARE, "shared_link"),
        (Action.DELETE, "file"),
        (Action.DELETE, "memory"),
        (Action.DELETE, "project"),
        (Action.DELETE, "conversation"),
    ]
    assert checklist.employee == "anna@acme.test"
    assert not checklist.admin


def test_one_credential_is_rotated_once_however_often_it_was_pasted() -> None:
    other_chat = replace(CHAT, id="c-2")
    later = passage(other_chat, sent_at=datetime(2026, 5, 5, tzinfo=UTC))
    bens = exposed(key(message()))
    checklist = next(
        each for each in lists(exposed(key()), exposed(key(later)), bens) if each.employee == "anna@acme.test"
    )
    (rotate,) = [task for task in checklist.tasks if task.action is Action.ROTATE]
    assert rotate.title == "Cloud access key AKIA…WXYZ"
    assert rotate.url == "https://console.test/keys"
    assert rotate.steps == ("Roll the key.", "Read the log since 2026-03-01.")
    assert "found in 2 conversations of yours" in rotate.why
    assert "also in 1 conversation of other people: agree on who rotates it" in rotate.why
    assert rotate.provider == "chatgpt, slack"
    assert rotate.object_id == "key:1"


def test_a_credential_pasted_on_an_unknown_day_says_so() -> None:
    rotate = only(exposed(key(passage(sent_at=None)))).tasks[0]
    assert rotate.steps[1] == "Read the log since the day it was pasted (not known)."
    assert rotate.sent_at is None


def test_a_credential_whose_detector_is_gone_is_still_rotated() -> None:
    rotate = lists_by([exposed(key())], NOBODY, {}, TODAY)[0].tasks[0]
    assert rotate.action is Action.ROTATE
    assert rotate.steps
    assert rotate.title == "AWS access key AKIA…WXYZ"


def test_what_the_detector_says_to_delete_is_not_rotated() -> None:
    tasks = lists_by([exposed(key())], NOBODY, {"aws.key": detector(kind=RemedyKind.DELETE)}, TODAY)[0].tasks
    assert [task.action for task in tasks] == [Action.DELETE]


def test_an_expired_credential_is_told_as_such_and_comes_after_worse_ones() -> None:
    checklist = only(exposed(key(severity=Severity.LOW, flags=("expired",))), exposed(key(value="2")))
    rotations = [task for task in checklist.tasks if task.action is Action.ROTATE]
    assert [task.object_id for task in rotations] == ["key:2", "key:1"]
    assert "check that it no longer works" in words(rotations[1])


def test_a_link_to_rotate_at_is_https_or_not_there() -> None:
    tasks = lists_by([exposed(key())], NOBODY, {"aws.key": detector(url="http://console.test")}, TODAY)[0].tasks
    assert tasks[0].url is None


def test_each_shared_link_is_a_task_with_its_own_address() -> None:
    links = (SharedLink("s-1", "https://chatgpt.com/share/s-1"), SharedLink("s-2", "https://evil.test/share/s-2"))
    checklist = only(exposed(mail(passage(replace(CHAT, shared_links=links)))))
    tasks = [task for task in checklist.tasks if task.action is Action.UNSHARE]
    assert {(task.object_id, task.url) for task in tasks} == {
        ("s-1", "https://chatgpt.com/share/s-1"),
        ("s-2", "https://chatgpt.com/#settings/DataControls"),
    }
    assert all("Shared links" in task.steps[0] for task in tasks)


def test_a_chat_that_is_public_without_a_known_link_is_to_be_unshared_too() -> None:
    claude = Conversation("claude", "k-1", Account("claude", email="anna@acme.test"), audience=Audience.PUBLIC)
    assert [task.action for task in only(exposed(mail(passage(claude)))).tasks] == [Action.UNSHARE, Action.DELETE]


def test_a_deletion_tells_its_steps_what_stays_by_when_and_since_when_that_is_known() -> None:
    (task,) = only(exposed(mail(), mail(value="2"))).tasks
    assert task.url == "https://chatgpt.com/c/c-1"
    assert any("Delete" in step for step in task.steps)
    assert any("Library" in line for line in task.remains)
    assert task.purge == "within 30 days of the deletion: by 2026-12-23 if it is done today"
    assert task.as_of is not None
    assert task.source is not None
    assert task.source.startswith("https://help.openai.com/")
    assert task.why == ("2 × email address",)
    assert task.sent_at == "2026-03-01T09:00:00Z"


def test_an_archived_chat_is_deleted_where_archived_chats_are() -> None:
    (task,) = only(exposed(mail(passage(replace(CHAT, archived=True))))).tasks
    assert "Archived chats" in task.steps[0]


def test_a_chat_in_a_project_names_the_project_as_a_place_of_its_own() -> None:
    (task,) = only(exposed(mail(passage(replace(CHAT, project_id="g-p-1"))))).tasks
    assert "project" in " ".join(task.remains)


@pytest.mark.parametrize(
    "at", [passage(sent_at=IN_WINDOW), passage(replace(CHAT, created_at=None, updated_at=None), sent_at=None)]
)
def test_nothing_from_the_litigation_window_is_ever_said_to_be_erased(at: Passage) -> None:
    for task in only(exposed(mail(at))).tasks:
        assert task.purge is None
        assert "erase" not in words(task).lower()
        assert "lawsuit" in " ".join(task.remains)


def test_the_window_does_not_touch_exempt_plans() -> None:
    business = replace(CHAT, account=replace(ANNA, plan="enterprise"))
    (task,) = only(exposed(mail(passage(business, sent_at=IN_WINDOW)))).tasks
    assert task.purge is not None


def test_a_slack_message_goes_to_its_author_with_its_permalink() -> None:
    (task,) = only(exposed(mail(message()))).tasks
    assert (task.employee, task.action, task.object) == ("ben@acme.test", Action.DELETE, "message")
    assert task.url == MESSAGE_URL
    assert task.title == "message in Invoices"


def test_the_copy_of_another_organisation_is_named() -> None:
    outside = replace(SLACK, audience=Audience.EXTERNAL)
    (task,) = only(exposed(mail(replace(message(), conversation=outside)))).tasks
    assert "Ask the other side in writing" in " ".join(task.steps)


def test_what_an_app_posted_goes_to_whoever_runs_the_app(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("account,employee,name\nslack:U1,ben@acme.test,Ben Ode\n", encoding="utf-8")
    bot = Account("slack", id="B1", name="CRM sync", kind=AccountKind.BOT, operator="U1")
    checklist = only(exposed(mail(message(bot))), people=load_people(table))
    assert (checklist.employee, checklist.name) == ("ben@acme.test", "Ben Ode")
    assert "posted by the app CRM sync, which you run" in checklist.tasks[0].why


@pytest.mark.parametrize(
    "owner",
    [
        Account("slack", id="B1", kind=AccountKind.BOT),
        replace(BEN, kind=AccountKind.FORMER),
        replace(BEN, kind=AccountKind.EXTERNAL),
        Account("slack", id="U9", kind=AccountKind.UNKNOWN),
        Account("slack"),
    ],
)
def test_what_no_employee_owns_goes_to_the_admin_with_the_reason(owner: Account) -> None:
    checklist = only(exposed(mail(message(owner)), key(message(owner))))
    assert (checklist.employee, checklist.admin, checklist.stem) == ("admin", True, "admin")
    assert [task.action for task in checklist.tasks] == [Action.ROTATE, Action.ASK_ADMIN]
    assert all(
        any("account" in why or "app" in why or "company" in why for why in task.why) for task in checklist.tasks
    )


def test_an_unknown_account_that_the_operator_knows_is_no_longer_unknown(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("account,employee\nU9,cora@acme.test\n", encoding="utf-8")
    unknown = Account("slack", id="U9", kind=AccountKind.UNKNOWN)
    assert only(exposed(mail(message(unknown))), people=load_people(table)).employee == "cora@acme.test"


def test_what_only_an_admin_can_delete_goes_to_the_admin_and_the_rest_to_the_author() -> None:
    topic = passage(SLACK, BEN, object=ObjectKind.CHANNEL, object_id="C1")
    kept = message(flags=("deleted-but-retained",))
    by_employee = {each.employee: each for each in lists(exposed(mail(message(number="9.9")), mail(topic), mail(kept)))}
    assert [task.object for task in by_employee["ben@acme.test"].tasks] == ["message"]
    admin = by_employee["admin"]
    assert {task.object for task in admin.tasks} == {"message", "channel"}
    assert any("retention" in step.lower() for task in admin.tasks for step in task.steps)
    assert any("xoxe" in note for note in admin.notes)


def test_low_confidence_alone_asks_nothing_and_is_counted() -> None:
    doubtful = mail(confidence=Confidence.LOW)
    checklist = only(exposed(doubtful), exposed(replace(doubtful, passage=passage(replace(CHAT, id="c-2")))))
    assert checklist.tasks == ()
    assert any(note.startswith("2 conversations hold only findings of low confidence") for note in checklist.notes)


def test_the_same_object_in_two_archives_is_one_task_with_the_worse_view_of_it() -> None:
    mild, worse = exposed(mail()), exposed(mail(), mail(value="2", identifier="name"), archive="b.zip")
    assert worse.score > mild.score
    for both in ((mild, worse), (worse, mild)):
        (task,) = only(*both).tasks
        assert task.exposure == worse.score


def test_two_chats_without_any_id_are_two_tasks() -> None:
    nameless = replace(CHAT, id=None, url=None, created_at=None)
    checklist = only(exposed(mail(passage(nameless)), title="One"), exposed(mail(passage(nameless)), title="Two"))
    assert [task.title for task in checklist.tasks] == ["One", "Two"]


def test_task_ids_are_stable_and_differ_by_what_makes_a_task() -> None:
    base = ("chatgpt", Action.DELETE, "conversation", "c-1", "anna@acme.test")
    assert task_id(*base) == "e43a6943a62cb3f9"
    changed = [
        ("claude", *base[1:]),
        (base[0], Action.UNSHARE, *base[2:]),
        (*base[:2], "file", *base[3:]),
        (*base[:3], "c-2", base[4]),
        (*base[:4], "ben@acme.test"),
    ]
    assert len({task_id(*each) for each in [base, *changed]}) == 6
    (task,) = only(exposed(mail())).tasks
    assert task.id == task_id(*base)
    assert task.id == only(exposed(mail(), mail(value="2"), title="Renamed")).tasks[0].id


def test_messages_of_two_channels_with_one_time_stamp_are_two_tasks() -> None:
    elsewhere = replace(message(), conversation=replace(SLACK, id="C2"))
    assert len(only(exposed(mail(message())), exposed(mail(elsewhere))).tasks) == 2


def test_the_lists_do_not_depend_on_the_order_of_the_exposures() -> None:
    def all_exposures() -> list[Exposure]:
        return [
            exposed(key(), mail()),
            exposed(key(passage(replace(CHAT, id="c-2")), flags=("expired",)), archive="b.zip"),
            exposed(key(message()), mail(message())),
            exposed(mail(message(replace(BEN, kind=AccountKind.FORMER)))),
            exposed(mail(confidence=Confidence.LOW)),
        ]

    expected = lists(*all_exposures())
    for seed in range(5):
        shuffled = all_exposures()
        random.Random(seed).shuffle(shuffled)
        assert lists(*shuffled) == expected


def test_links_of_a_hostile_export_never_reach_a_list() -> None:
    hostile = replace(CHAT, url="https://chatgpt.com.evil.test/c/1")
    at = passage(hostile, url="javascript:alert(1)")
    (task,) = only(exposed(mail(at))).tasks
    assert task.url is None


def test_no_task_holds_a_raw_value() -> None:
    canary = "canary-7f3a91"
    at = passage(text=canary)
    for checklist in lists(exposed(key(at), mail(at))):
        for task in checklist.tasks:
            assert all(canary not in str(getattr(task, each.name)) for each in fields(task))


def test_a_tool_without_a_file_of_its_own_gets_plain_steps_and_no_links() -> None:
    chat = Conversation("newtool", "n-1", Account("newtool", email="anna@acme.test"), url="https://newtool.test/1")
    (task,) = only(exposed(mail(passage(chat)))).tasks
    assert task.steps
    assert (task.url, task.purge, task.source) == (None, None, None)
    assert any("not confirmed" in why for why in task.why)


def test_an_employees_language_is_used_where_the_vendor_file_has_it(tmp_path: Path) -> None:
    from chatscrub.vendors import load

    own = tmp_path / "chatgpt.toml"
    own.write_text(
        'provider = "chatgpt"\nname = "ChatGPT"\ncompany = "OpenAI"\nhosts = ["chatgpt.com"]\n'
        '[procedures.conversation]\ncertainty = "unverified"\n'
        '[procedures.conversation.steps]\nen = ["Delete it."]\nde = ["Lösche es."]\n',
        encoding="utf-8",
    )
    table = tmp_path / "people.csv"
    table.write_text("account,employee,name,language\nanna@acme.test,anna@acme.test,Anna,de\n", encoding="utf-8")

    def own_vendor(_: str) -> Vendor:
        return load(own)

    (checklist,) = lists_by([exposed(mail())], load_people(table), DETECTORS, TODAY, own_vendor)
    assert checklist.tasks[0].steps == ("Lösche es.",)


@pytest.mark.parametrize(
    ("entity", "shown"),
    [("IBAN_CODE", "IBAN code"), ("US_SSN", "US SSN"), ("AWS_ACCESS_KEY", "AWS access key"), ("", "credential")],
)
def test_entities_are_told_in_words(entity: str, shown: str) -> None:
    assert entity_words(entity) == shown


@pytest.mark.parametrize(
    ("employee", "stem"),
    [("anna@acme.test", "anna_at_acme.test"), ("anna.b-c_d", "anna.b-c_d"), ("u012", "u012")],
)
def test_a_plain_employee_keeps_a_plain_file_name(employee: str, stem: str) -> None:
    assert file_stem(employee) == stem


def test_an_employee_called_admin_does_not_get_the_admins_file() -> None:
    former = exposed(mail(message(replace(BEN, kind=AccountKind.FORMER))))
    person = exposed(mail(message(Account("slack", label="admin"))))
    stems = [each.stem for each in lists(former, person)]
    assert len(set(stems)) == 2
    assert stems[1] == "admin"


NAMES: Sequence[str] = (
    "anna@acme.test", "Anna@acme.test", "ANNA@ACME.TEST", "anna_at_acme.test", "änna@acme.test", "anna@acme.test ",
    "a@b@c", "a_at_b@c", "a@b_at_c", "con", "CON", "con.txt", "nul@x", "lpt1", "com1.de", "..", ".", "", " ", "-", "~",
    "a/b", "a\\b", "a:b", "a\x00b", "名前", "имя", "a" * 200, "a" * 201, "anna.", "anna", "x_con", "anna-0123abcd",
)  # fmt: skip


def test_known_tricky_names_get_different_files() -> None:
    stems = [file_stem(name) for name in NAMES]
    assert len({stem.casefold() for stem in stems}) == len(NAMES)


@given(st.text(max_size=120) | st.sampled_from(NAMES))
def test_a_file_stem_is_safe_on_every_system(employee: str) -> None:
    stem = file_stem(employee)
    assert stem == file_stem(employee)
    assert 1 <= len(stem) <= 80
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
    assert stem[0] not in ".-"
    assert stem[-1] != "."
    assert stem.partition(".")[0] not in {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{n}" for n in range(10)),
        *(f"lpt{n}" for n in range(10)),
    }


def test_a_rotation_that_was_said_to_be_done_waits_for_no_proof() -> None:
    tasks = [replace(task, state=TaskState.CLAIMED_DONE) for task in only(exposed(key(), mail(value="2"))).tasks]
    assert {task.action for task in tasks} == {Action.ROTATE, Action.DELETE}
    (checklist,) = checklists(tasks, NOBODY)
    assert (checklist.progress.claimed, checklist.progress.not_provable) == (1, 1)
