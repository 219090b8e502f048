"""The pages that people open: nothing of an export becomes part of them but text, and they fetch nothing."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
import sys
import time
import tomllib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from chatscrub.checklist import checklists, tasks_of
from chatscrub.ledger import legal_hold
from chatscrub.model.contract import Contract, ContractAnswer
from chatscrub.model.conversation import Account, Conversation, ObjectKind, SharedLink
from chatscrub.model.detector import Severity
from chatscrub.model.exposure import Band, Exposure, Leak, Target
from chatscrub.model.history import DueDate, History, PastScan, WorkDay
from chatscrub.model.notices import NoticeSettings
from chatscrub.model.outcome import Notice, NotScanned, Skipped
from chatscrub.model.record import Record
from chatscrub.model.run import ArchiveResult, Changes, Run
from chatscrub.model.task import Action, Checklist, Progress, Task, TaskPlace, TaskState
from chatscrub.notices.sentences import LANGUAGES
from chatscrub.pages.checklist import checklist, is_checklist
from chatscrub.pages.report import report
from chatscrub.pages.tally import Tally
from chatscrub.pages.words import words
from chatscrub.people import People
from chatscrub.reports import all_reports
from chatscrub.reports.report_md import report as markdown_report
from chatscrub.vendors import Wording, vendor
from chatscrub.vendors.vendor import Vendor
from tests.ledgers import ledger
from tests.running import ROOT, chatscrub_here
from tests.test_checklist import DETECTORS

TODAY = date(2026, 11, 28)
SENT = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOSTILE = (
    "</script></title></style>-->]]><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
    "{{ 7*7 }}{% for a in b %}{# x #}[link](javascript:alert(4))![i](http://evil.test/i.png)`*_|#\r\n"
    '=HYPERLINK("http://evil.test")+cmd\t@SUM(1)\x1b[31m\x1b]8;;http://evil.test\x07x\x1b]8;;\x07'
    "\u202eevil\u2066\u200b\u2028\u0000&lt;b&gt; name \u2066 Ω 漢字 עברית العربية 🦊\ud800" + "A" * 2500
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
VOID = {"meta", "input", "br", "img", "link"}
ELEMENTS = (
    "html head meta title style body a header footer main nav section h1 h2 h3 p strong span code br ul ol li div dl dt "
    "dd figure figcaption svg desc text rect line g details summary table caption thead tbody tr th td input label "
    "progress "
)
ATTRIBUTES = (
    "lang charset http-equiv content name class href id rel aria-label aria-labelledby aria-hidden aria-describedby role "
    "height width viewbox x y x1 x2 y1 y2 text-anchor tabindex scope open type for max value "
)


class Page(HTMLParser):
    """A page as a browser reads it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.stack: list[str] = []
        self.styles: list[str] = []
        self.feed(content.decode("utf-8"))
        self.close()
        assert not self.stack, self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        (self.styles if self.stack and self.stack[-1] == "style" else self.texts).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def exposure(text: str = "Kundenliste", number: int = 0, **changes: object) -> Exposure:
    """An exposure whose every text is the given one, or harmless."""
    hostile = text == HOSTILE
    told = text if hostile else "chatgpt"
    owner = Account("chatgpt", id=text, email=text if hostile else "anna@acme.test", name=text, label=text)
    link = SharedLink(f"s-{number}", text if hostile else f"https://chatgpt.com/share/{number}")
    conversation = Conversation(
        told, f"{text}-{number}", owner, title=text, url=text if hostile else f"https://chatgpt.com/c/{number}",
        shared_links=(link,), archived=True, created_at=SENT, updated_at=SENT, project_id=text, files=(text,),
    )  # fmt: skip
    target = Target(
        ObjectKind.CONVERSATION, conversation.id, conversation.url, owner, conversation,
        ((text if hostile else "IBAN_CODE", 3),), SENT, SENT, (text, "art9"),
    )  # fmt: skip
    leak = Leak(
        f"{number:064x}", text, text if hostile else "GITHUB_TOKEN", Severity.CRITICAL, text, owner, conversation, SENT
    )
    made = Exposure(
        conversation=conversation, employee=owner.key, archive=text, title=text, score=90, vector=text, band=Band.HIGH,
        severity_value=3.0, credential=Severity.CRITICAL, first_group=True, people=4, findings=5, review=0,
        flags=(text, "art9"), order=(0.0,), targets=(target,), leaks=(leak,), reasons=(text,), public=True, owner=owner,
    )  # fmt: skip
    return replace(made, **changes)


