"""Evidence in tokens: checksums, structure, what they decode to. Nothing here can tell whether a token still works."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime
from urllib.parse import unquote

from chatscrub.detection.base64_values import base64_bytes, json_object
from chatscrub.detection.evidence.passwords import not_sample_password, password_strength
from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.detection.token_checksums import (
    BECH32,
    bech32_expand,
    bech32_polymod,
    crc32_base36_of,
    crc32_base62_of,
    crc32_hex_of,
)
from chatscrub.lazy_patterns import lazy_compile

_NEUTRAL = Verdict(State.NEUTRAL)
_CHECKSUM_OK = Verdict(State.PROVEN, "checksum ok")
_CHECKSUM_FAILS = Verdict(State.FAILED, "checksum fails (cut, mistyped or a sample)")
_ROUTABLE = lazy_compile(r"\.(?:01\.)?[0-9a-z]{9}$")
_EXPIRY = lazy_compile(r"[?&;\s\"']se=(\d{4}-\d{2}-\d{2})", re.IGNORECASE)
_SAMPLE_WORDS = frozenset(
    [
        "pass",
        "passwd",
        "password",
        "passphrase",
        "passwort",
        "passwd",
        "pwd",
        "pw",
        "secret",
        "token",
        "key",
        "test",
        "tester",
        "user",
        "username",
        "admin",
        "foo",
        "bar",
        "baz",
        "example",
        "sample",
        "dummy",
        "demo",
        "fake",
        "my",
        "your",
        "the",
        "some",
        "abc",
        "xyz",
    ]
)
_PASSWORD_IN_OTHER_WORDS = frozenset(
    [
        "пароль",
        "wachtwoord",
        "kennwort",
        "contraseña",
        "senha",
        "hasło",
        "haslo",
        "lösenord",
        "contrasena",
        "motdepasse",
        "parola",
        "şifre",
        "密码",
        "パスワード",
        "비밀번호",
    ]
)


def crc32_base62(value: str, around: Surroundings) -> Verdict:
    """GitHub and npm: the last six characters are the CRC-32 of the 30 before them, in base 62."""
    body = value[value.rfind("_") + 1 :]
    if len(body) != 36:
        return _CHECKSUM_FAILS
    return _CHECKSUM_OK if crc32_base62_of(body[:30]) == body[30:] else _CHECKSUM_FAILS


def glsa_crc32(value: str, around: Surroundings) -> Verdict:
    """Grafana: the part after the last underscore is the CRC-32 of all before it."""
    body, _, checksum = value.rpartition("_")
    return _CHECKSUM_OK if crc32_hex_of(body) == checksum.lower() else _CHECKSUM_FAILS


def gitlab_routable_crc32(value: str, around: Surroundings) -> Verdict:
    """GitLab: routable tokens end in a CRC-32 in base 36; the older tokens carry none."""
    if not _ROUTABLE.search(value):
        return _NEUTRAL
    return _CHECKSUM_OK if crc32_base36_of(value[:-7]) == value[-7:] else _CHECKSUM_FAILS


def age_bech32(value: str, around: Surroundings) -> Verdict:
    """age: a Bech32 checksum over the whole identity."""
    prefix, _, data = value.lower().rpartition("1")
    if not set(data) <= set(BECH32):
        return _CHECKSUM_FAILS
    state = bech32_polymod([*bech32_expand(prefix), *map(BECH32.index, data)])
    return _CHECKSUM_OK if state == 1 else _CHECKSUM_FAILS


def aws_account(value: str, around: Surroundings) -> Verdict:
    """AWS: the key id holds the account number in its base-32 part; old ids (fifth character I or J) hold none.

    The layout: bits 40 to 1 of the first six bytes are the account.
    """
    try:
        decoded = base64.b32decode(value[4:])
    except (binascii.Error, ValueError):
        decoded = b""
    if len(decoded) != 10:
        return Verdict(State.FAILED, "not the base-32 form of AWS key ids (cut, mistyped or a sample)")
    if value.endswith("EXAMPLE"):
        return Verdict(State.FAILED, "documented sample")
    if value[4] in "IJ":
        return _NEUTRAL
    number = int.from_bytes(decoded[:6], "big")
    return Verdict(State.NEUTRAL, f"AWS account {(number & 0x7FFFFFFFFF80) >> 7:012}")


def azure_key_64_bytes(value: str, around: Surroundings) -> Verdict:
    """Azure: storage, Cosmos and Batch account keys are 64 random bytes in base64."""
    decoded = base64_bytes(value)
    if decoded is None or len(decoded) != 64:
        return Verdict(State.FAILED, "does not decode to 64 bytes (cut, mistyped or a sample)")
    return Verdict(State.PROVEN, "decodes to 64 bytes") if len(set(decoded)) > 24 else _CHECKSUM_FAILS


def key_32_bytes(value: str, around: Surroundings) -> Verdict:
    """32 random bytes in base64: WireGuard keys, Azure bus keys and the like."""
    decoded = base64_bytes(value)
    if decoded is None or len(decoded) != 32 or len(set(decoded)) < 16:
        return Verdict(State.FAILED, "does not decode to 32 random bytes")
    return Verdict(State.PROVEN, "decodes to 32 bytes")


def basic_auth_base64(value: str, around: Surroundings) -> Verdict:
    """Basic authentication (RFC 7617): base64 of printable ``user:password`` with something on both sides."""
    decoded = base64_bytes(value)
    try:
        user, colon, password = (decoded or b"").decode().partition(":")
    except UnicodeDecodeError:
        user = colon = password = ""
    if not (user and colon and len(password) > 2 and user.isprintable() and password.isprintable()):
        return Verdict(State.FAILED, "does not decode to user and password")
    made_up = no_sample_words(password, around).state is State.FAILED
    if password == user or made_up or not_sample_password(password, around).state is State.FAILED:
        return Verdict(State.FAILED, "decodes to a placeholder")
    strong = len(password) >= 12 or password_strength(password, around).state is State.PROVEN
    return Verdict(State.PROVEN if strong else State.NEUTRAL, "decodes to user and password")


def no_sample_words(value: str, around: Surroundings) -> Verdict:
    """A password in an address or header is more than the words that manuals write there, be they joined: ``my-pass``."""
    bare = unquote(value).lower()
    words = re.findall("[a-z]+", bare)
    plain = not any(map(str.isdigit, bare)) and words and _SAMPLE_WORDS.issuperset(words)
    if plain or bare in _PASSWORD_IN_OTHER_WORDS:
        return Verdict(State.FAILED, "made of sample words")
    return _NEUTRAL


def base64_json(value: str, around: Surroundings) -> Verdict:
    """The token, or its part before the first dot, or after its prefix, is base64 of a JSON object."""
    for part in (value, value.partition(".")[0], value.rpartition("_")[2]):
        if json_object(part) is not None:
            return Verdict(State.PROVEN, "decodes to a JSON object")
    return Verdict(State.FAILED, "does not decode to JSON (cut, mistyped or a sample)")


def base64_text_or_key(value: str, around: Surroundings) -> Verdict:
    """Values of Kubernetes Secrets: base64 of a printable text, or of at least 16 bytes."""
    decoded = base64_bytes(value)
    if decoded is None or len(decoded) < 4:
        return Verdict(State.FAILED, "is not base64")
    try:
        text = decoded.decode().strip()
    except UnicodeDecodeError:
        return _NEUTRAL if len(decoded) >= 16 else Verdict(State.FAILED, "does not decode to a text")
    return Verdict(State.PROVEN, "decodes to a text") if text.replace("\n", "").isprintable() else _NEUTRAL


def base64_pem(value: str, around: Surroundings) -> Verdict:
    """kubeconfig's ``client-key-data``: base64 of a PEM private key."""
    decoded = base64_bytes(value) or b""
    if b"PRIVATE KEY-----" in decoded[:64]:
        return Verdict(State.PROVEN, "decodes to a private key")
    return Verdict(State.FAILED, "does not decode to a private key (cut, mistyped or a sample)")


