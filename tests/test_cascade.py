from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub.detection import candidates, cascade, verify
from chatscrub.detection.batch import Prefilter
from chatscrub.detection.cascade import Detection, Scan
from chatscrub.detection.evidence.verdict import REACH, State, Surroundings, Verdict
from chatscrub.detection.prefilter import prefilter_for
from chatscrub.detection.re2_prefilter import Re2Prefilter
from chatscrub.detection.records import Positions
from chatscrub.detection.samples import fill
from chatscrub.detection.wakers import DECODER, reader_of
from chatscrub.kept_file import default_cache
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity
from chatscrub.model.finding import Finding, Span
from tests.running import shipped_detectors

KEY = b"installation"
ACCOUNT = Account("chatgpt", email="ada@lovelace-works.de")
CHAT = Conversation("chatgpt", "c1", ACCOUNT, title="Hello")
TOKEN = fill("acme_{{lowernum:20}}", "cascade")


def detector(what: str = "key", pattern: str = r"\b(?P<value>acme_[0-9a-z]{20})\b", **changes: object) -> Detector:
    plain = Detector(
        id=f"acme.{what}",
        issuer="Acme",
        kind=Kind.CREDENTIAL,
        entity="ACME_KEY",
        confidence=Confidence.MEDIUM,
        severity=Severity.HIGH,
        pattern=pattern,
        remedy=Remedy(RemedyKind.ROTATE, None, ("Roll it.",)),
        file="credentials/acme.toml",
        name="Acme key",
    )
    return replace(plain, **changes)


EMAIL = detector(
    "email",
    r"\b(?P<value>[\w.]{1,30}@[\w-]{1,30}\.[a-z]{2,6})\b",
    kind=Kind.PII,
    entity="EMAIL_ADDRESS",
    category="contact",
    identifier="email",
)
PHONE = detector(
    "phone",
    r"(?P<value>\+\d{2}[ \d]{6,14}\d)\b",
    kind=Kind.PII,
    entity="PHONE_NUMBER",
    category="contact",
    identifier="phone_or_address",
)
GENERIC = detector(
    "generic", r"(?i)\b(?:password|token)\s{0,2}[:=]\s{0,2}(?P<value>\S{4,60})", entity="SECRET", generic=True
)


def passage(text: str, message: str | None = "m1", place: str = "text", chat: Conversation = CHAT) -> Passage:
    return Passage(chat, text, place, ACCOUNT, message_id=message)


def scan(texts: list[str] | str, *detectors: Detector, reveal: bool = False) -> Scan:
    chosen = detectors or (detector(),)
    detection = Detection(chosen, KEY, reveal=reveal, prefilter=Re2Prefilter)
    texts = [texts] if isinstance(texts, str) else texts
    return detection.scan([passage(text, f"m{number}") for number, text in enumerate(texts)])


def only(scan: Scan) -> Finding:
    (finding,) = scan.findings
    return finding


# -- the cascade finds what the naive way finds ------------------------------------------------------------------------


@cache
def shipped() -> tuple[tuple[Detector, ...], list[Prefilter]]:
    detectors = (*shipped_detectors(), detector(), EMAIL, PHONE, GENERIC)
    woken = (*detectors, DECODER, reader_of(detectors))
    return detectors, [prefilter_for(woken, cache=default_cache()), Re2Prefilter(woken)]


def as_made(prefilter: Prefilter) -> Callable[[Sequence[Detector]], Prefilter]:
    return lambda _: prefilter


SHARE = 29  # every so manieth example goes through all detectors; test_detectors.py sees each example alone


@cache
def examples() -> list[str]:
    return [
        fill(template, f"{one.id} cascade {number}")
        for one in shipped()[0]
        for number, template in enumerate((*one.match, *one.no_match))
    ]


