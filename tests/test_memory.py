"""A long scan gives back the memory that it does not use, and what it drops is made anew where it is needed again."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from chatscrub import pipeline
from chatscrub.detection import cascade, dialect, union_prefilter
from chatscrub.detection.cascade import Detection
from chatscrub.detection.forgetting import forget, forget_words
from chatscrub.detection.names import lexicon
from chatscrub.detection.names.tagger import embedded
from chatscrub.detection.program import Program
from chatscrub.detection.samples import fill
from chatscrub.memory import give_back
from chatscrub.model.conversation import Account, Conversation, Passage
from chatscrub.model.strings import is_field_name, strings
from chatscrub.sources.chatgpt.conversations import _own_texts
from chatscrub.sources.chatgpt.metadata import says_nothing, told
from chatscrub.sources.slack.plain import has_only
from tests.running import scanned, shipped_detectors
from tests.vendor_exports import Chat, chatgpt

KEY = b"installation"
CHAT = Conversation("chatgpt", "c1", Account("chatgpt", email="ada@lovelace-works.de"), title="Hello")
TEXTS = [
    f"Kunde: Jule Brandt, {fill('{{iban:DE}}', 'memory')}, Lindenstr. 4, 50667 Köln",
    f"the password for the router is {fill('{{alnum:14}}', 'memory')}, please change it",
    f"export GITHUB_TOKEN={fill('{{github:ghp_}}', 'memory')}",
    "nothing at all",
]
PASSAGES = [Passage(CHAT, text, "content.parts[0]", CHAT.account, f"m{at}") for at, text in enumerate(TEXTS)]
_GAPS = """
import sys
from chatscrub.memory import give_back

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

kept = []
for _ in range(2_000):
    kept.append([bytes(40_000), bytes(600)])
for each in kept:
    each[0] = None
before = resident()
give_back()
print(before - resident())
"""


def _has_glibc() -> bool:
    return sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim")


@pytest.mark.skipif(not _has_glibc(), reason="other C libraries give free memory back by themselves")
def test_gaps_between_what_is_in_use_go_back_to_the_system() -> None:
    told = subprocess.run([sys.executable, "-c", _GAPS], capture_output=True, text=True, check=True)
    assert int(told.stdout) > 20 << 20


def test_memory_can_be_given_back_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    give_back()


@pytest.mark.parametrize(
    "read",
    [
        is_field_name,
        lambda key: strings({key: "some words"}, ""),
        lambda key: says_nothing({key: 1}),
        lambda key: told({key: ["some words"]}),
        lambda key: list(_own_texts({key: "some words", "mapping": {}}, CHAT)),
        lambda key: has_only((key,), frozenset({"text"})),
    ],
)
def test_keys_as_long_as_texts_are_not_kept(read: Callable[[str], object]) -> None:
    read("short")
    tracemalloc.start()
    try:
        for number in range(100):
            read(f"{id(read)} {number} " + "k" * 100_000)
        assert tracemalloc.get_traced_memory()[0] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("made_anew")
def test_what_detection_forgets_is_made_anew() -> None:
    detection = Detection(shipped_detectors(), KEY)
    before = detection.scan(PASSAGES)
    assert {"IBAN_CODE", "PERSON"} <= {each.entity for each in before.findings}
    forget()
    assert dialect.compiled.cache_info().currsize == 0
    assert detection.scan(PASSAGES) == before


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("forgetting", ["_FORGET", "_FORGET_ALL"])
def test_a_long_scan_compiles_patterns_anew_and_finds_the_same(
    forgetting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    detection = Detection(shipped_detectors(), KEY)
    before = [detection.scan([each]) for each in PASSAGES]
    assert dialect.compiled.cache_info().currsize > 0
    monkeypatch.setattr(cascade, forgetting, 1)
    monkeypatch.setattr(cascade, "_GIVE_BACK", 1)
    made: list[str] = []

    def noted(pattern: str, memory: int) -> Program:
        made.append(pattern)
        return dialect.made(pattern, memory)

    monkeypatch.setattr(union_prefilter, "made", noted)
    assert [detection.scan([each]) for each in PASSAGES] == before
    assert dialect.compiled.cache_info().currsize == 0
    assert (len(made) > len({*made}) > 0) is (forgetting == "_FORGET_ALL")  # the words of unions, once for each text


@pytest.mark.usefixtures("made_anew")
def test_a_run_that_read_much_reports_without_what_detects_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = chatgpt(tmp_path, [Chat(f"chat-{at}", (text,)) for at, text in enumerate(TEXTS)], 1)
    run, before = scanned(export)
    monkeypatch.setattr(pipeline, "_MUCH", 1)
    again, records = scanned(export)
    assert records == before != []
    assert again.exposures == run.exposures
    assert dialect.compiled.cache_info().currsize == 0


@pytest.mark.usefixtures("made_anew")
def test_words_that_were_met_are_dropped_at_once_and_what_was_loaded_is_not() -> None:
    model, words_of_lists = embedded(), lexicon.load(Path(lexicon.__file__).parent)
    kept = model._features._word
    before = model.mentions("Kind regards, Anna Lindqvist")
    assert kept.cache_info().currsize > 0
    forget_words()
    assert kept.cache_info().currsize == 0
    assert embedded() is model
    assert lexicon.load(Path(lexicon.__file__).parent) is words_of_lists
    assert model.mentions("Kind regards, Anna Lindqvist") == before
