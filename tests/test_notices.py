"""Messages and reminders: what they say, what they never hold, and that no name or title breaks out of them."""

from __future__ import annotations

import email
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from chatscrub.errors import UsageError
from chatscrub.escape import mail, person_name
from chatscrub.ledger.holds import Scope, add_hold, lift_hold
from chatscrub.ledger.notice_settings import notice_settings, record_notice_settings
from chatscrub.ledger.todo import claim, current_tasks, reopen
from chatscrub.lists import rewrite_lists
from chatscrub.model.address import valid_address
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.task import Action, Checklist, Progress, Task, TaskState
from chatscrub.notices.digest import digest
from chatscrub.notices.due import due, working_day
from chatscrub.notices.employee import notice
from chatscrub.notices.reminder import reminder
from chatscrub.notices.sentences import LANGUAGES, sentences
from chatscrub.people import load_people
from tests.running import chatscrub_here
from tests.state_folders import CARD, TOKEN, chat, copied, export, opened, scanned_into

MIA = "mia@brightwater.test"
STEM = "mia_at_brightwater.test"
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)  # a Friday
TITLE = "Offer for Ann Miller"
SETTINGS = NoticeSettings(sender="it@brightwater.test", contact="the IT desk, extension 100", reference="IT-2026-17")
HEADERS = {
    "X-Chatscrub-Notice", "X-Unsent", "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "MIME-Version",
    "Content-Type", "Content-Language",
}  # fmt: skip
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "a"}
HOSTS = {"chatgpt.com", "claude.ai", "acme.slack.com"}
CANARIES = (TOKEN, "4556 7375 8689 9855", "ann.miller", "901820", "Ann Miller", "sk_live", "Offer for")
HOSTILE = [
    "Eve\r\nBcc: all@evil.test",
    "Eve\nX-Injected: yes\n\n<script>alert(1)</script>",
    'x" <ceo@evil.test>, "y',
    "ceo@brightwater.test",
    "ceo＠brightwater．test",
    "=?utf-8?q?Eve=0D=0ABcc=3A_x?=",
    "раypal support",  # Cyrillic letters in a Latin word
    "https://evil.test/login",
    "evil.test",
    "\u202eevE\u2066",
    "BEGIN:VEVENT\r\nATTENDEE:mailto:x@evil.test",
    "a;b,c\\n:d",
    "{reference} {0}",
    "x" * 2000,
    "名" * 500,
    "\udcff\x00\x1b[31m",
]
text_of_any_kind = st.text(max_size=300) | st.sampled_from(HOSTILE)


def task(number: int = 1, **fields: object) -> Task:
    given_: dict[str, object] = {
        "id": f"{number:016x}", "employee": MIA, "provider": "chatgpt", "action": Action.DELETE,
        "object": "conversation", "object_id": f"c{number}", "title": TITLE, "url": f"https://chatgpt.com/c/c{number}",
        "why": ("2 × IBAN code",), "steps": ("Open the chat.", "Delete it."), "found": (("IBAN_CODE", 2),),
        "sent_at": "2026-11-04T10:00:00Z", "since": "2026-11-27T08:00:00Z",
    }  # fmt: skip
    return Task(**{**given_, **fields})  # type: ignore[arg-type]  # fields by name


ROTATION = task(9, action=Action.ROTATE, object="credential", title="Stripe key sk_…1L", found=(("Stripe live secret key", 1),),
    url="https://dashboard.stripe.com/apikeys", steps=("Roll the key.",))  # fmt: skip
LINK = task(8, action=Action.UNSHARE, object="shared_link", url="https://chatgpt.com/share/x", found=())


def list_of(*tasks: Task, **fields: object) -> Checklist:
    given_: dict[str, object] = {"employee": MIA, "stem": STEM, "name": "Mia Stone", "email": MIA}
    return Checklist(tasks=tasks, **{**given_, **fields})  # type: ignore[arg-type]  # fields by name


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def bodies(message: EmailMessage) -> tuple[str, str]:
    """The text and the HTML, with bare line ends."""
    found = [message.get_body((kind,)) for kind in ("plain", "html")]
    assert found[0] is not None
    assert found[1] is not None
    text, html = (each.get_content().replace("\r\n", "\n") for each in found)  # type: ignore[union-attr]  # asserted
    return text, html


