from __future__ import annotations

import re
import string
from contextlib import suppress

import pytest
import re2
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatscrub.detection.batch import join
from chatscrub.detection.dialect import compiled
from chatscrub.detection.gates import GATES
from chatscrub.detection.hyperscan_database import GateDatabase
from chatscrub.detection.letters import FOLDING_TO_OTHER, OTHER_LETTERS
from chatscrub.detection.samples import fill
from chatscrub.detection.sure_runs import Characters
from chatscrub.errors import PackError
from tests.running import shipped_detectors

OTHER, KEY, DIGIT = (gate.characters for gate in GATES)


def longest(characters: Characters, text: str) -> int:
    best = run = 0
    for each in text:
        known = each in characters.members | characters.beyond
        known = known or (characters.others is not None and characters.others.match(each) is not None)
        run = run + 1 if known else 0
        best = max(best, run)
    return best


@pytest.mark.parametrize(
    ("pattern", "digits"),
    [
        (r"\d{4}", 4),
        (r"a\d{2,9}b", 2),
        (r"\d{3}[0-5]\d+", 5),
        (r"(?:\d|ab)", 0),
        (r"(?:\d{3}|1\d)x", 2),
        (r"(?:a\d{3}|\d{2}b)\d", 2),
        (r"(?:\d{3}|a\d\d)4", 3),
        (r"\d\d\b\d", 3),
        (r"\d\d(?:-\d)?\d\d", 2),
        (r"\d\d(?:\d)?\d\d", 4),
        (r"(?:\d\d-){3}\d", 2),
        (r"(?:\d{2}){3}", 6),
        (r"\d*?7", 1),
        (r"[\d.]{8}", 0),
        (r"[^a]\d", 1),
        (r"(?P<value>12(?i:34))", 4),
        (r"x{2}\x{31}\x32", 2),
        (r"[[:digit:]]{3}", 0),  # a lower bound, where not all is understood
        (r"\d{2}\Q1\E", 0),
        (r"(?U)\d{2}", 0),
        (r"\p{Greek}\d{2}", 0),
        (r"\d\d(?i)*", 0),  # repeats the last digit
    ],
)
def test_the_sure_run_of_a_pattern_is_what_every_match_holds(pattern: str, digits: int) -> None:
    assert DIGIT.sure_run(pattern) == digits


@pytest.mark.parametrize(
    ("pattern", "run"),
    [
        (r"[0-9A-Za-z]{20}", 16),  # counted no further than Hyperscan counts
        (r"(?i)[0-9a-z]{9}", 9),
        (r"\w{9}-\w{2}", 12),
        (r"(?i)\w{9}", 9),
        (r"sk_live_[0-9a-z]{4}\.x", 12),
        (r"\S{20}", 0),
        (r"(?i)straße", 4),
    ],
)
def test_characters_of_keys_are_counted_with_those_that_fold_to_them(pattern: str, run: int) -> None:
    assert KEY.sure_run(pattern) == run


