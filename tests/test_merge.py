from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from chatscrub.detection.claim import Claim, Ground
from chatscrub.detection.claimed import Spans
from chatscrub.detection.merge import winners
from chatscrub.model.detector import Confidence, Detector, Kind, Remedy, RemedyKind, Severity


def detector(name: str, kind: Kind = Kind.CREDENTIAL, *, generic: bool = False) -> Detector:
    return Detector(
        id=f"acme.{name}",
        issuer="Acme",
        kind=kind,
        entity="ACME_KEY",
        confidence=Confidence.MEDIUM,
        severity=Severity.HIGH,
        pattern="(?P<value>abc)",
        remedy=Remedy(RemedyKind.ROTATE, None, ("Roll it.",)),
        file="credentials/acme.toml",
        name="Acme key",
        generic=generic,
    )


def claim(
    name: str,
    start: int,
    end: int,
    *,
    ground: Ground = Ground.SHAPE,
    confidence: Confidence = Confidence.MEDIUM,
    kind: Kind = Kind.CREDENTIAL,
    generic: bool = False,
) -> Claim:
    value = "v" * (end - start)
    return Claim(detector(name, kind, generic=generic), start, end, value, confidence, ground)


def names(claims: list[Claim]) -> list[str]:
    return [one.detector.id.removeprefix("acme.") for one in claims]


def test_claims_that_do_not_overlap_all_stay_by_position() -> None:
    assert names(winners([claim("b", 5, 9), claim("a", 0, 5)])) == ["a", "b"]


def test_each_rule_decides_before_the_next() -> None:
    better_to_worse = [
        claim("proof", 3, 5, ground=Ground.PROOF, confidence=Confidence.LOW),
        claim("cue", 3, 5, ground=Ground.CUE, confidence=Confidence.LOW),
        claim("sure", 3, 5, confidence=Confidence.HIGH),
        claim("long", 0, 9),
        claim("a", 3, 5),
        claim("b", 3, 5),
        claim("generic", 0, 9, ground=Ground.PROOF, confidence=Confidence.HIGH, generic=True),
    ]
    for better, worse in itertools.combinations(better_to_worse, 2):
        for pair in ([better, worse], [worse, better]):
            assert names(winners(pair)) == names([better])


def test_the_winner_names_the_others() -> None:
    (winner,) = winners([claim("a", 0, 9), claim("b", 2, 4), claim("c", 5, 7)])
    assert winner.reasons == ("also:acme.b", "also:acme.c")


def test_a_credential_swallows_the_personal_data_inside_it() -> None:
    url = claim("url", 0, 40)
    address = claim("address", 10, 20, kind=Kind.PII, ground=Ground.PROOF, confidence=Confidence.HIGH)
    assert names(winners([address, url])) == ["url"]
    assert names(winners([replace(address, start=35, end=45), url])) == ["address"]


def test_a_generic_credential_yields_to_personal_data_on_the_same_span() -> None:
    password = claim("password", 0, 16, generic=True)
    card = claim("card", 0, 16, kind=Kind.PII, ground=Ground.PROOF)
    assert names(winners([password, card])) == ["card"]
    assert names(winners([password, replace(card, start=2)])) == ["password"]


def test_a_credential_that_lost_swallows_nothing() -> None:
    specific = claim("specific", 0, 10)
    generic = claim("generic", 5, 30, generic=True)
    address = claim("address", 12, 20, kind=Kind.PII)
    assert names(winners([specific, generic, address])) == ["specific", "address"]


CLAIMS = st.builds(
    lambda name, start, length, ground, confidence, personal, generic: claim(
        name,
        start,
        start + length,
        ground=ground,
        confidence=confidence,
        kind=Kind.PII if personal else Kind.CREDENTIAL,
        generic=generic,
    ),
    st.sampled_from("abcde"),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from(Ground),
    st.sampled_from(Confidence),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=300)
@given(st.lists(CLAIMS, max_size=8).flatmap(lambda claims: st.tuples(st.just(claims), st.permutations(claims))))
def test_the_result_depends_neither_on_order_nor_on_repetition(pair: tuple[list[Claim], list[Claim]]) -> None:
    claims, shuffled = pair
    result = winners(claims)
    assert winners(shuffled) == result
    assert winners(result) == result
    assert winners([*claims, *shuffled]) == result
    for first, second in itertools.pairwise(result):
        assert first.end <= second.start
    covered = [(one.start, one.end) for one in result]
    for one in claims:
        assert any(start < one.end and one.start < end for start, end in covered)


spans = st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda each: (each[0], each[0] + each[1]))


@given(st.lists(spans, max_size=8), spans)
def test_spans_are_asked_as_one_after_the_other_would_be(
    several: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    start, end = asked
    touching = [each for each in several if each[0] < end and start < each[1]]
    together = Spans(several)
    assert together.touching(start, end) == len(touching)
    assert together.touch(start, end) is bool(touching)
    assert together.cover(start, end) is any(left <= start and end <= right for left, right in several)