PIECES = st.one_of(
    st.sampled_from(range(1_000_000)).map(lambda number: examples()[number % len(examples())]),
    st.sampled_from(
        [TOKEN, "password: ", "token=<token>", "\n", "\n\n", "ü", "`", '"', " ", "\t", "😀", "\ud800", "\0"]
    ),
    st.text(max_size=8),
)
ENCODED = st.builds(
    lambda text, encoder: f" {encoder(text)} ",
    st.lists(PIECES, max_size=3).map("".join),
    st.sampled_from(
        [
            json.dumps,
            lambda text: quote_plus(text, errors="replace"),
            escape,
            lambda text: base64.b64encode(text.encode("utf-8", "replace")).decode(),
        ]
    ),
)
TEXTS = st.lists(st.lists(PIECES | ENCODED, max_size=5).map("".join), max_size=4)


@settings(max_examples=25)
@given(TEXTS)
def test_the_cascade_finds_exactly_what_every_detector_over_every_passage_finds(texts: list[str]) -> None:
    detectors, prefilters = shipped()
    passages = [passage(text, f"m{number}") for number, text in enumerate(texts)]
    naive = Detection(detectors, KEY, prefilter=as_made(prefilters[0])).scan(passages, exhaustive=True)
    for prefilter in prefilters:
        assert Detection(detectors, KEY, prefilter=as_made(prefilter)).scan(passages) == naive


def test_it_finds_the_same_in_all_examples_at_once_and_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    detectors, prefilters = shipped()
    passages = [passage(text, f"m{number}") for number, text in enumerate(examples()[::SHARE])]
    detection = Detection(detectors, KEY, prefilter=as_made(prefilters[0]))
    together = detection.scan(passages)
    assert together == detection.scan(passages, exhaustive=True)
    assert together.findings == [finding for one in passages for finding in detection.scan([one]).findings]
    monkeypatch.setattr(candidates, "BATCH", 100)
    assert detection.scan(passages) == together


# -- what a finding says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", "plain ", "Grüße, 😀 ", "a\nb\n\n", "\ud800 lone "])
def test_offsets_count_characters(before: str) -> None:
    text = f"{before}{TOKEN} ü {TOKEN}"
    finding = only(scan(text))
    assert text[finding.start : finding.end] == TOKEN
    (other,) = finding.also_at
    assert text[other.start : other.end] == TOKEN


def test_a_finding_shows_no_value_unless_asked() -> None:
    hidden, shown = only(scan(TOKEN)), only(scan(TOKEN, reveal=True))
    assert hidden.raw is None
    assert TOKEN not in repr(hidden)
    assert TOKEN not in repr(shown)
    assert shown.raw is not None
    assert shown.raw.reveal() == TOKEN
    assert hidden.match == f"acme_…{TOKEN[-4:]}"


def test_a_fingerprint_is_keyed_and_the_same_for_all_spellings() -> None:
    wanted = hmac.new(KEY, f"ACME_KEY\0{TOKEN}".encode(), hashlib.sha256).hexdigest()
    assert only(scan(TOKEN)).fingerprint == wanted
    other = Detection([detector()], b"other", prefilter=Re2Prefilter)
    assert only(other.scan([passage(TOKEN)])).fingerprint != wanted
    mails = [only(scan(text, EMAIL)).fingerprint for text in ("Ada@Works-A.de", "ada@works-a.DE".lower())]
    assert len(set(mails)) == 1
    phones = [only(scan(text, PHONE)).fingerprint for text in ("+49 30 9018 200", "+49309018200")]
    assert len(set(phones)) == 1


def test_copies_in_one_message_are_one_finding() -> None:
    chosen = [detector()]
    detection = Detection(chosen, KEY, prefilter=Re2Prefilter)
    texts = [(TOKEN, "m1", "text"), (f"x {TOKEN}", "m1", "blocks[0]"), (TOKEN, "m2", "text")]
    first, second = detection.scan([passage(*one) for one in texts]).findings
    assert first.also_at == (Span("blocks[0]", 2, 2 + len(TOKEN)),)
    assert second.also_at == ()
    unnamed = detection.scan([passage(TOKEN, None), passage(TOKEN, None)]).findings
    assert len(unnamed) == 2  # without an id nothing says that the two are one message
    elsewhere = [passage(TOKEN), passage(TOKEN, chat=replace(CHAT, id="c2"))]
    assert len(detection.scan(elsewhere).findings) == 2


