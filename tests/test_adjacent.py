from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from chatscrub.archive import Archive, Piece
from chatscrub.detection.adjacent import HALF, Speakers
from chatscrub.detection.cascade import Detection
from chatscrub.detection.re2_prefilter import Re2Prefilter
from chatscrub.detection.samples import fill
from chatscrub.model.conversation import Account, Branch, Conversation, Passage, Role
from chatscrub.model.detector import Confidence
from chatscrub.model.finding import Finding, Span
from chatscrub.model.outcome import Event, Skipped
from chatscrub.scanning import ArchiveScan, ScannedConversation
from chatscrub.sources.interface import ReadOptions
from tests.test_cascade import GENERIC, detector

KEY = b"installation"
ACCOUNT = Account("chatgpt", email="ada@lovelace-works.de")
CHAT = Conversation("chatgpt", "c1", ACCOUNT, title="Hello")
TOKEN = fill("acme_{{lowernum:20}}", "adjacent")
FIRST, SECOND = TOKEN[:13], TOKEN[13:]


class Said:
    """A source that says the same in every archive."""

    name = provider = "chatgpt"
    partial: str | None = None

    def __init__(self, *events: Event) -> None:
        self._events = events

    def part_of(self, name: str) -> str | None:
        return None

    def recognises(self, archive: Archive) -> bool:
        return True

    def missing(self, archive: Archive) -> Iterator[Skipped]:
        return iter(())

    def pieces(self, archive: Archive) -> tuple[Piece, ...]:
        return ()

    def read(self, archive: Archive, options: ReadOptions) -> Iterator[Event]:
        yield from self._events


def message(text: str, number: int, role: Role = Role.USER, **changes: object) -> Passage:
    plain = Passage(CHAT, text, "text", ACCOUNT, message_id=f"m{number}", author="ada", role=role)
    return replace(plain, **changes)


def scanned(*events: Event, detection: Detection | None = None) -> list[ScannedConversation]:
    detection = detection or Detection([detector(), GENERIC], KEY, reveal=True, prefilter=Re2Prefilter)
    return list(ArchiveScan(Archive("x.zip", ()), Said(*events), detection, ReadOptions()))


def found(*passages: Passage) -> list[Finding]:
    return [finding for each in scanned(CHAT, *passages) for finding in each.findings]


def split(earlier: str, later: str) -> list[Finding]:
    return found(message(earlier, 1), message("Got it.", 2, Role.ASSISTANT), message(later, 3))


def test_a_token_split_over_two_messages_is_found_in_both() -> None:
    earlier, later = f"grüße\nfirst half: {FIRST} \n", f"\n {SECOND} is the rest\nthanks"
    (finding,) = split(earlier, later)
    assert finding.passage.text == earlier
    assert earlier[finding.start : finding.end] == FIRST
    assert finding.also_at == (Span("text", 2, 2 + len(SECOND)),)
    assert later[2 : 2 + len(SECOND)] == SECOND
    assert finding.reasons[-1] == "split over two messages"
    assert finding.raw is not None
    assert finding.raw.reveal() == TOKEN


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (f"here: {FIRST}!", SECOND),
        (f"here: {FIRST}", f"- {SECOND}"),
        ("first I said tomorrow", f"acme_ {SECOND}"),
        ("see you on 2026-11-25", "2026-11-26 is fine too"),
        (f"here: {FIRST}", f"{SECOND[:-3]} is cut"),
        ("x" * 130 + FIRST, SECOND),
        (f"password: x1{FIRST[5:]}", "Uhu99-Falke"),  # a generic detector does not count here
        ("", SECOND),
        (FIRST, " \n"),
    ],
)
def test_what_is_no_split_token_is_no_finding(earlier: str, later: str) -> None:
    assert not [each for each in split(earlier, later) if "split over two messages" in each.reasons]


@pytest.mark.parametrize(
    "later",
    [
        message(SECOND, 3, Role.ASSISTANT),
        message(SECOND, 3, author="bob"),
        message(SECOND, 1, place="parts[1]"),
        message(SECOND, 3, branch=Branch.OTHER),
        message(SECOND, 3, message_id=None),
        message(SECOND, 3, owner=replace(ACCOUNT, email="bob@lovelace-works.de")),
    ],
)
def test_both_halves_are_of_one_speaker_and_of_two_messages(later: Passage) -> None:
    assert found(message(FIRST, 1), later) == []


def test_only_the_speakers_message_right_before_counts() -> None:
    assert found(message(FIRST, 1), message("well", 2), message(SECOND, 3)) == []
    assert found(message(FIRST, 1), message("an attachment", 1, place="b"), message(SECOND, 3)) == []
    assert len(found(message("a text", 1), message(FIRST, 1, place="b"), message(SECOND, 3))) == 1


def test_conversations_are_not_joined() -> None:
    other = replace(CHAT, id="c2")
    events = (CHAT, message(FIRST, 1), other, message(SECOND, 2, conversation=other))
    assert [each.findings for each in scanned(*events)] == [[], []]