def record(text: str, each: Exposure) -> Record:
    return {
        "kind": text, "entity": text, "subject": text, "whose": "customer", "confidence": "high", "provider": text,
        "flags": [text], "conversation_id": text, "conversation_title": text, "exposure": each.score,
        "sent_at": "2026-03-01T09:00:00Z",
    }  # fmt: skip


def task(text: str, state: TaskState = TaskState.OPEN, action: Action = Action.DELETE) -> Task:
    return Task(
        id=text, employee=text, provider=text, action=action, object=text, object_id=text, title=text, url=text,
        why=(text, f"3 × {text}"), steps=(text,), remains=(text,), found=((text, 2),), purge=text, as_of=TODAY,
        source=text, sent_at=text, exposure=50, state=state, reason=text,
        since="2026-11-20T10:00:00Z", places=(TaskPlace(text, text, text),), more_places=1,
    )  # fmt: skip


def deletion_list(text: str, language: str = "en") -> Checklist:
    tasks = tuple(task(text, state, action) for action in Action for state in TaskState)
    return Checklist(
        employee=text, stem="list", name=text, tasks=tasks, notes=(text,), warnings=(text,),
        progress=Progress(30, 3, 2, 1, 1, 1, 1, 2, 1, 1), proven=tasks[:3], language=language, email=text,
    )  # fmt: skip


def run_of(text: str, exposures: Sequence[Exposure]) -> Run:
    """A run in which every text is the given one."""
    answer = ContractAnswer(text, text, text, text, text, text, text, TODAY, TODAY, True, text, text)
    archive = ArchiveResult(
        text, text, 5, 50, 500, 5, 1, {text: NotScanned(text, text, text)}, [Notice(text), Notice(text, True)],
        partial=text, first_at=SENT, last_at=SENT,
    )  # fmt: skip
    history = History(
        scans=(PastScan(text, 1, 5), PastScan(text, 2, None), PastScan(text, 2, 7)),
        days=(WorkDay(text, 5, 1, 1), WorkDay(text, 3, 2, 2)),
        due=(DueDate(text, text, text, text, 3, text, text, True), DueDate(text, text, text, text, 3)),
        rotated=((f"{1:064x}", text),),
    )
    return Run(
        version=text, tables=text, detectors=text, archives=[archive], exposures=list(exposures),
        skipped=[Skipped(text, text)], checklists=[deletion_list(text)], findings=50, below=1, repeated=1, suppressed=1,
        changes=Changes(1, 2, 3, 4), seen_before=1, contracts=[Contract(text, text, text, text, (answer,), False, False)],
        by_entity={text: 5}, today=TODAY, history=history,
    )  # fmt: skip


def pages(text: str) -> Iterator[bytes]:
    """The report and a list in each language, made of one text."""
    exposures = [exposure(text, number) for number in range(20)]
    tally = Tally()
    for each in exposures:
        tally.add(record(text, each))
    yield report(run_of(text, exposures), tally)
    for language in (*LANGUAGES, text):
        yield checklist(deletion_list(text, language), NoticeSettings(contact=text), TODAY)


@pytest.fixture(scope="module")
def hostile() -> list[Page]:
    return [Page(page) for page in pages(HOSTILE)]