def test_the_surest_copy_stays_and_findings_keep_their_order() -> None:
    chosen = [detector(context=("acme",)), EMAIL]
    detection = Detection(chosen, KEY, prefilter=Re2Prefilter)
    texts = [f"{TOKEN} ada@works-a.de", f"acme {TOKEN}"]
    mail, token = detection.scan([passage(text, "m1", f"p{number}") for number, text in enumerate(texts)]).findings
    assert (mail.entity, token.entity) == ("EMAIL_ADDRESS", "ACME_KEY")
    assert (token.passage.place, token.confidence) == ("p1", Confidence.HIGH)
    assert token.also_at == (Span("p0", 0, len(TOKEN)),)


def test_samples_are_counted_and_left_out() -> None:
    result = scan(["acme_" + "x" * 20, f"k={TOKEN}", "ada@example.com"], detector(), EMAIL)
    assert [finding.passage.text for finding in result.findings] == [f"k={TOKEN}"]
    assert result.samples == 2


def test_a_filler_that_the_issuers_detector_knows_is_no_find_for_a_generic_one() -> None:
    filler = "acme_" + "x" * 20
    assert only(scan(f"token={filler}", GENERIC)).detector == "acme.generic"
    result = scan([f"token={filler}", f"token={TOKEN}"], GENERIC, detector())
    assert (only(result).detector, result.samples) == ("acme.key", 1)


def test_a_title_is_told_where_it_repeats_a_value() -> None:
    title = f"Fix {TOKEN.upper()} for ADA@works-a.de"
    chosen = [detector(), EMAIL]
    detection = Detection(chosen, KEY, prefilter=Re2Prefilter)
    texts = ["nothing", f"here: {TOKEN}", "mail ada@works-a.de"]
    chat = replace(CHAT, title=title)
    titles = detection.scan([passage(text, f"m{n}", chat=chat) for n, text in enumerate(texts)]).titles
    assert titles == {1: {(4, 4 + len(TOKEN))}, 2: {(len(title) - 14, len(title))}}


def test_values_in_one_record_make_a_customer() -> None:
    lone = "mail fred@works-a.de about it"
    row = "Fred Marsh\tgina@works-b.de\t+49 30 9018 200\nhugo@works-c.de\tx\n"
    found = scan([lone, row], EMAIL, PHONE).findings
    assert [one.whose for one in found] == ["unknown", "customer", "customer", "unknown"]
    assert only(scan("write ada@lovelace-works.de", EMAIL)).whose == "self"
    assert only(scan(TOKEN)).whose is None


# -- encoded text ------------------------------------------------------------------------------------------------------

SPOKEN = detector(
    "spoken", r'(?i)"password":\s{0,2}"(?P<value>[^"\n]{4,40})"', entity="SPOKEN", confidence=Confidence.LOW
)


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_what_is_encoded_is_found_where_it_was_pasted() -> None:
    pasted = in_base64(f"name=x\nkey={TOKEN}\nmail ada@works-a.de\n")
    text = f"Grüße 😀\n\nenv: {pasted} ok"
    key, mail = scan(text, detector(), EMAIL, reveal=True).findings
    assert (key.entity, key.raw and key.raw.reveal()) == ("ACME_KEY", TOKEN)
    assert (mail.entity, mail.raw and mail.raw.reveal()) == ("EMAIL_ADDRESS", "ada@works-a.de")
    assert key.reasons == mail.reasons == ("shape", "decoded:base64")
    assert text.index(pasted) < key.start < key.end <= mail.start < mail.end < text.index(" ok")
    assert key.record == mail.record == only(scan(f"Grüße 😀\n\nenv: {TOKEN}")).record


