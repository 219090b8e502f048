"""Evidence in credentials: what proves, what fails, and that nothing tells the value or breaks on hostile text."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatscrub.detection.evidence import (
    credentials,
    evidence_function,
    evidence_functions,
    json_web_tokens,
    key_names,
    listed_passwords,
    passwords,
    private_keys,
    randomness,
    spoken_codes,
    spoken_passwords,
)
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.samples import fill
from chatscrub.detection.verify import claims
from tests.running import shipped_detectors

NOWHERE = Surroundings("", "")
OURS = sorted(
    name
    for name, function in evidence_functions().items()
    if function.__module__
    in {
        module.__name__
        for module in (
            credentials,
            json_web_tokens,
            key_names,
            listed_passwords,
            passwords,
            private_keys,
            randomness,
            spoken_codes,
            spoken_passwords,
        )
    }
)
Check = Callable[[str, Surroundings], Verdict]


def state(check: Check, template: str, before: str = "", after: str = "") -> State:
    return check(fill(template, "evidence"), Surroundings(before, after)).state


def test_one_function_looked_up_alone_is_the_one_of_the_whole_list() -> None:
    assert {name: evidence_function(name) for name in evidence_functions()} == dict(evidence_functions())
    with pytest.raises(KeyError):
        evidence_function("Surroundings")


@given(st.sampled_from(OURS), st.text(min_size=1, max_size=120), st.text(max_size=40), st.text(max_size=40))
def test_no_check_breaks_on_any_text(name: str, value: str, before: str, after: str) -> None:
    verdict = evidence_functions()[name](value, Surroundings(before, after))
    assert verdict.reason is None or len(value) < 8 or value not in verdict.reason


@pytest.mark.parametrize(
    ("check", "template"),
    [
        (credentials.crc32_base62, "{{github:ghp_}}"),
        (credentials.crc32_base62, "{{npm}}"),
        (credentials.glsa_crc32, "{{glsa}}"),
        (credentials.gitlab_routable_crc32, "{{glpat_routable}}"),
        (credentials.age_bech32, "{{age}}"),
    ],
)
def test_a_checksum_is_proven_and_one_changed_character_breaks_it(check: Check, template: str) -> None:
    token = fill(template, "evidence")
    assert check(token, NOWHERE).state is State.PROVEN
    place = len(token) // 2
    other = "q" if token[place].lower() != "q" else "p"
    changed = token[:place] + (other.upper() if token.isupper() else other) + token[place + 1 :]
    verdict = check(changed, NOWHERE)
    assert verdict == Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")


def test_a_gitlab_token_without_checksum_is_left_alone() -> None:
    assert state(credentials.gitlab_routable_crc32, "glpat-{{alnum:20}}") is State.NEUTRAL


def test_an_aws_key_id_tells_its_account() -> None:
    # A key id that was published together with its account number.
    verdict = credentials.aws_account("ASIA" + "Y34FZKBO" + "KMUTVV7A", NOWHERE)
    assert verdict == Verdict(State.NEUTRAL, "AWS account 609629065308")


@pytest.mark.parametrize("value", ["AKIA" + "IOSFODNN7" + "EXAMPLE", "AKIA" + "0189018901890189"])
def test_a_documented_or_impossible_aws_key_id_fails(value: str) -> None:
    assert credentials.aws_account(value, NOWHERE).state is State.FAILED


def test_an_azure_key_is_64_bytes() -> None:
    assert state(credentials.azure_key_64_bytes, "{{azure_key}}") is State.PROVEN
    assert state(credentials.azure_key_64_bytes, "{{wireguard}}") is State.FAILED
    assert credentials.azure_key_64_bytes("A" * 86 + "==", NOWHERE).state is State.FAILED
    assert state(credentials.key_32_bytes, "{{wireguard}}") is State.PROVEN


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{b64:anna:[[pw:12]]}}", State.PROVEN),
        ("{{b64:anna:anna}}", State.FAILED),
        ("{{b64:user:password}}", State.FAILED),
        ("{{b64:anna:<password>}}", State.FAILED),
        ("{{b64:no colon in it}}", State.FAILED),
        ("understanding", State.FAILED),
    ],
)
def test_basic_authentication_decodes_to_a_login(template: str, expected: State) -> None:
    assert state(credentials.basic_auth_base64, template) is expected


def jwt(claims: object, header: object = None) -> str:
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in (header or {"alg": "HS256"}, claims)
    ]
    return ".".join([*parts, fill("{{base64url:43}}", "signature")])


def test_a_jwt_tells_expiry_and_issuer() -> None:
    ended = datetime.now(UTC) - timedelta(days=2)
    token = jwt({"exp": int(ended.timestamp()), "iss": "https://id.acme.example/x"})
    assert json_web_tokens.jwt_claims(token, NOWHERE) == Verdict(State.PROVEN, "issued by id.acme.example")
    past = json_web_tokens.jwt_expiry(token, NOWHERE)
    assert past == Verdict(State.NEUTRAL, f"expired {ended.date().isoformat()}", ("expired",))
    ends = datetime.now(UTC) + timedelta(days=2)
    ahead = json_web_tokens.jwt_expiry(jwt({"exp": ends.timestamp()}), NOWHERE)
    assert (ahead.reason, ahead.flags) == (f"valid until {ends.date().isoformat()}", ())


def test_a_signed_jwt_without_its_signature_is_cut() -> None:
    token = jwt({"iss": "acme"})
    assert json_web_tokens.jwt_claims(token.rpartition(".")[0], NOWHERE).state is State.FAILED
    unsigned = jwt({"iss": "acme"}, {"alg": "none"}).rpartition(".")[0]
    assert json_web_tokens.jwt_claims(unsigned, NOWHERE).state is State.PROVEN


def test_published_values_are_called_documented_samples() -> None:
    for verdict in (
        json_web_tokens.jwt_claims(jwt({"sub": "1234567890"}), NOWHERE),
        credentials.aws_account("AKIA" + "IOSFODNN7" + "EXAMPLE", NOWHERE),
    ):
        assert verdict == Verdict(State.FAILED, "documented sample")


@pytest.mark.parametrize("value", ["acme_sandbox_{{alnum:30}}", "sbx_{{alnum:30}}", "key_test_{{alnum:30}}"])
def test_a_key_that_says_sandbox_is_in_test_mode(value: str) -> None:
    verdict = key_names.no_test_mark(fill(value, "mark"), NOWHERE)
    assert verdict == Verdict(State.FAILED, "test mode", ("test-mode",))
    assert state(key_names.no_test_mark, "live_{{alnum:30}}_latest") is State.NEUTRAL


def test_test_keys_of_issuers_say_test_mode() -> None:
    detectors = [each for each in shipped_detectors() if "test_mode" in each.evidence]
    assert {each.issuer for each in detectors} >= {"Stripe", "Razorpay", "Shippo", "EasyPost"}
    for detector in detectors:
        (claim,) = claims(detector, fill(detector.match[0], detector.id).encode(), None).found
        assert "test mode" in claim.reasons
        assert "test-mode" in claim.flags


@pytest.mark.parametrize(
    "claims",
    [{}, {"exp": "soon"}, {"exp": 10**30}, {"exp": -1}, {"exp": None, "iss": ["x"]}, {"iss": "not a host <b>"}],
)
def test_a_jwt_with_odd_claims_is_still_one(claims: object) -> None:
    assert json_web_tokens.jwt_claims(jwt(claims), NOWHERE) == Verdict(State.PROVEN, "decodes to claims")


def test_what_is_no_jwt_or_a_public_one_fails() -> None:
    for token in (jwt([1]), jwt({}, {"typ": "JWT"}), jwt({"sub": "1234567890"}), jwt({"role": "anon"}), "eyJ0.eyJ1.x"):
        assert json_web_tokens.jwt_claims(token, NOWHERE).state is State.FAILED
    assert state(json_web_tokens.jwt_claims, "{{jwe}}") is State.NEUTRAL
    assert state(json_web_tokens.base64_jwt, "{{b64jwt}}") is State.PROVEN
    assert state(json_web_tokens.base64_jwt, "{{base64:80}}") is State.FAILED


def test_a_shared_access_signature_tells_its_expiry() -> None:
    signature = fill("{{wireguard}}", "sas").replace("=", "%3D").replace("+", "%2B").replace("/", "%2F")
    assert credentials.sas_expiry(signature, Surroundings("?sv=2022-11-02&se=2021-05-01T00:00Z&sig=", "")) == Verdict(
        State.PROVEN, "expired 2021-05-01", ("expired",)
    )
    assert credentials.sas_expiry(signature, Surroundings("?sig=", "&se=2999-01-01")).reason == "valid until 2999-01-01"
    assert credentials.sas_expiry(signature, NOWHERE).state is State.NEUTRAL
    assert credentials.sas_expiry("abc", Surroundings("&se=2999-01-01", "")).state is State.FAILED


def test_decoders_tell_structure_from_noise() -> None:
    assert state(credentials.pypi_macaroon, "{{pypi}}") is State.PROVEN
    assert state(credentials.pypi_macaroon, "pypi-{{base64url:100}}") is State.FAILED
    assert state(credentials.base32_decodes, "{{base32:32}}") is State.PROVEN
    assert credentials.base32_decodes("abcd efgh ijkl mnop", NOWHERE).state is State.PROVEN
    assert state(credentials.base32_decodes, "{{base32:8}}") is State.FAILED
    assert state(credentials.base32_decodes, "{{digits:20}}") is State.FAILED
    assert state(credentials.base64_json, "{{b64json}}") is State.PROVEN
    assert state(credentials.base64_json, "{{base64:80}}") is State.FAILED
    assert state(credentials.base64_pem, "{{b64pem:EC PRIVATE KEY}}") is State.PROVEN
    assert state(credentials.base64_pem, "{{base64:400}}") is State.FAILED
    assert state(credentials.base64_text_or_key, "{{b64:[[pw:14]]}}") is State.PROVEN
    assert state(credentials.base64_text_or_key, "not base64!") is State.FAILED


@pytest.mark.parametrize("label", ["RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY"])
def test_a_whole_private_key_is_proven_in_lines_quoted_and_in_one_line(label: str) -> None:
    block = fill(f"{{{{pem:{label}}}}}", "key")
    forms = [
        block,
        block.replace("\n", "\r\n"),
        block.replace("\n", "\\n"),
        block.replace("\n", "\\\\n"),
        block.replace("\n", "\n> "),
    ]
    for form in forms:
        assert private_keys.pem_body(form, NOWHERE) == Verdict(State.PROVEN, "key structure ok")


def test_a_cut_or_elided_private_key_fails() -> None:
    lines = fill("{{pem:RSA PRIVATE KEY}}", "key").split("\n")
    cut = "\n".join([*lines[:5], *lines[-1:]])
    assert private_keys.pem_body(cut, NOWHERE).state is State.FAILED
    elided = "\n".join([lines[0], lines[1], "...", lines[-1]])
    assert private_keys.pem_body(elided, NOWHERE) == Verdict(State.FAILED, "the body is elided")
    empty = f"{lines[0]}\n...\n{lines[-1]}"
    assert private_keys.holds_key_material(empty, NOWHERE).state is State.FAILED
    assert private_keys.holds_key_material("\n".join(lines), NOWHERE).state is State.NEUTRAL


def test_a_passphrase_on_a_key_is_told() -> None:
    told = "guarded by a passphrase"
    assert private_keys.openssh_key(fill("{{openssh}}", "k"), NOWHERE).reason == "no passphrase"
    assert private_keys.openssh_key(fill("{{openssh_encrypted}}", "k"), NOWHERE).reason == told
    assert private_keys.pem_body(fill("{{openssh}}", "k"), NOWHERE).reason == "no passphrase"
    assert state(private_keys.openssh_key, "{{pem:PRIVATE KEY}}") is State.FAILED
    assert private_keys.ppk_encryption(fill("{{ppk}}", "k"), NOWHERE).reason == "no passphrase"
    encrypted = fill("{{ppk}}", "k").replace("Encryption: none", "Encryption: aes256-cbc")
    assert private_keys.ppk_encryption(encrypted, NOWHERE).reason == told
    header = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00AA\n\n"
    block = fill("{{pem:RSA PRIVATE KEY}}", "k").replace("KEY-----\n", "KEY-----\n" + header, 1)
    assert private_keys.pem_body(block, NOWHERE).reason == told


def test_a_pgp_block_must_hold_a_secret_key_packet() -> None:
    assert state(private_keys.pem_body, "{{pgp}}") is State.PROVEN
    block = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{{b64:[[alnum:90]]}}\n-----END PGP PRIVATE KEY BLOCK-----"
    assert state(private_keys.pem_body, block) is State.FAILED


@pytest.mark.parametrize(
    "value",
    [
        "Winter2031!",
        "kX9w2Lpq",
        "x9{{k}q)z${w]VL4",
        "7#ab(cD3$kd",
        "hunter42",
        "correct-battery-staple-horse",
        "Grün#7haus",
        "xkqzvbtrwm",
        "4711998822",
    ],
)
def test_passwords_that_people_choose_are_password_like(value: str) -> None:
    assert passwords.password_like(value, NOWHERE).state is not State.FAILED


@pytest.mark.parametrize(
    "value",
    [
        "required",
        "incorrect",
        "<password>",
        "${DB_PASSWORD}",
        "{{ password }}",
        "$PASSWORD",
        "$BASE_URL/login/#/reset_1",
        "$($(dirname",
        "${DB_PASSWORD:-cut",
        "${{ secrets.DB_PASSWORD",
        "+getPassword(user)+",
        "%PASSWORD%",
        "********",
        "xxxxxx",
        "your_password",
        "os.environ",
        "config.py",
        "getPassword(user)",
        "user_password",
        "dbPassword",
        "base64",
        "sha256",
        "12",
        "https://acme.example",
        "anna@acme.example",
        "src/login/form",
        "and/or",
        "2031-05-01",
        "1.2.3",
        "[hidden]",
        "…",
        "don't",
    ],
)
def test_words_templates_code_and_addresses_are_not_password_like(value: str) -> None:
    assert passwords.password_like(value, NOWHERE).state is State.FAILED


def test_a_name_that_is_called_is_code() -> None:
    assert passwords.password_like("get_pw2x", Surroundings("", "(user)")).state is State.FAILED


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Tr4ktor!fahren", State.PROVEN),
        ("password123", State.FAILED),
        ("P@ssw0rd", State.FAILED),
        ("admin", State.FAILED),
        ("12345678", State.FAILED),
        ("whalesong", State.FAILED),
        ("hund4711", State.NEUTRAL),
    ],
)
def test_textbook_passwords_speak_against_and_mixed_ones_for(value: str, expected: State) -> None:
    assert passwords.password_strength(value, NOWHERE).state is expected


@pytest.mark.parametrize("value", ["password", "p4ssw0rd", "user", "pass%20pass", "${PW}", "<pw>", "xxxx"])
def test_words_of_manuals_are_no_password_in_an_address(value: str) -> None:
    assert passwords.not_sample_password(value, NOWHERE).state is State.FAILED


def test_the_host_behind_a_password_counts() -> None:
    expected = {
        "@localhost:5432/x": State.FAILED,
        "@127.0.0.1/": State.FAILED,
        "@db/x": State.FAILED,
        "@example.com": State.FAILED,
        "@db.acme-corp.com/x": State.PROVEN,
        "@dbserver/x": State.NEUTRAL,
    }
    for after, verdict in expected.items():
        assert passwords.remote_host("x", Surroundings("", after)).state is verdict, after


def test_mixed_passwords_are_told_from_plain_ones() -> None:
    assert passwords.mixed_password("lower1", NOWHERE).state is State.FAILED
    assert state(passwords.mixed_password, "{{pw:12}}") is State.NEUTRAL


@pytest.mark.parametrize("name", ["public_key = ", "PUBLISHABLE_KEY=", "csrf_token: ", "next_token=", "commit "])
def test_a_public_name_refuses(name: str) -> None:
    assert state(passwords.no_public_name, "{{hex:40}}", before=f"public_key above\n{name}") is State.FAILED
    assert state(passwords.no_public_name, "{{hex:40}}", before=f"{name}\napi_key = ") is State.NEUTRAL


@pytest.mark.parametrize("words", ["public static final String ", "public const string ", "public readonly "])
def test_public_as_a_word_of_code_is_no_public_name(words: str) -> None:
    assert state(passwords.no_public_name, "{{hex:40}}", before=f"{words}API_SECRET = ") is State.NEUTRAL


def test_signs_make_a_secret_where_they_make_no_search_pattern() -> None:
    assert state(passwords.signs_in_it, "{{alnum:10}}!{{alnum:10}}#") is State.NEUTRAL
    for value in ("{{alnum:24}}", "{{base64:43}}=", "^[A-Z0-9]{32,64}$", r"\d{4}-\w+!", "(?:key)#.*"):
        assert state(passwords.signs_in_it, value) is State.FAILED, value


def test_letters_that_a_machine_drew_are_told_from_words() -> None:
    assert passwords.drawn_letters("qkzv wtjb xmrf hqpl", NOWHERE).state is State.PROVEN
    for value in ("that will work with", "must have four more", "xxxx xxxx xxxx xxxx"):
        assert passwords.drawn_letters(value, NOWHERE).state is State.FAILED, value


def test_recovery_codes_are_five_of_one_shape() -> None:
    assert state(passwords.equal_shape_codes, "{{codes:5}}") is State.PROVEN
    assert (
        state(
            passwords.equal_shape_codes,
            "1. {{digits:8}}\n2. {{digits:8}}\n3. {{digits:8}}\n4. {{digits:8}}\n5. {{digits:8}}",
        )
        is State.PROVEN
    )
    assert state(passwords.equal_shape_codes, "{{codes:4}}") is State.FAILED
    assert state(passwords.equal_shape_codes, "{{codes:5}}\n{{hex:5}}") is State.FAILED
    assert (
        passwords.equal_shape_codes("well-kept wide-open long-term high-rise side-walk", NOWHERE).state is State.FAILED
    )


@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
def test_a_seed_phrase_carries_its_checksum(count: int) -> None:
    phrase = fill(f"{{{{bip39:{count}}}}}", "seed")
    assert len(phrase.split()) == count
    numbered = " ".join(f"{number}. {word.capitalize()}" for number, word in enumerate(phrase.split(), 1))
    for form in (phrase, phrase.replace(" ", "\n"), phrase.replace(" ", ", "), numbered):
        assert passwords.bip39_words(form, NOWHERE).state is State.NEUTRAL
        assert passwords.bip39_checksum(form, NOWHERE).state is State.PROVEN


def test_other_words_are_no_seed_phrase() -> None:
    assert (
        passwords.bip39_words("the quick brown fox jumps over the lazy dog and then sleeps", NOWHERE).state
        is State.FAILED
    )
    # Twelve times a word of the list: the checksum of the published vector needs another last word.
    assert passwords.bip39_checksum(" ".join(["abandon"] * 12), NOWHERE).state is State.FAILED
    assert passwords.bip39_checksum(" ".join(["abandon"] * 11 + ["about"]), NOWHERE).state is State.PROVEN


@pytest.mark.parametrize("value", ["pass%23pass", "my-secret-password", "пароль", "test_user"])
def test_words_of_manuals_joined_are_no_password(value: str) -> None:
    assert credentials.no_sample_words(value, NOWHERE).state is State.FAILED


@pytest.mark.parametrize("value", ["{{pw:12}}", "pass{{digits:4}}", "{{word:9}}", "密" * 6])
def test_other_passwords_are_left_to_the_other_checks(value: str) -> None:
    assert state(credentials.no_sample_words, value) is State.NEUTRAL