class Markup(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def assert_safe(content: bytes, *, to: str | None) -> EmailMessage:
    """Only our headers, no line over the limits, no link but to a vendor."""
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert content.isascii()
    message = parsed(content)
    assert set(message.keys()) <= HEADERS
    assert len(message.keys()) == len(set(message.keys()))
    assert ("To" in message) == (to is not None)
    if to is not None:
        assert [each.addr_spec for each in message["To"].addresses] == [to]
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    text, page = bodies(message)
    markup = Markup(page)
    assert markup.tags <= TAGS
    for name, value in markup.attributes:
        assert name in {"lang", "charset", "http-equiv", "content", "href"}
        if name == "href":
            assert urlsplit(value or "").hostname in HOSTS
    for url in re.findall(r"\w+://[^\s<]*", text):
        assert urlsplit(url).scheme == "https"
        assert urlsplit(url).hostname in HOSTS
    return message


def assert_calendar(content: bytes) -> Calendar:
    """CRLF, at most 75 octets a line, whole characters on each, one event and nobody invited."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    names = {re.split(rb"[;:]", line)[0] for line in lines if not line.startswith(b" ")}
    assert names <= {
        b"BEGIN", b"END", b"VERSION", b"PRODID", b"METHOD", b"SUMMARY", b"DTSTART", b"DTEND", b"DTSTAMP", b"UID",
        b"SEQUENCE", b"CLASS", b"DESCRIPTION", b"TRANSP", b"ACTION", b"TRIGGER",
    }  # fmt: skip
    calendar = Calendar.from_ical(content)
    assert [each.name for each in calendar.walk()] == ["VCALENDAR", "VEVENT", "VALARM", "VALARM"]
    return calendar


def made(each: Checklist, how: NoticeSettings = SETTINGS, now: datetime = NOW) -> bytes:
    content = notice(each, how, now)
    assert content is not None
    return content


# --- what a message says ---


def test_a_message_says_kinds_numbers_steps_and_whom_to_ask() -> None:
    message = assert_safe(made(list_of(ROTATION, LINK, task(1), task(2))), to=MIA)
    assert message["From"] == message["Reply-To"] == "it@brightwater.test"
    assert message["To"] == f"Mia Stone <{MIA}>"
    assert message["X-Unsent"] == "1"
    assert message["Content-Language"] == "en"
    text, page = bodies(message)
    for said in (
        "Hello Mia Stone,",
        "- bank accounts (IBAN): 4",
        "- chats: 2",
        "Replace: Stripe live secret key",
        "1. Roll the key.",
        "https://chatgpt.com/c/c1",
        "about 20 minutes",
        "by 2026-11-30.",
        "by 2026-12-11.",
        "Ask the IT desk, extension 100.",
        "private? Then do not open it",
        "The links in this message lead to chatgpt.com and nowhere else.",
    ):
        assert said in text
    assert re.search(r"reference IT-2026-17 [0-9A-F]{4}-[0-9A-F]{4}\.", text)
    assert text.index("Roll the key") < text.index("share/x") < text.index("Delete it")
    assert "<script" not in page
    assert "stripe.com" not in text + page
    assert "sk_" not in text + page
    assert TITLE not in text + page


def test_the_same_message_has_the_same_id_and_another_one_has_another() -> None:
    first, later = made(list_of(task())), made(list_of(task()), now=NOW + timedelta(1))
    assert parsed(first)["Message-ID"] == parsed(later)["Message-ID"]
    assert parsed(first)["Date"] != parsed(later)["Date"]
    ids = {
        parsed(made(each, how))["Message-ID"]
        for each, how in (
            (list_of(task()), SETTINGS),
            (list_of(task(), task(2)), SETTINGS),
            (list_of(task(), employee="noah"), SETTINGS),
            (list_of(task(), email=None), SETTINGS),
            (list_of(task()), replace(SETTINGS, sender="other@brightwater.test")),
            (list_of(task()), replace(SETTINGS, titles=True)),
        )
    }
    assert len(ids) == 6


def test_titles_are_said_only_where_wanted_and_masks_never() -> None:
    text, page = bodies(parsed(made(list_of(ROTATION, task()), replace(SETTINGS, titles=True))))
    assert TITLE in text
    assert TITLE in page
    assert "sk_" not in text + page


def test_without_an_address_or_a_sender_the_headers_are_left_to_the_mail_program() -> None:
    message = assert_safe(made(list_of(task(), email=None), NoticeSettings()), to=None)
    assert "From" not in message
    assert "Reply-To" not in message
    contact = replace(SETTINGS, contact="privacy@brightwater.test")
    assert parsed(made(list_of(task()), contact))["Reply-To"] == "privacy@brightwater.test"


def test_nothing_to_do_and_the_list_of_an_admin_make_no_message() -> None:
    assert notice(list_of(), SETTINGS, NOW) is None
    assert notice(list_of(task(), admin=True), SETTINGS, NOW) is None
    assert reminder(list_of(), SETTINGS, NOW, None) is None


def test_what_must_be_kept_is_said_before_the_steps() -> None:
    text, _ = bodies(parsed(made(list_of(task(), warnings=("Do NOT delete anything in slack.",)))))
    assert text.index("Do NOT delete anything in slack.") < text.index("Open the chat.")


def test_what_came_back_is_told_and_a_long_list_is_cut() -> None:
    text, _ = bodies(parsed(made(list_of(*map(task, range(90)), task(99, state=TaskState.REAPPEARED, steps=("x",))))))
    assert "and 50 more" in text
    assert "(came back)" in text


def test_the_digest_tells_it_about_everybody() -> None:
    admin = list_of(task(3, action=Action.ASK_ADMIN, admin=True), employee="admin", admin=True, email=None)
    noah = list_of(employee="noah", progress=Progress(total=4, claimed=2, held=1, came_back=1))
    late = list_of(task(4, since="2026-01-05T08:00:00Z"), employee="zoe", email=None)
    message = assert_safe(digest([list_of(ROTATION, LINK, task()), noah, late, admin], SETTINGS, NOW), to=None)
    text = bodies(message)[0].replace("\u2060", "")
    for said in (
        f"- {MIA}: to replace: 1, links: 1\n",
        f"- {MIA}: to replace: 1, links: 1, to delete: 1; reference IT-2026-17 ",
        "- (for an admin): for an admin: 1\n",
        "no address known",
        "- 2026-01-19 (overdue): zoe\n",
        f"- 2026-11-30: {MIA}\n",
        "waiting for proof by the next export\n",
        "- noah: 2\n",
    ):
        assert said in text
    reference = re.search(r"IT-2026-17 \w{4}-\w{4}", text)
    assert reference
    assert reference[0] in bodies(parsed(made(list_of(ROTATION, LINK, task()))))[0]
    assert TITLE not in text
    assert "Nothing is to be done." in bodies(parsed(digest([], SETTINGS, NOW)))[0]


# --- by when ---


@pytest.mark.parametrize(
    ("action", "since", "day"),
    [
        (Action.ROTATE, "2026-11-24T08:00:00Z", date(2026, 11, 25)),
        (Action.ROTATE, "2026-11-27T08:00:00Z", date(2026, 11, 30)),
        (Action.UNSHARE, "2026-11-28T08:00:00Z", date(2026, 11, 30)),
        (Action.DELETE, "2026-11-24T08:00:00Z", date(2026, 12, 8)),
        (Action.ASK_ADMIN, "2026-11-28T08:00:00Z", date(2026, 12, 14)),
        (Action.DELETE, None, date(2026, 12, 11)),
    ],
)
def test_what_strangers_can_use_is_due_on_the_next_working_day(action: Action, since: str | None, day: date) -> None:
    assert due(task(action=action, since=since), 14, NOW.date()) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_day_is_on_a_weekend(day: date) -> None:
    assert working_day(day).weekday() < 5
    assert timedelta(0) <= working_day(day) - day <= timedelta(2)


def test_a_reminder_is_a_day_with_two_alarms() -> None:
    content = reminder(list_of(ROTATION, task()), SETTINGS, NOW, None)
    assert content is not None
    (event,) = assert_calendar(content).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 11, 30)
    assert event.decoded("dtend") == date(2026, 12, 1)
    assert event.decoded("dtstamp") == NOW
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(hours=9), timedelta(hours=-15)]
    assert TITLE.encode() not in content
    again = reminder(list_of(task()), SETTINGS, NOW, content)
    assert again is not None
    (changed,) = assert_calendar(again).walk("VEVENT")
    assert changed["uid"] == event["uid"]
    assert int(str(changed.decoded("sequence"))) > int(str(event.decoded("sequence")))


# --- hostile names and titles ---


@settings(max_examples=80)
@given(text_of_any_kind, text_of_any_kind, text_of_any_kind, st.sampled_from(LANGUAGES), st.booleans())
@example("\r\nBcc: x@evil.test", "\r\n\r\n<script>", "</li><script>alert(1)</script>", "de", True)
@example(HOSTILE[10], HOSTILE[10], HOSTILE[10], "fr", True)
def test_no_name_title_or_reason_breaks_out(name: str, title: str, other: str, language: str, titles: bool) -> None:
    each = list_of(
        ROTATION,
        task(1, title=title, url=other, found=((other, 1),), steps=(other,)),
        task(2, title=title, provider="elsewhere", object=other or "x"),
        name=name,
        employee=other,
        language=language,
        email=valid_address(other),
        warnings=(title,),
    )
    how = replace(SETTINGS, titles=titles)
    assert_safe(made(each, how), to=valid_address(other))
    assert_safe(digest([each], how, NOW), to=None)
    content = reminder(each, how, NOW, None)
    assert content is not None
    assert_calendar(content)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_in_no_header(name: str) -> None:
    message = assert_safe(made(list_of(task(), name=name)), to=MIA)
    (address,) = message["To"].addresses
    shown = address.display_name
    assert shown == (person_name(name) or "")
    assert not re.search(r"[<>\"@:;\\\r\n]|\w\.\w", shown)
    assert len(shown) <= 60
    assert valid_address(name) in {None, name}
    assert mail(name).replace("\u2060", "").isprintable()


@pytest.mark.parametrize(
    "name", ["Mia Stone", "Jürgen Müller-Lüdenscheidt", "O'Neil, Ann", "Dr. Ана Петровић", "山田 太郎"]
)
def test_names_as_people_have_them_are_kept(name: str) -> None:
    message = assert_safe(made(list_of(task(), name=name)), to=MIA)
    assert message["To"].addresses[0].display_name == name


@pytest.mark.parametrize(
    "address",
    [
        "mia@a.test, noah@a.test", "mia@a.test\r\nBcc: x@evil.test", "Mia <mia@a.test>", "mia@а.test", "mía@a.test", "mia@a",
        "mia@@a.test", "@a.test", "mia@.test", "mia..x@a.test", "mia@a.test ;", "x" * 65 + "@a.test", "mia@-a.test", "U012345",
        "mia@a.test\n", "mia@xn--80ak6aa92e.com",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_none(address: str) -> None:
    assert valid_address(address) is None


# --- the files of a run ---


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One employee with a credential, customer data and a shared chat, with messages in all languages' default."""
    folder = tmp_path_factory.mktemp("notices")
    chats = [
        {**chat("keys", f"my key {TOKEN}"), "title": f"Key {TOKEN}"},
        {**chat("cust", CARD, day=1, shared=True), "title": TITLE},
    ]
    export(folder / "in" / "mia.zip", chats)
    scanned_into(folder / "state", folder / "in", out=folder / "out", formats=("md", "eml", "ics"))
    return folder


@pytest.fixture
def home(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path / "home")


def contents(home: Path) -> Mapping[str, bytes]:
    paths = [home / "out" / "digest.eml", *(home / "out" / "checklists").iterdir()]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def whole(content: Mapping[str, bytes]) -> str:
    """All that messages and reminders say, decoded."""
    said: list[str] = []
    for name, each in content.items():
        if name.endswith(".eml"):
            message = parsed(each)
            said += [*bodies(message), *(f"{key}: {value}" for key, value in message.items())]
        elif name.endswith(".ics"):
            said.append(each.replace(b"\r\n ", b"").decode())
    return "\n".join(said)


def test_no_value_mask_or_title_is_in_any_file(base: Path) -> None:
    content = contents(base)
    assert set(content) == {"digest.eml", f"{STEM}.md", f"{STEM}.eml", f"{STEM}.ics"}
    said = whole(content)
    assert "https://chatgpt.com/share/link-cust" in said
    for canary in CANARIES:
        assert canary not in said
    with opened(base / "state") as ledger:
        masks = [row["match"] for row in ledger.rows("SELECT match FROM finding")]
    assert masks
    assert not any(len(mask) > 3 and mask in said for mask in masks)
    assert all(
        (base / "out" / "checklists" / name).stat().st_mode & 0o077 == 0 for name in content if name != "digest.eml"
    )


def test_the_same_lists_written_again_change_no_byte(home: Path) -> None:
    before = contents(home)
    with opened(home / "state", "2026-11-29T12:00:00+00:00") as ledger:
        rewrite_lists(ledger)
    assert contents(home) == before


def test_a_hold_takes_a_message_back_and_lifting_it_brings_it_again(home: Path) -> None:
    with opened(home / "state") as ledger:
        for each in current_tasks(ledger):
            if each.action is Action.ROTATE:
                claim(ledger, each.id, by="mia")
        add_hold(ledger, matter="M-7", scope=Scope(), reason="claim", contact=None, by="counsel")
        rewrite_lists(ledger)
        held = contents(home)
        assert set(held) == {"digest.eml", f"{STEM}.md"}
        assert "under a legal hold" in whole(held)
        assert "chatgpt.com" not in whole(held)
        lift_hold(ledger, 1, by="counsel", why="settled")
        rewrite_lists(ledger)
    assert f"{STEM}.eml" in contents(home)
    assert f"{STEM}.ics" in contents(home)


def test_a_hold_on_a_part_is_said_in_the_message_for_the_rest(home: Path) -> None:
    with opened(home / "state") as ledger:
        add_hold(ledger, matter="M-7", scope=Scope(), reason="claim", contact="counsel", by="counsel")
        rewrite_lists(ledger)
    said = whole(contents(home))
    assert "Do NOT delete" in said
    assert "chatgpt.com/" not in said
    assert "Stripe" in said


def test_a_message_follows_what_is_done_and_taken_back(home: Path) -> None:
    before = contents(home)
    with opened(home / "state") as ledger:
        first = current_tasks(ledger)[0].id
        claim(ledger, first, by="mia")
        rewrite_lists(ledger)
        between = contents(home)
        reopen(ledger, first, by="mia")
        rewrite_lists(ledger)
    ids = [parsed(each[f"{STEM}.eml"])["Message-ID"] for each in (before, between)]
    assert ids[0] != ids[1]
    assert first[:8] not in whole({f"{STEM}.eml": between[f"{STEM}.eml"]})
    assert "waiting for proof" in whole(between)


def test_files_of_others_are_left_alone(home: Path) -> None:
    lists = home / "out" / "checklists"
    foreign = {
        lists / "note.eml": b"Subject: mine\r\n\r\nx\r\n",
        lists / "x.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    }
    for path, content in foreign.items():
        path.write_bytes(content)
    with opened(home / "state") as ledger:
        rewrite_lists(ledger)
    assert all(path.read_bytes() == content for path, content in foreign.items())


def test_a_folder_with_messages_alone_is_written_anew_too(base: Path, tmp_path: Path) -> None:
    scanned_into(tmp_path / "state", base / "in", out=tmp_path / "out", formats=("eml",))
    assert set(contents(tmp_path)) == {"digest.eml", f"{STEM}.eml"}
    with opened(tmp_path / "state") as ledger:
        add_hold(ledger, matter="M-7", scope=Scope(), reason="claim", contact=None, by="counsel")
        rewrite_lists(ledger)
    assert "chatgpt.com/" not in whole(contents(tmp_path))


# --- settings ---


def test_the_configuration_decides_and_later_commands_remember_it(base: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(f"account,employee,name,language,email\n{MIA},mia,Mia Stone,de,stone@brightwater.test\n", "utf-8")
    config = tmp_path / "chatscrub.toml"
    words = ["scan", str(base / "in"), "--out", str(tmp_path / "out"), "--format", "eml,ics,md", "--quiet"]
    scan = [*words, "--config", str(config), "--people", str(people)]
    config.write_text('[notices]\nfrom = "it@brightwater.test"\ntitles = true\nreference = "T-1"\n', encoding="utf-8")
    assert chatscrub_here(*scan, state=tmp_path / "state")[0] == 1
    message = parsed(contents(tmp_path)["mia.eml"])
    assert message["To"] == "Mia Stone <stone@brightwater.test>"
    assert message["Content-Language"] == "de"
    assert "Offer for …" in bodies(message)[0]
    with opened(tmp_path / "state") as ledger:
        first = current_tasks(ledger)[0].id
    assert chatscrub_here("todo", "done", first, state=tmp_path / "state")[0] == 0
    rewritten = parsed(contents(tmp_path)["mia.eml"])
    assert rewritten["From"] == "it@brightwater.test"
    assert rewritten["To"] == "Mia Stone <stone@brightwater.test>"
    assert "T-1" in bodies(rewritten)[0]
    # Titles taken out of the configuration leave older folders as well.
    config.write_text('[notices]\nfrom = "it@brightwater.test"\n', encoding="utf-8")
    scan[scan.index("--out") + 1] = str(tmp_path / "second")
    assert chatscrub_here(*scan, state=tmp_path / "state")[0] == 1
    assert "Offer for" not in whole(contents(tmp_path))


def test_no_configuration_says_nothing(base: Path, tmp_path: Path) -> None:
    with opened(tmp_path) as ledger:
        assert record_notice_settings(ledger, replace(SETTINGS, titles=True), by="it")
        assert not record_notice_settings(ledger, replace(SETTINGS, titles=True), by="it")
        assert notice_settings(ledger) == replace(SETTINGS, titles=True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('from = "it"', "must be one e-mail address"),
        ('from = "it@a.test\\r\\nBcc: x@b.test"', "must be one e-mail address"),
        ('contact = "IT\\nBcc: x"', "one printable line"),
        ('reference = ""', "one printable line"),
        ("due_days = 0", "greater than or equal to 1"),
        ('titles = "yes"', "valid boolean"),
        ('sender = "it@a.test"', "the keys are from, contact, reference, titles, due_days, language"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, line: str, said: str) -> None:
    from chatscrub.config import load_config

    path = tmp_path / "chatscrub.toml"
    path.write_text(f"[notices]\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(said)):
        load_config(path)


def test_an_email_in_the_table_of_people_is_one(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "account,employee,email\na,jane,jane@x.test\nb,jo@x.test,\nc,U123,\nd,lu,lu@xn--mller-kva.test\n", "utf-8"
    )
    people = load_people(path)
    assert people.email("lu") == "lu@xn--mller-kva.test"
    assert [people.email(each) for each in ("JANE", "jo@x.test", "U123")] == ["jane@x.test", "jo@x.test", None]
    path.write_text("account,employee,email\na,jane,jane at x\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2: the email is no address") as error:
        load_people(path)
    assert "jane at x" not in str(error.value)


# --- languages ---


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_all_sentences_with_the_same_gaps(code: str) -> None:
    tables: Sequence[Mapping[str, Mapping[str, str]]] = [
        tomllib.loads((files("chatscrub.notices") / f"{each}.toml").read_text("utf-8")) for each in ("en", code)
    ]
    english, other = tables
    assert {name: list(table) for name, table in english.items()} == {
        name: list(table) for name, table in other.items()
    }
    for key, sentence in english["sentences"].items():
        assert gaps(sentence) == gaps(other["sentences"][key]), key
        assert other["sentences"][key].isprintable()
        assert code == "en" or " " not in sentence or "{" in sentence or sentence != other["sentences"][key], key
    assert all(value.strip() for table in ("objects", "entities") for value in other[table].values())


def test_every_file_of_a_language_is_used_and_unknown_ones_are_english() -> None:
    names = {path.name for path in files("chatscrub.notices").iterdir() if path.name.endswith(".toml")}
    assert names == {f"{code}.toml" for code in LANGUAGES}
    assert sentences("de-AT").code == "de"
    assert sentences("sv").code == sentences("../../x").code == "en"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_message_in_each_language_is_whole(code: str) -> None:
    each = list_of(ROTATION, LINK, task(), task(5, action=Action.ASK_ADMIN), language=code)
    message = assert_safe(made(each), to=MIA)
    assert message["Content-Language"] == code
    assert "{" not in bodies(message)[0]
    assert_safe(digest([each], replace(SETTINGS, language=code), NOW), to=None)