def test_what_the_text_says_itself_is_not_said_to_be_decoded() -> None:
    plain = rf"{{\"password\": \"{TOKEN}\", \"mail\": \"ada@works-a.de\"}}"
    findings = scan(plain, detector(), EMAIL, SPOKEN).findings
    assert [(each.entity, each.reasons) for each in findings] == [
        ("ACME_KEY", ("shape",)),
        ("EMAIL_ADDRESS", ("shape",)),
    ]
    only_decoded = r"{\"password\": \"Uhu\u0026Falke\"}"
    finding = only(scan(only_decoded, SPOKEN))
    assert only_decoded[finding.start : finding.end] == r"Uhu\u0026Falke"
    assert finding.reasons == ("shape", "decoded:json")


def test_a_surer_claim_of_the_decoded_text_stays() -> None:
    cued = detector(context=("acme key",))
    text = f"acme%20key={TOKEN}&x=%7B%22a%22%7D"
    finding = only(scan(text, cued))
    assert (finding.confidence, finding.reasons) == (Confidence.HIGH, ("context:acme key", "decoded:url"))
    assert text[finding.start : finding.end] == TOKEN


def test_a_generic_claim_on_the_run_yields_to_what_is_inside() -> None:
    run = in_base64(f"key={TOKEN} and more")
    finding = only(scan(f"token={run}", GENERIC, detector()))
    assert finding.detector == "acme.key"
    assert "decoded:base64" in finding.reasons
    plain = in_base64("harmless words, nothing else")
    assert only(scan(f"token={plain}", GENERIC, detector())).detector == "acme.generic"


def test_a_specific_claim_on_the_run_keeps_what_is_inside() -> None:
    sealed = detector("sealed", r"\bsealed (?P<value>[0-9A-Za-z+/=]{20,400})", entity="SEALED")
    run = in_base64(f"key={TOKEN} mail ada@works-a.de " * 2)
    findings = scan(f"sealed {run}", sealed, detector(confidence=Confidence.HIGH), EMAIL).findings
    assert [each.entity for each in findings] == ["SEALED"]
    outer = scan(in_base64(f"sealed {run}"), sealed, detector(confidence=Confidence.HIGH), EMAIL).findings
    assert [each.entity for each in outer] == ["SEALED"]


def test_a_filler_inside_is_a_sample_and_quiets_the_generic_claim() -> None:
    filler = "acme_" + "x" * 20
    result = scan(f"token={in_base64(f'token={filler} # to fill in')}", GENERIC, detector())
    assert (result.findings, result.samples) == ([], 1)


def test_what_is_inside_a_published_token_is_nobodys() -> None:
    marked = detector("marked", r"\bmarked\.(?P<value>[0-9A-Za-z+/]{20,400}=*\.xxxxxxxx)")
    run = in_base64('{"mail": "ada@works-a.de", "x": 1}')
    assert scan(f"marked.{run}.xxxxxxxx", marked, EMAIL).findings == []
    assert only(scan(f"marked.{run}.abcdefgh", marked, EMAIL)).entity == "EMAIL_ADDRESS"


def test_of_a_compressed_run_the_surest_claim_stands_for_all() -> None:
    run = base64.b64encode(gzip.compress(f"a {TOKEN} b ada@works-a.de".encode())).decode()
    finding = only(scan(f"x {run}", detector(), EMAIL))
    assert (finding.start, finding.end) == (2, 2 + len(run.rstrip("=")))
    assert finding.entity == "ACME_KEY"


def test_shipped_detectors_that_decode_keep_their_claims() -> None:
    detectors, prefilters = shipped()
    detection = Detection(detectors, KEY, prefilter=as_made(prefilters[0]))
    for text, wanted in (
        (fill("Authorization: Basic {{b64:svc:[[pw:12]]}}", "cascade"), "web-logins.basic-header"),
        (fill("kind: Secret\ndata:\n  db-password: {{b64:[[pw:24]]}}", "cascade"), "containers.secret-data"),
        (fill('"auth" : "{{b64:anna:[[alnum:20]]}}"', "cascade"), "containers.docker-auth"),
    ):
        finding = only(detection.scan([passage(text)]))
        assert finding.detector == wanted
        assert not any(reason.startswith("decoded:") for reason in finding.reasons)


