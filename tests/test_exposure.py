"""The score: ENISA's arithmetic, the credential track, the hard rules, and the order of the work."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.exposure import RankingSettings, default_tables, join, load_tables, rank, score, tables_version
from chatscrub.model.conversation import (
    Account,
    AccountKind,
    Audience,
    Conversation,
    ObjectKind,
    Passage,
    SharedLink,
)
from chatscrub.model.detector import Confidence, Kind, Severity
from chatscrub.model.exposure import Band, Exposure
from chatscrub.model.finding import Finding
from chatscrub.vendors.policy import Policy
from chatscrub.vendors.questions import Question
from chatscrub.vendors.register import ALL_PLANS, OperatorAnswer, Register

ANNA = Account("chatgpt", id="user-1", email="anna@acme.test", plan="plus")
CHAT = Conversation("chatgpt", "c-1", ANNA, title="Invoices", url="https://chatgpt.com/c/c-1")
LINK = SharedLink("s-1", "https://chatgpt.com/share/s-1")
SHARED = replace(CHAT, shared_links=(LINK,))
CLAUDE = Conversation("claude", "k-1", Account("claude", id="u-1", email="anna@acme.test"))
SLACK_AUTHOR = Account("slack", id="U1", email="ben@acme.test")
SLACK = Conversation(
    "slack", "C1", Account("slack", label="acme"), object=ObjectKind.CHANNEL, audience=Audience.COMPANY
)


def passage(conversation: Conversation, message: str = "m-1", **changes: object) -> Passage:
    base = Passage(conversation, "…", "content.parts[0]", conversation.account, message_id=message)
    return replace(base, **changes)


def personal(
    category: str | None,
    identifier: str | None,
    value: str = "1",
    *,
    at: Passage | None = None,
    record: int = 0,
    **changes: object,
) -> Finding:
    entity = f"{category}_{identifier}".upper()
    base = Finding(
        passage=at or passage(CHAT),
        kind=Kind.PII,
        detector="test.personal",
        entity=entity,
        confidence=Confidence.HIGH,
        severity=Severity.MEDIUM,
        start=0,
        end=1,
        match="…",
        fingerprint=f"{entity}:{value}",
        record=record,
        whose="customer",
        category=category,
        identifier=identifier,
    )
    return replace(base, **changes)


def credential(severity: Severity = Severity.CRITICAL, value: str = "1", **changes: object) -> Finding:
    base = replace(
        personal(None, None, value),
        kind=Kind.CREDENTIAL,
        entity="AWS_ACCESS_KEY",
        fingerprint=f"key:{value}",
        severity=severity,
        whose=None,
    )
    return replace(base, **changes)


def scored(
    findings: Iterable[Finding],
    conversation: Conversation = CHAT,
    ranking: RankingSettings | None = None,
    owner: Account | None = None,
) -> Exposure:
    return score(
        conversation=conversation,
        owner=owner or conversation.account,
        employee="anna@acme.test",
        archive="a.zip",
        title="Invoices",
        findings=list(findings),
        settings=ranking,
    )


def customer_list(rows: int, conversation: Conversation = CHAT) -> list[Finding]:
    at = passage(conversation)
    return [
        finding
        for row in range(rows)
        for finding in (
            personal("contact", "name", str(row), at=at, record=row),
            personal("financial", "id_number", str(row), at=at, record=row),
        )
    ]


def test_worked_example_a_one_customers_name_and_email_in_a_private_chat() -> None:
    at = passage(CLAUDE)
    result = scored([personal("contact", "name", at=at), personal("contact", "email", at=at)], CLAUDE)
    assert (result.dpc, result.ei, result.cb, result.severity_value) == (1, 1.0, 0.25, 1.25)
    assert result.band is Band.LOW
    assert result.identifiers == ("email", "name")
    assert result.people == 1
    assert not result.first_group


def test_worked_example_b_sixty_rows_with_iban_on_a_personal_plan() -> None:
    result = scored(customer_list(60))
    assert result.severity_value == 3.25
    assert result.band is Band.HIGH
    assert result.people == 60
    assert result.vector == "DPC3·EI1+CB.25=3.25 HIGH | n=60 | link:no | trains:yes | c:high"
    assert not result.first_group


def test_worked_example_c_the_same_by_a_public_link() -> None:
    result = scored(customer_list(42, SHARED), SHARED)
    assert result.severity_value == 3.5
    assert result.band is Band.HIGH
    assert result.vector == "DPC3·EI1+CB.5=3.5 HIGH | n=42 | link:public | trains:yes | c:high"
    assert result.first_group
    assert result.score >= 75
    assert "shared-link" in result.flags


def test_worked_example_d_a_diagnosis_with_a_name_shared() -> None:
    at = passage(SHARED)
    result = scored([personal("health", "none", at=at), personal("contact", "name", at=at)], SHARED)
    assert result.severity_value == 4.5
    assert result.band is Band.VERY_HIGH
    assert "art9" in result.flags
    assert result.first_group


def test_worked_example_e_a_cloud_key_in_slack_is_a_credential_and_counts_as_the_data_it_opens() -> None:
    key = credential(passage=passage(SLACK, owner=SLACK_AUTHOR))
    alone = scored([key], SLACK, owner=SLACK_AUTHOR)
    assert (alone.severity_value, alone.band) == (None, Band.NONE)
    assert alone.credential is Severity.CRITICAL
    assert alone.score == 90
    assert alone.first_group
    assert alone.vector == "CRED critical ×1 | link:no | trains:no | c:high"
    opens = RankingSettings(opens_customer_data=(("AWS_ACCESS_KEY", None),))
    known = scored([key], SLACK, opens, owner=SLACK_AUTHOR)
    assert (known.dpc, known.severity_value) == (3, 3.25)
    assert scored([key], SLACK, RankingSettings(opens_customer_data=(("AWS_ACCESS_KEY", 4),))).severity_value == 4.25


@pytest.mark.parametrize(
    ("se", "band"),
    [
        (1.99, Band.LOW),
        (2.0, Band.MEDIUM),
        (2.99, Band.MEDIUM),
        (3.0, Band.HIGH),
        (3.99, Band.HIGH),
        (4.0, Band.VERY_HIGH),
    ],
)
def test_the_bands_are_enisas(se: float, band: Band) -> None:
    assert default_tables().band(se) is band


def test_findings_of_low_confidence_never_raise_the_score() -> None:
    sure = [personal("contact", "email")]
    doubtful = [
        personal("health", "name", confidence=Confidence.LOW),
        credential(confidence=Confidence.LOW),
    ]
    with_doubt = scored([*sure, *doubtful])
    assert with_doubt.score == scored(sure).score
    assert (with_doubt.findings, with_doubt.review) == (3, 2)
    only = scored(doubtful)
    assert (only.score, only.band, only.credential, only.targets, only.leaks) == (0, Band.NONE, None, (), ())
    assert only.people == 0


def test_the_number_of_people_changes_the_flags_and_not_the_severity() -> None:
    few, many = scored(customer_list(1)), scored(customer_list(501))
    assert few.severity_value == many.severity_value
    assert {"over-100-people", "over-500-people"} <= set(many.flags)
    assert "over-100-people" not in scored(customer_list(100)).flags
    assert "over-100-people" in scored(customer_list(101)).flags


def test_three_categories_about_one_person_weigh_more_and_about_three_people_do_not() -> None:
    categories = ("contact", "behavioural", "financial")
    together = [personal(each, "email", each, record=1) for each in categories]
    apart = [personal(each, "email", each, record=n) for n, each in enumerate(categories)]
    assert scored(together).dpc == 4
    assert scored(apart).dpc == 3
    by_subject = [replace(each, subject="p-1") for each in apart]
    assert scored(by_subject).dpc == 4


def test_data_that_is_all_expired_or_public_weighs_less() -> None:
    card = personal("financial", "id_number", flags=("expired",))
    assert scored([card]).dpc == 2
    assert scored([card, personal("contact", "email", whose="public")]).dpc == 2
    assert scored([card, personal("contact", "email")]).dpc == 3
    assert scored([personal("contact", "email", whose="public")]).dpc == 1


def test_vulnerable_people_and_malice_are_the_operators_word() -> None:
    base = scored([personal("contact", "email")])
    told = scored([personal("contact", "email")], ranking=RankingSettings(malicious=True, vulnerable_people=True))
    assert (base.dpc, base.cb) == (1, 0.25)
    assert (told.dpc, told.cb) == (2, 0.75)
    assert told.score > base.score


def test_identifiers_count_together_only_within_a_record_or_a_subject() -> None:
    name = personal("contact", "name", record=1)
    number = personal("government_id", "id_number", record=2)
    assert scored([name, number]).ei == 0.5
    assert scored([name, replace(number, record=1)]).ei == 1.0
    assert scored([replace(name, subject="p"), replace(number, subject="p")]).ei == 1.0
    elsewhere = replace(number, record=1, passage=passage(CHAT, "m-2"))
    assert scored([name, elsewhere]).ei == 0.5


def test_a_name_with_an_element_of_the_california_list_is_flagged() -> None:
    name = personal("contact", "name")
    number = personal("government_id", "id_number")
    card = personal("financial", "id_number", flags=("ca-1798.82",))
    assert "ca-1798.82" in scored([name, number]).flags
    assert "ca-1798.82" in scored([name, card]).flags
    assert "ca-1798.82" not in scored([number, card]).flags
    assert "ca-1798.82" not in scored([name, replace(number, record=9)]).flags


def test_an_own_signature_does_not_count_but_own_health_data_does() -> None:
    signature = [personal("contact", each, whose="self") for each in ("name", "email")]
    result = scored(signature)
    assert (result.score, result.aside, result.targets) == (0, 2, ())
    assert scored([personal("health", "none", whose="self")]).dpc == 4


@pytest.mark.parametrize(
    ("audience", "cb"),
    [
        (Audience.PRIVATE, 0.25),
        (Audience.CLOSED, 0.25),
        (Audience.COMPANY, 0.25),
        (Audience.EXTERNAL, 0.5),
        (Audience.PUBLIC, 0.5),
        (Audience.UNKNOWN, 0.5),
    ],
)
def test_circumstances_follow_the_audience(audience: Audience, cb: float) -> None:
    assert scored([personal("contact", "email")], replace(CHAT, audience=audience)).cb == cb


def test_an_unknown_account_is_as_exposed_as_an_unknown_audience() -> None:
    unknown = replace(ANNA, kind=AccountKind.UNKNOWN)
    assert scored([personal("contact", "email")], replace(CHAT, account=unknown)).cb == 0.5
    assert scored([personal("contact", "email")], replace(CHAT, account=Account("chatgpt"))).cb == 0.5


def test_a_link_of_a_business_plan_stays_in_the_company() -> None:
    business = replace(SHARED, account=replace(ANNA, plan="team"))
    result = scored(customer_list(2, business), business)
    assert result.cb == 0.25
    assert not result.first_group
    assert "link:company" in result.vector
    assert "trains:no" in result.vector


def test_a_plan_that_is_not_known_counts_as_training() -> None:
    unknown = replace(CHAT, id="c-2", account=replace(ANNA, plan=None))
    business = replace(CHAT, id="c-3", account=replace(ANNA, plan="enterprise"))
    findings = [personal("contact", "email")]
    ordered = rank([scored(findings, business), scored(findings, unknown)])
    assert [each.conversation.id for each in ordered] == ["c-2", "c-3"]
    assert "trains:unknown" in ordered[0].vector


def test_personal_data_of_customers_where_the_policy_forbids_it_is_a_breach_candidate() -> None:
    policy = Policy(allowed=frozenset({("slack", ALL_PLANS), ("chatgpt", "business")}))
    contact = personal("contact", "email")
    forbidden = RankingSettings(policy=policy)
    assert "breach-candidate" in scored([contact], ranking=forbidden).flags
    assert "breach-candidate" in scored([contact], CLAUDE, forbidden).flags
    business = replace(CHAT, account=replace(ANNA, plan="chatgptteamplan"))
    assert "breach-candidate" not in scored([contact], business, forbidden).flags
    assert "breach-candidate" in scored([contact], replace(CHAT, account=replace(ANNA, plan=None)), forbidden).flags
    assert "breach-candidate" not in scored([contact], SLACK, forbidden).flags
    assert "breach-candidate" not in scored([credential()], ranking=forbidden).flags
    assert "breach-candidate" not in scored([replace(contact, confidence=Confidence.LOW)], ranking=forbidden).flags
    assert "breach-candidate" not in scored([contact]).flags


def test_the_operators_answer_about_training_goes_before_the_shipped_one() -> None:
    answer = OperatorAnswer(
        "chatgpt", "plus", Question.TRAINING, "no", None, None, date(2026, 11, 1), date(2027, 11, 1), "Ada"
    )
    ranking = RankingSettings(register=Register((answer,)))
    contact = personal("contact", "email")
    assert scored([contact]).trains == "yes"
    assert scored([contact], ranking=ranking).trains == "no"
    assert "trains:no" in scored([contact], ranking=ranking).vector
    assert scored([contact], ranking=ranking).score == scored([contact]).score
    assert pickle.loads(pickle.dumps(ranking)) == ranking


def test_expired_and_test_mode_credentials_rank_lower_and_are_no_first_group() -> None:
    live = scored([credential()])
    for flag in ("expired", "test-mode"):
        spent = scored([credential(flags=(flag,))])
        assert spent.score < live.score
        assert not spent.first_group
        assert "inert" in spent.vector
    seen_live_once = scored([credential(flags=("expired",)), credential()])
    assert seen_live_once.first_group
    assert "expired" not in seen_live_once.leaks[0].flags


def test_a_credential_on_a_public_link_is_in_the_first_group() -> None:
    private = scored([credential(Severity.LOW)])
    public = scored([credential(Severity.LOW)], SHARED)
    assert not private.first_group
    assert public.first_group
    assert public.score >= 75 > private.score


def test_both_tracks_are_told_in_one_vector() -> None:
    result = scored([*customer_list(3), credential(Severity.HIGH), credential(Severity.HIGH, "2")])
    assert result.vector == "DPC3·EI1+CB.25=3.25 HIGH | CRED high ×2 | n=3 | link:no | trains:yes | c:high"
    assert result.score == 70
    assert [leak.fingerprint for leak in result.leaks] == ["key:1", "key:2"]


def test_the_order_of_the_work() -> None:
    def chat(name: str, **changes: object) -> Conversation:
        return replace(CHAT, id=name, **changes)

    email = [personal("contact", "email")]
    wanted = {
        "first group": scored([credential()], chat("first group")),
        "high band": scored(customer_list(2), chat("high band")),
        "live credential": scored([*email, credential(Severity.LOW)], chat("live credential")),
        "public link": scored(email, chat("public link", shared_links=(LINK,))),
        "more people": scored([*email, personal("contact", "email", "2")], chat("more people")),
        "one person": scored(email, chat("one person")),
        "does not train": scored(email, chat("does not train", account=replace(ANNA, plan="enterprise"))),
        "nothing": scored([personal("contact", "name", confidence=Confidence.LOW)], chat("nothing")),
    }
    assert [each.conversation.id for each in rank(list(wanted.values())[::-1])] == list(wanted)


def test_targets_are_objects_with_their_counts_and_times() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    one = passage(CHAT, "m-1", sent_at=late)
    two = passage(CHAT, "m-2", sent_at=early)
    file = passage(CHAT, "m-2", object=ObjectKind.FILE, object_id="f-1", url="https://chatgpt.com/f-1")
    result = scored(
        [
            personal("contact", "email", "1", at=one),
            personal("contact", "email", "1", at=two),
            personal("contact", "email", "2", at=two),
            personal("contact", "email", "2", at=file),
        ]
    )
    whole, upload = result.targets
    assert (whole.object_id, whole.url, whole.entities) == ("c-1", CHAT.url, (("CONTACT_EMAIL", 2),))
    assert (whole.first_sent, whole.last_sent) == (early, late)
    assert (upload.object, upload.object_id) == (ObjectKind.FILE, "f-1")


def test_text_that_only_the_workspace_kept_is_a_target_of_its_own() -> None:
    message = passage(SLACK, object=ObjectKind.MESSAGE, object_id="1.2", owner=SLACK_AUTHOR)
    kept = replace(message, flags=("edited-away",))
    result = scored([personal("contact", "email", at=message), personal("contact", "email", at=kept)], SLACK)
    assert sorted(target.flags for target in result.targets) == [(), ("edited-away",)]


def test_two_archives_of_one_conversation_join_into_one_exposure() -> None:
    older = scored(customer_list(3, SHARED), SHARED)
    newer = replace(scored([*customer_list(2), credential(Severity.LOW)]), archive="b.zip")
    joined = join(older, newer)
    assert joined == join(newer, older)
    assert (joined.score, joined.first_group) == (older.score, True)
    assert joined.people == 3
    assert len(joined.targets) == 1
    assert [leak.fingerprint for leak in joined.leaks] == ["key:1"]
    assert joined.credential is Severity.LOW
    assert join(joined, joined) == joined


finding_strategy = st.one_of(
    st.builds(
        personal,
        st.sampled_from(["contact", "financial", "health", "criminal", None, "odd"]),
        st.sampled_from(["name", "email", "id_number", "none", None, "odd"]),
        st.sampled_from(["1", "2", "3"]),
        record=st.integers(0, 2),
        confidence=st.sampled_from(Confidence),
        whose=st.sampled_from([None, "customer", "self", "public", "unknown"]),
        subject=st.sampled_from([None, "p-1", "p-2"]),
        flags=st.sampled_from([(), ("expired",), ("art9",), ("ca-1798.82",)]),
    ),
    st.builds(
        credential,
        st.sampled_from(Severity),
        st.sampled_from(["1", "2"]),
        confidence=st.sampled_from(Confidence),
        flags=st.sampled_from([(), ("expired",), ("test-mode",)]),
        detector=st.sampled_from(["a", "b"]),
    ),
)


@settings(max_examples=150)
@given(st.lists(finding_strategy, max_size=8).flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))))
def test_the_score_does_not_depend_on_the_order_of_the_findings(both: tuple[list[Finding], list[Finding]]) -> None:
    assert scored(both[0]) == scored(both[1])


@settings(max_examples=150)
@given(st.lists(finding_strategy, max_size=6), finding_strategy, st.sampled_from([CHAT, SHARED]))
def test_the_score_never_falls_when_a_finding_is_added(
    findings: list[Finding], more: Finding, conversation: Conversation
) -> None:
    before, after = scored(findings, conversation), scored([*findings, more], conversation)
    assert 0 <= before.score <= after.score <= 100
    assert after.order[:2] <= before.order[:2]


@settings(max_examples=100)
@given(st.lists(finding_strategy, max_size=6))
def test_the_score_never_falls_when_the_chat_is_shared(findings: list[Finding]) -> None:
    assert scored(findings).score <= scored(findings, SHARED).score


def test_an_exposure_travels_between_processes() -> None:
    result = scored([*customer_list(2), credential()], SHARED)
    assert pickle.loads(pickle.dumps(result)) == result


def test_the_tables_name_their_version_and_hash() -> None:
    version = tables_version()
    assert version.startswith("ranking tables 1 of 2026-")
    assert default_tables().digest[:12] in version


def test_operator_tables_are_checked(tmp_path: Path) -> None:
    import chatscrub.exposure.tables as module

    shipped = Path(module.__file__).with_name("tables.toml").read_text(encoding="utf-8")
    own = tmp_path / "tables.toml"
    own.write_text(shipped.replace("financial = 3", "financial = 2"), encoding="utf-8")
    assert load_tables(own).dpc["financial"] == 2
    assert load_tables(own).digest != default_tables().digest
    for old, new, field in [
        ("health = 4", "health = 9", "dpc"),
        ("health = 4", "", "health"),
        ("critical = 90", "critical = 1", "score.credential"),
        ('identifiers = ["alias"]', 'identifiers = ["shoe size"]', "ei.rules"),
        ("version = 1", "version = ", "TOML"),
        ("malicious = 0.5", 'malicious = "much"', "wrong type"),
        ("health = 4", "health = inf", "wrong type"),
        ("severity_maximum = 6.0", "severity_maximum = nan", "score.severity_maximum"),
        ("severity_maximum = 6.0", "severity_maximum = inf", "score.severity_maximum"),
    ]:
        assert old in shipped
        own.write_text(shipped.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(UsageError, match=field) as caught:
            load_tables(own)
        assert str(own) in str(caught.value)
    with pytest.raises(UsageError, match="cannot be read"):
        load_tables(tmp_path / "absent.toml")