def test_no_element_attribute_or_address_comes_from_an_export(hostile: list[Page]) -> None:
    for page in hostile:
        assert {tag for tag, _ in page.elements} <= set(ELEMENTS.split())
        for tag, attributes in page.elements:
            assert set(attributes) <= set(ATTRIBUTES.split()), (tag, attributes)
            values = [value for name, value in attributes.items() if name not in {"aria-label", "value"}]
            assert not any(word in value for value in values for word in ("alert", "evil", "{{", "AAAA")), attributes
        assert all(each["href"].startswith("#") for each in page.all("a"))


def test_hostile_text_is_shown_as_the_text_that_it_is(hostile: list[Page]) -> None:
    for page in hostile:
        assert "<script>alert(1)</script>" in page.text
        assert "{{ 7*7 }}{% for a in b %}" in page.text
        joined = "".join(page.texts)
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", joined
        )
        assert "A" * 2001 not in joined


def test_a_page_declares_a_policy_that_allows_its_own_style_and_nothing_else(hostile: list[Page]) -> None:
    for page in hostile:
        (policy,) = [
            each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"
        ]
        digest = b64encode(sha256("".join(page.styles).encode()).digest()).decode()
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        assert "url(" not in "".join(page.styles)
        assert "@import" not in "".join(page.styles)
        assert not any("style" in attributes or "src" in attributes for _, attributes in page.elements)


def test_links_lead_to_the_vendor_over_https_and_tell_nobody_where_they_stood() -> None:
    made = tasks_of([exposure(number=number) for number in range(3)], People(), DETECTORS, TODAY)
    lists = checklists([each.task for each in made.tasks.values()], People())
    for content in (report(run_of("x", [exposure()]), Tally()), checklist(lists[0], NoticeSettings(), TODAY)):
        links = [each for each in Page(content).all("a") if not each["href"].startswith("#")]
        assert links
        assert {urlsplit(each["href"]).scheme for each in links} == {"https"}
        assert {urlsplit(each["href"]).hostname for each in links} <= {"chatgpt.com", "console.test"}
        assert {each["rel"] for each in links} == {"noreferrer noopener"}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://chatgpt.com/c/1", "https://evil.test/c/1", "https://a@x.test/"]
)
def test_an_address_that_is_not_the_vendors_is_no_link(url: str) -> None:
    plain = exposure()
    other = replace(plain, conversation=replace(plain.conversation, url=url, shared_links=()))
    assert url not in report(run_of("x", [other]), Tally()).decode()
    deed = replace(task("x"), provider="chatgpt", url=url)
    assert (
        f'href="{url}"' not in checklist(replace(deletion_list("x"), tasks=(deed,)), NoticeSettings(), TODAY).decode()
    )


def test_headings_come_in_order_and_everything_has_a_name(hostile: list[Page]) -> None:
    harmless = [Page(page) for page in pages("harmless")]
    for page in (*hostile, *harmless):
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        labelled = {each["for"] for each in page.all("label")}
        assert {each["id"] for each in (*page.all("input"), *page.all("progress"))} == labelled
        for _, attributes in page.elements:
            for name in ("aria-labelledby", "aria-describedby"):
                assert set(attributes.get(name, "").split()) <= set(ids)
            if attributes.get("role") == "img":
                assert attributes["aria-labelledby"]
        assert all(each["href"][1:] in ids for each in page.all("a") if each["href"].startswith("#"))
        tags = [tag for tag, _ in page.elements]
        assert [tags.count(each) for each in ("main", "header", "footer")] == [1, 1, 1]


def test_each_page_says_in_which_language_it_is(hostile: list[Page]) -> None:
    assert [page.all("html")[0]["lang"] for page in hostile] == ["en", *LANGUAGES, "en"]


def test_the_same_run_gives_the_same_bytes_whatever_the_clock_says() -> None:
    first = list(pages("x"))
    time.sleep(1.1)
    assert list(pages("x")) == first


