"""Slack's markup, blocks and attachments: what a person reads, each text once, whatever the input."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.linear import LIMIT
from chatscrub.sources.slack import texts
from chatscrub.sources.slack.attachments import attachment_texts
from chatscrub.sources.slack.blocks import block_texts
from chatscrub.sources.slack.html_text import html_text
from chatscrub.sources.slack.mrkdwn import decode, strip_export_tokens
from chatscrub.sources.slack.record_texts import message_texts
from chatscrub.sources.slack.texts import Kept, message_id

TOKEN = "-".join(["xoxe", "1234567890123", "12345678901234", "12345678901234", "0123456789abcdef" * 2])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "rows", "fields", "url", "title", "value", "blocks", "x 1"])
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


def _kept(message: dict[str, Any]) -> dict[str, str]:
    kept = Kept()
    return {each.place: each.text for each in message_texts(message) if kept.add(each.text, each.parts)}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("write <mailto:anna@kunde.example|anna@kunde.example> today", "write anna@kunde.example today"),
        ("call <tel:+4930123456|+49 30 123456>", "call +49 30 123456"),
        ("<https://a.example/?x=1&amp;y=2>", "https://a.example/?x=1&y=2"),
        ("<https://a.example/|the report>", "https://a.example/ the report"),
        ("db://u:p@<http://db.example.com|db.example.com>/main", "db://u:p@db.example.com/main"),
        ("<mailto:anna@kunde.example|Anna Kunde>", "anna@kunde.example Anna Kunde"),
        ("<mailto:a%2Bb@kunde.example|a+b@kunde.example>", "a+b@kunde.example"),
        ("<!date^1392734382^{date}^https://a.example/d|18 Feb>", "18 Feb https://a.example/d"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("&lt;https://a.example|x&gt;", "<https://a.example|x>"),
        ("Anna <anna@kunde.example> wrote", "Anna <anna@kunde.example> wrote"),
        ("<!-- note to self -->", "<!-- note to self -->"),
    ],
)
def test_references_are_read_as_a_person_reads_them(typed: str, read: str) -> None:
    assert decode(typed) == read


@pytest.mark.parametrize(
    "mention",
    ["<@U012ABC>", "<@W012ABC|anna@kunde.example>", "<#C012ABC|general>", "<#C012ABC|>", "<!here>", "<!here|@here>",
     "<!subteam^S012ABC|@sales>", "<!channel>", "<@here>"],
)  # fmt: skip
def test_a_mention_is_a_space(mention: str) -> None:
    assert decode(f"x{mention}y") == "x y"


def test_words_beside_a_link_do_not_grow_into_it() -> None:
    assert decode("see<mailto:a@b.example|a@b.example>and") == "see a@b.example and"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("*secret*", " secret "),
        ("_anna@kunde.example_", " anna@kunde.example "),
        ("~old~ new", " old  new"),
        ("_the key is abc_def ok_", " the key is abc_def ok "),
        ("`value`", " value "),
        ("```a\nb```", "   a\nb   "),
        ("_*both*_", "  both  "),
    ],
)
def test_marks_that_hug_words_are_blanked(typed: str, read: str) -> None:
    assert decode(typed) == read


@pytest.mark.parametrize(
    "text", ["a_b_c", "abc_ def", "5*3*2", "* item", "x ~ y", "pa`ss`word", "__init__", "`abc_ _def`"]
)
def test_marks_inside_words_or_code_stay(text: str) -> None:
    assert decode(text).strip() == text.strip("`")


def test_the_export_token_is_cut_out_of_slack_addresses_only() -> None:
    own = f"see https://files.slack.com/files-pri/T1-F1/a.txt?t={TOKEN} and"
    assert strip_export_tokens(own) == "see https://files.slack.com/files-pri/T1-F1/a.txt and"
    assert strip_export_tokens(f"https://files.slack.com/a?token={TOKEN}&pub=1") == "https://files.slack.com/a?pub=1"
    assert strip_export_tokens(f"https://files.slack.com/a?pub=1&t={TOKEN}") == "https://files.slack.com/a?pub=1"
    for leaked in (
        f"SLACK?t={TOKEN}",
        f"https://evil-slack.com/?t={TOKEN}",
        f"https://acme.example/slack.com?t={TOKEN}",
    ):
        assert strip_export_tokens(leaked) == leaked


@pytest.mark.parametrize(
    "text", ["<" * 60_000, "*a " * 40_000, "`a " * 40_000, "``` " * 30_000, "<a|" * 30_000, "_" * 90_000]
)
def test_hostile_markup_takes_linear_time(text: str) -> None:
    begun = time.process_time()
    decode(text)
    assert time.process_time() - begun < 2


@given(st.text(alphabet="<>|@#!&;`*_~ \nabU1:/.^", max_size=200))
def test_any_text_can_be_decoded_and_loses_no_letters_of_plain_words(text: str) -> None:
    assert isinstance(decode(text), str)
    assert decode("plain words").startswith("plain")


def test_blocks_that_repeat_the_text_are_given_once() -> None:
    section = [
        {"type": "text", "text": "call "},
        {"type": "text", "text": "Anna", "style": {"bold": True}},
        {"type": "text", "text": " at "},
        {"type": "link", "url": "mailto:anna@kunde.example", "text": "anna@kunde.example"},
        {"type": "emoji", "name": "wave"},
    ]
    message = {
        "text": "call *Anna* at <mailto:anna@kunde.example|anna@kunde.example> :wave:",
        "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": section}]}],
    }
    assert _kept(message) == {"text": "call  Anna  at anna@kunde.example :wave:"}


def test_of_a_message_too_large_to_compare_all_texts_with_all_no_text_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_SEARCHED", 50)
    kept = texts.Kept()
    said = ["one long text of many words", "of many words", "many words", "long text", "long text"]
    assert [kept.add(each) for each in said] == [True, False, True, True, False]


def test_many_blocks_beside_a_long_text_take_no_more_time_than_their_number_explains() -> None:
    def compare(size: int) -> float:
        began = time.process_time()
        kept = texts.Kept()
        kept.add("a" * 8 * size)
        for number in range(size):
            kept.add(f"caption {number}")
        return time.process_time() - began

    assert compare(40_000) < LIMIT * max(compare(10_000), 0.02)


def test_text_that_stands_only_in_blocks_is_read_in_one_piece() -> None:
    elements = [{"type": "text", "text": "password: Hun"}, {"type": "text", "text": "ter2", "style": {"bold": True}}]
    message = {
        "text": "a notification",
        "blocks": [
            {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": elements}]},
            {"type": "header", "text": {"type": "plain_text", "text": "New customer"}},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "<mailto:a@b.example|a@b.example>"}]},
            {"type": "never_seen_before", "payload": {"deep": [{"caption": "Anna Kunde"}]}},
        ],
    }
    assert _kept(message) == {
        "text": "a notification",
        "blocks[0].elements[0].elements": "password: Hunter2",
        "blocks[1].text.text": "New customer",
        "blocks[2].elements[0].text": "a@b.example",
        "blocks[3].payload.deep[0].caption": "Anna Kunde",
    }


def test_single_letters_of_a_value_do_not_count_as_its_copy() -> None:
    letters = [{"type": "text", "text": letter} for letter in "SECRET99"]
    message = {
        "text": "S E here, C R there, E T elsewhere " + "x" * 300 + " 99",
        "blocks": [{"type": "rich_text_section", "elements": letters}],
    }
    assert "SECRET99" in _kept(message).values()


def test_rich_text_is_taken_as_typed() -> None:
    block = {"type": "rich_text_section", "elements": [{"type": "text", "text": "p&amp;w <x|y>"}]}
    assert [each.text for each in block_texts([block], "blocks")] == ["p&amp;w <x|y>"]


def test_a_table_keeps_its_columns() -> None:
    def cell(text: str) -> dict[str, Any]:
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        return {"type": "rich_text", "elements": [section]}

    rows = [[cell("Name"), cell("Mail")], [cell("Anna"), {"type": "raw_text", "text": "anna@kunde.example"}]]
    (table,) = block_texts([{"type": "table", "rows": rows}], "blocks")
    assert table.text == "Name\tMail\nAnna\tanna@kunde.example"


def test_deep_blocks_need_no_call_stack() -> None:
    block: dict[str, Any] = {"text": "the bottom"}
    for _ in range(5_000):
        block = {"elements": [block]}
    assert [each.text for each in block_texts(block, "blocks")] == ["the bottom"]


def test_a_place_never_repeats_content() -> None:
    texts = list(block_texts([{"anna@kunde.example": "paid"}], "blocks"))
    assert [each.text for each in texts] == ["anna@kunde.example", "paid"]
    assert not any("anna" in each.place for each in texts)


def test_the_post_of_an_app_is_read_with_its_fields_and_without_its_fallback() -> None:
    attachment = {
        "fallback": "New ticket",
        "pretext": "New ticket",
        "text": "from &lt;Anna&gt;",
        "fields": [{"title": "Mail", "value": "<mailto:anna@kunde.example|anna@kunde.example>", "short": True}],
        "footer": "Helpdesk",
        "author_icon": "https://cdn.example/icon.png",
    }
    assert _kept({"text": "", "attachments": [attachment]}) == {
        "attachments[0].pretext": "New ticket",
        "attachments[0].text": "from <Anna>",
        "attachments[0].fields[0]": "Mail: anna@kunde.example",
        "attachments[0].footer": "Helpdesk",
    }


def test_previews_of_links_and_forwarded_messages_are_flagged() -> None:
    unfurl = {"from_url": "https://a.example/", "title": "A page"}
    forward = {
        "is_msg_unfurl": True,
        "from_url": "https://acme.slack.com/archives/C1/p1",
        "author_name": "Bob",
        "text": "copied",
    }
    assert {each.flags for each in attachment_texts(unfurl, "attachments[0]")} == {("unfurl",)}
    texts = list(attachment_texts(forward, "attachments[0]"))
    assert {each.flags for each in texts} == {("forward",)}
    assert "Bob" not in [each.text for each in texts]


def test_free_data_of_apps_is_read_to_its_leaves() -> None:
    metadata = {"event_type": "order", "event_payload": {"id": "anna@kunde.example", "lines": [{"iban": "DE00 0000"}]}}
    texts = _kept({"text": "new order", "metadata": metadata}).values()
    assert {"anna@kunde.example", "DE00 0000"} <= set(texts)


def test_html_becomes_text_with_its_addresses() -> None:
    source = "<h1>Plan</h1><p>ask <a href='mailto:anna@kunde.example'>An<b>na</b></a> &amp; co</p>"
    assert html_text(source) == "Plan\nask  mailto:anna@kunde.example Anna & co"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1500000000.000100", "1500000000.000100"), (1500000000.0001, "1500000000.000100"), (1500000000, "1500000000"),
     (True, None), (None, None), ("yesterday", None), (float("nan"), None), (10**400, None), (["1"], None)],
)  # fmt: skip
def test_the_id_of_a_message_is_a_string_of_digits(value: object, expected: str | None) -> None:
    assert message_id(value) == expected


@given(JSON)
def test_blocks_and_attachments_of_any_shape_raise_nothing(value: object) -> None:
    for text in (*block_texts(value, "blocks"), *attachment_texts(value, "attachments[0]")):
        assert isinstance(text.text, str)
    kept = Kept()
    for text in message_texts(
        {"text": value, "blocks": value, "attachments": value, "metadata": value, "extra": value}
    ):
        kept.add(text.text, text.parts)