# -- what speaks for and against a candidate ---------------------------------------------------------------------------

WORDS = ("api key", "schlüssel")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (f"API key {TOKEN}", "api key"),
        (f"ACME_API_KEY={TOKEN}", "api_key"),
        (f"apikey: {TOKEN}", "apikey"),
        (f"{TOKEN} is my api-key", "api-key"),
        (f"der Schlüssel {TOKEN}", "schlüssel"),
        (f"capi keyed {TOKEN}", None),
        (f"api key{' ' * 81}{TOKEN}", None),
        (f"api key{' ' * 73}{TOKEN}", "api key"),
        (f"{TOKEN}{' ' * 40}api key", None),
        (f"{TOKEN}{' ' * 39}api key", "api key"),
    ],
)
def test_a_context_word_near_the_value_raises_confidence(text: str, word: str | None) -> None:
    finding = only(scan(text, detector(context=WORDS)))
    assert finding.confidence is (Confidence.HIGH if word else Confidence.MEDIUM)
    assert finding.reasons == ((f"context:{word}",) if word else ("shape",))


def test_a_required_context_word_decides_but_does_not_raise() -> None:
    needed = detector(context=WORDS, context_required=True)
    assert scan(TOKEN, needed).findings == []
    assert only(scan(f"api key {TOKEN}", needed)).confidence is Confidence.MEDIUM


def test_a_companion_must_stand_within_reach() -> None:
    paired = detector(companion=r"\bid_\d{4}\b")
    assert only(scan(f"id_1234\n{TOKEN}", paired)).reasons == ("companion",)
    assert only(scan(f"{TOKEN}{'é' * (REACH - 8)} id_1234", paired)).reasons == ("companion",)
    assert scan(f"{TOKEN} {'é' * REACH} id_1234", paired).findings == []


def test_a_companion_anywhere_counts_at_any_distance_on_either_side() -> None:
    paired = detector(companion=r"\bid_\d{4}\b", companion_anywhere=True)
    far = "talk " * REACH
    for text in (f"id_1234 {far}{TOKEN}", f"{TOKEN} {far}id_1234"):
        assert only(scan(text, paired)).reasons == ("companion",)
    assert scan(f"{TOKEN} {far}", paired).findings == []


@pytest.fixture
def evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    def says(state: State) -> object:
        def check(value: str, around: Surroundings) -> Verdict:
            return Verdict(state, f"{state.value} here", (f"flag-{state.value}",))

        return check

    table = MappingProxyType({state.value: says(state) for state in State})
    monkeypatch.setattr(verify, "evidence_function", table.__getitem__)


@pytest.mark.usefixtures("evidence")
@pytest.mark.parametrize(
    ("base", "names", "context", "expected"),
    [
        (Confidence.LOW, ("proven",), "", Confidence.MEDIUM),
        (Confidence.LOW, ("proven",), "api key ", Confidence.HIGH),
        (Confidence.MEDIUM, ("neutral",), "", Confidence.MEDIUM),
        (Confidence.MEDIUM, ("failed",), "", Confidence.LOW),
        (Confidence.LOW, ("failed",), "", Confidence.LOW),
        (Confidence.HIGH, ("proven",), "", Confidence.HIGH),
        (Confidence.HIGH, ("failed",), "api key ", Confidence.MEDIUM),
        (Confidence.HIGH, ("failed", "proven"), "", Confidence.MEDIUM),
    ],
)
def test_evidence_moves_confidence_and_says_why(
    base: Confidence, names: tuple[str, ...], context: str, expected: Confidence
) -> None:
    finding = only(
        scan(context + TOKEN, detector(confidence=base, evidence=names, context=("api key",), flags=("art9",)))
    )
    assert finding.confidence is expected
    assert set(names) <= {reason.removesuffix(" here") for reason in finding.reasons}
    assert finding.flags == ("art9", *(f"flag-{name}" for name in names))