def test_fifty_thousand_findings_make_a_small_page_in_seconds() -> None:
    began = time.process_time()
    exposures = [exposure(f"A title of some length {n}", n, score=n % 100, first_group=False) for n in range(5000)]
    tally = Tally()
    for number in range(50_000):
        each = exposures[number % 5000]
        tally.add(
            {
                **record("x", each),
                "kind": "pii",
                "entity": f"E{number % 40}",
                "subject": f"p-{number // 4}",
                "flags": [],
            }
        )
    run = replace(run_of("exports/anna/export.zip", exposures), findings=50_000)
    run.archives = list(run.archives) * 1000
    content = report(run, tally)
    assert len(content) < 10e6
    assert time.process_time() - began < 10
    text = Page(content).text
    for more in (
        "4,500 more in findings.csv and summary.json.",
        "12,000 more in findings.csv.",
        "700 more in summary.json.",
    ):
        assert more in text


def test_the_report_tells_in_words_what_lies_there() -> None:
    exposures = [exposure("Kundenliste", number, public=number == 0) for number in range(2)]
    tally = Tally()
    tally.add(
        {**record("x", exposures[0]), "kind": "pii", "entity": "IBAN_CODE", "subject": "p-1", "provider": "chatgpt"}
    )
    text = Page(report(run_of("x", exposures), tally)).text
    assert (
        "2 of 5 conversations in 1 export hold pasted customer data or credentials: 2 come first, 2 credentials" in text
    )
    for said in (
        "Incomplete. 1 thing could not be read", "Exposure by employee", "Findings by kind", "How long it has lain there",
        "Open against done", "Findings by scan", "Since the exports before", "Deadlines", "overdue", "Customers", "p-1",
        "Credentials to rotate", "Shared links", "whoever has the link", "Vendors", "forbidden by the policy", "interrupted",
        "What was read, and what was not", "Method",
    ):  # fmt: skip
        assert said in text, said


def test_a_chart_is_told_in_words_and_figures() -> None:
    exposures = [exposure(number=number, score=score) for number, score in enumerate((95, 95, 50))]
    content = report(run_of("x", exposures), Tally()).decode()
    (told,) = re.findall(r'<desc id="chart-employees-text">([^<]*)', content)
    assert told.endswith("first. anna@acme.test: 2 with score 90 to 100, 1 40 to 69.")
    (told,) = re.findall(r'<desc id="chart-work-text">([^<]*)', content)
    assert told.endswith("x: 1 proven gone, 1 said to be done, 5 open; x: 2 proven gone, 2 said to be done, 3 open.")


def test_an_empty_run_has_a_report_and_a_list_without_tasks_says_so() -> None:
    empty = Run(version="1", tables="1", detectors="1", today=TODAY)
    assert "Nothing that counts lies in 0 conversations of 0 exports." in Page(report(empty, Tally())).text
    assert "Nothing to do." in Page(checklist(Checklist("a", "a", None, ()), NoticeSettings(), None)).text


def test_what_must_be_read_first_comes_first_and_things_done_in_the_same_steps_stand_together() -> None:
    made = tasks_of([exposure(f"Chat {number}", number) for number in range(3)], People(), DETECTORS, TODAY)
    (each,) = checklists(
        [one.task for one in made.tasks.values()], People(), warnings={"anna@acme.test": ["Ask first."]}
    )
    page = Page(checklist(each, NoticeSettings(contact="the privacy office"), TODAY))
    assert page.text.index("Ask first.") < page.text.index("What happened")
    assert page.text.count("Open the ⋯ menu") + page.text.count("Archived chats") == 1
    assert len(page.all("input")) == len(each.tasks)
    assert all(one["type"] == "checkbox" for one in page.all("input"))
    assert "Ask the privacy office." in page.text
    assert "nowhere else" in page.text


