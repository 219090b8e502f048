"""Checksums that issuers write into their tokens, as the issuers describe them.

Sources: GitHub, "Behind GitHub's new authentication token formats" (CRC-32 in base 62, six characters; npm uses the same);
Grafana's service-account tokens (CRC-32, little-endian, hex); GitLab's design of routable tokens (length and CRC-32 in base 36);
BIP-173 (Bech32) for age keys.
"""

from __future__ import annotations

import string
import zlib
from collections.abc import Iterable

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE36 = string.digits + string.ascii_lowercase
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def in_base(number: int, alphabet: str, width: int) -> str:
    """A non-negative number in the base of `alphabet`, padded on the left to `width` with the alphabet's zero."""
    digits = ""
    while number:
        number, rest = divmod(number, len(alphabet))
        digits = alphabet[rest] + digits
    return digits.rjust(width, alphabet[0])


def crc32_base62_of(body: str) -> str:
    """The six characters that GitHub and npm put after the 30 random ones."""
    return in_base(zlib.crc32(body.encode()), BASE62, 6)


def crc32_base36_of(text: str) -> str:
    """The seven characters that end GitLab's routable tokens; `text` is all that stands before them."""
    return in_base(zlib.crc32(text.encode()), BASE36, 7)


def crc32_hex_of(text: str) -> str:
    """The eight hex characters that end Grafana's service-account tokens; `text` is the token up to the last underscore."""
    return zlib.crc32(text.encode()).to_bytes(4, "little").hex()


def bech32_polymod(values: Iterable[int]) -> int:
    """BIP-173's checksum state over 5-bit values; 1 for a valid string."""
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATOR):
            if top >> bit & 1:
                state ^= generator
    return state


def bech32_expand(prefix: str) -> list[int]:
    """BIP-173's expansion of the human-readable part, lower case."""
    return [ord(character) >> 5 for character in prefix] + [0] + [ord(character) & 31 for character in prefix]