def test_a_half_in_the_title_is_masked() -> None:
    chat = replace(CHAT, title=f"About {FIRST}")
    (one,) = scanned(chat, message(FIRST, 1, conversation=chat), message(SECOND, 2, conversation=chat))
    assert one.title == "About …"
    assert len(one.findings) == 1


def test_a_whole_token_elsewhere_stays_a_finding_of_its_own() -> None:
    findings = found(message(FIRST, 1), message(SECOND, 2), message(TOKEN, 3))
    assert [(each.passage.message_id, each.fingerprint == findings[0].fingerprint) for each in findings] == [
        ("m3", True),
        ("m1", True),
    ]


def test_the_joint_is_short_and_whole_in_its_characters() -> None:
    speakers = Speakers()
    assert not speakers.joints([message("ü" * 300 + f": {FIRST}", 1)])
    (joint,) = speakers.joints([message(f"{SECOND} " + "😀" * 300, 2)])
    assert joint.cut <= HALF
    assert len(joint.data) <= 2 * HALF
    assert joint.data.decode().strip("ü😀") == f": {TOKEN} "


def test_few_speakers_are_remembered() -> None:
    speakers = Speakers()
    for number in range(300):
        assert not speakers.joints([message(FIRST, number, author=str(number))])
    assert not speakers.joints([message(SECOND, 301, author="0")])
    assert speakers.joints([message(SECOND, 302, author="299")])


def test_ordinary_messages_are_not_joined() -> None:
    random_ = random.Random(5)
    ends = [
        "the meeting tomorrow.",
        "Thanks",
        "see docs/readme.md",
        "https://works-a.de/path",
        "on 2026-11-25",
        "v1.2.3",
        "really?",
    ]
    begins = [
        "Please check",
        "Rewrite this:",
        "2026-01-01 was fine",
        "https://works-a.de/x",
        "src/main.py fails",
        "because",
        "it is",
    ]
    speakers = Speakers()
    for number in range(200):
        text = f"{random_.choice(begins)} and then {random_.choice(ends)}"
        assert not speakers.joints([message(text, number)])


def test_a_batch_of_any_size_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random_ = random.Random(11)
    words = [FIRST, SECOND, TOKEN, f"{FIRST}\n", f"\n{SECOND} and more", "well", "hm " * 30]
    events: list[Event] = []
    for chat in range(12):
        conversation = replace(CHAT, id=f"c{chat}", title=random_.choice([FIRST, "Hello"]))
        events.append(conversation)
        events += [
            message(random_.choice(words), number // 2, author=random_.choice("ab"), conversation=conversation)
            for number in range(24)
        ]
    detection = Detection([detector(), GENERIC], KEY, prefilter=Re2Prefilter)
    whole = scanned(*events, detection=detection)
    assert sum("split over two messages" in finding.reasons for each in whole for finding in each.findings) > 5
    for size in (1, 40, 300):
        monkeypatch.setattr("chatscrub.scanning.BATCH", size)
        assert scanned(*events, detection=detection) == whole


def test_the_prefilter_loses_no_joint() -> None:
    detection = Detection([detector(), GENERIC], KEY, prefilter=Re2Prefilter)
    speakers = Speakers()
    texts = [FIRST, SECOND, "well", f"x {FIRST}", f"{SECOND} y", TOKEN, "and-1x"]
    joints = speakers.joints(message(text, number) for number, text in enumerate(texts))
    assert len(joints) >= 2
    assert detection.scan_joints(joints) == detection.scan_joints(joints, exhaustive=True) != []


def test_a_less_sure_half_is_no_obstacle_and_a_less_sure_whole_no_finding() -> None:
    unsure = Detection([detector(confidence=Confidence.LOW)], KEY, prefilter=Re2Prefilter)
    (one,) = scanned(CHAT, message(FIRST, 1), message(SECOND, 2), detection=unsure)
    assert one.findings == []
    halves = detector("half", r"(?P<value>acme_[0-9a-z]{8})", confidence=Confidence.LOW)
    both = Detection([detector(), halves], KEY, prefilter=Re2Prefilter)
    (one,) = scanned(CHAT, message(FIRST, 1), message(SECOND, 2), detection=both)
    assert [each.detector for each in one.findings] == ["acme.half", "acme.key"]


@pytest.mark.parametrize(
    ("earlier", "later"), [(TOKEN, "abc123 more"), ("f00-bar1", TOKEN), (f"a\nb {TOKEN}", "x1x1x1")]
)
def test_a_token_that_one_message_gives_alone_does_not_take_the_others_words(earlier: str, later: str) -> None:
    loose = detector(pattern=r"(?P<value>(?:[a-z0-9]{1,9}-[a-z0-9]{1,9})?acme_[0-9a-z]{20,60})")
    detection = Detection([loose], KEY, prefilter=Re2Prefilter)
    (one,) = scanned(CHAT, message(earlier, 1), message(later, 2), detection=detection)
    assert [("split over two messages" in each.reasons, each.also_at) for each in one.findings] == [(False, ())]
