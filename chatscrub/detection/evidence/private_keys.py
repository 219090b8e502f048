"""Evidence in private keys: whether the armour holds a key, whether it is whole, whether a passphrase guards it."""

from __future__ import annotations

import base64
import binascii
import re

from chatscrub.detection.evidence.verdict import State, Surroundings, Verdict
from chatscrub.lazy_patterns import lazy_compile

_LITERAL_BREAK = lazy_compile(r"(?:\\{1,4}[rn])+")
_BODY = lazy_compile(r"-----BEGIN [A-Z0-9 ]+-----(.*?)(?:-----END|\Z)", re.DOTALL)
_HEADER = lazy_compile(r"^[ \t>|+*#]*[A-Za-z-]+:[ \t].*$", re.MULTILINE)
_BASE64_RUN = lazy_compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_CHECKSUM_LINE = lazy_compile(r"^=[A-Za-z0-9+/]{4}\s*$", re.MULTILINE)  # CRC-24 of PGP armour
_LEAST = 64  # base64 characters; an Ed25519 key in PKCS#8 has exactly these
_OPENSSH_MAGIC = b"openssh-key-v1\x00"
_ENCRYPTED = Verdict(State.PROVEN, "guarded by a passphrase", ("encrypted",))


def holds_key_material(value: str, around: Surroundings) -> Verdict:
    """At least 64 base64 characters stand between the armour lines: an elided body is a sample, not a key."""
    if sum(map(len, _BASE64_RUN.findall(_lines(value)))) >= _LEAST:
        return Verdict(State.NEUTRAL)
    return Verdict(State.FAILED, "the body is elided")


def pem_body(value: str, around: Surroundings) -> Verdict:
    """The body decodes to one ASN.1 structure of the length that it states (PKCS#1, SEC 1, PKCS#8)."""
    text = _lines(value)
    if "..." in text or "…" in text:
        return Verdict(State.FAILED, "the body is elided")
    decoded = _decoded(text)
    if decoded is None:
        return Verdict(State.FAILED, "the body does not decode (cut, mistyped or a sample)")
    if "ENCRYPTED" in text[:200]:
        return _ENCRYPTED
    if "PGP" in text[:40]:
        # Old and new packet format of RFC 9580 with the tag of a secret key.
        right = bool(decoded) and (decoded[0] & 0xFC == 0x94 or decoded[0] == 0xC5)
        return (
            Verdict(State.PROVEN, "a secret key packet") if right else Verdict(State.FAILED, "not a secret key packet")
        )
    if decoded.startswith(_OPENSSH_MAGIC):
        return openssh_key(value, around)
    return _asn1(decoded)


def openssh_key(value: str, around: Surroundings) -> Verdict:
    """OpenSSH's own format (PROTOCOL.key): magic, then the cipher's name; ``none`` means no passphrase."""
    decoded = _decoded(_lines(value))
    if decoded is None or not decoded.startswith(_OPENSSH_MAGIC):
        return Verdict(State.FAILED, "the body is no OpenSSH key (cut, mistyped or a sample)")
    start = len(_OPENSSH_MAGIC)
    length = int.from_bytes(decoded[start : start + 4], "big")
    cipher = decoded[start + 4 : start + 4 + length] if length < 64 else b""
    if not cipher:
        return Verdict(State.FAILED, "the body is no OpenSSH key (cut, mistyped or a sample)")
    return Verdict(State.PROVEN, "no passphrase") if cipher == b"none" else _ENCRYPTED


def ppk_encryption(value: str, around: Surroundings) -> Verdict:
    """PuTTY's format says in clear how the private part is encrypted."""
    if re.search(r"Encryption:\s*none", value):
        return Verdict(State.PROVEN, "no passphrase")
    return _ENCRYPTED


def _lines(value: str) -> str:
    """The text with the ``\\n`` of one-line forms (JSON, environment variables) as line breaks."""
    return _LITERAL_BREAK.sub("\n", value)


def _decoded(text: str) -> bytes | None:
    found = _BODY.search(text)
    if found is None:
        return None
    bare = _CHECKSUM_LINE.sub("", _HEADER.sub("", found[1]))
    bare = re.sub(r"[^A-Za-z0-9+/=]", "", bare)
    try:
        return base64.b64decode(bare, validate=True)
    except (binascii.Error, ValueError):
        return None


def _asn1(decoded: bytes) -> Verdict:
    if len(decoded) < 4 or decoded[0] != 0x30:
        return Verdict(State.FAILED, "the body is no key structure (cut, mistyped or a sample)")
    octets = decoded[1] & 0x7F if decoded[1] & 0x80 else 0
    length = int.from_bytes(decoded[2 : 2 + octets], "big") if octets else decoded[1]
    if octets > 4 or abs(2 + octets + length - len(decoded)) > 2:
        return Verdict(State.FAILED, "the body is not whole (cut, mistyped or a sample)")
    return Verdict(State.PROVEN, "key structure ok")