def test_a_credential_to_replace_names_where_it_was_pasted_with_links_to_the_vendor_alone() -> None:
    places = (
        TaskPlace("chatgpt", "Plan <b>", "https://chatgpt.com/c/1"),
        TaskPlace("slack", "ops", "javascript:alert(1)"),
    )
    one = replace(task("Key", action=Action.ROTATE), places=places, more_places=2)
    page = Page(checklist(Checklist("a", "a", None, (one,)), NoticeSettings(), TODAY))
    assert "Pasted in: Plan <b> (ChatGPT), ops (Slack) and 2 more" in page.text
    assert [each["href"] for each in page.all("a")][1:] == ["https://chatgpt.com/c/1"]
    assert "lead to chatgpt.com and nowhere else" in page.text


def test_the_report_names_a_conversation_of_each_credential() -> None:
    exposures = [exposure("Chat 1", 1), exposure("Chat 2", 2, leaks=exposure("Chat 1", 1).leaks)]
    page = Page(report(run_of("x", exposures), Tally()))
    assert "Chat 1 and 1 more" in page.text


def test_a_table_that_goes_on_at_the_side_shows_it_and_what_explains_it_wraps_with_the_page() -> None:
    page = Page(report(run_of("x", [exposure("Chat 1", 1)]), Tally()))
    assert not page.all("caption")  # as wide as its table, so that its end would lie out of sight
    assert "The lists themselves lie beside this page" in page.text
    (rule,) = re.findall(r"\.scroll \{\s*overflow-x: auto;[^}]*\}", page.styles[0])
    assert "background-attachment: local, local, scroll, scroll" in rule


def test_one_thing_is_not_told_as_several() -> None:
    run = run_of("x", [exposure("Chat 1", 1)])
    run.findings = run.below = run.archives[0].conversations = run.archives[0].passages = 1
    run.tables = "ranking tables 1"
    tally = Tally()
    tally.add(record("x", exposure()))
    page = Page(report(run, tally)).text + "\n".join(markdown_report(run))
    wrong = (
        r"\b1 (?:findings|conversations|archives|exports|texts|things|credentials|customers|published sample values)\b"
    )
    assert not re.findall(wrong, page)
    assert "1 conversation comes first" in page
    assert "ranking tables ranking tables" not in page
    for language in LANGUAGES:
        one = Checklist("a", "a", None, (task("Plan", action=Action.UNSHARE),), language=language)
        (label,) = re.findall("<dt>(.*)</dt><dd>1</dd>", checklist(one, NoticeSettings(), TODAY).decode())
        assert label == words(language).say("todo_unshare_one")


def test_what_is_proven_gone_has_its_whole_day_and_a_link_is_told_from_its_chat() -> None:
    gone = [replace(task("Plan", TaskState.VERIFIED_GONE, action), provider="chatgpt") for action in Action]
    text = Page(checklist(Checklist("a", "a", None, (), proven=tuple(gone)), NoticeSettings(), TODAY)).text
    assert "Shared link to: Plan · ChatGPT · 2026-11-20" in text
    assert text.count("2026-11-20") == len(gone)
    assert "2026-11-2…" not in text


def _gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_sentences_with_the_same_gaps(language: str) -> None:
    folder = files("chatscrub.pages") / "languages"
    english, other = (tomllib.loads((folder / f"{each}.toml").read_text("utf-8")) for each in ("en", language))
    assert other.keys() == english.keys()
    for table, sentences in english.items():
        assert other[table].keys() == sentences.keys()
        for key, sentence in sentences.items():
            assert _gaps(other[table][key]) == _gaps(sentence), key
            assert other[table][key].strip()


def _wordings(about: Vendor) -> Iterator[Wording]:
    for kind in ("conversation", "shared_link", "library", "memory", "message"):
        if kind in about.procedures:
            procedure = about.procedures[kind]
            yield from (procedure.steps, procedure.archived, procedure.project, procedure.external, procedure.remains)
    yield from about.notes
    yield from (window.text for window in about.windows)