def pieces() -> st.SearchStrategy[tuple[str, str]]:
    """Pairs of a pattern and a text that it matches."""
    one = st.sampled_from(
        [
            (r"\d", "7"),
            ("[0-4]", "3"),
            ("a", "a"),
            (r"\.", "."),
            ("[^x]", "8"),
            (r"\w", "k"),
            (r"\b", ""),
            ("(?i:k)", "\u212a"),
            ("λ", "λ"),
            ("(?:д|ж)", "ж"),
            ("[α-ω]", "ω"),
        ]
    )

    def grown(inner: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
        several = st.lists(inner, min_size=1, max_size=4)
        in_turn = several.map(lambda each: (f"(?:{''.join(p for p, _ in each)})", "".join(t for _, t in each)))
        either = st.tuples(several, st.integers(0, 3)).map(
            lambda each: (f"(?:{'|'.join(p for p, _ in each[0])})", each[0][each[1] % len(each[0])][1])
        )
        repeated = st.tuples(inner, st.integers(0, 3), st.sampled_from(["{n}", "{n,}", "{n,5}", "*", "?", "{n}?"])).map(
            repeat
        )
        return in_turn | either | repeated

    return st.recursive(one, grown, max_leaves=12)


def repeat(of: tuple[tuple[str, str], int, str]) -> tuple[str, str]:
    (pattern, text), count, sign = of
    held = f"(?:{pattern})"
    return held + sign.replace("n", str(count)), text * (min(count, 1) if sign == "?" else count)


@settings(max_examples=600)
@given(pieces())
@example((r"(?:(?:\d){2}|\.)(?:\d)*", "."))
def test_no_match_holds_less_than_the_sure_run(pair: tuple[str, str]) -> None:
    pattern, text = pair
    for characters in (DIGIT, KEY, OTHER):
        assert characters.sure_run(pattern) <= longest(characters, text), pattern


@settings(max_examples=100)
@given(pieces())
def test_the_texts_that_stand_for_matches_are_matches(pair: tuple[str, str]) -> None:
    pattern, text = pair
    assert r"\b" in pattern or re2.compile(f"(?:{pattern})").fullmatch(text) is not None


STRUCTURE = "( (?: (?i) (?i: (?-i: (?s) (?P<value> ) [ [^ ] | ? * + {2} {3,} {1,4} {,3} { }"
CHARACTERS = r"\d \w \b \x{17f} \x{2019} \x41 \p{L} \Q \E \- \. [:alpha:] 0-9 a-z a k 4 - ^ $ . é ſ λ д 日"
SIGNS = [*STRUCTURE.split(), *CHARACTERS.split(), "\\", " "]


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(SIGNS), max_size=11).map("".join), st.text("ak4 .-éſ09Z]{}λд日", max_size=9))
@example(r"\w(?i){1,4}..", "k.-")
def test_no_match_of_a_pattern_drawn_at_random_holds_less_than_its_sure_run(pattern: str, text: str) -> None:
    runs = [(each, each.sure_run(pattern)) for each in (DIGIT, KEY, OTHER)]
    with suppress(PackError):
        found = compiled(pattern).search(text)
        if found is not None:
            matched = text[slice(*found.span())]
            assert all(run <= longest(each, matched) for each, run in runs), pattern


def test_every_example_of_a_shipped_detector_opens_its_gate() -> None:
    texts, wanted = [], []
    for detector in shipped_detectors():
        for index, template in enumerate(detector.match if detector.gate and not detector.fields else ()):
            text = fill(template, f"{detector.id} match {index}")
            if compiled(detector.pattern).search(text.encode()) is not None:
                texts.append(text.encode())
                wanted.append([gate.name for gate in GATES].index(str(detector.gate)))
    opened = GateDatabase([gate.expressions for gate in GATES]).opened(*join(texts))
    assert len(texts) > 2000
    assert all(index in opened[gate] for index, gate in enumerate(wanted))


def test_a_gate_is_open_only_where_something_opens_it() -> None:
    texts = ["a word", "in 2024", f"k{string.ascii_letters}", "a\x00b", "\x00 4", "\u212a", "", "é имя"]
    opened = GateDatabase([gate.expressions for gate in GATES]).opened(*join([each.encode() for each in texts]))
    assert opened == [[7], [2, 5], [1, 4]]


def test_whatever_counts_as_a_letter_of_another_alphabet_where_case_does_not_count_opens_their_gate() -> None:
    opening = re.compile(re.sub(r"\\x\{(\w+)\}", lambda code: chr(int(code[1], 16)), f"[{FOLDING_TO_OTHER}]"))
    for letter in map(chr, (*range(0xD800), *range(0xE000, 0x20000))):
        forms = {letter, letter.lower(), letter.upper(), letter.casefold(), letter.upper().lower()}
        if any(len(form) == 1 and OTHER_LETTERS.match(form) for form in forms):
            assert opening.match(letter), f"U+{ord(letter):04X}"