def pypi_macaroon(value: str, around: Surroundings) -> Verdict:
    """PyPI: the part behind ``pypi-`` is a version 2 macaroon whose location is pypi.org or test.pypi.org."""
    decoded = base64_bytes(value.removeprefix("pypi-"), cut=True) or b""
    if decoded.startswith((b"\x02\x01\x08pypi.org", b"\x02\x01\rtest.pypi.org")):
        return Verdict(State.PROVEN, "decodes to a macaroon of pypi.org")
    return Verdict(State.FAILED, "does not decode to a PyPI macaroon (cut, mistyped or a sample)")


def base32_decodes(value: str, around: Surroundings) -> Verdict:
    """Set-up keys of authenticator apps: base32, spaces and dashes allowed, at least ten bytes (RFC 4226 asks for 16)."""
    compact = re.sub(r"[\s-]", "", value).upper().rstrip("=")
    try:
        decoded = base64.b32decode(compact + "=" * (-len(compact) % 8))
    except (binascii.Error, ValueError):
        return Verdict(State.FAILED, "is not base32")
    if len(decoded) < 10 or len(set(compact)) < 6:
        return Verdict(State.FAILED, "too short for a set-up key (cut or a sample)")
    return Verdict(State.PROVEN, f"decodes to {len(decoded)} bytes")


