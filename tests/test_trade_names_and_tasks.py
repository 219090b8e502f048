"""Brands beside brands are no people, and who is named in the task of a school is doubtful."""

from __future__ import annotations

import pytest

from chatscrub.detection.cascade import Detection
from chatscrub.detection.names.tasks import is_a_task
from chatscrub.detection.names.trade_names import is_among_brands, is_part_of_a_brand, many_brands
from chatscrub.model.conversation import Account, Conversation, Passage, Role
from chatscrub.model.detector import Confidence
from tests.running import shipped_detectors

ACCOUNT = Account("chatgpt", id="nobody")
BRANDS = "Ted Baker shrinks, Jo Malone grows, Fred Perry waits, Tom Tailor closes"


def part(text: str, name: str, *, anywhere: bool = True) -> bool:
    start = text.index(name)
    return is_part_of_a_brand(text, start, start + len(name), anywhere=anywhere)


def test_a_word_of_a_brand_is_nobody() -> None:
    assert part("a glass of Bloody Mary", "Mary", anywhere=False)
    assert part("shoes by Dr. Martens", "Martens", anywhere=False)
    assert part("only Kors sells, since Michael Kors is cheap", "Kors")
    assert not part("only Kors sells, since Michael Kors is cheap", "Kors", anywhere=False)
    assert not part("Tom bought it, a Tom Ford", "Tom")
    assert not part("Mary drank it", "Mary")


def test_who_is_named_beside_four_brands_is_one_unless_a_role_says_otherwise() -> None:
    assert many_brands(BRANDS)
    assert not many_brands(BRANDS.replace("Tom Tailor", "Tom Winter"))
    assert is_among_brands(f"{BRANDS}, Rosa Winter opens", len(BRANDS) + 2)
    text = "our contact Rosa Winter"
    assert not is_among_brands(text, text.index("Rosa"))


@pytest.mark.parametrize(
    "text",
    [
        "Analyse the novel: why does Rosa leave Otto? Two quotes.",
        "Vergleiche Rosa und Otto in „Die Ebbe“, 300 Wörter",
        "Compare Rosa et Otto, personnages du roman, en 200 mots",
        "Quiz: which singer won, Rosa Winter or Otto Sommer?",
        "Write a bedtime story in which Rosa finds the moon",
        "Beispielsätze: Rosa hilft Otto.",
        "Napisz bajkę, w której Rosa szuka księżyca",
    ],
)
def test_novels_quizzes_and_tales_are_tasks(text: str) -> None:
    assert is_a_task(text)


@pytest.mark.parametrize(
    "text",
    [
        "Compare Rosa Winter and Otto Sommer in 200 words",
        "Compare the candidates of the novel post, Rosa Winter and Otto Sommer, in 200 words",
        "Write a bedtime story for my daughter Rosa",
        "Write a poem for Rosa's birthday",
        "Te cuento: Rosa no viene",
        "Ti racconto che Rosa non viene",
        "The film tells a fictional story, directed by Otto Sommer",
        "The quiz is on Friday, Rosa and Otto come",
        "Summarise: Rosa Winter was absent on Monday.",
    ],
)
def test_what_is_about_ones_own_people_is_no_task(text: str) -> None:
    assert not is_a_task(text)


def test_who_is_named_in_a_task_stays_with_low_confidence() -> None:
    detection = Detection(shipped_detectors(), b"key")
    chat = Conversation("chatgpt", "c", ACCOUNT)

    def confidence(text: str) -> Confidence | None:
        passage = Passage(chat, text, "text", ACCOUNT, message_id="m", role=Role.USER)
        found = [each.confidence for each in detection.scan([passage]).findings if each.entity == "PERSON"]
        return max(found, default=None)

    asked = "Discuss why Rosa Winter leaves Otto Sommer in the novel. Two quotes."
    assert confidence(asked) in (None, Confidence.LOW)
    assert confidence(asked.replace("in the novel. Two quotes.", "and the firm.")) is Confidence.MEDIUM