@pytest.mark.parametrize("provider", ["chatgpt", "claude", "slack"])
def test_the_main_steps_are_there_in_every_language_sentence_by_sentence(provider: str) -> None:
    for wording in _wordings(vendor(provider)):
        if wording.by_language:
            assert set(wording.by_language) == set(LANGUAGES)
            assert len({len(sentences) for sentences in wording.by_language.values()}) == 1


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_but_the_issuers_steps_is_left_in_english(language: str, tmp_path: Path) -> None:
    code, _, errors = chatscrub_here(
        "scan", str(ROOT / "sample_exports"), "--out", str(tmp_path), "--lang", language, "--format", "html",
        state=tmp_path / "state",
    )  # fmt: skip
    assert code == 1, errors
    pages_ = sorted((tmp_path / "checklists").glob("*.html"))
    assert len(pages_) == 4
    for path in pages_:
        content = path.read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in content
        marked = re.findall(r'(<li>)?<span lang="en">([^<]*)', content)
        assert all(item for item, _ in marked), marked


def test_what_the_program_says_of_holds_is_said_in_each_language() -> None:
    hold = (
        "Do NOT delete, rename, archive or unshare anything of yours in slack from 2026-01-01 to 2026-02-01: it is under a "
        "legal hold (matter 7). 3 things of this list wait until it is lifted. Ask your data-protection contact before you "
        "change anything there."
    )
    said = words("de").phrase(hold)
    assert said.language is None
    assert "von Ihnen in slack von 2026-01-01 bis 2026-02-01" in said.text
    assert "Ihre Ansprechperson für Datenschutz" in said.text
    assert words("de").phrase("something new").language == "en"


@pytest.mark.parametrize("admin", [True, False])
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_that_nobody_recorded_a_hold_is_said_in_each_language(language: str, admin: bool, tmp_path: Path) -> None:
    with ledger(tmp_path) as book:
        (note,) = legal_hold.list_note(book.database, admin=admin)
    said = words(language).phrase(note)
    assert said.language is None
    assert "Ask IT" not in said.text


def test_every_report_and_list_says_to_ask_before_deleting_until_it_is_recorded(tmp_path: Path) -> None:
    state, out, config = tmp_path / "state", tmp_path / "out", tmp_path / "chatscrub.toml"
    config.write_text('[policy]\nlegal_hold = "none"\n', encoding="utf-8")
    export = str(ROOT / "sample_exports" / "claude-legacy")
    names = ["report.html", "report.md", *(f"checklists/*{ending}" for ending in (".html", ".md", ".json", ".eml"))]
    for options, is_said in (((), True), (("--config", str(config)), False)):
        arguments = ("scan", export, "--out", str(out), "--format", "html,md,json,eml", *options)
        chatscrub_here(*arguments, state=state)
        for name in names:
            (path,) = out.glob(name)
            text = " ".join(path.read_text(encoding="utf-8").split())
            told = "ask before anything is deleted" if path.parent == out else "Ask IT before you delete anything"
            assert (told in text) is is_said, path


def test_a_phrase_that_nobody_knows_is_marked_as_english() -> None:
    assert words("de").phrase("something new").language == "en"
    assert words("en").phrase("something new").language is None


def test_lists_are_rewritten_as_pages_after_a_decision_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    state, out = tmp_path / "state", tmp_path / "out"
    chatscrub_here("scan", str(ROOT / "sample_exports" / "claude-legacy"), "--out", str(out), state=state)
    (page,) = (out / "checklists").glob("*.html")
    assert is_checklist(page.read_bytes())
    foreign = out / "checklists" / "notes.html"
    foreign.write_text("<p>mine</p>", encoding="utf-8")
    before = page.read_text(encoding="utf-8")
    ids = re.findall(r'class="id">([0-9a-f]{16})<', before)
    chatscrub_here("todo", "done", ids[0], "--by", "anna", state=state)
    after = page.read_text(encoding="utf-8")
    assert ids[0] not in after
    assert "Done: 1 of" in after
    assert foreign.read_text(encoding="utf-8") == "<p>mine</p>"