def base32_mixed(value: str, around: Surroundings) -> Verdict:
    """Base32 with digits in it: words in capitals are base32 too."""
    return _NEUTRAL if re.search("[2-7]", value) else Verdict(State.FAILED, "letters alone")


def sas_expiry(value: str, around: Surroundings) -> Verdict:
    """Azure shared access signatures: ``se`` beside the signature is the expiry, ``sig`` 32 bytes in base64."""
    found = _EXPIRY.search(around.before) or _EXPIRY.search(around.after)
    decoded = base64_bytes(unquote(value))
    if decoded is None or len(decoded) != 32:
        return Verdict(State.FAILED, "the signature does not decode to 32 bytes (cut, mistyped or a sample)")
    if found is None:
        return Verdict(State.NEUTRAL)
    today = datetime.now(UTC).date().isoformat()
    if found[1] < today:
        return Verdict(State.PROVEN, f"expired {found[1]}", ("expired",))
    return Verdict(State.PROVEN, f"valid until {found[1]}")


def base64_number(value: str, around: Surroundings) -> Verdict:
    """Discord: the part before the first dot is base64 of the bot's id, a number of 17 to 20 digits."""
    decoded = base64_bytes(value.partition(".")[0]) or b""
    return _NEUTRAL if re.fullmatch(rb"\d{17,20}", decoded) else Verdict(State.FAILED, "does not hold a bot's id")


def openai_marker(value: str, around: Surroundings) -> Verdict:
    """OpenAI: keys of projects and service accounts hold ``T3BlbkFJ``, base64 of the company's name, in their middle."""
    if "T3BlbkFJ" in value:
        return Verdict(State.NEUTRAL, "holds OpenAI's mark")
    return Verdict(State.FAILED, "lacks OpenAI's mark (cut, mistyped or a sample)")


def test_mode(value: str, around: Surroundings) -> Verdict:
    """For keys whose prefix is that of an issuer's sandbox."""
    return Verdict(State.NEUTRAL, "test mode", ("test-mode",))


def whole_bytes(value: str, around: Surroundings) -> Verdict:
    """Hexadecimal digits come in pairs: an odd number of them has been cut."""
    cut = len(value) % 2 == 1 and re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", value) is not None
    return Verdict(State.FAILED, "half a byte (cut or mistyped)") if cut else _NEUTRAL
