"""Slack exports as IT gets them: who must delete what, and what is not in them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatscrub.archive import Archive, Member, open_zip
from chatscrub.model.conversation import AccountKind, Audience, Branch, Conversation, ObjectKind, Passage, Role
from chatscrub.model.outcome import Event, Notice, NotScanned, Skipped, Staff
from chatscrub.sources.interface import ReadOptions
from chatscrub.sources.slack import SOURCE
from tests.reading import read_by

TOKEN = "-".join(["xoxe", "1234567890123", "12345678901234", "12345678901234", "0123456789abcdef" * 2])
ANNA, BOB, GUEST, GONE, PARTNER, BOT = "U01ANNA00", "U02BOB000", "U03GUEST0", "U04GONE00", "U05PARTNR", "U06BOT000"
HOME, AWAY = "T0HOME000", "T0AWAY000"
GENERAL, SECRET, DIRECT, GROUP = "C01GENERAL", "C02SECRET0", "D01DIRECT0", "C03GROUPDM"
TS = "1700000000.000100"


def user(user_id: str, email: str | None = None, **more: object) -> dict[str, object]:
    profile = {"real_name": f"Name {user_id}", **({"email": email} if email else {})}
    return {"id": user_id, "team_id": HOME, "name": user_id.lower(), "profile": profile, **more}


USERS: list[object] = [
    user(ANNA, "Anna@Acme.Example"),
    user(BOB),
    user(GUEST, "guest@other.example", is_restricted=True),
    user(GONE, "gone@acme.example", deleted=True),
    user(PARTNER, "p@partner.example", team_id=AWAY),
    user(BOT, None, is_bot=True, profile={"real_name": "Helpdesk", "api_app_id": "A01HELP00"}),
]
CHANNELS: list[object] = [
    {
        "id": GENERAL,
        "name": "general",
        "created": "1500000000",
        "creator": ANNA,
        "is_archived": True,
        "members": [ANNA, BOB, BOT],
        "topic": {"value": "mail &lt;sales&gt; to ask", "creator": ANNA, "last_set": "1500000001"},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
]


def message(text: str = "some words", ts: str = TS, sender: str | None = ANNA, **more: object) -> dict[str, object]:
    return {"type": "message", "text": text, "ts": ts, **({"user": sender} if sender else {}), **more}


def export(path: Path, files: Mapping[str, object]) -> Archive:
    with zipfile.ZipFile(path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, str) else json.dumps(content))
    return open_zip(path / "export.zip")


def read(archive: Archive, **options: str) -> list[Event]:
    assert SOURCE.recognises(archive)
    events = read_by(SOURCE, archive, ReadOptions(**options))
    current = None
    for event in events:
        if isinstance(event, Conversation):
            current = event
        elif isinstance(event, Passage):
            assert event.conversation is current
            assert "xoxe" not in event.text
    return events


def passages(events: list[Event]) -> list[Passage]:
    return [each for each in events if isinstance(each, Passage)]


def conversations(events: list[Event]) -> dict[str | None, Conversation]:
    return {each.id: each for each in events if isinstance(each, Conversation)}


def skipped(events: list[Event]) -> list[Skipped]:
    return [each for each in events if isinstance(each, Skipped)]


def public(path: Path, *messages: object, **files: object) -> Archive:
    tables = {"users.json": USERS, "channels.json": CHANNELS, "integration_logs.json": []}
    return export(path, {**tables, "general/2023-11-14.json": list(messages), **files})


def test_a_message_is_its_authors_to_delete_and_has_a_link(tmp_path: Path) -> None:
    root = message("the root", "1700000000.000100", BOB)
    reply = message("the reply", "1700000001.000200", thread_ts="1700000000.000100")
    events = read(public(tmp_path, root, reply), slack_domain="acme")
    channel = conversations(events)[GENERAL]
    assert channel.object is ObjectKind.CHANNEL
    assert channel.title == "general"
    assert channel.url == "https://acme.slack.com/archives/C01GENERAL"
    assert (channel.audience, channel.members, channel.archived) == (Audience.COMPANY, 3, True)
    topic, first, second = passages(events)
    assert (topic.place, topic.text, topic.owner.email) == ("topic.value", "mail <sales> to ask", "anna@acme.example")
    assert (first.object, first.object_id) == (ObjectKind.MESSAGE, "C01GENERAL:1700000000.000100")
    assert first.message_id == "1700000000.000100"
    assert first.url == "https://acme.slack.com/archives/C01GENERAL/p1700000000000100"
    assert (first.owner.key, first.author, first.role) == (BOB, BOB, Role.USER)
    assert second.owner.email == "anna@acme.example"
    assert second.url is not None
    assert second.url.endswith("/p1700000001000200?thread_ts=1700000000.000100&cid=C01GENERAL")
    assert second.sent_at is not None
    assert second.sent_at.isoformat() == "2023-11-14T22:13:21.000200+00:00"
    assert not skipped(events)


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        (ANNA, AccountKind.PERSON),
        (GUEST, AccountKind.EXTERNAL),
        (GONE, AccountKind.FORMER),
        (PARTNER, AccountKind.EXTERNAL),
        (BOT, AccountKind.BOT),
        ("USLACKBOT", AccountKind.BOT),
        ("U99MISSING", AccountKind.UNKNOWN),
    ],
)
def test_the_directory_tells_what_kind_of_account_wrote(tmp_path: Path, sender: str, kind: AccountKind) -> None:
    last = passages(read(public(tmp_path, message(sender=sender))))[-1]
    assert last.owner.kind is kind
    assert last.owner.id == sender
    assert last.role is (Role.TOOL if kind is AccountKind.BOT else Role.USER)


def test_a_sender_of_another_organisation_is_known_by_the_message(tmp_path: Path) -> None:
    away = message(sender="U98AWAY00", user_profile={"real_name": "Pat", "team": AWAY})
    home = message(sender="U97HOME00", ts="1700000009.000100", user_profile={"team": HOME})
    one, two = passages(read(public(tmp_path, away, home)))[1:]
    assert (one.owner.kind, one.owner.name) == (AccountKind.EXTERNAL, "Pat")
    assert two.owner.kind is AccountKind.UNKNOWN


def test_a_bot_belongs_to_who_installed_it(tmp_path: Path) -> None:
    logs = [
        {"user_id": BOB, "date": "100", "change_type": "added", "app_id": "A01HELP00", "service_type": "Helpdesk"},
        {"user_id": ANNA, "date": "200", "change_type": "updated", "app_id": "A01HELP00"},
        {"user_id": GONE, "date": "300", "change_type": "removed", "app_id": "A01HELP00"},
        {"user_id": BOB, "date": "5", "change_type": "added", "service_id": 4711, "service_type": "deploys"},
    ]
    by_user = message("posted one", sender=BOT, bot_id="B01")
    by_app = message(
        "posted two", "1700000001.000100", None, subtype="bot_message", bot_profile={"app_id": "A01HELP00"}
    )
    by_name = message("posted three", "1700000002.000100", None, subtype="bot_message", bot_id=None, username="Deploys")
    nobody = message("posted four", "1700000003.000100", None, subtype="bot_message", bot_id="B77")
    as_anna = message("posted five", "1700000004.000100", ANNA, bot_id="B77")
    archive = public(tmp_path, by_user, by_app, by_name, nobody, as_anna, **{"integration_logs.json": logs})
    found = {each.text: each for each in passages(read(archive))}
    assert [found[f"posted {n}"].owner.operator for n in ("one", "two", "three", "four")] == [
        "anna@acme.example", "anna@acme.example", BOB, None,
    ]  # fmt: skip
    assert {found[f"posted {n}"].owner.kind for n in ("one", "two", "three", "four")} == {AccountKind.BOT}
    assert found["posted four"].author == "B77"
    assert found["posted five"].owner.kind is AccountKind.PERSON


def test_the_audience_is_told_by_the_table_and_the_flags(tmp_path: Path) -> None:
    shared = {"id": "C09SHARED0", "name": "partners", "is_shared": True, "is_ext_shared": True, "members": [ANNA]}
    orgwide = {"id": "C08ORG0000", "name": "orgwide", "is_shared": True, "is_org_shared": True}
    archive = public(
        tmp_path,
        message(),
        **{
            "channels.json": [*CHANNELS, shared, orgwide],
            "groups.json": [{"id": SECRET, "name": "board", "members": [ANNA, BOB]}],
            "mpims.json": [{"id": GROUP, "name": "mpdm-anna--bob--pat-1", "members": [ANNA, BOB, PARTNER]}],
            "dms.json": [{"id": DIRECT, "created": 1, "members": [ANNA, ANNA]}],
            "partners/2023-11-14.json": [message("to partners")],
            "orgwide/2023-11-14.json": [message("to the organisation")],
            "board/2023-11-14.json": [message("to the board")],
            "mpdm-anna--bob--pat-1/2023-11-14.json": [message("to the group")],
            f"{DIRECT}/2023-11-14.json": [message("to myself")],
        },
    )
    events = read(archive)
    found = conversations(events)
    assert {key: each.audience for key, each in found.items()} == {
        GENERAL: Audience.COMPANY,
        "C09SHARED0": Audience.EXTERNAL,
        "C08ORG0000": Audience.COMPANY,
        SECRET: Audience.CLOSED,
        GROUP: Audience.EXTERNAL,
        DIRECT: Audience.CLOSED,
    }
    assert found[DIRECT].title == "DM with 1 member"
    assert found[DIRECT].created_at is None
    assert found[GROUP].title == "group DM with 3 members"
    notices = [each.text for each in events if isinstance(each, Notice)]
    assert "public and private conversations" in notices[0]


def test_a_public_export_says_that_private_talk_is_missing(tmp_path: Path) -> None:
    events = read(public(tmp_path, message(ts="1700000000.000100"), message("last one", "1710000000.000100")))
    notices = [each for each in events if isinstance(each, Notice)]
    assert "public channels only" in notices[0].text
    assert "direct messages" in notices[0].text
    assert any("2 messages in 1 conversation, sent from 2023-11-14 to 2024-03-09" in each.text for each in notices)
    assert sum("--slack-domain" in each.text for each in notices) == 1
    assert not any(each.warning for each in notices)


def test_folders_are_found_under_any_of_their_names_and_read_when_unknown(tmp_path: Path) -> None:
    comments = {"id": "C07COMMENT", "name": "FC:F0123456789:Plan: 2024"}
    files = {
        "users.json": USERS,
        "channels.json": [{"id": GENERAL, "name": "büro", "name_normalized": "buero"}],
        "file_conversations.json": [comments],
        "buero/2023-11-14.json": [message("by normalised name", "1700000001.000100")],
        f"{GENERAL}/2023-11-15.json": [message("by its id", "1700000002.000100")],
        "FC_F0123456789_Plan_ 2024/2023-11-14.json": [message("a comment", "1700000003.000100")],
        "mpdm-anna--bob-1/2023-11-14.json": [message("unlisted group", "1700000004.000100")],
        "lost/2023-11-14.json": [message("unlisted channel", "1700000005.000100")],
        "lost/extra.json": [message("in another file", "1700000006.000100")],
    }
    events = read(export(tmp_path, files))
    where = {each.text: each.conversation for each in passages(events)}
    assert where["by normalised name"] is where["by its id"]
    assert where["by its id"].id == GENERAL
    assert where["a comment"].id == "C07COMMENT"
    assert where["unlisted group"].title == "group DM with 2 members"
    assert "anna" not in str(where["unlisted group"].id)
    assert (where["unlisted channel"].id, where["unlisted channel"].audience) == ("lost", Audience.UNKNOWN)
    assert where["in another file"] is where["unlisted channel"]


def test_a_grid_export_is_read_with_its_workspaces_and_each_message_once(tmp_path: Path) -> None:
    organisation = [user(ANNA, "anna@acme.example"), {**user(BOB, "bob@acme.example"), "team_id": "T0SECOND0"}]
    shared = {"id": GENERAL, "name": "general"}
    twice = message("said once", "1700000001.000100", BOB)
    files = {
        "org_users.json": organisation,
        "channels.json": [shared],
        "dms.json": [{"id": DIRECT, "members": [ANNA, BOB]}],
        "general/2023-11-14.json": [twice],
        f"{DIRECT}/2023-11-14.json": [message("quietly", "1700000002.000100")],
        "teams/acme-sales/users.json": [user(ANNA, "anna@acme.example")],
        "teams/acme-sales/channels.json": [shared, {"id": "C05SALES00", "name": "deals"}],
        "teams/acme-sales/general/2023-11-14.json": [twice, message("only here", "1700000003.000100")],
        "teams/acme-sales/deals/2023-11-14.json": [message("a deal", "1700000004.000100")],
    }
    events = read(export(tmp_path, files))
    found = passages(events)
    assert sorted(each.text for each in found) == ["a deal", "only here", "quietly", "said once"]
    assert {each.owner.kind for each in found} == {AccountKind.PERSON}
    by_text = {each.text: each for each in found}
    assert by_text["only here"].conversation.id == by_text["said once"].conversation.id == GENERAL
    assert by_text["a deal"].url == "https://acme-sales.slack.com/archives/C05SALES00/p1700000004000100"
    notices = [each.text for each in events if isinstance(each, Notice)]
    assert "Enterprise Grid" in notices[0]
    assert any("4 messages in 3 conversations" in each for each in notices)


def test_copies_by_members_are_read(tmp_path: Path) -> None:
    reply = message("a nested reply", "1700000001.000100", thread_ts=TS)
    dump = {"channel_id": GENERAL, "name": "", "messages": [message("the start", slackdump_thread_replies=[reply])]}
    events = read(export(tmp_path, {f"{GENERAL}.json": dump, "users.json": USERS}))
    assert [each.text for each in passages(events)] == ["the start", "a nested reply"]
    assert {each.conversation.id for each in passages(events)} == {GENERAL}


def test_a_downloaded_text_is_read_where_its_file_was_shared(tmp_path: Path) -> None:
    shared = {
        "id": "F0123456789",
        "name": "keys.txt",
        "mode": "hosted",
        "user": BOB,
        "permalink": "https://acme.slack.com/files/U/F0123456789/keys.txt",
    }
    archive = public(
        tmp_path,
        message(files=[shared]),
        **{
            "__uploads/F0123456789/keys.txt": "the content of keys",
            "__uploads/F0999999999/photo.png": "\x89PNG\0\0",
            "canvases/F0777777777.html": "<h1>Plan</h1><p>ask Anna</p>",
        },
    )
    events = read(archive)
    body = next(each for each in passages(events) if each.text == "the content of keys")
    assert (body.object_id, body.owner.id, body.conversation.id) == ("F0123456789", BOB, GENERAL)
    canvas = next(each for each in passages(events) if each.conversation.id == "F0777777777")
    assert canvas.text == "Plan\nask Anna"
    assert [each.what for each in events if isinstance(each, NotScanned)] == ["downloaded files without text"]


def test_a_file_is_an_object_of_its_own_and_its_download_token_shows_nowhere(tmp_path: Path) -> None:
    snippet = {
        "id": "F01SNIPPET",
        "name": "customers.csv",
        "title": "Customers of 2023",
        "mode": "snippet",
        "user": BOB,
        "preview": "name,mail\nanna,anna@kunde.example",
        "preview_highlight": "<div>name,mail</div>",
        "preview_is_truncated": True,
        "url_private": f"https://files.slack.com/files-pri/T-F01SNIPPET/customers.csv?t={TOKEN}",
        "thumb_64": f"https://files.slack.com/thumb?t={TOKEN}",
        "permalink": "https://acme.slack.com/files/U02/F01SNIPPET/customers.csv",
        "initial_comment": {"comment": "please import", "user": BOB},
    }
    words = f"look at <https://files.slack.com/files-pri/T-F1/a.txt?t={TOKEN}>"
    events = read(public(tmp_path, message(words, files=[snippet], subtype="file_share")))
    texts = {each.place: each for each in passages(events)}
    assert set(texts) == {
        "topic.value",
        "text",
        "files[0].title",
        "files[0].name",
        "files[0].initial_comment",
        "files[0].preview",
    }
    preview = texts["files[0].preview"]
    assert (preview.object, preview.object_id, preview.owner.id) == (ObjectKind.FILE, "F01SNIPPET", BOB)
    assert preview.url == "https://acme.slack.com/files/U02/F01SNIPPET"
    assert texts["text"].url == f"https://acme.slack.com/archives/{GENERAL}/p1700000000000100"
    assert [each for each in events if isinstance(each, NotScanned)] == [NotScanned("files", "c…(9).csv", GENERAL)]
    assert sum(isinstance(each, Notice) and each.warning for each in events) == 1
    assert not any("xoxe" in str(each) for each in events)


def test_a_file_with_a_public_link_is_also_a_conversation_that_anybody_reads(tmp_path: Path) -> None:
    link = "https://slack-files.com/T0HOME000-F01PUBLIC-abcdef"
    file = {"id": "F01PUBLIC00", "title": "Price list", "name": "p.txt", "user": ANNA, "mode": "snippet", "preview": "all prices",
            "public_url_shared": True, "permalink_public": link}  # fmt: skip
    events = read(public(tmp_path, message(files=[file]), message("again", "1700000005.000100", files=[file])))
    published = conversations(events)["F01PUBLIC00"]
    assert published.audience is Audience.PUBLIC
    assert [each.url for each in published.shared_links] == [link]
    assert published.account.email == "anna@acme.example"
    assert published.title == "p…(1).txt"
    again = [each for each in passages(events) if each.conversation is published]
    assert [each.text for each in again] == ["Price list", "p.txt", "all prices"]
    assert all("public-link" in each.flags for each in again)
    assert sum(isinstance(each, Conversation) for each in events) == 2


def test_files_in_attachments_and_mails_are_read_too(tmp_path: Path) -> None:
    mail = {
        "id": "F01MAIL0000",
        "mode": "email",
        "subject": "Your order",
        "from": [{"address": "anna@kunde.example", "name": "Anna"}],
        "plain_text": "my card is lost",
        "headers": {"reply_to": "anna.private@kunde.example"},
    }
    events = read(public(tmp_path, message("", attachments=[{"text": "forwarded mail", "files": [mail]}])))
    found = {each.text: each.object for each in passages(events)}
    assert found["forwarded mail"] is ObjectKind.MESSAGE
    for text in ("Your order", "anna@kunde.example", "my card is lost", "anna.private@kunde.example"):
        assert found[text] is ObjectKind.FILE


def test_a_snippet_that_is_seen_to_its_end_is_not_called_unscanned(tmp_path: Path) -> None:
    whole = {"id": "F01SNIPPET", "mode": "snippet", "preview": "a short one", "lines_more": 0}
    deleted = {"id": "F02DELETED", "mode": "tombstone"}
    stub = {"id": "F03STUB0000", "mode": "hidden_by_limit", "name": None}
    events = read(
        public(tmp_path, message(files=[whole, deleted, stub]), message("again", "1700000001.000100", files=[stub]))
    )
    assert [each for each in events if isinstance(each, NotScanned)] == [NotScanned("files", "unnamed", GENERAL)]


def test_what_an_edit_or_deletion_took_away_is_still_found(tmp_path: Path) -> None:
    now = message("the number is gone", TS)
    edit = {"type": "message", "subtype": "message_changed", "ts": "1700000010.000100", "editor_id": ANNA,
            "message": message("the number is gone", TS), "previous": {"text": "the number is 4711", "user": ANNA, "ts": TS}}  # fmt: skip
    deletion = {"type": "message", "subtype": "message_deleted", "ts": "1700000020.000100", "deleted_ts": "1700000002.000100",
                "hidden": True, "previous_message": message("never said", "1700000002.000100", BOB)}  # fmt: skip
    events = read(public(tmp_path, now, edit, deletion))
    current, before, deleted = passages(events)[1:]
    assert (current.branch, current.flags) == (Branch.CURRENT, ())
    assert (before.text, before.branch, before.flags) == ("the number is 4711", Branch.HIDDEN, ("edited-away",))
    assert before.object_id == current.object_id == f"{GENERAL}:{TS}"
    assert before.place == "previous.text"
    assert (deleted.text, deleted.branch, deleted.flags) == ("never said", Branch.HIDDEN, ("deleted-but-retained",))
    assert (deleted.object_id, deleted.owner.id) == (f"{GENERAL}:1700000002.000100", BOB)
    assert any(isinstance(each, Notice) and "retention" in each.text for each in events)


def test_copies_of_the_root_and_noise_are_left_out(tmp_path: Path) -> None:
    broadcast = message(
        "for everyone", subtype="thread_broadcast", thread_ts="1600000000.000100", root=message("the root")
    )
    join = message("<@U01ANNA00> has joined", "1700000001.000100", subtype="channel_join")
    unknown = message("still text", "1700000002.000100", subtype="brand_new_subtype")
    topic = message("set the topic: call 4711", "1700000003.000100", subtype="channel_topic", topic="call 4711")
    events = read(public(tmp_path, broadcast, join, unknown, topic))
    assert [each.text for each in passages(events)][1:] == ["for everyone", "still text", "set the topic: call 4711"]


def test_the_person_behind_a_comment_or_a_huddle_is_the_owner(tmp_path: Path) -> None:
    comment = message("commented", sender=None, subtype="file_comment", comment={"user": BOB, "comment": "commented"})
    huddle = message("A huddle", "1700000001.000100", "USLACKBOT", subtype="huddle_thread", room={"created_by": ANNA})
    owners = [each.owner.id for each in passages(read(public(tmp_path, comment, huddle)))[1:]]
    assert owners == [BOB, ANNA]


def test_canvases_lists_and_flags_beside_the_channels_are_answered_for(tmp_path: Path) -> None:
    canvas = {"id": "F01CANVAS00", "title": "Onboarding", "filetype": "quip", "user": ANNA, "created": 1700000000,
              "shares": [{"team": HOME, "channel": GENERAL}], "permalink": "https://acme.slack.com/docs/T/F01CANVAS00",
              "url_private_download": f"https://files.slack.com/x?t={TOKEN}"}  # fmt: skip
    here = {"id": "F02CANVAS00", "title": "In the channel", "filetype": "quip", "user": BOB}
    archive = public(
        tmp_path,
        message(),
        **{
            "canvases.json": [canvas],
            "lists.json": [{"id": "F03LIST0000", "mode": "list"}],
            "huddle_transcripts.json": [],
            "content_flags.json": [{"flagged": {"text": "rude words", "channel": GENERAL}}],
            "general/canvas_in_the_conversation.json": [here],
        },
    )
    events = read(archive)
    found = conversations(events)
    assert (found["F01CANVAS00"].object, found["F01CANVAS00"].audience) == (ObjectKind.CANVAS, Audience.COMPANY)
    assert found["F01CANVAS00"].url == "https://acme.slack.com/docs/T/F01CANVAS00"
    by_text = {each.text: each for each in passages(events)}
    assert by_text["In the channel"].conversation.id == GENERAL
    assert (by_text["In the channel"].object, by_text["In the channel"].object_id) == (ObjectKind.CANVAS, "F02CANVAS00")
    assert by_text["rude words"].object is ObjectKind.FEEDBACK
    assert "F03LIST0000" not in found
    assert sorted(each.what for each in events if isinstance(each, NotScanned)) == ["canvases", "canvases", "lists"]


def test_a_broken_day_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    archive = public(tmp_path, message("before it"), **{
        "general/2023-11-15.json": "this is not JSON",
        "general/2023-11-16.json": [message("after it", "1700090000.000100"), None, 7, "a stray string", {"note": "no time"}],
        "strange.json": {"a": 1},
    })  # fmt: skip
    events = read(archive)
    assert [each.text for each in passages(events)][1:] == ["before it", "after it", "a stray string", "no time"]
    paths = [each.path for each in skipped(events)]
    assert [path.rpartition(":")[2] for path in paths] == ["general/2023-11-15.json", "strange.json"]
    assert not any("this is" in each.reason for each in skipped(events))


def test_an_export_without_messages_is_not_clean(tmp_path: Path) -> None:
    archive = export(tmp_path, {"users.json": USERS, "channels.json": CHANNELS, "dms.json": []})
    assert [each.path for each in skipped(read(archive))] == [archive.path]


def test_the_plain_text_form_asks_for_json(tmp_path: Path) -> None:
    text = "Channel: general\n" + "#" * 60 + "\nMessages:\n---- 2024-01-01\n[10:00] anna: hello\n"
    archive = export(tmp_path, {"export/channels/general.txt": text, "export/dms/pat.txt": text})
    events = read(archive)
    assert not passages(events)
    assert ["JSON" in each.reason for each in skipped(events)] == [True]


def test_the_domain_is_what_most_files_have(tmp_path: Path) -> None:
    files = [
        {"id": f"F0{n}FILE0000", "permalink": f"https://{domain}.slack.com/files/U/F/x"}
        for n, domain in enumerate(["acme", "acme", "other"])
    ]
    events = read(public(tmp_path, message(files=files)))
    assert conversations(events)[GENERAL].url == f"https://acme.slack.com/archives/{GENERAL}"
    assert not any(isinstance(each, Notice) and "--slack-domain" in each.text for each in events)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"general/2024-01-01.json": [message()]}, True),
        ({"a/general/2024-01-01.json": [message()], "a/users.json": []}, True),
        ({"2024-01-01.json": [message()]}, True),
        ({"general/a.json": [message()], "b/b.json": [message()]}, True),
        ({"general/a.json": [message()], "other.txt": "x"}, False),
        ({"general/2024-01-01.json": [{"id": "1", "mapping": {}, "ts": "1", "text": "x"}]}, False),
        ({"conversations.json": [{"uuid": "1", "chat_messages": []}], "users.json": [{"uuid": "u"}]}, False),
        ({"conversations.json": [{"id": "1", "mapping": {}}], "user.json": {}}, False),
        ({"x/2024-01-01.json": "[" * 100_000, "y.txt": ""}, False),
        ({"x/2024-01-01.json": [message("x" * 100_000)]}, True),
        ({"x/2024-01-01.json": [{"mapping": {"a": "x" * 100_000}}]}, False),
        ({"channels.json": [{"id": "not an id"}], "projects/1.json": {}}, False),
    ],
)  # fmt: skip
def test_the_content_decides_what_is_a_slack_export(tmp_path: Path, files: dict[str, object], expected: bool) -> None:
    assert SOURCE.recognises(export(tmp_path, files)) is expected


def in_memory(files: Mapping[str, object]) -> Archive:
    members = []
    for name, content in files.items():
        data = json.dumps(content).encode()
        members.append(Member(name, len(data), partial(iter, [data])))
    return Archive("export.zip", tuple(members))


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
KEYS = st.sampled_from(
    """id name ts text type user subtype previous previous_message message original blocks attachments files file
    comment room thread_ts title preview permalink public_url_shared permalink_public mode members topic creator
    user_profile bot_id profile team_id is_bot shares slackdump_thread_replies initial_comment elements""".split()  # noqa: SIM905 - readable
)
VALUES = st.recursive(
    LEAVES
    | st.sampled_from([TS, "message_changed", "message_deleted", "bot_message", ANNA, GENERAL, "F0123456789", True]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VALUES, max_size=4), VALUES, VALUES)
def test_whatever_stands_in_an_export_nothing_is_raised(messages: list[Any], table: object, other: object) -> None:
    files = {
        "channels.json": [*CHANNELS, table],
        "users.json": [*USERS, table],
        "dms.json": table,
        "integration_logs.json": [other],
        "canvases.json": [other],
        "content_flags.json": other,
        "general/2023-11-14.json": [message(), *messages, {"ts": TS, "files": messages, "previous": other}],
    }
    archive = in_memory(files)
    assert SOURCE.recognises(archive)
    events = read_by(SOURCE, archive)
    assert any(isinstance(each, Passage) and each.text == "some words" for each in events)
    for each in passages(events):
        hash(each.owner)
        assert each.object_id is None or isinstance(each.object_id, str)


def test_guests_partners_and_bots_are_no_staff_and_who_left_still_is(tmp_path: Path) -> None:
    (staff,) = (event for event in read(public(tmp_path, message())) if isinstance(event, Staff))
    assert {account.id for account in staff.accounts} == {ANNA, BOB, GONE}


def test_the_same_export_gives_the_same_events_each_time(tmp_path: Path) -> None:
    archive = public(tmp_path, message(), message("other words", "1700000001.000100", BOB))
    assert read(archive) == read(archive)
