from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from chatscrub.detection.dialect import compiled
from chatscrub.detection.letters import LETTERS

_CLASS = re.compile("[" + re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: f"\\U{int(code[1], 16):08x}", LETTERS) + "]")
_FROM_BENGALI = 0x980


def test_every_letter_of_unicode_is_one() -> None:
    missing = [
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)).startswith("L") and not _CLASS.match(chr(code))
    ]
    assert [hex(code) for code in missing if code < 0x31350] == []  # ideographs of later versions of Unicode


def test_what_is_no_letter_counts_as_one_only_where_nobody_writes_it_beside_ours() -> None:
    others = {
        code: unicodedata.category(chr(code))
        for code in range(sys.maxunicode + 1)
        if _CLASS.match(chr(code)) and not unicodedata.category(chr(code)).startswith("L")
    }
    below = {category for code, category in others.items() if code < _FROM_BENGALI}
    assert below <= {"Mn", "Mc", "Me", "Cn", "Cf", "Sk", "Sc", "So", "Sm", "No"}
    assert not [code for code in others if code < 0x530 and others[code] not in ("Mn", "Me", "Cn")]
    assert not [code for code in others if 0x2000 <= code <= 0x303F and others[code] not in ("Mn", "Cn")]
    assert not [code for code in others if 0x1F000 <= code <= 0x1FFFF]


@pytest.mark.parametrize(
    ("pattern", "matched", "not_matched"),
    [
        (r"^\p{L}+$", "Żółwß", "a1"),
        (r"^[\p{L}.'-]{3,}$", "O'Nیل", "a:b"),
        (r"^[^\p{L}]$", "×", "é"),
        (r"^\pL$", "ж", "٣"),
        (r"^(?i:\p{L}x)$", "ÄX", "·x"),
        (r"^\\p\{L\}$", r"\p{L}", "p"),
        (r"^\p{Lu}\p{L}$", "Éa", "éa"),
        (r"^Ann\p{L}$", "Anna", "Ann😀"),
    ],
)
def test_a_pattern_that_names_letters_means_them(pattern: str, matched: str, not_matched: str) -> None:
    assert compiled(pattern).search(matched.encode()) is not None
    assert compiled(pattern).search(not_matched.encode()) is None
