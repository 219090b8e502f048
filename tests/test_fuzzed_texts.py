"""Texts and patterns drawn at random: no evidence, no model and no rewriting of a pattern does other than it promises."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzz_seeds import ENCODED, SHAPES
from chatscrub.detection.batch import join
from chatscrub.detection.dialect import compiled, for_union
from chatscrub.detection.evidence import evidence_functions
from chatscrub.detection.evidence.verdict import REACH, State, Surroundings, Verdict
from chatscrub.detection.hyperscan_database import refusal
from chatscrub.detection.names import tagger as names
from chatscrub.detection.names.features import Token as Word
from chatscrub.detection.names.features import tokens as words_of
from chatscrub.detection.passwords import tagger as passwords
from chatscrub.detection.passwords.tokens import Token, tokens
from chatscrub.detection.prefilter import HyperscanPrefilter
from chatscrub.detection.readers import field_names, read, read_bytes
from chatscrub.detection.samples import fill
from tests.drawn_exports import effort
from tests.running import shipped_detectors
from tests.test_prefilter import detector

# --- texts ------------------------------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.sampled_from([*SHAPES, *ENCODED]),
    st.sampled_from([
        *("\n", "\n\n", "\r\n", "\t", " ", "  ", "\u00a0", "\u2028", "\x0b", "\0", "\x1b[0m", "\ufeff", "\u200b", "\u202e", "\ufffd"),
        *("password", "Passwort: ", "PIN ", "code = ", "user:", "Dear ", "Dr. ", "born ", "@", "...", "----", "'", '"', "`", "→"),
        *("İ", "ß", "ﬁ", "ǅ", "\u0345", "e\u0301", "①", "५", "٣", "²", "Ⅷ", "一", "🦀", "👩‍👧", "ſ", "K", "ŉ", "－", "１２３"),
        *("1" * 400, "a" * 3000, "A.B." * 60, "-" * 500, "a@" * 40, ("x " * 200), "{" * 80, "(((", "\\" * 9, "%" * 9, "1e309", "0x", "NaN"),
    ]),
    st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace").decode()),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@effort(120)
@given(TEXTS)
def test_tokens_stand_in_their_order_where_they_say_and_lose_no_letter(text: str) -> None:
    both: list[Sequence[Token | Word]] = [tokens(text), words_of(text)]
    for found in both:
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(each.text == text[each.start : each.end] and each.text for each in found)
        said = sum(each.isalnum() for token in found for each in token.text)
        assert said == sum(each.isalnum() for each in text)


@effort(80)
@given(TEXTS)
def test_the_models_read_any_text_and_their_probabilities_are_some(text: str) -> None:
    mentions = names.embedded().mentions(text)
    assert all(0 <= each.start < each.end <= len(text) and 0 <= each.sure <= 1.0001 for each in mentions)
    reading = passwords.embedded().read(text)
    assert len(reading.words) == len(reading.inside) == len(reading.begins)
    assert all(
        -0.0001 <= begin <= inside <= 1.0001 for begin, inside in zip(reading.begins, reading.inside, strict=True)
    )


KNOWN = field_names(("name", "phone", "e-mail", "first name", "customer", "password", "city in record"))


@effort(120)
@given(TEXTS)
def test_readers_find_the_same_in_bytes_as_in_characters(text: str) -> None:
    reading, in_bytes, data = read(text, KNOWN), read_bytes(text.encode(), KNOWN), text.encode()
    said = sorted((each.name, each.value) for each in reading.fields)
    assert said == sorted((name, data[a:b].decode()) for name, spans in in_bytes.spans.items() for a, b in spans)
    assert [data[a:b].decode() for a, b in in_bytes.rows] == [text[row.start : row.end] for row in reading.rows]


# --- evidence ---------------------------------------------------------------------------------------------------------


@cache
def _samples() -> tuple[str, ...]:
    """A value of every detector, without what stands around it."""
    found = []
    for each in shipped_detectors()[::7]:
        text = fill(each.match[0], each.id)
        hit = compiled(each.pattern).search(text)
        found.append(text if hit is None else text[slice(*hit.span(compiled(each.pattern).groupindex["value"]))])
    return tuple(found)


@st.composite
def values(draw: st.DrawFn) -> str:
    """A value of a detector with some characters changed, or characters of the kinds that values are made of."""
    if draw(st.booleans()):
        kinds = st.sampled_from(
            [
                "0123456789",
                "0123456789 .-/",
                "0123456789abcdef",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<",
                "aA0_-.=+/:@é٣①\n\0",
            ]
        )
        return draw(st.text(draw(kinds), min_size=1, max_size=draw(st.sampled_from([4, 16, 40, 600]))))
    text, chance = draw(st.sampled_from(_samples())), draw(st.randoms(use_true_random=False))
    for _ in range(chance.randint(0, 3)):
        at = chance.randint(0, len(text))
        text = (
            text[:at]
            + chance.choice(["", "0", "9", "a", "é", "٣", ".", "-", " ", "=", text])
            + text[at + chance.randint(0, 2) :]
        )
    return text[:4000] or "0"


@effort(40)
@given(values(), TEXTS, TEXTS)
def test_every_check_answers_about_any_value_in_any_surroundings(value: str, before: str, after: str) -> None:
    around = Surroundings(before[-REACH:], after[:REACH])
    for name, check in evidence_functions().items():
        verdict = check(value, around)
        assert isinstance(verdict, Verdict), name
        assert verdict.state in State, name
        assert verdict == check(value, around), name
        assert verdict.reason is None or (verdict.reason and "\n" not in verdict.reason), name
        assert all(flag and flag.strip() == flag for flag in verdict.flags), name


# --- patterns ---------------------------------------------------------------------------------------------------------

ATOMS = st.sampled_from([
    *("a", "b", "k", "s", "é", r"\.", r"\-", r"\x{e9}", r"\t", ".", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\pL", r"\p{Lu}", r"\p{N}"),
    *("[ab]", "[^ab]", "[a-z]", r"[\s]", r"[^\s]", r"[\w-]", r"[^\w]", r"[\S]", r"[^\S]", r"[^\p{L}]", r"[\p{Ll}_]", r"[^\p{N}\s]"),
    *("[]a]", "[^]a]", "[[a]", r"[\]]", "[[:alpha:]]", "[^[:digit:]]", r"[\[\]{}]", "[{4}]", r"\{2\}", "(?i:k)", "(?i:S[a-z])", r"\b", "^", "$"),
])  # fmt: skip
REPEATS = st.sampled_from(
    ["", "", "", "", "?", "*", "+", "{2}", "{0,1}", "{1,3}", "{3}", "{2,}", "{4,30}", "{17}", "{5}", "*?", "{1,2}?"]
)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    return several.map("".join) | several.map(lambda each: f"(?:{'|'.join(each)})")


PATTERNS = st.recursive(
    st.builds(lambda atom, repeat: atom if atom in ("^", "$", r"\b") else atom + repeat, ATOMS, REPEATS),
    _joined,
    max_leaves=6,
)
LETTERS = "aabbkkss..-é_A{}[]\\ \n\t\x0b09KſÀz^$"


@effort(150)
@given(PATTERNS, st.booleans(), st.integers(0, 2**32))
def test_a_rewritten_pattern_matches_at_least_where_the_pattern_does(pattern: str, folds: bool, seed: int) -> None:
    whole = f"{'(?i)' if folds else ''}(?P<value>{pattern}a?b)"
    noise = random.Random(seed)
    data = ["".join([*noise.choices(LETTERS, k=noise.randint(1, 8)), "b"]).encode() for _ in range(200)]
    wanted = {(number, 0) for number, each in enumerate(data) if compiled(whole).search(each) is not None}
    union = compiled(for_union(whole))
    assert wanted <= {(number, 0) for number, each in enumerate(data) if union.search(each) is not None}
    reason = refusal(whole)
    if reason is None:
        assert wanted <= set(HyperscanPrefilter([detector(whole)]).candidates(*join(data)))
    else:  # then the loader refuses it
        assert "never match" not in reason or not wanted
