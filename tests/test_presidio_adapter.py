"""The contract with the installed Presidio: what we ask of it, and what it must answer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chatscrub.detection import presidio
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.samples import fill
from chatscrub.errors import PackError
from tests.running import ROOT

PROVEN, NEUTRAL = State.PROVEN, State.NEUTRAL
CARD = fill("{{luhn:4929:16}}", "presidio")


@pytest.mark.parametrize(
    ("name", "value", "before", "state", "word"),
    [
        ("CreditCardRecognizer", CARD[:-1] + str(9 - int(CARD[-1])), "", None, None),  # fails the Luhn check
        ("CreditCardRecognizer", CARD, "paid by visa ", PROVEN, "visa"),
        ("IbanRecognizer", "DE75512108001245126199", "IBAN: ", PROVEN, "iban"),
        ("IbanRecognizer", "DE75512108001245126198", "IBAN: ", None, None),
        ("EmailRecognizer", "ada@lovelace-analytics.de", "write to ", PROVEN, None),
        ("EmailRecognizer", "ada@build.internal", "write to ", None, None),
        ("UsSsnRecognizer", "536-22-8743", "her ssn is ", NEUTRAL, "ssn"),
        ("UsSsnRecognizer", "536-22-8743", "ssn of her father and mother and brother, ", NEUTRAL, None),
        ("UsSsnRecognizer", "000-22-8743", "her ssn is ", None, None),
        ("PhoneRecognizer", "+49 30 901820", "phone ", NEUTRAL, "phone"),
        ("IpRecognizer", "8.8.4.4", "from ", NEUTRAL, None),
        ("NhsRecognizer", "943 476 5919", "", PROVEN, None),
    ],
)
def test_the_recognizer_answers_as_we_rely_on(
    name: str, value: str, before: str, state: State | None, word: str | None
) -> None:
    answer = presidio.confirm(name, value, Surroundings(before, " and so on"))
    if state is None:
        assert answer is None
        return
    assert answer is not None
    verdict, found = answer
    assert verdict.state is state
    assert verdict.reason == ("presidio checksum" if state is PROVEN else f"presidio:{name}")
    assert found == word


def test_what_it_finds_elsewhere_confirms_nothing() -> None:
    around = Surroundings("DE75512108001245126199 ", " DE75512108001245126199")
    assert presidio.confirm("IbanRecognizer", "nothing here", around) is None


def test_it_sees_only_what_stands_near(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    recognizer = presidio._recognizer("CreditCardRecognizer")
    analyze: Callable[..., object] = recognizer.analyze

    def spy(text: str, *rest: object) -> object:
        seen.append(text)
        return analyze(text, *rest)

    monkeypatch.setattr(recognizer, "analyze", spy)
    answer = presidio.confirm("CreditCardRecognizer", CARD, Surroundings("x " * 200, " y" * 200))
    assert answer is not None
    assert answer[0].state is PROVEN
    assert [len(text) for text in seen] == [2 * presidio.REACH + len(CARD)]


def test_an_unknown_recognizer_is_named() -> None:
    assert presidio.knows("IbanRecognizer")
    for name in ("NoSuchRecognizer", "logger", "__file__"):
        assert not presidio.knows(name)
        with pytest.raises(PackError, match=name):
            presidio.confirm(name, "x", Surroundings("", ""))


def test_its_patterns_have_a_time_limit() -> None:
    presidio.knows("IbanRecognizer")
    module = sys.modules["presidio_analyzer.pattern_recognizer"]
    assert int(os.environ["REGEX_TIMEOUT_SECONDS"]) == module.REGEX_TIMEOUT_SECONDS
    assert module.REGEX_TIMEOUT_SECONDS <= 60


def test_the_suffix_list_is_neither_downloaded_nor_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TLDEXTRACT_CACHE", str(tmp_path))
    presidio._recognizer.cache_clear()
    assert presidio.confirm("EmailRecognizer", "ada@lovelace-analytics.de", Surroundings("", "")) is not None
    assert list(tmp_path.iterdir()) == []


SSN = """
import sys
from chatscrub.detection import presidio
from chatscrub.detection.evidence.verdict import State, Surroundings
def confirmed():
    answer = presidio.confirm("UsSsnRecognizer", "536-22-8743", Surroundings("her ssn is ", ""))
    assert answer is not None and answer[1] == "ssn", answer
"""


@pytest.mark.parametrize(
    ("promise", "code"),
    [
        (
            (
                "recognizers need neither spaCy nor Presidio's language engines, and nothing stays in their place, so that"
                " a model of spaCy works in the same process afterwards"
            ),
            (
                "confirmed()\nassert not {'spacy', 'thinc', 'presidio_analyzer.nlp_engine'} & set(sys.modules)\n"
                "import spacy\nassert [word.text for word in spacy.blank('en')('Ada Lovelace')] == ['Ada', 'Lovelace']"
            ),
        ),
        (
            "where Presidio is imported whole already, it stays whole",
            (
                "from presidio_analyzer.nlp_engine import SpacyNlpEngine\nconfirmed()\nimport presidio_analyzer\n"
                "assert sys.modules['presidio_analyzer.nlp_engine'].SpacyNlpEngine is SpacyNlpEngine\n"
                "assert presidio_analyzer.analyzer_engine.NlpEngineProvider.__module__.startswith('presidio_analyzer')"
            ),
        ),
        (
            "patterns of recognizers that nobody asks are not compiled, and afterwards every pattern is tried as before",
            (
                "import regex\nreal, asked = regex.compile, []\n"
                "def noted(pattern, *rest, **more):\n    asked.append(pattern)\n    return real(pattern, *rest, **more)\n"
                "regex.compile = noted\nconfirmed()\nassert 0 < len(asked) < 20 and regex.compile is noted, asked\n"
                "import presidio_analyzer\ntry:\n    presidio_analyzer.Pattern('broken', '[', 1.0)\n"
                "except ValueError:\n    sys.exit(0)\nsys.exit('a broken pattern was taken')"
            ),
        ),
        (
            "a version that does not do without them is imported whole",
            (
                "def refused(name):\n    raise AttributeError(name)\npresidio._empty_class = refused\nconfirmed()\n"
                "assert sys.modules['presidio_analyzer.nlp_engine'].SpacyNlpEngine.engine_name == 'spacy'"
            ),
        ),
    ],
)
def test_it_is_imported_without_what_recognizers_do_not_use(promise: str, code: str) -> None:
    done = subprocess.run([sys.executable, "-c", SSN + code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, f"{promise}: {done.stderr}"