def test_the_report_shows_the_scans_and_the_work_that_the_ledger_knows(tmp_path: Path) -> None:
    state, out = tmp_path / "state", tmp_path / "out"
    for number in range(2):
        chatscrub_here("scan", str(ROOT / "sample_exports" / "claude-legacy"), "--out", str(out), state=state)
        if number == 0:
            (ids,) = [
                re.findall(r'class="id">([0-9a-f]{16})<', p.read_text("utf-8")) for p in out.glob("checklists/*.html")
            ]
            chatscrub_here("todo", "done", ids[0], "--by", "anna", state=state)
    text = Page((out / "report.html").read_bytes()).text
    assert "The last 2 scans" in text
    assert "Findings by scan" in text
    assert "0 said to be done and waiting for proof; 1 done where no export can prove it" in text  # a rotation


def test_pages_are_written_by_default_and_jinja_is_not_loaded_before() -> None:
    mine = [each for each in all_reports() if each.name == "html"]
    assert [(each.default, each.is_list) for each in mine] == [(True, True), (True, False)]
    code = "import sys, chatscrub.reports as r; r.all_reports(); sys.exit('jinja2' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def _opened(page: Path, folder: Path) -> tuple[str, str, str]:
    """A page in a browser: its elements, what the console said, and the log of its requests."""
    assert CHROMIUM is not None
    log = folder / f"{page.stem}.json"
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
            f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=120, check=True,
    )  # fmt: skip
    return done.stdout, done.stderr, log.read_text(encoding="utf-8", errors="replace")


@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")
def test_a_browser_opens_the_pages_without_a_request_a_dialog_or_a_complaint(tmp_path: Path) -> None:
    for number, content in enumerate([*list(pages(HOSTILE))[:3], *list(pages("harmless"))[:2]]):
        page = tmp_path / f"{number}.html"
        page.write_bytes(content)
        elements, console, requests = _opened(page, tmp_path)
        # A style sheet that its hash does not allow, and a script that the policy stops, are told in the console.
        assert "CONSOLE" not in console, [line for line in console.splitlines() if "CONSOLE" in line]
        assert {tag for tag, _ in Page(elements.encode("utf-8", "replace")).elements} <= set(ELEMENTS.split())
        assert "evil.test" not in requests


@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")
def test_a_browser_would_tell_of_a_script_and_of_a_request(tmp_path: Path) -> None:
    page = tmp_path / "control.html"
    page.write_text('<script>console.log("seen")</script><img src="http://evil.test/">', encoding="utf-8")
    _, console, requests = _opened(page, tmp_path)
    assert "CONSOLE" in console
    assert "evil.test" in requests
    stopped = tmp_path / "stopped.html"
    (harmless, *_) = pages("harmless")
    stopped.write_bytes(harmless.replace(b"</body>", b'<script>alert(1)</script><img src="http://evil.test/"></body>'))
    _, console, requests = _opened(stopped, tmp_path)
    assert "Content Security Policy" in console
    assert "evil.test" not in requests


def test_ages_are_counted_to_the_day_of_the_run() -> None:
    later = replace(run_of("x", [exposure()]), today=TODAY + timedelta(1))
    assert report(later, Tally()) != report(run_of("x", [exposure()]), Tally())


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_text_and_charts_stand_out_in_light_in_dark_and_on_paper() -> None:
    style = (files("chatscrub.pages") / "templates" / "style.css").read_text("utf-8")
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{([^}]*)\}", style)
    ]
    assert len(themes) == 3
    for colours in themes:
        for text in ("ink", "soft", "link", "bad", "ok"):
            assert all(_contrast(colours[text], colours[on]) >= 4.5 for on in ("paper", "wash", "bad-wash")), text
        assert all(_contrast(colours[shade], colours["paper"]) >= 3 for shade in ("s1", "s2", "s3", "s4", "a1", "ok"))
