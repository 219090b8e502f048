"""Slots of examples: repeatable, well-formed, and never left standing."""

from __future__ import annotations

import base64
import json
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from chatscrub.detection.samples import UnknownSlotError, fill
from chatscrub.detection.token_checksums import (
    BASE62,
    BECH32,
    bech32_expand,
    bech32_polymod,
    crc32_base36_of,
    crc32_base62_of,
    crc32_hex_of,
)

CLASSES = {
    "alnum": "[A-Za-z0-9]",
    "alpha": "[A-Za-z]",
    "lower": "[a-z]",
    "upper": "[A-Z]",
    "digits": "[0-9]",
    "hex": "[0-9a-f]",
    "HEX": "[0-9A-F]",
    "base32": "[A-Z2-7]",
    "base58": "[1-9A-HJ-NP-Za-km-z]",
    "base64": "[A-Za-z0-9+/]",
    "base64url": "[A-Za-z0-9_-]",
    "lowernum": "[a-z0-9]",
    "uppernum": "[A-Z0-9]",
    "word": "[a-z]",
}
COMPUTED = (
    *(
        "npm",
        "glsa",
        "glpat_routable",
        "jwt",
        "jwt_expired",
        "jwe",
        "openssh",
        "openssh_encrypted",
        "pgp",
        "ppk",
        "pypi",
    ),
    *("gcp_json", "aws_id", "azure_key", "wireguard", "age", "uuid", "b64json", "b64jwt"),
)


@given(st.sampled_from(sorted(CLASSES)), st.integers(1, 200), st.text(max_size=20))
def test_a_class_slot_gives_that_many_characters_of_its_class(name: str, count: int, seed: str) -> None:
    assert re.fullmatch(f"{CLASSES[name]}{{{count}}}", fill(f"{{{{{name}:{count}}}}}", seed))


@pytest.mark.parametrize("name", COMPUTED)
def test_the_same_seed_gives_the_same_text_and_another_seed_another(name: str) -> None:
    slot = f"{{{{{name}}}}}"
    assert fill(slot, "a") == fill(slot, "a")
    assert fill(slot, "a") != fill(slot, "b")
    assert "{{" not in fill(slot, "a")


def test_two_slots_of_one_template_differ() -> None:
    first, second = fill("{{hex:32}} {{hex:32}}", "seed").split()
    assert first != second


def test_text_around_slots_stays_as_it_is() -> None:
    assert fill("no slot: ${HOME} {x} [[y]]", "seed") == "no slot: ${HOME} {x} [[y]]"


@pytest.mark.parametrize(
    "template", ["{{nothing}}", "{{hex:many}}", "{{iban:ZZ}}", "{{luhn:4}}", "{{b64:[[nothing:3]]}}"]
)
def test_an_unknown_slot_is_named(template: str) -> None:
    with pytest.raises(UnknownSlotError):
        fill(template, "seed")


def test_crc32_in_base_62_is_the_standard_check_value() -> None:
    number = 0
    for character in crc32_base62_of("123456789"):
        number = number * 62 + BASE62.index(character)
    assert number == 0xCBF43926  # CRC-32's published check value


def test_bech32_accepts_the_vector_of_bip_173() -> None:
    data = [BECH32.index(character) for character in "2uel5l"]
    assert bech32_polymod([*bech32_expand("a"), *data]) == 1


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_tokens_carry_their_checksums(seed: str) -> None:
    github = fill("{{github:ghp_}}", seed)
    assert github[-6:] == crc32_base62_of(github[4:-6])
    grafana = fill("{{glsa}}", seed)
    assert grafana[-8:] == crc32_hex_of(grafana[:-9])
    gitlab = fill("{{glpat_routable}}", seed)
    assert gitlab[-7:] == crc32_base36_of(gitlab[:-7])
    age = fill("{{age}}", seed).lower()
    assert len(age) == 74
    prefix, _, data = age.rpartition("1")
    assert bech32_polymod([*bech32_expand(prefix), *map(BECH32.index, data)]) == 1


@pytest.mark.parametrize("country", ["DE", "GB", "NL", "AT", "CH", "PL", "IE", "LU", "SE", "DK", "BE", "FR", "ES"])
def test_ibans_are_valid(country: str) -> None:
    for seed in ("a", "b", "c"):
        value = fill(f"{{{{iban:{country}}}}}", seed)
        assert value.startswith(country)
        assert iban.is_valid(value)


def test_luhn_numbers_are_valid() -> None:
    for seed in "abcdef":
        value = fill("{{luhn:4111:16}}", seed)
        assert value.startswith("4111")
        assert len(value) == 16
        assert luhn.is_valid(value)


@pytest.mark.parametrize("label", ["RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY"])
def test_pem_bodies_are_whole_asn1_structures(label: str) -> None:
    lines = fill(f"{{{{pem:{label}}}}}", "seed").split("\n")
    assert lines[0] == f"-----BEGIN {label}-----"
    assert lines[-1] == f"-----END {label}-----"
    body = base64.b64decode("".join(lines[1:-1]), validate=True)
    octets = body[1] & 0x7F if body[1] & 0x80 else 0
    length = int.from_bytes(body[2 : 2 + octets], "big") if octets else body[1]
    assert body[0] == 0x30
    assert length == len(body) - 2 - octets


def test_a_pem_in_one_line_has_no_line_break() -> None:
    text = fill("{{pem_line:PRIVATE KEY}}", "seed")
    assert "\n" not in text
    assert text.endswith("-----END PRIVATE KEY-----\\n")


def test_structured_slots_parse() -> None:
    document = json.loads(fill("{{gcp_json}}", "seed"))
    assert document["type"] == "service_account"
    assert uuid.UUID(fill("{{uuid}}", "seed")).version == 4
    header, claims, _ = fill("{{jwt}}", "seed").split(".")
    for part in (header, claims):
        assert isinstance(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))), dict)


def test_base64_slots_hold_inner_slots() -> None:
    assert re.fullmatch(rb"svc:[a-z]{9}\n", base64.b64decode(fill("{{b64:svc:[[lower:9]]\\n}}", "seed")))


def test_passwords_hold_four_kinds_of_characters() -> None:
    for seed in map(str, range(50)):
        value = fill("{{pw:12}}", seed)
        assert len(value) == 12
        assert all(re.search(kind, value) for kind in ("[a-z]", "[A-Z]", "[0-9]", "[!*+=_-]"))


def test_recovery_codes_stand_on_lines_of_their_own() -> None:
    codes = fill("{{codes:7}}", "seed").split("\n")
    assert len(set(codes)) == 7
    assert all(re.fullmatch("[a-z0-9]{5}-[a-z0-9]{5}", code) for code in codes)
