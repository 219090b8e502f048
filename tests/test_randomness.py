"""Evidence in random strings, and the letter statistics under it: keys pass, names and made-up keys do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chatscrub
from chatscrub.detection.evidence import credentials, key_names, randomness
from chatscrub.detection.evidence.verdict import State, Surroundings
from chatscrub.detection.letter_statistics import ALPHABET, TABLE, bits_per_character, entropy, folded, probabilities
from chatscrub.detection.samples import fill

NOWHERE = Surroundings("", "")
SHAPES = ["alnum", "hex", "HEX", "base32", "base58", "base64", "base64url", "lowernum", "uppernum"]


def names_of_our_own() -> list[str]:
    """Long names in our own sources, which the table was not trained on."""
    sources = Path(chatscrub.__file__).parent.rglob("*.py")
    found = {name for path in sources for name in re.findall(r"\b[A-Za-z_]{16,}\b", path.read_text("utf-8"))}
    return sorted(name for name in found if len(set(name)) > 4)


def drawn(lengths: tuple[int, ...] = (16, 20, 24, 32, 40), seeds: int = 40) -> list[str]:
    return [
        fill(f"{{{{{shape}:{length}}}}}", str(seed)) for shape in SHAPES for length in lengths for seed in range(seeds)
    ]


def error(score: dict[str, float], random: list[str], names: list[str]) -> float:
    """Share of the names that pass where 98 % of the random strings do; a lower score is more random."""
    bar = sorted(score[each] for each in random)[len(random) * 98 // 100]
    return sum(score[each] <= bar for each in names) / len(names)


def test_letter_statistics_tell_names_from_random_strings_where_entropy_cannot() -> None:
    random, names = drawn(), names_of_our_own()
    everything = [*random, *names]
    assert len(names) > 200
    by_letters = error({each: bits_per_character(each) for each in everything}, random, names)
    by_entropy = error({each: -entropy(each) for each in everything}, random, names)
    assert by_letters < 0.02
    assert by_entropy > 0.5


def test_the_table_holds_a_probability_for_each_trigram() -> None:
    table = probabilities()
    assert len(table) == len(ALPHABET) ** 3
    assert TABLE.stat().st_size < 100_000
    for left, right in ("th", "_0", "zq"):
        assert sum(2 ** table[left + right + third] for third in ALPHABET) == pytest.approx(1, abs=0.15)


@given(st.text(max_size=80))
def test_any_text_has_a_score(value: str) -> None:
    assert -30 < bits_per_character(value) < 30
    assert set(folded(value)) <= set(ALPHABET)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [16, 20, 32, 64])
def test_random_strings_pass_as_random(shape: str, count: int) -> None:
    values = [fill(f"{{{{{shape}:{count}}}}}", str(seed)) for seed in range(200)]
    for check in (randomness.not_wordy, randomness.not_filler, randomness.no_sequence):
        assert sum(check(value, NOWHERE).state is State.FAILED for value in values) <= 5, check.__name__  # 2.5 %


@pytest.mark.parametrize(
    "value",
    [
        "existingSubscriptionName2",
        "get_auth_from_request_url1",
        "kubernetes-dashboard-token-2",
        "passwordResetTokenVersion2",
        "ThisIsMyExampleKey1234",
        "my-super-secret-token-2024",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "12345678901234567890",
        "your_api_key_goes_here_1",
        "${CLIENT_SECRET_2}",
        "components/authProvider2.tsx",
        "https://auth.brightwater.io/v2/x1",
        "2026-02-11T10:44:03Z",
    ],
)
def test_names_addresses_sequences_and_templates_are_not_random(value: str) -> None:
    assert randomness.not_wordy(value, NOWHERE).state is State.FAILED


@pytest.mark.parametrize(
    "value",
    [
        "abcdef1234567890abcdef1234567890",
        "a1b2c3d4e5f6g7h8i9j0k1l2m3n4",
        "aB1cD2eF3gH4iJ5kL6mN7oP8",
        "zyxwvutsrqponmlkjihgfedcba987654",
        "abcd1234abcd1234abcd1234abcd1234",
        "qwertyuiopasdfghjklzxcvbnm123456",
        "abc123def456ghi789jkl012mno345pq",
    ],
)
def test_made_up_keys_are_told_apart(value: str) -> None:
    assert randomness.no_sequence(value, NOWHERE).state is State.FAILED


def test_a_filler_behind_a_prefix_is_no_token() -> None:
    for filler in ("a" * 40, "checking_length_is_checking_length_is", "abcdefghijklmnopqrstuvwxyz", "your-token-here"):
        assert randomness.not_filler("prefix_" + filler, NOWHERE).state is State.FAILED, filler
    assert randomness.not_filler(fill("prefix_{{alnum:40}}", "1"), NOWHERE).state is State.NEUTRAL


def test_a_key_without_digits_must_be_one_that_no_language_writes() -> None:
    assert randomness.mixed_classes(fill("{{digits:12}}", "1"), NOWHERE).state is State.FAILED
    assert randomness.mixed_or_random("subscriptionIdentifierFactory", NOWHERE).state is State.FAILED
    assert randomness.mixed_or_random("donaudampfschifffahrtskapitaen", NOWHERE).state is State.FAILED
    assert randomness.mixed_or_random("xQzvKwJbTqLfRgXkPzWdMvHc", NOWHERE).state is State.NEUTRAL


def test_uuids_short_codes_and_one_case_are_named() -> None:
    assert randomness.no_uuid(fill("{{uuid}}", "1"), NOWHERE).state is State.FAILED
    assert randomness.no_uuid(fill("{{hex:32}}", "1"), NOWHERE).state is State.NEUTRAL
    assert randomness.long_or_varied(fill("{{lowernum:16}}", "1"), NOWHERE).state is State.FAILED
    assert randomness.long_or_varied(fill("{{lowernum:20}}", "1"), NOWHERE).state is State.NEUTRAL
    assert randomness.long_or_varied("aB3dE5gH7jK9mN1p", NOWHERE).state is State.NEUTRAL
    assert randomness.both_cases(fill("{{hex:40}}", "1"), NOWHERE).state is State.FAILED


@pytest.mark.parametrize(
    "before",
    ["PAYMENTS_KEY=", '"xToken": "', "api_key => '", "<apiKey>", "shop secret ", 'Token string = "', "AUTH_TOKEN: "],
)
def test_a_name_that_says_key_is_heard(before: str) -> None:
    assert key_names.assigned_key("x", Surroundings(before, "")).state is State.PROVEN
    assert key_names.assigned_key("x", Surroundings(before + "\ncolour = ", "")).state is State.NEUTRAL


@pytest.mark.parametrize(
    "before", ["credentialsId: '", "object_key=", "keyVault: ", "authenticity_token value=", "idempotency-key: "]
)
def test_a_name_that_points_at_something_refuses(before: str) -> None:
    assert key_names.no_reference("x", Surroundings(before, "")).state is State.FAILED
    assert key_names.no_reference("x", Surroundings("API_KEY=", "")).state is State.NEUTRAL


def test_what_an_issuer_would_not_give_is_lowered_for_detectors_that_know_no_issuer() -> None:
    def verdict(before: str, value: str) -> State:
        return key_names.no_known_form(value, Surroundings(before, "")).state

    assert verdict("DEEPGRAM_API_KEY=", "0f" * 16) is State.FAILED
    assert verdict("deepgramToken: ", "0f" * 16) is State.FAILED
    assert verdict("token=", "xoxp-1") is State.FAILED
    assert verdict("export SHOP_TOKEN=", "0f" * 16) is State.NEUTRAL  # expo is an issuer, export is none


def test_half_a_byte_has_been_cut() -> None:
    assert credentials.whole_bytes("0f" * 16, NOWHERE).state is State.NEUTRAL
    assert credentials.whole_bytes("0f" * 16 + "0", NOWHERE).state is State.FAILED
    assert credentials.whole_bytes("0g" * 16 + "0", NOWHERE).state is State.NEUTRAL


def test_a_discord_token_holds_the_number_of_its_bot() -> None:
    token = fill("{{b64url:1[[digits:17]]}}.G{{alnum:5}}.{{alnum:38}}", "1")
    assert credentials.base64_number(token, NOWHERE).state is State.NEUTRAL
    assert credentials.base64_number("x" + token[1:], NOWHERE).state is State.FAILED


def test_openais_mark_is_asked_for() -> None:
    assert credentials.openai_marker("sk-proj-abcT3BlbkFJabc", NOWHERE).state is State.NEUTRAL
    assert credentials.openai_marker("sk-proj-abcabc", NOWHERE).state is State.FAILED


def test_a_block_typed_twice_or_hex_of_both_cases_speaks_against_a_key() -> None:
    block = fill("{{alnum:14}}", "block")
    assert randomness.no_sequence(block + fill("{{alnum:9}}", "rest") + block, NOWHERE).state is State.FAILED
    digits = fill("{{hex:20}}{{HEX:20}}", "cases")
    assert randomness.no_sequence(digits, NOWHERE).state is State.FAILED
    assert all(randomness.no_sequence(each, NOWHERE).state is State.NEUTRAL for each in drawn(lengths=(40,)))


def test_a_uuid_of_the_clock_or_of_wrong_length_is_no_key() -> None:
    whole = fill("{{uuid}}", "uuid")
    assert randomness.no_uuid_of_time(whole, NOWHERE).state is State.NEUTRAL
    assert randomness.no_uuid_of_time(f"{whole[:14]}1{whole[15:]}", NOWHERE).state is State.FAILED
    assert randomness.no_uuid(f"sk_{whole}", NOWHERE).state is State.NEUTRAL
    assert randomness.no_uuid(f"sk_{whole[:-1]}", NOWHERE).state is State.FAILED
    assert randomness.no_uuid(f"sk-{whole[:9]}h{whole[10:]}", NOWHERE).state is State.FAILED


def test_a_secret_of_aws_has_forty_characters() -> None:
    for length, expected in ((40, State.NEUTRAL), (38, State.FAILED)):
        value = fill(f"{{{{base64:{length}}}}}", "aws")
        assert key_names.no_known_form(value, Surroundings("AWS_SECRET_ACCESS_KEY=", "")).state is expected


def test_the_key_of_a_public_reporting_address_is_told() -> None:
    for after in ("@o447951.ingest.sentry.io/5429219", "@errors.acme.example/12", "@sentry.acme.example/12"):
        assert key_names.no_public_dsn("", Surroundings("https://", after)).state is State.FAILED
    assert key_names.no_public_dsn("", Surroundings("https://", "@git.acme.example/12/app.git")).state is State.NEUTRAL