@pytest.mark.usefixtures("evidence")
def test_a_requirement_that_fails_drops_and_one_that_holds_moves_nothing() -> None:
    assert scan(TOKEN, detector(require=("failed",))).findings == []
    finding = only(scan(TOKEN, detector(require=("proven", "neutral"))))
    assert finding.confidence is Confidence.MEDIUM
    assert finding.reasons == ("proven here", "neutral here")


def test_evidence_sees_the_surroundings_of_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, Surroundings]] = []

    def spy(value: str, around: Surroundings) -> Verdict:
        seen.append((value, around))
        return Verdict(State.NEUTRAL)

    monkeypatch.setattr(verify, "evidence_function", {"spy": spy}.__getitem__)
    scan("😀" * 1000 + f" {TOKEN} " + "ü" * 1000, detector(evidence=("spy",)))
    ((value, around),) = seen
    assert value == TOKEN
    assert around == Surroundings("😀" * (REACH - 1) + " ", " " + "ü" * (REACH - 1))


def test_an_engine_must_confirm_and_its_validation_counts() -> None:
    iban = detector(
        "iban",
        r"\b(?P<value>[A-Z]{2}\d{20})\b",
        kind=Kind.PII,
        entity="IBAN_CODE",
        identifier="id_number",
        engine="presidio:IbanRecognizer",
    )
    valid = fill("{{iban:DE}}", "cascade")
    finding = only(scan(f"pay to iban {valid}", iban))
    assert (finding.confidence, finding.reasons) == (Confidence.HIGH, ("presidio checksum", "context:iban"))
    broken = valid[:-1] + str((int(valid[-1]) + 1) % 10)
    assert scan(f"pay to iban {broken}", iban).findings == []
    plugin = detector("ghp", r"(?P<value>gh[px]_\w{36})", engine="detect-secrets:GitHubTokenDetector")
    known, unknown = fill("ghp_{{alnum:36}}", "c"), fill("ghx_{{alnum:36}}", "c")
    assert only(scan([known, unknown], plugin)).reasons == ("detect-secrets:GitHubTokenDetector",)


# -- records -----------------------------------------------------------------------------------------------------------


def records(text: str, *marks: str) -> list[int]:
    data = text.encode()
    positions = Positions(data)
    return [positions.record(data.index(mark.encode())) for mark in marks]


def test_a_row_of_a_table_is_a_record() -> None:
    one, two, three = records("h1\th2\nA1\tB1\nA2\tB2", "A1", "B1", "A2")
    assert one == two != three
    for row in ("A1;B1", "A1|B1", "A1,x,y,B1"):
        one, two, three = records(f"{row}\nA2;x", "A1", "B1", "A2")
        assert one == two != three


def test_a_paragraph_is_a_record_and_a_blank_line_ends_it() -> None:
    one, two, three, four = records("A1, ü\nB1\n \nC1\n\n\nD1", "A1", "B1", "C1", "D1")
    assert one == two
    assert len({one, three, four}) == 3


def test_a_row_and_a_paragraph_never_share_a_number() -> None:
    text = "".join(f"P{number}\n\nR{number}\tx\n" for number in range(9))
    found = records(text, *(f"{kind}{number}" for number in range(9) for kind in "PR"))
    rows, paragraphs = set(found[1::2]), set(found[0::2])
    assert len(rows) == 9
    assert not rows & paragraphs


def test_a_detection_keeps_its_compiled_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cascade, "default_cache", lambda: tmp_path)
    assert Detection([detector()], KEY).scan([passage(TOKEN)]).findings
    assert len(list(tmp_path.glob("*.hs"))) == 1
